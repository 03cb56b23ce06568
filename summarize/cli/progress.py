"""How far a batch or a long summary is, on one line of a terminal, and what came of a batch in the end."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarize.batch.files import Tally

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


class Progress:
    """A line that is written over again and again; nothing where standard error is no terminal."""

    def __init__(self, total: int | None, quiet: bool) -> None:
        self.total = total  # bytes of the input, where known
        self.shown = not quiet and sys.stderr is not None and sys.stderr.isatty()
        self.start = time.monotonic()
        self.last = 0.0

    def __call__(self, tally: Tally) -> None:
        """Show the line, if it is time."""
        now = time.monotonic()
        if self.shown and now - self.last >= EVERY:
            self.last = now
            sys.stderr.write(f"\r{line(tally, now - self.start, self.total)}\x1b[K")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self.shown and self.last:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def line(tally: Tally, seconds: float, total: int | None) -> str:
    """Say how many are done, at what rate, how many failed, and how long the rest will take."""
    rate = tally.done / max(seconds, 1e-9)
    parts = [f"{tally.done + tally.skipped:,} done", f"{rate:,.1f} a second", f"{tally.failed:,} failed"]
    if total and tally.bytes:
        left = (total - tally.bytes - tally.bytes_skipped) * seconds / tally.bytes
        parts.append(f"{clock(left)} left")
    return ", ".join(parts)


def clock(seconds: float) -> str:
    """Return seconds as H:MM:SS."""
    whole = max(0, round(seconds))
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def closing(tally: Tally) -> str:
    """Say what came of all."""
    before = f" ({tally.failed_before:,} of them failed then)" if tally.failed_before else ""
    return f"{tally.ok:,} ok, {tally.failed:,} failed, {tally.skipped:,} skipped{before}"
