"""The lines of a page of a PDF: superscripts and large capitals put to their lines, running heads and notes left out.

A PDF says where characters stand, not what they are, so running heads are known by their place and their number, and
superscripts and notes by their size.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from summarize.read import superscripts
from summarize.read.pdfium import LEVEL, MAX_RAISED_HEIGHT, MIN_RISE, RAISED
from summarize.read.superscripts import Piece

# Thresholds, by judgement; checked on the PDFs of three programs in tests/data/formats
EDGE = 0.1  # share of a page's height, at the head and at the foot, where running heads stand
MIN_HEAD_SHARE = 0.5  # share of the pages on which a running head stands, numbers in it aside
MIN_HEAD_PAGES = 2  # the same as a number of pages; the larger limit counts
SIZE_TOLERANCE = 0.12  # share of the height by which lines of one paragraph may differ; a heading differs by more
CLOSE = 0.1  # times a line's height; a smaller gap between two pieces of a row is not a space
MIN_RAISED_HEIGHT = 0.45  # times a line's height; what is set smaller still belongs to another line
DROP_CAP = 1.6  # times the height of the line that a single capital begins, if it is so much higher
PAGE_NUMBER = re.compile(r"(?:page|seite|p\.)? ?[-–]? ?\d{1,4} ?[-–]?(?: ?(?:/|of|von|de) ?\d{1,4})?", re.IGNORECASE)
NOTE_NUMBER = re.compile(r"\[?\d{1,3}[\].)]? ?[^\W\d]|[*†‡]")

BROWSER_HEAD = re.compile(  # the address, or day and time, that a browser prints at the edge of a page
    r"(?:https?|file)://\S+(?:\s+\d+/\d+)?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}.*"
)


class Line(NamedTuple):
    """A stretch of text on one line, in points from the left and the foot of the page."""

    text: str
    left: float
    right: float
    foot: float
    height: float
    page: int = 1  # from 1


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its height in points, and its lines in the order of the file."""

    height: float
    lines: tuple[Line, ...]


def with_raised(lines: Iterable[Line]) -> list[Line]:
    """Return the lines of a page with superscripts as part of their text, and large initials joined to their lines.

    PDFium gives a superscript between RAISED and LEVEL, where it stays until `body_lines`, or as a line of its own
    that stands behind the one before.
    """
    whole: list[Line] = []
    for line in lines:
        last = whole[-1] if whole else None
        if last and is_raised(last, line):
            text = f"{last.text}{RAISED}{line.text}{LEVEL}"
            whole[-1] = last._replace(text=text, right=line.right)
        elif last and line.text.startswith(RAISED) and is_close(last, line):
            whole[-1] = last._replace(text=last.text + line.text, right=line.right)
        else:
            whole.append(line)
    return with_capitals(whole)


def is_raised(line: Line, following: Line) -> bool:
    """Whether a line is a superscript that stands straight behind another."""
    is_small = MIN_RAISED_HEIGHT * line.height < following.height < MAX_RAISED_HEIGHT * line.height
    return is_small and MIN_RISE * line.height < following.foot - line.foot < line.height and is_close(line, following)


def is_close(line: Line, following: Line) -> bool:
    """Whether a line begins straight behind the end of another, no further above or below than its height."""
    return abs(following.left - line.right) < CLOSE * line.height and abs(following.foot - line.foot) < line.height


def flat(text: str) -> str:
    """Return the text of a line with its superscripts as the text of an article has them."""
    pieces = re.split(f"{RAISED}([^{RAISED}{LEVEL}]*){LEVEL}", text)
    written = superscripts.joined(Piece(piece, index % 2 == 1) for index, piece in enumerate(pieces))
    return " ".join(written.split())


def with_capitals(lines: Sequence[Line]) -> list[Line]:
    """Return lines without those that are one large capital, which goes to the line that it begins."""
    whole = list(lines)
    for capital in [line for line in lines if len(line.text) == 1 and line.text.isupper()]:
        beside = [line for line in whole if begins_with(line, capital)]
        if beside:
            first = max(beside, key=lambda line: line.foot)
            whole[whole.index(first)] = first._replace(text=capital.text + first.text)
            whole.remove(capital)
    return whole


def begins_with(line: Line, capital: Line) -> bool:
    """Whether a line stands straight to the right of a large capital and goes on in lower case."""
    is_large = capital.height > DROP_CAP * line.height
    is_beside = capital.foot - line.height < line.foot < capital.foot + capital.height
    is_near = -line.height < line.left - capital.right < line.height
    return is_large and is_beside and is_near and line.text[:1].islower()


def without_heads(pages: Sequence[Page]) -> list[Page]:
    """Return pages without their running heads and page numbers.

    A line near an edge is left out when it stands on half of the pages (numbers aside), when it looks like a page
    number or like what a browser prints there, or when it is set smaller than the text.
    """
    counts = Counter(text for page in pages for text in {masked(line.text) for line in lines_at_edge(page)})
    shared = {text for text, count in counts.items() if count >= max(MIN_HEAD_PAGES, MIN_HEAD_SHARE * len(pages))}
    return [Page(page.height, tuple(body_lines(page, shared))) for page in pages]


def body_lines(page: Page, shared: set[str]) -> Iterator[Line]:
    """Yield the lines of a page that are not running heads, their superscripts as an article has them.

    shared: masked texts near the edges of many pages.
    """
    usual_height = median([line.height for line in page.lines] or [0.0])
    edge_lines = set(lines_at_edge(page)) | set(notes(page, usual_height))
    for line in page.lines:
        printed = PAGE_NUMBER.fullmatch(line.text) or BROWSER_HEAD.fullmatch(line.text)
        small = line.height < usual_height * (1 - SIZE_TOLERANCE)
        if line not in edge_lines or not (printed or small or masked(line.text) in shared):
            yield line._replace(text=flat(line.text)) if RAISED in line.text else line


def notes(page: Page, usual_height: float) -> list[Line]:
    """Return the notes at the foot of a page: set smaller than the text, below all of it, the first with its number."""
    least = usual_height * (1 - SIZE_TOLERANCE)
    foot = min((line.foot for line in page.lines if line.height >= least), default=0.0)
    small = [line for line in page.lines if line.height < least and line.foot < foot]
    return small if small and (small[0].text.startswith(RAISED) or NOTE_NUMBER.match(small[0].text)) else []


def lines_at_edge(page: Page) -> Iterator[Line]:
    """Yield the lines near the head and the foot of a page."""
    margin = page.height * EDGE
    return (line for line in page.lines if not margin < line.foot < page.height - margin)


def masked(text: str) -> str:
    """Return a text with "#" for each number, so that a running head is the same on all pages.

    >>> masked("Page 12 of 40")
    'Page # of #'
    """
    return re.sub(r"\d+", "#", text)
