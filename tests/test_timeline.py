"""What happened when: days that are told of, cited as everywhere, nothing twice, in any order of files."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import Document, OptionError, SummarizeError, Timeline, timeline
from summarize.text.repair import repair
from summarize.text.tokens import sentence_key
from summarize.timelines.formats import FORMATS
from tests.command import failing, run

SANK = "The ferry Elsa sank off the island of Tarn on Monday with 40 people on board."
DIVERS = "Divers searched the wreck of the ferry on Tuesday and found the log of its captain."
COURT = "The court in Lome will hear the owners of the ferry on 9 June."
SAGA = [
    Document(f"{SANK} The weather had been calm.", date="2020-03-02", outlet="A"),
    Document(f"{DIVERS} The ferry sank on Monday, police said.", date="2020-03-03", outlet="B"),
    Document("A month after the ferry Elsa sank on March 2, its owners were charged on Friday.", date="2020-04-03"),
]
PIECES = st.sampled_from([SANK, DIVERS, COURT, "It sank on 3 May 2019.", "He said so.", "Nobody was hurt yesterday."])
DOCUMENTS = st.lists(
    st.builds(
        Document,
        st.lists(PIECES, min_size=1, max_size=4).map(" ".join),
        date=st.sampled_from([None, "2020-03-03", "2020-03-05", "2020-06-01"]),
    ),
    min_size=1,
    max_size=5,
)


def dates(line):
    return [entry.date for entry in line.entries]


def test_the_days_that_are_told_of_are_not_those_of_the_articles():
    line = timeline(SAGA)
    assert isinstance(line, Timeline)
    assert dates(line) == ["2020-03-02", "2020-03-03", "2020-04-03"]
    assert [entry.sentences[0].text for entry in line.entries[:2]] == [SANK, DIVERS]


def test_the_weightiest_days_are_those_that_most_voices_tell_of_on_most_days():
    line = timeline(SAGA, dates=1)
    assert dates(line) == ["2020-03-02"]
    assert line.entries[0].voices == 3


def test_what_is_still_to_come_is_not_told():
    assert "2020-06-09" not in dates(timeline([*SAGA, Document(COURT, date="2020-04-03")]))


def test_a_weekday_without_a_date_stands_beside_no_day():
    mixed = "The yard of Lome burned on 5 March 2020, and on Tuesday its owner left the country."
    plain = "The yard of Lome, which built the ferry Elsa, burned on Thursday, 5 March 2020."
    assert dates(timeline([*SAGA, Document(mixed)])) == dates(timeline(SAGA))
    assert "2020-03-05" in dates(timeline([*SAGA, Document(plain)]))


def test_articles_without_a_date_give_only_full_dates_and_a_warning():
    line = timeline([Document(SANK), Document("The ferry Elsa was built on 3 May 1999 in the yard of Lome.")])
    assert dates(line) == ["1999-05-03"]
    assert line.warnings == (
        "2 of 2 articles have no date that tells a day: of what they tell only full dates are known",
    )
    with pytest.raises(SummarizeError, match="no day is told of"):
        timeline([SANK])


def test_an_article_that_names_no_time_tells_of_its_own_day():
    line = timeline([Document("The ferry Elsa sank off the island of Tarn.", date="2020-03-02")])
    assert dates(line) == ["2020-03-02"]


def test_figures_that_change_in_time_do_not_differ():
    first, second = (
        f"The ferry Elsa sank off the island of Tarn, and {n} people were killed on Monday." for n in (10, 14)
    )
    same_day = timeline([Document(first, date="2020-03-03"), Document(second, date="2020-03-03")], dates=1)
    assert [figure.there for figure in same_day.entries[0].sentences[0].differing]
    assert "Figures that differ: 10 people, but 14 people in 3 March 2020: The ferry Elsa" in str(same_day)
    assert [article.document for article in same_day.unused] == [1]
    later = timeline([Document(first, date="2020-03-03"), Document(second, date="2020-03-05")], dates=1)
    assert [figure.there for figure in later.entries[0].sentences[0].differing] == []


def test_other_languages():
    article = Document("Die Fähre Elsa sank am Montag vor der Insel Tarn mit 40 Menschen an Bord.", date="2020-03-04")
    assert dates(timeline(article, language="de")) == ["2020-03-02"]


@pytest.mark.parametrize("name", ["dates", "sentences"])
@pytest.mark.parametrize("value", [0, -1, 1.5, "3", True])
def test_a_number_that_is_none_is_refused(name, value):
    with pytest.raises(OptionError, match=f"{name} must be"):
        timeline(SAGA, **{name: value})


def test_json_has_the_fields_of_the_contract():
    line = timeline(SAGA, dates=2)
    data = json.loads(line.to_json())
    assert data == json.loads(json.dumps(line.to_dict()))
    assert {"entries", "sources", "warnings", "settings"} <= set(data)
    assert data["settings"]["dates"] == 2
    assert {"date", "sentences"} <= set(data["entries"][0])
    assert data["written"][0] == {"date": "2020-03-02", "articles": 1}


def test_text_and_markdown_name_days_voices_and_sources():
    line = timeline(SAGA, dates=1)
    assert str(line).startswith(f"2 March 2020 (3 voices)\n{SANK} [1]\n\nSources (1 independent voice)\n[1] ")
    assert line.to_markdown().startswith("- **2 March 2020** (3 voices): ")


def test_the_page_has_a_line_of_time_and_no_script():
    page = timeline(SAGA).to_html()
    assert "<script" not in page
    assert page.count('class="mark-day"') == page.count('class="when"') == 3
    assert page.count('class="bar"') == 3
    assert {*re.findall(r'href="#([^"]+)"', page)} <= {*re.findall(r'id="([^"]+)"', page)}


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_lets_foreign_text_steer(form):
    nasty = f"The ferry <script>alert(1)</script> sank on Monday\x1b[31m off [1]: Tarn. {SANK}"
    shown = timeline([Document(nasty, title="<b>\x1b]0;", date="2020-03-02")], sentences=3).render(form)
    assert "\x1b" not in shown
    assert form not in ("html", "markdown") or "<script>" not in shown


def test_the_command(tmp_path):
    article, page = tmp_path / "a.json", tmp_path / "line.html"
    article.write_text(json.dumps([{"text": doc.text, "date": doc.date} for doc in SAGA]), encoding="utf-8")
    done = run("timeline", article, "--dates", "1")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("2 March 2020 (")
    assert run("timeline", article, "--sentences", "2", "-o", page).returncode == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "dates must be 1 or more" in failing(2, "timeline", str(article), "--dates", "0")
    bare = tmp_path / "b.txt"
    bare.write_text("The ferry sank off the island of Tarn.", encoding="utf-8")
    assert "no day is told of" in failing(1, "timeline", str(bare))


@settings(max_examples=25)
@given(DOCUMENTS, st.integers(1, 4), st.integers(1, 2), st.randoms(use_true_random=False))
def test_the_laws_of_every_timeline(documents, most, count, random):
    try:
        line = timeline(documents, dates=most, sentences=count)
    except SummarizeError:
        return
    assert 1 <= len(line.entries) <= most
    assert dates(line) == sorted(set(dates(line)))
    sentences = [sentence for entry in line.entries for sentence in entry.sentences]
    assert all(1 <= len(entry.sentences) <= count for entry in line.entries)
    keys = [sentence_key(sentence.text) for sentence in sentences]
    assert len(keys) == len(set(keys))
    for sentence in sentences:
        assert sentence.citations[0].text == sentence.text
        for citation in sentence.citations:
            text = documents[citation.document].text
            assert repair(text[citation.start : citation.end]) == citation.text
            assert line.sources[citation.source - 1].document == citation.document
    shuffled = timeline(random.sample(documents, len(documents)), dates=most, sentences=count)
    assert [(e.date, [s.text for s in e.sentences]) for e in shuffled.entries] == [
        (e.date, [s.text for s in e.sentences]) for e in line.entries
    ]
    for form in FORMATS:
        assert line.render(form)


@pytest.mark.parametrize(
    "worse",
    [
        "The company's chief executive, Lena Voss, denies that the ferry Elsa sank on Monday.",
        "Most were told on Monday that the ferry Elsa had left.",
        "Will the ferry Elsa sail on Monday?",
        "We saw the ferry Elsa on Monday.",
        "By Monday the ferry Elsa had left the island of Tarn.",
        "She saw the ferry Elsa off on Monday.",
        "Flowers for the ferry Elsa on Monday.",
        "Ana Ruz of the union denied on Monday that crews of the ferry Elsa were tired.",
    ],
)
def test_a_day_is_told_by_what_happened_on_it(worse):
    article = f"The owners of the ferry Elsa have named a new captain. {worse} {SANK}"
    line = timeline([Document(article, date="2020-03-03")], dates=1)
    assert [sentence.text for entry in line.entries for sentence in entry.sentences] == [SANK]


def test_a_day_that_is_only_foretold_gives_way():
    foretold = "The ferry Elsa will sail from Tarn to the port of Lome on Friday, its owners said."
    told = "The ferry Elsa sailed from Tarn to the port of Lome on Friday, its owners said."
    before, later = Document(foretold, date="2020-03-03"), Document(DIVERS, date="2020-03-10")
    assert "2020-03-06" not in dates(timeline([*SAGA, before, later]))
    assert "2020-03-06" in dates(timeline([*SAGA, before, Document(told, date="2020-03-07")]))
