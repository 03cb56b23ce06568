"""Related passages: what another article tells of the same event as a sentence, without saying all of it.

A cited summary goes in and comes out with the nearest passage of each other article that is near enough, and with the
figures, names and negations in which the two differ. It is where a reader goes to compare; it backs nothing and is no
voice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summarize.choose.cosines import Cosines
from summarize.cite.claim import SHARE_DECIMALS, is_name
from summarize.cite.contrast import Contrast, contrast_reader
from summarize.cite.statements import Statements
from summarize.records import Corpus, Related, Sentence, SummaryRecord
from summarize.text.languages import Language, load_language
from summarize.text.token_rows import TokenRows
from summarize.text.tokens import DIGIT, fold

if TYPE_CHECKING:
    from summarize.records import Rows, Scores, Weights

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
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
MAX_RELATED = 20  # passages of a sentence, the nearest; by judgement, so that a summary of many articles stays short


def with_related(summary: SummaryRecord, chosen: Sequence[int], statements: Statements) -> SummaryRecord:
    """Return a summary with the related passages of each sentence, at most MAX_RELATED, the nearest first.

    chosen: the rows of its sentences. Each article that a sentence does
    not cite gives it one passage at most. Articles that no sentence cites get the numbers behind those of the sources,
    by first use.
    """
    corpus, names = statements.corpus, statements.usage.names
    index, compare = RelatedIndex.of(corpus, statements.weights, names), contrast_reader(corpus, names)
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


@dataclass(frozen=True, slots=True)
class RelatedIndex:
    """The rows of a corpus, to be asked which are near a row."""

    document: Rows  # (n,) of each row
    weights: Cosines  # of the rows
    stems: Cosines  # how many stems two rows share; and so on
    names: Cosines
    figures: Cosines
    names_in: Scores  # (n,) how many names a row has

    @classmethod
    def of(cls, corpus: Corpus, weights: Weights, proper_names: frozenset[str]) -> RelatedIndex:
        """Return the index of a corpus; proper_names: the words, lower case, that are names in it."""
        import numpy as np

        tokens, codes = TokenRows.of(corpus.tokens), sorted(set(corpus.languages))
        document = np.array([sentence.document for sentence in corpus.sentences], dtype=np.int64)
        which = [codes.index(corpus.languages[row]) for row in document.tolist()]
        languages = [load_language(code) for code in codes]
        names = tokens.map_words([name_or_none(language, proper_names) for language in languages], which)
        number_words = tokens.map_words([value_or_none(language) for language in languages], which)
        figures = TokenRows.of(figures_of(corpus.sentences, number_words))
        stems, named, counted = map(occurrences, (TokenRows.of(corpus.stems), names, figures))
        names_in = np.asarray(named.sum(axis=1), dtype=np.float64)
        return cls(document, Cosines(weights), Cosines(stems), Cosines(named), Cosines(counted), names_in)

    def nearest(self, row: int) -> list[int]:
        """Return the row nearest to a row of each other document that has a near one, the nearest first.

        A row is near from MIN_NEARNESS on, if it has MIN_SHARED_STEMS. Ties go to the lower row.
        """
        import numpy as np

        cosines = self.weights.to(row)
        near = np.flatnonzero((np.round(cosines, SHARE_DECIMALS) >= MIN_COSINE) & (self.document != self.document[row]))
        nearness = np.round(cosines[near] + self.mark_nearness(row, near), SHARE_DECIMALS)
        kept = (nearness >= MIN_NEARNESS) & (self.stems.to(row)[near] >= MIN_SHARED_STEMS)
        near, nearness = near[kept], nearness[kept]
        best: dict[int, int] = {}
        for near_row in near[np.lexsort((near, -nearness))].tolist():
            best.setdefault(int(self.document[near_row]), near_row)
        return list(best.values())

    def mark_nearness(self, row: int, rows: Rows) -> Scores:
        """Return what the figures and names that some rows share with a row add to their nearness, (m,)."""
        import numpy as np

        shared, shared_figures = self.names.to(row)[rows], self.figures.to(row)[rows]
        either = self.names_in[rows] + self.names_in[row] - shared
        return np.asarray(NAME_NEARNESS * shared / np.maximum(either, 1) + FIGURE_NEARNESS * shared_figures)


def name_or_none(language: Language, proper_names: frozenset[str]) -> Callable[[str], str | None]:
    """Return a function from a token to its lower case where it is a name that tells one from another, else to None."""

    def name(token: str) -> str | None:
        word = fold(token)
        return word if is_name(word, token, proper_names) and word not in language.nameless else None

    return name


def figures_of(sentences: Iterable[Sentence], number_words: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    """Yield the numbers of each sentence that are greater than 1: those in digits as written, and those in words.

    number_words: the values of the number words of each sentence.
    """
    for sentence, values in zip(sentences, number_words, strict=True):
        digits = NUMBER.findall(sentence.text) if DIGIT.search(sentence.text) else ()
        yield [figure for figure in (*digits, *values) if figure.lstrip("0") not in ("", "1")]


def value_or_none(language: Language) -> Callable[[str], str | None]:
    """Return a function from a token to its value where it is a number word, else to None: `five` is 5."""

    def value(token: str) -> str | None:
        number = language.numbers.get(fold(token))
        return None if number is None else f"{number:g}"

    return value


def occurrences(words: TokenRows) -> Weights:
    """Return a matrix with a row for each of n rows of words, and a column for each word: 1 where the row has it."""
    import numpy as np
    from scipy.sparse import csr_array

    cells = (np.ones(len(words.ids)), words.ids, words.starts)
    matrix = csr_array(cells, shape=(len(words), max(len(words.words), 1)), copy=True)  # the rows stay as they are
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return matrix
