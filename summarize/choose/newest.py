"""What a choice starts from once later articles are known to overtake some chosen sentences: the newest reports.

Takes chosen rows, and for some of them the rows of later reports; returns rows that fit the budget as well. So the text
of a summary tells the newest state, and older ones stand beside it as figures that differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarize.choose.pool import Pool
from summarize.copies.repeats import moment


def newest_reports(later: Mapping[int, Sequence[int]], pool: Pool) -> dict[int, int]:
    """Return for each overtaken row its newest report that may be chosen; rows without one are left out.

    later: by chosen row, the rows of later reports, none of them overtaken itself. Of reports of one time the most
    salient counts, then the lower row.
    """
    newest = {}
    for row, reports in later.items():
        eligible = [report for report in map(pool.best_copy, reports) if may_be_told(report, pool)]
        if eligible:
            newest[row] = max(eligible, key=lambda report: (*when(report, pool), pool.scores[report], -report))
    return newest


def may_be_told(row: int, pool: Pool) -> bool:
    """Whether a row may be chosen, stands alone and fits the budget."""
    return row in pool.rows and pool.is_eligible(row) and bool(pool.costs[row] <= pool.budget)


def with_newest(chosen: Sequence[int], newest: Mapping[int, int], pool: Pool) -> list[int]:
    """Return chosen rows with the newest report in the place of each that it overtakes, as far as all fit the budget.

    chosen: as picked. newest: from `newest_reports`. Another chosen row goes where it tells again what a report tells,
    where it would not fit any more, and where it follows one that goes.
    """
    reports = list(dict.fromkeys(newest[row] for row in chosen if row in newest))
    rows = dict.fromkeys(newest.get(row, row) for row in chosen)
    taken: list[int] = []
    left = pool.budget - int(pool.costs[reports].sum())
    for row in rows:
        if row in reports:
            taken += [row] if left >= 0 else []
        elif pool.costs[row] <= left and may_stay(row, taken, reports, pool):
            taken.append(row)
            left -= int(pool.costs[row])
    return taken


def may_stay(row: int, taken: Sequence[int], reports: Sequence[int], pool: Pool) -> bool:
    """Whether a chosen row may stay beside some reports: it tells something else, and what it follows has stayed."""
    if pool.follows(row) and row - 1 not in taken:
        return False
    return not pool.retold(row, reports) and not (reports and pool.repeats(row, reports))


def when(row: int, pool: Pool) -> tuple[str, str]:
    """Return the day of a row's article and its time of day, "" where they are not known, see `moment`."""
    document = pool.corpus.sentences[row].document
    return moment(pool.corpus, document)
