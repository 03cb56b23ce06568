"""A command that has a job of its own and knows its subcommands."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from summarize.options import Options

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

LIKE = 0.75  # how much of a word must be right before it is taken for a mistyped command


class Commands(Mapping[str, click.Command]):
    """The subcommands by name, each in a module of its name here, which is imported when it is asked for."""

    def __init__(self, told: Mapping[str, str]) -> None:
        self.told = told  # what each does, as its own help begins

    def __getitem__(self, name: str) -> click.Command:
        """Return a subcommand."""
        if name not in self.told:
            raise KeyError(name)
        command: click.Command = getattr(
            import_module(f"summarize.cli.{'inspection' if name == 'inspect' else name}"), name
        )
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(self.told)

    def __len__(self) -> int:
        return len(self.told)


class Front(click.Command):
    """The main job as a command that knows its subcommands: the first word is one of them, or a path.

    sections: headings of the help, each with the names of its options; those named nowhere come last. commands: what
    each subcommand does, by its name.
    """

    def __init__(
        self, *args: Any, sections: Mapping[str, Sequence[str]], commands: Mapping[str, str], **settings: Any
    ) -> None:
        super().__init__(*args, **settings)
        self.sections = sections
        self.commands = Commands(commands)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Hand over to the subcommand that the first word names."""
        if args and args[0] in self.commands:
            chosen = self.commands[args[0]]
            return chosen.make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)
        if args and not extra.get("resilient_parsing"):
            self.refuse_mistyped(args[0])
        return super().make_context(info_name, args, parent, **extra)

    def refuse_mistyped(self, word: str) -> None:
        """Name the command that was meant when the first word is no path and almost a command."""
        from difflib import get_close_matches

        meant = get_close_matches(word, self.commands, n=1, cutoff=LIKE)
        if meant and not os.path.lexists(word):
            raise click.UsageError(f"{word} is neither a file nor a command; did you mean {meant[0]}?")

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that the context was made for."""
        return super().invoke(ctx) if ctx.command is self else ctx.command.invoke(ctx)

    def grouped(self, ctx: click.Context) -> dict[str, list[click.Parameter]]:
        """Return the options under their headings."""
        options = {one.name or "": one for one in self.get_params(ctx) if isinstance(one, click.Option)}
        found: dict[str, list[click.Parameter]] = {
            title: [options.pop(name) for name in names if name in options] for title, names in self.sections.items()
        }
        return {**found, "Other": [*options.values()]}

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under their headings."""
        for title, options in self.grouped(ctx).items():
            with formatter.section(title):
                formatter.write_dl([record for one in options if (record := one.get_help_record(ctx))])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the subcommands before the examples."""
        with formatter.section("Commands"):
            formatter.write_dl([*self.commands.told.items()])
        super().format_epilog(ctx, formatter)


def complete_path(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return what a shell may offer for a path: files, and as the first word the subcommands."""
    from click.shell_completion import CompletionItem

    files = [CompletionItem(incomplete, type="file")]
    given = any(ctx.get_parameter_source(name) == ParameterSource.COMMANDLINE for name in ctx.params)
    if given or not isinstance(ctx.command, Front):
        return files
    named = [(name, told) for name, told in ctx.command.commands.told.items() if name.startswith(incomplete)]
    return [*files, *(CompletionItem(name, help=told) for name, told in named)]


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
