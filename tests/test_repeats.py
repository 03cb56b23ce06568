"""Which sentences are the same, and which tell again what a copy tells."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from summarize import Document, summarize
from summarize.copies.repeats import drop_near_repeats, first_occurrences, identical_sentences
from summarize.records import Corpus, Sentence
from summarize.text.tokens import sentence_key, tokenize


def sentence(document, position, text):
    return Sentence(document, 0, 1, text, position, len(text.split()))


def corpus_of(sentences, stories):
    """Return a corpus of which nothing but its sentences and stories is known."""
    tokens = [tokenize(sentence.text) for sentence in sentences]
    documents, days = tuple(Document("") for _ in stories), (None,) * len(stories)
    return Corpus(documents, (), (), (), (), tuple(stories), (), tuple(sentences), tokens, (), days)


def unit_rows(values):
    rows = np.asarray(values, dtype=np.float64)
    return csr_array(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def test_a_sentence_occurs_first_once_in_a_story():
    sentences = [
        sentence(0, 0, "A fell."),
        sentence(1, 0, "a FELL"),
        sentence(2, 0, "A fell."),
        sentence(1, 1, "B rose."),
    ]
    assert first_occurrences(corpus_of(sentences, [0, 0, 1])).tolist() == [True, False, True, True]


WORDS = ["U.S.", "US", "1.5", "15", "dam", "mad", "ﬁre", "fire", "é", "e\u0301", "İ", "i", "ß", "ss", "’s", "น้ำ", "ท่วม"]
WORDS += ["東", "京", "कि", "_", "-", "…", "²", "2", "Σ", "ς", "K", "k", "u s", "1 5"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join), max_size=12)


@given(texts=TEXTS, glue=st.sampled_from(" -'"))
def test_sentences_are_identical_when_their_keys_are(texts, glue):
    sentences = [sentence(row, 0, text.replace(" ", glue)) for row, text in enumerate(texts)]
    keys = [sentence_key(sentence.text) for sentence in sentences]
    assert identical_sentences(corpus_of(sentences, range(len(texts)))).tolist() == [keys.index(key) for key in keys]


def test_the_same_sentence_in_another_house_style_is_a_near_repeat_in_a_copy_only():
    sentences = [sentence(document, 0, str(document)) for document in range(3)]
    weights = unit_rows([[5, 5, 1], [5, 5, 0], [5, 5, 1]])
    first = np.array([True, True, True])
    assert drop_near_repeats(weights, first, corpus_of(sentences, [0, 0, 1])).tolist() == [True, False, True]
    assert first.all(), "the argument is left as it was"


def test_what_only_the_later_copy_tells_stays():
    sentences = [sentence(0, 0, "x"), sentence(1, 0, "y"), sentence(1, 1, "z")]
    weights = unit_rows([[1, 0, 0], [1, 0, 0], [0, 1, 0]])
    assert drop_near_repeats(weights, np.array([True] * 3), corpus_of(sentences, [0, 0])).tolist() == [
        True,
        False,
        True,
    ]


@given(
    rows=st.lists(st.lists(st.integers(0, 3), min_size=6, max_size=6).filter(any), min_size=1, max_size=12),
    articles=st.integers(1, 4),
)
def test_rows_are_dropped_as_if_each_were_compared_with_all_that_are_kept(rows, articles):
    sentences = sorted((sentence(row % articles, row, "x") for row in range(len(rows))), key=lambda s: s.document)
    weights, first = unit_rows(rows), np.array([True] * len(rows))
    cosines, kept = (weights @ weights.T).toarray(), np.array([True] * len(rows))
    for row, own in enumerate(sentences):
        earlier = [other for other in range(row) if kept[other] and sentences[other].document != own.document]
        kept[row] = not any(cosines[row, other] >= 0.7 - 1e-12 for other in earlier)
    near_threshold = np.isclose(cosines, 0.7, atol=1e-9).any()
    found = drop_near_repeats(weights, first, corpus_of(sentences, [0] * articles))
    assert near_threshold or found.tolist() == kept.tolist()


def test_of_two_copies_the_one_that_lost_no_characters_is_quoted():
    sound = (
        "The café at the harbour of Elsa burned down on Monday night, the mayor said. Crews from six towns fought it. "
        "Nobody was hurt, and the ferries to the islands sailed again at noon. The owner will build it anew by spring."
    )
    damaged = sound.replace("é", "\ufffd") + " Hundreds came to look on."
    summary = summarize([damaged, sound], words=15)
    assert "\ufffd" not in summary.text
    assert "café" in summary.text
