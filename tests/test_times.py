"""Time expressions mean the days that a reader of the article would take them for."""

import json
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.text.languages import load_language
from summarize.text.time_expressions import expressions, may_tell_time
from summarize.text.times import times_in

THURSDAY = "2020-04-30"
CODES = sorted(file.name.removesuffix(".json") for file in (resources.files("summarize.text") / "word_lists").iterdir())


def read(text, code="en", today=THURSDAY):
    return [(text[time.start : time.end], time.first, time.last) for time in times_in(text, load_language(code), today)]


def days(text, code="en", today=THURSDAY):
    return [time.day for time in times_in(text, load_language(code), today)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The ferry sank on Tuesday.", "2020-04-28"),
        ("The ferry sank on Thursday.", "2020-04-30"),
        ("The ferry will sail again on Tuesday.", "2020-05-05"),
        ("Ministers are due to meet on Friday.", "2020-05-01"),
        ("The harbour stays closed until Monday.", "2020-05-04"),
        ("Friday will be a day of mourning.", "2020-05-01"),
        ("The court said on Tuesday that it will decide soon.", "2020-04-28"),
        ("Talks begin next Thursday.", "2020-05-07"),
        ("The ferry, which will not sail again, sank on Tuesday.", "2020-04-28"),
        ("It sank yesterday.", "2020-04-29"),
        ("It sank three days ago.", "2020-04-27"),
        ("It sank on 3 March.", "2020-03-03"),
        ("It sank on March 3rd, 2011.", "2011-03-03"),
        ("It sank on the 3rd of March.", "2020-03-03"),
        ("It sank in March 3, 2011.", "2011-03-03"),
        ("It sank in March 3rd storms.", "2020-03-03"),
        ("The report came in March 3.", "2020-03-03"),
        ("By May 12 people will know.", "2020-05-12"),
        ("She would not say whether it had sunk on Tuesday.", "2020-04-28"),
        ("It was opened on Tuesday by the mayor.", "2020-04-28"),
        ("It was due to sail on Tuesday.", "2020-05-05"),
        ("It sank on Tuesday of last week.", "2020-04-21"),
        ("The list is to be read out on Tuesday.", "2020-05-05"),
        ("Tarn faces a strike from Tuesday.", "2020-05-05"),
        ("The hearing was postponed to Tuesday.", "2020-05-05"),
        ("Tarn was closed from Tuesday.", "2020-04-28"),
        ("It sank on Dec. 30.", "2019-12-30"),
        ("It sank on 2011-03-03.", "2011-03-03"),
        ("The ferry will sail again on Thursday.", "2020-04-30"),  # the very day of writing
        ("The minister planned to meet the union Thursday.", "2020-04-30"),
        ("The licence expires Friday night.", "2020-05-01"),
        ("The deal ends a dispute that began Friday.", "2020-04-24"),
        ("It sank last Thursday.", "2020-04-23"),
        ("It sank last Tuesday.", "2020-04-28"),
        ("They will mourn those who died last Thursday.", "2020-04-23"),
        ("It sank on Tuesday, March 3.", "2020-03-03"),
        ("It sank on Tuesday (3 March).", "2020-03-03"),
        ("It sank on 3 March (Tuesday).", "2020-03-03"),
        ("It sank on March 3, Tuesday.", "2020-03-03"),
        ("It sank on Tuesday the 3rd of March.", "2020-03-03"),
    ],
)
def test_english_days(text, day):
    assert days(text) == [day]


def test_a_week_behind_another_clause_is_not_that_of_the_weekday():
    assert days("It sank on Tuesday; last week it was new.") == ["2020-04-28", None]


def test_a_weekday_and_another_date_are_two_days():
    assert days("It sailed on Tuesday and on 3 March.") == ["2020-04-28", "2020-03-03"]
    assert days("It sailed on 3 March and on Tuesday.") == ["2020-03-03", "2020-04-28"]
    assert days("It ran from Tuesday to Wednesday.") == ["2020-04-28", "2020-04-29"]
    assert days("It sailed on 3 March (and Tuesday).") == ["2020-03-03", "2020-04-28"]
    assert days("It sailed on 3 March (Friday at last).") == ["2020-03-03", "2020-04-24"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It sank last week.", "2020-04-20", "2020-04-26"),
        ("It sank two weeks ago.", "2020-04-13", "2020-04-19"),
        ("It sank a month ago.", "2020-03-01", "2020-03-31"),
        ("It sank in March 2011.", "2011-03-01", "2011-03-31"),
        ("It sank two years ago.", "2018-01-01", "2018-12-31"),
    ],
)
def test_longer_times_are_no_day(text, first, last):
    assert [pair[1:] for pair in read(text)] == [(first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "They may march 10 miles.",
        "He won 5 may seats.",
        "The total is 20,113.",
        "It was written on 31 February 2011.",
        "On 03/04/2020 it sank.",
        "In March 10,000 people marched.",
        "In March 3.5 million people marched.",
        "In May 12 people died.",
        "In late May 12 people died.",
        "By mid-April 20 schools had shut.",
        "In May 12-year-old pupils may vote.",
    ],
)
def test_what_is_no_day_is_none(text):
    assert days(text) == []


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("de", "Am Dienstag sank sie, nach dem 3. März 2011.", ["2020-04-28", "2011-03-03"]),
        ("de", "Vor drei Tagen und am kommenden Montag.", ["2020-04-27", "2020-05-04"]),
        ("de", "Am Dienstag vergangener Woche sank sie.", ["2020-04-21"]),
        ("es", "El lunes que viene, el martes pasado.", ["2020-05-04", "2020-04-28"]),
        ("pt", "Na quinta-feira passada, na terça da semana passada.", ["2020-04-23", "2020-04-21"]),
        ("sv", "I tisdags, i onsdags.", ["2020-04-28", "2020-04-29"]),
        ("pl", "Trzy dni temu, w przyszłą niedzielę.", ["2020-04-27", "2020-05-03"]),
        ("ru", "Три дня назад, в прошлый вторник.", ["2020-04-27", "2020-04-28"]),
        ("fr", "Mardi, le 3 mars, hier, mardi prochain.", ["2020-03-03", "2020-04-29", "2020-05-05"]),
        ("es", "El martes, hace dos días, ayer.", ["2020-04-28", "2020-04-28", "2020-04-29"]),
        ("pt", "Nesta segunda, na quarta-feira, em 3 de março.", ["2020-04-27", "2020-04-29", "2020-03-03"]),
        ("it", "Tre giorni fa, ieri, il 3 marzo 2011.", ["2020-04-27", "2020-04-29", "2011-03-03"]),
        ("nl", "Dinsdag, drie dagen geleden, 3 maart.", ["2020-04-28", "2020-04-27", "2020-03-03"]),
        ("sv", "I går, tre dagar sedan, tisdagen.", ["2020-04-29", "2020-04-27", "2020-04-28"]),
        ("pl", "We wtorek, 3 marca 2011 r., wczoraj.", ["2011-03-03", "2020-04-29"]),
        ("ru", "Во вторник, вчера, 3 марта 2011 года.", ["2020-04-28", "2020-04-29", "2011-03-03"]),
        ("hu", "2011. március 3-án, kedden, tegnap.", ["2011-03-03", "2020-04-28", "2020-04-29"]),
        ("tr", "3 Mart 2011, salı günü, dün.", ["2011-03-03", "2020-04-28", "2020-04-29"]),
        ("ar", "يوم الثلاثاء، أمس", ["2020-04-28", "2020-04-29"]),
        ("ja", "昨日、3月3日、火曜日に", ["2020-04-29", "2020-03-03", "2020-04-28"]),
        ("zh", "周二和3月5日", ["2020-04-28", "2020-03-05"]),
        ("vi", "hôm qua, ngày 3 tháng 3 năm 2011", ["2020-04-29", "2011-03-03"]),
    ],
)
def test_other_languages(code, text, expected):
    assert days(text, code) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Das Schiff sank am vergangenen Donnerstag."),
        ("fr", "Le navire a coulé jeudi dernier."),
        ("es", "El barco se hundió el pasado jueves."),
        ("it", "La nave è affondata giovedì scorso."),
        ("pt", "O navio afundou na quinta passada."),
        ("nl", "Het schip zonk afgelopen donderdag."),
        ("sv", "Fartyget sjönk förra torsdagen."),
    ],
)
def test_the_last_weekday_is_not_today(code, text):
    assert days(text, code) == ["2020-04-23"]


def test_without_a_day_of_the_article_only_full_dates_are_known():
    text = "On Tuesday, yesterday, on 3 May and on 3 May 2011."
    assert days(text, today=None) == ["2011-05-03"]


@pytest.mark.parametrize("code", CODES)
def test_every_weekday_and_month_that_is_known_has_its_number(code):
    source = resources.files("summarize.text") / "word_lists" / f"{code}.json"
    data = json.loads(source.read_text(encoding="utf-8"))
    if code not in ("pt", "ar"):  # in these two some names are of several words
        assert set(data.get("weekdays", ())) <= data["weekday_numbers"].keys()
        assert set(data.get("months", ())) <= data.get("month_numbers", {}).keys()
    assert set(data["weekday_numbers"].values()) == set(range(1, 8))
    assert set(data.get("month_numbers", {}).values()) in (set(), set(range(1, 13)))


@given(st.text("Tuesday 3 March 2011 ago last week 年月日.-/", max_size=60), st.sampled_from(CODES))
def test_any_text_gives_days_of_the_calendar(text, code):
    for time in times_in(text, load_language(code), "2020-02-29"):
        assert 0 <= time.start < time.end <= len(text)
        assert "0001-01-01" <= time.first <= time.last <= "9999-12-31"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("0001-01-01", [None, "0001-01-02"]),  # next week, tomorrow
        ("9999-12-31", [None, "9999-12-30", None, "9999-12-31"]),  # last week, yesterday, a year, Friday
    ],
)
def test_times_beyond_the_ends_of_the_calendar_are_left_out(today, expected):
    assert days("Last week, next week, tomorrow, yesterday, 900 years ago, on Friday.", today=today) == expected


@pytest.mark.parametrize("code", CODES)
def test_no_time_expression_is_passed_over_by_the_quick_look(code):
    language = load_language(code)
    phrases = [*language.time_spans, *language.day_offsets, *language.weekday_numbers]
    numbers, units = ["3", *language.numbers], list(language.time_units)
    phrases += [f"{ago} {numbers[-1]} {unit}" for ago in language.ago_before for unit in units]
    phrases += [f"{numbers[-1]} {unit} {ago}" for ago in language.ago_behind for unit in units]
    found = [phrase for phrase in phrases if expressions(code).search(phrase)]
    assert found
    assert [phrase for phrase in found if not may_tell_time(phrase, code)] == []
