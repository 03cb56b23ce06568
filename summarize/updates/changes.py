"""Figures that have changed: a sentence of today gives another value for what an earlier summary told.

Rows of today's articles and of earlier summaries go in; out come, for each row, the figures that it replaces. Two count
the same thing only by the rules of `cite.same_event`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from summarize.cite.conflicts import MIN_COSINE, NEVER, nearest_rows, rows_with
from summarize.cite.figures import Figure, figure_reader, sentence_reader
from summarize.cite.same_event import conflicting_figures, may_differ
from summarize.records import Change
from summarize.text.languages import load_language

if TYPE_CHECKING:
    from summarize.cite.claim import WordUsage
    from summarize.records import Weights
    from summarize.updates.earlier import WithEarlier


def changed_figures(
    both: WithEarlier, content: Weights, rows: Sequence[int], usage: WordUsage
) -> Mapping[int, tuple[Change, ...]]:
    """Return the figures of some rows that replace told ones, by row; rows without any are left out.

    content: (n + m, v) rows of unit L2 norm or zero, those of the earlier summaries last. A figure replaces the one
    that the latest summary told; where any of them told the same value it is no news. A sentence of an article older
    than the one that was told from replaces nothing.
    """
    import numpy as np

    corpus, count = both.corpus, both.count
    read, counted = figure_reader(corpus), sentence_reader(corpus, usage.names)
    languages = [load_language(code) for code in sorted(set(corpus.languages))]
    number_words = frozenset(word for language in languages for word in language.numbers)
    least = np.where(rows_with(number_words, corpus, digits=True), MIN_COSINE, NEVER)
    least[np.setdiff1d(np.arange(len(least)), rows)] = NEVER
    found: defaultdict[int, dict[str, Change]] = defaultdict(dict)
    agreed: defaultdict[int, set[str]] = defaultdict(set)  # by row: figures that were told already
    for told_row in range(count, len(corpus.sentences)):
        if not read(told_row):
            continue
        told = both.told[told_row - count]
        for row in nearest_rows(told_row, least, corpus, content):
            agreed[row].update(figure.text for figure in same_figures(read(row), read(told_row)))
            day = corpus.days[corpus.sentences[row].document]
            if (day and told.day and day < told.day) or not may_differ(read(row), read(told_row), still_holds):
                continue
            for figure, rival in conflicting_figures(counted(row), counted(told_row), usage.idf, agree=still_holds):
                change = Change(rival.text, figure.text, told.earlier, told.sentence.citations[0])
                found[row].setdefault(figure.text, change)
    kept = {row: [found[row][text] for text in found[row] if text not in agreed[row]] for row in sorted(found)}
    return {row: tuple(changes) for row, changes in kept.items() if changes}


def same_figures(figures: Sequence[Figure], told: Sequence[Figure]) -> Iterator[Figure]:
    """Yield those of some figures that count what one of the told ones counts, with the same value."""
    for figure in figures:
        if any(figure.counts_as(other) and figure.value == other.value for other in told):
            yield figure


def still_holds(figure: Figure, told: Figure) -> bool:
    """Whether a figure may be the very number that was told: 42 may be about 40, 11 is another than at least 10."""
    (low, high), (told_low, told_high) = extent(figure), extent(told)
    return figure.value == told.value or (low < told_high and told_low < high)


def extent(figure: Figure) -> tuple[float, float]:
    """Return the least and the most that a figure may be, a bound being taken at its word."""
    is_bound = figure.value in (figure.low, figure.high)
    return (figure.value, figure.value) if is_bound else (figure.low, figure.high)
