"""Whether a sentence tells something of somebody, or of what is his: `The king's mother died` of `The king died`.

A genitive names an owner and what it owns. Where a claim tells of the owner, evidence that tells of what it owns is
about another thing, unless the claim has that as well, as `Elsa's mayor` is the mayor of Elsa.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile
from typing import NamedTuple

from summarize.cite.assertion import is_told
from summarize.cite.claim import Claim, is_term
from summarize.cite.synonyms import are_akin, entries, root, roots, same
from summarize.text.languages import Language, load_language

# words behind a genitive mark among which what is owned must be: the king's elder brother. By judgement
MAX_OWNED_WORDS = 3
# words behind an `of` among which the owner must be: of the old king. By judgement
MAX_OWNER_WORDS = 4


class Genitive(NamedTuple):
    """An owner and the words among which what it owns stands first."""

    owner: str
    owned: tuple[str, ...]
    marked_behind: bool  # whether it is `the king's mother`, and not `the mother of the king`


def tells_of_another(claim: Claim, evidence: Claim) -> bool:
    """Whether evidence tells of what belongs to somebody where a claim tells of himself, or the other way round.

    >>> from summarize.cite.claim import read_claim
    >>> en = load_language("en")
    >>> king, mother = (read_claim(f"The {who} died.", frozenset(), en) for who in ("king", "king's mother"))
    >>> tells_of_another(king, mother), tells_of_another(mother, mother)
    (True, False)
    """
    language = load_language(claim.code)
    if not language.of_marks | language.genitive_marks:
        return False
    pairs = (claim, evidence), (evidence, claim)
    return any(
        owns_something_else(ours, theirs, language) or stands_beside(ours, theirs, language) for ours, theirs in pairs
    )


def stands_beside(claim: Claim, evidence: Claim, language: Language) -> bool:
    """Whether evidence tells of what is beside the thing that a claim begins with: the park near the dam, for it."""
    ours = [word for word in claim.words if is_noun(word, language)]
    for words in evidence.clauses:
        for before, (index, mark) in zip(words, enumerate(words[1:], start=1), strict=False):
            if mark in language.beside_marks and is_noun(before, language) and not is_told(before, language):
                behind = nouns_behind(words, index, language)[:1]
                if roots(behind, claim.code) == roots(ours[:1], claim.code) and before not in ours:
                    return True
    return False


def owns_something_else(claim: Claim, evidence: Claim, language: Language) -> bool:
    """Whether a genitive of evidence has an owner of whom a claim tells by himself, and not of what he owns."""
    theirs = list(genitives(evidence, language))
    if not theirs:
        return False
    code = language.code
    owners = {(root(pair.owner, code), pair.marked_behind) for pair in genitives(claim, language)}
    for pair in theirs:
        owner = root(pair.owner, code)
        if (owner, pair.marked_behind) in owners or is_alone(owner, evidence, theirs, language):
            continue
        if any(root(word, code) == owner for word in claim.words) and not has_owned(pair, claim, language):
            return True
    return False


def genitives(claim: Claim, language: Language) -> Iterator[Genitive]:
    """Yield the genitives of a sentence; a time owns nothing: Monday's vote."""
    times = language.weekdays, language.months, language.relative_days, language.time_units
    for words in claim.clauses:
        for index in range(1, len(words)):
            for genitive in genitives_at(words, index, language):
                if genitive.owned and not any(genitive.owner in kind for kind in times):
                    yield genitive


def genitives_at(words: Sequence[str], index: int, language: Language) -> Iterator[Genitive]:
    """Yield the genitive whose mark stands at a place among the words of a clause, for each noun of its owner."""
    mark, before = words[index], words[index - 1]
    if not is_noun(before, language):
        return
    if mark in language.genitive_marks:
        owned = nouns(words[index + 1 : index + 1 + MAX_OWNED_WORDS], language)
        yield Genitive(before, owned, marked_behind=True)
    idiom = is_idiom(words[max(0, index - 2) : index + 1], language)
    if mark in language.of_marks and not idiom and not is_told(before, language):
        for owner in nouns_behind(words, index, language):
            yield Genitive(owner, (before,), marked_behind=False)


def nouns_behind(words: Sequence[str], index: int, language: Language) -> tuple[str, ...]:
    """Return the nouns of the phrase behind a place: `his Czech counterpart` behind `wife of`."""
    behind = words[index + 1 : index + 1 + MAX_OWNER_WORDS]
    phrase = tuple(dropwhile(lambda word: not is_noun(word, language), behind))
    return tuple(takewhile(lambda word: not is_told(word, language), nouns(phrase, language)))


def is_noun(word: str, language: Language) -> bool:
    """Whether a word may name somebody or something."""
    return is_term(word, language) or (word in language.titles and word not in language.stop_words)


def is_idiom(words: Sequence[str], language: Language) -> bool:
    """Whether words up to an `of` are one that has no genitive: get rid of, in favour of."""
    if language.code != "en":
        return False
    prepositions = language.stop_words - language.definite_articles - language.indefinite_articles
    return words[0] in prepositions or any(entry.endswith(words[-1]) for entry in entries(words))


def nouns(words: Sequence[str], language: Language) -> tuple[str, ...]:
    """Return the first of some words that say something of their own."""
    return tuple(takewhile(lambda word: is_noun(word, language), words))


def is_alone(owner: str, evidence: Claim, theirs: Sequence[Genitive], language: Language) -> bool:
    """Whether evidence tells of an owner by himself as well; owner: its root."""
    told = sum(root(word, language.code) == owner for word in evidence.words)
    return told > sum(root(pair.owner, language.code) == owner for pair in theirs)


def has_owned(pair: Genitive, claim: Claim, language: Language) -> bool:
    """Whether a claim has what is owned: by the same word, before its owner, or right behind it where it comes first.

    `Elsa's old dam` is the dam at Elsa, and `Voss's win` that Voss won, but `the king's mother died` is not `the king
    died`.
    """
    code, first = language.code, pair.owned[0]
    ours = [root(word, code) for word in claim.words]
    before_owner = ours[: ours.index(root(pair.owner, code))]
    if root(first, code) in ours or not {root(word, code) for word in pair.owned[1:]}.isdisjoint(before_owner):
        return True
    others = [word for word in claim.words if is_noun(word, language)]
    return any(same(first, word, language) or are_akin(first, word, language) for word in others)
