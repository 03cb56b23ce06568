"""Limits of time and memory on a call, in the process that asks and in a worker."""

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import joblib
import pytest

from summarize import summarize_many
from summarize.batch import engine, limits
from summarize.batch.engine import Died, Task
from summarize.batch.limits import limited
from summarize.errors import LimitError
from tests.batches import PATIENCE, ROOT


def in_a_process(program, **environment):
    """Run a program in a process of its own, since what reaches a limit may complain to the interpreter, or end it."""
    command, env = [sys.executable, "-c", program], {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, cwd=ROOT, env=env, timeout=PATIENCE, check=False)


@pytest.mark.parametrize("traces", ["1", pytest.param("0", marks=pytest.mark.slow)])
def test_a_limit_of_memory_holds_in_the_process_that_asks_for_it(traces):
    program = (
        "from summarize import summarize_many\nfrom tests.batches import large_documents\n"
        "clusters = ['It rained in Elsa.', large_documents(500), 'It rained in Tarn.']\n"
        "results = summarize_many(clusters, words=20, errors='return', memory=8)\n"
        "print([type(result).__name__ for result in results])"
    )
    done = in_a_process(program, RUST_BACKTRACE=traces)
    assert done.stdout.decode().strip() == "['Summary', 'LimitError', 'Summary']", done.stderr.decode()


def grow():
    held: list[bytes] = []
    while True:
        held.append(b"%09d" % len(held) * 10_000)


def test_a_call_that_grows_is_cut_short_and_leaves_its_memory():
    with pytest.raises(LimitError, match="more than 50 MB of memory"):
        limited(grow, PATIENCE, 50, os.getpid())
    assert limited(lambda: "small", None, 50, os.getpid()) == "small"


def test_the_memory_of_the_process_is_free_again_after_a_limit():
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(LimitError, match="more than 10 MB"):
        limited(lambda: bytearray(10**9), None, 10, 0)
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert len(bytearray(10**8)) == 10**8


@pytest.mark.parametrize("traces", [None, "full"])
def test_limits_in_threads_that_end_in_any_order_leave_the_process_as_it_was(monkeypatch, traces):
    import resource

    monkeypatch.setenv("RUST_BACKTRACE", traces or "")
    if traces is None:
        monkeypatch.delenv("RUST_BACKTRACE")
    before = resource.getrlimit(resource.RLIMIT_AS)
    inside = [threading.Event() for _ in range(3)]
    may_end = [threading.Event() for _ in range(3)]

    def call(number):
        inside[number].set()
        assert may_end[number].wait(PATIENCE)
        return resource.getrlimit(resource.RLIMIT_AS)[0]

    with ThreadPoolExecutor(3) as pool:
        calls = []
        for number, megabytes in enumerate((200, 400, 300)):
            calls.append(pool.submit(limited, partial(call, number), PATIENCE, megabytes, os.getpid()))
            assert inside[number].wait(PATIENCE)
        bounds = []
        for number in (0, 2, 1):
            may_end[number].set()
            bounds.append(calls[number].result())
    assert bounds[0] == bounds[1] == bounds[2] != before[0]
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert os.environ.get("RUST_BACKTRACE") == traces


def test_a_batch_in_threads_with_limits_leaves_the_process_as_it_was():
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS), os.environ.get("RUST_BACKTRACE")
    clusters = [f"The dam broke at dawn on day {day}." for day in range(12)]
    with joblib.parallel_config("threading", n_jobs=4):
        summaries = list(summarize_many(clusters, words=20, memory=400, timeout=PATIENCE))
    assert [summary.text for summary in summaries] == clusters
    assert (resource.getrlimit(resource.RLIMIT_AS), os.environ.get("RUST_BACKTRACE")) == before


def forever():
    while True:
        try:
            sum(range(100))
        except Exception as error:  # what a library might do
            print(error)  # noqa: T201


def test_a_call_is_cut_short_in_any_thread_and_what_it_catches_does_not_help():
    results = []

    def try_both():
        with pytest.raises(LimitError, match=r"more than 0\.1 seconds"):
            limited(forever, 0.1, None, os.getpid())
        results.append(limited(lambda: "quick", PATIENCE, None, os.getpid()))

    thread = threading.Thread(target=try_both)
    thread.start()
    try_both()
    thread.join()
    assert results == ["quick", "quick"]


def test_an_exception_of_the_time_limit_never_comes_late():
    for _ in range(200):
        try:
            limited(lambda: sum(range(20_000)), 0.0005, None, os.getpid())
        except LimitError:
            continue
        sum(range(5_000))


def test_a_worker_that_is_stuck_outside_python_is_ended():
    done = in_a_process(
        "import time\nfrom summarize.batch import limits\n"
        "limits.GRACE_SECONDS, limits.warm = 0.1, lambda: None\n"
        f"limits.limited(lambda: time.sleep({PATIENCE}), 0.1, None, home=0)"  # one call in C, which nothing interrupts
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


def within_a_second(seconds):
    limits.GRACE_SECONDS = 0.5  # in the worker
    try:
        return limited(partial(time.sleep, seconds), 1, None, 0)
    except LimitError:
        return "late"


@pytest.mark.slow
def test_a_task_that_is_stuck_outside_python_is_blamed_and_no_other():
    with joblib.parallel_config("loky", n_jobs=2):
        outcomes = list(engine.run(within_a_second, [Task(0, 0), Task(1, PATIENCE), Task(2, 0)]))
    assert [outcome.result for outcome in outcomes if outcome.task.number != 1] == [None, None]
    assert isinstance(outcomes[1].result, Died)
