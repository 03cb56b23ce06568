"""Where words go: results to a file or standard output, all else to standard error. No input is written over."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from summarize.errors import OwnSummaryError, SummarizeError, WriteError
from summarize.render.wording import sanitise

if TYPE_CHECKING:
    from pathlib import Path


class Target(click.Path):
    """A path to write to, as a pathlib.Path, which is imported only when an output is named."""

    def __init__(self) -> None:
        super().__init__(readable=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the word that was given as a path."""
        from pathlib import Path

        return Path(str(super().convert(value, param, ctx)))


def deliver(result: str, output: Path | None) -> None:
    """Write a result to a file, whole or not at all, or to standard output."""
    if output is None or is_stdout(output):
        emit(result)
    else:
        from summarize.atomic_write import write

        write(output, result)


def is_stdout(output: Path | None) -> bool:
    """Whether a result goes to standard output."""
    return output is None or str(output) == "-"


def emit(result: str) -> None:
    """Write a result to standard output; a reader that has gone away is no error, WriteError for any other failure."""
    try:
        sys.stdout.write(result)
        sys.stdout.flush()
    except BrokenPipeError:
        close_output()
    except (OSError, AttributeError) as error:  # full, or closed before the start
        close_output()
        reason = getattr(error, "strerror", None) or "it is closed"
        raise WriteError(f"standard output cannot be written ({reason})") from error


def close_output() -> None:
    """Point standard output nowhere, so that the last flush of the interpreter does not fail as well."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def say(message: str, hint: str = "") -> None:
    """Write one line to standard error, harmless to a terminal, and a hint on a line of its own."""
    with suppress(OSError, AttributeError):  # full, or closed before the start: the result matters more
        sys.stderr.write(sanitise(message).replace("\n", " ") + "\n" + hint)
        sys.stderr.flush()


def warn(warnings: Iterable[str]) -> None:
    """Write a line to standard error for each warning."""
    for warning in warnings:
        say(f"Warning: {warning}")


def spare_inputs(output: Path | None, paths: Sequence[str]) -> None:
    """Refuse to write over a file that is an input, or that is read as an article of a folder that is one.

    output: None and - are standard output, which is always allowed. Raises click.UsageError.
    """
    if output is None or is_stdout(output):
        return
    from summarize.read.readers import READERS

    for path in paths:
        if same_file(output, path):
            raise click.UsageError(f"{output} is one of the articles; choose another file with --output")
        inside = any(same_file(parent, path) for parent in output.absolute().parents)
        if inside and output.exists() and output.suffix.lower() in READERS and not is_summary(output):
            raise click.UsageError(f"{output} is read as an article of {path}; choose a file outside that folder")


def same_file(path: Path, other: str) -> bool:
    """Whether two paths lead to one file; a path that leads nowhere, or cannot be looked at, is no file."""
    try:
        return path.samefile(other)
    except OSError:
        return False


def is_summary(path: Path) -> bool:
    """Whether a file is a summary of this program, which no run reads as an article."""
    from summarize.read.inputs import read

    try:
        read(path)
    except OwnSummaryError:
        return True
    except SummarizeError:
        return False
    return False
