"""JSON: each record with a text is an article, with its facts under the usual names of fields; `table` shares this.

The records of a JSON file are found inside whatever lists and objects are around them. Articles are named by their
place in the file, as `export.jsonl#3`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from summarize.errors import OwnSummaryError, ReadError, shown_name
from summarize.read import facts, markup, plain
from summarize.read.decode import Decoded
from summarize.read.facts import numbered_name
from summarize.read.record_facts import field_key, usual_facts
from summarize.records import Document, Reading

# limits by judgement
MAX_NESTING = 6  # lists and objects around an article
MAX_EMPTY_NAMED = 3  # records without a text that are named one by one

# names of fields as `field_key` writes them, the surest first
TEXT_FIELDS = (
    *("text", "articlebody", "fulltext", "articletext", "bodytext", "maintext", "cleanedtext", "plaintext"),
    *("body", "content", "contenttext", "contenthtml", "contentencoded", "article", "story", "document", "passage"),
    *("context", "selftext"),
    # in German, French, Spanish, Portuguese, Italian, Dutch, Polish, Russian, Chinese, Japanese
    *("artikeltext", "volltext", "inhalt", "texte", "contenu", "corps", "texto", "contenido", "cuerpo", "conteúdo"),
    *("conteudo", "testo", "contenuto", "corpo", "tekst", "inhoud", "treść", "текст", "содержание", "正文", "内容"),
    *("本文", "النص", "المحتوى", "본문", "내용", "metin", "içerik"),
)
TEASER_FIELDS = ("description", "summary", "abstract", "leadparagraph", "excerpt", "snippet")  # in place of a text
LIST_FIELDS = (  # fields whose list or object holds the records
    *("articles", "documents", "docs", "items", "entries", "posts", "stories", "results", "records", "rows", "data"),
    *("news", "hits", "response", "feed", "graph", "passages", "sources", "children", "ordereditems"),
)
# names of fields as they stand
WRAPPER_FIELDS = ("fields", "attributes", "_source", "source", "article", "object", "metadata", "meta")  # objects in it
INNER_TEXT_FIELDS = (
    "rendered",
    "plain",
    "text",
    "value",
    "#text",
    "html",
    "paragraphs",
    "blocks",
)  # of an object instead of a text
SUMMARY_FIELDS = {"summary", "sentences", "sources", "unused", "settings"}  # of a summary that this program wrote
TITLE_FIELDS = {"title", "headline"}  # an object with one is an article, no paragraph
NOT_BLANK = re.compile(r"\S")


class Record(NamedTuple):
    """A record and its place in the file, from 1: (3,) is the third, (3, 2) the second inside the third."""

    places: tuple[int, ...]
    value: Any


def read_json(data: bytes, name: str) -> Reading:
    """Read a JSON file: an article, a list of them, or an object that holds such a list.

    JSON Lines under the suffix of JSON are read as such, and so are objects one behind another. Raises ReadError when
    it is not JSON or holds no article.
    """
    decoded = plain.text_of(data, name)
    try:
        values = _values(decoded.text)
    except json.JSONDecodeError as error:
        raise ReadError(
            f"{shown_name(name)}: is not valid JSON ({error.msg}, line {error.lineno}); leave it out"
        ) from error
    if not values:
        return read_lines(data, name)
    if len(values) == 1:
        return reading_of(_records_in(values[0], ()), decoded, name, [])
    records = (record for number, value in enumerate(values, start=1) for record in _records_in(value, (number,)))
    return reading_of(records, decoded, name, [])


def _values(text: str) -> list[Any]:
    """Return the values of JSON, one or several behind one another; [] where the first is a line, as in JSON Lines.

    Raises JSONDecodeError where one is not JSON.
    """
    try:
        return [json.loads(text)]
    except json.JSONDecodeError as error:
        if error.msg != "Extra data":
            raise
        first = text[: error.pos]
    if "\n" in first[len(first.rstrip()) :] and "\n" not in first.strip():
        return []
    decoder, values, start = json.JSONDecoder(), list[Any](), 0
    while following := NOT_BLANK.search(text, start):
        value, start = decoder.raw_decode(text, following.start())
        values.append(value)
    return values


def read_lines(data: bytes, name: str) -> Reading:
    """Read JSON Lines: an article a line, or a list of them; the number of an article is that of its line.

    A line that is not JSON is named in a warning and skipped. Raises ReadError when no line holds an article.
    """
    decoded = plain.text_of(data, name)
    records: list[Record] = []
    broken: list[str] = []
    for number, line in enumerate(decoded.text.split("\n"), start=1):
        try:
            if line.strip():
                records += _records_in(json.loads(line), (number,))
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "too deep, or a number too long"
            broken.append(f"{shown_name(name)}, line {number}: is not valid JSON ({reason}), left out")
    return reading_of(records, decoded, name, broken)


def _records_in(value: Any, places: tuple[int, ...], depth: int = 0) -> Iterator[Record]:
    """Yield the records of a value, whatever lists and objects are around them."""
    if depth > MAX_NESTING:
        return
    if isinstance(value, list):
        for number, entry in enumerate(value, start=1):
            yield from _records_in(entry, (*places, number), depth + 1)
    elif isinstance(value, dict) and (rows := _rows_of_columns(value)):
        yield from _records_in(rows, places, depth + 1)
    elif isinstance(value, dict) and (inner := _list_in(value)) is not None:
        yield from _records_in(inner, places, depth + 1)
    else:
        yield Record(places, value)


def _rows_of_columns(value: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the records of a table that is written column by column, as pandas does; [] for anything else.

    >>> _rows_of_columns({"title": {"0": "A", "1": "B"}, "text": {"0": "It broke.", "1": "It rained."}})[1]
    {'title': 'B', 'text': 'It rained.'}
    """
    columns = list(value.values())
    if not all(isinstance(column, dict) and column and column.keys() == columns[0].keys() for column in columns):
        return []
    if not any(field_key(name) in TEXT_FIELDS and all(map(str.isdigit, value[name])) for name in value):
        return []
    return [{name: value[name][row] for name in value} for row in columns[0]]


def _list_in(record: Mapping[str, Any]) -> Any:
    """Return the list or object in a record that holds the articles; None when the record is an article itself."""
    if _is_summary(record) or _article_text(record, TEXT_FIELDS):
        return None
    values = {field_key(field): value for field, value in record.items()}
    return next((values[key] for key in LIST_FIELDS if isinstance(values.get(key), list | dict) and values[key]), None)


def _is_summary(value: Any) -> bool:
    """Whether a value is a summary as this program writes it."""
    return isinstance(value, dict) and value.keys() >= SUMMARY_FIELDS


def reading_of(records: Iterable[Record], decoded: Decoded, name: str, broken: list[str]) -> Reading:
    """Make articles of records. Those without a text are named after the lines of `broken`."""
    documents: list[Document] = []
    empty: list[str] = []
    summaries = 0
    for places, value in records:
        label = numbered_name(name, *places) if places else name
        articles = list(_articles_of(value, label))
        documents += articles
        if _is_summary(value):
            summaries += 1
        elif not articles:
            empty.append(f"{shown_name(label)}: has no text, left out")
    if not documents:
        raise _no_article_error(name, broken, summaries)
    if summaries:
        left_out = f"{summaries} of its records are summaries written by this program, left out"
        broken = [*broken, f"{shown_name(name)}: {left_out}"]
    unnamed = len(empty) - MAX_EMPTY_NAMED
    more = [f"{shown_name(name)}: and {unnamed} more without a text"] if unnamed > 0 else []
    warnings = (*plain.remarks(decoded, name), *broken, *empty[:MAX_EMPTY_NAMED], *more)
    return Reading(tuple(documents), warnings, (decoded.encoding,) * len(documents))


def _no_article_error(name: str, broken: list[str], summaries: int) -> ReadError:
    """Return the error for a file without an article: it holds summaries, broken lines, or other records."""
    if summaries:
        return OwnSummaryError(f"{shown_name(name)}: {plain.OWN_SUMMARY}")
    no_field = f"{shown_name(name)}: holds no articles: no field text, body or content; leave it out"
    return ReadError(broken[0] if broken else no_field)


def _articles_of(value: Any, name: str) -> Iterator[Document]:
    """Yield the article that a record is, or several, without facts, where its text is a cluster of them."""
    record = value if isinstance(value, dict) else {"text": value}
    if _is_summary(record):
        return
    fields: dict[str, Any] = {}
    for wrapper in WRAPPER_FIELDS:
        if isinstance(record.get(wrapper), dict):
            fields.update(record[wrapper])
    fields.update({key: entry for key, entry in record.items() if entry not in (None, "") and not key.startswith("_")})
    cluster = plain.split_cluster(_article_text(record, (*TEXT_FIELDS, *TEASER_FIELDS)))
    texts = [text for text in cluster if text.strip()]
    if len(texts) == 1:
        yield facts.article(texts[0], name, **usual_facts(fields))
        return
    for number, text in enumerate(texts, start=1):
        yield facts.article(text, f"{name}.{number}" if "#" in name else numbered_name(name, number))


def _article_text(record: Mapping[str, Any], keys: Iterable[str]) -> str:
    """Return the text of a record under the first of these names, of HTML its prose; empty when there is none."""
    inner = (record[wrapper] for wrapper in WRAPPER_FIELDS if isinstance(record.get(wrapper), dict))
    for holder in (record, *inner):
        values = {field_key(field): value for field, value in holder.items() if not field.startswith("@")}
        for key in keys:
            if text := _field_text(values.get(key)):
                return facts.whole_text(markup.prose(text) if markup.is_markup(text) else text)
    return ""


def _is_paragraph(value: Any) -> bool:
    """Whether an entry of a list is a paragraph, not an article: an object without a title."""
    return isinstance(value, dict) and TITLE_FIELDS.isdisjoint(map(field_key, value))


def _field_text(value: Any, depth: int = 0) -> str:
    r"""Return the text of a field: a text, an object with a text, or a list of such; empty for anything else.

    >>> _field_text(["It rained.", "The dam broke."]), _field_text({"text": "It rained."}), _field_text(7)
    ('It rained.\n\nThe dam broke.', 'It rained.', '')
    """
    if isinstance(value, str):
        return value if value.strip() else ""
    if depth == MAX_NESTING:
        return ""
    if isinstance(value, list) and all(isinstance(part, str) or _is_paragraph(part) for part in value):
        return "\n\n".join(filter(None, (_field_text(part, depth + 1) for part in value)))
    if isinstance(value, dict):
        return next((text for field in INNER_TEXT_FIELDS if (text := _field_text(value.get(field), depth + 1))), "")
    return ""
