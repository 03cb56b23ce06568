"""The benchmark clusters are what their README says they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

CLUSTERS = Path(__file__).parent.parent / "benchmarks" / "clusters"
FOLDERS = sorted(path.parent for path in CLUSTERS.glob("*/truth.json"))
QUOTED = {"file", "text"}  # every object with these two keys quotes an article
MIN_COPIED = 0.6  # share of the 3-word shingles of a copy that its original has, too

every_cluster = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


@cache
def truth(folder: Path) -> Any:
    return json.loads((folder / "truth.json").read_text(encoding="utf-8"))


@cache
def article(path: Path) -> str:
    """Return the text of an article, white space normalised; what is not UTF-8 is Windows-1252."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
    return " ".join(text.split())


def quotes(node: Any) -> Iterator[tuple[str, str]]:
    """Yield (file, text) for everything in the ground truth that quotes an article."""
    if isinstance(node, dict):
        if node.keys() >= QUOTED:
            yield node["file"], node["text"]
        for value in node.values():
            yield from quotes(value)
    elif isinstance(node, list):
        for value in node:
            yield from quotes(value)


def pairs(folder: Path, name: str) -> set[tuple[tuple[str, str], tuple[str, str]]]:
    """Return the pairs of (file, text) of "supports" or "contrasts"."""
    return {
        ((pair["a"]["file"], pair["a"]["text"]), (pair["b"]["file"], pair["b"]["text"])) for pair in truth(folder)[name]
    }


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(words, words[1:], words[2:], strict=False))


def test_there_are_clusters() -> None:
    assert FOLDERS


@every_cluster
def test_the_folder_holds_the_documents_and_nothing_else(folder: Path) -> None:
    listed = [document["file"] for document in truth(folder)["documents"]]
    assert sorted([*listed, "truth.json"]) == sorted(path.name for path in folder.iterdir())
    assert 4 <= len(listed) <= 8
    assert truth(folder)["id"] == folder.name


@every_cluster
def test_articles_are_of_the_length_of_news_and_free_of_control_characters(folder: Path) -> None:
    for document in truth(folder)["documents"]:
        text = article(folder / document["file"])
        assert 150 <= len(text.split()) <= 500, document["file"]
        assert all(character.isprintable() for character in text), document["file"]
        assert "\N{REPLACEMENT CHARACTER}" not in text, document["file"]


@every_cluster
def test_every_quoted_text_stands_in_its_article(folder: Path) -> None:
    for file, text in quotes(truth(folder)):
        assert text == " ".join(text.split())
        assert text in article(folder / file), (file, text)


@every_cluster
def test_references_fill_their_budget(folder: Path) -> None:
    for budget, references in truth(folder)["summaries"].items():
        assert len(references) == 2
        for reference in references:
            assert 0.9 * int(budget) <= len(reference.split()) <= int(budget), reference


@every_cluster
def test_there_is_enough_to_measure(folder: Path) -> None:
    facts = truth(folder)["facts"]
    shared = [fact for fact in facts if len({sentence["file"] for sentence in fact["sentences"]}) > 1]
    assert len(shared) >= 12
    assert len(truth(folder)["contrasts"]) >= 8
    assert len(truth(folder)["supports"]) >= 30
    moving = [len({value["value"] for value in figure["values"]}) for figure in truth(folder)["figures"]]
    assert sum(values > 1 for values in moving) >= 2
    assert len(truth(folder)["query"]) == 6


@every_cluster
def test_answers_name_facts_and_every_fact_is_stated(folder: Path) -> None:
    stated = {fact["id"] for fact in truth(folder)["facts"] if fact["sentences"]}
    assert len(stated) == len(truth(folder)["facts"])
    for query in truth(folder)["query"]:
        assert query["answers"]
        assert set(query["answers"]) <= stated


@every_cluster
def test_figures_quote_their_value(folder: Path) -> None:
    for figure in truth(folder)["figures"]:
        assert all(value["value"] in value["text"] for value in figure["values"]), figure["what"]


@every_cluster
def test_support_is_between_articles_transitive_and_no_contrast(folder: Path) -> None:
    supports = pairs(folder, "supports")
    assert len(supports) == len(truth(folder)["supports"])
    assert all(a[0] != b[0] for a, b in supports)
    assert not {pair for a, b in pairs(folder, "contrasts") for pair in ((a, b), (b, a))} & supports
    implied = {(a, d) for a, b in supports for c, d in supports if b == c and a[0] != d[0]}
    assert implied <= supports


@every_cluster
def test_boilerplate_is_no_statement(folder: Path) -> None:
    boilerplate = {(line["file"], line["text"]) for line in truth(folder)["boilerplate"]}
    stated = {sentence for pair in pairs(folder, "supports") for sentence in pair}
    assert boilerplate
    assert all(line["kind"] for line in truth(folder)["boilerplate"])
    assert not boilerplate & stated


@every_cluster
def test_copies_share_a_voice_and_no_others_do(folder: Path) -> None:
    for first, second in combinations(truth(folder)["documents"], 2):
        parts, other_parts = (shingles(article(folder / document["file"])) for document in (first, second))
        shared = len(parts & other_parts) / min(len(parts), len(other_parts))
        assert (shared >= MIN_COPIED) == (first["voice"] == second["voice"]), (first["file"], second["file"], shared)
