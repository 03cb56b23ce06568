"""Markdown to plain paragraphs: the prose that a reader of the page would read, and the facts above it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarize.errors import ReadError, shown_name
from summarize.read import facts, plain
from summarize.records import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

FENCE = re.compile(r"---[ \t]*\Z")
FENCE_END = re.compile(r"(?:---|\.\.\.)[ \t]*\Z")
FRONT_LINES = 200  # front matter longer than this is none
FACT = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]{0,10}:(?:[ \t]+(.*))?\Z")
MOST = 1_000_000  # code points; a page built to keep a parser busy takes it 15 seconds for so many
LINE_TAG = re.compile(r"<br[\s/>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Article:
    """The prose of a page, a paragraph a block with a blank line between, and what it says about itself."""

    text: str
    title: str | None = None
    facts: dict[str, str] = field(default_factory=dict)  # of the front matter, keys in lower case


def read(data: bytes, name: str) -> Reading:
    """Read a Markdown file: its text is the prose, as plain paragraphs; see `article`."""
    decoded = plain.text_of(data, name)
    plain.refuse(decoded.text, name)
    if len(decoded.text) > MOST:
        raise ReadError(f"{shown_name(name)}: is over {MOST:,} characters of Markdown; save it as plain text (.txt)")
    found = article(decoded.text)
    if not found.text:
        raise ReadError(f"{shown_name(name)}: has no text besides headings, code, tables and images; leave it out")
    document = facts.article(found.text, name, **facts.known({**found.facts, "title": found.title}))
    return Reading((document,), plain.remarks(decoded, name), (decoded.encoding,))


def article(source: str) -> Article:
    """Turn CommonMark with tables into an article.

    Left out are code blocks, tables, images and raw HTML; links are their text, emphasis is unwrapped, list
    items are paragraphs, line breaks stay. The first heading of level 1 is the title, unless front matter has
    one; the other headings are lines of their own. Linear in the length: the parser bounds its nesting.
    """
    from markdown_it import MarkdownIt

    stated, body = _front_matter(source)
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    paragraphs: list[str] = []
    heading: str | None = None
    in_table = False
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
        if token.type != "inline" or in_table:
            continue
        text = _words(token.children or ())
        if heading is None and before is not None and (before.type, before.tag) == ("heading_open", "h1"):
            heading = text
        elif text:
            paragraphs.append(text)
    return Article("\n\n".join(paragraphs), stated.get("title") or heading or None, stated)


def _words(children: Iterable[Token]) -> str:
    """Join what a block says, code in the line included; images say nothing, tags nothing but line breaks."""
    said = []
    for child in children:
        if child.type in ("text", "text_special", "code_inline"):
            said.append(child.content)
        elif child.type in ("softbreak", "hardbreak") or LINE_TAG.match(child.content):
            said.append("\n")
    return "".join(said).strip()


def _front_matter(source: str) -> tuple[dict[str, str], str]:
    """Split off the facts between `---` and `---` at the top, if the first line there is one: `title: ...`.

    Lines are matched as they stand, by no YAML loader. Keys are in lower case; the first of a name counts.
    """
    lines = source.splitlines(keepends=True)[: FRONT_LINES + 1]
    inside = [line.rstrip("\r\n") for line in lines[1:]]
    end = next((at for at, line in enumerate(inside) if FENCE_END.match(line)), None)
    if end is None or not FENCE.match(lines[0].rstrip("\r\n")):
        return {}, source
    filled = [line for line in inside[:end] if line.strip() and not line.startswith("#")]
    if filled and not FACT.match(filled[0]):
        return {}, source
    stated: dict[str, str] = {}
    for found in map(FACT.match, filled):
        if found and (value := _bare(found[2] or "")):
            stated.setdefault(found[1].lower(), value)
    return stated, source[sum(map(len, lines[: end + 2])) :]


def _bare(value: str) -> str:
    """Take a value out of quotation marks, or a list out of brackets; a mark for a value below, or none, is none."""
    value = value.strip()
    if value[:1] == "[" and value[-1:] == "]":
        return ", ".join(filter(None, map(_bare, value[1:-1].split(","))))
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1].strip()
    return "" if value in ("|", ">", "|-", ">-", "null", "~") else value
