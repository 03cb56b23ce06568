"""The articles as the page shows them: facts, paragraphs, the passages that are cited, and what was cleaned away.

Takes the record of a summary and its cleaned articles, returns a `ShownArticle` for each; `page.html` lays them out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from summarize.records import Block, Citation, CleanedArticle, DifferingFigure, Related, Source, SummaryRecord, Unused
from summarize.render.notes import FigureDifference
from summarize.render.wording import host_of, one_line, opening, written
from summarize.text.repair import repair

# how much a page shows, by judgement: a page of 500 long articles stays under 5 MB
CITED_BYTES = 2_400_000  # of the texts of cited articles; past it, longer ones are trimmed to what is near a passage
OTHER_BYTES = 1_000_000  # of the texts of the others; past it, they are only listed
NEAR_PARAGRAPHS = 1  # kept on either side of a passage when an article is trimmed
NEAR_CHARACTERS = 300  # kept at either end of a stretch between two passages when an article is trimmed
MAX_STRETCH_CHARACTERS = 3 * NEAR_CHARACTERS  # of such a stretch that stays whole: a gap in it would spare little
MAX_OUTLET_CHARACTERS = 60  # of a line that names an outlet

Quoted = Citation | Related | DifferingFigure


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a paragraph; something on the page leads to it when it has an id."""

    text: str
    id: str = ""
    taken: tuple[int, ...] = ()  # numbers of the sentences that are taken from here, word for word
    same: tuple[int, ...] = ()  # of those that it says the same as
    related: tuple[int, ...] = ()  # of those that it tells of the same as, without saying all of it
    differs: tuple[int, ...] = ()  # numbers of the differences in which it has the other figure
    link: str = ""  # opens the article, where it was published, at the passage; "" where no address is known
    gap: bool = False  # stands for text that is left out


class ShownPassage(NamedTuple):
    """A segment that something on the page leads to, and where it stands in the text of its article."""

    start: int
    end: int
    segment: Segment


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph and why it was cleaned away, or a gap that stands for paragraphs left out."""

    segments: tuple[Segment, ...]
    kind: str = "prose"
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """An article as the page shows it."""

    id: str
    number: int | None  # by which it is shown; None for an article of which no passage is
    title: str
    outlet: str
    author: str | None
    date: str | None
    day: str  # the date as it is read
    name: str | None
    url: str | None
    language: str
    paragraphs: tuple[ShownParagraph, ...]

    @property
    def cited(self) -> bool:
        """Whether something on the page leads here."""
        return any(segment.id for paragraph in self.paragraphs for segment in paragraph.segments)


def articles(
    summary: SummaryRecord, cleaned: Sequence[CleanedArticle], differing: Sequence[FigureDifference]
) -> dict[int, ShownArticle]:
    """Return every article of a summary, by its index among the documents.

    cleaned: the articles in full, in the order in which they were passed; without them each has its passages alone.
    differing: what `differences` returns.
    """
    cited = passages(summary, differing)
    if cleaned:
        paragraphs = paragraphs_with_room(summary, cleaned, cited)
    else:
        paragraphs = {
            document: tuple(ShownParagraph((passage.segment,)) for passage in in_order(own))
            for document, own in cited.items()
        }
    shown = {}
    for article in summary.articles:
        index = article.document
        whole = cleaned[index] if cleaned and index in paragraphs else None
        code = cleaned[index].language if cleaned else str(article.language or summary.settings.get("language") or "")
        shown[index] = described(article, outlet(article, whole), code, paragraphs.get(index, ()))
    return shown


def described(article: Source | Unused, outlet: str, code: str, paragraphs: tuple[ShownParagraph, ...]) -> ShownArticle:
    """Return an article with what is known about it.

    outlet: "" where it is not known. code: its language, ISO 639-1. paragraphs: () where the page has no room for it.
    """
    return ShownArticle(
        id=f"a{article.document}",
        number=article.number,
        title=one_line(article.title or "") or opening(first_words(paragraphs)) or f"Article {article.document + 1}",
        outlet=outlet,
        author=article.author,
        date=article.date,
        day=written(article.date),
        name=article.name,
        url=article.url,
        language=code,
        paragraphs=paragraphs,
    )


def first_words(paragraphs: Iterable[ShownParagraph]) -> str:
    """Return the text of the first paragraph that is article text; "" without one."""
    prose = (paragraph for paragraph in paragraphs if paragraph.kind == "prose" and paragraph.segments)
    return next(("".join(segment.text for segment in paragraph.segments) for paragraph in prose), "")


def passages(summary: SummaryRecord, differing: Iterable[FigureDifference]) -> dict[int, list[ShownPassage]]:
    """Return the passages that are cited, are related or give another figure, by document, each span once."""
    taken: defaultdict[tuple[int, int, int], list[int]] = defaultdict(list)
    same, related, differs = taken.copy(), taken.copy(), taken.copy()
    by_span: dict[tuple[int, int, int], Quoted] = {}
    for number, sentence in enumerate(summary.sentences, start=1):
        for citation in sentence.citations:
            span = citation.document, citation.start, citation.end
            by_span[span] = citation
            (taken if citation is sentence.citations[0] else same)[span].append(number)
        for passage in sentence.related:
            span = passage.document, passage.start, passage.end
            by_span.setdefault(span, passage)
            related[span].append(number)
    for number, difference in enumerate(differing, start=1):
        for figure, *_ in difference.others:
            span = figure.document, figure.start, figure.end
            by_span.setdefault(span, figure)
            differs[span].append(number)
    by_document: defaultdict[int, list[ShownPassage]] = defaultdict(list)
    for span, quoted in by_span.items():
        numbers = tuple(taken[span]), tuple(same[span]), tuple(related[span]), tuple(differs[span])
        segment = Segment(quoted.text, passage_id(quoted), *numbers, link=getattr(quoted, "link", None) or "")
        by_document[quoted.document].append(ShownPassage(quoted.start, quoted.end, segment))
    return dict(by_document)


def passage_id(quoted: Quoted) -> str:
    """Return the id of a passage on the page."""
    return f"p{quoted.document}-{quoted.start}"


def in_order(passages: Iterable[ShownPassage]) -> list[ShownPassage]:
    """Return passages as they stand in their article."""
    return sorted(passages, key=lambda passage: (passage.start, passage.end))


def paragraphs_with_room(
    summary: SummaryRecord, cleaned: Sequence[CleanedArticle], cited: dict[int, list[ShownPassage]]
) -> dict[int, tuple[ShownParagraph, ...]]:
    """Return the paragraphs of the articles that the page has room for, by document.

    Every cited article has some: where all cited ones take more than CITED_BYTES, each that takes more than an equal
    share is trimmed. The others are shown in full while OTHER_BYTES last.
    """
    sizes = [len(article.document.text.encode("utf-8", "replace")) for article in cleaned]
    crowded = sum(sizes[document] for document in cited) > CITED_BYTES
    room, paragraphs = OTHER_BYTES, {}
    for article in summary.articles:
        index = article.document
        if index not in cited and sizes[index] > room:
            continue
        own = tuple(paragraphs_of(cleaned[index], cited.get(index, ()), article.title))
        if index not in cited:
            room -= sizes[index]
        elif crowded and sizes[index] > CITED_BYTES // len(cited):
            own = tuple(trimmed(own))
        paragraphs[index] = own
    return paragraphs


def paragraphs_of(
    article: CleanedArticle, passages: Sequence[ShownPassage], title: str | None
) -> Iterator[ShownParagraph]:
    """Yield the paragraphs of an article; one that repeats its title is left out."""
    for block in article.blocks:
        inside = [passage for passage in passages if block.start <= passage.start < block.end]
        segments = tuple(segments_of(article.document.text, block, inside))
        if block.kind != "title" or "".join(segment.text for segment in segments) != title:
            yield ShownParagraph(segments, block.kind)


def segments_of(text: str, block: Block, passages: Iterable[ShownPassage]) -> Iterator[Segment]:
    """Yield the segments of a paragraph: the passages, and the stretches between them."""
    end = block.start
    for passage in in_order(passages):
        yield from between(text[end : passage.start])
        yield passage.segment
        end = max(end, passage.end)
    yield from between(text[end : block.end])


def between(raw: str) -> Iterator[Segment]:
    r"""Yield the repaired text between two passages. White space at either end becomes one space.

    >>> [segment.text for segment in between(" It&nbsp;broke.\n")]
    [' It broke. ']
    """
    if text := repair(raw):
        yield Segment(" " * raw[0].isspace() + text + " " * raw[-1].isspace())
    elif raw:
        yield Segment(" ")


def trimmed(paragraphs: Sequence[ShownParagraph]) -> Iterator[ShownParagraph]:
    """Yield the paragraphs that hold passages and those near them, and gaps for the others."""
    holding = [row for row, paragraph in enumerate(paragraphs) if any(segment.id for segment in paragraph.segments)]
    kept = {near for row in holding for near in range(row - NEAR_PARAGRAPHS, row + NEAR_PARAGRAPHS + 1)}
    left_out = 0
    for row, paragraph in enumerate(paragraphs):
        if row not in kept:
            left_out += 1
            continue
        if left_out:
            yield ShownParagraph((), left_out=left_out)
        left_out = 0
        yield replace(paragraph, segments=tuple(short for segment in paragraph.segments for short in with_gap(segment)))
    if left_out:
        yield ShownParagraph((), left_out=left_out)


def with_gap(segment: Segment) -> Iterator[Segment]:
    """Yield a long stretch between passages as its two ends with a gap mark between them; a passage stays whole.

    >>> [segment.text for segment in with_gap(Segment("It broke."))]
    ['It broke.']
    """
    if segment.id or len(segment.text) <= MAX_STRETCH_CHARACTERS:
        yield segment
    else:
        yield Segment(segment.text[:NEAR_CHARACTERS].rsplit(" ", 1)[0] + " ")
        yield Segment("[…]", gap=True)
        yield Segment(" " + segment.text[-NEAR_CHARACTERS:].split(" ", 1)[-1])


def outlet(article: Source | Unused, whole: CleanedArticle | None) -> str:
    """Return the outlet of an article: as known, else as a line of the article names it, else the host of its address.

    whole: None when the page does not show the article.
    """
    if article.outlet:
        return one_line(article.outlet)
    for block in whole.blocks if whole else ():
        if whole and block.kind == "outlet":
            name = repair(whole.document.text[block.start : block.end])
            if len(name) <= MAX_OUTLET_CHARACTERS:
                return one_line(name)
    return host_of(article.url)
