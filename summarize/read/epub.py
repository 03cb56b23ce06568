"""EPUB: the chapters of a book or of a saved article, in their order, as one article."""

from __future__ import annotations

from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from summarize.errors import ReadError, shown_name
from summarize.read import facts, plain, web_page
from summarize.read.archive import Parts
from summarize.records import Reading

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
NO_TEXT = ("nav", "cover", "toc", "titlepage", "title_page")  # of the identity or the properties of a chapter


def read(data: bytes, name: str) -> Reading:
    """Read an EPUB: the prose of its chapters in reading order, with the facts of its package file."""
    parts = Parts(data, name)
    if "META-INF/encryption.xml" in parts.members and b"xenc" in parts.read("META-INF/encryption.xml"):
        raise ReadError(f"{shown_name(name)}: is encrypted; save it without protection")
    rootfile = parts.xml("META-INF/container.xml").find(f".//{CONTAINER}")
    place = rootfile.get("full-path", "") if rootfile is not None else ""
    package = parts.xml(place)
    chapters = [prose(parts, member, name) for member in spine(package, dirname(place)) if member in parts.members]
    text = "\n\n".join(filter(None, chapters))
    if not text:
        raise ReadError(f"{shown_name(name)}: has no text in it; leave it out")
    told = {tag: value(package, tag) for tag in ("title", "date", "creator", "publisher", "source")}
    address = told["source"] if "://" in (told["source"] or "") else None
    document = facts.article(
        text,
        name,
        title=told["title"],
        date=told["date"],
        url=address,
        author=told["creator"],
        outlet=told["publisher"],
    )
    return Reading((document,))


def spine(package: Element, folder: str) -> list[str]:
    """Return the members of the chapters in reading order, covers and tables of contents aside."""
    listed = {item.get("id"): item for item in package.iter(f"{OPF}item")}
    found = []
    for reference in package.iter(f"{OPF}itemref"):
        item = listed.get(reference.get("idref"))
        if item is None or reference.get("linear") == "no":
            continue
        known = {*(item.get("properties") or "").split(), (item.get("id") or "").lower()}
        if known.isdisjoint(NO_TEXT):
            found.append(normpath(join(folder, unquote(item.get("href") or ""))))
    return list(dict.fromkeys(found))


def prose(parts: Parts, member: str, name: str) -> str:
    """Return the prose of a chapter; empty when it has none."""
    data = parts.read(member)
    return web_page.prose(plain.text_of(data, name).text) if data.strip() else ""


def value(package: Element, tag: str) -> str | None:
    """Return the first fact of this name."""
    found = package.find(f".//{DC}{tag}")
    return found.text if found is not None else None
