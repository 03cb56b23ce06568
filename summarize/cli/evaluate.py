"""`summarize evaluate`: how good the summaries of some articles are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from summarize.cli.group import HELP_SETTINGS, complete_path, format_option, output_option, quiet_option, setting_option
from summarize.cli.output import Target, deliver, spare_inputs, warn
from summarize.options import WORDS
from summarize.score.rankers import RANKERS

if TYPE_CHECKING:
    from pathlib import Path

    from summarize.evaluate import Comparison, Evaluation

CLUSTERS = ".jsonl"  # the ending of a file of clusters with references; any other path is an article or a folder
PICTURES = (".svg", ".png", ".pdf")
FORMATS = ("text", "json")


@click.command(
    short_help="Measure how good summaries are, with or without references.",
    epilog="""\b
Examples:
  summarize evaluate clusters.jsonl --words 200 --jobs -1
  summarize evaluate clusters.jsonl --ranker lexrank --ranker lead --plot quality.svg
  summarize evaluate seeds/ --words 100

Each line of clusters.jsonl is a JSON object: {"documents": [{"text": ...}, ...], "summaries": ["...", ...]}. Optional
keys are "id", "lang", "word_limit" and "query", and "title" and "date" for each document.""",
    context_settings=HELP_SETTINGS,
)
@click.argument("paths", nargs=-1, required=True, metavar="FILE.jsonl | PATH...", shell_complete=complete_path)
@setting_option("words", help=f"At most N words.  [default: the cluster's own limit, or {WORDS}]")
@setting_option(
    "ranker",
    "rankers",
    multiple=True,
    default=tuple(RANKERS),
    show_default=False,
    help="Ranker to evaluate; may be repeated. The others are compared with the first.  [default: all]",
)
@setting_option("diversity")
@setting_option("language", help="Language of the articles and references.  [default: detected]")
@click.option("--asked", is_flag=True, help="Pass each cluster's query to the rankers.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N clusters.")
@click.option("--jobs", type=int, metavar="N", help="Processes to use; -1 = all cores.  [default: 1]")
@click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    default=0,
    show_default=True,
    metavar="N",
    help="Seed of the resampling.",
)
@click.option("--plot", "picture", type=Target(), metavar="FILE", help="Also draw the results, as .svg, .png or .pdf.")
@format_option(FORMATS)
@output_option
@quiet_option
def evaluate(
    paths: tuple[str, ...], form: str | None, output: Path | None, picture: Path | None, quiet: bool, **options: Any
) -> None:
    """Make summaries and measure how good they are, with or without references.

    FILE.jsonl holds clusters (articles about one event) with reference summaries. The result is the ROUGE recall and
    F1 of each ranker, between a floor (lead) and a ceiling (an oracle that has read the references), with 95%
    intervals.

    Any other PATH is read as for a summary. The result compares the summary with the articles themselves: how much of
    what several articles report is in it, how many independent voices it cites, and how it reads. This ranks settings
    on the same articles. It does not say whether the summary chose what matters.
    """
    import json

    for target in (output, picture):
        spare_inputs(target, paths)
    measure = with_references if any(path.endswith(CLUSTERS) for path in paths) else without_references
    result = measure(paths, picture, options)
    if not quiet:
        warn(result.warnings)
    form = form or ("json" if output and output.suffix.lower() == ".json" else "text")
    # JSON escapes all that is not ASCII, so that foreign text cannot steer a terminal
    deliver(result.to_text() if form == "text" else json.dumps(result.to_dict(), indent=2) + "\n", output)


def with_references(paths: Sequence[str], picture: Path | None, options: dict[str, Any]) -> Evaluation:
    """Evaluate the rankers on the clusters of a file, and draw the figures where a picture is asked for."""
    from summarize.atomic_write import write
    from summarize.evaluate import evaluate, read_clusters
    from summarize.evaluate.plot import canvas, plot

    if len(paths) > 1:
        raise click.UsageError("give one file of clusters at a time, and no articles beside it")
    form = picture.suffix.lower() if picture else None
    if form not in (None, *PICTURES):
        raise click.UsageError(f"--plot writes {', '.join(PICTURES)}, not {form or 'a file without an ending'}")
    if picture:
        canvas()  # a missing library is named before hours of work
    evaluation = evaluate(read_clusters(paths[0], options.pop("limit")), **options)
    if picture and form:
        write(picture, plot(evaluation, form[1:]))
    return evaluation


def without_references(paths: Sequence[str], picture: Path | None, options: dict[str, Any]) -> Comparison:
    """Compare the summaries that the rankers make of the articles with the articles."""
    from summarize.evaluate import compare
    from summarize.read.inputs import read_all

    if picture or options["limit"] or options["asked"]:
        raise click.UsageError(f"--plot, --limit and --asked need a file of clusters with references (*{CLUSTERS})")
    settings = {name: options[name] for name in ("words", "diversity", "language")}
    return compare(read_all(sorted(paths)), rankers=options["rankers"], **settings)
