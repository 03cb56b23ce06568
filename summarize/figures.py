"""The figures of a sentence: how much, of what. Years, dates, ages and ordinals count nothing."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from summarize.language import Language, language, stemmer
from summarize.words import fold

UNIT = 2  # open-class words after a number that may say what is counted
PIECE = re.compile(
    r"(?P<clock>\b\d{1,2}(?:[:.]\d\d)?\s?[ap](?:\.m\b\.?|m\b)|\b\d{1,2}(?::\d\d|h\d{0,2})\b)"
    r"|(?P<sign>(?:US)?[$£€¥])?(?P<digits>\d+(?:[.,]\d+)*)|(?P<percent>%)|(?P<word>[^\W\d_]+)|(?P<stop>[^\w\s'’-])"
)
SIGNS = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen"}  # and the stem of the word for each
SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}  # straight after digits: £6.2m
PERCENT = frozenset({"percent", "cent", "pct"})
VAGUE = frozenset({"once", "twice", "half", "dozens", "hundreds", "thousands", "millions", "billions"})
HEDGE = re.compile(
    r"(?:(?:about|around|some|nearly|almost|roughly|approximately|only|over|(?:at )?(?:least|most)|up to"
    r"|(?:more|less|fewer) than) )+$",
    re.IGNORECASE,
)
AFTER = re.compile(r"(?:st|nd|rd|th)\b|\W?years?\W?old", re.IGNORECASE)
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b(?![.,]\d)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence and what it counts."""

    text: str  # with the words that hedge it and the next where it says what is counted: "about 40 ballots"
    value: float  # a time of day in minutes of its half day
    unit: frozenset[str]  # stems of the words after it
    kind: str  # "%", "clock", a currency, or "" for what the unit names

    def counts_as(self, other: Figure) -> bool:
        """Whether two figures count the same thing."""
        return self.kind == other.kind and (bool(self.kind) or not self.unit.isdisjoint(other.unit))


@cache
def number_stems(code: str) -> frozenset[str]:
    """Return the stems that stand for numbers, days and months in a language."""
    known = language(code)
    stem = stemmer(known)
    return frozenset(map(stem, (*known.numbers, *known.weekdays, *known.months, *SCALES, *PERCENT)))


def periods(text: str, known: Language) -> frozenset[str]:
    """Return the years and months that a sentence names."""
    words = re.findall(r"[^\W\d_]+", text)
    months = {word.lower() for word in words if not word.islower() and word.lower() in known.months}
    return frozenset(months.union(YEAR.findall(text)))


def figures(text: str, known: Language) -> tuple[Figure, ...]:
    """Return the figures of a sentence, in order."""
    pieces, at, found = list(PIECE.finditer(text)), 0, []
    while at < len(pieces):
        if clock := pieces[at]["clock"]:
            found.append(Figure(" ".join(clock.split()), minutes(clock), frozenset(), "clock"))
            at += 1
            continue
        value, after = quantity(pieces, at, known)
        if after > at and not idle(text, pieces, at, after, known):
            found.append(figure(text, pieces, at, after, value, known))
        at = max(after, at + 1)
    return tuple(found)


def quantity(pieces: Sequence[re.Match[str]], at: int, known: Language) -> tuple[float, int]:
    """Return the number that begins at a piece, and the piece after it: the same piece where none begins.

    Digits and number words add up (twenty-three) and multiply (4.5 million, 6.2m).
    """
    value = reading(pieces[at], known)
    if value is None:
        return math.nan, at
    after, digits = at + 1, pieces[at]["digits"] is not None
    while after < len(pieces) and pieces[after]["word"]:
        more = reading(pieces[after], known)
        if more is None and digits:
            more = SCALES.get(pieces[after]["word"].lower())
        if more is None:
            break
        value = value * more if more >= 100 else value + more
        after += 1
    return value, after


def reading(piece: re.Match[str], known: Language) -> float | None:
    """Return what a piece counts, or None."""
    if piece["digits"]:
        return amount(piece["digits"], known)
    word = (piece["word"] or "").lower()
    return None if word in VAGUE else known.numbers.get(word)


def amount(digits: str, known: Language) -> float | None:
    """Return the value of digits with separators: English writes 1,100 and 1.5, others the other way round too."""
    point, comma = (".", ",") if known.code == "en" or re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", digits) else (",", ".")
    plain = re.sub(rf"(?<=\d)[{comma}](?=\d{{3}})", "", digits).replace(point, ".")
    return float(plain) if re.fullmatch(r"\d{1,15}(\.\d{1,15})?", plain) else None


def minutes(clock: str) -> float:
    """Return a time of day in minutes of its half day, since many leave out which: 3:15 a.m., 2.40am, 14:05."""
    hour, minute, *_ = map(int, [*re.findall(r"\d+", clock), "0"])
    return hour % 12 * 60 + minute


def idle(text: str, pieces: Sequence[re.Match[str]], at: int, after: int, known: Language) -> bool:
    """Whether a number counts nothing: a year, a date, an age, an ordinal, `one of them`."""
    before = (pieces[at - 1]["word"] or "").lower() if at else ""
    follows = (pieces[after]["word"] or "").lower() if after < len(pieces) else ""
    plain = pieces[at]["word"] or ""
    return (
        (not pieces[at]["sign"] and after == at + 1 and YEAR.fullmatch(pieces[at].group()) is not None)
        or before in known.months
        or follows in known.months
        or AFTER.match(text, pieces[after - 1].end()) is not None
        or (plain.lower() == "one" and follows in known.stop | {""})
    )


def figure(text: str, pieces: Sequence[re.Match[str]], at: int, after: int, value: float, known: Language) -> Figure:
    """Return the figure whose number is pieces[at:after], with what it counts."""
    kind = SIGNS[pieces[at]["sign"][-1]] if pieces[at]["sign"] else ""
    unit: list[str] = []
    end = pieces[after - 1].end()
    stem = stemmer(known)
    for piece in pieces[after:]:
        word = fold(piece["word"] or "")
        if kind or len(unit) == UNIT or not (word or piece["percent"]) or word in known.numbers:
            break
        if not unit and (piece["percent"] or word in PERCENT):
            kind, end = "%", piece.end()
        elif word not in known.stop:
            unit.append(stem(word))
            kind = unit[-1] if unit[-1] in SIGNS.values() else kind
            end = piece.end() if piece is pieces[after] else end
    hedge = HEDGE.search(text[max(0, pieces[at].start() - 40) : pieces[at].start()])
    start = pieces[at].start() - (len(hedge.group()) if hedge else 0)
    return Figure(text[start:end], value, frozenset(unit), kind)
