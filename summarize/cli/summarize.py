"""`summarize PATH...`: the main job, and the subcommands that it hands over to."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from summarize import __version__
from summarize.cli.batch import batch
from summarize.cli.digest import digest
from summarize.cli.evaluate import evaluate
from summarize.cli.group import (
    HELP_SETTINGS,
    Front,
    complete_path,
    format_option,
    headed_option,
    jobs_option,
    mapping,
    output_option,
    quiet_option,
    read_articles,
    setting_options,
    text_column_option,
)
from summarize.cli.inspection import inspect
from summarize.cli.mcp import mcp
from summarize.cli.output import StageBar, deliver, form_of, has_escapes, is_stdout, spare_inputs, warn
from summarize.cli.timeline import timeline
from summarize.cli.verify import verify
from summarize.options import Options
from summarize.render.renderers import ENDINGS, RENDERERS
from summarize.render.text import Style, to_text

if TYPE_CHECKING:
    from pathlib import Path

MAX_COLUMNS = 100  # of a terminal that are used; longer lines are hard to read


@click.command(
    cls=Front,
    commands=[batch, digest, evaluate, inspect, mcp, timeline, verify],
    epilog="""\b
Examples:
  summarize seeds/ --words 100
  summarize seeds/ --sentences 3 --format markdown
  summarize seeds/ --query "What happens to the prisoners?"
  summarize seeds/ -o summary.json && summarize verify summary.json

Exit status: 0 a summary was written, 1 nothing could be summarised or written, 2 wrong usage, 3 some clusters of a
batch failed, 70 a bug in this program, 130 interrupted.
If a folder has the name of a command, put ./ before it, as in ./verify.""",
    context_settings=HELP_SETTINGS,
    no_args_is_help=True,
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", shell_complete=complete_path)
@setting_options()
@format_option(RENDERERS)
@output_option
@quiet_option
@headed_option(
    "--verbose",
    is_flag=True,
    heading="Messages",
    help="Report what each stage does; as text, list related passages too.",
)
@text_column_option
@jobs_option()
@click.version_option(__version__, prog_name="summarize")
def front(
    paths: tuple[str, ...],
    form: str | None,
    output: Path | None,
    text_column: str | None,
    quiet: bool,
    verbose: bool,
    jobs: int | None,
    **options: Any,
) -> None:
    """Summarise articles about one event, in sentences taken word for word from them, each with its sources.

    PATH is an article (text, Markdown, HTML, PDF, Word, EPUB, mail), a file of several articles (JSON, CSV, feed,
    ZIP), a folder of such files, or - for standard input. Subfolders are read too; hidden files and links in them are
    not. The summary goes to standard output, everything else to standard error.
    """
    settings = Options(**options)
    form = form or form_of(output, ENDINGS)
    from summarize.pipeline import summarize_reading

    if verbose:
        show_log()
    with StageBar(quiet or verbose) as bar:
        reading = read_articles(paths, output, bar, text_column)
        spare_inputs(output, options["since"])
        with mapping(reading.documents, jobs) as mapper:
            summary = summarize_reading(reading, settings, bar, mapper)
    if not quiet:
        warn(summary.warnings)
    if form == "text":
        width, style = terminal_style() if is_stdout(output) and sys.stdout and sys.stdout.isatty() else (None, None)
        deliver(to_text(summary, width=width, style=style, related=verbose), output)
    else:
        deliver(RENDERERS[form](summary, summary.cleaned(reading.documents)), output)


def show_log() -> None:
    """Show on standard error what the library logs."""
    import logging

    logging.basicConfig(stream=sys.stderr, format="%(message)s")
    logging.getLogger("summarize").setLevel(logging.INFO)


def terminal_style() -> tuple[int, Style]:
    """Return how wide a text on this terminal is, in columns, and its type: bold and faint where that is allowed."""
    import shutil

    width = min(shutil.get_terminal_size().columns, MAX_COLUMNS)
    return width, Style(partial(click.style, bold=True), partial(click.style, dim=True)) if has_escapes() else Style()
