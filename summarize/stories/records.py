"""What a digest is, as plain data; `summarize.Digest` adds the ways to show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from summarize.summary import Summary


@dataclass(frozen=True, slots=True)
class Story:
    """One event, and what its articles say of it."""

    title: str  # of one of its articles, word for word; its first sentence where none has a title
    summary: Summary  # the indices in it are into the documents as passed to `digest`
    documents: tuple[int, ...]  # indices into the documents as passed, ascending
    voices: int  # independent voices among its articles, 1 or more
    first: str | None  # day of its earliest article, YYYY-MM-DD; None where no article is dated
    last: str | None  # day of its latest article


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
