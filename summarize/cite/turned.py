"""Whether who does what to whom is turned round between two sentences with the same words, also without names.

`The rebels stormed the palace` and `The palace stormed the rebels` share every word. What is compared is the nearest
word before each verb that is told as done and the words behind it, and whether it is a passive.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from summarize.cite.assertion import is_told
from summarize.cite.claim import Claim, is_term
from summarize.cite.synonyms import root
from summarize.text.languages import Language, load_language

# words before a verb among which a form of "be" makes it a passive: was later sued. By judgement
MAX_PASSIVE_WORDS = 3
# words behind a verb that are compared. By judgement
MAX_BEHIND = 12


class Action(NamedTuple):
    """A verb that is told as done, with who stands before it and what behind it, by their roots."""

    subject: str
    objects: frozenset[str]
    behind: frozenset[str]  # what stands behind the verb in its clause
    passive: bool
    has_object: bool  # whether an article or a name stands right behind it


def is_turned_round(claim: Claim, evidence: Claim) -> bool:
    """Whether evidence makes somebody do what a claim has done to him, or plays off against another who it is not.

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
