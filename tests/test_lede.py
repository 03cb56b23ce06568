"""What opens a summary says what the story is: a statement of weight, not a detail of an early day or a quotation."""

import pytest

from summarize import Document, Options, summarize
from summarize.choose.lede import before_the_lede, in_reading_order, is_lede, is_statement, missing_lede
from summarize.corpus import build_corpus
from summarize.pipeline import rank
from summarize.text.languages import load_language

NEWS = "The dam at Elsa broke on Monday and flooded two villages, and nine people drowned, the police in Elsa said."
AGAIN = "Nine people drowned when the dam at Elsa broke on Monday and flooded two villages below it, police said."
QUIET = "Farmers in the valley keep goats."
EARLY = f"{QUIET} The dam at Elsa was built in 1931. The villages below the dam at Elsa have two schools and a mill."
LATE = f"{NEWS} The army sent boats to both of the villages. The water had fallen by noon on Tuesday at Elsa."
LAST = f"{AGAIN} Engineers had warned in May that the dam at Elsa leaked. The police searched the offices of its owner."
ARTICLES = [(EARLY, "2024-03-04"), (LATE, "2024-03-05"), (LAST, "2024-03-06")]


def pool_of(articles, **options):
    settings = Options(language="en", **options)
    corpus = build_corpus([Document(text, date=date) for text, date in articles], settings)
    return rank(corpus, settings).pool


def row_of(pool, text):
    return [sentence.text for sentence in pool.corpus.sentences].index(text)


@pytest.mark.parametrize("words", [25, 30, 45, 60])
def test_a_summary_of_several_days_opens_with_what_happened(words):
    summary = summarize([Document(text, date=date) for text, date in ARTICLES], words=words, language="en")
    assert summary.sentences[0].text in {NEWS, AGAIN}


def test_what_would_open_the_summary_and_is_no_lede_has_to_go():
    pool = pool_of(ARTICLES, words=60)
    news, quiet = row_of(pool, NEWS), row_of(pool, QUIET)
    assert (is_lede(news, pool), is_lede(quiet, pool)) == (True, False)
    assert quiet in before_the_lede([quiet, news], pool)
    assert before_the_lede([news, quiet], pool) == []
    assert before_the_lede([quiet], pool) == [], "no lede is chosen"


def test_a_lede_is_sought_where_none_is_chosen():
    pool = pool_of(ARTICLES, words=60)
    news, quiet = row_of(pool, NEWS), row_of(pool, QUIET)
    sought = missing_lede([quiet], pool)
    assert sought is not None
    assert is_lede(sought, pool)
    assert missing_lede([quiet, news], pool) is None


def test_a_question_is_answered_in_whatever_order():
    pool = pool_of(ARTICLES, words=60, query="goats")
    news, quiet = row_of(pool, NEWS), row_of(pool, QUIET)
    assert before_the_lede([quiet, news], pool) == []
    assert missing_lede([quiet], pool) is None


def test_without_days_a_lede_comes_before_a_quotation_that_weighs_more():
    quotation = "“The dam at Elsa broke on Monday, and nine people drowned in two flooded villages,” said a man."
    pool = pool_of([(LATE, None), (f"{quotation} {EARLY}", None), (f"{quotation[:-7]} Ana. {LAST}", None)], words=60)
    news, quoted = row_of(pool, NEWS), row_of(pool, quotation)
    pool.scores[quoted] = 1.0
    assert in_reading_order([news, quoted], pool) == [news, quoted]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        (NEWS, True),
        ("“I have never seen such a flood,” said Ana Lund of Elsa.", False),
        ("Heads to the fence, feet toward the house!", False),
        ("Why did the dam at Elsa break on Monday?", False),
        ("The company also owns two dams in the north of the country.", False),
        ("We probably all saw this coming when the dam was built.", False),
        ("_ Documentation: the committee should have a clear plan.", False),
    ],
)
def test_a_lede_is_a_statement(text, states):
    assert is_statement(text, load_language("en")) is states


def test_remarks_have_no_lede():
    remarks = [("The seats are very good.", None), ("Good seats and a quiet ride.", None), ("Quiet.", None)]
    pool = pool_of(remarks, words=20)
    assert not any(is_lede(row, pool) for row in pool.rows.tolist())


def test_full_articles_have_a_lede_also_where_few_sentences_are_told_by_two():
    told = (
        f"{NEWS.removesuffix(' in Elsa said.')} said. The mill was closed for good by its owner in May. Schools in the "
    )
    told += "valley stay shut until Friday. A judge in Port Lund asked for the papers of the last inspection."
    articles = [(EARLY, None), (LATE, None), (told, None)]
    pool = pool_of(articles, words=30, min_voices=2)
    assert len(pool.rows) < len(pool.corpus.sentences) / 2
    assert is_lede(row_of(pool, NEWS), pool)


def test_details_of_an_early_day_are_runners_up_because_they_would_open_the_summary():
    articles = [Document(text, date=date) for text, date in ARTICLES]
    summary = summarize(articles, words=45, language="en", explain=True)
    assert summary.explanation is not None
    reason = "it would open the summary, and does not say what the story is"
    kept_out = {runner_up.text for runner_up in summary.explanation.runners_up if runner_up.reason == reason}
    assert kept_out == {f"{sentence.removesuffix('.')}." for sentence in EARLY.split(". ")}
