"""PDF: characters and their places by PDFium in a process of its own (`pdfium`), put into paragraphs by `flow`."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from summarize.errors import ReadError, shown_name
from summarize.read import facts, pdfium
from summarize.records import Reading

SECONDS = 60  # for a file; a page takes some milliseconds
FEWEST = 10  # characters on all pages; fewer are a stamp on a scan
FILE_NAME = re.compile(r"\.(?:html?|docx?|odt|rtf|txt|indd|qxd|pdf|tex|dvi)$", re.IGNORECASE)
WRITER = re.compile(r"^Microsoft Word - ")


def read(data: bytes, name: str) -> Reading:
    """Read a PDF: its text in reading order, a paragraph each with a blank line between.

    Columns, words broken at line ends and running heads are undone. ReadError says "encrypted", "no text layer".
    """
    told = opened(data, name)
    pages = [Page(page["height"], tuple(Line(*line) for line in page["lines"])) for page in told["pages"]]
    if sum(len(line.text) for page in pages for line in page.lines) < FEWEST:
        raise ReadError(
            f"{shown_name(name)}: has no text layer, it may be a scan; let a program recognise its text first"
        )
    text = "\n\n".join(paragraphs(without_heads(pages)))
    title = WRITER.sub("", told["facts"].get("Title", ""))
    article = facts.article(
        text,
        name,
        title=None if FILE_NAME.search(title) else title,
        date=told["facts"].get("CreationDate") or told["facts"].get("ModDate"),
        author=told["facts"].get("Author"),
    )
    empty = [page for page, lines in zip(told["pages"], pages, strict=True) if not lines.lines]
    damaged = sum(page["damaged"] for page in empty)
    counts = ((len(empty) - damaged, "have no text layer"), (damaged, "are damaged"))
    left = [f"{shown_name(name)}: {count} of {len(pages)} pages {what}" for count, what in counts if count]
    return Reading((article,), tuple(left))


def opened(data: bytes, name: str) -> dict[str, Any]:
    """Return what `pdfium` answers for a PDF; ReadError when that is nothing, an error, or takes too long."""
    if find_spec("pypdfium2") is None:
        raise ModuleNotFoundError("pypdfium2")
    paths = os.pathsep.join(filter(None, sys.path))
    command = [sys.executable, "-P", str(Path(pdfium.__file__))]
    try:
        done = subprocess.run(  # noqa: S603  # this interpreter, a file of this package
            command,
            input=data,
            capture_output=True,
            timeout=SECONDS,
            env={**os.environ, "PYTHONPATH": paths},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ReadError(
            f"{shown_name(name)}: takes over {SECONDS} seconds to read; split it or save it anew"
        ) from error
    if done.returncode:
        raise ReadError(f"{shown_name(name)}: cannot be read, it is damaged or takes too much memory; save it anew")
    told: dict[str, Any] = json.loads(done.stdout)
    if told.get("error") == "encrypted":
        raise ReadError(f"{shown_name(name)}: is encrypted; save it without a password")
    if told.get("error") == "damaged":
        raise ReadError(f"{shown_name(name)}: is a damaged PDF; leave it out, or save it anew")
    if "error" in told:
        raise ReadError(f"{shown_name(name)}: {told['error']}")
    return told


EDGE = 0.1  # of the page's height, above and below, where running heads stand
SHARED = 0.5  # of the pages on which a running head stands, give or take its numbers
PAGE_NUMBER = re.compile(r"(?:page|seite|p\.)? ?[-–]? ?\d{1,4} ?[-–]?(?: ?(?:/|of|von|de) ?\d{1,4})?", re.IGNORECASE)
PRINTED = re.compile(  # by a browser
    r"(?:https?|file)://\S+(?:\s+\d+/\d+)?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}.*"
)
TURNED = 0.25  # of the lines of a page that go on at the right of another, when columns were written row by row
CROSSING = 0.1  # of the lines that may cross a gutter: headings, pictures' titles
LEADING = 1.35  # times the usual distance between lines that makes a new paragraph
WIDEST = 1.8  # of a line's height; what is set wider than that is not one paragraph
INDENT = (0.7, 6.0)  # em by which a first line may stand in
SHORT = 0.85  # of the column's width that a paragraph's last line may have
OTHER_SIZE = 0.12  # of the height by which a heading differs
HYPHENS = "-\u00ad\u2010\x02\ufffe"  # the last two are PDFium's, for a hyphen that it takes for one at a line end
ENDED = re.compile(r"[.!?…:。！？][\"”’»)\]]*\Z")
WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")


class Line(NamedTuple):
    """A stretch of text on one line, in points from the left and from the foot of the page."""

    text: str
    left: float
    right: float
    foot: float
    height: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its height in points, and its lines in the order of the file."""

    height: float
    lines: tuple[Line, ...]


def without_heads(pages: Sequence[Page]) -> list[Page]:
    """Return pages without their running heads and page numbers.

    They stand near an edge; and on half of the pages, numbers aside, or look like a page number or what a browser
    prints there, or are set smaller than the text.
    """
    common = Counter(key for page in pages for key in {masked(one.text) for one in at_edge(page)})
    shared = {key for key, count in common.items() if count >= max(2, SHARED * len(pages))}
    return [Page(page.height, tuple(kept(page, shared))) for page in pages]


def kept(page: Page, shared: set[str]) -> Iterator[Line]:
    """Yield the lines of a page that are no running heads; shared: what stands near the edges of many pages."""
    usual = median([one.height for one in page.lines] or [0.0])
    edge = set(at_edge(page))
    for one in page.lines:
        printed = PAGE_NUMBER.fullmatch(one.text) or PRINTED.fullmatch(one.text)
        small = one.height < usual * (1 - OTHER_SIZE)
        if one not in edge or not (printed or small or masked(one.text) in shared):
            yield one


def at_edge(page: Page) -> Iterator[Line]:
    """Yield the lines near the head and the foot of a page."""
    edge = page.height * EDGE
    return (one for one in page.lines if not edge < one.foot < page.height - edge)


def masked(text: str) -> str:
    """Return a text with its numbers taken out, so that pages have the same."""
    return re.sub(r"\d+", "#", text)


def paragraphs(pages: Iterable[Page]) -> list[str]:
    """Return the paragraphs of all pages; one that goes on in the next column or page is one."""
    runs = [run for page in pages for run in columns(page)]
    words = whole_words([one.text for run in runs for one in run])
    usual = leading(runs)
    found: list[list[str]] = []
    last: Line | None = None
    for run in runs:
        left, right = min(one.left for one in run), max(one.right for one in run)
        for at, one in enumerate(run):
            before = run[at - 1] if at else last
            fresh = before is None or (
                begins(before, one, left, right, usual) if at else not goes_on(before, one, run[1:2])
            )
            if fresh:
                found.append([])
            found[-1].append(one.text)
        last = run[-1] if run else last
    return [joined(lines, words) for lines in found]


def whole_words(lines: Sequence[str]) -> Counter[str]:
    """Count the words inside lines, in lower case, without the halves of those that are broken at a line end."""
    words: Counter[str] = Counter()
    for before, line in zip(["", *lines], lines, strict=False):
        found = WORD.findall(line.lower())
        half = before.endswith(tuple(HYPHENS))
        words.update(found[half : len(found) - line.endswith(tuple(HYPHENS))])
    return words


def columns(page: Page) -> list[list[Line]]:
    """Return the lines of a page in reading order, cut into runs that go down one column in one size."""
    lines = list(page.lines)
    turns = [(a, b) for a, b in pairwise(lines) if abs(a.foot - b.foot) < a.height / 2 and b.left > a.right]
    if turns and len(turns) >= TURNED * len(lines) / 2:
        gutter = median((a.right + b.left) / 2 for a, b in turns)
        crossing = [one for one in lines if one.left < gutter < one.right]
        if len(crossing) <= max(2, CROSSING * len(lines)):
            lines = by_column(lines, gutter)
    runs: list[list[Line]] = []
    for one in merged(lines):
        before = runs[-1][-1] if runs else None
        same = before is not None and abs(one.height - before.height) <= OTHER_SIZE * before.height
        if before is None or not same or one.foot > before.foot + before.height / 2:
            runs.append([])
        runs[-1].append(one)
    return runs


def by_column(lines: list[Line], gutter: float) -> list[Line]:
    """Put lines that were written row by row into columns: left, then right, between the lines that cross both."""
    ordered: list[Line] = []
    sides: tuple[list[Line], list[Line]] = ([], [])
    for one in lines:
        if one.left < gutter < one.right:
            ordered += [*sides[0], *sides[1], one]
            sides = ([], [])
        else:
            sides[one.left >= gutter].append(one)
    return [*ordered, *sides[0], *sides[1]]


def merged(lines: list[Line]) -> Iterator[Line]:
    """Yield lines, those that stand side by side as one."""
    last: Line | None = None
    for one in lines:
        if last is not None and abs(last.foot - one.foot) < last.height / 4 and one.left >= last.right:
            last = Line(f"{last.text} {one.text}", last.left, one.right, last.foot, max(last.height, one.height))
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def leading(runs: list[list[Line]]) -> float:
    """Return the usual distance between two lines of a paragraph, in points."""
    distances = [a.foot - b.foot for run in runs for a, b in pairwise(run) if a.foot - b.foot > a.height / 2]
    return median(sorted(distances)[: len(distances) // 2 + 1]) if distances else 0.0


def begins(before: Line, one: Line, left: float, right: float, usual: float) -> bool:
    """Whether a line begins a paragraph below another in the same run: after a gap, indented, or after a short line."""
    if before.foot - one.foot > LEADING * max(min(usual, WIDEST * one.height), one.height):
        return True
    indent = (one.left - left) / max(one.height, 1)
    stands_in = INDENT[0] < indent < INDENT[1] and before.left - left < INDENT[0] * one.height
    short = before.right - left < SHORT * (right - left)
    return (stands_in and not before.text.endswith(tuple(HYPHENS))) or (short and ENDED.search(before.text) is not None)


def goes_on(before: Line, one: Line, following: Sequence[Line]) -> bool:
    """Whether the first line of a column or page goes on with a sentence that the last line of another began."""
    if abs(before.height - one.height) > OTHER_SIZE * before.height:
        return False
    indented = any(one.left - below.left > INDENT[0] * one.height for below in following)
    return not indented and ENDED.search(before.text) is None


def joined(lines: Sequence[str], words: Counter[str]) -> str:
    """Return lines as one paragraph; a word broken at a line end is whole again.

    words: those inside the lines. A hyphen stays where the word with it stands elsewhere, where both its parts do, or
    before a capital or figure.
    """
    text = ""
    for line in lines:
        if text and text[-1] in HYPHENS and text[-2:-1].isalnum() and line[:1].isalnum():
            text = text[:-1] + link(text[:-1], line, words) + line
        else:
            text = f"{text} {line}".lstrip()
    return re.sub("[\x02\ufffe]", "-", text)


def link(before: str, after: str, words: Counter[str]) -> str:
    """Return what stands between the halves of a word: a hyphen, or nothing."""
    head = re.search(r"[^\W\d_]*\Z", before)
    tail = re.match(r"[^\W\d_]*", after)
    first, second = (head[0] if head else "").lower(), (tail[0] if tail else "").lower()
    if not first or not second or not after[:1].islower() or words[f"{first}-{second}"]:
        return "-"
    if words[first + second]:
        return ""
    return "-" if words[first] and words[second] else ""
