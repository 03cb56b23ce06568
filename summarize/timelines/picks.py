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
from summarize.score.tfidf import dense_row
from summarize.timelines.days import ToldDay
from summarize.timelines.telling import Fitness, Telling

if TYPE_CHECKING:
    from summarize.records import Scores

# Power of the number of words that a value is divided by: a day of a timeline is told in few words. Fewer than
# BRIEF_WORDS are not better. On seven timelines of newsrooms the aligned ROUGE-1 and ROUGE-2 are .158 and .081; with 0
# they are .153 and .074, with 0.6 .156 and .082.
BREVITY = 0.3
BRIEF_WORDS = 20
LEAST_SALIENCE = 0.01  # added to the salience, so that a sentence without any can be chosen; by judgement
DECIMALS = 12  # of values that are compared, so that all machines agree


def pick_days(days: Sequence[ToldDay], pool: Pool, *, dates: int, sentences: int) -> list[tuple[ToldDay, list[int]]]:
    """Return at most `dates` days, in their order in time, each with at most `sentences` rows, the best first.

    days: the weightiest first. A day of which nothing can be told that was not told of another one gives way to the
    next.
    """
    told: list[int] = []
    picked: list[tuple[ToldDay, list[int]]] = []
    telling = Telling(pool)
    for day in days:
        if len(picked) == dates:
            break
        rows = pick_rows(day, pool, told, sentences, telling)
        if rows:
            told += rows
            picked.append((day, rows))
    return sorted(picked, key=lambda pair: pair[0].date)


def pick_rows(day: ToldDay, pool: Pool, told: Sequence[int], count: int, telling: Telling) -> list[int]:
    """Return at most `count` rows of a day, the best first; told: rows that other days have.

    Rows that name the day and tell what happened come first. If all of them are like a row that is told, the best one
    that does not nearly repeat it keeps the day. If there is no such row, the ledes of the articles of that day, of
    `day.own`, are taken by the same rules, and last those that name the day and lean. Behind a row that tells, others
    fill up.
    """
    named = best_first(day.rows, day.date, pool, telling)
    tells = [row for row, fitness in named if fitness is Fitness.TELLS]
    leans = [row for row, fitness in named if fitness is Fitness.LEANS]
    own = [row for row, fitness in best_first(day.own, day.date, pool, telling) if fitness is Fitness.TELLS]
    others = [row for row, fitness in named if fitness is Fitness.COMMENTS]
    for best in ([*tells, *leans, *others] if tells else [], own, leans):
        for limit, most in ((NEAREST_LIMIT, count), (NEAR_REPEAT, 1)):
            picked: list[int] = []
            for row in best:
                if len(picked) < most and nearness(row, [*told, *picked], pool) < limit:
                    picked.append(row)
            if picked:
                return picked
    return []


def best_first(rows: Sequence[int], day: str, pool: Pool, telling: Telling) -> list[tuple[int, Fitness]]:
    """Return the rows of a day that may be chosen, the best first, with their fitness; ties go to the lower one."""
    import numpy as np

    if not rows:
        return []
    allowed = np.isin(rows, pool.rows)
    values = np.round(day_values(rows, pool) * [telling.factor(row, day) for row in rows], DECIMALS)
    best = (rows[index] for index in np.argsort(-values, kind="stable").tolist() if allowed[index])
    return [(row, telling.fitness(row, day)) for row in best if pool.is_eligible(row)]


def day_values(rows: Sequence[int], pool: Pool) -> Scores:
    """Return how well each of the rows of a day tells it, (m,).

    It is the cosine to their centroid, times the square root of the salience, less for a longer sentence.
    """
    import numpy as np

    words = np.array([max(pool.corpus.sentences[row].words, BRIEF_WORDS) for row in rows])
    weights = pool.weights[list(rows)]
    centroid = np.asarray(weights.sum(axis=0), dtype=np.float64).ravel()
    centroid /= max(float(np.linalg.norm(centroid)), float(np.finfo(float).tiny))
    cosines = np.asarray(weights @ centroid, dtype=np.float64)
    salience = np.sqrt(pool.scores[list(rows)] + LEAST_SALIENCE)
    return np.asarray(np.round(cosines * salience / words**BREVITY, DECIMALS), dtype=np.float64)


def nearness(row: int, told: Sequence[int], pool: Pool) -> float:
    """Return the cosine of a row to the nearest of those that are told already; 0 where there are none."""
    import numpy as np

    if not told:
        return 0.0
    cosines = np.asarray(pool.weights[list(told)] @ dense_row(pool.weights, row), dtype=np.float64)
    return round(float(cosines.max()), DECIMALS)
