"""`summarize verify`: a saved summary or digest against its articles."""

from __future__ import annotations

import click

from summarize.cli.group import HELP_SETTINGS, complete_path, text_column_option
from summarize.cli.output import emit, warn
from summarize.errors import SummarizeError
from summarize.render.wording import count_noun, sanitise


@click.command(
    short_help="Check a saved summary or digest against its articles.",
    epilog="""\b
Examples:
  summarize verify summary.json seeds/
  summarize verify digest.json news/""",
    context_settings=HELP_SETTINGS,
)
@click.argument("saved", metavar="SUMMARY.json", shell_complete=complete_path)
@click.argument("paths", nargs=-1, metavar="[PATH...]", shell_complete=complete_path)
@text_column_option
@click.option("--quiet", is_flag=True, help="No warnings; mismatches are still shown.")
def verify(saved: str, paths: tuple[str, ...], text_column: str | None, quiet: bool) -> None:
    """Check a saved summary or digest against its articles: passages, quotations, counts, hashes, facts.

    SUMMARY.json is a summary or a digest that was written as JSON, or the stories of a digest as JSON Lines. The
    articles are read from PATH... or, if none is given, from the files that it names. The exit status is 0 if
    everything is as quoted. Otherwise each mismatch is named and the exit status is 1.
    """
    from summarize.read.files import file_holding
    from summarize.read.inputs import read_all
    from summarize.saved import read_saved
    from summarize.stories.saved import Saved

    text = read_saved(saved)
    try:
        loaded = Saved.of(text)
    except SummarizeError as error:
        raise SummarizeError(f"{saved}: {error}") from error
    articles = [article for summary in loaded.summaries for article in summary.articles]
    named = [file_holding(article.name) for article in articles if article.name and article.name != "-"]
    reading = read_all(paths or dict.fromkeys(named), text_column=text_column)
    lines = loaded.mismatches(reading)
    emit("".join(f"{sanitise(line)}\n" for line in lines))
    if not quiet:
        warn(reading.warnings)
    if lines:
        raise SummarizeError(f"{saved}: {len(lines)} mismatch{'es' if len(lines) > 1 else ''}")
    sentences, citations = loaded.counted()
    stories = f"{count_noun(len(loaded.stories), 'story', 'stories')}, " if loaded.stories else ""
    emit(f"{sanitise(saved)}: {stories}{sentences} sentences, {citations} citations, all as quoted\n")
