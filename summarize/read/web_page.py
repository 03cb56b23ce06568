"""Web pages: the article of a saved page and what it says about itself, by trafilatura (Barbaresi 2021, ACL demo)."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from summarize.errors import ReadError
from summarize.read import facts, own_summaries, plain
from summarize.read.names import shown_name
from summarize.records import Document, Reading

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST = 10_000_000  # code points of a page; a long one has a million
MOST_ELEMENTS = 20_000  # a long page has 3,000; the extractor takes some seconds for so many, for more minutes
WHOLE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
HEAD = 4096  # bytes in which a page names its encoding
CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?\b(?:charset|encoding)\s{0,5}=\s{0,5}["']?([\w.:-]{2,40})""", re.IGNORECASE
)
NOT_SHOWN = re.compile(r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden", re.IGNORECASE)
FOR_MACHINES = frozenset({"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "u-hidden-visually"})
# what a site puts around an article for its own ends, if it is short and asks to press or write something
ASKING = re.compile(
    r"(?:^|[\s_-])(?:cookie|consent|gdpr|onetrust|didomi|paywall|regwall|newsletter|sign-?up|subscri)", re.I
)
ASKING_TAGS = ("div", "section", "aside", "form", "dialog")
ASKING_MOST = 1500  # code points of its text
NEVER_SHOWN = ("script", "style", "template", "noscript", "iframe", "svg", "dialog")
SENTENCE = re.compile(r"[.!?…。！？؟।]")
LINKED = 0.6  # of the letters of a page's text; an article has under half of them in links, a page of links nearly all
LINKED_FRONT = 0.2  # of those of a page whose own address is that of the site
ADDRESSES = '//link[@rel="canonical"]/@href|//meta[@property="og:url"]/@content'
TAIL = re.compile(r"(.*\S)\s+[|»–—-]\s+([^|»]+)", re.DOTALL)
QUIET = ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer", "dateparser")
SETTINGS: dict[str, Any] = {
    "with_metadata": True,
    "include_comments": False,
    "include_tables": False,
    # a date is one that the page tells, never one found in its prose; nor does it hang on the day of today
    "date_extraction_params": {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"},
}


def read(data: bytes, name: str, declared: str | None = None, address: str | None = None) -> Reading:
    """Read a web page: its text is the main text, a paragraph a block with a blank line between.

    declared: the encoding that its envelope names; else the page may name one. address: where it was saved from.
    Nothing is fetched. Hidden elements, comments of readers, tables and code are left out.
    """
    found = CHARSET.search(data[:HEAD])
    decoded = plain.text_of(data, name, declared or (found and found[1].decode("ascii", "replace")))
    own_summaries.refuse(decoded.text, name)
    if len(decoded.text) > MOST:
        raise ReadError(f"{shown_name(name)}: is over {MOST:,} characters of HTML; save its article as text (.txt)")
    document = article(decoded.text, name, address)
    return Reading((document,), plain.remarks(decoded, name), (decoded.encoding,))


def article(markup: str, name: str, address: str | None = None) -> Document:
    """Return the article of a page; ReadError says when there is none."""
    for library in QUIET:  # without a handler, what they log would be printed
        if not logging.getLogger(library).handlers:
            logging.getLogger(library).addHandler(logging.NullHandler())
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    tree = load_html(markup if WHOLE.search(markup) else f"<html><body>{markup}</body></html>")
    if tree is None:
        raise ReadError(f"{shown_name(name)}: has no article in its HTML; leave it out, or save its article as text")
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise ReadError(
            f"{shown_name(name)}: has over {MOST_ELEMENTS:,} elements of HTML; save its article as text (.txt)"
        )
    share = linked(tree)
    prune(tree)
    found: Any = bare_extraction(tree, url=address, **SETTINGS)
    text = "\n\n".join(filter(None, map(str.strip, ((found and found.text) or "").split("\n"))))
    few = len(SENTENCE.findall(text)) < 3 + len(text) // 400
    if (share > LINKED and few) or (share > LINKED_FRONT and is_front(tree)):
        raise ReadError(f"{shown_name(name)}: is a page of links, not an article; leave it out")
    if not text:
        raise ReadError(f"{shown_name(name)}: has no article in its HTML; leave it out, or save its article as text")
    authors = (found.author or "").split("; ")
    site = found.sitename if found.sitename != found.title else None
    title = bare(found.title or "", site or "")
    known = facts.article(text, name, title=title, date=found.date, url=found.url, author=authors, outlet=site)
    return known if known.outlet else replace(known, outlet=found.hostname)


def bare(title: str, outlet: str) -> str:
    """Return a title without the name of the outlet, or of a part of it, at its end."""
    found = TAIL.match(title)
    return found[1] if found and outlet and found[2].casefold().startswith(outlet.casefold()) else title


def is_front(tree: HtmlElement) -> bool:
    """Whether a page says that its address is that of the site, and does not say that it is an article."""
    if "article" in tree.xpath('//meta[@property="og:type"]/@content'):
        return False
    paths = [urlsplit(str(address)).path for address in tree.xpath(ADDRESSES) if "://" in address]
    return bool(paths) and all(path in ("", "/") for path in paths)


def prune(tree: HtmlElement) -> None:
    """Take out of a page what it says itself is not shown, and what asks for consent, money or an address."""
    for element in list(tree.iter()):
        if element.tag in ("html", "body", "main", "article") or element.getparent() is None:
            continue
        if element.tag in ("template", "noscript") or is_hidden(element) or is_asking(element):
            element.drop_tree()


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element says of itself that it is not shown, or that it is for machines that read aloud."""
    hidden = element.get("hidden") is not None or NOT_SHOWN.search(element.get("style") or "") is not None
    return hidden or not FOR_MACHINES.isdisjoint((element.get("class") or "").split())


def is_asking(element: HtmlElement) -> bool:
    """Whether an element is a banner for cookies, a letter to sign up for, or a wall to pay at."""
    if element.tag not in ASKING_TAGS:
        return False
    named = ASKING.search(f"{element.get('id') or ''} {element.get('class') or ''}") is not None
    if not named and element.get("role") != "dialog" and element.tag != "dialog":
        return False
    asks = any(next(element.iter(tag), None) is not None for tag in ("a", "button", "input"))
    return asks and shown(element) <= ASKING_MOST


def linked(tree: HtmlElement) -> float:
    """Return the share of a page's letters that stand in links."""
    body = tree.find("body")
    everything = shown(body if body is not None else tree)
    links = sum(shown(link) for link in tree.iter("a") if link.get("href"))
    return links / everything if everything else 0.0


def shown(element: HtmlElement) -> int:
    """Count the code points of text in an element, scripts and styles aside."""
    return sum(
        len(part.text or "") * (part.tag not in NEVER_SHOWN and isinstance(part.tag, str)) + len(part.tail or "")
        for part in element.iter()
    ) - len(element.tail or "")
