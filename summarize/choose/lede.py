"""Which chosen sentence opens the summary: a lede, which says what the story is, by its form, place and weight.

Takes chosen rows; returns them in reading order, or the rows without which a lede comes first.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.choose.dependence import YEAR, plain_words
from summarize.choose.names import in_first_person, names_in
from summarize.choose.order import grouped, order
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
MAX_SPAN = 60  # days of a story that is still told from its newest state; by judgement
ADDITIVE_WORDS = 6  # first words of a sentence, among which "also" tells that it adds to others; by judgement


def in_reading_order(chosen: Sequence[int], pool: Pool) -> list[int]:
    """Return chosen rows in the order of `order`, behind the newest lede among them, if there is one.

    Where articles span more than MAX_SPAN days, what happened first is told first: the last is no news of the first.
    """
    lede = None if pool.asked or pool.span > MAX_SPAN else newest_lede(chosen, pool)
    scores = {row: float(pool.scores[row]) + is_lede(row, pool) for row in chosen}  # any lede before all others
    return order(chosen, pool.corpus.sentences, pool.corpus.days, scores, lede)


def newest_lede(chosen: Sequence[int], pool: Pool) -> int | None:
    """Return the chosen lede that opens the summary, with what follows it closely in its article; None without a lede.

    Those from the opening of an article come first, then those of the last day, then the most salient, then the lower
    row.
    """
    corpus = pool.corpus

    def rank(row: int) -> tuple[bool, str, float, int]:
        sentence = corpus.sentences[row]
        is_opening = sentence.position < OPENING or row in pool.newest
        return is_opening, corpus.days[sentence.document] or "", float(pool.scores[row]), -row

    heads = (group[0] for group in grouped(sorted(chosen), corpus.sentences))
    return max((row for row in heads if is_lede(row, pool)), key=rank, default=None)


def is_lede(row: int, pool: Pool) -> bool:
    """Whether a row may open a summary: it is a statement that matters much, or opens its article, and is not short.

    What has overtaken another sentence may open one, too.
    """
    sentence, language = pool.corpus.sentences[row], pool.language(row)
    if row in pool.newest:
        return True
    if sentence.words < LEAST_LENGTH * pool.median_words or pool.has_remarks:
        return False
    inside = sentence.position >= OPENING
    behind = LEAST_SALIENCE_INSIDE if inside else LEAST_SALIENCE_BEHIND
    least = behind if sentence.position else LEAST_SALIENCE
    if pool.scores[row] < least * pool.highest or not is_statement(sentence.text, language):
        return False
    if sentence.position and is_of_other_year(row, pool):
        return False
    return not inside or bool(names_in(sentence.text, language)) or has_digit(sentence.text)


def is_of_other_year(row: int, pool: Pool) -> bool:
    """Whether a row names a year, and not that of its article, as background does."""
    sentence = pool.corpus.sentences[row]
    day = pool.corpus.days[sentence.document]
    return day is not None and any(year != day[:4] for year in YEAR.findall(sentence.text))


def has_digit(text: str) -> bool:
    """Whether a text gives a number in digits."""
    return any(character.isdigit() for character in text)


def is_statement(text: str, language: Language) -> bool:
    """Whether a sentence states something by itself: no quotation, exclamation, question, no "also", no "we"."""
    if not text[0].isalnum() or text.endswith("!") or is_question(text) or in_first_person(text, language):
        return False
    return language.additive_words.isdisjoint(plain_words(text, ADDITIVE_WORDS))
