"""The benchmark of speed computes what it says, and memory grows with the text."""

import tracemalloc
from collections import Counter
from dataclasses import replace

import pytest
from mix import mixed
from speed import SIZES, cluster_of, stage_seconds
from speed_tables import NAMES, Run, exponent, growth_table, stage_shares

from summarize import summarize


def runs(name, costs):
    return [Run(name, size, 100 * size, cost, cost, cost, 200.0) for size, cost in costs.items()]


@pytest.mark.parametrize(
    ("costs", "slope"),
    [
        ({0: 9.0, 10: 1.0, 20: 2.0, 40: 4.0}, 1.0),
        ({10: 1.0, 20: 4.0, 40: 16.0}, 2.0),
        ({10: 7.0, 20: 1.0, 40: 2.0, 80: 4.0}, 1.0),
    ],
    ids=["as the text, seeds aside", "as its square", "of the largest sizes"],
)
def test_the_exponent_says_how_time_grows_with_the_text(costs, slope):
    assert exponent(runs("summarize", costs)) == pytest.approx(slope)


def test_one_size_has_no_exponent():
    assert exponent(runs("summarize", {0: 1.0, 10: 1.0})) is None


def test_the_table_has_a_size_a_row_and_a_gap_where_nobody_was_asked():
    shown = growth_table([*runs(NAMES[0], {0: 0.03, 10: 0.06, 20: 0.12}), *runs(NAMES[2], {0: 0.1, 10: 10.0})])
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in shown.splitlines()]
    assert lines[0] == ["articles", NAMES[0], NAMES[2]]
    assert lines[2] == ["5 (seeds)", "0.03 s, 200 MB", "0.1 s, 200 MB"]
    assert lines[4] == ["20", "0.12 s, 200 MB", ""]
    assert lines[5] == ["exponent", "1.00", ""]
    assert lines[6] == ["times ours", "1", "167"]


def test_every_stage_of_a_run_has_a_share():
    seconds = stage_seconds(cluster_of(mixed(20)))
    assert {"cutting into sentences", "finding copies", "weighing", "ranking", "choosing", "citing"} <= set(seconds)
    (run,) = runs("summarize", {20: 1.0})
    assert stage_shares([replace(run, stages=seconds)]).startswith("Of 20 articles: cutting into sentences")


def test_mixed_articles_are_the_same_for_any_number_and_mostly_new():
    few, more = mixed(20), mixed(40)
    assert few == more[:20]
    counts = Counter(line for text in more for line in text.splitlines())
    assert sum(counts.values()) - len(counts) <= 0.2 * len(counts)
    assert sorted(SIZES) == list(SIZES)


@pytest.mark.slow
def test_memory_does_not_grow_with_the_square_of_the_sentences():
    texts = mixed(100)  # about 2,300 sentences: a matrix of all pairs would take 42 MB
    summarize(texts[:5])
    tracemalloc.start()
    try:
        summarize(texts)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20e6
