"""A digest as plain data: what its JSON holds, and its lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, astuple, fields, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from summarize.render.renderers import to_dict as summary_dict
from summarize.render.wording import UNSAFE

if TYPE_CHECKING:
    from summarize.stories.records import Article, DigestRecord, Story

STORY_ID = 16  # hexadecimal digits of the identity of a story
FINGERPRINT = 32  # hexadecimal digits of the identity of a line, as in the results of a batch


def to_dict(digest: DigestRecord) -> dict[str, Any]:
    """Return the digest as plain data, the same that `to_json` writes, before its escapes."""
    return {**asdict(replace(digest, stories=())), "stories": [story_dict(story) for story in digest.stories]}


def story_dict(story: Story) -> dict[str, Any]:
    """Return a story as plain data."""
    data = {field.name: getattr(story, field.name) for field in fields(story)}
    return {"id": story_id(story), **data, "summary": summary_dict(story.summary)}


def story_id(story: Story) -> str:
    """Return STORY_ID hexadecimal digits that stay the same as long as the texts of the story's articles do."""
    hashes = sorted(article.sha256 for article in story.summary.articles)
    return sha256("\n".join(hashes).encode()).hexdigest()[:STORY_ID]


def escaped_json(data: Any, indent: int | None = None) -> str:
    """Return plain data as JSON in which the characters that steer a terminal or break a line are escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False)
    return UNSAFE.sub(lambda match: json.dumps(match.group())[1:-1], text)


def story_line(story: Story, documents: Sequence[Article], mark: str) -> str:
    """Return one story as a line of JSON with a line break, its articles with it; mark: its fingerprint."""
    articles = [{"document": index, **asdict(documents[index])} for index in story.documents]
    data = story_dict(story)
    return escaped_json({"id": data["id"], "fingerprint": mark, **data, "articles": articles}) + "\n"


def fingerprint(
    indices: Sequence[int], articles: Sequence[Article], hashes: Iterable[str], settings: dict[str, Any]
) -> str:
    """Return FINGERPRINT hexadecimal digits that differ for any other articles, places of them, or settings.

    indices: of the documents of a story, among all. hashes: of their texts, in the same order. How many stories are
    told changes none of them.
    """
    facts = [(index, mark, *astuple(articles[index])) for index, mark in zip(indices, hashes, strict=True)]
    kept = {name: value for name, value in settings.items() if name != "stories"}
    text = json.dumps([kept, facts], sort_keys=True)
    return sha256(text.encode()).hexdigest()[:FINGERPRINT]


def lines_of(digest: DigestRecord) -> Iterator[str]:
    """Yield the lines of a digest, the same that `lines.write_lines` writes."""
    for story in digest.stories:
        hashes = {article.document: article.sha256 for article in story.summary.articles}
        in_order = [hashes[index] for index in story.documents]
        yield story_line(
            story, digest.documents, fingerprint(story.documents, digest.documents, in_order, digest.settings)
        )
