"""From a file or folder of clusters to a file of results, one line each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from summarize.batch.engine import Died, Task, run
from summarize.batch.inputs import Item
from summarize.batch.lines import LineWorker, died
from summarize.batch.results import Past, error_of

SYNC_SECONDS = 1.0  # what a loss of power can cost


class Sink(Protocol):
    """Where results go: a file that knows those of an earlier run, or a stream."""

    def find(self, item: Item) -> Past | None:
        """Return the earlier result of the next cluster of the input, or None."""

    def add(self, place: int, line: bytes) -> None:
        """Write the result of a cluster."""

    def sync(self) -> None:
        """Bring what is written to safety."""

    def finish(self) -> int:
        """Bring all into its final form; return how many earlier results are left out."""


class Placed(NamedTuple):
    """A cluster and its place in the input, from 0."""

    place: int
    item: Item


@dataclass(slots=True)
class Tally:
    """What has come of how many clusters so far."""

    ok: int = 0
    failed: int = 0
    skipped: int = 0  # done by an earlier run, and of these
    failed_before: int = 0
    bytes: int = 0  # of the input, of those worked on, and
    bytes_skipped: int = 0  # of those skipped

    @property
    def done(self) -> int:
        """How many were worked on by this run."""
        return self.ok + self.failed

    @property
    def total(self) -> int:
        """How many there were in all."""
        return self.done + self.skipped


@dataclass(frozen=True, slots=True)
class Placing:
    """The work on a cluster that has a place in the input."""

    worker: LineWorker

    def __call__(self, placed: Placed) -> bytes:
        """Return the line of results."""
        return self.worker(placed.item)


def summarize_file(
    items: Iterator[Item],
    sink: Sink,
    worker: LineWorker,
    tally: Tally,
    *,
    ordered: bool = True,
    watch: Callable[[Tally], None] = lambda tally: None,
) -> None:
    """Write the result of every cluster as it is done, but for those that an earlier run has done.

    The work is done by joblib's current backend. ordered: whether results are written in the order of the input.
    tally: counts what has come of how many clusters; watch is called with it after each result.
    """
    synced = time.monotonic()
    for task, line in run(Placing(worker), tasks(items, sink, tally), ordered=ordered):
        placed: Placed = task.item
        result = died(placed.item) if isinstance(line, Died) else line
        sink.add(placed.place, result)
        if time.monotonic() - synced > SYNC_SECONDS:
            sink.sync()
            synced = time.monotonic()
        tally.failed += (failed := error_of(result) is not None)
        tally.ok += not failed
        tally.bytes += placed.item.size
        watch(tally)


def tasks(items: Iterator[Item], sink: Sink, tally: Tally) -> Iterator[Task]:
    """Yield the clusters that are to be worked on, and count those that are done."""
    number = 0
    for place, item in enumerate(items):
        past = sink.find(item)
        if past:
            tally.skipped += 1
            tally.failed_before += past.error is not None
            tally.bytes_skipped += item.size
        else:
            yield Task(number, Placed(place, item), item.size)
            number += 1
