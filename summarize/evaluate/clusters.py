"""Clusters with reference summaries, read from JSON Lines."""

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

MOST_WORDS = 10**9
CODE = re.compile("[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Articles about one event and what people wrote to sum them up."""

    name: str
    documents: tuple[Document, ...]
    references: tuple[str, ...]
    language: str  # ISO 639-1, of the references
    words: int | None = None  # the budget that those who wrote them had
    query: str | None = None  # what they were to answer


def read_clusters(path: str | PathLike[str], limit: int | None = None) -> tuple[Cluster, ...]:
    """Read the clusters of a file, at most `limit`: one JSON object a line, blank lines passed over.

    {"id", "documents": [{"title", "date", "text"}], "summaries": [...], "lang", "word_limit", "query"}: only the texts
    of documents and the summaries are needed. Raises SummarizeError, which names the file, the line and what is wrong.
    """
    name = fsdecode(path)
    try:
        found = tuple(islice(parsed(name), limit))
    except OSError as error:
        raise SummarizeError(f"{name}: cannot be read ({error.strerror}); name a file of clusters") from error
    if not found:
        raise SummarizeError(f"{name}: no clusters in it; write one JSON object a line")
    return found


def parsed(name: str) -> Iterator[Cluster]:
    """Yield the clusters of a file; SummarizeError names the line that is none."""
    with Path(name).open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(LINE_BYTES + 1), b""), start=1):
            try:
                if line.strip():
                    yield cluster(parse_object(line), f"line {number}")
            except ValueError as error:
                raise SummarizeError(f"{name}, line {number}: {error}") from error


def cluster(data: dict[str, Any], name: str) -> Cluster:
    """Return the cluster that an object describes, named by its id if it has one; ValueError says what is wrong."""
    references = tuple(required_list(data, "summaries", str))
    if not all(map(str.strip, references)):
        raise ValueError('"summaries": one of them is empty')
    code = optional_value(data, "lang", str)
    if code is not None and not CODE.fullmatch(code):
        raise ValueError(f'"lang" must be a code such as en or pt, got {shortened(code)}')
    words = optional_value(data, "word_limit", int)
    if words is not None and not 1 <= words <= MOST_WORDS:
        raise ValueError(f'"word_limit" must be from 1 to {MOST_WORDS}, got {shortened(words)}')
    return Cluster(
        name if data.get("id") is None else str(data["id"]),
        tuple(map(parse_document, required_list(data, "documents", dict))),
        references,
        code or detect_language(" ".join(references)),
        words,
        optional_value(data, "query", str),
    )


def fingerprint(texts: Iterable[str]) -> str:
    """Return a short hash of texts, so that figures are compared only where the data is the same."""
    optional_value = hashlib.sha256()
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        optional_value.update(len(data).to_bytes(8, "big") + data)
    return optional_value.hexdigest()[:12]
