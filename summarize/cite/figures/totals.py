"""How many were killed or hurt in all: a total gives way to a newer one, also where articles have no dates.

Chosen rows go in; out come, for each whose total is overtaken, the rows that give the newest. Of people it is known
that such totals rise, so where dates do not tell which of two is later, the higher one is.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.cite.figures.aligned_figures import apart
from summarize.cite.figures.conflicts import order_in_time
from summarize.cite.figures.figure_reader import CountedSentence, Figure
from summarize.cite.figures.outcomes import outcome_marks
from summarize.cite.figures.same_event import MAX_TOLL_RATIO, on_other_days, ratio, same_toll
from summarize.cite.statements import Statements, rows_with
from summarize.text.languages import load_language

RISING = frozenset({"dead", "injured", "evacuated", "homeless", "ill"})  # outcomes of which totals rise
MAX_READ = 150  # rows with a total that are compared, those that open their articles first; by judgement


def newer_totals(chosen: Sequence[int], statements: Statements) -> dict[int, list[int]]:
    """Return for each chosen row with an overtaken total the rows that give the newest one, ascending.

    A total counts people of any kind, no part of more, in no other year, and none that are only feared dead. It is
    overtaken by a higher one of the same event that is not known to be of an earlier day, and by what overtakes that.
    """
    corpus = statements.corpus
    words = frozenset[str]().union(*(outcome_marks(code, RISING) for code in set(corpus.languages)))
    told = rows_with(words, corpus).nonzero()[0].tolist()
    read = sorted(sorted(told, key=lambda row: (corpus.sentences[row].position, row))[:MAX_READ])
    found: dict[int, list[int]] = {}
    for row in chosen:
        for figure in totals(row, statements) if row in told else ():
            if reports := newest_total(row, figure, read, statements):
                found[row] = sorted({*found.get(row, ()), *reports})
    return found


def newest_total(row: int, figure: Figure, others: Sequence[int], statements: Statements) -> list[int]:
    """Return the rows among some others that give the newest total of what a figure of a row counts, [] if it does."""
    rivals = [(other, rival) for other in others for rival in totals(other, statements)]
    newest, before = (row, figure), None
    while newest != before:  # the total rises each time
        before = newest
        higher = [pair for pair in rivals if overtakes(pair[1], before[1], pair[0], before[0], statements)]
        newest = max(higher, key=lambda pair: pair[1].value, default=before)
    if newest[0] == row:
        return []
    value = newest[1].value
    return [other for other, rival in rivals if rival.value == value and rival.counts_as(newest[1])]


def totals(row: int, statements: Statements) -> list[Figure]:
    """Return the totals that a row tells."""
    sentence, corpus = statements.counted(row), statements.corpus
    language = load_language(corpus.languages[corpus.sentences[row].document])
    if sentence.years or not language.doubt.isdisjoint(sentence.skeleton):
        return []
    rising = (figure for figure in sentence.figures if figure.outcome in RISING and figure.anybody)
    return [figure for figure in rising if not (figure.partial or figure.near.negated or figure.near.unreal)]


def overtakes(rival: Figure, figure: Figure, other: int, row: int, statements: Statements) -> bool:
    """Whether a figure of another row is a newer total of what a figure of a row counts."""
    if rival.value <= figure.value or not rival.counts_as(figure) or rival.agrees(figure):
        return False
    corpus, first, second = statements.corpus, statements.counted(row), statements.counted(other)
    ours, theirs = (corpus.sentences[one].document for one in (row, other))
    if apart(first.dates, second.dates) or order_in_time([ours], theirs, corpus) == "earlier":
        return False
    return same_toll(figure, rival, first, second, statements.usage.idf) or are_nameless(figure, rival, first, second)


def are_nameless(figure: Figure, rival: Figure, first: CountedSentence, second: CountedSentence) -> bool:
    """Whether two sentences count people of whom only the sentences around them say where: 9,500 were evacuated.

    Those must have a name in common. Within one summary that is enough, since a total is told once.
    """
    if first.names or second.names or first.leans or second.leans or ratio(figure, rival) > MAX_TOLL_RATIO:
        return False
    return bool(first.context & second.context) and not on_other_days(figure, rival, first, second)
