"""Which days the articles tell of, and how much each weighs.

A corpus goes in; out come the days, each with its rows and its weight. A day weighs how many independent voices tell of
it, in how many weeks: what is still told a month later mattered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum, sqrt

from summarize.records import Corpus
from summarize.text.languages import Language, load_language
from summarize.text.times import Time, times_in

MAX_BACK = 365  # days before the first article that may be told of; what lies farther back is background; by judgement
HEAD = 3  # sentences of an article that tell of its own day; by judgement
# In which a round of news counts once. On seven timelines of newsrooms the F1 of days is .663; with 1 day it is .627,
# with 2 .647, with 5 .653, with 14 .649, with 30 .637. There the number of sentences gives .577, of articles .610, of
# voices .614. The number of voices to the power of .35 instead of its square root gives .659, to .65 .643.
DAYS_IN_ROUND = 7
# What a voice counts for in a round that only foretells the day, or opens an article of that day without naming a time;
# by judgement. It raises the F1 from .657 to .673: of the four topics two gain, one is as before, one loses a day.
UNSURE = 0.5
ANY_DAY = "2000-01-01"  # against which times are only found, not resolved
DECIMALS = 9  # of weights, so that all machines agree


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A day that articles tell of."""

    date: str  # YYYY-MM-DD
    rows: tuple[int, ...]  # of the sentences that name it, ascending
    own: tuple[int, ...]  # of those at the head of an article of that day that name no time, ascending
    voices: int  # independent ones that name it
    # the square root of the number of voices that tell of it in one week, counted from the day, summed over the weeks
    # in which they do; some count for UNSURE
    weight: float


def weightiest_days(corpus: Corpus) -> list[ToldDay]:
    """Return the days that a corpus tells of, the weightiest first; ties go to the earlier day.

    Only days up to the last article count, and at most MAX_BACK before the first one. A row tells of each day that it
    names. The first HEAD sentences of an article tell of its own day, where they name no time; the first adds weight. A
    row of an article without a date is left out where it names a Tuesday, too: beside another day that would mislead.
    """
    told: defaultdict[str, list[int]] = defaultdict(list)
    own: defaultdict[str, list[int]] = defaultdict(list)
    for row, (sentence, day) in enumerate(zip(corpus.sentences, days_of_rows(corpus), strict=True)):
        language = load_language(corpus.languages[sentence.document])
        times = times_in(sentence.text, language, day)
        if day is None and leaves_open(sentence.text, language, times):
            continue
        for named in dict.fromkeys(time.day for time in times if time.day):
            told[named].append(row)
        if not times and day and sentence.position < HEAD:
            own[day].append(row)
    first, last = limits(corpus.days)
    days = [told_day(day, told.get(day, []), own.get(day, []), corpus) for day in sorted({*told, *own})]
    kept = (day for day in days if first <= day.date <= last)
    return sorted(kept, key=lambda day: (-day.weight, day.date))


def leaves_open(text: str, language: Language, times: Sequence[Time]) -> bool:
    """Whether a sentence of an article without a date has a word such as Tuesday; times: those that can be resolved.

    >>> from summarize.text.languages import load_language
    >>> en, text = load_language("en"), "The dam broke on 3 March 2020, and on Tuesday the mayor resigned."
    >>> leaves_open(text, en, times_in(text, en, None))
    True
    """
    every = times_in(text, language, ANY_DAY)
    inside = (any(time.start <= one.start < time.end for time in times) for one in every)
    words = (text[one.start : one.end] for one, known in zip(every, inside, strict=True) if not known)
    return any(not any(map(str.isdigit, word)) for word in words)


def days_of_rows(corpus: Corpus) -> Iterator[str | None]:
    """Yield the day of the article of each row, YYYY-MM-DD; None where it is not known.

    The result has n entries, one for each sentence of the corpus.
    """
    return (corpus.days[sentence.document] for sentence in corpus.sentences)


def told_day(day: str, rows: list[int], own: list[int], corpus: Corpus) -> ToldDay:
    """Return a day with its weight; rows: those that name it. own: those that tell of the day of their article."""
    shares: defaultdict[int, dict[int, float]] = defaultdict(dict)  # by the round of news in which they tell of it
    naming = frozenset(rows)
    for row in [*rows, *(row for row in own if not corpus.sentences[row].position)]:
        document = corpus.sentences[row].document
        written, voice = corpus.days[document], corpus.voices[document]
        is_sure = row in naming and not (written and written < day)
        told = shares[news_round(day, written)]
        told[voice] = max(told.get(voice, 0.0), 1.0 if is_sure else UNSURE)
    weight = fsum(sqrt(fsum(shares[number].values())) for number in sorted(shares))
    voices = {corpus.voices[corpus.sentences[row].document] for row in rows}
    return ToldDay(day, tuple(rows), tuple(own), len(voices), round(weight, DECIMALS))


def news_round(day: str, written: str | None) -> int:
    """Return how many rounds of news lie between a day and that of an article; -1 where that is not known.

    >>> news_round("2020-03-04", "2020-03-06"), news_round("2020-03-04", None)
    (0, -1)
    """
    if written is None:
        return -1
    return abs(date.fromisoformat(written).toordinal() - date.fromisoformat(day).toordinal()) // DAYS_IN_ROUND


def limits(days: Iterable[str | None]) -> tuple[str, str]:
    """Return the first and the last day that may be told of, by the days of the articles; all where none is known.

    >>> limits(["2020-03-04", None, "2020-03-09"]), limits([None])
    (('2019-03-05', '2020-03-09'), ('', '9999-12-31'))
    """
    known = sorted(filter(None, days))
    if not known:
        return "", "9999-12-31"
    first = date.fromisoformat(known[0]).toordinal() - MAX_BACK
    return date.fromordinal(max(first, 1)).isoformat(), known[-1]
