"""Web pages: the article of a saved page, and the prose of HTML that stands inside another format.

`read` takes the bytes of a whole page and returns its article and what the page says about it. The main text is
extracted by trafilatura (Barbaresi 2021, ACL-IJCNLP system demonstrations, pp. 122-131), after the page is pruned.
`is_markup` and `prose` take a piece of HTML from a feed, a mail, a book or a record. All of such a piece is the
article, and a pattern that matches tags is enough to read it. Nothing is fetched.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from summarize.errors import ReadError, shown_name
from summarize.read import facts, plain
from summarize.read.pruning import HIDDEN_STYLE, SENTENCE_END, join_bodies, prune, text_length
from summarize.records import Document, Reading

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Limits and thresholds, by judgement; checked on the hard pages of tests/data/formats/pages
MAX_PAGE_CHARACTERS = 10_000_000  # code points of HTML; a long page has a million
MAX_ELEMENTS = 20_000  # a long page has 3,000; the extractor takes seconds for 20,000 and minutes for more
MAX_FRAGMENT_CHARACTERS = 2_000_000  # code points of HTML inside another format; the rest is cut off
ENCODING_BYTES = 4096  # bytes at the top of a page in which it may name its encoding
MAX_LINK_DENSITY = 0.6  # share of a page's characters in links; under half in an article, nearly all in a list of links
MAX_FRONT_PAGE_LINK_DENSITY = 0.2  # the same, for a page that gives the site's own address as its address
MIN_SENTENCE_ENDS = 3  # in the text of a page with many links, plus one for each CHARACTERS_PER_SENTENCE
CHARACTERS_PER_SENTENCE = 400  # code points; prose has a sentence end at least this often

# ---------------------------------------------------------------- whole pages

ROOT_TAG = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
DECLARED_ENCODING = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?\b(?:charset|encoding)\s{0,5}=\s{0,5}["']?([\w.:-]{2,40})""", re.IGNORECASE
)
PAGE_ADDRESSES = '//link[@rel="canonical"]/@href|//meta[@property="og:url"]/@content'
TITLE_SUFFIX = re.compile(r"(.*\S)\s+[|»–—-]\s+([^|»]+)", re.DOTALL)
NOISY_LOGGERS = ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer", "dateparser")
NO_ARTICLE = "has no article in its HTML; leave it out, or save its article as text"
EXTRACTION: dict[str, Any] = {
    "with_metadata": True,
    "include_comments": False,
    "include_tables": False,
    # only a date that the page states: none is guessed from the prose, and none depends on the day of the run
    "date_extraction_params": {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"},
}


def read(data: bytes, name: str, declared: str | None = None, address: str | None = None) -> Reading:
    """Read a web page as one article: its main text, with a blank line between paragraphs.

    Hidden elements, readers' comments, tables and code are left out.

    declared: the encoding given by the file that the page is inside, if any; otherwise the page's own declaration
    counts. address: where the page was saved from, if known.
    Raises ReadError when the page has no article, is a page of links, or is too large.
    """
    match = DECLARED_ENCODING.search(data[:ENCODING_BYTES])
    decoded = plain.text_of(data, name, declared or (match and match[1].decode("ascii", "replace")))
    plain.refuse_own_summary(decoded.text, name)
    if len(decoded.text) > MAX_PAGE_CHARACTERS:
        raise ReadError(
            f"{shown_name(name)}: is over {MAX_PAGE_CHARACTERS:,} characters of HTML; save its article as text (.txt)"
        )
    document = article(decoded.text, name, address)
    return Reading((document,), plain.remarks(decoded, name), (decoded.encoding,))


def article(markup: str, name: str, address: str | None = None) -> Document:
    """Return the article of a page with the facts that the page states; ReadError when there is no article."""
    silence_loggers()
    from trafilatura import bare_extraction

    tree = element_tree(markup, name)
    density = link_density(tree)
    prune(tree)
    join_bodies(tree)
    extracted: Any = bare_extraction(tree, url=address, **EXTRACTION)
    lines = ((extracted and extracted.text) or "").split("\n")
    text = "\n\n".join(filter(None, map(str.strip, lines)))
    if is_link_page(tree, density, text):
        raise ReadError(f"{shown_name(name)}: is a page of links, not an article; leave it out")
    if not text:
        raise ReadError(f"{shown_name(name)}: {NO_ARTICLE}")
    outlet = extracted.sitename if extracted.sitename != extracted.title else None
    document = facts.article(
        text,
        name,
        title=without_outlet(extracted.title or "", outlet or ""),
        date=extracted.date,
        url=extracted.url,
        author=(extracted.author or "").split("; "),
        outlet=outlet,
    )
    return document if document.outlet else replace(document, outlet=extracted.hostname)


def silence_loggers() -> None:
    """Give the extractor's loggers a handler that does nothing; without one, Python prints what they log."""
    for library in NOISY_LOGGERS:
        if not logging.getLogger(library).handlers:
            logging.getLogger(library).addHandler(logging.NullHandler())


def element_tree(markup: str, name: str) -> HtmlElement:
    """Return the parsed page; ReadError when it has no elements or too many."""
    from trafilatura.utils import load_html

    tree = load_html(markup if ROOT_TAG.search(markup) else f"<html><body>{markup}</body></html>")
    if tree is None:
        raise ReadError(f"{shown_name(name)}: {NO_ARTICLE}")
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise ReadError(
            f"{shown_name(name)}: has over {MAX_ELEMENTS:,} elements of HTML; save its article as text (.txt)"
        )
    return tree


def without_outlet(title: str, outlet: str) -> str:
    """Return a title without the name of the outlet, or of a section of it, at the end."""
    match = TITLE_SUFFIX.match(title)
    return match[1] if match and outlet and match[2].casefold().startswith(outlet.casefold()) else title


def is_link_page(tree: HtmlElement, density: float, text: str) -> bool:
    """Whether a page leads to articles instead of being one; text: what was extracted from it."""
    few_sentences = len(SENTENCE_END.findall(text)) < MIN_SENTENCE_ENDS + len(text) // CHARACTERS_PER_SENTENCE
    return (density > MAX_LINK_DENSITY and few_sentences) or (
        density > MAX_FRONT_PAGE_LINK_DENSITY and is_front_page(tree)
    )


def is_front_page(tree: HtmlElement) -> bool:
    """Whether a page gives the site's own address as its address and does not call itself an article."""
    if "article" in tree.xpath('//meta[@property="og:type"]/@content'):
        return False
    paths = [urlsplit(str(address)).path for address in tree.xpath(PAGE_ADDRESSES) if "://" in address]
    return bool(paths) and all(path in ("", "/") for path in paths)


def link_density(tree: HtmlElement) -> float:
    """Return the share of a page's characters that are in links, in [0, 1]; 0 for a page without text."""
    body = tree.find("body")
    total = text_length(body if body is not None else tree)
    in_links = sum(text_length(link) for link in tree.iter("a") if link.get("href"))
    return in_links / total if total else 0.0


# ---------------------------------------------------------------- HTML inside another format

MARKUP_TAG = re.compile(
    r"<(?:p|div|br|h[1-6]|ul|ol|li|blockquote|article|section|span|figure|html|table|a|em|strong|b|i)\b", re.IGNORECASE
)
CLOSING_TAG = re.compile(r"</[a-z][a-z0-9]{0,10}>|<(?:br|p)\s?/?>", re.IGNORECASE)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^>]*+(?:>|\Z)", re.DOTALL)
RAW_ELEMENT = re.compile(
    r"<(script|style|svg|textarea|noscript|template|iframe)\b.*?(?:</\1|\Z)", re.DOTALL | re.IGNORECASE
)
TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-z][a-z0-9:-]{0,30}+)(?P<attributes>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>"""
    r"|</?[a-z][^<>]*+>",  # with a quotation mark that is not closed
    re.IGNORECASE,
)
HIDING_ATTRIBUTE = re.compile(rf"\shidden(?![\w-])|{HIDDEN_STYLE.pattern}", re.IGNORECASE)


def tags(names: str) -> frozenset[str]:
    """Return names of tags, with blanks between, as a set."""
    return frozenset(names.split())


BLOCK_TAGS = tags(
    "address article aside blockquote body center dd div dl dt fieldset footer h1 h2 h3 h4 h5 h6 header hr html li"
    " main nav ol p pre section table tbody td th thead tr ul"
)
SKIPPED_TAGS = tags("head title form button select nav footer aside figcaption figure table pre")
VOID_TAGS = tags("area base br col embed hr img input link meta source track wbr")


def is_markup(text: str) -> bool:
    """Whether a text is HTML: it has a usual tag, and closes one or breaks a line by one.

    >>> is_markup("<p>Rain fell.</p>"), is_markup("Rain <p>fell"), is_markup("1 <a> 2")
    (True, True, False)
    """
    return MARKUP_TAG.search(text) is not None and CLOSING_TAG.search(text) is not None


def prose(markup: str) -> str:
    r"""Return the text of a piece of HTML, with a blank line between paragraphs; "" when it has none.

    Left out are scripts, forms, navigation, figures, tables, code, and what its own attributes hide. Malformed HTML is
    read as far as it goes. Takes time linear in the length; what is behind MAX_FRAGMENT_CHARACTERS is cut off.

    >>> prose("<nav>Home</nav><p>Rain <b>fell</b>.<br>Rivers rose.</p><p>A dam broke.")
    'Rain fell.\nRivers rose.\n\nA dam broke.'
    """
    source = RAW_ELEMENT.sub(" ", COMMENT.sub("", markup[:MAX_FRAGMENT_CHARACTERS]))
    collector = Paragraphs()
    start = 0
    for tag in TAG.finditer(source):
        collector.add_text(source[start : tag.start()])
        start = tag.end()
        if tag["name"]:
            collector.add_tag(tag["name"].lower(), closing=bool(tag["end"]), attributes=tag["attributes"])
    collector.add_text(source[start:])
    collector.end_paragraph()
    return "\n\n".join(collector.paragraphs)


class Paragraphs:
    """Collects the paragraphs of a piece of HTML from its tags and texts in order; unclosed tags do no harm."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.pieces: list[str] = []  # of the paragraph that is open
        self.skipped: str | None = None  # the tag whose content is being skipped
        self.depth = 0  # of nested tags of that name

    def add_tag(self, tag: str, *, closing: bool, attributes: str) -> None:
        """Take a tag: it may end a paragraph, break a line, or begin or end a stretch that is skipped."""
        if self.skipped:
            self.depth += (tag == self.skipped) * (-1 if closing else 1)
            self.skipped = self.skipped if self.depth else None
        elif not closing and tag not in VOID_TAGS and (tag in SKIPPED_TAGS or HIDING_ATTRIBUTE.search(attributes)):
            self.end_paragraph()
            self.skipped, self.depth = tag, 1
        elif tag == "br":
            self.pieces.append("\n")
        elif tag in BLOCK_TAGS:
            self.end_paragraph()

    def add_text(self, text: str) -> None:
        """Take the text between two tags, unless it is skipped."""
        if text and not self.skipped:
            self.pieces.append(re.sub(r"\s+", " ", unescape(text)))

    def end_paragraph(self) -> None:
        """End the open paragraph; two line breaks in a row make two paragraphs of it."""
        lines = [line.strip() for line in "".join(self.pieces).split("\n")]
        self.pieces.clear()
        for paragraph in "\n".join(lines).split("\n\n"):
            if paragraph.strip():
                self.paragraphs.append(paragraph.strip())
