"""Similar articles to clusters: average linkage on a sparse matrix."""

from __future__ import annotations

import heapq
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from summarize.records import Weights as Similarities  # here (n, n)


def average_linkage(similarities: Similarities, threshold: float) -> list[int]:
    """Return the cluster of each article, (n,), named by its first article.

    The two clusters that are nearest on average are joined again and again, until no two are as near as the threshold
    (UPGMA: Sokal & Michener 1958). A pair that the matrix leaves out counts 0, so that a chain of articles, each near
    the next alone, does not become one cluster. Ties go to the earlier clusters. similarities: (n, n) symmetric, in
    [0, 1]. The cost is that of a heap of the pairs; SciPy's linkage would need all n x n of them.
    """
    clusters = Clusters(similarities)
    heap: list[tuple[float, int, int]] = []
    for article in range(similarities.shape[0]):
        heap += clusters.entries(article, threshold, after=article)
    heapq.heapify(heap)
    while heap:
        entry = heapq.heappop(heap)
        _, first, second = entry
        if entry == clusters.entry(first, second):  # not outdated by a merge
            clusters.merge(first, second)
            for changed in clusters.entries(first, threshold):
                heapq.heappush(heap, changed)
    return clusters.labels()


def linkage_of_all_pairs(similarities: npt.NDArray[np.float64], threshold: float) -> list[int]:
    """Return what `average_linkage` does, for a matrix that is not sparse.

    similarities: (n, n) symmetric, in [0, 1], n at least 1. The cost is n times that of looking through the matrix:
    less than that of a heap where most pairs are as near as the threshold.
    """
    import numpy as np

    totals, sizes, labels = similarities.copy(), np.ones(len(similarities)), np.arange(len(similarities))
    np.fill_diagonal(totals, -np.inf)
    averages = totals.copy()  # -inf for what is no pair, or is one no more
    while True:
        first, second = divmod(int(averages.argmax()), len(averages))
        if averages[first, second] < threshold:
            return [int(label) for label in labels]
        labels[labels == second] = first
        sizes[first] += sizes[second]
        totals[first] += totals[second]
        totals[:, first] = totals[first]
        for matrix in (totals, averages):
            matrix[second] = matrix[:, second] = -np.inf
        averages[first] = averages[:, first] = totals[first] / (sizes[first] * sizes)


class Clusters:
    """Clusters of articles, each named by its first article, and how similar they are in total to one another."""

    def __init__(self, similarities: Similarities) -> None:
        """Start with every article alone."""
        self.members: dict[int, list[int]] = {article: [article] for article in range(similarities.shape[0])}
        self.totals: list[dict[int, float]] = []
        for article, (start, end) in enumerate(pairwise(similarities.indptr.tolist())):
            columns = similarities.indices[start:end].tolist()
            row = dict(zip(columns, similarities.data[start:end].tolist(), strict=True))
            row.pop(article, None)
            self.totals.append(row)

    def entry(self, first: int, second: int) -> tuple[float, int, int] | None:
        """Return the average similarity of two clusters, negative for a heap, and both; None when one is gone."""
        total = self.totals[first].get(second)
        if total is None:
            return None
        return -total / (len(self.members[first]) * len(self.members[second])), first, second

    def entries(self, cluster: int, threshold: float, after: int = -1) -> list[tuple[float, int, int]]:
        """Return the entries of a cluster with those that are as near as the threshold and named after `after`."""
        members, size, found = self.members, len(self.members[cluster]), []
        for other, total in self.totals[cluster].items():
            if other > after and (average := total / (size * len(members[other]))) >= threshold:
                found.append((-average, cluster, other) if cluster < other else (-average, other, cluster))
        return found

    def merge(self, first: int, second: int) -> None:
        """Put the members of the second cluster to those of the first."""
        self.members[first] += self.members.pop(second)
        own, moved = self.totals[first], self.totals[second]
        del own[second], moved[first]
        for other, total in moved.items():
            del self.totals[other][second]
            own[other] = self.totals[other][first] = own.get(other, 0.0) + total
        self.totals[second] = {}

    def labels(self) -> list[int]:
        """Return the cluster of each article, by its first article."""
        cluster_of = {article: cluster for cluster, articles in self.members.items() for article in articles}
        return [cluster_of[article] for article in sorted(cluster_of)]
