"""Sentences that several independent voices tell, and no others, when asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Document, OptionError, SummarizeError, summarize
from tests.command import failing, run
from tests.test_stories import OWN, own_articles

DAM = "The dam broke at dawn on Monday."
SAID = "The dam broke on Monday at dawn, police said."
TOLD = "On Monday, at dawn, the dam broke."
FLOOD = "Two villages in the valley were flooded."


@pytest.mark.parametrize("least", [1, 2, 3])
def test_every_sentence_has_so_many_voices(least):
    documents, clusters = own_articles()
    for cluster in range(3):
        own = [document for document, number in zip(documents, clusters, strict=True) if number == cluster]
        summary = summarize(own, words=100, min_voices=least)
        assert min(sentence.voices for sentence in summary.sentences) >= least


@given(st.permutations([f"{DAM} {FLOOD}", f"{SAID} Nobody was hurt.", f"{TOLD} A bridge was lost."]))
def test_it_does_not_matter_in_which_order_articles_come(texts):
    assert summarize(texts, min_voices=3, words=8).text == summarize(sorted(texts), min_voices=3, words=8).text


def test_more_voices_than_are_asked_for_are_enough():
    texts = [f"{DAM} {FLOOD}", f"{SAID} Nobody was hurt.", f"{TOLD} A bridge was lost."]
    (sentence,) = summarize(texts, min_voices=2, words=8).sentences
    assert sentence.voices == 3


def test_copies_and_pages_of_one_outlet_are_one_voice():
    twice = [Document(f"{DAM} {FLOOD}", outlet="A"), Document(f"{DAM} Nobody was hurt.", outlet="A")]
    with pytest.raises(SummarizeError, match="no sentence is told by 2 independent voices; ask for fewer"):
        summarize(twice, min_voices=2)


def test_the_very_same_sentence_is_one_report():
    with pytest.raises(SummarizeError, match="no sentence is told by 2"):
        summarize([f"{DAM} {FLOOD}", f"{DAM} Nobody was hurt."], min_voices=2)


def test_too_little_is_a_warning():
    summary = summarize([f"{DAM} {FLOOD}", f"{SAID} Nobody was hurt."], min_voices=2, words=50)
    assert " of 50 words: no other sentence is told by 2 voices," in summary.warnings[0]
    assert summary.text in (DAM, SAID)


@pytest.mark.parametrize("least", [0, -2, 1.5, True, "2"])
def test_a_number_that_is_none_is_refused(least):
    with pytest.raises(OptionError, match="min_voices must be"):
        summarize([DAM], min_voices=least)


def test_the_command_takes_it():
    assert run("seeds", "--min-voices", "2").returncode == 0
    assert "told by 40 independent voices" in failing(1, OWN[0], "--min-voices", "40")
