"""The door of the command: `summarize` and `python -m summarize`."""

from __future__ import annotations

import gc
import sys


def report_unraisable(event: sys.UnraisableHookArgs) -> None:
    """Report an error that cannot be raised, unless it is a Ctrl-C that came while an object was deleted."""
    if event.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(event)


def main() -> None:
    """Run the command and exit with its status. Ctrl-C prints no traceback, even during the first imports."""
    gc.disable()  # what is imported stays, so there is nothing to collect
    sys.unraisablehook = report_unraisable
    try:
        from summarize.cli.main import run

        gc.freeze()
        gc.enable()
        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    main()
