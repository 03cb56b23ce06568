"""Which rows can back a claim at all, by the words that they must have: found before any sentence is read.

A claim and row numbers go in, those that `support` may accept come out. Reading a sentence costs a thousand times as
much, and where articles repeat one another there are many to read for each that is cited.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarize.cite.claim import SHARE_DECIMALS, Claim, WordUsage
from summarize.cite.roles import ACRONYM_LETTERS, abbreviated
from summarize.cite.support import MIN_COVERAGE, MIN_COVERAGE_WITH_NUMBER, MIN_SHARED_OF_TERMS
from summarize.cite.synonyms import cached_stemmer
from summarize.records import Corpus
from summarize.text.languages import load_language
from summarize.text.token_rows import TokenRows
from summarize.text.tokens import fold

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from summarize.records import Flags, Rows

# sentences before a row whose names a pronoun of it may stand for. Precision/recall in percent as in `citations`
ANTECEDENT_SENTENCES = 2  # 0: 99.1/56.9, 1: 99.1/57.1, 3 to 5: no difference
DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The rows that have each word, so that it is seen for many rows at once which of some words they have."""

    column: dict[str, int]  # of each word
    starts: Rows  # (v + 1,) where the rows of each word begin in `holders`
    holders: Rows  # the rows that have each word, ascending, one word behind the other

    @classmethod
    def of(cls, words: TokenRows) -> WordIndex:
        """Return the index of rows of words."""
        import numpy as np

        column = {word: index for index, word in enumerate(words.words)}
        order = np.lexsort((words.row, words.ids))
        starts = np.searchsorted(words.ids[order], np.arange(len(column) + 1))
        return cls(column, starts, np.asarray(words.row[order], dtype=np.int64))

    def has_any(self, rows: Rows, groups: Sequence[Collection[str]]) -> npt.NDArray[np.bool_]:
        """Return for each of m rows and each of k groups of words whether the row has one of them, (m, k)."""
        import numpy as np

        held = np.zeros((len(rows), len(groups)), dtype=bool)
        for k, group in enumerate(groups):
            for word in filter(self.column.__contains__, group):
                held[:, k] |= self.has(rows, self.column[word])
        return held

    def has(self, rows: Rows, column: int) -> Flags:
        """Return for each of m rows whether it has the word of a column, (m,)."""
        import numpy as np

        holders = self.holders[self.starts[column] : self.starts[column + 1]]
        if not len(holders):
            return np.zeros(len(rows), dtype=bool)
        place = np.minimum(np.searchsorted(holders, rows), len(holders) - 1)
        return np.asarray(holders[place] == rows)


@dataclass(frozen=True, slots=True)
class Candidates:
    """The rows of a corpus, to be asked which of them can back a claim."""

    stems: WordIndex  # of all words, without the digits that stand before or behind letters
    words: WordIndex  # folded
    document: Rows  # (n,) of each row
    usage: WordUsage
    other_wordings: frozenset[str]  # stems, and words of names, that several words in a row may stand for
    acronyms: frozenset[str]  # words, folded, that are written in capitals and may be short for several: NATO

    @classmethod
    def of(cls, corpus: Corpus, usage: WordUsage) -> Candidates:
        """Return the candidates of a corpus."""
        import numpy as np

        tokens, document = TokenRows.of(corpus.tokens), np.array([sentence.document for sentence in corpus.sentences])
        codes = sorted(set(corpus.languages))
        languages, number = [load_language(code) for code in codes], {code: index for index, code in enumerate(codes)}
        which = [number[corpus.languages[sentence.document]] for sentence in corpus.sentences]
        stems = tokens.map_words([bare_stemmer(code) for code in codes], which)
        words = tokens.map_words([fold], [0] * len(tokens))
        phrases = {
            bare_stemmer(language.code)(word) for language in languages for word in language.one_word_for.values()
        }
        acronyms = frozenset(fold(word) for word in tokens.words if word.isupper() and len(word) in ACRONYM_LETTERS)
        names = {word for language in languages for name in language.name_variants.values() for word in name.split()}
        return cls(WordIndex.of(stems), WordIndex.of(words), document, usage, frozenset(phrases | names), acronyms)

    def able(self, claim: Claim, rows: Rows) -> Rows:
        """Return those of some rows that can back a claim: they hold enough of its terms, and all of its names.

        rows: (m,) ascending. The result keeps their order; `support` decides which of them back the claim.
        """
        rows = rows[self.holds_terms(claim, rows)]
        return rows[self.holds_names(claim, rows)]

    def holds_terms(self, claim: Claim, rows: Rows) -> Flags:
        """Whether each of some rows holds the share of a claim's terms that `support` asks for, by what words it has.

        A term that may be written in several words, or in another way, counts as held.
        """
        import numpy as np

        groups = list(claim.terms.values())
        weights = np.array([self.usage.idf.get(term, 1.0) for term in claim.terms])
        held = self.stems.has_any(rows, groups) | np.array([self.is_open(group) for group in groups], dtype=bool)
        least = MIN_COVERAGE_WITH_NUMBER if claim.quantities.distinctive else MIN_COVERAGE
        enough = np.round(held @ weights, SHARE_DECIMALS) >= np.round(least * weights.sum(), SHARE_DECIMALS)
        most = held.sum(axis=1) >= MIN_SHARED_OF_TERMS * len(groups)  # the others WordNet may know
        return np.asarray(enough | most, dtype=bool)

    def holds_names(self, claim: Claim, rows: Rows) -> Flags:
        """Whether each of some rows has all names of a claim, it or the sentences just before it in its article.

        rows: (m,). The result is (m,). A name that may be written otherwise counts as held.
        """
        import numpy as np

        acronyms = abbreviated(claim.names, self.words.column) | self.acronyms
        groups = [(name,) for name in dict.fromkeys(claim.names) if not (name in acronyms or self.is_open((name,)))]
        held = self.words.has_any(rows, groups)
        for distance in range(1, ANTECEDENT_SENTENCES + 1):
            before = np.maximum(rows - distance, 0)
            held |= self.words.has_any(before, groups) & (self.document[before] == self.document[rows])[:, None]
        return np.asarray(held.all(axis=1), dtype=bool)

    def is_open(self, group: Iterable[str]) -> bool:
        """Whether a word may be written otherwise than as one word: apollo11 as Apollo 11, rejected as turned down."""
        return any(word in self.other_wordings or not word.isalpha() for word in group)


def bare_stemmer(code: str) -> Callable[[str], str]:
    """Return a function from a token to its stem in a language, without digits before or behind: `9mm` is `mm`."""
    stem = cached_stemmer(code)
    return lambda token: stem(fold(token).strip(DIGITS) or token)
