"""Quotation marks: which of them open, which close, and whether every one has its partner."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from summarize.records import Span

OPEN, CLOSE = "\x02", "\x03"  # what a mark looks like in the view
SINGLE = "'‘’‚`\x91\x92"  # with the C1 controls that cp1252 quotes become when read as Latin-1
BRACKETS = "([{（［【)]}）］】"
OPENERS = "([{（［【「『《〈„‟‚\x93"  # these always open; what is in neither line depends on the place
CLOSERS = (*")]}）］】」』》〉\x94", "’’", "�?")  # these close what is open, else they are no marks
MARK = re.compile(
    r"([\"'“”‘’«»„†`()\[\]])\1{3,}|"  # decoration
    r"\[\d{1,3}\]|[(\[](?:\.\.\.|…)[)\]]|"  # footnotes and omissions, no marks either
    r"â€[œž˜™“”¦\x9d]?|�\?|``|''|’’|[\"“”„‟«»‹›†'’‘‚`\x91-\x94()\[\]{}（）［］【】「」『』《》〈〉]"
)
STARTS = re.compile("[\"'“”‘’«»„†`()\\[\\]â�‟‹›‚\x91-\x94{}（）［］【】「」『』《》〈〉]")  # what a MARK begins with
BLANK = re.compile(r"[\s\x02\x03]")
LOOSE = frozenset("—–-―/¿¡=:…" + OPEN)  # what may stand before an opening mark, besides space
TIGHT = frozenset("—–-―/.,;:!?…。，、！？؟،।)]}）］】」』》〉”’»›\"'")  # and what after a closing one
ELISION = re.compile(r"(?i:em|til|tis|twas|cause|bout|round|hood|n|s|t|\d0s)\b")  # 'em, the '90s
FEET = re.compile(r"\d['’]\s?\d{1,2}\Z")  # of 5'10"
# In 'The soldiers' families were told,' the mark after soldiers is no end, since a surer one follows.
SURER_END = re.compile(r"\s[a-z](?:[^'’‘]|(?<=\w)['’](?=\w)){0,300}[.,!?…]['’](?!\w)")


class QuoteMark(NamedTuple):
    """A quotation mark or bracket at its place."""

    text: str
    start: int
    end: int
    shape: str
    left: str  # the character before it, a space at the start, OPEN or CLOSE after another mark
    right: str  # the character after it, a space at the end
    inner: str  # the mark of the same family that was opened last and is still open, "" when none

    @property
    def begins(self) -> bool:
        """Whether it stands as an opening mark does."""
        return (self.left.isspace() or self.left in LOOSE) and not self.right.isspace()

    @property
    def ends(self) -> bool:
        """Whether it stands as a closing mark does."""
        return (self.right.isspace() or self.right in TIGHT) and not self.left.isspace()


def _feet(mark: QuoteMark) -> bool:
    """Whether it counts inches after feet."""
    return mark.left.isdigit() and FEET.search(mark.text, max(0, mark.start - 6), mark.start) is not None


def _straight(mark: QuoteMark) -> str:
    """Let `"` and `''` open or close by their place, in doubt by what is open; inches are no marks."""
    if _feet(mark):
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
    return "" if _feet(mark) else OPEN if not mark.inner and mark.begins and not mark.ends else CLOSE


def _dagger(mark: QuoteMark) -> str:
    """Read `†` as what damage of encoding left of `” `, where a dagger would hardly stand."""
    return CLOSE if mark.left in ".,!?" or (mark.inner and not mark.left.isspace()) else ""


def _aside(mark: QuoteMark) -> str:
    """Read `[...]` as a word like any other; footnotes and decoration are left alone."""
    return "x" if mark.shape[1] in ".…" else ""


SIDES: dict[str, Callable[[QuoteMark], str]] = {  # gives OPEN, CLOSE, or "" for no mark at all
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
FAMILIES = {**dict.fromkeys(SINGLE, "single"), **dict.fromkeys(BRACKETS, "bracket")}  # others: "double"


def _marks(text: str) -> list[re.Match[str]]:
    """Find the marks in order, apostrophes inside words aside."""
    marks, end = [], 0
    for found in STARTS.finditer(text):
        start = found.start()
        inside = found[0] in "'’" and text[start - 1 : start].isalnum() and text[start + 1 : start + 2].isalnum()
        if start >= end and not inside and (mark := MARK.match(text, start)):
            end = mark.end()
            marks.append(mark)
    return marks


class Quotes(NamedTuple):
    """What the marks of a text say."""

    view: str  # as long as the text
    pairs: list[Span]  # each from an opening mark up to and including its closing one, by their end
    balanced: bool  # no quotation mark is without its partner


def find_quotes(text: str) -> Quotes:
    """Find the side of each mark and pair them, innermost first, each family for itself. Linear."""
    marks = _marks(text)
    plain = text if text.isprintable() else BLANK.sub(" ", text)
    if not marks:
        return Quotes(plain, [], True)
    waiting: dict[str, list[tuple[int, str]]] = {"double": [], "single": [], "bracket": []}
    view: list[str] = []  # in pieces, up to `done`
    pairs, orphans = [], 0
    end, done, side = 0, 0, ""
    for found in marks:
        shape, start = found[0], found.start()
        left = side if side and start == end else text[start - 1 : start] or " "
        opened, end = waiting[FAMILIES.get(shape, "double")], found.end()
        inner = opened[-1][1] if opened else ""
        mark = QuoteMark(text, start, end, shape, left, text[end : end + 1] or " ", inner)
        if side := SIDES.get(shape, _aside)(mark):
            view += [plain[done:start], side * (end - start)]
            done = end
        if side == OPEN:
            opened.append((start, shape))
        elif side == CLOSE and opened:
            pairs.append(Span(opened.pop()[0], end))
        elif side == CLOSE:
            orphans += 1
    return Quotes("".join(view) + plain[done:], pairs, not (orphans or waiting["double"] or waiting["single"]))
