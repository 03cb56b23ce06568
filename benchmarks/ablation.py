"""Ablation: what each part of the method is worth, by what is lost or gained without it.

    python benchmarks/ablation.py                                  # the project's own clusters
    python benchmarks/ablation.py NEWS.jsonl=200 REVIEWS.jsonl=25  # others, each with its budget in words

Every part is switched off in the library from outside, by a constant or function of another value while a summary is
made; the product has no switches. Differences are to the whole method over the same clusters, with bootstrapped 95 %
intervals and p of a paired bootstrap: below 0 the part helps.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping, Sequence, Sized
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from sets import named

from summarize import Options
from summarize.choose.mmr import Coverage
from summarize.choose.standalone import Standing
from summarize.evaluate import CEILING, FLOOR, Cluster, Evaluation, evaluate
from summarize.evaluate.measures import READING, signature
from summarize.evaluate.systems import SystemFunction, ranker_system
from summarize.evaluate.tables import difference, table
from summarize.records import Block, Corpus
from summarize.text.languages import Language, load_language

if TYPE_CHECKING:
    from summarize.records import Scores

DEFAULT = Options().ranker


def all_words(code: str) -> Language:
    """Return what is known about a language, with nothing among the stop words."""
    return replace(load_language(code), stop_words=frozenset())


def unstemmed(language: Language) -> type[str]:
    """Return a stemmer that leaves words as they are."""
    return str


def nearest(told: Coverage) -> Scores:
    """Return redundancy as MMR was published: the cosine to the nearest pick."""
    return told.nearest


def covered(told: Coverage) -> Scores:
    """Return redundancy as the share of a row that the picks hold together."""
    return told.covered


def unheard(told: Coverage) -> Scores:
    """Return that nothing is redundant."""
    return 0 * told.nearest


def strangers(articles: Sized) -> list[int]:
    """Return a voice of its own for each article."""
    return list(range(len(articles)))


def alone(corpus: Corpus) -> list[Standing]:
    """Return that every sentence stands alone."""
    return [Standing.ALONE] * len(corpus.sentences)


def paragraphs(text: str, title: str | None = None) -> list[Block]:
    """Return every paragraph as prose."""
    return [Block(*found.span(), "prose") for found in re.finditer(r"\S.*(?:\n.*\S.*)*", text)]


PARTS: dict[str, dict[str, Any]] = {  # what is switched off: the names that get another value, and that value
    "cleaning": {"summarize.pipeline.clean": paragraphs},
    "collapsing of copies": {"summarize.pipeline.collapse": strangers},
    "stop words": {"summarize.corpus.load_language": all_words},
    "stems": {"summarize.pipeline.stemmer": unstemmed},
    "bigrams": {"summarize.score.tfidf.BIGRAM_WEIGHT": 0.0},
    "gain of openings": {"summarize.score.rankers.OPENING_GAIN": 0.0},
    "edges within an article at a discount": {"summarize.score.rankers.SAME_ARTICLE_EDGE": 1.0},
    "standing alone": {"summarize.choose.standings": alone},
    "redundancy with all picks": {"summarize.choose.mmr.Coverage.redundancy": nearest},
    "redundancy with the nearest pick": {"summarize.choose.mmr.Coverage.redundancy": covered},
    "redundancy in the gain": {"summarize.choose.mmr.Coverage.redundancy": unheard},
    "refusal of repeats": {"summarize.choose.mmr.COVERED_LIMIT": 2.0},
    "all redundancy": {"summarize.choose.mmr.Coverage.redundancy": unheard, "summarize.choose.mmr.COVERED_LIMIT": 2.0},
    "refilling": {"summarize.choose.mmr.MAX_PICKS_REFILLED": 0},
}


def without(changes: Mapping[str, Any]) -> SystemFunction:
    """Return the method with other values for some names of the library; AttributeError for a name it has not."""

    def way(cluster: Cluster, words: int) -> Sequence[str]:
        with ExitStack() as stack:
            for name, value in changes.items():
                stack.enter_context(patch(name, value))
            return ranker_system(DEFAULT)(cluster, words)

    return way


def ablate(found: Sequence[Cluster], words: int | None, jobs: int | None) -> Evaluation:
    """Evaluate the whole method, and the method without each part."""
    ways = {f"without {part}": without(changes) for part, changes in PARTS.items()}
    return evaluate(found, rankers=[DEFAULT], others=ways, words=words, jobs=jobs)


def shown(name: str, found: Evaluation) -> str:
    """Return a table under a line that says what it was measured on."""
    rows = []
    for system in found.systems:
        if system.name not in (FLOOR, CEILING):
            gaps = [difference(system.measures[kind]) for kind in ("r1_recall", "r2_recall")]
            rows.append([system.name, *gaps, *(f"{100 * system.measures[kind].mean:.1f}" for kind in READING)])
    whole = found.systems[0].measures
    scores = f"R-1 {100 * whole['r1_recall'].mean:.1f}, R-2 {100 * whole['r2_recall'].mean:.1f} with all parts"
    title = f"{found.settings['clusters']} clusters ({name}): {scores}"
    return f"{title}\n\n{table(['', 'R-1', 'R-2', *READING], rows)}\n\nsettings: {signature(found.settings)}\n"


def main() -> None:
    """Print a table for each set; fails when the method without some part could not be run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", metavar="FILE[=WORDS]")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N clusters of each set")
    parser.add_argument("--jobs", type=int, metavar="N")
    arguments = parser.parse_args()
    failed: list[str] = []
    for name, (found, words) in named(arguments.files).items():
        result = ablate(found[: arguments.limit], words, arguments.jobs)
        print(shown(name, result), flush=True)
        failed += result.warnings
    if failed:
        sys.exit("\n".join(failed))


if __name__ == "__main__":
    main()
