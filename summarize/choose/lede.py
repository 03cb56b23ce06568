"""Which chosen sentence opens the summary: a lede, which says what the story is, by its form, place and weight.

Takes chosen rows; returns them in reading order, or the rows without which a lede comes first.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.choose.dependence import in_first_person, names_in, plain_words
from summarize.choose.order import MAX_STEP, order
from summarize.choose.pool import Pool
from summarize.text.languages import Language
from summarize.text.tokens import is_question

# Set when the summaries of 53 newswire clusters and the 8 clusters in benchmarks/ were read, whose first sentences were
# details of an early day in 15 of 61.
OPENING = 3  # sentences of an article; one behind them opens a summary only with a name or a number
LEAST_SALIENCE = 0.6  # of the first sentence of an article, as a share of the highest salience
LEAST_SALIENCE_BEHIND = 0.85  # of the other openings
LEAST_SALIENCE_INSIDE = 0.95  # of the rest, of which a lower share left details of an early day first
LEAST_LENGTH = 0.6  # words of a lede, as a share of the median
ADDITIVE_WORDS = 6  # first words of a sentence, among which "also" tells that it adds to others; by judgement


def in_reading_order(chosen: Sequence[int], pool: Pool) -> list[int]:
    """Return chosen rows in the order of `order`, a lede first as far as that allows."""
    scores = {row: float(pool.scores[row]) + is_lede(row, pool) for row in chosen}  # any lede before all others
    return order(chosen, pool.corpus.sentences, pool.corpus.days, scores)


def before_the_lede(ordered: Sequence[int], pool: Pool) -> list[int]:
    """Return the rows, chosen or not, that must not be chosen so that a lede opens the summary.

    ordered: chosen rows in reading order. There are such rows where a detail of an earlier day opens it, or an
    earlier sentence of the lede's article that is none. Where no chosen row is a lede, nothing has to go.
    """
    lede = next((row for row in ordered if is_lede(row, pool)), None)
    if pool.asked or lede is None or lede == ordered[0]:
        return []
    return [row for row in pool.rows.tolist() if precedes_the_lede(row, lede, pool)]


def precedes_the_lede(row: int, lede: int, pool: Pool) -> bool:
    """Whether a row that is no lede would stand before one: it is of an earlier day, or earlier in its article."""
    ours, theirs = pool.corpus.sentences[row], pool.corpus.sentences[lede]
    if ours.document == theirs.document:
        return row < lede and lede - row <= MAX_STEP and not is_lede(row, pool)
    day, day_of_lede = pool.corpus.days[ours.document], pool.corpus.days[theirs.document]
    return bool(day and day_of_lede and day < day_of_lede) and not is_lede(row, pool)


def missing_lede(chosen: Sequence[int], pool: Pool) -> int | None:
    """Return the most salient lede that may be chosen, where none of the chosen rows is one; None where there is none.

    Ties go to the lower row.
    """
    if pool.asked or any(is_lede(row, pool) for row in chosen):
        return None
    ledes = [row for row in pool.rows.tolist() if is_lede(row, pool) and pool.is_eligible(row)]
    fitting = [row for row in ledes if pool.costs[row] <= pool.budget]
    return max(fitting, key=lambda row: (pool.scores[row], -row), default=None)


def is_lede(row: int, pool: Pool) -> bool:
    """Whether a row may open a summary: it is a statement that matters much, or opens its article, and is not short."""
    sentence, language = pool.corpus.sentences[row], pool.language(row)
    if sentence.words < LEAST_LENGTH * pool.median_words or pool.has_remarks:
        return False
    inside = sentence.position >= OPENING
    behind = LEAST_SALIENCE_INSIDE if inside else LEAST_SALIENCE_BEHIND
    least = behind if sentence.position else LEAST_SALIENCE
    if pool.scores[row] < least * pool.highest or not is_statement(sentence.text, language):
        return False
    return not inside or bool(names_in(sentence.text, language)) or has_digit(sentence.text)


def has_digit(text: str) -> bool:
    """Whether a text gives a number in digits."""
    return any(character.isdigit() for character in text)


def is_statement(text: str, language: Language) -> bool:
    """Whether a sentence states something by itself: no quotation, exclamation, question, no "also", no "we"."""
    if not text[0].isalnum() or text.endswith("!") or is_question(text) or in_first_person(text, language):
        return False
    return language.additive_words.isdisjoint(plain_words(text, ADDITIVE_WORDS))
