"""Two sentences that are one but for their figures, and what two sentences have in common.

Two sentences go in, as `figure_reader` reads them. Where they are nearly one, the figures at the same places of both
count the same thing; where they are not, `same_event` asks for the shares told here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Any

from summarize.cite.claim import SHARE_DECIMALS, Terms, total_weight
from summarize.cite.figures.figure_reader import DATE, CountedSentence, Figure

# Set as those of `same_event` are, on the same pairs.
MIN_ALIGNED = 6  # words that both have in the same order
MIN_ALIGNED_OF_VERSIONS = 3  # the same in two versions of one story
MIN_ALIGNED_SHARE = 0.85  # of the words of the longer one
MIN_HELD_DATE = 0.8  # share of the richer sentence that the other must hold, where their dates differ
MIN_NEAR_NAMES = 0.6  # share of the names near a figure that the other sentence must have


def aligned_figures(first: CountedSentence, second: CountedSentence, *, versions: bool) -> list[tuple[Figure, Figure]]:
    """Return the figures at the same places of two sentences that are one but for them; [] where they are not."""
    kinds, other_kinds = ([figure.kind for figure in sentence.figures] for sentence in (first, second))
    if kinds != other_kinds or first.names != second.names or first.weekdays != second.weekdays:
        return []
    if not versions and (first.leans or first.years != second.years or first.dates != second.dates):
        return []
    least = MIN_ALIGNED_OF_VERSIONS if versions else MIN_ALIGNED
    matcher = SequenceMatcher(None, first.skeleton, second.skeleton, autojunk=False)
    longest = max(len(sentence.skeleton) - len(sentence.figures) for sentence in (first, second))
    if matcher.real_quick_ratio() < MIN_ALIGNED_SHARE or matcher.quick_ratio() < MIN_ALIGNED_SHARE:
        return []
    if not versions and swaps_words(first.skeleton, second.skeleton, matcher):
        return []
    same = [(block.a + step, block.b + step) for block in matcher.get_matching_blocks() for step in range(block.size)]
    places = [(row, other) for row, other in same if first.skeleton[row].startswith("#")]
    if len(same) - len(places) < max(least, MIN_ALIGNED_SHARE * longest):
        return []
    index, other_index = (
        list(accumulate(word.startswith("#") for word in sentence.skeleton)) for sentence in (first, second)
    )
    pairs = [(first.figures[index[row] - 1], second.figures[other_index[other] - 1]) for row, other in places]
    return [(figure, rival) for figure, rival in pairs if figure.counted.same_as(rival.counted)]


def swaps_words(first: Sequence[str], second: Sequence[str], matcher: SequenceMatcher[str]) -> bool:
    """Whether other words stand where a sentence may name who did it: Apple for Microsoft.

    first, second: the words of both, which the matcher compares.
    """
    swapped = (
        [*first[start:end], *second[other:last]]
        for code, start, end, other, last in matcher.get_opcodes()
        if code == "replace"
    )
    return any(not word.startswith("#") for words in swapped for word in words)


def other_dates(
    first: CountedSentence, second: CountedSentence, idf: Mapping[str, float]
) -> list[tuple[Figure, Figure]]:
    """Return the dates of two sentences that are one but for them: the funeral on 12 May, and on 14 May."""
    days, others = ([figure for figure in each.figures if figure.kind.startswith(DATE)] for each in (first, second))
    if len(days) != 1 or len(others) != 1 or days[0].kind != others[0].kind or days[0].value == others[0].value:
        return []
    if first.leans or second.leans or first.years != second.years or not first.names & second.names:
        return []
    held = min(held_share(first.terms, second, idf), held_share(second.terms, first, idf))
    return [(days[0], others[0])] if held >= MIN_HELD_DATE and same_names(days[0], others[0], first, second) else []


def same_names(figure: Figure, rival: Figure, first: CountedSentence, second: CountedSentence) -> bool:
    """Whether two sentences have the names near their figures in common, in the same order: who leads whom."""
    names, other_names = first.names or first.context, second.names or second.context
    if min(share_of(figure.near.names, other_names), share_of(rival.near.names, names)) < MIN_NEAR_NAMES:
        return False
    orders = (dict.fromkeys(sentence.name_order) for sentence in (first, second))
    shared = [[name for name in order if name in first.names & second.names] for order in orders]
    return shared[0] == shared[1]


def held_share(terms: Terms, second: CountedSentence, idf: Mapping[str, float]) -> float:
    """Return the share, in [0, 1], of the weight of terms that a sentence holds; 1 where there are none."""
    total = total_weight(terms, idf)
    held = (term for term, synonyms in terms.items() if not synonyms.isdisjoint(second.terms))
    return round(total_weight(held, idf) / total, SHARE_DECIMALS) if total else 1.0


def share_of(part: frozenset[str], whole: frozenset[str]) -> float:
    """Return the share, in [0, 1], of a set that another holds; 1 of an empty one."""
    return len(part & whole) / len(part) if part else 1.0


def apart(first: frozenset[Any], second: frozenset[Any]) -> bool:
    """Whether two sets both have something and nothing in common."""
    return bool(first) and bool(second) and first.isdisjoint(second)
