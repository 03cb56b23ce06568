"""The benchmarks that decide what lands: floors that can fail, parts that are switched off, numbers that vary."""

import ast
import json
import pkgutil
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import ablation
import floods
import pytest
import quality
import tuned
from ablation import PARTS, RANKER, main, measure
from peers import installed_peers
from quality import below_floor, failures, raised, ranker_figures, set_table, side_by_side, write_results
from sets import clusters, named

from summarize.choose import mmr
from summarize.evaluate import evaluate
from summarize.read.readers import READERS
from summarize.score.rankers import RANKERS
from summarize.text.tokens import count_words

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
FLOORS = {
    "reading": {"least": {"fill": 95.0}, "most": {"dangling": 0.0, "redundancy": 35.0}},
    "lexrank-100": {"R-1": 40.0, "R-2": 15.0},
}
GOOD = {"R-1": 40.1, "R-2": 14.9, "R-L": 20.0, "fill": 98.0, "dangling": 0.0, "redundancy": 20.0}


def small_cluster():
    """Return the first own cluster with a few of its articles."""
    cluster = clusters(100)[0]
    return replace(cluster, documents=cluster.documents[:4])


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"R-2": 14.7}, ["lexrank-100 R-2 14.70 < 15.00"]),
        ({"fill": 94.9}, ["lexrank-100 fill 94.9 < 95.0"]),
        ({"dangling": 0.5}, ["lexrank-100 dangling 0.5 > 0.0"]),
        ({"redundancy": 36.0}, ["lexrank-100 redundancy 36.0 > 35.0"]),
    ],
)
def test_a_figure_beyond_its_floor_or_bound_is_named(change, expected):
    assert below_floor({"lexrank-100": GOOD | change, "citations": {"precision": 97.0}}, FLOORS) == expected


def test_floors_are_raised_and_never_lowered_and_bounds_stay():
    assert raised({"lexrank-100": GOOD, "citations": {"precision": 97.123}}, FLOORS) == {
        "reading": FLOORS["reading"],
        "lexrank-100": {"R-1": 40.1, "R-2": 15.0, "R-L": 20.0},
        "citations": {"precision": 97.12},
    }


def test_every_ranker_has_a_floor_for_each_budget_of_the_own_clusters():
    floors = json.loads((BENCHMARKS / "floors.json").read_text(encoding="utf-8"))
    assert set(floors) == {"reading", "citations", *(f"{name}-{words}" for name in RANKERS for words in (100, 200))}


def test_a_system_that_fails_or_exceeds_the_budget_is_named():
    def long(cluster, words):
        return [cluster.documents[0].text]

    def bad(cluster, words):
        raise KeyError(cluster.name)

    two = [small_cluster(), replace(small_cluster(), name="again")]
    evaluation = evaluate(two, rankers=["lexrank"], others={"long": long, "bad": bad})
    named_failures = failures({"own": evaluation})
    assert [line for line in named_failures if "KeyError" not in line] == ["long exceeds own"]
    assert len(named_failures) == 3
    assert set(ranker_figures(evaluation)) == {"lexrank-100"}
    assert "| bad " in set_table("own", evaluation)
    assert "| bad " in side_by_side({"own": evaluation})


@pytest.mark.parametrize("mark", ["quality", "sets", "speed"])
def test_a_table_of_the_results_is_replaced_between_its_marks_and_all_else_stays(mark, tmp_path, monkeypatch):
    before = quality.RESULTS.read_text(encoding="utf-8")
    copy = tmp_path / "results.md"
    copy.write_text(before, encoding="utf-8")
    monkeypatch.setattr(quality, "RESULTS", copy)
    write_results(mark, "| new |")
    head, rest = before.split(f"<!-- {mark} -->\n")
    tail = rest.split(f"\n<!-- /{mark} -->")[1]
    assert copy.read_text(encoding="utf-8") == f"{head}<!-- {mark} -->\n| new |\n<!-- /{mark} -->{tail}"


def test_a_file_is_measured_with_its_budget(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text('{"documents": [{"text": "A dam broke."}], "summaries": ["A dam broke."]}')
    assert [(name, words) for name, (_, words) in named([f"{path}=20"]).items()] == [("news, 20 words", 20)]
    assert [(len(own), words) for own, words in named([]).values()] == [(8, None), (8, None)]


@pytest.mark.parametrize("name", installed_peers())  # .ci/run installs all of them and runs this once more
def test_a_peer_gives_sentences_of_the_articles_within_the_budget(name):
    cluster = small_cluster()
    sentences = installed_peers()[name](cluster, 60)
    assert 30 < count_words(" ".join(sentences)) <= 60
    text = " ".join(" ".join(document.text.split()) for document in cluster.documents)
    assert all(" ".join(sentence.split()) in text for sentence in sentences)


@pytest.mark.parametrize("name", sorted({name for changes in PARTS.values() for name in changes}))
def test_what_a_part_is_switched_off_by_is_there_and_is_used(name):
    pkgutil.resolve_name(name)
    module = next(module for module in sorted(tuned.sources(), reverse=True) if name.startswith(f"{module}."))
    used = {getattr(node, "id", getattr(node, "attr", "")) for node in ast.walk(tuned.syntax(module)) if loads(node)}
    assert name.rpartition(".")[2] in used


def loads(node):
    return isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load)


@pytest.mark.slow
def test_the_method_is_measured_without_each_part_and_the_library_is_left_as_it_was(capsys):
    names = {name for changes in PARTS.values() for name in changes}
    before = {name: pkgutil.resolve_name(name) for name in names}
    with patch.object(ablation, "named", return_value={"own": ([small_cluster()], None)}):
        main([])  # exits when a part could not be switched off
    shown = capsys.readouterr().out
    assert all(shown.count(f"| without {part} ") == 1 for part in PARTS)
    assert {name: pkgutil.resolve_name(name) for name in names} == before


def test_a_change_of_nothing_changes_no_figure_and_a_name_that_is_gone_is_named():
    evaluation = measure([small_cluster()], {"nothing": {}, "gone": {"summarize.score.rankers.GONE": 0}})
    by_name = {system.name: system for system in evaluation.systems}
    whole, nothing = by_name[RANKER].measures, by_name["nothing"].measures
    assert [measure.mean for measure in whole.values()] == [measure.mean for measure in nothing.values()]
    assert "has no attribute 'GONE'" in by_name["gone"].failures[0]


def test_the_tuned_numbers_are_listed_with_their_values_and_comments(capsys):
    main(["--names"])
    lines = capsys.readouterr().out.splitlines()
    limit, steps = "summarize.choose.mmr.NEAREST_LIMIT", "summarize.score.rankers.MAX_STEPS"
    assert any(line.startswith(f"{limit} = {mmr.NEAREST_LIMIT}  # ") for line in lines)
    assert any(line.startswith(f"{steps} = 200  # ") for line in lines)
    assert all(line.startswith("summarize.") for line in lines)
    assert len(lines) == len(set(lines)) > 100


SOURCE = '''
"""A module."""
LIMIT = 0.4  # of something
# Both were measured
# on news.
FIRST, SECOND = 1, 2
THIRD = 3

FOURTH: int = 4
lower = 5  # no constant
'''


def test_the_comment_of_a_number_is_beside_it_or_above_its_run_of_lines(monkeypatch):
    monkeypatch.setattr(tuned, "sources", lambda: {"summarize.text.module": SOURCE})
    monkeypatch.setattr(tuned, "syntax", lambda module: ast.parse(SOURCE))
    both = "Both were measured on news."
    expected = [("LIMIT", "of something"), ("FIRST", both), ("SECOND", both), ("THIRD", both), ("FOURTH", "")]
    assert list(tuned.constants("summarize.text.module")) == expected


def test_another_value_of_a_tuned_number_stands_in_the_table_beside_the_whole_method(capsys):
    name = "summarize.choose.mmr.NEAREST_LIMIT"
    with patch.object(ablation, "named", return_value={"own": ([small_cluster()], None)}):
        main(["--vary", f"{name}=0.05", "--vary", f"{name}={mmr.NEAREST_LIMIT}"])
    rows = [[cell.strip() for cell in line.split("|")] for line in capsys.readouterr().out.splitlines() if "|" in line]
    _, _, whole, lower, same, *_ = rows
    assert (whole[1], lower[1], same[1]) == (RANKER, f"{name}=0.05", f"{name}={mmr.NEAREST_LIMIT}")
    assert same[3] == "+0.0 [+0.0, +0.0] p=1.000" != lower[3]
    assert mmr.NEAREST_LIMIT != 0.05


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("summarize.choose.mmr.NONE=1", "no tuned number is named summarize.choose.mmr.NONE; --names lists them"),
        ("summarize.choose.mmr.NEAREST_LIMIT", "write NAME=NUMBER"),
        ("summarize.choose.mmr.NEAREST_LIMIT=much", "write NAME=NUMBER"),
        ("summarize.cite.synonyms.MEMO_SIZE=2", "is read while the package is imported; change it in the source"),
    ],
)
def test_what_cannot_be_varied_is_said_in_one_line(text, message):
    with pytest.raises(SystemExit) as end:
        main(["--vary", text])
    assert str(end.value).startswith(f"--vary {text}: ")
    assert str(end.value).endswith(message)
    assert "\n" not in str(end.value)


def test_a_number_is_changed_wherever_it_was_imported_by_value():
    name = "summarize.read.cluster_lines.LINE_BYTES"
    aliases, before = tuned.aliases(name), pkgutil.resolve_name(name)
    assert {name, "summarize.evaluate.clusters.LINE_BYTES"} <= set(aliases)
    with tuned.changed({name: 7}):
        assert {pkgutil.resolve_name(alias) for alias in aliases} == {7}
    assert {pkgutil.resolve_name(alias) for alias in aliases} == {before}


def test_what_was_cached_under_another_value_is_forgotten():
    from summarize.text.languages import load_language

    language = load_language("en")
    with tuned.changed({}):
        assert load_language("en") is not language


@pytest.mark.parametrize(
    ("half", "whole", "too_slow"), [(0.2, 0.4, False), (0.1, 0.4, False), (0.2, 0.6, True), (2.6, 5.1, True)]
)
def test_a_flood_is_too_slow_above_the_limit_or_where_time_outgrows_the_text(half, whole, too_slow):
    assert floods.is_too_slow(floods.Flood("x", half, whole), floods.SIZE) == too_slow


def test_every_format_of_text_and_every_kind_of_flood_is_measured():
    found = list(floods.floods(floods.STAGES["split"], 200))
    assert {flood.unit for flood in found} == {*floods.CHARACTERS, *floods.STRINGS}
    binary = {".pdf", ".docx", ".odt", ".epub", ".zip", ".gz", ".tar", ".tgz"}
    same = {"", ".text", ".markdown", ".htm", ".xhtml", ".mht", ".ndjson", ".tsv", ".rss", ".atom"}
    assert set(READERS) - binary - same == {stage for stage in floods.STAGES if stage.startswith(".")}
