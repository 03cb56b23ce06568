"""Figures that have changed: a sentence of today gives another value for what an earlier summary told.

Rows of today's articles and of earlier summaries go in; out come, for each row, the figures that it replaces. Two count
the same thing only by the rules of `cite.same_event`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from summarize.cite.figures.aligned_figures import apart, held_share
from summarize.cite.figures.conflicts import MIN_COSINE, NEVER, nearest_rows, only_tolls
from summarize.cite.figures.figure_reader import CountedSentence, Figure, figure_reader, sentence_reader
from summarize.cite.figures.same_event import (
    MAX_TOLL_RATIO,
    conflicting_figures,
    is_alone,
    later_tolls,
    may_differ,
    on_other_days,
    same_times,
)
from summarize.cite.statements import rows_with
from summarize.records import Change, Corpus
from summarize.text.languages import Language, load_language
from summarize.text.times import times_in
from summarize.text.tokens import fold
from summarize.updates.revisions import DatedSentence, moved_days, revised_figures, still_holds

if TYPE_CHECKING:
    from summarize.choose.cosines import Cosines
    from summarize.cite.claim import WordUsage
    from summarize.records import Scores
    from summarize.updates.earlier import WithEarlier


# By reading 46 pairs of two days of long stories, see docs/updates.md.
MAX_DAYS = 10  # from the article that was told from to that of today: later on the same words tell of another event
MIN_NAMES = 2  # in common, where only one near the figures need be; by judgement
MIN_RISEN_HELD = 0.3  # share of the poorer sentence that the other has there

MIN_NAMES_OF_COUNT = 3  # the same where people, cases or things are counted; by judgement
MIN_HELD_NAMELESS = 0.75  # share of the poorer sentence that the other has there without them; by judgement
MAX_GROWTH = 2.0  # of such a count from one summary to the next; by judgement

Place = int | str  # in a sentence: of a figure among its figures, or a day, YYYY-MM-DD


def changed_figures(
    both: WithEarlier, cosines: Cosines, rows: Sequence[int], usage: WordUsage
) -> Mapping[int, tuple[Change, ...]]:
    """Return the figures and days of some rows that replace told ones, by row; rows without any are left out.

    cosines: between (n + m) rows of open-class words, those of the earlier summaries last. A figure replaces the one
    that the latest summary told; where any of them told the same value it is no news.
    """
    corpus, count = both.corpus, both.count
    reader = ChangeReader(corpus, figure_reader(corpus), sentence_reader(corpus, usage.names), usage.idf)
    least = nearness_asked(both, rows)
    found: defaultdict[int, dict[Place, Change]] = defaultdict(dict)  # by row and place in it
    known: defaultdict[int, set[Place]] = defaultdict(set)  # by row: places of what was told already
    for told_row in range(count, len(corpus.sentences)):
        told = both.told[told_row - count]
        near = nearest_rows(told_row, least, corpus, cosines) if reader.may_change(told_row, told.day) else []
        for row in near:
            known[row].update(reader.known(row, told_row, told.day))
            if is_timely(corpus.days[corpus.sentences[row].document], told.day):
                for place, before, after in reader.replaced(row, told_row, told.day):
                    change = Change(before, after, told.earlier, told.sentence.citations[0])
                    found[row].setdefault(place, change)
    kept = {row: [found[row][place] for place in found[row] if place not in known[row]] for row in sorted(found)}
    return {row: tuple(dict.fromkeys(changes)) for row, changes in kept.items() if changes}


@dataclass(frozen=True, slots=True)
class ChangeReader:
    """Reads what a row of today's articles replaces of a told row."""

    corpus: Corpus
    figures: Callable[[int], tuple[Figure, ...]]  # of a row
    counted: Callable[[int], CountedSentence]  # of a row
    idf: Mapping[str, float]

    def may_change(self, told_row: int, day: str | None) -> bool:
        """Whether a told row has a figure or a day."""
        return bool(self.figures(told_row) or days_told(told_row, day, self.corpus))

    def known(self, row: int, told_row: int, told_day: str | None) -> Iterator[Place]:
        """Yield the places of a row at which it has what a told row has."""
        yield from same_figures(self.figures(row), self.figures(told_row))
        yield from days_told(told_row, told_day, self.corpus)

    def replaced(self, row: int, told_row: int, told_day: str | None) -> Iterator[tuple[Place, str, str]]:
        """Yield what a row replaces: its place, what was told, and what is so now, both as written."""
        first, told = self.counted(row), self.counted(told_row)
        now, was = self.sentence(row, self.day(row)), self.sentence(told_row, told_day)
        language = self.language(row)
        for figure, rival in [*self.differing(row, told_row, told_day), *revised_figures(now, was, language)]:
            yield first.figures.index(figure), rival.text, figure.text
        for later, earlier in moved_days(now, was, language) if told.names else ():
            before, after = (one.text[day.start : day.end].rstrip(".") for one, day in ((was, earlier), (now, later)))
            yield str(later.day), before, after

    def differing(self, row: int, told_row: int, told_day: str | None) -> Iterator[tuple[Figure, Figure]]:
        """Yield each figure of a row that differs from a told one, with that one.

        Two sentences that name different days tell of two events, unless the later figure counts all until then. Of
        the dead, injured and missing, and where no word tells of a change, only a higher number replaces another, where
        both sentences have a name in common, or are the same but for it.
        """
        tolls = only_tolls(told_row, self.corpus, self.figures)
        if not tolls and not may_differ(self.figures(row), self.figures(told_row), still_holds):
            return
        first, second = self.counted(row), self.counted(told_row)
        if whole_months(first) - whole_months(second):
            return  # 11 since January
        days = days_told(row, self.day(row), self.corpus, first.weekdays)
        elsewhen = apart(days, days_told(told_row, told_day, self.corpus))
        pairs = conflicting_figures(first, second, self.idf, agree=still_holds)
        pairs = pairs or [*risen_tolls(first, second, self.idf), *grown_counts(first, second, self.idf)]
        replaced = later_tolls(second, first, self.idf) if tolls and not pairs else []
        same = first.names & second.names or first.skeleton == second.skeleton
        for figure, rival in [*pairs, *((now, then) for then, now in replaced if then.outcome in tolls)]:
            other_day = elsewhen and not figure.cumulative
            if any(is_listed(*pair) for pair in ((figure, first), (rival, second))):
                continue
            rises = figure.value > rival.value or (figure.kind and not figure.outcome)
            if not other_day and rises and (same or not figure.outcome):
                yield figure, rival

    def sentence(self, row: int, day: str | None) -> DatedSentence:
        """Return the sentence of a row; day: of its article."""
        return DatedSentence(self.corpus.sentences[row].text, self.counted(row), day)

    def day(self, row: int) -> str | None:
        """Return the day of the article of a row."""
        return self.corpus.days[self.corpus.sentences[row].document]

    def language(self, row: int) -> Language:
        """Return what is known of the language of a row."""
        return load_language(self.corpus.languages[self.corpus.sentences[row].document])


def whole_months(sentence: CountedSentence) -> frozenset[str]:
    """Return the months that a sentence names without a day."""
    return frozenset(day.month for day in sentence.dates if not day.day)


def nearness_asked(both: WithEarlier, rows: Sequence[int]) -> Scores:
    """Return the cosine from which on each row is compared with a told one, (n + m,).

    rows: those that are compared at all, where they have a number or a weekday.
    """
    import numpy as np

    languages = [load_language(code) for code in sorted(set(both.corpus.languages))]
    number_words = frozenset(word for language in languages for word in (*language.numbers, *language.weekdays))
    least = np.full(len(both.corpus.sentences), NEVER)
    least[list(rows)] = MIN_COSINE
    least[~rows_with(number_words, both.corpus, digits=True)] = NEVER
    return least


def days_told(row: int, today: str | None, corpus: Corpus, happened: frozenset[str] | None = None) -> frozenset[str]:
    """Return the days that a row names.

    today: that of its article, YYYY-MM-DD, None where it is not known. happened: the weekdays that count, all by
    default. In a later report `police said on Wednesday` may tell of any day before; in an early one, of that day.
    """
    sentence = corpus.sentences[row]
    language = load_language(corpus.languages[sentence.document])
    of_speech = frozenset[str]() if happened is None else language.weekdays - happened
    return frozenset(
        time.day
        for time in times_in(sentence.text, language, today)
        if time.day and of_speech.isdisjoint(fold(sentence.text[time.start : time.end]).split())
    )


def is_timely(day: str | None, told: str | None) -> bool:
    """Whether an article may change what one of another day told: it is no older, and at most MAX_DAYS younger.

    day, told: YYYY-MM-DD, None where it is not known.
    """
    if not day or not told:
        return True
    return 0 <= (date.fromisoformat(day) - date.fromisoformat(told)).days <= MAX_DAYS


def same_figures(figures: Sequence[Figure], told: Sequence[Figure]) -> Iterator[int]:
    """Yield the places of the figures that have the value of a told figure and count the same."""
    for place, figure in enumerate(figures):
        if any(figure.counts_as(other) and figure.value == other.value for other in told):
            yield place


def risen_tolls(
    first: CountedSentence, second: CountedSentence, idf: Mapping[str, float]
) -> Iterator[tuple[Figure, Figure]]:
    """Yield the only toll of a kind in a sentence that is higher than the only one that was told.

    Names enough must be in both, one of them near both figures, which `same_event.same_toll` asks of all: of two
    articles of one day either may tell of more than one event, a later one goes on with what was told.
    """
    if first.leans or second.leans or len(first.names & second.names) < MIN_NAMES or not same_times(first, second):
        return
    held = min(held_share(first.events, second, idf), held_share(second.events, first, idf))
    for figure, rival in ((one, other) for one in first.figures for other in second.figures):
        alike = bool(figure.outcome) and figure.counts_as(rival) and is_alone(figure, first) and is_alone(rival, second)
        near = not figure.near.names.isdisjoint(rival.near.names) and not still_holds(figure, rival)
        higher = rival.value < figure.value <= MAX_TOLL_RATIO * rival.value
        if alike and near and higher and held >= MIN_RISEN_HELD and not on_other_days(figure, rival, first, second):
            yield figure, rival


def grown_counts(
    first: CountedSentence, second: CountedSentence, idf: Mapping[str, float]
) -> Iterator[tuple[Figure, Figure]]:
    """Yield each count of a sentence that is higher than the only one that was told of the same: 160 cases, now 226.

    Both sentences count nothing else in those words, are of no two weekdays, and have names enough or nearly all words
    in common.
    """
    if first.leans or second.leans or not same_times(first, second) or apart(first.weekdays, second.weekdays):
        return
    held = min(held_share(first.terms, second, idf), held_share(second.terms, first, idf))
    names = len(first.names & second.names) >= MIN_NAMES_OF_COUNT and held >= MIN_RISEN_HELD
    if not names and held < MIN_HELD_NAMELESS:
        return
    for figure, rival in ((one, other) for one in first.figures for other in second.figures):
        if figure.kind or figure.outcome or not figure.counts_as(rival) or still_holds(figure, rival):
            continue
        alone = all(
            sum(one.counts_as(two) for two in each.figures) == 1 for one, each in ((figure, first), (rival, second))
        )
        alike = (figure.near.negated, figure.near.unreal) == (rival.near.negated, rival.near.unreal)
        if alone and alike and rival.value < figure.value <= MAX_GROWTH * rival.value:
            yield figure, rival


def is_listed(figure: Figure, sentence: CountedSentence) -> bool:
    """Whether a figure is one of several that count the same, one place by one: seven people in Elsa, two in Lome."""
    others = (other for other in sentence.figures if other is not figure and not other.outcome and not other.kind)
    return bool(figure.counted.words) and any(figure.counted.words == other.counted.words for other in others)
