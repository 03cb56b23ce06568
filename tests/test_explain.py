"""--explain tells how each sentence was picked, and what the others lacked."""

import json

import numpy as np
import pytest

from summarize import summarize
from summarize.choose.mmr import UNWANTED_LOSS, marginal_relevance
from summarize.saved import load_summary

DAM = "The dam at Elsa broke at dawn on Monday, and two villages below it were flooded."
REBUTTED = "The minister promised help for 1,200 families on Tuesday."
ARTICLES = [
    f"{DAM} {REBUTTED} However, nobody knows when the help will come.",
    "The dam at Elsa broke at dawn on Monday, the service said. Farmers lost their cattle in the flood at Elsa.",
    f"{DAM} The army has sent boats and blankets to the two villages that were flooded below the dam at Elsa.",
]


def test_nothing_is_explained_unless_asked_for_and_the_summary_is_the_same():
    plain, explained = summarize(ARTICLES, words=40), summarize(ARTICLES, words=40, explain=True)
    assert plain.explanation is None
    assert explained.explanation is not None
    assert (plain.sentences, plain.sources, plain.unused) == (explained.sentences, explained.sources, explained.unused)
    assert json.loads(plain.to_json())["explanation"] is None


def test_each_sentence_has_its_turn_its_position_and_its_redundancy():
    summary = summarize(ARTICLES, words=60, explain=True)
    assert summary.explanation is not None
    choices = summary.explanation.choices
    assert sorted(choice.turn for choice in choices) == list(range(1, len(summary.sentences) + 1))
    for choice, sentence in zip(choices, summary.sentences, strict=True):
        novelty = summary.settings["diversity"]
        gain = marginal_relevance(np.array([sentence.score]), np.array([choice.redundancy]), novelty)
        assert choice.gain == pytest.approx(gain[0] - UNWANTED_LOSS * (sentence.text == REBUTTED), abs=1e-5)
        text = ARTICLES[sentence.citations[0].document]
        assert text[: sentence.citations[0].start].count(".") == choice.position - 1
    assert min(choices, key=lambda choice: choice.turn).redundancy == 0


@pytest.mark.parametrize(
    ("words", "text", "reason", "sentence"),
    [
        (16, "The dam at Elsa broke at dawn on Monday, the service said.", "the summary says it already", 1),
        (16, "The minister promised help for 1,200 families on Tuesday.", "it does not fit, with 9 words for", None),
        (16, "However, nobody knows when the help will come.", "it leans on its neighbours", None),
    ],
)
def test_a_runner_up_says_what_it_lacked(words, text, reason, sentence):
    summary = summarize(ARTICLES, words=words, explain=True)
    assert summary.explanation is not None
    runners_up = {runner_up.text: runner_up for runner_up in summary.explanation.runners_up}
    assert runners_up[text].reason.startswith(reason), runners_up
    assert runners_up[text].sentence == sentence
    scores = [runner_up.score for runner_up in summary.explanation.runners_up]
    assert scores == sorted(scores, reverse=True)
    assert not {chosen.text for chosen in summary.sentences} & set(runners_up)


def test_an_explanation_survives_saving():
    summary = summarize(ARTICLES, words=40, explain=True)
    assert load_summary(summary.to_json()) == summary


def test_the_order_of_the_articles_changes_no_reason():
    def reasons(articles):
        explanation = summarize(articles, words=40, explain=True).explanation
        assert explanation is not None
        return explanation.choices, [(runner_up.text, runner_up.reason) for runner_up in explanation.runners_up]

    assert reasons(ARTICLES) == reasons(ARTICLES[::-1])


def test_a_sentence_of_another_language_is_passed_over_for_that():
    german = "Der Damm über Milltown ist am Montag gebrochen. Zwei Dörfer im Tal wurden überflutet, und niemand half."
    english = [
        "The dam above Milltown broke on Monday. Two villages in the valley were flooded before noon.",
        "A dam broke above Milltown on Monday, engineers said. The army sent boats to the two villages.",
        "Engineers had warned the council of Milltown for years. The dam above the villages was old.",
    ]
    explanation = summarize([*english, german], words=15, explain=True).explanation
    assert explanation is not None
    reasons = {runner_up.text: runner_up.reason for runner_up in explanation.runners_up}
    assert reasons["Der Damm über Milltown ist am Montag gebrochen."] == "its article is in another language than most"
