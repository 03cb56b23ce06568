"""docs/recipes.md: every recipe is run as it stands there, but for the address of a page, which is served here."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.command import ROOT

PAGE = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
RECIPES = {
    part.partition("\n")[0]: [(kind, code) for kind, code in re.findall(r"```(sh|python)\n(.*?)```", part, re.S)]
    for part in PAGE.split("\n## ")[1:]
}
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Harbour</title>
<item><title>Dam breaks</title><link>https://news.example/1</link><description>The dam at Elsa broke at dawn on Monday,
police said. Two villages below it were flooded before noon.</description></item>
<item><title>Rates rise</title><link>https://news.example/2</link><description>Rates rose by half a point on Tuesday,
the bank said. Shares fell at once, and the bank had warned of it.</description></item></channel></rss>"""
ARTICLE = """<html><head><title>Dam breaks</title></head><body><article><h1>Dam breaks</h1>
<p>The dam at Elsa broke at dawn on Monday, the police of the town said in the afternoon of the same day.</p>
<p>Two villages below the dam were flooded before noon, and the people of both were brought to safety by boat.</p>
<p>The mayor of the larger village said that she had asked the owners of the dam to repair it in the spring.</p>
</article></body></html>"""


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def home(tmp_path):
    """A folder with the seeds, in which a recipe is run."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return tmp_path


@pytest.fixture
def address(tmp_path_factory):
    """The address of a site with a feed and an article."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "feed.xml").write_text(FEED, encoding="utf-8")
    (folder / "article.html").write_text(ARTICLE, encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def ran(recipe, home, **changes):
    """What the program of a recipe writes to standard output; changes: texts put in the place of others."""
    ((kind, program),) = RECIPES[recipe]
    for name, new in changes.items():
        program = program.replace(
            {"site": "https://news.example", "fetch": "trafilatura -u https://news.example/article.html"}[name], new
        )
    scripts = home / "bin"
    scripts.mkdir()
    (scripts / "summarize").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m summarize "$@"\n', encoding="utf-8")
    (scripts / "summarize").chmod(0o755)
    path = f"{scripts}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": path, "HF_HUB_OFFLINE": "1", "HOME": str(home)}
    command = ["sh", "-euc", program] if kind == "sh" else [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def needs(*programs):
    """Skip where a program is missing, but not where all are installed for the tests."""
    missing = [program for program in programs if not shutil.which(program)]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


def test_every_recipe_is_run_here():
    source = Path(__file__).read_text(encoding="utf-8")
    assert len(RECIPES) == 10
    assert [recipe for recipe in RECIPES if f'"{recipe}"' not in source] == []


@needs("sh", "curl")
def test_a_feed_becomes_a_page_and_a_feed(home, address):
    ran("A feed, every hour, as a page and a feed of stories", home, site=address)
    assert "The dam at Elsa broke at dawn on Monday" in (home / "stories.html").read_text(encoding="utf-8")
    assert (home / "stories.xml").read_text(encoding="utf-8").count("<item>") == 2


@needs("sh")
@pytest.mark.skipif(not shutil.which("trafilatura", path=str(Path(sys.executable).parent)), reason="no trafilatura")
def test_a_page_of_the_web_is_summarised(home, address):
    # trafilatura asks no address of this machine: the page comes by another way, and takes the same from there
    shown = ran("A page of the web", home, fetch=f"curl -fsS {address}/article.html | trafilatura")
    assert "The dam at Elsa broke at dawn on Monday, the police of the town said" in shown


@pytest.mark.slow
@pytest.mark.parametrize(
    ("recipe", "library", "expected"),
    [
        ("pandas", "pandas", "The dam at Elsa broke at dawn on Monday"),
        ("Hugging Face datasets", "datasets", "Rates rose on Tuesday by half a point, the bank said."),
        ("LangChain", "langchain_core", "(https://a.example/1#:~:text=The%20dam%20broke%20at%20dawn%20on%20Monday.)"),
        ("LlamaIndex", "llama_index.core", "The dam broke at dawn on Monday. [1]"),
    ],
)
def test_libraries_are_fed_and_fed_from(home, recipe, library, expected):
    if not os.environ.get("CI"):
        pytest.importorskip(library)
    assert expected in ran(recipe, home)


@pytest.mark.slow
def test_settings_are_found_by_a_grid_search(home):
    shown = ran("Settings by a grid search of scikit-learn", home)
    assert re.fullmatch(r"\{'diversity': 0\.\d, 'ranker': '\w+'\}\n", shown)


@needs("sh", "jq")
@pytest.mark.slow
def test_a_batch_is_read_by_jq(home):
    shown = ran("A batch, and jq", home)
    assert shown == "dam\tThe dam broke at dawn on Monday.\n"


@pytest.mark.slow
def test_a_notebook_shows_a_card(home):
    ((_, program),) = RECIPES["A notebook"]
    ran("A notebook", home)
    assert (home / "summary.html").stat().st_size > 10_000
    assert program.rstrip().splitlines()[-1] == "summary"
    notebook = {"cells": [{"cell_type": "code", "source": program}]}
    space: dict[str, object] = {}
    lines = str(json.loads(json.dumps(notebook))["cells"][0]["source"]).rstrip().splitlines()
    before = os.getcwd()
    try:
        os.chdir(home)
        exec("\n".join(lines[:-1]), space)  # noqa: S102 - as a notebook does
        card = eval(lines[-1], space)._repr_html_()  # noqa: S307
    finally:
        os.chdir(before)
    assert card.startswith("<div")


@pytest.mark.slow
@needs("sh")
def test_uv_runs_the_command_from_a_checkout(tmp_path):
    if not os.environ.get("CI"):
        pytest.importorskip("uv")
    ((_, program),) = RECIPES["Without installing"]
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "UV_CACHE_DIR": str(tmp_path)}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [str(shutil.which("sh")), "-euc", program],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "[1]" in done.stdout
