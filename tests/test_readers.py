"""The table of readers: one article in every format gives one summary, a missing library is named, damage does no harm.

The files in data/formats were made by the programs that people use (see data/formats/make.py).
"""

import shutil
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import summarize
from summarize.cli.main import run as run_command
from summarize.read.inputs import read, read_all
from summarize.read.readers import READERS
from tests.reading import (
    DATA,
    FACTS,
    OTHER,
    STORY,
    WITH_LIBRARIES,
    harmless,
    made,
    names,
    refused,
    texts,
    zipped,
)

pytestmark = WITH_LIBRARIES

ONE = sorted((DATA / "one").iterdir())
OTHERS = [DATA / name for name in ("browser.pdf", "columns.pdf", "pandoc.docx", "pandoc.odt", "pandoc.rtf")]
LIBRARIES = {  # by the extra of the package: what it brings, and the suffixes that take it
    "html": (["trafilatura"], ".html .xhtml .mhtml"),
    "pdf": (["pypdfium2"], ".pdf"),
    "docx": (["defusedxml", "striprtf"], ".docx .odt .rtf .epub"),
    "feeds": (["defusedxml"], ".rss .atom"),
}

every_file = pytest.mark.parametrize("path", [*ONE, *OTHERS], ids=lambda path: path.name)


def squeezed(text: str) -> str:
    return " ".join(text.split())


# ------------------------------------------------------------ what every reader must do


def test_there_is_a_file_of_every_format():
    like_others = {".text", ".markdown", ".htm", ".mht", ".ndjson", ".xml", ""}
    without_a_title = {".srt", ".vtt"}  # see test_subtitles
    assert {path.suffix for path in ONE} | like_others | without_a_title == set(READERS)


@pytest.mark.parametrize("suffix", [".txt", ".text", ".md", ".markdown", ""])
def test_articles_know_their_name_and_encoding(suffix):
    reading = READERS[suffix](STORY.encode(), f"dir/a{suffix}")
    (document,) = reading.documents
    assert (document.text, document.name) == (STORY, f"dir/a{suffix}")
    assert (reading.warnings, reading.encodings) == ((), ("utf-8",))


@every_file
def test_the_same_article_gives_the_same_sentences_in_every_format(path):
    wanted = summarize("\n\n".join([FACTS["title"], *FACTS["paragraphs"]]), words=90)
    assert summarize(path, words=90).text == wanted.text


@every_file
def test_every_paragraph_stands_whole_in_the_text(path):
    (document,) = read(path).documents
    text = squeezed(document.text)
    assert [paragraph for paragraph in FACTS["paragraphs"] if squeezed(paragraph) not in text] == []


def test_a_folder_with_one_article_in_every_format_is_one_voice_with_every_copy_cited():
    summary = summarize(DATA / "one", words=90)
    assert {source.voice for source in summary.sources} == {1}
    assert len(summary.sources) == len(ONE)
    assert all(len(sentence.citations) == len(ONE) and sentence.voices == 1 for sentence in summary.sentences)
    assert not summary.unused


@pytest.mark.parametrize("path", ONE, ids=lambda path: path.name)
def test_what_the_file_tells_about_the_article_is_known(path):
    (document,) = read(path).documents
    facts = {".txt": "", ".gz": "", ".csv": "tdo", ".tsv": "tdo", ".rss": "tdou", ".atom": "tdou"}
    facts |= dict.fromkeys((".eml", ".mbox"), "tda")
    facts |= dict.fromkeys((".docx", ".odt", ".rtf", ".pdf", ".epub"), "ta")
    known = facts.get(path.suffix, "tadou")  # by their first letters
    assert document.title == (FACTS["title"] if "t" in known else None)
    assert document.author == (FACTS["author"] if "a" in known else None)
    assert document.outlet == (FACTS["outlet"] if "o" in known else None)
    assert document.url == (FACTS["url"] if "u" in known else None)
    if "d" in known:
        assert document.date is not None
        assert FACTS["date"].startswith(document.date)


def test_a_saved_summary_of_every_format_can_be_verified(tmp_path):
    saved = tmp_path / "summary.json"
    assert run_command([*map(str, (*ONE, *OTHERS)), "--words", "90", "--output", str(saved)]) == 0
    assert run_command(["verify", str(saved)]) == 0


def test_a_summary_in_a_folder_is_no_article_of_the_next_run(tmp_path):
    (tmp_path / "a.txt").write_text(f"{STORY}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"{OTHER}\n", encoding="utf-8")
    for suffix in ("json", "md", "txt", "html"):
        output = tmp_path / f"summary.{suffix}"
        assert run_command([str(tmp_path), "--words", "30", "--output", str(output)]) == 0
    reading = read_all([tmp_path])
    assert names(reading) == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert len(reading.warnings) == 4
    assert all("is a summary written by this program" in line for line in reading.warnings)


# ------------------------------------------------------------ which reader


@pytest.mark.parametrize("suffix", ["pdf", "docx", "odt", "epub", "zip", "gz"])
def test_a_file_that_is_not_what_its_suffix_promises_is_refused(suffix):
    for data in (b"hello", b"PK", STORY.encode(), bytes(range(8)) * 9):
        assert "is damaged or not a" in refused(data, f"x.{suffix}")
    reading = made(zipped({"a.txt": STORY.encode(), f"inner.{suffix}": b"PK"}), "x.zip")
    assert names(reading) == ["x.zip/a.txt"]
    assert "is damaged or not a" in reading.warnings[0]


@pytest.mark.parametrize("suffix", ["pdf", "docx", "odt", "epub", "zip", "gz"])
def test_a_page_that_a_server_sent_in_the_place_of_a_file_is_read(suffix):
    page = f"<html><body><article><p>{STORY}</p></article></body></html>"
    assert made(page, f"x.{suffix}").documents[0].text == STORY


# ------------------------------------------------------------ what is missing is named


@pytest.mark.parametrize("extra", LIBRARIES)
def test_without_its_library_a_format_is_named_with_the_extra_and_the_rest_is_read(extra, tmp_path, monkeypatch):
    missing, suffixes = LIBRARIES[extra]
    paths = [path for path in ONE if path.suffix in suffixes.split()]
    for path in paths:
        shutil.copy(path, tmp_path)
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    for library in missing:
        monkeypatch.setitem(sys.modules, library, None)
    reading = read_all([tmp_path])
    assert texts(reading) == [STORY]
    assert len(reading.warnings) == len(paths) > 0
    assert all(f"pip install 'summarize[{extra}]'" in line for line in reading.warnings)


def test_the_command_starts_without_any_of_the_libraries():
    code = (
        "import sys, summarize.cli\n"
        "heavy = {'trafilatura', 'lxml', 'pypdfium2', 'defusedxml', 'striprtf', 'email.parser', 'zipfile', 'csv'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


# ------------------------------------------------------------ whatever comes


@settings(max_examples=300)
@given(st.binary(max_size=300), st.sampled_from(sorted(READERS)))
def test_any_bytes_with_any_suffix_are_articles_or_a_line_that_names_the_file(data, suffix):
    harmless(data, f"a{suffix}")


@every_file
def test_files_cut_short_or_damaged_are_articles_or_a_line_that_names_the_file(path):
    data = path.read_bytes()
    steps = 3 if path.suffix == ".pdf" else 25  # each PDF is a process
    for start in range(0, len(data), len(data) // steps):
        harmless(data[:start], path.name)
        harmless(data[:start] + bytes([data[start] ^ 0x55]) + data[start + 1 :], path.name)
