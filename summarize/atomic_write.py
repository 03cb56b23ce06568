"""A result to a file, whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from secrets import token_hex

from summarize.errors import WriteError


def write(path: Path, result: str | bytes) -> None:
    """Write a result, text in UTF-8, so that the file holds all of it or what it held before.

    A regular file is replaced by a finished neighbour and keeps its mode; a link is followed; a device or pipe is
    written to directly. Raises WriteError, which names the file, when that fails.
    """
    data = result.encode("utf-8") if isinstance(result, str) else result
    try:
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            path.write_bytes(data)  # a device or pipe; /dev/stdout has no other name
        else:
            replace(path.resolve(), data)
    except (OSError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise WriteError(f"{path}: cannot be written ({reason}); choose another file with --output") from error


def replace(target: Path, data: bytes) -> None:
    """Put a finished file in the place of another; the folder is left as it was when that fails."""
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    part = part_of(target)
    file = part.open("xb")
    try:
        with file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def part_of(target: Path) -> Path:
    """Return a path beside a file, to write to first. Its name is new: not even a killed run has left such a file."""
    return target.with_name(f".{target.name[:40]}.{token_hex(8)}.part")
