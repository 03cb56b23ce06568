"""Where the paragraphs of a text are: its lines, then which lines belong together.

Four layouts occur, also mixed: blank lines between paragraphs, with or without hard-wrapped lines inside; one
paragraph a line; hard-wrapped lines with an indented first line; everything on one line. None is announced,
so the lines are measured: a wrapped text has lines of nearly one length that mostly end inside a sentence.

Paragraphs become `Draft`s, blocks in the making: rules that need the neighbours change their kinds or cut them
further, until `blocks.clean` turns them into `Block`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from summarize.clean.items import stand_in_list
from summarize.clean.lines import TAIL_LENGTH, ends_sentence, flat, word_list
from summarize.clean.rules import is_byline
from summarize.records import Block, Span
from summarize.text.sentences import trimmed

# Set by judgement; points in brackets as in `blocks`. Lengths are code points, without white space at the ends.
WRAP_WIDTHS = range(40, 133)  # between which people and programs wrap lines [upper bound doubled: -9.6]
MIN_PAIRS = 3  # lines straight below one another; fewer say nothing about a width
MIN_WRAPPED_SHARE = 0.4  # of the line ends inside paragraphs that are full and open, in a wrapped text
FULL_SHARE = 0.85  # of the width: such a line could not have held the next word, give or take ragged setting
RAGGED_SHARE = 0.7  # of the width: shorter lines end a paragraph if the next begins with a capital
HEADER_LINES = 4  # at the top, where a title or byline may stand straight above the text
MIN_RUNNING_LENGTH = 40  # of a line that is running text, not an item of a list
MAX_SHORT_LINES = 6  # of one sentence that is set in short lines
MAX_WORD_LENGTH = 12  # text without spaces is one "word" a line, and would make every line full

# Latin-1 readings of cp1252 hold quotes as C1 controls; beside those \x85 is an ellipsis and ends no line.
LINE_END_BESIDE_C1 = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\u2028\u2029]")
OTHER_C1 = re.compile("[\x80-\x84\x86-\x9f]")
MAX_LINK_LENGTH = 14  # from the end of a line back to the space before its last word, which may need another
CUT_FIGURE = re.compile(r"\d[-‐–]\Z")  # the end of a line that cuts a score or a range
OPENING_MARKS = "\"'“”„«»‘‚([¿¡—–- "  # may stand before the first letter of a sentence
BULLETS = ("•", "·", "* ", "_ ", "▪", "■", "●", "►")  # begin an item of a list


class Line(NamedTuple):
    """A line that is not blank: its trimmed span, the white space before it, whether it follows a blank line."""

    start: int
    end: int
    indent: int  # code points more than the least indented line of the text has
    after_blank: bool

    @property
    def length(self) -> int:
        """Code points from the first to the last that is not white space."""
        return self.end - self.start


def paragraphs(text: str) -> list[Span]:
    r"""Return the paragraphs of a text, in order, in code points of the text.

    They are trimmed, do not overlap, and cover all that is not white space; [] for a blank text. A paragraph may hold
    line breaks, where the text is wrapped. Linear in the text.

    >>> paragraphs("The dam broke.\n\n  Two villages  ")
    [Span(start=0, end=14), Span(start=18, end=30)]
    """
    lines = find_lines(text)
    width = wrap_width(text, lines)
    spans: list[Span] = []
    for index, line in enumerate(lines):
        begun = spans[-1].start if spans else 0
        if index and continues_paragraph(text, lines, index, width, begun):
            spans[-1] = Span(spans[-1].start, line.end)
        else:
            spans.append(Span(line.start, line.end))
    return spans


def find_lines(text: str) -> list[Line]:
    r"""Return the lines that are not blank, in order; indents are counted from the least indented one.

    >>> find_lines("The dam\n\n  broke.")
    [Line(start=0, end=7, indent=0, after_blank=False), Line(start=11, end=17, indent=2, after_blank=True)]
    """
    lines: list[Line] = []
    start, after_blank = 0, False
    for piece in split_lines(text):
        inner = piece.strip()
        if inner:
            indent = 0 if piece[0] == inner[0] else len(piece) - len(piece.lstrip())
            lines.append(Line(start + indent, start + indent + len(inner), indent, after_blank))
        after_blank = not inner
        start += len(piece)
    base = min((line.indent for line in lines), default=0)
    return [line._replace(indent=line.indent - base) for line in lines] if base else lines


def split_lines(text: str) -> list[str]:
    """Return the lines of a text with what ends them; U+0085 ends none where it is an ellipsis of cp1252."""
    if "\x85" not in text or not OTHER_C1.search(text):
        return text.splitlines(keepends=True)
    ends = [0, *(match.end() for match in LINE_END_BESIDE_C1.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(ends)]


def wrap_width(text: str, lines: list[Line]) -> int:
    """Return the width that a text is wrapped at, in code points; 0 when its lines are whole paragraphs."""
    lengths = [line.length for line, following in pairwise(lines) if not following.after_blank]
    if len(lengths) < MIN_PAIRS:
        return 0
    width = ninth_decile(lengths)
    if width not in WRAP_WIDTHS or ninth_decile([line.length for line in lines]) > width / RAGGED_SHARE:
        return 0
    wrapped = sum(
        is_full(text, line, following, FULL_SHARE * width) and is_open(text, line)
        for line, following in pairwise(lines)
        if not following.after_blank
    )
    return width if wrapped >= MIN_WRAPPED_SHARE * len(lengths) else 0


def ninth_decile(lengths: list[int]) -> int:
    """Return the length that nine of ten do not exceed, so that one long line does not set the width.

    >>> ninth_decile([70] * 9 + [900])
    70
    """
    return sorted(lengths)[(len(lengths) - 1) * 9 // 10]


def continues_paragraph(text: str, lines: list[Line], index: int, width: int, begun: int) -> bool:
    """Whether a line, not the first, belongs to the paragraph of the line above.

    width: of `wrap_width`. begun: where that paragraph begins.
    """
    line = lines[index]
    if line.after_blank or (index < HEADER_LINES and is_byline(text[line.start : line.end])):
        return False
    if width:
        return joins_wrapped(text, lines, index, begun, required_share(lines, index) * width)
    return joins_running(text, lines, index, begun)


def required_share(lines: list[Line], index: int) -> float:
    """Return the share of the width that the line above must reach to be joined with a line, if case does not tell.

    Strict at the top, where a title or byline may stand straight above the text; not behind an indented line,
    which opens a paragraph and is not a title.
    """
    if index >= HEADER_LINES or lines[index - 1].indent > lines[index].indent:
        return RAGGED_SHARE
    return 1.0 if index == 1 else FULL_SHARE


def joins_wrapped(text: str, lines: list[Line], index: int, begun: int, full_length: float) -> bool:
    """Whether a line of a wrapped text and the one above are one paragraph; full_length: as for `is_full`."""
    line, following = lines[index - 1], lines[index]
    if text.startswith(BULLETS, following.start):
        return False
    in_sentence = is_open(text, line) and (text[following.start].islower() or needs_next(text, lines, index, begun))
    return in_sentence or (not following.indent and is_full(text, line, following, full_length))


def joins_running(text: str, lines: list[Line], index: int, begun: int) -> bool:
    """Whether a line and the one above, in a text of one paragraph a line, are one after all: a stray break.

    A short line goes on in the next one when it ends in a word that needs another. So it does when its paragraph, which
    begins at `begun`, has a capital, and lines in lower case follow up to the end of a sentence: that is not a list.
    index: of the lower of the two lines.
    """
    line, following = lines[index - 1], text[lines[index].start]
    in_list = following.islower() and line.length < MIN_RUNNING_LENGTH and text[begun].islower()
    if in_list or not is_open(text, line) or text.startswith(BULLETS, lines[index].start):
        return False
    linked = needs_next(text, lines, index, begun)
    if linked or not following.islower() or line.length >= MIN_RUNNING_LENGTH:
        return linked or following.islower()
    head = text[begun] if text[begun].isalpha() else text[begun : begun + MAX_WORD_LENGTH].lstrip(OPENING_MARKS)[:1]
    if head.islower() or text[line.end - 1] in ":：":
        return False
    return ends_in_lower_case(text, lines[index : index + MAX_SHORT_LINES])


def ends_in_lower_case(text: str, lines: list[Line]) -> bool:
    """Whether one of some lines ends a sentence, and up to it all begin in lower case, with no blank line between."""
    for index, line in enumerate(lines):
        if (index and line.after_blank) or not text[line.start].islower():
            return False
        if not is_open(text, line):
            return True
    return False


def is_full(text: str, line: Line, following: Line, full_length: float) -> bool:
    """Whether a line is so long that the first word of the next would have taken it beyond `full_length`."""
    head = text[following.start : min(following.end, following.start + MAX_WORD_LENGTH)]
    return line.length + 1 + len(head.split(maxsplit=1)[0]) > full_length


def is_open(text: str, line: Line) -> bool:
    r"""Whether a line ends in the middle of a sentence.

    >>> is_open("The dam\nbroke.", Line(0, 7, 0, False)), is_open("The dam\nbroke.", Line(8, 14, 0, False))
    (True, False)
    """
    last = text[line.end - 1]
    plain = last.isascii() and last.isalpha()  # as at most ends inside a sentence
    return plain or not ends_sentence(text[max(line.start, line.end - TAIL_LENGTH) : line.end])


def needs_next(text: str, lines: list[Line], index: int, begun: int) -> bool:
    r"""Whether a line ends in a word that needs another (not, than), or inside a score that the next completes.

    A line of that word alone needs none, such as the "by" above a name. A preposition that may end a heading ("Log in")
    needs a figure only where its paragraph, which begins at `begun`, is running text; index: of the next line.

    >>> needs_next("more than\n2", [Line(0, 9, 0, False), Line(10, 11, 0, False)], 1, 0)
    True
    """
    line, following = lines[index - 1], lines[index]
    space = text.rfind(" ", max(line.start, line.end - MAX_LINK_LENGTH), line.end)
    last = text[space + 1 : line.end] if space >= 0 else ""
    if not text[following.start].isdigit():
        return last in word_list("linking words", "patterns")
    if stand_in_list(text, [near.start for near in lines[index - 1 : index + 2]]):
        return False
    if last in word_list("prepositions at the end of headings", "patterns"):
        return line.end - begun >= MIN_RUNNING_LENGTH
    before_figures = word_list("linking words", "patterns") | word_list("words before figures", "patterns")
    return last in before_figures or bool(CUT_FIGURE.search(text, line.start, line.end))


class Insertion(NamedTuple):
    """A stretch inside a paragraph that does not belong to it."""

    start: int  # code points from the paragraph's start
    end: int  # exclusive
    kind: str  # of `blocks.KINDS`, never "prose"
    sure: bool = True  # False where another sign is needed


class Draft(NamedTuple):
    """A block in the making."""

    start: int  # code points of the text that was cut: a paragraph at first, then the document
    end: int  # exclusive
    kind: str  # of `blocks.KINDS`, so far
    line: str  # the text from start to end by `lines.flat`
    hint: str = ""  # the kind that prose seems to be, where another sign is needed
    joined: bool = False  # whether it continues the paragraph of the draft before, if both are prose


def cut(text: str, parts: Iterable[Block]) -> list[Draft]:
    """Return the parts of a text as drafts, in the same order: trimmed, without those that are blank.

    parts: offsets into `text`, whether that is a paragraph or the document.

    >>> [draft.line for draft in cut("By Jo. It broke. ", [Block(0, 6, "byline"), Block(6, 17, "prose")])]
    ['By Jo.', 'It broke.']
    """
    drafts = []
    for start, end, kind in parts:
        span = trimmed(text, start, end)
        if span.start < span.end:
            drafts.append(Draft(span.start, span.end, kind, flat(text[span.start : span.end])))
    return drafts


def prose_indices(drafts: list[Draft]) -> list[int]:
    """Return the indices of the drafts that are prose so far, and seem to be nothing else, ascending."""
    return [index for index, draft in enumerate(drafts) if draft.kind == "prose" and not draft.hint]


def with_kinds(drafts: list[Draft], kinds: Mapping[int, str]) -> list[Draft]:
    """Return the drafts with new kinds, given by index; the others stay as they are.

    kinds: of `blocks.KINDS`, by the index of the draft. The drafts themselves are not changed.

    >>> [draft.kind for draft in with_kinds([Draft(0, 5, "prose", "By Jo")], {0: "byline"})]
    ['byline']
    """
    if not kinds:
        return drafts
    return [draft._replace(kind=kinds[index]) if index in kinds else draft for index, draft in enumerate(drafts)]
