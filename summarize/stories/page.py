"""A digest as one page without a script: a line for each story, and behind it the summary with its passages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summarize.render.notes import changes, describe_change, earlier_name
from summarize.render.wording import days_spanned, sentence_fields, source_heading
from summarize.stories.wording import describe, differing, nothing_new, untold, unused

if TYPE_CHECKING:
    from summarize.records import SummaryRecord
    from summarize.stories.records import DigestRecord, Story

MAX_LEFTOVER = 500  # articles in no story that the page names; by judgement


def front_page(digest: DigestRecord) -> str:
    """Return the digest as a page that needs nothing else; no address is fetched."""
    from summarize.render.page.frame import framed

    named = untold(digest, MAX_LEFTOVER)
    more = len(digest.leftover) - len(named)
    return framed(
        "summarize.stories",
        "front",
        digest.settings,
        record=digest,
        heading=days_spanned(day for story in digest.stories for day in (story.first, story.last)) or "Stories",
        stories=[shown(story) for story in digest.stories],
        nothing_new=nothing_new(digest),
        leftover=[*named, *([f"and {more} more"] if more else [])],
    )


def shown(story: Story) -> dict[str, Any]:
    """Return what the page shows of a story."""
    summary = story.summary
    return {
        "title": story.title,
        "weight": describe(story, standing=False),
        "standing": story.standing,
        "changed": [describe_change(change, summary) for _, change in changes(summary)],
        "told": [(text, earlier_name(earlier, summary)) for text, earlier in told_once(summary)],
        "sentences": [sentence_fields(sentence) for sentence in summary.sentences],
        "notes": differing(summary, "[{}]"),
        "unused": unused(story),
        "sources": [
            {
                "number": source.number,
                "url": source.url,
                "heading": source_heading(source),
                "passages": passages_of(summary, source.number),
            }
            for source in summary.sources
        ],
    }


def told_once(summary: SummaryRecord) -> list[tuple[str, int]]:
    """Return each sentence that was told before and still stands in the articles, with the index of who told it."""
    return list(dict.fromkeys((told.sentence, told.earlier) for told in summary.told))


def passages_of(summary: SummaryRecord, number: int) -> list[str]:
    """Return the passages that are cited from a source, in the order of its text; number: of the source."""
    cited = {
        (citation.start, citation.text)
        for sentence in summary.sentences
        for citation in sentence.citations
        if citation.source == number
    }
    return [text for _, text in sorted(cited)]
