"""Feeds: each entry of an RSS, RDF or Atom file is an article, with the feed as its outlet; other XML is one article.

`read` takes the bytes of the file and returns one `Document` an entry. Tags are matched by their local names, so that
namespaces and versions of the formats need no table of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from summarize.errors import ReadError, shown_name
from summarize.read import facts, markup, text_head, web_page
from summarize.read.archive import xml_root
from summarize.read.facts import numbered_name
from summarize.records import Document, Reading

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ENTRY_TAGS = ("item", "entry")
TEXT_TAGS = ("encoded", "content", "description", "summary")  # the fuller first
DATE_TAGS = ("pubdate", "published", "date", "issued", "updated", "modified")  # the day of publication first
MEDIA = "search.yahoo.com/mrss"  # of the namespace of Media RSS
TITLE_TAGS = ("hl1", "headline", "title")  # of XML that is not a feed, the surest first
MIN_PARAGRAPHS = 2  # of XML that is not a feed, to be an article; by judgement
PARAGRAPH_TAGS = ("p", "li", "h1", "h2", "h3", "h4", "blockquote")


def read(data: bytes, name: str) -> Reading:
    """Read a feed: each entry with a text is an article, named FILE#N by the place N of the entry, from 1.

    The text is the fullest that the entry holds. XHTML under the suffix of a feed is read as a web page, and other XML
    with paragraphs `p`, such as NITF, is one article. A warning counts the entries without a text. Raises ReadError
    when no entry has one, or the XML is of another kind.
    """
    root = xml_root(data, name)
    if local_name(root) == "html":
        return web_page.read(data, name)
    channel = next((child for child in root if local_name(child) == "channel"), root)
    outlet = child_text(channel, "title")
    entries = [element for element in root.iter() if local_name(element) in ENTRY_TAGS]
    articles = [
        entry_article(entry, numbered_name(name, number), outlet) for number, entry in enumerate(entries, start=1)
    ]
    documents = tuple(document for document in articles if document.text.strip())
    if not entries and (document := paragraphs_article(root, name)):
        return Reading((document,))
    if not documents:
        kind = f"is XML of another kind ({shown_name(local_name(root))})" if not entries else "has no entry with a text"
        raise ReadError(f"{shown_name(name)}: {kind}; leave it out, or save its articles as text")
    empty = len(articles) - len(documents)
    warning = f"{shown_name(name)}: {empty} of {len(articles)} entries have no text, left out"
    return Reading(documents, (warning,) if empty else ())


def paragraphs_article(root: Element, name: str) -> Document | None:
    """Return the article that the paragraphs of XML make up, with its headline; None where they are too few."""
    blocks = [one_line(element) for element in root.iter() if local_name(element) in ("p", "para")]
    if sum(ends_sentence(block) for block in blocks) < MIN_PARAGRAPHS:
        return None
    text = "\n\n".join(filter(None, blocks))
    titles = (one_line(element) for tag in TITLE_TAGS for element in root.iter() if local_name(element) == tag)
    return facts.article(text, name, title=next(filter(None, titles), None), date=text_head.date_in(text))


def one_line(element: Element) -> str:
    """Return all text in an element on one line."""
    return " ".join("".join(element.itertext()).split())


def ends_sentence(block: str) -> bool:
    """Whether a paragraph on one line ends as a sentence does."""
    return block.endswith((".", "!", "?", "…", "”", '"', "。"))


def entry_article(entry: Element, name: str, outlet: str) -> Document:
    """Return the article of an entry; its text may be empty."""
    text = next((text for tag in TEXT_TAGS if (text := child_text(entry, tag))), "")
    date = next((date for tag in DATE_TAGS if (date := child_text(entry, tag))), None)
    people = children(entry, "author", "creator")
    origin = next((child_text(source, "title") or (source.text or "") for source in children(entry, "source")), "")
    return facts.article(
        facts.whole_text(markup.prose(text) if markup.is_markup(text) else text),
        name,
        title=child_text(entry, "title"),
        date=date,
        url=entry_address(entry),
        author=[child_text(person, "name") or " ".join(person.itertext()) for person in people],
        outlet=origin or outlet,
    )


def local_name(element: Element) -> str:
    """Return the tag of an element without its namespace, in lower case."""
    return element.tag.rsplit("}", 1)[-1].lower() if isinstance(element.tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """Return the children with one of these local names, in order; what describes a picture or film is none."""
    return (child for child in element if local_name(child) in names and MEDIA not in str(child.tag))


def child_text(element: Element, name: str) -> str:
    """Return the text of the first child with a local name, of XHTML its paragraphs; "" when there is none."""
    for child in children(element, name):
        if len(child):
            return "\n\n".join(filter(None, map(one_line, paragraph_elements(child))))
        return (child.text or "").strip()
    return ""


def paragraph_elements(element: Element) -> list[Element]:
    """Return the elements inside one that hold a paragraph each; the element itself when there is none."""
    return [block for block in element.iter() if local_name(block) in PARAGRAPH_TAGS] or [element]


def entry_address(entry: Element) -> str | None:
    """Return the address of an entry: the first alternate link, else any link, else a guid that is an address."""
    links = list(children(entry, "link"))
    alternates = [link for link in links if link.get("rel", "alternate") == "alternate"]
    for link in alternates or links:
        if address := link.get("href") or (link.text or "").strip():
            return address
    guid = child_text(entry, "guid")
    return guid if "://" in guid else None
