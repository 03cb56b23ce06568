"""Tasks to workers and results back: in order, in bounded memory, and with no task lost when workers die.

`run` takes a stream of `Task` and yields a `TaskOutcome` for each. joblib's current backend does the work: processes of
this machine, Dask or Ray. Nothing here knows what a task is about.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from summarize import __version__
from summarize.batch.backends import Home, call, mend_backend, prepare
from summarize.errors import WorkersError

# all by judgement
MAX_FAILURES_ALONE = 2  # workers that may die on a task while nothing else is worked on, until the task is blamed
MAX_STARTS = 20  # times in a row that idle workers may die, until the run is given up
MAX_OPEN_TASKS = 1_000  # tasks that are drawn from the input and not yet handed on
MAX_OPEN_TASKS_PER_WORKER = 100  # the same, added for each worker
MAX_OPEN_BYTES = 256_000_000  # bytes of open tasks, from which on no further task is drawn

DEATH = "every process that worked on it died: killed, or out of memory"

Work = Callable[[Any], Any]


class Task(NamedTuple):
    """One call of the work."""

    number: int  # from 0, in the order of the input, without gaps
    item: Any  # what the work is called with
    size: int = 0  # bytes of the item, about


class TaskOutcome(NamedTuple):
    """A task and its result."""

    task: Task
    result: Any


class Died(NamedTuple):
    """The result of a task that every worker died on, also when it worked on nothing else."""

    reason: str


class Crash(NamedTuple):
    """Workers died: the tasks that were given out and have no result, and the error of joblib."""

    lost: list[Task]
    reason: str


Outcomes = Generator[TaskOutcome, None, Crash | None]


def run(
    work: Work, tasks: Iterable[Task | None], *, jobs: int | None = None, ordered: bool = True
) -> Iterator[TaskOutcome]:
    """Yield the outcome of each task, in the order of the tasks or as it is done.

    work: called with `Task.item` in a worker of joblib's current backend; must return errors as values. jobs: number
    of workers, as joblib counts them. ordered: whether results wait for those before them. Tasks are drawn as workers
    take them; None stands for a task that has not arrived yet, so that results need not wait for it.

    When workers die, the tasks that were with them are given out once more, one at a time to each worker. When a worker
    dies again, each task that was with a worker is worked on alone. A task that fails alone as well gets `Died` as its
    result. Raises WorkersError when no worker can do anything. An error while drawing `tasks` is raised after the
    outcomes of those that were drawn.
    """
    intake = Intake(iter(tasks), MAX_OPEN_TASKS + MAX_OPEN_TASKS_PER_WORKER * worker_count(jobs))
    buffer = ReorderBuffer()
    for outcome in run_unordered(work, intake, jobs):
        for ready in buffer.release(outcome) if ordered else (outcome,):
            intake.handed_on.add(ready.task)
            yield ready
    if intake.error:
        raise intake.error


@dataclass(slots=True)
class Load:
    """A number of tasks, and their bytes."""

    count: int = 0
    size: int = 0

    def add(self, task: Task) -> None:
        """Count a task."""
        self.count += 1
        self.size += task.size


@dataclass(slots=True)
class Intake:
    """Tasks as they are drawn, a bounded number ahead of what has been handed on.

    joblib draws in threads of its own, where waiting would block it. So the tasks seem to end when too many are open or
    the next one has not arrived, and go on in the next round. An error while drawing is kept for the thread of the
    caller.
    """

    tasks: Iterator[Task | None]
    max_open: int  # tasks
    drawn: Load = field(default_factory=Load)  # changed by the threads that draw, one at a time
    handed_on: Load = field(default_factory=Load)  # changed by the caller's thread
    first: Task | None = None  # of the next round
    ended: bool = False
    error: Exception | None = None

    def wait(self) -> bool:
        """Wait for the first task of a round; return False when there is none. An interrupt ends the waiting."""
        while self.first is None and not self.ended:
            self.first = self.next_task()
        return self.first is not None

    def draw(self) -> Iterator[Task]:
        """Yield tasks until they end, the next one has not arrived, or too many are open."""
        while not self.full():
            task, self.first = self.first or self.next_task(), None
            if task is None:
                return
            self.drawn.add(task)
            yield task

    def next_task(self) -> Task | None:
        """Return the next task; None when it has not arrived or there is none."""
        try:
            return None if self.ended else next(self.tasks)
        except StopIteration:
            self.ended = True
        except Exception as error:
            self.error, self.ended = error, True
        return None

    def full(self) -> bool:
        """Whether enough tasks are open."""
        size = self.drawn.size - self.handed_on.size
        return self.drawn.count - self.handed_on.count >= self.max_open or size >= MAX_OPEN_BYTES


@dataclass(slots=True)
class ReorderBuffer:
    """Outcomes that wait for those of the tasks before them."""

    waiting: dict[int, TaskOutcome] = field(default_factory=dict)  # by number of the task
    next_number: int = 0

    def release(self, outcome: TaskOutcome) -> Iterator[TaskOutcome]:
        """Yield, in order, this outcome and those that waited for it; nothing while it has to wait itself.

        >>> buffer, late, early = ReorderBuffer(), TaskOutcome(Task(0, "a"), "A"), TaskOutcome(Task(1, "b"), "B")
        >>> [*buffer.release(early)], [outcome.result for outcome in buffer.release(late)]
        ([], ['A', 'B'])
        """
        self.waiting[outcome.task.number] = outcome
        while self.next_number in self.waiting:
            yield self.waiting.pop(self.next_number)
            self.next_number += 1


def run_unordered(work: Work, intake: Intake, jobs: int | None) -> Iterator[TaskOutcome]:
    """Yield the outcome of each task, in any order, whatever happens to the workers."""
    while intake.wait():
        crash = yield from attempt(work, intake.draw(), jobs)
        again = deque(crash.lost if crash else ())
        while again:
            crash = yield from attempt(work, drain(again), jobs, one_each=True)
            for task in crash.lost if crash else ():
                yield from alone(work, task, jobs)


def drain(tasks: deque[Task]) -> Iterator[Task]:
    """Yield tasks and take them away.

    >>> tasks = deque([Task(0, "a"), Task(1, "b")])
    >>> [task.item for task in drain(tasks)], len(tasks)
    (['a', 'b'], 0)
    """
    while tasks:
        yield tasks.popleft()


def alone(work: Work, task: Task, jobs: int | None) -> Iterator[TaskOutcome]:
    """Yield the outcome of a task that is worked on alone; `Died` after MAX_FAILURES_ALONE failures."""
    reason = ""
    for _ in range(MAX_FAILURES_ALONE):
        await_workers(jobs)
        crash = yield from attempt(work, iter([task]), jobs, one_each=True)
        if crash is None:
            return
        reason = crash.reason
    yield TaskOutcome(task, Died(reason))


def await_workers(jobs: int | None) -> None:
    """Return when workers have started and imported what they need, so that only the next task is on trial.

    Raises WorkersError when workers die again and again without any work.
    """
    crash = None
    for _ in range(MAX_STARTS):
        idle = (Task(number, None) for number in range(worker_count(jobs)))
        crash = exhaust(attempt(prepare, idle, jobs, one_each=True))
        if crash is None:
            return
    raise unusable(crash.reason if crash else "")


def exhaust(outcomes: Outcomes) -> Crash | None:
    """Go through outcomes and return the crash that ended them, if one did."""
    while True:
        try:
            next(outcomes)
        except StopIteration as end:
            crash: Crash | None = end.value
            return crash


def worker_count(jobs: int | None) -> int:
    """Return how many workers there are; WorkersError when that cannot be known."""
    from joblib import effective_n_jobs

    mend_backend()
    try:
        return int(effective_n_jobs(-1 if jobs is None else jobs))
    except Exception as error:
        raise unusable(first_line(error)) from error


def attempt(work: Work, tasks: Iterator[Task], jobs: int | None, *, one_each: bool = False) -> Outcomes:
    """Yield the outcomes of tasks until they end, or until workers die; then return the tasks without a result.

    one_each: whether a worker gets one task at a time and few wait, so that few are suspected when a worker dies.
    """
    from joblib import Parallel

    mend_backend()
    pending: dict[int, Task] = {}
    pace: dict[str, Any] = {"batch_size": 1, "pre_dispatch": "n_jobs"} if one_each else {}
    try:
        results = Parallel(n_jobs=jobs, return_as="generator_unordered", **pace)(calls(work, tasks, pending))
        with stopped_quietly(results):
            for number, result in results:
                yield TaskOutcome(pending.pop(number), result)
    except WorkersError:  # raised by a worker
        raise
    except Exception as error:
        if not pending:  # so the work is not the reason
            raise unusable(first_line(error)) from error
        return Crash(list(pending.values()), first_line(error))
    return None


def calls(work: Work, tasks: Iterator[Task], pending: dict[int, Task]) -> Iterator[Any]:
    """Yield tasks as calls for joblib, and note each by its number in `pending`."""
    from joblib import delayed

    home = Home(__version__, os.getpid())
    for task in tasks:
        pending[task.number] = task
        yield delayed(call)(work, home, task.number, task.item)


class EnoughError(BaseException):
    """Nobody wants more results."""


@contextmanager
def stopped_quietly(results: Generator[Any, None, None]) -> Iterator[None]:
    """Stop joblib when the generator around this is closed; joblib warns when its own generator is closed."""
    try:
        yield
    except GeneratorExit:
        with suppress(EnoughError):
            results.throw(EnoughError())
        raise


def unusable(reason: str) -> WorkersError:
    """Return the error for workers that can do nothing."""
    return WorkersError(f"the workers cannot be used ({reason})")


def first_line(error: object) -> str:
    r"""Return the name of an error and the first line of its message.

    >>> first_line(ValueError("bad\nworse")), first_line(ValueError())
    ('ValueError: bad', 'ValueError')
    """
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
