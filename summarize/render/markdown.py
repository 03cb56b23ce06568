"""A summary as Markdown in which foreign text is only text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarize.render.wording import (
    citation_marks,
    copy_note,
    describe_choice,
    describe_difference,
    describe_runner_up,
    describe_voices,
    differences,
    one_line,
    source_heading,
    text_and_day,
    unused_lines,
)

if TYPE_CHECKING:
    from summarize.records import CleanedArticle, SummaryRecord

MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&])")  # opens a construct wherever it stands
LINE_HEAD = re.compile(r"^(\d*)([-+=.)])")  # opens one at the head of a line: a list, or the underline of a heading


def to_markdown(summary: SummaryRecord, articles: Sequence[CleanedArticle] = ()) -> str:
    """Return the summary as CommonMark.

    Citation marks are character references of brackets, so that foreign text can neither forge nor redefine them.
    """
    body = " ".join(f"{markdown(text_and_day(s))} {citation_marks(s, '&#91;{}&#93;')}" for s in summary.sentences)
    parts = [body]
    if lines := [f"- {markdown(describe_difference(difference))}" for difference in differences(summary)]:
        parts += ["", "## Figures that differ", "", *lines]
    parts += ["", f"## Sources ({describe_voices(summary)})", ""]
    parts += [
        f"{source.number}. {markdown(source_heading(source))}{markdown(copy_note(source, summary.sources))}"
        for source in summary.sources
    ]
    if summary.unused:
        parts += ["", "## Not used", ""]
        parts += [f"- {markdown(line)}" for line in unused_lines(summary)]
    if explanation := summary.explanation:
        choices = map(describe_choice, summary.sentences, explanation.choices)
        parts += ["", "## Why these sentences", ""]
        parts += [f"{number}. {markdown(line)}" for number, line in enumerate(choices, start=1)]
        parts += ["", "## Runners-up", ""]
        parts += [f"- {markdown(describe_runner_up(runner_up))}" for runner_up in explanation.runners_up]
    return "\n".join(parts) + "\n"


def markdown(text: str) -> str:
    """Return foreign text on one line, with a backslash before whatever would open a construct."""
    return LINE_HEAD.sub(r"\1\\\2", MARKUP.sub(r"\\\1", one_line(text)))
