"""A summary as text, markdown, json or html. Nothing is computed here; everything foreign is made harmless here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from summarize.render.markdown import to_markdown
from summarize.render.text import to_text
from summarize.render.wording import UNSAFE

if TYPE_CHECKING:
    from summarize.records import CleanedArticle, SummaryRecord


def to_dict(summary: SummaryRecord) -> dict[str, Any]:
    """Return the summary as plain data, the same that `to_json` writes; characters that JSON must escape are kept."""
    from dataclasses import asdict

    data = asdict(summary)
    del data["blocks"]  # what the page shows, found again from the documents
    return {"summary": summary.text, **data}


def to_json(summary: SummaryRecord, articles: Sequence[CleanedArticle] = ()) -> str:
    r"""Return the summary as JSON; control characters, lone surrogates and bidi controls stand as \\u escapes."""
    import json

    text = json.dumps(to_dict(summary), ensure_ascii=False, indent=2, allow_nan=False)
    return UNSAFE.sub(lambda found: json.dumps(found.group())[1:-1], text) + "\n"


def to_html(summary: SummaryRecord, articles: Sequence[CleanedArticle] = ()) -> str:
    """Return the summary as a page of its own, with the articles in full where they are given."""
    from summarize.render.page.page import page

    return page(summary, articles)


class Renderer(Protocol):
    """A function from a summary, and the articles that it was made from, to a text."""

    def __call__(self, summary: SummaryRecord, articles: Sequence[CleanedArticle] = ..., /) -> str:
        """Return the summary in one format."""


RENDERERS: dict[str, Renderer] = {
    "text": to_text,
    "markdown": to_markdown,
    "json": to_json,
    "html": to_html,
}
ENDINGS = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
}
