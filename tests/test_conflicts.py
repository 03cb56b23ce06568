"""Figures that differ: what a sentence counts, and where two sentences count the same thing and differ."""

import json
from collections import Counter
from pathlib import Path

import figures
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Document, summarize
from summarize.cite.claim import word_usage
from summarize.cite.figures.conflicts import MAX_OTHERS, in_time
from summarize.cite.figures.figure_reader import YEAR, figure_reader, sentence_reader
from summarize.cite.figures.same_event import conflicting_figures
from summarize.corpus import build_corpus
from summarize.options import Options
from summarize.saved import load_summary

CASES = json.loads((Path(__file__).parent / "data" / "figures.json").read_text(encoding="utf-8"))


def read(text, code="en"):
    """Return the figures of a sentence, years apart."""
    corpus = build_corpus([Document(text)], Options(language=code))
    return [figure for figure in figure_reader(corpus)(0) if figure.kind != YEAR] if corpus.sentences else []


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
        ("Some 312 Russian soldiers left on Flight 103.", [("Some 312 Russian soldiers", 312)]),
        ("It rained on 12 April 2023.", [("12 April", 12)]),
        ("The game ended 3-2 after 0300 GMT.", []),
        ("Some 12 to 15 men, aged between 25 and 45, left 90 homes.", [("90 homes", 90)]),
        ("The alarm went off at 02:40.", [("02:40", 160)]),
        ("A 48-hour strike began.", [("48-hour", 48)]),
        ("In 1978 the 42-year-old came 3rd.", []),
        ("One of the ships sank, two boats left.", [("two boats", 2)]),
        ("Hundreds came, dozens left, and thousands of people saw it.", []),
        ("", []),
    ],
)
def test_the_figures_of_a_sentence(text, values):
    assert [(figure.text, figure.value) for figure in read(text)] == values


def test_other_languages_write_numbers_their_own_way():
    assert [figure.value for figure in read("Es kostet 1.100 Euro und 4,5 Prozent mehr.", "de")] == [1100, 4.5]


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("A blast killed 12 people and injured 64 on Monday.", ["dead", "injured"]),
        ("At least 12 people were killed and 64 wounded.", ["dead", "injured"]),
        ("The death toll from the quake rose to 19.", ["dead"]),
        ("The storm left 19 dead, 200 homeless and three villages flooded.", ["dead", "homeless", ""]),
        ("The attack killed the two bombers and injured 21.", ["", "injured"]),
        ("Some 12 people, including three children, were killed.", ["dead", "dead"]),
        ("The deaths happened in the capital and its 20 million people fear more.", [""]),
    ],
)
def test_what_became_of_those_counted(text, outcomes):
    assert [figure.outcome for figure in read(text)] == outcomes


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("A blast killed 12 people and 15 others.", [False, True]),
        ("Another 12 people died.", [True]),
        ("Some 12 people, including three children, died.", [False, True]),
        ("Two of the dead were found.", [True]),
    ],
)
def test_a_part_of_a_number_is_no_figure_to_compare(text, partial):
    assert [figure.partial for figure in read(text)] == partial


@pytest.mark.parametrize(
    ("first", "second", "agree"),
    [
        ("more than 150 people", "at least 156 people", True),
        ("more than 150 people", "at least 129 people", False),
        ("at least 62 people", "at least 65 people", False),
        ("nearly 500 people", "more than 600 people", False),
        ("about 40 people", "42 people", True),
        ("30,000 people", "30,450 people", True),
        ("30,000 people", "34,000 people", False),
        ("61 per cent", "61.4 per cent", True),
        ("59 per cent", "61 per cent", False),
        ("12 people", "13 people", False),
    ],
)
def test_figures_agree_within_their_hedges_and_last_digits(first, second, agree):
    (figure,), (rival,) = read(f"There were {first}."), read(f"There were {second}.")
    assert figure.agrees(rival) == rival.agrees(figure) == agree


def conflicts(first, second):
    """Return the figures in which two sentences differ, each of an article with another sentence."""
    articles = [
        Document(f"{first} The council met on the hill behind the old mill."),
        Document(f"{second} Rain fell over the harbour while ships waited outside."),
    ]
    corpus = build_corpus(articles, Options())
    row = {sentence.text: row for row, sentence in enumerate(corpus.sentences)}
    usage = word_usage(corpus)
    read = sentence_reader(corpus, usage.names)
    pairs = conflicting_figures(read(row[first]), read(row[second]), usage.idf)
    return [(figure.text, rival.text) for figure, rival in pairs]


@pytest.mark.parametrize("case", CASES["differ"], ids=lambda case: case[0][:60])
def test_one_quantity_of_one_event_is_noted(case):
    assert conflicts(*case)


@pytest.mark.parametrize("case", CASES["alike"], ids=lambda case: case[0][:60])
def test_what_only_looks_like_a_difference_is_not_noted(case):
    assert conflicts(*case) == []


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


STORY = (
    "HARWICK - An explosion at a chemical plant in the port of Harwick killed {} people on Wednesday, officials said. "
    "The blast happened in a building where solvents are stored. It shattered windows up to two miles away. "
    "More than 200 firefighters fought the blaze for five hours. The plant was built in {}."
)


def versions(first, second, **facts):
    """Return the notes on a story and a later version of it, by the first sentence that has any."""
    documents = [Document(first, date="2025-10-15T10:00", **facts), Document(second, date="2025-10-15T18:00", **facts)]
    return [
        (figure.here, figure.there, figure.when, figure.outdated)
        for sentence in summarize(documents, words=200).sentences
        for figure in sentence.differing
    ]


def test_versions_of_one_story_are_compared_and_the_later_figure_makes_the_earlier_outdated():
    notes = versions(STORY.format(12, 1931), STORY.format(19, 1913))
    assert ("killed 12 people", "killed 19 people", "later", True) in notes or (
        "killed 19 people",
        "killed 12 people",
        "earlier",
        False,
    ) in notes
    assert {here for here, *_ in notes} & {"1931", "1913"}


def test_a_correction_says_which_version_is_later_where_no_date_does():
    correction = "\n\nCorrection: An earlier version gave a wrong number of dead. It is 19, not 12."
    texts = STORY.format(12, 1931), STORY.format(19, 1931) + correction
    (figure,) = (figure for sentence in summarize(texts, words=200).sentences for figure in sentence.differing)
    assert (figure.when, figure.outdated) in {("later", figure.here == "killed 12 people"), ("earlier", False)}


def test_each_other_value_is_listed_once_and_few_of_them():
    texts = [STORY.format(number, 1931) for number in (12, *range(20, 40), 20, 21)]
    for sentence in summarize(texts, words=200).sentences:
        values = [figure.there for figure in sentence.differing]
        assert len(values) == len(set(values)) <= MAX_OTHERS


@pytest.mark.parametrize(
    ("date", "other", "when"),
    [
        ("2025-10-15", "2025-10-16", "later"),
        ("2025-10-15T10:00", "2025-10-15T18:00", "later"),
        ("2025-10-15T10:00", "2025-10-15", ""),
        ("2025-10-15T10:00", "2025-10-14T23:00", "earlier"),
        ("2025-10-16T01:00Z", "2025-10-15T22:00-05:00", "later"),
        ("2025-10-16T01:00+02:00", "2025-10-15T23:00Z", ""),
        ("2025-10-16", "2025-10-15T22:00-05:00", "earlier"),
        ("15 October 2025", "2025-10-16", "later"),
    ],
)
def test_the_time_of_day_counts_where_both_have_one(date, other, when):
    documents = [Document("The dam broke at dawn.", date=date), Document("It held until noon.", date=other)]
    assert in_time(0, 1, build_corpus(documents, Options(language="en"))) == when


def test_a_summary_saved_before_figures_were_dated_still_loads():
    summary = summarize([STORY.format(12, 1931), STORY.format(19, 1931)], words=200)
    data = json.loads(summary.to_json())
    for sentence in data["sentences"]:
        for figure in sentence["differing"]:
            del figure["when"], figure["outdated"]
    loaded = load_summary(json.dumps(data))
    assert any(sentence.differing for sentence in loaded.sentences)
    assert not any(figure.when or figure.outdated for sentence in loaded.sentences for figure in sentence.differing)


def test_most_of_what_is_noted_on_the_clusters_differs_indeed():
    count = sum(figures.measure([]).values(), Counter())
    precision, recall = figures.shares(count)
    assert precision >= figures.MIN_PRECISION
    assert recall >= figures.MIN_RECALL


COUNTED = ["people", "votes", "per cent", "million dollars", "soldiers"]


@given(st.integers(2, 400), st.integers(2, 400), st.sampled_from(COUNTED), st.sampled_from(COUNTED))
def test_notes_are_the_same_both_ways_and_only_of_other_values(first, second, counted, other_counted):
    texts = [
        f"The council of Elsa lost {number} {noun} in the old town on Monday."
        for number, noun in ((first, counted), (second, other_counted))
    ]
    pairs = conflicts(*texts) if texts[0] != texts[1] else []
    back = conflicts(*reversed(texts)) if texts[0] != texts[1] else []
    assert pairs == [(here, there) for there, here in back]
    assert not pairs or (first != second and counted == other_counted)


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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Portugal raised the tax to 22 percent on Thursday.", "Croatia raised the tax to 24 percent on Thursday."),
        ("Lund closed 22 schools on Thursday for the storm.", "Graz closed 24 schools on Thursday for the storm."),
        ("Bremer made a profit of 22 million marks in May.", "Kestrel made a profit of 24 million marks in May."),
    ],
)
def test_figures_of_others_do_not_differ_though_the_words_are_the_same(one, other):
    summary = summarize([Document(one, outlet="A"), Document(other, outlet="B")])
    assert [sentence.differing for sentence in summary.sentences if sentence.differing] == []
