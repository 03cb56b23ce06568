"""The list of sources on the page: what share of the summary each gives, and a strip of the places it is taken from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from summarize.records import CleanedArticle, Source, SummaryRecord
from summarize.render.page.articles import Article
from summarize.render.wording import copy_of
from summarize.text.tokens import count_words

MIN_TICK = 0.8  # percent of the strip that a passage takes at least, so that it can be seen; by judgement


class Tick(NamedTuple):
    """A passage on the strip of its article."""

    sentence: int  # 1-based
    left: float  # percent of the article
    width: float  # percent of the article
    taken: bool  # the sentence is taken from here; otherwise the passage says the same


@dataclass(frozen=True, slots=True)
class Strip:
    """The passages of an article from its start to its end, and the same in words."""

    ticks: list[Tick]
    label: str


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A source as the list shows it."""

    number: int
    article: Article
    twin: str  # which earlier source it is a copy of, or shares the outlet with; "" when none
    share: int  # percent of the summary's words
    strip: Strip | None  # None when the articles are not at hand


def listed(source: Source, summary: SummaryRecord, article: Article, cleaned: Sequence[CleanedArticle]) -> ListedSource:
    """Return a source as the list of sources shows it.

    cleaned: all articles in full, or () when they are not at hand; then there is no strip.
    """
    strip = strip_of(source, summary, len(cleaned[source.document].document.text)) if cleaned else None
    twin = copy_of(source, summary.sources)
    return ListedSource(source.number, article, twin, share(source, summary), strip)


def share(source: Source, summary: SummaryRecord) -> int:
    """Return the percentage of the summary's words that stand in sentences taken from a source."""
    own = sum(count_words(s.text) for s in summary.sentences if s.citations[0].source == source.number)
    return round(100 * own / summary.words) if summary.words else 0


def strip_of(source: Source, summary: SummaryRecord, length: int) -> Strip:
    """Return the places in a source that the summary cites; length: code points of its article."""
    ticks = [
        tick(number, citation.start, citation.end, length, taken=citation is sentence.citations[0])
        for number, sentence in enumerate(summary.sentences, start=1)
        for citation in sentence.citations
        if citation.source == source.number
    ]
    ticks.sort(key=lambda tick: (tick.left, tick))
    places = ", ".join(f"sentence {tick.sentence} at {tick.left:.0f} %" for tick in ticks)
    return Strip(ticks, f"Places in the article: {places}")


def tick(sentence: int, start: int, end: int, length: int, *, taken: bool) -> Tick:
    """Return a passage in percent of its article."""
    width = max(MIN_TICK, 100 * (end - start) / length)
    return Tick(sentence, round(min(100 * start / length, 100 - width), 2), round(width, 2), taken)
