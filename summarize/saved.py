"""Summaries saved as JSON, read back and brought together with their articles."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath

import msgspec

from summarize.errors import SummarizeError
from summarize.read.json_lines import refuse_constant
from summarize.records import Document, Reading, Source, SummaryRecord, Unused
from summarize.summary import Summary
from summarize.verify import FACTS, article_label

NO_SUMMARY = "not a summary as --format json writes it"


def load_summary(text: str) -> Summary:
    """Return the summary that `Summary.to_json` wrote.

    Raises SummarizeError when the text is no JSON, or a field is missing, of the wrong type, or not what it repeats.
    """
    try:
        data = json.loads(text, parse_constant=refuse_constant)
    except (ValueError, RecursionError) as error:
        raise SummarizeError(f"{NO_SUMMARY}: {error}") from error
    if isinstance(data, dict):
        data.pop("blocks", None)  # found again from the documents, never believed
    try:
        summary = msgspec.convert(data, Summary)
    except msgspec.ValidationError as error:
        raise SummarizeError(f"{NO_SUMMARY}: {error}") from error
    if data.get("summary") != summary.text:
        raise SummarizeError("the text under summary.summary is not that of the sentences")
    return summary


def nearest(source: Source | Unused, documents: Sequence[Document]) -> Document:
    """Return the document that agrees most with what a summary says of it: in the name, else in facts."""

    def agreement(document: Document) -> tuple[bool, bool, int]:
        name, other = document.name or "", source.name or ""
        same = sum(getattr(document, fact) == getattr(source, fact) for fact in FACTS)
        return name == other, PurePath(name).name == PurePath(other).name, same

    return max(documents, key=agreement)


def locate(summary: SummaryRecord, reading: Reading) -> tuple[dict[int, Document], list[str]]:
    """Return the document of each index that the summary names, and a line for each that is not among those read.

    A document is known by the hash of its text, else by its name as written, else by its file name if only one has it.
    """
    by_hash: dict[str, list[Document]] = {}
    by_name: dict[str, list[Document]] = {}
    for document in reading.documents:
        by_hash.setdefault(document.sha256, []).append(document)
        name = document.name or ""
        for known in {name, PurePath(name).name}:
            by_name.setdefault(known, []).append(document)
    found: dict[int, Document] = {}
    missing: list[str] = []
    for source in summary.articles:
        name = source.name or ""
        named = by_name.get(name) or by_name.get(PurePath(name).name) or []
        if source.sha256 in by_hash:
            found[source.document] = nearest(source, by_hash[source.sha256])
        elif len(named) == 1:
            found[source.document] = named[0]
        else:
            missing.append(f"{article_label(source)}: not found among the files read; name its file or folder as PATH")
    return found, missing
