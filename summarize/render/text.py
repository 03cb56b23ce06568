"""A summary as plain text, for a file or a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
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
    sanitise,
    source_heading,
)

if TYPE_CHECKING:
    from summarize.records import CleanedArticle, SummaryRecord

NARROWEST = 20  # columns; a narrower terminal gets lines of this width


@dataclass(frozen=True, slots=True)
class Style:
    """How a terminal sets things apart; plain text leaves both as they are."""

    strong: Callable[[str], str] = str  # headings
    faint: Callable[[str], str] = str  # marks, and what names a source


def to_text(
    summary: SummaryRecord,
    articles: Sequence[CleanedArticle] = (),
    *,
    width: int | None = None,
    style: Style | None = None,
) -> str:
    """Return the summary, its sources and the articles not used, as plain text.

    articles: not needed. width: columns to wrap at; None leaves paragraphs on one line.
    """
    style, form = style or Style(), mark_form(summary)
    body = " ".join(f"{sanitise(s.text)} {style.faint(citation_marks(s, form))}" for s in summary.sentences)
    parts = [wrap(body, width)]
    for title, items in sections(summary, form, style):
        parts += ["", style.strong(title), *(wrap(head + text, width, " " * len(bare)) for head, bare, text in items)]
    return "\n".join(parts) + "\n"


def sections(summary: SummaryRecord, form: str, style: Style) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Yield the lists below a summary: title, and for each item its head as styled and as plain, and the rest."""

    def items(texts: Sequence[str]) -> list[tuple[str, str, str]]:
        return [("- ", "  ", text) for text in texts]

    if differing := [describe_difference(found, form) for found in differences(summary)]:
        yield "Figures that differ", items(differing)
    numbered = [(form.format(source.number) + " ", source) for source in summary.sources]
    yield (
        f"Sources ({count_voices(summary)})",
        [
            (style.faint(head), "    ", source_heading(source) + copy_note(source, summary.sources))
            for head, source in numbered
        ],
    )
    if summary.unused:
        yield (
            "Not used",
            items([f"{source_heading(article)}: {one_line(article.reason)}" for article in summary.unused]),
        )
    if why := summary.explanation:
        pairs = enumerate(zip(summary.sentences, why.choices, strict=True), start=1)
        yield "Why these sentences", [(f"{at}. ", "   ", describe_choice(one, picked)) for at, (one, picked) in pairs]
        yield "Runners-up", items([describe_runner_up(other) for other in why.runners_up])


def mark_form(summary: SummaryRecord) -> str:
    """Return the form of the marks: [1], or with stars where the articles themselves write so: [*1]."""
    stars = ""
    while re.search(rf"\[{re.escape(stars)}\d", summary.text):
        stars += "*"
    return f"[{stars}{{}}]"


def wrap(text: str, width: int | None, indent: str = "") -> str:
    """Wrap a paragraph at a width in columns, later lines indented.

    Words are not broken, so that a path can be copied, but where a script is written without spaces.
    """
    if width is None:
        return text
    import wcwidth

    from summarize.text.tokens import SPACELESS  # its patterns take long to compile

    spaceless = SPACELESS.search(text) is not None
    lines = wcwidth.wrap(
        text,
        max(width, NARROWEST),
        subsequent_indent=indent,
        break_long_words=spaceless,
        break_on_hyphens=False,
        propagate_sgr=True,
    )
    return "\n".join(lines)
