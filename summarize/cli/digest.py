"""`summarize digest PATH...`: the stories of a mixed folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from summarize.cli.group import HELP_SETTINGS, complete_path, setting_options
from summarize.cli.output import StageBar, Target, deliver, spare_inputs, warn
from summarize.options import DigestOptions
from summarize.stories.formats import ENDINGS, FORMATS

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    short_help="Tell the stories of a mixed folder, the weightiest first.",
    epilog="""\b
Examples:
  summarize digest news/
  summarize digest news/ --stories 10 --words 40 -o news.md
  summarize digest news/ --format rss -o news.xml

Exit status: 0 a digest was written, 1 nothing could be summarised or written, 2 wrong usage, 130 interrupted.""",
    context_settings=HELP_SETTINGS,
    no_args_is_help=True,
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", shell_complete=complete_path)
@setting_options(DigestOptions, batch=True)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help="Output format.  [default: by the ending of FILE, or text]",
)
@click.option("-o", "--output", type=Target(), metavar="FILE", help="Write to FILE instead of standard output.")
@click.option("--quiet", is_flag=True, help="No warnings.")
def digest(paths: tuple[str, ...], form: str | None, output: Path | None, quiet: bool, **options: Any) -> None:
    """Group articles of anything into stories, and summarise each story in sentences of its own articles.

    PATH is what `summarize` takes. A story is told when its articles tell of one event; an article of its own is a
    story of one voice. Stories with more independent voices come first.
    """
    settings = DigestOptions(**options)
    from summarize.read.inputs import read_all
    from summarize.stories.digest import digest_reading

    bar = StageBar(quiet)
    try:
        reading = read_all(sorted(paths), bar)  # so that the order of the arguments changes nothing
        spare_inputs(output, paths)
        told = digest_reading(reading, settings, bar)
    finally:
        bar.clear()
    if not quiet:
        warn(told.warnings)
    form = form or (ENDINGS.get(output.suffix.lower(), "text") if output else "text")
    deliver(FORMATS[form](told), output)
