"""A later report takes the place of a sentence whose figure it has replaced."""

from collections import Counter

import numpy as np
import pytest

from summarize import Document, Options, summarize
from summarize.choose.newest import newest_reports, with_newest
from summarize.choose.pool import Pool
from summarize.cite.candidates import Candidates
from summarize.cite.claim import word_usage
from summarize.cite.figures.conflicts import is_hedged_otherwise, only_tolls, with_conflicts
from summarize.cite.figures.figure_reader import figure_reader, sentence_reader
from summarize.cite.figures.same_event import later_tolls
from summarize.cite.figures.totals import newer_totals
from summarize.cite.related import with_related
from summarize.cite.statements import Statements
from summarize.corpus import build_corpus
from summarize.read.facts import article
from summarize.records import DifferingFigure
from summarize.score.tfidf import tfidf

EARLY = "A ferry sank off Ostrel in a storm on Sunday, and 12 people drowned, the coast guard said."
REST = "The ferry was on its way to Brand with timber. Its captain was arrested at the port of Lind."
LATE = "The ferry that sank off Ostrel in a storm on Sunday killed 14 people, the coast guard said."

WRECK = "Divers found the wreck at a depth of forty metres near Ostrel on Tuesday."


def pool_of(*articles, words=18, language="en"):
    """Return a pool of all sentences of dated articles, every one as salient as the others."""
    corpus = build_corpus([Document(text, date=date) for text, date in articles], Options(language=language))
    count = len(corpus.sentences)
    weights = tfidf(corpus.stems, np.ones(count, dtype=bool))
    options = Options(words=words, language=language)
    return Pool(corpus, weights, np.ones(count), range(count), np.arange(count), options)


def texts(pool, rows):
    return [pool.corpus.sentences[row].text for row in rows]


def row_of(pool, text):
    return texts(pool, range(len(pool.corpus.sentences))).index(text)


def newest_of(pool, chosen, later):
    rows = [row_of(pool, text) for text in chosen]
    reports = {row_of(pool, text): [row_of(pool, other) for other in others] for text, others in later.items()}
    return texts(pool, with_newest(rows, newest_reports(reports, pool), pool))


def test_the_latest_report_that_fits_stands_in_place_of_the_older_one():
    later, latest = LATE, LATE.replace("14", "15")
    pool = pool_of((f"{EARLY} {REST}", "2024-03-04"), (later, "2024-03-05"), (latest, "2024-03-06"))
    assert newest_of(pool, [EARLY], {EARLY: [later, latest]}) == [latest]
    assert newest_of(pool, [EARLY], {}) == [EARLY]


@pytest.mark.parametrize(
    "report",
    [
        "A ferry killed 14 people off Ostrel, and the coast guard said that it had been overloaded with timber again.",
        "He said that the ferry had killed 14 people.",  # leans
    ],
)
def test_a_report_that_is_too_long_or_leans_takes_no_place(report):
    pool = pool_of((f"{EARLY} {REST}", "2024-03-04"), (f"{REST} {report}", "2024-03-06"))
    assert newest_of(pool, [EARLY], {EARLY: [report]}) == [EARLY]


def test_no_older_report_stays_beside_the_latest():
    between = LATE.replace("14", "13")
    pool = pool_of((f"{EARLY} {REST}", "2024-03-04"), (between, "2024-03-05"), (LATE, "2024-03-06"), words=40)
    assert newest_of(pool, [EARLY, LATE], {EARLY: [between, LATE]}) == [LATE]


def test_what_follows_an_outdated_figure_goes_with_it():
    behind = "It was old and had been sold twice."
    pool = pool_of((f"{EARLY} {behind} {REST}", "2024-03-04"), (LATE, "2024-03-06"), words=60)
    assert newest_of(pool, [EARLY, behind], {EARLY: [LATE]}) == [LATE]


def test_all_sentences_with_an_outdated_figure_give_way_to_one_report():
    again = "Twelve bodies were found near Ostrel, where the ferry sank on Sunday."
    pool = pool_of((f"{EARLY} {REST}", "2024-03-04"), (again, "2024-03-05"), (LATE, "2024-03-06"), words=35)
    assert newest_of(pool, [EARLY, again], {EARLY: [LATE], again: [LATE]}) == [LATE]


def test_the_room_that_a_report_leaves_is_filled():
    long = f"{EARLY[:-1]}, and nine lorries with timber for the port of Lind were lost with all their crews."
    articles = [Document(f"{long} {REST}", date="2024-03-04"), Document(f"{LATE} {WRECK}", date="2024-03-06")]
    summary = summarize([*articles, Document(f"{long} It rained.", date="2024-03-04")], words=36, language="en")
    assert LATE in [sentence.text for sentence in summary.sentences]
    assert long not in summary.text
    assert summary.words > LATE.count(" ") + 1


def test_a_summary_tells_the_newest_toll():
    articles = [Document(f"{EARLY} {REST}", date="2024-03-04"), Document(LATE, date="2024-03-06")]
    summary = summarize([*articles, Document(f"{EARLY} Trains ran late.", date="2024-03-04")], words=18, language="en")
    (sentence,) = summary.sentences
    assert sentence.text == LATE
    assert [(figure.there, figure.when) for figure in sentence.differing] == [("12 people", "earlier")]


def test_of_two_versions_of_a_story_the_later_is_quoted():
    story = (
        "{} An explosion at a chemical plant in the port of Harwick killed {} people on Wednesday, the fire service "
        "said. It shattered windows up to two kilometres away. More than 200 firefighters fought the blaze for five "
        "hours. Residents were told to stay indoors and to keep their windows closed. The plant employs 430 people."
    )
    early = Document(story.format("HARWICK, Oct 15 -", 12), date="2025-10-15T10:00")
    late = Document(story.format("HARWICK, Oct 15 -", 19), date="2025-10-15T18:00")
    for documents in ([early, late], [late, early]):
        assert "killed 19 people" in summarize(documents, words=60, language="en").text


@pytest.mark.parametrize("date", ["5 March 2024", "Tue, 05 Mar 2024 10:00:00 GMT", "2024-03-05T23:59", None])
def test_the_latest_is_so_by_its_day_in_whatever_form(date):
    latest = LATE.replace("14", "15")
    pool = pool_of((f"{EARLY} {REST}", "2024-03-04"), (LATE, date), (latest, "2024-03-06"))
    assert newest_of(pool, [EARLY], {EARLY: [LATE, latest]}) == [latest]


def test_a_toll_that_has_risen_is_told():
    articles = [Document(f"{EARLY} {REST}", date="2024-03-04")]
    articles += [
        Document(
            "The number of people killed in the ferry off Ostrel rose to 14 on Tuesday, the coast guard said.",
            date="2024-03-06",
        )
    ]
    summary = summarize(articles, words=40, language="en")
    assert "rose to 14" in summary.text


KILLED = "A fire at the Halden mill in Ostrel killed two workers on Monday, police said."
ALL = "Five people have died after the fire at the Halden mill in Ostrel, police said on Wednesday."


@pytest.mark.parametrize(
    ("early", "late", "replaced"),
    [
        (KILLED, ALL, True),
        (f"{KILLED} Six people died in all.", ALL, False),  # so the workers are a part
        (f"The mill is old. {KILLED}", ALL, False),  # it does not open its article
        (KILLED.replace("workers", "horses"), ALL, False),
        (KILLED.replace("two", "nine"), ALL, False),  # no toll falls
        (KILLED, ALL.replace("Halden mill in Ostrel", "Brand mine in Lind"), False),
        (KILLED, ALL.replace("Five people", "Five firemen"), False),
    ],
)
def test_a_toll_of_all_replaces_that_of_the_first_day_which_says_who_they_were(early, late, replaced):
    corpus = build_corpus([Document(f"{early} {WRECK}"), Document(late)], Options(language="en"))
    usage = word_usage(corpus)
    row = {sentence.text: index for index, sentence in enumerate(corpus.sentences)}
    first = next(row[text] for text in row if text.startswith("A fire"))
    counted = sentence_reader(corpus, usage.names)
    tolls = only_tolls(first, corpus, figure_reader(corpus))
    found = later_tolls(counted(first), counted(row[late]), usage.idf) if tolls else []
    assert [pair[1].text for pair in found] == ["Five people"] * replaced


@pytest.mark.parametrize(
    ("here", "there", "hedged"),
    [
        ("about 2,000 boats", "more than 2,000 boats", True),
        ("2,000 boats", "2,100 boats", False),
        ("twelve boats", "14 boats", False),
        ("twelve boats", "thirteen boats", False),
    ],
)
def test_another_hedge_replaces_nothing(here, there, hedged):
    assert is_hedged_otherwise(DifferingFigure(here, there, 0, 0, 1, "", "later")) is hedged


def test_of_times_in_two_time_zones_the_one_that_is_later_in_utc_is_quoted():
    text = "A ferry sank off Ostrel in a storm on Sunday, and {} people drowned, the coast guard said."
    early = article(f"{text.format(12)} Its captain was arrested in Lind.", "a", date="2024-03-06T01:00:00Z")
    late = article(text.format(14), "b", date="2024-03-05T22:00:00-05:00")
    summary = summarize([early, late], words=18)
    assert summary.text == text.format(14)
    assert [source.date for source in summary.sources] == ["2024-03-05T22:00"]


BARCO = "Um barco afundou perto de Ostrel no domingo e 12 pessoas morreram, disse a guarda costeira de Ostrel."
MADEIRA = "O barco que afundou perto de Ostrel durante a tempestade de domingo levava madeira, disse a guarda costeira."
MORTOS = (
    "O barco que afundou perto de Ostrel durante a tempestade de domingo matou 14 pessoas, disse a guarda costeira."
)


def test_a_report_stands_beside_no_near_copy_of_itself_in_any_language():
    pool = pool_of((BARCO, "2024-03-04"), (MADEIRA, "2024-03-05"), (MORTOS, "2024-03-06"), words=60, language="pt")
    assert pool.retelling is None
    assert newest_of(pool, [BARCO, MADEIRA], {BARCO: [MORTOS]}) == [MORTOS]


@pytest.mark.parametrize(
    ("first", "second", "newest"),
    [
        (EARLY, LATE, True),
        (EARLY, LATE.replace("14", "12"), False),
        (LATE, EARLY, False),  # the higher one stays
        (EARLY, LATE.replace("14", "three"), False),
        (EARLY, f"{LATE.removesuffix('.')} in 1954.", False),
        (EARLY, LATE.replace("killed", "may have killed"), False),
        (EARLY, LATE.replace("off Ostrel", "on the lake of Tarn").replace("the coast guard", "Mayor Ruz"), False),
        (EARLY, LATE.replace("killed 14 people", "killed 14 people, among them three children"), True),
    ],
)
def test_without_days_the_higher_toll_is_the_newer_one(first, second, newest):
    corpus = build_corpus([Document(f"{first} {REST}"), Document(f"{second} {WRECK}")], Options(language="en"))
    rows = {sentence.text: row for row, sentence in enumerate(corpus.sentences)}
    statements = Statements(corpus, tfidf(corpus.stems, np.ones(len(corpus.sentences), dtype=bool)))
    assert newer_totals([rows[first]], statements) == ({rows[first]: [rows[second]]} if newest else {})


@pytest.mark.parametrize(
    ("early", "late", "newest"),
    [
        ("Some 9,500 people have been evacuated.", "In the end 11,200 people had to leave their homes.", True),
        ("In the end 11,200 people had to leave their homes.", "Some 9,500 people have been evacuated.", False),
        ("Some 9,500 people have been evacuated.", "On the lake of Tarn 11,200 people fled their homes.", False),
        ("Some 9,500 people have been evacuated.", "The storm cut the power in 11,200 of their homes.", False),
    ],
)
def test_where_no_name_stands_beside_totals_those_around_them_say_that_it_is_one_event(early, late, newest):
    texts = [f"A dyke broke in Ostrel on Monday, officials said. {text} Roads were shut." for text in (early, late)]
    corpus = build_corpus([*map(Document, texts)], Options(language="en"))
    rows = {sentence.text: row for row, sentence in enumerate(corpus.sentences)}
    statements = Statements(corpus, tfidf(corpus.stems, np.ones(len(corpus.sentences), dtype=bool)))
    assert newer_totals([rows[early]], statements) == ({rows[early]: [rows[late]]} if newest else {})


def test_no_total_that_an_article_overtakes_is_told_without_days():
    between = LATE.replace("14", "13").replace("in a storm ", "")
    articles = [f"{EARLY} {REST}", f"{EARLY} Trains ran late.", f"{between} It rained in Lind.", f"{LATE} {WRECK}"]
    for documents in (articles, articles[::-1]):
        summary = summarize(documents, words=60, language="en")
        assert summary.sentences[0].text == LATE
        assert "12" not in summary.text
        assert "13" not in summary.text


def test_words_are_counted_and_related_passages_found_once_however_many_rounds_a_choice_takes(monkeypatch):
    calls = Counter[str]()

    def counted(place, function):
        def call(*arguments):
            calls[place] += 1
            return function(*arguments)

        monkeypatch.setattr(place, call)

    counted("summarize.cite.statements.word_usage", word_usage)
    counted("summarize.cite.statements.Candidates.of", Candidates.of)
    counted("summarize.pipeline.with_related", with_related)
    counted("summarize.pipeline.with_conflicts", with_conflicts)
    articles = [
        Document(f"{EARLY} {REST}", date="2024-03-04"),
        Document(f"{EARLY} Trains ran late.", date="2024-03-04"),
    ]
    before = "Snow fell on the hills of Tarn. Bakers in the town sold rolls. Sheep were seen on the road to the mill."
    later = Document(f"{before} {LATE}", date="2024-03-06")
    summary = summarize([*articles, later], words=18, language="en")
    assert summary.text == LATE
    assert calls["summarize.pipeline.with_conflicts"] > 1
    assert {place: count for place, count in calls.items() if "conflicts" not in place} == {
        "summarize.cite.statements.word_usage": 1,
        "summarize.cite.statements.Candidates.of": 1,
        "summarize.pipeline.with_related": 1,
    }
