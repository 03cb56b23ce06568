"""OPML: a list of feeds, of which the files beside it are read; no address is fetched.

Lists come from strangers, so a file that is read stands in the folder of the list or below it. It is not a link, and no
hidden file.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import IO, NamedTuple
from urllib.parse import unquote

from summarize.errors import ReadError, failure_reason, shown_name
from summarize.read.readers import unread_reason

FileOpener = Callable[[str], AbstractContextManager[IO[bytes]]]  # raises OSError, ValueError or ReadError

SUFFIX = ".opml"
PLACES = ("xmlurl", "url", "href")  # attributes that name a feed, in lower case; the feed itself first
MAX_LIST_BYTES = 10_000_000  # by judgement, as is the next
MAX_FEEDS = 10_000  # of a list


class Listed(NamedTuple):
    """What a list of feeds names."""

    files: list[Path]  # in the order of the list
    failures: list[str]  # a line for a list that cannot be read, or names no file that is there
    left_out: list[str]  # a line for the feeds that are left out


def listed_files(path: Path, open_file: FileOpener) -> Listed:
    """Return the files that a list of feeds names; raises nothing. open_file: what opens the list."""
    try:
        places = feed_places(path, open_file)
    except (ReadError, SyntaxError, OSError, ValueError) as error:
        reason = failure_reason(error) if isinstance(error, OSError) else "it is damaged or no OPML"
        message = str(error) if isinstance(error, ReadError) else f"{shown_name(path)}: {reason}"
        return Listed([], [message], [])
    found = [file for place in places if (file := local_file(path.parent, place))]
    missing = len(places) - len(found)
    counted = f"{missing} of {len(places)} feeds are not files beside it; nothing is fetched"
    if not found:
        return Listed([], [f"{shown_name(path)}: names no feed that is a file beside it; save the feeds there"], [])
    return Listed(list(dict.fromkeys(found)), [], [f"{shown_name(path)}: {counted}"] if missing else [])


def feed_places(path: Path, open_file: FileOpener) -> list[str]:
    """Return what the outlines of a list name as their feeds, at most MAX_FEEDS."""
    from summarize.read.archive import xml_root

    with open_file(str(path)) as file:
        data = file.read(MAX_LIST_BYTES + 1)
    if len(data) > MAX_LIST_BYTES:
        raise ReadError(f"{shown_name(path)}: is too large for a list of feeds; leave it out")
    places = list[str]()
    for element in xml_root(data, str(path)).iter():
        attributes = {name.lower(): value for name, value in element.attrib.items()}
        place = next((attributes[name] for name in PLACES if attributes.get(name)), None)
        if place is not None and len(places) < MAX_FEEDS:
            places.append(place)
    return places


def local_file(folder: Path, place: str) -> Path | None:
    """Return the regular file in a folder, or below it, that a relative address names; None for anything else.

    As from a folder, no hidden file is read, nor one whose name is of a kind that is not read.
    """
    name = unquote(place)
    relative = PurePosixPath(name)
    if ":" in name or "\\" in name or relative.is_absolute() or ".." in relative.parts:
        return None
    if any(part.startswith(".") for part in relative.parts) or unread_reason(relative.name):
        return None
    file = folder / relative
    steps = [file, *file.parents][: len(relative.parts)]
    try:
        if any(step.is_symlink() for step in steps) or not S_ISREG(file.lstat().st_mode):
            return None
    except (OSError, ValueError):
        return None
    return file
