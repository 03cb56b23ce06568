"""Figures that differ: how many notes are right, and how many differences are found, on pairs of labelled sentences.

    python benchmarks/figures.py                            # the project's own clusters
    python benchmarks/figures.py FILE.jsonl ...             # and others by name of file
    python benchmarks/figures.py FILE.jsonl ... --show      # and what is wrong or missed
    python benchmarks/figures.py --check                    # fail below the floors

A row of figures.jsonl is {"set", "cluster", "a", "b", "values", "differ", "half"}: two sentences, each the index of its
article, start and end in code points, with a number each that looks like one quantity of one event; `differ` says
whether it is. Only places and numbers are kept, no text of others. Pairs were found by much laxer rules and labelled by
one reader before the rules were written. The rules were developed on the clusters of half 0 first; then half 1 was
measured, its errors were read as well, and the rules changed once more.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sets import truths

from summarize import Document, Options
from summarize.cite.claim import word_usage
from summarize.cite.figures.figure_reader import sentence_reader
from summarize.cite.figures.same_event import conflicting_figures
from summarize.corpus import build_corpus
from summarize.evaluate import read_clusters

LABELS = Path(__file__).parent / "figures.jsonl"
OWN = "own"  # the name of the set of the project's own clusters
MIN_PRECISION, MIN_RECALL = 0.95, 0.45  # on the own clusters; measured 1.00 and 0.49

Label = dict[str, Any]
Place = tuple[int, int, int]  # article, start, end


def labels() -> dict[tuple[str, str], list[Label]]:
    """Return the labels by set and cluster."""
    by_cluster: defaultdict[tuple[str, str], list[Label]] = defaultdict(list)
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        by_cluster[label["set"], label["cluster"]].append(label)
    return dict(by_cluster)


def clusters(files: Sequence[str]) -> Iterator[tuple[str, str, Sequence[Document]]]:
    """Yield the set, the name and the articles of the own clusters and of those in files."""
    for truth, documents in truths():
        yield OWN, truth["id"], documents
    for file in files:
        for cluster in read_clusters(file):
            yield Path(file).stem, cluster.name, cluster.documents


def judged(documents: Sequence[Document], labelled: Sequence[Label]) -> Iterator[tuple[Label, bool, tuple[str, str]]]:
    """Yield each label of a cluster, whether its difference is noted, and both sentences."""
    corpus = build_corpus(documents, Options())
    usage = word_usage(corpus)
    read = sentence_reader(corpus, usage.names)
    places = [(corpus.passed[sentence.document], sentence.start, sentence.end) for sentence in corpus.sentences]
    for label in labelled:
        rows = [row_at(label[side], places) for side in ("a", "b")]
        stories = {corpus.copy_groups[corpus.sentences[row].document] for row in rows}
        first, second = map(read, rows)
        found = conflicting_figures(first, second, usage.idf, versions=len(stories) == 1)
        noted = any([figure.value, rival.value] == label["values"] for figure, rival in found)
        yield label, noted, (corpus.sentences[rows[0]].text, corpus.sentences[rows[1]].text)


def row_at(label: Place, places: Sequence[Place]) -> int:
    """Return the row that shares most with a stretch of an article, the lowest of several."""
    document, start, end = label

    def shared(row: int) -> int:
        other, first, last = places[row]
        return min(end, last) - max(start, first) if other == document else -sys.maxsize

    return max(range(len(places)), key=lambda row: (shared(row), -row))


def measure(files: Sequence[str], *, show: bool = False) -> dict[tuple[str, int], Counter[tuple[bool, bool]]]:
    """Return for each set and half how many pairs there are of each: whether they differ, whether that is noted."""
    labelled, counts = labels(), defaultdict[tuple[str, int], Counter[tuple[bool, bool]]](Counter)
    for name, cluster, documents in clusters(files):
        for label, noted, sentences in judged(documents, labelled.get((name, cluster), ())):
            counts[name, label["half"]][label["differ"], noted] += 1
            if show and label["differ"] != noted:
                print("missed" if label["differ"] else "wrong", label["values"], *sentences, "", sep="\n  ")
    return dict(counts)


def shares(count: Counter[tuple[bool, bool]]) -> tuple[float, float]:
    """Return precision and recall, in [0, 1]."""
    right, wrong, missed = count[True, True], count[False, True], count[True, False]
    return right / max(1, right + wrong), right / max(1, right + missed)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", metavar="FILE.jsonl")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    counts = measure(arguments.files, show=arguments.show)
    halves = {f"half {half}": sum((c for (_, h), c in counts.items() if h == half), Counter()) for half in (0, 1)}
    named = {name: sum((c for (n, _), c in counts.items() if n == name), Counter()) for name, _ in counts}
    for name, count in {**named, **halves, "all": sum(counts.values(), Counter())}.items():
        precision, recall = shares(count)
        differing = count[True, True] + count[True, False]
        print(
            f"{name}: precision {precision:.1%}, recall {recall:.1%} of {differing} that differ, {count.total()} pairs"
        )
    precision, recall = shares(named[OWN])
    if arguments.check and (precision < MIN_PRECISION or recall < MIN_RECALL):
        sys.exit(f"below floor: precision {precision:.3f}, recall {recall:.3f} on the own clusters")


if __name__ == "__main__":
    main()
