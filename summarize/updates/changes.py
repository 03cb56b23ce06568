"""Figures that have changed: a sentence of today gives another value for what an earlier summary told.

Rows of today's articles and of earlier summaries go in; out come, for each row, the figures that it replaces. Two count
the same thing only by the rules of `cite.same_event`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from summarize.cite.aligned_figures import apart
from summarize.cite.conflicts import MIN_COSINE, NEVER, nearest_rows, only_tolls, rows_with
from summarize.cite.figure_reader import Figure, figure_reader, sentence_reader
from summarize.cite.same_event import conflicting_figures, later_tolls, may_differ
from summarize.records import Change, Corpus
from summarize.text.languages import load_language
from summarize.text.times import times_in
from summarize.text.tokens import fold

if TYPE_CHECKING:
    from summarize.cite.claim import WordUsage
    from summarize.records import Scores, Weights
    from summarize.updates.earlier import WithEarlier


# By reading 46 pairs of two days of long stories, see docs/updates.md.
MAX_DAYS = 10  # from the article that was told from to that of today: later on the same words tell of another event


def changed_figures(
    both: WithEarlier, content: Weights, rows: Sequence[int], usage: WordUsage
) -> Mapping[int, tuple[Change, ...]]:
    """Return the figures of some rows that replace told ones, by row; rows without any are left out.

    content: (n + m, v) rows of unit L2 norm or zero, those of the earlier summaries last. A figure replaces the one
    that the latest summary told; where any of them told the same value it is no news. Two sentences that name different
    days tell of two events, unless the later figure counts all until then. Of the dead, injured and missing only a
    higher number replaces another, where both sentences have a name in common, or are the same but for it.
    """
    corpus, count = both.corpus, both.count
    read, counted = figure_reader(corpus), sentence_reader(corpus, usage.names)
    least = nearness_asked(both, rows)
    found: defaultdict[int, dict[int, Change]] = defaultdict(dict)  # by row and place of the figure in it
    known: defaultdict[int, set[int]] = defaultdict(set)  # by row: places of figures that were told already
    for told_row in range(count, len(corpus.sentences)):
        told, tolls = both.told[told_row - count], only_tolls(told_row, corpus, read)
        near = nearest_rows(told_row, least, corpus, content) if read(told_row) else []
        for row in near:
            known[row].update(same_figures(read(row), read(told_row)))
            day = corpus.days[corpus.sentences[row].document]
            if not is_timely(day, told.day):
                continue
            if not tolls and not may_differ(read(row), read(told_row), still_holds):
                continue
            first, second = counted(row), counted(told_row)
            told_days = days_told(told_row, told.day, corpus)
            elsewhen = apart(days_told(row, day, corpus, first.weekdays), told_days)
            pairs = conflicting_figures(first, second, usage.idf, agree=still_holds)
            replaced = later_tolls(second, first, usage.idf) if tolls and not pairs else []
            for figure, rival in [*pairs, *((now, then) for then, now in replaced if then.outcome in tolls)]:
                if elsewhen and not figure.cumulative:
                    continue
                same = first.names & second.names or first.skeleton == second.skeleton
                if not figure.outcome or (same and figure.value > rival.value):
                    change = Change(rival.text, figure.text, told.earlier, told.sentence.citations[0])
                    found[row].setdefault(first.figures.index(figure), change)
    kept = {row: [found[row][place] for place in found[row] if place not in known[row]] for row in sorted(found)}
    return {row: tuple(dict.fromkeys(changes)) for row, changes in kept.items() if changes}


def nearness_asked(both: WithEarlier, rows: Sequence[int]) -> Scores:
    """Return the cosine from which on each row is compared with a told one, (n + m,); only some rows, with a number."""
    import numpy as np

    languages = [load_language(code) for code in sorted(set(both.corpus.languages))]
    number_words = frozenset(word for language in languages for word in language.numbers)
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


def still_holds(figure: Figure, told: Figure) -> bool:
    """Whether a figure may be the very number that was told: about 40 that was 42, more than 100 that was 103.

    A bound that was told counts as its number: 11 is news where at least 10 was told.
    """
    if figure.low == figure.value < figure.high and told.value >= figure.value:
        return True
    (low, high), (told_low, told_high) = extent(figure), extent(told)
    return figure.value == told.value or (low < told_high and told_low < high)


def extent(figure: Figure) -> tuple[float, float]:
    """Return the least and the most that a figure may be; a bound counts as its number."""
    is_bound = figure.value in (figure.low, figure.high)
    return (figure.value, figure.value) if is_bound else (figure.low, figure.high)
