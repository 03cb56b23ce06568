"""A summary as Markdown in which foreign text is only text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from summarize.render.notes import (
    changes,
    describe_change,
    describe_choice,
    describe_runner_up,
    listed_differences,
)
from summarize.render.text import related_lines
from summarize.render.wording import (
    asked,
    citation_marks,
    describe_voices,
    listed_source,
    listed_unused,
    mark_form,
    nothing_new,
    one_line,
    text_and_day,
    unused_line,
)

if TYPE_CHECKING:
    from summarize.records import CleanedArticle, SummaryRecord

# what opens a construct wherever it stands; within a word an underscore opens none, nor does & where no name follows
MARKUP = re.compile(r"([\\`*{}\[\]<>#|~]|(?<![^\W_])_|_(?![^\W_])|&(?=[#\w]))")
NOT_IN_ADDRESS = re.compile(r"""[\s()<>\[\]\\"'`*_|~!{}^\x00-\x20\x7f-\x9f]""")  # closes a link, or opens a construct
LINE_HEAD = re.compile(r"^(\d*)([-+=.)])")  # opens one at the head of a line: a list, or the underline of a heading


def to_markdown(summary: SummaryRecord, articles: Sequence[CleanedArticle] = ()) -> str:
    """Return the summary as CommonMark.

    The brackets of citation marks are escaped, so that no text can make references of them.
    """
    if line := nothing_new(summary):
        return f"{line}\n"
    form = mark_form([summary.text])
    marks = escaped_form(form)
    body = " ".join(f"{markdown(text_and_day(s))} {citation_marks(s, marks, linked)}" for s in summary.sentences)
    parts = [f"# {markdown(question)}", "", body] if (question := asked(summary)) else [body]
    if lines := [f"- Sentence {n}: {markdown(describe_change(change, summary))}" for n, change in changes(summary)]:
        parts += ["", "## Changed", "", *lines]
    for title, lines in listed_differences(summary, form):
        parts += ["", f"## {title}", "", *(f"- {markdown(line)}" for line in lines)]
    if lines := [f"- {markdown(line)}" for line in related_lines(summary, form)]:
        parts += ["", "## Related passages", "", *lines]
    parts += ["", f"## Sources ({describe_voices(summary.sources)})", ""]
    sources = summary.sources
    parts += [f"{source.number}. {markdown(listed_source(source, sources, form))}" for source in sources]
    if summary.unused:
        parts += ["", "## Not used", ""]
        listed, more = listed_unused(summary, numbered=True)
        numbers = [f"{marks.format(article.number)} " if article.number else "" for article in listed]
        parts += [f"- {number}{markdown(unused_line(one))}" for number, one in zip(numbers, listed, strict=True)]
        parts += [f"- {more}"] if more else []
    if explanation := summary.explanation:
        parts += ["", "## Why these sentences", ""]
        for sentence, choice in zip(summary.sentences, explanation.choices, strict=True):
            parts.append(f"- {citation_marks(sentence, marks)} {markdown(describe_choice(sentence, choice))}")
        runners_up = [describe_runner_up(runner_up, summary.sentences) for runner_up in explanation.runners_up]
        parts += ["", "## Runners-up", ""] if runners_up else []
        parts += [f"- {markdown(line)}" for line in runners_up]
    return "\n".join(parts) + "\n"


def linked(mark: str, address: str | None) -> str:
    """Return a citation mark that leads to an address; without one the mark alone.

    >>> linked("(1)", "https://example.org/a b"), linked("(1)", None)
    ('[(1)](https://example.org/a%20b)', '(1)')
    """
    if not address:
        return mark
    encoded = NOT_IN_ADDRESS.sub(lambda match: quote(match.group(), safe=""), one_line(address))
    return f"[{mark}]({encoded.replace('&', '&amp;')})"


def escaped_form(form: str) -> str:
    r"""Return a form of citation marks, of `mark_form`, as Markdown shows it as it stands.

    >>> print(escaped_form("[*{}]").format(1))
    \[\*1\]
    """
    return re.sub(r"([\[\]*])", r"\\\1", form)


def markdown(text: str) -> str:
    r"""Return foreign text on one line, with a backslash before whatever would open a construct.

    >>> print(markdown("1. The *old* dam <b>"))
    1\. The \*old\* dam \<b\>
    """
    return LINE_HEAD.sub(r"\1\\\2", MARKUP.sub(r"\\\1", one_line(text)))
