"""What is known about an article beside its text, in one form whatever the format of its file.

Readers pass what they find to `article`. `record_facts` finds it in records by the usual names of fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from summarize.records import Document

# limits by judgement
MAX_FACT_LENGTH = 1000  # code points; a longer title or address is left out
MAX_EPOCH_SECONDS = 1e11  # larger numbers are milliseconds since 1970; as seconds they would be after the year 5100

ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[Tt _]?(\d{2}):?(\d{2}))?(?!\d{3})")
YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b(?:[ T]+(\d{2}):(\d{2}))?")
ZONE = re.compile(  # behind hours and minutes
    r"(?::?\d{2}(?:[.,]\d{1,9})?)? ?(?:(?P<utc>Z|UTC|GMT)\b|(?P<sign>[+-])(?P<hours>[01]\d):?'?(?P<minutes>\d{2})?)",
    re.IGNORECASE,
)
MONTH_FIRST = re.compile(r"\b([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\.? ([A-Za-z]{3,9})\.?,? (\d{4})\b")
IN_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WITHOUT_YEAR = re.compile(  # the parts before and behind which a year may be written
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\.? (?P<month>[A-Za-z]{3,9})\b\.?|"
    r"(?P<month_first>[A-Za-z]{3,9})\.? (?P<day_behind>\d{1,2})(?:st|nd|rd|th)?\b)(?!,? ?\d{4})"
)
YEARS = range(1500, 2200)  # others are of another calendar: 1403 of the Persian, 2568 of the Buddhist; by judgement
LEAP_YEAR = 2000  # a year that has every day
EPOCH = re.compile(r"\d{9,10}(?:\.\d{1,9})?|\d{13}")  # seconds or milliseconds since 1970
MAX_CUT_SENTENCE = 2000  # code points before the mark of a cut in which the last whole sentence ends
CUT_OFF = re.compile(r"(?:(?:…|\.{3})? ?\[[+＋]\d{1,7} (?:chars|characters)\]|\[(?:…|\.{3}|&#8230;|&hellip;)\])\s*\Z")
WHOLE_SENTENCE = re.compile(r"(?:[.!?]+[\"'”’»)]*(?=\s)|[。！？]+[」』”]*)")
FEED_CREDIT = re.compile(r"(?:^|\n)The post .{1,500} (?:appeared first on|first appeared on) .{1,200}\Z")
PLACEHOLDERS = frozenset(
    {"[removed]", "[deleted]", "", "none", "null", "nan", "n/a", "unknown", "untitled", "[no title]"}
)


# What programs put where an author stands, in small letters.
NOT_AUTHORS = frozenset(
    {
        "python-docx",
        "microsoft office user",
        "windows user",
        "unknown author",
        "unknown",
        "administrator",
        "admin",
        "user",
    }
)


def article(
    text: str,
    name: str,
    *,
    title: object = None,
    date: object = None,
    url: object = None,
    author: object = None,
    outlet: object = None,
) -> Document:
    r"""Return an article whose facts are one line each or None, whatever values a file has for them.

    Of a list the first value counts, of authors all, with commas between. date becomes ISO 8601, see `iso_date`; one
    that `iso_date` is not sure of stays as it is written, since `parse_date` may tell its day by the other articles.
    outlet may be a web address, of which the host is taken; where it is missing, the host of url is the outlet.

    >>> made = article("It broke.", "a.html", title="Dam\nbreaks", date="March 4, 2020", url="https://example.org/a")
    >>> made.title, made.date, made.outlet
    ('Dam breaks', '2020-03-04', 'example.org')
    """
    address, site, written = first_value(url), first_value(outlet), first_value(date)
    if site and "://" in site:
        site = host(site)
    return Document(
        text,
        title=first_value(title),
        date=iso_date(written) or unsettled(written),
        url=address,
        name=name,
        author=joined_names(author),
        outlet=site or host(address),
        utc=utc_time(written),
    )


def whole_text(text: str) -> str:
    """Return the text of an exported record without what its exporter put there: a mark that says it was cut, a credit.

    Of a text that was cut off, the last sentence goes with the mark, since it may lack its end; "" for a record that
    was removed.

    >>> whole_text("The dam broke. Two villages were flo… [+1234 chars]"), whole_text("[Removed]")
    ('The dam broke.', '')
    """
    if text.strip().casefold() in PLACEHOLDERS:
        return ""
    text = FEED_CREDIT.sub("", text).rstrip()
    if not (cut := CUT_OFF.search(text)):
        return text
    ends = list(WHOLE_SENTENCE.finditer(text, max(cut.start() - MAX_CUT_SENTENCE, 0), cut.start()))
    return text[: ends[-1].end()].rstrip() if ends else ""


def first_value(value: object) -> str | None:
    r"""Return a value, or the first of a list, on one line.

    >>> first_value([" Dam\n breaks", "B"]), first_value(None)
    ('Dam breaks', None)
    """
    return single_line(value[0] if isinstance(value, list) and value else value)


def single_line(value: object) -> str | None:
    r"""Return a text or number on one line; None for a placeholder, a text of over 1,000 code points, anything else.

    >>> single_line(" The dam\n breaks "), single_line("N/A"), single_line(True)
    ('The dam breaks', None, None)
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    line = " ".join(str(value).split())
    return None if line.lower() in PLACEHOLDERS or len(line) > MAX_FACT_LENGTH else line


def joined_names(value: object) -> str | None:
    """Return one name, or those of a list with commas between, each once.

    >>> joined_names(["Jane Doe", "John Roe", "Jane Doe"])
    'Jane Doe, John Roe'
    """
    names = map(single_line, value if isinstance(value, list | tuple) else [value])
    return single_line(", ".join(dict.fromkeys(name for name in names if name and name.lower() not in NOT_AUTHORS)))


def host(address: str | None) -> str | None:
    """Return the host of a web address without `www.`; None for any other address.

    >>> host("https://www.example.org/2020/03/04/story")
    'example.org'
    """
    try:
        parts = urlsplit(address or "")
        name = parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:  # brackets without an address of version 6 in them
        return None
    return name.removeprefix("www.") or None if name else None


def iso_date(value: object) -> str | None:
    """Return a date as "2020-03-04" or "2020-03-04T09:30", the clock as written; None when the date is not sure.

    Read are ISO 8601, dates of mails and feeds, seconds since 1970, `D:20200304093000` of a PDF, and English months.
    A date that could be the third of April or the fourth of March is not read.

    >>> iso_date("Wed, 04 Mar 2020 09:30:00 GMT"), iso_date("March 4, 2020"), iso_date("03/04/2020")
    ('2020-03-04T09:30', '2020-03-04', None)
    """
    written = single_line(value)
    if written is None:
        return None
    written = written.removeprefix("D:")
    if EPOCH.fullmatch(written):
        return _since_1970(float(written))
    if match := ISO.match(written) or YEAR_FIRST.match(written):
        return stamp(match.groups())
    if match := MONTH_FIRST.search(written):
        return stamp((match[3], _month_number(match[1]), match[2], None, None))
    try:
        moment = parsedate_to_datetime(written)
        return stamp((moment.year, moment.month, moment.day, moment.hour, moment.minute))
    except (ValueError, TypeError, IndexError, OverflowError):
        match = DAY_FIRST.search(written)
    return stamp((match[3], _month_number(match[2]), match[1], None, None)) if match else None


def utc_time(value: object) -> str | None:
    """Return a date that `iso_date` reads as "2020-03-04T08:30", in UTC; None where its hour or time zone is not known.

    >>> utc_time("2020-03-04T09:30+01:00"), utc_time("Wed, 04 Mar 2020 09:30:00 -0500"), utc_time("2020-03-04T09:30")
    ('2020-03-04T08:30', '2020-03-04T14:30', None)
    """
    written = (single_line(value) or "").removeprefix("D:")
    if EPOCH.fullmatch(written):
        return _since_1970(float(written))
    try:
        if match := ISO.match(written) or YEAR_FIRST.match(written):
            zone = ZONE.match(written, match.end()) if match[4] else None
            moment = datetime.fromisoformat(stamp(match.groups()) or "").replace(tzinfo=_time_zone(zone))
        else:
            moment = parsedate_to_datetime(written)
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="minutes") if moment.tzinfo else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _time_zone(zone: re.Match[str] | None) -> timezone | None:
    """Return the time zone that a match of ZONE names, None for no match."""
    if zone is None or zone["utc"]:
        return UTC if zone else None
    ahead = timedelta(hours=int(zone["hours"]), minutes=int(zone["minutes"] or 0))
    return timezone(-ahead if zone["sign"] == "-" else ahead)


def unsettled(written: str | None) -> str | None:
    """Return a date as it is written if it lacks only the order or the year: 03/04/2020, 4 March; None for others."""
    if not written:
        return None
    return written if IN_FIGURES.search(written) or day_of_year(written, LEAP_YEAR) else None


def day_of_year(written: str, year: int) -> str | None:
    """Return the day that a date without a year means in a year, as YYYY-MM-DD; None for any other text.

    >>> day_of_year("9 November", 2023), day_of_year("Oct 10", 2023), day_of_year("9 November 2021", 2023)
    ('2023-11-09', '2023-10-10', None)
    """
    if not (match := WITHOUT_YEAR.fullmatch(written)):
        return None
    month = _month_number(match["month"] or match["month_first"])
    return stamp((year, month, match["day"] or match["day_behind"], None, None))


def _since_1970(count: float) -> str:
    """Return the time, in UTC, of so many seconds, or milliseconds, since 1970.

    >>> _since_1970(1583314200), _since_1970(1583314200000)
    ('2020-03-04T09:30', '2020-03-04T09:30')
    """
    moment = datetime.fromtimestamp(count / 1000 if count > MAX_EPOCH_SECONDS else count, UTC)
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")


def _month_number(name: str) -> int:
    """Return the number of an English month, written out or cut short; 0 for anything else.

    >>> _month_number("March"), _month_number("sept"), _month_number("dam")
    (3, 9, 0)
    """
    return next((number for number, month in enumerate(MONTHS, 1) if month.startswith(name.lower())), 0)


def stamp(parts: Iterable[str | int | None]) -> str | None:
    """Return a date in ISO 8601: "2020-03-04", or "2020-03-04T09:30" where the hour is known.

    parts: year, month, day, hour and minute, as numbers or their digits. None when there is no such date.

    >>> stamp(("2020", 3, "4", None, None)), stamp((2020, 3, 4, 9, 30)), stamp((2021, 2, 29, None, None))
    ('2020-03-04', '2020-03-04T09:30', None)
    """
    year, month, day, hour, minute = (None if part is None else int(part) for part in parts)
    if year not in YEARS:
        return None
    try:
        moment = datetime(year or 0, month or 0, day or 0, hour or 0, minute or 0)
    except ValueError:
        return None
    return moment.isoformat(timespec="minutes") if hour is not None else moment.date().isoformat()


def numbered_name(name: str, *places: int) -> str:
    """Name an article among those of a file: its place, from 1, behind a #.

    >>> numbered_name("export.jsonl", 3), numbered_name("export.jsonl", 3, 2)
    ('export.jsonl#3', 'export.jsonl#3.2')
    """
    return f"{name}#{'.'.join(map(str, places))}"
