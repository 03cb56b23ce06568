import math

import numpy as np
import pytest

from summarize import Document, Options
from summarize.corpus import build_corpus
from summarize.score.tfidf import BIGRAM_WEIGHT, BIGRAM_WEIGHT_ALL, all_stems, tfidf, with_all_words


def test_weights_are_one_plus_log_tf_times_smooth_idf_in_rows_of_unit_length():
    rows = tfidf([["dam", "broke", "dam"], ["dam", "held"]], np.array([True, True])).toarray()
    rare, common = math.log(3 / 2) + 1, 1.0
    twice = (1 + math.log(2)) * common
    # the columns: broke, "broke dam", dam, "dam broke", "dam held", held
    first = np.array([rare, BIGRAM_WEIGHT * rare, twice, BIGRAM_WEIGHT * rare, 0, 0])
    assert rows.shape == (2, 6)
    assert rows[0] == pytest.approx(first / np.linalg.norm(first))
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1])


def test_a_copy_is_no_further_evidence_of_how_common_a_word_is():
    sentences = [["dam", "broke"], ["dam", "held"], ["dam", "broke"]]
    with_copy = tfidf(sentences, np.array([True, True, False])).toarray()
    assert with_copy[:2] == pytest.approx(tfidf(sentences[:2], np.array([True, True])).toarray())
    assert with_copy[2] == pytest.approx(with_copy[0])


@pytest.mark.parametrize("sentences", [[[]], [[], []]])
def test_without_a_content_token_all_is_zero(sentences):
    rows = tfidf(sentences, np.ones(len(sentences), dtype=bool))
    assert rows.shape[0] == len(sentences)
    assert rows.nnz == 0


def test_beside_open_class_words_all_words_are_weighed():
    texts = ["The dam broke on Monday. It was old.", "A dam was built there. The dam held."]
    corpus = build_corpus([Document(text) for text in texts], Options(language="en"))
    basis = np.ones(len(corpus.sentences), dtype=bool)
    content, every = tfidf(corpus.stems, basis), tfidf(all_stems(corpus), basis, BIGRAM_WEIGHT_ALL)
    both = with_all_words(content, corpus, basis)
    assert "it was old" in {" ".join(stems) for stems in all_stems(corpus)}
    assert np.linalg.norm(both.toarray(), axis=1) == pytest.approx(np.ones(len(basis)))
    mean = ((content @ content.T) + (every @ every.T)).toarray() / 2
    assert (both @ both.T).toarray() == pytest.approx(mean)
