"""Which sentences tell each day best, none of them twice.

Days with their rows go in, the weightiest first; out come the rows that are chosen for each. A sentence is chosen by
what is said of that day, and by its salience in all articles; it must stand alone, as in a summary.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarize.choose.mmr import NEAREST_LIMIT
from summarize.choose.pool import Pool
from summarize.copies.repeats import NEAR_REPEAT
from summarize.timelines.days import ToldDay

if TYPE_CHECKING:
    from summarize.records import Scores

LEAST_SALIENCE = 0.01  # added to the salience, so that a sentence without any can be chosen; by judgement
DECIMALS = 12  # of values that are compared, so that all machines agree


def pick_days(days: Sequence[ToldDay], pool: Pool, *, dates: int, sentences: int) -> list[tuple[ToldDay, list[int]]]:
    """Return at most `dates` days, in their order in time, each with at most `sentences` rows, the best first.

    days: the weightiest first. A day of which nothing can be told that was not told of another one gives way to the
    next.
    """
    told: list[int] = []
    picked: list[tuple[ToldDay, list[int]]] = []
    for day in days:
        if len(picked) == dates:
            break
        rows = pick_rows(day, pool, told, sentences)
        if rows:
            told += rows
            picked.append((day, rows))
    return sorted(picked, key=lambda pair: pair[0].date)


def pick_rows(day: ToldDay, pool: Pool, told: Sequence[int], count: int) -> list[int]:
    """Return at most `count` rows of a day, the best first; told: rows that other days have.

    Where every row is like one that is told, the best of those that are not nearly the same keeps the day.
    """
    import numpy as np

    allowed = np.isin(day.rows, pool.rows)
    values = day_values(day.rows, pool)
    best = [day.rows[index] for index in np.argsort(-values, kind="stable").tolist() if allowed[index]]
    picked: list[int] = []
    for limit in (NEAREST_LIMIT, NEAR_REPEAT):
        for row in best:
            if len(picked) == count or (picked and limit == NEAR_REPEAT):
                break
            if pool.is_eligible(row) and nearness(row, [*told, *picked], pool) < limit:
                picked.append(row)
    return picked


def day_values(rows: Sequence[int], pool: Pool) -> Scores:
    """Return how well each of the rows of a day tells it, (m,).

    It is the cosine to their centroid, times the square root of the salience.
    """
    import numpy as np

    weights = pool.weights[list(rows)]
    centroid = np.asarray(weights.sum(axis=0), dtype=np.float64).ravel()
    centroid /= max(float(np.linalg.norm(centroid)), float(np.finfo(float).tiny))
    cosines = np.asarray(weights @ centroid, dtype=np.float64)
    return np.asarray(np.round(cosines * np.sqrt(pool.scores[list(rows)] + LEAST_SALIENCE), DECIMALS), dtype=np.float64)


def nearness(row: int, told: Sequence[int], pool: Pool) -> float:
    """Return the cosine of a row to the nearest of those that are told already; 0 where there are none."""
    import numpy as np

    if not told:
        return 0.0
    cosines = np.asarray(pool.weights[list(told)] @ pool.weights[[row]].toarray().ravel(), dtype=np.float64)
    return round(float(cosines.max()), DECIMALS)
