"""Checks that a summary is what it says: every sentence, span, quotation, number and hash."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import PurePath
from types import NoneType
from typing import Any, cast

from summarize.cite import digest
from summarize.errors import SummarizeError
from summarize.records import Citation, Document, Reading, Source, Summary, SummarySentence, Unused
from summarize.repair import repair
from summarize.words import count_words


def mismatches(summary: Summary, documents: Mapping[int, Document]) -> Iterator[str]:
    """Yield a line for everything about a summary that its documents do not bear out.

    documents: by the index that sources and citations name; one that is missing is passed over.
    """
    size = {
        "words": count_words(summary.text),
        "sentences": len(summary.sentences),
        "characters": len(summary.text),
    }
    if summary.words != size["words"]:
        yield f"the summary has {size['words']} words, not {summary.words}"
    for unit, have in size.items():
        most = summary.settings.get(unit)
        if isinstance(most, int) and have > most:
            yield f"the summary has {have} {unit}, over the {most} allowed"
    for source in summary.articles:
        if source.document in documents and source.sha256 != digest(documents[source.document]):
            yield f"{label(source)}: the text has changed (its SHA-256 differs)"
    yield from sentence_mismatches(summary, documents)
    yield from numbering_mismatches(summary)


def sentence_mismatches(summary: Summary, documents: Mapping[int, Document]) -> Iterator[str]:
    """Yield a line for every passage that does not stand in its document as quoted."""
    for at, sentence in enumerate(summary.sentences, start=1):
        if not sentence.citations or sentence.citations[0].text != sentence.text:
            yield f"sentence {at} is not the text of its first citation"
        for citation in sentence.citations:
            if citation.document not in documents:
                continue
            text = documents[citation.document].text
            if not 0 <= citation.start < citation.end <= len(text):
                yield f"sentence {at} [{citation.source}]: {citation.start}:{citation.end} is outside the document"
            elif repair(text[citation.start : citation.end]) != citation.text:
                yield f"sentence {at} [{citation.source}]: the text at {citation.start}:{citation.end} differs"


def numbering_mismatches(summary: Summary) -> Iterator[str]:
    """Yield a line for every source number that is not by first use, and every mark that leads nowhere."""
    marks = [citation for sentence in summary.sentences for citation in sentence.citations]
    numbers = list(dict.fromkeys(citation.source for citation in marks))
    if numbers != [source.number for source in summary.sources] or numbers != list(range(1, len(numbers) + 1)):
        yield "sources are not numbered 1 to n by first use"
    documents = {source.number: source.document for source in summary.sources}
    for citation in marks:
        if documents.get(citation.source) != citation.document:
            yield f"[{citation.source}] does not lead to document {citation.document}"


def label(source: Any) -> str:
    """Return how a source is named in a message."""
    return str(source.name or source.title or f"document {source.document}")


def load(text: str) -> Summary:
    """Return the summary that `Summary.to_json` wrote; SummarizeError names what is missing or of the wrong type."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SummarizeError(f"not a summary as --format json writes it: {error}") from error
    return cast(Summary, build(Summary, data, "summary"))


NESTED: dict[str, type[Any]] = {
    "sentences": SummarySentence,
    "citations": Citation,
    "sources": Source,
    "unused": Unused,
}
PLAIN: dict[str, tuple[type, ...]] = {
    "int": (int,),
    "float": (float, int),
    "str": (str,),
    "str | None": (str, NoneType),
    "dict[str, Any]": (dict,),
    "tuple[str, ...]": (list,),
}


def build(kind: type[Any], data: Any, where: str) -> Any:
    """Return a record of one kind from plain data, checked field by field."""
    if not isinstance(data, dict):
        raise SummarizeError(f"not a summary as --format json writes it: {where} is not an object")
    values: dict[str, Any] = {}
    for field in fields(kind):
        value, place = data.get(field.name), f"{where}.{field.name}"
        allowed = (list,) if field.name in NESTED else PLAIN[str(field.type)]
        if not isinstance(value, allowed) or isinstance(value, bool):
            raise SummarizeError(f"not a summary as --format json writes it: {place} is missing or of the wrong type")
        if field.name in NESTED:
            value = [build(NESTED[field.name], one, f"{place}[{at}]") for at, one in enumerate(data[field.name])]
        values[field.name] = tuple(value) if isinstance(value, list) else value
    return kind(**values)


def locate(summary: Summary, reading: Reading) -> tuple[dict[int, Document], list[str]]:
    """Return the document of each index that the summary names, and a line for each that is not among those read.

    A document is known by the hash of its text, else by its name as written, else by its file name if only one has it.
    """
    by_hash = {digest(document): document for document in reading.documents}
    by_name: dict[str, list[Document]] = {}
    for document in reading.documents:
        name = document.name or ""
        for known in {name, PurePath(name).name}:
            by_name.setdefault(known, []).append(document)
    found: dict[int, Document] = {}
    missing: list[str] = []
    for source in summary.articles:
        name = source.name or ""
        named = by_name.get(name) or by_name.get(PurePath(name).name) or []
        if source.sha256 in by_hash:
            found[source.document] = by_hash[source.sha256]
        elif len(named) == 1:
            found[source.document] = named[0]
        else:
            missing.append(f"{label(source)}: not found among the files read; name its file or folder as PATH")
    return found, missing
