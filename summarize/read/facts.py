"""What is known about an article beside its text, brought into one shape whatever format it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from summarize.records import Document

LONGEST_FACT = 1000  # code points; a longer title or address is none
ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[Tt _]?(\d{2}):?(\d{2}))?(?!\d{3})")
YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b(?:[ T]+(\d{2}):(\d{2}))?")
MONTH_FIRST = re.compile(r"\b([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\.? ([A-Za-z]{3,9})\.?,? (\d{4})\b")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
EPOCH = re.compile(r"\d{9,10}(?:\.\d{1,9})?|\d{13}")  # seconds or milliseconds since 1970
# the usual names of fields, the surer first; letters only, in lower case
FIELDS = {
    "title": ("title", "headline", "webtitle", "articletitle", "heading", "subject", "name"),
    "date": (
        *("date", "datepublished", "publishedat", "published", "publisheddate", "publisheddatetime", "publicationdate"),
        *("publishdate", "datepublish", "pubdate", "webpublicationdate", "publishedtime", "issued", "postdate"),
        *("datetime", "timestamp", "datecreated", "createdat", "created", "modified", "updated", "updatedat"),
    ),
    "url": (
        *("url", "link", "canonicalurl", "canonical", "permalink", "weburl", "articleurl", "sourceurl", "href"),
        *("mainentityofpage", "externalurl"),
    ),
    "author": ("author", "authors", "byline", "creator", "writer"),
    "outlet": (
        *("outlet", "source", "publisher", "publication", "sitename", "site", "newspaper", "sourcename", "provider"),
        *("website", "sourcedomain", "domain"),
    ),
}
INNER = ("rendered", "main", "name", "title", "value", "text", "href", "url", "@id", "id", "original")  # in an object
DEEPEST = 3  # objects and lists inside a value
MOST_PEOPLE = 50
PLACEHOLDERS = frozenset({"", "none", "null", "nan", "n/a", "unknown", "untitled", "[no title]"})


def article(
    text: str,
    name: str,
    *,
    title: object = None,
    date: object = None,
    url: object = None,
    author: object = None,
    outlet: object = None,
) -> Document:
    """Return an article with its facts in shape: one line each, a day in ISO 8601, the host where no outlet is told."""
    address, site = one(url), one(outlet)
    if site and "://" in site:
        site = host(site)
    return Document(
        text,
        title=one(title),
        date=day(one(date)),
        url=address,
        name=name,
        author=people(author),
        outlet=site or host(address),
    )


def one(value: object) -> str | None:
    """Return a value, or the first of a list, on one line."""
    return fact(value[0] if isinstance(value, list) and value else value)


def fact(value: object) -> str | None:
    """Return a value on one line; None for what says nothing or goes on for pages."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    line = " ".join(str(value).split())
    return None if line.lower() in PLACEHOLDERS or len(line) > LONGEST_FACT else line


def known(record: Mapping[str, object]) -> dict[str, object]:
    """Return what a record tells under the usual names: title, date, url, author, outlet, for `article`."""
    told = {plainest(key): plain(value) for key, value in record.items()}
    return {
        name: next((told[key] for key in keys if told.get(key) not in (None, "", [])), None)
        for name, keys in FIELDS.items()
    }


def plainest(key: str) -> str:
    """Return the name of a field in lower case without signs: publishedAt, published_at and Published at are one."""
    return "".join(filter(str.isalnum, key.lower()))


def plain(value: object, depth: int = 0) -> object:
    """Return the text in a value that is an object, as `{"name": ...}` or `{"rendered": ...}`, or a list of such."""
    if depth == DEEPEST:
        return None
    if isinstance(value, Mapping):
        return next((plain(value[key], depth + 1) for key in INNER if value.get(key)), None)
    if isinstance(value, list):
        return [plain(one, depth + 1) for one in value[:MOST_PEOPLE]]
    return value


def people(value: object) -> str | None:
    """Return one name, or several with commas between, each once."""
    if not isinstance(value, list | tuple):
        return fact(value)
    return fact(", ".join(dict.fromkeys(name for name in map(fact, value) if name)))


def host(address: str | None) -> str | None:
    """Return the host of a web address without `www.`; None for any other address.

    >>> host("https://www.example.org/2020/03/04/story")
    'example.org'
    """
    try:
        parts = urlsplit(address or "")
        name = parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:  # brackets that are no address of version 6
        return None
    return name.removeprefix("www.") if name else None


def day(value: object) -> str | None:
    """Return a date as "2020-03-04" or "2020-03-04T09:30", the clock as written; None for what is no date for sure.

    Read are ISO 8601, mail and feed dates, seconds since 1970, `D:20200304093000` of a PDF, and English months. What
    could be the third of April or the fourth of March is neither.

    >>> day("Wed, 04 Mar 2020 09:30:00 GMT"), day("March 4, 2020"), day("03/04/2020")
    ('2020-03-04T09:30', '2020-03-04', None)
    """
    written = fact(value)
    if written is None:
        return None
    written = written.removeprefix("D:")
    if EPOCH.fullmatch(written):
        return since_1970(float(written))
    if found := ISO.match(written) or YEAR_FIRST.match(written):
        return stamp(found.groups())
    if found := MONTH_FIRST.search(written):
        return stamp((found[3], month(found[1]), found[2], None, None))
    try:
        told = parsedate_to_datetime(written)
        return stamp((told.year, told.month, told.day, told.hour, told.minute))
    except (ValueError, TypeError, IndexError, OverflowError):
        found = DAY_FIRST.search(written)
    return stamp((found[3], month(found[2]), found[1], None, None)) if found else None


def since_1970(count: float) -> str | None:
    """Return the time, in UTC, of so many seconds, or milliseconds, since 1970."""
    told = datetime.fromtimestamp(count / 1000 if count > 1e11 else count, UTC)
    return told.replace(tzinfo=None).isoformat(timespec="minutes")


def month(name: str) -> int:
    """Return the number of an English month; 0 for no month."""
    return MONTHS.index(name[:3].lower()) + 1 if name[:3].lower() in MONTHS else 0


def stamp(parts: Iterable[str | int | None]) -> str | None:
    """Return year, month, day, hour and minute in ISO 8601, the time left out where not told; None if there is none."""
    year, number, date, hour, minute = (None if part is None else int(part) for part in parts)
    try:
        told = datetime(year or 0, number or 0, date or 0, hour or 0, minute or 0)
    except ValueError:
        return None
    return told.isoformat(timespec="minutes") if hour is not None else told.date().isoformat()


def numbered(name: str, *places: int) -> str:
    """Name an article among those of a file: its place, from 1, behind a #.

    >>> numbered("export.jsonl", 3)
    'export.jsonl#3'
    """
    return f"{name}#{'.'.join(map(str, places))}"
