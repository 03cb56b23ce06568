"""Word and OpenDocument texts: the paragraphs that a reader of the page would see, from the XML in the archive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from summarize.errors import ReadError, shown_name
from summarize.read import facts
from summarize.read.archive import Parts
from summarize.records import Reading

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"  # the same names in the strict variant
DC = "{http://purl.org/dc/elements/1.1/}"
TERMS = "{http://purl.org/dc/terms/}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
WORD_LEFT_OUT = {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "footnoteReference")} | {FALLBACK}
OPEN_LEFT_OUT = {
    *(f"{TEXT}{name}" for name in ("tracked-changes", "note", "hidden-text", "hidden-paragraph", "table-of-content")),
    *(f"{OFFICE}{name}" for name in ("annotation", "forms")),
}
TITLES = ("title", "heading1", "heading 1")  # styles of paragraphs, in lower case
TRUE = ("", "1", "true", "on", None)


def read_docx(data: bytes, name: str) -> Reading:
    """Read a Word document: a paragraph each with a blank line between.

    Left out are deleted and hidden text, notes, comments, headers and footers; cells of tables are paragraphs.
    """
    parts = Parts(data, name)
    main = next((one for one in parts.members if one.endswith("word/document.xml")), "word/document.xml")
    root = parts.xml(main)
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.startswith(STRICT):
            element.tag = W + element.tag.removeprefix(STRICT)
    told = properties(parts, "docProps/core.xml")
    paragraphs = list(word_paragraphs(root))
    title = told.get(f"{DC}title") or next((text for text, style in paragraphs if style.lower() in TITLES), None)
    return reading(
        name,
        [text for text, _ in paragraphs],
        title=title,
        date=told.get(f"{TERMS}created") or told.get(f"{TERMS}modified"),
        author=told.get(f"{DC}creator"),
    )


def word_paragraphs(root: Element) -> Iterator[tuple[str, str]]:
    """Yield the text of each paragraph that has any, and the name of its style."""
    for inside in boxed(root, WORD_LEFT_OUT):
        if inside.tag != f"{W}p":
            continue
        text = "".join(word_text(inside)).strip()
        style = inside.find(f"{W}pPr/{W}pStyle")
        if text:
            yield text, style.get(f"{W}val", "") if style is not None else ""


def boxed(root: Element, left_out: set[str]) -> Iterator[Element]:
    """Yield an element and all in it, in order, without those left out."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag not in left_out:
            yield element
            waiting += reversed(element)


def word_text(paragraph: Element) -> Iterator[str]:
    """Yield the shown text of a paragraph, without that of paragraphs inside it."""
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag in WORD_LEFT_OUT or element.tag == f"{W}p" or (element.tag == f"{W}r" and is_hidden(element)):
            continue
        if element.tag == f"{W}t":
            yield element.text or ""
        elif element.tag == f"{W}tab":
            yield "\t"
        elif element.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif element.tag == f"{W}noBreakHyphen":
            yield "-"
        elif element.tag != f"{W}pPr":
            waiting += reversed(element)


def is_hidden(run: Element) -> bool:
    """Whether a run of text is set to be hidden."""
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val") in TRUE


def read_odt(data: bytes, name: str) -> Reading:
    """Read an OpenDocument text: a paragraph each with a blank line between.

    Left out are deleted and hidden text, notes, comments, lists of contents, headers and footers.
    """
    parts = Parts(data, name)
    if "META-INF/manifest.xml" in parts.members and b"encryption-data" in parts.read("META-INF/manifest.xml"):
        raise ReadError(f"{shown_name(name)}: is encrypted; save it without a password")
    root = parts.xml("content.xml")
    hidden = set(hidden_styles(root))
    told = properties(parts, "meta.xml")
    paragraphs: list[str] = []
    title = told.get(f"{DC}title")
    for element in boxed(root, OPEN_LEFT_OUT):
        style = element.get(f"{TEXT}style-name", "")
        if element.tag in (f"{TEXT}p", f"{TEXT}h") and style not in hidden:
            paragraphs.append("".join(open_text(element, hidden)).strip())
            title = title or (paragraphs[-1] if style.lower() in TITLES else None)
    date = told.get(f"{META}creation-date") or told.get(f"{DC}date")
    author = told.get(f"{META}initial-creator") or told.get(f"{DC}creator")
    return reading(name, paragraphs, title=title, date=date, author=author)


def hidden_styles(root: Element) -> Iterator[str]:
    """Yield the names of the styles whose text is not displayed."""
    for style in root.iter(f"{STYLE}style"):
        if any(one.get(f"{TEXT}display") in ("none", "true") for one in style.iter(f"{STYLE}text-properties")):
            yield style.get(f"{STYLE}name", "")


def open_text(element: Element, hidden: set[str]) -> Iterator[str]:
    """Yield the text of a paragraph in order, without what is left out and paragraphs inside it."""
    waiting: list[Element | str] = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
            continue
        inside = one is element or (
            one.tag not in OPEN_LEFT_OUT
            and one.tag not in (f"{TEXT}p", f"{TEXT}h")
            and one.get(f"{TEXT}style-name", "") not in hidden
        )
        if one is not element:
            waiting.append(one.tail or "")
        if one.tag == f"{TEXT}s":
            waiting.append(" ")
        elif one.tag in (f"{TEXT}tab", f"{TEXT}line-break"):
            waiting.append("\t" if one.tag == f"{TEXT}tab" else "\n")
        elif inside:
            waiting += reversed(one)
            waiting.append(one.text or "")


def properties(parts: Parts, member: str) -> dict[str, str]:
    """Return what the file tells about itself, by the tag; nothing where that part is missing or damaged."""
    if member not in parts.members:
        return {}
    try:
        return {element.tag: element.text for element in parts.xml(member).iter() if element.text}
    except (ReadError, SyntaxError):  # SyntaxError: what the parser of XML raises
        return {}


def reading(name: str, paragraphs: list[str], **told: object) -> Reading:
    """Return the one article of a document; ReadError when it has no text."""
    text = "\n\n".join(filter(None, paragraphs))
    if not text:
        raise ReadError(f"{shown_name(name)}: has no text in it; leave it out")
    return Reading((facts.article(text, name, **told),))


MOST = 5_000_000  # bytes without pictures; an article has some ten thousand
PICTURE = re.compile(rb"\{\\\*?\\?pict\b[^{}]*\}")
TITLE = re.compile(r"\{\\title ([^{}]{1,1000})\}")
AUTHOR = re.compile(r"\{\\author ([^{}]{1,1000})\}")
CREATED = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})(?:\\hr(\d{1,2})\\min(\d{1,2}))?")
DELETED = re.compile(r"\{[^{}]{0,200}\\(?:deleted|v)(?![a-z0-9])[^{}]*\}")  # groups without groups inside


def read_rtf(data: bytes, name: str) -> Reading:
    """Read an RTF document: a paragraph each with a blank line between; hidden and deleted groups are left out."""
    source = PICTURE.sub(b"", data).decode("latin-1")
    if len(source) > MOST:
        raise ReadError(f"{shown_name(name)}: is over {MOST // 1_000_000} MB of RTF; save it as text")
    text = unmarked(DELETED.sub("", source))
    paragraphs = [line.strip() for line in text.split("\n")]
    if not any(paragraphs):
        raise ReadError(f"{shown_name(name)}: has no text in it; leave it out")
    created = CREATED.search(source)
    document = facts.article(
        "\n\n".join(filter(None, paragraphs)),
        name,
        title=told(TITLE, source),
        date=facts.stamp(created.groups()) if created else None,
        author=told(AUTHOR, source),
    )
    return Reading((document,))


def told(pattern: re.Pattern[str], source: str) -> str | None:
    """Return a fact of the information group as text."""
    found = pattern.search(source)
    return unmarked("{\\rtf1\\ansi " + found[1] + "}").strip() if found else None


def unmarked(source: str) -> str:
    """Return the text of RTF, a paragraph a line."""
    from striprtf import striprtf

    text: Any = striprtf.rtf_to_text  # it has no types
    return str(text(source, errors="replace"))
