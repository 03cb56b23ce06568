"""Sentences that tell one event in other words are found, and a summary tells it once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Document, Options, summarize
from summarize.choose.cosines import Cosines
from summarize.choose.mmr import UNWANTED_LOSS, Search
from summarize.choose.retelling import (
    COSINE,
    FEW_ROWS,
    INTERCEPT,
    LIKENESS,
    NEAREST,
    RETOLD,
    SAME_ARTICLE,
    are_remarks,
    inverse_norms,
    retelling,
)
from summarize.corpus import build_corpus
from summarize.score.tfidf import tfidf
from tests.test_rankers import unit_rows

ARTICLES = [
    "The old dam above Elsa burst on Monday and flooded two villages. Its wall had been cracked since spring. "
    "Farmers lost four hundred cattle in the valley. The minister promised money for new houses.",
    "Two villages were flooded on Monday when the dam above Elsa burst. Engineers blamed a cracked wall. "
    "The army sent boats and blankets. A judge will ask who signed the last inspection.",
    "A judge in Port Lund asked on Tuesday for the papers of the last inspection. The dam above Elsa was built in "
    "1931. Schools in the valley stay shut until Friday. The bishop visited families in the villages.",
]


def corpus_of(articles, language="en"):
    corpus = build_corpus([Document(article) for article in articles], Options(language=language))
    return corpus, tfidf(corpus.stems, np.ones(len(corpus.sentences), dtype=bool))


def odds_by_definition(corpus, weights, row, pick):
    """The formula on dense matrices of all pairs."""
    document = np.array([sentence.document for sentence in corpus.sentences])
    cosines = (weights @ weights.T).toarray()
    words = tfidf(corpus.stems, np.ones(len(document), dtype=bool), 0.0).toarray()
    together = words.T @ words
    near = words @ (together / np.linalg.norm(together, axis=1, keepdims=True))
    near /= np.linalg.norm(near, axis=1, keepdims=True)
    highest = [
        max(cosines[one, third] for third in np.flatnonzero(document == document[other]) if third != one)
        for one, other in ((row, pick), (pick, row))
    ]
    nearest = min(cosines[row, pick] / max(value, 1e-300) for value in highest)
    same = document[row] == document[pick]
    likeness = near[row] @ near[pick]
    return COSINE * cosines[row, pick] + LIKENESS * likeness + NEAREST * nearest + SAME_ARTICLE * same + INTERCEPT


def test_it_is_the_formula_on_matrices_of_all_pairs():
    corpus, weights = corpus_of(ARTICLES)
    rows = np.arange(len(corpus.sentences))
    found = retelling(corpus, Cosines(weights), rows)
    assert found is not None
    told = 0
    for row in rows.tolist():
        for pick in rows.tolist():
            if row != pick:
                expected = odds_by_definition(corpus, weights, row, pick)
                likeness = found.neighbours(row) @ found.neighbours(pick)
                assert found.surface(row, pick) + LIKENESS * likeness == pytest.approx(expected)
                assert found.tells_again(row, pick) == (expected >= RETOLD)
                told += expected >= RETOLD
    assert told


def test_articles_are_no_remarks_because_few_of_their_sentences_may_be_chosen():
    corpus, weights = corpus_of(ARTICLES)
    assert retelling(corpus, weights, np.array([0, 4])) is not None
    assert not are_remarks(corpus)
    assert are_remarks(corpus_of(["The seats are good.", "A quiet ride."])[0])


@pytest.mark.parametrize(
    ("articles", "language"),
    [(ARTICLES, "pt"), (["The dam burst. Two villages were flooded."] * 2, "en"), ([], "en")],
    ids=["another language", "short articles", "nothing"],
)
def test_where_it_was_not_measured_nothing_is_a_retelling(articles, language):
    corpus, weights = corpus_of(articles or ["x"], language)
    assert retelling(corpus, Cosines(weights), np.arange(len(corpus.sentences) if articles else 0)) is None


def test_an_event_is_told_once():
    text = summarize(ARTICLES, words=40).text
    assert text.count("burst") == 1, text


@given(values=st.lists(st.lists(st.integers(0, 3), min_size=5, max_size=5), min_size=1, max_size=8))
def test_norms_are_those_of_the_matrix_of_word_pairs(values):
    words = unit_rows(values)
    norms = np.linalg.norm((words.T @ words).toarray(), axis=1)
    for most in (FEW_ROWS, 0):  # by products of sentences, and by those of words
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("summarize.choose.retelling.FEW_ROWS", most)
            assert inverse_norms(words) == pytest.approx([1 / norm if norm > 1e-12 else 0 for norm in norms])


@pytest.mark.parametrize(("lead", "picked"), [(0.9, [0, 2, 1]), (1.5, [0, 1, 2])])
def test_a_retelling_waits_for_what_is_new_unless_it_gains_much_more(lead, picked):
    scores = np.array([1.0, 0.1 + lead * UNWANTED_LOSS / 0.6, 0.1])
    rows = unit_rows(np.eye(3))
    search = Search(Cosines(rows), scores, np.ones(3, dtype=int), 3, 0.4, unwanted=lambda row, picks: row == 1)
    assert search.greedy() == picked
