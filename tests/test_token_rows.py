"""Rows of words as numbers do what lists of words do."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.text.token_rows import TokenRows, distinct, unique_ranks

ROWS = st.lists(st.lists(st.sampled_from("abcde"), max_size=5), max_size=6)
NUMBERS = st.lists(st.integers(0, 9) | st.integers(2**61, 2**62) | st.integers(0, 2**40), max_size=30)


@given(rows=ROWS)
def test_rows_read_as_lists_of_words(rows):
    token_rows = TokenRows.of(rows)
    assert list(token_rows) == token_rows[:] == rows
    assert [token_rows[-1 - row] for row in range(len(rows))] == rows[::-1]
    assert token_rows.lengths.tolist() == [len(row) for row in rows]
    assert token_rows.distinct_words.tolist() == [len(set(row)) for row in rows]
    assert token_rows.row.tolist() == [row for row, words in enumerate(rows) for _ in words]
    assert TokenRows.of(token_rows) is token_rows


@pytest.mark.parametrize("index", [2, -3])
def test_there_is_no_row_beyond_the_last(index):
    with pytest.raises(IndexError):
        TokenRows.of([["a"], []])[index]


@given(rows=ROWS)
def test_a_word_counts_once_a_row(rows):
    frequencies = {word: sum(word in row for row in rows) for row in rows for word in row}
    assert TokenRows.of(rows).frequencies() == frequencies


def test_rows_of_one_group_are_joined_and_a_group_without_rows_is_empty():
    rows = TokenRows.of([["a"], ["b", "a"], [], ["c"]])
    assert list(rows.joined([0, 0, 2, 2], 4)) == [["a", "b", "a"], [], ["c"], []]


@given(rows=ROWS, data=st.data())
def test_rows_that_are_taken_keep_their_own_words_only(rows, data):
    chosen = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=5)) if rows else []
    taken, expected = TokenRows.of(rows).take(chosen), TokenRows.of([rows[row] for row in chosen])
    assert (list(taken), taken.words) == (list(expected), expected.words)


@given(rows=ROWS)
def test_words_are_changed_by_the_function_of_their_row_or_left_out(rows):
    changes = [str.upper, lambda word: None if word == "a" else word + "x"]
    changed = TokenRows.of(rows).map_words(changes, [row % 2 for row in range(len(rows))])
    assert list(changed) == [
        [word + "x" for word in words if word != "a"] if row % 2 else [word.upper() for word in words]
        for row, words in enumerate(rows)
    ]


@given(numbers=NUMBERS)
def test_ranks_are_those_of_numpy(numbers):
    array = np.array(numbers, dtype=np.int64)
    expected = np.unique(array, return_inverse=True)
    assert [part.tolist() for part in unique_ranks(array)] == [part.tolist() for part in expected]
    assert distinct(array).tolist() == np.unique(array).tolist()
