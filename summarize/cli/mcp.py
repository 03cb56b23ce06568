"""`summarize mcp`: the tools of this program for agents."""

from __future__ import annotations

import os
import signal
from types import FrameType

import click

from summarize.cli.group import HELP_SETTINGS
from summarize.errors import SummarizeError

MISSING = "the server needs an extra; install it with: pip install 'summarize[mcp]'"
INTERRUPTED = 130  # exit status


@click.command(
    short_help="Serve agents: a Model Context Protocol server.",
    epilog="""\b
Example:
  summarize mcp --root news/

Exit status: 0 the client has gone away, 1 the extra is missing, 2 wrong usage, 130 interrupted.""",
    context_settings=HELP_SETTINGS,
)
@click.option(
    "--root",
    "roots",
    multiple=True,
    type=click.Path(exists=True, file_okay=False),
    metavar="FOLDER",
    help="A folder that may be read, with all in it; links are not followed. May be repeated.  [default: none]",
)
def mcp(roots: tuple[str, ...]) -> None:
    """Serve agents by the Model Context Protocol, on standard input and output.

    The tools are summarize, digest, timeline, verify and inspect, over files and folders inside FOLDER or over texts
    that are handed in. Nothing is written and nothing is fetched. A client starts the command and ends it.
    """
    from summarize.mcp.server import serve

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, end_at_once)
    try:
        serve(roots)
    except ImportError as error:
        raise SummarizeError(f"{MISSING} ({error})") from error


def end_at_once(number: int, frame: FrameType | None) -> None:
    """End the process: nothing is written, and the thread that waits for standard input would keep it."""
    os._exit(INTERRUPTED)
