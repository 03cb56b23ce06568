"""The rows that are able to back a claim: none that backs one is passed over, and few others are read."""

import numpy as np
import pytest
from mix import OWN, repeating

from summarize import summarize
from summarize.cite.candidates import Candidates
from summarize.cite.citations import supporting_rows
from summarize.cite.claim import read_claim, word_usage
from summarize.cite.statements import Statements, claim_reader
from summarize.cite.support import backed_share
from summarize.copies.repeats import first_occurrences
from summarize.corpus import build_corpus
from summarize.options import Options
from summarize.read.inputs import read_all
from summarize.records import Document
from summarize.score.tfidf import tfidf

# pairs of sentences of which the first is backed by the second, written otherwise
OTHERWISE = [
    ("The council of Elsa rejected the plan for Marn.", "The council of Elsa turned down the plan for Marn."),
    ("Apollo-11 landed near the crater of Marn on Monday.", "Near the crater of Marn Apollo 11 landed on Monday."),
    ("The United States sent 14 boats to the harbour of Marn.", "The U.S. sent 14 boats to the harbour of Marn."),
    ("Guards of Marn found 900 rounds of 9mm bullets.", "Guards of Marn found 900 rounds of 9 mm bullets."),
    (
        "Ana Voss told a court that she hid the letters.",
        "Ana Voss came late. She told a court that she hid the letters.",
    ),
]


def corpus_of(documents):
    corpus = build_corpus(documents, Options(language="en"))
    return corpus, tfidf(corpus.stems, first_occurrences(corpus))


def passed_over(corpus):
    """Return the pairs of rows of which one backs the other and is not held able to, and how many do back one."""
    usage, rows = word_usage(corpus), np.arange(len(corpus.sentences))
    read, candidates = claim_reader(corpus, usage.names), Candidates.of(corpus, usage)
    backing, lost = 0, []
    for row in rows[::2].tolist():
        able = set(candidates.able(read(row), rows).tolist())
        for other in rows.tolist():
            if backed_share(read(row), read(other), usage.idf):
                backing += 1
                lost += [] if other in able else [(corpus.sentences[row].text, corpus.sentences[other].text)]
    return lost, backing


@pytest.mark.parametrize("folder", OWN[2:3], ids=lambda folder: folder.name)
def test_no_sentence_that_backs_another_is_passed_over(folder):
    corpus, _ = corpus_of(read_all([folder]).documents)
    lost, backing = passed_over(corpus)
    assert lost == []
    assert backing > len(corpus.sentences) / 2  # each backs itself, and some one another


@pytest.mark.parametrize(("text", "other"), OTHERWISE)
def test_nor_is_one_that_writes_a_word_otherwise(text, other):
    corpus, _ = corpus_of([Document(text), Document(other)])
    usage, read = word_usage(corpus), claim_reader(corpus, word_usage(corpus).names)
    rows = {sentence.text: row for row, sentence in enumerate(corpus.sentences)}
    own, last = rows[text], next(rows[sentence] for sentence in rows if other.endswith(sentence) and sentence != text)
    assert last in Candidates.of(corpus, usage).able(read(own), np.arange(len(rows)))


def test_a_claim_without_words_leaves_every_row_able():
    corpus, _ = corpus_of([Document("He was. The dam of Elsa broke."), Document("14.")])
    read = claim_reader(corpus, frozenset())
    rows = np.arange(len(corpus.sentences))
    assert Candidates.of(corpus, word_usage(corpus)).able(read(0), rows).tolist() == rows.tolist()


def statements(texts, monkeypatch):
    """Return how many sentences are read to cite ten rows, and how many there are in all."""
    corpus, weights = corpus_of([*map(Document, texts)])
    read = []

    def counted(text, *rest):
        read.append(text)
        return read_claim(text, *rest)

    monkeypatch.setattr("summarize.cite.statements.read_claim", counted)
    supporting_rows(range(10), Statements(corpus, weights))
    return len(read), len(corpus.sentences)


def test_a_text_is_read_once_however_often_it_stands(monkeypatch):
    texts = repeating(3)
    again = [f"{text}\nNumber {number} of them." for number in range(10) for text in texts]
    few, _ = statements(texts, monkeypatch)
    many, sentences = statements(again, monkeypatch)
    assert many <= 2 * few < sentences / 4


def test_of_articles_that_repeat_one_another_few_sentences_are_read(monkeypatch):
    read, sentences = statements(repeating(60), monkeypatch)  # of about 120 sentences, each of which comes 11 times
    assert read < 200 < sentences / 5


def test_an_acronym_of_any_length_is_found_spelled_out():
    short = "Planes of NATO bombed nine bridges over the Lome near Elsa on Monday morning. Fishermen saw smoke."
    spelled = "Planes of the North Atlantic Treaty Organization" + short.removeprefix("Planes of NATO")
    articles = [short, spelled.replace("Fishermen saw smoke.", "Rain fell over the harbour all day long.")]
    (sentence,) = summarize(articles, words=14).sentences
    assert {citation.document for citation in sentence.citations} == {0, 1}
