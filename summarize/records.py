"""The records that the stages hand on. All are frozen; offsets are code points of `Document.text`, end exclusive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from scipy.sparse import csr_array

    Scores = npt.NDArray[np.float64]  # (n,) a number for each sentence
    Counts = npt.NDArray[np.int64]  # (n,) a whole number for each sentence, or row numbers
    Flags = npt.NDArray[np.bool_]  # (n,) whether each sentence has something
    Weights = csr_array[np.float64]  # (n, v) a row for each sentence, of unit L2 norm or zero: a product is a cosine

ProgressCallback = Callable[[str, float], None]  # is told the stage and the share of it that is done, from 0 to 1


class Span(NamedTuple):
    """A stretch of text, from `start` up to but not including `end`, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """An article: its text, never rewritten, and what is known about it."""

    text: str
    title: str | None = None
    date: str | None = None  # ISO 8601, as far as known: "2020-03-04" or "2020-03-04T09:30"
    url: str | None = None
    name: str | None = None  # the file it came from, as the caller wrote it
    author: str | None = None
    outlet: str | None = None  # who published it; pages of one outlet are one voice

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, in hexadecimal."""
        import hashlib

        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading gave: the articles, and a line for everything left out or put right."""

    documents: tuple[Document, ...]
    warnings: tuple[str, ...] = ()
    encodings: tuple[str | None, ...] = ()  # of each document, where known: the codec its bytes were read with


class Block(NamedTuple):
    """A paragraph of a document and what it is: "prose", or the reason why it is not article text."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class CleanedArticle:
    """An article with its blocks: what a page needs to show it in full."""

    document: Document
    blocks: tuple[Block, ...]  # in order; together they hold every character of the text but white space
    language: str  # ISO 639-1


class Sentence(NamedTuple):
    """A sentence where it stands; `text` is `repair(document.text[start:end])`."""

    document: int  # index into the documents
    start: int
    end: int
    text: str
    position: int  # among the sentences of its document, from 0
    words: int


@dataclass(frozen=True, slots=True)
class Corpus:
    """The articles of one cluster, cut into sentences. Row i of every array of a summary is sentences[i].

    Articles stand in an order that depends on their texts only, the longest first, so that the order in which they
    were passed changes nothing; `passed` leads back to it.
    """

    documents: tuple[Document, ...]  # with their titles, where one was recognised
    blocks: tuple[tuple[Block, ...], ...]  # of each: its paragraphs, and which of them are prose
    passed: tuple[int, ...]  # index of each among the documents as passed
    languages: tuple[str, ...]  # ISO 639-1, of each
    foreign: tuple[bool, ...]  # of each, whether it is in another language than most sentences: cited, never quoted
    stories: tuple[int, ...]  # of each, from 0; copies of one story share one
    voices: tuple[int, ...]  # of each, from 0; copies share one, and pages of one outlet
    sentences: tuple[Sentence, ...]  # of all, article by article, in the order of telling
    tokens: Sequence[list[str]]  # of each sentence, with their capitals
    terms: Sequence[list[str]]  # of each sentence: the stems of its open-class tokens


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in an article that says what a sentence of the summary says."""

    source: int  # the number shown, 1-based, an entry of Summary.sources
    document: int  # index into the documents as passed
    start: int
    end: int
    text: str  # the passage, repaired like the sentence


@dataclass(frozen=True, slots=True)
class Differing:
    """A figure that another story gives otherwise, in a sentence that else tells of the same."""

    here: str  # the figure as the summary's sentence has it, with its hedge: "about 40 ballots"
    there: str  # as the passage has it
    document: int  # index into the documents as passed
    start: int
    end: int
    text: str  # the passage, repaired


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence of the summary, word for word from the first of its citations."""

    text: str
    score: float  # salience in [0, 1], comparable within one summary only
    voices: int  # independent reports among the citations: copies of one story count once
    citations: tuple[Citation, ...]
    differing: tuple[Differing, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """An article that the summary cites."""

    number: int  # 1-based, by first use
    document: int  # index into the documents as passed
    voice: int  # 1-based; copies of one story and pages of one outlet are one voice
    title: str | None
    name: str | None
    date: str | None
    url: str | None
    sha256: str  # of the text in UTF-8
    author: str | None = None
    outlet: str | None = None
    story: int = 1  # 1-based; articles with one number are copies
    language: str | None = None  # ISO 639-1, the one that it was cut and weighed in


@dataclass(frozen=True, slots=True)
class Unused:
    """An article that the summary does not cite, and why."""

    document: int
    reason: str
    title: str | None
    name: str | None
    date: str | None
    url: str | None
    sha256: str
    author: str | None = None
    outlet: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """How a sentence of the summary was picked."""

    turn: int  # 1-based: which pick it was
    position: int  # 1-based, among the sentences of its article
    redundancy: float  # in [0, 1], how much of it the earlier picks had said
    gain: float  # what MMR weighed: salience less redundancy, in the shares that the diversity sets


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """One of the best sentences that were not picked, and why."""

    text: str
    document: int  # index into the documents as passed
    start: int
    end: int
    score: float  # salience in [0, 1]
    position: int  # 1-based, among the sentences of its article
    redundancy: float  # in [0, 1], how much of it the summary says
    reason: str
    sentence: int | None  # 1-based number of the sentence of the summary that stood in its way


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the sentences of a summary were picked, and others not."""

    choices: tuple[Choice, ...]  # one for each sentence of the summary
    runners_up: tuple[RunnerUp, ...]  # by salience


@dataclass(frozen=True, slots=True)
class SummaryRecord:
    """A summary with everything needed to check it, as plain data; `summarize.Summary` adds the ways to show it."""

    sentences: tuple[SummarySentence, ...]
    sources: tuple[Source, ...]
    unused: tuple[Unused, ...]
    words: int  # of `text`, never more than asked for
    settings: dict[str, Any]
    warnings: tuple[str, ...] = ()
    explanation: Explanation | None = None  # only when asked for
    # of each document as passed: its paragraphs. Not written to JSON; () for a summary that was read from there
    blocks: tuple[tuple[Block, ...], ...] = field(default=(), repr=False, compare=False)

    @property
    def text(self) -> str:
        """The sentences, joined by a space, without citation marks."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def sizes(self) -> dict[str, int]:
        """The size of the summary in each unit that a budget can be counted in: words, sentences, characters."""
        return {"words": self.words, "sentences": len(self.sentences), "characters": len(self.text)}

    @property
    def articles(self) -> tuple[Source | Unused, ...]:
        """All articles of the cluster: those cited, then those not used."""
        return (*self.sources, *self.unused)
