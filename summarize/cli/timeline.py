"""`summarize timeline PATH...`: what happened when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from summarize.cli.group import (
    HELP_SETTINGS,
    complete_path,
    format_option,
    jobs_option,
    mapping,
    output_option,
    quiet_option,
    read_articles,
    setting_options,
)
from summarize.cli.output import StageBar, deliver, form_of, warn
from summarize.render.renderers import ENDINGS
from summarize.timelines.formats import FORMATS
from summarize.timelines.options import TimelineOptions

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    short_help="Tell on which days something happened.",
    epilog="""\b
Examples:
  summarize timeline saga/
  summarize timeline saga/ --dates 20 --sentences 2 -o saga.html

Exit status: 0 a timeline was written, 1 no day could be told or written, 2 wrong usage, 130 interrupted.""",
    context_settings=HELP_SETTINGS,
    no_args_is_help=True,
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", shell_complete=complete_path)
@setting_options(TimelineOptions)
@format_option(FORMATS)
@output_option
@jobs_option()
@quiet_option
def timeline(
    *, paths: tuple[str, ...], form: str | None, output: Path | None, jobs: int | None, quiet: bool, **options: Any
) -> None:
    """Tell on which days something happened, each day in sentences of the articles, with their sources.

    PATH is what `summarize` takes. Times such as Tuesday, last week or 3 March are counted from the day of the article
    that they stand in; articles without a date give only full dates. The days that the most independent voices tell
    of, in the most weeks, are chosen.
    """
    settings = TimelineOptions(**options)
    form = form or form_of(output, ENDINGS)
    from summarize.timelines.timeline import timeline_reading

    with StageBar(quiet) as bar:
        reading = read_articles(paths, output, bar)
        with mapping(reading.documents, jobs) as mapper:
            told = timeline_reading(reading, settings, bar, mapper)
    if not quiet:
        warn(told.warnings)
    deliver(FORMATS[form](told), output)
