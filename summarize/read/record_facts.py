"""The facts of an article in a record, such as an object of JSON, found by the usual names of fields.

Takes the record as a mapping; returns title, date, address, author and outlet as found, for `facts.article`.
"""

from __future__ import annotations

from collections.abc import Mapping

# limits by judgement
MAX_NESTING = 3  # objects and lists inside the value of a field
MAX_LIST_VALUES = 50  # of a list in a field, such as its authors; the rest is not looked at

FIELD_NAMES = {  # the usual names of each fact, the surest first, as `field_key` writes them
    "title": (
        *("title", "headline", "webtitle", "articletitle", "heading", "subject", "name", "titel", "überschrift"),
        *("schlagzeile", "titre", "título", "titulo", "titular", "titolo", "kop", "tytuł", "заголовок", "标题"),
        *("タイトル", "العنوان", "제목", "başlık"),
    ),
    "date": (
        *("date", "datepublished", "publishedat", "published", "publisheddate", "publisheddatetime", "publicationdate"),
        *("publishdate", "datepublish", "pubdate", "webpublicationdate", "publishedtime", "issued", "postdate"),
        *("datetime", "timestamp", "datecreated", "createdat", "created", "modified", "updated", "updatedat"),
        *("datum", "erscheinungsdatum", "fecha", "data", "дата", "日期", "日付", "التاريخ", "날짜", "tarih"),
    ),
    "url": (
        *("url", "link", "canonicalurl", "canonical", "permalink", "weburl", "articleurl", "sourceurl", "href"),
        *("mainentityofpage", "externalurl"),
    ),
    "author": ("author", "authors", "byline", "creator", "writer", "autor", "auteur", "autore", "автор", "作者"),
    "outlet": (
        *("outlet", "source", "publisher", "publication", "sitename", "site", "newspaper", "sourcename", "provider"),
        *("website", "sourcedomain", "domain", "quelle", "zeitung", "fuente", "fonte", "источник", "来源"),
    ),
}
# where an object that is the value of a field has its text, the surest first
INNER_FIELDS = ("rendered", "main", "name", "title", "value", "text", "href", "url", "@id", "id", "original")


def usual_facts(record: Mapping[str, object]) -> dict[str, object]:
    """Return the title, date, url, author and outlet of a record, found by the usual names of fields; None if missing.

    The values are as found; `article` brings them into form: `facts.article(text, name, **usual_facts(record))`.

    >>> {name: value for name, value in usual_facts({"Headline": "Dam breaks", "publishedAt": "2020"}).items() if value}
    {'title': 'Dam breaks', 'date': '2020'}
    """
    values = {field_key(field): _unwrapped(value) for field, value in record.items()}
    return {
        fact: next((values[key] for key in keys if values.get(key) not in (None, "", [])), None)
        for fact, keys in FIELD_NAMES.items()
    }


def field_key(field: str) -> str:
    """Return the name of a field in lower case, letters and digits only.

    >>> {field_key(field) for field in ("publishedAt", "published_at", "Published at")}
    {'publishedat'}
    """
    return "".join(filter(str.isalnum, field.lower()))


def _unwrapped(value: object, depth: int = 0) -> object:
    """Return the text inside an object such as `{"name": ...}` or `{"rendered": ...}`, or inside a list of such.

    >>> _unwrapped({"rendered": "Dam breaks"}), _unwrapped([{"name": "Jane Doe"}])
    ('Dam breaks', ['Jane Doe'])
    """
    if depth == MAX_NESTING:
        return None
    if isinstance(value, Mapping):
        return next((_unwrapped(value[field], depth + 1) for field in INNER_FIELDS if value.get(field)), None)
    if isinstance(value, list):
        return [_unwrapped(entry, depth + 1) for entry in value[:MAX_LIST_VALUES]]
    return value
