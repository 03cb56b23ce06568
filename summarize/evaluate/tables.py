"""An evaluation and reports as tables that read well on a terminal and are Markdown, too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from summarize.evaluate.measures import BEST, F1, READING, RECALL, Measure, Report, System, signature

ROUGE = ("R-1", "R-2", "R-L")
NOTE = "In percent, with 95 % intervals bootstrapped over clusters; p is of a paired bootstrap against {}."


def to_text(systems: Sequence[System], settings: Mapping[str, Any]) -> str:
    """Return the tables of an evaluation, how much could not be summarised, and the settings behind every number."""
    first = systems[0].name
    several = settings["references"] != "one"
    tables = [
        block("recall, average of references" if several else "recall", ROUGE, RECALL, systems, interval),
        block("F1, average of references" if several else "F1", ROUGE, F1, systems, interval),
    ]
    if several:
        tables.append(block("recall, best reference", ROUGE, BEST[:3], systems, interval))
        tables.append(block("F1, best reference", ROUGE, BEST[3:], systems, interval))
    tables.append(block(f"recall, against {first}", ROUGE, RECALL, systems, difference))
    tables.append(block("reading", ("fill", "dangling openers", "redundancy"), READING, systems, interval))
    notes = [NOTE.format(first), *failed(systems, settings["clusters"]), f"settings: {signature(settings)}"]
    return "\n\n".join([*tables, "\n".join(notes)]) + "\n"


def block(
    title: str, heads: Sequence[str], names: Sequence[str], systems: Sequence[System], cell: Callable[[Measure], str]
) -> str:
    """Return a table of some measures, a system a row."""
    return table([title, *heads], [[one.name, *(cell(one.measures[name]) for name in names)] for one in systems])


def interval(measure: Measure) -> str:
    """Return a measure in percent: 43.7 [42.0, 45.4]."""
    return f"{100 * measure.mean:.1f} [{100 * measure.low:.1f}, {100 * measure.high:.1f}]"


def difference(measure: Measure) -> str:
    """Return how far a measure is from the first system's, in points: -0.4 [-1.1, +0.2] p=0.210."""
    gap = measure.difference
    if gap is None:
        return ""
    return f"{100 * gap.mean:+.1f} [{100 * gap.low:+.1f}, {100 * gap.high:+.1f}] p={gap.p:.3f}"


def failed(systems: Sequence[System], clusters: int) -> list[str]:
    """Return a line for each system that failed on some of the clusters."""
    return [
        f"{system.name}: {len(system.failures)} of {clusters} clusters count as empty summaries, since it failed on "
        "them"
        for system in systems
        if system.failures
    ]


def beside(reports: Sequence[Report]) -> str:
    """Return reports on the same articles side by side, and the settings that they share."""
    rows = [
        ["shared facts said", *(part(one.said, one.facts) for one in reports)],
        ["shared facts said or cited", *(part(one.cited, one.facts) for one in reports)],
        ["articles cited", *(part(one.articles_cited, one.articles) for one in reports)],
        ["independent voices cited", *(part(one.voices_cited, one.voices) for one in reports)],
        ["fill of the budget", *(f"{100 * one.fill:.1f} %" for one in reports)],
        ["dangling openers", *(f"{100 * one.dangling:.1f} %" for one in reports)],
        ["redundancy", *(f"{100 * one.redundancy:.1f} %" for one in reports)],
    ]
    shown = table(["without references", *(str(one.settings["ranker"]) for one in reports)], rows)
    return f"{shown}\n\nsettings: {signature({**reports[0].settings, 'ranker': None})}\n"


def part(some: int, whole: int) -> str:
    """Return a count and what share of the whole it is: 5 of 12 (42 %)."""
    return f"{some} of {whole}" + (f" ({100 * some / whole:.0f} %)" if whole else "")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table with its columns aligned; a bar inside a cell is escaped."""
    lines = [[cell.replace("|", "\\|") for cell in row] for row in (head, *rows)]
    widths = [max(3, *map(len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join(
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))} |" for line in lines
    )
