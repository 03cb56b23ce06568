"""Records: JSON, JSON Lines and tables hold articles under the usual names of fields, one or many to a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from summarize.errors import OwnSummaryError, ReadError, shown_name
from summarize.read import facts, plain, web_page
from summarize.read.decode import Decoded
from summarize.read.facts import numbered
from summarize.records import Document, Reading

TEXTS = (  # letters only, in lower case; the surer first
    *("text", "articlebody", "fulltext", "articletext", "bodytext", "maintext", "cleanedtext", "plaintext"),
    *("body", "content", "contenttext", "contenthtml", "contentencoded", "article", "story", "document", "passage"),
    "context",
)
TEASERS = ("description", "summary", "abstract", "leadparagraph", "excerpt", "snippet")  # where there is nothing else
HOLDERS = (  # fields whose list holds the records
    *("articles", "documents", "docs", "items", "entries", "posts", "stories", "results", "records", "rows", "data"),
    *("news", "hits", "response", "feed", "graph", "passages", "sources"),
)
WRAPPERS = ("fields", "attributes", "_source", "source", "article", "metadata", "meta")  # objects inside a record
DEEPEST = 6  # lists and objects around an article
NAMED = 3  # records that are told one by one
DELIMITERS = ",;\t|"
LONGEST_CELL = 50_000_000
SUMMARY = {"summary", "sentences", "sources", "unused", "settings"}  # keys of what this program writes


class Row(NamedTuple):
    """A record, and its place in the file: (3,) is the third, (3, 2) the second in the third."""

    places: tuple[int, ...]
    value: Any


def read_json(data: bytes, name: str) -> Reading:
    """Read a JSON file: an article, a list of them, or an object that holds such a list."""
    decoded = plain.text_of(data, name)
    try:
        value = json.loads(decoded.text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":  # JSON Lines under another name
            return read_lines(data, name)
        raise ReadError(
            f"{shown_name(name)}: is no valid JSON ({error.msg}, line {error.lineno}); leave it out"
        ) from error
    return gathered(walk(value, ()), decoded, name, [])


def read_lines(data: bytes, name: str) -> Reading:
    """Read JSON Lines: an article a line, or a list of them; the number of an article is that of its line."""
    decoded = plain.text_of(data, name)
    rows: list[Row] = []
    broken: list[str] = []
    for number, line in enumerate(decoded.text.split("\n"), start=1):
        try:
            if line.strip():
                rows += walk(json.loads(line), (number,))
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "too deep, or a number too long"
            broken.append(f"{shown_name(name)}, line {number}: is no valid JSON ({reason}), left out")
    return gathered(rows, decoded, name, broken)


def read_table(data: bytes, name: str) -> Reading:
    """Read a table whose first row names its columns; the number of an article is that of its row below it."""
    decoded = plain.text_of(data, name)
    if csv.field_size_limit() < LONGEST_CELL:  # one for the process, 131,072 at first; never lowered
        csv.field_size_limit(LONGEST_CELL)
    head = decoded.text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=head.count)
    table = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=delimiter)
    columns = next((row for row in table if row), [])
    if not any(facts.plainest(column) in (*TEXTS, *TEASERS) for column in columns):
        shown = ", ".join(columns)[:80]
        raise ReadError(
            f"{shown_name(name)}: has no column text, body or content (it has: {shown_name(shown)}); name one so"
        )
    rows = [Row((number,), dict(zip(columns, row, strict=False))) for number, row in enumerate(table, start=1) if row]
    return gathered(rows, decoded, name, [])


def walk(value: Any, places: tuple[int, ...], depth: int = 0) -> Iterator[Row]:
    """Yield the records of a value, whatever lists and objects are around them."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for number, one in enumerate(value, start=1):
            yield from walk(one, (*places, number), depth + 1)
    elif isinstance(value, dict):
        inner = held(value)
        if inner is None:
            yield Row(places, value)
        else:
            yield from walk(inner, places, depth + 1)
    else:
        yield Row(places, value)


def held(record: Mapping[str, Any]) -> Any:
    """Return the list or object that holds the articles of a record; None for an article itself."""
    if is_summary(record) or text_in(record, TEXTS):
        return None
    told = {facts.plainest(key): value for key, value in record.items()}
    return next((told[key] for key in HOLDERS if isinstance(told.get(key), list | dict) and told[key]), None)


def is_summary(value: Any) -> bool:
    """Whether a value is a summary as this program writes it."""
    return isinstance(value, dict) and value.keys() >= SUMMARY


def gathered(rows: Iterable[Row], decoded: Decoded, name: str, broken: list[str]) -> Reading:
    """Make articles of records; those without a text are told."""
    documents: list[Document] = []
    empty: list[str] = []
    summaries = 0
    for places, value in rows:
        label = numbered(name, *places) if places else name
        found = list(articles(value, label))
        documents += found
        if is_summary(value):
            summaries += 1
        elif not found:
            empty.append(f"{shown_name(label)}: has no text, left out")
    if summaries and not documents:
        raise OwnSummaryError(f"{shown_name(name)}: {plain.LEFT_OUT}")
    if summaries:
        broken = [
            *broken,
            f"{shown_name(name)}: {summaries} of its records are summaries written by this program, left out",
        ]
    if not documents:
        none = f"{shown_name(name)}: holds no articles: no field text, body or content; leave it out"
        raise ReadError(broken[0] if broken else none)
    more = [f"{shown_name(name)}: and {len(empty) - NAMED} more without a text"] if len(empty) > NAMED else []
    warnings = (*plain.remarks(decoded, name), *broken, *empty[:NAMED], *more)
    return Reading(tuple(documents), warnings, (decoded.encoding,) * len(documents))


def articles(value: Any, name: str) -> Iterator[Document]:
    """Yield the article that a record is, or several where its text holds a cluster."""
    record = value if isinstance(value, dict) else {"text": value}
    if is_summary(record):
        return
    told = {}
    for key in WRAPPERS:
        if isinstance(record.get(key), dict):
            told.update(record[key])
    told.update({key: one for key, one in record.items() if one not in (None, "") and not key.startswith("_")})
    known = facts.known(told)
    texts = [text for text in plain.articles(text_in(record, (*TEXTS, *TEASERS))) if text.strip()]
    for number, text in enumerate(texts, start=1):
        label = name if len(texts) == 1 else f"{name}.{number}" if "#" in name else numbered(name, number)
        yield facts.article(text, label, **(known if len(texts) == 1 else {}))


def text_in(record: Mapping[str, Any], fields: Iterable[str]) -> str:
    """Return the article text of a record under one of these names, of HTML its prose; empty when there is none."""
    inner = (record[key] for key in WRAPPERS if isinstance(record.get(key), dict))
    for one in (record, *inner):
        told = {facts.plainest(key): value for key, value in one.items()}
        for key in fields:
            if text := as_text(told.get(key)):
                return web_page.prose(text) if web_page.is_markup(text) else text
    return ""


def as_text(value: Any) -> str:
    """Return a field's text: a text, paragraphs in a list, or what an object says under a usual name."""
    if isinstance(value, str):
        return value if value.strip() else ""
    if isinstance(value, list):
        return "\n\n".join(value) if all(isinstance(one, str) for one in value) else ""
    if isinstance(value, dict):
        inner = (value.get(key) for key in ("rendered", "plain", "text", "value", "#text", "html"))
        return next((one for one in inner if isinstance(one, str) and one.strip()), "")
    return ""
