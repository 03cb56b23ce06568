"""The entry point of the command: `summarize` and `python -m summarize`."""

from __future__ import annotations

import gc
import os
import sys
from _weakref import ref
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

INTERRUPTED = 130  # exit status
AGAIN_SECONDS = 0.2  # after which an interrupt that was lost is raised anew; by judgement


class Interrupt(KeyboardInterrupt):
    """Ctrl-C, SIGTERM or SIGHUP: one that can be watched, and for which Python does not kill itself at its end."""


def report_unraisable(event: sys.UnraisableHookArgs) -> None:
    """Report an error that cannot be raised, unless it is a Ctrl-C that came while an object was deleted."""
    if event.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(event)


def end_by(handler: Callable[[int, FrameType | None], None]) -> None:
    """Let Ctrl-C, SIGTERM and SIGHUP all be handled like this, but for those that are ignored, as under nohup."""
    import signal

    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)


def interrupt(number: int, frame: FrameType | None) -> None:
    """Raise what Ctrl-C raises, so that whoever has begun to write a file takes it away."""
    raise watched(Interrupt())  # under no name, since a name would keep it when it is lost


def watched(raised: Interrupt) -> Interrupt:
    """Return an interrupt that is raised anew when it is lost: compiled modules drop one that comes in their import."""
    import signal

    still = ref(raised)

    def look(number: int, frame: FrameType | None) -> None:
        if still() is None:
            interrupt(number, frame)

    if hasattr(signal, "setitimer"):  # Windows has none
        signal.signal(signal.SIGALRM, look)
        signal.setitimer(signal.ITIMER_REAL, AGAIN_SECONDS, AGAIN_SECONDS)
    return raised


def end_at_once(number: int, frame: FrameType | None) -> None:
    """End the process when nothing is left to do; an exception would be shown as a traceback."""
    os._exit(INTERRUPTED)


def main() -> None:
    """Run the command and exit with its status. An interrupt prints no traceback, even during the first imports."""
    gc.disable()  # what is imported stays, so there is nothing to collect
    sys.unraisablehook = report_unraisable
    if sys.stderr is None:  # closed before the start: some libraries write to it without asking, as numpy 2.0 does
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    try:
        end_by(interrupt)
        from summarize.cli.main import run

        gc.freeze()
        gc.enable()
        status = run(sys.argv[1:])
        end_by(end_at_once)
    except KeyboardInterrupt:
        end_by(end_at_once)
        status = INTERRUPTED
    sys.exit(status)


if __name__ == "__main__":
    main()
