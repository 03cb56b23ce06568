"""Whether two figures count the same thing at the same event: the test behind every note of figures that differ.

Two sentences go in, as `figures` reads them; the pairs of figures that differ come out. A false alarm costs more trust
than a missed conflict wins, so every doubt is a no.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Any

from summarize.cite.claim import SHARE_DECIMALS, Terms, total_weight
from summarize.cite.figures import CLOCK, CountedSentence, Figure

# Shares of a sentence are shares of the inverse document frequencies of its terms; the poorer of two sentences is the
# one of which the other holds more. All were set by reading errors on the pairs labelled in
# `benchmarks/figures.jsonl`, where they give precision 96 % and recall 56 % (`python benchmarks/figures.py`).

# of two sentences that are one but for their figures
MIN_ALIGNED = 6  # words that both have in the same order
MIN_ALIGNED_OF_VERSIONS = 3  # the same in two versions of one story
MIN_ALIGNED_SHARE = 0.85  # of the words of the longer one

# of what became of people
MIN_NEAR_NAMES = 0.6  # share of the names near a figure that the other sentence must have
MIN_CONTEXT = 0.5  # the same, of all names, in the other sentence and around it, where a sentence names nobody
MIN_NAMES_ON_OTHER_DAYS = 2  # names in common, where the sentences tell of other weekdays
MAX_TOLL_RATIO = 10.0  # of the higher figure to the lower
MIN_TOLL_HELD = 0.05  # share of the poorer sentence where both have a name in common
MIN_TOLL_HELD_NAMELESS = 0.35  # the same where a sentence names nobody, or both have no name in common
MIN_TOLL_HELD_BOTH = 0.3  # share of the richer sentence where both have no name in common

# of anything else
MAX_RATIO = 4.0  # of the higher figure to the lower
MIN_NEAR = 0.5  # share of the words near either figure that the other has near it as well
MIN_HELD_OF_POORER, MIN_HELD_OF_RICHER = 0.55, 0.2
MIN_NEAR_ALONE, MIN_SHARED_NEAR = 0.7, 2  # the same share, and so many words, with which less need be held:
MIN_HELD_NEAR = 0.4  # of the poorer
MIN_HELD_CLOCK = 0.6  # of the richer, where the figure is a time of day
DEGREE = "°"  # at the head of the signs of temperatures, which are others the next hour
MIN_HELD_ELSEWHERE = 0.6  # of the richer, where no name around one sentence is around the other


def conflicting_figures(
    first: CountedSentence,
    second: CountedSentence,
    idf: Mapping[str, float],
    *,
    versions: bool = False,
    agree: Callable[[Figure, Figure], bool] = Figure.agrees,
) -> list[tuple[Figure, Figure]]:
    """Return the figures of two sentences that count the same thing and differ, as pairs of one of each.

    Each must count the same thing as one figure of the other sentence only, and neither sentence may have the other's
    value for it: one that gives both has settled it. Pairs come in the order of the first sentence. idf: the inverse
    document frequency of each term; one that is missing counts 1. versions: whether they are of two versions of one
    story. agree: whether two figures may be the same number.
    """
    if not first.figures or not second.figures:
        return []

    def differ(figure: Figure, rival: Figure) -> bool:
        settled = is_told(figure, second.figures) or is_told(rival, first.figures)
        alike = (figure.near.negated, figure.near.unreal) == (rival.near.negated, rival.near.unreal)
        return not settled and alike and not agree(figure, rival)

    aligned = [pair for pair in aligned_figures(first, second, versions=versions) if differ(*pair)]
    if aligned or not same_times(first, second):
        return aligned
    return [
        pair
        for pair in unambiguous_pairs(first, second)
        if differ(*pair) and (same_toll if pair[0].outcome else same_matter)(*pair, first, second, idf)
    ]


def is_told(figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether one of some figures has the value of a figure and does not count something else for sure.

    A figure that does not count as itself, such as a part or a year, may count anything.
    """
    same = [other for other in others if other.value == figure.value]
    sure = figure.counts_as(figure)
    return any(figure.counts_as(other) or not (sure and other.counts_as(other)) for other in same)


def may_differ(
    figures: Sequence[Figure], rivals: Sequence[Figure], agree: Callable[[Figure, Figure], bool] = Figure.agrees
) -> bool:
    """Whether a figure of one sentence may differ from one of the other; asked first, since it is cheap.

    Those at the same places of two sentences may be of any kind. agree: whether two may be the same number.
    """
    aligned = [figure.kind for figure in figures] == [rival.kind for rival in rivals]
    if aligned and any(not agree(figure, rival) for figure, rival in zip(figures, rivals, strict=True)):
        return True
    return any(figure.counts_as(rival) and not agree(figure, rival) for figure in figures for rival in rivals)


def unambiguous_pairs(first: CountedSentence, second: CountedSentence) -> list[tuple[Figure, Figure]]:
    """Return the figures of two sentences that count the same thing, each as only one figure of the other does.

    Where several do, names near them may tell which: 34 percent for one candidate, 11 percent for another.
    """
    every = [(figure, rival) for figure in first.figures for rival in second.figures if figure.counts_as(rival)]
    named = [(figure, rival) for figure, rival in every if not apart(figure.near.names, rival.near.names)]
    partners, named_partners = (Counter(id(figure) for pair in pairs for figure in pair) for pairs in (every, named))
    alone = [pair for pair in every if all(partners[id(figure)] == 1 for figure in pair)]
    told_apart = [pair for pair in named if all(named_partners[id(figure)] == 1 for figure in pair)]
    return [pair for pair in every if pair in alone or pair in told_apart]


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


def other_opening(first: CountedSentence, second: CountedSentence) -> bool:
    """Whether each sentence opens with a word that the other does not have at all, so that another may have done it."""
    if not first.opening or not second.opening:
        return False
    return first.opening not in second.skeleton and second.opening not in first.skeleton


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


def same_times(first: CountedSentence, second: CountedSentence) -> bool:
    """Whether two sentences may tell of one time, and neither says the opposite of the other."""
    if first.years != second.years or apart(first.dates, second.dates):
        return False
    return not any(apart(words, second.exclusive.get(group, words)) for group, words in first.exclusive.items())


def apart(first: frozenset[Any], second: frozenset[Any]) -> bool:
    """Whether two sets both have something and nothing in common."""
    return bool(first) and bool(second) and first.isdisjoint(second)


def same_toll(
    figure: Figure, rival: Figure, first: CountedSentence, second: CountedSentence, idf: Mapping[str, float]
) -> bool:
    """Whether two sentences tell what became of the people of one event, at one place.

    The names near a figure say where it holds, so the other sentence must have them; where a sentence names nobody,
    the sentences around it count.
    """
    if ratio(figure, rival) > MAX_TOLL_RATIO or leans_too_much(first) or leans_too_much(second):
        return False
    if apart(around(first), around(second)) or on_other_days(figure, rival, first, second):
        return False
    names, other_names = first.names or first.context, second.names or second.context
    if apart(figure.near.agent, other_names) or apart(rival.near.agent, names):
        return False
    richer, poorer = sorted((held_share(first.events, second, idf), held_share(second.events, first, idf)))
    if apart(first.names, second.names):
        known = figure.near.names <= second.context and rival.near.names <= first.context
        return known and richer >= MIN_TOLL_HELD_BOTH and poorer >= MIN_TOLL_HELD_NAMELESS
    near = min(share_of(figure.near.names, other_names), share_of(rival.near.names, names)) >= MIN_NEAR_NAMES
    if first.names and second.names:
        return near and poorer >= MIN_TOLL_HELD
    bare = any(not sentence.events and not other.cumulative for sentence, other in ((first, figure), (second, rival)))
    shared = max(share_of(around(first), around(second)), share_of(around(second), around(first)))
    subjects = (share_of(figure.near.subject, around(second)), share_of(rival.near.subject, around(first)))
    known = min(shared, *subjects) >= MIN_CONTEXT
    return near and known and not bare and poorer >= MIN_TOLL_HELD_NAMELESS


def leans_too_much(sentence: CountedSentence) -> bool:
    """Whether it takes another sentence to know what a sentence tells of; a pronoun beside names is no such lack."""
    return sentence.leans and not (sentence.pronoun and sentence.names)


def on_other_days(figure: Figure, rival: Figure, first: CountedSentence, second: CountedSentence) -> bool:
    """Whether two figures are of different weekdays; those that count all until then, or share names, need not be."""
    one_event = len(first.names & second.names) >= MIN_NAMES_ON_OTHER_DAYS
    if figure.cumulative or rival.cumulative:
        return False
    return apart(figure.near.days, rival.near.days) or (apart(first.weekdays, second.weekdays) and not one_event)


def same_matter(
    figure: Figure, rival: Figure, first: CountedSentence, second: CountedSentence, idf: Mapping[str, float]
) -> bool:
    """Whether two sentences that count something else are about the same, with the same words near the figures."""
    if first.leans or second.leans or ratio(figure, rival) > MAX_RATIO or apart(first.names, second.names):
        return False
    if other_opening(first, second) or is_momentary(figure, first, second):
        return False
    own, other = figure.near.stems - figure.counted.stems, rival.near.stems - rival.counted.stems
    both, fewer = len(own & other), min(len(own), len(other))
    near = both >= max(MIN_SHARED_NEAR, MIN_NEAR_ALONE * fewer)
    other_time = apart(first.weekdays, second.weekdays) or other_clocks(figure, first, second)
    known = (near and both > MIN_SHARED_NEAR) or knows_subject(figure, rival, first, second)
    if other_time or not known or not same_names(figure, rival, first, second):
        return False
    richer, poorer = sorted((held_share(first.terms, second, idf), held_share(second.terms, first, idf)))
    least = MIN_HELD_ELSEWHERE if apart(around(first), around(second)) else MIN_HELD_CLOCK * (figure.kind == CLOCK)
    if richer < least:
        return False
    if near and poorer >= MIN_HELD_NEAR:
        return True
    return both >= MIN_NEAR * fewer and richer >= MIN_HELD_OF_RICHER and poorer >= MIN_HELD_OF_POORER


def is_momentary(figure: Figure, first: CountedSentence, second: CountedSentence) -> bool:
    """Whether a figure is a temperature, and nothing says that both sentences tell it of the same day."""
    return figure.kind.startswith(DEGREE) and not (first.weekdays and first.weekdays == second.weekdays)


def same_names(figure: Figure, rival: Figure, first: CountedSentence, second: CountedSentence) -> bool:
    """Whether two sentences have the names near their figures in common, in the same order: who leads whom."""
    if min(share_of(figure.near.names, second.names), share_of(rival.near.names, first.names)) < MIN_NEAR_NAMES:
        return False
    orders = (dict.fromkeys(sentence.name_order) for sentence in (first, second))
    shared = [[name for name in order if name in first.names & second.names] for order in orders]
    return shared[0] == shared[1]


def knows_subject(figure: Figure, rival: Figure, first: CountedSentence, second: CountedSentence) -> bool:
    """Whether the names before a figure are known around the other sentence, where that names nobody."""
    known = min(share_of(figure.near.subject, around(second)), share_of(rival.near.subject, around(first)))
    return bool(first.names and second.names) or known >= MIN_CONTEXT


def around(sentence: CountedSentence) -> frozenset[str]:
    """Return the names in a sentence and around it."""
    return sentence.names | sentence.context


def other_clocks(figure: Figure, first: CountedSentence, second: CountedSentence) -> bool:
    """Whether two sentences tell of different times of day, and the figure is none of them."""
    clocks = [
        frozenset(other.value for other in sentence.figures if other.kind == CLOCK) for sentence in (first, second)
    ]
    return figure.kind != CLOCK and apart(*clocks)


def ratio(figure: Figure, rival: Figure) -> float:
    """Return how many times the lower of two figures goes into the higher, 1 or more; infinite for 0."""
    low, high = sorted((figure.value, rival.value))
    return high / low if low else math.inf


def held_share(terms: Terms, second: CountedSentence, idf: Mapping[str, float]) -> float:
    """Return the share, in [0, 1], of the weight of terms that a sentence holds; 1 where there are none."""
    total = total_weight(terms, idf)
    held = (term for term, synonyms in terms.items() if not synonyms.isdisjoint(second.terms))
    return round(total_weight(held, idf) / total, SHARE_DECIMALS) if total else 1.0


def share_of(part: frozenset[str], whole: frozenset[str]) -> float:
    """Return the share, in [0, 1], of a set that another holds; 1 of an empty one."""
    return len(part & whole) / len(part) if part else 1.0
