"""A timeline as one page without a script: a line of time, how much was written on each day, the days with sources."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from summarize.render.notes import differing_lines
from summarize.render.wording import count_noun, days_spanned, describe_voices, listed_source, sentence_fields, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarize.timelines.records import Entry, TimelineRecord

WIDTH, HEIGHT = 1000, 64  # of the line of time, in units of the drawing
MIN_BAR, MAX_BAR = 1.0, 40.0  # heights of a bar; the day on which most was written has the highest
MIN_WIDTH = 2.0  # of a bar, so that a day among a thousand can be seen
RADIUS, MAX_RADIUS = 4.0, 9.0  # of the mark of a day: more where more voices tell of it
MARGIN = 12.0  # at either end of the line


class Bar(NamedTuple):
    """How much was written on a day, as it is drawn."""

    left: float
    width: float
    height: float
    label: str


class Mark(NamedTuple):
    """A day of the timeline on the line of time."""

    date: str
    middle: float
    radius: float
    label: str


def page(timeline: TimelineRecord) -> str:
    """Return the timeline as a page that needs nothing else; no address is fetched."""
    from summarize.render.page.frame import framed

    return framed(
        "summarize.timelines",
        "timeline",
        timeline.settings,
        heading=days_spanned(entry.date for entry in timeline.entries),
        bars=bars(timeline),
        marks=marks(timeline),
        height=HEIGHT,
        width=WIDTH,
        entries=[shown(entry, timeline) for entry in timeline.entries],
        sources=[
            {"number": source.number, "url": source.url, "heading": listed_source(source, timeline.sources)}
            for source in timeline.sources
        ],
        voices=describe_voices(timeline.sources),
        articles=sum(day.articles for day in timeline.written),
        warnings=timeline.warnings,
    )


def shown(entry: Entry, timeline: TimelineRecord) -> dict[str, Any]:
    """Return what the page shows of a day."""
    return {
        "date": entry.date,
        "written": written(entry.date),
        "weight": count_noun(entry.voices, "voice"),
        "sentences": [sentence_fields(sentence) for sentence in entry.sentences],
        "passages": [
            (citation.source, citation.text)
            for sentence in entry.sentences
            for citation in sentence.citations[1:]
            if citation.text != sentence.text
        ],
        "notes": differing_lines(entry.sentences, timeline.articles),
    }


def scale(timeline: TimelineRecord) -> tuple[int, float]:
    """Return the first day of the line as an ordinal, and how many units of the drawing a day takes."""
    dates = [*(entry.date for entry in timeline.entries), *(day.date for day in timeline.written)]
    days = [date.fromisoformat(day).toordinal() for day in dates]
    return min(days), (WIDTH - 2 * MARGIN) / (max(days) - min(days) + 1)


def bars(timeline: TimelineRecord) -> list[Bar]:
    """Return a bar for each day on which something was written."""
    first, unit = scale(timeline)
    most = max((day.articles for day in timeline.written), default=1)
    drawn = []
    for day in timeline.written:
        left = MARGIN + (date.fromisoformat(day.date).toordinal() - first) * unit
        height = MIN_BAR + (MAX_BAR - MIN_BAR) * day.articles / most
        label = f"{written(day.date)}: {day.articles} article{'s' if day.articles > 1 else ''}"
        drawn.append(Bar(round(left, 2), round(max(unit * 0.9, MIN_WIDTH), 2), round(height, 2), label))
    return drawn


def marks(timeline: TimelineRecord) -> list[Mark]:
    """Return a mark for each day of the timeline."""
    first, unit = scale(timeline)
    return [mark(entry, first, unit, timeline.entries) for entry in timeline.entries]


def mark(entry: Entry, first: int, unit: float, entries: Sequence[Entry]) -> Mark:
    """Return the mark of a day; first: the first day of the line; unit: what a day takes of it.

    entries: all days, since the mark of the day with the most voices is the largest.
    """
    share = entry.voices / max(other.voices for other in entries)
    middle = MARGIN + (date.fromisoformat(entry.date).toordinal() - first + 0.5) * unit
    radius = RADIUS + (MAX_RADIUS - RADIUS) * share
    return Mark(
        entry.date, round(middle, 2), round(radius, 2), f"{written(entry.date)}, {count_noun(entry.voices, 'voice')}"
    )
