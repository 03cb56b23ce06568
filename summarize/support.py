"""Whether one sentence says all that another says: the test behind every citation.

A citation that does not support its sentence is worse than a missing one, so every doubt is a no.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from summarize.language import Language
from summarize.words import fold, key

COVERED = 0.6  # share of what a sentence says, names apart, that another must hold to say the same
FEWEST = 2  # terms beside names and numbers that a sentence needs before words can bear it out
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Names:
    """The words that are names in these articles, lower case, and their stems."""

    words: frozenset[str]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence commits itself to."""

    key: str
    asks: bool
    terms: frozenset[str]  # stems of open-class words that are neither names nor numbers
    numbers: frozenset[str]
    names: frozenset[str]
    days: frozenset[str]
    negated: bool


def proper(sentences: Iterable[Sequence[str]]) -> frozenset[str]:
    """Return the words, lower case, that the articles write with a capital inside sentences, mostly.

    sentences: the tokens of each, with their capitals. The first token of a sentence says nothing.
    """
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for words in sentences:
        for token in words[1:]:
            (small if token[0].islower() else capital)[token.lower()] += 1
    return frozenset(word for word, count in capital.items() if count > small[word] and not word[0].isdigit())


def claim(text: str, words: Sequence[str], terms: Iterable[str], names: Names, known: Language) -> Claim:
    """Read numbers, names, weekdays and negation off a sentence.

    words: its tokens, with their capitals. terms: the stems of its open-class tokens.
    """
    folded = frozenset(map(fold, words))
    return Claim(
        key(text),
        text.endswith("?"),
        frozenset(term for term in terms if term not in names.stems and not term[0].isdigit()),
        numbers(text, folded, known),
        one_spelling({fold(word) for word in words if not word[0].islower()} & names.words, known),
        known.weekdays & folded,
        bool(known.negations & folded),
    )


def numbers(text: str, folded: frozenset[str], known: Language) -> frozenset[str]:
    """Return the numbers of a sentence in one spelling: `1,100` and `1100`, `six` and `6` are the same."""
    figures = {figure.replace(",", "") for figure in NUMBER.findall(text)}
    return frozenset(figures | {format(known.numbers[word], "g") for word in folded if word in known.numbers})


def one_spelling(found: set[str], known: Language) -> frozenset[str]:
    """Bring names to one spelling, `United States` to `us`, and drop what tells nobody apart."""
    for name, short in known.same.items():
        parts = set(name.split())
        if parts <= found:
            found = (found - parts) | {short}
    return frozenset(found - known.stop - known.weekdays - known.months - known.titles)


def rarity(sentences: Sequence[Iterable[str]]) -> dict[str, float]:
    """Return the inverse document frequency of each term over sentences: ln((1 + n) / (1 + df)) + 1."""
    counts = Counter(term for terms in sentences for term in set(terms))
    return {term: math.log((1 + len(sentences)) / (1 + count)) + 1 for term, count in counts.items()}


def covered(said: Claim, by: Claim, rare: Mapping[str, float]) -> float:
    """Return the share, in [0, 1], of the rarity of a sentence's terms that another sentence holds."""
    if len(said.terms) < FEWEST:
        return 0.0
    return math.fsum(rare[term] for term in said.terms & by.terms) / math.fsum(rare[term] for term in said.terms)


def supports(said: Claim, by: Claim, share: float) -> bool:
    """Whether a sentence is backed by another: same numbers, same names, same negation, and covered by its words.

    share: in [0, 1], how much of `said` the other sentence holds, see `covered`.
    """
    if said.key in by.key:
        return True
    return (
        share >= COVERED
        and not said.asks
        and not by.asks
        and said.negated == by.negated
        and said.numbers <= by.numbers
        and said.names <= by.names
        and (said.days <= by.days or not by.days)
    )
