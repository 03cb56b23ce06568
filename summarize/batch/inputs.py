"""Clusters to summarise: the lines of a file, or the folders in a folder, each an `Item` that is read when needed.

An item can be sent to a worker, which reads it with `cluster()`. It has its fingerprint from the start: a hash of the
settings, the version and the bytes of the cluster, by which its result is found again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, NamedTuple, Protocol, overload

from summarize.errors import SummarizeError, shortened
from summarize.options import Options
from summarize.read.cluster_lines import ARTICLE_FIELDS, LINE_BYTES, parse_documents, parse_object, utf8_lines
from summarize.read.files import find
from summarize.read.inputs import read_all
from summarize.records import Reading

CHUNK_BYTES = 1 << 20  # read at a time from a pipe, or where only a hash is wanted
ARRIVAL_SECONDS = 0.1  # that results wait for a line that has not arrived; by judgement
FINGERPRINT = 32  # hexadecimal digits


class BatchCluster(NamedTuple):
    """What an item holds."""

    id: str | int | None
    fields: dict[str, Any]  # further ones, kept as they are
    reading: Reading


class LineError(SummarizeError):
    """A line is not a cluster."""


class Item(Protocol):
    """A cluster of the input, not yet read."""

    @property
    def fingerprint(self) -> str:
        """FINGERPRINT hexadecimal digits that differ from those of any other cluster, or of other settings."""

    @property
    def line(self) -> int | None:
        """The number of the line it stands in, from 1; None for a folder."""

    @property
    def size(self) -> int:
        """How many bytes of the input it is."""

    def name(self) -> str | int | None:
        """Return the id, if one can be read."""

    def cluster(self) -> BatchCluster:
        """Read it; SummarizeError says why that cannot be done."""


@dataclass(frozen=True, slots=True)
class ClusterLine:
    """A cluster that is a line of JSON."""

    fingerprint: str
    line: int
    size: int
    data: bytes  # at most LINE_BYTES + 1 of it

    def name(self) -> str | int | None:
        """Return the id, if one can be read."""
        try:
            return cluster_id(parse_object(self.data))
        except ValueError:
            return None

    def cluster(self) -> BatchCluster:
        """Read the line; LineError says why that cannot be done."""
        try:
            data = parse_object(self.data)
            documents = parse_documents(data)
            own = ("id", "documents", *(() if "documents" in data else ARTICLE_FIELDS))
            fields = {key: value for key, value in data.items() if key not in own}
            json.dumps(fields, allow_nan=False)  # a number that is too large for a float could not be written
            return BatchCluster(cluster_id(data), fields, Reading(documents))
        except (ValueError, RecursionError) as error:
            raise LineError(str(error)) from error


@dataclass(frozen=True, slots=True)
class ClusterFolder:
    """A cluster that is a folder of articles."""

    fingerprint: str
    size: int
    path: str  # as the caller wrote it
    base: str  # the folder that `path` starts from, so that a worker that was started elsewhere finds it

    @property
    def line(self) -> None:
        """None: a folder is not a line."""
        return

    def name(self) -> str:
        """Return the name of the folder, which is the id."""
        return Path(self.path).name

    def cluster(self) -> BatchCluster:
        """Read the articles; SummarizeError says why there are none."""
        try:
            reading = read_all([os.path.join(self.base, self.path)])  # noqa: PTH118  # keeps the path as it is written
        except SummarizeError as error:
            raise SummarizeError(self.as_written(str(error))) from error
        documents = (
            replace(document, name=document.name and self.as_written(document.name)) for document in reading.documents
        )
        return BatchCluster(self.name(), {}, Reading(tuple(documents), tuple(map(self.as_written, reading.warnings))))

    def as_written(self, text: str) -> str:
        """Return a text with paths as the caller would write them."""
        return text if Path(self.path).is_absolute() else text.replace(str(Path(self.base)) + os.sep, "")


def cluster_id(data: dict[str, Any]) -> str | int | None:
    """Return the id of a line, None if it has none; ValueError for an id of another type.

    >>> cluster_id({"id": 7}), cluster_id({})
    (7, None)
    """
    name = data.get("id")
    if isinstance(name, bool) or not isinstance(name, str | int | None):
        raise ValueError(f'"id" must be a text or a whole number, got {shortened(name)}')
    return name


class Pipe:
    """A pipe or terminal that is read as lines arrive."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.held = bytearray()
        self.searched = 0  # bytes of `held` without a line break
        self.ended = False

    def readline(self, size: int) -> bytes | None:
        """Return the next line, at most so many bytes of it; b"" at the end, None while it has not arrived."""
        from select import select

        while True:
            line_end = self.held.find(b"\n", self.searched, size) + 1
            if line_end or len(self.held) >= size or self.ended:
                line = bytes(self.held[: line_end or size])
                del self.held[: len(line)]
                self.searched = 0
                return line
            self.searched = len(self.held)
            if not select([self.descriptor], [], [], ARRIVAL_SECONDS)[0]:
                return None
            chunk = os.read(self.descriptor, CHUNK_BYTES)
            self.held += chunk
            self.ended = not chunk


@overload
def lines(file: IO[bytes], options: Options) -> Iterator[ClusterLine]: ...
@overload
def lines(file: Pipe, options: Options) -> Iterator[ClusterLine | None]: ...
def lines(file: IO[bytes] | Pipe, options: Options) -> Iterator[ClusterLine | None]:
    """Yield the lines of a file that are not blank; only the first LINE_BYTES + 1 bytes of a line are kept.

    None stands for a line of a pipe that has not arrived yet.
    """
    settings = settings_hash(options)
    source = file if isinstance(file, Pipe) else utf8_lines(file)
    number = 0
    while (data := source.readline(LINE_BYTES + 1)) != b"":
        if data is None:
            yield None
            continue
        number += 1
        line_hash, size = settings.copy(), len(data)
        line_hash.update(data.rstrip(b"\r\n"))
        rest: bytes | None = data
        while len(data) > LINE_BYTES and not (rest or b"").endswith(b"\n"):
            rest = source.readline(CHUNK_BYTES)
            if rest == b"":
                break
            line_hash.update(rest or b"")
            size += len(rest or b"")
        if data.strip():
            yield ClusterLine(line_hash.hexdigest()[:FINGERPRINT], number, size, data)


def folders(path: Path) -> list[str]:
    """Return the paths of the folders in a folder, by name; hidden ones and links are passed over.

    Raises SummarizeError when the folder cannot be read or holds no folders.
    """
    try:
        with os.scandir(path) as entries:
            names = [
                entry.name
                for entry in entries
                if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")
            ]
    except OSError as error:
        raise SummarizeError(f"{path}: cannot be read ({error.strerror}); name a file or folder of clusters") from error
    if not names:
        raise SummarizeError(f"{path}: no folders in it; each cluster is a folder of articles")
    return [str(path / name) for name in sorted(names)]


def clusters(paths: list[str], options: Options) -> Iterator[ClusterFolder]:
    """Yield folders as clusters, in the order given; a path that is not absolute starts from the current folder."""
    base = str(Path.cwd())
    for path in paths:
        folder_hash = settings_hash(options)
        search = find([path])
        for message in (*search.failures, *search.left_out):
            folder_hash.update(message.encode("utf-8", "surrogatepass") + b"\n")
        size = 0
        for file in search.files:
            folder_hash.update(os.fsencode(file.name) + b"\0")
            size += add_file(folder_hash, file.name)
        yield ClusterFolder(folder_hash.hexdigest()[:FINGERPRINT], size, path, base)


def add_file(folder_hash: Any, name: str) -> int:
    """Add the bytes of a file to a hash and return how many; an unreadable file adds the number of its error."""
    file_hash, size = hashlib.sha256(), 0
    try:
        with Path(name).open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                file_hash.update(chunk)
                size += len(chunk)
    except OSError as error:
        file_hash.update(str(error.errno).encode())
    folder_hash.update(file_hash.digest())
    return size


def settings_hash(options: Options) -> Any:
    """Return a SHA-256 that has taken in the settings and the version."""
    return hashlib.sha256(json.dumps(options.to_dict(), sort_keys=True).encode() + b"\n")
