"""Whether who does what to whom is turned round between two sentences with the same words, also without names.

`The rebels stormed the palace` and `The palace stormed the rebels` share every word. What is compared is the nearest
word before each verb that is told as done and the words behind it, and whether it is a passive.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    theirs = dict(actions(evidence, language))
    turned = any(verb in theirs and acts_otherwise(ours, theirs[verb]) for verb, ours in actions(claim, language))
    here, there = (contrasted(sentence, language) for sentence in (claim, evidence))
    return turned or bool(here and there and here.isdisjoint(there) and contrast_is_shared(claim, there))


def acts_otherwise(ours: Action, theirs: Action) -> bool:
    """Whether the same verb has another who acts in two sentences."""
    if ours.passive == theirs.passive:
        return ours.subject != theirs.subject and (is_object(ours, theirs) or is_object(theirs, ours))
    active = theirs if ours.passive else ours
    return active.has_object and ours.subject == theirs.subject


def is_object(ours: Action, theirs: Action) -> bool:
    """Whether who acts in one sentence is acted on in the other, which tells of the other's object nowhere behind it.

    `Ammonia leaked from the plant` is the same as `The plant leaked ammonia`.
    """
    crossed = theirs.subject in ours.objects
    return ours.subject in theirs.objects and (crossed or theirs.subject not in ours.behind)


def actions(claim: Claim, language: Language) -> Iterator[tuple[str, Action]]:
    """Yield the root of each verb that is told as done, verbs of speech aside, with who acts."""
    articles = language.definite_articles | language.indefinite_articles
    for words in claim.clauses:
        subject = ""
        for index, word in enumerate(words):
            if not is_term(word, language):
                continue
            base = root(word, claim.code)
            if subject and is_told(word, language):
                behind = words[index + 1 : index + 1 + MAX_BEHIND]
                phrase = takewhile(lambda other: other in articles or is_term(other, language), behind)
                yield (
                    base,
                    Action(
                        subject=subject,
                        objects=frozenset(root(other, claim.code) for other in phrase) - articles,
                        behind=frozenset(root(other, claim.code) for other in behind),
                        passive=not language.passive_verbs.isdisjoint(words[max(0, index - MAX_PASSIVE_WORDS) : index])
                        or not language.agent_marks.isdisjoint(behind[:1]),
                        has_object=not (articles | claim.name_words).isdisjoint(behind[:1]),
                    ),
                )
            subject = base


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
