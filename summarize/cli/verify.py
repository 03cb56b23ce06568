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
    from summarize.saved import load_summary, read_saved, saved_mismatches
    from summarize.stories.saved import digest_mismatches, is_digest, load_stories

    text = read_saved(saved)
    stories = load_stories(text) if is_digest(text) else []
    summaries = [story.summary for story in stories] or [load_summary(text)]
    articles = [article for summary in summaries for article in summary.articles]
    named = [file_holding(article.name) for article in articles if article.name and article.name != "-"]
    reading = read_all(paths or dict.fromkeys(named), text_column=text_column)
    lines = list(digest_mismatches(stories, reading) if stories else saved_mismatches(summaries[0], reading))
    emit("".join(f"{sanitise(line)}\n" for line in lines))
    if not quiet:
        warn(reading.warnings)
    if lines:
        raise SummarizeError(f"{saved}: {len(lines)} mismatch{'es' if len(lines) > 1 else ''}")
    sentences = [sentence for summary in summaries for sentence in summary.sentences]
    citations = sum(len(sentence.citations) for sentence in sentences)
    counted = f"{count_noun(len(stories), 'story', 'stories')}, " if stories else ""
    emit(f"{sanitise(saved)}: {counted}{len(sentences)} sentences, {citations} citations, all as quoted\n")
