"""Why the chosen sentences were chosen, and what the best of the others lacked.

Takes the chosen rows and the pool; returns an `Explanation`. MMR is replayed over the final picks; nothing is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from summarize.choose.mmr import UNWANTED_LOSS, Coverage, descending, marginal_relevance
from summarize.choose.pool import Pool
from summarize.choose.standalone import MAX_WORDS, MIN_WORDS, Standing, reading_length
from summarize.records import Choice, Explanation, RunnerUp, Sentence
from summarize.text.languages import Language
from summarize.text.tokens import is_question, sentence_key

if TYPE_CHECKING:
    from summarize.records import Weights

MAX_RUNNERS_UP = 8  # sentences not chosen that are explained; by judgement
DECIMALS = 6  # of the values shown, so that all machines agree
COSINE_DECIMALS = 9  # of cosines that are compared, for the same reason
BROKEN = "it is a sentence fragment, or half a quotation"


def explain(chosen: Sequence[int], ordered: Sequence[int], pool: Pool) -> Explanation:
    """Return how each sentence of a summary was picked, and what the best of the others lacked.

    chosen: rows as picked. ordered: the same rows as the summary has them; choices come in this order. The best others
    are those of the highest salience, ties to the lower row; copies of chosen sentences are left out. If nothing
    was chosen, the list is empty.
    """
    import numpy as np

    sentences, coverage = pool.corpus.sentences, Coverage(pool.cosines)
    choices: dict[int, Choice] = {}  # by row
    for turn, row in enumerate(chosen, start=1):
        redundancy = coverage.redundancy()[[row]]
        gain = marginal_relevance(pool.scores[[row]], redundancy, pool.novelty)[0]
        gain -= UNWANTED_LOSS * pool.is_unwanted(row, chosen[: turn - 1])
        choices[row] = Choice(turn, sentences[row].position + 1, rounded(redundancy[0]), rounded(gain))
        coverage.add(row)
    keys = {sentence_key(sentences[row].text) for row in chosen}
    by_salience = descending(np.arange(len(sentences)), pool.scores)
    others = (row for row in by_salience if chosen and sentence_key(sentences[row].text) not in keys)
    return Explanation(
        tuple(choices[row] for row in ordered),
        tuple(runner_up(row, ordered, coverage, pool) for row in islice(others, MAX_RUNNERS_UP)),
    )


def runner_up(row: int, ordered: Sequence[int], coverage: Coverage, pool: Pool) -> RunnerUp:
    """Return a row that was not picked, with what it lacked; coverage: of the whole summary."""
    sentence = pool.corpus.sentences[row]
    nearest = nearest_choice(row, ordered, pool.weights)
    rival: int | None = None
    if coverage.repeated()[row]:
        rival, reason = nearest, f"the summary says it already, most of it in sentence {nearest}"
    elif own_reason := defect(row, ordered, pool):
        reason = own_reason
    elif retold := pool.retold(row, ordered):
        rival = ordered.index(retold[0]) + 1
        reason = f"the summary tells of it already, in sentence {rival}"
    elif pool.is_contained(row, ordered):
        rival = next(turn for turn, pick in enumerate(ordered, start=1) if pool.is_contained(row, [pick]))
        reason = f"the summary has most words of it in sentence {rival}"
    elif pool.lengthens_run(row, ordered):
        reason = "too many sentences in a row of its article"
    elif pool.is_rebutted(row, ordered):
        reason = "the next sentence of its article limits it"
    elif pool.foretells(row):
        reason = "it tells what is to come, and later articles may know what came"
    else:
        rival, reason = nearest, "others add more"
    return RunnerUp(
        sentence.text,
        pool.corpus.passed[sentence.document],
        sentence.start,
        sentence.end,
        rounded(pool.scores[row]),
        sentence.position + 1,
        rounded(coverage.redundancy()[row]),
        reason,
        rival,
    )


def defect(row: int, ordered: Sequence[int], pool: Pool) -> str:
    """Return why a row that repeats nothing could not be picked; "" when it could."""
    left = pool.budget - sum(int(pool.costs[chosen]) for chosen in ordered)
    if row not in pool.rows or pool.best_copy(row) != row:
        told = row in pool.told
        return "an earlier summary told it" if told else pool.refused.get(row) or kind_of_copy(row, pool)
    if pool.is_overtaken(row):
        return "a later article tells a newer state"
    if pool.standings[row] > Standing.ALONE and not (row - 1 in ordered and pool.follows(row)):
        return standing_reason(row, pool)
    if pool.is_filler(row):
        return "it tells little of what the articles say"
    if pool.costs[row] > left:
        return f"it does not fit, with {pool.costs[row]} {pool.unit} for {left} left"
    return ""


def kind_of_copy(row: int, pool: Pool) -> str:
    """Return where a row stands again that was passed over as a copy."""
    sentences = pool.corpus.sentences
    articles = [sentences[same].document for same in (pool.identical == pool.identical[row]).nonzero()[0].tolist()]
    if set(articles) != {sentences[row].document}:
        return "another article has the very same sentence"
    if len(articles) > 1:
        return "its article has the very same sentence twice"
    return "another version of its article has nearly the same sentence"


def standing_reason(row: int, pool: Pool) -> str:
    """Return why a row does not stand alone, or not in this summary."""
    if pool.standings[row] == Standing.BROKEN:
        return BROKEN
    return leaning(pool.corpus.sentences[row], pool.language(row))


def leaning(sentence: Sentence, language: Language) -> str:
    """Return why a whole sentence should not be read alone: the first of four reasons that holds."""
    if is_question(sentence.text):
        return "it asks a question"
    if "\ufffd" in sentence.text:
        return "it has lost characters"
    length = reading_length(sentence, language)
    if length < MIN_WORDS:
        return "it is very short"
    return "it is very long" if length > MAX_WORDS else "it leans on its neighbours"


def nearest_choice(row: int, ordered: Sequence[int], weights: Weights) -> int:
    """Return the 1-based number of the chosen sentence that a row is most like; ties go to the first.

    weights: (n, v) rows of unit L2 norm or zero. ordered: one or more rows, in reading order.
    """
    cosines = (weights[list(ordered)] @ weights[[row]].T).toarray().ravel().round(COSINE_DECIMALS)
    return int(cosines.argmax()) + 1


def rounded(value: float) -> float:
    """Return a value rounded to DECIMALS, as it is shown.

    >>> rounded(1 / 3)
    0.333333
    """
    return round(float(value), DECIMALS)
