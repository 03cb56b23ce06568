"""Markdown: the prose that a reader of the rendered page would read, as paragraphs, and the front matter above it.

`read` takes the bytes of a file and returns one article; `article` does the same for a text. CommonMark with tables is
parsed by markdown-it-py; front matter is matched line by line, by no YAML loader.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarize.errors import ReadError, shown_name
from summarize.read import facts, plain, superscripts, text_head
from summarize.read.record_facts import usual_facts
from summarize.records import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

MAX_MARKDOWN_CHARACTERS = 1_000_000  # code points; prose of this length takes the parser half a second
MAX_MARKDOWN_MARKS = 100_000  # ends of lines and opening brackets: the parser takes 5 seconds for so many at the worst
MAX_FRONT_LINES = 200  # by judgement; what begins like longer front matter is text
FRONT_START = re.compile(r"---[ \t]*\Z")
FRONT_END = re.compile(r"(?:---|\.\.\.)[ \t]*\Z")
FRONT_LINE = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]{0,10}:(?:[ \t]+(.*))?\Z")
NO_VALUE = ("|", ">", "|-", ">-", "null", "~")  # the value is a block below, or none
FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,60}\](:)?")  # the mark of a note; with a colon, the note
RAISED = re.compile(r"(?<=\S)\^(\d{1,3})\^")  # as some dialects write superscripts
WIKI_LINK = re.compile(r"\[\[(?:[^\]\[|\n]{1,300}\|)?([^\]\[|\n]{1,300})\]\]")
HIGHLIGHT = re.compile(r"==(?=\S)([^=\n]{1,1000})(?<=\S)==")
STRUCK = re.compile(r"~~[^~\n]{1,1000}~~ ?")
TASK = re.compile(r"\A\[[ xX]\] ")
DEFINITION = re.compile(r"^(.+)\n:[ \t]+", re.MULTILINE)
SUPERSCRIPT_TAG = re.compile(r"</?sup\b", re.IGNORECASE)
LINE_BREAK_TAG = re.compile(r"<br[\s/>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MarkdownPage:
    """The prose of a page, with a blank line between paragraphs, and what the page says about itself."""

    text: str
    title: str | None = None
    facts: dict[str, str] = field(default_factory=dict)  # of the front matter, keys in lower case


def read(data: bytes, name: str) -> Reading:
    """Read a Markdown file as one article: its prose as plain paragraphs, as `article` gives them.

    Raises ReadError when there is no prose, or more than `refuse_too_much` lets pass.
    """
    decoded = plain.text_of(data, name)
    plain.refuse_own_summary(decoded.text, name)
    refuse_too_much(decoded.text, name)
    page = article(decoded.text)
    if not page.text:
        raise ReadError(f"{shown_name(name)}: has no text besides headings, code, tables and images; leave it out")
    stated = usual_facts({**page.facts, "title": page.title})
    stated["date"] = stated["date"] or text_head.date_in(page.text)
    stated["outlet"] = stated["outlet"] or text_head.outlet_in(page.text)
    document = facts.article(page.text, name, **stated)
    return Reading((document,), plain.remarks(decoded, name), (decoded.encoding,))


def refuse_too_much(text: str, name: str) -> None:
    """Refuse Markdown that would keep the parser busy: ReadError names the file, the limit and the remedy."""
    marks = text.count("\n") + text.count("\r") - text.count("\r\n") + text.count("[")
    counts = {
        f"{MAX_MARKDOWN_CHARACTERS:,} characters": len(text) > MAX_MARKDOWN_CHARACTERS,
        f"{MAX_MARKDOWN_MARKS:,} lines and brackets": marks > MAX_MARKDOWN_MARKS,
    }
    if limit := next((limit for limit, is_over in counts.items() if is_over), None):
        raise ReadError(f"{shown_name(name)}: is over {limit} of Markdown; save it as plain text (.txt)")


def article(source: str) -> MarkdownPage:
    r"""Return the article in a text of CommonMark with tables.

    Left out are code blocks, tables, images and raw HTML. Links are their text, emphasis is unwrapped, items of lists
    are paragraphs, line breaks stay. The title is that of the front matter, else the first heading of level 1; other
    headings are paragraphs. Takes time linear in the length, since the parser bounds its nesting.

    >>> article("# The dam\n\nIt *broke* on [Monday](a.html).\n\n    code").text
    'It broke on Monday.'
    """
    from markdown_it import MarkdownIt

    stated, body = front_matter(source)
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    paragraphs: list[str] = []
    heading: str | None = None
    in_table = False
    for previous, token in zip([None, *tokens], tokens, strict=False):
        if token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
        if token.type != "inline" or in_table:
            continue
        text = inline_text(token.children or ())
        if heading is None and previous is not None and (previous.type, previous.tag) == ("heading_open", "h1"):
            heading = text
        elif text:
            paragraphs.append(text)
    return MarkdownPage("\n\n".join(paragraphs), stated.get("title") or heading or None, stated)


def inline_text(tokens: Iterable[Token]) -> str:
    """Return the text of a block, with inline code; images and tags are left out, but for tags that break a line."""
    pieces = []
    for token in tokens:
        if token.type in ("text", "text_special", "code_inline"):
            pieces.append(token.content)
        elif token.type in ("softbreak", "hardbreak") or LINE_BREAK_TAG.match(token.content):
            pieces.append("\n")
        elif SUPERSCRIPT_TAG.match(token.content):
            pieces.append(token.content)
    return without_marks("".join(pieces)).strip()


def without_marks(text: str) -> str:
    """Return the text of a block without what common dialects add.

    These are notes, struck words, boxes of tasks, ^2^, [[links]] and ==marks==. A block that is a note has no text.
    """
    if (note := FOOTNOTE.match(text)) and note[1]:
        return ""
    text = STRUCK.sub("", FOOTNOTE.sub("", TASK.sub("", text)))
    text = HIGHLIGHT.sub(r"\1", WIKI_LINK.sub(r"\1", text))
    text = RAISED.sub(r"<sup>\1</sup>", text)
    return DEFINITION.sub(r"\1: ", superscripts.without_superscripts(text))


def front_matter(source: str) -> tuple[dict[str, str], str]:
    """Return the facts between `---` and `---` at the top, as `title: ...`, and the text below; ({}, source) for none.

    Keys are in lower case, and the first of a name counts. Between the marks, the first line that is neither blank nor
    a comment must be a fact.
    """
    lines = source.splitlines(keepends=True)[: MAX_FRONT_LINES + 1]
    inside = [line.rstrip("\r\n") for line in lines[1:]]
    end = next((index for index, line in enumerate(inside) if FRONT_END.match(line)), None)
    if end is None or not FRONT_START.match(lines[0].rstrip("\r\n")):
        return {}, source
    filled = [line for line in inside[:end] if line.strip() and not line.startswith("#")]
    if filled and not FRONT_LINE.match(filled[0]):
        return {}, source
    stated: dict[str, str] = {}
    for match in map(FRONT_LINE.match, filled):
        if match and (value := plain_value(match[2] or "")):
            stated.setdefault(match[1].lower(), value)
    return stated, source[sum(map(len, lines[: end + 2])) :]


def plain_value(value: str) -> str:
    """Return a value without its quotation marks, a list without its brackets; "" for a mark that stands for none.

    >>> plain_value('"Dam breaks"'), plain_value("[Jane Doe, John Roe]"), plain_value("~")
    ('Dam breaks', 'Jane Doe, John Roe', '')
    """
    value = value.strip()
    if value[:1] == "[" and value[-1:] == "]":
        return ", ".join(filter(None, map(plain_value, value[1:-1].split(","))))
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1].strip()
    return "" if value in NO_VALUE else value
