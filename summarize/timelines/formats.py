"""The formats of a timeline, by name: `FORMATS` holds a function for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from summarize.render.markdown import escaped_form, markdown
from summarize.render.notes import differing_lines
from summarize.render.wording import (
    citation_marks,
    count_noun,
    describe_voices,
    escaped_json,
    listed_source,
    mark_form,
    sanitise,
    written,
)

if TYPE_CHECKING:
    from summarize.timelines.records import TimelineRecord


def to_text(timeline: TimelineRecord) -> str:
    """Return the days as plain text, a paragraph each, then the sources."""
    form, parts = mark_form(s.text for entry in timeline.entries for s in entry.sentences), list[str]()
    for entry in timeline.entries:
        body = " ".join(f"{sanitise(s.text)} {citation_marks(s, form)}" for s in entry.sentences)
        parts += [f"{written(entry.date)} ({count_noun(entry.voices, 'voice')})", body]
        parts += [f"   {line}" for line in differing_lines(entry.sentences, timeline.articles, form)] + [""]
    parts += [f"Sources ({describe_voices(timeline.sources)})"]
    parts += [f"{form.format(s.number)} {listed_source(s, timeline.sources, form)}" for s in timeline.sources]
    return "\n".join(parts) + "\n"


def to_markdown(timeline: TimelineRecord) -> str:
    """Return the days as CommonMark, in which foreign text is only text."""
    form, parts = mark_form(s.text for entry in timeline.entries for s in entry.sentences), list[str]()
    for entry in timeline.entries:
        body = " ".join(f"{markdown(s.text)} {citation_marks(s, escaped_form(form))}" for s in entry.sentences)
        parts += [f"- **{written(entry.date)}** ({count_noun(entry.voices, 'voice')}): {body}"]
        parts += [f"  - {markdown(line)}" for line in differing_lines(entry.sentences, timeline.articles, form)]
    parts += ["", f"## Sources ({describe_voices(timeline.sources)})", ""]
    headings = (listed_source(source, timeline.sources, form) for source in timeline.sources)
    parts += [f"{number}. {markdown(heading)}" for number, heading in enumerate(headings, start=1)]
    return "\n".join(parts) + "\n"


def to_json(timeline: TimelineRecord) -> str:
    r"""Return the timeline as JSON in which the characters of `UNSAFE` are \\u escapes."""
    return escaped_json(to_dict(timeline), indent=2) + "\n"


def to_dict(timeline: TimelineRecord) -> dict[str, Any]:
    """Return the timeline as plain data, the same that `to_json` writes, before its escapes."""
    return asdict(timeline)


def to_html(timeline: TimelineRecord) -> str:
    """Return the timeline as a page that needs no other file."""
    from summarize.timelines.page import page

    return page(timeline)


FORMATS: dict[str, Callable[[TimelineRecord], str]] = {
    "text": to_text,
    "markdown": to_markdown,
    "json": to_json,
    "html": to_html,
}
