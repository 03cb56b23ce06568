"""Archives: the members of a ZIP file, each read like a file of a folder, and single files packed by gzip."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import PurePath, PureWindowsPath

from summarize.errors import ReadError
from summarize.read.decode import binary_kind
from summarize.read.names import shown_name
from summarize.read.readers import BY_MARK, parse, unread
from summarize.read.zip_parts import MEGABYTE, MOST_INFLATED, MOST_RATIO, Parts, inflated
from summarize.records import Document, Reading

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
