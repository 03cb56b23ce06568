"""Articles that were not used: each has its own reason."""

import pytest

from summarize import Document, summarize
from summarize.choose.explain import leaning
from summarize.records import Sentence
from summarize.text.languages import load_language
from summarize.text.tokens import count_words

MILL = (
    "The mill on the Lome burned down on Sunday night, and two firemen were hurt when its roof fell in. "
    "Forty firemen from three towns could not save the mill on the Lome. It had stood empty since 1998."
)
PRICES = "Prices of wheat rose by three percent at the exchange in Tarn, traders said, after a dry spring in the south."
AGAIN = (
    "Firemen from three towns fought on Sunday night for the old mill on the Lome, which could not be saved. "
    "The mill on the Lome will be missed."
)
MORE = (
    "The firemen of the towns want a new engine after the fire in the mill on the Lome, which they lost on Sunday, and "
    "the mayor said that forty men with old hoses can do nothing about a tower that has burned for hours."
)
ASKING = "Who set fire to the mill on the Lome? Did the firemen from three towns come too late on Sunday night?"


def reason(other: str) -> str:
    """Return why an article was not used beside one about the mill."""
    (unused,) = summarize([MILL, other], words=20).unused
    return unused.reason


def test_off_topic_said_already_and_no_room_are_told_apart():
    assert reason(PRICES) == "is about something else"
    assert reason(AGAIN) == "adds nothing new"
    assert reason(MORE) == "what it adds does not fit"


def test_an_article_with_a_later_figure_adds_something():
    told = "Police said forty firemen from three towns fought on Sunday night for the old mill on the Lome."
    again = told.replace("forty", "eighty")
    (unused,) = summarize([told, f"{again} Nobody was hurt."], words=17, language="en").unused
    assert unused.reason != "adds nothing new"
    (unused,) = summarize([told, f"{told} Nobody was hurt."], words=17, language="en").unused
    assert unused.reason == "copy of a cited story, without the sentences cited"


def test_what_was_not_asked_or_is_told_by_too_few_is_said_to_be():
    (unused,) = summarize([MILL, MORE], words=100, query="Since when had it stood empty?").unused
    assert unused.reason == "does not speak of what was asked"
    shared = "The mill on the Lome burned down on Sunday night, and two firemen were hurt when its roof fell in."
    again = "On Sunday night the mill on the Lome burned down, and two firemen were hurt when its roof fell in."
    snow = "Snow fell in the hills above Tarn on Monday, and the county closed the pass for a day and a night."
    built = "A baker from Lund had built it in 1874 and never ran it for long, since the river froze each winter."
    schools = "The schools in Tarn stayed closed until noon while plows cleared the roads down to the valley."
    both = [f"{shared} {PRICES} {built}", f"{snow} {schools} {again}", MORE]
    reasons = [unused.reason for unused in summarize(both, words=100, min_voices=2).unused]
    assert reasons == ["none of its sentences is told by enough voices"]


@pytest.mark.parametrize(
    "later",
    [
        "At least 19 people were killed when the mill on the Lome burned down on Sunday night, police said.",
        "Nobody of the 12 people was killed when the mill on the Lome burned down on Sunday night, police said.",
    ],
)
def test_an_article_that_contradicts_the_summary_does_not_add_nothing_new(later):
    earlier = "Police said 12 people were killed when the mill on the Lome burned down on Sunday night."
    (unused,) = summarize([earlier, later + " It had stood empty since 1998."], sentences=1).unused
    assert unused.reason == "differs from what the summary says"


def test_an_article_of_questions_has_no_sentence_to_be_read_alone():
    assert reason(ASKING) == "no sentence of it can be read alone"


LEANING = {
    "it asks a question": "Did the firemen know of the hole in the roof?",
    "it has lost characters": "The mill of Bj\ufffdrn burned down on Sunday night.",
    "it is very short": "Mills burn.",
    "it is very long": "The mill burned down " + "and the roof fell in " * 40,
    "it leans on its neighbours": "He said that the firemen had done all they could.",
}


@pytest.mark.parametrize(("why", "text"), LEANING.items(), ids=LEANING)
def test_a_sentence_that_should_not_be_read_alone_says_why(why, text):
    assert leaning(Sentence(0, 0, len(text), text, 3, count_words(text)), load_language("en")) == why


def test_unused_articles_stand_by_name_then_by_title_whatever_their_texts():
    text = "The bank of Tarn raised its rates by half a point on Friday" + ", officials in the capital said" * 2 + "."
    named = [("b", None), ("a", "Banks"), ("a", "Rates"), (None, "Tarn")]
    documents = [
        Document(text[: -1 - 5 * at] + ".", name=name, title=title) for at, (name, title) in enumerate(reversed(named))
    ]
    unused = summarize([*documents, Document(MILL * 3)], sentences=1).unused
    order = [(article.name or "", article.title or "") for article in unused]
    assert len(order) >= 3
    assert order == sorted(order)
