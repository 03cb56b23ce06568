"""The door of the command: `summarize` and `python -m summarize`."""

from __future__ import annotations

import gc
import sys


def unraisable(event: sys.UnraisableHookArgs) -> None:
    """Report what cannot be raised, but for a Ctrl-C that falls into the end of some object."""
    if event.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(event)


def main() -> None:
    """Run the command and exit with its status. Ctrl-C prints no traceback, even during the first imports."""
    gc.disable()  # what is imported stays: nothing to collect
    sys.unraisablehook = unraisable
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
