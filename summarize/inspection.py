"""What the program sees of each article: the facts, how it was read, what is kept of it and what is not, and why."""

from __future__ import annotations

from dataclasses import dataclass

from summarize.clean.blocks import clean
from summarize.corpus import build_corpus
from summarize.options import Options
from summarize.records import Document, Reading
from summarize.text.repair import repair


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A paragraph, or a part of one, that is no article text."""

    kind: str  # one of `summarize.clean.blocks.KINDS`
    start: int  # code points of the text as read, end exclusive
    end: int
    text: str  # repaired, on one line


@dataclass(frozen=True, slots=True)
class InspectedArticle:
    """An article as it was read."""

    name: str | None
    title: str | None  # as told, or as recognised in the text
    author: str | None
    outlet: str | None
    date: str | None
    url: str | None
    encoding: str | None  # None where the format has none of its own
    language: str  # ISO 639-1
    voice: int  # 1-based; copies of one story and pages of one outlet are one voice
    sentences: int  # kept
    words: int  # in them
    left_out: tuple[LeftOut, ...]


def inspect_articles(reading: Reading, options: Options | None = None) -> list[InspectedArticle]:
    """Return what is seen of each article, in the order in which they were read."""
    corpus = build_corpus(reading.documents, options or Options())
    kept: list[list[int]] = [[] for _ in corpus.documents]
    for sentence in corpus.sentences:
        kept[sentence.document].append(sentence.words)
    encodings = reading.encodings or (None,) * len(reading.documents)
    voices: dict[int, int] = {}
    found = []
    for passed, at in sorted(zip(corpus.passed, range(len(kept)), strict=True)):
        document = corpus.documents[at]
        found.append(
            InspectedArticle(
                *(document.name, document.title, document.author, document.outlet, document.date, document.url),
                encoding=encodings[passed],
                language=corpus.languages[at],
                voice=voices.setdefault(corpus.voices[at], len(voices) + 1),
                sentences=len(kept[at]),
                words=sum(kept[at]),
                left_out=cuts(document),
            )
        )
    return found


def cuts(document: Document) -> tuple[LeftOut, ...]:
    """Return what is no article text, in the order of the text."""
    return tuple(
        LeftOut(block.kind, block.start, block.end, repair(document.text[block.start : block.end]))
        for block in clean(document.text, document.title)
        if block.kind != "prose"
    )
