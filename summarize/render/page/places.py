"""How a summary draws on an article: which share of its words, and from which places."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from summarize.records import Source, SummaryRecord

LEAST = 0.8  # percent of the strip that a passage takes, so that it can be seen


class Tick(NamedTuple):
    """A passage on the strip of its article."""

    sentence: int  # 1-based
    left: float  # percent
    width: float
    taken: bool  # the sentence stands here word for word; otherwise the passage says the same


class Places(NamedTuple):
    """The passages of an article in order, and the same in words."""

    ticks: list[Tick]
    label: str


def places(source: Source, summary: SummaryRecord, length: int) -> Places:
    """Return where an article is cited; length: code points of its text."""
    ticks = sorted(
        tick(at, place.start, place.end, length, taken=place is sentence.citations[0])
        for at, sentence in enumerate(summary.sentences, start=1)
        for place in sentence.citations
        if place.source == source.number
    )
    ticks.sort(key=lambda one: one.left)
    told = ", ".join(f"sentence {one.sentence} at {one.left:.0f} %" for one in ticks)
    return Places(ticks, f"Places in the article: {told}")


def tick(sentence: int, start: int, end: int, length: int, *, taken: bool) -> Tick:
    """Return a passage in percent of its article."""
    width = max(LEAST, 100 * (end - start) / length)
    return Tick(sentence, round(min(100 * start / length, 100 - width), 2), round(width, 2), taken)


def share(source: Source, summary: SummaryRecord, count: Callable[[str], int]) -> int:
    """Return the percentage of the summary's words that stand in sentences taken from an article."""
    own = sum(count(one.text) for one in summary.sentences if one.citations[0].source == source.number)
    return round(100 * own / summary.words) if summary.words else 0
