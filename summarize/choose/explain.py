"""Why the chosen sentences were chosen, and what the best of the others lacked. Replays MMR; changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from summarize.choose.mmr import Cosines, Coverage, marginal_relevance
from summarize.choose.pool import Pool
from summarize.choose.standalone import Standing
from summarize.records import Choice, Explanation, RunnerUp
from summarize.text.tokens import sentence_key

if TYPE_CHECKING:
    from summarize.records import Scores, Weights

RUNNERS_UP = 8
STANDING = {
    Standing.LEANS: "it leans on its neighbours, asks, or is very short or long",
    Standing.BROKEN: "it is no whole sentence, or half a quotation",
}


def explain(chosen: Sequence[int], ordered: Sequence[int], pool: Pool) -> Explanation:
    """Return for each sentence of a summary how it was picked, and the best of the sentences that were not.

    chosen: rows in the order of picking. ordered: the same rows as the summary has them. The best are those of the
    highest salience, the very sentences of the summary in other articles aside; ties go to the lower row.
    """
    corpus, told = pool.corpus, Coverage(Cosines(pool.weights))
    choices: dict[int, Choice] = {}
    for turn, row in enumerate(chosen, start=1):
        redundancy = told.redundancy()
        gain = marginal_relevance(pool.scores[[row]], redundancy[[row]], pool.novelty)[0]
        place = corpus.sentences[row].position + 1
        choices[row] = Choice(turn, place, places(redundancy[row]), places(gain))
        told.add(row)
    said = {sentence_key(corpus.sentences[row].text) for row in chosen}
    others = (row for row in ranking(pool.scores) if sentence_key(corpus.sentences[row].text) not in said)
    best = islice(others, RUNNERS_UP)
    return Explanation(
        tuple(choices[row] for row in ordered),
        tuple(runner_up(row, list(ordered), told, pool) for row in best),
    )


def ranking(scores: Scores) -> list[int]:
    """Return the rows by score, the highest first; ties go to the lower row."""
    import numpy as np

    return [int(row) for row in np.argsort(-scores, kind="stable")]


def runner_up(row: int, ordered: Sequence[int], told: Coverage, pool: Pool) -> RunnerUp:
    """Return why a row was not picked, judged against the whole summary."""
    corpus = pool.corpus
    sentence = corpus.sentences[row]
    nearest, redundancy = closest(row, ordered, pool.weights), float(told.redundancy()[row])
    left = pool.budget - sum(int(pool.costs[one]) for one in ordered)
    number: int | None = None
    if told.repeated()[row]:
        number, reason = nearest, f"the summary says it already, most of it in sentence {nearest}"
    elif corpus.foreign[sentence.document]:
        reason = "its article is in another language than most"
    elif row not in pool.rows or not pool.first(row):
        reason = "another article has the very same sentence"
    elif pool.standings[row] > Standing.ALONE:
        reason = STANDING[pool.standings[row]]
    elif pool.costs[row] > left:
        reason = f"it does not fit, with {pool.costs[row]} {pool.unit} for {left} left"
    elif row not in pool.telling:
        reason = "it tells little of what the articles say"
    else:
        number, reason = nearest, "others add more"
    return RunnerUp(
        sentence.text,
        corpus.passed[sentence.document],
        sentence.start,
        sentence.end,
        places(pool.scores[row]),
        sentence.position + 1,
        places(redundancy),
        reason,
        number,
    )


def closest(row: int, ordered: Sequence[int], weights: Weights) -> int:
    """Return the 1-based number of the chosen sentence that a row is most like; ties go to the first."""
    likeness = (weights[list(ordered)] @ weights[[row]].T).toarray().ravel().round(9)
    return int(likeness.argmax()) + 1


def places(value: float) -> float:
    """Return a value as it is shown: to six places, so that machines agree."""
    return round(float(value), 6)
