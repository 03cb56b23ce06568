"""Numbers as a sentence tells them, each in one spelling: `two dozen` and `24`, `$6.2m` and `6.2 million dollars`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import eq
from typing import Any, NamedTuple

from summarize.text.languages import Language

PIECE = re.compile(
    r"(?P<clock>\b\d{1,2}(?:[:.]\d\d)?\s?[ap](?:\.\s?m\b\.?|m\b)|\b(?:[01]?\d|2[0-3]):[0-5]\d\b)"
    r"|(?:(?P<sign>(?:\b(?:us|c|a))?[$£€¥])\s?)?(?P<digits>\d+(?:[.,]\d+)*)(?P<suffix>(?:bn|tn|k|m|st|nd|rd|th)\b)?"
    r"|(?P<word>[^\W\d_]+)|(?P<percent>%)"
)
CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s?([ap])?")
GROUPED = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*")  # thousands, whatever the mark
FARTHEST = 40  # characters of the word before a number
GLUED = re.compile(r"([^\W\d_]+)[-\u2010\u2011]$")  # what stands before a number that belongs to a name
SUFFIX = {"k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12}
NEXT = re.compile(r"[\s\-\u2010\u2011]{0,2}")  # between two parts of one number
DATED = re.compile(r"\.?\s|\s(?:of|de|di)\s")  # between a day and its month
DOZEN, HUNDRED = 12, 100  # words of this worth multiply the number before them
YEARS, DAYS = range(1800, 2100), range(1, 32)
ABOUT = "~"


@dataclass(frozen=True, slots=True)
class Quantities:
    """The numbers of a sentence, each kind in the order in which it is told."""

    counts: tuple[str, ...] = ()  # with the sign of what they count, `9%`; `~9` is about 9, `>9` more than 9
    years: tuple[str, ...] = ()
    clocks: tuple[str, ...] = ()  # 14:30
    dates: tuple[tuple[str, str], ...] = ()  # month and day; the day may be missing

    def __len__(self) -> int:
        """How many there are."""
        return len(self.counts) + len(self.years) + len(self.clocks) + len(self.dates)

    @property
    def telling(self) -> bool:
        """Whether one of them is seldom the same by chance: of three signs or more, a time of day or a date."""
        return any(len(count) > 2 for count in self.counts) or bool(self.clocks or self.dates)


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands."""

    value: float
    start: int
    end: int
    after: int  # the piece that follows it
    sign: str = ""
    hedge: str = ""
    digits: str = ""  # as written, where it is nothing but digits

    @property
    def plain(self) -> str:
        """The value as figures: 1.1 million is 1100000, whatever a product of floats makes of it."""
        return f"{self.value:.15g}"


NumberToken = re.Match[str]


class NumberMatch(NamedTuple):
    """A number as it is read off a sentence."""

    kind: str  # a field of Amounts
    what: Any  # as that field has it, but of counts the Quantity
    start: int
    end: int
    pieces: list[NumberToken]  # of the whole sentence
    at: int  # the first of them that belongs to it
    after: int  # the next that does not


def read_quantities(text: str, language: Language) -> tuple[Quantities, str]:
    """Return the numbers of a sentence, and the sentence with blanks in their place."""
    found: dict[str, list[Any]] = {"counts": [], "years": [], "clocks": [], "dates": []}
    rest: list[str] = []
    done = 0
    for one in find_numbers(text, language):
        what = one.what
        found[one.kind].append(f"{what.hedge}{what.plain}{what.sign}" if isinstance(what, Number) else what)
        rest += [text[done : one.start], " " * (one.end - max(done, one.start))]
        done = one.end
    return Quantities(**{kind: tuple(told) for kind, told in found.items()}), "".join([*rest, text[done:]])


def find_numbers(text: str, language: Language) -> Iterator[NumberMatch]:
    """Yield the numbers of a sentence."""
    low = text.lower() if len(text.lower()) == len(text) else text
    pieces, at = list(PIECE.finditer(low)), 0
    while at < len(pieces):
        word = pieces[at]["word"]
        if word and word not in language.numbers and word not in language.months:
            at += 1
            continue
        kind, what, start, end, after = read(pieces, at, text, low, language)
        if kind:
            yield NumberMatch(kind, what, start, end, pieces, at, after)
        at = after


def read(pieces: list[NumberToken], at: int, text: str, low: str, language: Language) -> tuple[str, Any, int, int, int]:
    """Return what a `Reading` says of what stands at a piece, and the next piece; no kind: no number."""
    piece = pieces[at]
    if piece["clock"]:
        return "clocks", clock(piece["clock"]), *piece.span(), at + 1
    date = read_date(pieces, at, text, low, language)
    if date is not None:
        return date
    if not is_number(pieces, at, low, language):
        return "", "", 0, 0, at + 1
    number = hedged(quantity(pieces, at, low, language), pieces, at, low, language)
    if len(number.digits) == len("2000") and number.value in YEARS:
        return "years", number.digits, number.start, number.end, number.after
    return "counts", number, number.start, number.end, number.after


def read_date(
    pieces: list[NumberToken], at: int, text: str, low: str, language: Language
) -> tuple[str, Any, int, int, int] | None:
    """Return the same for a month, with its day where one stands beside it; None where there is neither."""
    piece = pieces[at]
    named, day = is_month(pieces[at], text, language), day_of(pieces[at])
    if not named and not day:
        return None
    for to in range(at + 1, min(at + 3, len(pieces))):
        other = pieces[to]
        fits = day_of(other) if named else is_month(other, text, language)
        if fits and DATED.fullmatch(low[piece.end() : other.start()]):
            month = piece if named else other
            return "dates", (month["word"], day or day_of(other)), piece.start(), other.end(), to + 1
    return ("dates", (piece["word"], ""), *piece.span(), at + 1) if named else None


def day_of(piece: NumberToken) -> str:
    """Return a number that may be the day of a month, "" where there is none."""
    digits = piece["digits"] or ""
    return digits if digits.isdecimal() and len(digits) < 3 and int(digits) in DAYS and not piece["sign"] else ""


def clock(text: str) -> str:
    """Return a time of day on the 24-hour clock."""
    hour, minute, half = CLOCK.findall(text)[0]
    hours = int(hour) % 12 + (12 if half == "p" else 0) if half else int(hour)
    return f"{hours:02}:{minute or '00'}"


def is_month(piece: NumberToken, text: str, language: Language) -> bool:
    """Whether a word is a month; one that is also another word is only with a capital."""
    word = piece["word"]
    return word in language.months and (word not in language.stop_words or text[piece.start()].isupper())


def is_number(pieces: list[NumberToken], at: int, low: str, language: Language) -> bool:
    """Whether a number starts here: not `3` of `Apollo-3`, nor `one` that stands for somebody."""
    piece, word = pieces[at], pieces[at]["word"]
    if piece["digits"]:
        glued = GLUED.search(low, max(0, piece.start() - FARTHEST), piece.start())
        return glued is None or glued[1] in language.numbers
    if language.numbers.get(word, 1) != 1:
        return True
    if word not in language.numbers or at + 1 == len(pieces) or (at and pieces[at - 1]["word"] in language.negations):
        return False
    after = pieces[at + 1]
    counted = after["word"] not in language.stop_words or after["word"] in language.parts_of
    return unit(pieces, at + 1, language)[0] != "" or (
        bool(NEXT.fullmatch(low, piece.end(), after.start())) and counted
    )


def quantity(pieces: list[NumberToken], at: int, low: str, language: Language) -> Number:
    """Return the number that starts at a piece, with the words and signs that belong to it."""
    piece = pieces[at]
    if piece["digits"]:
        sign, suffix = (piece["sign"] or "")[-1:], piece["suffix"] or ""
        times = SUFFIX.get(suffix, 1.0) if suffix != "m" or sign else 1.0  # `5m` alone is five metres
        plain = piece["digits"] if not sign and times == 1.0 else ""
        number = Number(worth(piece["digits"]) * times, *piece.span(), at + 1, sign, digits=plain)
    else:
        number = Number(language.numbers[piece["word"]], *piece.span(), at + 1)
    while number.after < len(pieces) and NEXT.fullmatch(low, number.end, pieces[number.after].start()):
        more = language.numbers.get(pieces[number.after]["word"], 0.0)
        value = joined(number.value, more, digits=bool(pieces[number.after - 1]["digits"]))
        if value is None:
            break
        number = replace(number, value=value, end=pieces[number.after].end(), after=number.after + 1, digits="")
    sign, length = unit(pieces, number.after, language)
    if sign and NEXT.fullmatch(low, number.end, pieces[number.after].start()):
        last = number.after + length
        number = replace(number, sign=sign, end=pieces[last - 1].end(), after=last, digits="")
    return number


def joined(value: float, more: float, *, digits: bool) -> float | None:
    """Return the worth of a number with the next number word: `two dozen`, `twenty-one`, `3 million`; None: apart."""
    if more == DOZEN or more >= max(HUNDRED, value):
        return value * more
    if digits or not 1 <= more < HUNDRED:
        return None
    tens = 20 <= value < HUNDRED and value % 10 == 0 and more < 10
    return value + more if tens or (value >= HUNDRED and value % HUNDRED == 0) else None


def worth(digits: str) -> float:
    """Return the value of digits with marks: three after a mark are thousands, else they are decimals."""
    if GROUPED.fullmatch(digits):
        return float(re.sub("[.,]", "", digits))
    *whole, fraction = re.split("[.,]", digits)
    return float("".join(whole) + "." + fraction) if whole else float(digits)


def unit(pieces: list[NumberToken], at: int, language: Language) -> tuple[str, int]:
    """Return the sign of the unit named at a piece and how many pieces name it: `per cent` is %."""
    for length in (2, 1):
        named = pieces[at : at + length]
        name = " ".join(piece.group() for piece in named)
        if len(named) == length and (name in language.units or name == "%"):
            return language.units.get(name, name), length
    return "", 0


def hedged(number: Number, pieces: list[NumberToken], at: int, low: str, language: Language) -> Number:
    """Return a number with the mark of the words right before it: `about`, `more than`."""
    for length in (2, 1):
        words = pieces[max(0, at - length) : at]
        name = " ".join(word.group() for word in words)
        if len(words) == length and name in language.hedges and not low[words[-1].end() : number.start].strip():
            return replace(number, hedge=language.hedges[name], start=words[0].start(), digits="")
    return number


def same_quantities(said: Quantities, by: Quantities) -> bool:
    """Whether one sentence's numbers all stand in another's, each kind in order; 9 is enough for about 9."""
    return (
        is_subsequence(said.counts, by.counts, lambda one, other: one in (other, ABOUT + other))
        and is_subsequence(said.years, by.years)
        and is_subsequence(said.clocks, by.clocks)
        and all(any(same_date(date, other) for other in by.dates) for date in said.dates)
    )


def same_date(date: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether a date is the other: `sept` is `september`, and a month without a day is part of a date."""
    (month, day), (their_month, their_day) = date, other
    return day in ("", their_day) and (month.startswith(their_month) or their_month.startswith(month))


def is_subsequence(few: Iterable[str], many: Iterable[str], same: Any = eq) -> bool:
    """Whether all of a few stand among many, in the same order."""
    rest = iter(many)
    return all(any(same(one, other) for other in rest) for one in few)
