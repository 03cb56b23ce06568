"""From clusters to a file of results: every cluster of the input becomes one line, a summary or an error.

`summarize_file` takes clusters from `inputs`, asks the sink which of them an earlier run has done, lets `engine` hand
the others to workers, and writes each line as it comes back. `LineWorker` is the work itself: it runs in a worker,
reads the cluster and returns its line.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple, Protocol

from summarize.batch.engine import DEATH, Died, Task, run
from summarize.batch.inputs import Item, LineError
from summarize.batch.limits import limited
from summarize.batch.results import DEFECT, DIED, INPUT, LIMIT, SUMMARY, LeftOut, Past, error_kind
from summarize.errors import DiedError, FaithfulnessError, LimitError, SummarizeError, shortened
from summarize.options import Options
from summarize.render.wording import escaped_json

MAX_FAILURES_NAMED = 10  # by judgement: a terminal has some 30 lines
SYNC_SECONDS = 1.0  # between two syncs to the disk, so the most that a loss of power can cost; by judgement

KINDS = {  # the first class that an error belongs to says its kind
    FaithfulnessError: DEFECT,
    LimitError: LIMIT,
    DiedError: DIED,
    LineError: INPUT,
    SummarizeError: SUMMARY,
    Exception: DEFECT,
}


class Sink(Protocol):
    """Where results go: a file that knows those of an earlier run, or a stream."""

    def find(self, fingerprint: str, line: int | None, /) -> Past | None:
        """Return the earlier result of the next cluster of the input, or None; line: its number in the input."""

    def add(self, position: int, line: bytes, /) -> None:
        """Write the result of the cluster at a position of the input, from 0."""

    def sync(self) -> None:
        """Bring everything written so far to the disk."""

    def finish(self) -> LeftOut:
        """Bring all results into their final order; say which earlier ones are left out."""


@dataclass(slots=True)
class Tally:
    """How many clusters have been dealt with so far, and how."""

    ok: int = 0  # summarised by this run
    failed: int = 0  # given an error by this run
    skipped: int = 0  # done by an earlier run
    failed_before: int = 0  # those of the skipped that have an error
    bytes: int = 0  # of the input, of the clusters of this run
    bytes_skipped: int = 0  # of the input, of the skipped clusters
    failures: list[str] = field(default_factory=list)  # the first MAX_FAILURES_NAMED that failed, now or before

    def note_failure(self, item: Item, kind: str) -> None:
        """Keep the id of a cluster that failed, or the number of its line, with the kind of the error."""
        if len(self.failures) < MAX_FAILURES_NAMED:
            name = item.name()
            self.failures.append(f"{f'line {item.line}' if name is None else shortened(name)} ({kind})")

    @property
    def done(self) -> int:
        """How many this run has worked on."""
        return self.ok + self.failed

    @property
    def total(self) -> int:
        """How many there are in all."""
        return self.done + self.skipped


class Positioned(NamedTuple):
    """A cluster and its position in the input, from 0."""

    position: int
    item: Item


def summarize_file(
    items: Iterator[Item | None],
    sink: Sink,
    worker: LineWorker,
    tally: Tally,
    *,
    ordered: bool = True,
    watch: Callable[[Tally], None] = lambda tally: None,
) -> None:
    """Write the result of every cluster as it is done, except for those that an earlier run has done.

    The work is done by joblib's current backend. items: read as they are needed, some thousand ahead at most; None
    stands for one that has not arrived yet. ordered: whether results are written in the order of the input. tally:
    counts the clusters; `watch` is called with it after each result. `Sink.finish` is left to the caller. Raises
    WriteError from the sink, WorkersError when there are no workers.
    """
    synced = time.monotonic()
    for task, result in run(partial(line_of, worker), tasks(items, sink, tally), ordered=ordered):
        position, item = task.item
        line = failure(item, DiedError(DEATH)) if isinstance(result, Died) else result
        sink.add(position, line)
        if time.monotonic() - synced > SYNC_SECONDS:
            sink.sync()
            synced = time.monotonic()
        kind = error_kind(line)
        if kind:
            tally.note_failure(item, kind)
        tally.failed += kind is not None
        tally.ok += kind is None
        tally.bytes += item.size
        watch(tally)


def tasks(items: Iterator[Item | None], sink: Sink, tally: Tally) -> Iterator[Task | None]:
    """Yield the clusters to work on, numbered without gaps; count those that are done; pass on None."""
    number = position = 0
    for item in items:
        if item is None:
            yield None
            continue
        past = sink.find(item.fingerprint, item.line)
        if past:
            tally.skipped += 1
            tally.failed_before += past.error is not None
            tally.bytes_skipped += item.size
            if past.error:
                tally.note_failure(item, past.error)
        else:
            yield Task(number, Positioned(position, item), item.size)
            number += 1
        position += 1


def line_of(worker: LineWorker, positioned: Positioned) -> bytes:
    """Return the line of results of a cluster; this is what the engine calls in a worker."""
    return worker(positioned.item)


@dataclass(frozen=True, slots=True)
class LineWorker:
    """The work on one cluster: its line of results, a summary or an error."""

    options: Options
    timeout: float | None = None  # seconds
    memory: int | None = None  # megabytes
    home: int = 0  # id of the process that gives out the work

    def __call__(self, item: Item) -> bytes:
        """Return the line, with its line break; an error of any kind becomes a line as well."""
        try:
            return limited(lambda: self.summary(item), self.timeout, self.memory, self.home)
        except Exception as error:
            return failure(item, error)

    def summary(self, item: Item) -> bytes:
        """Return the line of a cluster that can be summarised."""
        from summarize.pipeline import summarize_reading

        cluster = item.cluster()
        summary = summarize_reading(cluster.reading, self.options)
        fields = {"fields": cluster.fields} if cluster.fields else {}
        return json_line({**head(item, cluster.id), **summary.to_dict(), **fields})


def failure(item: Item, error: Exception) -> bytes:
    """Return the line of a cluster that cannot be summarised."""
    kind = next(kind for error_class, kind in KINDS.items() if isinstance(error, error_class))
    report = f"an unforeseen {type(error).__name__}, please report it: " if kind == DEFECT else ""
    fields = {"error": {"kind": kind, "message": f"{report}{error}"}}
    return json_line({**head(item, item.name(), numbered=kind == INPUT), **fields})


def head(item: Item, name: str | int | None, *, numbered: bool = False) -> dict[str, Any]:
    """Return the first fields of a line: the id, the number of the line if asked for or needed, the fingerprint."""
    number = {"line": item.line} if (name is None or numbered) and item.line is not None else {}
    return {"id": name, **number, "fingerprint": item.fingerprint}


def json_line(data: dict[str, Any]) -> bytes:
    r"""Return plain data as one line of JSON, in UTF-8; characters that steer a terminal or break a line are escaped.

    Raises ValueError for NaN and infinities, which JSON does not have.

    >>> json_line({"id": "caf\u00e9"})
    b'{"id": "caf\xc3\xa9"}\n'
    """
    return escaped_json(data).encode() + b"\n"
