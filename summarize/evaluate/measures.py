"""What an evaluation reports: records, and the statistics behind them.

Values of single clusters go in, means with their intervals come out, and how likely chance alone makes the difference
between two systems.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from summarize.evaluate.rouge import KINDS

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

RESAMPLES = 1000  # draws of the bootstrap, by judgement; the smallest p is 1 / 1001
INTERVAL = (2.5, 97.5)  # percentiles of the resampled means that bound an interval of 95 %
DECIMALS = 12  # of a mean and its interval, so that machines agree and equal values have an interval of no width

# Names of measures.
RECALL, F1 = ([f"{kind}_{share}" for kind in KINDS] for share in ("recall", "f1"))  # averaged over the references
BEST = [f"{name}_best" for name in (*RECALL, *F1)]  # against the reference with the highest F1
READING = ["fill", "dangling", "redundancy"]  # how a summary reads; no reference is needed


@dataclass(frozen=True, slots=True)
class Difference:
    """How far a mean is from that of the first system, over the same clusters."""

    mean: float
    low: float  # of the bootstrapped 95 % interval
    high: float
    p: float  # two-sided, of a paired bootstrap: how often chance alone makes a difference this large


@dataclass(frozen=True, slots=True)
class Measure:
    """A mean over clusters with its bootstrapped 95 % interval."""

    mean: float  # in [0, 1]
    low: float
    high: float
    difference: Difference | None  # to the first system; None for the first system itself


@dataclass(frozen=True, slots=True)
class System:
    """What one system reached, and with which settings."""

    name: str
    measures: dict[str, Measure]
    signature: str
    failures: tuple[str, ...]  # a line for each cluster that it could not summarise


@dataclass(frozen=True, slots=True)
class Report:
    """How a summary stands to its own articles. Counts are of this one summary; shares are in [0, 1]."""

    facts: int  # that at least two independent voices report
    said: int  # of these facts, by a sentence of the summary
    cited: int  # of these facts, by a sentence of the summary or a passage that it cites
    articles: int
    articles_cited: int
    voices: int  # independent ones: copies of one text are one, and so are the pages of one outlet
    voices_cited: int
    fill: float  # share of the budget that is used
    dangling: float  # share of the sentences that need one that the summary lacks
    redundancy: float  # largest share of a sentence's bigrams that another sentence of the summary has, too
    settings: dict[str, Any]
    warnings: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data."""
        return asdict(self)


def signature(settings: Mapping[str, Any]) -> str:
    """Return settings in one line, as it is printed with every result; those that are None are left out.

    >>> signature({"ranker": "lexrank", "words": 200, "query": None, "seed": 0})
    'ranker:lexrank|words:200|seed:0'
    """
    return "|".join(f"{name}:{value}" for name, value in settings.items() if value is not None)


def bootstrap_draws(count: int, seed: int) -> Floats:
    """Return resamples of `count` clusters with replacement, (RESAMPLES, count): the share that each cluster has.

    The product with the values of the clusters, (count, measures), is the resampled means. Systems that share the
    draws are compared in pairs. A row sums to 1.

    >>> draws = bootstrap_draws(4, seed=0)
    >>> draws.shape, float(draws[0].sum())
    ((1000, 4), 1.0)
    """
    import numpy as np

    times = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), size=RESAMPLES)
    return np.asarray(times / count, dtype=np.float64)


def measures_of(values: Floats, first: Floats | None, draws: Floats) -> list[Measure]:
    """Return the measure of each column.

    values: (clusters, measures) of a system. first: the same of the system to compare with, None for that system
    itself. draws: what `bootstrap_draws` returned. The intervals are percentile intervals (Efron & Tibshirani 1993, An
    Introduction to the Bootstrap, section 13.3).
    """
    differences: list[Difference | None] = [None] * values.shape[1]
    if first is not None:
        gaps = values - first
        columns = zip(*means_with_intervals(gaps, draws), bootstrap_p(gaps, draws).tolist(), strict=True)
        differences = [Difference(*column) for column in columns]
    columns_of_values = zip(*means_with_intervals(values, draws), differences, strict=True)
    return [Measure(*column) for column in columns_of_values]


def means_with_intervals(values: Floats, draws: Floats) -> tuple[list[float], list[float], list[float]]:
    """Return the means of the columns of (clusters, measures), and the low and high ends of their intervals."""
    import numpy as np

    means = np.round(values.mean(axis=0), DECIMALS).tolist()
    low, high = np.round(np.percentile(draws @ values, INTERVAL, axis=0), DECIMALS).tolist()
    return means, low, high


def bootstrap_p(differences: Floats, draws: Floats) -> Floats:
    """Return for each column of (clusters, measures) how often chance alone makes its mean as far from 0; never 0.

    The resampled means are shifted to a mean of 0, and those at least as far from 0 as the measured mean are counted
    (Efron & Tibshirani 1993, section 16.4).
    """
    import numpy as np

    means = differences.mean(axis=0)
    as_far = np.abs(draws @ differences - means) >= np.abs(means) - 10.0**-DECIMALS
    return np.asarray((1 + as_far.sum(axis=0)) / (1 + RESAMPLES), dtype=np.float64)
