"""What a timeline is, as plain data; `summarize.Timeline` adds the ways to show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from summarize.records import Source, SummarySentence, Unused


@dataclass(frozen=True, slots=True)
class Entry:
    """A day, and what the articles tell of it."""

    date: str  # YYYY-MM-DD: the day that is told of, not that of an article
    sentences: tuple[SummarySentence, ...]  # 1 or more, the weightiest first
    voices: int  # independent voices that tell of the day


@dataclass(frozen=True, slots=True)
class Written:
    """How much was written on a day."""

    date: str  # YYYY-MM-DD, of the articles
    articles: int  # 1 or more


@dataclass(frozen=True, slots=True)
class TimelineRecord:
    """Days, from the first to the last."""

    entries: tuple[Entry, ...]
    sources: tuple[Source, ...]  # by number
    unused: tuple[Unused, ...]  # articles that are not cited, and give something otherwise
    written: tuple[Written, ...]  # the days of all articles whose day is known, ascending
    warnings: tuple[str, ...]  # one line each
    settings: dict[str, Any]  # as `TimelineOptions.to_dict` gives them

    @property
    def articles(self) -> tuple[Source | Unused, ...]:
        """The articles that are cited, then those that give something otherwise."""
        return (*self.sources, *self.unused)
