"""The check of a summary against its documents: all that is true passes, every kind of forgery is named."""

import json
from functools import cache
from pathlib import Path

import pytest

from summarize import Document, summarize
from summarize.read.inputs import read_all
from summarize.saved import load_summary
from summarize.text.tokens import count_words
from summarize.verify import boundary_mismatches, fact_mismatches, mismatches

CLUSTERS = sorted(
    path.parent for path in (Path(__file__).parent.parent / "benchmarks" / "clusters").glob("*/truth.json")
)
DOCUMENTS = [
    Document("The dam at Elsa broke on Monday. Two villages were flooded, police said.", name="a.txt"),
    Document("On Monday the dam at Elsa broke. Farmers lost 400 cows in the flood.", name="b.txt"),
]
TOLD = {"sentence": "It broke.", "earlier": 0, "document": 0, "start": 0, "end": 9, "text": "It broke."}
BALLOTS = [
    "The box with 398 ballots was found at Eastgate School. The mayor of Dunmere wants a report on the key by May.",
    "A sealed box with 406 ballots was found at Eastgate School, officials said on the radio this morning.",
]


def wrong(summary, documents):
    by_index = dict(enumerate(documents))
    checks = (mismatches, fact_mismatches, boundary_mismatches)
    return [line for check in checks for line in check(summary, by_index)]


def forged(change, documents=DOCUMENTS):
    """Return what is wrong with a saved summary in which something was changed."""
    data = json.loads(summarize(documents, words=40, explain=True).to_json())
    change(data)
    data["summary"] = " ".join(sentence["text"] for sentence in data["sentences"])
    return wrong(load_summary(json.dumps(data)), documents)


def recount(data):
    data["words"] = count_words(" ".join(sentence["text"] for sentence in data["sentences"]))


def cut_short(data):
    first = data["sentences"][0]
    first["text"] = first["citations"][0]["text"] = first["text"].rsplit(" ", 1)[0]
    first["citations"] = first["citations"][:1]
    first["citations"][0]["end"] = first["citations"][0]["start"] + len(first["text"])
    recount(data)


def numbered_from_two(data):
    for sentence in data["sentences"]:
        for mark in (*sentence["citations"], *sentence["related"]):
            mark["source"] += 1
    for source in data["sources"]:
        source["number"] += 1


def said_twice(data):
    data["sentences"].append(data["sentences"][0])
    recount(data)


def in_other_case(change):
    """Return a forgery that changes the case of a sentence, and of the passage that it is quoted from."""

    def forge(data):
        first = data["sentences"][0]
        first["text"] = first["citations"][0]["text"] = change(first["text"])

    return forge


@pytest.mark.parametrize("folder", CLUSTERS, ids=lambda folder: folder.name)
def test_nothing_is_wrong_with_a_summary_of_the_own_clusters(folder):
    documents = read_all(sorted(folder.glob("*.txt"))).documents
    assert wrong(summarize(documents, words=150, explain=True), documents) == []


def test_nothing_is_wrong_with_a_summary_that_notes_figures_that_differ():
    summary = summarize(BALLOTS, sentences=1)
    assert summary.sentences[0].differing
    assert wrong(summary, [Document(text) for text in BALLOTS]) == []


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda s: s["sentences"][0].update(text="Invented."), "sentence 1 is not the text of its first citation"),
        (lambda s: s["sentences"][0].update(citations=[]), "sentence 1 is not the text of its first citation"),
        (in_other_case(str.lower), "sentence 1 [1]: the text at 0:32 differs"),
        (in_other_case(str.upper), "sentence 1 [1]: the text at 0:32 differs"),
        (lambda s: s["sentences"][0]["citations"][0].update(start=1), "sentence 1 [1]: the text at 1:32 differs"),
        (lambda s: s["sentences"][0]["citations"][0].update(start=-1), "sentence 1 [1]: -1:32 is outside the document"),
        (lambda s: s["sentences"][0]["citations"][0].update(end=99), "sentence 1 [1]: 0:99 is outside the document"),
        (lambda s: s["sentences"][0]["citations"][0].update(end=0), "sentence 1 [1]: 0:0 is outside the document"),
        (lambda s: s["sentences"][0]["citations"][0].update(source=7), "[7] does not lead to document 0"),
        (
            lambda s: s["sentences"][0]["citations"].append(s["sentences"][0]["citations"][0]),
            "sentence 1 cites an article twice",
        ),
        (lambda s: s["sentences"][0].update(voices=9), "sentence 1 cannot have 9 independent voices"),
        (lambda s: s["sentences"][0].update(voices=0), "sentence 1 cannot have 0 independent voices"),
        (
            lambda s: s["sentences"][0].update(day="2026-01-02"),
            "sentence 1: 2026-01-02 is not a day that its words mean",
        ),
        (lambda s: s.update(told=[TOLD]), "what was told before is of no earlier summary"),
        (lambda s: s.update(told=[TOLD]), "a passage that still says what was told: the text at 0:9 differs"),
        (lambda s: s["sentences"][0].update(score=99.0), "sentence 1: a score of 99.0 is outside 0 to 1"),
        (lambda s: s["sentences"][0].update(score=1.01), "sentence 1: a score of 1.01 is outside 0 to 1"),
        (lambda s: s["sentences"][0].update(score=-0.01), "sentence 1: a score of -0.01 is outside 0 to 1"),
        (lambda s: s.update(words=3), "the summary has 20 words, not 3"),
        (lambda s: s.update(words=21), "the summary has 20 words, not 21"),
        (lambda s: s["settings"].update(words=4), "the summary has 20 words, over the 4 allowed"),
        (
            lambda s: s["settings"].pop("words"),
            "the settings do not name one budget in words, sentences or characters",
        ),
        (
            lambda s: s["settings"].update(sentences=9),
            "the settings do not name one budget in words, sentences or characters",
        ),
        (lambda s: s["sources"][0].update(sha256="0" * 64), "a.txt: the text has changed (its SHA-256 differs)"),
        (lambda s: s["sources"][0].update(sha256="f" * 64), "a.txt: the text has changed (its SHA-256 differs)"),
        (numbered_from_two, "sources are not numbered 1 to n by first use"),
        (lambda s: s["sources"][0].update(number=2), "sources are not numbered 1 to n by first use"),
        (lambda s: s["sources"][0].update(document=5), "the articles are not each listed once"),
        (lambda s: s.update(sentences=[], sources=[], words=0), "the summary has no sentence"),
        (lambda s: s["sources"][0].update(title="X"), "a.txt: the title is X in the summary, missing as read"),
        (lambda s: s["sources"][0].update(date="2020"), "a.txt: the date is 2020 in the summary, missing as read"),
        (
            lambda s: s["sources"][0].update(url="x.example"),
            "a.txt: the url is x.example in the summary, missing as read",
        ),
        (lambda s: s["sources"][0].update(author="X"), "a.txt: the author is X in the summary, missing as read"),
        (lambda s: s["sources"][0].update(outlet="X"), "a.txt: the outlet is X in the summary, missing as read"),
        (cut_short, "sentence 1 [1]: 0:24 is not a whole sentence"),
        (said_twice, "sentence 4 says sentence 1 again"),
    ],
)
def test_every_kind_of_forgery_is_named(change, line):
    assert line in forged(change)


@pytest.mark.parametrize("change", [{"here": "399 ballots"}, {"there": "399 ballots"}])
def test_figures_that_differ_must_stand_in_the_sentence_and_the_passage(change):
    documents = [Document(text) for text in BALLOTS]
    lines = forged(lambda s: s["sentences"][0]["differing"][0].update(change), documents)
    assert any("its figures that differ are not in the sentence and the passage" in line for line in lines)


@pytest.mark.parametrize(("page", "is_wrong"), [(1, True), (2, False), (3, True)])
def test_the_page_of_a_passage_is_the_one_that_it_begins_on(page, is_wrong):
    document = Document(DOCUMENTS[0].text, name="a.pdf", pages=(0, 0, 60))
    lines = forged(lambda s: s["sentences"][0]["citations"][0].update(page=page), [document])
    assert any("page" in line for line in lines) == is_wrong


@pytest.mark.parametrize("score", [0.0, 1.0])
def test_both_ends_of_the_range_of_scores_are_scores(score):
    assert forged(lambda s: s["sentences"][0].update(score=score)) == []


@cache
def with_related():
    """The JSON of a summary in which an article is only related."""
    summaries = (summarize(read_all(sorted(folder.glob("*.txt"))).documents, words=60) for folder in CLUSTERS)
    return next(summary for summary in summaries if any(article.number for article in summary.unused)).to_json()


def numbered_too_high(data):
    next(article for article in data["unused"] if article["number"])["number"] += 100


def related(data):
    """The first sentence with related passages, and the first of these."""
    sentence = next(sentence for sentence in data["sentences"] if sentence["related"])
    return sentence, sentence["related"][0]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (numbered_too_high, "articles of related passages are not numbered behind the sources by first use"),
        (lambda s: related(s)[1].update(document=99), "a related passage, does not lead to document 99"),
        (
            lambda s: related(s)[0]["related"].append(related(s)[1]),
            "an article with a related passage is cited, or has another",
        ),
        (
            lambda s: related(s)[0]["citations"].append(
                {name: related(s)[1][name] for name in related(s)[0]["citations"][0] if name in related(s)[1]}
            ),
            "an article with a related passage is cited, or has another",
        ),
        (lambda s: related(s)[1].update(lacks=["zebras"]), "what a related passage lacks or has instead is not in"),
        (lambda s: related(s)[1].update(instead=["zebras"]), "what a related passage lacks or has instead is not in"),
    ],
)
def test_every_forgery_of_a_related_passage_is_named(change, line):
    assert list(mismatches(load_summary(with_related()), {})) == []
    data = json.loads(with_related())
    change(data)
    assert any(line in found for found in mismatches(load_summary(json.dumps(data)), {}))


def test_runners_up_are_checked_as_citations_are():
    documents = [
        *DOCUMENTS,
        Document("Rain fell on Elsa for 9 days. They slept. It was cold in the hall of Elsa.", name="c.txt"),
    ]
    data = json.loads(summarize(documents, words=8, explain=True).to_json())
    data["explanation"]["runners_up"][0]["text"] = "Invented."
    assert any(line.startswith("runner-up 1: the text at") for line in wrong(load_summary(json.dumps(data)), documents))


def test_an_article_that_is_not_there_is_passed_over():
    summary = summarize(DOCUMENTS, words=40)
    assert list(mismatches(summary, {0: DOCUMENTS[0]})) == []


def test_facts_of_an_article_without_a_name_or_with_another_text_are_not_compared():
    summary = summarize([Document(DOCUMENTS[0].text, title="Dam")])
    assert list(fact_mismatches(summary, {0: DOCUMENTS[0]})) == []
    summary = summarize([Document(DOCUMENTS[0].text, title="Dam", name="a.txt")])
    assert list(fact_mismatches(summary, {0: DOCUMENTS[1]})) == []
    assert len(list(fact_mismatches(summary, {0: DOCUMENTS[0]}))) == 1


def test_boundaries_are_those_of_the_language_that_the_summary_names():
    text = "Am 19. Mai kam bzw. ging Frl. Rau. Die Feuerwehr löschte am Montag den Brand im Hafen."
    summary = summarize([text], words=40, language="de")
    assert list(boundary_mismatches(summary, {0: Document(text)})) == []
