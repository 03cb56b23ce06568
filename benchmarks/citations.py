"""Precision and recall of citations, against the pairs labelled in the project's own clusters.

    python benchmarks/citations.py           # all sentences that may be chosen, and those that are
    python benchmarks/citations.py --curve   # the same at other thresholds
    python benchmarks/citations.py --show    # and every wrong and missed citation

What is counted is a sentence and another article. A citation is right when the passage that it leads to is labelled as
supporting the sentence; an article with such a passage that is not cited, or is cited for another passage, is missed.
The article that the sentence stands in is not counted: it is always cited and always right. The thresholds of
`summarize.cite.support` were set on the same pairs, so the figures flatter.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sets import BUDGETS, truths

from summarize import Document, Options, summarize
from summarize.choose.standalone import Standing, standings
from summarize.cite import support
from summarize.cite.citations import supporting_rows
from summarize.cite.statements import Statements
from summarize.copies.repeats import first_occurrences
from summarize.corpus import build_corpus
from summarize.records import Corpus
from summarize.score.tfidf import tfidf
from summarize.text.tokens import sentence_key

COVERAGES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)  # shares of a sentence that must be covered, for the curve
KINDS = ("right", "wrong", "missed")


@dataclass
class Count:
    """Citations that are right, wrong and missed, each a pair of the sentence and the passage."""

    right: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    missed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the citations that are right, in percent."""
        return 100 * len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        """Share of the supporting articles that are cited, in percent."""
        return 100 * len(self.right) / max(1, len(self.right) + len(self.missed))

    def __str__(self) -> str:
        """Return a line of figures."""
        counts = f"{len(self.right)} right, {len(self.wrong)} wrong, {len(self.missed)} missed"
        return f"precision {self.precision:.1f} %, recall {self.recall:.1f} % ({counts})"


def labelled_pairs(truth: dict[str, Any], documents: Sequence[Document], corpus: Corpus) -> set[tuple[int, int]]:
    """Return the labelled pairs as rows of a corpus: the sentence, and the passage that supports it.

    documents: as passed to the corpus. A label quotes a sentence without its dateline, the corpus may have kept it.
    """
    names = [Path(documents[index].name or "").name for index in corpus.passed]
    keys = [(names[sentence.document], f" {sentence_key(sentence.text)}") for sentence in corpus.sentences]

    def row_of(quotation: dict[str, str]) -> int | None:
        end = f" {sentence_key(quotation['text'])}"
        rows = [row for row, (name, key) in enumerate(keys) if name == quotation["file"] and key.endswith(end)]
        return min(rows, key=lambda row: len(keys[row][1]), default=None)

    pairs = {(row_of(pair["a"]), row_of(pair["b"])) for pair in truth["supports"]}
    return {(sentence, passage) for sentence, passage in pairs if sentence is not None and passage is not None}


def chosen_rows(documents: Sequence[Document], corpus: Corpus, words: int) -> list[int]:
    """Return the rows that a summary of so many words takes."""
    row_at = {(corpus.passed[sentence.document], sentence.start): row for row, sentence in enumerate(corpus.sentences)}
    own_places = (sentence.citations[0] for sentence in summarize(documents, words=words).sentences)
    return [row_at[place.document, place.start] for place in own_places]


def count(rows: Sequence[int], corpus: Corpus, pairs: set[tuple[int, int]], total: Count) -> None:
    """Add to a count what is cited for some rows; pairs: as `labelled_pairs` returns them."""
    weights = tfidf(corpus.stems, first_occurrences(corpus))
    document = [sentence.document for sentence in corpus.sentences]
    text = [sentence.text for sentence in corpus.sentences]
    for row, *passages in supporting_rows(rows, Statements(corpus, weights)):
        right = [passage for passage in passages if (row, passage) in pairs]
        total.right += [(text[row], text[passage]) for passage in right]
        total.wrong += [(text[row], text[passage]) for passage in passages if (row, passage) not in pairs]
        supporting = {document[passage]: passage for sentence, passage in sorted(pairs) if sentence == row}
        reached = {document[passage] for passage in right}
        total.missed += [
            (text[row], text[passage]) for article, passage in supporting.items() if article not in reached
        ]


def counts() -> dict[str, Count]:
    """Return what is right, wrong and missed, over all sentences that may be chosen and over those that are."""
    totals = {"may be chosen": Count()} | {f"chosen, {words} words": Count() for words in BUDGETS}
    for truth, documents in truths():
        corpus = build_corpus(documents, Options())
        pairs = labelled_pairs(truth, documents, corpus)
        alone = [row for row, standing in enumerate(standings(corpus)) if standing is Standing.ALONE]
        count(alone, corpus, pairs, totals["may be chosen"])
        for words in BUDGETS:
            count(chosen_rows(documents, corpus, words), corpus, pairs, totals[f"chosen, {words} words"])
    return totals


def citations() -> dict[str, float]:
    """Return precision and recall, in percent, over all sentences that may be chosen, and over those that are."""
    every, *chosen = counts().values()
    both = Count(*([pair for total in chosen for pair in getattr(total, kind)] for kind in KINDS))
    return {
        "precision": every.precision,
        "recall": every.recall,
        "precision where chosen": both.precision,
        "recall where chosen": both.recall,
    }


def curve() -> Iterator[tuple[float, Count]]:
    """Yield what is cited when so much of a sentence must be covered, over all sentences that may be chosen."""
    usual = support.MIN_COVERAGE, support.MIN_COVERAGE_WITH_NUMBER
    for coverage in COVERAGES:
        support.MIN_COVERAGE, support.MIN_COVERAGE_WITH_NUMBER = coverage, coverage - (usual[0] - usual[1])
        yield coverage, counts()["may be chosen"]
    support.MIN_COVERAGE, support.MIN_COVERAGE_WITH_NUMBER = usual


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    totals = {str(coverage): total for coverage, total in curve()} if arguments.curve else counts()
    for name, total in totals.items():
        print(f"{name}: {total}")
        for kind in ("wrong", "missed") if arguments.show else ():
            print(*(f"\n{kind}\n  {sentence}\n  {passage}" for sentence, passage in getattr(total, kind)), sep="")


if __name__ == "__main__":
    main()
