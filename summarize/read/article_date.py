"""Which of the dates in a web page is that of the article, by what the page states about itself.

`of_page` returns the date as it is written where `facts.iso_date` reads that, else as ISO 8601. See `text_head` for
what a text says of itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from summarize.read.facts import iso_date
from summarize.read.markup import is_telling
from summarize.read.text_head import day_in_words, stated_on
from summarize.text.languages import load_language

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Limits, by judgement
MAX_NODES = 2000  # objects in the linked data of a page
MAX_PARTS = 10  # elements inside one that shows a date
MAX_TIMES = 200  # elements of a page that hold a time

PUBLISHED_NAMES = (  # of a meta element, as `field_key`-like lower case, the surest first
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished", "publishdate"),
    *("publish-date", "publish_date", "published_time", "publication_date", "publicationdate", "parsely-pub-date"),
    *("sailthru.date", "cxenseparse:recs:publishtime", "dcterms.issued", "dc.date.issued", "dcterms.created"),
    *("dc.date.created", "dc.date", "dcterms.date", "citation_publication_date", "article.published", "pubdate"),
    *("datecreated", "date", "created", "timestamp"),
)
MODIFIED_NAMES = (
    *("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified"),
    *("lastmod", "last-modified", "modified", "revised"),
)
ARTICLE_TYPE = re.compile(r"Article|Posting|Report|Review|WebPage|CreativeWork", re.IGNORECASE)
RELATED_NAME = re.compile(
    r"relat|recomm|more-|read-?(?:more|next|also)|most-|popular|trending|teaser|sidebar|promo|latest|archive|recirc|"
    r"comment|footer|card|newsletter|widget|further|siehe-auch|(?:^|[\s_-])list",
    re.IGNORECASE,
)
DATE_NAME = re.compile(
    r"(?:^|[\s_-])(?:date|dateline|datum|fecha|data|pub(?:lish|lished)?-?(?:date|time|on)?|time(?:stamp)?|posted(?:-on)?)"
    r"(?:$|[\s_-])|publi(?:shed|cation)|pubdate|datePublished|entry-date|post-date|article-date|"
    r"(?:^|[\s_-])(?:meta|byline|autor)(?:$|[\s_-])",
    re.IGNORECASE,
)
MODIFIED_NAME = re.compile(r"modif|updat|revis|aktualis|actualiz|mise-a-jour", re.IGNORECASE)
MONTHS = 12
DATE_LABEL = re.compile("publi|updat|modif|posted", re.IGNORECASE)
SHORT_DATE = re.compile(r"\b(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b")
LANGUAGE = re.compile(r"([a-z]{2})(?:[-_]([a-z]{2}))?\b", re.IGNORECASE)  # with its country
ADDRESS_DATE = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/-])", re.IGNORECASE)
PART_END = re.compile(r" ?[|·•] ?")
ABOVE_TAGS = ("p", "div", "span", "small", "font", "i", "em", "b", "strong", "h4", "h5", "h6", "ul", "header", "td")
MAX_SHOWN_DATE = 100  # characters of an element that shows a date


def day_read(written: str) -> str | None:
    """Return a date as ISO 8601, its month in any of the known languages; None where it is not sure.

    >>> day_read("4 februari 2025 om 09.15 uur"), day_read("03/04/2020")
    ('2025-02-04', None)
    """
    return iso_date(written) or day_in_words(written)


def of_page(tree: HtmlElement, address: str | None, read: Callable[[str], str | None] = day_read) -> str | None:
    """Return the date of publication that a page states, else of its last change; None where it has none.

    In this order: linked data, meta elements, times and dates outside lists of other stories, the address, what stands
    above the text. See `with_order` for dates in numbers.
    address: of the page, if known. read: what a date as written is taken for; the first that it takes counts.
    """
    linked = list(linked_data(tree))
    metas = dict(meta_values(tree))
    order = number_order(tree)
    candidates: Iterator[Iterable[str | None]] = iter(
        (
            stated_in(linked, "datePublished"),
            (metas.get(name) for name in PUBLISHED_NAMES),
            shown_dates(tree),
            [address_date(address)],
            dates_above_text(tree),
            stated_in(linked, "dateCreated"),
            stated_in(linked, "dateModified"),
            (metas.get(name) for name in MODIFIED_NAMES),
            shown_dates(tree, modified=True),
        )
    )
    for group in candidates:
        for written in group:
            if written and (day := read(date := with_order(written, order))):
                return date if iso_date(date) else day
    return None


def linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects of a page's linked data that may be its article, those called so first."""
    found: list[dict[str, Any]] = []
    for script in islice(tree.iter("script"), MAX_TIMES):
        if (script.get("type") or "").lower() == "application/ld+json":
            try:
                found += islice(objects(json.loads(script.text_content().strip().rstrip(";"))), MAX_NODES)
            except (ValueError, RecursionError):
                continue
    return iter(sorted(found, key=lambda entry: "Article" not in str(entry.get("@type")))[:MAX_NODES])


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of linked data at the top and in its graph, not those that are parts of others."""
    stack = [value]
    while stack:
        entry = stack.pop()
        if isinstance(entry, list):
            stack += reversed(entry)
        elif isinstance(entry, dict):
            if ARTICLE_TYPE.search(str(entry.get("@type", ""))[:200]):
                yield entry
            stack += [entry[key] for key in ("@graph", "mainEntity") if isinstance(entry.get(key), list | dict)]


def stated_in(linked: Iterable[dict[str, Any]], key: str) -> Iterator[str]:
    """Yield the values under a key of linked data that are texts."""
    return (entry[key] for entry in linked if isinstance(entry.get(key), str))


def meta_values(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield the names, in lower case, and values of a page's meta elements; of one name the first counts."""
    for element in reversed(list(islice(tree.iter("meta"), MAX_NODES))):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name and element.get("content"):
            yield name.lower(), element.get("content")


def number_order(tree: HtmlElement) -> str:
    """Return "month" for a page in American English, "day" for one in a language with the day first, else ""."""
    stated = [
        tree.get("lang") or "",
        *(value for name, value in meta_values(tree) if name in ("og:locale", "language")),
    ]
    languages = [(match[1].lower(), (match[2] or "").lower()) for match in map(LANGUAGE.match, stated) if match]
    if ("en", "us") in languages:
        return "month"
    return "day" if languages and all(load_language(code).day_first for code, _ in languages) else ""


def with_order(written: str, order: str) -> str:
    """Return a date in numbers as year, month, day where the page tells which number is the month, see `number_order`.

    >>> with_order("03/04/2020", "month"), with_order("03/04/2020", "day"), with_order("03/04/2020", "")
    ('2020-03-04', '2020-04-03', '03/04/2020')
    >>> with_order("12/25/2020", "day")
    '12/25/2020'
    """
    match = SHORT_DATE.search(written)
    if not match or not order or (order == "month" and match[2] != "/"):
        return written
    day, month = (match[3], match[1]) if order == "month" else (match[1], match[3])
    if int(month) > MONTHS:
        return written
    return f"{match[4]}-{int(month):02}-{int(day):02}"


def shown_dates(tree: HtmlElement, *, modified: bool = False) -> Iterator[str]:
    """Yield what the elements of a page that show a date say, outside links and lists of other stories.

    Those marked as the date of publication come first, then times, then elements that are named after a date.
    modified: only those that say that it is the last change.
    """
    times = [element for element in islice(tree.iter("time"), MAX_TIMES) if not is_aside(element)]
    times = [element for element in times if is_modified(element) == modified]
    marked = [element for element in times if element.get("pubdate") is not None or "ublish" in names_of(element)]
    for element in dict.fromkeys([*marked, *times]):
        yield element.get("datetime") or shown_text(element)
    named = (element for element in tree.iter("p", "div", "span", "small", "abbr", "dd") if is_date(element))
    for element in islice(named, MAX_TIMES):
        if is_aside(element):
            continue
        parts = with_labels([part for part in PART_END.split(shown_text(element)) if part])
        if len(parts) > 1:  # Published 3 May 2021 | Updated 4 May 2021
            yield from (part for part in parts if (MODIFIED_NAME.search(part) is not None) == modified)
        elif is_modified(element) == modified:
            yield element.get("content") or "".join(parts)


def dates_above_text(tree: HtmlElement) -> list[str]:
    """Return the dates that short texts between the headline and the first paragraph state, those of changes last.

    They have no name of a date: a line in small type, a line with the outlet and the editor.
    """
    telling = (part for part in tree.iter("p", "div") if is_telling("".join(part.xpath("text()"))))
    first = next(telling, None)
    if first is None:
        return []
    levels = [first, *islice(first.iterancestors(), 1)]
    above = [part for level in levels for part in level.itersiblings(*ABOVE_TAGS, preceding=True)][:MAX_PARTS]
    texts = sorted(map(shown_text, above), key=lambda text: MODIFIED_NAME.search(text) is not None)
    return [date for text in texts if (date := stated_on(text))]


def with_labels(parts: Sequence[str]) -> list[str]:
    """Return parts of a line, each label of a date joined to what follows: Updated | 4 May 2021 is one.

    >>> with_labels(["Published 3 May 2021", "Updated", "4 May 2021", "Ana Ruz"])
    ['Published 3 May 2021', 'Updated 4 May 2021', 'Ana Ruz']
    """
    joined, label = list[str](), ""
    for part in parts:
        label = f"{label} {part}".strip()
        is_label = DATE_LABEL.search(part) is not None and not any(map(str.isdigit, part))
        if not is_label:
            joined.append(label)
            label = ""
    return [*joined, label] if label else joined


def is_date(element: HtmlElement) -> bool:
    """Whether an element is named after a date."""
    return DATE_NAME.search(names_of(element)) is not None


def shown_text(element: HtmlElement) -> str:
    """Return the text of an element that is short, on one line; "" for any other."""
    if len(list(islice(element.iter(), MAX_PARTS + 1))) > MAX_PARTS:
        return ""
    text = " ".join(element.text_content().split())
    return text if len(text) <= MAX_SHOWN_DATE else ""


def names_of(element: HtmlElement) -> str:
    """Return the names that an element has: its class, its id, its property."""
    return " ".join(filter(None, (element.get(name) for name in ("class", "id", "itemprop"))))


def is_modified(element: HtmlElement) -> bool:
    """Whether an element is named after a change, or stands in one that is, or says so."""
    parent = element.getparent()
    around = "" if parent is None else f"{names_of(parent)} {(parent.text or '')[-MAX_SHOWN_DATE:]}"
    return MODIFIED_NAME.search(f"{names_of(element)} {around} {(element.text or '')[:MAX_SHOWN_DATE]}") is not None


def is_aside(element: HtmlElement) -> bool:
    """Whether an element stands in a link, a list, the foot or a part of the page that is named after other stories."""
    for around in element.iterancestors():
        if around.tag in ("a", "aside", "nav", "footer", "li") or (
            around.tag in ("div", "section", "ul", "ol") and RELATED_NAME.search(names_of(around))
        ):
            return True
    return False


def address_date(address: str | None) -> str | None:
    """Return the date in the path of an address, as year, month and day; None where it has none.

    >>> address_date("https://example.org/2020/03/04/dam"), address_date("https://example.org/dam")
    ('2020-03-04', None)
    """
    match = ADDRESS_DATE.search(address or "")
    return (
        f"{match[3]} {match[2]} {match[1]}"
        if match and match[2].isalpha()
        else (f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else None)
    )
