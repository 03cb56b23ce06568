"""Archives: the members of a ZIP file, each read like a file of a folder, and single files packed by gzip."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from pathlib import PurePath, PureWindowsPath
from typing import IO, TYPE_CHECKING

from summarize.errors import ReadError, shown_name
from summarize.read.decode import binary_kind
from summarize.read.readers import BY_MARK, parse, unread
from summarize.records import Document, Reading

if TYPE_CHECKING:
    import gzip
    from xml.etree.ElementTree import Element

MEGABYTE = 1_000_000
NAMED = 5  # members passed over that are told one by one
MOST_PACKED = 20 * MEGABYTE  # of members that are packed themselves, which may inflate once more
CLOSED = frozenset({"a ZIP archive", "a gzip archive"})  # not opened inside an archive


def read_zip(data: bytes, name: str) -> Reading:
    """Read the members of a ZIP archive in the order of their names; an article is named ARCHIVE.zip/MEMBER.

    Hidden members and those that no reader is for are passed over, archives in archives too. Nothing is written.
    """
    parts = Parts(data, name)
    documents: list[Document] = []
    warnings: list[str] = []
    encodings: list[str | None] = []
    packed = 0
    for member in sorted(parts.members, key=lambda member: PurePath(member).parts):
        label = f"{name}/{member}"
        if leads_out(member):
            warnings.append(f"{shown_name(label)}: left out, its name leads out of the archive")
            continue
        if any(part.startswith((".", "__MACOSX")) for part in PurePath(member).parts):
            continue
        if reason := unread(member):
            warnings.append(f"{shown_name(label)}: left out, {reason}")
            continue
        try:
            inner = parts.read(member)
            packed += packed_size(inner, label, packed)
            reading = parse(inner, label)
        except ReadError as error:
            warnings.append(str(error) if shown_name(label) in str(error) else f"{shown_name(label)}: {error}")
            if parts.left <= 0:
                break
        except (OSError, RuntimeError, ValueError, EOFError, NotImplementedError, zlib.error) as error:
            warnings.append(f"{shown_name(label)}: cannot be unpacked ({type(error).__name__}); leave it out")
        else:
            documents += reading.documents
            encodings += reading.encodings or (None,) * len(reading.documents)
            warnings += reading.warnings
    more = [f"{shown_name(name)}: and {len(warnings) - NAMED} more remarks"] if len(warnings) > NAMED + 1 else []
    told = [*warnings[:NAMED], *more] if more else warnings
    if not documents:
        raise ReadError(f"{shown_name(name)}: has no article in it{f' ({told[0]})' if told else ''}; leave it out")
    return Reading(tuple(documents), tuple(told), tuple(encodings))


def leads_out(member: str) -> bool:
    """Whether the name of a member goes up, or starts at the root or a drive, with slashes either way round."""
    path = PureWindowsPath(member)
    return ".." in path.parts or bool(path.drive or path.root)


def packed_size(data: bytes, name: str, before: int) -> int:
    """Return the size of a member that is packed itself, 0 for others; ReadError when it is an archive, or too much."""
    kind = binary_kind(data)
    if kind in CLOSED:
        raise ReadError(f"{shown_name(name)}: is {kind} inside an archive, which is not opened; unpack it first")
    size = len(data) if kind in BY_MARK else 0
    if before + size > MOST_PACKED:
        raise ReadError(f"{shown_name(name)}: is too much in one archive; unpack it and give the folder")
    return size


def read_gzip(data: bytes, name: str) -> Reading:
    """Read what gzip packed, by the suffix before `.gz`; an article keeps the name of the packed file."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            inner = inflated(file, max(MEGABYTE, len(data) * MOST_RATIO), MOST_INFLATED, name)
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(
            f"{shown_name(name)}: is a damaged gzip archive ({shown_name(str(error))}); leave it out"
        ) from error
    kind = binary_kind(inner)
    if kind in CLOSED:
        raise ReadError(f"{shown_name(name)}: holds {kind}, which is not opened; unpack it first")
    if inner[257:262] == b"ustar":
        raise ReadError(f"{shown_name(name)}: holds a tar archive; unpack it and give the folder")
    return parse(inner, name, unpacked=True)


MOST_INFLATED = 100 * MEGABYTE  # of one archive, all members together
MOST_RATIO = 100  # inflated to packed, above a megabyte; text has 3 to 10
MOST_MEMBERS = 10_000
CHUNK = 1 << 16
DEEPEST = 200  # elements inside each other; articles have some 20


class Parts:
    """The members of a ZIP archive. Nothing is unpacked to disk; sizes that the archive states are not believed."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.left = MOST_INFLATED
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        if len(self.archive.filelist) > MOST_MEMBERS:
            raise ReadError(f"{shown_name(name)}: has over {MOST_MEMBERS:,} members; unpack it and give the folder")
        self.members = {info.filename: info for info in self.archive.filelist if not info.is_dir()}

    def read(self, member: str) -> bytes:
        """Return the bytes of a member; ReadError when it is missing, has a password or inflates too much."""
        info = self.members.get(member)
        if info is None:
            raise ReadError(f"{shown_name(self.name)}: has no {shown_name(member)} in it; it may be damaged")
        if info.flag_bits & 1:
            raise ReadError(f"{shown_name(self.name)}: needs a password; save it without one")
        with self.archive.open(info) as file:
            data = inflated(file, max(MEGABYTE, info.compress_size * MOST_RATIO), self.left, self.name)
        self.left -= len(data)
        return data

    def xml(self, member: str) -> Element:
        """Return the root element of a member; ReadError when it has a DTD or is nested too deep."""
        return parsed(self.read(member), self.name)


def inflated(file: IO[bytes] | gzip.GzipFile, ratio: int, left: int, name: str) -> bytes:
    """Read to the end, or raise ReadError at the first byte above what may come of so few bytes, or is left."""
    chunks, size = [], 0
    while chunk := file.read(CHUNK):
        size += len(chunk)
        if size > min(ratio, left):
            limit = f"{MOST_RATIO} times its size" if ratio < left else f"{MOST_INFLATED // MEGABYTE} MB"
            raise ReadError(f"{shown_name(name)}: inflates to over {limit}; unpack it and give the folder")
        chunks.append(chunk)
    return b"".join(chunks)


def parsed(data: bytes, name: str) -> Element:
    """Return the root element of XML; ReadError when it declares a DTD or entities, or is nested too deep."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise ReadError(f"{shown_name(name)}: has a document type or entities in its XML, which is refused") from error
    level, depth = [root], 0
    while level := [child for element in level for child in element]:
        depth += 1
        if depth > DEEPEST:
            raise ReadError(f"{shown_name(name)}: is nested too deep; leave it out")
    return root
