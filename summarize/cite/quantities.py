"""The numbers of a sentence, each in one spelling: `two dozen` and `24`, `$6.2m` and `6.2 million dollars`.

A sentence and its language go in, its `Quantities` come out, which are compared with those of another sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import eq
from typing import Any

from summarize.cite.numerals import MonthDay, Number, find_numbers
from summarize.text.languages import Language

# characters of a count, such as `120` or `~9%`; by judgement, a shorter one is often the same by chance
MIN_DISTINCTIVE_LENGTH = 3  # precision/recall of citations as in `support`: 2: 99.1/57.7, 4: 99.1/57.0
ABOUT = "~"  # the mark of a hedge such as `about`


@dataclass(frozen=True, slots=True)
class Quantities:
    """The numbers of a sentence, each kind in the order of the text."""

    counts: tuple[str, ...] = ()  # with the sign of what they count: 9%; hedged: ~9 is about 9, >9 is more than 9
    years: tuple[str, ...] = ()  # four digits
    clocks: tuple[str, ...] = ()  # 00:00 to 23:59
    dates: tuple[MonthDay, ...] = ()

    def __len__(self) -> int:
        """How many there are."""
        return len(self.counts) + len(self.years) + len(self.clocks) + len(self.dates)

    @property
    def distinctive(self) -> bool:
        """Whether one of them is seldom the same by chance: a long count, a time of day or a date."""
        return any(len(count) >= MIN_DISTINCTIVE_LENGTH for count in self.counts) or bool(self.clocks or self.dates)


def read_quantities(text: str, language: Language) -> tuple[Quantities, str]:
    """Return the numbers of a sentence, and the sentence of the same length with blanks in their place.

    Each kind keeps the order of the text; between the kinds it is lost.
    """
    values: dict[str, list[Any]] = {"counts": [], "years": [], "clocks": [], "dates": []}
    blanked: list[str] = []  # the sentence, piece by piece
    end = 0  # of what is blanked so far
    for match in find_numbers(text, language):
        values[match.kind].append(match.value.spelling if isinstance(match.value, Number) else match.value)
        blanked += [text[end : match.start], " " * (match.end - match.start)]
        end = match.end
    quantities = Quantities(**{kind: tuple(spelled) for kind, spelled in values.items()})
    return quantities, "".join([*blanked, text[end:]])


def backs_quantities(claim: Quantities, evidence: Quantities) -> bool:
    """Whether its evidence has all the numbers of a claim, each kind in the same order; dates in any order.

    Evidence that says `9` is enough for a claim of `about 9`, and not the other way round.
    """
    return (
        is_subsequence(claim.counts, evidence.counts, lambda count, other: count in (other, ABOUT + other))
        and is_subsequence(claim.years, evidence.years)
        and is_subsequence(claim.clocks, evidence.clocks)
        and all(any(backs_date(date, other) for other in evidence.dates) for date in claim.dates)
    )


def backs_date(claim: MonthDay, evidence: MonthDay) -> bool:
    """Whether a date of the evidence is the one claimed: `sept` is `september`, a month alone is any day of it."""
    same_month = claim.month.startswith(evidence.month) or evidence.month.startswith(claim.month)
    return same_month and claim.day in ("", evidence.day)


def is_subsequence(short: Iterable[str], long: Iterable[str], same: Callable[[Any, Any], bool] = eq) -> bool:
    """Whether all of a short sequence stands in a long one, in the same order."""
    candidates = iter(long)  # each item takes what stands before its match off them
    return all(any(same(item, candidate) for candidate in candidates) for item in short)
