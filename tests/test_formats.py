"""Formats: one article in every format gives the same summary; what is missing is named; whatever comes does no harm.

The files in data/formats were made by the programs that people use (see data/formats/make.py).
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import summarize
from summarize.read.inputs import read
from summarize.read.readers import READERS
from tests.reading import DATA, SENTENCE, STORY, WITH_LIBRARIES, harmless, run

pytestmark = WITH_LIBRARIES

ONE = sorted((DATA / "one").iterdir())
OTHERS = [DATA / name for name in ("browser.pdf", "columns.pdf", "pandoc.docx", "pandoc.odt", "pandoc.rtf")]
FACTS = json.loads((DATA / "article.json").read_text(encoding="utf-8"))
LIBRARIES = {
    "html": ({"trafilatura": None}, ".html .xhtml .mhtml"),
    "pdf": ({"pypdfium2": None}, ".pdf"),
    "docx": ({"defusedxml": None, "striprtf": None}, ".docx .odt .rtf .epub"),
    "feeds": ({"defusedxml": None}, ".rss .atom"),
}


# ------------------------------------------------------------ the law


def test_there_is_a_file_of_every_format():
    assert {path.suffix for path in ONE} | {".text", ".markdown", ".htm", ".mht", ".ndjson", ".xml", ""} == set(READERS)


@pytest.mark.parametrize("path", [*ONE, *OTHERS], ids=lambda path: path.name)
def test_the_same_article_gives_the_same_sentences_in_every_format(path):
    wanted = summarize("\n\n".join([FACTS["title"], *FACTS["paragraphs"]]), words=90)
    assert summarize(path, words=90).text == wanted.text


@pytest.mark.parametrize("path", [*ONE, *OTHERS], ids=lambda path: path.name)
def test_every_paragraph_stands_whole_in_the_text(path):
    (document,) = read(path).documents
    assert [one for one in FACTS["paragraphs"] if " ".join(one.split()) not in " ".join(document.text.split())] == []


def test_a_folder_with_one_article_in_every_format_is_one_voice_with_every_copy_cited():
    summary = summarize(DATA / "one", words=90)
    assert {source.voice for source in summary.sources} == {1}
    assert len(summary.sources) == len(ONE)
    assert all(len(sentence.citations) == len(ONE) and sentence.voices == 1 for sentence in summary.sentences)
    assert not summary.unused


@pytest.mark.parametrize("path", ONE, ids=lambda path: path.name)
def test_what_the_file_tells_about_the_article_is_known(path):
    (document,) = read(path).documents
    told = {".txt": "", ".gz": "", ".csv": "tdo", ".tsv": "tdo", ".rss": "tdou", ".atom": "tdou", ".eml": "tda"}
    told |= dict.fromkeys((".docx", ".odt", ".rtf", ".pdf", ".epub"), "ta")
    known = told.get(path.suffix, "tadou")
    assert document.title == (FACTS["title"] if "t" in known else None)
    assert document.author == (FACTS["author"] if "a" in known else None)
    assert document.outlet == (FACTS["outlet"] if "o" in known else None)
    assert document.url == (FACTS["url"] if "u" in known else None)
    if "d" in known:
        assert document.date is not None
        assert FACTS["date"].startswith(document.date)


def test_a_saved_summary_of_every_format_can_be_verified_and_is_no_article_of_the_next(tmp_path):
    for path in [*ONE, *OTHERS]:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    saved = tmp_path / "summary.json"
    first = run(tmp_path, "-w", "90", "-o", saved)
    assert first.returncode == 0, first.stderr.decode()
    done = run("verify", saved)
    assert done.returncode == 0, (done.stdout + done.stderr).decode()
    for ending in ("md", "txt", "html"):
        assert run(tmp_path, "-w", "90", "-o", tmp_path / f"summary.{ending}").returncode == 0
    again = run(tmp_path, "-w", "90", "-o", saved)
    assert again.returncode == 0, again.stderr.decode()
    data = json.loads(saved.read_text(encoding="utf-8"))
    names = [Path(article["name"]).name for article in (*data["sources"], *data["unused"])]
    assert not [name for name in names if name.startswith("summary")]
    told = [line for line in data["warnings"] if "is a summary written by this program" in line]
    assert len(told) == 4


# ------------------------------------------------------------ what is missing is said


@pytest.mark.parametrize("extra", LIBRARIES)
def test_without_its_library_a_format_is_named_with_the_extra_and_the_rest_is_read(extra, tmp_path):
    gone, suffixes = LIBRARIES[extra]
    paths = [path for path in ONE if path.suffix in suffixes.split()]
    assert paths
    for path in paths:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    block = f"import sys; sys.modules.update({gone})\nfrom summarize.cli.main import run\nsys.exit(run(sys.argv[1:]))"
    done = subprocess.run([sys.executable, "-c", block, tmp_path], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert SENTENCE in done.stdout.decode()
    lines = [line for line in done.stderr.decode().splitlines() if "pip install" in line]
    assert [f"pip install 'summarize[{extra}]'" in line for line in lines] == [True] * len(paths)


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


@pytest.mark.parametrize("path", [*ONE, *OTHERS], ids=lambda path: path.name)
def test_files_cut_short_or_damaged_are_articles_or_a_line_that_names_the_file(path):
    data = path.read_bytes()
    steps = 3 if path.suffix == ".pdf" else 25  # each PDF is a process
    for place in range(0, len(data), len(data) // steps):
        harmless(data[:place], path.name)
        harmless(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :], path.name)
