"""What can go wrong, as one small tree, and how messages name things. Every message names the file or setting."""

from __future__ import annotations

import re
from os import PathLike, fspath

UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class SummarizeError(Exception):
    """The data makes the job impossible: nothing to read, nothing to say, nowhere to write."""


class ReadError(SummarizeError):
    """A file cannot be read as an article."""


class OwnSummaryError(ReadError):
    """A file is a summary that this program wrote, not an article."""


class WriteError(SummarizeError):
    """A result cannot be written; what stood there before is untouched."""


class FaithfulnessError(SummarizeError):
    """A summary failed the check that every summary passes before it is handed out: a defect of this program."""


class OptionError(ValueError):
    """A setting has a value that is not allowed."""


class LimitError(SummarizeError):
    """A cluster takes more time or memory than it was given."""


class DiedError(SummarizeError):
    """Every process that worked on a cluster died, also when it worked on nothing else."""


class WorkersError(SummarizeError):
    """There are no workers, or none that can do anything."""


def shortened(value: object) -> str:
    """Return a value for a message, cut when it is long."""
    text = repr(value) if not isinstance(value, int) or abs(value) < 10**20 else "a number of over 20 digits"
    return text if len(text) <= 40 else text[:37] + "..."


def shown_name(name: str | PathLike[str]) -> str:
    r"""Return a name for a message: line breaks and controls escaped, bytes that are not UTF-8 as \xNN.

    >>> print(shown_name("two\nlines.txt"))
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
