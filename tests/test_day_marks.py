"""The day stands beside a sentence that would mislead without, and only there."""

import json
import re
from dataclasses import replace

import pytest

from summarize import Document, digest, summarize
from summarize.cite.day_marks import counts_from_its_day, day_of_words, names_time
from summarize.render.renderers import RENDERERS, card
from summarize.saved import load_summary
from summarize.text.languages import load_language
from summarize.verify import mismatches


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


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The valley still waits for a dam that was promised last year.", "en"),
        ("Das Tal hat derzeit kein Wasser.", "de"),
        ("Le barrage a été vendu l'an dernier.", "fr"),
        ("La presa se vendió el año pasado.", "es"),
        ("Con đập đã được bán năm ngoái.", "vi"),
        ("水坝去年出售。", "zh"),
    ],
)
def test_words_for_times_of_months_mislead_only_where_articles_lie_months_apart(text, code):
    language = load_language(code)
    assert [counts_from_its_day(text, language, is_long=is_long) for is_long in (False, True)] == [False, True]


DAM = "The Vellin dam broke on Tuesday and flooded two villages in the valley."
TRIAL = "The engineer of the Vellin dam was sentenced to four years in prison on Friday."
PLAIN = "The new dam above Vellin was opened by the president of the republic."


def days_in(dates, texts=(DAM, TRIAL, PLAIN)):
    documents = [Document(text, date=date) for text, date in zip(texts, dates, strict=True)]
    return {sentence.text: sentence.day for sentence in summarize(documents, words=60, language="en").sentences}


def test_days_stand_beside_misleading_words_where_articles_are_of_several_days():
    shown = days_in(["03/24/2020", "Fri, 12 Jun 2020 10:00:00 GMT", "4 May 2021"])
    assert shown == {DAM: "2020-03-24", TRIAL: "2020-06-12", PLAIN: "2021-05-04"}  # a Tuesday and a Friday


@pytest.mark.parametrize(
    ("dates", "text", "day"),
    [
        (["2020-03-24", "2020-03-26"], PLAIN, None),  # near the other article
        (["2020-03-24", "2020-03-27"], PLAIN, "2020-03-27"),
        (["2020-03-24", "2021-05-04"], "In 2019 the dam above Vellin was checked by engineers of the province.", None),
        (["2020-03-24", "2021-05-04"], "On 2 May the dam above Vellin was checked by engineers.", None),
        (["2020-03-24", "2021-05-04"], "The dam above Vellin is part of a plan for 2030.", "2021-05-04"),
        (["2020-03-24", None], PLAIN, None),
        (["2020-03-24", "2020-03-24"], PLAIN, None),
    ],
)
def test_a_sentence_without_a_time_gets_a_day_where_it_would_be_read_as_of_another(dates, text, day):
    assert days_in(dates, [DAM, text])[text] == day


@pytest.mark.parametrize(
    ("text", "code", "names"),
    [
        ("In 1966 police found it.", "en", True),
        ("It crashed Sept. 2 off Canada.", "en", True),
        ("2019年水坝倒塌。", "zh", True),
        ("Some 2000 people came.", "en", False),
        ("Growers have begun harvesting the 1999 crop.", "en", False),
        ("They asked about the April 19 raid on the farm.", "en", False),
        ("It is planned for 2030.", "en", False),
    ],
)
def test_a_year_or_date_that_tells_a_thing_apart_is_not_that_of_the_sentence(text, code, names):
    assert names_time(text, code, "2020-07-06") is names


def test_days_that_creep_on_are_told_from_the_last_that_was_shown():
    texts = [
        "The Vellin dam broke and flooded two villages in the valley.",
        "Soldiers brought food and tents for the families of Torven.",
        "A judge has heard the engineer who had charge of the water gates.",
        PLAIN,
    ]
    dates = ["2020-03-24", "2020-03-26", "2020-03-28", "2020-03-30"]
    shown = days_in(dates, texts)
    assert [shown[text] for text in texts] == ["2020-03-24", None, "2020-03-28", None]


@pytest.mark.parametrize(
    "text",
    [
        "The Torven club, which lost at home on Saturday night, May 2, is currently last in the league.",
        "Officials of the province said on Monday that March 12 is currently the last day for claims.",
    ],
)
def test_days_of_words_for_months_pass_the_check_of_every_summary(text):
    assert days_in(["2020-01-24", "2020-05-08"], [DAM, text])[text]


def test_a_sentence_that_goes_on_with_a_year_of_its_article_gets_no_day():
    denial = "Minister Ruz denied that the dam above Vellin leaked."
    texts = [[DAM, f"{asked} {denial}"] for asked in ("Who knew on Monday?", "Who in 2019?")]
    assert [days_in(["2020-03-24", "2021-05-04"], pair)[denial] for pair in texts] == ["2021-05-04", None]


def test_a_sentence_behind_one_of_its_own_article_is_read_as_of_the_same_day():
    gate = "The engineer had left a gate of the dam open."
    shown = days_in(["2020-03-24", "2020-06-12"], [DAM, f"{TRIAL} {gate}"])
    assert shown == {DAM: "2020-03-24", TRIAL: "2020-06-12", gate: None}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The clinic where he worked until he fell on Friday reopened on Tuesday.", "2020-03-10"),
        ("As of Friday 611 people were ill, up from 497 on Thursday.", "2020-03-06"),
        ("He died on Saturday, hours before his last cartoon ran on Sunday.", "2020-03-07"),
        ("When she spoke to voters on Monday, rain fell.", "2020-03-09"),
        ("At least 30 people died when a bus fell into a river on Monday, police said on Tuesday.", "2020-03-09"),
        ("As many as 300 people were killed on Monday, the army said on Tuesday.", "2020-03-09"),
    ],
)
def test_of_two_days_the_one_outside_a_clause_stands_beside_the_sentence(text, day):
    assert day_of_words(text, "en", "2020-03-11") == day


@pytest.mark.parametrize(("later", "day"), [("2020-03-20", None), ("2021-03-20", "2020-03-06")])
def test_this_year_gets_a_day_where_the_articles_lie_months_apart(later, day):
    year = "In 2020 the Vellin dam will be inspected by engineers, as it was last year."
    assert days_in(["2020-03-06", later], [year, PLAIN])[year] == day


@pytest.mark.parametrize(
    ("text", "written", "day"),
    [
        ("The court ruled on Tuesday.", "2020-03-06", "2020-03-03"),
        ("The court ruled yesterday.", "2020-03-06", "2020-03-05"),
        ("The court rules today.", "2020-03-06", "2020-03-06"),
        ("The court ruled last week.", "2020-03-06", "2020-03-06"),
        ("The court will rule on Monday.", "2020-03-06", "2020-03-09"),
        ("He was quoted by Tuesday's Mercury as saying so.", "2020-03-06", "2020-03-03"),
        ("Elsa waits for Tuesday night's expected storm.", "2020-03-06", "2020-03-10"),
        ("Hundreds wanted to run in Sunday's election.", "2020-03-06", "2020-03-06"),  # past or not, nobody knows
        ("Hundreds wanted to mourn those killed on Sunday.", "2020-03-06", "2020-03-01"),
        ("The court ruled on 2 March.", "2020-03-06", None),
        ("The court ruled on Tuesday.", None, None),
    ],
)
def test_the_day_is_the_one_that_the_words_mean(text, written, day):
    assert day_of_words(text, "en", written) == day


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("ELSA, March 5 (Zembla) -- ", "2020-03-05"),
        ("ELSA, March 1 (Zembla) -- ", "2020-03-06"),  # too far from the day of the file
        ("", "2020-03-06"),
    ],
)
def test_today_is_the_day_of_the_dateline(head, day):
    text = f"{head}The dam at Vellin broke today, and two villages were flooded, the police said."
    documents = [Document(text, date="2020-03-06"), Document(TRIAL, date="2020-06-12")]
    summary = summarize(documents, words=60, language="en")
    assert {sentence.day for sentence in summary.sentences} == {day, "2020-06-12"}


@pytest.mark.parametrize("dates", [["2020-03-24"] * 3, [None] * 3, ["2020-03-24", None, None]])
def test_no_day_is_shown_where_all_that_is_known_is_one_day(dates):
    assert set(days_in(dates).values()) == {None}


DATES = ["03/24/2020", "Fri, 12 Jun 2020 10:00:00 GMT", "4 May 2021"]
DOCUMENTS = [Document(text, date=date) for text, date in zip((DAM, TRIAL, PLAIN), DATES, strict=True)]


def summary_of_several_days():
    return summarize(DOCUMENTS, words=60, language="en")


@pytest.mark.parametrize("show", [RENDERERS["text"], RENDERERS["markdown"], RENDERERS["html"], card])
def test_the_day_stands_in_brackets_before_the_marks_and_outside_the_sentence(show):
    summary = summary_of_several_days()
    shown = re.sub("<[^>]+>", "", show(summary))
    assert "(24 March 2020)" in shown
    assert "(12 June 2020)" in shown
    assert "(written 4 May 2021)" in shown  # its words mean none
    assert "2020" not in summary.text
    assert summary.words == 41  # the budget does not count days


def test_json_has_the_day_of_a_sentence_and_a_summary_without_it_is_read():
    summary = summary_of_several_days()
    data = json.loads(summary.to_json())
    assert [sentence["day"] for sentence in data["sentences"]] == ["2020-03-24", "2020-06-12", "2021-05-04"]
    assert [sentence["day_written"] for sentence in data["sentences"]] == [False, False, True]
    assert load_summary(summary.to_json()) == summary
    for sentence in data["sentences"]:
        del sentence["day"], sentence["day_written"]
    assert {sentence.day for sentence in load_summary(json.dumps(data)).sentences} == {None}


@pytest.mark.parametrize("day", ["2020-03-25", "2020-06-12", "", "[x](http://example.org)"])
def test_a_day_that_is_not_that_of_the_article_is_found(day):
    summary = summary_of_several_days()
    documents = dict(enumerate(DOCUMENTS))
    assert list(mismatches(summary, documents)) == []
    first, *others = summary.sentences
    wrong = replace(summary, sentences=(replace(first, day=day), *others))
    assert list(mismatches(wrong, documents)) == [f"sentence 1: {day} is not a day that its words mean"]
    assert "[x](" not in wrong.to_markdown()


def test_a_day_of_words_that_is_said_to_be_one_of_writing_is_found():
    summary = summary_of_several_days()
    first, *others = summary.sentences
    wrong = replace(summary, sentences=(replace(first, day_written=True), *others))
    line = f"sentence 1: {first.day} is a day that its words mean, not that of its article"
    assert list(mismatches(wrong, dict(enumerate(DOCUMENTS)))) == [line]


@pytest.mark.parametrize("form", ["text", "markdown", "html", "rss"])
def test_a_digest_shows_the_days_of_its_sentences(form):
    texts = {
        "2020-03-24": "The Vellin dam flooded two villages in the Torven valley. Engineer Ruz had seen cracks.",
        "2020-03-28": "Engineer Ruz of the Vellin dam in the Torven valley was sentenced to prison on Friday.",
        "2020-04-02": "A president praised a new Vellin dam for two villages of the Torven valley. Ruz is in prison.",
    }
    shown = digest([Document(text, date=day) for day, text in texts.items()], words=60).render(form)
    assert "(27 March 2020)" in shown
    assert "(written 2 April 2020)" in shown
