"""What the commands share: the front that knows subcommands, the options, the reading of articles, the cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from summarize.cli.output import CUTTING, StageBar, Target, spare_inputs
from summarize.options import BACKENDS, Options, check_jobs

if TYPE_CHECKING:
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from summarize.cutting import Mapper
    from summarize.records import Document, Reading

MISTYPED = 0.75  # similarity in [0, 1], by difflib, that makes a word a mistyped command; by judgement
HELP_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class Front(click.Command):
    """The main job as a command that hands over to a subcommand when the first word names one.

    All other words belong to the main job, so a folder that has the name of a subcommand is written ./batch.
    """

    def __init__(self, *args: Any, commands: Sequence[click.Command], **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.commands = {str(command.name): command for command in commands}

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Return the context of the subcommand that the first word names, else that of the main job."""
        if args and args[0] in self.commands:
            return self.commands[args[0]].make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)
        if args and not extra.get("resilient_parsing"):  # as completion asks for
            self.refuse_mistyped(args[0])
        return super().make_context(info_name, args, parent, **extra)

    def refuse_mistyped(self, word: str) -> None:
        """Name the command that was meant when the first word is almost a command and no path."""
        from difflib import get_close_matches

        meant = get_close_matches(word, self.commands, n=1, cutoff=MISTYPED)
        if meant and not os.path.lexists(word):
            raise click.UsageError(f"{word} is neither a file nor a command; did you mean {meant[0]}?")

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that the context was made for."""
        return super().invoke(ctx) if ctx.command is self else ctx.command.invoke(ctx)

    def sections(self, ctx: click.Context) -> dict[str, list[click.Option]]:
        """Return the options under their headings, both in the order of declaration."""
        sections: dict[str, list[click.Option]] = {}
        for parameter in self.get_params(ctx):
            if isinstance(parameter, click.Option):
                sections.setdefault(getattr(parameter, "heading", "Other"), []).append(parameter)
        return sections

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under their headings, then the subcommands."""
        for heading, options in self.sections(ctx).items():
            with formatter.section(heading):
                formatter.write_dl([record for option in options if (record := option.get_help_record(ctx))])
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.short_help or "") for name, command in self.commands.items()])


class HeadedOption(click.Option):
    """An option that stands under a heading in the help of `Front`."""

    def __init__(self, *args: Any, heading: str, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.heading = heading


headed_option = partial(click.option, cls=HeadedOption)
output_option = headed_option(
    "-o", "--output", type=Target(), heading="Output", metavar="FILE", help="Write to FILE instead of standard output."
)
quiet_option = headed_option("--quiet", is_flag=True, heading="Messages", help="No warnings.")
text_column_option = headed_option(
    "--text-column", heading="Other", metavar="NAME", help="The column of a CSV that holds the texts."
)


def format_option(forms: Iterable[str]) -> Decorator:
    """Return the option for the format of a result; forms: their names."""
    return headed_option(
        "-f",
        "--format",
        "form",
        type=click.Choice(list(forms)),
        heading="Output",
        help="Output format.  [default: by the ending of FILE, or text]",
    )


def jobs_option(default: str = "one, or all cores where there is much text") -> Decorator:
    """Return the option for the number of processes, which refuses 0; default: what no number means."""
    return headed_option(
        "--jobs",
        type=click.IntRange(min=-1),
        heading="Other",
        metavar="N",
        callback=checked_jobs,
        help=f"Processes to use.  [default: {default}]",
    )


def checked_jobs(_: click.Context, __: click.Parameter, jobs: int | None) -> int | None:
    """Return the number of processes; raises OptionError for 0."""
    check_jobs(jobs)
    return jobs


def backend_options(work: str) -> Decorator:
    """Return the options for where work is done; work: what the help says of it."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        address = click.option("--address", metavar="ADDRESS", help="Address of the Dask scheduler or the Ray cluster.")
        backend = click.option("--backend", type=click.Choice(BACKENDS), default="local", show_default=True, help=work)
        return backend(address(command))

    return decorate


def read_articles(paths: Iterable[str], output: Path | None, bar: StageBar, text_column: str | None = None) -> Reading:
    """Read the articles of a call, in an order of their own, and tell the bar how many there are.

    bar: shows how much is read. Raises click.UsageError where the output would be written over an input, ReadError
    where nothing can be read.
    """
    from summarize.read.inputs import read_all

    reading = read_all(sorted(paths), bar, text_column)  # so that the order of the arguments changes nothing
    spare_inputs(output, paths)
    bar.totals[CUTTING] = len(reading.documents)
    return reading


@contextmanager
def mapping(
    documents: Sequence[Document],
    jobs: int | None,
    backend: str = "local",
    address: str | None = None,
    *,
    stems_here: bool = True,
    stems_there: bool = False,
) -> Iterator[Mapper]:
    """Give what works on articles and stories: the cores that are asked for, or all where there is much text.

    jobs: None for none asked for. stems_here, stems_there: whether this process stems words, and whether workers do;
    what is imported for it takes a third of a second. Raises what `summarize.batch.backends.workers` raises.
    """
    from summarize.cutting import worth_cores
    from summarize.text.stemmers import import_stemmers

    if backend == "local" and address is None and (jobs == 1 or (jobs is None and not worth_cores(documents))):
        if stems_here:
            import_stemmers()
        yield map
        return
    from threading import Thread

    from summarize.batch.cores import cores

    with cores(jobs, backend, address, stems=stems_there) as mapper:
        if stems_here:
            Thread(target=import_stemmers).start()  # while workers start
        yield mapper


def setting_option(name: str, *names: str, options: type[Any] = Options, **changes: Any) -> Decorator:
    """Return the option for a setting, as a class of options declares it.

    names: further names of the option. changes: arguments of click that are other for one command.
    """
    declared = next(field for field in fields(options) if field.name == name)
    shown = declared.metadata
    attributes = {
        "type": click.Choice(shown["choices"]) if shown["choices"] else shown["kind"],
        "is_flag": shown["kind"] is bool,
        "default": declared.default,
        "show_default": declared.default not in (None, ()),
        "multiple": shown["repeated"],
        "metavar": shown["metavar"],
        "help": shown["meaning"],
        "heading": shown["heading"],
    }
    return headed_option(
        *filter(None, [shown["flag"]]), f"--{name.replace('_', '-')}", *names, **{**attributes, **changes}
    )


def setting_options(options: type[Any] = Options, *, batch: bool = False) -> Decorator:
    """Give a command an option for every setting of a class, or for those that a batch offers.

    options: `Options` or a class with more settings; each field declares its option. batch: only fields that are
    declared for batches.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for declared in reversed(fields(options)):
            if declared.metadata["in_batch"] or not batch:
                command = setting_option(declared.name, options=options)(command)
        return command

    return decorate


def complete_path(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return what a shell may offer for a path: files and, for the first word, the subcommands."""
    from click.shell_completion import CompletionItem

    files = [CompletionItem(incomplete, type="file")]
    given = any(ctx.get_parameter_source(name) == ParameterSource.COMMANDLINE for name in ctx.params)
    if given or not isinstance(ctx.command, Front):
        return files
    commands = ctx.command.commands.items()
    named = [(name, command.short_help) for name, command in commands if name.startswith(incomplete)]
    return [*files, *(CompletionItem(name, help=short_help) for name, short_help in named)]
