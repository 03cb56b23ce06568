"""The manual page, made from the command itself: `python -m summarize.cli.man > summarize.1`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator

import click

from summarize import __version__
from summarize.cli.summarize import front

ENVIRONMENT = (
    ("NO_COLOR", "When set, no text is bold or faint."),
    ("COLUMNS", "The width to wrap at, in columns, instead of that of the terminal."),
)


def manual_page() -> str:
    """Return the manual page in the language of man(7)."""
    return "\n".join([f'.TH SUMMARIZE 1 "" "summarize {__version__}" "User Commands"', *body()]) + "\n"


def body() -> Iterator[str]:
    """Yield the lines below the title."""
    ctx = context(front, "summarize")
    summary, _, rest = description(front).partition("\n\n")
    yield from (".SH NAME", f"summarize \\- {plain(summary.rstrip('.'))}", ".SH SYNOPSIS", synopsis(front, "summarize"))
    yield from (f".br\n{synopsis(command, f'summarize {name}')}" for name, command in front.commands.items())
    yield from (".SH DESCRIPTION", *paragraphs(rest), ".SH OPTIONS")
    for heading, options in front.sections(ctx).items():
        yield from (f".SS {heading}", *option_list(options, ctx))
    yield ".SH COMMANDS"
    for name, command in front.commands.items():
        subcontext = context(command, f"summarize {name}")
        yield from (f".SS summarize {name}", *paragraphs(description(command)))
        yield from option_list(command.get_params(subcontext), subcontext)
        yield from paragraphs(command.epilog or "")
    yield from (".SH EXAMPLES AND EXIT STATUS", *paragraphs(front.epilog or ""), ".SH ENVIRONMENT")
    yield from (f".TP\n.B {name}\n{plain(meaning)}" for name, meaning in ENVIRONMENT)


def context(command: click.Command, name: str) -> click.Context:
    """Return the context in which a command describes itself."""
    return click.Context(command, info_name=name, **command.context_settings)


def description(command: click.Command) -> str:
    """Return what the help of a command says before the options."""
    return re.sub(r"(?m)^ {4}", "", command.help or "").strip()


def synopsis(command: click.Command, name: str) -> str:
    """Return how a command is called."""
    pieces = command.collect_usage_pieces(context(command, name))
    return f".B {plain(name)}\n{plain(' '.join(pieces))}"


def option_list(parameters: Iterable[click.Parameter], ctx: click.Context) -> Iterator[str]:
    """Yield each option with its meaning."""
    for parameter in parameters:
        if isinstance(parameter, click.Option) and (record := parameter.get_help_record(ctx)):
            yield f".TP\n.B {plain(record[0])}\n{plain(record[1])}"


def paragraphs(text: str) -> Iterator[str]:
    r"""Yield paragraphs; one that begins with click's \b keeps its lines.

    >>> list(paragraphs("Tell on which days\nit happened.\n\n\b\nExamples:\n  summarize a/"))
    ['.PP\nTell on which days it happened.', '.PP\n.nf\nExamples:\n  summarize a/\n.fi']
    """
    for paragraph in filter(None, re.split(r"\n\s*\n", text.strip())):
        lines = [line for line in paragraph.splitlines() if line.strip() != "\b"]
        if paragraph.lstrip(" \n").startswith("\b"):
            yield "\n".join([".PP", ".nf", *map(plain, lines), ".fi"])
        else:
            yield f".PP\n{plain(' '.join(line.strip() for line in lines))}"


def plain(text: str) -> str:
    r"""Return a line in which nothing is a request or an escape.

    >>> print(plain(".1 --quiet"))
    \&.1 \-\-quiet
    """
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


if __name__ == "__main__":
    sys.stdout.write(manual_page())
