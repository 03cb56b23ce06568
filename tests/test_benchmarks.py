"""The benchmarks that decide what lands: floors that can fail, and parts that can be switched off."""

import json
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from ablation import PARTS, ablate
from peers import ways
from quality import broken, figures, raised, summary_table, wrong
from sets import clusters, named

from summarize.evaluate import evaluate
from summarize.score.rankers import RANKERS
from summarize.text.tokens import count_words

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
FLOORS = {
    "reading": {"least": {"fill": 95.0}, "most": {"dangling": 0.0, "redundancy": 35.0}},
    "lexrank-100": {"R-1": 40.0, "R-2": 15.0},
}
GOOD = {"R-1": 40.1, "R-2": 14.9, "R-L": 20.0, "fill": 98.0, "dangling": 0.0, "redundancy": 20.0}


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
    assert wrong({"lexrank-100": GOOD | change, "citations": {"precision": 97.0}}, FLOORS) == expected


def test_floors_are_raised_and_never_lowered_and_bounds_are_left():
    assert raised({"lexrank-100": GOOD, "citations": {"precision": 97.123}}, FLOORS) == {
        "reading": FLOORS["reading"],
        "lexrank-100": {"R-1": 40.1, "R-2": 15.0, "R-L": 20.0},
        "citations": {"precision": 97.12},
    }


def test_every_ranker_has_a_floor_for_each_budget_of_the_own_clusters():
    floors = json.loads((BENCHMARKS / "floors.json").read_text(encoding="utf-8"))
    assert set(floors) == {"reading", "citations", *(f"{name}-{words}" for name in RANKERS for words in (100, 200))}


def test_a_way_that_fails_or_exceeds_the_budget_is_named():
    some = clusters(100)[:2]

    def long(one, words):
        return [one.documents[0].text]

    def bad(one, words):
        raise KeyError(one.name)

    found = evaluate(some, rankers=["lexrank"], others={"long": long, "bad": bad})
    assert [line for line in broken({"own": found}) if "KeyError" not in line] == ["long exceeds own"]
    assert len(broken({"own": found})) == 3
    assert set(figures(found)) == {"lexrank-100"}
    assert "| bad " in summary_table(found)


def test_a_file_is_measured_with_its_budget(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text('{"documents": [{"text": "A dam broke."}], "summaries": ["A dam broke."]}')
    assert [(name, words) for name, (_, words) in named([f"{path}=20"]).items()] == [("news, 20 words", 20)]
    assert [(len(found), words) for found, words in named([]).values()] == [(8, None), (8, None)]


@pytest.mark.parametrize("name", ways())  # .ci/run installs all of them and runs this once more
def test_a_peer_gives_sentences_of_the_articles_within_the_budget(name):
    (one, *_) = clusters(100)
    sentences = ways()[name](one, 60)
    assert 30 < count_words(" ".join(sentences)) <= 60
    text = " ".join(" ".join(document.text.split()) for document in one.documents)
    assert all(" ".join(sentence.split()) in text for sentence in sentences)


def test_the_method_can_be_run_without_each_part_and_the_library_is_left_as_it_was():
    done = subprocess.run(
        [sys.executable, BENCHMARKS / "ablation.py", "--limit", "2"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr  # a part that has another name by now is named here
    assert all(done.stdout.count(f"| without {part} ") == 2 for part in PARTS)


def test_a_part_that_does_nothing_shows_and_one_that_is_gone_is_named():
    some = clusters(100)[:1]
    with patch.dict(PARTS, {"nothing": {}, "gone": {"summarize.score.rankers.GONE": 0}}, clear=True):
        found = {system.name: system for system in ablate(some, None, None).systems}
    whole, same, gone = (found[name] for name in ("lexrank", "without nothing", "without gone"))
    assert [one.mean for one in whole.measures.values()] == [one.mean for one in same.measures.values()]
    assert "does not have the attribute 'GONE'" in gone.failures[0]
