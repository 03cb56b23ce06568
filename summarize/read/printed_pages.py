"""What HTML keeps of a printed book: the numbers of its pages, inside its sentences, and the notes at its end.

Elements say so by `epub:type` (EPUB), by `role` (DPUB-ARIA), or by their class.
"""

from __future__ import annotations

import re
from collections.abc import Callable

KIND_OF_PART = r"""\s(?:epub:type|role)\s{0,5}=\s{0,5}["']?[^"'<>]{0,100}?\b"""
NOTES = re.compile(rf"{KIND_OF_PART}(?:foot|end|rear)notes?(?![\w-])", re.IGNORECASE)
PAGE_NAME = re.compile(
    rf"{KIND_OF_PART}pagebreak(?![\w-])"
    r"""|\sclass\s{0,5}=\s{0,5}["']?[^"'<>]{0,100}?(?<![\w-])(?:x-)?page[_-]?(?:no|num(?:ber)?|break)(?![\w-])""",
    re.IGNORECASE,
)
ROMAN_NUMBER = r"c?(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})"  # up to 199; the pages before a book begins
PAGE_NUMBER = re.compile(  # all of a text: 12, [Pg 12], xiv, or nothing
    rf"[^\d]{{0,12}}\d{{1,4}}\W{{0,3}}|\W{{0,3}}(?:[^\W\d_]{{1,6}}\W{{1,3}})?{ROMAN_NUMBER}\W{{0,3}}", re.IGNORECASE
)


def is_page_or_notes(attributes: str, text: Callable[[], str | None]) -> bool:
    """Whether an element holds the notes of a book, or nothing but the number of a printed page.

    attributes: as in its tag. text: returns that of the element; a container of text may be named after a page, too.

    >>> is_page_or_notes(' class="pageno"', lambda: "[12]"), is_page_or_notes(' class="page-break"', lambda: "It fell.")
    (True, False)
    """
    if NOTES.search(attributes):
        return True
    found = text() if PAGE_NAME.search(attributes) else None
    return found is not None and PAGE_NUMBER.fullmatch(found.strip()) is not None
