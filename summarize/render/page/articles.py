"""The articles as the page shows them: paragraphs, what was cleaned away, and the passages that are cited."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from summarize.records import Block, Citation, CleanedArticle, Differing, Source, SummaryRecord, Unused
from summarize.render.wording import differences, one_line
from summarize.text.repair import repair

CITED_BYTES = 2_400_000  # of the texts of cited articles on a page; past it only what stands around the passages
OTHER_BYTES = 1_000_000  # of the texts of the others; past it they are only listed
AROUND = 1  # paragraphs shown on either side of a passage in an article that is too long
STRETCH = 300  # code points shown on either side of a gap inside a paragraph there
LONGEST_OUTLET = 60  # code points
WEB = re.compile(r"https?://(?:[^/?#@]*@)?(?:www\.)?([^/?#:@\[\]]+)", re.IGNORECASE)
INVISIBLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
FIRST_HALF = ["January", "February", "March", "April", "May", "June"]
MONTHS = [*FIRST_HALF, "July", "August", "September", "October", "November", "December"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a paragraph; cited when it has an id."""

    text: str
    id: str = ""
    taken: tuple[int, ...] = ()  # numbers of the sentences that stand here word for word
    same: tuple[int, ...] = ()  # of those that it says the same as
    differs: tuple[int, ...] = ()  # numbers of the differing figures that it gives
    gap: bool = False  # stands for text left out


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and why it was cleaned away, or a gap that stands for paragraphs left out."""

    pieces: tuple[Segment, ...]
    kind: str = "prose"
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """An article as the page shows it."""

    id: str
    number: int | None
    title: str
    outlet: str
    author: str | None
    date: str | None
    day: str
    name: str | None
    url: str | None
    language: str
    paragraphs: tuple[Paragraph, ...] = field(default=())

    @property
    def cited(self) -> bool:
        """Whether something on the page leads here."""
        return any(piece.id for paragraph in self.paragraphs for piece in paragraph.pieces)


def articles(summary: SummaryRecord, cleaned: Sequence[CleanedArticle]) -> dict[int, Article]:
    """Return every article of a summary, by its index among the documents."""
    found = passages(summary)
    sizes = {at: len(one.document.text.encode("utf-8", "replace")) for at, one in enumerate(cleaned)}
    cited = [article.document for article in summary.articles if article.document in found]
    trim = sum(sizes.get(at, 0) for at in cited) > CITED_BYTES
    room, shown = OTHER_BYTES, {}
    for article in summary.articles:
        at = article.document
        paragraphs: tuple[Paragraph, ...] = ()
        in_full = cleaned[at] if cleaned and (at in found or sizes[at] <= room) else None
        if in_full:
            paragraphs = tuple(full(in_full, found.get(at, ()), article.title))
            if at not in found:
                room -= sizes[at]
            elif trim and sizes[at] > CITED_BYTES // len(cited):
                paragraphs = tuple(trimmed(paragraphs))
        elif not cleaned:
            cited_here = sorted(found.get(at, ()), key=lambda one: one[:2])
            paragraphs = tuple(Paragraph((segment,)) for _, _, segment in cited_here)
        code = cleaned[at].language if cleaned else str(article.language or summary.settings.get("language") or "")
        shown[at] = described(article, outlet(article, in_full), code, paragraphs)
    return shown


def described(article: Source | Unused, paper: str, code: str, paragraphs: tuple[Paragraph, ...]) -> Article:
    """Return an article with what is known about it."""
    number = article.number if isinstance(article, Source) else None
    title = one_line(article.title or "") or one_line(article.name or "") or f"Article {article.document + 1}"
    name = article.name if article.title else None
    id_, day = f"a{article.document}", written(article.date)
    return Article(id_, number, title, paper, article.author, article.date, day, name, article.url, code, paragraphs)


def passages(summary: SummaryRecord) -> dict[int, list[tuple[int, int, Segment]]]:
    """Return the passages that the page leads to, by document: start, end and what leads there."""
    taken: defaultdict[tuple[int, int, int], list[int]] = defaultdict(list)
    same, differs = taken.copy(), taken.copy()
    texts: dict[tuple[int, int, int], str] = {}
    for at, sentence in enumerate(summary.sentences, start=1):
        for place in sentence.citations:
            texts[place.document, place.start, place.end] = place.text
            (taken if place is sentence.citations[0] else same)[place.document, place.start, place.end].append(at)
    for at, difference in enumerate(differences(summary), start=1):
        for figure, *_ in difference.others:
            texts[figure.document, figure.start, figure.end] = figure.text
            differs[figure.document, figure.start, figure.end].append(at)
    found: defaultdict[int, list[tuple[int, int, Segment]]] = defaultdict(list)
    for (document, start, end), text in texts.items():
        keys = document, start, end
        piece = Segment(text, f"p{document}-{start}", tuple(taken[keys]), tuple(same[keys]), tuple(differs[keys]))
        found[document].append((start, end, piece))
    return dict(found)


def passage_id(place: Citation | Differing) -> str:
    """Return the id of a passage on the page."""
    return f"p{place.document}-{place.start}"


def full(article: CleanedArticle, found: Sequence[tuple[int, int, Segment]], title: str | None) -> Iterator[Paragraph]:
    """Yield the paragraphs of an article; a repetition of its title is not shown twice."""
    for block in article.blocks:
        inside = [passage for passage in found if block.start <= passage[0] < block.end]
        segments = tuple(cut(article.document.text, block, inside))
        if block.kind != "title" or "".join(segment.text for segment in segments) != title:
            yield Paragraph(segments, block.kind)


def cut(text: str, block: Block, found: Sequence[tuple[int, int, Segment]]) -> Iterator[Segment]:
    """Yield a paragraph in pieces: the passages, and what stands between them."""
    at = block.start
    for start, end, piece in sorted(found, key=lambda one: one[:2]):
        yield from between(text[at:start])
        yield piece
        at = max(at, end)
    yield from between(text[at : block.end])


def between(raw: str) -> Iterator[Segment]:
    """Yield the text around passages, repaired, a space kept where white space stood."""
    if text := repair(raw):
        yield Segment(" " * raw[0].isspace() + text + " " * raw[-1].isspace())
    elif raw:
        yield Segment(" ")


def trimmed(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs that hold passages and those around them, with gaps for the others."""
    held = [at for at, paragraph in enumerate(paragraphs) if any(piece.id for piece in paragraph.pieces)]
    kept = {near for at in held for near in range(at - AROUND, at + AROUND + 1)}
    gap = 0
    for at, paragraph in enumerate(paragraphs):
        if at in kept:
            if gap:
                yield Paragraph((), left_out=gap)
            yield replace(paragraph, pieces=tuple(short for piece in paragraph.pieces for short in shortened(piece)))
        gap = 0 if at in kept else gap + 1
    if gap:
        yield Paragraph((), left_out=gap)


def shortened(piece: Segment) -> Iterator[Segment]:
    """Yield a long stretch between passages as its two ends, with a gap between them; a passage stays whole."""
    if piece.id or len(piece.text) <= 3 * STRETCH:
        yield piece
    else:
        yield Segment(piece.text[:STRETCH].rsplit(" ", 1)[0] + " ")
        yield Segment("[…]", gap=True)
        yield Segment(" " + piece.text[-STRETCH:].split(" ", 1)[-1])


def outlet(article: Source | Unused, in_full: CleanedArticle | None) -> str:
    """Return the paper of an article: as known, or named on a line of its own, else the host of its address."""
    if article.outlet:
        return one_line(article.outlet)
    for block in in_full.blocks if in_full else ():
        if in_full and block.kind == "outlet":
            name = repair(in_full.document.text[block.start : block.end])
            if len(name) <= LONGEST_OUTLET:
                return one_line(name)
    address = WEB.match(safe_url(article.url))
    return one_line(address[1]) if address else ""


def written(day: str | None) -> str:
    """Return a day as it is read: 4 March 2020; as given where it is not ISO 8601."""
    try:
        found = date.fromisoformat((day or "")[:10])
    except ValueError:
        return one_line(day or "")
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def safe_url(url: str | None) -> str:
    """Return an address that may be linked: http or https, with a host, once what cannot be seen is gone; else ""."""
    plain = INVISIBLE.sub("", url or "")
    return plain if WEB.match(plain) else ""


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
