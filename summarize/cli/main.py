"""One run of the command: arguments in, an exit status out; whatever goes wrong is one line on standard error."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

import click

from summarize import __version__
from summarize.cli.output import say
from summarize.cli.summarize import front
from summarize.errors import FaithfulnessError, OptionError, SummarizeError

LONG_WORD = re.compile(r"(\S{60})\S{20,}")  # shortened in messages of click, which repeat what was typed
INTERRUPTED, INTERNAL = 130, 70  # exit statuses beside 0 to 3


def run(args: Sequence[str]) -> int:
    """Run the command and return its exit status; nothing is raised but SystemExit by a request for completions.

    args: without the name of the program. 0: done; 1: impossible, or not written; 2: wrong usage; 3: some clusters of a
    batch failed; 70: a defect of this program; 130: interrupted.
    """
    for stream in filter(None, (sys.stdout, sys.stderr)):  # a closed one is None
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status: int | None = front.main(list(args), prog_name="summarize", standalone_mode=False)
        return status or 0  # None, but for a command that exits early
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except click.ClickException as error:
        say("Error: " + LONG_WORD.sub(r"\1...", error.format_message()), hint(error))
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:
        status, message = status_and_message(error)
        say(f"Error: {message}")
        return status


def status_and_message(error: Exception) -> tuple[int, str]:
    """Return the exit status and the line for an error."""
    if isinstance(error, OptionError):
        return 2, str(error)
    if isinstance(error, FaithfulnessError):
        return INTERNAL, str(error)
    if isinstance(error, SummarizeError):
        return 1, str(error)
    if isinstance(error, MemoryError):
        return 1, "not enough memory for so much text; summarise fewer articles at once"
    return INTERNAL, f"an unforeseen {type(error).__name__} in summarize {__version__}, please report it: {error}"


def hint(error: click.ClickException) -> str:
    """Return a line that leads to the help, for wrong usage; "" for other errors."""
    return "Try 'summarize --help' for help.\n" if isinstance(error, click.UsageError) else ""
