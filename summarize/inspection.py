"""What the program sees of each article: its facts, how it was read, and what is left out of it and why.

`inspect_articles` takes what was read and returns one `InspectedArticle` a document, as `summarize inspect` shows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarize.corpus import build_corpus, no_progress
from summarize.cutting import Mapper
from summarize.options import Options
from summarize.records import Block, Corpus, ProgressCallback, Reading
from summarize.text.repair import repair


@dataclass(frozen=True, slots=True)
class LeftOutPart:
    """A paragraph, or a part of one, that is not article text."""

    kind: str  # one of `summarize.clean.blocks.KINDS`
    start: int  # code points of the text as read, end exclusive
    end: int
    text: str  # repaired, on one line


@dataclass(frozen=True, slots=True)
class InspectedArticle:
    """An article as it was read."""

    name: str | None
    title: str | None  # as stated, or as recognised in the text
    author: str | None
    outlet: str | None
    date: str | None  # ISO 8601
    url: str | None
    encoding: str | None  # None where the format has none of its own
    language: str  # ISO 639-1
    voice: int  # 1-based, by first appearance; copies of one text and pages of one outlet are one voice
    sentences: int  # kept
    words: int  # in the sentences kept
    left_out: tuple[LeftOutPart, ...]  # in the order of the text


def inspect_articles(
    reading: Reading,
    options: Options | None = None,
    progress: ProgressCallback = no_progress,
    mapper: Mapper = map,
) -> list[InspectedArticle]:
    """Return what is seen of each article, in the order in which they were read.

    options: only those that matter before ranking count, as the language and what makes a voice; by default those of
    a summary. progress, mapper: as for `build_corpus`. Raises SummarizeError when nothing was read.
    """
    corpus = build_corpus(reading.documents, options or Options(), progress, mapper, stemmed=False)
    lengths = sentence_lengths(corpus)
    encodings = reading.encodings or (None,) * len(reading.documents)
    voices: dict[int, int] = {}  # the numbers shown
    articles = []
    for passed, index in sorted(zip(corpus.passed, range(len(corpus.documents)), strict=True)):
        voice = voices.setdefault(corpus.voices[index], len(voices) + 1)
        articles.append(inspected(index, corpus, lengths[index], encodings[passed], voice))
    return articles


def inspected(index: int, corpus: Corpus, lengths: Sequence[int], encoding: str | None, voice: int) -> InspectedArticle:
    """Return what is seen of an article; index: in the corpus. lengths: of its sentences, in words. voice: as shown."""
    document = corpus.documents[index]
    return InspectedArticle(
        name=document.name,
        title=document.title,
        author=document.author,
        outlet=document.outlet,
        date=document.date,
        url=document.url,
        encoding=encoding,
        language=corpus.languages[index],
        voice=voice,
        sentences=len(lengths),
        words=sum(lengths),
        left_out=left_out(document.text, corpus.blocks[index]),
    )


def sentence_lengths(corpus: Corpus) -> list[list[int]]:
    """Return, for each article of a corpus, the number of words of each of its sentences.

    >>> from summarize import Document
    >>> sentence_lengths(build_corpus([Document("It broke. Nobody was hurt.")], Options()))
    [[2, 3]]
    """
    lengths: list[list[int]] = [[] for _ in corpus.documents]
    for sentence in corpus.sentences:
        lengths[sentence.document].append(sentence.words)
    return lengths


def left_out(text: str, blocks: Iterable[Block]) -> tuple[LeftOutPart, ...]:
    """Return the blocks of a text that are not article text, in its order."""
    return tuple(
        LeftOutPart(block.kind, block.start, block.end, repair(text[block.start : block.end]))
        for block in blocks
        if block.kind != "prose"
    )
