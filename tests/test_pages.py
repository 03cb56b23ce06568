"""Saved web pages: the article and nothing of the site, in the encoding that the bytes tell."""

import json

import pytest

from summarize.clean.blocks import clean
from summarize.read.inputs import read, read_all
from summarize.read.web_page import prose
from tests.reading import DATA, FACTS, SENTENCE, STORY, WITH_LIBRARIES, harmless, made, refused

pytestmark = WITH_LIBRARIES

PAGES = json.loads((DATA / "pages" / "pages.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if page["keep"]])
def test_of_a_page_every_sentence_of_the_article_is_kept_and_nothing_of_the_site(name):
    (document,) = read(DATA / "pages" / f"{name}.html").documents
    blocks = [document.text[block.start : block.end] for block in clean(document.text, document.title)]
    prose = " ".join(" ".join(blocks).split())
    assert [one for one in PAGES[name]["keep"] if one not in prose] == []
    kept = " ".join(document.text[b.start : b.end] for b in clean(document.text, document.title) if b.kind == "prose")
    assert [one for one in PAGES[name]["drop"] if one in kept] == []
    for fact in ("title", "author", "outlet", "date", "url"):
        assert getattr(document, fact) == PAGES[name].get(fact, getattr(document, fact))


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if not page["keep"]])
def test_a_page_without_an_article_is_refused_with_the_reason(name):
    page = DATA / "pages" / f"{name}.html"
    assert PAGES[name]["drop"] in refused(page.read_bytes(), "a.html")


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if "encoding" in page])
def test_the_bytes_of_a_page_count_more_than_what_it_says_of_them(name):
    reading = read(DATA / "pages" / f"{name}.html")
    assert reading.encodings == (PAGES[name]["encoding"],)


def test_a_page_that_names_no_codec_of_text_is_read_all_the_same():
    for label in ("rot13", "zlib", "unicode_escape", "undefined", "utf-7", "x" * 40):
        page = (
            f"<html><head><meta charset='{label}'></head><body><article><p>{STORY} Déjà vu.</p></article></body></html>"
        )
        assert SENTENCE in made(page.encode("cp1252"), "a.html").documents[0].text


def test_pages_are_known_without_their_suffix_and_the_parts_of_a_saved_page_are_left_out(tmp_path):
    page = (DATA / "one" / "a.html").read_bytes()
    assert made(page, "-").documents[0].title == made(page, "page.asp").documents[0].title == FACTS["title"]
    (tmp_path / "page.html").write_bytes(page)
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "frame.html").write_bytes(page)
    reading = read_all([tmp_path])
    assert [document.name for document in reading.documents] == [str(tmp_path / "page.html")]
    assert reading.warnings == (f"{tmp_path / 'page_files'}: left out, the parts of a saved page; name it to read it",)


@pytest.mark.parametrize("piece", ["<div>", "<p>x", "<a b='", "<!--", "<br>", "&amp;", "<ul><li>x", "<![CDATA["])
def test_pages_built_to_keep_a_parser_busy_end(piece):
    page = f"<html><body><p>{STORY}</p>{piece * 20_000}"
    harmless(page.encode(), "a.html")
    assert isinstance(prose(page), str)
