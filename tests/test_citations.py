"""Citing: which articles back a sentence, by which passage, and how sources and voices are counted."""

import numpy as np
import pytest

from summarize.cite.citations import cite, count_voices, supporting_rows
from summarize.cite.statements import Statements, claim_reader
from summarize.copies.repeats import first_occurrences
from summarize.corpus import build_corpus
from summarize.options import Options
from summarize.records import Document
from summarize.score.tfidf import tfidf

LONG = (
    "The old dam at Port Elsa broke on Monday and two villages were flooded. Crews from 12 towns came to help. "
    "The mayor of Port Elsa said that the water rose to 3 metres in an hour. Schools in the valley stayed shut."
)
SAYS_SO = "On Monday the old dam at Port Elsa broke, and two villages below it were flooded. Farmers lost 400 cows."
DENIES = "The old dam at Port Elsa never broke on Monday and no villages were flooded. Fishermen said so in Port Elsa."
COPY = LONG.rsplit(". ", 1)[0] + "."


def corpus_of(*texts):
    corpus = build_corpus([Document(text, name=f"{index}.txt") for index, text in enumerate(texts)], Options())
    return corpus, tfidf(corpus.stems, first_occurrences(corpus))


def row_of(corpus, start):
    return next(row for row, sentence in enumerate(corpus.sentences) if sentence.text.startswith(start))


def summary_of(corpus, weights, *starts):
    rows = [row_of(corpus, start) for start in starts]
    return cite(rows, Statements(corpus, weights), np.linspace(1, 0, len(corpus.sentences)), settings={})


def test_another_article_that_says_it_is_cited_with_its_own_span():
    corpus, weights = corpus_of(LONG, SAYS_SO, DENIES)
    (sentence,) = summary_of(corpus, weights, "The old dam at Port Elsa broke").sentences
    assert [citation.document for citation in sentence.citations] == [0, 1]
    assert [citation.source for citation in sentence.citations] == [1, 2]
    backing = sentence.citations[1]
    assert SAYS_SO[backing.start : backing.end] == backing.text == SAYS_SO.split(" Farmers", maxsplit=1)[0]
    assert sentence.voices == 2


def test_the_best_passage_of_an_article_is_cited_and_no_other():
    twice = "Crews came to help. In the end crews from 12 towns came to help the people of the valley."
    corpus, weights = corpus_of(LONG, twice)
    (rows,) = supporting_rows([row_of(corpus, "Crews from 12 towns")], Statements(corpus, weights))
    assert [corpus.sentences[row].text for row in rows[1:]] == [twice.split(". ", 1)[1]]


@pytest.mark.parametrize("shares", [{1: 0.7, 2: 0.9, 3: 0.9}, {1: 0.9, 2: 0.7, 3: 0.8}, {1: 0.8, 2: 0.9, 3: 0.7}])
def test_the_best_passage_is_the_one_that_backs_most_then_the_lower_row(monkeypatch, shares):
    corpus, weights = corpus_of(
        "The old dam at Port Elsa broke on Monday and two villages in the valley below it were flooded before noon.",
        "Farmers lost 400 cows. Schools stayed shut. Crews came.",
    )
    assert [sentence.document for sentence in corpus.sentences] == [0, 1, 1, 1]
    monkeypatch.setattr("summarize.cite.citations.support_shares", lambda *_: iter([(0, shares)]))
    best = min(shares, key=lambda row: (-shares[row], row))
    assert supporting_rows([0], Statements(corpus, weights)) == [[0, best]]


def test_a_pronoun_stands_for_names_of_the_sentences_before_it_in_its_own_article():
    corpus, _ = corpus_of(
        "Crews from 12 towns came to help the people of the valley. The chancellor Merkel left Berlin at noon. "
        "She promised 40 million marks.",
        "She came to help the crews.",
    )
    read = claim_reader(corpus, frozenset({"merkel", "berlin"}))
    antecedents = [read(row).antecedents for row in range(len(corpus.sentences))]
    assert set(antecedents[2]) == {"merkel", "berlin"}
    assert antecedents[:2] + antecedents[3:] == [(), (), ()]


def test_copies_are_cited_together_as_one_voice():
    corpus, weights = corpus_of(LONG, COPY, SAYS_SO)
    summary = summary_of(corpus, weights, "The old dam at Port Elsa broke")
    assert len(summary.sentences[0].citations) == 3
    assert summary.sentences[0].voices == 2
    assert [source.voice for source in summary.sources] == [1, 1, 2]


def test_the_very_same_sentence_in_two_stories_is_one_report():
    shared = "Nine crews from the towns came to help in the valley on Monday."
    south = "Cows drowned in the fields of the south while their owners slept, and the road to Tarn was washed away."
    north = "In a tent near the old mill the mayor told reporters that nobody could have known how high it would get."
    corpus, _ = corpus_of(f"{shared} {south}", f"{shared} {north}")
    rows = [row for row, sentence in enumerate(corpus.sentences) if sentence.text == shared]
    assert corpus.voices == (0, 1)
    assert count_voices(rows, corpus) == 1


def test_sources_are_numbered_by_first_use_and_the_rest_say_why_not():
    corpus, weights = corpus_of(SAYS_SO, LONG, COPY, "", "Prices of wheat fell in Tarn on Friday, traders said.")
    summary = summary_of(corpus, weights, "Farmers lost", "Schools in the valley")
    assert [(source.number, source.document, source.name) for source in summary.sources] == [
        (1, 0, "0.txt"),
        (2, 1, "1.txt"),
    ]
    assert [(unused.document, unused.reason) for unused in summary.unused] == [
        (2, "copy of a cited story, without the sentences cited"),
        (3, "no article text found"),
        (4, "adds nothing that fits"),
    ]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_documents_are_named_by_their_index_as_passed(order):
    texts = (LONG, SAYS_SO, DENIES)
    corpus, weights = corpus_of(*(texts[index] for index in order))
    summary = summary_of(corpus, weights, "The old dam at Port Elsa broke")
    assert [order[citation.document] for citation in summary.sentences[0].citations] == [0, 1]


GERMAN = [
    "Bei einem Brand im Hafen von Rostock sind am Dienstag 14 Menschen ums Leben gekommen. Die Feuerwehr brachte die "
    "Flammen erst nach elf Stunden unter Kontrolle. Die Bürgermeisterin Anna Lund sprach von einem schwarzen Tag.",
    "14 Menschen sind am Dienstag bei einem Brand im Hafen von Rostock gestorben. Nach elf Stunden hatte die Feuerwehr "
    "die Flammen unter Kontrolle. Bürgermeisterin Anna Lund sprach von einem schwarzen Tag.",
    "Bei einem Brand im Hafen von Hamburg sind am Dienstag 14 Menschen ums Leben gekommen. Die Polizei hatte die "
    "Flammen nach zwölf Stunden unter Kontrolle. Bürgermeisterin Anna Meier sprach von einem schwarzen Tag.",
]


def test_german_nouns_keep_no_article_from_being_cited_and_names_do():
    corpus, weights = corpus_of(*GERMAN)
    rows = range(len(corpus.sentences))
    backing = supporting_rows(rows, Statements(corpus, weights))
    cited = {(row, other) for row, *others in backing for other in others}
    article = [corpus.passed[sentence.document] for sentence in corpus.sentences]
    assert {(article[row], article[other]) for row, other in cited} == {(0, 1), (1, 0)}
    assert len(cited) >= 3


def test_the_first_sentence_of_the_longest_article_supports_as_any_other():
    corpus, weights = corpus_of(LONG, "Two villages were flooded. Farmers lost 400 cows.")
    assert row_of(corpus, "The old dam") == 0
    (sentence,) = summary_of(corpus, weights, "Two villages were flooded").sentences
    assert [citation.document for citation in sentence.citations] == [1, 0]
