"""A summary as plain text, for a file or a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from summarize.render.notes import (
    changes,
    describe_change,
    describe_choice,
    describe_related,
    describe_runner_up,
    listed_differences,
    related_passages,
)
from summarize.render.wording import (
    asked,
    citation_marks,
    describe_voices,
    listed_source,
    listed_unused,
    mark_form,
    nothing_new,
    sanitise,
    text_and_day,
    unused_line,
)

if TYPE_CHECKING:
    from summarize.records import CleanedArticle, SummaryRecord

MIN_COLUMNS = 20  # a narrower terminal gets lines of this width; by judgement


@dataclass(frozen=True, slots=True)
class Style:
    """How a terminal tells parts of the text apart; plain text leaves both as they are."""

    strong: Callable[[str], str] = str  # of headings
    faint: Callable[[str], str] = str  # of citation marks, and of the numbers of sources


class ListItem(NamedTuple):
    """An item of a list: its head, how wide the head is, and the text behind it."""

    head: str  # "- ", or a number; may hold escapes of the terminal
    columns: int  # by which further lines are indented
    text: str


def to_text(
    summary: SummaryRecord,
    articles: Sequence[CleanedArticle] = (),
    *,
    width: int | None = None,
    style: Style | None = None,
    related: bool = False,
) -> str:
    """Return the summary, its sources and the articles not used, as plain text.

    width: columns to wrap at; None leaves paragraphs on one line. style: None adds no escapes of a terminal.
    related: whether related passages are listed, and the articles that only they are from numbered. Where nothing is
    new there is a line that says so, and no more.
    """
    if line := nothing_new(summary):
        return f"{line}\n"
    style, form = style or Style(), mark_form([summary.text])
    body = " ".join(f"{sanitise(text_and_day(s))} {style.faint(citation_marks(s, form))}" for s in summary.sentences)
    question = [style.strong(wrap(asked(summary), width)), ""] if asked(summary) else []
    parts = [*question, wrap(body, width)]
    for title, items in sections(summary, form, style, related=related):
        parts += ["", style.strong(title), *(wrap(head + text, width, columns) for head, columns, text in items)]
    return "\n".join(parts) + "\n"


def sections(summary: SummaryRecord, form: str, style: Style, *, related: bool) -> Iterator[tuple[str, list[ListItem]]]:
    """Yield the title and the items of each list below a summary; form: of citation marks. related: as in `to_text`."""
    if lines := [f"Sentence {number}: {describe_change(change, summary)}" for number, change in changes(summary)]:
        yield "Changed", bulleted(lines)
    for title, lines in listed_differences(summary, form):
        yield title, bulleted(lines)
    if lines := related_lines(summary, form) if related else []:
        yield "Related passages", bulleted(lines)
    numbered = [
        ListItem(style.faint(form.format(source.number) + " "), 4, listed_source(source, summary.sources, form))
        for source in summary.sources
    ]
    yield f"Sources ({describe_voices(summary.sources)})", numbered
    if summary.unused:
        listed, more = listed_unused(summary, numbered=related)
        numbers = [f"{form.format(article.number)} " if related and article.number else "" for article in listed]
        lines = [number + unused_line(article) for number, article in zip(numbers, listed, strict=True)]
        yield "Not used", bulleted([*lines, *filter(None, [more])])
    if explanation := summary.explanation:
        choices = zip(summary.sentences, explanation.choices, strict=True)
        lines = [
            f"{citation_marks(sentence, form)} {describe_choice(sentence, choice)}" for sentence, choice in choices
        ]
        yield "Why these sentences", bulleted(lines)
        if explanation.runners_up:
            lines = [describe_runner_up(runner_up, summary.sentences) for runner_up in explanation.runners_up]
            yield "Runners-up", bulleted(lines)


def related_lines(summary: SummaryRecord, form: str) -> list[str]:
    """Return a line for each related passage; form: of citation marks."""
    return [
        f"{opens}: {form.format(passage.source)} {describe_related(passage)}"
        for opens, passage in related_passages(summary)
    ]


def bulleted(lines: Iterable[str]) -> list[ListItem]:
    """Return lines as the items of a list without numbers.

    >>> bulleted(["It broke."])
    [ListItem(head='- ', columns=2, text='It broke.')]
    """
    return [ListItem("- ", 2, line) for line in lines]


def wrap(text: str, width: int | None, indent: int = 0) -> str:
    """Wrap a paragraph at a width in columns, further lines indented.

    Words are not broken, so that a path can be copied, except in scripts that are written without spaces.

    >>> print(wrap("The dam above Elsa broke at dawn on Monday.", 24, indent=2))
    The dam above Elsa broke
      at dawn on Monday.
    """
    if width is None:
        return text
    import wcwidth

    from summarize.text.tokens import SPACELESS  # its patterns take long to compile

    lines = wcwidth.wrap(
        text,
        max(width, MIN_COLUMNS),
        subsequent_indent=" " * indent,
        break_long_words=SPACELESS.search(text) is not None,
        break_on_hyphens=False,
        propagate_sgr=True,
    )
    return "\n".join(lines)
