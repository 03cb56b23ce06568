"""Evaluations and reports as tables that read well on a terminal and are Markdown, too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from summarize.evaluate.measures import BEST, F1, READING, RECALL, Measure, Report, System, signature

ROUGE = ("R-1", "R-2", "R-L")
NOTE = "In percent, with 95 % intervals bootstrapped over clusters; p is of a paired bootstrap against {}."


def evaluation_text(systems: Sequence[System], settings: Mapping[str, Any]) -> str:
    """Return the tables of an evaluation, how much each system failed on, and the settings behind every number.

    systems: one or more; the others are compared with the first. settings: those of the evaluation, among them
    "references" and "clusters". Measures are shown in percent. The text is Markdown and ends by a line break.
    """
    first = systems[0].name
    several = settings["references"] != "one"
    tables = [
        measure_table("recall, average of references" if several else "recall", ROUGE, RECALL, systems, interval),
        measure_table("F1, average of references" if several else "F1", ROUGE, F1, systems, interval),
    ]
    if several:
        tables.append(measure_table("recall, best reference", ROUGE, BEST[:3], systems, interval))
        tables.append(measure_table("F1, best reference", ROUGE, BEST[3:], systems, interval))
    tables.append(measure_table(f"recall, against {first}", ROUGE, RECALL, systems, difference))
    tables.append(measure_table("reading", ("fill", "dangling openers", "redundancy"), READING, systems, interval))
    notes = [NOTE.format(first), *failure_notes(systems, settings["clusters"]), f"settings: {signature(settings)}"]
    return "\n\n".join([*tables, "\n".join(notes)]) + "\n"


def measure_table(
    title: str, heads: Sequence[str], names: Sequence[str], systems: Sequence[System], cell: Callable[[Measure], str]
) -> str:
    """Return a table of some measures, a system a row.

    heads: the heading of each column. names: the measure in each column. cell: how a measure is shown.
    """
    return table(
        [title, *heads], [[system.name, *(cell(system.measures[name]) for name in names)] for system in systems]
    )


def interval(measure: Measure) -> str:
    """Return a mean and its interval in percent: 43.7 [42.0, 45.4].

    >>> interval(Measure(0.437, 0.42, 0.454, None))
    '43.7 [42.0, 45.4]'
    """
    return f"{100 * measure.mean:.1f} [{100 * measure.low:.1f}, {100 * measure.high:.1f}]"


def difference(measure: Measure) -> str:
    """Return the difference to the first system in points, "" for the first itself: -0.4 [-1.1, +0.2] p=0.210."""
    gap = measure.difference
    if gap is None:
        return ""
    return f"{100 * gap.mean:+.1f} [{100 * gap.low:+.1f}, {100 * gap.high:+.1f}] p={gap.p:.3f}"


def failure_notes(systems: Sequence[System], clusters: int) -> list[str]:
    """Return a line for each system that failed on some of the clusters."""
    return [
        f"{system.name}: {len(system.failures)} of {clusters} clusters count as empty summaries, since it failed on "
        "them"
        for system in systems
        if system.failures
    ]


def reports_text(reports: Sequence[Report]) -> str:
    """Return reports on the same articles side by side, a ranker a column, and the settings that they share.

    reports: one or more, as `without_references` makes them. The text is Markdown and ends by a line break.
    """
    rows = [
        ["shared facts said", *(share(report.said, report.facts) for report in reports)],
        ["shared facts said or cited", *(share(report.cited, report.facts) for report in reports)],
        ["articles cited", *(share(report.articles_cited, report.articles) for report in reports)],
        ["independent voices cited", *(share(report.voices_cited, report.voices) for report in reports)],
        ["fill of the budget", *(f"{100 * report.fill:.1f} %" for report in reports)],
        ["dangling openers", *(f"{100 * report.dangling:.1f} %" for report in reports)],
        ["redundancy", *(f"{100 * report.redundancy:.1f} %" for report in reports)],
    ]
    shown = table(["without references", *(str(report.settings["ranker"]) for report in reports)], rows)
    return f"{shown}\n\nsettings: {signature({**reports[0].settings, 'ranker': None})}\n"


def share(count: int, total: int) -> str:
    """Return a count and what share of the total it is: 5 of 12 (42 %).

    >>> share(5, 12), share(0, 0)
    ('5 of 12 (42 %)', '0 of 0')
    """
    return f"{count} of {total}" + (f" ({100 * count / total:.0f} %)" if total else "")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table with its columns aligned; a bar inside a cell is escaped.

    >>> print(table(["system", "R-1"], [["lead", "40.1"]]))
    | system | R-1  |
    | ------ | ---- |
    | lead   | 40.1 |
    """
    lines = [[cell.replace("|", "\\|") for cell in row] for row in (head, *rows)]
    widths = [max(3, *map(len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join(
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))} |" for line in lines
    )
