"""The readers: one function a suffix, from a file's bytes and its name to articles and warnings."""

from __future__ import annotations

from collections.abc import Callable

from summarize.errors import ReadError
from summarize.read.decode import Decoded, binary_kind, decode
from summarize.read.names import show
from summarize.records import Document, Reading

MOST_MARKDOWN = 1_000_000  # code points; a page built to keep a parser busy takes it 15 seconds for so many

Reader = Callable[[bytes, str], Reading]


def plain(data: bytes, name: str) -> Reading:
    """Read a text file: its text is the bytes as decoded, line ends included, without the byte order mark."""
    decoded = _text(data, name)
    return Reading((Document(decoded.text, name=name),), _remarks(decoded, name))


def markdown(data: bytes, name: str) -> Reading:
    """Read a Markdown file: its text is the prose, as plain paragraphs; see `markdown.article`."""
    from summarize.read.markdown import article

    decoded = _text(data, name)
    if len(decoded.text) > MOST_MARKDOWN:
        raise ReadError(f"{show(name)}: is over {MOST_MARKDOWN:,} characters of Markdown; save it as plain text (.txt)")
    found = article(decoded.text)
    if not found.text:
        raise ReadError(f"{show(name)}: has no text besides headings, code, tables and images; leave it out")
    document = Document(found.text, title=found.title, date=found.date, url=found.url, name=name)
    return Reading((document,), _remarks(decoded, name))


READERS: dict[str, Reader] = {
    "": plain,
    ".txt": plain,
    ".text": plain,
    ".md": markdown,
    ".markdown": markdown,
}


def _text(data: bytes, name: str) -> Decoded:
    """Decode a file that must hold text; ReadError says what it holds instead."""
    if kind := binary_kind(data):
        raise ReadError(
            f"{show(name)}: is {kind}; this version reads plain text and Markdown, convert it to text first"
        )
    decoded = decode(data)
    if not decoded.text.strip():
        raise ReadError(f"{show(name)}: is empty; leave it out")
    return decoded


def _remarks(decoded: Decoded, name: str) -> tuple[str, ...]:
    """Tell what was guessed and what was replaced."""
    remarks = []
    if decoded.guessed:
        remarks.append(f"{show(name)}: read as {decoded.encoding}, which is a guess; save it as UTF-8 to be sure")
    if decoded.replaced:
        what = "1 character" if decoded.replaced == 1 else f"{decoded.replaced} characters"
        remarks.append(f"{show(name)}: {what} could not be read as {decoded.encoding} and became U+FFFD")
    return tuple(remarks)
