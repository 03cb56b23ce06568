"""CSV: a table with an article a row, in the column of the texts."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from summarize.errors import ReadError, shown_name
from summarize.read import plain
from summarize.read.record_facts import field_key
from summarize.read.structured import TEASER_FIELDS, TEXT_FIELDS, Record, reading_of
from summarize.records import Reading

MAX_CELL_LENGTH = 50_000_000  # code points of a cell of a table
MAX_COLUMNS_SHOWN = 80  # code points of the names of columns in a message
DELIMITERS = ",;\t|"
STATED_DELIMITER = re.compile(r"sep=([,;\t|])", re.IGNORECASE)
SAMPLED_ROWS = 20  # of a table without names of columns, by which the column of the texts is known
MIN_UNNAMED_TEXT = 80  # code points of a cell that is no name of a column


def read(data: bytes, name: str, text_column: str | None = None) -> Reading:
    """Read a table whose first row names its columns; the number of an article is that of its row below these.

    A table without names has its articles in the column of the longest cells. text_column: the column of the texts;
    without it, one of a usual name. Raises ReadError when there is no such column.
    """
    decoded = plain.text_of(data, name)
    if csv.field_size_limit() < MAX_CELL_LENGTH:  # one for the process, 131,072 at first; never lowered
        csv.field_size_limit(MAX_CELL_LENGTH)
    rows = [row for row in table_rows(decoded.text) if row]
    columns = rows[0] if rows else []
    if text_column is None and (unnamed := unnamed_columns(rows[:SAMPLED_ROWS])):
        columns, rows = unnamed, [unnamed, *rows]
    shown = shown_name(", ".join(columns)[:MAX_COLUMNS_SHOWN])
    if text_column is not None:
        if field_key(text_column) not in map(field_key, columns):
            raise ReadError(f"{shown_name(name)}: has no column {shown_name(text_column)} (it has: {shown})")
        columns = [named_text(column, text_column) for column in columns]
    if not any(field_key(column) in (*TEXT_FIELDS, *TEASER_FIELDS) for column in columns):
        wanted = f"has no column text, body or content (it has: {shown})"
        raise ReadError(f"{shown_name(name)}: {wanted}; name the one that holds the texts with --text-column")
    records = [Record((number,), dict(zip(columns, row, strict=False))) for number, row in enumerate(rows[1:], start=1)]
    return reading_of(records, decoded, name, [])


def table_rows(text: str) -> Iterator[list[str]]:
    """Yield the rows of a table; a quotation mark in a cell is doubled, or has a backslash where none is doubled.

    The delimiter is the one that a first line `sep=;` names, as Excel writes it, else the commonest in the first row.
    """
    body = text.lstrip("\r\n")
    head, _, below = body.partition("\n")
    delimiter = max(DELIMITERS, key=head.count)
    if (stated := STATED_DELIMITER.fullmatch(head.rstrip("\r"))) is not None:
        delimiter, body = stated[1], below
    if '\\"' in body and '""' not in body:
        return csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, escapechar="\\", doublequote=False)
    return csv.reader(io.StringIO(body, newline=""), delimiter=delimiter)


def unnamed_columns(rows: list[list[str]]) -> list[str]:
    """Return names for the columns of a table without any: "text" for the longest; [] where the first row has names.

    The first row has none where a cell of it is as long as a paragraph and ends as a sentence does.
    """
    if not rows or not any(len(cell) >= MIN_UNNAMED_TEXT and cell.rstrip()[-1:] in '.!?。”"' for cell in rows[0]):
        return []
    longest = max(range(len(rows[0])), key=lambda at: (sum(len(row[at]) for row in rows if at < len(row)), -at))
    return ["text" if at == longest else f"column {at + 1}" for at in range(len(rows[0]))]


def named_text(column: str, text_column: str) -> str:
    """Return "text" for the column of the texts, and another name for a column that would be taken for it."""
    if field_key(column) == field_key(text_column):
        return "text"
    return "" if field_key(column) == "text" else column
