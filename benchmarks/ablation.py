"""Ablation: what each part of the method is worth, and what another value of a tuned number changes.

    python benchmarks/ablation.py                                  # without each part, on the project's own clusters
    python benchmarks/ablation.py NEWS.jsonl=200 REVIEWS.jsonl=25  # on others, each with its budget in words
    python benchmarks/ablation.py --names                          # list the tuned numbers
    python benchmarks/ablation.py --vary summarize.choose.mmr.NEAREST_LIMIT=0.35 --vary summarize.choose.mmr.FILL_GAIN=0

The library has no switches for this: constants and functions of it get another value while a summary is made.
Differences are to the whole method over the same clusters, with bootstrapped 95 % intervals and p of a paired
bootstrap: below 0 the part helps, or the other value is worse. The articles are read before, so the numbers of
summarize.read change nothing here.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections.abc import Mapping, Sequence, Sized
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sets import named
from tuned import changed, read_at_import, tuned_numbers

from summarize import Options
from summarize.choose.mmr import Coverage
from summarize.choose.standalone import Habits, Standing, Standings
from summarize.evaluate import CEILING, FLOOR, Cluster, Evaluation, evaluate
from summarize.evaluate.clusters import SystemFunction, ranker_system
from summarize.evaluate.measures import READING, signature
from summarize.evaluate.tables import difference, table
from summarize.records import Block, Corpus, Sentence
from summarize.text.languages import Language, load_language

if TYPE_CHECKING:
    from summarize.records import Flags, Rows, Scores, Weights

RANKER = Options().ranker
RECALL = ("r1_recall", "r2_recall")  # what is compared
Changes = Mapping[str, Any]  # another value for some names of the library, dotted


def without_stop_words(code: str) -> Language:
    """Return what is known about a language, with nothing among the stop words."""
    return replace(load_language(code), stop_words=frozenset())


def no_stemmer(language: Language) -> type[str]:
    """Return a stemmer that leaves words as they are."""
    return str


def nearest_only(coverage: Coverage) -> Scores:
    """Return redundancy as MMR was published: the cosine to the nearest pick."""
    return coverage.nearest


def covered_only(coverage: Coverage) -> Scores:
    """Return redundancy as the share of a row that all picks hold together."""
    return coverage.covered


def no_redundancy(coverage: Coverage) -> Scores:
    """Return that nothing is redundant."""
    return 0 * coverage.nearest


def each_its_own(articles: Sized) -> list[int]:
    """Return a story of its own for each article."""
    return list(range(len(articles)))


class AllAlone(Standings):
    """That every sentence stands alone."""

    def __getitem__(self, row: int | slice) -> Any:
        return Standing.ALONE


def all_stand_alone(corpus: Corpus, *, curt: bool = False) -> Standings:
    """Return that every sentence stands alone."""
    return AllAlone(corpus.sentences, ())


def content_only(weights: Weights, corpus: Corpus, basis: Flags) -> Weights:
    """Return the rows of open-class words as they are."""
    return weights


def follows_never(sentence: Sentence, language: Language, habits: Habits) -> bool:
    """Return that a sentence may not follow the one before it."""
    return False


def no_retelling(corpus: Corpus, weights: Weights, rows: Rows) -> None:
    """Return that retellings cannot be told."""


def all_prose(text: str, title: str | None = None) -> list[Block]:
    """Return every paragraph as prose."""
    return [Block(*match.span(), "prose") for match in re.finditer(r"\S.*(?:\n.*\S.*)*", text)]


REDUNDANCY = "summarize.choose.mmr.Coverage.redundancy"
COVERED_LIMIT = "summarize.choose.mmr.COVERED_LIMIT"
PARTS: dict[str, Changes] = {  # what each part is switched off by
    "cleaning": {"summarize.corpus.clean": all_prose},
    "finding of copies": {"summarize.corpus.group_copies": each_its_own},
    "stop words": {"summarize.corpus.load_language": without_stop_words},
    "stems": {"summarize.corpus.stemmer": no_stemmer, "summarize.score.tfidf.stemmer": no_stemmer},
    "weighing of all words": {"summarize.pipeline.with_all_words": content_only},
    "bigrams": {"summarize.score.tfidf.BIGRAM_WEIGHT": 0.0, "summarize.score.tfidf.BIGRAM_WEIGHT_ALL": 0.0},
    "gain of openings": {"summarize.score.rankers.OPENING_GAIN": 0.0},
    "edges within an article at a discount": {"summarize.score.rankers.SAME_ARTICLE_EDGE": 1.0},
    "standing alone": {"summarize.choose.pool.standings": all_stand_alone},
    "following": {"summarize.choose.standalone.leans_back": follows_never},
    "retellings": {"summarize.choose.pool.retelling": no_retelling},
    "limit of runs": {"summarize.choose.pool.MAX_RUN": math.inf},
    "redundancy with all picks": {REDUNDANCY: nearest_only},
    "redundancy with the nearest pick": {REDUNDANCY: covered_only},
    "redundancy in the gain": {REDUNDANCY: no_redundancy},
    "refusal of repeats": {COVERED_LIMIT: 2.0, "summarize.choose.mmr.NEAREST_LIMIT": 2.0},
    "all redundancy": {REDUNDANCY: no_redundancy, COVERED_LIMIT: 2.0, "summarize.choose.mmr.NEAREST_LIMIT": 2.0},
    "refilling": {"summarize.choose.mmr.MAX_PICKS_REFILLED": 0},
}


def with_changes(changes: Changes) -> SystemFunction:
    """Return the method with other values for some names; it raises AttributeError for a name that is not there."""

    def system(cluster: Cluster, words: int) -> Sequence[str]:
        with changed(changes):
            return ranker_system(RANKER)(cluster, words)

    return system


def measure(
    clusters: Sequence[Cluster], variants: Mapping[str, Changes], words: int | None = None, jobs: int | None = None
) -> Evaluation:
    """Evaluate the whole method, and each variant of it by its name."""
    systems = {name: with_changes(changes) for name, changes in variants.items()}
    return evaluate(clusters, rankers=[RANKER], others=systems, words=words, jobs=jobs)


def variant_table(name: str, evaluation: Evaluation) -> str:
    """Return the table of one set, a variant a row, below a line that says what it was measured on."""
    rows = []
    for system in evaluation.systems:
        if system.name not in (FLOOR, CEILING):
            gaps = [difference(system.measures[kind]) for kind in RECALL]
            rows.append([system.name, *gaps, *(percent(evaluation, system.name, kind) for kind in READING)])
    r1, r2 = (percent(evaluation, RANKER, kind) for kind in RECALL)
    title = f"{evaluation.settings['clusters']} clusters ({name}): R-1 {r1}, R-2 {r2} by the whole method"
    return f"{title}\n\n{table(['', 'R-1', 'R-2', *READING], rows)}\n\nsettings: {signature(evaluation.settings)}\n"


def percent(evaluation: Evaluation, name: str, kind: str) -> str:
    """Return a mean of a system in percent."""
    measures = {system.name: system.measures for system in evaluation.systems}
    return f"{100 * measures[name][kind].mean:.1f}"


def variation(text: str) -> Changes:
    """Return what NAME=VALUE changes; ValueError says in one line why that cannot be measured."""
    name, _, value = text.partition("=")
    if name not in tuned_numbers():
        raise ValueError(f"--vary {text}: no tuned number is named {name}; --names lists them")
    if read_at_import(name):
        raise ValueError(f"--vary {text}: {name} is read while the package is imported; change it in the source")
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f"--vary {text}: write NAME=NUMBER")
    return {name: int(number) if number.is_integer() and isinstance(tuned_numbers()[name].value, int) else number}


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", metavar="FILE[=WORDS]", help="clusters; by default the project's own")
    parser.add_argument("--names", action="store_true", help="list the tuned numbers, each with what is said of it")
    parser.add_argument("--vary", action="append", metavar="NAME=VALUE", help="a row for this; may be given again")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N clusters of each set")
    parser.add_argument("--jobs", type=int, metavar="N", help="processes; -1 = one a core")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> None:
    """Print a table for each set, or the tuned numbers; fails when a variant could not be run."""
    asked = arguments(given)
    if asked.names:
        for number in tuned_numbers().values():
            print(f"{number.name} = {number.value}" + (f"  # {number.comment}" if number.comment else ""))
        return
    try:
        variants = {text: variation(text) for text in asked.vary or ()}
    except ValueError as error:
        sys.exit(str(error))
    variants = variants or {f"without {part}": changes for part, changes in PARTS.items()}
    failed: list[str] = []
    for name, (clusters, words) in named(asked.files).items():
        evaluation = measure(clusters[: asked.limit], variants, words, asked.jobs)
        print(variant_table(name, evaluation), flush=True)
        failed += evaluation.warnings
    if failed:
        sys.exit("\n".join(failed))


if __name__ == "__main__":
    main()
