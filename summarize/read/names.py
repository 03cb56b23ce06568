"""How messages name files and failures: on one line, whatever the name holds."""

from __future__ import annotations

import re
from os import PathLike, fspath

UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def show(name: str | PathLike[str]) -> str:
    r"""Return a name for a message: line breaks and controls escaped, bytes that are not UTF-8 as \xNN.

    >>> print(show("two\nlines.txt"))
    two\nlines.txt
    """
    return UNSHOWABLE.sub(_escape, fspath(name))


def _escape(match: re.Match[str]) -> str:
    """Escape one character; Python keeps byte NN of a file name as U+DCNN."""
    code = ord(match[0])
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else ascii(match[0])[1:-1]


def why(error: OSError | ValueError) -> str:
    """Say what is wrong and what to do about it."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder; check the name"
    if isinstance(error, PermissionError):
        return "may not be read; check its permissions"
    if isinstance(error, IsADirectoryError):
        return "is a folder; name a file in it"
    reason = error.strerror if isinstance(error, OSError) else None
    return f"cannot be read ({reason or show(str(error))}); check the name or leave it out"
