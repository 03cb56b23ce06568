"""Kinds of text beside news: what may be quoted of an interview, minutes, reviews, abstracts and reports, and what not.

Each folder of `data/kinds` holds texts and `expected.json`: `must` is told in a summary of `words` words, `must_not` in
none of any length. `known` are those of either that do not hold yet.
"""

import json
from functools import cache

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
