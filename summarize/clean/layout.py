"""Where the paragraphs of a text are: lines, then which lines belong together.

Four layouts occur, also mixed: blank lines between paragraphs, with or without hard-wrapped lines inside; one
paragraph a line; hard-wrapped lines with an indented first line; everything on one line. None is announced,
so the lines are measured: a wrapped text has lines of nearly one length that mostly end inside a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from summarize.clean.phrases import spaced
from summarize.records import Span

LINE_END = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Latin-1 readings of cp1252 hold quotes as C1 controls; beside those \x85 is an ellipsis and ends no line.
LINE_END_BESIDE_C1 = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\u2028\u2029]")
OTHER_C1 = re.compile("[\x80-\x84\x86-\x9f]")

TERMINAL = frozenset(".!?…。！？．｡।॥؟۔։።။។")  # ends a sentence, in any script
# Stands after the end of a sentence: closing quotes and brackets, and what a damaged quote leaves behind.
CLOSERS = "\"'”’“‘»›)]}」』）】’´`†â€œ™\x91\x92\x93\x94\u200b\u200c\u200d\u2060\ufeff\ufe0f\xa0 "
FOOTNOTES = re.compile(r"(?:\[[\w ]{1,20}\] ?){1,5}$")  # "... in 1998.[12]", "[citation needed]"
TAIL = 80  # code points of a line's end that can matter to the question whether it ends a sentence

INNER_END = re.compile(r"[.!?…](?<=\w{3}.)[\"”’')]{0,2} {1,3}(?=[\"“‘'(]?\w)")
WORD_LENGTHS = range(3, 31)  # of a word that may end a sentence, in letters
ABBREVIATIONS = spaced("""sen gov gen rep sgt col capt lt mrs prof rev hon jan feb mar apr aug sept sep oct
    nov dec inc corp ltd bros dept dist ave blvd fig vol wash calif mass conn tenn mich minn ariz ala fla ill
    ind kan miss okla ore tex wis""")

NARROWEST, WIDEST = 40, 132  # lengths between which people and programs wrap lines
FEWEST_PAIRS = 3  # fewer lines straight below each other say nothing about a width
WRAPPED_SHARE = 0.4  # of line ends inside paragraphs that are full and open, in a wrapped text
FULL = 0.85  # of the width: a line that could not have held the next word, give or take ragged setting
RAGGED = 0.7  # of the width: shorter lines end a paragraph, if the next begins with a capital
HEADER = 4  # lines at the top where a title or byline may stand straight above the text
RUNNING = 40  # code points of a line that is running text, not an item of a list
LONGEST_WORD = 12  # code points; text without spaces is one "word" a line, and would make every line full
BULLETS = ("•", "·", "* ", "▪", "■", "●", "►")


class Line(NamedTuple):
    """A line that is not blank: its trimmed span, the white space before it, whether after a blank line."""

    start: int
    end: int
    indent: int
    after_blank: bool

    @property
    def length(self) -> int:
        """Code points from the first to the last that is not white space."""
        return self.end - self.start


def ends_sentence(text: str) -> bool:
    """Tell whether a paragraph or line ends by terminal punctuation, closing quotes and footnote marks aside.

    A comma before a closing quote counts, too: the speaker follows in the next paragraph.
    """
    tail = text[-TAIL:].rstrip()
    if tail.endswith("]"):
        tail = FOOTNOTES.sub("", tail)
    return tail.rstrip(CLOSERS)[-1:] in TERMINAL or tail[-2:] in {',"', ",”", ",’", ",'"}


def inner_ends(line: str) -> Iterator[int]:
    """Find where sentences begin inside a text without line ends, behind words of three letters or more.

    A sketch for judging paragraphs, not a splitter: it misses ends rather than break an abbreviation.
    """
    return (end.end() for end in INNER_END.finditer(line) if begins_anew(line, end))


def last_inner_end(line: str) -> int:
    """Find where the last of several sentences begins; 0 when there is one only."""
    ends = [*INNER_END.finditer(line)]
    return next((end.end() for end in reversed(ends) if begins_anew(line, end)), 0)


def begins_anew(line: str, end: re.Match[str]) -> bool:
    """Whether a sentence begins behind what may be the end of one."""
    head = line[end.end() : end.end() + 2].lstrip("\"“‘'(")
    if head[:1].islower() or head[:1].isdigit():
        return False
    word = last_word(line, end.start())
    return bool(word) and word.lower() not in ABBREVIATIONS


def last_word(line: str, end: int) -> str:
    """Give the word of three to thirty letters that ends at a place, or ""."""
    start = end
    while start and (line[start - 1].isalnum() or line[start - 1] == "_"):
        start -= 1
    return line[start:end] if end - start in WORD_LENGTHS else ""


def trimmed(text: str, start: int, end: int) -> Span:
    """Give the span without white space at either end; empty spans stay where they start."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return Span(start + left, start + left + len(piece.strip()))


def lines(text: str) -> list[Line]:
    """All lines that are not blank, in order; indents are counted from the least indented line."""
    found: list[Line] = []
    pattern = LINE_END_BESIDE_C1 if not text.isascii() and OTHER_C1.search(text) else LINE_END
    start, blank = 0, False
    ends = [(end.start(), end.end()) for end in pattern.finditer(text)]
    for end, following in [*ends, (len(text), len(text))]:
        span = trimmed(text, start, end)
        if span.start < span.end:
            found.append(Line(span.start, span.end, span.start - start, blank))
        blank = span.start == span.end
        start = following
    base = min((line.indent for line in found), default=0)
    return [line._replace(indent=line.indent - base) for line in found] if base else found


def first_word(text: str, line: Line) -> int:
    """How long the first word of a line is, in code points."""
    head = text[line.start : min(line.end, line.start + LONGEST_WORD)]
    return len(head.split(maxsplit=1)[0])


def percentile(lengths: list[int]) -> int:
    """Find the length that nine of ten do not exceed, so that one long line does not set the width."""
    return sorted(lengths)[(len(lengths) - 1) * 9 // 10]


def wrap_width(text: str, found: list[Line]) -> int:
    """Measure the width a text is wrapped at, in code points; 0 when its lines are whole paragraphs."""
    pairs = [(a, b) for a, b in pairwise(found) if not b.after_blank]
    if len(pairs) < FEWEST_PAIRS:
        return 0
    width = percentile([a.length for a, _ in pairs])
    if not NARROWEST <= width <= WIDEST or percentile([line.length for line in found]) > width / RAGGED:
        return 0
    full = sum(is_full(text, a, b, FULL * width) and is_open(text, a) for a, b in pairs)
    return width if full >= WRAPPED_SHARE * len(pairs) else 0


def is_full(text: str, line: Line, following: Line, width: float) -> bool:
    """Whether the first word of the next line would not have fitted on this one."""
    return line.length + 1 + first_word(text, following) > width


def is_open(text: str, line: Line) -> bool:
    """Whether a line ends in the middle of a sentence."""
    return not ends_sentence(text[max(line.start, line.end - TAIL) : line.end])


def continues(text: str, line: Line) -> bool:
    """Whether a line begins in lower case, as the middle of a sentence does."""
    return text[line.start].islower()


def joins_wrapped(text: str, line: Line, following: Line, width: float) -> bool:
    """Whether two lines of a wrapped text are one paragraph; `width` is what counts as full at this place."""
    if text.startswith(BULLETS, following.start):
        return False
    if following.indent and not (is_open(text, line) and continues(text, following)):
        return False
    if is_open(text, line) and continues(text, following):
        return True
    return is_full(text, line, following, width)


def joins_running(text: str, line: Line, following: Line) -> bool:
    """Whether two lines of a text of one paragraph a line are one after all: a stray break in a sentence."""
    return line.length >= RUNNING and continues(text, following) and is_open(text, line)


def needed(found: list[Line], i: int) -> float:
    """Give the share of the width that line i - 1 must reach to be joined with line i, if case does not tell.

    Strict at the top, where a title or byline may stand straight above the text; not after an indented line,
    which opens a paragraph and is no title.
    """
    if i >= HEADER or found[i - 1].indent > found[i].indent:
        return RAGGED
    return 1.0 if i == 1 else FULL


def paragraphs(text: str) -> list[Span]:
    """Find the paragraphs of a text, in order, trimmed, covering all that is not white space."""
    found = lines(text)
    width = wrap_width(text, found)
    spans = [Span(line.start, line.end) for line in found[:1]]
    for i in range(1, len(found)):
        last, line = found[i - 1], found[i]
        if line.after_blank:
            joined = False
        elif width:
            joined = joins_wrapped(text, last, line, needed(found, i) * width)
        else:
            joined = joins_running(text, last, line)
        if joined:
            spans[-1] = Span(spans[-1].start, line.end)
        else:
            spans.append(Span(line.start, line.end))
    return spans
