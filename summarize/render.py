"""A summary as text, markdown, json or html. Nothing is computed here; everything foreign is made harmless here."""

from __future__ import annotations

import html
import json
import re
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from summarize.records import Source, Summary, SummarySentence, Unused

# never raw in any format: C0 but tab and line feed, DEL, C1, line separators, bidi controls, tags, lone surrogates
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&])")  # opens a construct in Markdown wherever it stands
LINE_HEAD = re.compile(r"^(\d*)([-+=.)])")  # opens one at the head of a line: a list, or a line under a heading


def clean(text: str) -> str:
    r"""Replace every character that could steer a terminal or hide text; escaped file-name bytes show as \\xNN."""
    return UNSAFE.sub(neutral, text)


def neutral(found: re.Match[str]) -> str:
    """Return what is shown for an unsafe character."""
    code = ord(found.group())
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else "\ufffd"


def line(text: str) -> str:
    """Make a title, name or warning fit one line."""
    return " ".join(clean(text).split())


def heading(source: Source | Unused) -> str:
    """Return what names an article: title, outlet, date, file, address, as far as known."""
    known = [source.title, source.outlet, source.date, source.name, source.url]
    return ", ".join(line(part) for part in known if part) or f"document {source.document + 1}"


def note(source: Source, sources: Iterable[Source]) -> str:
    """Say which earlier source tells the same story, or comes from the same outlet, or nothing."""
    earlier = [other for other in sources if other.voice == source.voice and other.number < source.number]
    twins = [other.number for other in earlier if other.story == source.story]
    if twins:
        return f" (same story as [{twins[0]}])"
    return f" (same outlet as [{earlier[0].number}])" if earlier else ""


def marks(sentence: SummarySentence, form: str = "[{}]") -> str:
    """Return the citation marks of a sentence in ascending order: [1][3]."""
    return "".join(form.format(number) for number in sorted(citation.source for citation in sentence.citations))


def to_text(summary: Summary, width: int | None = None, strong: Callable[[str], str] = str) -> str:
    """Return the summary, its sources and the articles not used, as plain text.

    width: columns to wrap at; None leaves paragraphs on one line. strong: sets headings off, on a terminal.
    """
    body = " ".join(f"{clean(s.text)} {marks(s)}" for s in summary.sentences)
    parts = [wrap(body, width)]
    parts += ["", strong(f"Sources ({voices(summary)})")]
    parts += [
        wrap(f"[{source.number}] {heading(source)}{note(source, summary.sources)}", width, "    ")
        for source in summary.sources
    ]
    if summary.unused:
        parts += ["", strong("Not used")]
        parts += [wrap(f"- {heading(article)}: {article.reason}", width, "  ") for article in summary.unused]
    return "\n".join(parts) + "\n"


def wrap(text: str, width: int | None, indent: str = "") -> str:
    """Wrap a paragraph at a width without breaking words, later lines indented."""
    if width is None:
        return text
    return textwrap.fill(text, max(width, 20), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def voices(summary: Summary) -> str:
    """Say how many independent voices the sources are."""
    count = len({source.voice for source in summary.sources})
    return f"{count} independent {'voice' if count == 1 else 'voices'}"


def to_markdown(summary: Summary) -> str:
    """Return the summary as Markdown with footnote-free marks that foreign text cannot forge or redefine."""
    body = " ".join(f"{markdown(s.text)} {marks(s, '&#91;{}&#93;')}" for s in summary.sentences)
    parts = [body, "", f"## Sources ({voices(summary)})", ""]
    parts += [
        f"{source.number}. {markdown(heading(source))}{markdown(note(source, summary.sources))}"
        for source in summary.sources
    ]
    if summary.unused:
        parts += ["", "## Not used", ""]
        parts += [f"- {markdown(heading(article))}: {markdown(article.reason)}" for article in summary.unused]
    return "\n".join(parts) + "\n"


def markdown(text: str) -> str:
    """Escape whatever would open a construct in Markdown."""
    return LINE_HEAD.sub(r"\1\\\2", MARKUP.sub(r"\\\1", line(text)))


def to_dict(summary: Summary) -> dict[str, Any]:
    """Return the summary as plain data, the same that `to_json` writes; characters that JSON must escape are kept."""
    return {"summary": summary.text, **asdict(summary)}


def to_json(summary: Summary) -> str:
    r"""Return the summary as JSON; control characters, lone surrogates and bidi controls stand as \\u escapes."""
    text = json.dumps(to_dict(summary), ensure_ascii=False, indent=2, allow_nan=False)
    return UNSAFE.sub(lambda found: json.dumps(found.group())[1:-1], text) + "\n"


def to_html(summary: Summary) -> str:
    """Return the summary as a plain HTML fragment: a paragraph with marks that link to a list of sources."""
    body = " ".join(f"{escape(s.text)} <sup>{marks(s)}</sup>" for s in summary.sentences)
    items = [f"<li>{escape(heading(s) + note(s, summary.sources))}</li>" for s in summary.sources]
    unused = [f"<li>{escape(f'{heading(article)}: {article.reason}')}</li>" for article in summary.unused]
    left = f"<p>Not used</p>\n<ul>{''.join(unused)}</ul>\n" if unused else ""
    return (
        f'<article class="summarize">\n<p>{body}</p>\n<p>Sources ({voices(summary)})</p>\n<ol>{"".join(items)}</ol>\n'
        f"{left}</article>\n"
    )


def escape(text: str) -> str:
    """Escape a text for HTML content and attributes."""
    return html.escape(line(text), quote=True)


RENDERERS: dict[str, Callable[[Summary], str]] = {
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
