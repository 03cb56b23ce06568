"""Where words go: results to standard output, all else to standard error."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from summarize.errors import OwnSummaryError, SummarizeError, WriteError
from summarize.render.text import Style, to_text
from summarize.render.wording import sanitise

if TYPE_CHECKING:
    from pathlib import Path
if TYPE_CHECKING:
    from summarize.batch.runs import Tally

WIDEST = 100  # columns; longer lines are hard to read


def emit(result: str) -> None:
    """Write a result to standard output; somebody who has stopped listening is no error."""
    try:
        sys.stdout.write(result)
        sys.stdout.flush()
    except BrokenPipeError:
        close_output()
    except (OSError, AttributeError) as error:  # full, or closed before the start
        close_output()
        reason = getattr(error, "strerror", None) or "it is closed"
        raise WriteError(f"standard output cannot be written ({reason})") from error


def say(message: str, hint: str = "") -> None:
    """Write one line to standard error, harmless to a terminal, and a hint on a line of its own."""
    with suppress(OSError, AttributeError):  # full, or closed before the start: the result matters more
        sys.stderr.write(sanitise(message).replace("\n", " ") + "\n" + hint)
        sys.stderr.flush()


def on_terminal(summary: Any) -> str:
    """Return the text format wrapped to the terminal, set apart by weight unless NO_COLOR or TERM forbids."""
    import shutil

    width = min(shutil.get_terminal_size().columns, WIDEST)
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return to_text(summary, width=width)
    return to_text(summary, width=width, style=Style(partial(click.style, bold=True), partial(click.style, dim=True)))


def tell_stages() -> None:
    """Show what the library logs."""
    import logging

    logging.basicConfig(stream=sys.stderr, format="%(message)s")
    logging.getLogger("summarize").setLevel(logging.INFO)


def warm_up() -> None:
    """Import what every summary needs while the garbage collector rests: modules live as long as the command.

    It would look through all of them several times, and once more at the end, which takes a quarter of the start.
    """
    import gc
    from importlib import import_module

    gc.disable()
    import_module("nltk.stem.snowball")
    import_module("sklearn.feature_extraction.text")
    gc.freeze()
    gc.enable()


def close_output() -> None:
    """Point standard output nowhere, so that the interpreter's last flush does not fail once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


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


EVERY = 0.2  # seconds between two lines
PATIENCE = 2.0  # seconds of work before a bar is shown
WIDTH = 24  # characters of a bar


class Bar:
    """A line with the stage of a summary and a bar for it, after PATIENCE; nothing where there is no terminal."""

    def __init__(self, quiet: bool) -> None:
        self.shown = not quiet and sys.stderr is not None and sys.stderr.isatty()
        self.stage = ""
        self.next = time.monotonic() + PATIENCE

    def __call__(self, stage: str, share: float) -> None:
        """Show how far the stage is, if it is time or another than before."""
        now = time.monotonic()
        if self.shown and (now >= self.next or self.stage not in ("", stage)):
            self.stage, self.next = stage, now + EVERY
            full = round(WIDTH * share)
            sys.stderr.write(f"\r[{'#' * full}{'.' * (WIDTH - full)}] {stage}\x1b[K")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self.stage:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


class Extent(NamedTuple):
    """How much the input is, as far as that is known before it is read."""

    bytes: int | None = None
    clusters: int | None = None


class Progress:
    """A line that is written over again and again; nothing where standard error is no terminal."""

    def __init__(self, extent: Extent, quiet: bool) -> None:
        self.extent = extent
        self.shown = not quiet and sys.stderr is not None and sys.stderr.isatty()
        self.start = time.monotonic()
        self.last = 0.0

    def __call__(self, tally: Tally) -> None:
        """Show the line, if it is time."""
        now = time.monotonic()
        if self.shown and now - self.last >= EVERY:
            self.last = now
            sys.stderr.write(f"\r{line(tally, now - self.start, self.extent)}\x1b[K")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self.shown and self.last:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def line(tally: Tally, seconds: float, extent: Extent) -> str:
    """Say how many are done, at what rate, how many failed, and how long the rest will take."""
    rate = tally.done / max(seconds, 1e-9)
    parts = [f"{tally.total:,} done", f"{rate:,.1f} a second", f"{tally.failed:,} failed"]
    if extent.bytes and tally.bytes:
        parts.append(f"{clock((extent.bytes - tally.bytes - tally.bytes_skipped) * seconds / tally.bytes)} left")
    if extent.clusters and tally.done:
        parts.append(f"{clock((extent.clusters - tally.total) * seconds / tally.done)} left")
    return ", ".join(parts)


def clock(seconds: float) -> str:
    """Return seconds as H:MM:SS."""
    whole = max(0, round(seconds))
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def closing(tally: Tally) -> str:
    """Say what came of all."""
    before = f" ({tally.failed_before:,} of them failed then)" if tally.failed_before else ""
    return f"{tally.ok:,} ok, {tally.failed:,} failed, {tally.skipped:,} skipped{before}"
