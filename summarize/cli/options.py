"""The settings of a summary as options of a command, read from the fields of `Options`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

import click

from summarize.options import Options

SHORT_NAMES = {"words": "-w", "query": "-q"}
VALUES = {"query": "TEXT", "diversity": "X", "language": "CODE"}  # what stands for the value in help; N for numbers
FLAGS = ("explain",)  # not for a batch


def settings(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the settings of a summary, those in FLAGS aside."""
    for declared in reversed([field for field in fields(Options) if field.name not in FLAGS]):
        choices, default = declared.metadata["choices"], declared.default
        kind: Any = click.Choice(choices) if choices else {"diversity": float}.get(declared.name)
        option = click.option(
            *filter(None, [SHORT_NAMES.get(declared.name)]),
            f"--{declared.name}",
            type=kind or (str if declared.name in VALUES else int),
            metavar=None if choices else VALUES.get(declared.name, "N"),
            default=default,
            show_default=default is not None,
            help=declared.metadata["meaning"],
        )
        command = option(command)
    return command


def meaning(name: str) -> str:
    """Return what the help says of a setting."""
    return next(str(field.metadata["meaning"]) for field in fields(Options) if field.name == name)
