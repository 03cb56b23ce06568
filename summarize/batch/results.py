"""The file of results: one line a cluster, appended as it is done, found again by the next run, in order at the end.

`Results` takes lines of bytes with the position of their cluster in the input. It reads of an earlier line only the
head: the id, the fingerprint of the cluster, and the kind of error if there is one.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
from array import array
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import RawIOBase
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple

from summarize.atomic_write import part_path
from summarize.batch.inputs import FINGERPRINT
from summarize.batch.locked_file import append, keep, lock, open_locked
from summarize.errors import WriteError
from summarize.read.cluster_lines import LINE_BYTES

# kinds of errors, which docs/batch.md explains
INPUT, SUMMARY, DEFECT = "input", "summary", "defect"  # the same cluster would end the same way again
LIMIT, DIED = "limit", "died"  # the next run tries again: it may have other limits or more memory
TRANSIENT = (LIMIT, DIED)

HEAD = re.compile(
    rb'\{"id": (?:null|-?[0-9]+|"(?:[^"\\]|\\.)*"), (?:"line": ([0-9]+), )?"fingerprint": "([0-9a-f]{%d})", '
    rb'(?:"error": \{"kind": "([a-z]+)")?' % FINGERPRINT
)
OPENING = b'{"id": '  # of every line of results
NOT_WRITTEN = -1  # instead of the offset of a line
TAIL_BYTES = 1 << 16  # read at a time when looking for the last line break


class Past(NamedTuple):
    """A result of an earlier run."""

    start: int  # offset of its first byte in the file
    end: int  # offset of the byte after it
    fingerprint: str
    line: int | None  # number of the line of the input, from 1, where the result names it
    error: str | None  # the kind of error, None for a summary

    def matches(self, fingerprint: str, line: int | None) -> bool:
        """Whether this is the result of a cluster; line: the number of its line in the input, None without one."""
        return self.fingerprint == fingerprint and self.line in (None, line)


class EarlierResults:
    """The results of an earlier run, each to be found once.

    As long as they come in the order of the input, only the next one is looked at. When they do not, the rest is put
    into an index, which takes some hundred bytes of memory for each.
    """

    def __init__(self, unread: Iterator[Past]) -> None:
        self.unread = unread
        self.index: dict[str, list[Past]] | None = None  # by fingerprint, from the first one that is out of order

    def find(self, fingerprint: str, line: int | None = None) -> Past | None:
        """Return the result of a cluster, unless there is none or the cluster is to be tried again."""
        if self.index is None:
            past = next(self.unread, None)
            if past is None or past.matches(fingerprint, line):
                return past if past and past.error not in TRANSIENT else None
            self.index = by_fingerprint(chain([past], self.unread))
        candidates = self.index.get(fingerprint, [])
        for past in candidates:
            if past.matches(fingerprint, line) and past.error not in TRANSIENT:
                candidates.remove(past)
                return past
        return None


def by_fingerprint(results: Iterable[Past]) -> dict[str, list[Past]]:
    """Return results by their fingerprint, which equal clusters share."""
    index: dict[str, list[Past]] = {}
    for past in results:
        index.setdefault(past.fingerprint, []).append(past)
    return index


class LeftOut(NamedTuple):
    """Results of an earlier run whose clusters are not in the input."""

    number: int = 0
    path: Path | None = None  # the old file, which holds them


class Results:
    """A file of results that is being written."""

    def __init__(self, path: Path, *, resume: bool, ordered: bool) -> None:
        """Lock the file, then look at it; with `resume` its results are kept and found again.

        ordered: whether `finish` brings the results into the order of the input. Raises WriteError for a file that
        cannot be written, that holds results and `resume` is not set, or that another run is writing to; ForeignError
        for a file of anything else. A file that is refused is as it was.
        """
        self.path, self.ordered = path, ordered
        self.is_kept = False  # whether the file stays though this run has made it: it holds results of this run
        try:
            self.file, self.is_new = open_locked(path)
        except OSError as error:
            raise unwritable(path, error) from error
        try:
            self.take_up(resume)
            self.end = path.stat().st_size
        except BaseException as error:
            self.close()
            if isinstance(error, OSError):
                raise unwritable(path, error) from error
            raise
        self.unused = self.end  # bytes of earlier results that have not been found again
        self.earlier = EarlierResults(scan(path, self.end))
        self.starts = array("q")  # offset of the result of each cluster of the input

    def take_up(self, resume: bool) -> None:
        """Bring the file, which is locked, into a state to append to; WriteError when that must not be done."""
        take_up(self.path, resume=resume)

    def find(self, fingerprint: str, line: int | None = None) -> Past | None:
        """Return the earlier result of the next cluster of the input, or None when it is to be worked on."""
        past = self.earlier.find(fingerprint, line)
        self.starts.append(past.start if past else NOT_WRITTEN)
        self.unused -= past.end - past.start if past else 0
        return past

    def add(self, position: int, line: bytes) -> None:
        """Write the result of the cluster at a position of the input, from 0, whole; WriteError when that fails."""
        self.is_kept = True
        try:
            append(self.file, line)
        except OSError as error:
            with suppress(OSError):  # a pipe or device has no end to go back to
                os.ftruncate(self.file.fileno(), self.end)
            raise unwritable(self.path, error) from error
        self.starts[position] = self.end
        self.end += len(line)

    def sync(self) -> None:
        """Bring everything written so far to the disk."""
        with suppress(OSError):  # a pipe or device has none
            os.fsync(self.file.fileno())

    def finish(self) -> LeftOut:
        """Leave the results of the input's clusters only, in its order; say which others are left out.

        Unless `ordered`, results stay in the order in which they were written. A file that is as it should be is not
        written again. Raises WriteError when that fails.
        """
        self.sync()
        in_order = all(start < following for start, following in pairwise(self.starts))
        if not self.unused and (in_order or not self.ordered):
            return LeftOut()
        if not self.ordered:
            self.starts = array("q", sorted(self.starts))
        try:
            file, left_out = rewrite(self.path.resolve(), self.starts, self.end)
        except OSError as error:
            raise unwritable(self.path, error) from error
        self.file.close()
        self.file = file
        return left_out

    def close(self) -> None:
        """Close the file; remove it when this run has made it and written no result."""
        with suppress(OSError):
            if self.is_new and not self.is_kept:
                self.path.unlink(missing_ok=True)
            self.file.close()


def error_kind(line: bytes) -> str | None:
    """Return the kind of error that a line of results holds, as "LimitError"; None for a summary.

    line: one that this program wrote. Only its head is read, so that long files are read fast.
    """
    match = HEAD.match(line)
    return match[3].decode() if match and match[3] else None


class ForeignError(WriteError):
    """A file that results should go to holds something else."""

    def __init__(self, path: Path | str, line: int = 1) -> None:
        """Name the file, and the line unless it is the first."""
        where = f" (line {line} is not a result)" if line > 1 else ""
        super().__init__(f"{path}: is not a file of results{where}; choose another file with --output")


def unwritable(path: Path, error: OSError) -> WriteError:
    """Return the error for a file that cannot be written, with a remedy for one that holds results or for another."""
    remedy = "choose another file with --output"
    with suppress(OSError):
        if path.stat().st_size:
            remedy = "its results are kept, go on with --resume"
    return WriteError(f"{path}: cannot be written ({error.strerror}); {remedy}")


def take_up(path: Path, *, resume: bool) -> None:
    """Cut off a torn last line; WriteError for results where `resume` is not set, ForeignError for anything else."""
    if not (stat.S_ISREG(path.stat().st_mode) and path.stat().st_size):
        return
    check_results(path)
    if not resume:
        raise WriteError(f"{path}: holds results already; add --resume to go on with them, or move it away")
    cut_torn_line(path)


def check_results(path: Path) -> None:
    """Raise ForeignError unless the first line of a file is a result, or the beginning of one."""
    with path.open("rb") as file:
        line = file.readline(LINE_BYTES)
    if not (HEAD.match(line) or is_torn(line)):
        raise ForeignError(path)


def is_torn(line: bytes) -> bool:
    """Whether a line may be the beginning of a result that was not written to its end."""
    return OPENING.startswith(line[: len(OPENING)]) and not line.endswith(b"\n") and not is_json(line)


def is_json(line: bytes) -> bool:
    """Whether a line is a whole JSON text, which a torn line of results is not."""
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def cut_torn_line(path: Path) -> None:
    """Cut off a last line that has no line break; ForeignError when it is not the beginning of a result."""
    with path.open("rb+") as file:
        start = file.seek(0, os.SEEK_END)
        tail = b""
        while start and b"\n" not in tail:
            step = min(start, TAIL_BYTES)
            start -= step
            file.seek(start)
            tail = file.read(step) + tail
        torn = tail[tail.rfind(b"\n") + 1 :]
        if torn and not torn.startswith(OPENING[: len(torn)]):
            raise ForeignError(path)
        file.truncate(start + len(tail) - len(torn))


def scan(path: Path, end: int) -> Iterator[Past]:
    """Yield the results that a file holds up to an offset; ForeignError names a line that is not a result."""
    start = number = 0
    with path.open("rb") as file:
        while start < end:
            line = file.readline()
            number += 1
            match = HEAD.match(line)
            if not match or not line.endswith(b"}\n"):
                raise ForeignError(path, number)
            input_line = int(match[1]) if match[1] else None
            kind = match[3].decode() if match[3] else None
            yield Past(start, start + len(line), match[2].decode(), input_line, kind)
            start += len(line)


def rewrite(path: Path, starts: array[int], end: int) -> tuple[RawIOBase, LeftOut]:
    """Leave the lines that start at these offsets, in this order; return the new file, locked, and what is left out.

    Transient errors do not count: new results have taken their place. When others are left out, the old file is kept
    beside it under the same name and `.before`, or `.before.2` and so on where there is one.
    """
    kept = set(starts)
    left_out = sum(past.start not in kept and past.error not in TRANSIENT for past in scan(path, end))
    part, before = part_path(path), None
    new: RawIOBase | None = None
    try:  # from before the file is made, since an interrupt may come at any moment
        new = part.open("xb", buffering=0)
        lock(new)
        with path.open("rb") as old:
            for start in starts:
                old.seek(start)
                append(new, old.readline())
        os.fsync(new.fileno())
        shutil.copymode(path, part)
        before = keep(path) if left_out else None
        part.replace(path)
    except BaseException:
        if new:
            new.close()
        if before and part.exists():  # else the old file has no other name any more
            before.unlink(missing_ok=True)
        part.unlink(missing_ok=True)
        raise
    return new, LeftOut(left_out, before)
