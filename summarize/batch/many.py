"""Many clusters, one after another or side by side, on one machine or on many.

`engine` gives tasks to workers and survives their death, `limits` bounds one task; `inputs`, `work` and `results` are
the way of a line: clusters in, one line of JSON each out, found again on the next run.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, overload

from summarize.batch.engine import Died, Task, run
from summarize.batch.limits import check_limits, limited
from summarize.batch.lines import DEATH
from summarize.errors import DiedError
from summarize.options import Options, check_choice, check_jobs
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

    clusters: each what `summarize` takes as documents; drawn as they are needed. jobs: processes to use, as joblib
    counts them (None asks `joblib.parallel_config`, which is 1 unless set; -1 is all cores). errors: "raise" the error
    of a cluster when its turn comes, or "return" it in the place of the summary, so that all others are had. timeout:
    seconds, and memory: megabytes, that a cluster may take at most; LimitError is its error then. options: the
    settings of `summarize`.

    The summaries are the same whatever the number of jobs and the backend of joblib that is set while they are drawn.
    A worker that dies takes nothing with it: a cluster whose workers die also when they work on nothing else has
    DiedError as its error. Raises OptionError for a setting that is not allowed, WorkersError when there are no
    workers.
    """
    check_choice("errors", errors, ERRORS)
    check_limits(timeout, memory)
    check_jobs(jobs)
    Options(**options)
    return summaries(clusters, Attempt(options, timeout, memory, os.getpid()), jobs, errors)


def summaries(clusters: Clusters, work: Attempt, jobs: int | None, errors: str) -> Iterator[Any]:
    """Yield what comes of each cluster, and raise or yield its error."""
    tasks = (Task(number, drawn(documents)) for number, documents in enumerate(clusters))
    for _, found in run(work, tasks, jobs=jobs):
        result = DiedError(f"{DEATH} ({found.reason})") if type(found) is Died else found
        if isinstance(result, Exception) and errors == "raise":
            raise result
        yield result


@dataclass(frozen=True, slots=True)
class Attempt:
    """The work on one cluster: its summary, or the error, so that those before it are not lost."""

    options: dict[str, Any]
    timeout: float | None
    memory: int | None
    home: int  # id of the process that asks

    def __call__(self, documents: list[DocumentInput] | Exception) -> Summary | Exception:
        """Return the summary or the error, which may be that the documents could not be drawn."""
        if isinstance(documents, Exception):
            return documents
        try:
            return limited(partial(summarize, documents, **self.options), self.timeout, self.memory, self.home)
        except Exception as error:
            return error


def drawn(documents: DocumentInput | Iterable[DocumentInput]) -> list[DocumentInput] | Exception:
    """Return documents in a form that can be sent to another process, as a generator cannot; or what is wrong."""
    try:
        return as_list(documents)
    except Exception as error:
        return error
