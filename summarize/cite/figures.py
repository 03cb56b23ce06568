"""The figures of a sentence: how much, of what. Years, dates, ages and ordinals count nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from summarize.cite.claim import cached_stemmer
from summarize.cite.quantities import find_numbers
from summarize.text.languages import Language
from summarize.text.tokens import fold

UNIT = 2  # open-class words after a number that may say what is counted
HALF_DAY = 720  # minutes; many leave out which half of the day they mean
BROKEN = re.compile(r"[^\w\s'’-]")  # no number reaches past a mark
ORDINAL = re.compile(r"\d(?:st|nd|rd|th)$")
AGED = re.compile(r"\W?years?\W?old")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence and what it counts."""

    text: str  # with the words that hedge it and the next where it says what is counted: "about 40 ballots"
    value: float  # a time of day in minutes of its half day
    unit: frozenset[str]  # stems of the words after it
    kind: str  # a sign such as %, $ or "clock", or "" for what the unit names

    def counts_as(self, other: Figure) -> bool:
        """Whether two figures count the same thing."""
        return self.kind == other.kind and (bool(self.kind) or not self.unit.isdisjoint(other.unit))


def figures(text: str, known: Language) -> tuple[tuple[Figure, ...], frozenset[str]]:
    """Return the figures of a sentence, in order, and the years and months that it names."""
    low = text.lower() if len(text.lower()) == len(text) else text
    found, periods = [], set()
    for kind, what, start, end, pieces, at, after in find_numbers(text, known):
        if kind == "clocks":
            hour, minute = map(int, what.split(":"))
            found.append(Figure(text[start:end], (60 * hour + minute) % HALF_DAY, frozenset(), "clock"))
        elif kind == "counts" and isfinite(what.value) and not idle(low, start, end, pieces[at]["word"], known):
            unit, last = counted(text, end, pieces, after, known)
            if what.value != 1 or last > end:  # "one of them" is no figure
                found.append(Figure(text[start:last], float(what.plain), unit, what.sign))
        elif kind in ("years", "dates"):
            periods.add(what if kind == "years" else what[0])
    return tuple(found), frozenset(periods)


def idle(low: str, start: int, end: int, word: str | None, known: Language) -> bool:
    """Whether a number counts nothing: an ordinal, an age, or as little as hundreds, millions."""
    value = known.numbers.get(word or "")
    vague = any(value == known.numbers[one] and (word or "").startswith(one) for one in known.numbers if one != word)
    return vague or ORDINAL.search(low, start, end) is not None or AGED.match(low, end) is not None


def counted(
    text: str, end: int, pieces: Sequence[re.Match[str]], after: int, known: Language
) -> tuple[frozenset[str], int]:
    """Return the stems of the words that say what is counted, and where the figure ends with the first of them.

    end: where the number ends. after: the first of the sentence's pieces behind it.
    """
    unit: list[str] = []
    last = end
    for at in range(after, len(pieces)):
        piece, word = pieces[at], pieces[at]["word"]
        if len(unit) == UNIT or not word or word in known.numbers or BROKEN.search(text, last, piece.start()):
            break
        if fold(word) not in known.stop:
            unit.append(cached_stemmer(known.code)(fold(word)))
            end = piece.end() if at == after else end
        last = piece.end()
    return frozenset(unit), end
