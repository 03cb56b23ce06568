"""Which date is that of an article: published before modified, its own before that of another, none from a file's."""

from dataclasses import replace

import pytest

from summarize import Document, summarize
from summarize.read.text_head import date_in, outlet_in
from summarize.verify import fact_mismatches
from tests.reading import STORY, WITH_LIBRARIES, made, zipped

LINKED = '<script type="application/ld+json">{}</script>'
PAGES = {
    "linked data before a later change": (
        LINKED.format('{"@type":"NewsArticle","dateModified":"2021-06-09","datePublished":"2021-05-03T07:00:00Z"}')
        + '<meta property="article:modified_time" content="2021-06-09">',
        "",
        "2021-05-03T07:00",
    ),
    "linked data in a graph": (
        LINKED.format(
            '{"@graph":[{"@type":"Organization"},{"@type":"ReportageNewsArticle","datePublished":"2021-05-03"}]}'
        ),
        "",
        "2021-05-03",
    ),
    "a meta element before a time": (
        '<meta name="parsely-pub-date" content="2021-05-03">',
        '<time datetime="2021-06-09">9 June</time>',
        "2021-05-03",
    ),
    "the article's time before that of another story": (
        "",
        '<ul class="related-stories"><li><time datetime="2018-01-02">2 Jan</time> Old</li></ul>'
        '<p>By Ida Holm, <time datetime="2021-05-03">3 May</time></p>',
        "2021-05-03",
    ),
    "only another story's time": (
        "",
        '<div class="teaser"><time datetime="2018-01-02">2 Jan</time> <a href="/x">Old story</a></div>',
        None,
    ),
    "published before updated": (
        "",
        '<p>Updated <time datetime="2021-06-09">9 June</time></p>'
        '<p>Published <time datetime="2021-05-03">3 May</time></p>',
        "2021-05-03",
    ),
    "only a change": ('<meta property="article:modified_time" content="2021-06-09">', "", "2021-06-09"),
    "the text of an element": ("", '<span class="article-date">3 May 2021</span>', "2021-05-03"),
    "the text of a byline": ("", '<p class="meta">Ida Holm | 3 May 2021, 14:05</p>', "2021-05-03T14:05"),
    "published and updated on lines of their own": (
        "",
        '<div class="byline">Updated | 9 June 2021</div><div class="date">Published | 3 May 2021</div>',
        "2021-05-03",
    ),
    "published and updated on one line": (
        "",
        '<div class="meta">Updated: 9 June 2021 | Published: 3 May 2021 | Reading time: 2 minutes</div>',
        "2021-05-03",
    ),
    "a line without a name above the text": ("", "<font>3 May 2021</font>", "2021-05-03"),
    "published and updated on a line without a name": (
        "",
        '<div class="info">Published: 3rd May 2021 | Last updated: 9th June 2021 at 10:02 GMT</div>',
        "2021-05-03",
    ),
    "a month in another language": ("", "<time>3 Mayıs 2021 Pazartesi, 14:30</time>", "2021-05-03"),
    "a weekday in another language": ("", "<div>Lunes 3 de mayo de 2021, 10:15 hrs.</div>", "2021-05-03"),
    "a weekday with an article": ("", "<div>Mandag d. 3. maj 2021 kl. 08.15</div>", "2021-05-03"),
    "the year before a month in words": ("", '<div class="info">2021. május 3., hétfő</div>', "2021-05-03"),
    "Arabic digits": ("", '<div class="date">٣ مايو ٢٠٢١</div>', "2021-05-03"),
    "a month with vowel signs": ("", '<div class="info">प्रकाशित: 3 सितम्बर 2021</div>', "2021-09-03"),
    "ideographs": ("", '<div class="info">发布时间：2021年05月03日14:22 来源：晚报</div>', "2021-05-03"),
    "a year of another calendar": ("", '<div class="date">1403-02-13</div>', None),
    "the address": ('<link rel="canonical" href="https://x.example/2021/05/03/dam-breaks/">', "", "2021-05-03"),
    "broken linked data": (LINKED.format('{"@type":"NewsArticle",'), "", None),
}


def page(head: str, body: str, language: str = "en") -> str:
    return (
        f'<html lang="{language}"><head><title>Dam breaks</title>{head}</head><body><article><h1>Dam breaks</h1>{body}'
        f"<p>{STORY}</p><p>{STORY}</p></article></body></html>"
    )


@WITH_LIBRARIES
@pytest.mark.parametrize(("head", "body", "date"), PAGES.values(), ids=PAGES)
def test_the_date_of_a_page(head, body, date):
    assert made(page(head, body), "a.html").documents[0].date == date


@WITH_LIBRARIES
def test_numbers_have_the_month_first_on_a_page_in_american_english():
    body = '<p class="date">05/03/2021</p>'
    assert made(page("", body, "en-US"), "a.html").documents[0].date == "2021-05-03"
    assert made(page("", body, "en-GB"), "a.html").documents[0].date == "05/03/2021"  # which others may settle


@WITH_LIBRARIES
@pytest.mark.parametrize(
    "body", ['<p class="date">05/03/2021</p>', "<p>Por Rui Melo — Publicado em 05/03/2021 às 9h</p>"]
)
def test_numbers_have_the_day_first_on_a_page_in_a_language_that_always_has(body):
    assert made(page("", body, "pt-BR"), "a.html").documents[0].date == "2021-03-05"


LINES = {
    "published": ("Published: 3 May 2021, 9:30 a.m.", "2021-05-03"),
    "a place": ("Lund, 3 May 2021", "2021-05-03"),
    "a byline": ("By Ida Holm | May 3, 2021", "2021-05-03"),
    "published, behind a byline": ("By Ida Holm — Published on 3 May 2021", "2021-05-03"),
    "a clock with a dot behind it": ("12 April 2023, 5.40 p.m.", "2023-04-12"),
    "alone without a year": ("Oct 10", "Oct 10"),
    "without a year, with a clock": ("Thursday, 5 November, 17.30", "5 November"),
    "a dateline without a year": (
        "CALDER, 9 November – The drivers of Tarn went on strike again at dawn.",
        "9 November",
    ),
    "a name that begins like a month": ("Mayor 5, 2020", None),
    "a headline with a day": ("The party of 9 November", None),
    "alone": ("May 3, 2021", "2021-05-03"),
    "with a weekday": ("Monday 3 May 2021", "2021-05-03"),
    "a heading of minutes": ("Minutes of the board, 3 May 2021", "2021-05-03"),
    "in German": ("21. März 2024", "2024-03-21"),
    "in Spanish": ("12 de agosto de 2025", "2025-08-12"),
    "in French, with a clock": ("Publié le 12 mars 2024 à 08h00", "2024-03-12"),
    "a day of no month": ("12 reasons 2024", None),
    "when a note was created": ("Created: March 12, 2024 8:00 AM", "2024-03-12"),
    "when a town was created": ("Created on March 12, 1924 it has 9,000 people today, most of whom were born", None),
    "a field of a database": ("PD 3 May 2021", "2021-05-03"),
    "a headline": ("Remembering 11 September 2001", None),
    "a headline that ends otherwise": ("The storm of May 3, 2011 in pictures and in words", None),
    "a sentence": ("On 3 May 2011 the old dam broke.", None),
}


@pytest.mark.parametrize(("line", "date"), LINES.values(), ids=LINES)
def test_the_date_of_a_text(line, date):
    assert date_in(f"Dam breaks\n{line}\n\n{STORY}\n") == date


def test_a_dateline_with_its_day_is_read_and_a_day_that_is_told_is_not():
    assert date_in(f"LUND, May 3, 2021 (AP) — {STORY}") == "2021-05-03"
    assert date_in(f"{STORY} It had held since May 3, 2011 (a Tuesday).") is None


@pytest.mark.parametrize("line", ["(3 May 2021)", ", 3 May 2021"])
def test_a_date_may_stand_in_brackets_alone(line):
    assert date_in(f"{line}\n\n{STORY}") == "2021-05-03"


def test_published_at_the_end_counts_and_updated_counts_last():
    assert date_in(f"Updated 9 June 2021\n\n{STORY}\n\nPublished 3 May 2021") == "2021-05-03"
    assert date_in(f"Updated 9 June 2021\n\n{STORY}") == "2021-06-09"


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE = (
    '<p:coreProperties xmlns:p="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:d="http://purl.org/dc/terms/"><d:created>2013-12-23T23:15:00Z</d:created></p:coreProperties>'
)


@WITH_LIBRARIES
def test_the_day_a_word_document_was_made_is_no_date():
    def document(*paragraphs: str) -> bytes:
        body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
        main = f"<w:document {W}><w:body>{body}</w:body></w:document>"
        return zipped({"word/document.xml": main.encode(), "docProps/core.xml": CORE.encode()})

    assert made(document(STORY), "a.docx").documents[0].date is None
    assert made(document("Lund, 3 May 2021", STORY), "a.docx").documents[0].date == "2021-05-03"


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("Osterfeld Gazette, Monday, 3 June 2024", "Osterfeld Gazette"),
        ("*Channel 6 News, June 4, 2024*", "Channel 6 News"),
        ("Bridge shut\n3 June 2024 | Elsa Courier | By Jo Roe", "Elsa Courier"),
        ("Bridge shut\nThe Lome Herald\n12/07/2024", "The Lome Herald"),
        ("Bridge shut\nby the Harlan Watch blog", "Harlan Watch blog"),
        ("Posted 3 June 2024 by the Harlan Watch blog", "Harlan Watch blog"),
        ("Jane Doe, 3 June 2024", None),
        ("Lund, 3 June 2024", None),
        ("World News, 3 June 2024", None),
        ("Elsa Gazette fined\nThe paper must pay.", None),
        ("The mayor was interviewed by the Elsa Gazette", None),
        ("Elsa Gazette: editor quits on June 3, 2024", None),
        ("The Elsa Gazette said on June 3, 2024, that the dam broke.", None),
    ],
)
def test_an_outlet_stands_on_a_short_line_with_a_date(head, outlet):
    assert outlet_in(f"{head}\n\nThe bridge over the Lome was closed.") == outlet


def test_a_date_in_figures_is_kept_as_written_since_other_articles_may_settle_it():
    assert date_in("Bridge shut\n12/07/2024\n\nThe bridge over the Lome was closed.") == "12/07/2024"


def test_dates_that_others_settle_are_iso_in_the_summary_and_may_be_checked_without_them():
    dates = {"10/25/2020": "2020-10-25", "11/04/2020": "2020-11-04", "9 November": "2020-11-09", "soon": "soon"}
    documents = [
        Document(f"{STORY} It was the {number} dam that broke.", date=written, name=f"{number}.txt")
        for number, written in enumerate(dates)
    ]
    record = summarize(documents, words=200, language="en")
    articles = record.articles
    assert {documents[article.document].date: article.date for article in articles} == dates
    for article in articles:
        assert [*fact_mismatches(record, {article.document: documents[article.document]})] == []
        forged = replace(documents[article.document], date="2019-05-01")
        assert len([*fact_mismatches(record, {article.document: forged})]) == 1
