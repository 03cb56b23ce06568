"""From what a call takes to documents. The rest of the package reads through this module.

The walk of a file through this folder:

    inputs    texts, documents and paths of a call -> one `Reading`     this module; bounds how much is read
    files     paths and folders -> the files to read, in order
    readers   the bytes and the name of a file -> the reader of its format
    decode    bytes -> text, for formats that are text
              -> `Document`, with a warning for all that was left out, guessed or replaced

What cannot be read is named in a warning and skipped. It is an error only when nothing can be read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import fields
from itertools import chain
from os import PathLike, fsdecode
from pathlib import Path
from typing import IO

from summarize.errors import MEGABYTE, ReadError, failure_reason, shown_name
from summarize.read.files import find, open_bytes
from summarize.read.opml import FileOpener
from summarize.read.readers import parse
from summarize.records import Document, ProgressCallback, Reading

DocumentInput = str | Document | PathLike[str]  # a str is an article's text, never a path

# limits by judgement
MAX_NAME_LENGTH = 1_000  # characters of a text that is looked up as a path
MAX_FILE_BYTES = 50 * MEGABYTE  # an article has some thousand; more is a device, a mistake or an attack
MAX_TOTAL_BYTES = 500 * MEGABYTE  # about 100,000 articles, the most that one machine is meant for
MAX_TEXT_LENGTH = 30_000_000  # code points of one text: some 5 million words, 40 seconds of work; a book has a million
CHUNK_BYTES = 1 << 20
MAX_FAILURES_NAMED = 3  # in the error when nothing can be read


def gather(documents: DocumentInput | Iterable[DocumentInput]) -> Reading:
    """Return the documents of a call in the order given, with the files among them read as by `read_all`.

    A folder gives all its articles, and a file that is skipped gives none. `encodings` stays empty. Raises TypeError
    for what `summarize` does not take, and ReadError when there are paths and no document at all, or when a text or
    `Document` is longer than MAX_TEXT_LENGTH: to leave it out would change the numbers of those behind it.
    """
    items = [item if isinstance(item, PathLike) else _checked(item) for item in as_list(documents)]
    files = _Files([item for item in items if isinstance(item, PathLike)])
    by_path = iter(files.documents_by_path())
    gathered: list[Document] = []
    for item in items:
        gathered += next(by_path) if isinstance(item, PathLike) else [item]
    if files.paths and not gathered:
        raise ReadError(_no_article_message(files.failures))
    meant = [_path_warning(item.text) for item in items if isinstance(item, Document) and _names_a_path(item)]
    return Reading(tuple(gathered), (*files.warnings, *meant))


def _names_a_path(document: Document) -> bool:
    """Whether a text is the name of an existing file or folder, which may have been meant."""
    text = document.text
    if not 0 < len(text) <= MAX_NAME_LENGTH or any(character.isspace() for character in text):
        return False
    try:
        return Path(text).exists()
    except (OSError, ValueError):  # no name that the file system knows
        return False


def meant_as_paths(documents: Iterable[Document]) -> str:
    """Return what to add to an error where a text without sentences names an existing path; "" where none does."""
    return next((f"; {_path_warning(one.text)}" for one in documents if one.name is None and _names_a_path(one)), "")


def _path_warning(text: str) -> str:
    """Return the line that tells a text from a path.

    text: a short text that names an existing path. The line says how to hand in the file instead.
    """
    name = shown_name(text)
    return f"{name} is taken for the text of an article; to read the file or folder of that name, pass a pathlib.Path"


def as_list(documents: DocumentInput | Iterable[DocumentInput]) -> list[DocumentInput]:
    """Return the argument of `summarize` as a list: a single document becomes a list of one.

    Raises TypeError for anything that is neither a document nor an iterable, and for a mapping. The entries are not
    looked at.
    """
    if isinstance(documents, str | bytes | Document | PathLike):
        return [documents]
    if isinstance(documents, Mapping) or not isinstance(documents, Iterable):
        kinds = "a str, a Document, a path, or an iterable of them"
        raise TypeError(f"documents must be {kinds}, got {type(documents).__name__}")
    return list(documents)


def _checked(document: object) -> Document:
    """Return a text or document as a document whose fields are text; TypeError names the one that is not."""
    if isinstance(document, str):
        document = Document(document)
    if not isinstance(document, Document):
        raise TypeError(f"a document must be a str, a Document or a path, got {type(document).__name__}")
    for field in fields(document):
        value = getattr(document, field.name)
        if field.name != "pages" and not isinstance(value, str) and (value is not None or field.name == "text"):
            raise TypeError(f"Document.{field.name} must be a str, got {type(value).__name__}")
    _check_lengths([document], document.name or "a document")
    return document


def _check_lengths(documents: Iterable[Document], name: str) -> None:
    """Refuse a text that is longer than MAX_TEXT_LENGTH: ReadError names the file that it came from."""
    if any(len(document.text) > MAX_TEXT_LENGTH for document in documents):
        limit = f"is longer than {MAX_TEXT_LENGTH:,} characters"
        raise ReadError(f"{shown_name(name)}: {limit}; split it or leave it out")


def read_all(
    paths: Iterable[str | PathLike[str]],
    progress: ProgressCallback = lambda stage, share: None,
    text_column: str | None = None,
    open_file: FileOpener | None = None,
) -> Reading:
    """Read files and folders (recursively), in the order given and by name within a folder.

    A file that is missing, empty, too large or not an article is named in a warning and skipped. A file is read whole
    or not at all. `encodings` has an entry for each document. Raises ReadError with the reasons when there is no
    article. progress: called before each file with "reading" and the share of the files that is read.
    text_column: the column of tables that holds the texts, where it has none of the usual names. open_file: opens a
    file by its name for reading bytes, instead of `open`; a ReadError that it raises is a warning.
    """
    files = _Files(list(paths), text_column, open_file)
    readings = list(files.readings(progress))
    documents = tuple(document for reading in readings for document in reading.documents)
    if not documents:
        raise ReadError(_no_article_message(files.failures))
    encodings = (reading.encodings or (None,) * len(reading.documents) for reading in readings)
    return Reading(documents, tuple(files.warnings), tuple(chain.from_iterable(encodings)))


class _Files:
    """The files of a call: each is read once, and all of them share one limit of bytes."""

    def __init__(
        self,
        paths: list[str | PathLike[str]],
        text_column: str | None = None,
        open_file: FileOpener | None = None,
    ) -> None:
        self.paths, self.text_column, self.open_file = paths, text_column, open_file or _open
        self.found = find(paths, self.open_file)
        self.bytes_left = MAX_TOTAL_BYTES
        self.warnings = [*self.found.failures, *self.found.left_out]
        self.failures = [*self.found.failures]  # those of the warnings that name something unread

    def readings(self, progress: ProgressCallback = lambda stage, share: None) -> Iterator[Reading]:
        """Yield what each file of `found` gives, nothing for one that cannot be read."""
        for index, file in enumerate(self.found.files):
            progress("reading", index / len(self.found.files))
            yield self.reading(file.name)

    def documents_by_path(self) -> Iterator[list[Document]]:
        """Yield the documents that each path gives."""
        documents: list[list[Document]] = [[] for _ in self.paths]
        for file, reading in zip(self.found.files, self.readings(), strict=True):
            documents[file.path] += reading.documents
        yield from documents

    def reading(self, name: str) -> Reading:
        """Return what a file gives; nothing, with a warning, when it cannot be read."""
        try:
            data = _load(name, self.bytes_left, self.open_file)
            reading = parse(data, name, text_column=self.text_column)
            _check_lengths(reading.documents, name)
        except ReadError as error:
            self.warnings.append(str(error))
            self.failures.append(str(error))
            return Reading(())
        self.bytes_left -= len(data)
        self.warnings += reading.warnings
        return reading


def read(path: str | PathLike[str]) -> Reading:
    """Read one file, or standard input for `-`. Raises ReadError, which names the file and says what to do."""
    name = fsdecode(path)
    return parse(_load(name, MAX_TOTAL_BYTES, _open), name)


def _no_article_message(failures: list[str]) -> str:
    """Return why there is no article: the only reason, or the first few of them."""
    if not failures:
        return "no files were given; name a file, a folder, or - for standard input"
    if len(failures) == 1:
        return failures[0]
    unnamed = len(failures) - MAX_FAILURES_NAMED
    named = [*failures[:MAX_FAILURES_NAMED], *([f"and {unnamed} more"] if unnamed > 0 else [])]
    return f"nothing could be read: {'; '.join(named)}"


def _load(name: str, bytes_left: int, open_file: FileOpener) -> bytes:
    """Return the bytes of a file: at most MAX_FILE_BYTES, and at most what is left of MAX_TOTAL_BYTES."""
    try:
        with open_file(name) as file:
            data = _read_up_to(min(MAX_FILE_BYTES, bytes_left), file)
    except (OSError, ValueError) as error:
        raise ReadError(f"{shown_name(name)}: {failure_reason(error)}") from error
    if data is not None:
        return data
    if bytes_left < MAX_FILE_BYTES:
        limit = MAX_TOTAL_BYTES // MEGABYTE
        raise ReadError(f"{shown_name(name)}: with it the input is larger than {limit} MB; give fewer files at a time")
    raise ReadError(f"{shown_name(name)}: is larger than {MAX_FILE_BYTES // MEGABYTE} MB; split it or leave it out")


def _open(name: str) -> AbstractContextManager[IO[bytes]]:
    """Open a file for reading bytes; `-` is standard input, which stays open."""
    if name != "-":
        return open_bytes(name)
    if sys.stdin is None:
        raise OSError(0, "standard input is closed")
    return nullcontext(sys.stdin.buffer)


def _read_up_to(limit: int, file: IO[bytes]) -> bytes | None:
    """Return all bytes of a file, or None as soon as there are more than `limit`: a pipe may have no end."""
    chunks, size = [], 0
    while chunk := file.read(CHUNK_BYTES):
        size += len(chunk)
        if size > limit:
            return None
        chunks.append(chunk)
    return b"".join(chunks)
