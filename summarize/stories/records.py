"""What a digest is, as plain data; `summarize.Digest` adds the ways to show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from summarize.records import Change
from summarize.summary import Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of an article, word for word."""

    document: int  # index into the documents as passed
    start: int  # code points, from 0
    end: int  # code points, exclusive
    text: str  # repaired


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Passage):
    """What somebody says in a sentence of an article."""

    quote: str  # a part of `text`, without its quotation marks
    speaker: str  # the same: who says it


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedPassage(Passage):
    """A sentence that tells of a day."""

    date: str  # YYYY-MM-DD, the day that it tells of


@dataclass(frozen=True, slots=True)
class Story:
    """One event, and what its articles say of it."""

    title: str  # of one of its articles, word for word; its first sentence where none has a title
    summary: Summary  # the indices in it are into the documents as passed to `digest`
    documents: tuple[int, ...]  # indices into the documents as passed, ascending
    voices: int  # independent voices among its articles, 1 or more
    first: str | None  # day of its earliest article, YYYY-MM-DD; None where no article is dated
    last: str | None  # day of its latest article
    standing: str = ""  # "new" or "goes on", by the earlier summaries; "" where there are none
    quotations: tuple[Quotation, ...] = ()  # one of each speaker who is named
    perspectives: tuple[Passage, ...] = ()  # of each of several voices, what no other tells
    timeline: tuple[DatedPassage, ...] = ()  # a sentence of each day that is told of, by day


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a digest. What is not known of it is None."""

    name: str | None  # the file it came from, as the caller wrote it
    title: str | None
    date: str | None  # ISO 8601
    url: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class DigestRecord:
    """The stories of a mixed folder, the weightiest first: by voices, then by articles."""

    stories: tuple[Story, ...]
    documents: tuple[Article, ...]  # as passed
    leftover: tuple[int, ...]  # indices of documents in no story that is told, ascending
    warnings: tuple[str, ...]  # one line each
    settings: dict[str, Any]  # as `DigestOptions.to_dict` gives them
    hashes: tuple[str, ...] = ()  # of each document as passed, with all that is known of it; in no format
    failed: tuple[int, ...] = ()  # those of `leftover` whose summary failed its own check; a warning in the JSON


def with_documents(value: Any, passed: Sequence[int] | Mapping[int, int]) -> Any:
    """Return a record with every index of a document in it, however deep, replaced by that of the whole digest.

    passed: the new index for each old one. For the documents of a story that is their place as passed to `digest`.
    """
    if isinstance(value, tuple):
        return tuple([with_documents(item, passed) for item in value])
    if not is_dataclass(value) or isinstance(value, type | Change):  # a change cites an earlier summary's articles
        return value
    parts = {field.name: getattr(value, field.name) for field in fields(value)}
    changes = {name: with_documents(part, passed) for name, part in parts.items() if part and isinstance(part, tuple)}
    if "document" in parts:
        changes["document"] = passed[parts["document"]]
    return replace(value, **changes) if changes else value
