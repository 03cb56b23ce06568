import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import summarize
from summarize.copies.near_copies import (
    CONTAINED,
    FEWEST,
    SHINGLE,
    drop_near_repeats,
    first_occurrences,
    group_copies,
    identical_sentences,
)
from summarize.records import Corpus, Sentence
from summarize.text.tokens import sentence_key, tokenize
from tests.test_rank import unit_rows

# articles made of a few stock passages of six words, so that they share shingles to every degree
PASSAGES = st.lists(st.integers(0, 12), max_size=6, unique=True)
WORDS = PASSAGES.map(lambda numbers: [f"{number}{letter}" for number in numbers for letter in "abcdef"])


def slow_voices(articles):
    """The definition with sets and pairs: the voice that holds most of an article's shingles, if half or more."""
    sets = [{tuple(a[i : i + SHINGLE]) for i in range(len(a) - SHINGLE + 1)} for a in articles]
    voices: list[int] = []
    for at, own in enumerate(sets):
        held = {}
        for voice in sorted(set(voices)):
            union = set().union(*(sets[other] for other in range(at) if voices[other] == voice))
            held[voice] = len(own & union)
        best = max(held, key=lambda voice: (held[voice], -voice), default=None)
        copies = [voices[other] for other in range(at) if articles[other] == articles[at] and articles[at]]
        if copies:
            voices.append(copies[0])
        elif best is not None and len(own) >= FEWEST and held[best] >= CONTAINED * len(own):
            voices.append(best)
        else:
            voices.append(max(voices, default=-1) + 1)
    return voices


@given(st.lists(WORDS, max_size=6))
def test_an_article_joins_the_voice_that_holds_most_of_it(articles):
    assert group_copies(articles) == slow_voices(articles)


def test_a_turn_of_phrase_that_all_share_costs_no_pairs():
    phrase = ["one", "of", "the", "most", "important"]
    articles = [[*phrase, *(f"{at}-{word}" for word in range(20))] for at in range(3000)]
    assert group_copies(articles) == list(range(3000))


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
        ([STORY[:10], STORY[:9]], [0, 1], "too short to tell"),
        ([STORY[:10], STORY[:10]], [0, 0], "short, but the very same"),
        ([STORY], [0], "one article"),
        ([[], []], [0, 1], "nothing in them"),
    ],
)
def test_copies_of_one_story_are_one_voice(articles, voices, why):
    assert group_copies(articles) == voices, why


def sentence(document, position, text):
    return Sentence(document, 0, 1, text, position, len(text.split()))


def corpus_of(sentences, stories):
    """Return a corpus of which nothing but its sentences and stories is known."""
    words = [tokenize(one.text) for one in sentences]
    return Corpus((), (), (), (), (), tuple(stories), (), tuple(sentences), words, ())


def test_a_sentence_is_told_first_once_a_voice():
    sentences = [
        sentence(0, 0, "A fell."),
        sentence(1, 0, "a FELL"),
        sentence(2, 0, "A fell."),
        sentence(1, 1, "B rose."),
    ]
    assert first_occurrences(corpus_of(sentences, [0, 0, 1])).tolist() == [True, False, True, True]


PARTS = ["U.S.", "US", "1.5", "15", "dam", "mad", "ﬁre", "fire", "é", "e\u0301", "İ", "i", "ß", "ss", "’s", "น้ำ", "ท่วม"]
PARTS += ["東", "京", "कि", "_", "-", "…", "²", "2", "Σ", "ς", "K", "k"]
TEXTS = st.lists(st.lists(st.sampled_from([*PARTS, "u s", "1 5"]), max_size=4).map(" ".join), max_size=12)


@given(texts=TEXTS, glue=st.sampled_from(" -'"))
def test_sentences_are_alike_when_their_keys_are(texts, glue):
    sentences = [sentence(at, 0, text.replace(" ", glue)) for at, text in enumerate(texts)]
    keys = [sentence_key(one.text) for one in sentences]
    assert identical_sentences(corpus_of(sentences, range(len(texts)))).tolist() == [keys.index(one) for one in keys]


def test_the_same_sentence_in_another_house_style_is_an_echo_in_a_copy_only():
    sentences = [sentence(d, 0, str(d)) for d in range(3)]
    weights = unit_rows([[5, 5, 1], [5, 5, 0], [5, 5, 1]])
    first = np.array([True, True, True])
    assert drop_near_repeats(weights, first, sentences, [0, 0, 1]).tolist() == [True, False, True]
    assert first.all(), "the argument is left as it was"


def test_what_only_the_later_copy_tells_stays():
    sentences = [sentence(0, 0, "x"), sentence(1, 0, "y"), sentence(1, 1, "z")]
    weights = unit_rows([[1, 0, 0], [1, 0, 0], [0, 1, 0]])
    assert drop_near_repeats(weights, np.array([True] * 3), sentences, [0, 0]).tolist() == [True, False, True]


def test_of_two_copies_the_one_that_lost_no_characters_is_quoted():
    told = (
        "The café at the harbour of Elsa burned down on Monday night, the mayor said. Crews from six towns fought it. "
        "Nobody was hurt, and the ferries to the islands sailed again at noon. The owner will build it anew by spring."
    )
    lost = told.replace("é", "\ufffd") + " Hundreds came to look on."
    summary = summarize([lost, told], words=15)
    assert "\ufffd" not in summary.text
    assert "café" in summary.text
