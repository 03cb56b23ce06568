"""The day beside a sentence that would mislead without: "on Tuesday" where other sentences are of other weeks.

A cited summary goes in and comes out with the days. Each is the day that the sentence's own words mean; where they mean
a longer time, such as last week, or none, it is the day on which the article was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, pairwise

from summarize.choose.dependence import YEAR, plain_words
from summarize.read.parse_date import days_of
from summarize.read.text_head import stated_on
from summarize.records import Corpus, SummaryRecord
from summarize.text.languages import Language, load_language
from summarize.text.times import CLAUSE_END, OWNER, Time, times_in

MAX_WORDS_OF_DATE = 3  # between a weekday and the figures that date it: Tuesday, the 4th of March
WORDS_OF_CLAUSE = 2  # between the word that opens a clause and a time in it: until he fell on Friday; not: as of Friday
MAX_WORD_BESIDE = 20  # characters before a year in which the word before it is looked for
OPENING_LENGTH = 30  # characters of a sentence in which a date opens it: On January 21, 1998, it was reported
HEAD_LENGTH = 1000  # characters of an article in which its dateline stands
HEAD_LINES = 5  # the same in lines that are not blank
# Days from the article whose day was told last, up to which a sentence that names no time is left without a day;
# beyond, it would be read as of that day. Of 151 faults that two readers found in 50 summaries 39 were a missing day.
MAX_DAYS_BETWEEN = 2
LONG_SPAN = 30  # days between articles from which on words such as this year, or currently, mislead; by judgement
YEARS = re.compile(rf"(?<!\d){YEAR.pattern}(?!\d)(?:s\b)?")  # 1999, the 1990s, 2019年
NEXT_WORD = re.compile(r" ([^\W\d_A-Z]\w*)")
MAX_DAYS_APART = 2  # of a dateline from the date of its file, which is often that of the print; by judgement


def with_days(summary: SummaryRecord, chosen: Sequence[int], corpus: Corpus) -> SummaryRecord:
    """Return a summary with the day beside each sentence that would mislead without, see `day_of_words`.

    A sentence that names no time gets the day of its article where that lies apart from the article whose day was told
    last, or, of the first one, from that of any; but not where it may go on with a year or date that opens the sentence
    before it in its article. chosen: the rows of the sentences. Where all sentences are from articles of one day, or
    days are not known, nothing is said.
    """
    documents = [corpus.sentences[row].document for row in chosen]
    days = [date.fromisoformat(day) if (day := corpus.days[document]) else None for document in documents]
    known = {day for day in days if day}
    if len(known) < 2:
        return summary
    is_long = (max(known) - min(known)).days > LONG_SPAN
    sentences, told = [], known  # told: the days that a sentence is read as of, in turn
    for sentence, row, document, own in zip(summary.sentences, chosen, documents, days, strict=True):
        code, written = corpus.languages[document], day_of_writing(document, corpus)
        day = day_of_words(sentence.text, code, written, is_long=is_long)
        if written and not day and is_apart(own, told):
            before = corpus.sentences[row - 1].text[:OPENING_LENGTH] if corpus.sentences[row].position else ""
            day = None if any(names_time(text, code, written) for text in (sentence.text, before)) else written
        if own and (day or told is known):
            told = {own}
        is_written = bool(written and day) and not meant_day(sentence.text, code, written or "")
        sentences.append(replace(sentence, day=day, day_written=is_written))
    return replace(summary, sentences=tuple(sentences))


def is_apart(day: date | None, others: Iterable[date]) -> bool:
    """Whether a day lies more than MAX_DAYS_BETWEEN days from one of some others; not where it is unknown."""
    return day is not None and any(abs((day - other).days) > MAX_DAYS_BETWEEN for other in others)


def names_time(text: str, code: str, written: str) -> bool:
    """Whether a sentence names the year or the date that it tells of; a year to come is neither.

    code, written: as for `day_of_words`. A year or date that tells a thing apart dates that, not the sentence.

    >>> texts = "In the 1990s it broke.", "On June 1 it broke.", "It broke on Monday.", "Its April 19 vote was void."
    >>> [names_time(text, "en", "2020-07-06") for text in texts]
    [True, True, False, False]
    """
    language = load_language(code)
    years = (year.span() for year in YEARS.finditer(text) if year[0][:4] <= written[:4])
    days = ((time.start, time.end) for time in times_in(text, language, written) if time.day)
    dates = ((start, end) for start, end in days if any(sign.isdigit() for sign in text[start:end]))
    return any(not is_attribute(text, start, end, language) for start, end in chain(years, dates))


def is_attribute(text: str, start: int, end: int, language: Language) -> bool:
    """Whether words of a text, from start to end in code points, stand before what they tell apart: the 1999 crop."""
    prepositions = (language.modifiers_behind & language.stop_words) - language.relative_pronouns
    before, behind = plain_words(text[:start][-MAX_WORD_BESIDE:]), NEXT_WORD.match(text, end)
    if behind is None or behind[1] in language.stop_words:
        return False
    return bool(before) and before[-1] not in prepositions


def day_of_words(text: str, code: str, written: str | None, *, is_long: bool = False) -> str | None:
    """Return the day beside a text with words for a time counted from its writing; None without such words.

    It is `meant_day`, or the day of writing where the words mean none. code: its language. written: the day on which it
    was written, YYYY-MM-DD. is_long: whether times that last for months count, too.

    >>> [day_of_words(f"It broke {when}.", "en", "2020-03-06") for when in ("on Tuesday", "last week", "in May")]
    ['2020-03-03', '2020-03-06', None]
    """
    if not written or not counts_from_its_day(text, load_language(code), is_long=is_long):
        return None
    return meant_day(text, code, written) or written


def meant_day(text: str, code: str, written: str) -> str | None:
    """Return the day that the first words of a text for a day counted from its writing mean.

    Where they stand in a clause inside that of others, it is that of the others. None without such words, or where the
    past and the future are equally likely. code, written: as for `day_of_words`.
    """
    language = load_language(code)
    times = (time for time in times_in(text, language, written) if time.day)
    counted = [time for time in times if not any(sign.isdigit() for sign in text[time.start : time.end])]
    if len(counted) > 1 and is_of_clause(text, counted[0], counted[1], language):
        counted.pop(0)
    return counted[0].day if counted and not may_be_to_come(text, counted[0], language) else None


def is_of_clause(text: str, time: Time, later: Time, language: Language) -> bool:
    """Whether a clause inside that of a later time holds a time: The clinic where he worked until Friday reopened.

    What stands behind a comma is no part of the same clause: When he fell on Friday, the police said on Monday.

    >>> text, en = "The clinic where he worked until Friday reopened on Tuesday.", load_language("en")
    >>> is_of_clause(text, *times_in(text, en, "2020-03-11"), en)
    True
    """
    if CLAUSE_END.search(text, time.end, later.start):
        return False
    before = plain_words(CLAUSE_END.split(text[: time.start])[-1])
    return any(word in language.clause_openers for word in before[:-WORDS_OF_CLAUSE])


def may_be_to_come(text: str, time: Time, language: Language) -> bool:
    """Whether nobody can tell if a weekday is past: wanted to run in Friday's election.

    >>> text, en = "She wanted to run in Friday's election.", load_language("en")
    >>> may_be_to_come(text, *times_in(text, en, "2020-03-01"), en)
    True
    """
    before = plain_words(CLAUSE_END.split(text[: time.start])[-1])
    wished = any(word in language.wishes and to in language.infinitive_marks for word, to in pairwise(before))
    return wished and OWNER.match(text, time.end) is not None


def day_of_writing(document: int, corpus: Corpus) -> str | None:
    """Return the day on which a document was written: of its dateline, where that is near the day of the document.

    document: index into the corpus. None where its day is not known.
    """
    day, code = corpus.days[document], corpus.languages[document]
    head = corpus.documents[document].text[:HEAD_LENGTH].split("\n")
    if day is None:
        return None
    for line in [line.strip() for line in head if line.strip()][:HEAD_LINES]:
        stated = days_of([stated_on(line), day], [code, code])[0]
        if stated and day in set(nearby(stated)):
            return stated
    return day


def nearby(day: str) -> Iterator[str]:
    """Yield the days up to MAX_DAYS_APART from a day, itself among them."""
    yield from (str(date.fromisoformat(day) + timedelta(days)) for days in range(-MAX_DAYS_APART, MAX_DAYS_APART + 1))


def counts_from_its_day(text: str, language: Language, *, is_long: bool = False) -> bool:
    """Whether a sentence tells a time that depends on when it was written: today, last week, Tuesday.

    A weekday that is dated where it stands (Tuesday, March 4) does not. is_long: whether times that last for months
    count, too: this year, currently.
    """
    words = plain_words(text)
    if any(is_undated_weekday(index, words, language) for index in range(len(words))):
        return True
    padded = f" {' '.join(words)} "
    phrases = language.relative_days | (language.relative_periods if is_long else frozenset())
    return any(f" {' '.join(plain_words(phrase))} " in padded for phrase in phrases)


def is_undated_weekday(index: int, words: Sequence[str], language: Language) -> bool:
    """Whether a word is a weekday, `terça-feira` among them, without a month and figures near behind it.

    >>> en = load_language("en")
    >>> is_undated_weekday(1, ["on", "tuesday", "evening"], en)
    True
    >>> is_undated_weekday(1, ["on", "tuesday", "march", "3"], en)
    False
    """
    if language.weekdays.isdisjoint({words[index], words[index].partition("-")[0]}):
        return False
    behind = words[index + 1 : index + 1 + MAX_WORDS_OF_DATE]
    return language.months.isdisjoint(behind) or not any(word[0].isdigit() for word in behind)
