"""Whether two words mean the same: by the package's own lists, and in English by WordNet.

Words are given as they stand in their sentences, folded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from summarize.cite.claim import cached_stemmer, synonym_stems
from summarize.cite.thesaurus import are_opposite, forms, is_entry, is_kind_of, mean_the_same
from summarize.text.languages import Language, load_language

ENTRY_WORDS = range(2, 5)  # words of an entry such as `get rid of`


def same(word: str, other: str, language: Language) -> bool:
    """Whether two words mean the same, by the package's own list or, in English, by WordNet."""
    stem = cached_stemmer(language.code)
    base = stem(word)
    own = synonym_stems(language.code).get(base, frozenset([base]))
    if stem(other) in own or language.code != "en":
        return stem(other) in own
    return mean_the_same(word, other) or (are_near(word, other, language.code) and not are_opposite(word, other))


def are_near(word: str, other: str, code: str) -> bool:
    """Whether two words, in any form, stand in one group of the package's own near synonyms."""
    groups = near_groups(code)
    numbers, others = ({number for form in forms(text) for number in groups.get(form, ())} for text in (word, other))
    return not numbers.isdisjoint(others)


@cache
def near_groups(code: str) -> dict[str, tuple[int, ...]]:
    """Return for each near synonym of a language the numbers of the groups that it is in."""
    groups: dict[str, tuple[int, ...]] = {}
    for number, group in enumerate(load_language(code).near_synonyms):
        for word in group:
            entry = word.replace("_", " ")
            groups[entry] = (*groups.get(entry, ()), number)
    return groups


def tells(other: str, word: str, language: Language) -> bool:
    """Whether a word of the evidence says at least what a word of a claim says: the same, or a kind of it."""
    return same(word, other, language) or (language.code == "en" and is_kind_of(other, word))


def is_wider(other: str, word: str, language: Language) -> bool:
    """Whether a word of the evidence names a kind of thing or action that a word of a claim is among."""
    return language.code == "en" and is_kind_of(word, other)


def are_denied(word: str, other: str, language: Language) -> bool:
    """Whether one of two words is the opposite of the other."""
    return language.code == "en" and are_opposite(word, other)


def entries(words: Sequence[str]) -> Iterator[str]:
    """Yield the entries of several words among some, in English."""
    near = near_groups("en")
    for length in ENTRY_WORDS:
        for start in range(len(words) - length + 1):
            entry = " ".join(words[start : start + length])
            if is_entry(entry) or not near.keys().isdisjoint(forms(entry)):
                yield entry
