"""Whether one sentence says all that another says: the test behind every citation.

A citation that does not support its sentence is worse than a missing one, so every doubt is a no.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher

from summarize.cite.claim import Claim, total_weight
from summarize.cite.quantities import is_subsequence, same_quantities

COVERED = 0.7  # share of what a sentence says, names apart, that another must hold to say the same
COUNTED = 0.5  # enough where the sentence has a number that is seldom the same by chance
ADDED = 0.3  # share of it that may be in words for which the other has none of its own
RUN = 1  # such words in a row; more are a statement of their own
ORDERED = 0.4  # share of the words of both that must come in the same order
FEWEST = 3  # terms, names, numbers and days that the two must share
SPARSE = 0.2  # and of the other's terms; a few words scattered over a long sentence say something else
RESOLVED = 0.75  # share from which on a pronoun may stand for a name of the sentences before


def covered_share(said: Claim, by: Claim, rare: Mapping[str, float]) -> float:
    """Return the share, in [0, 1], of the rarity of a sentence's terms that another sentence holds.

    What is quoted must be held as well as the whole. Too few terms, names and numbers in common count as none.
    """
    held = {term for term, same in said.terms.items() if not same.isdisjoint(by.terms)}
    shared = len(held) + len(set(said.names)) + len(said.amounts) + len(said.days)
    nothing_else = said.negated and len(held) == len(by.terms)  # `Nobody died.`
    if not held or (shared < max(FEWEST, SPARSE * len(by.terms)) and not nothing_else):
        return 0.0
    parts = [part for part in (said.terms.keys(), said.quoted) if len(part) > 1] or [said.terms.keys()]
    return min(total_weight(held & part, rare) / total_weight(part, rare) for part in parts)


def added_share(said: Claim, by: Claim, rare: Mapping[str, float]) -> float:
    """Return the share, in [0, 1], of a sentence's terms that is not in another, where that has nothing else instead.

    Aligned with the other, a run of words that it lacks is another wording where it has words of its own, too, and
    an addition where it has none: `costs 3 crowns, rocket included` against `costs 3 crowns`. A long run, or words in
    another order throughout, are a sentence of their own: 1.
    """
    ours = {same: term for term, others in said.terms.items() for same in (*sorted(others), term)}
    theirs = [ours.get(term, term) for term in by.told]
    both = set(said.told) & set(theirs)
    runs = SequenceMatcher(None, said.told, theirs, autojunk=False).get_opcodes()
    kept = sum(end - start for tag, start, end, _, _ in runs if tag == "equal")
    bare = [said.told[start:end] for _, start, end, left, right in runs if both.issuperset(theirs[left:right])]
    new = [{word for word in run if word in said.terms} - both for run in bare]
    if kept < ORDERED * sum(word in both for word in said.told) or max(map(len, new), default=0) > RUN:
        return 1.0
    return total_weight({word for run in new for word in run}, rare) / total_weight(said.terms, rare)


def supports(said: Claim, by: Claim, rare: Mapping[str, float]) -> float:
    """Return the share, in [0, 1], of a sentence that another backs; 0 where it does not back it.

    It backs it when it has the same numbers, names and negation and covers its words; a sentence that stands word for
    word in the other is covered. Numbers and names must come in the same order, since who did what to whom hangs on
    it. In a language whose negations are not known only the very same words support.
    """
    if (
        said.asks
        or by.asks
        or said.negated != by.negated
        or (said.ended and not by.ended)
        or not said.days <= by.days
        or not same_quantities(said.amounts, by.amounts)
        or rival(said, by)
    ):
        return 0.0
    verbatim = f" {said.key} " in f" {by.key} "
    share = 1.0 if verbatim else covered_share(said, by, rare)
    least = COUNTED if said.amounts.telling else COVERED
    if share < least or not same_names(said, by, share):
        return 0.0
    return share if verbatim or (said.negated is not None and added_share(said, by, rare) <= ADDED) else 0.0


def same_names(said: Claim, by: Claim, share: float) -> bool:
    """Whether a sentence's names stand in another; a pronoun may stand for one where else much is the same."""
    acting = [name for name in dict.fromkeys(said.names) if name not in said.described]
    told = by.names if share < RESOLVED else (*by.before, *by.names)
    return said.described.issubset(told) and (is_subsequence(acting, by.names) or is_subsequence(acting, told))


def rival(said: Claim, by: Claim) -> bool:
    """Whether one sentence has a word that excludes a word of the other: rose against fell."""
    return any(group in by.rivals and not ours <= by.rivals[group] for group, ours in said.rivals.items())
