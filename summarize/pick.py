"""Which sentences make the summary: MMR under a hard budget."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from summarize.rank import Counts, Scores, Weights

    Flags = npt.NDArray[np.bool_]

RESTATED = 0.4  # cosine to one of the picks from which on a sentence says the same
REPEATED = 0.5  # of a sentence's weight held by the picks together from which on it says nothing new
FULL = 0.95  # share of the budget from which on picks are not reconsidered
MOST = 24  # picks; the room that so many leave is small, and reconsidering each costs time
KEPT = 100  # rows whose cosines are kept
FILL = 0.4  # what filling the whole budget is worth, in units of the highest score


def pick(weights: Weights, scores: Scores, costs: Counts, *, budget: int, novelty: float) -> list[int]:
    """Pick rows by MMR; while they underfill the budget, see whether going without one of them does better.

    Arguments and promises as in `mmr`. A greedy choice may leave room that no sentence fits. Then each pick is left
    out in turn and its room given to what MMR takes next; the best set stays: by the gains of its rows as MMR counts
    them, plus FILL times the share of the budget used.
    """
    likeness = Likeness(weights)
    picked = mmr(likeness, scores, costs, budget=budget, novelty=novelty)
    for _ in range(len(picked)):
        full = int(costs[picked].sum()) >= FULL * budget
        if full or len(picked) > MOST or not crowded_out(picked, likeness):
            break
        rivals = [picked, *(without(row, picked, likeness, scores, costs, budget, novelty) for row in picked)]
        worths = [worth(rows, likeness, scores, costs, budget, novelty) for rows in rivals]
        if max(worths) <= worths[0]:
            break
        picked = rivals[worths.index(max(worths))]
    return picked


class Likeness:
    """Rows against one another: what is known of a row against all others is kept, since it is asked again and again.

    weights: (n, v) rows of unit L2 norm or zero, so a dot product is a cosine.
    """

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.masses = weights.power(2)
        self.cosines: dict[int, Scores] = {}

    def terms(self, row: int) -> slice:
        """Return where the terms of a row and their weights stand."""
        return slice(*self.weights.indptr[row : row + 2].tolist())

    def cosine(self, row: int) -> Scores:
        """Return the cosine of every row to one, (n,)."""
        import numpy as np

        if row in self.cosines:
            return self.cosines[row]
        one = np.zeros(self.weights.shape[1])
        one[self.weights.indices[self.terms(row)]] = self.weights.data[self.terms(row)]
        found = np.asarray(self.weights @ one, dtype=np.float64)
        if len(self.cosines) < KEPT:
            self.cosines[row] = found
        return found


def crowded_out(picked: Sequence[int], weights: Weights | Likeness) -> bool:
    """Whether some row was left out for want of room, and not because it would repeat the picks."""
    return int((~Told(weights, picked).repeated()).sum()) > 0


def without(
    row: int,
    picked: Sequence[int],
    weights: Weights | Likeness,
    scores: Scores,
    costs: Counts,
    budget: int,
    novelty: float,
) -> list[int]:
    """Return the picks without one of them, filled up again by MMR with others."""
    import numpy as np

    rest = [other for other in picked if other != row]
    priced = np.where(np.arange(len(costs)) == row, budget + 1, costs)
    return mmr(weights, scores, priced, budget=budget, novelty=novelty, picked=rest)


def worth(
    picked: Sequence[int], weights: Weights | Likeness, scores: Scores, costs: Counts, budget: int, novelty: float
) -> float:
    """Return the sum of what each pick added when it came, plus FILL times the share of the budget used."""
    told, total = Told(weights, []), FILL * int(costs[list(picked)].sum()) / budget
    for row in picked:
        total += float(gains(scores, told.redundancy(), novelty)[row])
        told.add(row)
    return round(total, 9)


def mmr(
    weights: Weights | Likeness,
    scores: Scores,
    costs: Counts,
    *,
    budget: int,
    novelty: float,
    picked: Sequence[int] = (),
) -> list[int]:
    """Pick rows greedily by maximal marginal relevance until none fits.

    weights: (n, v) rows of unit L2 norm or zero, so a dot product is a cosine, or their likeness.
    scores: (n,) in [0, 1]. costs: (n,) what each row takes of the budget, which is never exceeded.
    novelty: 0 = relevance only, 1 = novelty only. picked: rows to go on from. Returns rows as picked, [] when none
    fits. Rows that would repeat the picks are never taken. Ties go to the lower row, so equal input, equal summary.

    Carbonell & Goldstein (1998), SIGIR, pp. 335-336, with novelty = 1 - lambda; redundancy as in `Told`.
    """
    import numpy as np

    found, told = list(picked), Told(weights, picked)
    free = np.ones(len(scores), dtype=bool)
    free[found], left = False, budget - int(costs[found].sum())
    while (fits := free & (costs <= left) & ~told.repeated()).any():
        gain = gains(scores, told.redundancy(), novelty)
        found.append(row := int(np.argmax(np.where(fits, gain, -np.inf))))
        told.add(row)
        free[row], left = False, left - int(costs[row])
    return found


class Told:
    """What the picks have said so far, against every row.

    A row is redundant by the mean of its cosine to the nearest pick and the share of its squared weights that the
    picks hold together: the first sees a restatement of one sentence, the second one pieced together from several.
    """

    def __init__(self, weights: Weights | Likeness, rows: Sequence[int]) -> None:
        import numpy as np

        self.likeness = weights if isinstance(weights, Likeness) else Likeness(weights)
        count, terms = self.likeness.weights.shape
        self.nearest, self.covered, self.held = np.zeros(count), np.zeros(count), np.zeros(terms)
        for row in rows:
            self.add(row)

    def add(self, row: int) -> None:
        """Count a row as said; the cost follows the non-zeros of the rows."""
        import numpy as np

        self.nearest = np.maximum(self.nearest, self.likeness.cosine(row))
        self.held[self.likeness.weights.indices[self.likeness.terms(row)]] = 1.0
        self.covered = np.asarray(self.likeness.masses @ self.held, dtype=np.float64)

    def redundancy(self) -> Scores:
        """Return how much of each row has been said, (n,) in [0, 1]."""
        return (self.nearest + self.covered) / 2

    def repeated(self) -> Flags:
        """Return the rows, (n,) bool, that would say something again."""
        import numpy as np

        return np.asarray((self.nearest >= RESTATED) | (self.covered >= REPEATED))


def gains(scores: Scores, redundancy: Scores, novelty: float) -> Scores:
    """Return what each row would add, (n,), rounded so that machines agree on ties."""
    import numpy as np

    return np.asarray(np.round((1 - novelty) * scores - novelty * redundancy, 12), dtype=np.float64)
