"""Plain text: a file is an article as it stands, or several with a mark between that data sets use."""

from __future__ import annotations

import re

from summarize.errors import OwnSummaryError, ReadError, shown_name
from summarize.read.decode import Decoded, binary_kind, decode
from summarize.read.facts import numbered
from summarize.records import Document, Reading

BAR = "|||||"  # between the articles of a cluster, as in Multi-News (Fabbri et al. 2019)
PASSAGE = re.compile(r"^Passage (\d{1,4}):[ \t]*(?:\r?\n|\Z)", re.MULTILINE)  # as in LongBench (Bai et al. 2024)
REMEDIES = {
    "an Excel workbook": "save its sheet as CSV",
    "an OpenDocument spreadsheet": "save its sheet as CSV",
    "a PowerPoint presentation": "save it as PDF",
    "an OpenDocument presentation": "save it as PDF",
    "an old Office document": "save it as .docx, without a password",
    "a bzip2 archive": "unpack it first",
    "an xz archive": "unpack it first",
    "a 7-Zip archive": "unpack it first",
    "a RAR archive": "unpack it first",
    "a Zstandard archive": "unpack it first",
}


def read(data: bytes, name: str) -> Reading:
    """Read a text file: its text is the bytes as decoded, line ends included, without the byte order mark."""
    decoded = text_of(data, name)
    refuse(decoded.text, name)
    texts = articles(decoded.text)
    names = [name] if len(texts) == 1 else [numbered(name, at) for at in range(1, len(texts) + 1)]
    documents = tuple(Document(text, name=one) for text, one in zip(texts, names, strict=True) if text.strip())
    return Reading(documents, remarks(decoded, name), (decoded.encoding,) * len(documents))


def articles(text: str) -> list[str]:
    """Cut a text where data sets that put a cluster into one text do: at `|||||`, or at lines `Passage 1:` and on."""
    if BAR in text:
        return text.split(BAR)
    marks = list(PASSAGE.finditer(text))
    in_order = [int(mark[1]) for mark in marks] == list(range(1, len(marks) + 1))
    if len(marks) < 2 or not in_order or text[: marks[0].start()].strip():
        return [text]
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return [text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]


def text_of(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """Decode what must be text; ReadError says what it is instead, and what to do about it."""
    if kind := binary_kind(data):
        remedy = REMEDIES.get(kind, "leave it out, or convert it to text first")
        raise ReadError(f"{shown_name(name)}: is {kind}, which is not read; {remedy}")
    decoded = decode(data, declared)
    if not decoded.text.strip(" \t\r\n\f\v|"):
        raise ReadError(f"{shown_name(name)}: is empty; leave it out")
    return decoded


def remarks(decoded: Decoded, name: str) -> tuple[str, ...]:
    """Tell what was guessed and what was replaced."""
    said = []
    if decoded.guessed:
        said.append(f"{shown_name(name)}: read as {decoded.encoding}, which is a guess; save it as UTF-8 to be sure")
    if decoded.replaced:
        what = "1 character" if decoded.replaced == 1 else f"{decoded.replaced} characters"
        said.append(f"{shown_name(name)}: {what} could not be read as {decoded.encoding} and became U+FFFD")
    return tuple(said)


# the heading over the sources, and below it nothing but them and the articles not used
LISTED = re.compile(r"^(?:## )?Sources \(\d{1,9} independent voices?\)\n(?P<rest>.*)\Z", re.MULTILINE | re.DOTALL)
ENTRY = re.compile(r"\s*|\[\**\d+\] .*|\d+\. .*|- .*| {2,4}\S.*|(?:## )?[A-Z][a-z]+(?: [a-z]+){1,3}|(?:## )?Runners-up")
PAGE = '<meta name="generator" content="summarize'
LEFT_OUT = "is a summary written by this program, which is no article; left out"
HEAD = 5000  # code points in which a page says what wrote it


def refuse(text: str, name: str) -> None:
    """Raise OwnSummaryError for the text of a file that is a summary as `-o` writes it: text, Markdown or HTML."""
    listed = LISTED.search(text.replace("\r\n", "\n"))
    ours = listed is not None and all(map(ENTRY.fullmatch, listed["rest"].split("\n")))
    if ours or PAGE in text[:HEAD]:
        raise OwnSummaryError(f"{shown_name(name)}: {LEFT_OUT}")
