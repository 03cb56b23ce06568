"""A summary as one page: the sentences beside their articles (`page.html`, `page.css`).

Each source has the share of the summary that it gives, and a strip of the places that it is cited from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from summarize.read.parse_date import article_days
from summarize.records import Citation, CleanedArticle, Related, Source, SummaryRecord
from summarize.render.notes import (
    FigureDifference,
    changes,
    describe_choice,
    describe_contrast,
    describe_runner_up,
    differences,
    earlier_name,
)
from summarize.render.page.articles import ShownArticle, articles, passage_id
from summarize.render.page.frame import PACKAGE, framed, letter
from summarize.render.titles import headline
from summarize.render.wording import copy_of, day_beside, days_spanned, describe_voices, nothing_new, page_of
from summarize.text.tokens import count_words

LONG = 120  # words of a summary; a longer one has paragraphs; by judgement, as is the next
MIN_PARAGRAPH = 50  # words of a paragraph before the next one
LAST_WORD = re.compile(r"(?<!\S)\S{1,20}$")  # stays on one line with the citation marks; a longer one may be broken


def page(summary: SummaryRecord, cleaned: Sequence[CleanedArticle] = ()) -> str:
    """Return the summary as an HTML page; a renderer of `RENDERERS`.

    cleaned: the articles in full; without them the page shows the cited passages alone.
    """
    differing = differences(summary)
    shown = articles(summary, cleaned, differing)
    days = article_days(summary.articles)
    return framed(
        PACKAGE,
        "page",
        summary.settings,
        summary=summary,
        heading=headline(summary, [article.document.text for article in cleaned]),
        days=days_spanned(days[source.document] for source in summary.sources),
        paragraphs=[
            [sentence(number, summary, shown, differing) for number in numbers] for numbers in paragraphs(summary, days)
        ],
        several=any(sentence.voices > 1 for sentence in summary.sentences),
        titles={article.document: shown[article.document].title for article in summary.articles},
        differences=differing,
        nothing_new=nothing_new(summary),
        changes=[(number, change, earlier_name(change.earlier, summary)) for number, change in changes(summary)],
        told=still_told(summary, shown),
        related=any(sentence.related for sentence in summary.sentences),
        sources=listed(summary, shown, cleaned),
        unused=[(shown[article.document], article.reason) for article in summary.unused],
        articles=[shown[article.document] for article in summary.articles],
        full=bool(cleaned),
        left_out=sum(not shown[article.document].paragraphs for article in summary.unused) if cleaned else 0,
        why=why(summary),
        voices=describe_voices(summary.sources),
    )


def sentence(
    number: int, summary: SummaryRecord, shown: dict[int, ShownArticle], differing: Sequence[FigureDifference]
) -> dict[str, Any]:
    """Return what the page shows of a sentence; number: 1-based.

    shown: the articles, by index. differing: what `differences` returns; those of the sentence are numbered from 1.
    """
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
        "day_beside": day_beside(record),
        "marks": [(*leading(cited, shown), page_of(cited)) for cited in citations],
        "related": [(*leading(passage, shown), passage.text, describe_contrast(passage)) for passage in record.related],
        "changed": bool(record.changed),
        "differs": [index for index, difference in enumerate(differing, start=1) if difference.sentence == number],
    }


def leading(quoted: Citation | Related, shown: dict[int, ShownArticle]) -> tuple[int, str, str]:
    """Return what leads to a passage: the number shown, the id on the page, the title of the article."""
    return quoted.source, passage_id(quoted), shown[quoted.document].title


def still_told(summary: SummaryRecord, shown: dict[int, ShownArticle]) -> list[tuple[str, str, list[ShownArticle]]]:
    """Return what earlier summaries told that articles still say: the sentence, the summary, and those articles."""
    articles: dict[tuple[str, int], list[ShownArticle]] = {}
    for told in summary.told:
        articles.setdefault((told.sentence, told.earlier), []).append(shown[told.document])
    return [(text, earlier_name(earlier, summary), own) for (text, earlier), own in articles.items()]


def paragraphs(summary: SummaryRecord, days: Mapping[int, str | None]) -> list[list[int]]:
    """Return the numbers of the sentences, from 1, by paragraph.

    A summary of more than LONG words has a break where the reading order goes on to another article, MIN_PARAGRAPH
    words or more behind the last one; on to another day, half as many are enough. days: of the articles, by index.
    """
    found: list[list[int]] = []
    previous, size = -1, 0
    for number, record in enumerate(summary.sentences, start=1):
        document = record.citations[0].document
        other_day = previous >= 0 and days[document] != days[previous]
        turns = document != previous and size >= (MIN_PARAGRAPH // 2 if other_day else MIN_PARAGRAPH)
        if not found or (summary.words > LONG and turns):
            found.append([])
            size = 0
        found[-1].append(number)
        previous, size = document, size + count_words(record.text)
    return found


def why(summary: SummaryRecord) -> dict[str, list[str]] | None:
    """Return the lines that explain the choice, or None where no explanation was asked for."""
    if not (explanation := summary.explanation):
        return None
    return {
        "choices": list(map(describe_choice, summary.sentences, explanation.choices)),
        "runners_up": [describe_runner_up(runner_up, summary.sentences) for runner_up in explanation.runners_up],
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
    article: ShownArticle
    twin: str  # which earlier source it is a copy of, or shares the outlet with; "" when none
    share: int  # percent of the summary's words
    strip: Strip | None  # None when the articles are not at hand


def listed(
    summary: SummaryRecord, shown: Mapping[int, ShownArticle], cleaned: Sequence[CleanedArticle]
) -> list[ListedSource]:
    """Return the sources as their list shows them.

    cleaned: all articles in full, or () when they are not at hand; then there are no strips.
    """
    sources = []
    for source, share in zip(summary.sources, shares(summary), strict=True):
        strip = strip_of(source, summary, len(cleaned[source.document].document.text)) if cleaned else None
        twin = copy_of(source, summary.sources)
        sources.append(ListedSource(source.number, shown[source.document], twin, share, strip))
    return sources


def shares(summary: SummaryRecord) -> list[int]:
    """Return, for each source, the percentage of the summary's words in sentences taken from it; they add to 100.

    Each is rounded down, and the points that are left go to the largest remainders, the lower number first; but what
    gives a word gives 1 %.
    """
    words = [0] * len(summary.sources)
    for record in summary.sentences:
        words[record.citations[0].source - 1] += count_words(record.text)
    total = sum(words)
    if not total:
        return words
    floors = [max(100 * count // total, min(count, 1)) for count in words]
    left = 100 - sum(floors)
    by_remainder = sorted(range(len(words)), key=lambda place: (-(100 * words[place] % total), place))
    for place in by_remainder[: max(left, 0)]:
        floors[place] += 1
    for place in sorted(range(len(words)), key=lambda place: (-floors[place], place))[: max(-left, 0)]:
        floors[place] -= 1
    return floors


def strip_of(source: Source, summary: SummaryRecord, length: int) -> Strip:
    """Return the places in a source that the summary cites; length: code points of its article."""
    ticks = [
        tick(number, citation.start, citation.end, length, taken=citation is sentence.citations[0])
        for number, sentence in enumerate(summary.sentences, start=1)
        for citation in sentence.citations
        if citation.source == source.number
    ]
    ticks.sort(key=lambda tick: (tick.left, tick))
    places = ", ".join(f"sentence {letter(tick.sentence)} at {tick.left:.0f} %" for tick in ticks)
    return Strip(ticks, f"Places in the article: {places}")


def tick(sentence: int, start: int, end: int, length: int, *, taken: bool) -> Tick:
    """Return a passage in percent of its article.

    >>> tick(1, 250, 500, 1000, taken=True)
    Tick(sentence=1, left=25.0, width=25.0, taken=True)
    """
    width = max(MIN_TICK, 100 * (end - start) / length)
    return Tick(sentence, round(min(100 * start / length, 100 - width), 2), round(width, 2), taken)
