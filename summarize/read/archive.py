"""Archives: members of ZIP and tar by name, within limits; the articles in them, and in a file packed by gzip.

`Parts` and `xml_root` also serve the formats that are ZIP archives with XML in them: Word, OpenDocument, EPUB.
"""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import PurePath, PureWindowsPath
from typing import IO, TYPE_CHECKING

from summarize.errors import MEGABYTE, ReadError, shown_name
from summarize.read.decode import binary_kind
from summarize.read.readers import BY_SIGNATURE, is_tar, parse, unread_reason
from summarize.records import Document, Reading

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# limits by judgement
MAX_INFLATED_BYTES = 100 * MEGABYTE  # of one archive, all members together
MAX_INFLATION = 100  # inflated to packed size, above a megabyte; text has 3 to 10
MAX_MEMBERS = 10_000
MAX_PACKED_BYTES = 20 * MEGABYTE  # of all members that are packed themselves, which may inflate once more
MAX_XML_DEPTH = 200  # elements inside each other; articles have some 20
MAX_WARNINGS = 5  # of one archive that are shown; a single further one is shown, too
CHUNK_BYTES = 1 << 16

UNOPENED = frozenset({"a ZIP archive", "a gzip archive"})  # kinds of file that are not opened inside an archive


class Parts:
    """The members of a ZIP archive by name, without folders.

    Nothing is unpacked to disk. What the archive states about sizes is not believed: bytes are counted as they
    inflate. Raises ReadError when there are over MAX_MEMBERS.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name  # of the archive, for messages
        self.bytes_left = MAX_INFLATED_BYTES
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        if len(self.archive.filelist) > MAX_MEMBERS:
            raise ReadError(f"{shown_name(name)}: has over {MAX_MEMBERS:,} members; unpack it and give the folder")
        self.members = {info.filename: info for info in self.archive.filelist if not info.is_dir()}

    def read(self, member: str) -> bytes:
        """Return the bytes of a member. Raises ReadError when it is missing, has a password or inflates too much."""
        info = self.members.get(member)
        if info is None:
            raise ReadError(f"{shown_name(self.name)}: has no {shown_name(member)} in it; it may be damaged")
        if info.flag_bits & 1:
            raise ReadError(f"{shown_name(self.name)}: needs a password; save it without one")
        with self.archive.open(info) as file:
            data = _inflated(file, info.compress_size, self.bytes_left, self.name)
        self.bytes_left -= len(data)
        return data

    def xml(self, member: str) -> Element:
        """Return the root element of a member. Raises ReadError as `read` and `xml_root` do."""
        return xml_root(self.read(member), self.name)


def _inflated(file: IO[bytes] | gzip.GzipFile, packed_size: int, bytes_left: int, name: str) -> bytes:
    """Read to the end; ReadError at the first byte above MAX_INFLATION times the packed size, or above what is left."""
    limit = max(MEGABYTE, packed_size * MAX_INFLATION)
    chunks, size = [], 0
    while chunk := file.read(CHUNK_BYTES):
        size += len(chunk)
        if size > min(limit, bytes_left):
            bound = f"{MAX_INFLATION} times its size" if limit < bytes_left else f"{MAX_INFLATED_BYTES // MEGABYTE} MB"
            raise ReadError(f"{shown_name(name)}: inflates to over {bound}; unpack it and give the folder")
        chunks.append(chunk)
    return b"".join(chunks)


def xml_root(data: bytes, name: str) -> Element:
    """Return the root element of XML.

    Raises ReadError when it declares a document type or entities, which can be built to inflate or to read files, or
    nests over MAX_XML_DEPTH elements; SyntaxError when it is not XML.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise ReadError(f"{shown_name(name)}: has a document type or entities in its XML, which is refused") from error
    level, depth = [root], 0
    while level := [child for element in level for child in element]:
        depth += 1
        if depth > MAX_XML_DEPTH:
            raise ReadError(f"{shown_name(name)}: is nested too deep; leave it out")
    return root


def read_zip(data: bytes, name: str) -> Reading:
    """Read the members of a ZIP archive in the order of their names; an article is named ARCHIVE.zip/MEMBER.

    Hidden members are skipped; archives, and files that no reader takes, are skipped with a warning. Nothing is
    written to disk. Raises ReadError when no member holds an article.
    """
    parts = Parts(data, name)
    return _members_read(parts.members, parts.read, lambda: parts.bytes_left > 0, name, [])


def read_tar(data: bytes, name: str) -> Reading:
    """Read the files of a tar archive as `read_zip` does; links, devices and sparse files are left out and named.

    Nothing is unpacked to disk, and no link is followed. Of a name that comes twice the last file counts, as `tar`
    has it. Raises ReadError when no member holds an article, the archive is damaged from the start, or it has over
    MAX_MEMBERS.
    """
    members: dict[str, bytes] = {}
    warnings = list[str]()
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        for number, info in enumerate(archive):
            if number >= MAX_MEMBERS:
                raise ReadError(f"{shown_name(name)}: has over {MAX_MEMBERS:,} members; unpack it and give the folder")
            if info.isreg() and not info.issparse():
                members[info.name.removeprefix("./")] = data[info.offset_data : info.offset_data + info.size]
            elif not info.isdir():
                kind = "a link" if info.issym() or info.islnk() else "no regular file"
                warnings.append(f"{shown_name(f'{name}/{info.name}')}: left out, {kind}")
    return _members_read(members, members.__getitem__, lambda: True, name, warnings)


def _members_read(
    members: Iterable[str], load: Callable[[str], bytes], may_go_on: Callable[[], bool], name: str, warnings: list[str]
) -> Reading:
    """Return the articles of an archive's members in the order of their names; ReadError where there is none.

    load: returns the bytes of a member. may_go_on: whether more may be loaded after an error.
    """
    documents, encodings, packed_bytes = list[Document](), list[str | None](), 0
    for member in sorted(filter(_is_visible, members), key=lambda member: PurePath(member).parts):
        label = f"{name}/{member}"
        if reason := _reason_to_skip(member):
            warnings.append(f"{shown_name(label)}: left out, {reason}")
            continue
        try:
            inner = load(member)
            packed_bytes += _packed_bytes(inner, label, packed_bytes)
            reading = parse(inner, label)
        except ReadError as error:
            warnings.append(str(error) if shown_name(label) in str(error) else f"{shown_name(label)}: {error}")
            if not may_go_on():
                break
        except Exception as error:  # zipfile and the packings have errors of a dozen kinds
            warnings.append(f"{shown_name(label)}: cannot be unpacked ({type(error).__name__}); leave it out")
        else:
            documents += reading.documents
            encodings += reading.encodings or (None,) * len(reading.documents)
            warnings += reading.warnings
    if not documents:
        reason = f" ({warnings[0]})" if warnings else ""
        raise ReadError(f"{shown_name(name)}: has no article in it{reason}; leave it out")
    return Reading(tuple(documents), _first_warnings(warnings, name), tuple(encodings))


def _is_visible(member: str) -> bool:
    """Whether a member is neither hidden nor added by macOS; one whose name leads out counts as visible.

    >>> _is_visible("a/b.txt"), _is_visible("a/.hidden"), _is_visible("__MACOSX/b.txt")
    (True, False, False)
    """
    return _leads_out(member) or not any(part.startswith((".", "__MACOSX")) for part in PurePath(member).parts)


def _reason_to_skip(member: str) -> str | None:
    """Return why a member is not read, by its name; None for one that is."""
    return "its name leads out of the archive" if _leads_out(member) else unread_reason(member)


def _leads_out(member: str) -> bool:
    r"""Whether the name of a member goes up, or starts at the root or a drive, with slashes either way round.

    >>> _leads_out("../a.txt"), _leads_out("C:\\a.txt"), _leads_out("a/b.txt")
    (True, True, False)
    """
    path = PureWindowsPath(member)
    return ".." in path.parts or bool(path.drive or path.root)


def _packed_bytes(data: bytes, name: str, before: int) -> int:
    """Return the size of a member that is packed itself, 0 for others; ReadError for an archive and for too much.

    before: the packed bytes of the members before it.
    """
    kind = binary_kind(data)
    if kind in UNOPENED or is_tar(data):
        kind = "a tar archive" if is_tar(data) else kind
        raise ReadError(f"{shown_name(name)}: is {kind} inside an archive, which is not opened; unpack it first")
    size = len(data) if kind in BY_SIGNATURE else 0
    if before + size > MAX_PACKED_BYTES:
        raise ReadError(f"{shown_name(name)}: is too much in one archive; unpack it and give the folder")
    return size


def _first_warnings(warnings: list[str], name: str) -> tuple[str, ...]:
    """Return the first warnings and how many more there are; a single further one is shown, not counted."""
    unnamed = len(warnings) - MAX_WARNINGS
    if unnamed <= 1:
        return tuple(warnings)
    return (*warnings[:MAX_WARNINGS], f"{shown_name(name)}: and {unnamed} more remarks")


def read_gzip(data: bytes, name: str) -> Reading:
    """Read a file packed by gzip, by the suffix before `.gz`; an article keeps the name of the packed file.

    A tar archive in it is read. Raises ReadError when it is damaged, inflates too much, or holds another archive.
    """
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            inner = _inflated(file, len(data), MAX_INFLATED_BYTES, name)
    except (OSError, EOFError, zlib.error) as error:
        reason = shown_name(str(error))
        raise ReadError(f"{shown_name(name)}: is a damaged gzip archive ({reason}); leave it out") from error
    kind = binary_kind(inner)
    if kind in UNOPENED:
        raise ReadError(f"{shown_name(name)}: holds {kind}, which is not opened; unpack it first")
    if is_tar(inner):
        return read_tar(inner, name)
    return parse(inner, name, unpacked=True)
