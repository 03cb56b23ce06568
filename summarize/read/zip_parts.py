"""Files that are ZIP archives: their members by name, counted as they inflate, and XML without entities."""

from __future__ import annotations

import io
import zipfile
from typing import IO, TYPE_CHECKING

from summarize.errors import ReadError
from summarize.read.names import shown_name

if TYPE_CHECKING:
    import gzip
    from xml.etree.ElementTree import Element

MEGABYTE = 1_000_000
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
