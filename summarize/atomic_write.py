"""Write a result to a file, whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from secrets import token_hex

from summarize.errors import WriteError


def write(path: Path, result: str | bytes) -> None:
    """Write a result so that the file holds all of it or what it held before.

    result: bytes, or text that is written in UTF-8. A regular file is replaced by a finished neighbour and keeps its
    mode; a link is followed; a device or pipe is written to directly. Raises WriteError, which names the file, when
    that fails.
    """
    data = result.encode("utf-8") if isinstance(result, str) else result
    try:
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            path.write_bytes(data)  # a device or pipe; /dev/stdout has no other name
        else:
            replace_file(path.resolve(), data)
    except (OSError, RuntimeError) as error:  # before Python 3.13 a loop of links is a RuntimeError
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise WriteError(f"{path}: cannot be written ({reason}); choose another file with --output") from error


def replace_file(target: Path, data: bytes) -> None:
    """Replace a file by a finished one, or create it; on failure everything stays as it was."""
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    part = part_path(target)
    try:  # from before the file is made, since an interrupt may come at any moment
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def part_path(target: Path) -> Path:
    """Return a path beside a file, to write to first. Its name is new: not even a killed run has left such a file.

    It is in the same folder, so that it can replace the file in one step.
    """
    return target.with_name(f".{target.name[:40]}.{token_hex(8)}.part")
