"""A digest: what it tells of each story, in which order, in every format, through the library and the command."""

import json
import re
from dataclasses import fields, replace
from typing import Any
from xml.etree import ElementTree

import pytest

from summarize import Document, OptionError, SummarizeError, digest, pipeline, summarize, verify
from summarize.errors import FaithfulnessError
from summarize.stories.formats import ENDINGS, FORMATS
from summarize.text.repair import repair
from summarize.text.tokens import count_words
from tests.command import failing, run
from tests.test_stories import ALIKE, own_articles

DAM = [
    Document("The dam broke on Monday. Two villages flooded.", title="Dam breaks", date="2020-03-02", outlet="A"),
    Document("A dam broke on Monday, police said. Two villages were flooded.", date="2020-03-03T09:00", outlet="B"),
]
RATES = Document("The bank raised its rates by half a point on Tuesday.", title="Rates rise", url="https://a.example/r")
MENU = Document("Home | News | Sport")


def test_every_story_has_title_summary_voices_days_and_documents():
    told = digest([RATES, *DAM], words=12)
    dam, rates = told.stories
    assert (dam.title, dam.documents, dam.voices, dam.first, dam.last) == (
        *("Dam breaks", (1, 2), 2, "2020-03-02", "2020-03-03"),
    )
    assert (rates.title, rates.documents, rates.voices, rates.first, rates.last) == ("Rates rise", (0,), 1, None, None)
    assert told.leftover == ()
    assert told.documents[0].url == "https://a.example/r"


def test_a_story_without_titles_is_called_by_its_first_sentence():
    assert digest([RATES.text]).stories[0].title == RATES.text


def test_the_summary_of_a_story_is_that_of_its_documents_alone():
    documents, _ = own_articles()
    documents = [replace(document, date=None) for document in documents]  # others may settle the year of "June 14"
    for story in digest(documents, words=40).stories:
        alone = summarize([documents[index] for index in story.documents], words=40)
        assert story.summary.text == alone.text
        assert [source.document for source in story.summary.sources] == [
            story.documents[source.document] for source in alone.sources
        ]


def test_citations_resolve_in_the_documents_as_passed_and_budgets_hold():
    documents, _ = own_articles()
    told = digest(documents, words=30)
    for story in told.stories:
        assert count_words(story.summary.text) <= 30
        for sentence in story.summary.sentences:
            for cited in sentence.citations:
                assert cited.document in story.documents
                assert repair(documents[cited.document].text[cited.start : cited.end]) == cited.text
    everywhere = sorted([*told.leftover, *(index for story in told.stories for index in story.documents)])
    assert everywhere == list(range(len(documents)))


def test_the_weightiest_stories_come_first_and_the_rest_is_left_over():
    documents, _ = own_articles()
    told = digest(documents, words=20, stories=3)
    weights = [(story.voices, len(story.documents)) for story in digest(documents, words=20).stories]
    assert weights == sorted(weights, reverse=True)
    assert len(told.stories) == 3
    assert len(told.leftover) == len(documents) - sum(len(story.documents) for story in told.stories)


def test_a_page_without_article_text_is_left_over_with_a_warning():
    told = digest([MENU, *DAM])
    assert told.leftover == (0,)
    assert len(told.warnings) == 1
    assert told.warnings[0].startswith("'Home | News | Sport': nothing to summarise")


def test_nothing_to_tell_is_an_error():
    with pytest.raises(SummarizeError, match="nothing to summarise"):
        digest([MENU])


@pytest.mark.parametrize("stories", [0, -1, 1.5, True])
def test_a_number_of_stories_that_is_none_is_refused(stories):
    with pytest.raises(OptionError, match="stories must be"):
        digest(DAM, stories=stories)


def test_json_has_the_fields_of_the_contract():
    told = digest([RATES, MENU, *DAM])
    data = json.loads(told.to_json())
    assert data == json.loads(json.dumps(told.to_dict()))
    assert set(data) == {"stories", "documents", "leftover", "warnings", "settings"}
    own = {"id", "title", "summary", "documents", "voices", "first", "last", "standing", "quotations"}
    shared = {"short_summary", "talking_points", "quote", "quote_author", "quote_source_url", "quote_source_domain"}
    shared |= {"perspectives", "timeline", "articles", "domains", "unique_domains", "number_of_titles"}
    assert set(data["stories"][0]) == own | shared
    assert set(data["documents"][0]) == {"name", "title", "date", "url", "outlet"}
    assert data["stories"][0]["summary"]["summary"] == told.stories[0].summary.text
    assert data["settings"]["words"] == 60


def test_a_line_of_json_holds_a_story_with_its_articles():
    lines = [json.loads(line) for line in digest([RATES, *DAM]).render("jsonl").splitlines()]
    assert [line["title"] for line in lines] == ["Dam breaks", "Rates rise"]
    assert [article["document"] for article in lines[0]["articles"]] == [1, 2]


@pytest.mark.parametrize("field", [field.name for field in fields(Document)])
def test_a_line_has_another_fingerprint_when_anything_is_known_otherwise(field):
    facts: dict[str, Any] = {field: (0, 5) if field == "pages" else "The bank lowered its rates on Monday."}
    changed = replace(RATES, **facts)
    one, other = (json.loads(digest([document]).render("jsonl"))["fingerprint"] for document in (RATES, changed))
    assert one != other


def test_a_line_has_another_fingerprint_when_an_earlier_summary_has_changed(tmp_path):
    earlier, marks = tmp_path / "earlier.json", set[str]()
    for document in DAM:
        earlier.write_text(summarize([document]).to_json())
        marks.add(json.loads(digest([RATES], since=earlier).render("jsonl"))["fingerprint"])
    assert len(marks) == 2


def test_a_feed_has_an_item_for_each_story_and_is_the_same_every_time():
    told = digest([RATES, *DAM])
    feed = ElementTree.fromstring(told.to_rss())  # noqa: S314  # our own
    items = feed.findall("channel/item")
    assert [item.findtext("title") for item in items] == ["Dam breaks", "Rates rise"]
    assert items[1].findtext("link") == "https://a.example/r"
    assert items[0].findtext("link") is None
    assert [item.findtext("pubDate") for item in items] == ["Tue, 03 Mar 2020 00:00:00 +0000", None]
    assert told.to_rss() == digest([RATES, *DAM]).to_rss()


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_lets_foreign_text_steer(form):
    evil = Document("The dam\x1b[31m broke <script>alert(1)</script> on Monday.", title="# <b>\x1b[2J\u202eDam")
    shown = digest([evil]).render(form)
    assert not {"\x1b", "\u202e"} & set(shown)
    if form in ("markdown", "rss", "html"):
        assert "<script>" not in shown
        assert "\n# " not in shown


def test_text_names_title_weight_sources_and_what_is_left(tmp_path):
    shown = str(digest([RATES, MENU, *DAM]))
    assert shown.startswith("1. Dam breaks\n   2 voices, 2 articles, 2 to 3 March 2020\nA dam broke on Monday,")
    assert "Dam breaks, A, 2 March 2020\n" in shown
    assert "Not told: 1 article\n- document 2\n" in shown


def test_markdown_is_a_section_for_each_story():
    assert digest([RATES, *DAM]).to_markdown().count("\n## ") == 1


@pytest.fixture
def folder(tmp_path):
    for index, document in enumerate([RATES, *DAM]):
        (tmp_path / f"{index}.txt").write_text(document.text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_format_follows_the_ending_of_the_file(folder, tmp_path, ending):
    output = tmp_path.parent / f"digest{ending}"
    done = run("digest", folder, "-o", output)
    assert (done.returncode, done.stdout) == (0, b"")
    assert output.read_text(encoding="utf-8") == run("digest", folder, "-f", ENDINGS[ending]).stdout.decode()


def test_the_command_takes_number_of_stories_and_budget(folder):
    done = run("digest", folder, "--stories", "1", "-w", "5", "-f", "json")
    data = json.loads(done.stdout)
    assert len(data["stories"]) == 1
    assert data["stories"][0]["summary"]["words"] <= 5
    assert len(data["leftover"]) == 1


def test_wrong_use_of_the_command_is_one_line(folder):
    assert "stories must be 1 or more" in failing(2, "digest", folder, "--stories", "0")
    assert "no such file or folder" in failing(1, "digest", folder / "missing")
    assert "is one of the articles" in failing(2, "digest", folder / "0.txt", "-o", folder / "0.txt")


def test_min_voices_leaves_out_stories_and_sentences_of_fewer():
    documents, _ = own_articles()
    told = digest([RATES, *documents], min_voices=2, words=40)
    assert 0 in told.leftover
    for story in told.stories:
        assert story.voices >= 2
        assert all(sentence.voices >= 2 for sentence in story.summary.sentences)
    with pytest.raises(SummarizeError, match="no story is told by 9 independent voices"):
        digest(documents, min_voices=9)


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_every_article_of_a_story_is_named(form):
    documents, _ = own_articles()
    shown = digest(documents, words=20).render(form)
    names = [document.name.rpartition("/")[2] for document in documents]
    assert [name for name in names if name not in shown.replace("\\", "")] == []


@pytest.fixture
def mixed(tmp_path):
    """Return a folder of two stories that share words, so that each is compared with what was told of the other."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    for story in ("quake in Karsia", "quake on Tamura"):
        for index, text in enumerate(ALIKE[story]):
            (folder / f"{story}{index}.txt").write_text(text)
    return folder


def test_a_digest_since_one_of_the_same_folder_passes_its_check(mixed, tmp_path):
    saved = tmp_path / "digest.json"
    assert run("digest", mixed, "-w", "30", "-o", saved).returncode == 0
    assert len(json.loads(saved.read_text())["stories"]) == 2
    later = run("digest", mixed, "-w", "30", "--since", saved, "-f", "json")
    assert (later.returncode, b"failed its own check" in later.stderr) == (0, False)
    told = json.loads(later.stdout)
    assert told["stories"]
    assert all(story["summary"]["told"] for story in told["stories"])
    assert {one["earlier"] for story in told["stories"] for one in story["summary"]["told"]} == {0}


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_story_that_fails_its_check_is_named_as_such_and_the_status_says_so(form, mixed, monkeypatch):

    def failing_on_tamura(summary, documents):
        if "Tamura" in documents[0].text:
            raise FaithfulnessError("the summary failed its own check, please report this: example")
        verify.check(summary, documents)

    monkeypatch.setattr(pipeline, "check", failing_on_tamura)
    done = run("digest", mixed, "-f", form, "--jobs", "1")
    assert done.returncode == 1
    assert re.search(rb"Tamura\d.txt: the summary failed its own check", done.stderr)
    assert "the summary of its story failed its own check" in done.stdout.decode()
    assert run("digest", mixed / "quake on Tamura0.txt", "-f", form, "--jobs", "1").returncode == 70
