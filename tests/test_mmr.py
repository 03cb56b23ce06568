import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from summarize.choose.cosines import Cosines, RowCache
from summarize.choose.mmr import (
    COVERED_LIMIT,
    FEW,
    FILL_GAIN,
    MAX_COMPARED,
    NEAREST_LIMIT,
    UNWANTED_LOSS,
    Coverage,
    Search,
    descending,
    lead_itself,
    mmr,
)
from tests.test_rankers import unit_rows

ROWS = st.lists(
    st.tuples(st.lists(st.integers(0, 3), min_size=3, max_size=3), st.floats(0, 1), st.integers(1, 9)),
    min_size=1,
    max_size=10,
)


def arrays(rows):
    values, scores, costs = zip(*rows, strict=True)
    return unit_rows(values), np.array(scores), np.array(costs)


def greedy(weights, scores, costs, *, budget, novelty):
    """The first choice of `mmr`, before it is reconsidered."""
    return Search(Cosines(weights), scores, costs, budget, novelty, lead_itself).greedy()


def slow_redundancy(rows, row, picked):
    """The definition: the nearest cosine, and the squared weights on terms that some pick has, too."""
    nearest = max((float(rows[row] @ rows[pick]) for pick in picked), default=0.0)
    covered = sum(float(weight) ** 2 for term, weight in enumerate(rows[row]) if any(rows[p][term] for p in picked))
    return nearest, covered


def slow_mmr(rows, scores, costs, budget, novelty):
    """The definition, sentence by sentence: argmax of (1 - n) score - n redundancy."""
    picked: list[int] = []
    while True:
        best, best_gain = None, None
        for row in range(len(scores)):
            nearest, covered = slow_redundancy(rows, row, picked)
            repeated = round(nearest, 9) >= NEAREST_LIMIT or round(covered, 9) >= COVERED_LIMIT
            if row in picked or repeated or sum(costs[p] for p in [*picked, row]) > budget:
                continue
            gain = round((1 - novelty) * scores[row] - novelty * (nearest + covered) / 2, 12)
            if best is None or gain > best_gain:
                best, best_gain = row, gain
        if best is None:
            return picked
        picked.append(best)


@given(rows=ROWS, budget=st.integers(0, 30), novelty=st.floats(0, 1))
def test_mmr_is_its_definition(rows, budget, novelty):
    weights, scores, costs = arrays(rows)
    expected = slow_mmr(weights.toarray(), scores.tolist(), costs.tolist(), budget, novelty)
    assert greedy(weights, scores, costs, budget=budget, novelty=novelty) == expected


@given(rows=ROWS, budget=st.integers(0, 30), novelty=st.floats(0, 1))
def test_the_budget_is_never_exceeded_and_no_row_comes_twice(rows, budget, novelty):
    weights, scores, costs = arrays(rows)
    picked = mmr(Cosines(weights), scores, costs, budget=budget, novelty=novelty)
    assert costs[picked].sum() <= budget
    assert len(set(picked)) == len(picked)


@given(rows=ROWS, novelty=st.floats(0, 1))
def test_no_two_picks_reach_the_nearest_limit(rows, novelty):
    weights, scores, costs = arrays(rows)
    picked = mmr(Cosines(weights), scores, costs, budget=1000, novelty=novelty)
    cosine = (weights @ weights.T).toarray()
    assert all(cosine[a, b] < NEAREST_LIMIT for a, b in itertools.combinations(picked, 2))


@pytest.mark.parametrize(
    ("novelty", "picked", "why"),
    [
        (0.0, [0, 1, 2], "relevance only: by score"),
        (1.0, [0, 2, 1], "novelty only: the unlike one before the like one"),
    ],
)
def test_novelty_goes_from_relevance_only_to_novelty_only(novelty, picked, why):
    weights = unit_rows([[1, 0, 0], [1, 3, 0], [0, 0, 1]])
    scores = np.array([1.0, 0.9, 0.1])
    assert greedy(weights, scores, np.array([1, 1, 1]), budget=3, novelty=novelty) == picked, why


def test_a_sentence_too_long_for_the_rest_is_passed_over():
    weights = unit_rows([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    assert greedy(weights, np.array([1.0, 0.8, 0.5]), np.array([5, 6, 4]), budget=9, novelty=0.4) == [0, 2]


def test_equal_gains_go_to_the_lower_row():
    weights = unit_rows([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    assert greedy(weights, np.array([0.5, 0.5, 0.5]), np.array([1, 1, 1]), budget=2, novelty=0.4) == [0, 1]


def test_an_underfull_budget_is_filled_by_what_is_nearly_as_good():
    weights = unit_rows([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    scores, costs = np.array([1.0, 0.9, 0.1]), np.array([6, 10, 9])
    assert greedy(weights, scores, costs, budget=10, novelty=0.4) == [0]
    assert mmr(Cosines(weights), scores, costs, budget=10, novelty=0.4) == [1]


def test_rows_that_are_picked_already_stay():
    weights = unit_rows([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    scores, costs = np.array([1.0, 0.9, 0.1]), np.array([6, 10, 4])
    assert mmr(Cosines(weights), scores, costs, budget=10, novelty=0.4, start=[2]) == [2, 0]
    assert mmr(Cosines(weights), scores, costs, budget=10, novelty=0.4, start=[0]) == [0, 2]


def test_what_is_much_better_is_not_given_up_for_what_fills():
    weights = unit_rows([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    assert mmr(Cosines(weights), np.array([1.0, 0.4, 0.1]), np.array([6, 10, 9]), budget=10, novelty=0.4) == [0]


def test_a_sentence_pieced_together_from_picks_is_not_taken():
    weights = unit_rows([[1, 0, 2, 0], [0, 1, 0, 2], [1, 1, 0, 0]])
    assert greedy(weights, np.array([1.0, 0.9, 0.8]), np.array([1, 1, 1]), budget=3, novelty=0.4) == [0, 1]


@given(rows=ROWS, budget=st.integers(0, 30), novelty=st.floats(0, 1), barred=st.sets(st.integers(0, 9)))
def test_rows_that_are_not_allowed_are_as_if_they_were_not_there(rows, budget, novelty, barred):
    weights, scores, costs = arrays(rows)
    kept = np.array([row for row in range(len(rows)) if row not in barred], dtype=int)
    expected = mmr(Cosines(weights[kept]), scores[kept], costs[kept], budget=budget, novelty=novelty)
    picked = mmr(
        Cosines(weights),
        scores,
        costs,
        budget=budget,
        novelty=novelty,
        leader=lambda row: None if row in barred else row,
    )
    assert picked == kept[expected].tolist()


def test_only_rows_whose_turn_has_come_are_asked_for():
    asked = []

    def leader(row):
        asked.append(row)
        return row or None

    weights = unit_rows(np.eye(50))
    assert mmr(Cosines(weights), np.linspace(1, 0.5, 50), np.full(50, 5), budget=10, novelty=0.4, leader=leader) == [
        1,
        2,
    ]
    assert max(asked) == 2


@given(values=st.lists(st.integers(0, 5), max_size=40))
def test_descending_sorts_by_value_and_keeps_ties_in_order(values):
    rows = np.arange(len(values)) * 2
    expected = sorted(range(len(values)), key=lambda index: (-values[index], index))
    for few in (FEW, 0):  # sorted at once, and as they are asked for
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("summarize.choose.mmr.FEW", few)
            assert list(descending(rows, np.array(values, dtype=float))) == [2 * index for index in expected]


def test_only_what_would_add_something_is_crowded_out():
    weights = unit_rows([[1, 0], [1, 0], [0, 1]])
    search = Search(Cosines(weights), np.ones(3), np.array([1, 1, 9]), 9, 0.4, lead_itself)
    assert search.crowded_out([0])  # the last row, for which there is no room
    assert not search.crowded_out([0, 2])  # the second repeats the first


def test_a_row_that_follows_another_is_taken_once_that_is_picked():
    weights = unit_rows(np.eye(3))
    scores, costs = np.array([0.5, 1.0, 0.7]), np.array([1, 1, 1])
    behind = {1: 0}
    for budget, picked in ((1, [2]), (2, [2, 0]), (3, [2, 0, 1])):
        found = mmr(
            Cosines(weights), scores, costs, budget=budget, novelty=0.4, leader=lambda row: behind.get(row, row)
        )
        assert found == picked


def test_a_row_goes_when_the_one_that_it_follows_goes():
    weights = unit_rows(np.eye(4))
    search = Search(Cosines(weights), np.ones(4), np.ones(4, dtype=int), 4, 0.4, {0: 0, 1: 0, 2: 1, 3: 3}.__getitem__)
    assert search.greedy() == [0, 1, 2, 3]
    assert search.without([0, 1, 2, 3], 0) == [3]
    assert search.without([0, 1, 2, 3], 1) == [0, 3]


@given(rows=ROWS, budget=st.integers(0, 30), novelty=st.floats(0, 1), followers=st.sets(st.integers(1, 9)))
def test_no_row_is_picked_without_the_one_that_it_follows(rows, budget, novelty, followers):
    weights, scores, costs = arrays(rows)
    picked = mmr(
        Cosines(weights), scores, costs, budget=budget, novelty=novelty, leader=lambda row: row - (row in followers)
    )
    assert costs[picked].sum() <= budget
    assert len(set(picked)) == len(picked)
    assert all(row - 1 in picked for row in picked if row in followers)


@given(rows=st.lists(st.integers(0, 5), max_size=40), room=st.integers(0, 12))
def test_a_cache_is_bounded_and_keeps_the_rows_that_were_asked_for_last(rows, room):
    made, cache = [], RowCache()

    def make(row):
        made.append(row)
        return np.full(3, float(row))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("summarize.choose.cosines.MAX_CACHED_NUMBERS", room)
        for index, row in enumerate(rows):
            latest, before = list(dict.fromkeys(reversed(rows[:index])))[: max(room // 3, 1)], len(made)
            assert cache.get(row, make).tolist() == [row] * 3
            assert (len(made) > before) == (row not in latest)
            assert len(cache.arrays) <= max(room // 3, 1)


def test_the_cosines_of_several_hundred_rows_are_worked_out_once():
    cosines, rows = Cosines(unit_rows(np.eye(300))), [*range(300)] * 2
    found = [cosines.to(row) for row in rows]
    assert len({id(array) for array in found}) == 300


def test_a_small_cache_changes_no_pick(monkeypatch):
    weights = unit_rows(np.random.default_rng(1).random((30, 8)) > 0.5)
    scores, costs = np.linspace(1, 0.1, 30), np.ones(30, dtype=int)
    picked = mmr(Cosines(weights), scores, costs, budget=9, novelty=0.4)
    monkeypatch.setattr("summarize.choose.cosines.MAX_CACHED_NUMBERS", 60)
    assert mmr(Cosines(weights), scores, costs, budget=9, novelty=0.4) == picked


def test_redundancy_is_the_mean_of_the_nearest_cosine_and_the_weights_said():
    rows = Cosines(csr_array(np.array([[1, 0, 0], [0.3, 0.4, 0.75**0.5], [0.4, 0.6, 0.48**0.5], [0, 0.6, 0.8]])))
    coverage = Coverage(rows, [0])
    assert coverage.redundancy() == pytest.approx([1, (0.3 + 0.09) / 2, (0.4 + 0.16) / 2, 0])
    assert coverage.repeated().tolist() == [True, False, True, False]
    coverage.add(3)
    assert coverage.redundancy()[1] == pytest.approx((0.4 * 0.6 + 0.75**0.5 * 0.8 + 1) / 2)
    assert coverage.repeated().tolist() == [True] * 4


def test_the_worth_of_picks_counts_filling_gains_and_what_is_unwanted():
    weights, scores, costs = csr_array(np.array([[1, 0], [0.3, 0.91**0.5]])), np.array([1.0, 0.5]), np.array([4, 6])
    search = Search(Cosines(weights), scores, costs, 20, 0.5, lead_itself, lambda row, picks: list(picks) == [0])
    first, second = 0.5 * 1.0, 0.5 * 0.5 - 0.5 * (0.3 + 0.09) / 2 - UNWANTED_LOSS
    filling = FILL_GAIN * 10 / 20
    assert search.worth([0, 1]) == pytest.approx(filling + first * 0.2**0.5 + second * 0.3**0.5, abs=1e-8)


@pytest.mark.parametrize(("short_of", "picked"), [(0.9, [1]), (1.1, [0])])
def test_an_unwanted_row_gives_way_to_one_that_is_worth_little_less(short_of, picked):
    scores, costs = np.array([1.0, 1.0 - short_of * UNWANTED_LOSS]), np.array([1, 1])
    cosines = Cosines(unit_rows([[1, 0], [0, 1]]))
    assert mmr(cosines, scores, costs, budget=1, novelty=0.0, unwanted=lambda row, picks: row == 0) == picked


def test_shares_are_the_squared_weights_of_a_row_on_the_terms_of_the_others():
    rows = unit_rows([(1, 2, 0), (0, 1, 1), (0, 0, 1)])
    assert Cosines(rows).shares(0) == pytest.approx([1, 0.8, 0])
    assert Cosines(rows).shares(1) == pytest.approx([0.5, 1, 0.5])


def test_only_rows_among_those_that_may_be_picked_are():
    cosines, scores, costs = Cosines(unit_rows(np.eye(3))), np.array([1.0, 0.8, 0.5]), np.array([1, 1, 1])
    assert mmr(cosines, scores, costs, budget=3, novelty=0.4) == [0, 1, 2]
    assert mmr(cosines, scores, costs, budget=3, novelty=0.4, among=np.array([2, 1])) == [1, 2]


@pytest.mark.parametrize(("cost", "picked"), [(19, [0]), (18, [1])])
def test_picks_that_fill_just_the_target_are_not_reconsidered(cost, picked):
    cosines, scores = Cosines(unit_rows(np.eye(2))), np.array([1.0, 0.99])
    assert mmr(cosines, scores, np.array([cost, 20]), budget=20, novelty=0.4) == picked


def test_a_row_that_is_below_a_limit_by_rounding_alone_repeats_the_picks():
    below, share = NEAREST_LIMIT - 5e-13, ((COVERED_LIMIT - 5e-13) / 4) ** 0.5  # with each of four picks
    near = csr_array(np.array([[1, 0], [below, (1 - below**2) ** 0.5]]))
    covered = csr_array(np.vstack([np.eye(4, 5), [*[share] * 4, (1 - 4 * share**2) ** 0.5]]))
    assert Coverage(Cosines(near), [0]).repeated()[1]
    assert Coverage(Cosines(covered), range(4)).repeated()[4]


def test_a_row_behind_many_unwanted_ones_is_compared_with_them():
    scores, costs = np.linspace(1, 0.9, MAX_COMPARED), np.ones(MAX_COMPARED, dtype=int)
    cosines, last = Cosines(csr_array(np.eye(MAX_COMPARED))), MAX_COMPARED - 1
    assert mmr(cosines, scores, costs, budget=1, novelty=0.0, unwanted=lambda row, picks: row < last) == [last]
