"""Many clusters at once: in order, in parallel, within limits, and whatever happens to the workers."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from itertools import count
from pathlib import Path
from typing import Any

import joblib
import pytest

from summarize import OptionError, SummarizeError, Summarizer, Summary, summarize, summarize_many
from summarize.batch import engine, limits
from summarize.batch.engine import Died, Outcome, Task
from summarize.batch.limits import limited
from summarize.errors import LimitError, WorkersError
from tests.batches import children, cluster, kill_on_three

ROOT = Path(__file__).parent.parent
CLUSTERS = [[article["text"] for article in cluster(number)["documents"]] for number in range(6)]
DICE = random.Random(4)
BIG = [" ".join(f"The {DICE.random()} of {DICE.random()} on day {day}." for day in range(30)) for _ in range(1500)]


def test_errors_are_values_when_asked_for():
    clusters: list[Any] = [CLUSTERS[0], [], CLUSTERS[1], [3]]
    found = list(summarize_many(clusters, words=20, errors="return"))
    assert [type(one) for one in found] == [Summary, SummarizeError, Summary, TypeError]
    assert found[0] == summarize(CLUSTERS[0], words=20)
    with pytest.raises(SummarizeError, match="no documents"):
        list(Summarizer(words=20).summarize_many([[]]))


@pytest.mark.parametrize("jobs", [1, 2])
def test_who_wants_no_more_summaries_may_stop_without_a_word(jobs):
    found = summarize_many(CLUSTERS * 50, words=20, jobs=jobs)
    assert next(found) == summarize(CLUSTERS[0], words=20)
    del found  # a warning would be an error here
    with pytest.raises(SummarizeError, match="no documents"):
        list(summarize_many([[], *CLUSTERS * 50], words=20, jobs=jobs))


def breaking_off():
    yield CLUSTERS[0][0]
    raise KeyError("gone")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("bad", [None, {"text": "x"}, 3, threading.Lock(), "generator"], ids=lambda bad: str(type(bad)))
def test_a_malformed_cluster_is_an_error_in_its_place(bad, jobs):
    clusters: list[Any] = [CLUSTERS[0], breaking_off() if bad == "generator" else bad, CLUSTERS[1]]
    error = KeyError if bad == "generator" else TypeError
    found = list(summarize_many(clusters, words=20, jobs=jobs, errors="return"))
    assert [type(one) for one in found] == [Summary, error, Summary]
    clusters[1] = breaking_off() if bad == "generator" else bad
    drawn = summarize_many(clusters, words=20)
    assert next(drawn) == found[0]
    with pytest.raises(error):
        next(drawn)


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


LIMITS = [(2, {"memory": 8}, "more than 8 MB"), *((jobs, {"timeout": 0.5}, "more than 0.5 seconds") for jobs in (1, 2))]


@pytest.mark.parametrize(("jobs", "limit", "message"), LIMITS)
def test_limits_cost_only_the_cluster_that_reaches_them(jobs, limit, message):
    clusters = [CLUSTERS[0], BIG, CLUSTERS[1]]
    found = list(summarize_many(clusters, words=20, jobs=jobs, errors="return", **limit))
    assert isinstance(found[1], LimitError), found[1]
    assert message in str(found[1])
    assert [found[0], found[2]] == [summarize(one, words=20) for one in (clusters[0], clusters[2])]


@pytest.mark.parametrize("traced", ["0", "1"])
def test_a_limit_of_memory_holds_in_the_process_that_asks_for_it(traced):
    program = (  # a process of its own, since what runs out of memory may leave complaints to the interpreter
        "from summarize import summarize_many\nfrom tests.test_batch import BIG, CLUSTERS\n"
        "found = summarize_many([CLUSTERS[0], BIG, CLUSTERS[1]], words=20, errors='return', memory=8)\n"
        "print([type(one).__name__ for one in found])"
    )
    environment = {**os.environ, "RUST_BACKTRACE": traced}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, cwd=ROOT, env=environment, timeout=60, check=True
    )
    assert done.stdout.decode().strip() == "['Summary', 'LimitError', 'Summary']"


def grow():
    held: list[bytes] = []
    while True:
        held.append(b"%09d" % len(held) * 10_000)


def test_a_call_that_grows_is_cut_short_and_leaves_its_memory():
    with pytest.raises(LimitError, match="more than 50 MB of memory"):
        limited(grow, 60, 50, os.getpid())
    assert limited(lambda: "small", None, 50, os.getpid()) == "small"


def test_the_memory_of_the_process_is_free_again_after_a_limit():
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(LimitError, match="more than 10 MB"):
        limited(lambda: bytearray(10**9), None, 10, 0)
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert len(bytearray(10**8)) == 10**8


def forever():
    while True:
        try:
            sum(range(100))
        except Exception as error:  # what a library might do
            print(error)  # noqa: T201


def test_a_call_is_cut_short_in_any_thread_and_what_it_catches_does_not_help():
    found = []

    def tried():
        with pytest.raises(LimitError, match=r"more than 0\.1 seconds"):
            limited(forever, 0.1, None, os.getpid())
        found.append(limited(lambda: "quick", 60, None, os.getpid()))

    thread = threading.Thread(target=tried)
    thread.start()
    tried()
    thread.join()
    assert found == ["quick", "quick"]


def test_an_exception_of_the_time_limit_never_comes_late():
    for _ in range(200):
        try:
            limited(lambda: sum(range(20_000)), 0.0005, None, os.getpid())
        except LimitError:
            continue
        sum(range(5_000))


def stuck(seconds):
    time.sleep(seconds)  # one long call in C, which no exception interrupts


def within_a_second(seconds):
    limits.GRACE = 0.5  # in the worker
    try:
        return limited(lambda: stuck(seconds), 1, None, 0)
    except LimitError:
        return "late"


def test_a_worker_that_is_stuck_outside_python_is_ended_and_blamed():
    with joblib.parallel_config("loky", n_jobs=2):
        found = list(engine.run(within_a_second, [Task(0, 0), Task(1, 600), Task(2, 0)]))
    assert [outcome.result for outcome in found if outcome.task.number != 1] == [None, None]
    assert isinstance(found[1].result, Died)


# the engine, with work that is nothing but what a test is about


def double(item):
    return 2 * item


def slow_at_first(item):
    time.sleep(0.6 if item == 0 else 0)
    return item


def kill_once(item):
    number, mark = item
    if number == 3 and not os.path.exists(mark):
        with open(mark, "w"):
            os.kill(os.getpid(), signal.SIGKILL)
    return number


def numbered(values):
    return (Task(number, value, 1) for number, value in enumerate(values))


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order(jobs):
    found = list(engine.run(double, numbered(range(50)), jobs=jobs))
    assert found == [Outcome(Task(at, at, 1), 2 * at) for at in range(50)]
    assert list(engine.run(double, iter([]), jobs=jobs)) == []


def test_results_come_as_they_are_done_when_order_does_not_matter():
    found = [outcome.result for outcome in engine.run(slow_at_first, numbered(range(20)), jobs=2, ordered=False)]
    assert sorted(found) == list(range(20))
    assert found[0] != 0


@pytest.mark.parametrize("jobs", [1, 2])
def test_tasks_are_drawn_only_as_far_ahead_as_is_allowed(jobs, monkeypatch):
    monkeypatch.setattr(engine, "OPEN_TASKS", 30)
    monkeypatch.setattr(engine, "OPEN_TASKS_EACH", 0)
    drawn = count()
    most = 0

    def tasks():
        for number in range(300):
            next(drawn)
            yield Task(number, number)

    for done, outcome in enumerate(engine.run(slow_at_first, tasks(), jobs=jobs)):
        assert outcome.result == done
        most = max(most, int(repr(drawn)[6:-1]) - done)
    assert 1 <= most <= 31


def test_a_task_of_any_size_is_drawn_alone(monkeypatch):
    monkeypatch.setattr(engine, "OPEN_BYTES", 10)
    found = [outcome.result for outcome in engine.run(double, (Task(at, at, 100) for at in range(5)), jobs=2)]
    assert found == [0, 2, 4, 6, 8]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_while_drawing_comes_after_the_results_of_what_was_drawn(jobs):
    def tasks():
        yield from numbered(range(5))
        raise OSError("the disk is gone")

    outcomes = engine.run(double, tasks(), jobs=jobs)
    assert [next(outcomes).result for _ in range(5)] == [0, 2, 4, 6, 8]
    with pytest.raises(OSError, match="the disk is gone"):
        next(outcomes)


def test_a_task_that_kills_every_worker_costs_nothing_but_itself():
    found = list(engine.run(kill_on_three, numbered(range(40)), jobs=2))
    assert [outcome.result for outcome in found if outcome.task.item != 3] == [2 * at for at in range(40) if at != 3]
    assert isinstance(found[3].result, Died)


def test_a_worker_that_dies_once_costs_nothing(tmp_path):
    mark = str(tmp_path / "killed")
    found = list(engine.run(kill_once, numbered([(at, mark) for at in range(40)]), jobs=2))
    assert [outcome.result for outcome in found] == list(range(40))


def test_without_workers_that_can_do_anything_nobody_is_blamed(monkeypatch):
    monkeypatch.setattr(engine, "__version__", "0.0.0")  # of the one that asks, not of the workers
    with (
        joblib.parallel_config("loky", n_jobs=2),
        pytest.raises(WorkersError, match=r"is installed there, and 0\.0\.0"),
    ):
        list(engine.run(double, numbered(range(5))))


def test_workers_killed_at_random_moments_change_no_summary():
    clusters = CLUSTERS * 20
    expected = [summarize(one, words=20) for one in CLUSTERS] * 20
    over = threading.Event()

    def killer():
        dice = random.Random(5)
        for _ in range(3):
            if over.wait(dice.uniform(1, 4)):
                return
            for process in list(children(os.getpid()))[:1]:
                os.kill(process, signal.SIGKILL)

    thread = threading.Thread(target=killer)
    thread.start()
    try:
        assert list(summarize_many(clusters, words=20, jobs=2)) == expected
    finally:
        over.set()
        thread.join()
