"""A program of its own, run for one PDF on standard input: its lines and what it tells about itself, as JSON.

PDFium is code in C that a file can keep busy for years, make take all memory, or crash, and only one thread may use
it; so it runs in a process of its own, which `pdf` starts and stops. It imports nothing of ours.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

MOST_PAGES = 2000
MOST_CHARACTERS = 5_000_000
MOST_MEMORY = 2_000_000_000  # bytes; a book of a thousand pages takes a tenth
GAP = 1.5  # em between two characters of one line from which on they may stand in two columns

Line = tuple[str, float, float, float, float]  # text; left, right, foot and height in points


def main() -> None:
    """Answer for the PDF on standard input, within bounds where the system has them."""
    try:
        import resource
    except ImportError:  # on Windows
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    json.dump(answer(sys.stdin.buffer.read()), sys.stdout)


def answer(data: bytes) -> dict[str, Any]:
    """Return the pages, each with its height and lines, and the facts; or what is wrong, under "error"."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"error": "encrypted" if "password" in str(error).lower() else "damaged"}
    if len(document) > MOST_PAGES:
        return {"error": f"has over {MOST_PAGES:,} pages; split it"}
    pages, left = [], MOST_CHARACTERS
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            pages.append({"height": 0, "lines": [], "damaged": True})
            continue
        left -= text.count_chars()
        if left < 0:
            return {"error": f"has over {MOST_CHARACTERS:,} characters; split it"}
        pages.append({"height": page.get_height(), "lines": list(lines(text)), "damaged": False})
        text.close()
        page.close()
    return {"pages": pages, "facts": document.get_metadata_dict()}


def lines(page: Any) -> Iterator[Line]:
    """Yield the stretches of text that stand on one line without a wide gap, in the order of the file."""
    letters: list[str] = []
    boxes: list[Any] = []
    for letter, box in characters(page):
        if letter in "\r\n" or (box and boxes and is_apart(boxes[-1], box)):
            yield from line(letters, boxes)
            letters, boxes = [], []
        if letter not in "\r\n":
            letters.append(letter)
            if box and not letter.isspace():
                boxes.append(box)
    yield from line(letters, boxes)


def characters(page: Any) -> Iterator[tuple[str, Any]]:
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
        left, right = min(box.left for box in boxes), max(box.right for box in boxes)
        yield text, left, right, min(box.bottom for box in boxes), max(box.top - box.bottom for box in boxes)


if __name__ == "__main__":
    main()
