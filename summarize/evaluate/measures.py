"""Means over clusters with their intervals, and how likely a difference between two systems is chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from summarize.evaluate.rouge import KINDS

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

RESAMPLES = 1000
LOW, HIGH = 2.5, 97.5  # percentiles of the resampled means that bound an interval of 95 %
DIGITS = 12  # so that machines agree, and the mean of equal values is not beside its interval
RECALL, F1 = ([f"{kind}_{what}" for kind in KINDS] for what in ("recall", "f1"))  # averaged over the references
BEST = [f"{name}_best" for name in (*RECALL, *F1)]  # against the reference of the highest F1
READING = ["fill", "dangling", "redundancy"]  # how a summary reads, whatever the references say


def signature(parts: Mapping[str, Any]) -> str:
    """Return settings in one line, what is not set left out: ranker:lexrank|words:200|seed:0."""
    return "|".join(f"{name}:{value}" for name, value in parts.items() if value is not None)


def bootstrap_draws(count: int, seed: int) -> Floats:
    """Return RESAMPLES draws of so many clusters with replacement, (RESAMPLES, count): the share each cluster has.

    A product with the values of the clusters gives the resampled means; one draw for all systems pairs them.
    """
    import numpy as np

    times = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), size=RESAMPLES)
    return np.asarray(times / count, dtype=np.float64)


def measures_of(values: Floats, first: Floats | None, draws: Floats) -> list[Measure]:
    """Return the measure of each column.

    values: (clusters, measures) of a system; first: those of the system to compare with, in the same order. The
    intervals are the percentile bootstrap's (Efron & Tibshirani 1993, An Introduction to the Bootstrap, section 13.3).
    """
    differences: list[Difference | None] = [None] * values.shape[1]
    if first is not None:
        gaps = values - first
        differences = [
            Difference(*row) for row in zip(*bounds(gaps, draws), bootstrap_p(gaps, draws).tolist(), strict=True)
        ]
    return [Measure(*row) for row in zip(*bounds(values, draws), differences, strict=True)]


def bounds(values: Floats, draws: Floats) -> tuple[list[float], list[float], list[float]]:
    """Return the means of the columns of (clusters, measures) and the ends of their intervals."""
    import numpy as np

    means = np.round(values.mean(axis=0), DIGITS).tolist()
    low, high = np.round(np.percentile(draws @ values, [LOW, HIGH], axis=0), DIGITS).tolist()
    return means, low, high


def bootstrap_p(differences: Floats, draws: Floats) -> Floats:
    """Return for each column of (clusters, measures) how often chance alone makes its mean as far from 0; never 0.

    Counted are the resampled differences, shifted to a mean of 0, that are as large as the one found (Efron &
    Tibshirani 1993, section 16.4).
    """
    import numpy as np

    found = differences.mean(axis=0)
    strayed = np.abs(draws @ differences - found) >= np.abs(found) - 10.0**-DIGITS
    return np.asarray((1 + strayed.sum(axis=0)) / (1 + RESAMPLES), dtype=np.float64)


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
