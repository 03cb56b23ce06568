"""What `summarize` returns: the record of a summary, and the ways to show it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from summarize.records import CleanedArticle, Document, SummaryRecord
from summarize.render.renderable import Renderable
from summarize.render.renderers import RENDERERS, card, to_dict, to_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarize.read.inputs import DocumentInput


@dataclass(frozen=True, slots=True)
class Summary(Renderable, SummaryRecord):
    """A summary with everything needed to check it; `str(summary)` is what the command line prints.

    The fields are those of `SummaryRecord`, the ways to show it those of `Renderable`. The JSON holds everything but
    the blocks: `summarize verify` checks it, and `load_summary` reads it back.
    """

    FORMATS = RENDERERS
    AS_DICT = to_dict

    @classmethod
    def of(cls, record: SummaryRecord, **changes: Any) -> Summary:
        """Return a record as a summary; changes: the fields that get another value.

        The blocks of the record are kept unless `changes` says otherwise. Raises TypeError for an unknown field.
        """
        values = {field.name: getattr(record, field.name) for field in fields(record)}
        return cls(**{**values, **changes})

    def to_html(self, documents: DocumentInput | Iterable[DocumentInput] = ()) -> str:
        """Return a page: the summary beside its articles, with every cited passage highlighted.

        documents: what `summarize` was given, in the same order; without them the page shows the cited passages only.
        Raises SummarizeError for other documents, and for files that cannot be read.
        """
        from summarize.read.inputs import gather

        return to_html(self, self.cleaned(gather(documents).documents))

    def cleaned(self, documents: Sequence[Document]) -> list[CleanedArticle]:
        """Return the documents with their blocks, for a page that shows them in full.

        documents: those that the summary was made from, in the same order. Raises SummarizeError for others.
        """
        from summarize.corpus import cleaned_articles

        return cleaned_articles(self, documents)

    def _repr_html_(self) -> str:
        """Return what a notebook shows: a small card."""
        return card(self)
