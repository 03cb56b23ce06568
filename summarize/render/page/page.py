"""A summary as one page: the sentences beside their articles (`page.html`, `page.css`).

Each source has the share of the summary that it gives, and a strip of the places that it is cited from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from summarize.records import CleanedArticle, Source, SummaryRecord
from summarize.render.page.articles import Article, articles, passage_id
from summarize.render.page.frame import ROOM, framed
from summarize.render.wording import (
    Difference,
    changes,
    copy_of,
    describe_choice,
    describe_contrast,
    describe_runner_up,
    describe_voices,
    differences,
    earlier_name,
    nothing_new,
    page_of,
    written,
)
from summarize.text.tokens import count_words

LAST_WORD = re.compile(r"(?<!\S)\S{1,20}$")  # stays on one line with the citation marks; a longer one may be broken


def page(summary: SummaryRecord, cleaned: Sequence[CleanedArticle] = ()) -> str:
    """Return the summary as an HTML page; a renderer of `RENDERERS`.

    cleaned: the articles in full; without them the page shows the cited passages alone.
    """
    differing = differences(summary)
    shown = articles(summary, cleaned, differing)
    return framed(
        ROOM,
        "page",
        summary.settings,
        summary=summary,
        sentences=[sentence(number, summary, shown, differing) for number in range(1, len(summary.sentences) + 1)],
        differences=differing,
        nothing_new=nothing_new(summary),
        changes=[(number, change, earlier_name(change.earlier, summary)) for number, change in changes(summary)],
        told=still_told(summary, shown),
        related=any(sentence.related for sentence in summary.sentences),
        sources=[listed(source, summary, shown[source.document], cleaned) for source in summary.sources],
        unused=[(shown[article.document], article.reason) for article in summary.unused],
        articles=[shown[article.document] for article in summary.articles],
        full=bool(cleaned),
        left_out=sum(not shown[article.document].paragraphs for article in summary.unused) if cleaned else 0,
        why=why(summary),
        voices=describe_voices(summary),
    )


def sentence(
    number: int, summary: SummaryRecord, shown: dict[int, Article], differing: Sequence[Difference]
) -> dict[str, Any]:
    """Return what the page shows of a sentence; number: 1-based."""
    record = summary.sentences[number - 1]
    last_word = LAST_WORD.search(record.text)
    tail = last_word.group() if last_word else ""
    citations = sorted(record.citations, key=lambda citation: citation.source)
    return {
        "number": number,
        "head": record.text[: len(record.text) - len(tail)],
        "tail": tail,
        "lang": shown[record.citations[0].document].language,
        "voices": record.voices,
        "day": record.day,
        "written_day": written(record.day),
        "marks": [
            (cited.source, passage_id(cited), shown[cited.document].title, page_of(cited)) for cited in citations
        ],
        "related": [
            (
                passage.source,
                passage_id(passage),
                shown[passage.document].title,
                passage.text,
                describe_contrast(passage),
            )
            for passage in record.related
        ],
        "changed": bool(record.changed),
        "differs": [index for index, difference in enumerate(differing, start=1) if difference.sentence == number],
    }


def still_told(summary: SummaryRecord, shown: dict[int, Article]) -> list[tuple[str, str, list[Article]]]:
    """Return what earlier summaries told that articles still say: the sentence, the summary, and those articles."""
    articles: dict[tuple[str, int], list[Article]] = {}
    for told in summary.told:
        articles.setdefault((told.sentence, told.earlier), []).append(shown[told.document])
    return [(text, earlier_name(earlier, summary), own) for (text, earlier), own in articles.items()]


def why(summary: SummaryRecord) -> dict[str, list[str]] | None:
    """Return the lines that explain the choice, or None where no explanation was asked for."""
    if not (explanation := summary.explanation):
        return None
    return {
        "choices": list(map(describe_choice, summary.sentences, explanation.choices)),
        "runners_up": list(map(describe_runner_up, explanation.runners_up)),
    }


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
