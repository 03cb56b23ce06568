"""The engine, with work that is nothing but what a test is about: in order, bounded, and whatever the workers do."""

import time

import joblib
import pytest

from summarize.batch import engine
from summarize.batch.engine import Died, Task, TaskOutcome
from summarize.errors import WorkersError
from tests.batches import die_in_passing, double, nothing, wait_until


def numbered(items):
    return (Task(number, item, 1) for number, item in enumerate(items))


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order(jobs):
    outcomes = list(engine.run(double, numbered(range(50)), jobs=jobs))
    assert outcomes == [TaskOutcome(Task(number, number, 1), 2 * number) for number in range(50)]
    assert list(engine.run(double, iter([]), jobs=jobs)) == []


# a thread of joblib's may lose a race with the end: it looks for a task that has just been called off
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("jobs", [1, 2])
def test_who_wants_no_more_results_may_stop_without_a_word(jobs):
    outcomes = engine.run(double, numbered(range(300)), jobs=jobs)
    assert next(outcomes).result == 0
    del outcomes  # a warning would be an error here


def first_waits_for_last(item):
    """Return a number: the first once the last has been worked on."""
    number, mark = item
    if number == 19:
        mark.touch()
    if number == 0:
        wait_until(mark.exists)
    return number


def test_results_come_as_they_are_done_when_order_does_not_matter(tmp_path):
    tasks = numbered([(number, tmp_path / "mark") for number in range(20)])
    results = [outcome.result for outcome in engine.run(first_waits_for_last, tasks, jobs=2, ordered=False)]
    assert sorted(results) == list(range(20))
    assert results[0] != 0


def slow_at_first(item):
    time.sleep(0.2 if item == 0 else 0)  # others are drawn meanwhile; the test holds if they are not
    return item


@pytest.mark.parametrize("jobs", [1, 2])
def test_tasks_are_drawn_only_as_far_ahead_as_is_allowed(jobs, monkeypatch):
    monkeypatch.setattr(engine, "MAX_OPEN_TASKS", 30)
    monkeypatch.setattr(engine, "MAX_OPEN_TASKS_PER_WORKER", 0)
    drawn = []
    most_open = 0

    def tasks():
        for number in range(150):
            drawn.append(number)
            yield Task(number, number)

    for done, outcome in enumerate(engine.run(slow_at_first, tasks(), jobs=jobs)):
        assert outcome.result == done
        most_open = max(most_open, len(drawn) - done)
    assert 1 <= most_open <= 31


def test_a_task_of_any_size_is_drawn_alone(monkeypatch):
    monkeypatch.setattr(engine, "MAX_OPEN_BYTES", 10)
    outcomes = engine.run(double, (Task(number, number, 100) for number in range(5)), jobs=2)
    assert [outcome.result for outcome in outcomes] == [0, 2, 4, 6, 8]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_while_drawing_comes_after_the_results_of_what_was_drawn(jobs):
    def tasks():
        yield from numbered(range(5))
        raise OSError("the disk is gone")

    outcomes = engine.run(double, tasks(), jobs=jobs)
    assert [next(outcomes).result for _ in range(5)] == [0, 2, 4, 6, 8]
    with pytest.raises(OSError, match="the disk is gone"):
        next(outcomes)


def test_workers_that_die_cost_only_the_task_that_kills_every_worker(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "prepare", nothing)  # nothing that this work needs takes long to import
    items = [(number, tmp_path / "mark") for number in range(12)]
    outcomes = list(engine.run(die_in_passing, numbered(items), jobs=2))
    assert [outcome.result for outcome in outcomes if outcome.task.number != 3] == [
        2 * number for number in range(12) if number != 3
    ]
    assert isinstance(outcomes[3].result, Died)
    assert (tmp_path / "mark").exists()


def test_without_workers_that_can_do_anything_nobody_is_blamed(monkeypatch):
    monkeypatch.setattr(engine, "__version__", "0.0.0")  # of the one that asks, not of the workers
    with (
        joblib.parallel_config("loky", n_jobs=2),
        pytest.raises(WorkersError, match=r"0\.0\.0 must be installed on the workers"),
    ):
        list(engine.run(double, numbered(range(5))))
