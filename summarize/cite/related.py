"""Related passages: what another article tells of the same event as a sentence, without saying all of it.

A cited summary goes in and comes out with the nearest passage of each other article that is near enough, and with the
figures, names and negations in which the two differ. It is where a reader goes to compare; it backs nothing and is no
voice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from summarize.choose.cosines import Cosines
from summarize.cite.claim import SHARE_DECIMALS, is_name
from summarize.cite.contrast import Contrast, contrast_reader
from summarize.cite.statements import Statements
from summarize.records import Corpus, Related, SummaryRecord
from summarize.text.languages import Language, load_language
from summarize.text.tokens import DIGIT, fold

if TYPE_CHECKING:
    from summarize.records import Rows

# Nearness is the cosine of two rows, and more for each figure and for the share of names that both have. Measured on
# 381 pairs of sentences of different articles of newswire, web news and round-ups, labelled as of one event or not:
# precision/recall in percent, set there as well.
MIN_NEARNESS = 0.23  # 90/44; 0.15: 87/66, 0.2: 89/54, 0.26: 91/37
FIGURE_NEARNESS = 0.05  # for each figure that both have
NAME_NEARNESS = 0.1  # times the share of the names of both that both have; with neither of the two: 92/26
# different stems that both have; by judgement: short sentences that share a name alone are near by their cosine
MIN_SHARED_STEMS = 3  # 0 to 3: no difference, 4: 90/40
# cosine below which another row is not looked at, so that few pairs of rows are compared; by judgement
MIN_COSINE = 0.05
ROUNDING = 1e-6  # below a limit, that no row is passed over for the rounding of its cosine
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
MAX_RELATED = 20  # passages of a sentence, the nearest; by judgement, so that a summary of many articles stays short


def with_related(summary: SummaryRecord, chosen: Sequence[int], statements: Statements) -> SummaryRecord:
    """Return a summary with the related passages of each sentence, at most MAX_RELATED, the nearest first.

    chosen: the rows of its sentences. Each article that a sentence does
    not cite gives it one passage at most. Articles that no sentence cites get the numbers behind those of the sources,
    by first use.
    """
    corpus, names = statements.corpus, statements.usage.names
    index, compare = RelatedIndex.of(corpus, statements.cosines, names), contrast_reader(corpus, names)
    number = {source.document: source.number for source in summary.sources}
    sentences = []
    for row, sentence in zip(chosen, summary.sentences, strict=True):
        cited = {citation.document for citation in sentence.citations}
        near = [
            near_row
            for near_row in index.nearest(row)
            if corpus.passed[corpus.sentences[near_row].document] not in cited
        ]
        passages = tuple(related(near_row, corpus, number, compare(row, near_row)) for near_row in near[:MAX_RELATED])
        sentences.append(replace(sentence, related=passages))
    unused = tuple(replace(article, number=number.get(article.document)) for article in summary.unused)
    return replace(summary, sentences=tuple(sentences), unused=unused)


def related(row: int, corpus: Corpus, number: dict[int, int], contrast: Contrast) -> Related:
    """Return the passage of a row; number: of each document that has one, to which that of the row is added."""
    sentence = corpus.sentences[row]
    document = corpus.passed[sentence.document]
    source = number.setdefault(document, len(number) + 1)
    return Related(source, document, sentence.start, sentence.end, sentence.text, *contrast)


class Marks(NamedTuple):
    """What a row may share with another, beside its terms."""

    stems: frozenset[str]
    names: frozenset[str]  # lower case
    figures: frozenset[str]  # greater than 1, in digits


@dataclass(frozen=True, slots=True)
class RelatedIndex:
    """The rows of a corpus, to be asked which are near a row."""

    document: Rows  # (n,) of each row
    cosines: Cosines  # of the rows
    marks: Callable[[int], Marks]  # of a row, read when asked for

    @classmethod
    def of(cls, corpus: Corpus, cosines: Cosines, proper_names: frozenset[str]) -> RelatedIndex:
        """Return the index of a corpus; proper_names: the words, lower case, that are names in it."""
        import numpy as np

        document = np.array([sentence.document for sentence in corpus.sentences], dtype=np.int64)
        return cls(document, cosines, marks_reader(corpus, proper_names))

    def nearest(self, row: int) -> list[int]:
        """Return the row nearest to a row of each other document that has a near one, the nearest first.

        A row is near from MIN_NEARNESS on, if it has MIN_SHARED_STEMS. Ties go to the lower row.
        """
        import numpy as np

        cosines, own = np.round(self.cosines.to(row), SHARE_DECIMALS), self.marks(row)
        most = NAME_NEARNESS * bool(own.names) + FIGURE_NEARNESS * len(own.figures)  # that marks can add
        least = max(MIN_COSINE, MIN_NEARNESS - most - ROUNDING)
        near = np.flatnonzero((cosines >= least) & (self.document != self.document[row])).tolist()
        near = [other for other in near if len(own.stems & self.marks(other).stems) >= MIN_SHARED_STEMS]
        added = np.array([mark_nearness(own, self.marks(other)) for other in near])
        nearness = np.round(self.cosines.to(row)[near] + added, SHARE_DECIMALS)
        best: dict[int, int] = {}
        for index in np.lexsort((near, -nearness)).tolist():
            if nearness[index] >= MIN_NEARNESS:
                best.setdefault(int(self.document[near[index]]), near[index])
        return list(best.values())


def mark_nearness(marks: Marks, others: Marks) -> float:
    """Return what the figures and names that two rows share add to their nearness."""
    shared, either = len(marks.names & others.names), len(marks.names | others.names)
    return NAME_NEARNESS * shared / max(either, 1) + FIGURE_NEARNESS * len(marks.figures & others.figures)


def marks_reader(corpus: Corpus, proper_names: frozenset[str]) -> Callable[[int], Marks]:
    """Return a function from a row to its marks; proper_names: the words, lower case, that are names."""

    @cache
    def marks(row: int) -> Marks:
        sentence = corpus.sentences[row]
        language = load_language(corpus.languages[sentence.document])
        words = [(fold(token), token) for token in corpus.tokens[row]]
        names = (word for word, token in words if is_name(word, token, proper_names) and word not in language.nameless)
        figures = figures_of(sentence.text, (word for word, _ in words), language)
        return Marks(frozenset(corpus.stems[row]), frozenset(names), figures)

    return marks


def figures_of(text: str, words: Iterable[str], language: Language) -> frozenset[str]:
    """Return the numbers of a sentence that are greater than 1: those in digits as written, and those in words.

    words: of the sentence, folded.

    >>> sorted(figures_of("Five of 12 left.", ["five", "of", "12", "left"], load_language("en")))
    ['12', '5']
    """
    in_digits = NUMBER.findall(text) if DIGIT.search(text) else []
    in_words = [f"{language.numbers[word]:g}" for word in words if word in language.numbers]
    return frozenset(figure for figure in in_digits + in_words if figure.lstrip("0") not in ("", "1"))
