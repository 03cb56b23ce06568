"""Which sentences may be chosen, and which are: those that stand alone, others only when they must be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from summarize.choose.mmr import descending, mmr
from summarize.choose.standalone import Standing, standings
from summarize.errors import SummarizeError
from summarize.options import Options
from summarize.records import Corpus, Sentence

if TYPE_CHECKING:
    from summarize.records import Counts, Scores, Weights

COSTS: dict[str, Callable[[Sentence], int]] = {  # what a sentence takes of the budget
    "words": lambda sentence: sentence.words,
    "sentences": lambda _: 1,
    "characters": lambda sentence: len(sentence.text) + 1,  # and a space
}
LEAST, CLEAR, CURT = 0.25, 0.6, 8  # shares of the highest salience, and words
UNENDING = 300  # words; no sentence has more
SHORTFALL_TENTHS = 9  # tenths of the budget; a summary of less says why


class Pool:
    """The sentences that a summary may be made of, as rows of the corpus; how each stands alone is found when asked.

    weights: (n, v), scores: (n,) of all rows. rows: those that may be chosen, ascending. same: (n,) the first row
    that has the very same sentence: two reporters may write it, and only the one that stands alone best may be chosen.
    """

    def __init__(
        self, corpus: Corpus, weights: Weights, scores: Scores, rows: Sequence[int], same: Counts, options: Options
    ) -> None:
        import numpy as np

        self.corpus, self.weights, self.scores, self.rows = corpus, weights, scores, np.array(rows, dtype=np.int64)
        self.standings = standings(corpus)
        self.unit, self.novelty = options.unit, options.diversity
        self.costs = np.array([*map(COSTS[options.unit], corpus.sentences)])
        # the last sentence needs no space after it
        self.budget = min(options.budget, int(self.costs.sum())) + (options.unit == "characters")
        self.twins: dict[int, list[int]] = defaultdict(list)
        times = np.bincount(same[self.rows], minlength=len(same))
        for row in self.rows[times[same[self.rows]] > 1].tolist():
            self.twins[int(same[row])].append(row)
        self.same, self.firsts = same, dict[int, int]()
        self.highest = next((scores[row] for row in descending(self.rows, scores[self.rows]) if self.fit(row)), 0.0)

    def first(self, row: int) -> bool:
        """Whether none that has the very same sentence stands alone better, or as well and comes before."""
        one = int(self.same[row])
        if one in self.twins and one not in self.firsts:
            self.firsts[one] = min(self.twins[one], key=lambda twin: (self.standings[twin], twin))
        return self.firsts.get(one, row) == row

    def fit(self, row: int, worst: Standing = Standing.ALONE) -> bool:
        """Whether a row may be chosen among those that stand alone no worse than that."""
        return self.standings[row] <= worst and self.first(row)

    @cached_property
    def telling(self) -> Counts:
        """The rows that tell more than little: LEAST of the highest salience, CLEAR in under CURT words."""
        import numpy as np

        words = np.array([self.corpus.sentences[row].words for row in self.rows.tolist()])
        share = self.scores[self.rows] / max(self.highest, float(np.finfo(float).tiny))
        return np.asarray(self.rows[share >= np.where(words < CURT, CLEAR, LEAST)])

    def picked(self, rows: Counts, worst: Standing) -> Counts:
        """Return those of some rows that MMR picks among those that stand alone no worse than that."""

        def allowed(at: int) -> bool:
            return self.fit(int(rows[at]), worst)

        weights, scores, costs = self.weights[rows], self.scores[rows], self.costs[rows]
        return rows[mmr(weights, scores, costs, budget=self.budget, novelty=self.novelty, allowed=allowed)]


def choose(pool: Pool) -> list[int]:
    """Pick rows; those that do not stand alone only when none that does fits the budget.

    Rows that tell little are taken only where the budget would be left unfilled without them.
    """
    tiers = (
        (pool.telling, Standing.ALONE, SHORTFALL_TENTHS * pool.budget / 10),
        (pool.rows, Standing.ALONE, 1),
        (pool.rows, Standing.LEANS, 1),
    )
    for rows, worst, least in tiers:
        picked = pool.picked(rows, worst)
        if pool.costs[picked].sum() >= least:
            return [int(row) for row in picked]
    raise SummarizeError(unfilled(pool))


def unfilled(pool: Pool) -> str:
    """Say why no sentence could be chosen, and what to do."""
    whole = [row for row in pool.rows.tolist() if pool.fit(row, Standing.LEANS)]
    if not whole:
        return "nothing to summarise: no whole sentence was found in the documents"
    shortest = int(pool.costs[whole].min()) - (pool.unit == "characters")
    advice = "ask for at least that many"
    if min(pool.corpus.sentences[row].words for row in whole) > UNENDING:
        advice = "the articles seem to have no sentence ends; give texts with punctuation or line breaks"
    return f"the shortest sentence has {shortest} {pool.unit}: {advice}"
