"""A digest as plain data: what its JSON holds, and its lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from summarize.read.facts import host
from summarize.render.renderers import to_dict as summary_dict
from summarize.render.wording import escaped_json

if TYPE_CHECKING:
    from summarize.stories.records import Article, DigestRecord, Story

STORY_ID = 16  # hexadecimal digits of the identity of a story
FINGERPRINT = 32  # hexadecimal digits of the identity of a line, as in the results of a batch


def to_dict(digest: DigestRecord) -> dict[str, Any]:
    """Return the digest as plain data, the same that `to_json` writes, before its escapes."""
    stories = [story_dict(story, digest.documents) for story in digest.stories]
    data = asdict(replace(digest, stories=()))
    del data["hashes"], data["failed"]
    return {**data, "stories": stories}


def story_dict(story: Story, documents: Sequence[Article]) -> dict[str, Any]:
    """Return a story as plain data; documents: as passed.

    Beside its own fields it has those that readers of Kagi's Kite know, under the names of its files where they mean
    the same.
    """
    data = {field.name: getattr(story, field.name) for field in fields(story)}
    return {
        "id": story_id(story),
        **data,
        "summary": summary_dict(story.summary),
        "quotations": [asdict(quotation) for quotation in story.quotations],
        **shared_fields(story, documents),
    }


def shared_fields(story: Story, documents: Sequence[Article] | Mapping[int, Article]) -> dict[str, Any]:
    """Return the fields that a story has in common with Kite; what is not known is None, or an empty list.

    documents: as passed, at least those of the story, by index.
    """
    articles = [article_dict(index, documents[index]) for index in story.documents]
    domains = sorted({article["domain"] for article in articles if article["domain"]})
    quotation = story.quotations[0] if story.quotations else None
    said = documents[quotation.document] if quotation else None
    return {
        "short_summary": story.summary.text,
        "talking_points": [sentence.text for sentence in story.summary.sentences],
        "quote": quotation and quotation.quote,
        "quote_author": quotation and quotation.speaker,
        "quote_source_url": said and said.url,
        "quote_source_domain": said and host(said.url),
        "perspectives": [
            {**asdict(passage), "sources": [source(documents[passage.document])]} for passage in story.perspectives
        ],
        "timeline": [{**asdict(passage), "content": passage.text} for passage in story.timeline],
        "articles": articles,
        "domains": [{"name": domain} for domain in domains],
        "unique_domains": len(domains),
        "number_of_titles": len({article["title"] for article in articles if article["title"]}),
    }


def article_dict(index: int, article: Article) -> dict[str, Any]:
    """Return an article as plain data, its address under "link" as well."""
    return {"document": index, **asdict(article), "link": article.url, "domain": host(article.url)}


def source(article: Article) -> dict[str, str | None]:
    """Return who says something: the outlet, else the domain, else the title or the name of the file."""
    return {"name": article.outlet or host(article.url) or article.title or article.name, "url": article.url}


def story_id(story: Story) -> str:
    """Return STORY_ID hexadecimal digits that stay the same as long as the texts of the story's articles do.

    The order of the articles changes nothing. An article more or less, or another text, gives another identity.
    """
    hashes = sorted(article.sha256 for article in story.summary.articles)
    return sha256("\n".join(hashes).encode()).hexdigest()[:STORY_ID]


def story_line(story: Story, documents: Sequence[Article], fingerprint: str) -> str:
    """Return one story as a line of JSON with a line break, its articles with it; fingerprint: of the story."""
    data = story_dict(story, documents)
    return escaped_json({"id": data["id"], "fingerprint": fingerprint, **data}) + "\n"


def story_fingerprint(indices: Sequence[int], hashes: Sequence[str], settings: dict[str, Any]) -> str:
    """Return FINGERPRINT hexadecimal digits that differ for any other documents, places of them, or settings.

    indices: of the documents of a story, among all. hashes: of all documents, from `Plan.hashes`. How many stories are
    told changes no digit.
    """
    facts = [(index, hashes[index]) for index in indices]
    kept = {name: value for name, value in settings.items() if name != "stories"}
    text = json.dumps([kept, facts], sort_keys=True)
    return sha256(text.encode()).hexdigest()[:FINGERPRINT]


def lines_of(digest: DigestRecord) -> Iterator[str]:
    """Yield the lines of a digest, the same that `json_lines.write_lines` writes."""
    for story in digest.stories:
        yield story_line(story, digest.documents, story_fingerprint(story.documents, digest.hashes, digest.settings))
