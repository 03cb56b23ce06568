"""What opens a summary says what the story is: a statement of weight, not a detail of an early day or a quotation."""

import pytest

from summarize import Document, Options, summarize
from summarize.choose.lede import in_reading_order, is_lede, is_statement, newest_lede
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


def test_the_newest_lede_opens_whatever_comes_before_it_in_time():
    pool = pool_of(ARTICLES, words=60)
    again, news, quiet = row_of(pool, AGAIN), row_of(pool, NEWS), row_of(pool, QUIET)
    assert (is_lede(news, pool), is_lede(again, pool), is_lede(quiet, pool)) == (True, True, False)
    assert in_reading_order([quiet, news, again], pool) == [again, quiet, news]
    assert in_reading_order([quiet], pool) == [quiet]
    assert newest_lede([quiet], pool) is None


def test_what_is_years_later_is_no_news_of_a_topic():
    pool = pool_of([(EARLY, "2024-03-04"), (LATE, "2024-03-05"), (LAST, "2026-03-06")], words=60)
    again, news = row_of(pool, AGAIN), row_of(pool, NEWS)
    assert in_reading_order([again, news], pool) == [news, again]


def test_a_year_that_is_not_of_its_article_makes_a_later_sentence_background():
    built = "Engineers of the province of Tarn built the dam at Elsa in 1931 and raised it by nine metres in 1954."
    pool = pool_of([*ARTICLES, (f"{NEWS[:-1]} then. {built} {built}", "2024-03-06")], words=60)
    row = row_of(pool, built)
    pool.scores[row] = 1.0
    assert not is_lede(row, pool)


def test_a_question_is_answered_in_whatever_order():
    pool = pool_of(ARTICLES, words=60, query="goats")
    news, quiet = row_of(pool, NEWS), row_of(pool, QUIET)
    assert in_reading_order([quiet, news], pool) == [quiet, news]


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
