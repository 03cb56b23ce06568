"""A summary as a notebook shows it: a small card whose styles touch nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from summarize.records import Source, SummaryRecord
from summarize.render.wording import (
    citation_marks,
    copy_note,
    count_noun,
    describe_difference,
    describe_voices,
    differences,
    one_line,
    source_heading,
)

CARD = "max-width:44em;padding:0.8em 1em;border:1px solid currentColor;border-radius:4px;line-height:1.5"
FAINT = "opacity:0.8;font-size:85%"


def card(summary: SummaryRecord) -> str:
    """Return the summary with its sources as a fragment of HTML: own elements, inline styles, no link, no script."""
    body = " ".join(f'{shown(s.text)} <span style="{FAINT}">{citation_marks(s)}</span>' for s in summary.sentences)
    lists = [
        ("Figures that differ", [describe_difference(difference) for difference in differences(summary)]),
        (f"Sources ({describe_voices(summary)})", [source_line(source, summary) for source in summary.sources]),
        ("Not used", [f"{source_heading(article)}: {article.reason}" for article in summary.unused]),
    ]
    below = "".join(folded(title, lines) for title, lines in lists if lines)
    size = f"{count_noun(summary.words, 'word')} from {count_noun(len(summary.articles), 'article')}"
    return f'<div style="{CARD}">\n<div dir="auto">{body}</div>\n<div style="{FAINT}">{size}</div>\n{below}</div>\n'


def source_line(source: Source, summary: SummaryRecord) -> str:
    """Return a source with its number."""
    return f"[{source.number}] {source_heading(source)}{copy_note(source, summary.sources)}"


def folded(title: str, lines: Iterable[str]) -> str:
    """Return a list that opens on a click."""
    items = "".join(f"<div>{shown(line)}</div>" for line in lines)
    return f"<details><summary>{title}</summary>{items}</details>\n"


def shown(text: str) -> str:
    """Return foreign text as text of HTML, on one line."""
    return escape(one_line(text), quote=True)
