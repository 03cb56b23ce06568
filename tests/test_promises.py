"""SECURITY.md: every promise names tests that exist, and those promises are kept that belong to no single part."""

import json
import os
import re
import subprocess
import sys
import tokenize
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Document, SummarizeError, summarize
from summarize.render.renderers import ENDINGS
from summarize.text.repair import repair
from tests.command import COMMAND, ROOT

PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([IS]\d+) \| (.+) \| (.+) \|$", PAGE, re.M)
TESTS = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("test_*.py"))
SOURCES = sorted((ROOT / "summarize").rglob("*.py"))


@pytest.mark.parametrize(("number", "promise", "tests"), ROWS, ids=[row[0] for row in ROWS])
def test_every_promise_has_its_tests(number, promise, tests):
    assert promise.endswith(".")
    named = re.findall(r"`(\w+)`", tests)
    assert named
    assert [name for name in named if f"def test_{name}(" not in TESTS] == []


def test_the_promises_are_numbered():
    numbers = [row[0] for row in ROWS]
    assert numbers == [f"I{number}" for number in range(1, 32)] + [f"S{number}" for number in range(1, 18)]


def names_in(path):
    """The names that a program uses, with the names of modules and attributes, without strings and comments."""
    with path.open("rb") as file:
        return [token.string for token in tokenize.tokenize(file.readline) if token.type == tokenize.NAME]


FORBIDDEN = {
    *("pickle", "marshal", "shelve", "dill", "cloudpickle", "yaml", "torch"),
    *("eval", "exec", "popen", "shell", "allow_pickle"),
    *("socket", "urlopen", "http", "requests", "httpx", "aiohttp", "ftplib", "smtplib", "webbrowser"),
}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_source_neither_unpickles_nor_evaluates_nor_opens_a_connection(path):
    assert sorted(FORBIDDEN.intersection(names_in(path))) == []
    assert "os.system" not in path.read_text(encoding="utf-8")


def test_the_data_of_the_package_is_text():
    suffixes = {path.suffix for path in (ROOT / "summarize").rglob("*") if path.is_file()} - {".pyc"}
    assert suffixes <= {".py", ".json", ".html", ".css", ".gz", ".txt", ".typed", ".tsv", ""}, suffixes


OFFLINE = """
import socket, sys
def refuse(*args, **how): raise AssertionError("a connection was asked for")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse
from summarize.cli.main import run
sys.exit(run(sys.argv[1:]))
"""


def test_everything_works_without_a_network(tmp_path):
    out = tmp_path / "out.html"
    page = tmp_path / "a.html"
    page.write_text(
        '<html><head><link rel="stylesheet" href="http://192.0.2.1/a.css"><base href="http://192.0.2.1/"></head><body>'
        '<article><img src="http://192.0.2.1/b.png"><iframe src="http://192.0.2.1/c"></iframe><p>The dam at Elsa broke '
        "at dawn on Monday, police said.</p><p>Two villages below it were flooded before noon.</p></article></body>"
    )
    paths = [str(page), "tests/data/formats/one", "seeds"]
    command = [sys.executable, "-c", OFFLINE, *paths, "-o", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert "192.0.2.1" not in done.stderr.decode()
    assert out.stat().st_size


def test_no_format_of_results_is_a_table():
    assert not {".csv", ".tsv", ".xlsx"} & set(ENDINGS)


HIDING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff\U000e0041\U000e007f"


@pytest.mark.parametrize("character", HIDING, ids=ascii)
def test_characters_that_turn_or_hide_text_do_not_come_out(character):
    text = f"The dam at {character}Elsa broke{character} at dawn on Monday, the mayor of the town said."
    summary = summarize([Document(text, title=f"A{character} title", name=f"a{character}.txt")], words=30)
    shown = (str(summary), summary.to_markdown(), summary.to_html(), summary.text)
    assert [character in form for form in shown] == [False] * 4
    assert "Elsa" in summary.text


def test_output_is_utf8_in_any_locale(tmp_path):
    (tmp_path / "a.txt").write_text("Die Bürgermeisterin von Zürich – 東京 – trat am Montag zurück.", encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LC_ALL": "C", "PYTHONUTF8": "0"}
    environment["PYTHONCOERCECLOCALE"] = "0"
    command = [*COMMAND, str(tmp_path / "a.txt"), "-f", "json"]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert "Zürich – 東京" in json.loads(done.stdout)["sentences"][0]["text"]
    assert "Zürich" in done.stdout.decode()


def test_parsers_of_foreign_formats_are_optional_and_bounded():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    parsers = re.compile(r"lxml|trafilatura|pdf|docx|defusedxml|rtf")
    assert [name for name in project["dependencies"] if parsers.match(name)] == []
    extras = project["optional-dependencies"]
    assert all("<" in name for name in extras["pdf"] + extras["html"] if re.match("trafilatura|pypdfium2", name))


ODD = st.sampled_from(
    [*"\ufeff\r\n\u2028\xa0\u0301\u20dd\u200d\x85👩🏽\u0650े中𝕏", "\r\n", " ", "e\u0301", "👩\u200d🚒", "🇩🇪"]
)
SENTENCES = st.sampled_from(["The dam broke at dawn.", "It rained in Elsa."])


@given(st.lists(st.tuples(st.lists(ODD, max_size=3).map("".join), SENTENCES), max_size=3))
def test_offsets_cut_no_character_in_two(pieces):
    text = "".join(odd + sentence for odd, sentence in pieces)
    try:
        summary = summarize([text], words=60)
    except SummarizeError:
        return
    for sentence in summary.sentences:
        start, end = sentence.citations[0].start, sentence.citations[0].end
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert start == 0 or text[start - 1].isspace() or not unicodedata.combining(text[start])
        assert text[start - 1 : start + 1] != "\r\n"
        assert text[end - 1 : end + 1] != "\r\n"
        assert not text[end : end + 1] or not unicodedata.combining(text[end])


@given(st.lists(st.text(), min_size=1, max_size=3), st.integers(1, 40))
def test_citations_can_be_checked_by_slicing_whatever_the_text(texts, budget):
    try:
        summary = summarize(texts, words=budget)
    except SummarizeError:
        return
    assert summary.words <= budget
    for sentence in summary.sentences:
        for citation in sentence.citations:
            assert repair(texts[citation.document][citation.start : citation.end]) == citation.text
