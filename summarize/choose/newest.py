"""Which chosen sentences give a figure that a later report has replaced, and what is told in their place.

Takes chosen rows, and for some of them the rows of later reports of another figure; returns rows that fit the budget
as well. So a summary tells the newest state, and older ones stand beside it as figures that differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from summarize.choose.context import open_rows
from summarize.choose.lede import in_reading_order
from summarize.choose.pool import Pool
from summarize.copies.repeats import moment


def with_newest(chosen: Sequence[int], later: Mapping[int, Sequence[int]], pool: Pool) -> list[int]:
    """Return chosen rows, with the latest report in place of a row whose figure is older, or beside it.

    chosen: as picked. later: by chosen row, the rows of later reports that give its figure otherwise. A report takes
    the place of the row when it fits the budget, stands alone as well, leaves no more open, and tells nothing that
    another chosen row tells; else, in the same way, that of the least salient other rows, so that both states are told.
    A row whose latest report is chosen anyway goes. The room that is left may be filled by others.
    """
    newest = [*chosen]
    for row in chosen:
        if row not in newest:
            continue
        reports = sorted(later.get(row, ()), key=lambda report: (*when(report, pool), -report), reverse=True)
        if reports and reports[0] in newest:  # both states are told, where the older one has to stay
            if may_go(row, newest, pool):
                newest.remove(row)
            continue
        for report, out in replacements(row, reports, newest, later, pool):
            if may_replace(report, out, row, newest, pool):
                newest[newest.index(out[0])] = report
                newest = [kept for kept in newest if kept not in out]
                break
    return newest


def may_go(row: int, chosen: Sequence[int], pool: Pool) -> bool:
    """Whether the other chosen rows read as well without a row: it does not open the summary, and none follows it."""
    if row == in_reading_order(chosen, pool)[0]:
        return False
    return not (row + 1 in chosen and pool.follows(row + 1))


def replacements(
    row: int, reports: Sequence[int], chosen: Sequence[int], later: Mapping[int, Sequence[int]], pool: Pool
) -> Iterator[tuple[int, list[int]]]:
    """Yield reports, the latest first, with the chosen rows that each may stand in place of, the best first.

    First all rows whose figure a report has replaced, then the row alone, then as few of the others as need be, then
    the row with those that it leaves open.
    """
    for report in reports:
        outdated = [other for other in chosen if other != row and report in later.get(other, ())]
        yield from ((pool.best_copy(report), out) for out in ([row, *outdated], [row]))
    others = sorted(set(chosen) - later.keys(), key=lambda other: (pool.scores[other], -other))
    for report, count in product(map(pool.best_copy, reports), range(1, len(others) + 1)):
        yield report, others[:count]
    for report in map(pool.best_copy, reports):
        without = in_reading_order([*(other for other in chosen if other != row), report], pool)
        yield report, [row, *(other for other in open_rows(without, pool.corpus, {}) if other in chosen)]


def may_replace(report: int, out: Sequence[int], outdated: int, chosen: Sequence[int], pool: Pool) -> bool:
    """Whether a row may replace some of the chosen ones; the others must read as well as before.

    outdated: the chosen row whose figure the report has replaced, which it may tell again.
    """
    others = [row for row in chosen if row not in out]
    if report in chosen or report not in pool.rows or not pool.is_eligible(report):
        return False
    if pool.is_unwanted(report, [row for row in others if row != outdated]):
        return False
    if pool.costs[others].sum() + pool.costs[report] > pool.budget:
        return False
    if any(pool.follows(row) and row - 1 in out for row in others):
        return False
    if pool.repeats(report, [row for row in others if row != outdated]):
        return False
    return open_count([*others, report], pool) <= open_count(chosen, pool)


def open_count(chosen: Sequence[int], pool: Pool) -> int:
    """Return how many chosen rows need what no row before them tells, in reading order."""
    corpus = pool.corpus
    return len(open_rows(in_reading_order(chosen, pool), corpus, {}))


def when(row: int, pool: Pool) -> tuple[str, str]:
    """Return the day of a row's article and its time of day, "" where they are not known, see `moment`."""
    document = pool.corpus.sentences[row].document
    return moment(pool.corpus, document)
