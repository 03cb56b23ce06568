import networkx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from summarize.score.rankers import (
    BRIEF,
    DAMPING,
    LONG,
    OPENING_DECAY,
    OPENING_GAIN,
    QUERY_WEIGHT,
    RANKERS,
    SAME_ARTICLE_EDGE,
    combine_with_query,
    lexrank,
    salience,
)

JUMP = np.array([0.0, 0.75, 0.0, 0.0, 0.25])


def unit_rows(values):
    rows = np.asarray(values, dtype=np.float64)
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return csr_array(np.divide(rows, norms, out=np.zeros_like(rows), where=norms > 0))


WEIGHTS = unit_rows([[1, 0, 0, 0], [1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 0, 0], [0, 0, 0, 1]])
POSITION = np.array([0, 1, 0, 1, 2])
ARTICLE = np.array([0, 0, 1, 1, 1])
MATRICES = st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=1, max_size=8)


@pytest.mark.parametrize("ranker", RANKERS.values(), ids=RANKERS)
@given(values=MATRICES, asked=st.booleans())
def test_every_ranker_stays_in_range_and_reaches_one_unless_nothing_has_weight(ranker, values, asked):
    jump = np.eye(len(values))[-1] if asked else None
    scores = ranker(unit_rows(values), np.arange(len(values)), np.zeros(len(values), dtype=int), jump)
    assert scores.shape == (len(values),)
    assert scores.dtype == np.float64
    assert scores.min() >= 0
    assert scores.max() in (0.0, pytest.approx(1.0))


@pytest.mark.parametrize("ranker", RANKERS.values(), ids=RANKERS)
def test_every_ranker_follows_the_rows_when_articles_change_places(ranker):
    shuffled = np.array([2, 3, 4, 0, 1])
    for jump, moved in ((None, None), (JUMP, JUMP[shuffled])):
        plain = ranker(WEIGHTS, POSITION, ARTICLE, jump)
        scores = ranker(WEIGHTS[shuffled], POSITION[shuffled], 1 - ARTICLE[shuffled], moved)
        assert scores == pytest.approx(plain[shuffled])


@pytest.mark.parametrize("ranker", [RANKERS["lexrank"], RANKERS["centroid"]], ids=["lexrank", "centroid"])
def test_a_jump_to_every_row_alike_changes_nothing(ranker):
    plain = ranker(WEIGHTS, POSITION, ARTICLE, None)
    assert ranker(WEIGHTS, POSITION, ARTICLE, np.full(5, 1 / 5)) == pytest.approx(plain)


@pytest.mark.parametrize("ranker", RANKERS.values(), ids=RANKERS)
def test_a_jump_to_one_row_lifts_it_against_a_row_like_it(ranker):
    twins, position = unit_rows([[1, 1, 0], [1, 0, 1], [1, 0, 0]]), np.array([0, 0, 1])
    scores = ranker(twins, position, np.array([0, 1, 1]), np.array([0.1, 0.7, 0.2]))
    assert scores[1] > scores[0]


def edges(weights, article):
    """The definition: cosines, those within an article and to itself less as articles are longer."""
    cosines = (weights @ weights.T).toarray()
    long = np.clip((len(article) / len(set(article.tolist())) - BRIEF) / (LONG - BRIEF), 0, 1)
    within = np.where(article[:, None] == article, 1 - (1 - SAME_ARTICLE_EDGE) * long, 1)
    np.fill_diagonal(within, SAME_ARTICLE_EDGE * long)
    return cosines * within


@given(values=MATRICES, asked=st.booleans(), data=st.data())
def test_lexrank_is_the_stationary_distribution_of_the_explicit_graph(values, asked, data):
    weights, n = unit_rows(values), len(values)
    article = np.sort(data.draw(st.lists(st.integers(0, 2), min_size=n, max_size=n)))
    graph = edges(weights, article)
    degree = graph.sum(axis=1, keepdims=True)
    walk = np.divide(graph, degree, out=np.zeros_like(graph), where=degree > 0)
    jump = np.arange(1, n + 1) / np.arange(1, n + 1).sum() if asked else np.full(n, 1 / n)
    exact = np.linalg.solve(np.eye(n) - DAMPING * walk.T, (1 - DAMPING) * jump)
    found = lexrank(weights, np.arange(n), article, jump if asked else None)
    assert found == pytest.approx(exact / exact.max(), abs=1e-9)


@pytest.mark.parametrize("jump", [None, [0.2, 0.0, 0.8]])
def test_lexrank_agrees_with_pagerank_on_the_same_graph(jump):
    graph = edges(WEIGHTS[:3], ARTICLE[:3])
    start = None if jump is None else dict(enumerate(jump))
    rank = networkx.pagerank(
        networkx.from_numpy_array(graph), alpha=DAMPING, tol=1e-14, max_iter=1000, personalization=start
    )
    expected = np.array([rank[at] for at in range(3)])
    found = lexrank(WEIGHTS[:3], POSITION[:3], ARTICLE[:3], None if jump is None else np.array(jump))
    assert found == pytest.approx(expected / expected.max(), abs=1e-9)


def test_what_other_articles_say_counts_more_than_what_a_long_article_repeats():
    values, article = np.zeros((3 * LONG, 2)), np.repeat([0, 1, 2], LONG)
    repeated, told = [0, 1], [2, LONG]  # the same twice in one article, the same in two
    values[repeated, 0] = values[told, 1] = values[-1] = 1
    ranked = lexrank(unit_rows(values), np.arange(3 * LONG), article)
    assert ranked[told[0]] > ranked[repeated[0]]


def test_in_short_articles_a_sentence_that_is_like_no_other_ranks_lowest():
    ranked = lexrank(
        unit_rows([[1, 1, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]]), np.array([0, 1, 0, 1]), ARTICLE[[0, 1, 2, 3]]
    )
    assert int(np.argmin(ranked)) == 3


def test_centroid_prefers_the_row_nearest_to_the_mean():
    assert int(np.argmax(RANKERS["centroid"](WEIGHTS, POSITION, ARTICLE, None))) == 1


def test_lead_is_the_reciprocal_of_the_place():
    assert RANKERS["lead"](WEIGHTS, POSITION, ARTICLE, None) == pytest.approx([1, 1 / 2, 1, 1 / 2, 1 / 3])


def test_an_opening_gains_and_the_gain_fades():
    scores = salience(np.ones(4), np.array([0, 1, 3, 60]), np.zeros(4, dtype=int))
    assert scores[0] == 1.0
    assert list(scores) == sorted(scores, reverse=True)
    assert scores[3] == pytest.approx(1 / (1 + OPENING_GAIN), abs=1e-3)


def test_an_opening_that_says_little_of_what_the_articles_say_gains_little():
    ranked = np.array([1.0, 0.5, 0.1, 0.5])
    scores = salience(ranked, np.array([0, 1, 0, 1]), np.array([0, 0, 1, 1]))
    fade = np.exp(-1 / OPENING_DECAY)
    expected = np.array(
        [1 + OPENING_GAIN, 0.5 + OPENING_GAIN * fade, 0.1 + OPENING_GAIN * 0.1, 0.5 + OPENING_GAIN * 0.1 * fade]
    )
    assert scores == pytest.approx(expected / expected.max())


@given(values=MATRICES, data=st.data())
def test_salience_stays_in_range_and_does_not_depend_on_how_articles_are_numbered(values, data):
    article = np.sort(data.draw(st.lists(st.integers(0, 3), min_size=len(values), max_size=len(values))))
    position = np.array([int((article[:at] == article[at]).sum()) for at in range(len(values))])
    scores = salience(lexrank(unit_rows(values), position, article), position, article)
    assert scores.min() >= 0
    assert scores.max() in (0.0, pytest.approx(1.0))
    assert salience(lexrank(unit_rows(values), position, article), position, article + 2) == pytest.approx(scores)


def test_what_answers_matters_in_the_articles_and_to_the_question():
    first, second = 0.25**QUERY_WEIGHT, 0.25 ** (1 - QUERY_WEIGHT)
    found = combine_with_query(np.array([1.0, 0.25, 0.0]), np.array([0.25, 1.0, 1.0]))
    assert found == pytest.approx([first / second, 1, 0])
