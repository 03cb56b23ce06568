"""Whether words beside what two sentences share make another thing of it: `everything but fraud`, `part of a fine`.

Such a word stands before or behind a shared one and in one sentence only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarize.cite.assertion import is_told, shared_stems
from summarize.cite.claim import Claim, is_term
from summarize.cite.synonyms import cached_stemmer, root, same
from summarize.text.languages import Language, load_language

# words behind a phrase that excepts among which what it excepts must be: far from being entirely safe. By judgement
MAX_EXCEPTED_WORDS = 3


def is_altered(claim: Claim, evidence: Claim) -> bool:
    """Whether words of evidence or claim alone except, share out or undo what both tell.

    >>> from summarize.cite.claim import read_claim
    >>> en = load_language("en")
    >>> texts = "They paid a fine.", "They paid part of a fine."
    >>> fine, part = (read_claim(text, frozenset(), en) for text in texts)
    >>> is_altered(fine, fine), is_altered(fine, part)
    (False, True)
    """
    language = load_language(claim.code)
    if not language.exceptions:
        return False
    shared = shared_stems(claim)
    return (
        is_excepted(claim.words, evidence.words, shared, language)
        or is_excepted(evidence.words, claim.words, shared, language)
        or is_taken_back(claim.words, evidence.words, shared, language)
        or has_other_particle(claim.words, evidence.words, language)
        or has_turned_range(claim.words, evidence.words, language)
    )


def is_excepted(ours: Sequence[str], theirs: Sequence[str], shared: frozenset[str], language: Language) -> bool:
    """Whether theirs alone have a phrase such as `anything but` right before a shared term; `partly` has `part`."""
    return any(
        is_near(theirs[end:], shared, language) and not has(ours, phrase.split()[0], language)
        for phrase, end in phrases(theirs, language)
    )


def has(words: Sequence[str], other: str, language: Language) -> bool:
    """Whether some words have another in any form, or one that means the same."""
    return any(root(word, language.code) == root(other, language.code) or same(other, word, language) for word in words)


def is_near(words: Sequence[str], shared: frozenset[str], language: Language) -> bool:
    """Whether the first term among the next words is shared."""
    stem = cached_stemmer(language.code)
    terms = (word for word in words[:MAX_EXCEPTED_WORDS] if is_term(word, language))
    return stem(next(terms, "")) in shared


def phrases(words: Sequence[str], language: Language) -> Iterator[tuple[str, int]]:
    """Yield each phrase of the exceptions among words, and the place behind it."""
    lengths = {phrase.count(" ") + 1 for phrase in language.exceptions}
    for start in range(len(words)):
        for length in lengths:
            phrase = " ".join(words[start : start + length])
            if phrase in language.exceptions:
                yield phrase, start + length


def is_taken_back(ours: Sequence[str], theirs: Sequence[str], shared: frozenset[str], language: Language) -> bool:
    """Whether behind all that is shared theirs alone take it back: `but apologised later`."""
    stem = cached_stemmer(language.code)
    last = max((index for index, word in enumerate(theirs) if stem(word) in shared), default=len(theirs))
    return any(word in language.retractions and word not in ours for word in theirs[last + 1 :])


def has_other_particle(ours: Sequence[str], theirs: Sequence[str], language: Language) -> bool:
    """Whether a verb that both have has a particle in one only: `pulled out` for `pulled into`, `backed off`.

    A particle that leaves the verb what it was, as `closed down`, is none.
    """
    mine, other = (particles(words, language) for words in (ours, theirs))
    return any(
        is_other_verb(mine[verb], theirs, language) or is_other_verb(other[verb], ours, language)
        for verb in mine.keys() & other.keys()
        if mine[verb] != other[verb] and not is_the_same_verb(mine[verb], other[verb], language)
    )


def is_other_verb(phrase: str, words: Sequence[str], language: Language) -> bool:
    """Whether a verb with its particle stands for another in words without that particle: `crashed, on 2 May, off`."""
    return bool(phrase) and phrase.rsplit(maxsplit=1)[-1] not in words


def particles(words: Sequence[str], language: Language) -> dict[str, str]:
    """Return the root of each verb that is told as done, with itself and its particle; "" where it has none."""
    return {
        root(word, language.code): f"{word} {after}" if after in language.particles else ""
        for word, after in pairwise((*words, ""))
        if is_told(word, language) and is_term(word, language) and after not in language.infinitive_marks
    }


def is_the_same_verb(one: str, other: str, language: Language) -> bool:
    """Whether a verb with a particle means what it means without, or with another."""
    plain = (one or other).split()[0]
    return same(one or plain, other or plain, language)


def has_turned_range(ours: Sequence[str], theirs: Sequence[str], language: Language) -> bool:
    """Whether figures run the other way: `from 12 to 15`, `to 12 from 15`.

    ours, theirs: words without the figures, so that two opposed ones stand side by side.
    """
    here, there = (
        {pair for pair in pairwise(words) if frozenset(pair) in language.opposed} for words in (ours, theirs)
    )
    return bool(here and there) and here.isdisjoint(there)
