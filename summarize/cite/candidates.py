"""Which rows can back a claim at all, by the words that they must have: found before any sentence is read.

A claim and row numbers go in, those that `support` may accept come out. Reading a sentence costs a thousand times as
much, and where articles repeat one another there are many to read for each that is cited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
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
    from summarize.records import Rows

WordsOf = Callable[[int], frozenset[str]]  # from a row to words
Test = Callable[[int], bool]  # of a row

# sentences before a row whose names a pronoun of it may stand for. Precision/recall in percent as in `citations`
ANTECEDENT_SENTENCES = 2  # 0: 99.1/56.9, 1: 99.1/57.1, 3 to 5: no difference
DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Candidates:
    """The rows of a corpus, to be asked which of them can back a claim."""

    stems: WordsOf  # of all words of a row, without the digits that stand before or behind letters
    words: WordsOf  # of a row, folded
    vocabulary: frozenset[str]  # the words of all rows, folded
    document: Rows  # (n,) of each row
    usage: WordUsage
    other_wordings: frozenset[str]  # stems, and words of names, that several words in a row may stand for
    acronyms: frozenset[str]  # words, folded, that are written in capitals and may be short for several: NATO

    @classmethod
    def of(cls, corpus: Corpus, usage: WordUsage) -> Candidates:
        """Return the candidates of a corpus."""
        import numpy as np

        tokens, document = TokenRows.of(corpus.tokens), np.array([sentence.document for sentence in corpus.sentences])
        languages = [load_language(code) for code in sorted(set(corpus.languages))]

        @cache
        def stems(row: int) -> frozenset[str]:
            return frozenset(map(bare_stemmer(corpus.languages[document[row]]), tokens[row]))

        @cache
        def words(row: int) -> frozenset[str]:
            return frozenset(map(fold, tokens[row]))

        phrases = {
            bare_stemmer(language.code)(word) for language in languages for word in language.one_word_for.values()
        }
        acronyms = frozenset(fold(word) for word in tokens.words if word.isupper() and len(word) in ACRONYM_LETTERS)
        names = {word for language in languages for name in language.name_variants.values() for word in name.split()}
        vocabulary = frozenset(map(fold, tokens.words))
        return cls(stems, words, vocabulary, document, usage, frozenset(phrases | names), acronyms)

    def able(self, claim: Claim, rows: Rows) -> Rows:
        """Return those of some rows that can back a claim: they hold enough of its terms, and all of its names.

        rows: (m,) ascending. The result keeps their order; `support` decides which of them back the claim.
        """
        import numpy as np

        holds_terms, holds_names = self.terms_test(claim), self.names_test(claim)
        able = [row for row in rows.tolist() if holds_terms(row) and holds_names(row)]
        return np.array(able, dtype=np.int64)

    def terms_test(self, claim: Claim) -> Test:
        """Return whether a row holds the share of a claim's terms that `support` asks for, by what words it has.

        A term that may be written in several words, or in another way, counts as held.
        """
        idf = self.usage.idf
        terms = [(group, idf.get(term, 1.0), self.is_open(group)) for term, group in claim.terms.items()]
        share = MIN_COVERAGE_WITH_NUMBER if claim.quantities.distinctive else MIN_COVERAGE
        least = round(share * sum(weight for _, weight, _ in terms), SHARE_DECIMALS)

        def holds(row: int) -> bool:
            own = self.stems(row)
            held = [weight for group, weight, is_open in terms if is_open or not own.isdisjoint(group)]
            most = len(held) >= MIN_SHARED_OF_TERMS * len(terms)  # the others WordNet may know
            return most or round(sum(held), SHARE_DECIMALS) >= least

        return holds

    def names_test(self, claim: Claim) -> Test:
        """Return whether a row has all names of a claim, it or the sentences just before it in its article.

        A name that may be written otherwise counts as held.
        """
        acronyms = abbreviated(claim.names, self.vocabulary) | self.acronyms
        names = frozenset(name for name in claim.names if not (name in acronyms or self.is_open((name,))))

        def holds(row: int) -> bool:
            missing = names - self.words(row)
            for earlier in range(max(row - ANTECEDENT_SENTENCES, 0), row) if missing else ():
                if self.document[earlier] == self.document[row]:
                    missing -= self.words(earlier)
            return not missing

        return holds

    def is_open(self, group: Iterable[str]) -> bool:
        """Whether a word may be written otherwise than as one word: apollo11 as Apollo 11, rejected as turned down."""
        return any(word in self.other_wordings or not word.isalpha() for word in group)


def bare_stemmer(code: str) -> Callable[[str], str]:
    """Return a function from a token to its stem in a language, without digits before or behind: `9mm` is `mm`."""
    stem = cached_stemmer(code)
    return lambda token: stem(fold(token).strip(DIGITS) or token)
