"""What speed.py measured, as tables and as a picture."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from summarize.evaluate.tables import table

OURS, AFTERNOON = "summarize", "scikit-learn, an afternoon"
NAMES = (OURS, AFTERNOON, "sumy LexRank", "sumy TextRank", "summa TextRank", "lexrank (package)")
FITTED_SIZES = 3  # the largest ones, which the exponent is fitted to; on smaller ones fixed costs weigh more


@dataclass(frozen=True, slots=True)
class Run:
    """What one call of one system cost."""

    system: str
    articles: int  # 0 stands for seeds/
    characters: int  # of all articles
    cpu: float  # seconds of the call
    wall: float
    whole: float  # CPU seconds of a first summary of seeds/, imports and all
    memory: float  # MB, the peak of the process
    stages: dict[str, float] = field(default_factory=dict)  # CPU seconds of each; of our own runs only


class Start(NamedTuple):
    """What a whole command takes, beside an interpreter that does its imports only."""

    cpu: float  # seconds
    cpu_ratio: float  # times the seconds of the imports
    wall_ratio: float


def growth_table(runs: Sequence[Run]) -> str:
    """Return the table of CPU seconds and peak memory, a size a row, with how steeply the seconds grow."""
    names = [name for name in NAMES if any(run.system == name for run in runs)]
    cells = {(run.system, run.articles): f"{short(run.cpu)} s, {run.memory:.0f} MB" for run in runs}
    rows = [
        [f"{size:,}" if size else "5 (seeds)", *(cells.get((name, size), "") for name in names)]
        for size in sorted({run.articles for run in runs})
    ]
    slopes = [exponent([run for run in runs if run.system == name]) for name in names]
    rows.append(["exponent", *("" if slope is None else f"{slope:.2f}" for slope in slopes)])
    rows.append(["times ours", *(times_ours(runs, name) for name in names)])
    return table(["articles", *names], rows)


def exponent(runs: Sequence[Run]) -> float | None:
    """Return the slope of CPU time against the length of the text, both as logarithms; None for a single size.

    The line is fitted to the FITTED_SIZES largest sizes by least squares. 1 is linear, 2 quadratic.
    """
    largest = [run for run in runs if run.articles][-FITTED_SIZES:]
    if len(largest) < 2:
        return None
    xs, ys = [math.log(run.characters) for run in largest], [math.log(run.cpu) for run in largest]
    x_mean, y_mean = sum(xs) / len(xs), sum(ys) / len(ys)
    covariance = sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True))
    return covariance / sum((x - x_mean) ** 2 for x in xs)


def times_ours(runs: Sequence[Run], name: str) -> str:
    """Return how many times our CPU seconds a system takes at the largest size that it was asked for."""
    seconds = {(run.system, run.articles): run.cpu for run in runs}
    size = max(articles for system, articles in seconds if system == name)
    ours = seconds.get((OURS, size))
    return short(seconds[name, size] / ours) if ours else ""


def short(value: float) -> str:
    """Return a number with two significant digits, or whole where it is larger."""
    return f"{value:.2g}" if value < 99.5 else f"{value:.0f}"


def stage_shares(runs: Sequence[Run]) -> str:
    """Say where the time of our largest run went."""
    ours = [run for run in runs if run.stages]
    if not ours:
        return ""
    total = sum(ours[-1].stages.values())
    shares = ", ".join(f"{name} {100 * seconds / total:.0f} %" for name, seconds in ours[-1].stages.items())
    return f"Of {ours[-1].articles:,} articles: {shares}."


def start_table(starts: Mapping[str, Start]) -> str:
    """Return the table of how long whole commands take."""
    rows = [
        [name, f"{start.cpu:.2f} s", f"{start.cpu_ratio:.2f}", f"{start.wall_ratio:.2f}"]
        for name, start in starts.items()
    ]
    return table(["command", "CPU", "times its imports", "in wall time"], rows)


def first_summaries(runs: Sequence[Run], import_seconds: float) -> str:
    """Say what a first summary of seeds/ takes, beside the import of scikit-learn."""
    first = [run for run in runs if not run.articles and run.system.startswith("su")]
    shown = ", ".join(f"{run.system} {run.whole:.1f} s" for run in first)
    sklearn = f"Importing scikit-learn takes {import_seconds:.1f} s of CPU"
    return f"{sklearn}; a first summary of seeds/, imports and all: {shown}."


def picture(runs: Sequence[Run], path: Path) -> None:
    """Draw CPU seconds against articles."""
    from summarize.evaluate.plot import canvas

    figure = canvas()(figsize=(8, 5), layout="constrained")
    axes = figure.subplots()
    for name in NAMES:
        own = [run for run in runs if run.system == name and run.articles]
        if own:
            axes.loglog([run.articles for run in own], [run.cpu for run in own], marker="o", label=name)
    axes.set_xlabel("articles of about 22 sentences")
    axes.set_ylabel("CPU seconds of the call")
    axes.grid(True, alpha=0.3)
    axes.legend()
    figure.savefig(path)
