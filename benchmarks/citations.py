"""Precision and recall of citations, against the pairs labelled in the project's own clusters.

    python benchmarks/citations.py           # all sentences that may be chosen, and those that are
    python benchmarks/citations.py --curve   # the same at other thresholds
    python benchmarks/citations.py --show    # and every wrong and missed citation

What is counted is a sentence and another article. A citation is right when the passage that it leads to is labelled as
supporting the sentence; an article with such a passage that is not cited, or is cited for another passage, is missed.
The article that the sentence stands in is not counted: it is always cited and always right.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sets import BUDGETS, truths

from summarize import Document, Options, summarize
from summarize.choose.standalone import Standing, standings
from summarize.cite import support
from summarize.cite.citations import supporting_rows
from summarize.cite.claim import word_usage
from summarize.copies.repeats import first_occurrences
from summarize.corpus import build_corpus
from summarize.records import Corpus
from summarize.score.tfidf import tfidf
from summarize.text.tokens import sentence_key

SHARES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)  # of a sentence that must be covered, for the curve


@dataclass
class Count:
    """Citations that are right, wrong and missed, each a pair of texts."""

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


def labelled(truth: dict[str, Any], documents: tuple[Document, ...], corpus: Corpus) -> set[tuple[int, int]]:
    """Return the labelled pairs as rows of a corpus; a sentence may have kept its dateline."""
    names = [Path(documents[at].name or "").name for at in corpus.passed]
    told = [(names[one.document], f" {sentence_key(one.text)}") for one in corpus.sentences]

    def row(quoted: dict[str, str]) -> int | None:
        ends = f" {sentence_key(quoted['text'])}"
        fits = [at for at, (name, text) in enumerate(told) if name == quoted["file"] and text.endswith(ends)]
        return min(fits, key=lambda at: len(told[at][1]), default=None)

    pairs = {(row(pair["a"]), row(pair["b"])) for pair in truth["supports"]}
    return {(a, b) for a, b in pairs if a is not None and b is not None}


def chosen_rows(documents: tuple[Document, ...], corpus: Corpus, words: int) -> list[int]:
    """Return the rows that a summary of so many words takes."""
    place = {(corpus.passed[one.document], one.start): row for row, one in enumerate(corpus.sentences)}
    cited = (sentence.citations[0] for sentence in summarize(documents, words=words).sentences)
    return [place[citation.document, citation.start] for citation in cited]


def count(rows: Iterable[int], corpus: Corpus, pairs: set[tuple[int, int]], total: Count) -> None:
    """Add to a count what is cited for some rows."""
    rows = list(rows)
    weights = tfidf(corpus.terms, first_occurrences(corpus))
    article = [sentence.document for sentence in corpus.sentences]
    text = [sentence.text for sentence in corpus.sentences]
    for row, (_, *cited) in zip(rows, supporting_rows(rows, corpus, weights, word_usage(corpus)), strict=True):
        total.right += [(text[row], text[other]) for other in cited if (row, other) in pairs]
        total.wrong += [(text[row], text[other]) for other in cited if (row, other) not in pairs]
        found = {article[other] for other in cited if (row, other) in pairs}
        passages = {article[b]: b for a, b in sorted(pairs) if a == row}
        total.missed += [(text[row], text[b]) for at, b in passages.items() if at not in found]


def counts() -> dict[str, Count]:
    """Return what is right, wrong and missed over all sentences that may be chosen and over those that are."""
    found = {"may be chosen": Count()} | {f"chosen, {words} words": Count() for words in BUDGETS}
    for truth, documents in truths():
        corpus = build_corpus(documents, Options())
        pairs = labelled(truth, documents, corpus)
        alone = [row for row, standing in enumerate(standings(corpus)) if standing is Standing.ALONE]
        count(alone, corpus, pairs, found["may be chosen"])
        for words in BUDGETS:
            count(chosen_rows(documents, corpus, words), corpus, pairs, found[f"chosen, {words} words"])
    return found


def citations() -> dict[str, float]:
    """Return precision and recall, in percent, over all sentences that may be chosen, and over those that are."""
    every, *chosen = counts().values()
    both = Count(*([pair for one in chosen for pair in getattr(one, kind)] for kind in ("right", "wrong", "missed")))
    return {
        "precision": every.precision,
        "recall": every.recall,
        "precision where chosen": both.precision,
        "recall where chosen": both.recall,
    }


def curve() -> Iterator[tuple[float, Count]]:
    """Yield what is found when so much of a sentence must be covered, over all sentences that may be chosen."""
    usual = support.COVERED, support.COUNTED
    for share in SHARES:
        support.COVERED, support.COUNTED = share, share - (usual[0] - usual[1])
        yield share, counts()["may be chosen"]
    support.COVERED, support.COUNTED = usual


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    found = {str(share): one for share, one in curve()} if arguments.curve else counts()
    for name, one in found.items():
        print(f"{name}: {one}")
        for kind in ("wrong", "missed") if arguments.show else ():
            print(*(f"\n{kind}\n  {said}\n  {by}" for said, by in getattr(one, kind)), sep="")


if __name__ == "__main__":
    main()
