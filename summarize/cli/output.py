"""Where words go: results to a file or standard output, all else to standard error. No input is written over.

On a terminal, standard error also shows progress: the stage of a summary, the clusters of a batch.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import click

from summarize.errors import OwnSummaryError, SummarizeError, WriteError
from summarize.render.wording import sanitise

if TYPE_CHECKING:
    from pathlib import Path

    from summarize.batch.runs import Tally

NOT_WRITTEN = frozenset((".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".csv", ".tsv", ".xlsx", ".xml", ".png"))


class Target(click.Path):
    """A path to write to, as a pathlib.Path, which is imported only when an output is named."""

    def __init__(self) -> None:
        super().__init__(readable=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the word that was given as a path."""
        from pathlib import Path

        return Path(str(super().convert(value, param, ctx)))


def form_of(output: Path | None, endings: Mapping[str, str]) -> str:
    """Return the format that a file's ending stands for; text, with a line that says so, for an unknown ending.

    endings: the formats that are written, by their endings. Raises click.UsageError for the ending of another format.
    """
    ending = output.suffix.lower() if output else ""
    known = ", ".join(endings)
    if ending in NOT_WRITTEN and ending not in endings:
        raise click.UsageError(f"{output}: no {ending} files are written; use one of {known}, or name a --format")
    if ending and ending not in endings:
        say(f"Warning: {output}: plain text is written, since {ending} is the ending of no other format ({known})")
    return endings.get(ending, "text")


def deliver(result: str, output: Path | None) -> None:
    """Write a result to a file, whole or not at all, or to standard output.

    output: None and - are standard output. Raises WriteError, which names the file and the reason; what stood there
    before is then untouched.
    """
    if output is None or is_stdout(output):
        emit(result)
    else:
        from summarize.atomic_write import write

        write(output, result)


def is_stdout(output: Path | None) -> bool:
    """Whether a result goes to standard output."""
    return output is None or str(output) == "-"


def emit(result: str) -> None:
    """Write a result to standard output.

    A closed pipe is not an error. Any other failure, such as a full disk, raises WriteError.
    """
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
    """Write one line to standard error, harmless to a terminal, and a hint on a line of its own.

    message: may hold foreign text; controls are taken out and line breaks become spaces. hint: ours, with its line
    break; "" for none. Where standard error is closed or full, nothing is written and nothing raised.
    """
    with suppress(OSError, AttributeError):  # full, or closed before the start: the result matters more
        sys.stderr.write(sanitise(message).replace("\n", " ") + "\n" + hint)
        sys.stderr.flush()


def warn(warnings: Iterable[str]) -> None:
    """Write a line to standard error for each warning."""
    for warning in warnings:
        say(f"Warning: {warning}")


def spare_inputs(output: Path | None, paths: Iterable[str]) -> None:
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
    """Whether two paths lead to one file; a path that leads nowhere, or cannot be looked at, is not a file."""
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


INTERVAL = 0.2  # seconds between two updates; by judgement, as is the next
PATIENCE = 2.0  # seconds of work before the bar of a summary is shown
BAR_COLUMNS = 24
CUTTING = "cutting into sentences"  # the stage that takes long, as `summarize.cutting` names it
ERASE = "\x1b[K"  # of a terminal: from here to the end of the line


class StatusLine:
    """A line of standard error that is written over again and again; nothing where that is not a terminal.

    As a context, it takes itself away at the end.
    """

    def __init__(self, quiet: bool) -> None:
        self.visible = not quiet and sys.stderr is not None and sys.stderr.isatty()
        self.columns = 0  # of the text that is shown

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def write(self, text: str) -> None:
        """Replace the text that is shown."""
        self.show(text)
        self.columns = len(text)

    def clear(self) -> None:
        """Take the line away."""
        if self.columns:
            self.show("")
            if not has_escapes():
                sys.stderr.write("\r")
                sys.stderr.flush()
            self.columns = 0

    def show(self, text: str) -> None:
        """Write over the line; what it had more is erased, or covered by blanks on a terminal without escapes."""
        rest = ERASE if has_escapes() else " " * (self.columns - len(text))
        sys.stderr.write(f"\r{text}{rest}")
        sys.stderr.flush()


def has_escapes() -> bool:
    """Whether a terminal is to be sent escape sequences: not where NO_COLOR is set, nor to a dumb one."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


class StageBar(StatusLine):
    """The stage of a summary with a bar for it, from PATIENCE on; its rate and the time left, where they can be told.

    `totals` says of how many things a stage consists, so that a rate can be shown.
    """

    def __init__(self, quiet: bool) -> None:
        super().__init__(quiet)
        self.stage = ""
        self.totals: dict[str, int] = {}
        self.begun = time.monotonic()  # when the stage began
        self.due = self.begun + PATIENCE

    def __call__(self, stage: str, share: float) -> None:
        """Show how much of a stage is done, in [0, 1]; a new stage is shown at once."""
        now, before = time.monotonic(), self.stage
        if stage != before:
            self.stage, self.begun = stage, now
        if self.visible and (now >= self.due or (self.columns and stage != before)):
            self.due = now + INTERVAL
            done = round(BAR_COLUMNS * share)
            self.write(", ".join([f"[{'#' * done}{'.' * (BAR_COLUMNS - done)}] {stage}", *self.pace(share, now)]))

    def pace(self, share: float, now: float) -> list[str]:
        """Return the rate of the stage and the time left, once it has run for PATIENCE."""
        seconds = now - self.begun
        if seconds < PATIENCE or not share:
            return []
        total = self.totals.get(self.stage)
        rate = [f"{total * share / seconds:,.1f} a second"] if total else []
        return [*rate, f"{clock(seconds * (1 - share) / share)} left"]


class Extent(NamedTuple):
    """How large the input of a batch is, as far as that is known before it is read."""

    bytes: int | None = None
    clusters: int | None = None


class BatchProgress(StatusLine):
    """How far a batch is."""

    def __init__(self, extent: Extent, quiet: bool) -> None:
        super().__init__(quiet)
        self.extent = extent
        self.start = time.monotonic()
        self.due = 0.0

    def __call__(self, tally: Tally) -> None:
        """Show the counts so far, at most every INTERVAL."""
        now = time.monotonic()
        if self.visible and now >= self.due:
            self.due = now + INTERVAL
            self.write(line(tally, now - self.start, self.extent))


def line(tally: Tally, seconds: float, extent: Extent) -> str:
    """Return the line of progress: how many clusters are done, how fast, how many failed, and the time left."""
    rate = tally.done / max(seconds, 1e-9)
    parts = [f"{tally.total:,} done", f"{rate:,.1f} a second", f"{tally.failed:,} failed"]
    if extent.bytes and tally.bytes:
        parts.append(f"{clock((extent.bytes - tally.bytes - tally.bytes_skipped) * seconds / tally.bytes)} left")
    if extent.clusters and tally.done:
        parts.append(f"{clock((extent.clusters - tally.total) * seconds / tally.done)} left")
    return ", ".join(parts)


def clock(seconds: float) -> str:
    """Return seconds as H:MM:SS.

    >>> clock(3_725), clock(-1)
    ('1:02:05', '0:00:00')
    """
    whole = max(0, round(seconds))
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def counts(tally: Tally) -> str:
    """Say how many clusters have a summary, failed, and were done by an earlier run."""
    earlier = f" ({tally.failed_before:,} of them failed then)" if tally.failed_before else ""
    return f"{tally.ok:,} ok, {tally.failed:,} failed, {tally.skipped:,} skipped{earlier}"
