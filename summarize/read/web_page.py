"""Web pages: the article of a saved page and what it says about itself, by trafilatura (Barbaresi 2021, ACL demo)."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from summarize.errors import ReadError, shown_name
from summarize.read import facts, plain
from summarize.records import Document, Reading

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST_PAGE = 10_000_000  # code points of a page; a long one has a million
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
    plain.refuse(decoded.text, name)
    if len(decoded.text) > LONGEST_PAGE:
        raise ReadError(
            f"{shown_name(name)}: is over {LONGEST_PAGE:,} characters of HTML; save its article as text (.txt)"
        )
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


MARKUP = re.compile(
    r"<(?:p|div|br|h[1-6]|ul|ol|li|blockquote|article|section|span|figure|html|table|a|em|strong|b|i)\b", re.IGNORECASE
)
CLOSED = re.compile(r"</[a-z][a-z0-9]{0,10}>|<(?:br|p)\s?/?>", re.IGNORECASE)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^>]*+(?:>|\Z)", re.DOTALL)
RAW = re.compile(r"<(script|style|svg|textarea|noscript|template|iframe)\b.*?(?:</\1|\Z)", re.DOTALL | re.IGNORECASE)
TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-z][a-z0-9:-]{0,30}+)(?P<attributes>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>"""
    r"|</?[a-z][^<>]*+>",  # with a quotation mark that is not closed
    re.IGNORECASE,
)


def tags(names: str) -> frozenset[str]:
    """Return names of elements as a set."""
    return frozenset(names.split())


BLOCKS = tags(
    "address article aside blockquote body center dd div dl dt fieldset footer h1 h2 h3 h4 h5 h6 header hr html li"
    " main nav ol p pre section table tbody td th thead tr ul"
)
NO_TEXT = tags("head title form button select nav footer aside figcaption figure table pre")
VOID = tags("area base br col embed hr img input link meta source track wbr")
HIDDEN = re.compile(r"\shidden(?![\w-])|display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden", re.IGNORECASE)
LONGEST_ARTICLE = 2_000_000  # code points


def is_markup(text: str) -> bool:
    """Whether a text is HTML: it has tags of HTML and closes some, or breaks lines with them."""
    return MARKUP.search(text) is not None and CLOSED.search(text) is not None


def prose(markup: str) -> str:
    """Return the text of a piece of HTML, a paragraph a block with a blank line between. Linear in the length.

    Left out are scripts, forms, navigation, figures, tables, code, and what is hidden by an attribute of its own.
    """
    source = RAW.sub(" ", COMMENT.sub("", markup[:LONGEST_ARTICLE]))
    page = Paragraphs()
    done = 0
    for tag in TAG.finditer(source):
        page.say(source[done : tag.start()])
        done = tag.end()
        if tag["name"]:
            page.meet(tag["name"].lower(), closing=bool(tag["end"]), attributes=tag["attributes"])
    page.say(source[done:])
    page.close()
    return "\n\n".join(page.paragraphs)


class Paragraphs:
    """Collects the paragraphs of a page; what is not closed does no harm."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.words: list[str] = []
        self.skipped: str | None = None  # the tag whose content is passed over
        self.depth = 0  # of tags of that name

    def meet(self, tag: str, *, closing: bool, attributes: str) -> None:
        """Take a tag: it may begin or end a paragraph, or a stretch that is passed over."""
        if self.skipped:
            self.depth += (tag == self.skipped) * (-1 if closing else 1)
            self.skipped = self.skipped if self.depth else None
        elif not closing and tag not in VOID and (tag in NO_TEXT or HIDDEN.search(attributes)):
            self.close()
            self.skipped, self.depth = tag, 1
        elif tag == "br":
            self.words.append("\n")
        elif tag in BLOCKS:
            self.close()

    def say(self, text: str) -> None:
        """Take the words that a reader of the page would see."""
        if text and not self.skipped:
            self.words.append(re.sub(r"\s+", " ", unescape(text)))

    def close(self) -> None:
        """End the paragraph; two line breaks in it make two."""
        lines = [line.strip() for line in "".join(self.words).split("\n")]
        self.words.clear()
        for paragraph in "\n".join(lines).split("\n\n"):
            if paragraph.strip():
                self.paragraphs.append(paragraph.strip())
