"""Where a result is written, and what it must not be written over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from summarize.cli.output import emit
from summarize.errors import OwnSummaryError, SummarizeError

if TYPE_CHECKING:
    from pathlib import Path


class Target(click.Path):
    """A path to write to, as a pathlib.Path, which takes long to import and is so only when there is one."""

    def __init__(self) -> None:
        super().__init__(readable=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return what was given as a path."""
        from pathlib import Path

        return Path(str(super().convert(value, param, ctx)))


def is_stdout(output: Path | None) -> bool:
    """Whether a result goes to standard output."""
    return output is None or str(output) == "-"


def deliver(result: str, output: Path | None) -> None:
    """Write a result to a file, whole or not at all, or to standard output."""
    if output is None or is_stdout(output):
        emit(result)
    else:
        from summarize.atomic_write import write

        write(output, result)


def spare_inputs(output: Path | None, paths: Sequence[str]) -> None:
    """Refuse to write over a file that was given to be read, or that stands as an article in a folder that was."""
    if output is None or is_stdout(output):
        return
    from summarize.read.readers import READERS

    for path in paths:
        if same_file(output, path):
            raise click.UsageError(f"{output} is one of the articles; choose another file with --output")
        inside = any(same_file(parent, path) for parent in output.absolute().parents)
        if inside and output.exists() and output.suffix.lower() in READERS and not is_summary(output):
            raise click.UsageError(f"{output} is read as an article of {path}; choose a file outside that folder")


def is_summary(path: Path) -> bool:
    """Whether a file is a summary that an earlier run wrote, which no run reads as an article."""
    from summarize.read.inputs import read

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
