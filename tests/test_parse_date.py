"""Dates in any form to days; no guess where day and month may be either way round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.read.parse_date import days_of


@pytest.mark.parametrize(
    ("written", "code", "day"),
    [
        ("1998-10-25", "en", "1998-10-25"),
        ("1998-10-25T23:30:00-05:00", "en", "1998-10-25"),
        ("1998-10-25 17:52", "en", "1998-10-25"),
        ("10/25/1998", "en", "1998-10-25"),
        ("10/25/1998 06:13:00", "en", "1998-10-25"),
        ("25.10.1998", "en", "1998-10-25"),
        ("10/25/98", "en", "1998-10-25"),
        ("25.10.68 06:13", "en", "2068-10-25"),
        ("25.10.69", "en", "1969-10-25"),
        ("3/4/21", "pt", "2021-04-03"),
        ("3/4/21", "en", None),
        ("98-10-25", "en", None),
        ("1.2.3.04", "en", None),
        ("10-10-1998", "en", "1998-10-10"),
        ("1998-28-06 18:51:00", "en", "1998-06-28"),
        ("1998-31-06", "en", None),
        ("Sun, 25 Oct 1998 09:30:00 GMT", "en", "1998-10-25"),
        ("25 October 1998", "en", "1998-10-25"),
        ("Sunday, Oct. 25, 1998", "en", "1998-10-25"),
        ("5/9/2013 6:15", "vi", "2013-09-05"),
        ("ngày 16 tháng 10 năm 2013", "vi", "2013-10-16"),
        ("17 de julho de 2007", "pt", "2007-07-17"),
        ("1er mars 2020", "fr", "2020-03-01"),
        ("4. März 2020", "de", "2020-03-04"),
        ("2020年3月4日", "zh", "2020-03-04"),
        ("05/09/2013", "en", None),
        ("31/02/2020", "en", None),
        ("17 de julho de 2007", "en", None),
        ("Tuesday", "en", None),
        ("", "en", None),
        ("10/25/1998" + " " * 5000, "en", None),
        (None, "en", None),
    ],
)
def test_a_date_gives_the_day_that_it_is_sure_of(written, code, day):
    assert days_of([written], [code]) == [day]


@pytest.mark.parametrize(
    ("others", "day"),
    [
        (["03/25/2020"], "2020-03-04"),  # the same form, month first
        (["25/03/2020"], "2020-04-03"),  # the same form, day first
        (["25-12-2020"], None),  # another form
        (["12/25/2020", "25/12/2020"], None),  # both ways
        (["2020-03-08"], "2020-03-04"),  # near one reading only
        (["2020-04-01", "2020-03-01"], None),  # near both
        (["2019-01-01"], None),  # near none
    ],
)
def test_the_other_articles_settle_which_is_the_month(others, day):
    assert days_of(["03/04/2020", *others], ["en"] * (1 + len(others)))[0] == day


DATES = st.sampled_from(
    ["03/04/2020", "04/03/2020", "03/25/2020", "25.03.2020", "2020-03-08", "4 March 2020", None, "x"]
)


@given(st.lists(st.tuples(DATES, st.sampled_from(["en", "pt", None]))).flatmap(st.permutations))
def test_the_order_of_the_articles_changes_nothing(rows):
    forward = days_of(*zip(*rows, strict=True)) if rows else []
    backward = days_of(*zip(*rows[::-1], strict=True)) if rows else []
    assert forward == backward[::-1]


@given(st.text())
def test_any_text_is_a_date_or_none(text):
    days_of([text], ["en"])


@pytest.mark.parametrize(
    ("written", "others", "day"),
    [
        ("9 November", ["2023-11-04"], "2023-11-09"),
        ("31 December", ["2024-01-02"], "2023-12-31"),
        ("Oct 10", ["2023-11-04", "2021-05-01"], "2023-10-10"),
        ("9 November", ["2023-05-04"], None),
        ("29 February", ["2022-03-01"], None),
        ("9 November", [None], None),
    ],
)
def test_the_other_articles_tell_the_year_of_a_date_that_has_none(written, others, day):
    assert days_of([written, *others], ["en"] * (1 + len(others)))[0] == day
