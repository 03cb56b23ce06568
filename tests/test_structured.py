"""JSON, JSON Lines and tables: records are articles by the usual names of fields, named by their place."""

import csv
import json
from dataclasses import replace

import pytest

from summarize import Document, summarize
from summarize.errors import ReadError
from summarize.read.facts import whole_text
from summarize.read.inputs import read_all
from tests.reading import OTHER, STORY, made, names, refused, texts

URL = "https://www.ppp.example/dam"
RECORD = {"title": "Dam", "text": STORY, "date": "2024-03-05", "url": URL, "author": "A. Quist"}
DOCUMENT = Document(STORY, "Dam", "2024-03-05", URL, "a.json", "A. Quist", "ppp.example")
SHAPES = {
    "the plainest": RECORD,
    "schema.org": {
        "headline": "Dam",
        "articleBody": STORY,
        "datePublished": "2024-03-05",
        "url": URL,
        "author": {"name": "A. Quist"},
    },
    "capitals": {
        "Title": "Dam",
        "Content": f"<p>{STORY}</p>",
        "published_at": "2024-03-05",
        "link": URL,
        "byline": "A. Quist",
    },
    "paragraphs as objects": {**RECORD, "text": {"paragraphs": [{"text": STORY}]}},
    "a weblog": {
        "title": {"rendered": "Dam"},
        "content": {"rendered": f"<div><p>{STORY}</p></div>"},
        "date": "2024-03-05",
        "link": URL,
        "author": ["A. Quist"],
    },
    "a newspaper": {
        "webTitle": "Dam",
        "webUrl": URL,
        "webPublicationDate": "2024-03-05",
        "fields": {"bodyText": STORY, "byline": "A. Quist"},
    },
    "German": {"Titel": "Dam", "Artikeltext": STORY, "Datum": "2024-03-05", "url": URL, "Autor": "A. Quist"},
    "a list": {"articles": [RECORD]},
    "deeper": {"response": {"results": [RECORD]}},
    "a search": {"hits": {"hits": [{"_source": RECORD}]}},
    "a graph": {"@graph": [{"@type": "NewsArticle", **RECORD}]},
}


@pytest.mark.parametrize("record", SHAPES.values(), ids=SHAPES)
def test_records_are_read_by_the_usual_names(record):
    (document,) = made(json.dumps(record), "a.json").documents
    assert document.name in ("a.json", "a.json#1")
    assert replace(document, name="a.json") == DOCUMENT


@pytest.mark.parametrize(
    ("data", "places"),
    [
        ([RECORD, {"title": "no text"}, RECORD], ["#1", "#3"]),
        ([STORY, OTHER], ["#1", "#2"]),
        ({"documents": [STORY, OTHER], "summary": "Not this."}, ["#1", "#2"]),
        ({"document": f"{STORY}|||||{OTHER}", "summary": "Not this."}, ["#1", "#2"]),
        ({"context": f"Passage 1:\n{STORY}\n\nPassage 2:\n{OTHER}\n", "answers": []}, ["#1", "#2"]),
        ([{"documents": [RECORD, RECORD]}, RECORD], ["#1.1", "#1.2", "#2"]),
    ],
    ids=["a record without a text", "texts", "a cluster", "bars", "passages", "clusters"],
)
def test_an_article_among_many_is_known_by_its_place(data, places):
    reading = made(json.dumps(data), "a.json")
    assert names(reading) == [f"a.json{place}" for place in places]
    assert {text.strip() for text in texts(reading)} <= {STORY, OTHER}


def test_a_broken_line_of_json_lines_is_named_and_the_others_are_read():
    reading = made(f"{json.dumps(RECORD)}\n{{broken\n\n{json.dumps(RECORD)}\n", "a.jsonl")
    assert names(reading) == ["a.jsonl#1", "a.jsonl#4"]
    assert [line.split(":")[0] for line in reading.warnings] == ["a.jsonl, line 2"]


def test_json_lines_under_the_name_of_json_are_read():
    assert len(made(f"{json.dumps(RECORD)}\n{json.dumps(RECORD)}\n", "a.json").documents) == 2


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"], ids=repr)
def test_tables_are_read_whatever_delimits_their_columns(delimiter):
    rows = [["id", "headline", "body", "publication"], ["7", "Dam", f'"{STORY}"', "PPP"]]
    table = "\n".join(map(delimiter.join, rows))
    (document,) = made(table, "a.csv").documents
    assert (document.text, document.title, document.outlet, document.name) == (STORY, "Dam", "PPP", "a.csv#1")


def test_a_long_cell_is_read():
    assert len(made("text\n" + "word " * 100_000, "a.csv").documents[0].text) > 400_000


def test_a_limit_of_cells_that_the_program_around_it_has_raised_is_not_lowered():
    before = csv.field_size_limit(100_000_000)
    try:
        made("text\n" + STORY, "a.csv")
        assert csv.field_size_limit() == 100_000_000
    finally:
        csv.field_size_limit(before)


def test_a_table_without_a_text_says_what_it_has():
    assert "no column text, body or content (it has: name, price)" in refused("name,price\na,1\n", "a.csv")


@pytest.mark.parametrize(
    "data",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        "{",
        "null",
        "[]",
        "{}",
        "7",
        '{"n": ' + "9" * 5000 + "}",
        '{"text": ""}',
        '{"text": 7}',
        "[[[[[[[[[[" + json.dumps(RECORD) + "]]]]]]]]]]",
    ],
    ids=lambda data: data[:12],
)
def test_json_without_an_article_is_named(data):
    refused(data, "a.json")


def test_half_a_surrogate_pair_in_a_field_does_no_harm():
    data = '{"title": "\\ud800", "text": "' + STORY + ' \\ud83d stays."}'
    summary = summarize(made(data, "a.json").documents, words=50)
    assert "\ud83d" not in summary.render("text")


CUT = {
    "by an interface": (
        "The mill burned down on Sunday night. Two firemen were hu… [+1877 chars]",
        "The mill burned down on Sunday night.",
    ),
    "by a blog": (
        "The mill burned down on Sunday night. Two firemen were […]",
        "The mill burned down on Sunday night.",
    ),
    "inside its only sentence": ("The mill burned d… [+1877 chars]", ""),
    "removed": ("[Removed]", ""),
    "credited by a blog": (
        "The mill burned down.\nThe post Mill burns appeared first on Lome Star.",
        "The mill burned down.",
    ),
    "whole": ("The mill burned down. [+3 of 4 said so] It did …", "The mill burned down. [+3 of 4 said so] It did …"),
}


@pytest.mark.parametrize(("text", "whole"), CUT.values(), ids=CUT)
def test_of_a_text_that_was_cut_off_only_whole_sentences_stay(text, whole):
    assert whole_text(text) == whole


def test_the_column_of_the_texts_can_be_named(tmp_path):
    table = f"id,text,Nachricht\n1,x,{STORY!r}\n".replace("'", '"')
    (tmp_path / "a.csv").write_text(table, encoding="utf-8")
    (document,) = read_all([tmp_path / "a.csv"], text_column="nachricht").documents
    assert document.text == STORY
    with pytest.raises(ReadError, match=r"has no column Botschaft \(it has: id, text, Nachricht\)"):
        read_all([tmp_path / "a.csv"], text_column="Botschaft")


def test_a_table_without_a_usual_column_says_how_to_name_one():
    assert "--text-column" in refused("id,nachricht\n1,x\n", "a.csv")


@pytest.mark.parametrize("between", ["", "\n", "\n\n", " "])
def test_objects_one_behind_another_are_articles(between):
    first, second = json.dumps({"text": STORY}, indent=1), json.dumps({"text": OTHER}, indent=1)
    documents = made(f"{first}{between}{second}".encode(), "a.json").documents
    assert [(document.text, document.name) for document in documents] == [(STORY, "a.json#1"), (OTHER, "a.json#2")]
    assert "not valid JSON" in refused(f"{first}{between}{second[:-3]}".encode(), "a.json")


TABLES = {
    "a first line that names the delimiter": f"sep=|\ntitle|text\nDam|{STORY}\nRain|{OTHER}\n",
    "no names of columns": f'2024-05-08,Bay Post,"{STORY}"\n2024-05-09,Lund News,"{OTHER}"\n',
    "backslashes before quotation marks": f'title,text\n"The \\"dam\\"","{STORY}"\n"Rain","{OTHER}"\n',
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_tables_are_read_as_their_writers_mean_them(table):
    assert texts(made(table, "a.csv")) == [STORY, OTHER]


def test_a_table_in_json_is_read_row_by_row_also_where_it_is_written_column_by_column():
    table = {"title": {"0": "Dam", "1": "Rain"}, "text": {"0": STORY, "1": OTHER}}
    reading = made(json.dumps(table), "a.json")
    assert texts(reading) == [STORY, OTHER]
    assert [document.title for document in reading.documents] == ["Dam", "Rain"]


def test_what_a_server_of_posts_hands_out_is_read():
    post = {"type": "Create", "object": {"type": "Note", "content": f"<p>{STORY}</p>", "published": "2024-03-05"}}
    data = json.dumps({"@context": "https://www.w3.org/ns/activitystreams", "orderedItems": [post, post]})
    assert [(one.text, one.date) for one in made(data, "a.json").documents] == [(STORY, "2024-03-05")] * 2
