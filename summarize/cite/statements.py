"""What the sentences of a corpus say, read so that they can be compared: claims, figures, corrections.

Everything here is found when it is asked for, and once for all stages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING

from summarize.choose.cosines import Cosines
from summarize.cite.candidates import ANTECEDENT_SENTENCES, Candidates
from summarize.cite.claim import Claim, WordUsage, is_name, one_spelling, read_claim, word_usage
from summarize.cite.figures.figure_reader import CountedSentence, Figure, figure_reader, sentence_reader
from summarize.cite.figures.outcomes import outcome_marks
from summarize.cite.number_reader import Number, find_numbers
from summarize.records import Corpus
from summarize.text.languages import Language, load_language
from summarize.text.token_rows import TokenRows
from summarize.text.tokens import fold

if TYPE_CHECKING:
    from summarize.records import Flags, Weights


class Statements:
    """What the sentences of a corpus say, to be compared.

    weights: (n, v) rows of unit L2 norm or zero.
    """

    def __init__(self, corpus: Corpus, weights: Weights) -> None:
        self.corpus, self.weights = corpus, weights

    @cached_property
    def usage(self) -> WordUsage:
        """How the articles use their words."""
        return word_usage(self.corpus)

    @cached_property
    def read(self) -> Callable[[int], Claim]:
        """A function from a row to what its sentence claims."""
        return claim_reader(self.corpus, self.usage.names)

    @cached_property
    def counted(self) -> Callable[[int], CountedSentence]:
        """A function from a row to what its sentence counts."""
        return sentence_reader(self.corpus, self.usage.names)

    @cached_property
    def candidates(self) -> Candidates:
        """Which rows can back a claim at all."""
        return Candidates.of(self.corpus, self.usage)

    @cached_property
    def cosines(self) -> Cosines:
        """The cosines between all rows."""
        return Cosines(self.weights)

    @cached_property
    def figures(self) -> Callable[[int], tuple[Figure, ...]]:
        """A function from a row to its figures, without what stands near them."""
        return figure_reader(self.corpus)

    @cached_property
    def corrected(self) -> Callable[[int], frozenset[float]]:
        """A function from a document to the values by which it corrects an earlier version."""
        return correction_reader(self.corpus)

    @cached_property
    def counting(self) -> Flags:
        """Whether each row has a number, (n,)."""
        words = frozenset(word for language in self.languages for word in language.numbers)
        return rows_with(words, self.corpus, digits=True)

    @cached_property
    def telling_outcomes(self) -> Flags:
        """Whether each row has a word for what became of people, (n,)."""
        return rows_with(frozenset().union(*(outcome_marks(each.code) for each in self.languages)), self.corpus)

    @cached_property
    def denying(self) -> Flags:
        """Whether each row has a word that denies or dismisses, (n,)."""
        words = frozenset(word for language in self.languages for word in language.denials | language.dismissals)
        return rows_with(words, self.corpus)

    @property
    def languages(self) -> list[Language]:
        """The languages of the articles, by their codes."""
        return [load_language(code) for code in sorted(set(self.corpus.languages))]


def claim_reader(corpus: Corpus, proper_names: frozenset[str]) -> Callable[[int], Claim]:
    """Return a function from a row to what its sentence claims, each text read once, however often it stands."""

    def language_of(row: int) -> Language:
        return load_language(corpus.languages[corpus.sentences[row].document])

    @cache
    def names_of(row: int) -> tuple[str, ...]:
        words = [(fold(token), token) for token in corpus.tokens[row]]
        return one_spelling([word for word, token in words if is_name(word, token, proper_names)], language_of(row))

    def preceding_names(row: int) -> Iterator[str]:
        for earlier in range(max(0, row - ANTECEDENT_SENTENCES), row):
            if corpus.sentences[earlier].document == corpus.sentences[row].document:
                yield from names_of(earlier)

    @cache
    def read_text(text: str, code: str, preceding: tuple[str, ...]) -> Claim:
        return read_claim(text, proper_names, load_language(code), preceding)

    def read(row: int) -> Claim:
        language = language_of(row)
        has_pronoun = not language.pronouns.isdisjoint(map(fold, corpus.tokens[row]))
        return read_text(corpus.sentences[row].text, language.code, tuple(preceding_names(row)) if has_pronoun else ())

    return read


def rows_with(words: frozenset[str], corpus: Corpus, *, digits: bool = False) -> Flags:
    """Return whether each row has one of some words, in lower case, or a token that starts with a digit, (n,)."""
    import numpy as np

    tokens = TokenRows.of(corpus.tokens)
    found = [word.lower() in words or (digits and word[0].isdigit()) for word in tokens.words]
    has = np.zeros(len(tokens), dtype=bool)
    has[tokens.row[np.array(found, dtype=bool)[tokens.ids]]] = True
    return has


def correction_reader(corpus: Corpus) -> Callable[[int], frozenset[float]]:
    """Return a function from a document to the values in the paragraphs where it corrects an earlier version."""

    @cache
    def values(document: int) -> frozenset[float]:
        language, text = load_language(corpus.languages[document]), corpus.documents[document].text
        blocks = (text[block.start : block.end] for block in corpus.blocks[document])
        notes = [block for block in blocks if any(word in block.lower() for word in language.corrections)]
        numbers = (match.value for note in notes for match in find_numbers(note, language))
        return frozenset(float(number.decimal) for number in numbers if isinstance(number, Number))

    return values
