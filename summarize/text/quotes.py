"""Quotation marks and brackets: which of them open, which close, and whether every one has its partner."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from summarize.records import Span

OPEN, CLOSE = "\x02", "\x03"  # what stands for a mark in the view
SINGLE = "'‘’‚`\x91\x92"  # with the C1 controls that cp1252 quotes become when read as Latin-1
BRACKETS = "([{（［【)]}）］】"
OPENERS = "([{（［【「『《〈„‟‚\x93"  # these always open; marks in neither line depend on where they stand
CLOSERS = (*")]}）］】」』》〉\x94", "’’", "�?")  # these close what is open, else they are not marks
MARK = re.compile(
    r"([\"'“”‘’«»„†`()\[\]])\1{3,}|"  # decoration
    r"\[\d{1,3}\]|[(\[](?:\.\.\.|…)[)\]]|"  # footnotes and omissions, no marks either
    r"â€[œž˜™“”¦\x9d]?|�\?|``|''|’’|[\"“”„‟«»‹›†'’‘‚`\x91-\x94()\[\]{}（）［］【】「」『』《》〈〉]"
)
MARK_START = re.compile("[\"'“”‘’«»„†`()\\[\\]â�‟‹›‚\x91-\x94{}（）［］【】「」『』《》〈〉]")
BLANK = re.compile(r"[\s\x02\x03]")
BEFORE_OPENING = frozenset("—–-―/¿¡=:…" + OPEN)  # what may stand before an opening mark, besides space
AFTER_CLOSING = frozenset("—–-―/.,;:!?…。，、！？؟،।)]}）］】」』》〉”’»›\"'")  # and after a closing one
ELISION = re.compile(r"(?i:em|til|tis|twas|cause|bout|round|hood|n|s|t|\d0s)\b")  # 'em, the '90s
FEET, MAX_FEET_LENGTH = re.compile(r"\d['’]\s?\d{1,2}\Z"), 6  # characters before the mark of 5'10"
# In 'The soldiers' families were told,' the mark after soldiers is not an end, since a surer one follows.
SURER_END = re.compile(r"\s[a-z](?:[^'’‘]|(?<=\w)['’](?=\w)){0,300}[.,!?…]['’](?!\w)")


class Quotes(NamedTuple):
    """The marks of a text and how they pair."""

    view: str  # as long as the text: OPEN and CLOSE for marks, x for omissions, spaces for white space
    pairs: list[Span]  # each from an opening mark up to and including its closing one, ordered by end
    balanced: bool  # whether every quotation mark has its partner; brackets do not count


def find_quotes(text: str) -> Quotes:
    r"""Find which marks open and which close, and pair them: innermost first, each family by itself.

    The families are double quotation marks, single ones, and brackets. Linear in the length of the text.

    >>> find_quotes('"It broke," he said.')
    Quotes(view='\x02It broke,\x03 he said.', pairs=[Span(start=0, end=11)], balanced=True)
    >>> find_quotes("The soldiers' 'dam (3 m)").balanced
    False
    """
    if not MARK_START.search(text):  # as in most sentences
        return Quotes(_view(text, []), [], True)
    unclosed: dict[str, list[tuple[int, str]]] = {"double": [], "single": [], "bracket": []}  # start and shape
    sides: list[tuple[int, int, str]] = []  # of each mark its start, its end, and what a rule says
    pairs: list[Span] = []
    side, end, orphans = "", 0, 0
    for match in _marks(text):
        shape, start = match[0], match.start()
        left = side if side and start == end else text[start - 1 : start] or " "
        opened, end = unclosed[FAMILIES.get(shape, "double")], match.end()
        inner = opened[-1][1] if opened else ""
        mark = QuoteMark(text, start, end, shape, left, text[end : end + 1] or " ", inner)
        if side := SIDES.get(shape, _aside)(mark):
            sides.append((start, end, side))
        if side == OPEN:
            opened.append((start, shape))
        elif side == CLOSE and opened:
            pairs.append(Span(opened.pop()[0], end))
        elif side == CLOSE:
            orphans += 1
    balanced = not (orphans or unclosed["double"] or unclosed["single"])
    return Quotes(_view(text, sides), pairs, balanced)


def quoted_spans(text: str, quotes: Quotes) -> list[Span]:
    """Return where quotations stand, with their marks; brackets are pairs of marks, too, and left out."""
    return [pair for pair in quotes.pairs if text[pair.start] not in BRACKETS]


def starts_quoted(text: str) -> bool:
    """Whether a text begins with a quotation.

    >>> starts_quoted("“It broke,” she said."), starts_quoted("She said “no”.")
    (True, False)
    """
    return any(span.start == 0 for span in quoted_spans(text, find_quotes(text)))


def unquoted(text: str, quotations: Sequence[Span]) -> str:
    """Return a text with its quotations blanked.

    >>> unquoted('He "left" it', [Span(3, 9)])
    'He        it'
    """
    for start, end in quotations:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _view(text: str, sides: list[tuple[int, int, str]]) -> str:
    """Return the view of a text, with each mark as what a rule says of it."""
    plain = text if text.isprintable() else BLANK.sub(" ", text)
    pieces, done = [], 0
    for start, end, side in sides:
        pieces += [plain[done:start], side * (end - start)]
        done = end
    return "".join(pieces) + plain[done:]


def _marks(text: str) -> Iterator[re.Match[str]]:
    """Yield the marks in order, without the apostrophes inside words."""
    end = 0
    for match in MARK_START.finditer(text):
        start = match.start()
        in_word = match[0] in "'’" and text[start - 1 : start].isalnum() and text[start + 1 : start + 2].isalnum()
        if start >= end and not in_word and (mark := MARK.match(text, start)):
            end = mark.end()
            yield mark


class QuoteMark(NamedTuple):
    """A quotation mark or bracket and what it stands between."""

    text: str  # the whole text
    start: int
    end: int
    shape: str  # the mark as it is in the text
    left: str  # the character before it, a space at the start, OPEN or CLOSE after another mark
    right: str  # the character after it, a space at the end
    inner: str  # the shape of the mark of its family that was opened last and is still open, "" if none is

    @property
    def begins(self) -> bool:
        """Whether it is placed like an opening mark: space or a sign such as a dash before it, no space after it."""
        return (self.left.isspace() or self.left in BEFORE_OPENING) and not self.right.isspace()

    @property
    def ends(self) -> bool:
        """Whether it is placed like a closing mark: no space before it, space or punctuation after it."""
        return (self.right.isspace() or self.right in AFTER_CLOSING) and not self.left.isspace()


# The rules: each returns OPEN, CLOSE, "" for what is not a mark at all, or "x" for what reads as a word.


def _is_inches(mark: QuoteMark) -> bool:
    """Whether a mark stands for inches, behind feet."""
    return mark.left.isdigit() and FEET.search(mark.text, max(0, mark.start - MAX_FEET_LENGTH), mark.start) is not None


def _straight(mark: QuoteMark) -> str:
    """Let `"` and `''` open or close by what they stand between, in doubt by what is open."""
    if _is_inches(mark):
        return ""
    if mark.inner in (mark.shape, "``") and (mark.ends or not mark.begins):
        return CLOSE
    if mark.left.isdigit():
        return ""
    if mark.left.isalpha() and mark.right.isalpha():  # Hebrew abbreviations; but Chinese has no spaces
        return OPEN if mark.left >= "\u2e80" else ""
    return CLOSE if mark.ends and not mark.begins else OPEN


def _single(mark: QuoteMark) -> str:
    """Take `'` for a quotation mark only where it is clearly no apostrophe."""
    if mark.shape not in "’\x92" and mark.begins and not ELISION.match(mark.text, mark.end):
        return CLOSE if mark.ends and mark.inner else OPEN
    if not mark.ends or mark.shape in "`\x91":
        return ""
    if not mark.left.isalnum():  # after a full stop or comma, so no possessive
        return CLOSE
    possessive = mark.left == "s" and SURER_END.match(mark.text, mark.end)
    return CLOSE if mark.inner and not possessive else ""


def _left_curly(mark: QuoteMark) -> str:
    """Let `“` open, unless it closes `„` as in German, or stands as no opening mark would."""
    return CLOSE if mark.inner == "„" or (mark.inner and mark.right.isspace()) else OPEN


def _right_curly(mark: QuoteMark) -> str:
    """Let `”` close, unless it opens as in Swedish."""
    return "" if _is_inches(mark) else OPEN if not mark.inner and mark.begins and not mark.ends else CLOSE


def _dagger(mark: QuoteMark) -> str:
    """Read `†` as a damaged `” ` where a dagger would hardly stand."""
    return CLOSE if mark.left in ".,!?" or (mark.inner and not mark.left.isspace()) else ""


def _aside(mark: QuoteMark) -> str:
    """Read an omission, `[...]`, as a word; a footnote or a decoration is not a mark."""
    return "x" if mark.shape[1] in ".…" else ""


SIDES: dict[str, Callable[[QuoteMark], str]] = {  # the rule of each shape; `_aside` has the others
    **dict.fromkeys((*OPENERS, "``", "â€œ", "â€ž"), lambda _: OPEN),
    **dict.fromkeys(("â€", "â€\x9d"), lambda _: CLOSE),
    **dict.fromkeys(("â€™", "â€“", "â€”", "â€¦", "â€˜"), lambda _: ""),
    **dict.fromkeys(CLOSERS, lambda mark: CLOSE if mark.inner else ""),
    **dict.fromkeys(('"', "''"), _straight),
    **dict.fromkeys("'’`\x91\x92", _single),
    **dict.fromkeys("«‹", lambda mark: CLOSE if mark.inner in ("»", "›") else OPEN),
    **dict.fromkeys("»›", lambda mark: OPEN if mark.inner not in ("«", "‹") and mark.begins else CLOSE),
    "‘": lambda mark: CLOSE if mark.inner == "‚" else _single(mark),
    "“": _left_curly,
    "”": _right_curly,
    "†": _dagger,
}
FAMILIES = {**dict.fromkeys(SINGLE, "single"), **dict.fromkeys(BRACKETS, "bracket")}  # all others are "double"
