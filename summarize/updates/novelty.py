"""What the sentences of today's articles tell that earlier summaries did not.

Takes the rows that may be chosen, with their salience, and the earlier summaries; returns `News`: which of the rows are
left, how much each still matters, and which figures have changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summarize.choose.names import introductions
from summarize.cite.citations import best_of_each_article, support_shares
from summarize.cite.statements import Statements
from summarize.records import Change, Corpus, SummaryRecord, Told
from summarize.score.tfidf import tfidf, with_all_words
from summarize.summary import Summary
from summarize.text.languages import load_language
from summarize.text.tokens import sentence_key
from summarize.updates.changes import changed_figures
from summarize.updates.earlier import ToldSentence, WithEarlier, language_of, with_earlier
from summarize.updates.states import changed_states

if TYPE_CHECKING:
    from summarize.records import Flags, Scores, Weights

# What a row loses of its salience, times its cosine to the nearest sentence of an earlier summary. Set on 53 days of
# three long stories, each summarised in 60 words after those before it: with 0.6 ROUGE-2 recall is 7.70, with 0.7 7.51,
# and no sentence repeats an earlier one. The share of its weights on terms of one told sentence did worse.
TOLD_LOSS = 0.6
MAX_STILL_TOLD = 200  # sentences of earlier summaries that are looked for in today's articles, the latest; by judgement
ROWS_PER_BLOCK = 500  # of earlier summaries that all others are compared with at a time, so that memory is bounded
DECIMALS = 9  # of cosines and scores, so that all machines agree


@dataclass(frozen=True, slots=True)
class News:
    """What is new since earlier summaries."""

    rows: tuple[int, ...]  # that may be chosen, ascending
    barred: frozenset[int]  # rows that say what was told, and nothing else
    scores: Scores  # (n,) in [0, 1], less where content was told
    known: frozenset[str]  # names that stand alone in the earlier summaries, where nothing says who that is
    changes: Mapping[int, tuple[Change, ...]]  # by row: the figures that replace told ones
    still_told: tuple[Told, ...]  # what today's articles still say


def all_news(rows: Sequence[int], scores: Scores) -> News:
    """Return rows and their salience as they are, where there are no earlier summaries.

    rows: those that may be chosen, ascending. scores: (n,) in [0, 1].
    """
    return News(tuple(rows), frozenset(), scores, frozenset(), {}, ())


def news_since(earlier: Sequence[Summary], corpus: Corpus, basis: Flags, rows: Sequence[int], scores: Scores) -> News:
    """Compare today's articles with earlier summaries.

    basis: (n,) bool, the rows that document frequencies are counted on. rows: those that may be chosen, ascending.
    scores: (n,) in [0, 1]. A row that says what one earlier sentence says, or less, is barred; one that gives another
    figure for what was told is not, and loses nothing. The others lose up to TOLD_LOSS of their salience.
    """
    import numpy as np

    both = with_earlier(corpus, earlier)
    count = both.count
    extended_basis = np.append(basis, np.zeros(len(both.told), dtype=bool))
    content = tfidf(both.corpus.stems, extended_basis)
    weights = with_all_words(content, both.corpus, extended_basis)
    statements = Statements(both.corpus, content)
    usage = statements.usage
    cosines = statements.cosines
    states, figures = changed_states(both, cosines, rows, usage), changed_figures(both, cosines, rows, usage)
    changes = {row: (*figures.get(row, ()), *states.get(row, ())) for row in sorted({*states, *figures})}
    barred = rows_told(rows, both, statements)  # among them changes that an earlier summary told as well
    changes = {row: changed for row, changed in changes.items() if row not in barred}
    told = nearness_to_told(weights[:count], weights[count:])
    told[list(changes)] = 0.0
    return News(
        tuple(row for row in rows if row not in barred),
        barred,
        np.round(scores * (1 - TOLD_LOSS * told), DECIMALS),
        names_left_bare(earlier),
        changes,
        still_told(both, statements),
    )


def nearness_to_told(weights: Weights, told: Weights) -> Scores:
    """Return the cosine of each row to the nearest told row, (n,) in [0, 1].

    weights: (n, v) and told: (m, v) rows of unit L2 norm or zero.
    """
    import numpy as np

    nearest = np.zeros(weights.shape[0])
    for start in range(0, told.shape[0], ROWS_PER_BLOCK):
        cosines = (weights @ told[start : start + ROWS_PER_BLOCK].T).max(axis=1)
        nearest = np.maximum(nearest, cosines.toarray().ravel())
    return np.minimum(np.round(nearest, DECIMALS), 1.0)


def rows_told(rows: Sequence[int], both: WithEarlier, statements: Statements) -> frozenset[int]:
    """Return those of some rows whose sentence an earlier one says in full, or has word for word.

    rows: of today's articles. statements: of both.
    """
    sentences = both.corpus.sentences
    keys = {sentence_key(told.sentence.text) for told in both.told}
    barred = {row for row in rows if sentence_key(sentences[row].text) in keys}
    others = [row for row in rows if row not in barred]
    told = range(both.count, len(sentences))
    supported = support_shares(others, statements, among=told)
    return frozenset(barred | {row for row, shares in supported if shares})


def still_told(both: WithEarlier, statements: Statements) -> tuple[Told, ...]:
    """Return the passages of today's articles that say what earlier summaries told, in the order of the summaries."""
    end = min(len(both.corpus.sentences), both.count + MAX_STILL_TOLD)
    rows, today = range(both.count, end), range(both.count)
    found = [
        still_said(both.told[row - both.count], passage, both.corpus)
        for row, shares in support_shares(rows, statements, among=today)
        for passage in best_of_each_article(shares, both.corpus)
    ]
    return tuple(sorted(found, key=lambda told: told.earlier))


def still_said(told: ToldSentence, row: int, corpus: Corpus) -> Told:
    """Return the passage of a row that says what an earlier summary told."""
    place = corpus.sentences[row]
    document = corpus.passed[place.document]
    return Told(told.sentence.text, told.earlier, document, place.start, place.end, place.text)


def names_left_bare(earlier: Sequence[Summary]) -> frozenset[str]:
    """Return the names that earlier summaries leave without a word on who that is, and that none of them introduces."""
    bare, introduced = set[str](), set[str]()
    for summary in earlier:
        language = load_language(language_of(summary, summary.text))
        left, told = introductions(summary.text, language)
        bare |= left
        introduced |= told
    return frozenset(bare - introduced)


def with_news(summary: SummaryRecord, ordered: Sequence[int], news: News) -> SummaryRecord:
    """Return a summary with the figures that have changed and what is still told; ordered: its rows."""
    pairs = zip(ordered, summary.sentences, strict=True)
    sentences = tuple(replace(sentence, changed=news.changes.get(row, ())) for row, sentence in pairs)
    return replace(summary, sentences=sentences, told=news.still_told)
