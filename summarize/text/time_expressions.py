"""What time expressions look like in a language: one pattern for all of them, made from its word lists.

`times` says which days a match of it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from summarize.text.languages import load_language
from summarize.text.tokens import SPACELESS, lower_case

NEVER = "(?!)"
DATE = re.compile(r"\d-\d\d-\d|\d[/.]\d{1,2}[/.]\d{4}|\d\s*月")  # in figures
WORD = re.compile(r"\w+")

# The forms of dates that every language has; in braces stand its own words.
ISO = r"(?<![\w-])(?P<iso>\d{4}-\d{2}-\d{2})(?![\w-])"
IN_FIGURES = r"(?<![\d/.])(?P<figures>(?P<one>\d{1,2})[/.](?P<other>\d{1,2})[/.](?P<figures_year>\d{4}))(?!\d)"
IDEOGRAPHS = (
    r"(?P<ideographs>(?:(?P<ideographs_year>\d{4})\s*年\s*)?"
    r"(?P<ideographs_month>\d{1,2})\s*月\s*(?P<ideographs_day>\d{1,2})\s*日)"
)
DAY_MONTH = (
    r"(?<![\w.])(?P<dated>(?P<dated_day>\d{{1,2}})(?:{suffix}|[.ºª])?\s+(?:(?:of|de|d['’])\s*)?(?P<dated_month>{months})"
    r"\b\.?(?:,?\s+(?:de\s+|năm\s+)?(?P<dated_year>[12]\d{{3}})(?!\d))?)"
)
MONTH_DAY = (
    r"\b(?P<month_day>(?:(?P<before_year>[12]\d{{3}})\.?\s+)?(?P<before_month>{months})\b\.?\s+(?P<before_day>\d{{1,2}})"
    r"(?![.,]?\d)(?:{suffix})?\b(?:,?\s+(?P<behind_year>[12]\d{{3}})(?!\d))?)"
)
MONTH_YEAR = r"\b(?P<month>(?P<whole_month>{months})\s+(?:de\s+|d['’])?(?P<whole_year>[12]\d{{3}}))(?!\d)"
AGO = (
    r"\b(?P<ago>(?:{before})\s+(?P<ago_count>\d{{1,3}}|{numbers})\s+(?P<ago_unit>{units}))\b",
    r"\b(?P<back>(?P<back_count>\d{{1,3}}|{numbers})\s+(?P<back_unit>{units})\s+(?:{behind}))\b",
)


@cache
def expressions(code: str) -> re.Pattern[str]:
    """Return the pattern of all time expressions of a language; each kind is a group around its parts."""
    language = load_language(code)
    words = {
        "months": any_of(language.month_numbers),
        "suffix": any_of(language.ordinal_suffixes),
        "numbers": any_of(word for word, value in language.numbers.items() if value == int(value)),
        "units": any_of(language.time_units),
        "before": any_of(language.ago_before),
        "behind": any_of(language.ago_behind),
    }
    kinds = [DAY_MONTH, *([] if language.day_first else [MONTH_DAY]), MONTH_YEAR, *AGO]
    parts = [ISO, IN_FIGURES, IDEOGRAPHS, *(kind.format(**words) for kind in kinds)]
    parts += [phrases("span", language.time_spans), phrases("offset", language.day_offsets)]
    return re.compile("|".join([*parts, phrases("weekday", language.weekday_numbers)]), re.IGNORECASE)


def may_tell_time(text: str, code: str) -> bool:
    """Whether a text may have a date in figures, or has a word that another time expression of its language needs.

    It is quick, unlike the pattern.

    >>> may_tell_time("It broke on Tuesday.", "en"), may_tell_time("It broke.", "en")
    (True, False)
    """
    needed = needed_words(code)
    return not needed or DATE.search(text) is not None or not needed.isdisjoint(WORD.findall(lower_case(text)))


@cache
def needed_words(code: str) -> frozenset[str]:
    """Return words, lower case, one of which all but dates in figures have; none where no spaces part them.

    These are all months and units, and of weekdays, spans and the like the longest word of each. A word with a dotless
    ı comes with i, too, since a capital does not tell them apart.
    """
    language = load_language(code)
    phrases = {*language.time_spans, *language.day_offsets, *language.weekday_numbers}
    if any(map(SPACELESS.search, phrases)):
        return frozenset()
    words = {
        max(WORD.findall(phrase.lower()), key=len)
        for phrase in (*phrases, *language.month_numbers, *language.time_units)
    }
    return frozenset(words | {word.replace("ı", "i") for word in words})


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest first; one that matches nothing where there are none.

    >>> any_of(["may", "march"]), any_of([])
    ('march|may', '(?!)')
    """
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, longest_first)) or NEVER


def phrases(kind: str, words: Iterable[str]) -> str:
    """Return a pattern for phrases, whole words where they are written with spaces; kind: the name of its group."""
    spaceless = [word for word in words if SPACELESS.search(word)]
    spaced = [word for word in words if not SPACELESS.search(word)]
    return rf"(?P<{kind}>\b(?:{any_of(spaced)})\b|{any_of(spaceless)})"
