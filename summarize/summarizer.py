"""The same settings for many calls, in the form that scikit-learn's tools can read, set and copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sklearn.base import BaseEstimator

from summarize.batch.many import summarize_many
from summarize.pipeline import Input, summarize
from summarize.records import Summary


class Summarizer(BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Settings of `summarize.summarize`, kept for many calls.

    The parameters are those of `summarize`; as scikit-learn asks, they are checked when they are used. `get_params`,
    `set_params` and `sklearn.base.clone` work as on any estimator.

    >>> from sklearn.base import clone
    >>> clone(Summarizer(words=100)).get_params()["words"]
    100
    """

    def __init__(
        self,
        *,
        words: int | None = None,
        sentences: int | None = None,
        characters: int | None = None,
        query: str | None = None,
        ranker: str = "lexrank",
        diversity: float = 0.4,
        language: str | None = None,
        voices: str = "outlets",
        explain: bool = False,
    ) -> None:
        self.words = words
        self.sentences = sentences
        self.characters = characters
        self.query = query
        self.ranker = ranker
        self.diversity = diversity
        self.language = language
        self.voices = voices
        self.explain = explain

    def summarize(self, documents: Input | Iterable[Input]) -> Summary:
        """Summarise the documents of one cluster; see `summarize.summarize`."""
        return summarize(documents, **self.get_params())

    def summarize_many(
        self, clusters: Iterable[Input | Iterable[Input]], *, jobs: int | None = None
    ) -> Iterator[Summary]:
        """Summarise many clusters; see `summarize.summarize_many`."""
        return summarize_many(clusters, jobs=jobs, **self.get_params())
