"""README, docstrings and help say what the program does."""

import doctest
import importlib
import json
import pkgutil
import re
import subprocess
import sys

import pytest

import summarize
from summarize.render.renderers import RENDERERS
from summarize.score.rankers import RANKERS
from summarize.text.languages import load_language
from tests.command import ROOT, run

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
PROGRAMS = [
    (path.name, program)
    for path in PAGES
    for program in re.findall(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), re.S)
]
MOST_WORDS = 900
MODULES = [module.name for module in pkgutil.walk_packages(summarize.__path__, "summarize.")]


def between(name):
    return README.split(f"<!-- {name} -->")[1].split(f"<!-- /{name} -->")[0].strip()


def test_the_output_shown_is_the_output_of_the_command_above_it():
    assert "`summarize seeds/ --words 100` prints\n\n<!-- output -->" in README
    done = run("seeds/", "--words", "100")
    shown = re.sub(r"^> ?", "", between("output"), flags=re.M)
    assert " ".join(shown.replace("```", "").replace("text\n", "", 1).split()) == " ".join(done.stdout.decode().split())


def test_the_python_example_runs(monkeypatch):
    monkeypatch.chdir(ROOT)
    code = re.search(r"```python\n(.*?)```", README, re.S)
    assert code is not None
    program = code[1].replace('"The text of one article ..."', "first.text").replace('"Another one ..."', "first.text")
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_the_readme_is_short_enough_to_be_read():
    assert len(README.split()) <= MOST_WORDS


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_between_pages_leads_somewhere_and_every_page_is_linked(path):
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8"))
    inside = [link for link in links if "://" not in link]
    assert [link for link in inside if not (path.parent / link).exists()] == []
    linked = {
        (page.parent / link).resolve()
        for page in PAGES
        for link in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
    }
    assert path.resolve() in linked or path.name == "README.md"


def test_the_program_that_judges_a_summariser_of_ones_own_runs(monkeypatch, tmp_path):
    (program,) = [program for name, program in PROGRAMS if name == "evaluate.md"]
    text = "The dam at Elsa broke at dawn on Monday. Two villages were flooded, police said."
    (tmp_path / "clusters.jsonl").write_text(json.dumps({"documents": [{"text": text}], "summaries": [text]}))
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "| first words " in done.stdout.decode()


def test_every_option_is_in_the_readme_and_nothing_else():
    shown = run("-h").stdout.decode()
    table = "".join(line for line in README.splitlines() if line.startswith("| `-"))
    assert set(re.findall(r"--[a-z-]+", table)) == set(re.findall(r"^ +(?:-., )?(--[a-z-]+)", shown, re.M))
    assert all(f"`{name}`" in table for name in (*RANKERS, *RENDERERS))


def test_every_option_of_batches_is_documented():
    pattern = re.compile(r"^ +(?:-., )?(--[a-z-]+)", re.M)
    shown, shown_by_batch = (set(pattern.findall(run(*words, "-h").stdout.decode())) for words in ([], ["batch"]))
    page = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
    assert [option for option in shown_by_batch - shown if option not in page] == []


@pytest.mark.parametrize("name", MODULES)
def test_docstring_examples_hold(name):
    if name.endswith("__main__"):
        return
    names = {"load_language": load_language}  # examples of rules by language need one
    assert doctest.testmod(importlib.import_module(name), extraglobs=names).failed == 0


def test_the_package_itself_has_an_example_that_holds():
    assert doctest.testmod(summarize).attempted > 0
    assert doctest.testmod(summarize).failed == 0


def test_the_changelog_knows_this_version():
    assert f"## {summarize.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_source_names_nothing_that_loads_code_from_data_or_opens_a_connection_itself():
    for path in (ROOT / "summarize").rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        forbidden = (
            "pickle",
            "marshal",
            "joblib.load",
            "eval(",
            "exec(",
            "yaml",
            "urllib.request",
            "requests",
            "socket",
            "http.",
        )
        for word in forbidden:
            assert not re.search(rf"\b{re.escape(word)}", code), f"{path.name}: {word}"
