"""Feeds: each entry of an RSS, RDF or Atom file is an article, with the feed as its outlet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from summarize.errors import ReadError, shown_name
from summarize.read import facts, web_page
from summarize.read.archive import parsed
from summarize.read.facts import numbered
from summarize.records import Document, Reading

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ENTRIES = ("item", "entry")
TEXTS = ("encoded", "content", "description", "summary")  # the fuller first
DATES = ("pubdate", "published", "date", "issued", "updated", "modified")


def read(data: bytes, name: str) -> Reading:
    """Read a feed: the text of an entry is the fullest that it holds, the number of an article that of its entry."""
    root = parsed(data, name)
    if local(root) == "html":
        from summarize.read import web_page

        return web_page.read(data, name)
    channel = next((one for one in root if local(one) == "channel"), root)
    outlet = text_of(channel, "title")
    entries = [one for one in root.iter() if local(one) in ENTRIES]
    found = [entry(one, numbered(name, at), outlet) for at, one in enumerate(entries, start=1)]
    documents = tuple(document for document in found if document.text.strip())
    if not documents:
        kind = f"is XML of another kind ({shown_name(local(root))})" if not entries else "has no entry with a text"
        raise ReadError(f"{shown_name(name)}: {kind}; leave it out, or save its articles as text")
    empty = len(found) - len(documents)
    left = (f"{shown_name(name)}: {empty} of {len(found)} entries have no text, left out",) if empty else ()
    return Reading(documents, left)


def entry(one: Element, name: str, outlet: str) -> Document:
    """Return the article of an entry; its text may be empty."""
    text = next((text for kind in TEXTS if (text := text_of(one, kind))), "")
    date = next((date for kind in DATES if (date := text_of(one, kind))), None)
    people = [text_of(author, "name") or " ".join(author.itertext()) for author in children(one, "author", "creator")]
    source = next((text_of(place, "title") or (place.text or "") for place in children(one, "source")), "")
    return facts.article(
        web_page.prose(text) if web_page.is_markup(text) else text,
        name,
        title=text_of(one, "title"),
        date=date,
        url=link(one),
        author=people,
        outlet=source or outlet,
    )


def local(element: Element) -> str:
    """Return the name of an element without its namespace, in lower case."""
    return element.tag.rsplit("}", 1)[-1].lower() if isinstance(element.tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """Yield the children of these names."""
    return (child for child in element if local(child) in names)


def text_of(element: Element, name: str) -> str:
    """Return the text of the first child of a name; of XHTML inside it, the paragraphs."""
    for child in children(element, name):
        if len(child):
            return "\n\n".join(filter(None, (" ".join("".join(block.itertext()).split()) for block in blocks(child))))
        return (child.text or "").strip()
    return ""


def blocks(element: Element) -> Iterator[Element]:
    """Yield the innermost elements that hold a paragraph; the element itself when there is none."""
    found = [one for one in element.iter() if local(one) in ("p", "li", "h1", "h2", "h3", "h4", "blockquote")]
    return iter(found or [element])


def link(one: Element) -> str | None:
    """Return the address of an entry: of Atom's links the alternate, else the text of RSS's."""
    links = list(children(one, "link"))
    best = [place for place in links if place.get("rel", "alternate") == "alternate"] or links
    for place in best:
        if found := place.get("href") or (place.text or "").strip():
            return found
    told = text_of(one, "guid")
    return told if "://" in told else None
