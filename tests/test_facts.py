"""Facts of an article: dates that are sure, the host of an address, values of records on one line."""

import pytest

from summarize.read.facts import article, host, iso_date, utc_time


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-03-05", "2024-03-05"),
        ("2024-03-05T09:30:00.123+01:00", "2024-03-05T09:30"),
        ("20240305", "2024-03-05"),
        ("20240305T0930", "2024-03-05T09:30"),
        ("D:20240305093000+01'00'", "2024-03-05T09:30"),
        ("2024/3/5", "2024-03-05"),
        ("Tue, 05 Mar 2024 09:30:00 GMT", "2024-03-05T09:30"),
        ("5 March 2024", "2024-03-05"),
        ("March 5th, 2024, 9:30 a.m.", "2024-03-05"),
        ("Sept. 5, 2024", "2024-09-05"),
        (1709631000, "2024-03-05T09:30"),
        (1709631000000, "2024-03-05T09:30"),
        ("03/05/2024", None),
        ("yesterday", None),
        ("2024-13-45", None),
        ("0000-00-00", None),
        ("", None),
        (True, None),
        (10**40, None),
    ],
    ids=str,
)
def test_dates_are_taken_when_they_are_sure(written, date):
    assert iso_date(written) == date


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024-03-05T22:00:00.123-05:00", "2024-03-06T03:00"),
        ("2024-03-05T22:00:00Z", "2024-03-05T22:00"),
        ("2024-03-05 22:00 +0530", "2024-03-05T16:30"),
        ("2024/03/05 01:00:00 +01", "2024-03-05T00:00"),
        ("D:20240305003000+01'00'", "2024-03-04T23:30"),
        ("Tue, 05 Mar 2024 22:00:00 -0500", "2024-03-06T03:00"),
        (1709631000, "2024-03-05T09:30"),
        ("2024-03-05T22:00", None),
        ("2024-03-05", None),
        ("2024-13-05T22:00Z", None),
        ("0001-01-01T00:00+05:00", None),
        ("Tue, 05 Mar 2024 22:00:00 -0000", None),
        ("yesterday", None),
        (None, None),
    ],
    ids=str,
)
def test_the_time_in_utc_is_known_beside_the_clock_as_written(written, moment):
    assert utc_time(written) == moment
    assert article("Text.", "a.txt", date=written).utc == moment


@pytest.mark.parametrize(
    ("address", "name"),
    [("https://www.a.example/b", "a.example"), ("file:///a", None), ("//a", None), ("http://[", None), (None, None)],
)
def test_the_host_of_a_web_address_stands_in_for_the_outlet(address, name):
    assert host(address) == name


@pytest.mark.parametrize(
    ("value", "fact"),
    [
        ("  The dam\n breaks ", "The dam breaks"),
        (["The dam breaks", "Another"], "The dam breaks"),
        ("Untitled", None),
        ("x" * 1001, None),
        (7, "7"),
        ({"name": "x"}, None),
        ([], None),
    ],
    ids=["lines", "a list", "a placeholder", "pages long", "a number", "an object", "an empty list"],
)
def test_a_fact_is_one_line_or_none(value, fact):
    assert article("Text.", "a.txt", title=value).title == fact


def test_authors_are_named_once_each():
    assert article("Text.", "a.txt", author=["Ana", " Bo ", "Ana", None]).author == "Ana, Bo"


@pytest.mark.parametrize(
    ("url", "outlet", "shown"),
    [
        ("https://www.ppp.example/dam", None, "ppp.example"),
        ("https://www.ppp.example/dam", "PPP", "PPP"),
        (None, "https://www.ppp.example", "ppp.example"),
        (None, None, None),
    ],
)
def test_an_outlet_is_named_by_itself_else_by_the_host_of_the_address(url, outlet, shown):
    assert article("Text.", "a.txt", url=url, outlet=outlet).outlet == shown
