"""Markdown: the prose as plain paragraphs, the facts of the front matter, and no source that keeps the parser busy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.errors import ReadError
from summarize.read.inputs import read
from summarize.read.markdown import MAX_MARKDOWN_CHARACTERS, MAX_MARKDOWN_MARKS, article
from summarize.read.readers import READERS
from tests.reading import STORY, read_error, texts

MARKDOWN = {
    "paragraphs": ("One line\nand two.\n\n\nNext.", "One line\nand two.\n\nNext."),
    "line ends of Windows": ("One\r\ntwo.\r\n\r\nNext.\r\n", "One\ntwo.\n\nNext."),
    "hard breaks": ("One  \ntwo\\\nthree", "One\ntwo\nthree"),
    "a break as a tag": ("One<br>two<br />three", "One\ntwo\nthree"),
    "emphasis": ("A *b* **c** ***d*** _e_ __f__ g_h_i 2*3*4", "A b c d e f g_h_i 234"),
    "code in the line": ("Run `ls -l` now", "Run ls -l now"),
    "links": ("See [the *plan*](http://x.y 'title') and [it][1].\n\n[1]: http://x.y", "See the plan and it."),
    "links without a target": ("As shown [1] and [sic].", "As shown [1] and [sic]."),
    "addresses": ("See <http://x.y/a?b=1>.", "See http://x.y/a?b=1."),
    "images": ("A ![picture](a.png) here.\n\n![only](b.png)\n\n[![linked](c.png)](http://x.y)", "A  here."),
    "links and marks": ("At [[Elsa|the dam]] ==43 men== of [[Lund]] met.", "At the dam 43 men of Lund met."),
    "code blocks": ("A\n\n```py\nx = 1\n```\n\n    y = 2\n\n~~~\nz\n~~~\n\nB", "A\n\nB"),
    "an open fence": ("A\n\n```\nB\n\nC", "A"),
    "tables": ("A\n\n| b | c |\n|---|---|\n| d | e |\n\nF", "A\n\nF"),
    "raw HTML": ("A\n\n<div>\nB\n</div>\n\nC <span class='x'>d</span> <!-- e --> f", "A\n\nC d  f"),
    "a script": ("A\n\n<script>\nalert(1)\n\n</script>\n\nB", "A\n\nB"),
    "headings": (
        "Intro\n\n## Two\n\nA\n\nThree\n---\n\nB\n\n# Late title\n\n# One more",
        "Intro\n\nTwo\n\nA\n\nThree\n\nB\n\nOne more",
    ),
    "lists": ("- a\n- b\n  c\n\n1. d\n2. e\n   - f", "a\n\nb\nc\n\nd\n\ne\n\nf"),
    "quotations": ("> a\n> b\n>\n> c\n\nd", "a\nb\n\nc\n\nd"),
    "rules": ("A\n\n---\n\nB\n\n***\n\nC", "A\n\nB\n\nC"),
    "entities and escapes": ("AT&amp;T &copy; \\*not\\* 1 < 2", "AT&T © *not* 1 < 2"),
    "quotes are not made curly": ("\"It's\" -- well...", "\"It's\" -- well..."),
    "a table cell in a list": ("- a\n\n  | b |\n  |---|\n  | c |\n- d", "a\n\nd"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "text"), MARKDOWN.values(), ids=MARKDOWN)
def test_markdown_becomes_plain_paragraphs(source, text):
    assert article(source).text == text


@pytest.mark.parametrize("suffix", [".md", ".markdown", ".MD"])
def test_markdown_is_read_by_its_suffix(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    path.write_text(f"# The *dam* breaks\n\n**{STORY}**\n", encoding="utf-8")
    (document,) = read(path).documents
    assert (document.title, document.text, document.name) == ("The dam breaks", STORY, str(path))


def test_markdown_in_a_text_file_is_text(tmp_path):
    (tmp_path / "a.txt").write_text("# One *two*")
    assert texts(read(tmp_path / "a.txt")) == ["# One *two*"]


def test_markdown_in_a_legacy_encoding_is_told(tmp_path):
    (tmp_path / "a.md").write_bytes("Il est déjà à la *gare*, près de l’école.".encode("cp1252"))
    reading = read(tmp_path / "a.md")
    assert texts(reading) == ["Il est déjà à la gare, près de l’école."]
    assert "read as cp1252" in reading.warnings[0]


def test_markdown_without_prose_is_an_error(tmp_path):
    (tmp_path / "a.md").write_text("# Title\n\n```\ncode\n```\n\n![x](y.png)\n")
    assert read_error(tmp_path / "a.md").startswith(f"{tmp_path / 'a.md'}: has no text besides")


FRONT = """---
# a comment
title: "The day: it came"
Date: 2020-03-04T09:30:15+01:00
link: https://x.y/link
authors: [Ana, 'Bo']
tags:
  - a
nested:
  title: not this
title: nor this
---
# Heading

Text.
"""


def test_front_matter_is_left_out_and_gives_the_facts():
    (document,) = READERS[".md"](FRONT.encode(), "a.md").documents
    assert (document.text, document.title, document.date, document.url, document.author, document.outlet) == (
        *("Text.", "The day: it came", "2020-03-04T09:30", "https://x.y/link", "Ana, Bo", "x.y"),
    )


def test_front_matter_with_the_line_ends_of_windows():
    page = article(FRONT.replace("\n", "\r\n"))
    assert (page.text, page.title) == ("Text.", "The day: it came")


def test_an_url_comes_before_a_link_and_a_heading_stands_in_for_a_title():
    (document,) = READERS[".md"](b"---\nlink: b\nurl: a\n...\n# Heading\n\nText.", "a.md").documents
    assert (document.text, document.title, document.date, document.url) == ("Text.", "Heading", None, "a")


@pytest.mark.parametrize(
    "source",
    [
        "---\nNo facts here.\n---\n\nText.",
        "Text before\n---\ntitle: a\n---\n",
        "---\ntitle: never closed\n\nText.",
        " ---\ntitle: indented\n---\nText.",
        "---\n" + "a: b\n" * 300 + "---\nText.",
        "----\ntitle: a\n----\nText.",
    ],
    ids=["a rule", "not at the top", "open", "indented", "too long", "four dashes"],
)
def test_what_is_no_front_matter_is_text(source):
    page = article(source)
    assert page.title is None
    assert len(page.text) > 8


@pytest.mark.parametrize(("lines", "title"), [(199, "a"), (200, None)])
def test_front_matter_is_no_longer_than_a_page(lines, title):
    assert article("---\n" + "title: a\n" * lines + "---\nText.").title == title


@pytest.mark.parametrize(
    ("value", "title"), [("'a", "'a"), ("'a\"", "'a\""), ("'", "'"), ("'a'", "a"), ('"a: b"', "a: b"), ("aba", "aba")]
)
def test_a_title_loses_its_quotation_marks_in_pairs(value, title):
    assert article(f"---\ntitle: {value}\n---\nText.").title == title


def test_empty_front_matter_is_left_out():
    assert article("---\n---\nText.").text == "Text."


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2020-03-04", "2020-03-04"),
        ("'2020-03-04'", "2020-03-04"),
        ("2020-03-04 09:30", "2020-03-04T09:30"),
        ("2020-03-04T09:30:00Z", "2020-03-04T09:30"),
        ("2020-02-30", None),
        ("2020-03-04T25:00", None),
        ("4 March 2020", "2020-03-04"),
        ("March", None),
        ("~", None),
        ("", None),
    ],
)
def test_dates_are_taken_when_they_are_sure(value, date):
    (document,) = READERS[".md"](f"---\ndate: {value}\n---\nText.".encode(), "a.md").documents
    assert document.date == date


@pytest.mark.parametrize("value", ["|", ">", "|-", ">-", "null", "''", "", "~"])
def test_a_title_without_a_value_on_its_line_is_none(value):
    assert article(f"---\ntitle: {value}\n---\nText.").title is None


def test_yaml_objects_are_but_text():
    assert article("---\ntitle: !!python/object/apply:os.system ['x']\n---\nText.").title == (
        "!!python/object/apply:os.system ['x']"
    )


@pytest.mark.parametrize(
    "piece", ["[", "![", ">", "- ", "*a ", "`", "<!-- ", "| a ", "# ", "[a]: b\n", "\\", "  "], ids=repr
)
def test_deep_or_endless_markdown_ends(piece):
    article("Text.\n\n" + piece * 5000)


@given(st.text())
def test_markdown_never_raises_and_leaves_no_empty_paragraph(source):
    text = article(source).text
    assert text == text.strip()
    assert "\n\n\n" not in text


@pytest.mark.parametrize(
    ("source", "limit"),
    [
        ("a" * (MAX_MARKDOWN_CHARACTERS + 1), "1,000,000 characters"),
        ("- a\n" * (MAX_MARKDOWN_MARKS // 2) + "[" * (MAX_MARKDOWN_MARKS // 2 + 1), "100,000 lines and brackets"),
        ("a\r" * (MAX_MARKDOWN_MARKS + 1), "100,000 lines and brackets"),
    ],
    ids=["characters", "lines and brackets", "lines of an old Mac"],
)
def test_more_markdown_than_an_article_has_is_refused_with_the_remedy(tmp_path, source, limit):
    page = tmp_path / "page.md"
    page.write_bytes(source.encode())
    with pytest.raises(ReadError, match=rf"page\.md: is over {limit} of Markdown; save it as plain text"):
        read(page)
