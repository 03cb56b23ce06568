"""Figures with their intervals: what an evaluation found, and how it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from summarize.rouge import KINDS

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

RESAMPLES = 1000
LOW, HIGH = 2.5, 97.5  # percentiles of the resampled means that bound an interval of 95 %
DIGITS = 12  # so that machines agree, and the mean of equal values is not beside its interval
SHOWN = {
    f"{kind}_{what}": f"R-{kind[1].upper()} {title}"
    for what, title in (("recall", "recall"), ("f1", "F1"))
    for kind in KINDS
}
PLAIN = ("fill", "dangling", "redundancy")


@dataclass(frozen=True, slots=True)
class Measure:
    """A mean over clusters, its bootstrapped 95 % interval, and how likely chance alone makes such a difference."""

    mean: float  # in [0, 1]
    low: float
    high: float
    p: float | None  # of a paired bootstrap against the first system, two-sided; None for the first itself


@dataclass(frozen=True, slots=True)
class System:
    """What one way of summarising reached, and the settings that it did so with."""

    name: str
    measures: dict[str, Measure]
    signature: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Rankers side by side, compared with the first of them; then floor and ceiling."""

    systems: tuple[System, ...]
    warnings: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data."""
        return asdict(self)

    def to_table(self) -> str:
        """Return a Markdown table in percent, a system a row: mean [interval] p, and the settings behind it."""
        return table(
            ["system", *SHOWN.values(), *PLAIN, "settings"],
            [
                [
                    system.name,
                    *(cell(system.measures[name]) for name in SHOWN),
                    *(f"{100 * system.measures[name].mean:.1f}" for name in PLAIN),
                    f"`{system.signature}`",
                ]
                for system in self.systems
            ],
        )


def cell(measure: Measure) -> str:
    """Return a measure in percent: 43.7 [42.0, 45.4] p=0.012."""
    p = "" if measure.p is None else f" p={measure.p:.3f}"
    return f"{100 * measure.mean:.1f} [{100 * measure.low:.1f}, {100 * measure.high:.1f}]{p}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; a bar inside a cell is escaped, and stays one in code, too."""
    lines = [[cell.replace("|", "\\|") for cell in row] for row in (head, *rows)]
    lines.insert(1, ["---"] * len(head))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def signature(parts: dict[str, Any]) -> str:
    """Return settings in one line, what is not set left out: ranker:lexrank|words:200|seed:0."""
    return "|".join(f"{name}:{value}" for name, value in parts.items() if value is not None)


def draw(count: int, seed: int) -> Floats:
    """Return RESAMPLES draws of so many clusters with replacement, (RESAMPLES, count): the share each cluster has.

    A product with the values of the clusters gives the resampled means; one draw for all systems pairs them.
    """
    import numpy as np

    times = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), size=RESAMPLES)
    return np.asarray(times / count, dtype=np.float64)


def measured(values: Floats, first: Floats | None, draws: Floats) -> list[Measure]:
    """Return the measure of each column.

    values: (clusters, measures) of a system; first: those of the system to compare with, in the same order. The
    interval is the percentile bootstrap's. p counts the resampled differences, shifted to a mean of 0, that are as
    large as the one found (Efron & Tibshirani 1993, An Introduction to the Bootstrap, sections 13.3 and 16.4).
    """
    import numpy as np

    means = np.round(values.mean(axis=0), DIGITS).tolist()
    low, high = np.round(np.percentile(draws @ values, [LOW, HIGH], axis=0), DIGITS).tolist()
    chances: list[float | None] = [None] * len(means) if first is None else chance(values - first, draws).tolist()
    return [Measure(*row) for row in zip(means, low, high, chances, strict=True)]


def chance(differences: Floats, draws: Floats) -> Floats:
    """Return for each column of (clusters, measures) how often chance alone makes its mean as far from 0; never 0."""
    import numpy as np

    found = differences.mean(axis=0)
    strayed = np.abs(draws @ differences - found) >= np.abs(found) - 10.0**-DIGITS
    return np.asarray((1 + strayed.sum(axis=0)) / (1 + RESAMPLES), dtype=np.float64)
