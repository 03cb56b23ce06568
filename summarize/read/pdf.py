"""PDF: the lines of each page, extracted by PDFium in a process of its own (`pdfium`), put together as paragraphs.

`read` takes the bytes of a file and returns one article. A PDF says where characters stand, not what they are. So
the lines of a page are put right first (`pdf_lines`); columns, paragraphs and words broken at a line end are known by
distances, sizes and the other words of the file (`paragraphs`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from summarize.errors import ReadError, shown_name
from summarize.read import facts, pdfium, text_head
from summarize.read.pdf_lines import CLOSE, SIZE_TOLERANCE, Line, Page, with_raised, without_heads
from summarize.records import Reading

# Thresholds of the layout, by judgement; checked on the PDFs of three programs in tests/data/formats
MIN_CHARACTERS = 10  # on all pages; fewer are a stamp on a scan
MIN_PAIRED_SHARE = 0.25  # share of a page's lines in pairs side by side, where columns were written row by row
MAX_CROSSING_SHARE = 0.1  # share of a page's lines that may cross the gutter between columns, as headings do
MAX_CROSSING_LINES = 2  # the same as a number of lines; the larger limit counts
ROW_TOLERANCE = 0.5  # times a line's height; lines whose feet differ by less stand in one row
MERGE_TOLERANCE = 0.25  # the same, for pieces that are put together as one line
PARAGRAPH_GAP = 1.35  # times the usual distance between lines; a wider one begins a paragraph
MAX_LEADING = 1.8  # times a line's height; a wider distance is not taken for the usual one
MIN_INDENT, MAX_INDENT = 0.7, 6.0  # times a line's height by which a paragraph's first line may stand in
SHORT_LINE = 0.85  # share of the column's width; a shorter line that ends a sentence may end a paragraph

FILE_NAME = re.compile(r"\.(?:html?|docx?|odt|rtf|txt|indd|qxd|pdf|tex|dvi)$", re.IGNORECASE)
WRITTEN_BY_WORD = re.compile(r"^Microsoft Word - ")
PDFIUM_HYPHENS = ("\x02", "\ufffe")  # what PDFium gives for a hyphen that it takes for one at a line end
PDFIUM_HYPHEN = re.compile(f"[{''.join(PDFIUM_HYPHENS)}]")
BROKEN_WORD = re.compile(rf"\w+{PDFIUM_HYPHEN.pattern}(?=\w)\w+")
WORDS_OF_A_LETTER = "AEIOUYÀÉÓ"  # in one language or another
HYPHENS = ("-", "\u00ad", "\u2010", *PDFIUM_HYPHENS)
SENTENCE_END = re.compile(r"[.!?…:。！？][\"”’»)\]]*\Z")
WORD = re.compile(r"(?<!['’])[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
MAX_FIRST_LETTER = 9  # characters of a match of FIRST_LETTER, with closing marks; by judgement
FIRST_LETTER = re.compile(r"(?:\A|[.!?…][\"”’»)]{0,4} )([^\W\d_])\Z")  # of a sentence, at the end of a line


class Paragraph(NamedTuple):
    """A paragraph on one line, and where the lines of it stand."""

    text: str
    pages: tuple[tuple[int, int], ...]  # of each page that it has a part of: the offset of that part, and the number


def read(data: bytes, name: str) -> Reading:
    """Read a PDF as one article in reading order, with a blank line between paragraphs.

    Columns, words broken at line ends and running heads are undone. Warnings count the pages without text. Raises
    ReadError when the file is encrypted, damaged, without a text layer, or takes too much time or memory.
    """
    extracted = pdfium.extract(data)
    if "error" in extracted:
        raise ReadError(f"{shown_name(name)}: {extracted['error']}")
    pages = [
        Page(page["height"], tuple(with_raised([Line(*line)._replace(page=number) for line in page["lines"]])))
        for number, page in enumerate(extracted["pages"], start=1)
    ]
    if sum(len(line.text) for page in pages for line in page.lines) < MIN_CHARACTERS:
        raise ReadError(
            f"{shown_name(name)}: has no text layer, it may be a scan; let a program recognise its text first"
        )
    stated = extracted["facts"]
    title = WRITTEN_BY_WORD.sub("", stated.get("Title", ""))
    found = paragraphs(without_heads(pages))
    text = "\n\n".join(paragraph.text for paragraph in found)
    document = facts.article(
        text,
        name,
        date=text_head.date_in(text),
        title=None if FILE_NAME.search(title) else title,
        author=stated.get("Author"),
    )
    document = replace(document, pages=page_starts(found, len(pages)))
    empty = [page for page in extracted["pages"] if not page["lines"]]
    damaged = sum(page["damaged"] for page in empty)
    counts = ((len(empty) - damaged, "have no text layer"), (damaged, "are damaged"))
    warnings = [f"{shown_name(name)}: {count} of {len(pages)} pages {defect}" for count, defect in counts if count]
    return Reading((document,), tuple(warnings))


def page_starts(found: Sequence[Paragraph], count: int) -> tuple[int, ...]:
    """Return where each of `count` pages begins in the text of an article, in code points; ascending.

    A page without text begins where the next one does. Paragraphs stand with a blank line between them.
    """
    starts: dict[int, int] = {}
    offset = 0
    for paragraph in found:
        for start, number in paragraph.pages:
            starts.setdefault(number, offset + start)
        offset += len(paragraph.text) + len("\n\n")
    following, ascending = max(offset - len("\n\n"), 0), list[int]()
    for number in range(count, 0, -1):
        following = min(starts.get(number, following), following)
        ascending.append(following)
    return tuple(reversed(ascending))


def paragraphs(pages: Iterable[Page]) -> list[Paragraph]:
    """Return the paragraphs of all pages in reading order, each on one line.

    pages: without their running heads. A paragraph that goes on in the next column or on the next page is one, and a
    word broken at a line end is whole again.
    """
    runs = [run for page in pages for run in column_runs(page)]
    words = whole_words([line.text for run in runs for line in run])
    usual = usual_leading(runs)
    groups: list[list[Line]] = []
    previous: Line | None = None
    for run in runs:
        left, right = min(line.left for line in run), max(line.right for line in run)
        for index, line in enumerate(run):
            if previous is None:
                starts = True
            elif index:
                starts = starts_paragraph(previous, line, left, right, usual)
            else:
                starts = not continues(previous, line, run[1:2])
            if starts:
                groups.append([])
            groups[-1].append(line)
            previous = line
    return [joined(lines, words) for lines in groups]


def whole_words(lines: Sequence[str]) -> Counter[str]:
    """Count the words inside lines, in lower case, without the halves of words broken at a line end."""
    counts: Counter[str] = Counter()
    for previous, line in zip(["", *lines], lines, strict=False):
        words = WORD.findall(BROKEN_WORD.sub(" ", line.lower()))
        start, end = int(previous.endswith(HYPHENS)), len(words) - int(line.endswith(HYPHENS))
        counts.update(words[start:end])
    return counts


def column_runs(page: Page) -> list[list[Line]]:
    """Return the lines of a page in reading order, cut into runs that go down one column in one size; none is empty."""
    runs: list[list[Line]] = []
    for line in merged(in_reading_order(page.lines)):
        previous = runs[-1][-1] if runs else None
        if (
            previous is None
            or abs(line.height - previous.height) > SIZE_TOLERANCE * previous.height
            or line.foot > previous.foot + ROW_TOLERANCE * previous.height
        ):
            runs.append([])
        runs[-1].append(line)
    return runs


def in_reading_order(lines: Sequence[Line]) -> Sequence[Line]:
    """Return lines column by column where they were written row by row, else as they are."""
    pairs = [(a, b) for a, b in pairwise(lines) if abs(a.foot - b.foot) < ROW_TOLERANCE * a.height and b.left > a.right]
    if not pairs or len(pairs) < MIN_PAIRED_SHARE * len(lines) / 2:
        return lines
    gutter = median((a.right + b.left) / 2 for a, b in pairs)
    crossing = sum(1 for line in lines if line.left < gutter < line.right)
    return by_column(lines, gutter) if crossing <= max(MAX_CROSSING_LINES, MAX_CROSSING_SHARE * len(lines)) else lines


def by_column(lines: Sequence[Line], gutter: float) -> list[Line]:
    """Return lines with the left column before the right one, between the lines that cross the gutter, in points."""
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if line.left < gutter < line.right:
            ordered += [*left, *right, line]
            left, right = [], []
        else:
            (right if line.left >= gutter else left).append(line)
    return [*ordered, *left, *right]


def merged(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines; pieces that follow one another side by side in a row are one line."""
    whole: Line | None = None
    for line in lines:
        if whole is not None:
            if abs(whole.foot - line.foot) < MERGE_TOLERANCE * whole.height and line.left >= whole.right:
                height = max(whole.height, line.height)
                space = "" if line.left - whole.right < CLOSE * height else " "
                whole = Line(f"{whole.text}{space}{line.text}", whole.left, line.right, whole.foot, height, line.page)
                continue
            yield whole
        whole = line
    if whole is not None:
        yield whole


def usual_leading(runs: Iterable[list[Line]]) -> float:
    """Return the usual distance between the feet of two lines of a paragraph, in points; 0 where there is none.

    It is the median of the smaller half of the distances, since the gaps between paragraphs are in the other half.
    """
    distances = [
        above.foot - below.foot
        for run in runs
        for above, below in pairwise(run)
        if above.foot - below.foot > ROW_TOLERANCE * above.height
    ]
    return median(sorted(distances)[: len(distances) // 2 + 1]) if distances else 0.0


def starts_paragraph(previous: Line, line: Line, left: float, right: float, usual: float) -> bool:
    """Whether a line begins a paragraph below another in its run: after a gap, indented, or after a short line.

    left, right: of the column. usual: the distance between lines, in points.
    """
    if previous.foot - line.foot > PARAGRAPH_GAP * max(min(usual, MAX_LEADING * line.height), line.height):
        return True
    indent = (line.left - left) / max(line.height, 1)
    indented = MIN_INDENT < indent < MAX_INDENT and previous.left - left < MIN_INDENT * line.height
    short = previous.right - left < SHORT_LINE * (right - left)
    ends_sentence = SENTENCE_END.search(previous.text) is not None
    return (indented and not previous.text.endswith(HYPHENS)) or (short and ends_sentence)


def continues(previous: Line, line: Line, following: Sequence[Line]) -> bool:
    """Whether the first line of a run goes on with a sentence of the run before; following: the line below, if any."""
    if abs(previous.height - line.height) > SIZE_TOLERANCE * previous.height:
        return False
    indented = any(line.left - below.left > MIN_INDENT * line.height for below in following)
    return not indented and SENTENCE_END.search(previous.text) is None


def joined(lines: Iterable[Line], words: Counter[str]) -> Paragraph:
    """Return lines as one paragraph, with words broken at a line end made whole; words: those inside lines."""
    text, pages = "", list[tuple[int, int]]()
    for line in lines:
        if text and text[-1] in HYPHENS and text[-2:-1].isalnum() and line.text[:1].isalnum():
            text = text[:-1] + link(text[:-1], line.text, words)
        elif not is_cut_capital(text, line.text, words):
            text = f"{text} ".lstrip()
        if not pages or pages[-1][1] != line.page:
            pages.append((len(text), line.page))
        first, *others = PDFIUM_HYPHEN.split(line.text)  # PDFium itself may have joined the two lines
        text += first
        for part in others:
            text += link(text, part, words) + part
    return Paragraph(text, tuple(pages))


def is_cut_capital(before: str, after: str, words: Counter[str]) -> bool:
    """Whether a line ends in the first letter of a word that the next line goes on with, as some programs cut lines.

    The letter begins a sentence, and stands nowhere else as a word of its own. words: those inside lines, this one too.

    >>> is_cut_capital("It fell. S", "ome cars", Counter("s")), is_cut_capital("It fell. S", "ome", Counter("ss"))
    (True, False)
    """
    letter = FIRST_LETTER.search(before[-MAX_FIRST_LETTER:])
    if letter is None or letter[1] in WORDS_OF_A_LETTER or not letter[1].isupper():
        return False
    return after[:1].islower() and words[letter[1].lower()] <= 1


def link(before: str, after: str, words: Counter[str]) -> str:
    """Return what to put between the two halves of a word that was broken at a line end: a hyphen or "".

    The hyphen stays before a capital or a digit. It stays if the hyphenated word occurs inside a line elsewhere. It
    also stays if both halves occur as words of their own and the joined word does not. words: those inside lines.
    """
    head = re.search(r"[^\W\d_]*\Z", before)
    tail = re.match(r"[^\W\d_]*", after)
    first, second = (head[0] if head else "").lower(), (tail[0] if tail else "").lower()
    if not first or not second or not after[:1].islower() or words[f"{first}-{second}"]:
        return "-"
    if words[first + second]:
        return ""
    return "-" if words[first] and words[second] else ""
