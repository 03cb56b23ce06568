"""The formats of a summary, by name: `RENDERERS` holds a function for each. A notebook shows a `card`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from html import escape
from typing import TYPE_CHECKING, Any, Protocol

from summarize.render.markdown import to_markdown
from summarize.render.notes import changes, describe_change, listed_differences
from summarize.render.text import to_text
from summarize.render.wording import (
    citation_marks,
    count_noun,
    describe_voices,
    escaped_json,
    listed_source,
    mark_form,
    nothing_new,
    one_line,
    source_heading,
    text_and_day,
)

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
    return escaped_json(to_dict(summary), indent=2) + "\n"


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


CARD = "max-width:44em;padding:0.8em 1em;border:1px solid currentColor;border-radius:4px;line-height:1.5"
FAINT = "opacity:0.8;font-size:85%"


def card(summary: SummaryRecord) -> str:
    """Return the summary with its sources as a fragment of HTML: own elements, inline styles, no link, no script."""
    form = mark_form([summary.text])
    body = " ".join(
        f'{shown(text_and_day(s))} <span style="{FAINT}">{citation_marks(s, form)}</span>' for s in summary.sentences
    )
    body = body or nothing_new(summary)
    changed = [f"Sentence {number}: {describe_change(change, summary)}" for number, change in changes(summary)]
    sources = [f"{form.format(s.number)} {listed_source(s, summary.sources, form)}" for s in summary.sources]
    lists = [
        ("Changed", changed),
        *listed_differences(summary, form),
        (f"Sources ({describe_voices(summary.sources)})", sources),
        ("Not used", [f"{source_heading(article)}: {article.reason}" for article in summary.unused]),
    ]
    below = "".join(folded(title, lines) for title, lines in lists if lines)
    size = f"{count_noun(summary.words, 'word')} from {count_noun(len(summary.articles), 'article')}"
    return f'<div style="{CARD}">\n<div dir="auto">{body}</div>\n<div style="{FAINT}">{size}</div>\n{below}</div>\n'


def folded(title: str, lines: Iterable[str]) -> str:
    """Return a list that opens on a click.

    >>> print(folded("Sources", ["[1] A & B"]), end="")
    <details><summary>Sources</summary><div>[1] A &amp; B</div></details>
    """
    items = "".join(f"<div>{shown(line)}</div>" for line in lines)
    return f"<details><summary>{title}</summary>{items}</details>\n"


def shown(text: str) -> str:
    r"""Return foreign text as text of HTML, on one line.

    >>> shown("Dam <breaks>\n & floods")
    'Dam &lt;breaks&gt; &amp; floods'
    """
    return escape(one_line(text), quote=True)
