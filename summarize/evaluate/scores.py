"""What one summary reaches: ROUGE against its references, and how it reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from summarize.choose.standalone import needs_context
from summarize.errors import SummarizeError
from summarize.evaluate.clusters import Cluster
from summarize.evaluate.rouge import KINDS, average, best, overlaps, repetition, score, tokenizer
from summarize.evaluate.systems import SystemFunction
from summarize.text.languages import language
from summarize.text.tokens import count_words


class SummaryScores(NamedTuple):
    """What a summary reached, by name of measure, in [0, 1]; `failure` says why there is none."""

    measures: dict[str, float]
    failure: str


def score_summary(way: SystemFunction, cluster: Cluster, words: int) -> SummaryScores:
    """Summarise a cluster and measure what comes out; a way that fails has written nothing, and says why."""
    try:
        return SummaryScores(measure(way(cluster, words), cluster, words), "")
    except SummarizeError as error:
        failure = str(error)
    except Exception as error:  # a way may be anybody's; a hundred other clusters are not lost for one
        failure = f"{type(error).__name__}: {error}"
    return SummaryScores(measure((), cluster, words), failure)


def measure(sentences: Sequence[str], cluster: Cluster, words: int) -> dict[str, float]:
    """Return all measures of one summary; of an empty one they are 0."""
    tokens = tokenizer(cluster.language)
    text = " ".join(sentences)
    return {
        **rouge(text, cluster.references, tokens),
        "fill": count_words(text) / words,
        **readability(sentences, [cluster.language] * len(sentences)),
    }


def rouge(text: str, references: Sequence[str], tokens: Callable[[str], list[str]]) -> dict[str, float]:
    """Return ROUGE recall and F1 of each kind, averaged over the references and against the best of them."""
    said = tokens(text)
    found = [overlaps(said, tokens(reference)) for reference in references]
    measures: dict[str, float] = {}
    for kind, against in zip(KINDS, zip(*found, strict=True), strict=True):
        scores = [score(overlap) for overlap in against]
        for name, one in (("", average(scores)), ("_best", best(scores))):
            measures |= {f"{kind}_recall{name}": one.recall, f"{kind}_f1{name}": one.f1}
    return measures


def readability(sentences: Sequence[str], codes: Sequence[str]) -> dict[str, float]:
    """Return the share of sentences that lean on one that is not there, and how much a summary repeats itself.

    codes: the language of each sentence.
    """
    leaning = [needs_context(text, language(code)) for text, code in zip(sentences, codes, strict=True)]
    return {
        "dangling": sum(leaning) / max(1, len(leaning)),
        "redundancy": repetition([tokenizer(code)(text) for text, code in zip(sentences, codes, strict=True)]),
    }
