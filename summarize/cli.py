"""The command line: arguments in, text out. It translates and decides nothing."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from summarize import __version__
from summarize.errors import FaithfulnessError, OptionError, SummarizeError, WriteError
from summarize.options import Options
from summarize.rank import RANKERS
from summarize.read import MAX_FILE_BYTES, READERS
from summarize.render import ENDINGS, RENDERERS, clean, to_text

DEFAULT = Options()
LONG = re.compile(r"(\S{60})\S{20,}")  # what a message does not repeat in full
INTERRUPTED, INTERNAL = 130, 70  # exit statuses beside 0, 1 and 2


class Front(click.Command):
    """The main job as a command that knows its subcommands: the first word is one of them, or a path."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.commands: dict[str, click.Command] = {}

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Hand over to the subcommand that the first word names."""
        if args and args[0] in self.commands:
            chosen = self.commands[args[0]]
            return chosen.make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that the context was made for."""
        return super().invoke(ctx) if ctx.command is self else ctx.command.invoke(ctx)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the subcommands before the examples."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.get_short_help_str(90)) for name, command in self.commands.items()])
        super().format_epilog(ctx, formatter)


@click.command(
    cls=Front,
    epilog="""\b
Examples:
  summarize seeds/ --words 100
  summarize seeds/ --sentences 3 --format markdown
  summarize seeds/ -o summary.json && summarize verify summary.json

Exit status: 0 a summary was written, 1 nothing could be summarised or written, 2 wrong usage, 130 interrupted.
A folder that has the name of a command is written ./verify.""",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=True,
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-w", "--words", type=int, metavar="N", help=f"At most N words.  [default: {DEFAULT.words}]")
@click.option("--sentences", type=int, metavar="N", help="At most N sentences, instead of a number of words.")
@click.option("--characters", type=int, metavar="N", help="At most N characters, instead of a number of words.")
@click.option(
    "--ranker",
    type=click.Choice(list(RANKERS)),
    default=DEFAULT.ranker,
    show_default=True,
    help="How sentences are ranked.",
)
@click.option(
    "--diversity",
    type=float,
    default=DEFAULT.diversity,
    show_default=True,
    metavar="X",
    help="0 = only the most relevant sentences, 1 = only sentences unlike the others.",
)
@click.option("--language", metavar="CODE", help="Language of the articles, as en or pt.  [default: detected for each]")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(list(RENDERERS)),
    help="Output format.  [default: text, or OUTPUT's ending]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="Write to FILE instead of the terminal.",
)
@click.option("--quiet", is_flag=True, help="No warnings.")
@click.option("--verbose", is_flag=True, help="Say what each stage does.")
@click.version_option(__version__, prog_name="summarize")
def front(
    paths: tuple[str, ...], form: str | None, output: Path | None, quiet: bool, verbose: bool, **options: Any
) -> None:
    """Summarise articles about one event in sentences taken word for word from them, each with its sources.

    PATH is a text or Markdown file, a folder of them (read with its subfolders; hidden files and links are passed
    over), or - for standard input. The summary goes to standard output, all else to standard error.
    """
    settings = Options(**options)
    from summarize.pipeline import run
    from summarize.read import read_all

    if verbose:
        tell_stages()
    reading = read_all(sorted(paths))  # so that the order of the arguments changes nothing
    if output is not None and output != Path("-"):
        spare_inputs(output, paths)
    summary = run(reading, settings)
    if not quiet:
        for warning in summary.warnings:
            say(f"Warning: {warning}")
    form = form or (ENDINGS.get(output.suffix.lower(), "text") if output else "text")
    if output is None or output == Path("-"):
        emit(
            on_terminal(summary) if form == "text" and sys.stdout and sys.stdout.isatty() else RENDERERS[form](summary)
        )
    else:
        from summarize.write import write

        write(output, RENDERERS[form](summary))


@click.command(
    epilog="""\b
Example:
  summarize verify summary.json seeds/""",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.argument("saved", metavar="SUMMARY.json")
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("--quiet", is_flag=True, help="No warnings; the exit status is the answer.")
def verify(saved: str, paths: tuple[str, ...], quiet: bool) -> None:
    """Check a saved summary against its articles: every passage, quotation, count and hash.

    SUMMARY.json is what --format json wrote. The articles are read from the files that it names, or from PATH...
    Exits 0 when all is as quoted, 1 when anything differs, and then names each mismatch.
    """
    from summarize.read import read_all
    from summarize.verify import boundary_mismatches, load, locate, mismatches

    summary = load(read_saved(saved))
    named = [article.name for article in summary.articles if article.name and article.name != "-"]
    reading = read_all(paths or named)
    documents, wrong = locate(summary, reading)
    wrong += mismatches(summary, documents)
    wrong += boundary_mismatches(summary, documents)
    emit("".join(f"{clean(line)}\n" for line in wrong))
    if not quiet:
        for warning in reading.warnings:
            say(f"Warning: {warning}")
    if wrong:
        raise SummarizeError(f"{saved}: {len(wrong)} mismatch{'es' if len(wrong) > 1 else ''}")
    count = sum(len(sentence.citations) for sentence in summary.sentences)
    emit(f"{clean(saved)}: {len(summary.sentences)} sentences, {count} citations, all as quoted\n")


front.commands["verify"] = verify


def read_saved(saved: str) -> str:
    """Return the text of a saved summary; SummarizeError names the file."""
    try:
        with sys.stdin.buffer if saved == "-" else Path(saved).open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
        if len(data) > MAX_FILE_BYTES:
            raise SummarizeError(f"{saved}: larger than {MAX_FILE_BYTES // 1_000_000} MB, so no summary")
        return data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise SummarizeError(f"{saved}: cannot be read ({reason}); name a summary saved with --format json") from error


def spare_inputs(output: Path, paths: Sequence[str]) -> None:
    """Refuse to write over a file that was given to be read, or that stands as an article in a folder that was."""
    for path in paths:
        if same_file(output, path):
            raise click.UsageError(f"{output} is one of the articles; choose another file with --output")
        inside = any(same_file(parent, path) for parent in output.absolute().parents)
        if inside and output.exists() and output.suffix.lower() in READERS:
            raise click.UsageError(f"{output} is read as an article of {path}; choose a file outside that folder")


def same_file(one: Path, other: str) -> bool:
    """Whether two paths lead to one file; what is not there, or cannot be looked at, is no file."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def on_terminal(summary: Any) -> str:
    """Return the text format wrapped to the terminal, headings in bold unless NO_COLOR is set."""
    width = shutil.get_terminal_size().columns
    strong: Callable[[str], str] = str if os.environ.get("NO_COLOR") else lambda text: click.style(text, bold=True)
    return to_text(summary, width=min(width, 100), strong=strong)


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
        sys.stderr.write(clean(message).replace("\n", " ") + "\n" + hint)
        sys.stderr.flush()


def hint(error: click.ClickException) -> str:
    """Return where help is to be had on wrong usage."""
    return "Try 'summarize --help' for help.\n" if isinstance(error, click.UsageError) else ""


def tell_stages() -> None:
    """Show what the library logs."""
    import logging

    logging.basicConfig(stream=sys.stderr, format="%(message)s")
    logging.getLogger("summarize").setLevel(logging.INFO)


def run(args: Sequence[str]) -> int:
    """Run the command and return its exit status; whatever goes wrong is one line on standard error."""
    for stream in filter(None, (sys.stdout, sys.stderr)):  # one that was closed is None
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        front.main(list(args), prog_name="summarize", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
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
    return 0


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


def close_output() -> None:
    """Point standard output nowhere, so that the interpreter's last flush does not fail once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
