"""Files of many articles: JSON, JSON Lines, tables, texts with marks between; dates and hosts."""

import csv
import json
from dataclasses import replace

import pytest

from summarize import Document, summarize
from summarize.read.facts import day, host
from tests.reading import OTHER, STORY, WITH_LIBRARIES, made, refused

pytestmark = WITH_LIBRARIES

# ------------------------------------------------------------ records

URL = "https://www.ppp.example/dam"
RECORD = {"title": "Dam", "text": STORY, "date": "2024-03-05", "url": URL, "author": "A. Quist"}
KNOWN = Document(STORY, "Dam", "2024-03-05", URL, "a.json", "A. Quist", "ppp.example")
SHAPES = {
    "plainest": RECORD,
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
    "a list": {"articles": [RECORD]},
    "deeper": {"response": {"results": [RECORD]}},
    "a search": {"hits": {"hits": [{"_source": RECORD}]}},
    "a graph": {"@graph": [{"@type": "NewsArticle", **RECORD}]},
}


@pytest.mark.parametrize("record", SHAPES.values(), ids=SHAPES)
def test_records_are_read_by_the_usual_names(record):
    (document,) = made(json.dumps(record), "a.json").documents
    place = "" if document.name == "a.json" else "#1"
    assert document == replace(KNOWN, name=f"a.json{place}")


@pytest.mark.parametrize(
    ("data", "name", "places"),
    [
        ([RECORD, {"title": "no text"}, RECORD], "a.json", ["#1", "#3"]),
        ([STORY, OTHER], "a.json", ["#1", "#2"]),
        ({"documents": [STORY, OTHER], "summary": "Not this."}, "a.json", ["#1", "#2"]),
        ({"document": f"{STORY}|||||{OTHER}", "summary": "Not this."}, "a.json", ["#1", "#2"]),
        ({"context": f"Passage 1:\n{STORY}\n\nPassage 2:\n{OTHER}\n", "answers": []}, "a.json", ["#1", "#2"]),
        ([{"documents": [RECORD, RECORD]}, RECORD], "a.json", ["#1.1", "#1.2", "#2"]),
    ],
    ids=["one without a text", "texts", "a cluster", "bars", "passages", "clusters"],
)
def test_an_article_among_many_is_known_by_its_place(data, name, places):
    documents = made(json.dumps(data), name).documents
    assert [document.name for document in documents] == [name + place for place in places]
    assert {document.text.strip() for document in documents} <= {STORY, OTHER}


def test_a_broken_line_of_json_lines_is_named_and_the_others_are_read():
    reading = made(f"{json.dumps(RECORD)}\n{{broken\n\n{json.dumps(RECORD)}\n", "a.jsonl")
    assert [document.name for document in reading.documents] == ["a.jsonl#1", "a.jsonl#4"]
    assert [line.split(":")[0] for line in reading.warnings] == ["a.jsonl, line 2"]


def test_json_lines_under_the_name_of_json_are_read():
    assert len(made(f"{json.dumps(RECORD)}\n{json.dumps(RECORD)}\n", "a.json").documents) == 2


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"], ids=repr)
def test_tables_are_read_whatever_parts_their_columns(mark):
    table = mark.join(["id", "headline", "body", "publication"]) + "\n" + mark.join(["7", "Dam", f'"{STORY}"', "PPP"])
    (document,) = made(table, "a.csv").documents
    assert (document.text, document.title, document.outlet, document.name) == (STORY, "Dam", "PPP", "a.csv#1")


def test_a_long_cell_is_read_and_a_table_without_a_text_says_what_it_has():
    assert len(made("text\n" + "word " * 100_000, "a.csv").documents[0].text) > 400_000
    before = csv.field_size_limit(100_000_000)
    try:
        made("text\n" + STORY, "a.csv")
        assert csv.field_size_limit() == 100_000_000, "a limit that the program around it has raised was lowered"
    finally:
        csv.field_size_limit(before)
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


def test_a_half_of_a_pair_in_a_field_does_no_harm():
    data = '{"title": "\\ud800", "text": "' + STORY + ' \\ud83d stays."}'
    summary = summarize(made(data, "a.json").documents, words=50)
    assert "\ud83d" not in summary.render("text")


def test_texts_of_a_cluster_in_one_file_are_parted():
    assert [d.name for d in made(f"{STORY}\n|||||\n{OTHER}", "a.txt").documents] == ["a.txt#1", "a.txt#2"]
    assert [d.text for d in made(f"Passage 1:\n{STORY}\nPassage 2:\n{OTHER}", "a.txt").documents] == [
        f"{STORY}\n",
        OTHER,
    ]
    for text in (
        f"Passage 1:\n{STORY}",
        f"Passage 2:\n{STORY}\nPassage 1:\n{OTHER}",
        f"{STORY}\nPassage 1:\na\nPassage 2:\nb",
    ):
        assert [d.text for d in made(text, "a.txt").documents] == [text]


# ------------------------------------------------------------ facts


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-03-05", "2024-03-05"),
        ("2024-03-05T09:30:00.123+01:00", "2024-03-05T09:30"),
        ("20240305", "2024-03-05"),
        ("20240305T0930", "2024-03-05T09:30"),
        ("D:20240305093000+01'00'", "2024-03-05T09:30"),
        ("2024/3/5", "2024-03-05"),
        ("Tue, 05 Mar 2024 09:30:00 GMT", "2024-03-05T09:30"),
        ("5 March 2024", "2024-03-05"),
        ("March 5th, 2024, 9:30 a.m.", "2024-03-05"),
        ("Sept. 5, 2024", "2024-09-05"),
        (1709631000, "2024-03-05T09:30"),
        (1709631000000, "2024-03-05T09:30"),
        ("03/05/2024", None),
        ("yesterday", None),
        ("2024-13-45", None),
        ("0000-00-00", None),
        ("", None),
        (True, None),
        (10**40, None),
    ],
    ids=str,
)
def test_dates_are_taken_when_they_are_sure(written, date):
    assert day(written) == date


@pytest.mark.parametrize(
    ("address", "name"),
    [("https://www.a.example/b", "a.example"), ("file:///a", None), ("//a", None), ("http://[", None), (None, None)],
)
def test_the_host_of_a_web_address_stands_in_for_the_outlet(address, name):
    assert host(address) == name
