"""Both ends of the process that reads a PDF by PDFium: `extract` starts this file as a program, `main` is the program.

PDFium is code in C that a file can keep busy for years, fill all memory with, or crash, and only one thread may use it.
So each file gets a process of its own, within bounds of time and memory. The PDF goes in on standard input. JSON comes
out: {"pages": [{"height", "lines", "damaged"}], "facts": {...}}, or {"error": what is wrong and the remedy}. A line is
[text, left, right, foot, height], in points from the left and the foot of the page. Superscripts stand between RAISED
and LEVEL in its text. The program imports nothing else of this package.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

# Limits, by judgement
MAX_SECONDS = 60  # for a file; a page takes some milliseconds
MAX_PAGES = 2000
MAX_CHARACTERS = 5_000_000  # code points on all pages
MAX_MEMORY = 2_000_000_000  # bytes; a book of a thousand pages takes a tenth
COLUMN_GAP = 1.5  # times a character's height between two characters of a line; from there on they may be two columns
MAX_RAISED_HEIGHT = 0.85  # times the usual height of a line's letters; superscripts are set at .58 to .83 of it
MIN_RISE = 0.15  # times the same, how far the foot of a superscript stands above the line's; usual are .3 to .4
RIGHT_TO_LEFT = (("\u0590", "\u08ff"), ("\ufb1d", "\ufefc"))  # Hebrew and Arabic; their forms
RAISED, LEVEL = "\ue000", "\ue001"  # private characters, around a superscript

Letter = tuple[str, Any]  # a character and its box, or None where it has none or is white space
Line = tuple[str, float, float, float, float]  # text; left, right, foot and height in points


def extract(data: bytes) -> dict[str, Any]:
    """Return what the program answers for a PDF, as the module says: pages and facts, or what is wrong under "error".

    Lines stand in the order of the file, which need not be the order of reading. Facts are those of the document's
    information dictionary, such as "Title" and "CreationDate". A page that is damaged has no lines and the height 0.
    Raises ModuleNotFoundError where the library is not installed.
    """
    if find_spec("pypdfium2") is None:
        raise ModuleNotFoundError("pypdfium2")
    search_path = os.pathsep.join(filter(None, sys.path))
    try:
        process = subprocess.run(  # noqa: S603  # this interpreter, this file
            [sys.executable, "-P", __file__],
            input=data,
            capture_output=True,
            timeout=MAX_SECONDS,
            env={**os.environ, "PYTHONPATH": search_path},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"error": f"takes over {MAX_SECONDS} seconds to read; split it or save it anew"}
    if process.returncode:
        return {"error": "cannot be read, it is damaged or takes too much memory; save it anew"}
    answer: dict[str, Any] = json.loads(process.stdout)
    return answer


def main() -> None:
    """Answer for the PDF on standard input, within MAX_MEMORY where the system has such limits."""
    try:
        import resource
    except ImportError:  # on Windows
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    json.dump(contents(sys.stdin.buffer.read()), sys.stdout)


def contents(data: bytes) -> dict[str, Any]:
    """Return the pages and facts of a PDF, or what is wrong under "error"."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return {"error": "is encrypted; save it without a password"}
        return {"error": "is a damaged PDF; leave it out, or save it anew"}
    if len(document) > MAX_PAGES:
        return {"error": f"has over {MAX_PAGES:,} pages; split it"}
    pages, characters_left = [], MAX_CHARACTERS
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            pages.append({"height": 0, "lines": [], "damaged": True})
            continue
        characters_left -= text.count_chars()
        if characters_left < 0:
            return {"error": f"has over {MAX_CHARACTERS:,} characters; split it"}
        pages.append({"height": page.get_height(), "lines": list(lines(text)), "damaged": False})
        text.close()
        page.close()
    return {"pages": pages, "facts": document.get_metadata_dict()}


def lines(page: Any) -> Iterator[Line]:
    """Yield the stretches of text that stand on one line without a wide gap, in the order of the file."""
    letters: list[Letter] = []
    last: Any = None  # the box of the last letter that can be seen
    for letter, box in characters(page):
        if letter in "\r\n" or (box and last and is_apart(last, box)):
            yield from visible_line(letters)
            letters, last = [], None
        if letter not in "\r\n":
            letters.append((letter, None if letter.isspace() else box))
            last = letters[-1][1] or last
    yield from visible_line(letters)


def characters(page: Any) -> Iterator[tuple[str, Any]]:
    """Yield each character with its box, or None where it has none; one beyond 16 bits may come in two halves."""
    from ctypes import byref

    from pypdfium2 import raw

    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, index)
        box = raw.FS_RECTF()
        has_box = raw.FPDFText_GetLooseCharBox(page, index, byref(box)) and raw.FPDFText_IsGenerated(page, index) != 1
        yield chr(code) if 0 < code < 0x110000 else " ", box if has_box else None


def is_apart(before: Any, after: Any) -> bool:
    """Whether a character is so far to the right of the one before it that it may belong to another column."""
    return bool(after.left - before.right > COLUMN_GAP * max(after.top - after.bottom, 1))


def visible_line(letters: list[Letter]) -> Iterator[Line]:
    """Yield the line that letters make, with RAISED and LEVEL around superscripts, unless there is nothing to see."""
    boxes = [box for _, box in letters if box]
    if not boxes:
        return
    letters = in_logical_order(letters)
    heights, feet = sorted(box.top - box.bottom for box in boxes), sorted(box.bottom for box in boxes)
    height, foot = heights[len(heights) // 2], feet[len(feet) // 2]
    level = [box for box in boxes if not is_raised(box, foot, height)] or boxes
    text, up = "", False
    for letter, box in letters:
        if (box is not None and is_raised(box, foot, height)) != up:
            up = not up
            text += RAISED if up else LEVEL
        text += letter
    text = " ".join((text + LEVEL * up).encode("utf-16", "surrogatepass").decode("utf-16", "replace").split())
    if text:
        left, right = min(box.left for box in boxes), max(box.right for box in boxes)
        yield text, left, right, min(box.bottom for box in level), max(box.top - box.bottom for box in level)


def in_logical_order(letters: list[Letter]) -> list[Letter]:
    """Return letters with each word of a script that runs to the left in the order in which it is read.

    Some files have the letters of such words from left to right, as they are seen; their boxes tell.
    """
    ordered: list[Letter] = []
    word: list[Letter] = []
    for letter, box in [*letters, (" ", None)]:
        if not is_mark(letter) and any(first <= letter <= last for first, last in RIGHT_TO_LEFT):
            word.append((letter, box))
            continue
        seen = [box for _, box in word if box]
        ordered += reversed(word) if seen and seen[0].left < seen[-1].left else word
        ordered.append((letter, box))
        word = []
    return ordered[:-1]


def is_mark(letter: str) -> bool:
    """Whether a character is a punctuation mark or a digit, which have an order of their own.

    >>> is_mark("7"), is_mark("."), is_mark("a")
    (True, True, False)
    """
    return unicodedata.category(letter)[0] in "PN"


def is_raised(box: Any, foot: float, height: float) -> bool:
    """Whether a letter is a superscript in a line of a usual foot and height, in points: small, and set higher."""
    return bool(box.top - box.bottom < MAX_RAISED_HEIGHT * height and box.bottom > foot + MIN_RISE * height)


if __name__ == "__main__":
    main()
