"""Figures and days that a later sentence itself tells to be others: raised to $21, still 12 percent, moved to 17 May.

A sentence of today and a told one go in; out come the pairs of what is now and what was. The word for the change
vouches that there was another value, so less need be shared than where two sentences only differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile, takewhile
from typing import NamedTuple

from summarize.cite.claim import CLAUSE_END, Terms
from summarize.cite.figures.aligned_figures import held_share
from summarize.cite.figures.figure_reader import CLOCK, DATE, MAGNITUDE, YEAR, CountedSentence, Figure
from summarize.cite.figures.same_event import ratio
from summarize.cite.figures.surroundings import NAME_LETTERS
from summarize.cite.synonyms import cached_stemmer
from summarize.text.languages import Language
from summarize.text.times import Time, times_in
from summarize.text.tokens import fold, tokenize

# All by judgement, before the pairs in docs/updates.md were read.
MAX_RATIO = 10.0  # of the higher figure to the lower
BESIDE = 6  # words before or behind a figure among which one such as still is about it
RIGHT_BEFORE = 2  # words before a figure among which a verb of change needs no word such as to
MIN_TOPIC = 0.5  # share of what is said to have changed that the told sentence has
MIN_MOVED = 0.5  # share of the words before the day to which something is moved that the told sentence has
MIN_UNTIL = 1.0  # the same where no word tells that it is moved
MIN_NAMES = 2  # in common, where the told sentence says otherwise what is counted

LASTING = frozenset({"dead", "injured"})  # outcomes that are not undone


class DatedSentence(NamedTuple):
    """A sentence as it is read here."""

    text: str
    counted: CountedSentence
    today: str | None  # the day of its article, YYYY-MM-DD


class Topic(NamedTuple):
    """What is said to have changed."""

    words: Sequence[str]  # folded
    owner: Sequence[str] = ()  # of whom it is, where a pronoun says so: the club, in `the club raised its offer`
    headed: bool = True  # whether the words begin with what has changed


def revised_figures(now: DatedSentence, told: DatedSentence, language: Language) -> Iterator[tuple[Figure, Figure]]:
    """Yield each figure of today that its sentence tells to have changed, with the one that was told for the same."""
    first, second = now.counted, told.counted
    if not may_be_one_matter(first, second):
        return
    for figure, start in placed(now.text, first.figures):
        topic = changed_topic(now.text, start, start + len(figure.text), language)
        if topic is None:
            continue
        sized = replace(figure, kind=MAGNITUDE) if is_size(figure, topic.words, language) else figure
        rivals = [rival for rival in second.figures if counts_alike(sized, rival)]
        if len(rivals) != 1 or still_holds(figure, rivals[0]) or falls_back(figure, rivals[0]):
            continue
        if ratio(figure, rivals[0]) <= MAX_RATIO and is_topic_of(topic, figure, first, second, language):
            yield figure, rivals[0]


def may_be_one_matter(first: CountedSentence, second: CountedSentence) -> bool:
    """Whether two sentences have a name in common, and neither tells of another year or leans on what is not there."""
    if first.leans or second.leans or first.years != second.years:
        return False
    return bool(first.names & (second.names | second.context))


def placed(text: str, figures: Sequence[Figure]) -> Iterator[tuple[Figure, int]]:
    """Yield each figure of a sentence and where it begins, in code points."""
    end = 0
    for figure in figures:
        start = text.find(figure.text, end)
        end = max(end, start + 1)
        yield figure, start


def changed_topic(text: str, start: int, end: int, language: Language) -> Topic | None:
    """Return the words for what has come to a figure by a change, folded; None where no word tells of a change.

    start, end: of the figure. `The reward for hints was raised to $21`: the, reward, for, hints, was; `Tarn raised its
    offer for the mine to $21`: its, offer, for, the, mine, of Tarn.
    """
    clause = [fold(token) for token in tokenize(CLAUSE_END.split(text[:start])[-1])]
    behind = [fold(token) for token in tokenize(CLAUSE_END.split(text[end:])[0])]
    verbs = [place for place, word in enumerate(clause) if word in language.revising]
    if verbs and (clause[-1] in language.revised_to or len(clause) - verbs[-1] <= RIGHT_BEFORE):
        before, between = clause[: verbs[-1]], clause[verbs[-1] + 1 : -1]
        if not has_content(between, language):
            return Topic(before)
        return Topic(between, before if not language.pronouns.isdisjoint(between) else ())
    if not language.persisting.isdisjoint(clause[-BESIDE:] + behind[:BESIDE]):
        return Topic([*behind[: 2 * BESIDE], *clause[-2 * BESIDE :]], headed=False)
    return None


def has_content(words: Sequence[str], language: Language) -> bool:
    """Whether one of some words is of an open class."""
    return any(word not in language.silent for word in words)


def is_size(figure: Figure, topic: Sequence[str], language: Language) -> bool:
    """Whether a bare figure is a magnitude, since its topic says so: revised the magnitude of the earthquake to 6.7."""
    return not figure.kind and not figure.counted.words and not language.magnitudes.isdisjoint(topic)


def falls_back(figure: Figure, rival: Figure) -> bool:
    """Whether fewer people are dead or injured than before: a part of them, or another count."""
    return figure.outcome in LASTING and figure.value < rival.value


def counts_alike(figure: Figure, rival: Figure) -> bool:
    """Whether two figures are of one kind and count the same in so many words, and neither is a part, or in doubt."""
    if figure.partial or rival.partial or figure.kind != rival.kind or figure.near.negated != rival.near.negated:
        return False
    if figure.kind:
        return figure.kind not in {YEAR, CLOCK} and not figure.kind.startswith(DATE)
    if figure.outcome or rival.outcome:
        return figure.outcome == rival.outcome and (figure.anybody or figure.counted.same_as(rival.counted))
    return bool(figure.counted.words) and bool(rival.counted.words) and figure.counted.same_as(rival.counted)


def is_topic_of(
    topic: Topic, figure: Figure, first: CountedSentence, second: CountedSentence, language: Language
) -> bool:
    """Whether a told sentence speaks of what has changed, or counts the same of the same people and places."""
    if figure.counted.words and len(first.names & second.names) >= MIN_NAMES:
        return True
    named = [word for word in topic.words if word[:NAME_LETTERS] not in first.names]
    head = takewhile(lambda word: word not in language.silent, dropwhile(language.silent.__contains__, named))
    parts = [terms_of(words, figure, first, language) for words in (head, named, topic.owner)]
    shares = [held_share(terms, second, {}) for terms in parts]
    headed = shares[0] > 0 or not topic.headed or bool(figure.outcome)  # `the number of people killed`
    return bool(parts[1]) and headed and min(shares[1:]) >= MIN_TOPIC


def terms_of(words: Iterable[str], figure: Figure, first: CountedSentence, language: Language) -> Terms:
    """Return the terms of a sentence that some of its words are, names and what its figure counts apart."""
    others = (word for word in words if word[:NAME_LETTERS] not in first.names)
    stems = frozenset(map(cached_stemmer(language.code), others)) - figure.counted.stems
    return {term: synonyms for term, synonyms in first.terms.items() if term in stems}


def moved_days(now: DatedSentence, told: DatedSentence, language: Language) -> Iterator[tuple[Time, Time]]:
    """Yield the day to which something has been moved, and the day that was told for it.

    A word before the day, in its clause, tells that it was moved; or both sentences tell the same until another day.
    """
    coming = [time for time in times_in(told.text, language, told.today) if is_to_come(time, told.today)]
    if len(coming) != 1 or not may_be_one_matter(now.counted, told.counted):
        return
    last_told = words_before(told.text, coming[0])[-1:]
    for time in times_in(now.text, language, now.today):
        before = words_before(now.text, time)
        moved, until = not language.postponing.isdisjoint(before), is_until(last_told, before[-1:], language)
        open_words = (word for word in before if word not in language.postponing)
        stems = frozenset(map(cached_stemmer(language.code), open_words))
        terms = {term: others for term, others in now.counted.terms.items() if term in stems}
        least = MIN_MOVED if moved else MIN_UNTIL
        told_of = bool(terms) and held_share(terms, told.counted, {}) >= least
        if told_of and (moved or until) and time.day != coming[0].day and is_to_come(time, told.today):
            yield time, coming[0]


def is_to_come(time: Time, today: str | None) -> bool:
    """Whether a day was still to come, by the day of the article that told of it."""
    return bool(time.day and today and time.day > today)


def is_until(before: Sequence[str], other: Sequence[str], language: Language) -> bool:
    """Whether a word such as until stands before both of two days; before, other: the last word before each, folded."""
    return not (language.coming.isdisjoint(before) or language.coming.isdisjoint(other))


def words_before(text: str, time: Time) -> list[str]:
    """Return the words before a time in its clause, folded."""
    return [fold(token) for token in tokenize(CLAUSE_END.split(text[: time.start])[-1])]


def still_holds(figure: Figure, told: Figure) -> bool:
    """Whether a figure may be the very number that was told: about 40 that was 42, more than 100 that was 103.

    A bound that was told counts as its number: 11 is news where at least 10 was told; up to 101 is none behind more
    than 100.
    """
    if figure.low < figure.value == figure.high and told.low == told.value < told.high:
        return told.value <= figure.value <= told.high
    if figure.low == figure.value < figure.high and told.value >= figure.value:
        return True
    (low, high), (told_low, told_high) = extent(figure), extent(told)
    return figure.value == told.value or (low < told_high and told_low < high)


def extent(figure: Figure) -> tuple[float, float]:
    """Return the least and the most that a figure may be; a bound counts as its number."""
    is_bound = figure.value in (figure.low, figure.high)
    return (figure.value, figure.value) if is_bound else (figure.low, figure.high)
