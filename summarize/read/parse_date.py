"""The day of an article, whatever form its date has: `04/03/2020`, `Wed, 04 Mar 2020 09:30 GMT`, `4 March 2020`.

Takes the dates of the articles of a cluster, as they are known; returns their days, which can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from summarize.read.facts import IN_FIGURES, LEAP_YEAR, MAX_FACT_LENGTH, day_of_year, iso_date, stamp, utc_time
from summarize.records import Document, Source, Unused
from summarize.text.languages import load_language

NEAR_DAYS = 13  # two readings of a date lie 27 days apart or more, so no other day is this near to both; by arithmetic
YEARLESS_DAYS = 90  # at most between a date without a year and the nearest day of another article; by judgement

DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
YEAR_DAY_MONTH = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?!\d)")
SHORT_YEAR = re.compile(r"(?<![\d./-])(\d{1,2})([./])(\d{1,2})\2(\d\d)(?![\d./-])")  # behind dashes it may be the day
FIRST_SHORT_YEAR = 69  # two digits from here on are of the twentieth century, as POSIX reads them
IN_IDEOGRAPHS = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
IN_WORDS = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:\.|er|º)?\s+(?:de\s+)?(?P<month>[^\W\d_][^\s\d.,]*(?:\s\d{1,2})?)[.,]?\s+"
    r"(?:de\s+|năm\s+)?(?P<year>\d{4})(?!\d)"
)
YEAR_FIRST_IN_WORDS = re.compile(r"(?<!\d)(?P<year>\d{4})\.? (?P<month>[^\W\d_][^\s\d.,]*) (?P<day>\d{1,2})(?!\d)")


class Readings(NamedTuple):
    """The days that a date may mean: one, two where day and month may be either way round, or none."""

    day_first: str | None = None  # YYYY-MM-DD
    month_first: str | None = None
    mark: str = ""  # between the figures of a date that has day and month in figures only

    @property
    def sure(self) -> str | None:
        """The one day that can be meant; None where there are two or none."""
        if self.day_first and self.month_first and self.day_first != self.month_first:
            return None
        return self.day_first or self.month_first


def days_of(dates: Sequence[str | None], codes: Sequence[str | None]) -> list[str | None]:
    """Return the day of each article as YYYY-MM-DD, None where its date does not tell one.

    dates: (n,) as they are known, in any form. codes: (n,) the languages of the articles, ISO 639-1.

    Of a date that could be the third of April or the fourth of March, the reading is taken that other dates of the
    same form must have. Else that of the language, where it always has the day first. Else the only one that lies
    within NEAR_DAYS of the day of another article. A date without a year is that of the year in which it lies nearest
    to the day of another article. The order of the articles changes nothing.

    >>> days_of(["03/04/2020", "03/25/2020"], ["en", "en"]), days_of(["03/04/2020"], ["pt"])
    (['2020-03-04', '2020-03-25'], ['2020-04-03'])
    >>> days_of(["03/04/2020", "Thu, 02 Apr 2020 23:10:00 GMT"], ["en", "en"]), days_of(["03/04/2020"], ["en"])
    (['2020-04-03', '2020-04-02'], [None])
    """
    readings = [readings_of(written, code) for written, code in zip(dates, codes, strict=True)]
    day_first, month_first = marks_with_one_reading(readings)
    settled = [
        reading.sure or by_habit(reading, day_first, month_first) or by_language(reading, code)
        for reading, code in zip(readings, codes, strict=True)
    ]
    known = {date.fromisoformat(day).toordinal() for day in settled if day}
    settled = [day or by_neighbours(reading, known) for day, reading in zip(settled, readings, strict=True)]
    return [day or with_year(written, known) for day, written in zip(settled, dates, strict=True)]


def may_mean(written: str | None, day: str | None, code: str | None) -> bool:
    """Whether a date as written may be a day, YYYY-MM-DD; code: of the language of its article, ISO 639-1.

    >>> [may_mean(written, "2020-04-03", "en") for written in ("03/04/2020", "3 April", "4 April")]
    [True, True, False]
    """
    if not written or not day or not DAY.fullmatch(day):
        return False
    readings = readings_of(written, code)
    return day in (readings.day_first, readings.month_first) or day_of_year(written, int(day[:4])) == day


def clock_time(document: Document) -> str:
    """Return when an article was published, as "2020-03-04T08:30", in UTC where its time zone is known.

    Else the time is as written; "" where no time of day is known.

    >>> clock_time(Document("", date="2020-03-04T09:30-05:00")), clock_time(Document("", date="2020-03-04"))
    ('2020-03-04T14:30', '')
    """
    written = iso_date(document.date) or ""
    return document.utc or utc_time(document.date) or (written if "T" in written else "")


def later_or_earlier(reference: str | None, other: str | None) -> str:
    """Say whether another day, or time, is "later" or "earlier" than one; "" for the same or an unknown one.

    >>> later_or_earlier("2020-03-04", "2020-03-05"), later_or_earlier("2020-03-04", None)
    ('later', '')
    """
    if not reference or not other or reference == other:
        return ""
    return "later" if other > reference else "earlier"


def article_days(articles: Sequence[Source | Unused]) -> dict[int, str | None]:
    """Return the day of each article of a summary by its index among the documents, see `days_of`.

    articles: all of them, cited or not, so that the days are those that the summary was made by.
    """
    days = days_of([article.date for article in articles], [article.language for article in articles])
    return {article.document: day for article, day in zip(articles, days, strict=True)}


def readings_of(written: str | None, code: str | None = None) -> Readings:
    """Return the days that a date may mean; code: of the language that its month may be written in.

    >>> readings_of("03/04/2020"), readings_of("4 de março de 2020", "pt").sure, readings_of("soon").sure
    (Readings(day_first='2020-04-03', month_first='2020-03-04', mark='/'), '2020-03-04', None)
    """
    if not written or len(written) > MAX_FACT_LENGTH:
        return Readings()
    if day := day_in(iso_date(written)):
        return Readings(day)
    if match := IN_FIGURES.search(written) or SHORT_YEAR.search(written):
        first, mark, second, year = match.groups()
        year = whole_year(year)
        return Readings(calendar_day(year, second, first), calendar_day(year, first, second), mark)
    if match := IN_IDEOGRAPHS.search(written):
        return Readings(calendar_day(*match.groups()))
    if match := YEAR_DAY_MONTH.match(written):  # with the month in the middle it would have been read above
        return Readings(calendar_day(match[1], match[3], match[2]))
    found = filter(None, (pattern.search(written) for pattern in (YEAR_FIRST_IN_WORDS, IN_WORDS)))
    in_words = ((match, month) for match in found if (month := month_number(match["month"], code)))
    return next((Readings(calendar_day(match["year"], month, match["day"])) for match, month in in_words), Readings())


def whole_year(year: str) -> str:
    """Return a year in four digits, of one that may be written in two.

    >>> whole_year("19"), whole_year("71"), whole_year("2020")
    ('2019', '1971', '2020')
    """
    return f"{19 if int(year) >= FIRST_SHORT_YEAR else 20}{year}" if len(year) == len("20") else year


def calendar_day(year: str, month: str | int, day: str) -> str | None:
    """Return a day as YYYY-MM-DD; None where the calendar has no such day.

    >>> calendar_day("2020", 3, "4"), calendar_day("2021", "2", "29")
    ('2020-03-04', None)
    """
    return stamp((year, month, day, None, None))


def day_in(written: str | None) -> str | None:
    """Return the day of a date in ISO 8601; None where there is no such day.

    >>> day_in("2020-03-04T09:30"), day_in("March 4")
    ('2020-03-04', None)
    """
    match = DAY.match(written or "")
    return match[0] if match else None


def month_number(word: str, code: str | None) -> int:
    """Return the number of a month by its name in a language; 0 for anything else.

    >>> month_number("março", "pt"), month_number("dam", "en")
    (3, 0)
    """
    return load_language(code or "").month_numbers.get(" ".join(word.lower().split()), 0)


def marks_with_one_reading(readings: Iterable[Readings]) -> tuple[set[str], set[str]]:
    """Return the marks of dates in figures that must have the day first, and those that must have the month first."""
    sure = [reading for reading in readings if reading.mark and not (reading.day_first and reading.month_first)]
    return {reading.mark for reading in sure if reading.day_first}, {
        reading.mark for reading in sure if reading.month_first
    }


def by_habit(reading: Readings, day_first: set[str], month_first: set[str]) -> str | None:
    """Return the day that a date means if it is written as those with its mark that have one reading only.

    >>> by_habit(readings_of("03/04/2020"), day_first={"/"}, month_first=set())
    '2020-04-03'
    """
    if (reading.mark in day_first) == (reading.mark in month_first):
        return None
    return reading.day_first if reading.mark in day_first else reading.month_first


def by_language(reading: Readings, code: str | None) -> str | None:
    """Return the day that a date means in a language that always has the day first."""
    return reading.day_first if load_language(code or "").day_first else None


def by_neighbours(reading: Readings, known: set[int]) -> str | None:
    """Return the only one of two readings that lies near the day of another article; known: days as ordinals."""
    near = [day for day in (reading.day_first, reading.month_first) if day and is_near(day, known)]
    return near[0] if len(near) == 1 else None


def with_year(written: str | None, known: set[int]) -> str | None:
    """Return the day of a date without a year that lies nearest to one of some known days, given as ordinals."""
    if not (written and known and len(written) <= MAX_FACT_LENGTH and day_of_year(written, LEAP_YEAR)):
        return None
    years = {date.fromordinal(day).year + step for day in known for step in (-1, 0, 1)}
    days = [day for year in sorted(years) if (day := day_of_year(written, year))]
    gaps = ((min(abs(date.fromisoformat(day).toordinal() - other) for other in known), day) for day in days)
    gap, day = min(gaps, default=(YEARLESS_DAYS + 1, None))
    return day if gap <= YEARLESS_DAYS else None


def is_near(day: str, known: set[int]) -> bool:
    """Whether a day lies within NEAR_DAYS of a known one.

    >>> is_near("2020-03-04", {date(2020, 3, 10).toordinal()}), is_near("2020-04-03", {date(2020, 3, 10).toordinal()})
    (True, False)
    """
    ordinal = date.fromisoformat(day).toordinal()
    return any(other in known for other in range(ordinal - NEAR_DAYS, ordinal + NEAR_DAYS + 1))
