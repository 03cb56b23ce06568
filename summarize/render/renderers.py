"""The formats of a summary, by name: `RENDERERS` holds a function for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Protocol

from summarize.render.markdown import to_markdown
from summarize.render.text import to_text
from summarize.render.wording import UNSAFE

if TYPE_CHECKING:
    from summarize.records import CleanedArticle, SummaryRecord


class Renderer(Protocol):
    """What every renderer is: `(summary, articles=())` -> the whole text of a file in one format."""

    def __call__(self, summary: SummaryRecord, articles: Sequence[CleanedArticle] = ..., /) -> str:
        """Return the summary in one format, the same bytes for the same summary, with a line feed at the end.

        articles: those that the summary was made from, in the order in which they were passed, or () when they are
        not at hand. Only the page shows them. No character of `UNSAFE` comes out raw, and no foreign text forms
        markup.
        """


def to_json(summary: SummaryRecord, articles: Sequence[CleanedArticle] = ()) -> str:
    r"""Return the summary as JSON in which the characters of `UNSAFE` are \\u escapes."""
    import json

    text = json.dumps(to_dict(summary), ensure_ascii=False, indent=2, allow_nan=False)
    return UNSAFE.sub(lambda match: json.dumps(match.group())[1:-1], text) + "\n"


def to_dict(summary: SummaryRecord) -> dict[str, Any]:
    """Return the summary as plain data, the same that `to_json` writes, before its escapes."""
    data = asdict(replace(summary, blocks=()))
    del data["blocks"]  # for the page only; cleaning the documents once more gives the same
    return {"summary": summary.text, **data}


def to_html(summary: SummaryRecord, articles: Sequence[CleanedArticle] = ()) -> str:
    """Return the summary as a page that needs no other file, beside the articles in full where they are given."""
    from summarize.render.page.page import page

    return page(summary, articles)


RENDERERS: dict[str, Renderer] = {
    "text": to_text,
    "markdown": to_markdown,
    "json": to_json,
    "html": to_html,
}
ENDINGS = {  # of file names, and their formats
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
}
