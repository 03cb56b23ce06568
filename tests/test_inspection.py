"""Inspection shows what is read of each article, what is kept, and what is left out and why."""

import json
from dataclasses import asdict

import pytest

from summarize.cli.main import run as run_command
from summarize.corpus import build_corpus
from summarize.errors import SummarizeError
from summarize.inspection import inspect_articles
from summarize.options import Options
from summarize.read.inputs import read_all
from summarize.records import Document, Reading
from summarize.text.repair import repair
from tests.reading import DATA, WITH_LIBRARIES, run

pytestmark = WITH_LIBRARIES


def test_one_article_in_every_format_is_one_voice_of_as_many_sentences_in_the_order_of_reading():
    reading = read_all([DATA / "one"])
    articles = inspect_articles(reading)
    assert [article.name for article in articles] == [document.name for document in reading.documents]
    assert {(article.sentences, article.language, article.voice) for article in articles} == {(16, "en", 1)}


def test_places_left_out_hold_in_the_text():
    reading = read_all([DATA / "one" / "a.html", DATA / "one" / "a.txt", DATA / "pages" / "live.html"])
    for article, document in zip(inspect_articles(reading), reading.documents, strict=True):
        assert article.left_out
        for stretch in article.left_out:
            assert repair(document.text[stretch.start : stretch.end]) == stretch.text


def test_no_word_is_stemmed_for_it(monkeypatch):
    reading = Reading((Document("The dam broke at dawn."), Document("Two villages were flooded.")))
    before = inspect_articles(reading)
    monkeypatch.setattr("summarize.corpus.stemmer", None)
    assert inspect_articles(reading) == before


def test_sentences_without_stems_share_no_list():
    documents = [Document("The dam broke at dawn."), Document("Two villages were flooded.")]
    one, other = build_corpus(documents, Options(), stemmed=False).stems
    assert one == other == []
    assert one is not other


def test_nothing_to_inspect_is_an_error():
    with pytest.raises(SummarizeError, match="no documents"):
        inspect_articles(Reading(()))


def test_the_command_shows_what_is_read_kept_and_left_out_and_why(capsys):
    assert run_command(["inspect", str(DATA / "one" / "a.html"), str(DATA / "scan.pdf")]) == 0
    shown, warnings = capsys.readouterr()
    for line in (
        *("title     Pelagia launches", "author    Nora Quist", "outlet    Pan-Pelagia Press", "date      2024-03-07"),
        *("encoding  utf-8", "language  en", "kept      16 sentences, 230 words", "left out  title: Pelagia"),
        "          dateline: POINT SORROW",
    ):
        assert f"\n  {line}" in shown
    assert "scan.pdf: has no text layer" in warnings


def test_the_command_gives_as_json_what_the_library_returns(capsys):
    path = DATA / "one" / "a.md"
    assert run_command(["inspect", str(path), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    expected = [asdict(article) for article in inspect_articles(read_all([path]))]
    assert data == {"articles": json.loads(json.dumps(expected)), "warnings": []}


def test_the_command_says_why_nothing_could_be_read():
    done = run("inspect", DATA / "scan.pdf")
    assert done.returncode == 1
    assert b"no text layer" in done.stderr
