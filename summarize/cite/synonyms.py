"""Whether two words mean the same: by the package's own lists, and in English by WordNet.

Words are given as they stand in their sentences, folded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache

from summarize.cite.thesaurus import (
    are_opposite,
    forms,
    irregular,
    is_entry,
    is_kind_of,
    kinship,
    mean_the_same,
    related,
)
from summarize.text.languages import Language, load_language
from summarize.text.stemmers import stemmer

ENTRY_WORDS = range(2, 5)  # words of an entry such as `get rid of`
# kinship from which on two words may stand for each other. As with MAX_RELATED in `thesaurus`: with .015 9, 5, 9 and 2
# words are met, with .025 7, 4, 9 and 2
MIN_KINSHIP = 0.02
MEMO_SIZE = 1 << 14  # words whose roots are remembered


@cache
def cached_stemmer(code: str) -> Callable[[str], str]:
    """Return the stemmer of a language, with its memo."""
    return stemmer(load_language(code))


@lru_cache(maxsize=MEMO_SIZE)
def root(word: str, code: str) -> str:
    """Return the stem of a word, in English of its dictionary form where it is inflected irregularly: tore, tear.

    >>> root("tore", "en"), root("villages", "en")
    ('tear', 'villag')
    """
    if code == "en":
        word = irregular().get(word, (word,))[0]
    return cached_stemmer(code)(word)


def roots(words: Iterable[str], code: str) -> list[str]:
    """Return the roots of words, in order."""
    return [root(word, code) for word in words]


@cache
def synonym_stems(code: str) -> dict[str, frozenset[str]]:
    """Return for each stem of a word that has synonyms the stems of all of them, its own among them."""
    synonyms: dict[str, frozenset[str]] = {}
    for group in load_language(code).synonyms:
        stems = frozenset(map(cached_stemmer(code), group))
        for stem in stems:
            synonyms[stem] = synonyms.get(stem, frozenset()) | stems
    return synonyms


def same(word: str, other: str, language: Language) -> bool:
    """Whether two words mean the same, by the package's own list or, in English, by WordNet.

    >>> en = load_language("en")
    >>> same("urged", "urges", en), same("dam", "village", en)
    (True, False)
    """
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


def has_near_synonyms(word: str, code: str) -> bool:
    """Whether a word, as it stands, is among the package's own near synonyms."""
    return word in near_groups(code)


def tells(other: str, word: str, language: Language) -> bool:
    """Whether a word of the evidence says at least what a word of a claim says: the same, or a kind of it.

    >>> en = load_language("en")
    >>> tells("plummeted", "fell", en), tells("fell", "plummeted", en)
    (True, False)
    """
    return same(word, other, language) or (language.code == "en" and is_kind_of(other, word))


def is_wider(other: str, word: str, language: Language) -> bool:
    """Whether a word of the evidence names a kind of thing or action that a word of a claim is among."""
    return language.code == "en" and is_kind_of(word, other)


def are_akin(word: str, other: str, language: Language) -> bool:
    """Whether two words are near enough to stand for each other where all around them is the same.

    They are not where one excludes a word related to the other: to oppose, and to endorse, which is to support.
    """
    if language.code != "en" or kinship(word, other) < MIN_KINSHIP:
        return False
    return not any(
        not excluded(third).isdisjoint(forms(second))
        for first, second in ((word, other), (other, word))
        for third in related(first)
    )


@lru_cache(maxsize=MEMO_SIZE)
def excluded(word: str) -> frozenset[str]:
    """Return the words, in all that may be their dictionary forms, that an English word in any form excludes."""
    groups = excluding_groups()
    return frozenset(other for form in forms(word) for group in groups.get(form, ()) for other in group - forms(word))


@cache
def excluding_groups() -> dict[str, list[frozenset[str]]]:
    """Return for each English word the groups of words that exclude one another in which it is, in dictionary forms."""
    groups: dict[str, list[frozenset[str]]] = {}
    for group in load_language("en").exclusive:
        spelled = frozenset(form for word in group for form in forms(word))
        for form in spelled:
            groups.setdefault(form, []).append(spelled)
    return groups


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
