"""Where words go: results to standard output, all else to standard error."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import partial
from typing import Any

import click

from summarize.errors import WriteError
from summarize.render.sanitise import sanitise
from summarize.render.text import Style, to_text

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
