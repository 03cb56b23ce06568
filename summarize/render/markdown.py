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
    nothing_new,
    one_line,
    text_and_day,
    unused_line,
)

if TYPE_CHECKING:
    from summarize.records import CleanedArticle, Related, SummaryRecord, Unused

MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&])")  # opens a construct wherever it stands
MARK = "&#91;{}&#93;"
NOT_IN_ADDRESS = re.compile(r"""[\s()<>\[\]\\"'`*_|~!{}^\x00-\x20\x7f-\x9f]""")  # closes a link, or opens a construct
LINE_HEAD = re.compile(r"^(\d*)([-+=.)])")  # opens one at the head of a line: a list, or the underline of a heading


def to_markdown(summary: SummaryRecord, articles: Sequence[CleanedArticle] = ()) -> str:
    """Return the summary as CommonMark.

    Citation marks are character references of brackets, so that foreign text can neither forge nor redefine them.
    """
    if line := nothing_new(summary):
        return f"{line}\n"
    body = " ".join(f"{markdown(text_and_day(s))} {citation_marks(s, MARK, linked)}" for s in summary.sentences)
    parts = [f"# {markdown(question)}", "", body] if (question := asked(summary)) else [body]
    if lines := [f"- Sentence {n}: {markdown(describe_change(change, summary))}" for n, change in changes(summary)]:
        parts += ["", "## Changed", "", *lines]
    for title, lines in listed_differences(summary):
        parts += ["", f"## {title}", "", *(f"- {markdown(line)}" for line in lines)]
    if lines := [f"- {markdown(opens)}: {related_item(passage)}" for opens, passage in related_passages(summary)]:
        parts += ["", "## Related passages", "", *lines]
    parts += ["", f"## Sources ({describe_voices(summary.sources)})", ""]
    parts += [f"{source.number}. {markdown(listed_source(source, summary.sources))}" for source in summary.sources]
    if summary.unused:
        parts += ["", "## Not used", ""]
        listed, more = listed_unused(summary, numbered=True)
        parts += [f"- {mark_of(article)}{markdown(unused_line(article))}" for article in listed]
        parts += [f"- {more}"] if more else []
    if explanation := summary.explanation:
        parts += ["", "## Why these sentences", ""]
        for sentence, choice in zip(summary.sentences, explanation.choices, strict=True):
            parts.append(f"- {citation_marks(sentence, MARK)} {markdown(describe_choice(sentence, choice))}")
        runners_up = [describe_runner_up(runner_up, summary.sentences) for runner_up in explanation.runners_up]
        parts += ["", "## Runners-up", ""] if runners_up else []
        parts += [f"- {markdown(line)}" for line in runners_up]
    return "\n".join(parts) + "\n"


def linked(mark: str, address: str | None) -> str:
    """Return a citation mark that leads to an address; without one the mark alone.

    >>> linked("&#91;1&#93;", "https://example.org/a b"), linked("&#91;1&#93;", None)
    ('[&#91;1&#93;](https://example.org/a%20b)', '&#91;1&#93;')
    """
    if not address:
        return mark
    encoded = NOT_IN_ADDRESS.sub(lambda match: quote(match.group(), safe=""), one_line(address))
    return f"[{mark}]({encoded.replace('&', '&amp;')})"


def related_item(passage: Related) -> str:
    """Return a related passage behind the mark of its article."""
    return f"{MARK.format(passage.source)} {markdown(describe_related(passage))}"


def mark_of(article: Unused) -> str:
    """Return the mark of an article that is only related, with a blank; "" for one that is not even that."""
    return f"{MARK.format(article.number)} " if article.number else ""


def markdown(text: str) -> str:
    r"""Return foreign text on one line, with a backslash before whatever would open a construct.

    >>> print(markdown("1. The *old* dam <b>"))
    1\. The \*old\* dam \<b\>
    """
    return LINE_HEAD.sub(r"\1\\\2", MARKUP.sub(r"\\\1", one_line(text)))
