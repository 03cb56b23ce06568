"""PDF: characters and their places by PDFium, put into lines, columns and paragraphs by `flow`."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from summarize.errors import ReadError
from summarize.read import facts
from summarize.read.flow import Line, Page, paragraphs, running_heads
from summarize.read.names import show
from summarize.records import Reading

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

MOST_PAGES = 2000
MOST_CHARACTERS = 5_000_000
SECONDS = 60  # for a file; pages are a few milliseconds each
GAP = 1.5  # em between two characters of one line from which on they may stand in two columns
FEWEST = 10  # characters on all pages; fewer are a stamp on a scan
FILE_NAME = re.compile(r"\.(?:html?|docx?|odt|rtf|txt|indd|qxd|pdf|tex|dvi)$", re.IGNORECASE)
WRITER = re.compile(r"^Microsoft Word - ")
ONE_AT_A_TIME = threading.Lock()  # PDFium crashes when two threads are in it


def read(data: bytes, name: str) -> Reading:
    """Read a PDF: its text in reading order, a paragraph each with a blank line between.

    Columns, words broken at line ends and running heads are undone. ReadError says "encrypted", "no text layer".
    """
    import pypdfium2

    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise ReadError(f"{show(name)}: is encrypted; save it without a password") from error
            raise ReadError(f"{show(name)}: is a damaged PDF; leave it out, or save it anew") from error
        try:
            pages = list(read_pages(document, name))
            told = document.get_metadata_dict()
        finally:
            document.close()
    empty = sum(not page.lines for page in pages)
    if sum(len(line.text) for page in pages for line in page.lines) < FEWEST:
        raise ReadError(f"{show(name)}: has no text layer, it may be a scan; let a program recognise its text first")
    text = "\n\n".join(paragraphs([running_heads(page, pages) for page in pages]))
    title = WRITER.sub("", told.get("Title", ""))
    article = facts.article(
        text,
        name,
        title=None if FILE_NAME.search(title) else title,
        date=told.get("CreationDate") or told.get("ModDate"),
        author=told.get("Author"),
    )
    left = (f"{show(name)}: {empty} of {len(pages)} pages have no text layer",) if empty else ()
    return Reading((article,), left)


def read_pages(document: PdfDocument, name: str) -> Iterator[Page]:
    """Yield the lines of each page in the order of the file; ReadError when there is too much, or it takes too long."""
    if len(document) > MOST_PAGES:
        raise ReadError(f"{show(name)}: has over {MOST_PAGES:,} pages; split it")
    left, end = MOST_CHARACTERS, time.monotonic() + SECONDS
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        left -= text.count_chars()
        if left < 0:
            raise ReadError(f"{show(name)}: has over {MOST_CHARACTERS:,} characters; split it")
        yield Page(page.get_height(), tuple(lines(text)))
        text.close()
        page.close()
        if time.monotonic() > end:
            raise ReadError(f"{show(name)}: takes over {SECONDS} seconds to read; split it or save it anew")


def lines(page: PdfTextPage) -> Iterator[Line]:
    """Yield the stretches of text that stand on one line without a wide gap, in the order of the file."""
    letters: list[str] = []
    boxes: list[Any] = []
    for letter, box in characters(page):
        if letter in "\r\n" or (box and boxes and letters[-1] and is_apart(boxes[-1], box)):
            yield from line(letters, boxes)
            letters, boxes = [], []
        if letter not in "\r\n":
            letters.append(letter)
            if box and not letter.isspace():
                boxes.append(box)
    yield from line(letters, boxes)


def characters(page: PdfTextPage) -> Iterator[tuple[str, Any]]:
    """Yield each character with its box, None where it has none; one beyond 16 bits may come in two halves."""
    from ctypes import byref

    from pypdfium2 import raw

    for at in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, at)
        box = raw.FS_RECTF()
        known = raw.FPDFText_GetLooseCharBox(page, at, byref(box)) and raw.FPDFText_IsGenerated(page, at) != 1
        yield chr(code) if 0 < code < 0x110000 else " ", box if known else None


def is_apart(before: Any, after: Any) -> bool:
    """Whether a character stands so far right of the one before that it may belong to another column."""
    return bool(after.left - before.right > GAP * max(after.top - after.bottom, 1))


def line(letters: list[str], boxes: list[Any]) -> Iterator[Line]:
    """Yield the line that characters make, if they can be seen."""
    text = " ".join("".join(letters).encode("utf-16", "surrogatepass").decode("utf-16", "replace").split())
    if text and boxes:
        yield Line(
            text,
            min(box.left for box in boxes),
            max(box.right for box in boxes),
            min(box.bottom for box in boxes),
            max(box.top - box.bottom for box in boxes),
        )
