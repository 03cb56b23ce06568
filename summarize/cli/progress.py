"""How far a batch or a long summary is, on one line of a terminal, and what came of a batch in the end."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from summarize.batch.runs import Tally

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
