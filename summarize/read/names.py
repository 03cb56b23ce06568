"""How messages name files and failures: on one line, whatever the name holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from os import PathLike, fspath

NUMBER = re.compile(r"#\d{1,9}(?:\.\d{1,9})*\Z")
UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def shown_name(name: str | PathLike[str]) -> str:
    r"""Return a name for a message: line breaks and controls escaped, bytes that are not UTF-8 as \xNN.

    >>> print(show("two\nlines.txt"))
    two\nlines.txt
    """
    return UNSHOWABLE.sub(_escape, fspath(name))


def _escape(match: re.Match[str]) -> str:
    """Escape one character; Python keeps byte NN of a file name as U+DCNN."""
    code = ord(match[0])
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else ascii(match[0])[1:-1]


def failure_reason(error: OSError | ValueError) -> str:
    """Say what is wrong and what to do about it."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder; check the name"
    if isinstance(error, PermissionError):
        return "may not be read; check its permissions"
    if isinstance(error, IsADirectoryError):
        return "is a folder; name a file in it"
    reason = error.strerror if isinstance(error, OSError) else None
    return f"cannot be read ({reason or shown_name(str(error))}); check the name or leave it out"


def numbered(name: str, *places: int) -> str:
    """Name an article among those of a file: its place, from 1, behind a #.

    >>> numbered("export.jsonl", 3)
    'export.jsonl#3'
    """
    return f"{name}#{'.'.join(map(str, places))}"


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
