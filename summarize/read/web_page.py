"""Web pages: the article of a saved page.

`read` takes the bytes of a whole page and returns its article and what the page says about it. The main text is
extracted by trafilatura (Barbaresi 2021, ACL-IJCNLP system demonstrations, pp. 122-131), after the page is pruned.
Nothing is fetched.
"""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from summarize.errors import ReadError, shown_name
from summarize.read import article_date, facts, plain, superscripts, text_head
from summarize.read.markup import SENTENCE_END
from summarize.read.pruning import join_bodies, prune, text_length, uncover
from summarize.records import Document, Reading

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Limits and thresholds, by judgement; checked on the hard pages of tests/data/formats/pages
MAX_PAGE_CHARACTERS = 10_000_000  # code points of HTML; a long page has a million
MAX_ELEMENTS = 20_000  # a long page has 3,000; the extractor takes seconds for 20,000 and minutes for more
ENCODING_BYTES = 4096  # bytes at the top of a page in which it may name its encoding
MAX_LINK_DENSITY = 0.6  # share of a page's characters in links; under half in an article, nearly all in a list of links
MAX_FRONT_PAGE_LINK_DENSITY = 0.2  # the same, for a page that gives the site's own address as its address
MIN_SENTENCE_ENDS = 3  # in the text of a page with many links, plus one for each CHARACTERS_PER_SENTENCE
CHARACTERS_PER_SENTENCE = 400  # code points; prose has a sentence end at least this often

ROOT_TAG = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
DECLARED_ENCODING = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?\b(?:charset|encoding)\s{0,5}=\s{0,5}["']?([\w.:-]{2,40})""", re.IGNORECASE
)
PAGE_ADDRESSES = '//link[@rel="canonical"]/@href|//meta[@property="og:url"]/@content'
TITLE_SUFFIX = re.compile(r"(.*\S)\s+[|»–—-]\s+([^|»]+)", re.DOTALL)
NOISY_LOGGERS = ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer", "dateparser")
LINE_BREAK = "\u2424"  # a sign that no article has and that the extractor keeps
NO_ARTICLE = "has no article in its HTML; leave it out, or save its article as text"
EXTRACTION: dict[str, Any] = {
    "with_metadata": True,
    "include_comments": False,
    "include_tables": False,
    # what it finds is not used, see `article_date`; so it need not search, and nothing depends on the day of the run
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
    tree = element_tree(superscripts.without_superscripts(markup), name)
    density, own_address = link_density(tree), address or page_address(tree)
    date, order = article_date.of_page(tree, own_address), article_date.number_order(tree)
    unsure = None if date else article_date.of_page(tree, own_address, facts.unsettled)
    uncover(tree)
    prune(tree)
    join_bodies(tree)
    mark_line_breaks(tree)
    extracted = extract(tree, address)
    text = paragraphs_of(extracted)
    if is_link_page(tree, density, text):
        raise ReadError(f"{shown_name(name)}: is a page of links, not an article; leave it out")
    if not text:
        raise ReadError(f"{shown_name(name)}: {NO_ARTICLE}")
    outlet = extracted.sitename if extracted.sitename != extracted.title else None
    document = facts.article(
        text,
        name,
        title=without_outlet(extracted.title or "", outlet or ""),
        date=date or article_date.with_order(text_head.date_in(text) or unsure or "", order),
        url=extracted.url,
        author=(extracted.author or "").split("; "),
        outlet=outlet,
    )
    return document if document.outlet else replace(document, outlet=extracted.hostname)


def extract(tree: HtmlElement, address: str | None) -> Any:
    """Return what the extractor takes for the article; where that is nothing, all that looks like text.

    The extractor takes a short article for a failure, and returns the whole page as one paragraph in its place.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import use_config

    settings = use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
    whole = deepcopy(tree)  # the extractor changes what it is given
    extracted: Any = bare_extraction(tree, url=address, config=settings, **EXTRACTION)
    if SENTENCE_END.search((extracted and extracted.text) or ""):
        return extracted
    return bare_extraction(whole, url=address, **EXTRACTION)


def paragraphs_of(extracted: Any) -> str:
    """Return the text of what was extracted, with a blank line between paragraphs, and no dash before an item."""
    lines = ((extracted and extracted.text) or "").split("\n")
    text = "\n\n".join(filter(None, (line.strip(f" {LINE_BREAK}").removeprefix("- ") for line in lines)))
    return re.sub(rf"\s*{LINE_BREAK}\s*", "\n", text)


def mark_line_breaks(tree: HtmlElement) -> None:
    """Put LINE_BREAK for each single line break between two texts; the extractor would end a paragraph there."""
    for element in list(tree.iter("br")):
        before, after = element.getprevious(), element.getnext()
        text = (element.getparent().text if before is None else before.tail) or ""
        alone = not (before is not None and before.tag == "br" and not text.strip())
        followed = (element.tail or "").strip() or (after is not None and after.tag != "br")
        preceded = text.strip() or (before is not None and before.tag != "br")
        if alone and followed and preceded:
            element.tail = f" {LINE_BREAK} {element.tail or ''}"
            element.drop_tree()


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
    """Return a title without the name of the outlet, or of a section of it, at the end.

    >>> without_outlet("Dam breaks - Elsa Mail", "Elsa Mail"), without_outlet("Dam breaks", "Elsa Mail")
    ('Dam breaks', 'Dam breaks')
    """
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


def page_address(tree: HtmlElement) -> str | None:
    """Return the address that a page gives itself; None where it gives none."""
    return next((str(address) for address in tree.xpath(PAGE_ADDRESSES) if "://" in address), None)


def link_density(tree: HtmlElement) -> float:
    """Return the share of a page's characters that are in links, in [0, 1]; 0 for a page without text."""
    body = tree.find("body")
    total = text_length(body if body is not None else tree)
    in_links = sum(text_length(link) for link in tree.iter("a") if link.get("href"))
    return in_links / total if total else 0.0
