"""`summarize_many`: one summary or error for each cluster, in order, whatever becomes of the others."""

import os
import random
import signal
import threading
import time
from typing import Any

import pytest

from summarize import OptionError, SummarizeError, Summarizer, Summary, summarize, summarize_many
from summarize.batch import many
from summarize.errors import LimitError
from tests.batches import children, cluster, large_documents

CLUSTERS = [[article["text"] for article in cluster(number)["documents"]] for number in range(6)]


def test_errors_are_values_when_asked_for():
    clusters: list[Any] = [CLUSTERS[0], [], CLUSTERS[1], [3]]
    results = list(summarize_many(clusters, words=20, errors="return"))
    assert [type(result) for result in results] == [Summary, SummarizeError, Summary, TypeError]
    assert results[0] == summarize(CLUSTERS[0], words=20)
    with pytest.raises(SummarizeError, match="no documents"):
        list(Summarizer(words=20).summarize_many([[]]))


def test_the_first_error_ends_the_summaries_unless_errors_are_values():
    with pytest.raises(SummarizeError, match="no documents"):
        list(summarize_many([[], *CLUSTERS], words=20))


def breaking_off():
    yield CLUSTERS[0][0]
    raise KeyError("gone")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("bad", [None, {"text": "x"}, 3, threading.Lock(), "generator"], ids=lambda bad: str(type(bad)))
def test_a_malformed_cluster_is_an_error_in_its_place(bad, jobs):
    clusters: list[Any] = [CLUSTERS[0], breaking_off() if bad == "generator" else bad, CLUSTERS[1]]
    error = KeyError if bad == "generator" else TypeError
    results = list(summarize_many(clusters, words=20, jobs=jobs, errors="return"))
    assert [type(result) for result in results] == [Summary, error, Summary]
    clusters[1] = breaking_off() if bad == "generator" else bad
    summaries = summarize_many(clusters, words=20)
    assert next(summaries) == results[0]
    with pytest.raises(error):
        next(summaries)


@pytest.mark.parametrize("documents", [None, {"text": "x"}, 3])
def test_what_holds_no_documents_is_refused(documents):
    kinds = "a str, a Document, a path, or an iterable of them"
    with pytest.raises(TypeError, match=f"^documents must be {kinds}, got {type(documents).__name__}$"):
        summarize(documents, words=20)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"words": 0}, "words must be 1 or more"),
        ({"timeout": 0}, "timeout must be a number of seconds above 0"),
        ({"timeout": float("nan")}, "timeout must be a number"),
        ({"memory": -1}, "memory must be a number of megabytes above 0"),
        ({"errors": "ignore"}, "errors must be one of raise, return"),
    ],
)
def test_a_setting_that_is_not_allowed_is_named_before_anything_is_done(settings, message):
    with pytest.raises(OptionError, match=message):
        summarize_many(iter([]), **settings)


def test_a_limit_of_memory_costs_only_the_cluster_that_reaches_it():
    clusters = [CLUSTERS[0], large_documents(500), CLUSTERS[1]]
    results = list(summarize_many(clusters, words=20, jobs=2, errors="return", memory=8))
    assert isinstance(results[1], LimitError), results[1]
    assert "more than 8 MB" in str(results[1])
    assert [results[0], results[2]] == [summarize(documents, words=20) for documents in (clusters[0], clusters[2])]


def test_a_limit_of_time_costs_only_the_cluster_that_reaches_it(monkeypatch):
    def endless_for_one(documents, words):
        while documents == CLUSTERS[1]:
            time.sleep(0.01)
        return words

    monkeypatch.setattr(many, "summarize", endless_for_one)
    results: list[Any] = list(summarize_many(CLUSTERS[:3], words=20, errors="return", timeout=2))
    assert [results[0], results[2]] == [20, 20]
    assert isinstance(results[1], LimitError)
    assert "more than 2 seconds" in str(results[1])


@pytest.mark.slow
def test_workers_killed_at_random_moments_change_no_summary():
    clusters = CLUSTERS * 20
    expected = [summarize(documents, words=20) for documents in CLUSTERS] * 20
    over = threading.Event()

    def kill():
        dice = random.Random(5)
        for _ in range(3):
            if over.wait(dice.uniform(1, 4)):
                return
            for process in list(children(os.getpid()))[:1]:
                os.kill(process, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        assert list(summarize_many(clusters, words=20, jobs=2)) == expected
    finally:
        over.set()
        killer.join()
