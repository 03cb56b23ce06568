"""Conflicts: what a sentence counts, and where two sentences count the same thing and differ."""

import json
from pathlib import Path

import pytest

from summarize import Document, summarize
from summarize.cite.claim import word_usage
from summarize.cite.conflicts import conflicting_figures
from summarize.cite.figures import read_figures, sentence_readers
from summarize.corpus import build_corpus
from summarize.options import Options
from summarize.read.inputs import read_all
from summarize.text.languages import load_language
from summarize.text.repair import repair

CLUSTERS = sorted((Path(__file__).parent.parent / "benchmarks" / "clusters").glob("*/truth.json"))
MIN_PRECISION, MIN_RECALL = 0.8, 0.19  # measured 0.83 and 0.20, on the clusters that the thresholds were set on


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("About 40 ballots were rejected.", [("About 40 ballots", 40)]),
        ("Twenty-three people died.", [("Twenty-three people", 23)]),
        ("It costs $290 million in all.", [("$290 million", 290e6)]),
        ("A deal worth 2.1bn crowns was near.", [("2.1bn crowns", 2.1e9)]),
        ("It is worth £6.2m now.", [("£6.2m", 6.2e6)]),
        ("Up to 1,100 of the homes flooded.", [("Up to 1,100", 1100)]),
        ("Turnout was 61 per cent.", [("61 per cent", 61)]),
        ("It rose by 4.5% on Monday.", [("4.5%", 4.5)]),
        ("The alarm went off at 3:15 a.m. on Sunday.", [("3:15 a.m.", 195)]),
        ("The alarm went off at 14.40.", [("14.40", 14.4)]),
        ("The alarm went off at 02:40.", [("02:40", 160)]),
        ("A 48-hour strike began.", [("48-hour", 48)]),
        ("On 12 April 2023 and May 3, it rained.", []),
        ("In 1978 the 42-year-old came 3rd.", []),
        ("One of the ships sank, two boats left.", [("two boats", 2)]),
        ("Hundreds came, dozens left, and thousands of people saw it.", []),
        ("", []),
    ],
)
def test_the_figures_of_a_sentence(text, values):
    assert [(figure.text, figure.value) for figure in read_figures(text, load_language("en"))[0]] == values


def test_other_languages_write_numbers_their_own_way():
    figures, _ = read_figures("Es kostet 1.100 Euro und 4,5 Prozent mehr.", load_language("de"))
    assert [figure.value for figure in figures] == [1100, 4.5]


def conflicts(first, second):
    """Return the figures in which two sentences differ, each of an article with another sentence."""
    articles = [
        Document(f"{first} The council met on the hill behind the old mill."),
        Document(f"{second} Rain fell over the harbour while ships waited outside."),
    ]
    corpus = build_corpus(articles, Options())
    row = {sentence.text: row for row, sentence in enumerate(corpus.sentences)}
    usage = word_usage(corpus)
    _, read = sentence_readers(corpus, usage.names)
    pairs = conflicting_figures(read(row[first]), read(row[second]), usage.idf)
    return [(figure.text, rival.text) for figure, rival in pairs]


@pytest.mark.parametrize(
    ("first", "second", "pairs"),
    [
        (
            "The mission costs $290 million.",
            "The mission costs $312m, including the rocket.",
            [("$290 million", "$312m")],
        ),
        (
            "The union has about 30,000 members.",
            "The union has 34,000 members.",
            [("about 30,000 members", "34,000 members")],
        ),
        ("Turnout was 59 percent.", "Turnout was 61 per cent.", [("59 percent", "61 per cent")]),
        ("The mission costs $290 million.", "The mission costs 290 million dollars.", []),  # the same
        ("The mission costs $290 million.", "The mission takes 290 days.", []),  # not of the same
        ("Turnout was 59 percent on Monday.", "Turnout was 61 percent on Tuesday.", []),  # another day
        ("Turnout was 59 percent in 1989.", "Turnout was 61 percent.", []),  # another year
        ("The alarm went off at 2:40.", "The alarm went off at 3:15 and not at 2:40.", []),  # settled
        ("Prices rose by 5 percent.", "Prices fell by 6 percent.", []),
        ("The town has 300 beds.", "The town has no 200 beds.", []),
        ("It weighs 1,840 kilograms.", "It weighs 1,900 kilograms.", []),  # what does?
        ("In the end Smith won 45 votes.", "In the end Jones won 41 votes.", []),  # another person
        (
            "Six children and four adults of the school fell ill.",
            "Six children and five adults of the school fell ill.",
            [("four adults", "five adults")],
        ),
    ],
)
def test_where_two_sentences_differ(first, second, pairs):
    assert conflicts(first, second) == pairs


def test_copies_of_one_story_do_not_differ_from_each_other_and_count_once():
    story = (
        "The box with {} ballots was found at Eastgate School. It was sealed and stood behind the door of a closet. "
        "The mayor of Dunmere wants a report on how it came to be there, and who had the key, by the end of the month."
    )
    other = "A sealed box with 406 ballots was found at Eastgate School, officials said on the radio this morning."
    summary = summarize([story.format(398), story.format(399), other], sentences=1)
    rivals = [figure.there for sentence in summary.sentences for figure in sentence.differing]
    assert sorted(rivals) in (["406 ballots"], ["398 ballots", "399 ballots"])


def labelled_pairs(truth, row_of):
    """Return the pairs of rows of a cluster that are labelled as giving other values for one thing."""
    pairs = set()
    for figure in truth["figures"]:
        values = {}
        for label in figure["values"]:
            row = row_of.get((label["file"], repair(label["text"])))
            figures, _ = read_figures(f"{label['value']} x", load_language("en"))
            if row is not None and figures:
                values[row] = figures[0].value
        pairs |= {(row, other) for row in values for other in values if values[row] != values[other]}
    return pairs


def noted_and_labelled(path):
    """Return the pairs of rows of two stories that are noted as conflicts in a cluster, and those that are labelled."""
    corpus = build_corpus(read_all([str(file) for file in path.parent.glob("*.txt")]).documents, Options())
    story = [corpus.stories[sentence.document] for sentence in corpus.sentences]
    name = [Path(document.name or "").name for document in corpus.documents]
    row_of = {(name[sentence.document], sentence.text): row for row, sentence in enumerate(corpus.sentences)}
    usage = word_usage(corpus)
    _, read = sentence_readers(corpus, usage.names)
    counting = [row for row in range(len(story)) if read(row).figures]
    noted = {(a, b) for a in counting for b in counting if conflicting_figures(read(a), read(b), usage.idf)}
    labelled = labelled_pairs(json.loads(path.read_text(encoding="utf-8")), row_of)
    return ({(a, b) for a, b in pairs if story[a] != story[b]} for pairs in (noted, labelled))


def test_most_of_what_is_noted_on_the_clusters_differs_indeed():
    right = noted = labelled = 0
    for path in CLUSTERS:
        noted_pairs, labelled_here = noted_and_labelled(path)
        right += len(noted_pairs & labelled_here)
        noted += len(noted_pairs)
        labelled += len(labelled_here)
    assert right >= MIN_PRECISION * noted
    assert right >= MIN_RECALL * labelled


def test_figures_are_compared_in_a_language_by_any_of_its_codes():
    texts = [f"Demningen brast mandag, og {houses} hus ble ødelagt i byen Molde etter regnet." for houses in (12, 15)]
    for code in ("no", "nb"):
        assert summarize(texts, words=20, language=code).sentences[0].differing[0].there == "15 hus"


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("0.00001 percent", "0.00002 percent", True),
        ("1.1 million ballots", "1,200,000 ballots", True),
        ("1.1 million ballots", "1,100,000 ballots", False),
        (f"{'9' * 400} ballots", "3 ballots", False),
    ],
)
def test_very_small_and_very_large_numbers_are_read_without_error(first, second, differ):
    texts = [f"The council of Elsa counted {count} in the old town on Monday." for count in (first, second)]
    assert bool(conflicts(*texts)) == differ
    assert summarize(texts, words=40).sentences
