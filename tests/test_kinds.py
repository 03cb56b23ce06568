"""Kinds of text beside news: what may be quoted of an interview, minutes, reviews, abstracts and reports, and what not.

Each folder of `data/kinds` holds texts and `expected.json`: `must` is told in a summary of `words` words, `must_not` in
none of any length. `known` are those of either that do not hold yet.
"""

import json
from functools import cache
from itertools import pairwise

import pytest

from summarize import summarize
from tests.command import ROOT

KINDS = ROOT / "tests" / "data" / "kinds"
EXPECTED = {path.parent.name: json.loads(path.read_text("utf-8")) for path in sorted(KINDS.glob("*/expected.json"))}
LONG = 400  # words: everything that can be quoted fits


def cases(name):
    """A row for each text of a list, strictly expected to fail where it is known to."""
    return [
        pytest.param(kind, text, marks=[pytest.mark.xfail(strict=True)] if text in expected.get("known", ()) else [])
        for kind, expected in EXPECTED.items()
        for text in expected[name]
    ]


@cache
def told(kind, words):
    return summarize(sorted((KINDS / kind).glob("*.txt")), words=words)


@pytest.mark.parametrize(("kind", "text"), cases("must"))
def test_what_matters_is_told(kind, text):
    assert text in told(kind, EXPECTED[kind]["words"]).text


@pytest.mark.parametrize(("kind", "text"), cases("must_not"))
def test_what_is_no_prose_or_cannot_stand_alone_is_not_quoted(kind, text):
    assert text not in told(kind, LONG).text


def test_who_speaks_is_kept_where_a_transcript_says_so():
    quoted = [sentence.text for sentence in told("interview", LONG).sentences]
    transcript = (KINDS / "interview" / "transcript.txt").read_text("utf-8")
    heads = ("THE CHAIR: ", "MS. VOSS: ", "MR. BRANDT: ")
    assert sum(text.startswith(heads) for text in quoted) >= 2
    assert all(text.startswith(heads) for text in quoted if text in transcript)


def test_of_a_lone_interview_long_answers_in_the_first_person_are_told_behind_their_label():
    text = (
        "The Gazette spoke to Lena Voss, who leads the port of Port Elsa.\n\nQ: What happened?\n\nA: Well, I think "
        "that nobody had any idea of what the sea had done to the old quay in a hundred years. We found that the piles "
        "were rotten.\n\nQ: And the money?\n\nA: I expect that the port fees will rise by 12 percent next year, and "
        "that the region pays half. I have told the fishermen so.\n\nQ: Do you regret it?\n\nA: I regret that we did "
        "not talk to the families of the fishermen earlier."
    )
    told = [sentence.text for sentence in summarize([text], words=70).sentences]
    assert sum(sentence.startswith("A: ") for sentence in told) >= 2
    assert all(before.startswith("A: ") for before, one in pairwise(told) if one.startswith("We found"))
    other = "The quay of Port Elsa was closed on Monday. The fees of the port rise by 12 percent next year."
    assert "A: I" not in summarize([text, other], words=70).text  # who is A?


MINUTES = """MINUTES OF THE BOARD OF THE PORT

The meeting opened at 7 p.m. in the old customs house. The chair welcomed the members and a guest from Tarn.

J. Weir moved that the crane be sold, and L. Brandt seconded it. The motion was carried by five votes to two.

The treasurer spoke of the weather. The board decided to raise the fee for ferries by ten percent."""


def test_minutes_tell_first_who_moved_what_and_what_was_decided():
    told = summarize([MINUTES], sentences=3)
    assert "opened at 7 p.m." not in told.text
    assert "J. Weir moved" in told.text
    assert "The board decided" in told.text


def test_an_abstract_tells_first_what_it_found():
    abstract = (KINDS / "abstract" / "trial.txt").read_text("utf-8")
    assert summarize([abstract], sentences=1).text.startswith("CONCLUSIONS: ")
    news = "The dam broke at dawn. Results: two villages were flooded. The mayor thanked the crews that had come."
    assert summarize([news], sentences=1).text == "The dam broke at dawn."


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        ("3 Court of Auditors, Report on the Dams, vol. 2, pp. 14-16.", False),
        ("Weir, J., Brandt, L. (2019). The walls of Elsa hold. Port Elsa: Elsa Press.", False),
        ("[4] Ministry of Water, Letter to the court, p. 3.", False),
        ("Next meeting: 3 May 2026 in the town hall.", False),
        ("Weir told Brandt (2019 was wet) that the walls of the old dam would hold.", True),
        ("The report says on p. 14 that the walls of the old dam would not hold.", True),
    ],
)
def test_notes_and_bibliographies_are_not_quoted(line, quoted):
    text = f"The northern wall of the dam had cracks in 2019, the court said.\n\n{line}\n\nThe ministry was told.[2]"
    assert (line in summarize([text]).text) is quoted


def test_what_somebody_goes_on_to_say_stands_behind_a_sentence_that_names_who_speaks():
    hearing = (
        "MS. VOSS: The northern wall had cracks in 2019. The ministry was told of the cracks in a report.\n\n"
        "MR. BRANDT: The ministry never had such a report. The wall was safe for another ten years.\n\n"
        "MS. VOSS: The receipt of the ministry lies on this table. The stamp of the ministry is on it."
    )
    for count in range(1, 7):
        told = [sentence.text for sentence in summarize([hearing], sentences=count).sentences]
        for before, text in zip(["", *told], told, strict=False):
            assert text.startswith(("MS. VOSS: ", "MR. BRANDT: ")) or before.startswith(("MS. VOSS: ", "MR. BRANDT: "))
