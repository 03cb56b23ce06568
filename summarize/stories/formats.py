"""The formats of a digest, by name: `FORMATS` holds a function for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from summarize.render.markdown import escaped_form, markdown
from summarize.render.renderers import ENDINGS as SUMMARY_ENDINGS
from summarize.render.wording import (
    citation_marks,
    count_noun,
    escaped_json,
    mark_form,
    one_line,
    sanitise,
    source_heading,
    text_and_day,
)
from summarize.stories.wording import describe, notes, nothing_new, untold, unused

if TYPE_CHECKING:
    from summarize.stories.records import DigestRecord, Story

IS_NO_ADDRESS = {"isPermaLink": "false"}  # of a guid
MAX_LEFTOVER_NAMED = 10  # articles in no story that text and Markdown name one by one; by judgement


def to_text(digest: DigestRecord) -> str:
    """Return the stories as plain text: the title, the facts, the summary and its sources of each."""
    parts = [line, ""] if (line := nothing_new(digest)) else list[str]()
    for number, story in enumerate(digest.stories, start=1):
        form = mark_form([story.summary.text])
        body = " ".join(f"{sanitise(text_and_day(s))} {citation_marks(s, form)}" for s in story.summary.sentences)
        parts += [f"{number}. {one_line(story.title)}", f"   {describe(story)}", body]
        parts += [f"   {line}" for line in notes(story.summary, form)]
        parts += [f"   {form.format(source.number)} {source_heading(source)}" for source in story.summary.sources]
        parts += [f"   - {line}" for line in unused(story)]
        parts.append("")
    if digest.leftover:
        parts += [f"Not told: {count_noun(len(digest.leftover), 'article')}", *leftover_lines(digest), ""]
    return "\n".join(parts)


def to_markdown(digest: DigestRecord) -> str:
    """Return the stories as CommonMark, in which foreign text is only text."""
    parts = [line, ""] if (line := nothing_new(digest)) else list[str]()
    for story in digest.stories:
        summary = story.summary
        form = mark_form([summary.text])
        body = " ".join(
            f"{markdown(text_and_day(s))} {citation_marks(s, escaped_form(form))}" for s in summary.sentences
        )
        parts += [f"## {markdown(story.title)}", "", describe(story), "", body, ""]
        parts += [f"- {markdown(line)}" for line in notes(summary, form)]
        parts += [f"{source.number}. {markdown(source_heading(source))}" for source in summary.sources]
        parts += [f"- {markdown(line)}" for line in unused(story)]
        parts.append("")
    if digest.leftover:
        parts += [
            f"## Not told: {count_noun(len(digest.leftover), 'article')}",
            "",
            *leftover_lines(digest, markdown),
            "",
        ]
    return "\n".join(parts)


def to_json(digest: DigestRecord) -> str:
    r"""Return the digest as JSON in which the characters of `UNSAFE` are \\u escapes."""
    from summarize.stories.as_json import to_dict

    return escaped_json(to_dict(digest), indent=2) + "\n"


def to_jsonl(digest: DigestRecord) -> str:
    """Return a line of JSON for each story, with its articles in it."""
    from summarize.stories.as_json import lines_of

    return "".join(lines_of(digest))


def to_rss(digest: DigestRecord) -> str:
    """Return an RSS 2.0 feed with a story an item, identified by the hashes of its articles.

    The link of an item is the address of its first cited article that has one on the web, else of any of its articles.
    Its date is that of its last article, left out where none has one: a feed made twice of the same articles has the
    same bytes.
    """
    from xml.etree import ElementTree

    feed = ElementTree.Element("rss", version="2.0")
    channel = ElementTree.SubElement(feed, "channel")
    ElementTree.SubElement(channel, "title").text = f"Digest of {count_noun(len(digest.documents), 'article')}"
    ElementTree.SubElement(channel, "link").text = "about:blank"
    ElementTree.SubElement(channel, "description").text = count_noun(len(digest.stories), "story", "stories")
    for story in digest.stories:
        item = ElementTree.SubElement(channel, "item")
        for tag, text in rss_fields(story, digest):
            ElementTree.SubElement(item, tag, IS_NO_ADDRESS if tag == "guid" else {}).text = text
    return ElementTree.tostring(feed, encoding="unicode", xml_declaration=True) + "\n"


def rss_fields(story: Story, digest: DigestRecord) -> Iterator[tuple[str, str]]:
    """Yield the elements of a story's item."""
    from datetime import UTC, datetime
    from email.utils import format_datetime

    from summarize.stories.as_json import story_id

    summary = story.summary
    yield "title", one_line(story.title)
    yield "guid", story_id(story)
    addresses = [
        *(source.url for source in summary.sources),
        *(digest.documents[index].url for index in story.documents),
    ]
    if link := next((url for url in addresses if url and url.startswith(("http://", "https://"))), None):
        yield "link", one_line(link)
    if story.last:
        yield "pubDate", format_datetime(datetime.fromisoformat(story.last).replace(tzinfo=UTC))
    form = mark_form([summary.text])
    body = " ".join(f"{one_line(text_and_day(s))} {citation_marks(s, form)}" for s in summary.sentences)
    sources = "; ".join(f"{form.format(source.number)} {source_heading(source)}" for source in summary.sources)
    yield "description", f"{body} ({describe(story)}) {sources}"


def leftover_lines(digest: DigestRecord, safe: Callable[[str], str] = one_line) -> list[str]:
    """Return the articles in no story, a line each, at most MAX_LEFTOVER_NAMED of them."""
    named = [f"- {safe(line)}" for line in untold(digest, MAX_LEFTOVER_NAMED)]
    more = len(digest.leftover) - len(named)
    return [*named, *([f"- and {more} more"] if more else [])]


def to_html(digest: DigestRecord) -> str:
    """Return the digest as a page that needs no other file."""
    from summarize.stories.page import front_page

    return front_page(digest)


FORMATS: dict[str, Callable[[DigestRecord], str]] = {
    "text": to_text,
    "markdown": to_markdown,
    "json": to_json,
    "jsonl": to_jsonl,
    "html": to_html,
    "rss": to_rss,
}
ENDINGS = {**SUMMARY_ENDINGS, ".jsonl": "jsonl", ".rss": "rss", ".xml": "rss"}  # of file names, and their formats
