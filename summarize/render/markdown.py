"""A summary as Markdown in which foreign text is only text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarize.render.wording import (
    citation_marks,
    copy_note,
    count_voices,
    describe_choice,
    describe_difference,
    describe_runner_up,
    differences,
    one_line,
    source_heading,
)

if TYPE_CHECKING:
    from summarize.records import CleanedArticle, SummaryRecord

MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&])")  # opens a construct in Markdown wherever it stands
LINE_HEAD = re.compile(r"^(\d*)([-+=.)])")  # opens one at the head of a line: a list, or a line under a heading


def to_markdown(summary: SummaryRecord, articles: Sequence[CleanedArticle] = ()) -> str:
    """Return the summary as Markdown with footnote-free marks that foreign text cannot forge or redefine."""
    body = " ".join(f"{markdown(s.text)} {citation_marks(s, '&#91;{}&#93;')}" for s in summary.sentences)
    parts = [body]
    if differing := [f"- {markdown(describe_difference(found))}" for found in differences(summary)]:
        parts += ["", "## Figures that differ", "", *differing]
    parts += ["", f"## Sources ({count_voices(summary)})", ""]
    parts += [
        f"{source.number}. {markdown(source_heading(source))}{markdown(copy_note(source, summary.sources))}"
        for source in summary.sources
    ]
    if summary.unused:
        parts += ["", "## Not used", ""]
        parts += [f"- {markdown(source_heading(article))}: {markdown(article.reason)}" for article in summary.unused]
    if why := summary.explanation:
        picked = enumerate(zip(summary.sentences, why.choices, strict=True), start=1)
        parts += ["", "## Why these sentences", "", *(f"{at}. {markdown(describe_choice(*one))}" for at, one in picked)]
        parts += ["", "## Runners-up", "", *(f"- {markdown(describe_runner_up(other))}" for other in why.runners_up)]
    return "\n".join(parts) + "\n"


def markdown(text: str) -> str:
    """Escape whatever would open a construct in Markdown."""
    return LINE_HEAD.sub(r"\1\\\2", MARKUP.sub(r"\\\1", one_line(text)))
