"""What `summarize` returns: the record of a summary, and the ways to show it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from summarize.records import CleanedArticle, Document, SummaryRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarize.read.inputs import DocumentInput


@dataclass(frozen=True, slots=True)
class Summary(SummaryRecord):
    """A summary with everything needed to check it; `str(summary)` is what the command line prints.

    The fields are those of `SummaryRecord`. All methods are pure: the same summary gives the same bytes.
    """

    @classmethod
    def of(cls, record: SummaryRecord, **changes: Any) -> Summary:
        """Return a record as a summary; changes: the fields that get another value."""
        values = {field.name: getattr(record, field.name) for field in fields(record)}
        return cls(**{**values, **changes})

    def __str__(self) -> str:
        """Return the summary as the command line prints it."""
        return self.render("text")

    def render(self, form: str) -> str:
        """Return the summary in a format of `summarize.render.renderers.RENDERERS`; raises KeyError for another."""
        from summarize.render.renderers import RENDERERS

        return RENDERERS[form](self)

    def to_dict(self) -> dict[str, Any]:
        """Return everything but the blocks as plain data: what `to_json` writes, before its escapes."""
        from summarize.render.renderers import to_dict

        return to_dict(self)

    def to_json(self) -> str:
        """Return everything but the blocks as JSON, which `summarize verify` checks and `load_summary` reads back."""
        return self.render("json")

    def to_markdown(self) -> str:
        """Return the summary with its sources as Markdown."""
        return self.render("markdown")

    def to_html(self, documents: DocumentInput | Iterable[DocumentInput] = ()) -> str:
        """Return a page: the summary beside its articles, with every cited passage highlighted.

        documents: what `summarize` was given, in the same order; without them the page shows the cited passages only.
        Raises SummarizeError for other documents, and for files that cannot be read.
        """
        from summarize.read.inputs import gather
        from summarize.render.renderers import to_html

        return to_html(self, self.cleaned(gather(documents).documents))

    def cleaned(self, documents: Sequence[Document]) -> list[CleanedArticle]:
        """Return the documents with their blocks, for a page that shows them in full.

        documents: those that the summary was made from, in the same order. Raises SummarizeError for others.
        """
        from summarize.corpus import cleaned_articles

        return cleaned_articles(self, documents)

    def _repr_html_(self) -> str:
        """Return what a notebook shows: a small card."""
        from summarize.render.renderers import card

        return card(self)
