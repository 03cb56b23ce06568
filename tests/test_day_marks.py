"""The day stands beside a sentence whose own words would mislead, and only there."""

import pytest

from summarize import Document, summarize
from summarize.cite.day_marks import counts_from_its_day
from summarize.text.languages import load_language


@pytest.mark.parametrize(
    ("text", "code", "counts"),
    [
        ("The court ruled on Tuesday.", "en", True),
        ("Tuesday's ruling stands.", "en", True),
        ("The court will rule this week.", "en", True),
        ("He resigned three days ago.", "en", True),
        ("The court ruled on Tuesday, March 4, that it may.", "en", False),
        ("The court ruled on March 4.", "en", False),
        ("The weekly paper was sold.", "en", False),
        ("A decisão saiu na terça-feira.", "pt", True),
        ("Vụ việc xảy ra sáng nay tại Hà Nội.", "vi", True),
        ("法院昨天作出裁决。", "zh", True),
        ("Das Gericht entschied heute Abend.", "de", True),
        ("Das Gericht entschied im März.", "de", False),
        ("Anything on Tuesday", "xx", False),
    ],
)
def test_words_that_count_from_the_day_of_the_article(text, code, counts):
    assert counts_from_its_day(text, load_language(code)) is counts


DAM = "The Vellin dam broke on Tuesday and flooded two villages in the valley."
TRIAL = "The engineer of the Vellin dam was sentenced to four years in prison on Friday."
PLAIN = "The new dam above Vellin was opened by the president of the republic."


def days_in(dates, texts=(DAM, TRIAL, PLAIN)):
    documents = [Document(text, date=date) for text, date in zip(texts, dates, strict=True)]
    return {sentence.text: sentence.day for sentence in summarize(documents, words=60, language="en").sentences}


def test_days_stand_beside_misleading_words_where_articles_are_of_several_days():
    shown = days_in(["03/24/2020", "Fri, 12 Jun 2020 10:00:00 GMT", "4 May 2021"])
    assert shown == {DAM: "2020-03-24", TRIAL: "2020-06-12", PLAIN: None}


@pytest.mark.parametrize("dates", [["2020-03-24"] * 3, [None] * 3, ["2020-03-24", None, None]])
def test_no_day_is_shown_where_all_that_is_known_is_one_day(dates):
    assert set(days_in(dates).values()) == {None}
