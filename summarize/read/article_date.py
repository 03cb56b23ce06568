"""Which of the dates in a file is that of the article: what a page states about itself, or a text says at its top.

`of_page` chooses among those of a web page, `of_text` finds the line of a text that says when it was published. Both
return the date as it is written; `facts.iso_date` reads it. The day on which a file was made does not count.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from summarize.read.facts import WITHOUT_YEAR, iso_date, unsettled

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Limits, by judgement
MAX_HEAD_LINES = 10  # lines that are not blank at the top of a text, in which it may say when it was published
MAX_FOOT_LINES = 3  # the same at its end; there the word "published" must stand before the date
HEAD_LENGTH, FOOT_LENGTH = 5000, 1500  # characters in which these lines are sought
MAX_LINE = 120  # characters of such a line; a longer one is a paragraph, of which the head is read
MAX_DATELINE = 60  # characters at the head of a paragraph in which a dateline stands
MAX_PLACE_WORDS = 4  # words before the date of a dateline
MAX_NODES = 2000  # objects in the linked data of a page
MAX_PARTS = 10  # elements inside one that shows a date
MAX_TIMES = 200  # elements of a page that hold a time

# ---------------------------------------------------------------- web pages

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
    r"(?:$|[\s_-])|publi(?:shed|cation)|pubdate|datePublished|entry-date|post-date|article-date",
    re.IGNORECASE,
)
MODIFIED_NAME = re.compile(r"modif|updat|revis|aktualis|actualiz|mise-a-jour", re.IGNORECASE)
SHORT_DATE = re.compile(r"\b(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b")
AMERICAN = re.compile(r"en[-_]us\b", re.IGNORECASE)
ADDRESS_DATE = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/-])", re.IGNORECASE)
MAX_SHOWN_DATE = 60  # characters of an element that shows a date


def of_page(tree: HtmlElement, address: str | None, read: Callable[[str], str | None] = iso_date) -> str | None:
    """Return the date of publication that a page states, else of its last change; None where it has none.

    In this order: linked data, meta elements, times and dates outside lists of other stories, the text of its top, the
    address. A date in numbers has the month first on a page in American English, and is not sure on others.
    address: of the page, if known. read: what a date as written is taken for; the first that it takes counts.
    """
    linked = list(linked_data(tree))
    metas = dict(meta_values(tree))
    american = is_american(tree)
    candidates: Iterator[Iterable[str | None]] = iter(
        (
            stated_in(linked, "datePublished"),
            (metas.get(name) for name in PUBLISHED_NAMES),
            shown_dates(tree),
            [address_date(address)],
            stated_in(linked, "dateCreated"),
            stated_in(linked, "dateModified"),
            (metas.get(name) for name in MODIFIED_NAMES),
            shown_dates(tree, modified=True),
        )
    )
    for group in candidates:
        for written in group:
            if written and read(date := with_order(written, american=american)):
                return date
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


def is_american(tree: HtmlElement) -> bool:
    """Whether a page says that it is in American English."""
    stated = [
        tree.get("lang") or "",
        *(value for name, value in meta_values(tree) if name in ("og:locale", "language")),
    ]
    return any(map(AMERICAN.match, stated))


def with_order(written: str, *, american: bool) -> str:
    """Return a date in numbers as year, month, day where the page tells which number is the month.

    >>> with_order("03/04/2020", american=True), with_order("03/04/2020", american=False)
    ('2020-03-04', '03/04/2020')
    """
    match = SHORT_DATE.search(written)
    if not match or not (american and match[2] == "/"):
        return written
    return f"{match[4]}-{int(match[1]):02}-{int(match[3]):02}"


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
        if is_modified(element) == modified and not is_aside(element):
            yield element.get("content") or shown_text(element)


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


# ---------------------------------------------------------------- texts

MONTH = r"[^\W\d_]{3,12}"
WRITTEN = re.compile(  # a day with its year, in words or numbers
    rf"(?<![\w/.-])(?:\d{{1,2}}(?:st|nd|rd|th|\.|º|er)? (?:de |of |d')?{MONTH}\.?,? (?:de |del )?(?:19|20)\d\d"
    rf"|{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d(?:T[\d:.+Z-]{{4,25}})?"
    r"|(?:19|20)\d\d\. ?\d{1,2}\. ?\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d"
    r"|(?:19|20)\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日)(?![\w/-])"
)
PUBLISHED = re.compile(
    r"\W{0,3}(?:(?:first |originally )?(?:published|posted|issued|released|filed|dated?)|date of publication|"
    r"veröffentlicht|erschienen|datum|stand|publié|paru|publicado|publicada|fecha|pubblicato|data|gepubliceerd|"
    r"publicerad|publiceret|publisert|dato|opublikowano|опубликовано|дата|tarih|yayınlanma|ngày đăng|diterbitkan|"
    r"julkaistu|közzétéve|publicat|发布时间|公開日|تاريخ النشر|प्रकाशित)\b",
    re.IGNORECASE,
)
UPDATED = re.compile(
    r"\b(?:updated?|modified|revised|corrected|aktualisiert|mis à jour|actualizado|aggiornato)\b", re.I
)
AROUND = re.compile(r"[|·•,–—()\[\]:/-]|\b(?:on|at|am|um|le|il|el|em|den|by|von|par|de|vom|per)\b", re.IGNORECASE)
CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b.{0,20}|\b\d{1,2} ?[ap]\.?m\b.{0,12}", re.IGNORECASE)
WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?", re.IGNORECASE)
BEHIND_DATELINE = re.compile(r"\s?(?:[-–—:]|\(\w|/\w|\) ?[-–—:])")
PART_END = re.compile(r" ?[|·•] ?| [–—-] |(?<=\w)—")
SENTENCE_MARK = re.compile(r"[.!?。]\s*\Z")


def of_text(text: str) -> str | None:
    """Return the date that a text gives itself at its top, or at its end behind "published", as ISO 8601; else None.

    Such a date stands on a line of its own, behind a word such as "Published", behind a place as in "Lund, 3 May 2021",
    or in the dateline of the first paragraph. A line that only says when the text was updated counts last. A date
    without a year counts where it stands alone or in a dateline; it is returned as written.
    """
    head = [line.strip() for line in text[:HEAD_LENGTH].split("\n") if line.strip()][:MAX_HEAD_LINES]
    foot = [line.strip() for line in text[-FOOT_LENGTH:].split("\n") if line.strip()][-MAX_FOOT_LINES:]
    dates = [(UPDATED.search(line) is not None, date) for line in head if (date := stated_on(line))]
    dates += [(False, date) for line in foot if PUBLISHED.match(line) and (date := stated_on(line))]
    return min(dates, key=lambda pair: pair[0])[1] if dates else None


def stated_on(line: str) -> str | None:
    """Return the date that a line at the top of a text states as that of the text; None where it has none.

    >>> stated_on("Published March 4, 2020"), stated_on("The dam broke on March 4, 2020, police said.")
    ('2020-03-04', None)
    """
    match = WRITTEN.search(line[:MAX_LINE])
    if not match or not (date := iso_date(match[0].replace(" de ", " "))):
        return without_year(line)
    before, after = line[: match.start()], CLOCK.sub(" ", line[match.end() :])
    if len(line) <= MAX_LINE and (PUBLISHED.match(line) or UPDATED.match(before)):
        return date
    if len(line) > MAX_LINE or SENTENCE_MARK.search(after):
        return date if is_dateline(before, after) else None
    rest = " ".join(AROUND.sub(" ", after).split())
    return date if is_head(before) and len(rest.split()) <= MAX_PLACE_WORDS else None


def without_year(line: str) -> str | None:
    """Return the date of a line as written, which has a day and a month and is alone or in a dateline; else None."""
    for match in islice(WITHOUT_YEAR.finditer(line[:MAX_LINE]), MAX_PLACE_WORDS):
        before, after = line[: match.start()], line[match.end() :]
        is_alone = WEEKDAY.fullmatch(before.strip(" ,")) is not None or not before.strip()
        if unsettled(match[0]) and ((is_alone and not CLOCK.sub("", after).strip(" ,")) or is_dateline(before, after)):
            return match[0]
    return None


def is_head(before: str) -> bool:
    """Whether what stands before a date on its line is nothing, a weekday, or a place with a comma."""
    part = PART_END.split(before)[-1].strip()  # behind the last mark that cuts a line into parts
    names = part.rstrip(",(").split()
    is_place = part[-1:] in (",", "(") and len(names) <= MAX_PLACE_WORDS and names[0][:1].isupper()
    return not names or is_place or WEEKDAY.fullmatch(part) is not None


def is_dateline(before: str, after: str) -> bool:
    """Whether a date stands in the dateline of a paragraph: behind a place and a comma, before a dash or bracket."""
    names = before.rstrip(" ,(").split()
    is_place = before.rstrip()[-1:] in (",", "(") and 0 < len(names) <= MAX_PLACE_WORDS and names[0][:1].isupper()
    return is_place and len(before) <= MAX_DATELINE and BEHIND_DATELINE.match(after) is not None
