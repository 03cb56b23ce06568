"""Which articles are copies of one story, and which are independent voices."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Document, summarize
from summarize.copies.near_copies import (
    MIN_CONTAINED,
    MIN_SHINGLES,
    SHINGLE_LENGTH,
    group_copies,
    group_voices,
)
from summarize.text.tokens import tokenize

# articles made of a few stock passages of six words, so that they share shingles to every degree
PASSAGES = st.lists(st.integers(0, 12), max_size=6, unique=True)
ARTICLES = PASSAGES.map(lambda numbers: [f"{number}{letter}" for number in numbers for letter in "abcdef"])


def shingles(words):
    return {tuple(words[start : start + SHINGLE_LENGTH]) for start in range(len(words) - SHINGLE_LENGTH + 1)}


def group_copies_by_definition(articles):
    """Return the stories by sets: each article joins the story that holds most of it, if that is half or more."""
    stories: list[int] = []
    for row, article in enumerate(articles):
        own, held = shingles(article), {}
        for story in sorted(set(stories)):
            members = [shingles(articles[earlier]) for earlier in range(row) if stories[earlier] == story]
            held[story] = len(own & set().union(*members))
        best = max(held, key=lambda story: (held[story], -story), default=None)
        same = [stories[earlier] for earlier in range(row) if articles[earlier] == article and article]
        if same:
            stories.append(same[0])
        elif best is not None and len(own) >= MIN_SHINGLES and held[best] >= MIN_CONTAINED * len(own):
            stories.append(best)
        else:
            stories.append(max(stories, default=-1) + 1)
    return stories


@given(st.lists(ARTICLES, max_size=6))
def test_an_article_joins_the_story_that_holds_most_of_it(articles):
    assert group_copies(articles) == group_copies_by_definition(articles)


def test_a_turn_of_phrase_in_all_articles_makes_no_copies():
    phrase = ["one", "of", "the", "most", "important"]
    articles = [[*phrase, *(f"{article}-{word}" for word in range(20))] for article in range(3000)]
    assert group_copies(articles) == list(range(3000))


STORY = tokenize(
    "hours after the call the army struck a village in the north of the province and seven people were hurt"
)
OTHER = tokenize(
    "the minister said on friday that talks would begin again in spring once both sides had freed prisoners"
)


@pytest.mark.parametrize(
    ("articles", "stories"),
    [
        pytest.param([STORY, STORY], [0, 0], id="a copy"),
        pytest.param([STORY + OTHER, STORY], [0, 0], id="a copy cut short"),
        pytest.param([STORY, OTHER], [0, 1], id="two stories"),
        pytest.param([STORY, OTHER, [*STORY, "again"]], [0, 1, 0], id="a copy with a word more, not side by side"),
        pytest.param([STORY[:10], STORY[:9]], [0, 1], id="too short to tell"),
        pytest.param([STORY[:10], STORY[:10]], [0, 0], id="short, but the very same"),
        pytest.param([STORY], [0], id="one article"),
        pytest.param([[], []], [0, 1], id="no words"),
    ],
)
def test_copies_are_one_story(articles, stories):
    assert group_copies(articles) == stories


@pytest.mark.parametrize(
    ("stories", "outlets", "voices"),
    [
        pytest.param([0, 1, 2], ["PPP", "ppp ", None], [0, 0, 1], id="pages of one outlet, however it is written"),
        pytest.param([0, 0, 1], ["PPP", None, "PPP"], [0, 0, 0], id="a copy without an outlet is of the known one"),
        pytest.param([0, 0, 1, 2], ["PPP", "Mail", "PPP", "Mail"], [0, 0, 1, 2], id="a story of several is of none"),
        pytest.param([0, 1, 2], [None, None, None], [0, 1, 2], id="no outlet is known"),
    ],
)
def test_pages_of_one_outlet_and_copies_of_one_story_are_one_voice(stories, outlets, voices):
    assert group_voices(stories, outlets) == voices


def test_the_list_of_sources_names_the_outlet_and_says_which_share_one():
    first = "The dam at Marl broke at dawn on Monday. Two villages were flooded."
    second = "The dam at Marl broke at dawn on Monday, police said. Farmers lost 120 cows in the night."
    documents = [Document(first, outlet="PPP", title="Page 0"), Document(second, outlet="PPP", title="Page 1")]
    summary = summarize(documents, sentences=1)
    assert [source.outlet for source in summary.sources] == ["PPP", "PPP"]
    assert {source.voice for source in summary.sources} == {1}
    assert summary.sentences[0].voices == 1
    assert "PPP" in str(summary)
    assert "same outlet as [1]" in str(summary)
    assert "(1 independent voice)" in str(summary)
    by_article = summarize(documents, sentences=1, voices="articles")
    assert by_article.text == summary.text
    assert (by_article.sentences[0].voices, {source.voice for source in by_article.sources}) == (2, {1, 2})
    assert "same outlet" not in str(by_article)
