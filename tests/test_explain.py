"""--explain tells how each sentence was picked, and what the others lacked."""

import json

import numpy as np
import pytest

from summarize import summarize
from summarize.choose.mmr import marginal_relevance
from summarize.saved import load_summary

DAM = "The dam at Elsa broke at dawn on Monday, and two villages below it were flooded."
ARTICLES = [
    f"{DAM} The minister promised help for 1,200 families on Tuesday. However, nobody knows when the help will come.",
    "The dam at Elsa broke at dawn on Monday, the service said. Farmers lost their cattle in the flood at Elsa.",
    f"{DAM} The army has sent boats and blankets to the two villages that were flooded below the dam at Elsa.",
]


def test_nothing_is_explained_unless_asked_for_and_the_summary_is_the_same():
    plain, told = summarize(ARTICLES, words=40), summarize(ARTICLES, words=40, explain=True)
    assert plain.explanation is None
    assert told.explanation is not None
    assert (plain.sentences, plain.sources, plain.unused) == (told.sentences, told.sources, told.unused)
    assert json.loads(plain.to_json())["explanation"] is None


def test_each_sentence_has_its_turn_its_place_and_what_was_taken_off():
    summary = summarize(ARTICLES, words=60, explain=True)
    assert summary.explanation is not None
    choices = summary.explanation.choices
    assert sorted(one.turn for one in choices) == list(range(1, len(summary.sentences) + 1))
    for one, sentence in zip(choices, summary.sentences, strict=True):
        novelty = summary.settings["diversity"]
        weighed = marginal_relevance(np.array([sentence.score]), np.array([one.redundancy]), novelty)
        assert one.gain == pytest.approx(weighed[0], abs=1e-5)
        text = ARTICLES[sentence.citations[0].document]
        assert text[: sentence.citations[0].start].count(".") == one.position - 1
    assert min(choices, key=lambda one: one.turn).redundancy == 0


@pytest.mark.parametrize(
    ("words", "text", "reason", "sentence"),
    [
        (16, "The dam at Elsa broke at dawn on Monday, the service said.", "the summary says it already", 1),
        (16, "The minister promised help for 1,200 families on Tuesday.", "it does not fit, with 9 words for", None),
        (90, "However, nobody knows when the help will come.", "it leans on its neighbours", None),
    ],
)
def test_a_runner_up_says_what_it_lacked(words, text, reason, sentence):
    summary = summarize(ARTICLES, words=words, explain=True)
    assert summary.explanation is not None
    others = {other.text: other for other in summary.explanation.runners_up}
    assert others[text].reason.startswith(reason), others
    assert others[text].sentence == sentence
    scores = [other.score for other in summary.explanation.runners_up]
    assert scores == sorted(scores, reverse=True)
    assert not {one.text for one in summary.sentences} & set(others)


def test_an_explanation_survives_saving():
    summary = summarize(ARTICLES, words=40, explain=True)
    assert load_summary(summary.to_json()) == summary


def test_the_order_of_the_articles_changes_no_reason():
    def told(articles):
        why = summarize(articles, words=40, explain=True).explanation
        assert why is not None
        return why.choices, [(other.text, other.reason) for other in why.runners_up]

    assert told(ARTICLES) == told(ARTICLES[::-1])


def test_a_sentence_of_another_language_is_passed_over_for_that():
    german = "Der Damm über Milltown ist am Montag gebrochen. Zwei Dörfer im Tal wurden überflutet, und niemand half."
    english = [
        "The dam above Milltown broke on Monday. Two villages in the valley were flooded before noon.",
        "A dam broke above Milltown on Monday, engineers said. The army sent boats to the two villages.",
        "Engineers had warned the council of Milltown for years. The dam above the villages was old.",
    ]
    found = summarize([*english, german], words=15, explain=True).explanation
    assert found is not None
    reasons = {one.text: one.reason for one in found.runners_up}
    assert reasons["Der Damm über Milltown ist am Montag gebrochen."] == "its article is in another language than most"
