"""The same settings for many calls, in the form that scikit-learn's tools can read, set and copy."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from typing import Any

from sklearn.base import BaseEstimator

from summarize.batch.many import summarize_many
from summarize.options import Options, check_names
from summarize.pipeline import summarize
from summarize.read.inputs import DocumentInput
from summarize.summary import Summary

SETTINGS = inspect.signature(Options)


class Summarizer(BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Settings of `summarize.summarize`, kept for many calls.

    The parameters are those of `summarize`. As scikit-learn asks, they are checked when they are used. `get_params`,
    `set_params` and `sklearn.base.clone` work as on any estimator. Raises UnknownSettingError, which is a
    TypeError, for a parameter of another name.

    >>> from sklearn.base import clone
    >>> clone(Summarizer(words=100)).get_params()["words"]
    100
    """

    def __init__(self, **settings: Any) -> None:
        check_names(settings, SETTINGS.parameters)
        for name, parameter in SETTINGS.parameters.items():
            setattr(self, name, settings.get(name, parameter.default))

    vars(__init__)["__signature__"] = SETTINGS.replace(  # where scikit-learn looks for parameters
        parameters=[inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY), *SETTINGS.parameters.values()]
    )

    def summarize(self, documents: DocumentInput | Iterable[DocumentInput]) -> Summary:
        """Summarise the documents of one cluster; see `summarize.summarize`."""
        return summarize(documents, **self.get_params())

    def summarize_many(
        self, clusters: Iterable[DocumentInput | Iterable[DocumentInput]], *, jobs: int | None = None
    ) -> Iterator[Summary]:
        """Summarise many clusters; see `summarize.summarize_many`."""
        return summarize_many(clusters, jobs=jobs, **self.get_params())
