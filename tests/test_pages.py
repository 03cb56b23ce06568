"""Page numbers: each passage of a PDF has the page that it begins on, in every format, and old summaries load."""

import json
import re

import pytest

from summarize import Document, summarize
from summarize.read.inputs import read
from summarize.saved import load_summary
from summarize.verify import mismatches
from tests.reading import WITH_LIBRARIES
from tests.test_pdf import pdf

PAGES = (
    ("The mill on the Lome burned down on Sunday night, and two", "firemen were hurt when its roof fell in at ten."),
    (),
    (
        "Divers will look for its bell in the river on Friday, the",
        "mayor of the town said. The bell was cast in 1874, and it",
    ),
    ("weighs four tons. A baker from Lund gave it to the town.",),
)


def report() -> bytes:
    """Return a PDF of four pages, the second without text; a sentence begins on the third and ends on the fourth."""
    count = len(PAGES)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (b" ".join(b"%d 0 R" % (4 + 2 * page) for page in range(count)), count),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, lines in enumerate(PAGES):
        shown = "".join(
            f"BT /F 12 Tf 50 {600 - 14 * row} Td ({line}) Tj ET " for row, line in enumerate(lines)
        ).encode()
        resources = b"/Resources<</Font<</F 3 0 R>>>>"
        content = 5 + 2 * number
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R%b>>" % (content, resources))
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(shown), shown))
    return pdf(*objects)


@pytest.fixture
def made(tmp_path):
    (tmp_path / "report.pdf").write_bytes(report())
    return read(tmp_path / "report.pdf").documents[0]


@WITH_LIBRARIES
def test_each_passage_has_the_page_it_begins_on(made):
    summary = summarize([made], words=100)
    pages = {sentence.text.split()[1]: sentence.citations[0].page for sentence in summary.sentences}
    assert pages == {"mill": 1, "will": 3, "bell": 3, "baker": 4}


@WITH_LIBRARIES
def test_every_format_shows_the_page(made):
    summary = summarize([made], words=100)
    assert "[1, p. 3]" in str(summary)
    assert re.search(r"\[\\\[1, p. 3\\\]\]\([^)]*report.pdf#page=3\)", summary.to_markdown())
    assert ", p. 3]" in summary.to_html()
    assert '"page": 3' in summary.to_json()
    assert load_summary(summary.to_json()) == summary


@WITH_LIBRARIES
def test_a_wrong_page_is_found(made):
    summary = summarize([made], words=100)
    data = json.loads(summary.to_json())
    data["sentences"][0]["citations"][0]["page"] = 2
    assert list(mismatches(summary, {0: made})) == []
    assert any("page 2" in line for line in mismatches(load_summary(json.dumps(data)), {0: made}))


def test_an_article_without_pages_has_none_and_an_old_summary_loads():
    summary = summarize([Document("The mill on the Lome burned down on Sunday night.")], words=50)
    assert summary.sentences[0].citations[0].page is None
    assert ", p." not in str(summary)
    data = json.loads(summary.to_json())
    del data["sentences"][0]["citations"][0]["page"]
    assert load_summary(json.dumps(data)) == summary


@pytest.mark.parametrize(("offset", "page"), [(0, 1), (9, 1), (10, 3), (24, 3), (25, 4), (999, 4)])
def test_an_empty_page_begins_where_the_next_one_does(offset, page):
    assert Document("x" * 40, pages=(0, 10, 10, 25)).page_at(offset) == page


def test_many_articles_not_used_are_counted():
    documents = [Document("The mill on the Lome burned down on Sunday night.", name="a.txt")]
    documents += [Document("!", name=f"b{number:02}.txt") for number in range(15)]
    summary = summarize(documents, words=50)
    for text in (str(summary), summary.to_markdown()):
        assert text.count("no article text found") == 10
        assert "and 5 more articles; JSON and HTML list all of them" in text
