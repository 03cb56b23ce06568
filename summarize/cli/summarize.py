"""`summarize PATH...`: the main job, and the door to the subcommands."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from summarize import __version__
from summarize.cli.group import Front, complete_path, settings
from summarize.cli.output import Bar, Target, deliver, is_stdout, on_terminal, say, spare_inputs, tell_stages, warm_up
from summarize.options import Options
from summarize.render.renderers import ENDINGS, RENDERERS

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = {  # told here, too, so that help need not import what they do
    "batch": "Summarise many clusters of articles: one line of JSON for each, with its id and a...",
    "evaluate": "Summarise and measure what comes out, with references or without.",
    "inspect": "Show what is read of each article: facts, encoding, language, what is kept, and what is...",
    "verify": "Check a saved summary against its articles: passages, quotations, counts, hashes, facts.",
}
SECTIONS = {
    "Length": ("words", "sentences", "characters"),
    "Choice": ("query", "ranker", "diversity", "voices", "language"),
    "Output": ("form", "output", "explain"),
    "Messages": ("quiet", "verbose"),
}


@click.command(
    cls=Front,
    sections=SECTIONS,
    commands=COMMANDS,
    epilog="""\b
Examples:
  summarize seeds/ --words 100
  summarize seeds/ --sentences 3 --format markdown
  summarize seeds/ --query "What happens to the prisoners?"
  summarize seeds/ -o summary.json && summarize verify summary.json

Exit status: 0 a summary was written, 1 nothing could be summarised or written, 2 wrong usage, 3 some clusters of a
batch failed, 70 a defect of this program, 130 interrupted.
A folder that has the name of a command is written ./verify.""",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=True,
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", shell_complete=complete_path)
@settings
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
    type=Target(),
    metavar="FILE",
    help="Write to FILE instead of the terminal.",
)
@click.option("--explain", is_flag=True, help="Say why each sentence was taken, and what the runners-up lacked.")
@click.option("--quiet", is_flag=True, help="No warnings.")
@click.option("--verbose", is_flag=True, help="Say what each stage does.")
@click.version_option(__version__, prog_name="summarize")
def front(
    paths: tuple[str, ...], form: str | None, output: Path | None, quiet: bool, verbose: bool, **options: Any
) -> None:
    """Summarise articles about one event in sentences taken word for word from them, each with its sources.

    PATH is an article (text, Markdown, HTML, PDF, Word, EPUB, mail), a file of many (JSON, CSV, feed, ZIP), a folder
    of such files (with its subfolders; hidden files and links are passed over), or - for standard input. The summary
    goes to standard output, all else to standard error.
    """
    chosen = Options(**options)
    from summarize.pipeline import summarize_reading
    from summarize.read.inputs import read_all

    if verbose:
        tell_stages()
    bar = Bar(quiet or verbose)
    try:
        reading = read_all(sorted(paths), bar)  # so that the order of the arguments changes nothing
        spare_inputs(output, paths)
        warm_up()
        summary = summarize_reading(reading, chosen, bar)
    finally:
        bar.clear()
    if not quiet:
        for warning in summary.warnings:
            say(f"Warning: {warning}")
    form = form or (ENDINGS.get(output.suffix.lower(), "text") if output else "text")
    to_terminal = form == "text" and is_stdout(output) and sys.stdout and sys.stdout.isatty()
    deliver(
        on_terminal(summary)
        if to_terminal
        else RENDERERS[form](summary, summary.cleaned(reading.documents) if form == "html" else ()),
        output,
    )
