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
from summarize.rows import Rows
from summarize.words import fold, key

COVERED = 0.6  # share of what a sentence says, names apart, that another must hold to say the same
FEWEST = 2  # terms beside names and numbers that a sentence needs before words can bear it out
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")  # or a word that may be one


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
    numbers: tuple[str, ...]  # in the order in which they are told
    names: tuple[str, ...]  # in the order in which they are told
    days: frozenset[str]
    rivals: tuple[frozenset[str], ...]  # of each group of words that exclude one another, those that it has
    negated: bool | None  # None where the language's negations are not known


def proper(sentences: Iterable[Sequence[str]]) -> frozenset[str]:
    """Return the words, lower case, that the articles write with a capital inside sentences, mostly.

    sentences: the tokens of each, with their capitals. The first token of a sentence says nothing.
    """
    import numpy as np

    rows = Rows.of(sentences)
    inside = np.ones(len(rows.ids), dtype=bool)
    inside[rows.starts[:-1][rows.lengths > 0]] = False
    more: Counter[str] = Counter()  # how much more often with a capital
    for token, count in zip(rows.words, np.bincount(rows.ids[inside], minlength=len(rows.words)).tolist(), strict=True):
        if not token[0].isdigit():
            more[token.lower()] += -count if token[0].islower() else count
    return frozenset(word for word, count in more.items() if count > 0 and not word[0].isdigit())


def claim(text: str, words: Sequence[str], terms: Iterable[str], names: Names, known: Language) -> Claim:
    """Read numbers, names, weekdays and negation off a sentence.

    words: its tokens, with their capitals. terms: the stems of its open-class tokens.
    """
    folded = frozenset(map(fold, words))
    return Claim(
        key(text),
        text.endswith("?"),
        frozenset(term for term in terms if term not in names.stems and not term[0].isdigit()),
        numbers(text, known),
        one_spelling([fold(word) for word in words if not word[0].islower() and fold(word) in names.words], known),
        known.weekdays & folded,
        tuple(group & folded for group in known.rivals),
        bool(known.negations & folded) if known.negations else None,
    )


def numbers(text: str, known: Language) -> tuple[str, ...]:
    """Return the numbers of a sentence in order and in one spelling: `1,100` and `1100`, `six` and `6` are the same."""
    found = []
    for word in NUMBER.findall(text.lower()):
        if word[0].isdigit():
            found.append(word.replace(",", ""))
        elif word in known.numbers:
            found.append(format(known.numbers[word], ".15g"))
    return tuple(found)


def in_order(few: Iterable[str], many: Iterable[str]) -> bool:
    """Whether all of a few stand among many, in the same order."""
    rest = iter(many)
    return all(one in rest for one in few)


def one_spelling(found: Sequence[str], known: Language) -> tuple[str, ...]:
    """Bring names to one spelling, `United States` to `us`, drop what tells nobody apart; in order."""
    text = f" {' '.join(found)} "
    for name, short in known.same.items():
        text = text.replace(f" {name} ", f" {short} ")
    plain = known.stop | known.weekdays | known.months | known.titles
    return tuple(name for name in text.split() if name not in plain)


def rarity(sentences: Sequence[Iterable[str]]) -> dict[str, float]:
    """Return the inverse document frequency of each term over sentences: ln((1 + n) / (1 + df)) + 1."""
    counts = Rows.of(sentences).frequencies()
    return {term: math.log((1 + len(sentences)) / (1 + count)) + 1 for term, count in counts.items()}


def covered(said: Claim, by: Claim, rare: Mapping[str, float]) -> float:
    """Return the share, in [0, 1], of the rarity of a sentence's terms that another sentence holds."""
    if len(said.terms) < FEWEST:
        return 0.0
    return math.fsum(rare[term] for term in said.terms & by.terms) / math.fsum(rare[term] for term in said.terms)


def supports(said: Claim, by: Claim, share: float) -> bool:
    """Whether a sentence is backed by another: same numbers, same names, same negation, and covered by its words.

    share: in [0, 1], how much of `said` the other sentence holds, see `covered`; a sentence that stands word for word
    in the other is covered. Numbers and names must come in the same order, since who did what to whom hangs on it. In
    a language whose negations are not known only the very same words support.
    """
    verbatim = f" {said.key} " in f" {by.key} "
    return (
        (verbatim or (share >= COVERED and said.negated is not None))
        and not said.asks
        and not by.asks
        and said.negated == by.negated
        and in_order(said.numbers, by.numbers)
        and in_order(dict.fromkeys(said.names), by.names)
        and said.days <= by.days
        and not rival(said, by)
    )


def rival(said: Claim, by: Claim) -> bool:
    """Whether one sentence has a word that excludes a word of the other: rose against fell."""
    groups = zip(said.rivals, by.rivals, strict=False)  # two languages may have different groups
    return any(ours and theirs and not ours <= theirs for ours, theirs in groups)
