"""The records that the stages hand on, in the order of the stages. This file imports nothing of the package.

All are frozen: a stage returns new ones. A place in a document is `start` and `end`, in code points of `Document.text`,
from 0, `end` exclusive. An index into documents "as passed" counts from 0 in the caller's order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from scipy.sparse import csr_array

    Scores = npt.NDArray[np.float64]  # (n,) a number for each sentence
    Counts = npt.NDArray[np.int64]  # (n,) a whole number for each sentence
    Rows = npt.NDArray[np.int64]  # (m,) numbers of rows, each from 0 to n - 1
    Flags = npt.NDArray[np.bool_]  # (n,) whether each sentence has something
    Weights = csr_array[np.float64]  # (n, v) a row for each sentence, of unit L2 norm or zero: a product is a cosine

ProgressCallback = Callable[[str, float], None]  # is told the stage and the share of it that is done, in [0, 1]


class Span(NamedTuple):
    """A stretch of a text."""

    start: int  # code points, from 0
    end: int  # code points, exclusive


@dataclass(frozen=True, slots=True)
class Document:
    """An article: its text, never rewritten, and what is known about it."""

    text: str
    title: str | None = None
    date: str | None = None  # ISO 8601, "2020-03-04" or "2020-03-04T09:30"; else as written, see `read.parse_date`
    url: str | None = None
    name: str | None = None  # the file it came from, as the caller wrote it
    author: str | None = None
    outlet: str | None = None  # who published it; articles of one outlet are one voice
    pages: tuple[int, ...] = ()  # where its pages begin, code points, ascending; () for what has no pages
    utc: str | None = None  # its date in UTC, "2020-03-04T08:30", where it was written with a time zone; to compare by

    def page_at(self, offset: int) -> int | None:
        """Return the number, from 1, of the page that an offset of the text is on; None for what has no pages."""
        return max(bisect_right(self.pages, offset), 1) if self.pages else None

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8: 64 hexadecimal digits in lower case."""
        import hashlib

        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading gave: the articles, and a line for everything left out or put right."""

    documents: tuple[Document, ...]  # in the order in which they were read
    warnings: tuple[str, ...] = ()  # one line each
    encodings: tuple[str | None, ...] = ()  # of each document: the codec its bytes were read with, where known


class Block(NamedTuple):
    """A paragraph of a document and what it is."""

    start: int  # code points of the document's text, from 0
    end: int  # code points, exclusive
    kind: str  # "prose", or the reason why it is not article text


@dataclass(frozen=True, slots=True)
class CleanedArticle:
    """An article with its blocks: what a page needs to show it in full."""

    document: Document
    blocks: tuple[Block, ...]  # in order; together they hold every character of the text but white space
    language: str  # ISO 639-1


class Sentence(NamedTuple):
    """A sentence and its place in a document; `text` is `repair(document.text[start:end])`."""

    document: int  # index into Corpus.documents
    start: int  # code points, from 0
    end: int  # code points, exclusive
    text: str
    position: int  # among the sentences of its document, from 0
    words: int  # as `count_words` counts, 1 or more


@dataclass(frozen=True, slots=True)
class Corpus:
    """The articles of one cluster, cut into sentences. Row i of every array of a summary is sentences[i]."""

    # with their titles, where one was recognised; in an order of their texts only, the longest first, however passed
    documents: tuple[Document, ...]
    blocks: tuple[tuple[Block, ...], ...]  # of each document: its paragraphs, and which of them are prose
    passed: tuple[int, ...]  # of each document: its index as passed
    languages: tuple[str, ...]  # of each document: ISO 639-1
    foreign: tuple[bool, ...]  # of each document: whether most sentences are in another language; cited, never quoted
    copy_groups: tuple[int, ...]  # of each document: the number of the group of copies that it is in, from 0
    voices: tuple[int, ...]  # of each document: the number of its voice, from 0; copies share it, and one outlet
    sentences: tuple[Sentence, ...]  # of all documents, document by document, in the order of the text
    tokens: Sequence[list[str]]  # of each sentence: its words, with their capitals
    stems: Sequence[list[str]]  # of each sentence: those of its open-class tokens; a term is one of them, or two
    days: tuple[str | None, ...] = ()  # of each document: YYYY-MM-DD, None where its date tells no day


@dataclass(frozen=True, slots=True)
class Choice:
    """How a sentence of the summary was picked."""

    turn: int  # which pick it was, from 1
    position: int  # among the sentences of its article, from 1
    redundancy: float  # in [0, 1], how much of it the earlier picks had said
    gain: float  # in [-1.3, 1], what MMR weighed: salience less redundancy, less 0.3 where the row was unwanted


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """One of the best sentences that were not picked, and why."""

    text: str
    document: int  # index into the documents as passed
    start: int  # code points, from 0
    end: int  # code points, exclusive
    score: float  # salience in [0, 1]
    position: int  # among the sentences of its article, from 1
    redundancy: float  # in [0, 1], how much of it the summary says
    reason: str
    sentence: int | None  # the sentence of the summary that stood in its way, from 1


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the sentences of a summary were picked, and others not."""

    choices: tuple[Choice, ...]  # one for each sentence of the summary, in its order
    runners_up: tuple[RunnerUp, ...]  # by salience, the highest first


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """A passage by its words and those around it, as the Web Annotation Data Model of the W3C writes it."""

    exact: str  # the passage, repaired
    prefix: str  # what stands before it, repaired; "" at the start of the article
    suffix: str  # what stands behind it
    type: str = "TextQuoteSelector"


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage of an article that says what a sentence of the summary says."""

    source: int  # the number shown: an entry of SummaryRecord.sources, from 1
    document: int  # index into the documents as passed
    start: int  # code points, from 0
    end: int  # code points, exclusive
    text: str  # the passage, repaired like the sentence
    page: int | None = None  # from 1, that it begins on; None for an article without pages
    link: str | None = None  # opens the article at the passage; None where no address is known
    selector: TextQuoteSelector | None = None


@dataclass(frozen=True, slots=True)
class DifferingFigure:
    """A figure that another article gives otherwise, of the same thing at the same event, or what it says is denied."""

    here: str  # the figure as the summary's sentence has it, with its hedge: "about 40 ballots"; or what is denied
    there: str  # the figure as the passage has it, or the word that denies: "denied"
    document: int  # index into the documents as passed
    start: int  # code points, from 0
    end: int  # code points, exclusive
    text: str  # the passage, repaired
    when: str = ""  # "later" or "earlier" than the sentence; "" where it is not known
    outdated: bool = False  # whether the sentence has the figure of an earlier version, or one that was corrected
    kind: str = "figure"  # or "denied"


@dataclass(frozen=True, slots=True)
class Related:
    """The passage of an article that tells of the same event as a sentence, without saying all of it."""

    source: int  # the number shown: of an entry of SummaryRecord.sources, or of one of SummaryRecord.unused
    document: int  # index into the documents as passed
    start: int  # code points, from 0
    end: int  # code points, exclusive
    text: str  # the passage, repaired
    lacks: tuple[str, ...] = ()  # figures, names and negation of the sentence that the passage lacks, as written there
    instead: tuple[str, ...] = ()  # those of the passage that the sentence lacks, as written in the passage


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of a sentence that replaces one which an earlier summary told."""

    before: str  # as written in the earlier summary, with its hedge: "at least 10 people"
    after: str  # as written in the sentence
    earlier: int  # index of the earlier summary among those given
    citation: Citation  # the passage that the earlier summary took it from; its numbers are those of that summary


@dataclass(frozen=True, slots=True)
class Told:
    """The passage of an article that still says all of a sentence which an earlier summary told."""

    sentence: str  # of the earlier summary
    earlier: int  # index of the earlier summary among those given
    document: int  # index into the documents as passed
    start: int  # code points, from 0
    end: int  # code points, exclusive
    text: str  # the passage, repaired


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence of the summary, word for word from the first of its citations."""

    text: str
    score: float  # salience in [0, 1], comparable within one summary only
    voices: int  # independent reports among the citations, 1 or more: copies count once
    citations: tuple[Citation, ...]  # its own place first, then one of each other article that says it
    differing: tuple[DifferingFigure, ...] = ()
    day: str | None = None  # YYYY-MM-DD, that its words mean or its article is of, where it would mislead without
    related: tuple[Related, ...] = ()  # one of each article that is not cited for it and has one, the nearest first
    changed: tuple[Change, ...] = ()  # in the order of the sentence; () where no earlier summaries were given
    day_written: bool = False  # whether `day` is the one on which the article was written, and not one of the words


@dataclass(frozen=True, slots=True)
class Source:
    """An article that the summary cites. What is not known of it is None."""

    number: int  # by first use, from 1
    document: int  # index into the documents as passed
    voice: int  # by first use, from 1; copies of one text and articles of one outlet are one voice
    title: str | None
    name: str | None  # the file it came from, as the caller wrote it
    date: str | None  # ISO 8601
    url: str | None
    sha256: str  # of the text in UTF-8, hexadecimal
    author: str | None = None
    outlet: str | None = None
    copy_group: int = 1  # by first use, from 1; articles with one number are copies
    language: str | None = None  # ISO 639-1, the one that it was cut and weighed in


@dataclass(frozen=True, slots=True)
class Unused:
    """An article that the summary does not cite, and why. What is not known of it is None."""

    document: int  # index into the documents as passed
    reason: str
    title: str | None
    name: str | None  # the file it came from, as the caller wrote it
    date: str | None  # ISO 8601
    url: str | None
    sha256: str  # of the text in UTF-8, hexadecimal
    author: str | None = None
    outlet: str | None = None
    language: str | None = None  # ISO 639-1
    number: int | None = None  # behind those of the sources, by first use, where a passage of it is related


@dataclass(frozen=True, slots=True)
class SummaryRecord:
    """A summary with everything needed to check it, as plain data; `summarize.Summary` adds the ways to show it."""

    sentences: tuple[SummarySentence, ...]  # in reading order
    sources: tuple[Source, ...]  # by number
    unused: tuple[Unused, ...]  # by name, then title
    words: int  # of `text`, never more than asked for
    settings: dict[str, Any]  # as `Options.to_dict` gives them
    warnings: tuple[str, ...] = ()  # one line each
    explanation: Explanation | None = None  # only when asked for
    told: tuple[Told, ...] = ()  # what the earlier summaries told that these articles still say, in their order
    blocks: tuple[tuple[Block, ...], ...] = field(default=(), repr=False, compare=False)  # by document; not in JSON

    @property
    def text(self) -> str:
        """The sentences, joined by a space, without citation marks."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def sizes(self) -> dict[str, int]:
        """The size in each unit that a budget can be counted in."""
        return {"words": self.words, "sentences": len(self.sentences), "characters": len(self.text)}

    @property
    def articles(self) -> tuple[Source | Unused, ...]:
        """All articles of the cluster: those cited, then those not used."""
        return (*self.sources, *self.unused)
