"""Which English words mean the same, and which the opposite, by the lists of `wordnet/`.

`benchmarks/wordnet.py` makes the lists: text, a word a line with the words related to it, in the order of the words.
They are searched by halves as they stand, since few words are ever looked up, and reading the whole into tables would
take longer.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from importlib import resources

MEMO_SIZE = 1 << 14  # words whose forms and related words are remembered
MIN_STEM = 3  # letters that are left of a word without its ending
MAX_WORDS = 3  # of an entry
# related words of a word from which on it brings no two others together, as with `go`. Words met with 50, 100 and no
# limit, and with a kinship of .02 in `synonyms`: of 32 reworded words in the project's own edits and others of newswire
# 6, 9 and 9, of 141 that are another word 4, 4 and 5; in SummEdits of 31 8, 10 and 11, of 66 1, 2 and 3
MAX_RELATED = 100
VOWELS = "aeiou"
# endings of inflected words and what stands in their place in the dictionary form (WordNet, morphy(7))
ENDINGS = (
    *(("ies", "y"), ("ves", "f"), ("ves", "fe"), ("men", "man"), ("es", ""), ("es", "e"), ("s", "")),
    *(
        ("ied", "y"),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
        ("er", ""),
        ("er", "e"),
        ("est", ""),
        ("est", "e"),
    ),
)
DENYING_PREFIXES = ("un",)  # before adjectives and participles, where it always denies
NEGATIVE_PREFIXES = ("un", "in", "im", "ir", "il", "non", "dis", "anti", "mis", "de")


def is_kind_of(word: str, other: str) -> bool:
    """Whether a word, in any form, names a kind of what another names: to plummet is to fall, a ferry is a boat.

    >>> is_kind_of("ferries", "boat"), is_kind_of("boat", "ferry")
    (True, False)
    """
    return not are_opposite(word, other) and not forms(other).isdisjoint(wider(word))


def mean_the_same(word: str, other: str) -> bool:
    """Whether two words or entries of several, in any form, are related; both are folded."""
    if are_opposite(word, other):
        return False
    return any(form in related(other) for form in forms(word)) or are_denied_alike(word, other)


def are_denied_alike(word: str, other: str) -> bool:
    """Whether two words deny the same by the same prefix: unnamed, unspecified.

    >>> are_denied_alike("unnamed", "unspecified"), are_denied_alike("unnamed", "named")
    (True, False)
    """
    return any(
        word.startswith(prefix)
        and other.startswith(prefix)
        and min(len(word), len(other)) - len(prefix) > MIN_STEM
        and word != other
        and not forms(word.removeprefix(prefix)).isdisjoint(related(other.removeprefix(prefix)))
        for prefix in DENYING_PREFIXES
    )


def are_opposite(word: str, other: str) -> bool:
    """Whether two words are antonyms, or one is the other with a negative prefix: safe, unsafe.

    >>> are_opposite("safe", "unsafe"), are_opposite("safe", "old")
    (True, False)
    """
    if any(form in opposites(other) for form in forms(word)):
        return True
    longer, shorter = sorted((word, other), key=len, reverse=True)
    for prefix in NEGATIVE_PREFIXES:
        bare = longer.removeprefix(prefix).removeprefix("-")
        if len(bare) >= MIN_STEM and bare != longer and not forms(bare).isdisjoint(forms(shorter)):
            return True
    return False


@lru_cache(maxsize=MEMO_SIZE)
def kinship(word: str, other: str) -> float:
    """Return how near two words are, in [0, 1], by the words that both are related to: the cosine of the two sets.

    Words that are related to very many do not count. It is 0 for opposites, also where a word related to one is the
    opposite of a word related to the other, and for different things of one kind.
    """
    ours, theirs = related(word), related(other)
    shared = sum(len(related(third)) <= MAX_RELATED for third in ours & theirs)
    if not shared or are_opposite(word, other) or not kinds(word).isdisjoint(kinds(other)):
        return 0.0
    opposed = any(not opposites(third).isdisjoint(theirs) for third in ours)
    return 0.0 if opposed else shared / math.sqrt(len(ours) * len(theirs))


@lru_cache(maxsize=MEMO_SIZE)
def kinds(word: str) -> frozenset[str]:
    """Return the numbers of the kinds of thing that a noun names."""
    return frozenset(number for form in forms(word) for number in entries("kinds", form))


@lru_cache(maxsize=MEMO_SIZE)
def related(word: str) -> frozenset[str]:
    """Return the words related to a word or entry in any of its forms, the forms themselves among them."""
    words = {other for form in forms(word) for other in entries("related", form)}
    return frozenset(words | forms(word))


@lru_cache(maxsize=MEMO_SIZE)
def wider(word: str) -> frozenset[str]:
    """Return the words for the kinds that a word in any of its forms is among."""
    return frozenset(other for form in forms(word) for other in entries("wider", form))


@lru_cache(maxsize=MEMO_SIZE)
def opposites(word: str) -> frozenset[str]:
    """Return the antonyms of a word in any of its forms."""
    return frozenset(other for form in forms(word) for other in entries("opposite", form))


@lru_cache(maxsize=MEMO_SIZE)
def is_entry(words: str) -> bool:
    """Whether words with a blank between are an entry: `carry out`.

    >>> is_entry("carry out"), is_entry("dam out")
    (True, False)
    """
    return any(entries("related", form) for form in forms(words))


def entries(name: str, word: str) -> list[str]:
    """Return the words that stand beside a word in a list."""
    text, sought = lists(name), f"{word}:"
    low, high = 0, len(text)  # starts of lines
    while low < high:
        start = text.rfind("\n", low, (low + high) // 2) + 1 or low
        if text.startswith(sought, start):
            return text[start + len(sought) : text.index("\n", start)].split(",")
        end = text.index("\n", start) + 1
        low, high = (end, high) if text[start:end].partition(":")[0] < word else (low, start)
    return []


@cache
def lists(name: str) -> str:
    """Return a list as it stands: lines in the order of their words."""
    return (resources.files("summarize.cite") / "wordnet" / f"{name}.txt").read_text(encoding="utf-8")


@lru_cache(maxsize=MEMO_SIZE)
def forms(word: str) -> frozenset[str]:
    """Return a word or entry and what may be its dictionary forms; of an entry the first word is inflected."""
    first, blank, rest = word.partition(" ")
    bases = {first, *irregular().get(first, ())}
    for ending, instead in ENDINGS:
        stem = first.removesuffix(ending)
        if stem != first and len(stem) >= MIN_STEM:
            bases.add(stem + instead)
            if stem[-1] == stem[-2] and stem[-1] not in VOWELS:  # planned
                bases.add(stem[:-1])
    return frozenset(base + blank + rest for base in bases)


def is_thought(word: str) -> bool:
    """Whether a word, in any form, mostly names what is said, thought, felt or wanted."""
    return not thoughts().isdisjoint(forms(word))


@cache
def thoughts() -> frozenset[str]:
    """Return the dictionary forms of such words."""
    return frozenset(lists("thoughts").split())


@cache
def irregular() -> dict[str, tuple[str, ...]]:
    """Return the dictionary forms of words that are inflected irregularly: `overthrew` to `overthrow`."""
    lines = lists("irregular").split()
    return {word: tuple(bases.split(",")) for word, _, bases in (line.partition(":") for line in lines)}
