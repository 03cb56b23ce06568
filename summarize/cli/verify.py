"""`summarize verify`: a saved summary against its articles."""

from __future__ import annotations

import sys

import click

from summarize.cli.group import complete_path
from summarize.cli.output import emit, say
from summarize.errors import SummarizeError
from summarize.render.wording import sanitise


@click.command(
    epilog="""\b
Example:
  summarize verify summary.json seeds/""",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.argument("saved", metavar="SUMMARY.json", shell_complete=complete_path)
@click.argument("paths", nargs=-1, metavar="[PATH...]", shell_complete=complete_path)
@click.option("--quiet", is_flag=True, help="No warnings; the exit status is the answer.")
def verify(saved: str, paths: tuple[str, ...], quiet: bool) -> None:
    """Check a saved summary against its articles: passages, quotations, counts, hashes, facts.

    SUMMARY.json is what --format json wrote. The articles are read from the files that it names, or from PATH...
    Exits 0 when all is as quoted, 1 when anything differs, and then names each mismatch.
    """
    from summarize.read.files import holding
    from summarize.read.inputs import read_all
    from summarize.saved import load_summary, locate
    from summarize.verify import boundary_mismatches, fact_mismatches, mismatches

    summary = load_summary(read_saved(saved))
    named = [holding(article.name) for article in summary.articles if article.name and article.name != "-"]
    reading = read_all(paths or dict.fromkeys(named))
    documents, wrong = locate(summary, reading)
    wrong += mismatches(summary, documents)
    wrong += fact_mismatches(summary, documents)
    wrong += boundary_mismatches(summary, documents)
    emit("".join(f"{sanitise(line)}\n" for line in wrong))
    if not quiet:
        for warning in reading.warnings:
            say(f"Warning: {warning}")
    if wrong:
        raise SummarizeError(f"{saved}: {len(wrong)} mismatch{'es' if len(wrong) > 1 else ''}")
    count = sum(len(sentence.citations) for sentence in summary.sentences)
    emit(f"{sanitise(saved)}: {len(summary.sentences)} sentences, {count} citations, all as quoted\n")


def read_saved(saved: str) -> str:
    """Return the text of a saved summary; SummarizeError names the file."""
    from pathlib import Path

    from summarize.read.inputs import MAX_FILE_BYTES

    try:
        with sys.stdin.buffer if saved == "-" else Path(saved).open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
        if len(data) > MAX_FILE_BYTES:
            raise SummarizeError(f"{saved}: larger than {MAX_FILE_BYTES // 1_000_000} MB, so no summary")
        return data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise SummarizeError(f"{saved}: cannot be read ({reason}); name a summary saved with --format json") from error
