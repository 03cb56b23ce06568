"""Summaries saved as JSON: read back, and brought together with the articles that they were made from."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

import msgspec

from summarize.errors import MEGABYTE, SummarizeError, shown_name
from summarize.read.cluster_lines import NotJsonError, refuse_constant
from summarize.read.files import open_bytes
from summarize.read.inputs import MAX_FILE_BYTES
from summarize.records import Document, Reading, Source, SummaryRecord, Unused
from summarize.summary import Summary
from summarize.verify import FACTS, article_label, boundary_mismatches, fact_mismatches, mismatches

NO_SUMMARY = "not a summary as --format json writes it"
REMEDY = "name a summary saved with --format json"


def load_summary(text: str) -> Summary:
    """Return the summary that `Summary.to_json` wrote; it equals the one that was written.

    Fields that a summary does not have are passed over; so is "blocks", which is found again from the documents and
    never believed. Raises SummarizeError when the text is not JSON, a field is missing or of the wrong type, or the
    text under "summary" is not that of the sentences; a field is named by its place, as `$.sentences[0].voices`.
    """
    try:
        data = json.loads(text, parse_constant=refuse_constant)
    except (json.JSONDecodeError, NotJsonError) as error:
        raise no_summary(damage(text, error)) from error
    except (ValueError, RecursionError) as error:
        raise no_summary("it is nested too deep, or a number in it is too long") from error
    return summary_of(data)


def no_summary(reason: str) -> SummarizeError:
    """Return the error for what is no summary, with the reason and the remedy."""
    return SummarizeError(f"{NO_SUMMARY}: {reason}; {REMEDY}")


def damage(text: str, error: ValueError) -> str:
    """Return what is wrong with a text that is no JSON; one that begins as JSON does is damaged at a place."""
    if text.lstrip()[:1] in ("{", "["):
        return f"it is damaged ({error})"
    return "it is a page" if text.lstrip()[:1] == "<" else "it is no JSON"


def summary_of(data: Any) -> Summary:
    """Return the summary that `Summary.to_dict` gave as plain data; raises as `load_summary` does."""
    if isinstance(data, Mapping) and "entries" in data and "sentences" not in data:
        raise no_summary("it is a timeline, which can be neither checked nor gone on from")
    if isinstance(data, Mapping):
        data = {name: value for name, value in data.items() if name != "blocks"}
        data |= {name: [*map(as_now, data[name])] for name in ("sources", "unused") if isinstance(data.get(name), list)}
    try:
        summary = msgspec.convert(data, Summary)
    except UnicodeEncodeError as error:
        raise no_summary("a text in it has half a surrogate pair") from error
    except (msgspec.ValidationError, RecursionError) as error:
        raise no_summary(str(error)) from error
    if data.get("summary") != summary.text:
        raise no_summary('the text under "summary" is not that of the sentences')
    return summary


def as_now(source: Any) -> Any:
    """Return a source of an earlier version as sources are saved now: its copies were numbered under "story"."""
    if not isinstance(source, Mapping) or "story" not in source:
        return source
    return {"copy_group": source["story"], **{name: value for name, value in source.items() if name != "story"}}


def read_saved(path: str | os.PathLike[str]) -> str:
    """Return the text of a saved summary; - is standard input. Raises SummarizeError, which names the file.

    A byte order mark is passed over. At most MAX_FILE_BYTES are read.
    """
    name = os.fsdecode(path)
    try:
        with sys.stdin.buffer if name == "-" else open_bytes(name) as file:
            data = file.read(MAX_FILE_BYTES + 1)
        if len(data) > MAX_FILE_BYTES:
            raise SummarizeError(
                f"{shown_name(name)}: larger than {MAX_FILE_BYTES // MEGABYTE} MB, so no summary; {REMEDY}"
            )
        return data.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise SummarizeError(f"{shown_name(name)}: cannot be read ({reason}); {REMEDY}") from error


def saved_mismatches(summary: SummaryRecord, reading: Reading) -> Iterator[str]:
    """Yield a line for each mismatch between a saved summary and its documents, and for each missing document.

    A document is found by the hash of its text, else by its name; see `locate`.
    """
    documents, missing = locate(summary, reading)
    yield from missing
    yield from mismatches(summary, documents)
    yield from fact_mismatches(summary, documents)
    yield from boundary_mismatches(summary, documents)


def locate(summary: SummaryRecord, reading: Reading) -> tuple[dict[int, Document], list[str]]:
    """Return the documents that a summary was made from, and a line for each that is not among those read.

    The documents are keyed by the index by which the summary names them. One is known by the hash of its text; else by
    its name as written, or its file name, if only one document has that.
    """
    by_hash: dict[str, list[Document]] = {}
    by_name: dict[str, list[Document]] = {}
    for document in reading.documents:
        by_hash.setdefault(document.sha256, []).append(document)
        name = document.name or ""
        for key in {name, PurePath(name).name}:
            by_name.setdefault(key, []).append(document)
    documents: dict[int, Document] = {}
    missing: list[str] = []
    for article in summary.articles:
        name = article.name or ""
        of_name = by_name.get(name) or by_name.get(PurePath(name).name) or []
        if article.sha256 in by_hash:
            documents[article.document] = best_match(article, by_hash[article.sha256])
        elif len(of_name) == 1:
            documents[article.document] = of_name[0]
        else:
            missing.append(f"{article_label(article)}: not found among the files read; name its file or folder as PATH")
    return documents, missing


def best_match(article: Source | Unused, documents: Sequence[Document]) -> Document:
    """Return the document that agrees best with what a summary says of it: in name, file name, number of facts.

    documents: one or more. Ties go to the first.
    """

    def agreement(document: Document) -> tuple[bool, bool, int]:
        name, told = document.name or "", article.name or ""
        facts = sum(getattr(document, fact) == getattr(article, fact) for fact in FACTS)
        return name == told, PurePath(name).name == PurePath(told).name, facts

    return max(documents, key=agreement)
