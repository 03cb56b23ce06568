import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.collapse import CONTAINED, FEWEST, SHINGLE, collapse, drop_echoes, first_tellings
from summarize.records import Sentence
from tests.test_rank import unit_rows

# articles made of a few stock passages of six words, so that they share shingles to every degree
PASSAGES = st.lists(st.integers(0, 12), max_size=6, unique=True)
WORDS = PASSAGES.map(lambda numbers: [f"{number}{letter}" for number in numbers for letter in "abcdef"])


def slow_voices(articles):
    """The definition with sets and pairs: containment in the shorter, chains joined."""
    sets = [{tuple(a[i : i + SHINGLE]) for i in range(len(a) - SHINGLE + 1)} for a in articles]
    voice = list(range(len(articles)))
    for a in range(len(articles)):
        for b in range(a):
            fewest = min(len(sets[a]), len(sets[b]))
            if fewest >= FEWEST and len(sets[a] & sets[b]) >= CONTAINED * fewest:
                old, new = voice[a], voice[b]
                voice = [new if v == old else v for v in voice]
    return voice


@given(st.lists(WORDS, max_size=6))
def test_voices_are_the_connected_copies(articles):
    found, expected = collapse(articles), slow_voices(articles)
    pairs = [(a, b) for a in range(len(articles)) for b in range(a)]
    assert [found[a] == found[b] for a, b in pairs] == [expected[a] == expected[b] for a, b in pairs]


STORY = [
    "hours",
    "after",
    "the",
    "call",
    "the",
    "army",
    "struck",
    "a",
    "village",
    "in",
    "the",
    "north",
    "of",
    "the",
    "province",
    "and",
    "seven",
    "people",
    "were",
    "hurt",
]
OTHER = [
    "the",
    "minister",
    "said",
    "on",
    "friday",
    "that",
    "talks",
    "would",
    "begin",
    "again",
    "in",
    "spring",
    "once",
    "both",
    "sides",
    "had",
    "freed",
    "prisoners",
]


@pytest.mark.parametrize(
    ("articles", "voices", "why"),
    [
        ([STORY, STORY], [0, 0], "a copy"),
        ([STORY + OTHER, STORY], [0, 0], "a copy cut short"),
        ([STORY, OTHER], [0, 1], "two stories"),
        ([STORY, OTHER, [*STORY, "again"]], [0, 1, 0], "a copy with a word more, not side by side"),
        ([STORY[:10], STORY[:10]], [0, 1], "too short to tell"),
        ([STORY], [0], "one article"),
        ([[], []], [0, 1], "nothing in them"),
    ],
)
def test_copies_of_one_story_are_one_voice(articles, voices, why):
    assert collapse(articles) == voices, why


def sentence(document, position, text):
    return Sentence(document, 0, 1, text, position, 0, len(text.split()))


def test_a_sentence_is_told_first_once_a_voice():
    sentences = [
        sentence(0, 0, "A fell."),
        sentence(1, 0, "a FELL"),
        sentence(2, 0, "A fell."),
        sentence(1, 1, "B rose."),
    ]
    assert first_tellings(sentences, [0, 0, 1]).tolist() == [True, False, True, True]


def test_the_same_sentence_in_another_house_style_is_an_echo_in_a_copy_only():
    sentences = [sentence(d, 0, str(d)) for d in range(3)]
    weights = unit_rows([[5, 5, 1], [5, 5, 0], [5, 5, 1]])
    first = np.array([True, True, True])
    assert drop_echoes(weights, first, sentences, [0, 0, 1]).tolist() == [True, False, True]
    assert first.all(), "the argument is left as it was"


def test_what_only_the_later_copy_tells_stays():
    sentences = [sentence(0, 0, "x"), sentence(1, 0, "y"), sentence(1, 1, "z")]
    weights = unit_rows([[1, 0, 0], [1, 0, 0], [0, 1, 0]])
    assert drop_echoes(weights, np.array([True] * 3), sentences, [0, 0]).tolist() == [True, False, True]
