"""Tasks to workers and results back: in order, in bounded memory, and with no task lost when workers die."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from threading import Thread
from typing import Any, NamedTuple

from summarize import __version__
from summarize.batch.backends import mend_backend
from summarize.batch.limits import warm
from summarize.errors import WorkersError

TRIES = 2  # how often a task fails alone before it is blamed
STARTS = 20  # how often workers die in a row before they did anything, until there are none to be had
LOOK_SECONDS = 1.0  # between two looks for the process that started a worker
OPEN_TASKS = 1_000  # drawn and not yet handed on, at most, and
OPEN_TASKS_EACH = 100  # so many for each worker
OPEN_BYTES = 256_000_000  # and of so many bytes

Work = Callable[[Any], Any]


class Task(NamedTuple):
    """One call of the work."""

    number: int  # place in the input, from 0, without gaps
    item: Any  # what the work is called with
    size: int = 0  # bytes of it, about


class Home(NamedTuple):
    """Who gives out the work."""

    version: str  # of this package
    process: int  # its id


class Died(NamedTuple):
    """The result of a task that every worker died on, also when it worked on nothing else."""

    reason: str


class EnoughError(BaseException):
    """Nobody wants more results."""


class Outcome(NamedTuple):
    """A task and what came of it."""

    task: Task
    result: Any


Outcomes = Generator[Outcome, None, "Break | None"]


@dataclass(frozen=True, slots=True)
class Break:
    """Workers died: the tasks that were handed out and have no result, and what was said."""

    lost: list[Task]
    reason: str


@dataclass(slots=True)
class Load:
    """How many tasks, and of how many bytes."""

    count: int = 0
    size: int = 0

    def add(self, task: Task) -> None:
        """Count a task."""
        self.count += 1
        self.size += task.size


@dataclass(slots=True)
class Intake:
    """Tasks as they are drawn, so many ahead of what has been handed on and no more.

    joblib draws in threads of its own, where waiting would block it: so the tasks seem to end when too many are open,
    and go on in the next round. An error while drawing is kept for the thread of the caller.
    """

    tasks: Iterator[Task]
    most: int  # open at a time
    drawn: Load = field(default_factory=Load)  # changed by the threads that draw, one at a time
    handed_on: Load = field(default_factory=Load)  # changed by the caller's thread
    ended: bool = False
    error: Exception | None = None

    def draw(self) -> Iterator[Task]:
        """Yield tasks until they end or too many are open."""
        while not self.ended and not self.full():
            try:
                task = next(self.tasks)
            except StopIteration:
                self.ended = True
            except Exception as error:
                self.error, self.ended = error, True
            else:
                self.drawn.add(task)
                yield task

    def full(self) -> bool:
        """Whether enough tasks are open."""
        size = self.drawn.size - self.handed_on.size
        return self.drawn.count - self.handed_on.count >= self.most or size >= OPEN_BYTES


@dataclass(slots=True)
class Turns:
    """Results that wait until it is their turn."""

    waiting: dict[int, Outcome] = field(default_factory=dict)
    turn: int = 0

    def take(self, outcome: Outcome) -> Iterator[Outcome]:
        """Yield what can be handed on with this outcome."""
        self.waiting[outcome.task.number] = outcome
        while self.turn in self.waiting:
            yield self.waiting.pop(self.turn)
            self.turn += 1


def run(work: Work, tasks: Iterable[Task], *, jobs: int | None = None, ordered: bool = True) -> Iterator[Outcome]:
    """Yield what comes of each task, in the order of the tasks or as it is done.

    work: called with `Task.item` in a worker of joblib's current backend; returns errors as values. jobs: as joblib
    counts them. ordered: whether results wait for those before them. Tasks are drawn as workers take them.

    When workers die, the tasks that were with them are given out once more, one at a time to each worker; of those
    that were with a worker that dies again, each is then worked on alone. Only a task that fails alone, too, gets
    `Died` as its result. Raises WorkersError when there are no workers that can do anything.
    """
    intake = Intake(iter(tasks), OPEN_TASKS + OPEN_TASKS_EACH * width(jobs))
    turns = Turns()
    for outcome in settled(work, intake, jobs):
        for ready in turns.take(outcome) if ordered else (outcome,):
            intake.handed_on.add(ready.task)
            yield ready
    if intake.error:
        raise intake.error


def settled(work: Work, intake: Intake, jobs: int | None) -> Iterator[Outcome]:
    """Yield what comes of each task, in any order, whatever happens to the workers."""
    while not intake.ended:
        broken = yield from attempt(work, intake.draw(), jobs)
        again = deque(broken.lost if broken else ())
        while again:
            broken = yield from attempt(work, drain(again), jobs, careful=True)
            for task in broken.lost if broken else ():
                yield from alone(work, task, jobs)


def drain(tasks: deque[Task]) -> Iterator[Task]:
    """Yield tasks and take them away."""
    while tasks:
        yield tasks.popleft()


def alone(work: Work, task: Task, jobs: int | None) -> Iterator[Outcome]:
    """Yield what comes of a task when nothing else is worked on; after some tries, that it cannot be done."""
    reason = ""
    for _ in range(TRIES):
        await_workers(jobs)
        broken = yield from attempt(work, iter([task]), jobs, careful=True)
        if broken is None:
            return
        reason = broken.reason
    yield Outcome(task, Died(reason))


def await_workers(jobs: int | None) -> None:
    """Return when there are workers that have all they need, so that a task alone is all that is on trial.

    Raises WorkersError when none can be had.
    """
    broken = None
    for _ in range(STARTS):
        idle = (Task(number, None) for number in range(width(jobs)))
        broken = yield_nothing(attempt(prepare, idle, jobs, careful=True))
        if broken is None:
            return
    raise WorkersError(no_workers(broken.reason if broken else ""))


def yield_nothing(outcomes: Outcomes) -> Break | None:
    """Go through outcomes for what they return."""
    while True:
        try:
            next(outcomes)
        except StopIteration as end:
            broken: Break | None = end.value
            return broken


def width(jobs: int | None) -> int:
    """Return how many workers there are; WorkersError when that cannot be known."""
    from joblib import effective_n_jobs

    mend_backend()
    try:
        return int(effective_n_jobs(-1 if jobs is None else jobs))
    except Exception as error:
        raise WorkersError(no_workers(said(error))) from error


def prepare(_: object) -> None:
    """Import what a summary needs."""
    warm()


def attempt(work: Work, tasks: Iterator[Task], jobs: int | None, *, careful: bool = False) -> Outcomes:
    """Yield what comes of tasks until they end, or until workers die; then say which have no result.

    careful: a worker gets one task at a time, and few wait, so that few are suspected when one dies.
    """
    from joblib import Parallel, delayed

    out: dict[int, Task] = {}
    home = Home(__version__, os.getpid())

    def calls() -> Iterator[Any]:
        for task in tasks:
            out[task.number] = task
            yield delayed(call)(work, home, task.number, task.item)

    mend_backend()
    how: dict[str, Any] = {"batch_size": 1, "pre_dispatch": "n_jobs"} if careful else {}
    try:
        results = Parallel(n_jobs=jobs, return_as="generator_unordered", **how)(calls())
        try:
            for number, result in results:
                yield Outcome(out.pop(number), result)
        except GeneratorExit:  # nobody wants more; joblib's generator would warn of that if it were closed
            with suppress(EnoughError):
                results.throw(EnoughError())
            raise
    except WorkersError:  # what a worker says itself
        raise
    except Exception as error:
        if not out:  # then it was not the work
            raise WorkersError(no_workers(said(error))) from error
        return Break(list(out.values()), said(error))
    return None


def call(work: Work, home: Home, number: int, item: Any) -> tuple[int, Any]:
    """Do the work on one item, in a worker."""
    if home.version != __version__:
        raise WorkersError(f"summarize {__version__} is installed there, and {home.version} here")
    leave_with(home.process)
    return number, work(item)


@cache
def leave_with(process: int) -> None:
    """End this process, if another has started it, when that one ends, be it killed."""
    if os.getppid() == process:
        Thread(target=watch, args=(process,), daemon=True).start()


def watch(process: int) -> None:
    """End this process when it is no longer a child of another."""
    while os.getppid() == process:
        time.sleep(LOOK_SECONDS)
    os._exit(1)


def no_workers(reason: str) -> str:
    """Say that there are no workers."""
    return f"the workers cannot be used ({reason})"


def said(error: object) -> str:
    """Return the first line of an error, or its name."""
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
