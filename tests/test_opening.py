"""A summary of many stories starts from the opening of the article that tells most of what the others tell."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import Document, Options, summarize
from summarize.choose.context import choose_in_context
from summarize.choose.opening import (
    MAX_OPENING,
    NEWEST_ARTICLE_GAIN,
    OPENING_SHARE,
    STORIES_FOR_OPENING,
    centrality,
    opening,
)
from summarize.corpus import build_corpus
from summarize.pipeline import rank

NEWS = "The dam at Elsa broke on Monday and flooded two villages, and nine people drowned, the police in Elsa said."
BEHIND = "The army sent boats to Marn and Tolle, the two villages, and flew forty families out of the valley."
SIDES = [
    "Farmers in the valley below the dam lost four hundred goats when the water came, their union said in Elsa.",
    "The owner of the dam, Tarn Power, said that engineers had looked at the wall of it in May and found no crack.",
    "A school in Marn was turned into a shelter, where people from both villages slept on the floor of the gym.",
    "The railway from Elsa to the coast stays closed until Friday, since the water took away a bridge near Tolle.",
    "Prices of power rose by nine percent on Tuesday after the dam at Elsa broke, traders at the exchange said.",
    "Nine people who drowned in the flood at Elsa were buried on Thursday, and two thousand came, the police said.",
]
MORE = [
    "Sheep of one farmer were found on a roof, and a dog in a tree.",
    "It was built in 1931, raised in 1954 and sold three times since then.",
    "Teachers cooked for them, and a doctor came from the coast by boat.",
    "Buses leave from the market every hour and take twice as long.",
    "Mills in the north bought coal instead, and two of them stood still.",
    "Bells rang at noon, and shops were shut in all of the province.",
]
LONG = [f"{side} {more}" for side, more in zip(SIDES, MORE, strict=True)]
ARTICLES = [f"{NEWS} {BEHIND}", *LONG]


def pool_of(texts, dates=(), **options):
    asked = Options(language="en", **options)
    dates = [*dates, *[None] * (len(texts) - len(dates))]
    corpus = build_corpus([Document(text, date=date) for text, date in zip(texts, dates, strict=True)], asked)
    return rank(corpus, asked).pool


def texts_of(rows, pool):
    return [pool.corpus.sentences[row].text for row in rows]


def rows_by_article(pool):
    found = defaultdict(list)
    for row in pool.rows.tolist():
        found[pool.corpus.sentences[row].document].append(row)
    return found


def test_the_opening_is_that_of_the_article_that_tells_most_of_what_others_tell():
    pool = pool_of(ARTICLES, words=100)
    assert texts_of(opening(pool), pool) == [NEWS, BEHIND]
    assert summarize([Document(text) for text in ARTICLES], words=100, language="en").sentences[0].text == NEWS


def test_its_second_sentence_needs_room_within_the_share_of_an_opening():
    words = len(f"{NEWS} {BEHIND}".split())
    for budget, expected in ((round(words / OPENING_SHARE) + 1, 2), (round(words / OPENING_SHARE) - 1, 1)):
        assert len(opening(pool_of(ARTICLES, words=budget))) == expected
    assert opening(pool_of(ARTICLES, words=len(NEWS.split()) - 1)) == [], "not even the first fits"


def test_of_few_stories_and_where_something_is_asked_there_is_no_opening():
    assert opening(pool_of(ARTICLES[: STORIES_FOR_OPENING - 1], words=100)) == []
    assert opening(pool_of([*ARTICLES[: STORIES_FOR_OPENING - 1], ARTICLES[0]], words=100)) == [], (
        "a copy is no further story"
    )
    assert opening(pool_of(ARTICLES, words=100, query="goats of the farmers")) == []


def test_what_opens_no_summary_opens_none_here(monkeypatch):
    quoted = f'"The dam at Elsa broke," said Ana Ruz of the police, where two villages were flooded. {NEWS} {BEHIND}'
    pool = pool_of([quoted, *LONG], words=100)
    assert texts_of(opening(pool), pool)[0] in SIDES
    monkeypatch.setattr("summarize.choose.opening.is_lede", lambda row, pool: True)
    assert texts_of(opening(pool), pool)[0] in quoted, "it is the form alone that keeps it from opening"


def test_an_opening_ends_where_a_sentence_repeats_it_and_behind_the_third():
    again = "The dam at Elsa broke on Monday, flooded two villages, and nine people drowned."
    pool = pool_of([f"{NEWS} {again} {BEHIND}", *LONG], words=200)
    assert texts_of(opening(pool), pool) == [NEWS]
    more = "Helicopters of the navy came at noon. Bakers of the coast gave bread. Nobody knows when the road will open."
    pool = pool_of([f"{NEWS} {BEHIND} {more}", *LONG], words=1000)
    assert len(opening(pool)) == MAX_OPENING


def test_centrality_is_the_mean_cosine_to_other_stories_by_salience_and_day():
    dates = ["2024-03-04", "2024-03-05", "2024-03-06"]
    pool = pool_of(ARTICLES, dates, words=100)
    by_article = rows_by_article(pool)
    sums = np.array([pool.weights.toarray()[rows].sum(axis=0) for rows in by_article.values()])
    unit = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    cosines = (unit @ unit.T).sum(axis=1) - 1
    days = [pool.corpus.days[article] for article in by_article]
    gain = np.array([1 + NEWEST_ARTICLE_GAIN * {None: 0, dates[0]: 0, dates[1]: 0.5, dates[2]: 1}[day] for day in days])
    salience = np.array([pool.scores[rows[0]] for rows in by_article.values()])
    assert centrality(by_article, pool) == pytest.approx(cosines * salience**2 * gain, abs=1e-8)


def test_copies_of_a_side_story_do_not_make_it_central():
    once, often = pool_of(ARTICLES, words=100), pool_of([*ARTICLES, *[LONG[1]] * 8], words=100)
    assert texts_of(opening(often), often) == texts_of(opening(once), once)


def test_versions_of_a_story_are_as_central_as_one():
    versions = [ARTICLES[0], f"{ARTICLES[0]} {MORE[0]}", f"{ARTICLES[0]} {MORE[3]} {MORE[5]}"]
    pool = pool_of([*versions, *LONG], words=100)
    assert len(set(pool.corpus.copy_groups)) == len(ARTICLES)
    assert texts_of(opening(pool), pool)[0] == NEWS


def test_what_an_earlier_summary_told_is_not_told_again_for_an_opening():
    pool = pool_of(ARTICLES, words=100)
    pool.told = frozenset({0})
    assert opening(pool) == []


@settings(max_examples=20)
@given(st.permutations(ARTICLES), st.integers(20, 120))
def test_the_order_of_articles_does_not_matter_and_the_budget_is_kept(articles, words):
    pool, other = pool_of(articles, words=words), pool_of(ARTICLES, words=words)
    assert texts_of(opening(pool), pool) == texts_of(opening(other), other)
    chosen, _ = choose_in_context(pool)
    assert pool.costs[chosen].sum() <= words
