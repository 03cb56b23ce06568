"""`summarize inspect`: what is seen of the articles before they are summarised."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from summarize.cli.group import (
    HELP_SETTINGS,
    complete_path,
    jobs_option,
    mapping,
    output_option,
    quiet_option,
    read_articles,
    setting_option,
    text_column_option,
)
from summarize.cli.output import StageBar, deliver, warn
from summarize.options import Options
from summarize.render.wording import count_noun, one_line

if TYPE_CHECKING:
    from pathlib import Path

    from summarize.inspection import InspectedArticle

LEFT_OUT_LENGTH = 70  # code points shown of a paragraph that is left out; JSON has it whole
LABEL_WIDTH = 10  # columns of the labels before the facts


@click.command(
    short_help="Show what is read from each article, what is left out, and why.",
    epilog="""\b
Examples:
  summarize inspect saved-pages/
  summarize inspect export.jsonl --format json -o seen.json""",
    context_settings=HELP_SETTINGS,
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", shell_complete=complete_path)
@setting_option("language")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Output format.",
)
@output_option
@text_column_option
@jobs_option()
@quiet_option
def inspect(
    paths: tuple[str, ...],
    language: str | None,
    form: str,
    output: Path | None,
    text_column: str | None,
    jobs: int | None,
    quiet: bool,
) -> None:
    """Show what is read from each article: facts, encoding, language, what is kept, what is left out, and why.

    PATH is a file, a folder or -, as for a summary. What cannot be read is named on standard error.
    """
    settings = Options(language=language)
    from summarize.inspection import inspect_articles

    with StageBar(quiet) as bar:
        reading = read_articles(paths, output, bar, text_column)
        with mapping(reading.documents, jobs, stems_here=False) as mapper:
            articles = inspect_articles(reading, settings, bar, mapper)
    if not quiet:
        warn(reading.warnings)
    deliver(FORMATS[form](articles, reading.warnings), output)


def as_text(articles: Sequence[InspectedArticle], _warnings: Sequence[str]) -> str:
    """Return a paragraph for each article; warnings go to standard error in this form."""
    return "\n".join("\n".join(article_lines(article)) + "\n" for article in articles)


def article_lines(article: InspectedArticle) -> Iterator[str]:
    """Yield the lines for an article: its name, then a line for each known fact, then a line for each part left out."""
    yield one_line(article.name or "an article without a name")
    facts = {
        "title": article.title,
        "author": article.author,
        "outlet": article.outlet,
        "date": article.date,
        "address": article.url,
        "encoding": article.encoding,
        "language": article.language,
        "voice": str(article.voice),
        "kept": f"{count_noun(article.sentences, 'sentence')}, {count_noun(article.words, 'word')}",
    }
    for label, value in facts.items():
        if value:
            yield f"  {label:{LABEL_WIDTH}}{one_line(value)}"
    for index, paragraph in enumerate(article.left_out):
        text = one_line(paragraph.text)
        shown = text if len(text) <= LEFT_OUT_LENGTH else text[:LEFT_OUT_LENGTH] + " ..."
        yield f"  {'' if index else 'left out':{LABEL_WIDTH}}{paragraph.kind}: {shown}"


def as_json(articles: Sequence[InspectedArticle], warnings: Sequence[str]) -> str:
    """Return all articles and warnings as JSON, in ASCII, with a line break at the end."""
    import json

    data = {"articles": [asdict(article) for article in articles], "warnings": list(warnings)}
    return json.dumps(data, ensure_ascii=True, indent=2) + "\n"


# the choices of --format
FORMATS: dict[str, Callable[[Sequence[InspectedArticle], Sequence[str]], str]] = {"text": as_text, "json": as_json}
