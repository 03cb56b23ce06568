"""Whether two figures count the same thing at the same event: the test behind every note of figures that differ.

Two sentences go in, as `figure_reader` reads them; the pairs of figures that differ come out. A false alarm costs more
trust than a missed conflict wins, so every doubt is a no.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from summarize.cite.figures.aligned_figures import (
    MIN_NEAR_NAMES,
    aligned_figures,
    apart,
    held_share,
    other_dates,
    same_names,
    share_of,
)
from summarize.cite.figures.figure_reader import CLOCK, MAGNITUDE, CountedSentence, Figure

# Shares of a sentence are shares of the inverse document frequencies of its terms; the poorer of two sentences is the
# one of which the other holds more. All were set by reading errors on the pairs labelled in
# `benchmarks/figures.jsonl`, where they give precision 95 % and recall 60 % (`python benchmarks/figures.py`).

# of what became of people
MIN_CONTEXT = 0.5  # the same, of all names, in the other sentence and around it, where a sentence names nobody
MIN_NAMES_ON_OTHER_DAYS = 2  # names in common, where the sentences tell of other weekdays
MAX_TOLL_RATIO = 10.0  # of the higher figure to the lower
MAX_RATIO_OF_A_DAY = 4.0  # the same, where one of them only is told of a weekday
MIN_TOLL_HELD = 0.05  # share of the poorer sentence where both have a name in common
MIN_TOLL_HELD_NAMELESS = 0.35  # the same where a sentence names nobody, or both have no name in common
MIN_TOLL_HELD_BOTH = 0.3  # share of the richer sentence where both have no name in common

# of anything else
MAX_RATIO = 4.0  # of the higher figure to the lower
MIN_NEAR = 0.5  # share of the words near either figure that the other has near it as well
MIN_HELD_OF_POORER, MIN_HELD_OF_RICHER = 0.55, 0.2
MIN_NEAR_ALONE, MIN_SHARED_NEAR = 0.7, 2  # the same share, and so many words, with which less need be held:
MIN_HELD_NEAR = 0.4  # of the poorer
MIN_HELD_CLOCK = 0.45  # of the richer, where the figure is a time of day
TELLING_KINDS = frozenset({CLOCK, MAGNITUDE, "ha", "ac"})  # that are seldom told of two things of one event
LEFT_HOMES = "evacuated"  # a key of `Language.outcomes`
MIN_HELD_KIND = 0.3  # of the poorer, where a figure is of such a kind
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
        alike = figure.near.told_as == rival.near.told_as
        return not settled and alike and not agree(figure, rival)

    aligned = [pair for pair in aligned_figures(first, second, versions=versions) if differ(*pair)]
    if aligned:
        return aligned
    if not same_times(first, second):
        return other_dates(first, second, idf)
    return [
        pair
        for pair in unambiguous_pairs(first, second)
        if differ(*pair) and any(same(*pair, first, second, idf) for same in matters(pair[0]))
    ]


def matters(figure: Figure) -> tuple[Callable[..., bool], ...]:
    """Return what may tell that a figure is of one matter with another: those of homes left are told in many words."""
    if figure.outcome == LEFT_HOMES:
        return same_toll, same_matter
    return (same_toll,) if figure.outcome else (same_matter,)


def later_tolls(
    first: CountedSentence, second: CountedSentence, idf: Mapping[str, float]
) -> list[tuple[Figure, Figure]]:
    """Return tolls of a kind of people, each with the higher toll of all in a later sentence: two workers, 7 people.

    first: opens its article, which counts them nowhere else, see `conflicts.only_tolls`. Each sentence has one such
    toll only.
    """
    if not same_times(first, second):
        return []
    return [
        (figure, rival)
        for figure in first.figures
        for rival in second.figures
        if is_of_kind(figure, rival) and is_alone(figure, first) and is_alone(rival, second)
        if same_toll(figure, rival, first, second, idf)
    ]


def is_of_kind(figure: Figure, rival: Figure) -> bool:
    """Whether a figure counts of a kind of people what a higher one counts of all; neither is a part, nor in doubt."""
    if not figure.outcome or figure.outcome != rival.outcome or rival.value <= figure.value:
        return False
    doubtful = [one.partial or one.near.negated or one.near.unreal for one in (figure, rival)]
    return rival.anybody and not figure.anybody and not any(doubtful) and figure.counted.names_people()


def is_alone(figure: Figure, sentence: CountedSentence) -> bool:
    """Whether a sentence has no other figure of the same outcome."""
    return sum(other.outcome == figure.outcome for other in sentence.figures) == 1


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


def other_opening(first: CountedSentence, second: CountedSentence) -> bool:
    """Whether each sentence opens with a word that the other does not have at all, so that another may have done it."""
    if not first.opening or not second.opening:
        return False
    return first.opening not in second.skeleton and second.opening not in first.skeleton


def same_times(first: CountedSentence, second: CountedSentence) -> bool:
    """Whether two sentences may tell of one time, and neither says the opposite of the other."""
    if first.years != second.years or apart(first.dates, second.dates):
        return False
    return not any(apart(words, second.exclusive.get(group, words)) for group, words in first.exclusive.items())


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
    if bool(figure.near.days) != bool(rival.near.days) and ratio(figure, rival) > MAX_RATIO_OF_A_DAY:
        return True  # those of one day, and of more
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
    if poorer >= (MIN_HELD_KIND if figure.kind in TELLING_KINDS else MIN_HELD_NEAR) and (
        near or figure.kind in TELLING_KINDS
    ):
        return True
    near = both >= MIN_NEAR * fewer or shares_figure(first, second)
    return near and richer >= MIN_HELD_OF_RICHER and poorer >= MIN_HELD_OF_POORER


def shares_figure(first: CountedSentence, second: CountedSentence) -> bool:
    """Whether two sentences have another figure in common, such as for how long: `for 11 hours`."""
    return any(
        figure.value == rival.value and figure.counts_as(rival) for figure in first.figures for rival in second.figures
    )


def is_momentary(figure: Figure, first: CountedSentence, second: CountedSentence) -> bool:
    """Whether a figure is a temperature, and nothing says that both sentences tell it of the same day."""
    return figure.kind.startswith(DEGREE) and not (first.weekdays and first.weekdays == second.weekdays)


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
