"""Clusters with reference summaries: lines of JSON in, records out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from os import PathLike, fsdecode
from pathlib import Path
from typing import Any

from summarize.errors import SummarizeError, shortened
from summarize.read.json_lines import LINE_BYTES, optional_value, parse_document, parse_object, required_list
from summarize.records import Document
from summarize.text.languages import detect_language

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
    with Path(name).open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(LINE_BYTES + 1), b""), start=1):
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
        tuple(map(parse_document, required_list(data, "documents", dict))),
        references,
        code or detect_language(" ".join(references)),
        words,
        optional_value(data, "query", str),
    )


def fingerprint(texts: Iterable[str]) -> str:
    """Return a short hash of texts in their order, so that figures are compared only where the data is the same.

    The length of each text is hashed with it: moving a word from one text to the next changes the hash.
    """
    digest = hashlib.sha256()
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:FINGERPRINT_LENGTH]
