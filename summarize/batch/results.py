"""The file of results: appended as each cluster is done, found again on the next run, put in order at the end."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
from array import array
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import IO, NamedTuple

from summarize.atomic_write import part_of
from summarize.batch.inputs import FINGERPRINT, Item
from summarize.batch.lines import PASSING
from summarize.errors import WriteError
from summarize.read.json_lines import LINE_BYTES

HEAD = re.compile(
    rb'\{"id": (?:null|-?[0-9]+|"(?:[^"\\]|\\.)*"), (?:"line": ([0-9]+), )?"fingerprint": "([0-9a-f]{%d})", '
    rb'(?:"error": \{"kind": "([a-z]+)")?' % FINGERPRINT
)
OPENING = b'{"id": '  # of every line of results
NOWHERE = -1


class Past(NamedTuple):
    """A result of an earlier run."""

    start: int  # byte of the file, and
    end: int  # the byte after it
    fingerprint: str
    line: int | None  # of the input, where the result names it
    error: str | None  # its kind


class Earlier:
    """The results of an earlier run.

    As long as they come in the order of the input, the next one is all that is looked at. When they do not, the rest
    is put into an index, which takes some hundred bytes of memory for each.
    """

    def __init__(self, lines: Iterator[Past]) -> None:
        self.lines = lines
        self.index: dict[str, list[Past]] | None = None

    def find(self, item: Item) -> Past | None:
        """Return the result of a cluster, once, if there is one that would come out the same again."""
        if self.index is None:
            past = next(self.lines, None)
            if past is None or fits(past, item):
                return past if past and past.error not in PASSING else None
            self.index = {}
            for other in (past, *self.lines):
                self.index.setdefault(other.fingerprint, []).append(other)
        known = self.index.get(item.fingerprint, [])
        for past in known:
            if fits(past, item) and past.error not in PASSING:
                known.remove(past)
                return past
        return None


def fits(past: Past, item: Item) -> bool:
    """Whether a result is that of a cluster."""
    return past.fingerprint == item.fingerprint and past.line in (None, item.line)


class Results:
    """A file of results that is being written."""

    def __init__(self, path: Path, *, resume: bool, ordered: bool) -> None:
        """Open the file; with `resume` mend its last line and know what it holds. WriteError says what is wrong."""
        self.path, self.ordered = path, ordered
        try:
            there = path.exists() and stat.S_ISREG(path.stat().st_mode) and path.stat().st_size
            if there:
                check_results(path)
            if there and not resume:
                raise WriteError(f"{path}: holds results already; add --resume to go on with them, or move it away")
            self.file: IO[bytes] = path.open("ab")
            try:
                lock(self.file)
                if resume:
                    mend(path)
            except BaseException:
                self.file.close()
                raise
        except OSError as error:
            raise unwritable(path, error) from error
        self.end = self.unused = path.stat().st_size  # bytes in the file, and those of results not found again
        self.earlier = Earlier(scan(path, self.end))
        self.places = array("q")  # where the result of each cluster of the input starts

    def find(self, item: Item) -> Past | None:
        """Return the earlier result of the next cluster of the input, or None when it is to be worked on."""
        past = self.earlier.find(item)
        self.places.append(past.start if past else NOWHERE)
        self.unused -= past.end - past.start if past else 0
        return past

    def add(self, place: int, line: bytes) -> None:
        """Write the result of a cluster; `place` is its place in the input, from 0."""
        try:
            self.file.write(line)
            self.file.flush()
        except OSError as error:
            raise unwritable(self.path, error) from error
        self.places[place] = self.end
        self.end += len(line)

    def sync(self) -> None:
        """Bring what is written to the disk itself."""
        with suppress(OSError):  # a pipe or device has none
            os.fsync(self.file.fileno())

    def finish(self) -> int:
        """Put the results in the order of the input, without those that are not of it; return how many those are."""
        self.sync()
        in_order = all(one < other for one, other in pairwise(self.places))
        if not self.unused and (in_order or not self.ordered):
            return 0
        if not self.ordered:
            self.places = array("q", sorted(self.places))
        try:
            return tidy(self.path.resolve(), self.places, self.end)
        except OSError as error:
            raise unwritable(self.path, error) from error

    def close(self) -> None:
        """Close the file."""
        with suppress(OSError):
            self.file.close()


def error_of(line: bytes) -> str | None:
    """Return the kind of error that a line of results tells of, None for a summary."""
    found = HEAD.match(line)
    return found[3].decode() if found and found[3] else None


def unwritable(path: Path, error: OSError) -> WriteError:
    """Return the error for a file that cannot be written."""
    return WriteError(f"{path}: cannot be written ({error.strerror}); what is in it is kept, go on with --resume")


def lock(file: IO[bytes]) -> None:
    """Keep a second run from writing to the same file, where the system can."""
    with suppress(ImportError):
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise WriteError(f"{file.name}: another run is writing to it; wait, or choose another file") from error


class ForeignError(WriteError):
    """A file that is to take results holds something else."""

    def __init__(self, path: Path, line: int = 1) -> None:
        """Name the file, and the line unless it is the first."""
        where = f" (line {line} is no result)" if line > 1 else ""
        super().__init__(f"{path}: is no file of results{where}; choose another file with --output")


def check_results(path: Path) -> None:
    """Raise ForeignError unless the first line of a file is a result, or the beginning of one."""
    with path.open("rb") as file:
        line = file.readline(LINE_BYTES)
    if not HEAD.match(line) and (line.endswith(b"\n") or not OPENING.startswith(line[: len(OPENING)]) or whole(line)):
        raise ForeignError(path)


def whole(line: bytes) -> bool:
    """Whether a line is all of some JSON, which a line that was not finished is not."""
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def mend(path: Path) -> None:
    """Cut off a last line that was not finished; ForeignError when it cannot be one of results."""
    with path.open("rb+") as file:
        size = file.seek(0, os.SEEK_END)
        at = size
        tail = b""
        while at and b"\n" not in tail:
            step = min(at, 1 << 16)
            at -= step
            file.seek(at)
            tail = file.read(step) + tail
        end = at + tail.rfind(b"\n") + 1
        torn = tail[tail.rfind(b"\n") + 1 :]
        if torn and not torn.startswith(OPENING[: len(torn)]):
            raise ForeignError(path)
        file.truncate(end)


def scan(path: Path, end: int) -> Iterator[Past]:
    """Yield the results that a file holds up to a byte; ForeignError names a line that is none."""
    start = number = 0
    with path.open("rb") as file:
        while start < end:
            line = file.readline()
            number += 1
            found = HEAD.match(line)
            if not found or not line.endswith(b"}\n"):
                raise ForeignError(path, number)
            of, fingerprint, error = found.groups()
            yield Past(
                start,
                start + len(line),
                fingerprint.decode(),
                int(of) if of else None,
                error.decode() if error else None,
            )
            start += len(line)


def tidy(path: Path, places: array[int], end: int) -> int:
    """Leave the lines that start at these places, in this order; return how many results are dropped for good.

    The old file is kept beside the new one when results are dropped that nothing has taken the place of.
    """
    wanted = set(places)
    dropped = sum(past.start not in wanted and past.error not in PASSING for past in scan(path, end))
    part = part_of(path)
    try:
        with path.open("rb") as old, part.open("xb") as new:
            for start in places:
                old.seek(start)
                new.write(old.readline())
            new.flush()
            os.fsync(new.fileno())
        shutil.copymode(path, part)
        if dropped:
            before = path.with_name(f"{path.name}.before")
            before.unlink(missing_ok=True)
            shutil.copy2(path, before)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return dropped
