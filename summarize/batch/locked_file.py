"""A file that one run at a time appends to: opened under a lock, written in whole lines, never written over."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from io import RawIOBase
from itertools import count
from pathlib import Path

from summarize.errors import WriteError

MAX_OPENINGS = 10  # of a file that other runs put in place or take away all the time; by judgement


def open_locked(path: Path) -> tuple[RawIOBase, bool]:
    """Open a file for appending and lock it; return it and whether it is new.

    Another run may have put a finished file in its place, or taken it away, between the two; then the file is opened
    anew. Raises WriteError when another run has the lock.
    """
    for _ in range(MAX_OPENINGS):
        is_new = create(path)
        file = path.open("ab", buffering=0)
        try:
            lock(file)
            if is_at(file, path):
                return file, is_new
        except BaseException:
            file.close()
            raise
        file.close()
    raise in_use(str(path))


def create(path: Path) -> bool:
    """Make an empty file; return False where there is one."""
    try:
        path.open("xb").close()
    except FileExistsError:
        return False
    return True


def is_at(file: RawIOBase, path: Path) -> bool:
    """Whether an open file is the one that stands at a path."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def lock(file: RawIOBase) -> None:
    """Keep a second run from writing to the same file, where the system can.

    The lock is advisory, holds for the open file, and goes when that is closed or its process dies. Raises WriteError
    when another run has it. Windows has no such locks: nothing is done there.
    """
    with suppress(ImportError):
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise in_use(str(getattr(file, "name", ""))) from error


def in_use(name: str) -> WriteError:
    """Return the error for a file that another run writes to."""
    return WriteError(f"{name}: another run is writing to it; wait, or choose another file")


def append(file: RawIOBase, line: bytes) -> None:
    """Write a line to the end of a file that is open without a buffer; the system may take it in parts.

    Raises OSError when the disk is full; the line may then be torn, which `results.take_up` mends.
    """
    rest = memoryview(line)
    while rest:
        rest = rest[file.write(rest) or 0 :]


def keep(path: Path) -> Path:
    """Give a file a second name that no file has yet, and return it: `NAME.before`, `NAME.before.2`, and so on.

    Nothing is written over, also when two runs do this at once. Where the file system has no links, the file is copied.
    """
    for number in count(1):
        before = path.with_name(f"{path.name}.before{f'.{number}' if number > 1 else ''}")
        with suppress(FileExistsError):
            try:
                os.link(path, before)
            except FileExistsError:
                raise
            except OSError:  # a file system without links
                with before.open("xb") as copy, path.open("rb") as old:
                    shutil.copyfileobj(old, copy)
            return before
    raise AssertionError("there is always a further number")
