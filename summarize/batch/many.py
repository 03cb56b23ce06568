"""The entry point of this folder: `summarize_many` takes clusters and yields their summaries, in order.

How a task moves through it: `summarize_many` draws a cluster and makes a `Task` of it. `engine` gives the task
to a worker of joblib's current backend, which `backends` sets and mends; when the worker dies, `engine` gives the task
out again. In the worker, `backends.call` runs the work, here a `ClusterWorker`, within its `limits`. The outcome
comes back to `engine`, waits there for its turn, and leaves as a summary or an error.

`summarize batch` takes the same way with lines: `inputs` finds the clusters in a file or folder (`addresses` opens
those of other machines), `runs` makes a task of each cluster and a line of each outcome, and `results` is the file of
lines.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from inspect import signature
from os import PathLike
from typing import Any, Literal, overload

from summarize.batch.engine import DEATH, Died, Task, run
from summarize.batch.limits import check_limits, limited
from summarize.errors import DiedError
from summarize.options import Options, check_choice, check_jobs, check_names
from summarize.pipeline import summarize
from summarize.read.inputs import DocumentInput, as_list
from summarize.summary import Summary

Clusters = Iterable[DocumentInput | Iterable[DocumentInput]]
ERRORS = ("raise", "return")


@overload
def summarize_many(
    clusters: Clusters,
    *,
    jobs: int | None = None,
    errors: Literal["raise"] = "raise",
    timeout: float | None = None,
    memory: int | None = None,
    **options: Any,
) -> Iterator[Summary]: ...
@overload
def summarize_many(
    clusters: Clusters,
    *,
    jobs: int | None = None,
    errors: Literal["return"],
    timeout: float | None = None,
    memory: int | None = None,
    **options: Any,
) -> Iterator[Summary | Exception]: ...
def summarize_many(
    clusters: Clusters,
    *,
    jobs: int | None = None,
    errors: Literal["raise", "return"] = "raise",
    timeout: float | None = None,
    memory: int | None = None,
    **options: Any,
) -> Iterator[Summary] | Iterator[Summary | Exception]:
    """Yield the summary of each cluster, in the order of the clusters.

    clusters: each what `summarize` takes as documents. They are drawn as they are needed, some thousand ahead at most.
    jobs: processes to use, as joblib counts them: -1 is all cores, None is what `joblib.parallel_config` sets, else 1.
    errors: "raise" the error of a cluster when its turn comes, or "return" it in the place of the summary, so that the
    others come as well. timeout: seconds that a cluster may take. memory: megabytes that a worker may grow by while it
    works on a cluster (Linux). options: the settings of `summarize`.

    The summaries are the same whatever the number of jobs and joblib's backend, which is the one that is set while they
    are drawn. When a worker dies, its clusters are worked on again.

    Raises at once OptionError for a setting that is not allowed, and TypeError for clusters that are none, such as a
    text or a mapping; WorkersError when there are no workers. A cluster has the errors of `summarize`, LimitError when
    it reaches a limit, or DiedError when every worker that worked on it died, also when it worked on nothing else.

    >>> clusters = [["The dam broke at dawn on Monday."], ["The ferry sank on Friday.", "All were saved."]]
    >>> [summary.text for summary in summarize_many(clusters, words=7)]
    ['The dam broke at dawn on Monday.', 'The ferry sank on Friday.']
    """
    check_choice("errors", errors, ERRORS)
    check_limits(timeout, memory)
    check_jobs(jobs)
    check_names(options, [*signature(Options).parameters, "jobs", "errors", "timeout", "memory"])
    Options(**options)
    if isinstance(clusters, str | bytes | PathLike | Mapping) or not isinstance(clusters, Iterable):
        raise TypeError(f"clusters must be an iterable of lists of documents, got {type(clusters).__name__}")
    return summaries(clusters, ClusterWorker(options, timeout, memory, os.getpid()), jobs, errors)


def summaries(clusters: Clusters, worker: ClusterWorker, jobs: int | None, errors: str) -> Iterator[Any]:
    """Yield the summary of each cluster, and raise or yield its error.

    errors: "raise" or "return". Clusters are drawn as workers take them, and their order is kept.
    """
    tasks = (Task(number, listed(documents)) for number, documents in enumerate(clusters))
    for _, result in run(worker, tasks, jobs=jobs):
        summary = DiedError(f"{DEATH} ({result.reason})") if isinstance(result, Died) else result
        if isinstance(summary, Exception) and errors == "raise":
            raise summary
        yield summary


def listed(documents: DocumentInput | Iterable[DocumentInput]) -> list[DocumentInput] | Exception:
    """Return documents as a list, since a generator cannot be sent to another process; or the error of drawing them."""
    try:
        return as_list(documents)
    except Exception as error:
        return error


@dataclass(frozen=True, slots=True)
class ClusterWorker:
    """The work on one cluster: its summary, or the error, so that the summaries before it are not lost."""

    options: dict[str, Any]
    timeout: float | None  # seconds
    memory: int | None  # megabytes
    home: int  # id of the process that gives out the work

    def __call__(self, documents: list[DocumentInput] | Exception) -> Summary | Exception:
        """Return the summary or the error, which may be that the documents could not be drawn."""
        if isinstance(documents, Exception):
            return documents
        try:
            return limited(partial(summarize, documents, **self.options), self.timeout, self.memory, self.home)
        except Exception as error:
            return error
