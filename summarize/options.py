"""The settings of a summary, checked once; every stage trusts them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from summarize import __version__
from summarize.errors import OptionError
from summarize.rank import RANKERS

WORDS = 150  # the budget when none is given
UNITS = ("words", "sentences", "characters")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Settings of one summary. At most one of the three budgets is given; the default is 150 words."""

    words: int | None = None  # at most so many in the summary
    sentences: int | None = None
    characters: int | None = None  # code points of Summary.text
    ranker: str = "lexrank"  # a name in RANKERS
    diversity: float = 0.4  # of MMR: 0 = relevance only, 1 = novelty only
    language: str | None = None  # ISO 639-1; None = detected per document

    def __post_init__(self) -> None:
        """Check every value and put the default budget in place; OptionError names setting, rule and value."""
        given = [unit for unit in UNITS if getattr(self, unit) is not None]
        if len(given) > 1:
            raise OptionError(f"{' and '.join(given)}: give one budget, not {len(given)}")
        if not given:
            object.__setattr__(self, "words", WORDS)
        for unit in given:
            check_budget(unit, getattr(self, unit))
        check_choice("ranker", self.ranker, RANKERS)
        check_share("diversity", self.diversity)
        if self.language is not None and not re.fullmatch("[a-z]{2,3}", str(self.language)):
            raise OptionError(f"language must be a code such as en or pt, got {shown(self.language)}")

    @property
    def unit(self) -> str:
        """What the budget is counted in: words, sentences or characters."""
        return next(unit for unit in UNITS if getattr(self, unit) is not None)

    @property
    def budget(self) -> int:
        """How many of them the summary may have."""
        return int(getattr(self, self.unit))

    def to_dict(self) -> dict[str, Any]:
        """Return the settings in effect and the version, as they are printed with every result."""
        return {**asdict(self), "version": __version__}


def check_budget(unit: str, value: object) -> None:
    """Refuse a budget that is not a whole number of 1 or more."""
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise OptionError(f"{unit} must be a whole number, got {shown(value)}")
    if value.__index__() < 1:
        raise OptionError(f"{unit} must be 1 or more, got {shown(value)}")


def check_choice(name: str, value: object, choices: Iterable[str]) -> None:
    """Refuse a value that is not among the choices."""
    if value not in list(choices):
        raise OptionError(f"{name} must be one of {', '.join(choices)}, got {shown(value)}")


def check_share(name: str, value: object) -> None:
    """Refuse a value that is not a number from 0 to 1; NaN is none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise OptionError(f"{name} must be a number from 0 to 1, got {shown(value)}")


def shown(value: object) -> str:
    """Return a value for a message, cut when it is long."""
    text = repr(value) if not isinstance(value, int) or abs(value) < 10**20 else "a number of over 20 digits"
    return text if len(text) <= 40 else text[:37] + "..."
