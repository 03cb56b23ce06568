"""Maximal marginal relevance: pick rows that are relevant and not redundant, under a hard budget.

Takes TF-IDF rows, (n, v), their salience and costs, (n,) each; returns row numbers as picked. Below `mmr` stand, top
down, the search and the coverage that tells how redundant a row is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from summarize.choose.cosines import Cosines

if TYPE_CHECKING:
    from summarize.records import Counts, Flags, Rows, Scores

Leader = Callable[[int], int | None]
Unwanted = Callable[[int, Sequence[int]], bool]

# What a row loses that is unwanted beside the picks, in units of a gain. With 0.2 or 0.5 the summaries of 40 labelled
# clusters tell as many events twice; with 0.1 they tell nearly twice as many.
UNWANTED_LOSS = 0.3
MAX_COMPARED = 50  # rows that are compared with the picks before one is taken, since it takes time; by judgement

# From these values on a row repeats the picks and is never taken: its cosine to the nearest pick, and the share of its
# squared weights on terms that some pick has. Both were 0.5 with the redundancy of `Coverage`, equal or better on the
# five published sets of docs/results.md, and the seeds no longer tell one call three times. The first fell to 0.4 when
# summaries of 15 web news clusters, 7 round-ups and the 8 clusters in benchmarks/ were read aloud.
NEAREST_LIMIT = 0.4
COVERED_LIMIT = 0.5

# Picks that fill less than this share of the budget are reconsidered; what filling the whole budget is worth then, in
# units of the gain of a sentence that fills it alone. A gain counts by the root of the share of the budget that its
# sentence takes, so that two lesser sentences do not drive out one that states the event: on AllSides, where summaries
# have two sentences, ROUGE-2 recall rises by 0.24 points, and on five other sets it changes by less than 0.2.
FILL_TARGET = 0.95
FILL_GAIN = 0.4
MAX_PICKS_REFILLED = 24  # more picks leave little room, and reconsidering takes a search for each; by judgement

FEW = 100  # rows that are sorted at once, since that takes no longer than to find the highest; by judgement
SORT_GROWTH = 8  # how many times more rows are sorted when all before them were refused; by judgement
DECIMALS = 12  # that gains are rounded to, so that all machines agree on ties
ROUNDING = 1e-12  # a value so little below a limit counts as equal to it, for the same reason
WORTH_DECIMALS = 9  # that the worths of whole sets are rounded to; they are sums of gains


def want_all(row: int, picks: Sequence[int]) -> bool:
    """Let no row be unwanted."""
    return False


def lead_itself(row: int) -> int:
    """Let every row be taken, whatever the picks are."""
    return row


def mmr(
    cosines: Cosines,
    scores: Scores,
    costs: Counts,
    *,
    budget: int,
    novelty: float,
    leader: Leader = lead_itself,
    unwanted: Unwanted = want_all,
    start: Sequence[int] = (),
    among: Rows | None = None,
) -> list[int]:
    """Pick rows by MMR; while they underfill the budget, see whether doing without one of them is better.

    cosines: between all rows. scores: (n,) in [0, 1].
    costs: (n,) what each row takes of the budget, 1 or more. budget: the most that all rows may cost together.
    novelty: in [0, 1]; 0 = relevance only, 1 = novelty only. leader: returns the row that must be among the picks
    before a row may be taken: the row itself where it needs no other, None where it may never be taken. It may be slow,
    since only rows whose turn has come are asked about. unwanted: whether a row is unwanted beside the picks, so that
    it loses UNWANTED_LOSS. It may be slow, too. start: rows that are picked already, and stay. among: the rows that may
    be picked; all by default.

    Returns rows as picked, [] when none fits. No row repeats the picks before it, see `Coverage.repeated`; those of
    `start` are not compared. Ties go to the lower row, so that equal input gives equal output.

    Carbonell & Goldstein (1998), SIGIR, pp. 335-336, with novelty = 1 - lambda and the redundancy of `Coverage`. A
    greedy search may leave room that no row fits. Then each pick in turn is left out and the room is refilled; the set
    of the highest `Search.worth` stays, as long as that is an improvement.
    """
    search = Search(cosines, scores, costs, budget, novelty, leader, unwanted)
    if among is not None:
        search.open[:] = False
        search.open[among] = True
    picked = search.greedy(start)
    for _ in range(len(picked)):
        full = int(costs[picked].sum()) >= FILL_TARGET * budget
        if full or len(picked) > MAX_PICKS_REFILLED or not search.crowded_out(picked):
            break
        refilled = (search.greedy(search.without(picked, row), [row]) for row in picked if row not in start)
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
        self,
        cosines: Cosines,
        scores: Scores,
        costs: Counts,
        budget: int,
        novelty: float,
        leader: Leader = lead_itself,
        unwanted: Unwanted = want_all,
    ) -> None:
        import numpy as np

        self.cosines, self.scores, self.costs = cosines, scores, costs
        self.budget, self.novelty, self.leader, self.unwanted = budget, novelty, leader, unwanted
        self.open = np.ones(len(scores), dtype=bool)  # (n,) rows that may be picked, and were not refused so far
        self.leaders = np.arange(len(scores))  # (n,) the leader of each row, as far as asked

    def greedy(self, start: Sequence[int] = (), without: Sequence[int] = ()) -> list[int]:
        """Return `start` and the rows that MMR adds to it until none fits, in that order.

        without: rows that are not added.
        """
        import numpy as np

        picked, coverage = list(start), Coverage(self.cosines, start)
        free = np.ones(len(self.scores), dtype=bool)
        free[[*picked, *without]] = False
        left = self.budget - int(self.costs[picked].sum())
        while (row := self.next_row(free & (self.costs <= left), picked, coverage)) is not None:
            picked.append(row)
            coverage.add(row)
            free[row], left = False, left - int(self.costs[row])
        return picked

    def without(self, picked: Sequence[int], left_out: int) -> list[int]:
        """Return the picks without one of them and without those that may be taken only behind it."""
        gone = {left_out}
        for row in picked:  # a leader is picked before its followers
            if int(self.leaders[row]) in gone:
                gone.add(row)
        return [row for row in picked if row not in gone]

    def next_row(self, candidates: Flags, picked: Sequence[int], coverage: Coverage) -> int | None:
        """Return the row of the highest marginal relevance that may be taken and repeats nothing, or None.

        candidates: (n,) bool. coverage: of the picks. Ties go to the lower row.
        """
        import numpy as np

        gains = marginal_relevance(self.scores, coverage.redundancy(), self.novelty)
        rows = np.flatnonzero(candidates & self.ready(picked) & ~coverage.repeated())
        best, compared = (-math.inf, 0), 0  # gain and, since ties go to the lower row, minus the row
        for row in descending(rows, gains[rows]):
            if best > (gains[row], -row) or compared == MAX_COMPARED:
                break
            if self.may_be_taken(row, picked):
                compared += 1
                best = max(best, (float(gains[row]) - UNWANTED_LOSS * self.unwanted(row, picked), -row))
        return -best[1] if compared else None

    def ready(self, picked: Sequence[int]) -> Flags:
        """Return the rows that may be taken as far as is known, (n,) bool: not refused, and their leaders picked."""
        import numpy as np

        led = self.leaders == np.arange(len(self.leaders))
        taken = np.zeros(len(led), dtype=bool)
        taken[list(picked)] = True
        return np.asarray(self.open & (led | taken[self.leaders]))

    def may_be_taken(self, row: int, picked: Sequence[int]) -> bool:
        """Whether a row may be taken beside these picks; its leader is asked for, and kept."""
        leader = self.leader(row)
        if leader is None:
            self.open[row] = False
            return False
        self.leaders[row] = leader
        return leader == row or leader in picked

    def crowded_out(self, picked: Sequence[int]) -> bool:
        """Whether some allowed row is left out for want of room, and not because it would repeat the picks."""
        import numpy as np

        rows = np.flatnonzero(self.ready(picked) & ~Coverage(self.cosines, picked).repeated())
        return any(self.may_be_taken(row, picked) for row in rows.tolist())

    def worth(self, picked: Sequence[int]) -> float:
        """Return what picks are worth together: gains and filling, each by the share of the budget; see FILL_GAIN."""
        total, said = FILL_GAIN * int(self.costs[list(picked)].sum()) / self.budget, set[int]()
        for turn, row in enumerate(picked):
            terms, values = (cells.tolist() for cells in self.cosines.terms(row))
            covered = sum(value * value for term, value in zip(terms, values, strict=True) if term in said)
            nearest = max((float(self.cosines.to(pick)[row]) for pick in picked[:turn]), default=0.0)
            gain = float(marginal_relevance(self.scores[row], (nearest + covered) / 2, self.novelty))
            gain -= UNWANTED_LOSS * self.unwanted(row, picked[:turn])
            total += gain * math.sqrt(int(self.costs[row]) / self.budget)
            said.update(terms)
        return round(total, WORTH_DECIMALS)


def marginal_relevance(scores: Scores, redundancy: Scores, novelty: float) -> Scores:
    """Return (1 - novelty) * scores - novelty * redundancy, (n,) in [-1, 1]: what each row would add.

    scores, redundancy: (n,) in [0, 1]. Rounded, so that all machines agree on ties.
    """
    return ((1 - novelty) * scores - novelty * redundancy).round(DECIMALS)


def descending(rows: Rows, values: Scores) -> Iterator[int]:
    """Yield rows by their values, the highest first, ties in the order given.

    rows, values: (n,). Of more than FEW only the highest values are sorted, and more of them as more are asked for.
    """
    import numpy as np

    if len(rows) <= FEW:
        yield from rows[np.argsort(-values, kind="stable")].tolist()
        return
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
        if rows:
            self.said_terms[np.concatenate([cosines.terms(row)[0] for row in rows])] = True
            self.nearest = np.maximum.reduce([cosines.to(row) for row in rows])
            self.covered = cosines.squared_weights(np.flatnonzero(self.said_terms))

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
