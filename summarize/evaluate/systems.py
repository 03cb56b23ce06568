"""Systems that are evaluated: each is a function from a cluster and a budget in words to sentences."""

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
    """Return the system that summarises with a ranker.

    asked: whether it is given the query of each cluster. options: other settings of `summarize`.
    """

    def system(cluster: Cluster, words: int) -> list[str]:
        settings = {**options, "query": cluster.query} if asked else options
        summary = summarize(cluster.documents, words=words, ranker=ranker, **settings)
        return [sentence.text for sentence in summary.sentences]

    return system


def lead_system(cluster: Cluster, words: int) -> list[str]:
    """Take the first sentence of each article, then the second of each, and so on; skip those that do not fit."""
    sentences = build_corpus(cluster.documents, Options(language=cluster.language)).sentences
    by_position = sorted(sentences, key=lambda sentence: sentence.position)  # stable: article by article
    return [by_position[row].text for row in fitting([sentence.words for sentence in by_position], words)]


def fitting(costs: Sequence[int], budget: int) -> list[int]:
    """Return the rows that a budget is filled with, ascending: each that fits what the rows before it left.

    costs: what each row takes of the budget, the best row first.
    """
    picked = []
    for row, cost in enumerate(costs):
        if cost <= budget:
            picked.append(row)
            budget -= cost
    return picked


def oracle_system(cluster: Cluster, words: int) -> list[str]:
    """Take the sentences that share most with the references, in the order of the corpus."""
    sentences = build_corpus(cluster.documents, Options(language=cluster.language)).sentences
    tokens = tokenizer(cluster.language)
    rows = oracle(
        [tokens(sentence.text) for sentence in sentences],
        [sentence.words for sentence in sentences],
        [tokens(reference) for reference in cluster.references],
        budget=words,
    )
    return [sentences[row].text for row in rows]
