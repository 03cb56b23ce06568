"""The model of furniture: its pages are the same each time, and its numbers fit its features."""

from __future__ import annotations

import json

import numpy as np
import pytest
from debris import Sample, fit
from debris_pages import pages
from hypothesis import given
from hypothesis import strategies as st

from summarize.clean.blocks import clean
from summarize.clean.features import MAX_TAILS, is_english, page_of, row_of, tail_of
from summarize.clean.furniture import load_model, logistic, probability

PROSE = ["Water rose in the lower galleries through the night, and the pumps could not keep up with it."]


def test_invented_pages_are_the_same_each_time_and_have_both_kinds_of_lines():
    once, again = ([*pages(20, PROSE)] for _ in range(2))
    assert once == again
    assert {debris for page in once for line in page for _, debris in line.parts} == {True, False}


@given(st.lists(st.text(max_size=80), min_size=1, max_size=6))
def test_any_line_has_as_many_features_as_the_model_has_weights(lines):
    page = page_of(lines, [False] * len(lines))
    rows = [row_of(page, index, line) for index, line in enumerate(lines)]
    assert {len(row) for row in rows} == {len(load_model().weights)}
    assert all(0 <= probability(row) <= 1 for row in rows)


def test_lines_past_those_whose_ends_are_counted_are_weighed_as_others_are():
    lines = [f"Paragraph {number} of the book is told in chapter {number}." for number in range(MAX_TAILS + 2)]
    page = page_of(lines, [False] * len(lines))
    assert page.tails[tail_of(lines[-1])] == 0
    assert 0 <= probability(row_of(page, len(lines) - 1, lines[-1])) <= 1
    kinds = {block.kind for block in clean("\n".join(lines))}
    assert kinds == {"prose"}


def test_trees_are_full_and_ask_for_features_that_exist():
    for features, thresholds, leaves in load_model().trees:
        assert (len(features), len(thresholds), len(leaves)) == (7, 7, 8)
        assert max(features) < len(load_model().weights)


def test_what_is_exported_says_what_was_fitted():
    dice = np.random.default_rng(1)
    rows = dice.random((300, 4))
    samples = [Sample([*row], bool(row[0] + row[1] > 1), 1.0) for row in rows]
    numbers = fit(samples)
    assert json.dumps(fit(samples)) == json.dumps(numbers)  # the same bytes, fitted again
    scores = rows @ numbers["weights"] + numbers["bias"]
    right = [(score > 0) == sample.debris for score, sample in zip(scores, samples, strict=True)]
    assert np.mean(right) > 0.9


@pytest.mark.parametrize(
    ("line", "english"), [("The mayor of the town was there.", True), ("O prefeito da cidade.", False)]
)
def test_only_english_is_weighed(line, english):
    assert is_english([line]) is english


def test_the_logistic_function_takes_any_score():
    assert logistic(-1e9) < 1e-9 < 1 - 1e-9 < logistic(1e9)
