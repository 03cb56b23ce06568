"""Which sentences make the summary: MMR under a hard budget."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from summarize.records import Counts, Flags, Scores, Weights


Allowed = Callable[[int], bool]

NEAREST_LIMIT = 0.4  # cosine to one of the picks from which on a sentence says the same
COVERED_LIMIT = 0.5  # of a sentence's weight held by the picks together from which on it says nothing new
ROUNDING = 1e-12  # so much less is as good, so that machines agree
FULL = 0.95  # share of the budget from which on picks are not reconsidered
MOST_PICKS = 24  # picks; the room that so many leave is small, and reconsidering each costs time
KEPT = 100  # rows whose cosines are kept
STRIDE = 8  # times as many rows are put in order when those before were barred
FILL = 0.4  # what filling the whole budget is worth, in units of the highest score


def anything(row: int) -> bool:
    """Allow every row."""
    return True


def mmr(
    weights: Weights, scores: Scores, costs: Counts, *, budget: int, novelty: float, allowed: Allowed = anything
) -> list[int]:
    """Pick rows by MMR; while they underfill the budget, see whether going without one of them does better.

    weights: (n, v) rows of unit L2 norm or zero, so a dot product is a cosine.
    scores: (n,) in [0, 1]. costs: (n,) what each row takes of the budget, which is never exceeded.
    novelty: 0 = relevance only, 1 = novelty only. allowed: whether a row may be taken; asked only of rows whose turn
    has come, so that it may cost something. Returns rows as picked, [] when none fits. Rows that would repeat the
    picks are never taken. Ties go to the lower row, so equal input, equal summary.

    Carbonell & Goldstein (1998), SIGIR, pp. 335-336, with novelty = 1 - lambda; redundancy as in `Told`. A greedy
    choice may leave room that no sentence fits. Then each pick is left out in turn and its room given to what MMR takes
    next; the best set stays: by the gains of its rows as MMR counts them, plus FILL times the share of the budget used.
    """
    race = Search(Cosines(weights), scores, costs, budget, novelty, allowed)
    picked = race.run()
    for _ in range(len(picked)):
        if int(costs[picked].sum()) >= FULL * budget or len(picked) > MOST_PICKS or not race.crowded_out(picked):
            break
        rivals = [picked, *(race.run([other for other in picked if other != row], [row]) for row in picked)]
        worths = [race.worth(rows) for rows in rivals]
        if max(worths) <= worths[0]:
            break
        picked = rivals[worths.index(max(worths))]
    return picked


class Cosines:
    """Rows against one another, read by column, so that only rows that share a term with a row cost something.

    weights: (n, v) rows of unit L2 norm or zero, so a dot product is a cosine.
    """

    def __init__(self, weights: Weights) -> None:
        self.rows = weights
        self.columns = weights.tocsc()
        self.cosines: dict[int, Scores] = {}  # of some rows to all, since they are asked again and again

    def terms(self, row: int) -> slice:
        """Return where the terms of a row and their weights stand."""
        return slice(*self.rows.indptr[row : row + 2].tolist())

    def cosine(self, row: int) -> Scores:
        """Return the cosine of every row to one, (n,)."""
        if row in self.cosines:
            return self.cosines[row]
        at = self.terms(row)
        found = self.product(self.rows.indices[at], self.rows.data[at])
        if len(self.cosines) < KEPT:
            self.cosines[row] = found
        return found

    def product(self, terms: npt.NDArray[np.integer], values: Scores | None = None) -> Scores:
        """Return for every row, (n,), the sum of its weights of some terms times their values, or of their squares."""
        import numpy as np

        starts, ends = self.columns.indptr[terms], self.columns.indptr[terms + 1]
        counts = ends - starts
        cells = np.arange(int(counts.sum())) + np.repeat(starts - (np.cumsum(counts) - counts), counts)
        data = self.columns.data[cells]
        data = data * (data if values is None else np.repeat(values, counts))
        return np.asarray(np.bincount(self.columns.indices[cells], data, self.rows.shape[0]), dtype=np.float64)


class Coverage:
    """What the picks have said so far, against every row.

    A row is redundant by the mean of its cosine to the nearest pick and the share of its squared weights that the
    picks hold together: the first sees a restatement of one sentence, the second one pieced together from several.
    """

    def __init__(self, likeness: Cosines, rows: Sequence[int] = ()) -> None:
        import numpy as np

        self.likeness = likeness
        count, terms = likeness.rows.shape
        self.nearest, self.covered, self.held = np.zeros(count), np.zeros(count), np.zeros(terms, dtype=bool)
        for row in rows:
            self.add(row)

    def add(self, row: int) -> None:
        """Count a row as said; the cost follows the rows that have its terms."""
        import numpy as np

        terms = self.likeness.rows.indices[self.likeness.terms(row)]
        self.nearest = np.maximum(self.nearest, self.likeness.cosine(row))
        self.covered += self.likeness.product(terms[~self.held[terms]])
        self.held[terms] = True

    def redundancy(self) -> Scores:
        """Return how much of each row has been said, (n,) in [0, 1]."""
        return (self.nearest + self.covered) / 2

    def repeated(self) -> Flags:
        """Return the rows, (n,) bool, that would say something again."""
        import numpy as np

        return np.asarray((self.nearest >= NEAREST_LIMIT - ROUNDING) | (self.covered >= COVERED_LIMIT - ROUNDING))


class Search:
    """Rows that compete for a budget; arguments as in `pick`."""

    def __init__(
        self, likeness: Cosines, scores: Scores, costs: Counts, budget: int, novelty: float, allowed: Allowed
    ) -> None:
        import numpy as np

        self.likeness, self.scores, self.costs = likeness, scores, costs
        self.budget, self.novelty, self.allowed = budget, novelty, allowed
        self.open = np.ones(len(scores), dtype=bool)  # rows that were not found to be barred

    def run(self, picked: Sequence[int] = (), without: Sequence[int] = ()) -> list[int]:
        """Pick greedily by maximal marginal relevance until nothing fits, from some picks on and without some rows."""
        import numpy as np

        found, told = list(picked), Coverage(self.likeness, picked)
        free = np.ones(len(self.scores), dtype=bool)
        free[[*found, *without]] = False
        left = self.budget - int(self.costs[found].sum())
        while (row := self.best(self.open & free & (self.costs <= left) & ~told.repeated(), told)) is not None:
            found.append(row)
            told.add(row)
            free[row], left = False, left - int(self.costs[row])
        return found

    def best(self, rivals: Flags, told: Coverage) -> int | None:
        """Return the row that adds most among those of some rivals that are allowed, None where none is."""
        import numpy as np

        rows = np.flatnonzero(rivals)
        for row in descending(rows, marginal_relevance(self.scores[rows], told.redundancy()[rows], self.novelty)):
            if self.allowed(row):
                return row
            self.open[row] = False
        return None

    def crowded_out(self, picked: Sequence[int]) -> bool:
        """Whether some row was left out for want of room, and not because it would repeat the picks."""
        import numpy as np

        for row in np.flatnonzero(self.open & ~Coverage(self.likeness, picked).repeated()).tolist():
            if self.allowed(row):
                return True
            self.open[row] = False
        return False

    def worth(self, picked: Sequence[int]) -> float:
        """Return the sum of what each pick added when it came, plus FILL times the share of the budget used."""
        told, total = Coverage(self.likeness), FILL * int(self.costs[list(picked)].sum()) / self.budget
        for row in picked:
            total += float(marginal_relevance(self.scores[[row]], told.redundancy()[[row]], self.novelty)[0])
            told.add(row)
        return round(total, 9)


def marginal_relevance(scores: Scores, redundancy: Scores, novelty: float) -> Scores:
    """Return what each row would add, (n,), rounded so that machines agree on ties."""
    import numpy as np

    return np.asarray(np.round((1 - novelty) * scores - novelty * redundancy, 12), dtype=np.float64)


def descending(rows: Counts, values: Scores) -> Iterator[int]:
    """Yield rows by their values, the highest first, ties in the order given; sorts no more than is asked for."""
    import numpy as np

    many = 1
    while len(rows):
        least = values.max() if many == 1 else np.partition(values, -min(many, len(rows)))[-min(many, len(rows))]
        top = np.flatnonzero(values >= least)
        yield from rows[top[np.argsort(-values[top], kind="stable")]].tolist()
        rest = values < least
        rows, values, many = rows[rest], values[rest], STRIDE * many
