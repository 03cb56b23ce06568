"""Links that open at the passage: encoded by the specification, and the only match in the article."""

import re
from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Document, summarize
from summarize.cite.passage_links import CONTEXT, count_words_of, encoded, folded, linked
from summarize.records import Citation
from summarize.text.repair import repair
from summarize.verify import mismatches

URL = "https://news.example/a"
LONG = (
    "Two villages below the dam, which had been warned on Sunday night by its owners, were flooded before noon on "
    "Monday, the mayor of the larger one said."
)


def link_to(passage, before="", behind="", url=URL, **facts):
    """The citation of a passage between two texts, with its link."""
    document = Document(before + passage + behind, url=url, **facts)
    return linked(Citation(1, 0, len(before), len(before + passage), repair(passage)), document).link


@pytest.mark.parametrize(
    ("before", "passage", "behind", "fragment"),
    [
        ("", "It broke.", "", "It%20broke."),
        ("", "A well-known, fire & rescue.", "", "A%20well%2Dknown%2C%20fire%20%26%20rescue."),
        ("", "Überschwemmung in Köln.", "", "%C3%9Cberschwemmung%20in%20K%C3%B6ln."),
        ("", LONG, "", "Two%20villages%20below%20the%20dam%2C,of%20the%20larger%20one%20said."),
        ("It broke at noon. ", "It broke.", " Then it fell.", "It%20broke."),
        ("", "It broke.", " He saw it. Then it broke.", "It%20broke.,-He%20saw%20it."),
        ("He saw it. ", "It broke.", " So it broke.", "He%20saw%20it.-,It%20broke."),
        (
            "It broke. He saw.\n\nCrews left.\n\n",
            "It broke.",
            "\n\nAll.",
            "Crews%20left.-,It%20broke.",
        ),  # one paragraph
        ("", "It broke\nat dawn.", "", "It%20broke,at%20dawn."),  # a browser finds no word across a line
        (
            "",
            "堤防が決壊した。",
            "村が浸水した。",
            "%E5%A0%A4%E9%98%B2%E3%81%8C%E6%B1%BA%E5%A3%8A%E3%81%97%E3%81%9F%E3%80%82",
        ),
    ],
)
def test_the_fragment_is_the_shortest_that_matches_once(before, passage, behind, fragment):
    assert link_to(passage, before, behind) == f"{URL}#:~:text={fragment}"


def matches(fragment, text):
    """Where a browser finds a fragment: start, end of each match in the folded text, by the specification."""
    parts = re.fullmatch(r"(?:([^,]+)-,)?([^,]+)(?:,([^,-][^,]*))?(?:,-([^,]+))?", fragment)
    assert parts
    prefix, start, end, suffix = (folded(unquote(part)) if part else "" for part in parts.groups())
    head = re.escape(f"{prefix} " if prefix else "") + re.escape(start)
    pattern = head + (".*?" + re.escape(end) if end else "") + re.escape(f" {suffix}" if suffix else "")
    return [match.span() for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", folded(text))]


WORDS = st.lists(st.sampled_from(["dam", "the", "broke-up", "fire & rescue,", "Elsa", "été"]), min_size=1, max_size=30)


@given(st.lists(WORDS, min_size=1, max_size=6), st.integers(0, 5))
def test_a_fragment_matches_its_passage_and_nothing_else(sentences, index):
    texts = [" ".join(words) + "." for words in sentences]
    index %= len(texts)
    start = sum(len(text) + 1 for text in texts[:index])
    passage, text = texts[index], " ".join(texts)
    link = linked(Citation(1, 0, start, start + len(passage), passage), Document(text, url=URL)).link
    assert link
    if ":~:" not in link:
        return
    found = matches(link.partition("text=")[2], text)
    assert len(found) == 1
    assert (
        found[0][0]
        <= len(folded(text[:start] + "x")) - 1
        < len(folded(text[: start + len(passage)]))
        <= found[0][1] + 1
    )


def test_what_cannot_be_told_apart_gets_the_address_alone():
    text = "It broke. " * 50
    assert linked(Citation(1, 0, 200, 209, "It broke."), Document(text, url=URL)).link == URL


@pytest.mark.parametrize(
    ("url", "link"),
    [
        (None, None),
        ("javascript:alert(1)", None),
        ("ftp://news.example/a", None),
        (f"{URL}#top", f"{URL}#top:~:text=It%20broke."),
        (f"{URL}#:~:text=old", f"{URL}#:~:text=It%20broke."),
        (f"{URL}?a=1&b=2", f"{URL}?a=1&b=2#:~:text=It%20broke."),
    ],
)
def test_only_addresses_of_the_web_are_linked_and_fragments_are_kept(url, link):
    assert link_to("It broke.", url=url) == link


@pytest.mark.parametrize(
    ("facts", "link"),
    [
        ({"url": "https://x.example/a.pdf#page=9", "name": "a.pdf"}, "https://x.example/a.pdf#page=2"),
        ({"url": None, "name": "reports/ä b.pdf"}, "reports/%C3%A4%20b.pdf#page=2"),
        ({"url": None, "name": "javascript:alert(1).pdf"}, "javascript%3Aalert%281%29.pdf#page=2"),
        ({"url": None, "name": "//evil.example/a.pdf"}, "/evil.example/a.pdf#page=2"),
        ({"url": None, "name": "all.zip/b.pdf"}, None),
        ({"url": None, "name": "news/all.tar.gz/b.pdf"}, None),
        ({"url": None, "name": "all.TAR/b.pdf"}, None),
        ({"url": None, "name": "all.tgz/b.pdf"}, None),
        ({"url": None, "name": "all.mbox/b.pdf"}, None),
        ({"url": None, "name": None}, None),
    ],
)
def test_a_pdf_opens_at_its_page(facts, link):
    document = Document("One page.\n\nIt broke.", pages=(0, 11), **facts)
    assert linked(Citation(1, 0, 11, 20, "It broke.", page=2), document).link == link


@given(*[st.text("ab é.\n")] * 3)
def test_a_selector_tells_the_passage_with_what_stands_around_it(before, passage, behind):
    text = f"{before} {passage} {behind}"
    start = len(before) + 1
    citation = Citation(1, 0, start, start + len(passage), repair(passage))
    selector = linked(citation, Document(text)).selector
    assert selector
    assert selector.exact == citation.text
    assert len(selector.prefix) <= CONTEXT >= len(selector.suffix)
    assert repair(f" {before}").endswith(selector.prefix.strip())
    assert repair(f"{behind} ").startswith(selector.suffix.strip())


@given(st.text())
def test_what_is_encoded_has_no_sign_of_the_syntax_and_is_decoded_to_itself(text):
    assert re.fullmatch(r"[A-Za-z0-9_.~%]*", encoded(text))
    assert unquote(encoded(text)) == re.sub("[\ud800-\udfff]", "?", text)


def test_a_line_that_ends_inside_a_short_passage_is_bridged_by_its_start_and_end():
    document = Document("Rain fell.\n\nThe dam  broke at dawn.", url=URL)  # two spaces: <br> in a web page
    link = linked(Citation(1, 0, 12, 35, "The dam broke at dawn."), document).link
    assert link == f"{URL}#:~:text=The%20dam,broke%20at%20dawn."


def test_words_are_counted_from_word_to_word():
    assert count_words_of("dam", folded("Dams. The DÀM, a dam-like thing and adam.")) == 2
    assert count_words_of("it", "sit with its bit") == 0


def test_a_link_that_was_changed_is_found_out():
    documents = [Document(f"The dam broke at dawn on Monday. {LONG}", url=URL)]
    summary = summarize(documents)
    first = summary.sentences[0]
    assert list(mismatches(summary, dict(enumerate(documents)))) == []
    for change in ({"link": "https://evil.example/"}, {"link": None}):
        forged = replace(first, citations=(replace(first.citations[0], **change),))
        lines = mismatches(replace(summary, sentences=(forged, *summary.sentences[1:])), dict(enumerate(documents)))
        assert list(lines) == ["sentence 1 [1]: its link or selector does not lead to the passage"]


def test_markdown_marks_are_links_where_an_address_is_known():
    documents = [Document("The dam (at Elsa) broke_up.", url="https://x.example/a_(b)?c&copy=1")]
    markdown = summarize(documents).to_markdown()
    assert "[\\[1\\]](https://x.example/a_%28b%29?c&amp;copy=1#:~:text=The%20dam%20" in markdown
