"""Maximal marginal relevance: pick rows that are relevant and not redundant, under a hard budget.

Takes TF-IDF rows, (n, v), their salience and costs, (n,) each; returns row numbers as picked. Below `mmr` stand, top
down, the search, the coverage that tells how redundant a row is, and the cosines that it is counted from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from summarize.records import Counts, Flags, Rows, Scores, Weights

    Integers = npt.NDArray[np.integer]

Allowed = Callable[[int], bool]

# From these values on a row repeats the picks and is never taken: its cosine to the nearest pick, and the share of its
# squared weights on terms that some pick has. Both were 0.5 with the redundancy of `Coverage`, equal or better on the
# five published sets of docs/results.md, and the seeds no longer tell one call three times. The first fell to 0.4 when
# summaries of 15 web news clusters, 7 round-ups and the 8 clusters in benchmarks/ were read aloud.
NEAREST_LIMIT = 0.4
COVERED_LIMIT = 0.5

# Picks that fill less than this share of the budget are reconsidered; what filling the whole budget is worth then, in
# units of the highest score. Other values of both gained nothing on the sets of docs/results.md. Without this refilling
# ROUGE-2 recall falls by 0.9 points on Vietnamese news and 0.6 on Opinosis reviews, and rises by 0.6 on AllSides.
FILL_TARGET = 0.95
FILL_GAIN = 0.4
MAX_PICKS_REFILLED = 24  # more picks leave little room, and reconsidering takes a search for each; by judgement

MAX_CACHED_ROWS = 100  # rows whose cosines to all n rows are kept, 8 n bytes each; by judgement
SORT_GROWTH = 8  # how many times more rows are sorted when all before them were refused; by judgement
DECIMALS = 12  # that gains are rounded to, so that all machines agree on ties
ROUNDING = 1e-12  # a value so little below a limit counts as equal to it, for the same reason
WORTH_DECIMALS = 9  # that the worths of whole sets are rounded to; they are sums of gains


def allow_all(row: int) -> bool:
    """Allow every row."""
    return True


def mmr(
    weights: Weights, scores: Scores, costs: Counts, *, budget: int, novelty: float, allowed: Allowed = allow_all
) -> list[int]:
    """Pick rows by MMR; while they underfill the budget, see whether doing without one of them is better.

    weights: (n, v) rows of unit L2 norm or zero, so that a dot product is a cosine. scores: (n,) in [0, 1].
    costs: (n,) what each row takes of the budget, 1 or more. budget: the most that all rows may cost together.
    novelty: in [0, 1]; 0 = relevance only, 1 = novelty only. allowed: whether a row may be taken; it may be slow, since
    only rows whose turn has come are asked about.

    Returns rows as picked, [] when none fits. No row repeats the picks before it, see `Coverage.repeated`. Ties go to
    the lower row, so that equal input gives equal output.

    Carbonell & Goldstein (1998), SIGIR, pp. 335-336, with novelty = 1 - lambda and the redundancy of `Coverage`. A
    greedy search may leave room that no row fits. Then each pick in turn is left out and the room is refilled; the set
    of the highest `Search.worth` stays, as long as that is an improvement.
    """
    search = Search(Cosines(weights), scores, costs, budget, novelty, allowed)
    picked = search.greedy()
    for _ in range(len(picked)):
        full = int(costs[picked].sum()) >= FILL_TARGET * budget
        if full or len(picked) > MAX_PICKS_REFILLED or not search.crowded_out(picked):
            break
        refilled = (search.greedy([kept for kept in picked if kept != row], [row]) for row in picked)
        candidates = [picked, *refilled]
        worths = [search.worth(rows) for rows in candidates]
        best = worths.index(max(worths))
        if best == 0:
            break
        picked = candidates[best]
    return picked


class Search:
    """Greedy search for rows under a budget; the arguments are those of `mmr`."""

    def __init__(
        self, cosines: Cosines, scores: Scores, costs: Counts, budget: int, novelty: float, allowed: Allowed
    ) -> None:
        import numpy as np

        self.cosines, self.scores, self.costs = cosines, scores, costs
        self.budget, self.novelty, self.allowed = budget, novelty, allowed
        self.open = np.ones(len(scores), dtype=bool)  # (n,) rows that were not refused so far

    def greedy(self, start: Sequence[int] = (), without: Sequence[int] = ()) -> list[int]:
        """Return `start` and the rows that MMR adds to it until none fits, in that order.

        without: rows that are not added.
        """
        import numpy as np

        picked, coverage = list(start), Coverage(self.cosines, start)
        free = np.ones(len(self.scores), dtype=bool)
        free[[*picked, *without]] = False
        left = self.budget - int(self.costs[picked].sum())
        while (row := self.next_row(free & (self.costs <= left), coverage)) is not None:
            picked.append(row)
            coverage.add(row)
            free[row], left = False, left - int(self.costs[row])
        return picked

    def next_row(self, candidates: Flags, coverage: Coverage) -> int | None:
        """Return the allowed row of the highest marginal relevance that repeats nothing, None when there is none.

        candidates: (n,) bool. Ties go to the lower row.
        """
        import numpy as np

        rows = np.flatnonzero(self.open & candidates & ~coverage.repeated())
        for row in descending(rows, marginal_relevance(self.scores[rows], coverage.redundancy()[rows], self.novelty)):
            if self.allowed(row):
                return row
            self.open[row] = False
        return None

    def crowded_out(self, picked: Sequence[int]) -> bool:
        """Whether some allowed row is left out for want of room, and not because it would repeat the picks."""
        import numpy as np

        for row in np.flatnonzero(self.open & ~Coverage(self.cosines, picked).repeated()).tolist():
            if self.allowed(row):
                return True
            self.open[row] = False
        return False

    def worth(self, picked: Sequence[int]) -> float:
        """Return the gain of each pick when it was added, plus FILL_GAIN times the share of the budget used."""
        coverage, total = Coverage(self.cosines), FILL_GAIN * int(self.costs[list(picked)].sum()) / self.budget
        for row in picked:
            total += float(marginal_relevance(self.scores[[row]], coverage.redundancy()[[row]], self.novelty)[0])
            coverage.add(row)
        return round(total, WORTH_DECIMALS)


def marginal_relevance(scores: Scores, redundancy: Scores, novelty: float) -> Scores:
    """Return (1 - novelty) * scores - novelty * redundancy, (n,) in [-1, 1]: what each row would add.

    scores, redundancy: (n,) in [0, 1]. Rounded, so that all machines agree on ties.
    """
    import numpy as np

    return np.asarray(np.round((1 - novelty) * scores - novelty * redundancy, DECIMALS), dtype=np.float64)


def descending(rows: Rows, values: Scores) -> Iterator[int]:
    """Yield rows by their values, the highest first, ties in the order given.

    rows, values: (n,). Only the highest values are sorted, and more of them as more rows are asked for.
    """
    import numpy as np

    wanted = 1
    while len(rows):
        rank = min(wanted, len(rows))
        threshold = values.max() if wanted == 1 else np.partition(values, -rank)[-rank]
        top = np.flatnonzero(values >= threshold)
        yield from rows[top[np.argsort(-values[top], kind="stable")]].tolist()
        rest = values < threshold
        rows, values, wanted = rows[rest], values[rest], SORT_GROWTH * wanted


class Coverage:
    """How much of every row the picks have said so far.

    cosines: of all rows. rows: the picks to begin with.

    The redundancy of a row is the mean of `nearest`, its cosine to the nearest pick, and `covered`, the share of its
    squared weights on terms that some pick has. The first sees a restatement of one sentence, the second a sentence
    pieced together from several.
    """

    def __init__(self, cosines: Cosines, rows: Sequence[int] = ()) -> None:
        import numpy as np

        self.cosines = cosines
        count, terms = cosines.rows.shape
        self.nearest, self.covered = np.zeros(count), np.zeros(count)  # (n,) in [0, 1] each
        self.said_terms = np.zeros(terms, dtype=bool)  # (v,) terms that some pick has
        for row in rows:
            self.add(row)

    def add(self, row: int) -> None:
        """Count a row as said; the cost follows the rows that share its terms."""
        import numpy as np

        terms, _ = self.cosines.terms(row)
        self.nearest = np.maximum(self.nearest, self.cosines.to(row))
        self.covered += self.cosines.squared_weights(terms[~self.said_terms[terms]])
        self.said_terms[terms] = True

    def redundancy(self) -> Scores:
        """Return how much of each row has been said, (n,) in [0, 1]."""
        return (self.nearest + self.covered) / 2

    def repeated(self) -> Flags:
        """Return whether each row would repeat the picks, (n,) bool: by NEAREST_LIMIT or by COVERED_LIMIT."""
        import numpy as np

        return np.asarray((self.nearest >= NEAREST_LIMIT - ROUNDING) | (self.covered >= COVERED_LIMIT - ROUNDING))


class Cosines:
    """Cosines between rows, read by column, so that only rows that share a term with a row cost something.

    weights: (n, v) rows of unit L2 norm or zero, so that a dot product is a cosine.
    """

    def __init__(self, weights: Weights) -> None:
        self.rows = weights
        self.columns = weights.tocsc()
        self.cache: dict[int, Scores] = {}  # by row; a search asks for the same rows again and again

    def terms(self, row: int) -> tuple[Integers, Scores]:
        """Return the terms of a row and their weights."""
        cells = slice(*self.rows.indptr[row : row + 2].tolist())
        return self.rows.indices[cells], self.rows.data[cells]

    def to(self, row: int) -> Scores:
        """Return the cosine of every row to one row, (n,)."""
        import numpy as np

        if row in self.cache:
            return self.cache[row]
        terms, values = self.terms(row)
        cells, counts = self.cells(terms)
        cosines = self.sums(cells, self.columns.data[cells] * np.repeat(values, counts))
        if len(self.cache) < MAX_CACHED_ROWS:
            self.cache[row] = cosines
        return cosines

    def squared_weights(self, terms: Integers) -> Scores:
        """Return for every row, (n,), the sum of its squared weights on some terms."""
        cells, _ = self.cells(terms)
        values = self.columns.data[cells]
        return self.sums(cells, values * values)

    def cells(self, terms: Integers) -> tuple[Integers, Integers]:
        """Return where the non-zeros of some columns stand, column by column, and how many each column has."""
        import numpy as np

        starts = self.columns.indptr[terms]
        counts = self.columns.indptr[terms + 1] - starts
        return np.arange(int(counts.sum())) + np.repeat(starts - (np.cumsum(counts) - counts), counts), counts

    def sums(self, cells: Integers, values: Scores) -> Scores:
        """Return the sum of the values that stand in each row, (n,); values: one for each of the cells."""
        import numpy as np

        return np.asarray(np.bincount(self.columns.indices[cells], values, self.rows.shape[0]), dtype=np.float64)
