import networkx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from summarize.score.rankers import (
    DAMPING,
    LONG_ARTICLE,
    MIN_STORIES,
    NEWEST_GAIN,
    OPENING_DECAY,
    OPENING_GAIN,
    RANKERS,
    RELEVANCE_POWER,
    SALIENCE_POWER,
    SAME_ARTICLE_EDGE,
    SHORT_ARTICLE,
    combine_with_query,
    lexrank,
    newness,
    salience,
)


def unit_rows(values):
    rows = np.asarray(values, dtype=np.float64)
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return csr_array(np.divide(rows, norms, out=np.zeros_like(rows), where=norms > 0))


WEIGHTS = unit_rows([[1, 0, 0, 0], [1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 0, 0], [0, 0, 0, 1]])
POSITION = np.array([0, 1, 0, 1, 2])
ARTICLE = np.array([0, 0, 1, 1, 1])
MATRICES = st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=1, max_size=8)


@pytest.mark.parametrize("ranker", RANKERS.values(), ids=RANKERS)
@given(values=MATRICES)
def test_every_ranker_stays_in_range_and_reaches_one_unless_nothing_has_weight(ranker, values):
    scores = ranker(unit_rows(values), np.arange(len(values)), np.zeros(len(values), dtype=int))
    assert scores.shape == (len(values),)
    assert scores.dtype == np.float64
    assert scores.min() >= 0
    assert scores.max() in (0.0, pytest.approx(1.0))


@pytest.mark.parametrize("ranker", RANKERS.values(), ids=RANKERS)
def test_every_ranker_follows_the_rows_when_articles_change_places(ranker):
    shuffled = np.array([2, 3, 4, 0, 1])
    scores = ranker(WEIGHTS, POSITION, ARTICLE)
    shuffled_scores = ranker(WEIGHTS[shuffled], POSITION[shuffled], 1 - ARTICLE[shuffled])
    assert shuffled_scores == pytest.approx(scores[shuffled])


def edges(weights, article):
    """The definition: cosines times a factor, which is less than 1 within a long article and to a row itself."""
    cosines = (weights @ weights.T).toarray()
    length = len(article) / len(set(article.tolist()))
    long = np.clip((length - SHORT_ARTICLE) / (LONG_ARTICLE - SHORT_ARTICLE), 0, 1)
    factor = np.where(article[:, None] == article, 1 - (1 - SAME_ARTICLE_EDGE) * long, 1)
    np.fill_diagonal(factor, SAME_ARTICLE_EDGE * long)
    return cosines * factor


@given(values=MATRICES, data=st.data())
def test_lexrank_is_the_stationary_distribution_of_the_explicit_graph(values, data):
    weights, n = unit_rows(values), len(values)
    article = np.sort(data.draw(st.lists(st.integers(0, 2), min_size=n, max_size=n)))
    graph = edges(weights, article)
    degree = graph.sum(axis=1, keepdims=True)
    transitions = np.divide(graph, degree, out=np.zeros_like(graph), where=degree > 0)
    exact = np.linalg.solve(np.eye(n) - DAMPING * transitions.T, np.full(n, (1 - DAMPING) / n))
    scores = lexrank(weights, np.arange(n), article)
    assert scores == pytest.approx(exact / exact.max(), abs=1e-9)


def test_lexrank_is_the_same_whether_the_graph_is_built(monkeypatch):
    built = lexrank(WEIGHTS, POSITION, ARTICLE)
    monkeypatch.setattr("summarize.score.rankers.MAX_BUILT", 0)
    assert lexrank(WEIGHTS, POSITION, ARTICLE) == pytest.approx(built, abs=1e-12)


def test_lexrank_agrees_with_pagerank_on_the_same_graph():
    graph = networkx.from_numpy_array(edges(WEIGHTS[:3], ARTICLE[:3]))
    rank = networkx.pagerank(graph, alpha=DAMPING, tol=1e-14, max_iter=1000)
    expected = np.array([rank[row] for row in range(3)])
    scores = lexrank(WEIGHTS[:3], POSITION[:3], ARTICLE[:3])
    assert scores == pytest.approx(expected / expected.max(), abs=1e-9)


def test_what_other_articles_say_counts_more_than_what_a_long_article_repeats():
    values, article = np.zeros((3 * LONG_ARTICLE, 2)), np.repeat([0, 1, 2], LONG_ARTICLE)
    repeated, shared = [0, 1], [2, LONG_ARTICLE]  # the same twice in one article, the same in two articles
    values[repeated, 0] = values[shared, 1] = values[-1] = 1
    scores = lexrank(unit_rows(values), np.arange(3 * LONG_ARTICLE), article)
    assert scores[shared[0]] > scores[repeated[0]]


def test_in_short_articles_a_sentence_that_is_like_no_other_ranks_lowest():
    weights = unit_rows([[1, 1, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
    assert int(np.argmin(lexrank(weights, POSITION[:4], ARTICLE[:4]))) == 3


def test_centroid_prefers_the_row_nearest_to_the_mean():
    assert int(np.argmax(RANKERS["centroid"](WEIGHTS, POSITION, ARTICLE))) == 1


def test_lead_is_the_reciprocal_of_the_position():
    assert RANKERS["lead"](WEIGHTS, POSITION, ARTICLE) == pytest.approx([1, 1 / 2, 1, 1 / 2, 1 / 3])


@pytest.mark.parametrize("stories", [1, 3, 10])
def test_an_opening_gains_and_the_gain_decays(stories):
    scores = salience(np.ones(4), np.array([0, 1, 3, 90]), stories)
    assert scores[0] == 1.0
    assert list(scores) == sorted(scores, reverse=True)
    assert scores[3] == pytest.approx(1 / (1 + OPENING_GAIN / max(stories, MIN_STORIES) ** 2), abs=1e-3)


def test_an_opening_is_worth_less_where_there_are_more_stories():
    few, many = (salience(np.ones(2), np.array([0, 9]), stories) for stories in (3, 10))
    assert few[1] < many[1] < 1


def test_an_opening_that_says_little_of_what_the_articles_say_gains_little():
    scores = salience(np.array([1.0, 0.5, 0.1, 0.5]), np.array([0, 1, 0, 1]), 2)
    gain, next_gain = 1 + OPENING_GAIN / 4, 1 + OPENING_GAIN / 4 * np.exp(-1 / OPENING_DECAY)
    expected = np.array([gain, 0.5 * next_gain, 0.1 * gain, 0.5 * next_gain])
    assert scores == pytest.approx(expected / expected.max())


def test_newer_articles_gain_by_the_order_of_their_days():
    new = newness(["2020-03-09", None, "2020-03-01", "2020-03-02", "2020-03-09"])
    assert new.tolist() == [1.0, 0.0, 0.0, 0.5, 1.0]
    scores = salience(np.ones(5), np.full(5, 9), 3, new)
    assert scores == pytest.approx((1 + NEWEST_GAIN * new) / (1 + NEWEST_GAIN))
    assert newness(["2020-03-09", "2020-03-09", None]).tolist() == [0.0, 0.0, 0.0]


@given(values=MATRICES, data=st.data())
def test_salience_stays_in_range(values, data):
    article = np.sort(data.draw(st.lists(st.integers(0, 3), min_size=len(values), max_size=len(values))))
    position = np.array([int((article[:row] == article[row]).sum()) for row in range(len(values))])
    scores = salience(lexrank(unit_rows(values), position, article), position, len(set(article.tolist())))
    assert scores.min() >= 0
    assert scores.max() in (0.0, pytest.approx(1.0))


def test_what_answers_matters_in_the_articles_and_to_the_query():
    first, second = 0.25**RELEVANCE_POWER, 0.25**SALIENCE_POWER
    scores = combine_with_query(np.array([1.0, 0.25, 0.0]), np.array([0.25, 1.0, 1.0]))
    assert scores == pytest.approx([first / second, 1, 0])
