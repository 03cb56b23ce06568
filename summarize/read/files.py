"""Paths to the files to read: folders expanded in a stable order, each file once, a line for whatever is skipped."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from os import PathLike, fsdecode, stat_result
from pathlib import Path
from stat import S_ISDIR, S_ISFIFO, S_ISLNK, S_ISREG
from typing import IO, NamedTuple

from summarize.errors import failure_reason, shown_name
from summarize.read import opml
from summarize.read.opml import FileOpener
from summarize.read.readers import unread_reason

MAX_LEFT_OUT_NAMED = 5  # skipped files of folders that are named one by one; by judgement
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
PAGE_PARTS = "_files"  # at the end of the folder that a browser saves beside a page, for its pictures and scripts
ARTICLE_NUMBER = re.compile(r"#\d{1,9}(?:\.\d{1,9})*\Z")


class InputFile(NamedTuple):
    """Something to read: a file, or standard input for the name `-`."""

    name: str  # as the caller wrote it; in a folder, the folder as written and the path from there
    identity: tuple[int, int] | None = None  # device and inode of a regular file, which is read only once
    path: int = 0  # position of the path that it was found by, among those given


ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://")
HANDED_ON = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")  # names of what the caller has opened for the command
WRITER_PATIENCE = 2.0  # seconds that a named pipe is given to find its writer; a shell starts both ends at once
NO_FILE = "is not a file; name a file, a folder, or - for standard input"  # as devices are
FETCH_NOTHING = "is an address, and nothing is fetched; save the page and name its file"


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What paths mean: the files to read, in order, and a line for each path or file that gives nothing."""

    files: tuple[InputFile, ...] = ()  # in the order in which they are read
    failures: tuple[str, ...] = ()  # paths that are missing or unreadable, and folders without articles
    left_out: tuple[str, ...] = ()  # files named twice, and files of folders that no reader takes


def find(paths: Iterable[str | PathLike[str]], open_file: FileOpener | None = None) -> FoundFiles:
    """Expand folders, recursively and sorted by the parts of the names, and keep each file once, where it came first.

    A folder gives its regular files with a suffix of `READERS`. It does not give hidden files, links, or the folder
    `PAGE_files` that a browser saves beside a page. A path that is named itself is followed and read, even a link, a
    pipe or a file of unknown suffix. Raises nothing: what is wrong with a path becomes a line of `failures`.
    open_file: what opens lists of feeds, the only files that are opened here; `open_bytes` by default.
    """
    by_path = [_files_of(fsdecode(path), open_file or open_bytes) for path in paths]
    found_files = [file._replace(path=at) for at, found in enumerate(by_path) for file in found.files]
    files, repeated = _without_repeats(found_files)
    failures = [line for found in by_path for line in found.failures]
    left_out = [line for found in by_path for line in found.left_out]
    unnamed = len(left_out) - MAX_LEFT_OUT_NAMED
    more = [f"and {unnamed} more file{'s' if unnamed > 1 else ''} in folders left out"] if unnamed > 0 else []
    return FoundFiles(tuple(files), tuple(failures), (*repeated, *left_out[:MAX_LEFT_OUT_NAMED], *more))


def open_bytes(name: str) -> IO[bytes]:
    """Open a file for reading bytes. Raises OSError for a named pipe that nothing writes to, instead of waiting."""
    path = Path(name)
    if not Path(os.path.realpath(path)).is_fifo():  # nor is a pipe of the shell, which has no name
        return path.open("rb")
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        _await_writer(name, descriptor)
        os.set_blocking(descriptor, True)
    except BaseException:
        os.close(descriptor)
        raise
    return os.fdopen(descriptor, "rb")


def _await_writer(name: str, descriptor: int) -> None:
    """Wait for the first byte or for a writer of a named pipe. Raises OSError where there is none."""
    from select import poll

    poller = poll()
    poller.register(descriptor)
    if poller.poll(WRITER_PATIENCE * 1000):
        return
    with suppress(PermissionError):
        os.close(os.open(name, os.O_WRONLY | os.O_NONBLOCK))  # a pipe tells that writers have gone, not that none came
        if poller.poll(0):
            raise OSError(0, "it is not a file but a pipe, and nothing writes to it")


def _files_of(name: str, open_file: FileOpener) -> FoundFiles:
    """Return what one path means: a file, standard input, or the files in a folder."""
    if name == "-":
        return FoundFiles((InputFile(name),))
    if not name:
        return FoundFiles(failures=("a path is empty; name a file, a folder, or - for standard input",))
    try:
        info = Path(name).stat()
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        reason = FETCH_NOTHING if ADDRESS.match(name) else failure_reason(error)
        return FoundFiles(failures=(f"{shown_name(name)}: {reason}",))
    if S_ISDIR(info.st_mode) or _is_list(Path(name), info):
        return (_files_in if S_ISDIR(info.st_mode) else _listed)(Path(name), open_file)
    if not (S_ISREG(info.st_mode) or S_ISFIFO(info.st_mode) or name.startswith(HANDED_ON)):
        return FoundFiles(failures=(f"{shown_name(name)}: {NO_FILE}",))
    return FoundFiles((InputFile(name, _identity(info)),))


def _is_list(path: Path, info: stat_result) -> bool:
    """Whether a file is a list of feeds."""
    return path.suffix.lower() == opml.SUFFIX and S_ISREG(info.st_mode)


def _listed(path: Path, open_file: FileOpener) -> FoundFiles:
    """Return the files that a list of feeds names."""
    listed = opml.listed_files(path, open_file)
    files = tuple(InputFile(str(file), _identity(file.lstat())) for file in listed.files)
    return FoundFiles(files, tuple(listed.failures), tuple(listed.left_out))


def _files_in(folder: Path, open_file: FileOpener) -> FoundFiles:
    """Return the files of a folder that can be read, sorted by name. To have none is a failure."""
    entries, failures = _walk(folder)
    entries.sort(key=lambda entry: entry[0].parts)
    lists = {path: _listed(path, open_file) for path, info in entries if _is_list(path, info)}
    others = [(path, info) for path, info in entries if path not in lists]
    reasons = {path: reason for path, info in others if (reason := _reason_to_skip(path, info))}
    own = [InputFile(str(path), _identity(info)) for path, info in others if path not in reasons]
    known = {file.identity for file in own}
    named = [file for found in lists.values() for file in found.files if file.identity not in known]
    files = (*own, *named)
    failures += [line for found in lists.values() for line in found.failures]
    if not files and not failures:
        failures.append(f"no articles in {shown_name(folder)}: it has no files of a kind that is read")
    left_out = [f"{shown_name(path)}: left out, {reason}" for path, reason in reasons.items()]
    left_out += [line for found in lists.values() for line in found.left_out]
    return FoundFiles(files, tuple(failures), tuple(left_out))


def _walk(folder: Path) -> tuple[list[tuple[Path, stat_result]], list[str]]:
    """List the entries of a folder and of the folders in it, without hidden ones, and a line for each failure.

    A folder is not an entry, except the parts of a saved page, which are not entered. Not recursive: folders can be
    nested deeper than calls. Links are not followed, so there are no loops.
    """
    entries: list[tuple[Path, stat_result]] = []
    failures: list[str] = []
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            children = [(path, path.lstat()) for path in current.iterdir() if not path.name.startswith(".")]
        except OSError as error:
            failures.append(f"{shown_name(current)}: {failure_reason(error)}")
            continue
        pages = {path.stem for path, _ in children if path.suffix.lower() in PAGE_SUFFIXES}
        for path, info in children:
            is_page_parts = path.name.endswith(PAGE_PARTS) and path.name.removesuffix(PAGE_PARTS) in pages
            if S_ISDIR(info.st_mode) and not is_page_parts:
                waiting.append(path)
            else:
                entries.append((path, info))
    return entries, failures


def _reason_to_skip(path: Path, info: stat_result) -> str | None:
    """Return why an entry of a folder is not read; None for one that is. Nothing is opened.

    info: what `lstat` gives for the entry, so that a link is not followed.
    """
    if S_ISLNK(info.st_mode):
        return "links in folders are not followed; name it to read it"
    if S_ISDIR(info.st_mode):
        return "the parts of a saved page; name it to read it"
    if not S_ISREG(info.st_mode):
        return "not a regular file; name it to read it"
    return unread_reason(path.name)


def _identity(info: stat_result) -> tuple[int, int] | None:
    """Return device and inode, which are the same for a regular file under any name; None for pipes and devices."""
    return (info.st_dev, info.st_ino) if S_ISREG(info.st_mode) and info.st_ino else None


def _without_repeats(files: list[InputFile]) -> tuple[list[InputFile], list[str]]:
    """Keep each file, and standard input, under its first name; return a line for each later one."""
    first_names: dict[tuple[int, int] | str, str] = {}
    kept, repeated = [], []
    for file in files:
        identity = file.name if file.name == "-" else file.identity
        if identity is not None and identity in first_names:
            same = shown_name(first_names[identity])
            repeated.append(f"{shown_name(file.name)}: the same file as {same}, read once")
            continue
        kept.append(file)
        if identity is not None:
            first_names[identity] = file.name
    return kept, repeated


def file_holding(name: str) -> str:
    """Return the file that holds the article of this name, or the name itself where there is no such file.

    Of `a/b.zip/c.csv#2`, the second record of a table in an archive, that is `a/b.zip`.
    """
    for holder in _possible_holders(name):
        try:
            if Path(holder).is_file():
                return holder
        except (OSError, ValueError):  # ValueError: a zero byte in the name
            continue
    return name


def _possible_holders(name: str) -> Iterator[str]:
    """Yield the names of files that may hold an article: its own, the part before a #, then each folder above.

    >>> list(_possible_holders("a/b.zip/c.csv#2"))
    ['a/b.zip/c.csv#2', 'a/b.zip/c.csv', 'a/b.zip', 'a']
    """
    yield name
    if number := ARTICLE_NUMBER.search(name):
        yield name[: number.start()]
    parts = re.split(r"(?<=.)/", name)
    for end in range(len(parts) - 1, 0, -1):
        yield "/".join(parts[:end])
