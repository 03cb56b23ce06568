"""The exceptions of the package, and how messages name values and files.

Every message names the file or setting, and says what to do about it. `SummarizeError` is for what the data makes
impossible, `OptionError` (a `ValueError`) for settings that are not allowed.
"""

from __future__ import annotations

import re
from os import PathLike, fspath

MEGABYTE = 1_000_000  # bytes; limits of size are given and named in megabytes
MAX_VALUE_SHOWN = 40  # code points of a value in a message
MAX_DIGITS_SHOWN = 20  # Python refuses to write integers of over 4,300 digits
UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")  # controls, line separators, surrogates


class SummarizeError(Exception):
    """The data makes the job impossible: nothing to read, nothing to say, nowhere to write."""


class ReadError(SummarizeError):
    """A file cannot be read as an article."""


class OwnSummaryError(ReadError):
    """A file is a summary that this program wrote, not an article."""


class WriteError(SummarizeError):
    """A result cannot be written; what stood there before is untouched."""


class FaithfulnessError(SummarizeError):
    """A summary failed the check that every summary must pass before it is returned: a defect of this program."""


class OptionError(ValueError):
    """A setting has a value that is not allowed."""


class UnknownSettingError(OptionError, TypeError):
    """A setting has a name that none has; a TypeError as well, as Python raises for an unknown argument."""


class LimitError(SummarizeError):
    """A cluster takes more time or memory than it was given."""


class DiedError(SummarizeError):
    """Every process that worked on a cluster died, even one that worked on nothing else."""


class WorkersError(SummarizeError):
    """There are no workers, or none that can do anything."""


def shortened(value: object) -> str:
    """Return a value as Python writes it, for a message: at most 40 code points.

    >>> shortened("a" * 50), shortened(10**30)
    ("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...", 'a number of over 20 digits')
    """
    if isinstance(value, int) and abs(value) >= 10**MAX_DIGITS_SHOWN:
        return f"a number of over {MAX_DIGITS_SHOWN} digits"
    text = repr(value)
    return text if len(text) <= MAX_VALUE_SHOWN else text[: MAX_VALUE_SHOWN - 3] + "..."


def shown_name(name: str | PathLike[str]) -> str:
    r"""Return a name for a message, on one line: controls and line breaks escaped, bytes that are not UTF-8 as \xNN.

    >>> print(shown_name("two\nlines.txt"))
    two\nlines.txt
    """
    return UNSHOWABLE.sub(_escape, fspath(name)) or "''"


def _escape(match: re.Match[str]) -> str:
    r"""Escape one character. Python keeps byte NN of a file name that is not UTF-8 as U+DCNN.

    >>> UNSHOWABLE.sub(_escape, "a\nb"), UNSHOWABLE.sub(_escape, "a\udce9b")
    ('a\\nb', 'a\\xe9b')
    """
    code = ord(match[0])
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else ascii(match[0])[1:-1]


def failure_reason(error: OSError | ValueError) -> str:
    """Return why a file could not be opened or read and what to do, to stand behind the file's name.

    A ValueError is what Python raises for a name with a zero byte.

    >>> failure_reason(PermissionError())
    'may not be read; check its permissions'
    """
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder; check the name"
    if isinstance(error, PermissionError):
        return "may not be read; check its permissions"
    if isinstance(error, IsADirectoryError):
        return "is a folder; name a file in it"
    reason = error.strerror if isinstance(error, OSError) else None
    return f"cannot be read ({reason or shown_name(str(error))}); check the name or leave it out"
