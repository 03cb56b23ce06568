"""What an evaluation gives, as plain records."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Difference:
    """How far a mean is from that of the first system, over the same clusters."""

    mean: float
    low: float  # of the bootstrapped 95 % interval
    high: float
    p: float  # two-sided, of a paired bootstrap: how often chance alone makes a difference so large


@dataclass(frozen=True, slots=True)
class Measure:
    """A mean over clusters with its bootstrapped 95 % interval."""

    mean: float  # in [0, 1]
    low: float
    high: float
    difference: Difference | None  # None for the first system, which the others are compared with


@dataclass(frozen=True, slots=True)
class System:
    """What one way of summarising reached, and the settings that it did so with."""

    name: str
    measures: dict[str, Measure]
    signature: str
    failures: tuple[str, ...]  # a line for each cluster that it could not summarise


@dataclass(frozen=True, slots=True)
class Report:
    """How a summary stands to its articles. Counts are of this one summary; shares are in [0, 1]."""

    facts: int  # that at least two independent voices report
    said: int  # of them, by a sentence of the summary
    cited: int  # of them, by a sentence of the summary or a passage that it cites
    articles: int
    articles_cited: int
    voices: int  # independent ones: copies of one story are one, and so are the pages of one outlet
    voices_cited: int
    fill: float  # of the budget
    dangling: float  # share of the sentences that lean on one that is not there
    redundancy: float  # most bigrams that a sentence has in common with another of the summary
    settings: dict[str, Any]
    warnings: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data."""
        return asdict(self)
