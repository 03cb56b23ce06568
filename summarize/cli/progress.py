"""Progress on standard error where that is a terminal: the stage of a summary, the clusters of a batch."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from summarize.batch.runs import Tally

INTERVAL = 0.2  # seconds between two updates; by judgement, as is the next
PATIENCE = 2.0  # seconds of work before the bar of a summary is shown
BAR_COLUMNS = 24


class StatusLine:
    """A line of standard error that is written over again and again; nothing where that is no terminal."""

    def __init__(self, quiet: bool) -> None:
        self.visible = not quiet and sys.stderr is not None and sys.stderr.isatty()
        self.written = False

    def write(self, text: str) -> None:
        """Put a text in the place of the last one."""
        self.written = True
        sys.stderr.write(f"\r{text}\x1b[K")
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self.written:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


class StageBar(StatusLine):
    """The stage of a summary with a bar for it, from PATIENCE on."""

    def __init__(self, quiet: bool) -> None:
        super().__init__(quiet)
        self.stage = ""
        self.due = time.monotonic() + PATIENCE

    def __call__(self, stage: str, share: float) -> None:
        """Show how much of a stage is done, in [0, 1]; a new stage is shown at once."""
        now = time.monotonic()
        if self.visible and (now >= self.due or self.stage not in ("", stage)):
            self.stage, self.due = stage, now + INTERVAL
            done = round(BAR_COLUMNS * share)
            self.write(f"[{'#' * done}{'.' * (BAR_COLUMNS - done)}] {stage}")


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
    """Return seconds as H:MM:SS."""
    whole = max(0, round(seconds))
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def closing(tally: Tally) -> str:
    """Say how many clusters have a summary, failed, and were done by an earlier run."""
    earlier = f" ({tally.failed_before:,} of them failed then)" if tally.failed_before else ""
    return f"{tally.ok:,} ok, {tally.failed:,} failed, {tally.skipped:,} skipped{earlier}"
