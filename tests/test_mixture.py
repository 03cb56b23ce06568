"""Several events in one call: the warning comes where articles have little in common, and not where they have much."""

import re
from itertools import combinations
from unittest.mock import Mock

import pytest

from summarize import Document, Options, summarize
from summarize.cite.claim import word_usage
from summarize.corpus import build_corpus
from summarize.mixture import events_of
from summarize.read.inputs import read_all
from tests.command import ROOT, run

CLUSTERS = sorted(folder for folder in (ROOT / "benchmarks" / "clusters").iterdir() if any(folder.glob("*.txt")))
OF_CLUSTER = {folder.name: read_all(sorted(folder.glob("*.txt"))).documents for folder in CLUSTERS}
MILL = [
    Document(
        "The mill on the Lome burned down on Sunday night, and two firemen were hurt when its roof fell in. The owner "
        "of the mill wanted to turn it into flats next year. The fire brigade of Lund could not save the tower."
    ),
    Document(
        "Forty firemen could not save the old mill on the Lome on Sunday. Its roof and its tower fell into the river. "
        "The fire was seen in Lund. Police look for a boy who ran from the mill before the roof fell in."
    ),
]
BANK = Document(
    "Interest rates rise by half a point in June, the central bank announced. Inflation reached nine per cent, more "
    "than economists expected, while wages stagnated. Mortgage holders will pay hundreds of euros more."
)


def warned(documents):
    return [line for line in summarize(documents, words=60).warnings if "`summarize digest`" in line]


@pytest.mark.parametrize("name", OF_CLUSTER)
def test_articles_of_one_event_bring_no_warning(name):
    assert warned(OF_CLUSTER[name]) == []


@pytest.mark.parametrize("pair", list(combinations(sorted(OF_CLUSTER), 2))[::3], ids=" and ".join)
def test_articles_of_two_events_bring_one(pair):
    documents = [document for name in pair for document in OF_CLUSTER[name]]
    assert warned(documents) == ["these look like 2 events; `summarize digest` takes them apart"]
    assert warned(documents[::-1]) == warned(documents)


def test_articles_that_have_nothing_in_common_are_said_to():
    assert warned([MILL[0], BANK]) == [
        "these articles have next to nothing in common; `summarize digest` takes them apart"
    ]


def test_an_article_about_something_else_is_set_aside_and_listed():
    summary = summarize([*MILL, BANK], words=200)
    assert [(article.document, article.reason) for article in summary.unused] == [(2, "is about something else")]
    assert not any("`summarize digest`" in line for line in summary.warnings)


@pytest.mark.parametrize(
    ("text", "is_aside"),
    [
        ("The library is closed on Sunday.", True),
        ("Call Martin about the tickets before 9.", True),
        ("The tower is 40 metres high.", False),  # of the mill
    ],
)
def test_a_notice_of_a_line_is_set_aside_where_it_has_no_word_of_the_others(text, is_aside):
    summary = summarize([*MILL, Document(text)], words=200)
    assert (text in summary.text, [(a.document, a.reason) for a in summary.unused]) == (
        not is_aside,
        [(2, "is about something else")] if is_aside else [],
    )


def test_of_two_articles_none_is_set_aside():
    assert {source.document for source in summarize([MILL[0], BANK], words=200).sources} == {0, 1}


def test_beside_a_long_report_a_notice_that_has_nothing_in_common_with_it_is_set_aside():
    report = Document("\n\n".join(document.text for document in (*OF_CLUSTER[sorted(OF_CLUSTER)[0]][:2],)))
    for documents in ([report, BANK], [BANK, report]):
        summary = summarize(documents, words=400)
        assert [article.reason for article in summary.unused] == ["is about something else"]


@pytest.mark.parametrize("documents", [MILL, [BANK], ["The dam broke.", "Rates rose."], [MILL[0].text] * 3])
def test_what_is_alone_short_or_the_same_is_not_judged(documents):
    assert warned(documents) == []


@pytest.mark.parametrize(("documents", "judged"), [([Document("The dam broke.")], 0), ([BANK], 1), (MILL, 2)])
def test_an_event_is_told_by_two_articles_or_more(documents, judged):
    events = events_of(build_corpus(documents, Options()))
    assert (events.groups, events.judged) == ([[0, 1]] if judged == 2 else [], judged)


def test_events_are_looked_for_once_a_call(monkeypatch):
    spy = Mock(wraps=events_of)
    monkeypatch.setattr("summarize.pipeline.events_of", spy)
    summarize([*MILL, BANK], words=60)
    assert spy.call_count == 1


def test_the_command_says_it_and_succeeds():
    done = run(*CLUSTERS[:3], "--words", "40")
    assert done.returncode == 0
    assert re.search(r"Warning: these look like [23] events; `summarize digest` takes them apart", done.stderr.decode())


REPORTS = [
    "Arden and Lind of Kestrel met Voss in Elsa. They spoke for an hour about the dam, and Lind called it a good talk. "
    "The mayor praised both guests, who left by train before lunch.",
    "In Elsa the firm Kestrel sent Lind and Arden to Voss. What the dam will cost was left open by all who took part. "
    "A second round of talks follows next month in the capital, where ministers will join.",
    "Voss received Arden in Elsa on Friday, with Lind of Kestrel. Repairs to the dam begin in spring, said both sides. "
    "Two engineers showed drawings of the wall and warned of cracks near its northern end.",
]
SHORT = "A dam holds back water. Engineers built the first dams of earth. Beavers make one of branches and mud."
PAGE = f"{SHORT} Most dams make power today. The highest one stands in Tajikistan. Its lake is deep and cold."


@pytest.mark.parametrize(("text", "aside"), [(PAGE, True), (SHORT, False)])
def test_a_page_without_the_main_names_of_the_articles_is_set_aside_but_no_short_text(text, aside):
    corpus = build_corpus([*map(Document, REPORTS), Document(text, name="page")], Options(language="en"))
    strays = events_of(corpus, word_usage(corpus).names).strays
    assert ("page" in [corpus.documents[index].name for index in strays]) is aside
