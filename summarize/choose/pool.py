"""The sentences that a summary may be made of, and the choice among them.

Takes the corpus with the TF-IDF rows and the salience of its sentences; returns the rows of the summary as picked.
Sentences that tell much and stand alone come first; others are taken only where they must be.
"""

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
    from summarize.records import Rows, Scores, Weights

COSTS: dict[str, Callable[[Sentence], int]] = {  # what a sentence takes of a budget in each unit
    "words": lambda sentence: sentence.words,
    "sentences": lambda _: 1,
    "characters": lambda sentence: len(sentence.text) + 1,  # and a space
}

# A sentence below this share of the highest salience pads a summary, as does one of fewer words than SHORT_SENTENCE
# below the second share. Set when 15 web news clusters, 7 round-ups and the 8 clusters in benchmarks/ were read aloud.
MIN_SALIENCE = 0.25
MIN_SALIENCE_SHORT = 0.6
SHORT_SENTENCE = 8  # words

# Share of the budget. Rows that tell little are taken where a summary would fill less, and a summary that fills less
# even so carries a warning. By judgement.
MIN_FILL = 0.9
MAX_PLAUSIBLE_WORDS = 300  # of a sentence; where all have more, the articles lack sentence ends; by judgement


class Pool:
    """The sentences that a summary may be made of, as rows of the corpus.

    weights: (n, v) TF-IDF rows of unit L2 norm or zero. scores: (n,) in [0, 1]. rows: those that may be chosen,
    ascending. identical: (n,) the first row that has the very same sentence. Of equal sentences only the best copy may
    be chosen. How a sentence stands alone is judged when it is asked for.
    """

    def __init__(
        self, corpus: Corpus, weights: Weights, scores: Scores, rows: Sequence[int], identical: Rows, options: Options
    ) -> None:
        import numpy as np

        self.corpus, self.weights, self.scores, self.rows = corpus, weights, scores, np.array(rows, dtype=np.int64)
        self.standings = standings(corpus)
        self.unit, self.novelty = options.unit, options.diversity
        self.costs = np.array([*map(COSTS[options.unit], corpus.sentences)])  # (n,)
        # the last sentence needs no space after it
        self.budget = min(options.budget, int(self.costs.sum())) + (options.unit == "characters")
        self.identical = identical
        self.copies: dict[int, list[int]] = defaultdict(list)  # by first row: the rows of a sentence that comes twice
        copy_counts = np.bincount(identical[self.rows], minlength=len(identical))
        for row in self.rows[copy_counts[identical[self.rows]] > 1].tolist():
            self.copies[int(identical[row])].append(row)
        self.best_copies: dict[int, int] = {}  # by first row

    def is_best_copy(self, row: int) -> bool:
        """Whether this is the copy of its sentence that stands alone best; ties go to the lower row."""
        first = int(self.identical[row])
        if first in self.copies and first not in self.best_copies:
            self.best_copies[first] = min(self.copies[first], key=lambda copy: (self.standings[copy], copy))
        return self.best_copies.get(first, row) == row

    def is_eligible(self, row: int, worst: Standing = Standing.ALONE) -> bool:
        """Whether a row may be chosen among those that stand alone no worse than `worst`."""
        return self.standings[row] <= worst and self.is_best_copy(row)

    @cached_property
    def salient_rows(self) -> Rows:
        """The rows that tell enough, ascending: by MIN_SALIENCE, short ones by MIN_SALIENCE_SHORT."""
        import numpy as np

        by_score = descending(self.rows, self.scores[self.rows])
        highest = next((self.scores[row] for row in by_score if self.is_eligible(row)), 0.0)
        words = np.array([self.corpus.sentences[row].words for row in self.rows.tolist()])
        share = self.scores[self.rows] / max(highest, float(np.finfo(float).tiny))
        least = np.where(words < SHORT_SENTENCE, MIN_SALIENCE_SHORT, MIN_SALIENCE)
        return np.asarray(self.rows[share >= least])

    def pick(self, rows: Rows, worst: Standing) -> Rows:
        """Return the rows that MMR picks among those of `rows` that stand alone no worse than `worst`."""

        def allowed(index: int) -> bool:
            return self.is_eligible(int(rows[index]), worst)

        weights, scores, costs = self.weights[rows], self.scores[rows], self.costs[rows]
        return rows[mmr(weights, scores, costs, budget=self.budget, novelty=self.novelty, allowed=allowed)]


def choose(pool: Pool) -> list[int]:
    """Return the rows of the summary as picked; their costs never exceed the budget.

    First salient rows that stand alone are picked. If they fill less than MIN_FILL of the budget, all rows that stand
    alone are. Rows that lean on others are picked only when no row that stands alone fits.

    Raises SummarizeError, which names a remedy, when nothing fits.
    """
    tiers = (  # rows, the worst standing among them, and what the picks must cost together for this tier to do
        (pool.salient_rows, Standing.ALONE, MIN_FILL * pool.budget),
        (pool.rows, Standing.ALONE, 1),
        (pool.rows, Standing.LEANS, 1),
    )
    for rows, worst, least in tiers:
        picked = pool.pick(rows, worst)
        if pool.costs[picked].sum() >= least:
            return [int(row) for row in picked]
    raise SummarizeError(nothing_fits(pool))


def nothing_fits(pool: Pool) -> str:
    """Say why no sentence could be chosen, and what to do."""
    whole = [row for row in pool.rows.tolist() if pool.is_eligible(row, Standing.LEANS)]
    if not whole:
        return "nothing to summarise: no whole sentence was found in the documents"
    shortest = int(pool.costs[whole].min()) - (pool.unit == "characters")
    advice = "ask for at least that many"
    if min(pool.corpus.sentences[row].words for row in whole) > MAX_PLAUSIBLE_WORDS:
        advice = "the articles seem to have no sentence ends; give texts with punctuation or line breaks"
    return f"the shortest sentence has {shortest} {pool.unit}: {advice}"
