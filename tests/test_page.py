"""The page: everything that is cited can be found on it, and whatever an article holds stays text."""

import base64
import hashlib
import re
import sys
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Document, SummarizeError, summarize
from summarize.cite.passage_links import safe_url
from summarize.records import Citation, Source, SummaryRecord, SummarySentence
from summarize.render.page.articles import CITED_BYTES, OTHER_BYTES, articles
from summarize.render.page.frame import letter
from summarize.render.page.page import paragraphs, shares
from summarize.render.wording import UNSAFE, written
from tests.test_render import HOSTILE, summary_of

VOID = {"meta", "rect", "wbr"}
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3", "p", "main", "section"),
    *("span", "ol", "ul", "li", "div", "svg", "rect", "article", "mark", "details", "summary", "footer", "time"),
    *("strong", "blockquote", "wbr"),
}
ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "content", "name", "class", "href", "aria-label", "aria-labelledby", "tabindex"),
    *("id", "dir", "viewbox", "preserveaspectratio", "role", "x", "y", "width", "height", "datetime", "rel"),
    *("aria-hidden",),
}
STORY = [
    Document(
        "The box with 398 ballots was found at Eastgate School on Tuesday. Nobody could say who had left it there, and "
        "the council of Dunmere has asked the police for a full report by the end of the month.",
        title="One",
        date="2026-01-02",
    ),
    Document(
        "HARBOUR NEWS\n\nBy Ana Lund\n\nA sealed box with 406 ballots was found on Tuesday at Eastgate School.\n\n"
        "Share this article on Facebook\n\nThe mayor won by 61 votes, officials said on Friday evening.",
        title="Two",
        date="2026-01-03",
        url="https://news.example/two",
    ),
    Document("The weather on the coast will be fine for the whole of next week, the service said.", title="Three"),
]


class Page(HTMLParser):
    """What a page holds: its elements in order, ids, links and text outside the head."""

    def __init__(self, source):
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(source)
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and not {"style", "title"} & set(self.open):
            self.texts.append(data)

    @property
    def text(self):
        return " ".join("".join(self.texts).split())

    def all(self, tag, *names):
        named = [attrs for name, attrs in self.elements if name == tag]
        return [attrs for attrs in named if set(names) <= set((attrs.get("class") or "").split())]


def shown(text):
    return " ".join(UNSAFE.sub("\ufffd", text).split())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text):
    article = (
        f"The dam broke at dawn on Monday, police said.\n\n{text}\n\nTwo villages {text} were flooded, {text} he said."
    )
    document = Document(article, text, text, text, text)
    page = Page(summarize(document).to_html(document))
    assert {tag for tag, _ in page.elements} <= TAGS
    assert {name for _, attrs in page.elements for name in attrs} <= ATTRIBUTES
    assert all(link["href"].startswith("#") for link in page.all("a"))
    page = Page(summary_of(text, title=text, name=text, url=text).to_html())
    assert {tag for tag, _ in page.elements} <= TAGS


@given(st.text())
def test_text_on_the_page_is_the_text_of_the_summary(text):
    page = Page(summary_of("x" + text).to_html())
    assert shown("x" + text.replace("\udcff", "")) in shown(page.text) or re.search("[\ud800-\udfff]", text)


def test_the_page_names_nothing_outside_itself_and_allows_nothing():
    source = summarize(STORY).to_html(STORY)
    style = re.findall(r"<style>(.*?)</style>", source, re.S)
    digest = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
    policy = next(meta["content"] for meta in Page(source).all("meta") if meta.get("http-equiv"))
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert len(style) == 1
    assert not re.search(r"url\(|@import|<script|\bsrc=|\bstyle=", source)


def test_every_link_leads_somewhere_and_every_id_is_one():
    page = Page(summarize(STORY, words=60, explain=True).to_html(STORY))
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in page.all("a") if link["href"].startswith("#")} <= set(ids)


def test_every_citation_is_marked_in_its_article_and_leads_back():
    summary = summarize(STORY, words=60)
    page = Page(summary.to_html(STORY))
    marked = {attrs["id"] for attrs in page.all("mark")}
    for number, sentence in enumerate(summary.sentences, start=1):
        assert {f"p{citation.document}-{citation.start}" for citation in sentence.citations} <= marked
        assert f"#s{number}" in {link["href"] for link in page.all("a", "back")}


def test_articles_stand_in_full_and_what_was_cleaned_away_says_why():
    page = Page(summarize(STORY, words=60).to_html(STORY))
    assert "byline HARBOUR NEWS byline By Ana Lund" in page.text
    assert "share Share this article on Facebook" in page.text
    assert len(page.all("p", "cut")) == 3
    assert "news.example3 January 2026https://news.example/two" in page.text


def test_figures_that_differ_are_shown_with_both_values():
    summary = summarize(STORY, words=60)
    page = Page(summary.to_html(STORY))
    sentence = next(sentence for sentence in summary.sentences if sentence.differing)
    one, two = (source_number(title, summary) for title in ("One", "Two"))
    lines = {
        "398 ballots": f"398 ballots, but 406 ballots in [{two}] Two, later",
        "406 ballots": f"406 ballots, but 398 ballots in [{one}] One, earlier",
    }
    assert lines[sentence.differing[0].here] in page.text
    assert len(page.all("p", "differs")) == 1  # what two sentences say of each other is said once
    assert "#d1" in [link["href"] for link in page.all("a", "back", "unlike")]


def source_number(title, summary):
    return next(article.number for article in summary.articles if article.title == title)


@pytest.mark.parametrize(
    ("documents", "options", "heading"),
    [
        ([Document(STORY[0].text, title="Ballots found"), Document(STORY[1].text, title="Other")], {}, "Ballots found"),
        (STORY[:2], {"query": "Who found the\nballots?"}, "Who found the ballots?"),
        ([Document(STORY[0].text)], {}, "The box with 398 ballots was found at Eastgate School …"),
        ([Document(STORY[0].text, title="found at Eastgate"), Document(STORY[1].text, title="Ballots")], {}, "Ballots"),
    ],
)
def test_the_heading_is_the_question_or_the_title_or_the_first_words(documents, options, heading):
    page = summarize(documents, **options).to_html(documents)
    assert f"<h1>{heading}</h1>" in page
    assert f"<title>{heading}</title>" in page


def test_the_days_that_a_summary_spans_stand_beside_its_heading():
    page = Page(summarize(STORY[:2], words=60).to_html(STORY[:2]))
    assert "2 to 3 January 2026" in page.text


def test_a_source_without_a_title_shows_its_first_words_outlet_and_day_and_no_path():
    documents = [Document(STORY[0].text, name="news/a.txt", outlet="The Harbour", date="2026-01-02")]
    source = summarize(documents).to_html(documents).partition("<h2>Sources")[2].partition("</section>")[0]
    assert "The box with 398 ballots was found at Eastgate School …" in source
    assert "The Harbour" in source
    assert "2 January 2026" in source
    assert "news/a.txt" not in source


@given(st.lists(st.integers(1, 60), min_size=1, max_size=130))
def test_shares_add_to_a_hundred(lengths):
    sentences = tuple(
        SummarySentence("x " * length, 0.5, 1, (Citation(number, number - 1, 0, 1, "x"),))
        for number, length in enumerate(lengths, start=1)
    )
    sources = tuple(Source(n, n - 1, n, None, None, None, None, "") for n in range(1, len(lengths) + 1))
    given = shares(SummaryRecord(sentences, sources, (), sum(lengths), {}))
    assert sum(given) == 100
    assert all(0 <= share <= 100 for share in given)
    assert min(given) > 0 or len(lengths) > 30


@pytest.mark.parametrize(
    ("articles", "words", "days", "expected"),
    [
        ([0, 1, 0, 1], 25, {}, [[1, 2, 3, 4]]),  # a short summary
        ([0, 0, 0, 0, 0, 0], 30, {}, [[1, 2, 3, 4, 5, 6]]),
        ([0, 1, 0, 1, 0], 30, {}, [[1, 2], [3, 4], [5]]),
        ([0, 0, 0, 1, 1], 30, {}, [[1, 2, 3], [4, 5]]),
        ([0, 1, 1, 0, 0], 30, {0: "2026-01-02", 1: "2026-01-03"}, [[1], [2, 3], [4, 5]]),
    ],
)
def test_a_long_summary_has_paragraphs(articles, words, days, expected):
    sentences = tuple(SummarySentence("x " * words, 0.5, 1, (Citation(1, article, 0, 1, "x"),)) for article in articles)
    record = SummaryRecord(sentences, (), (), words * len(articles), {})
    assert paragraphs(record, {0: None, 1: None, **days}) == expected


@pytest.mark.parametrize(("number", "letters"), [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (703, "aaa")])
def test_sentences_have_letters(number, letters):
    assert letter(number) == letters


def test_a_passage_opens_where_it_was_published():
    documents = [Document(STORY[1].text, url="https://news.example/two")]
    summary = summarize(documents, words=60)
    links = [link["href"] for link in Page(summary.to_html(documents)).all("a", "out")]
    assert sorted(links) == sorted(str(sentence.citations[0].link) for sentence in summary.sentences)


def test_an_article_that_is_not_used_is_listed_with_the_reason_and_can_be_read():
    page = Page(summarize(STORY, words=12).to_html(STORY))
    assert "Three: is about something else" in page.text
    assert "Not used: Three The weather on the coast" in page.text


def test_a_sentence_of_several_voices_stands_out():
    texts = [
        "The dam broke at dawn on Monday. Nobody was hurt in the flood.",
        "At Elsa the dam broke at dawn on Monday.",
    ]
    summary = summarize(texts, words=20)
    page = Page(summary.to_html(texts))
    several = [f"s{number}" for number, sentence in enumerate(summary.sentences, start=1) if sentence.voices > 1]
    assert [attrs["id"] for attrs in page.all("span", "sentence", "several")] == several
    assert page.text.count("2 voices") == len(several) == 1
    assert "several" not in str(Page(summarize(texts[0]).to_html(texts[0])).elements)


def test_without_its_documents_a_page_shows_the_passages():
    summary = summarize(STORY, words=60)
    page = Page(summary.to_html())
    assert "The passages" in page.text
    for sentence in summary.sentences:
        assert page.text.count(sentence.text) >= 1
    assert "Share this article" not in page.text


def test_other_documents_are_refused():
    with pytest.raises(SummarizeError, match="the documents that the summary was made from"):
        summarize(STORY).to_html(STORY[::-1])
    with pytest.raises(SummarizeError, match="the documents that the summary was made from"):
        summarize(STORY).to_html(STORY[:1])


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://a.example/x?y=1&z=2", "https://a.example/x?y=1&z=2"),
        ("HTTP://a.example", "HTTP://a.example"),
        (" ht\ttps://a.example/\u200b", "https://a.example/"),
        ("javascript:alert(1)", ""),
        ("JaVa\tScript:alert(1)", ""),
        ("\x01javascript:alert(1)", ""),
        ("data:text/html,<script>", ""),
        ("//a.example/x", ""),
        ("https:", ""),
        ("http://[::1", ""),
        ("file:///etc/passwd", ""),
        (None, ""),
    ],
)
def test_only_addresses_of_the_web_are_linked(url, link):
    assert safe_url(url) == link


@pytest.mark.parametrize(
    ("day", "read"),
    [("2026-03-04", "4 March 2026"), ("2026-12-31T09:30", "31 December 2026"), ("spring", "spring"), (None, "")],
)
def test_days_are_written_out(day, read):
    assert written(day) == read


def test_many_articles_stay_a_page():
    texts = [
        f"The bridge number {number} was closed on Monday at dawn. "
        + f"{'x' * 5000} {number}. " * 3
        + f"It has {number} arches."
        for number in range(500)
    ]
    summary = summarize(texts, words=300)
    source = summary.to_html(texts)
    assert sum(map(len, texts)) > CITED_BYTES + OTHER_BYTES
    assert len(source.encode()) < 5_000_000
    marked = {attrs["id"] for attrs in Page(source).all("mark")}
    citations = [citation for sentence in summary.sentences for citation in sentence.citations]
    assert {f"p{citation.document}-{citation.start}" for citation in citations} <= marked
    assert "left out of this page" in source


def test_a_long_article_is_shown_around_its_passages(monkeypatch):
    monkeypatch.setattr(sys.modules["summarize.render.page.articles"], "CITED_BYTES", 300)
    paragraphs = [f"Paragraph {row} of the report says very little about anything." for row in range(9)]
    paragraphs[4] = "The dam at Elsa broke at dawn on Monday and two villages were flooded."
    text = "\n\n".join(paragraphs)
    summary = summarize(text, sentences=1)
    article = articles(summary, summary.cleaned([Document(text)]), [])[0]
    row = paragraphs.index(summary.sentences[0].text)
    kept = [paragraph for paragraph in article.paragraphs if not paragraph.left_out]
    assert len(kept) == len(range(max(0, row - 1), min(8, row + 1) + 1))
    assert sum(paragraph.left_out for paragraph in article.paragraphs) == 9 - len(kept)


def test_a_notebook_shows_a_small_card_that_brings_no_styles_and_no_links():
    for text in HOSTILE:
        card = summary_of(text, title=text, name=text, url=text)._repr_html_()
        page = Page(card)
        assert {tag for tag, _ in page.elements} == {"div", "span", "details", "summary"}
        assert {name for _, attrs in page.elements for name in attrs} <= {"style", "dir"}
        assert not UNSAFE.search(card)
    assert "The dam broke. [1]" in Page(summary_of("The dam broke.")._repr_html_()).text
