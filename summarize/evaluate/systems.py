"""Ways of summarising a cluster, each a function from a cluster and a budget in words to sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from summarize.corpus import build_corpus
from summarize.evaluate.clusters import Cluster
from summarize.evaluate.rouge import oracle, tokenizer
from summarize.options import Options
from summarize.pipeline import summarize

SystemFunction = Callable[[Cluster, int], Sequence[str]]

FLOOR = "lead (floor)"  # the first sentences of each article in turn
CEILING = "oracle (ceiling)"  # has read the references


def ranker_system(ranker: str, *, asked: bool = False, **options: Any) -> SystemFunction:
    """Return the way that the corridor goes with a ranker; options: other settings of `summarize`.

    asked: whether it is told each cluster's question.
    """

    def way(cluster: Cluster, words: int) -> list[str]:
        known = {**options, "query": cluster.query} if asked else options
        summary = summarize(cluster.documents, words=words, ranker=ranker, **known)
        return [sentence.text for sentence in summary.sentences]

    return way


def lead_system(cluster: Cluster, words: int) -> list[str]:
    """Take the first sentence of each article, then the second of each, passing over what does not fit."""
    sentences = build_corpus(cluster.documents, Options(language=cluster.language)).sentences
    rows = sorted(range(len(sentences)), key=lambda row: (sentences[row].position, row))
    picked = fill([sentences[row].words for row in rows], words)
    return [sentences[rows[at]].text for at in picked]


def fill(costs: Sequence[int], budget: int) -> list[int]:
    """Return which of some sentences, the best first, are taken: each that still fits."""
    picked = []
    for at, cost in enumerate(costs):
        if cost <= budget:
            picked.append(at)
            budget -= cost
    return picked


def oracle_system(cluster: Cluster, words: int) -> list[str]:
    """Take the sentences that share most with the references."""
    sentences = build_corpus(cluster.documents, Options(language=cluster.language)).sentences
    tokens = tokenizer(cluster.language)
    references = [tokens(reference) for reference in cluster.references]
    costs = [sentence.words for sentence in sentences]
    rows = oracle([tokens(sentence.text) for sentence in sentences], costs, references, budget=words)
    return [sentences[row].text for row in rows]
