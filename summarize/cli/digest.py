"""`summarize digest PATH...`: the stories of a mixed folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import click

from summarize.cli.group import (
    HELP_SETTINGS,
    backend_options,
    complete_path,
    format_option,
    jobs_option,
    mapping,
    output_option,
    quiet_option,
    read_articles,
    setting_option,
    setting_options,
)
from summarize.cli.output import StageBar, deliver, emit, form_of, is_stdout, say, spare_inputs, warn
from summarize.options import DigestOptions
from summarize.render.wording import count_noun
from summarize.stories.formats import ENDINGS, FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from summarize.batch.results import Past
    from summarize.cutting import Mapper
    from summarize.stories.json_lines import Lines
    from summarize.stories.telling import Plan


@click.command(
    short_help="Tell the stories of a mixed folder, the weightiest first.",
    epilog="""\b
Examples:
  summarize digest news/
  summarize digest news/ --stories 10 --words 40 -o news.md
  summarize digest news/ --format rss -o news.xml
  summarize digest export.jsonl -o stories.jsonl --resume
  summarize digest today/ --since yesterday.json -o today.html

Exit status: 0 a digest was written, 1 nothing could be summarised or written, or a
summary failed its own check, 2 wrong usage, 130 interrupted.""",
    context_settings=HELP_SETTINGS,
    no_args_is_help=True,
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", shell_complete=complete_path)
@setting_options(DigestOptions, batch=True)
@setting_option(
    "since",
    options=DigestOptions,
    metavar="DIGEST.json",
    help="Tell what is new since an earlier digest or summary, saved as JSON. May be given several times.",
)
@format_option(FORMATS)
@output_option
@click.option("--resume", is_flag=True, help="Go on with the stories that an earlier run wrote to FILE.jsonl.")
@jobs_option()
@backend_options("Where articles are cut and stories are told: on this machine, or on a cluster of machines.")
@quiet_option
def digest(
    *,
    paths: tuple[str, ...],
    form: str | None,
    output: Path | None,
    resume: bool,
    jobs: int | None,
    backend: str,
    address: str | None,
    quiet: bool,
    **options: Any,
) -> None:
    """Group articles of anything into stories, and summarise each story in sentences of its own articles.

    PATH is what `summarize` takes. Articles that tell of one event are one story; an article like no other is a
    story of its own. Stories with more independent voices come first. As JSON Lines, each story is written as soon as
    it is told.
    """
    settings = DigestOptions(**options)
    form = form or form_of(output, ENDINGS)
    if resume and (form != "jsonl" or is_stdout(output)):
        raise click.UsageError("--resume needs a file of stories; name it with --output FILE.jsonl")
    from summarize.stories.digest import TELLING, told_digest
    from summarize.stories.telling import FailedCheck, Plan

    with StageBar(quiet) as bar:
        reading = read_articles(paths, output, bar)
        spare_inputs(output, options["since"])
        with mapping(reading.documents, jobs, backend, address, stems_there=True) as mapper:
            plan = Plan.of(reading, settings, bar, mapper)
            bar.totals[TELLING] = len(plan.stories)
            if form == "jsonl":
                warnings = (*reading.warnings, *write_lines(plan, output, resume, bar, mapper))
            else:
                told = told_digest(plan, reading.warnings, bar, mapper)
                warnings = told.warnings
                bar.clear()
                deliver(FORMATS[form](told), output)
    if not quiet:
        warn(warnings)
    if any(isinstance(line, FailedCheck) for line in warnings):
        click.get_current_context().exit(1)


def write_lines(plan: Plan, output: Path | None, resume: bool, bar: StageBar, mapper: Mapper) -> list[str]:
    """Write each story as it is told; return a line for each that could not be told.

    output: None and - are standard output. Raises WriteError and SummarizeError as `json_lines.write_lines` does.
    """
    from summarize.stories import json_lines

    with open_lines(output, resume) as target:
        try:
            failures = json_lines.write_lines(plan, target, mapper, bar)
        finally:
            bar.clear()
            if sys.exception() and isinstance(target, json_lines.LineFile) and target.starts:
                say("The stories that are told are kept: the same command with --resume goes on from there.")
        if isinstance(target, json_lines.LineFile):
            gone = target.finish()
            if gone.number:
                say(f"{count_noun(gone.number, 'story', 'stories')} of other articles or settings: now in {gone.path}")
    return failures


@contextmanager
def open_lines(output: Path | None, resume: bool) -> Iterator[Lines]:
    """Give the place that lines go to: a file, or standard output."""
    if output is None or is_stdout(output):
        yield Stream()
        return
    from summarize.stories.json_lines import LineFile

    with closing(LineFile(output, resume=resume, ordered=True)) as file:
        yield file


class Stream:
    """Standard output as the place that lines go to."""

    def look(self, fingerprint: str) -> Past | None:
        """Return None: a stream knows no earlier run."""
        return None

    def keep(self, past: Past) -> None:
        """Do nothing, since `look` finds nothing."""

    def write(self, line: str) -> None:
        """Write a line at once."""
        emit(line)
