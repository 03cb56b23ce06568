"""Notices that pages share are no story; what copies of one story share is."""

from unittest.mock import patch

import pytest

from summarize import Document, summarize
from summarize.text.sentences import split_sentences

PROMPTS = (
    "Lend a story to a friend. Whoever gets it from you may read it for a week.",
    "Hang on while we find out who you are. You may have to open the page in another browser.",
)
STORIES = (
    (
        "The mill on the Lome burned down on Sunday night, and two firemen were hurt when its roof fell in. The mill "
        "had stood empty since 1998. Its owner wanted to turn it into flats next year.",
        "Star",
    ),
    (
        "Forty firemen from three towns could not save the old mill. Smoke was seen as far away as Lund. The police "
        "are looking for a boy who ran from the yard at ten in the evening.",
        "Herald",
    ),
    (
        "With the mill the town loses its oldest house, which was built in 1874 by a baker. The mayor, Ida Holm, said "
        "that the tower at least must be built again. An architect will look at the walls today.",
        "Post",
    ),
)


def page(story: str, outlet: str, prompts: tuple[str, ...] = PROMPTS) -> Document:
    return Document("\n\n".join((prompts[0], story, *prompts[1:])), outlet=outlet)


def test_notices_of_three_outlets_are_never_quoted_and_make_no_copies():
    summary = summarize([page(*story) for story in STORIES], words=120)
    assert not any(sentence in summary.text for prompt in PROMPTS for sentence in prompt.split(". "))
    assert len({article.document for article in summary.sources if article.voice}) == 3
    assert {source.voice for source in summary.sources} == {1, 2, 3}


def test_nothing_is_cut_into_sentences_twice():
    with patch("summarize.cutting.split_sentences", wraps=split_sentences) as cut:
        summarize([page(*story) for story in STORIES], words=60)
    assert cut.call_count == len(STORIES) * (1 + len(PROMPTS))


def test_the_order_of_the_pages_changes_nothing():
    pages = [page(*story) for story in STORIES]
    assert summarize(pages, words=60).text == summarize(pages[::-1], words=60).text


def test_copies_of_one_story_keep_the_sentences_that_speak_to_the_reader():
    column = (
        "We have to talk about the mill. You may think that it was only an old house. Our town lost more than that on "
        "Sunday night, and we will not get it back. The tower was built by a baker in 1874."
    )
    summary = summarize([Document(column, outlet="Star"), Document(column, outlet="Post")], words=60)
    assert "Our town lost more than that" in summary.text
    assert {source.voice for source in summary.sources} == {1}


@pytest.mark.parametrize("shared", ["“You will all be paid,” the owner of the mill told his men on Monday morning."])
def test_what_is_quoted_does_not_speak_to_the_reader(shared):
    summary = summarize([page(story, outlet, (shared,)) for story, outlet in STORIES], words=200)
    assert shared in summary.text
