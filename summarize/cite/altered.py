"""Whether two sentences that share their words tell of another thing: by a word beside them, or by who does what.

`Everything but fraud` and `part of a fine` have a word before what is shared, in one sentence only. `The rebels stormed
the palace` and `The palace stormed the rebels` share every word: what is compared is the nearest word before each verb
that is told as done and the words behind it, and whether it is a passive.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from summarize.cite.assertion import is_told, shared_stems
from summarize.cite.claim import Claim, is_term
from summarize.cite.synonyms import cached_stemmer, root, same
from summarize.text.languages import Language, load_language

# words behind a phrase that excepts among which what it excepts must be: far from being entirely safe. By judgement
MAX_EXCEPTED_WORDS = 3
# words before a verb among which a form of "be" makes it a passive: was later sued. By judgement
MAX_PASSIVE_WORDS = 3
# words behind a verb that are compared. By judgement
MAX_BEHIND = 12


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

    A particle that leaves the verb what it was, as `closed down`, is none, nor is one that the other sentence has
    elsewhere: `crashed on 2 May off the coast`.
    """
    mine, other = (particles(words, language) for words in (ours, theirs))
    differing = [verb for verb in mine.keys() & other.keys() if not is_the_same_verb(mine[verb], other[verb], language)]
    return any(
        phrase and words.count(particle := phrase.rsplit(maxsplit=1)[-1]) > others.count(particle)
        for verb in differing
        for phrase, words, others in ((mine[verb], ours, theirs), (other[verb], theirs, ours))
    )


def particles(words: Sequence[str], language: Language) -> dict[str, str]:
    """Return the root of each verb that is told as done, with itself and its particle; "" where it has none."""
    return {
        root(word, language.code): f"{word} {after}" if after in language.particles else ""
        for word, after in pairwise((*words, ""))
        if is_told(word, language) and is_term(word, language) and after not in language.infinitive_marks
    }


def is_the_same_verb(one: str, other: str, language: Language) -> bool:
    """Whether a verb with a particle means what it means without, or with another; "" where neither has one."""
    plain = (one or other).partition(" ")[0]
    return one == other or same(one or plain, other or plain, language)


def has_turned_range(ours: Sequence[str], theirs: Sequence[str], language: Language) -> bool:
    """Whether figures run the other way: `from 12 to 15`, `to 12 from 15`.

    ours, theirs: words without the figures, so that two opposed ones stand side by side.
    """
    here, there = (
        {pair for pair in pairwise(words) if frozenset(pair) in language.opposed} for words in (ours, theirs)
    )
    return bool(here and there) and here.isdisjoint(there)


class Action(NamedTuple):
    """A verb that is told as done, with who stands before it and what behind it, by their roots."""

    subject: str
    objects: frozenset[str]
    behind: frozenset[str]  # what stands behind the verb in its clause
    passive: bool
    has_object: bool  # whether an article or a name stands right behind it


def is_turned_round(claim: Claim, evidence: Claim) -> bool:
    """Whether evidence swaps who acts and who is acted on, or who did it and who did not.

    >>> from summarize.cite.claim import read_claim
    >>> en = load_language("en")
    >>> texts = "Rebels stormed the palace.", "The palace stormed rebels.", "The palace was stormed by rebels."
    >>> first, turned, passive = (read_claim(text, frozenset(), en) for text in texts)
    >>> is_turned_round(first, turned), is_turned_round(first, passive)
    (True, False)
    """
    language = load_language(claim.code)
    if not language.passive_verbs:
        return False
    ours, theirs = (dict(actions(sentence, language)) for sentence in (claim, evidence))
    turned = any(acts_otherwise(ours[verb], theirs[verb], language) for verb in ours.keys() & theirs.keys())
    here, there = (contrasted(sentence, language) for sentence in (claim, evidence))
    return turned or bool(here and there and here.isdisjoint(there) and contrast_is_shared(claim, there))


def acts_otherwise(ours: Action, theirs: Action, language: Language) -> bool:
    """Whether the same verb has another who acts in two sentences."""
    if ours.passive == theirs.passive:
        pairs = (ours, theirs), (theirs, ours)
        return ours.subject != theirs.subject and any(is_object(*pair) or is_swapped(*pair, language) for pair in pairs)
    active = theirs if ours.passive else ours
    return active.has_object and ours.subject == theirs.subject


def is_object(ours: Action, theirs: Action) -> bool:
    """Whether who acts in one sentence is acted on in the other, which tells of the other's object nowhere behind it.

    `Ammonia leaked from the plant` is the same as `The plant leaked ammonia`.
    """
    crossed = theirs.subject in ours.objects
    return ours.subject in theirs.objects and (crossed or theirs.subject not in ours.behind)


def is_swapped(ours: Action, theirs: Action, language: Language) -> bool:
    """Whether a pronoun acts on who acts in the other sentence: `she gave it to Silva`, `Silva gave it to her`."""
    return ours.subject in language.subject_pronouns and theirs.subject in ours.behind - theirs.behind


def actions(claim: Claim, language: Language) -> Iterator[tuple[str, Action]]:
    """Yield the root of each verb that is told as done, verbs of speech aside, with who acts."""
    for words in claim.clauses:
        subject = ""
        for index, word in enumerate(words):
            if word in language.subject_pronouns:
                subject = word
            if not is_term(word, language) or (subject and word.endswith(language.adverb_endings)):
                continue
            base = root(word, claim.code)
            if subject and is_told(word, language):
                yield base, action(claim, words, index, subject, language)
            subject = base


def action(claim: Claim, words: Sequence[str], index: int, subject: str, language: Language) -> Action:
    """Return what the verb at a place among the words of a clause tells of its subject."""
    articles = language.definite_articles | language.indefinite_articles
    before, behind = words[max(0, index - MAX_PASSIVE_WORDS) : index], words[index + 1 : index + 1 + MAX_BEHIND]
    phrase = takewhile(lambda other: other in articles or is_term(other, language), behind)
    progressive = words[index].endswith(language.gerund_endings)
    return Action(
        subject=subject,
        objects=frozenset(root(other, claim.code) for other in phrase) - articles,
        behind=frozenset(root(other, claim.code) for other in behind),
        passive=(not progressive and not language.passive_verbs.isdisjoint(before))
        or not language.agent_marks.isdisjoint(behind[:1]),
        has_object=not (articles | claim.name_words).isdisjoint(behind[:1]),
    )


def contrasted(claim: Claim, language: Language) -> frozenset[str]:
    """Return the roots of the terms of clauses that say who it is not: `the doctor, not the nurse, ...`."""
    return frozenset(
        root(word, claim.code)
        for words in claim.clauses
        if words[0] in language.negations
        for word in words
        if is_term(word, language)
    )


def contrast_is_shared(claim: Claim, terms: frozenset[str]) -> bool:
    """Whether a claim tells of all that evidence says it is not."""
    return terms.issubset(root(word, claim.code) for word in claim.words)
