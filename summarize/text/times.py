"""When something is told to have happened: the time expressions of a sentence, resolved against a day.

A text, its language and the day that it was written on go in; out come the days that its words mean: Tuesday, on
3 March, three days ago, last week. English first, and every language whose weekdays and months are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from summarize.text.languages import Language
from summarize.text.time_expressions import expressions, may_tell_time

CLAUSE_CHARACTERS = 60  # before a weekday in which a word puts it in the future; by judgement
BESIDE_CHARACTERS = 14  # before or behind it for a word such as next
WORDS_TO_WEEK = 2  # in which the week begins that is named behind a weekday: Tuesday of last week; by judgement
MONTHS_IN_YEAR = 12

CLAUSE_END = re.compile(r"[,;:.!?()\u2013\u2014]|\s-\s")
DAY_END = re.compile(r"\s*(?:$|[,;:.!?()\u2013\u2014]|-\s)")  # behind a number that is not a count of what follows
WORD = re.compile(r"[^\W\d_]+")
OWNER = re.compile(r"(?: \w+)?['’]s\b")  # behind a weekday: Tuesday's, Tuesday night's
QUOTED = " \"'`‘“"  # between a word and the title behind it: a “Today” show
WEEKDAY_MARKS = ("(", "（", ",")  # between a date and its weekday
DATED = ("iso", "figures", "ideographs", "dated", "month_day")  # kinds that name a day of a month

Days = tuple[date, date]  # the first and the last


class Time(NamedTuple):
    """A time expression, and the days that it means."""

    start: int  # code points, from 0
    end: int  # code points, exclusive
    first: str  # YYYY-MM-DD
    last: str  # the same as `first` where one day is meant

    @property
    def day(self) -> str | None:
        """The day that is meant, YYYY-MM-DD; None for a longer time."""
        return self.first if self.first == self.last else None


def times_in(text: str, language: Language, today: str | None) -> list[Time]:
    """Return the time expressions of a sentence that can be resolved, in order; none overlaps another.

    today: the day that the text was written on, YYYY-MM-DD; without it only full dates can be resolved. A weekday is
    the last one up to today, unless words beside it, or before it in its clause, put it in the future, or a word beside
    it before today. A date without a year is the nearest one. Beside days there are weeks, from Monday, months and
    years.

    >>> from summarize.text.languages import load_language
    >>> times = times_in("He left on Tuesday and will return on 3 May.", load_language("en"), "2020-04-30")
    >>> [time.day for time in times]
    ['2020-04-28', '2020-05-03']
    """
    if not may_tell_time(text, language.code):
        return []
    origin = date.fromisoformat(today) if today else None
    found, before, end = list[Time](), "", 0  # before, end: the kind of the last one, and where it ends
    for match in expressions(language.code).finditer(text):
        if not (days := resolved(match, language, origin)):
            continue
        kind, between = str(match.lastgroup), text[end : match.start()]
        if before in DATED and kind == "weekday" and is_weekday_of(days[0], found[-1], between):
            continue
        if before == "weekday" and kind in DATED and dates(between, language):
            found.pop()
        if before == "weekday" and kind == "span" and week_named(text[end : match.end()], language):
            continue
        before, end = kind, match.end()
        found.append(Time(match.start(), match.end(), days[0].isoformat(), days[1].isoformat()))
    return found


def dates(between: str, language: Language) -> bool:
    """Whether a date belongs to the weekday before it, by what stands between: Tuesday, 3 March.

    >>> from summarize.text.languages import load_language
    >>> dates(", ", load_language("en")), dates(" and on ", load_language("en"))
    (True, False)
    """
    words = between[:BESIDE_CHARACTERS].lower().split()
    return len(between) <= BESIDE_CHARACTERS and all(
        word.strip(",(（、") in language.date_articles or not word[0].isalnum() for word in words
    )


def is_weekday_of(day: date, dated: Time, between: str) -> bool:
    """Whether a weekday belongs to the date before it, by what stands between: 3 March (Tuesday).

    day: what the weekday would mean alone.
    """
    named = date.fromisoformat(dated.first).isoweekday() == day.isoweekday()
    return named and between[:BESIDE_CHARACTERS].strip() in WEEKDAY_MARKS


def resolved(match: re.Match[str], language: Language, today: date | None) -> Days | None:
    """Return the days that a time expression means; None where the calendar has none, or `today` would be needed."""
    kind = str(match.lastgroup)
    if kind == "month":
        month = language.month_numbers[match["whole_month"].lower()]
        return whole_month(int(match["whole_year"]), month) if is_written(match["whole_month"], language) else None
    if kind in DATED:
        day = full_date(kind, match, language, today)
        return (day, day) if day else None
    if today is None or not is_written(match[0], language, kind=kind):
        return None
    try:
        return counted_from(kind, match, language, today)
    except (OverflowError, ValueError):  # before the first day of the calendar
        return None


def is_written(word: str, language: Language, *, kind: str = "month") -> bool:
    """Whether a month or weekday has the capital that its language gives it: in English, march is another word.

    >>> from summarize.text.languages import load_language
    >>> en, pt = load_language("en"), load_language("pt")
    >>> is_written("March", en), is_written("march", en), is_written("março", pt)
    (True, False, True)
    """
    return not language.capital_months or kind not in ("month", "weekday") or word[:1].isupper()


def full_date(kind: str, match: re.Match[str], language: Language, today: date | None) -> date | None:
    """Return the day that a date means; the nearest one to today where it has no year.

    kind: of DATED, the group that has matched. None where the calendar has no such day, where day and month cannot be
    told apart, or where `today` would be needed.
    """
    if kind == "iso":
        return calendar_day(*map(int, match["iso"].split("-")))
    if kind == "figures":
        one, other = int(match["one"]), int(match["other"])
        day, month = (one, other) if language.day_first or one > MONTHS_IN_YEAR else (other, one)
        sure = language.day_first or max(one, other) > MONTHS_IN_YEAR or one == other
        return calendar_day(int(match["figures_year"]), month, day) if sure else None
    if kind == "ideographs":
        return nearest(match["ideographs_year"], int(match["ideographs_month"]), match["ideographs_day"], today)
    name, day_text = ("dated_month", "dated_day") if kind == "dated" else ("before_month", "before_day")
    if not is_written(match[name], language) or (kind == "month_day" and begins_count(match, language)):
        return None
    year = match["dated_year"] if kind == "dated" else match["behind_year"] or match["before_year"]
    return nearest(year, language.month_numbers[match[name].lower()], match[day_text], today)


def begins_count(match: re.Match[str], language: Language) -> bool:
    """Whether the number behind a month counts what follows it: in March 12 people died.

    >>> from summarize.text.languages import load_language
    >>> times_in("In March 12 people died.", load_language("en"), "2020-04-30")
    []
    """
    if match["before_year"] or match["behind_year"] or not match[0][-1].isdigit():
        return False
    before = WORD.findall(match.string[max(0, match.start() - BESIDE_CHARACTERS) : match.start()].lower())[-1:]
    return not language.month_openers.isdisjoint(before) and not DAY_END.match(match.string, match.end())


def nearest(year: str | None, month: int, day: str, today: date | None) -> date | None:
    """Return a day of a year or, without one, the one that is nearest to today; ties go to the earlier one.

    >>> str(nearest(None, 12, "30", date(2020, 1, 5)))
    '2019-12-30'
    """
    if year:
        return calendar_day(int(year), month, int(day))
    if today is None:
        return None
    years = (today.year - 1, today.year, today.year + 1)
    days = [found for year in years if (found := calendar_day(year, month, int(day)))]
    return min(days, key=lambda found: abs((found - today).days), default=None)


def calendar_day(year: int, month: int, day: int) -> date | None:
    """Return a day, None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def counted_from(kind: str, match: re.Match[str], language: Language, today: date) -> Days:
    """Return the days that are meant by a time counted from today; raises OverflowError or ValueError beyond dates."""
    words = " ".join(match[0].lower().split())
    if kind == "offset":
        day = today + timedelta(language.day_offsets[words])
        if is_loose(match, is_today=day == today):
            raise ValueError(f"no day is meant: {words}")
        return day, day
    if kind == "weekday":
        return (day := weekday(match, language.weekday_numbers[words], language, today)), day
    if kind == "span":
        unit, count = language.time_spans[words].split()
        return whole(unit, int(count), today)
    number, unit = match[f"{kind}_count"].lower(), language.time_units[match[f"{kind}_unit"].lower()]
    return whole(unit, -int(language.numbers.get(number, 0) or number), today)


def is_loose(match: re.Match[str], *, is_today: bool) -> bool:
    """Whether a word such as today means no day: today's young, the paper USA Today.

    >>> from summarize.text.languages import load_language
    >>> [len(times_in(text, load_language("en"), "2020-04-30")) for text in ("Today's young rent.", "Today it sank.")]
    [0, 1]
    """
    is_title = match[0][0].isupper() and match.string[: match.start()].rstrip(QUOTED)[-1:].isalnum()
    return is_title or (is_today and match.string.startswith(("'s", "’s"), match.end()))


def weekday(match: re.Match[str], number: int, language: Language, today: date) -> date:
    """Return the last such weekday up to today, or the next one from today where the words around it say so.

    Last Tuesday, written on a Tuesday, is a week ago, and next Tuesday a week ahead.
    """
    text, start, end = match.string, match.start(), match.end()
    clause = CLAUSE_END.split(text[max(0, start - CLAUSE_CHARACTERS) : start])[-1]
    beside = [*WORD.findall(text[max(0, start - BESIDE_CHARACTERS) : start].lower())[-1:]]
    behind = WORD.findall(text[end : end + BESIDE_CHARACTERS].lower())[:1]
    beside += (word for word in behind if word not in language.stop_words)  # "Monday by the mayor" is no "by Monday"
    around = still_to_come(WORD.findall(clause.lower()), language)
    around += WORD.findall(text[end : end + BESIDE_CHARACTERS].lower())[:1]
    if owned := OWNER.match(text, end):  # "by Monday's paper" is no "by Monday"
        beside, around = [], [*around, *WORD.findall(text[owned.end() : owned.end() + BESIDE_CHARACTERS].lower())[:1]]
    back = (today.isoweekday() - number) % 7
    if week := week_named(text[end : end + 2 * BESIDE_CHARACTERS], language):
        return today - timedelta(today.isoweekday() - number) + timedelta(weeks=week)
    if not language.bygone.isdisjoint(beside) or begins_with(text[end:], language.bygone):
        return today - timedelta(back or 7)
    comes = not language.coming.isdisjoint(beside) or begins_with(text[end:], language.coming)
    planned = language.range_words.isdisjoint(behind) and is_planned(WORD.findall(clause.lower()), language)
    if not (comes or planned) and language.to_come.isdisjoint(around):
        return today - timedelta(back)
    return today + timedelta(7 - back if back or comes else 0)


def is_planned(words: Sequence[str], language: Language) -> bool:
    """Whether a clause tells up to a weekday what is to be, is put off to then, or begins then and has not begun.

    >>> from summarize.text.languages import load_language
    >>> clauses = "it is to be signed on", "it opens on", "it faces a strike from", "it was closed from"
    >>> [is_planned(clause.split(), load_language("en")) for clause in clauses]
    [True, True, True, False]
    """
    if not language.past_marks.isdisjoint(words):
        return words[-1] in language.revised_to and not language.postponing.isdisjoint(words)
    to_be = any({*pair} & language.passive_verbs and pair[1] in language.infinitive_marks for pair in pairwise(words))
    past = tuple(ending for ending in language.participle_endings if ending not in language.gerund_endings)
    to_be = to_be or not language.scheduled.isdisjoint([word for word in words if word not in language.stop_words][-1:])
    return to_be or (not language.starting.isdisjoint(words[-1:]) and not any(word.endswith(past) for word in words))


def still_to_come(words: Sequence[str], language: Language) -> list[str]:
    """Return the words of a clause from the last one on that puts what follows in the past; all where none does."""
    past = [place for place, word in enumerate(words) if word in language.past_marks]
    return [*words[past[-1] + 1 :]] if past else [*words]


def week_named(behind: str, language: Language) -> int:
    """Return how many weeks from this one is meant right behind a weekday: Tuesday of last week is -1; 0 for none."""
    words = CLAUSE_END.split(behind)[0].lower().split()
    for first in range(min(WORDS_TO_WEEK, len(words))):
        for last in range(first + 1, len(words) + 1):
            span = language.time_spans.get(" ".join(words[first:last]), "")
            if span.startswith("week"):
                return int(span.split()[1])
    return 0


def begins_with(behind: str, phrases: Iterable[str]) -> bool:
    """Whether a phrase of several words stands right behind a weekday: el lunes que viene."""
    return behind.lower().lstrip().startswith(tuple(phrase for phrase in phrases if " " in phrase))


def whole(unit: str, count: int, today: date) -> Days:
    """Return the first and last day of the unit that is `count` of its kind after today, before it if negative.

    >>> [str(day) for day in whole("week", -1, date(2020, 3, 4))]
    ['2020-02-24', '2020-03-01']
    """
    if unit == "day":
        return (day := today + timedelta(count)), day
    if unit == "week":
        monday = today - timedelta(today.weekday()) + timedelta(weeks=count)
        return monday, monday + timedelta(6)
    if unit == "month":
        year, month = divmod(today.year * MONTHS_IN_YEAR + today.month - 1 + count, MONTHS_IN_YEAR)
        return whole_month(year, month + 1)
    return date(today.year + count, 1, 1), date(today.year + count, MONTHS_IN_YEAR, 31)


def whole_month(year: int, month: int) -> Days:
    """Return the first and the last day of a month."""
    first = date(year, month, 1)
    return first, (first + timedelta(31)).replace(day=1) - timedelta(1)
