"""Many clusters, one after another or side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import PathLike
from typing import Any

from summarize.pipeline import Input, summarize
from summarize.records import Document, Summary


def summarize_many(
    clusters: Iterable[Input | Iterable[Input]], *, jobs: int | None = None, **options: Any
) -> Iterator[Summary]:
    """Yield the summary of each cluster, in the order of the clusters.

    clusters: each what `summarize` takes as documents. jobs: processes to use, as joblib counts them (None asks
    `joblib.parallel_config`, which is 1 unless set; -1 is all cores). options: the settings of `summarize`. The
    summaries are the same whatever the number of jobs. An error of a cluster is raised when its turn comes.
    """
    from joblib import Parallel, delayed

    parallel = Parallel(n_jobs=jobs, return_as="generator")
    for found in parallel(delayed(attempt)(listed(documents), options) for documents in clusters):
        if isinstance(found, Exception):
            raise found
        yield found


def attempt(documents: Input | list[Input], options: dict[str, Any]) -> Summary | Exception:
    """Return the summary of a cluster, or the error, so that those before it are not lost."""
    try:
        return summarize(documents, **options)
    except Exception as error:
        return error


def listed(documents: Input | Iterable[Input]) -> Input | list[Input]:
    """Return documents in a form that can be sent to another process: a generator cannot."""
    return documents if isinstance(documents, str | bytes | Document | PathLike) else list(documents)
