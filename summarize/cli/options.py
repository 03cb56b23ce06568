"""The settings of a summary as options, the same for every command that takes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from summarize.options import VOICES, Options
from summarize.score.rankers import RANKERS

DEFAULT = Options()
SETTINGS = (
    click.option("-w", "--words", type=int, metavar="N", help=f"At most N words.  [default: {DEFAULT.words}]"),
    click.option("--sentences", type=int, metavar="N", help="At most N sentences, instead of a number of words."),
    click.option("--characters", type=int, metavar="N", help="At most N characters, instead of a number of words."),
    click.option("-q", "--query", metavar="TEXT", help="What you want to know: prefer sentences that speak of it."),
    click.option(
        "--ranker",
        type=click.Choice(list(RANKERS)),
        default=DEFAULT.ranker,
        show_default=True,
        help="How sentences are ranked.",
    ),
    click.option(
        "--diversity",
        type=float,
        default=DEFAULT.diversity,
        show_default=True,
        metavar="X",
        help="0 = only the most relevant sentences, 1 = only sentences unlike the others.",
    ),
    click.option(
        "--voices",
        type=click.Choice(list(VOICES)),
        default=DEFAULT.voices,
        show_default=True,
        help="What is one independent voice: an outlet with all its pages, or an article with its copies.",
    ),
    click.option(
        "--language", metavar="CODE", help="Language of the articles, as en or pt.  [default: detected for each]"
    ),
)


def settings(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the settings of a summary."""
    for option in reversed(SETTINGS):
        command = option(command)
    return command
