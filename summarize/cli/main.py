"""The command line: arguments in, text out. It translates and decides nothing."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

import click

from summarize import __version__
from summarize.cli.output import say
from summarize.cli.summarize import front
from summarize.errors import FaithfulnessError, OptionError, SummarizeError

LONG = re.compile(r"(\S{60})\S{20,}")  # what a message does not repeat in full
INTERRUPTED, INTERNAL = 130, 70  # exit statuses beside 0, 1 and 2


def run(args: Sequence[str]) -> int:
    """Run the command and return its exit status; whatever goes wrong is one line on standard error."""
    for stream in filter(None, (sys.stdout, sys.stderr)):  # one that was closed is None
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status: int | None = front.main(list(args), prog_name="summarize", standalone_mode=False)
        return status or 0  # a command that leaves early has one
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except click.ClickException as error:
        say("Error: " + LONG.sub(r"\1...", error.format_message()), hint(error))
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:
        status, message = explain(error)
        say(f"Error: {message}")
        return status


def explain(error: Exception) -> tuple[int, str]:
    """Return the exit status and the line for an error."""
    if isinstance(error, OptionError):
        return 2, str(error)
    if isinstance(error, FaithfulnessError):
        return INTERNAL, str(error)
    if isinstance(error, SummarizeError):
        return 1, str(error)
    if isinstance(error, MemoryError):
        return 1, "not enough memory for so much text; summarise fewer articles at once"
    return (
        INTERNAL,
        f"an unforeseen {type(error).__name__} in summarize {__version__}, please report it: {error}",
    )


def hint(error: click.ClickException) -> str:
    """Return where help is to be had on wrong usage."""
    return "Try 'summarize --help' for help.\n" if isinstance(error, click.UsageError) else ""
