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


BRIDGE = "The bridge at Tarn was swept away by the water on Monday."
FLOOD = [
    "The dam at Elsa broke at dawn on Monday. Two villages below the dam were flooded within an hour. Rescuers brought "
    f"200 people to safety by noon. The mayor of Elsa said the dam had been inspected in May. {BRIDGE}",
    "A dam broke near Elsa on Monday morning. Engineers had warned of cracks in the dam since the spring. Farmers lost "
    "hundreds of cattle in the flooded fields. The government promised help for the flooded villages.",
    "The Elsa dam broke on Monday and flooded two villages. Insurance companies expect high costs from the flooded "
    f"villages. The owner of the dam denied that it had been neglected. {BRIDGE[:-1]}, police said.",
]
BANK = (
    "Interest rates rise by half a point in June, the central bank announced. Inflation reached nine per cent, more "
    "than economists expected, while wages stagnated. Mortgage holders will pay hundreds of euros more."
)
OWNER = "The owner of the dam denied that it had been neglected."
COPY = "another article has the very same sentence"


NEWS_OF_TUESDAY = "Boats and blankets came to Elsa by train on Tuesday, the army said."


@pytest.fixture
def reasons_of(monkeypatch):
    """Return a function that gives the text and the reason of every sentence that a summary lacks."""
    monkeypatch.setattr("summarize.choose.explain.MAX_RUNNERS_UP", 30)

    def reasons(documents, **options):
        explanation = summarize(documents, explain=True, language="en", **options).explanation
        assert explanation is not None
        return [(runner_up.text, runner_up.reason) for runner_up in explanation.runners_up]

    return reasons


@pytest.mark.parametrize(
    ("documents", "options", "text", "reason"),
    [
        (FLOOD, {"min_voices": 2}, OWNER, "it is not known to be told by 2 independent voices"),
        (FLOOD, {"query": "bridge"}, OWNER, "it does not speak of what was asked"),
        ([*FLOOD, BANK], {}, f"{BANK.partition('.')[0]}.", "its article is about something else than the others"),
        ([f"{OWNER} {BRIDGE} {OWNER}", *FLOOD[:2]], {}, OWNER, "its article has the very same sentence twice"),
    ],
    ids=["voices", "question", "stray", "twice"],
)
def test_what_was_left_out_before_the_choice_has_its_own_reason(documents, options, text, reason, reasons_of):
    reasons = reasons_of(documents, words=12, **options)
    assert (text, reason) in reasons
    assert COPY not in dict(reasons).values()


def test_what_an_earlier_summary_told_has_that_reason(reasons_of):
    earlier = summarize(FLOOD, words=12, language="en")
    reasons = dict(reasons_of([*FLOOD, NEWS_OF_TUESDAY], since=earlier, words=12))
    assert {reasons[sentence.text] for sentence in earlier.sentences} == {"an earlier summary told it"}


def test_only_a_sentence_that_another_article_has_word_for_word_is_called_a_copy(reasons_of):
    documents = [*FLOOD, f"Trains ran late in the valley. {OWNER} Schools at Tarn stay shut until Friday."]
    assert [text for text, reason in reasons_of(documents, words=10) if reason == COPY] == [OWNER]


def test_the_other_version_of_a_sentence_is_called_nearly_the_same(reasons_of):
    later = FLOOD[0].replace("200 people to safety", "210 people to safety")
    reasons = reasons_of([FLOOD[0], later, FLOOD[1]], words=10)
    assert any(reason == "another version of its article has nearly the same sentence" for _, reason in reasons)
