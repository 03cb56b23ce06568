"""The one door in: paths to articles, with a line for everything left out, guessed or replaced.

`find` says which files, a reader of `READERS` makes articles of each, `decode` gives the text of those that are
text; here they are joined, and bounded. What cannot be read is named and skipped; only when nothing can be read is
that an error.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import fields
from os import PathLike, fsdecode
from pathlib import Path
from typing import IO, Any

from summarize.errors import ReadError, failure_reason, shown_name
from summarize.read.files import find
from summarize.read.readers import parse
from summarize.records import Document, ProgressCallback, Reading

DocumentInput = str | Document | PathLike[str]

MEGABYTE = 1_000_000
MAX_FILE_BYTES = 50 * MEGABYTE  # an article has some thousand; more is a device, a mistake or an attack
MAX_TOTAL_BYTES = 500 * MEGABYTE  # about 100,000 articles, the most that one machine is meant for
CHUNK_BYTES = 1 << 20
NAMED = 3  # failures told in the error when nothing can be read


def read(path: str | PathLike[str]) -> Reading:
    """Read one file, or standard input for `-`; ReadError names it and says what to do."""
    name = fsdecode(path)
    return parse(_load(name, MAX_TOTAL_BYTES), name)


def read_all(paths: Iterable[str | PathLike[str]], progress: ProgressCallback = lambda stage, share: None) -> Reading:
    """Read files and folders (recursively), in the order given and inside a folder by name.

    What is missing, empty, too large or no text is named in a warning and passed over. A file is read whole
    or not at all. Raises ReadError, which says why, when there is no article. progress: is told the share that is read.
    """
    found = find(paths)
    documents: list[Document] = []
    encodings: list[str | None] = []
    warnings: list[str] = [*found.failures, *found.left_out]
    failures: list[str] = [*found.failures]
    left = MAX_TOTAL_BYTES
    for at, source in enumerate(found.sources):
        progress("reading", at / len(found.sources))
        try:
            data = _load(source.name, left)
            reading = parse(data, source.name)
        except ReadError as error:
            warnings.append(str(error))
            failures.append(str(error))
        else:
            left -= len(data)
            documents += reading.documents
            encodings += reading.encodings or (None,) * len(reading.documents)
            warnings += reading.warnings
    if not documents:
        raise ReadError(_nothing(failures))
    return Reading(tuple(documents), tuple(warnings), tuple(encodings))


def _nothing(failures: list[str]) -> str:
    """Say why there is no article: the one reason, or the first few."""
    if not failures:
        return "no files were given; name a file, a folder, or - for standard input"
    if len(failures) == 1:
        return failures[0]
    more = [f"and {len(failures) - NAMED} more"] if len(failures) > NAMED else []
    return f"nothing could be read: {'; '.join([*failures[:NAMED], *more])}"


def _load(name: str, left: int) -> bytes:
    """Return the bytes of a file, at most MAX_FILE_BYTES and at most `left`, what may still be read."""
    try:
        with _open(name) as file:
            data = _stream(file, min(MAX_FILE_BYTES, left))
    except (OSError, ValueError) as error:
        raise ReadError(f"{shown_name(name)}: {failure_reason(error)}") from error
    if data is not None:
        return data
    if left < MAX_FILE_BYTES:
        limit = MAX_TOTAL_BYTES // MEGABYTE
        raise ReadError(f"{shown_name(name)}: with it the input is larger than {limit} MB; give fewer files at a time")
    raise ReadError(f"{shown_name(name)}: is larger than {MAX_FILE_BYTES // MEGABYTE} MB; split it or leave it out")


def _open(name: str) -> Any:
    """Open a file for reading bytes; `-` is standard input, which stays open."""
    if name != "-":
        return Path(name).open("rb")
    if sys.stdin is None:
        raise OSError(0, "standard input is closed")
    return nullcontext(sys.stdin.buffer)


def _stream(file: IO[bytes], limit: int) -> bytes | None:
    """Read to the end, or give None at the first byte above `limit`: a pipe or device may have no end."""
    chunks, size = [], 0
    while chunk := file.read(CHUNK_BYTES):
        size += len(chunk)
        if size > limit:
            return None
        chunks.append(chunk)
    return b"".join(chunks)


def gather(documents: DocumentInput | Iterable[DocumentInput]) -> Reading:
    """Return the documents of a call, files read, in the order given."""
    found: list[Document] = []
    warnings: list[str] = []
    for item in as_list(documents):
        if isinstance(item, PathLike):
            reading = read_all([item])
            found += reading.documents
            warnings += reading.warnings
        else:
            found.append(checked(Document(item) if isinstance(item, str) else item))
    return Reading(tuple(found), tuple(warnings))


def as_list(documents: DocumentInput | Iterable[DocumentInput]) -> list[DocumentInput]:
    """Return documents as a list; TypeError for what is none of those that `summarize` takes, a mapping among them."""
    if isinstance(documents, str | bytes | Document | PathLike):
        return [documents]
    if isinstance(documents, Mapping) or not isinstance(documents, Iterable):
        kinds = "a str, a Document, a path, or an iterable of them"
        raise TypeError(f"documents is {kinds}, got {type(documents).__name__}")
    return list(documents)


def checked(document: object) -> Document:
    """Return a document whose fields are text; TypeError names what is not."""
    if not isinstance(document, Document):
        raise TypeError(f"a document is a str, a Document or a path, got {type(document).__name__}")
    for field in fields(document):
        value = getattr(document, field.name)
        if not isinstance(value, str) and (value is not None or field.name == "text"):
            raise TypeError(f"Document.{field.name} is a str, got {type(value).__name__}")
    return document
