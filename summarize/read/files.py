"""Which files are meant by paths: folders in a stable order, every file once, what is passed over named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from os import PathLike, fsdecode, stat_result
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG
from typing import NamedTuple

from summarize.errors import failure_reason, shown_name
from summarize.read.readers import unread

PAGES, PARTS = (".html", ".htm", ".xhtml"), "_files"  # a page saved by a browser, and the folder of its parts
NUMBER = re.compile(r"#\d{1,9}(?:\.\d{1,9})*\Z")
LISTED = 5  # files passed over in folders that are named one by one


class InputFile(NamedTuple):
    """Something to read: a file, or standard input for the name `-`."""

    name: str  # as the caller wrote it; in a folder the folder as written and the way from there
    key: tuple[int, int] | None = None  # device and inode of a regular file, which is read only once


@dataclass(frozen=True, slots=True)
class Found:
    """What paths mean: what to read, in order, and a line for each path or file that gives nothing."""

    sources: tuple[InputFile, ...] = ()
    failures: tuple[str, ...] = ()  # paths that are missing, unreadable or folders without articles
    left_out: tuple[str, ...] = ()  # repeated files, and those in folders that no reader is for


def find(paths: Iterable[str | PathLike[str]]) -> Found:
    """Expand folders, recursively and sorted by the parts of the names, and drop what was named before.

    In a folder only regular files with a suffix of `READERS` count, hidden ones and links aside, and not those that a
    browser put into `PAGE_files` beside a page; a path that is named itself is followed and read, be it a link, a pipe
    or of an unknown suffix.
    """
    meant = [_meant(fsdecode(path)) for path in paths]
    once, repeated = _once([source for found in meant for source in found.sources])
    left_out = [line for found in meant for line in found.left_out]
    more = len(left_out) - LISTED
    rest = [f"and {more} more file{'s' if more > 1 else ''} in folders left out"] if more > 0 else []
    failures = [line for found in meant for line in found.failures]
    return Found(tuple(once), tuple(failures), (*repeated, *left_out[:LISTED], *rest))


def holding(name: str) -> str:
    """Return the file that holds an article of this name, as `a/b.zip` for `a/b.zip/c.csv#2`; the name if none does."""
    for held in holders(name):
        try:
            if Path(held).is_file():
                return held
        except (OSError, ValueError):
            continue
    return name


def _meant(name: str) -> Found:
    """Say what one path means: a file, standard input, or what is in a folder."""
    if name == "-":
        return Found((InputFile(name),))
    if not name:
        return Found(failures=("a path is empty; name a file, a folder, or - for standard input",))
    try:
        info = Path(name).stat()
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        return Found(failures=(f"{shown_name(name)}: {failure_reason(error)}",))
    return _expand(Path(name)) if S_ISDIR(info.st_mode) else Found((InputFile(name, _key(info)),))


def _expand(folder: Path) -> Found:
    """Give the articles of a folder in the order of their names; having none is a failure."""
    entries, failures = _walk(folder)
    entries.sort(key=lambda entry: entry[0].parts)
    unfit = {path: reason for path, info in entries if (reason := _unfit(path, info))}
    sources = tuple(InputFile(str(path), _key(info)) for path, info in entries if path not in unfit)
    if not sources and not failures:
        failures.append(f"no articles in {shown_name(folder)}: it has no files of a kind that is read")
    return Found(sources, tuple(failures), tuple(f"{shown_name(path)}: left out, {unfit[path]}" for path in unfit))


def _walk(folder: Path) -> tuple[list[tuple[Path, stat_result]], list[str]]:
    """List what is in a folder and the folders in it, hidden ones and folders aside, and what went wrong.

    Not recursive: folders can be nested deeper than calls. Links are not followed, so there are no loops.
    """
    entries: list[tuple[Path, stat_result]] = []
    failures: list[str] = []
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            seen = [(path, path.lstat()) for path in here.iterdir() if not path.name.startswith(".")]
        except OSError as error:
            failures.append(f"{shown_name(here)}: {failure_reason(error)}")
            continue
        pages = {path.stem for path, _ in seen if path.suffix.lower() in PAGES}
        for path, info in seen:
            parts = path.name.endswith(PARTS) and path.name.removesuffix(PARTS) in pages
            if S_ISDIR(info.st_mode) and not parts:
                waiting.append(path)
            else:
                entries.append((path, info))
    return entries, failures


def _unfit(path: Path, info: stat_result) -> str | None:
    """Say why an entry of a folder is not read, by what it is before it is opened."""
    if S_ISLNK(info.st_mode):
        return "links in folders are not followed; name it to read it"
    if S_ISDIR(info.st_mode):
        return "the parts of a saved page; name it to read it"
    if not S_ISREG(info.st_mode):
        return "not a regular file; name it to read it"
    return unread(path.name)


def _key(info: stat_result) -> tuple[int, int] | None:
    """Return what tells a regular file from all others, by whatever name; None for pipes and devices."""
    return (info.st_dev, info.st_ino) if S_ISREG(info.st_mode) and info.st_ino else None


def _once(sources: list[InputFile]) -> tuple[list[InputFile], list[str]]:
    """Keep the first name of each file and of standard input, and say which others were the same."""
    first: dict[tuple[int, int] | str, str] = {}
    once, repeated = [], []
    for source in sources:
        key = source.name if source.name == "-" else source.key
        if key is None or key not in first:
            once.append(source)
        else:
            repeated.append(f"{shown_name(source.name)}: the same file as {shown_name(first[key])}, read once")
        if key is not None:
            first.setdefault(key, source.name)
    return once, repeated


def holders(name: str) -> Iterator[str]:
    """Yield the names of files that may hold an article of this name: itself, the file before a #, the folders above.

    >>> list(holders("a/b.zip/c.csv#2"))[:3]
    ['a/b.zip/c.csv#2', 'a/b.zip/c.csv', 'a/b.zip']
    """
    yield name
    if found := NUMBER.search(name):
        yield name[: found.start()]
    parts = re.split(r"(?<=.)/", name)
    for end in range(len(parts) - 1, 0, -1):
        yield "/".join(parts[:end])
