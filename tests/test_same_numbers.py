"""Quantities: each number in one spelling, and whether all of one sentence stand in another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.cite.number_reader import MonthDay
from summarize.cite.same_numbers import Count, Quantities, backs_quantities, read_quantities
from summarize.text.languages import load_language


def spellings(text, code):
    return tuple(count.spelling for count in read_quantities(text, load_language(code))[0].counts)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("1,100 people, 1100 people and 1.1 thousand people", ("1100", "1100", "1100")),
        ("1.5 or 1,5 metres", ("1.5", "1.5m")),
        ("six, twenty-one, two dozen and six hundred thousand", ("6", "21", "24", "600000")),
        ("3 million, 3m dollars, $3m, US$3 million and 3 million dollars", ("3000000", "3$", *["3000000$"] * 3)),
        ("£6.2bn or 6.2 billion pounds", ("6200000000£", "6200000000£")),
        ("9 per cent, 9 percent, 9% and nine percent", ("9%", "9%", "9%", "9%")),
        ("about 120, more than 120, nearly 120 and 120", ("~120", ">120", "<120", "120")),
        ("half of one percent", ("0.5", "1%")),
        ("one man, one of three, but no one, the one and one is enough", ("1", "1", "3")),
        ("Apollo-11 had three-day trips", ("3d",)),
        ("nine out of 10", ("9", "10")),
        ("5 sq km, 5 square kilometres and 5 square miles", ("5km²", "5km²", "5mi²")),
        ("dlrs 400 and 400 dollars", ("400$", "400$")),
        (
            "the cartoonist, 77, and the 77-year-old cartoonist, in 3, 12, 14 sets, 25.5",
            ("77yr", "77yr", "3", "12", "14", "25.5"),
        ),
    ],
)
def test_a_number_has_one_spelling(text, counts):
    assert spellings(text, "en") == counts


@pytest.mark.parametrize(
    ("text", "kind", "spelled"),
    [
        ("at 2.30am, 2:30 a.m., 2:30 p.m. and 22:00", "clocks", ("02:30", "02:30", "14:30", "22:00")),
        ("at noon, or 12 p.m., and at 12 a.m.", "clocks", ("12:00", "00:00")),
        ("from 1999 to 2026, 2,026 times", "years", ("1999", "2026")),
        ("Nov. 20, 20 November and the 20th of November", "dates", (("nov", "20"), *[("november", "20")] * 2)),
        ("in May they may march in March 1999", "dates", (("may", ""), ("march", ""), ("march", ""))),
    ],
)
def test_times_years_and_dates_are_told_apart(text, kind, spelled):
    assert getattr(read_quantities(text, load_language("en"))[0], kind) == spelled


def test_what_is_no_number_is_left_where_it_stands():
    text = "About 120 crews came at 2.30am."
    assert read_quantities(text, load_language("en"))[1] == "          crews came at       ."


@pytest.mark.parametrize(("code", "text"), [("pt", "cerca de 9 por cento"), ("de", "etwa 9 Prozent")])
def test_units_and_hedges_of_other_languages(code, text):
    assert spellings(text, code) == ("~9%",)


@pytest.mark.parametrize(
    ("code", "text", "counts"),
    [
        ("en", "It cost Rs 1,00,000, Rs. 12,34,567 and ₹5 lakh.", ("100000₹", "1234567₹", "500000₹")),
        ("en", "It fell 1.125 percent to 1,234.5 points, 0,125 more.", ("1.125%", "1234.5", "0.125")),
        ("de", "Es kostet 1.125 Euro oder 1,125 Millionen Euro.", ("1125€", "1125000€")),
        ("xx", "1.125 1,125 1,5", ("1125", "1125", "1.5")),
        ("fr", "Il y a 10 000 morts, 12\u202f500 blessés.", ("10000", "12500")),
        ("en", "In 2019 300 came, 10 000 left.", ("300", "10", "0")),
        ("en", "It came 3rd, the 21st in 3 years.", ("3º", "21º", "3yr")),
        ("de", "Das Team kam im 3. Spiel auf Platz 3 am Ende.", ("3º", "3")),
        ("en", "C$3m or US$3m", ("3000000c$", "3000000$")),
        ("en", "12 km, 12 kilometres, 12 miles", ("12km", "12km", "12mi")),
        ("en", "as many as 20 and no more than 20", ("<20", "<20")),
    ],
)
def test_a_number_is_read_by_the_language_at_hand(code, text, counts):
    assert spellings(text, code) == counts


@pytest.mark.parametrize(
    ("code", "text", "clocks"),
    [
        ("en", "at 3 am", ("03:00",)),
        ("de", "um 14.40 Uhr und 9 Uhr, Platz 3 am Ende", ("14:40", "09:00")),
        ("fr", "à 14h40, puis à 9 h 05", ("14:40", "09:05")),
        ("es", "a las 3 p.m.", ("15:00",)),
    ],
)
def test_a_time_is_read_by_the_language_at_hand(code, text, clocks):
    assert read_quantities(text, load_language(code))[0].clocks == clocks


@pytest.mark.parametrize(
    ("code", "claim", "evidence", "backed"),
    [
        ("en", "312 soldiers died", "312 civilians died", False),
        ("en", "312 Russian soldiers died", "312 soldiers died", True),
        ("en", "312 people died", "312 died", True),
        ("en", "312 people died", "312 lives were lost", True),
        ("en", "312 homes", "312 houses", True),
        ("en", "three boys and two girls", "three girls and two boys", False),
        ("en", "120 km", "120 miles", False),
        ("en", "120 kilometers", "120 km", True),
        ("en", "four crew members", "four passengers", False),
        ("de", "312 tote Soldaten", "312 Soldaten", True),
        ("de", "312 Soldaten", "312 Zivilisten", False),
        ("pt", "312 soldados mortos", "312 civis mortos", False),
        ("pt", "312 soldados russos", "312 soldados", True),
        ("vi", "12 người chết", "12 ngôi nhà", False),
    ],
)
def test_a_number_counts_with_what_it_counts(code, claim, evidence, backed):
    first, second = (read_quantities(text, load_language(code))[0] for text in (claim, evidence))
    assert backs_quantities(first, second) == backed


@pytest.mark.parametrize(
    ("claim", "evidence", "backed"),
    [
        (("9",), ("7", "9"), True),
        (("9", "7"), ("7", "9"), False),
        (("~9",), ("9",), True),
        (("9",), ("~9",), False),
        ((">9",), ("9",), False),
        (("9%",), ("9",), False),
        (("9", "9"), ("9",), False),
    ],
)
def test_all_numbers_of_one_must_stand_in_the_other_in_order(claim, evidence, backed):
    claimed, given = (Quantities(tuple(map(Count, counts))) for counts in (claim, evidence))
    assert backs_quantities(claimed, given) == backed


@pytest.mark.parametrize(
    ("claim", "evidence", "backed"),
    [
        (("sept", "9"), ("september", "9"), True),
        (("september", ""), ("sept", "9"), True),
        (("september", "9"), ("september", ""), False),
        (("september", "9"), ("october", "9"), False),
    ],
)
def test_a_month_may_be_cut_short_or_lack_its_day(claim, evidence, backed):
    assert backs_quantities(Quantities(dates=(MonthDay(*claim),)), Quantities(dates=(MonthDay(*evidence),))) == backed


@pytest.mark.parametrize(
    ("text", "distinctive"),
    [("120 men", True), ("about 9% of men", True), ("12 men in 1999", False), ("at 2.30am", True), ("in June", True)],
)
def test_a_number_that_is_seldom_the_same_by_chance_is_distinctive(text, distinctive):
    assert read_quantities(text, load_language("en"))[0].distinctive == distinctive


PIECES = [
    "9",
    "1,100",
    "$",
    "£3m",
    "%",
    "per cent",
    "two",
    "dozen",
    "hundred",
    "2.30am",
    "May",
    "Nov.",
    "20",
    "one",
    "İ",
]
PIECES += ["about", "more than", "crews", "-", ","]


@given(st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join))
def test_every_text_is_read_and_keeps_its_length(text):
    quantities, rest = read_quantities(text, load_language("en"))
    assert len(rest) == len(text)
    assert backs_quantities(quantities, quantities)


@pytest.mark.parametrize(
    ("claim", "evidence", "backed"),
    [
        ("620 soldiers and 40 boats came", "40 boats and 620 troops came", True),
        ("3 miners died and 5 were hurt", "5 miners died and 3 were hurt", False),
        ("9% of the miners and 7% of the bakers left", "7% of the miners and 9% of the bakers left", False),
        ("12 miners and 30 people came", "30 miners and 12 people came", False),
    ],
)
def test_counts_of_different_things_may_stand_in_any_order(claim, evidence, backed):
    ours, theirs = (read_quantities(text, load_language("en"))[0] for text in (claim, evidence))
    assert backs_quantities(ours, theirs) == backed
