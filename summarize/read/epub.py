"""EPUB: the chapters of a book or of a saved article, in reading order, as one article.

`read` takes the bytes of the file, a ZIP archive: its container names the package file, the package lists the chapters
and states title, date and author (EPUB 3.3, W3C 2023), and each chapter is a page of XHTML.
"""

from __future__ import annotations

from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from summarize.errors import ReadError, shown_name
from summarize.read import facts, markup, plain
from summarize.read.archive import Parts
from summarize.records import Reading

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
ROOTFILE = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
SKIPPED_CHAPTERS = ("nav", "cover", "toc", "titlepage", "title_page")  # by the id or a property of their item


def read(data: bytes, name: str) -> Reading:
    """Read an EPUB as one article: the prose of its chapters, with a blank line between paragraphs.

    Covers, title pages and tables of contents are left out. Raises ReadError when the book is encrypted or damaged, or
    has no text.
    """
    parts = Parts(data, name)
    if "META-INF/encryption.xml" in parts.members and b"xenc" in parts.read("META-INF/encryption.xml"):
        raise ReadError(f"{shown_name(name)}: is encrypted; save it without protection")
    rootfile = parts.xml("META-INF/container.xml").find(f".//{ROOTFILE}")
    package_path = rootfile.get("full-path", "") if rootfile is not None else ""
    package = parts.xml(package_path)
    members = [member for member in chapter_members(package, dirname(package_path)) if member in parts.members]
    text = "\n\n".join(filter(None, (chapter_text(parts, member, name) for member in members)))
    if not text:
        raise ReadError(f"{shown_name(name)}: has no text in it; leave it out")
    address = metadata(package, "source") or ""
    document = facts.article(
        text,
        name,
        title=metadata(package, "title"),
        date=metadata(package, "date"),
        url=address if "://" in address else None,
        author=metadata(package, "creator"),
        outlet=metadata(package, "publisher"),
    )
    return Reading((document,))


def chapter_members(package: Element, folder: str) -> list[str]:
    """Return the archive's members that are chapters, in reading order, each once; folder: of the package file."""
    items = {item.get("id"): item for item in package.iter(f"{OPF}item")}
    members = []
    for reference in package.iter(f"{OPF}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or reference.get("linear") == "no":
            continue
        labels = {*(item.get("properties") or "").split(), (item.get("id") or "").lower()}
        if labels.isdisjoint(SKIPPED_CHAPTERS):
            members.append(normpath(join(folder, unquote(item.get("href") or ""))))
    return list(dict.fromkeys(members))


def chapter_text(parts: Parts, member: str, name: str) -> str:
    """Return the prose of a chapter; "" when it has none. name: of the book, for messages."""
    data = parts.read(member)
    return markup.prose(plain.text_of(data, name).text) if data.strip() else ""


def metadata(package: Element, tag: str) -> str | None:
    """Return the first value that the package states under a Dublin Core tag."""
    element = package.find(f".//{DC}{tag}")
    return element.text if element is not None else None
