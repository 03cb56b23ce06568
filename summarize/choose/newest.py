"""Which chosen sentences give a figure that a later report has replaced, and what is told in their place.

Takes chosen rows, and for some of them the rows of later reports of another figure; returns rows that fit the budget
as well. So a summary tells the newest state, and older ones stand beside it as figures that differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarize.choose.context import open_rows
from summarize.choose.order import order
from summarize.choose.pool import Pool


def with_newest(chosen: Sequence[int], later: Mapping[int, Sequence[int]], pool: Pool) -> list[int]:
    """Return chosen rows, those with an older figure replaced by the latest report that may stand in their place.

    chosen: as picked. later: by chosen row, the rows of later reports that give its figure otherwise. A report takes
    the place of a row when it fits the budget, stands alone as well, and tells nothing that another chosen row tells.
    """
    newest = [*chosen]
    for place, row in enumerate(chosen):
        by_date = sorted(later.get(row, ()), key=lambda report: (date_of(report, pool), -report), reverse=True)
        reports = (pool.best_copy(report) for report in by_date)
        newest[place] = next((report for report in reports if may_replace(report, place, newest, pool)), row)
    return newest


def may_replace(report: int, place: int, chosen: Sequence[int], pool: Pool) -> bool:
    """Whether a row may stand at a place of the chosen ones; the rest of them must read as well beside it."""
    replaced, others = chosen[place], [row for row in chosen if row != chosen[place]]
    if report in others or report not in pool.rows or not pool.is_eligible(report) or pool.is_unwanted(report, others):
        return False
    if pool.costs[others].sum() + pool.costs[report] > pool.budget:
        return False
    if any(pool.follows(row) and row - 1 == replaced for row in others):
        return False
    return open_count([*others, report], pool) <= open_count(chosen, pool)


def open_count(chosen: Sequence[int], pool: Pool) -> int:
    """Return how many chosen rows need what no row before them tells, in reading order."""
    corpus = pool.corpus
    return len(open_rows(order(chosen, corpus.sentences, corpus.days, pool.scores.tolist()), corpus, {}))


def date_of(row: int, pool: Pool) -> str:
    """Return the date of a row's article, "" where it is not known."""
    return pool.corpus.documents[pool.corpus.sentences[row].document].date or ""
