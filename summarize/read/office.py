"""Documents of word processors (.docx, .odt, .rtf): the paragraphs that a reader of the printed page would see.

Each reader takes the bytes of a file and returns one article. Word and OpenDocument files are ZIP archives of XML, read
by the tags of ECMA-376 and of OASIS OpenDocument 1.3; RTF is one stream of text with commands, read by striprtf.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from summarize.errors import MEGABYTE, ReadError, shown_name
from summarize.read import facts, superscripts, text_head
from summarize.read.archive import Parts
from summarize.read.superscripts import Piece
from summarize.records import Reading

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_RTF_BYTES = 5 * MEGABYTE  # without pictures, by judgement; an article has some ten thousand

DC = "{http://purl.org/dc/elements/1.1/}"
TITLE_STYLES = ("title", "heading1", "heading 1")  # styles of paragraphs, in lower case

# ---------------------------------------------------------------- Word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT_W = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"  # the same names in the strict variant
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
DOCX_LEFT_OUT = {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "footnoteReference")} | {FALLBACK}
DOCX_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
HEIGHT = re.compile(r"[1-9]")  # of raised text, in half points
TRUE_VALUES = ("", "1", "true", "on", None)


def read_docx(data: bytes, name: str) -> Reading:
    """Read a Word document as one article, with a blank line between paragraphs.

    Left out are deleted and hidden text, notes, comments, headers and footers; cells of tables are paragraphs. The
    title is the one in the properties, else the first paragraph in a title's style. Raises ReadError when there is no
    text.
    """
    parts = Parts(data, name)
    main = next((member for member in parts.members if member.endswith("word/document.xml")), "word/document.xml")
    root = parts.xml(main)
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.startswith(STRICT_W):
            element.tag = W + element.tag.removeprefix(STRICT_W)
    stated = properties(parts, "docProps/core.xml")
    paragraphs = list(docx_paragraphs(root))
    titles = (text for text, style in paragraphs if style.lower() in TITLE_STYLES)
    return reading(
        name,
        [text for text, _ in paragraphs],
        title=stated.get(f"{DC}title") or next(titles, None),
        author=stated.get(f"{DC}creator"),
    )


def docx_paragraphs(root: Element) -> Iterator[tuple[str, str]]:
    """Yield the text of each paragraph that has any, and the name of its style."""
    for paragraph in walk(root, DOCX_LEFT_OUT):
        if paragraph.tag != f"{W}p":
            continue
        text = superscripts.joined(docx_text(paragraph)).strip()
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if text:
            yield text, style.get(f"{W}val", "") if style is not None else ""


def docx_text(paragraph: Element) -> Iterator[Piece]:
    """Yield the shown text of a paragraph, without that of paragraphs inside it."""
    stack = [(element, False, False) for element in reversed(paragraph)]
    while stack:
        element, raised, note = stack.pop()
        if element.tag == f"{W}r":
            raised, note = is_raised(element), is_note(element)
        if element.tag in (*DOCX_LEFT_OUT, f"{W}p") or (element.tag == f"{W}r" and is_hidden(element)):
            continue
        if element.tag == f"{W}t":
            yield Piece(element.text or "", raised, note)
        elif element.tag in DOCX_SIGNS:
            yield Piece(DOCX_SIGNS[element.tag], raised, note)
        elif element.tag != f"{W}pPr":
            stack += [(child, raised, note) for child in reversed(element)]


def is_raised(run: Element) -> bool:
    """Whether a run of text is set as a superscript."""
    align = run.find(f"{W}rPr/{W}vertAlign")
    position = run.find(f"{W}rPr/{W}position")  # in half points, below zero for a subscript
    height = position.get(f"{W}val", "") if position is not None else ""
    return is_note(run) or (
        align.get(f"{W}val") == "superscript" if align is not None else HEIGHT.match(height) is not None
    )


def is_note(run: Element) -> bool:
    """Whether the style of a run is that of a note's mark."""
    style = run.find(f"{W}rPr/{W}rStyle")
    return style is not None and superscripts.names_note(style.get(f"{W}val"))


def is_hidden(run: Element) -> bool:
    """Whether a run of text is set to be hidden, or is struck out."""
    marks = (run.find(f"{W}rPr/{W}{name}") for name in ("vanish", "strike", "dstrike"))
    return any(mark is not None and mark.get(f"{W}val") in TRUE_VALUES for mark in marks)


# ---------------------------------------------------------------- OpenDocument

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
ODT_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
ODT_LEFT_OUT = {
    *(f"{TEXT}{name}" for name in ("tracked-changes", "note", "hidden-text", "hidden-paragraph", "table-of-content")),
    *(f"{OFFICE}{name}" for name in ("annotation", "forms")),
}
RAISED_POSITION = re.compile(r"super|[1-9]")
ODT_WHITE_SPACE = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}


def read_odt(data: bytes, name: str) -> Reading:
    """Read an OpenDocument text as one article, with a blank line between paragraphs.

    Left out are deleted and hidden text, notes, comments, tables of contents, headers and footers. The title is the
    one in the properties, else the first paragraph in a title's style. Raises ReadError when the file is encrypted or
    has no text.
    """
    parts = Parts(data, name)
    if "META-INF/manifest.xml" in parts.members and b"encryption-data" in parts.read("META-INF/manifest.xml"):
        raise ReadError(f"{shown_name(name)}: is encrypted; save it without a password")
    root = parts.xml("content.xml")
    hidden, raised = set(hidden_styles(root)), set(raised_styles(root))
    stated = properties(parts, "meta.xml")
    paragraphs: list[str] = []
    title = stated.get(f"{DC}title")
    for element in walk(root, ODT_LEFT_OUT):
        style = element.get(f"{TEXT}style-name", "")
        if element.tag in ODT_PARAGRAPHS and style not in hidden:
            paragraphs.append(superscripts.joined(odt_text(element, hidden, raised)).strip())
            title = title or (paragraphs[-1] if style.lower() in TITLE_STYLES else None)
    author = stated.get(f"{META}initial-creator") or stated.get(f"{DC}creator")
    return reading(name, paragraphs, title=title, author=author)


def hidden_styles(root: Element) -> Iterator[str]:
    """Yield the names of the styles whose text is not displayed, or is struck out."""
    for style in root.iter(f"{STYLE}style"):
        text_styles = list(style.iter(f"{STYLE}text-properties"))
        struck = any(found.get(f"{STYLE}text-line-through-style", "none") != "none" for found in text_styles)
        if struck or any(found.get(f"{TEXT}display") in ("none", "true") for found in text_styles):
            yield style.get(f"{STYLE}name", "")


def raised_styles(root: Element) -> Iterator[str]:
    """Yield the names of the styles whose text is a superscript."""
    for style in root.iter(f"{STYLE}style"):
        positions = (found.get(f"{STYLE}text-position", "") for found in style.iter(f"{STYLE}text-properties"))
        if any(map(RAISED_POSITION.match, positions)):
            yield style.get(f"{STYLE}name", "")


def odt_text(paragraph: Element, hidden: set[str], raised: set[str]) -> Iterator[Piece]:
    """Yield the visible text of a paragraph in order, without the text of paragraphs inside it.

    hidden, raised: names of the styles whose text is not shown, and is a superscript.
    """
    stack: list[tuple[Element | str, bool]] = [(paragraph, False)]
    while stack:
        item, is_up = stack.pop()
        if isinstance(item, str):
            yield Piece(item, is_up)
            continue
        style = item.get(f"{TEXT}style-name", "")
        if item is not paragraph:
            stack.append((item.tail or "", is_up))
        if item.tag in ODT_WHITE_SPACE:
            stack.append((ODT_WHITE_SPACE[item.tag], is_up))
        elif item is paragraph or not (item.tag in (*ODT_LEFT_OUT, *ODT_PARAGRAPHS) or style in hidden):
            is_up = is_up or style in raised
            stack += [(child, is_up) for child in reversed(item)]
            stack.append((item.text or "", is_up))


# ---------------------------------------------------------------- RTF

RTF_PICTURE = re.compile(rb"\{\\\*?\\?pict\b[^{}]*\}")
RTF_TITLE = re.compile(r"\{\\title ([^{}]{1,1000})\}")
RTF_AUTHOR = re.compile(r"\{\\author ([^{}]{1,1000})\}")
RTF_LEFT_OUT = re.compile(r"\\(?:deleted|v|striked?)(?![a-z])")  # what is hidden, deleted or struck out begins or ends
RTF_TOKEN = re.compile(r"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'[\da-f]{2}|\\.|[{}]|[^\\{}]+", re.I | re.S)
RTF_CHARACTERS = re.compile(r"u|line|tab|bullet|[lr](?:dbl)?quote|[en][mn]?(?:dash|space)")  # words that stand for text
RTF_RAISED = re.compile(r"\\super(?![a-z0-9])((?:\\[a-z]{1,20}-?\d{0,9} ?){0,9}) ?([^\\{}]{1,30})")
RAISED_TEXT = re.compile("\ue000([^\ue000\ue001]*)\ue001")  # private characters, put around what is raised


def read_rtf(data: bytes, name: str) -> Reading:
    """Read an RTF document as one article, with a blank line between paragraphs.

    Hidden and deleted groups are left out. Raises ReadError when there is no text, or over MAX_RTF_BYTES.
    """
    source = RTF_PICTURE.sub(b"", data).decode("latin-1")
    if len(source) > MAX_RTF_BYTES:
        raise ReadError(f"{shown_name(name)}: is over {MAX_RTF_BYTES // MEGABYTE} MB of RTF; save it as text")
    paragraphs = [line.strip() for line in rtf_text(rtf_shown(source)).split("\n")]
    return reading(
        name,
        paragraphs,
        title=rtf_fact(RTF_TITLE, source),
        author=rtf_fact(RTF_AUTHOR, source),
    )


def rtf_shown(source: str) -> str:
    r"""Return RTF without the text that is hidden, deleted or struck out; groups and other commands stay.

    Such a command counts until it is taken back, or until the end of its group.

    >>> rtf_shown(r"{It hurt \strike 16{\b 17}\strike0 61 men}")
    '{It hurt \\strike {\\b }\\strike0 61 men}'
    """
    if not RTF_LEFT_OUT.search(source):
        return source
    kept, around, hiding = list[str](), list[frozenset[str]](), frozenset[str]()
    for token in RTF_TOKEN.finditer(source):
        word = token["word"]
        if token[0] == "{":
            around.append(hiding)
        elif token[0] == "}":
            hiding = around.pop() if around else frozenset()
        elif word == "plain":
            hiding = frozenset()
        elif RTF_LEFT_OUT.fullmatch(f"\\{word}"):
            hiding = hiding - {word} if token["number"] == "0" else hiding | {word}
        if not hiding or token[0] in "{}" or (word and not RTF_CHARACTERS.fullmatch(word)):
            kept.append(token[0])
    return "".join(kept)


def rtf_fact(pattern: re.Pattern[str], source: str) -> str | None:
    """Return a fact of the information group as text; None when it is not stated."""
    match = pattern.search(source)
    return rtf_text("{\\rtf1\\ansi " + match[1] + "}").strip() if match else None


def rtf_text(source: str) -> str:
    """Return the text of RTF, with a line for each paragraph."""
    from striprtf import striprtf

    to_text: Any = striprtf.rtf_to_text  # it has no types
    text = str(to_text(RTF_RAISED.sub("\\1\ue000\\2\ue001", source), errors="replace"))
    if "\ue000" not in text:
        return text
    pieces = RAISED_TEXT.split(text)  # every other one is raised
    return superscripts.joined(Piece(piece, index % 2 == 1) for index, piece in enumerate(pieces))


# ---------------------------------------------------------------- what they share


def reading(name: str, paragraphs: list[str], **stated: object) -> Reading:
    """Return the paragraphs of a document as one article.

    stated: what the document says about itself, passed to `facts.article`. Raises ReadError when no paragraph has text.
    """
    text = "\n\n".join(filter(None, paragraphs))
    if not text:
        raise ReadError(f"{shown_name(name)}: has no text in it; leave it out")
    return Reading((facts.article(text, name, date=text_head.date_in(text), **stated),))


def properties(parts: Parts, member: str) -> dict[str, str]:
    """Return what a document states about itself, by tag; {} where that part is missing or damaged."""
    if member not in parts.members:
        return {}
    try:
        return {element.tag: element.text for element in parts.xml(member).iter() if element.text}
    except (ReadError, SyntaxError):  # SyntaxError: what the parser of XML raises
        return {}


def walk(root: Element, left_out: set[str]) -> Iterator[Element]:
    """Yield an element and all inside it in document order, without the tags left out and what is in them."""
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag not in left_out:
            yield element
            stack += reversed(element)
