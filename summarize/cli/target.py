"""Where a result is written, and what it must not be written over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from summarize.cli.output import emit
from summarize.errors import OwnSummaryError, SummarizeError
from summarize.read import READERS, read

STDOUT = (None, Path("-"))


def deliver(result: str, output: Path | None) -> None:
    """Write a result to a file, whole or not at all, or to standard output."""
    if output is None or output in STDOUT:
        emit(result)
    else:
        from summarize.write import write

        write(output, result)


def spare_inputs(output: Path | None, paths: Sequence[str]) -> None:
    """Refuse to write over a file that was given to be read, or that stands as an article in a folder that was."""
    if output is None or output in STDOUT:
        return
    for path in paths:
        if same_file(output, path):
            raise click.UsageError(f"{output} is one of the articles; choose another file with --output")
        inside = any(same_file(parent, path) for parent in output.absolute().parents)
        if inside and output.exists() and output.suffix.lower() in READERS and not is_summary(output):
            raise click.UsageError(f"{output} is read as an article of {path}; choose a file outside that folder")


def is_summary(path: Path) -> bool:
    """Whether a file is a summary that an earlier run wrote, which no run reads as an article."""
    try:
        read(path)
    except OwnSummaryError:
        return True
    except SummarizeError:
        return False
    return False


def same_file(one: Path, other: str) -> bool:
    """Whether two paths lead to one file; what is not there, or cannot be looked at, is no file."""
    try:
        return one.samefile(other)
    except OSError:
        return False
