import math

import numpy as np
import pytest

from summarize.score.tfidf import BIGRAM_WEIGHT, tfidf


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
