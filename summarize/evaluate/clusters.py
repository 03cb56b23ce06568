"""Clusters with reference summaries: lines of JSON in, records out; and the systems that are run on them.

A system is a function from a cluster and a budget in words to sentences.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from os import PathLike, fsdecode
from typing import Any

from summarize.corpus import build_corpus
from summarize.errors import SummarizeError, shortened
from summarize.evaluate.rouge import oracle, tokenizer
from summarize.options import Options
from summarize.pipeline import summarize
from summarize.read.cluster_lines import (
    LINE_BYTES,
    optional_value,
    parse_documents,
    parse_object,
    required_list,
    utf8_lines,
)
from summarize.read.files import open_bytes
from summarize.records import Document
from summarize.text.detection import detect_language

MAX_WORD_LIMIT = 10**9  # words; a larger budget is a mistake
FINGERPRINT_LENGTH = 12  # hexadecimal digits; enough to tell sets of articles apart
LANGUAGE_CODE = re.compile("[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Articles about one event and the summaries that people wrote of them."""

    name: str
    documents: tuple[Document, ...]
    references: tuple[str, ...]
    language: str  # ISO 639-1, of the references
    words: int | None = None  # the budget of the references, where it is known
    query: str | None = None  # the question that the references answer, where there is one


def read_clusters(path: str | PathLike[str], limit: int | None = None) -> tuple[Cluster, ...]:
    """Return the clusters of a file in its order, the first `limit` of them or all.

    A line is one JSON object, blank lines are skipped:
    {"id", "documents": [{"title", "date", "text"}], "summaries": [...], "lang", "word_limit", "query"}. Only the texts
    of the documents and the summaries are required. A cluster without an "id" is named by its line, and the language
    is detected from the references where "lang" is missing.

    Raises SummarizeError, which names the file, the line and what is wrong with it; also when there is no cluster.
    """
    name = fsdecode(path)
    try:
        clusters = tuple(islice(parse_file(name), limit))
    except OSError as error:
        raise SummarizeError(f"{name}: cannot be read ({error.strerror}); name a file of clusters") from error
    if not clusters:
        raise SummarizeError(f"{name}: no clusters in it; write one JSON object a line")
    return clusters


def parse_file(name: str) -> Iterator[Cluster]:
    """Yield the clusters of a file; SummarizeError names the first line that does not hold one."""
    with open_bytes(name) as file:
        lines = utf8_lines(file)
        for number, line in enumerate(iter(lambda: lines.readline(LINE_BYTES + 1), b""), start=1):
            try:
                if line.strip():
                    yield parse_cluster(parse_object(line), f"line {number}")
            except ValueError as error:
                raise SummarizeError(f"{name}, line {number}: {error}") from error


def parse_cluster(data: dict[str, Any], default_name: str) -> Cluster:
    """Return the cluster that an object describes; ValueError says what is wrong with it."""
    references = tuple(required_list(data, "summaries", str))
    if not all(map(str.strip, references)):
        raise ValueError('"summaries": one of them is empty')
    code = optional_value(data, "lang", str)
    if code is not None and not LANGUAGE_CODE.fullmatch(code):
        raise ValueError(f'"lang" must be a code such as en or pt, got {shortened(code)}')
    words = optional_value(data, "word_limit", int)
    if words is not None and not 1 <= words <= MAX_WORD_LIMIT:
        raise ValueError(f'"word_limit" must be from 1 to {MAX_WORD_LIMIT}, got {shortened(words)}')
    return Cluster(
        default_name if data.get("id") is None else str(data["id"]),
        parse_documents(data),
        references,
        code or detect_language(" ".join(references)),
        words,
        optional_value(data, "query", str),
    )


def fingerprint(texts: Iterable[str]) -> str:
    """Return a short hash of texts in their order, so that figures are compared only where the data is the same.

    The length of each text is hashed with it: moving a word from one text to the next changes the hash.

    >>> fingerprint(["a b", "c"]) == fingerprint(["a", "b c"])
    False
    """
    digest = hashlib.sha256()
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:FINGERPRINT_LENGTH]


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
    """Return the first sentence of each article, then the second of each, and so on; those that do not fit are skipped.

    This is the usual baseline for news: what matters stands first. words: the budget of the summary, in words. Returns
    the texts of the sentences in the order in which they were taken; [] when none fits.
    """
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
    """Return the sentences that share most with the references, in the order of the corpus.

    No summary made of whole sentences can be much better: the figures of this one bound those of all others. words: the
    budget of the summary, in words. Returns [] when no sentence fits. See `rouge.oracle`.
    """
    sentences = build_corpus(cluster.documents, Options(language=cluster.language)).sentences
    tokens = tokenizer(cluster.language)
    rows = oracle(
        [tokens(sentence.text) for sentence in sentences],
        [sentence.words for sentence in sentences],
        [tokens(reference) for reference in cluster.references],
        budget=words,
    )
    return [sentences[row].text for row in rows]
