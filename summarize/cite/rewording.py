"""Whether a sentence that is nearly another one says the same in other words, or something else.

Two sentences that share most of their words in order differ in a few places. In each of them every word of the claim
has to be met by one that means the same. A word that stands there instead is a change, and a word that is missing is a
fact that the evidence does not tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain, product
from typing import NamedTuple

from summarize.cite.assertion import is_told
from summarize.cite.claim import Claim, clause_ends, is_term
from summarize.cite.synonyms import (
    are_akin,
    are_denied,
    cached_stemmer,
    entries,
    has_near_synonyms,
    is_wider,
    root,
    roots,
    same,
    tells,
)
from summarize.cite.thesaurus import is_entry
from summarize.text.languages import Language, load_language

# share of the words of the longer sentence that both have in the same order, from which on they are nearly one.
# What is nearer is a rewording or an edit, what is farther another reporter's sentence. Set on the labelled pairs of
# the own clusters: recall 49 % with 0.6, 51 % with 0.7, 52 % with 0.8, where more of the own edits are cited falsely
NEARLY_ONE = 0.7


class Gap(NamedTuple):
    """A place where two sentences differ."""

    lost: tuple[str, ...]  # words of the claim
    gained: tuple[str, ...]  # words of the evidence in their place
    at_end: tuple[bool, bool]  # whether a clause begins or ends there, in the claim and in the evidence


def is_nearly_one(claim: Claim, evidence: Claim) -> bool:
    """Whether two sentences share most of their words in the same order.

    >>> from summarize.cite.claim import read_claim
    >>> en = load_language("en")
    >>> claims = [read_claim(f"The old dam {verb} on Monday.", frozenset(), en) for verb in ("broke", "burst")]
    >>> is_nearly_one(*claims)
    True
    """
    ours, theirs = roots(claim.words, claim.code), roots(evidence.words, evidence.code)
    longer = max(len(ours), len(theirs))
    if min(len(ours), len(theirs)) < NEARLY_ONE * longer:
        return False
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= NEARLY_ONE * longer


def is_rewording(claim: Claim, evidence: Claim) -> bool:
    """Whether every word of a claim is met in evidence that is nearly the same sentence."""
    language = load_language(claim.code)
    ahead, ahead_there = (not language.future.isdisjoint(sentence.words) for sentence in (claim, evidence))
    if ahead != ahead_there or few(evidence) > few(claim):
        return False
    differing = list(gaps(claim, evidence))
    lost = {root(word, claim.code) for gap in differing for word in gap.lost}
    gained = {root(word, claim.code) for gap in differing for word in gap.gained}
    turned = is_turned(differing, (lost & gained) - genitives(claim, evidence, language), claim.name_words, language)
    if turned != is_passive(differing, language):  # a passive turns who does what, and only a passive may
        return False
    names = claim.name_words | evidence.name_words
    return all(is_met(gap, lost, gained, names, claim, language) for gap in differing)


def few(claim: Claim) -> int:
    """Return how many numbers of one digit or below 1 a sentence has: `one of the highest`, `twice`, `half of`."""
    return sum(len(count.spelling) == 1 or count.spelling.startswith("0.") for count in claim.quantities.counts)


def gaps(claim: Claim, evidence: Claim) -> Iterator[Gap]:
    """Yield the places where two sentences differ, in order."""
    ours, theirs = claim.words, evidence.words
    our_ends, their_ends = clause_ends(claim), clause_ends(evidence)
    blocks = SequenceMatcher(None, roots(ours, claim.code), roots(theirs, claim.code), autojunk=False).get_opcodes()
    for kind, start, end, left, right in blocks:
        if kind != "equal":
            at_end = not our_ends.isdisjoint((start, end)), not their_ends.isdisjoint((left, right))
            gap = Gap(tuple(ours[start:end]), tuple(theirs[left:right]), at_end)
            yield with_particle(gap, "".join(ours[end : end + 1]), load_language(claim.code))


def with_particle(gap: Gap, behind: str, language: Language) -> Gap:
    """Return a gap between two verbs with the particle that both have behind them: `came through`, `fell through`.

    It is left out where it makes no other verb of either: `tore through`.
    """
    if behind not in language.particles or not all(words and is_told(words[-1], language) for words in gap[:2]):
        return gap
    lost, gained = ((*words[:-1], f"{words[-1]} {behind}") for words in gap[:2])
    return Gap(lost, gained, gap.at_end) if is_entry(lost[-1]) or is_entry(gained[-1]) else gap


def genitives(claim: Claim, evidence: Claim, language: Language) -> set[str]:
    """Return the stems of pairs that one sentence has with an `of` between and the other, turned, without.

    `The ministry of defence` is the defence ministry, `Elsa's mayor` the mayor of Elsa, `River Elsa` the Elsa River.
    """
    ours, theirs = (neighbours(sentence, language) for sentence in (claim, evidence))
    turned = {
        pair
        for (marked, plain), (other_marked, other_plain) in ((ours, theirs), (theirs, ours))
        for pair in marked
        if pair[::-1] in other_plain
    }
    capital = {*roots(claim.name_words | evidence.name_words, claim.code)}
    names = {pair for pair in ours[1] if pair[::-1] in theirs[1] and capital.issuperset(pair)}
    return {word for pair in turned | names for word in pair}


def neighbours(claim: Claim, language: Language) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Return the stems of the pairs of words with an `of` between them, and of those that stand side by side.

    Words that say little are passed over: `the ministry of the defence`, `Elsa's mayor`.
    """
    idle = (language.silent | language.genitive_marks) - language.of_marks
    words = [word for word in claim.words if word not in idle]
    marked, plain = set[tuple[str, str]](), set[tuple[str, str]]()
    for before, word, after in zip(words, words[1:], [*words[2:], ""], strict=False):
        if word in language.of_marks:
            marked.add((root(before, claim.code), root(after, claim.code)))
        else:
            plain.add((root(before, claim.code), root(word, claim.code)))
    return marked, plain


def is_turned(differing: Sequence[Gap], moved: set[str], names: frozenset[str], language: Language) -> bool:
    """Whether words have moved so that who does what may have turned.

    What moves as a whole to or from the edge of a clause, as `on Monday` does, turns nothing. Words that stand in
    another order, or moved about in the middle, may.
    """
    code, idle = language.code, language.stop_words

    def moving(words: Sequence[str]) -> list[str]:
        return [root(word, code) for word in words if root(word, code) in moved and (word in names or word not in idle)]

    ours = [moving(gap.lost) for gap in differing]
    theirs = [moving(gap.gained) for gap in differing]
    if [*chain(*ours)] != [*chain(*theirs)]:
        return True
    return all(
        any(run and not gap.at_end[side] for run, gap in zip(runs, differing, strict=True))
        for side, runs in enumerate((ours, theirs))
    )


def is_passive(differing: Sequence[Gap], language: Language) -> bool:
    """Whether one of two sentences has a passive with its agent, as `was sued by`, where the other has none."""
    lost = {word for gap in differing for word in gap.lost}
    gained = {word for gap in differing for word in gap.gained}
    return any(
        not language.agent_marks.isdisjoint(ours - theirs) and not language.passive_verbs.isdisjoint(ours)
        for ours, theirs in ((lost, gained), (gained, lost))
    )


def is_met(gap: Gap, lost: set[str], gained: set[str], names: frozenset[str], claim: Claim, language: Language) -> bool:
    """Whether evidence has something that means the same for every term of a claim in a gap.

    lost, gained: the roots of all gaps. names: the words of those of both, which are compared elsewhere. `police said`
    is not a term and adds nothing.
    """
    code = language.code
    gap = without_entries(gap, language)
    if "".join(gap.lost) == "".join(gap.gained):  # fork lift
        return True
    free = [
        word for word in gap.gained if root(word, code) not in lost and word not in names and is_word(word, language)
    ]
    if is_changed(gap, lost, gained, language) or has_instead(gap, free, gained, claim, language):
        return False
    missing = [word for word in gap.lost if is_claimed(word, claim) and root(word, code) not in gained]
    return all(any(may_stand_for(other, word, claim, language) for other in free) for word in missing)


def is_claimed(word: str, claim: Claim) -> bool:
    """Whether a word, or the verb of one with its particle, is a term of a claim."""
    return cached_stemmer(claim.code)(word.partition(" ")[0]) in claim.terms


def without_entries(gap: Gap, language: Language) -> Gap:
    """Return a gap without the entries of several words on one side that mean what the other side says.

    `is still` for `remains`, `up for grabs` for `at stake`.
    """
    if language.code != "en" or not (gap.lost and gap.gained):
        return gap
    ours, theirs = ([*entries(words), *words] for words in (gap.lost, gap.gained))
    pairs = [pair for pair in product(ours, theirs) if " " in "".join(pair) and same(*pair, language)]
    for one, other in pairs:
        gap = gap._replace(lost=without(gap.lost, one), gained=without(gap.gained, other))
    return gap


def without(words: tuple[str, ...], entry: str) -> tuple[str, ...]:
    """Return words without those of an entry, which stand side by side in them, if they do.

    >>> without(("they", "carry", "out", "checks"), "carry out")
    ('they', 'checks')
    """
    entry_words = tuple(entry.split())
    for start in range(len(words) - len(entry_words) + 1):
        if words[start : start + len(entry_words)] == entry_words:
            return words[:start] + words[start + len(entry_words) :]
    return words


def may_stand_for(other: str, word: str, claim: Claim, language: Language) -> bool:
    """Whether a word of evidence may stand for one of a claim where all around them is the same.

    What is counted may not be told in a wider word.
    """
    if tells(other, word, language) or (not claim.quantities.counts and is_wider(other, word, language)):
        return True
    return are_akin(other, word, language)


def is_changed(gap: Gap, lost: set[str], gained: set[str], language: Language) -> bool:
    """Whether words in a gap exclude one another, or one that no rewording adds or drops stands on one side only."""
    pairs = [(ours, theirs) for ours in gap.lost for theirs in gap.gained]
    if any(frozenset(pair) in language.opposed or are_denied(*pair, language) for pair in pairs):
        return True
    code = language.code
    opening = language.adding | language.clause_openers if len(gap.gained) > 1 and not gap.lost else frozenset()
    return any(
        word in language.bound
        and not (word in opening and words is gap.gained)
        and root(word, code) not in moved
        and not any(same(word, other, language) for other in others)
        for words, others, moved in ((gap.lost, gap.gained, gained), (gap.gained, gap.lost, lost))
        for word in words
    )


def has_instead(gap: Gap, free: Sequence[str], gained: set[str], claim: Claim, language: Language) -> bool:
    """Whether evidence has a term where a claim has only words that say little: `want a union` for `have a union`.

    free: words of the evidence in the gap that the claim lacks. gained: the stems of the evidence in all gaps.
    """
    if not gap.lost or any(is_claimed(word, claim) and root(word, claim.code) not in gained for word in gap.lost):
        return False
    others = [word for word in free if is_term(word, language)]
    return any(not any(tells(word, other, language) for other in gap.lost) for word in others)


def is_word(word: str, language: Language) -> bool:
    """Whether a word may mean the same as one that says something of its own."""
    if word in language.negations:
        return False
    return word in language.speech or word not in language.stop_words or has_near_synonyms(word, language.code)
