"""Many clusters, one after another or side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from summarize.pipeline import Input, summarize
from summarize.records import Summary


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
    found: Iterator[Summary] = parallel(delayed(summarize)(documents, **options) for documents in clusters)
    return found
