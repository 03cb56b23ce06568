import html
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from summarize.records import Citation, Source, Summary, SummarySentence, Unused
from summarize.render import RENDERERS, UNSAFE, to_json, to_text

HOSTILE = [
    "\x1b[31mred\x1b[0m",
    "\x1b]52;c;YmFk\x07",
    "\x9b31m",
    "over\rwritten\x08",
    "\u202egnp.exe",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></script>",
    "[click](javascript:alert(1))",
    "![beacon](http://evil.example/x.png)",
    "# heading",
    "[1]: http://evil.example",
    "| a | b |\n|---|---|",
    "```\nfence",
    "&lt;b&gt; &#27;[31m",
    "1. list",
    "- item",
    "lone \udcff surrogate",
    "tag \U000e0041 letters",
]


def summary_of(text, title="A title", name="a.txt", url=None):
    place = Citation(1, 0, 0, len(text), text)
    return Summary(
        (SummarySentence(text, 0.5, 1, (place,)),),
        (Source(1, 0, 1, title, name, "2026-01-02", url, "0" * 64),),
        (Unused(1, "adds nothing that fits", title, name, None, url, "0" * 64),),
        len(text.split()),
        {"words": 150},
        (f"{name}: 3 characters replaced",),
    )


@pytest.mark.parametrize("form", RENDERERS)
@pytest.mark.parametrize("text", HOSTILE)
def test_no_control_character_of_the_input_comes_out_raw(form, text):
    rendered = RENDERERS[form](summary_of(text, title=text, name=text, url=text))
    assert not UNSAFE.search(rendered)
    rendered.encode("utf-8")


@pytest.mark.parametrize("text", HOSTILE)
def test_html_is_only_our_own_tags(text):
    rendered = RENDERERS["html"](summary_of(text, title=text, name=text, url=text))
    assert set(re.findall(r"</?([a-z0-9]+)", rendered)) <= {"article", "p", "sup", "ol", "ul", "li"}


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_foreign_text_as_text(text):
    rendered = RENDERERS["markdown"](summary_of(text, title=text, name=text, url=text))
    tokens = MarkdownIt("commonmark").enable("table").parse(rendered)
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}
    assert kinds <= {
        *(
            "paragraph_open",
            "paragraph_close",
            "heading_open",
            "heading_close",
            "inline",
            "text",
            "text_special",
        ),
        *("ordered_list_open", "ordered_list_close", "list_item_open", "list_item_close"),
        *("bullet_list_open", "bullet_list_close", "softbreak"),
    }
    assert sum(token.type == "heading_open" for token in tokens) == 2


@pytest.mark.parametrize(
    ("text", "shown"), [("1. FC won.", r"1\. FC won."), ("- no", r"\- no"), ("3.5 rose.", r"3\.5 rose.")]
)
def test_the_head_of_a_line_opens_no_list(text, shown):
    rendered = RENDERERS["markdown"](summary_of(text, title=text))
    assert rendered.startswith(shown)
    assert f"1. {shown}" in rendered


def test_markdown_reads_as_the_text_does():
    shown = " ".join(token.content for token in MarkdownIt().parse(RENDERERS["markdown"](summary_of("A *b* [1] c."))))
    assert "A \\*b\\* \\[1\\] c." in shown


@given(st.text(min_size=1))
def test_json_gives_back_the_very_text(text):
    data = json.loads(to_json(summary_of(text, title=text)))
    assert data["sentences"][0]["text"] == text
    assert data["sources"][0]["title"] == text
    assert data["summary"] == text


@given(st.text())
def test_html_escapes_and_nothing_else(text):
    rendered = RENDERERS["html"](summary_of("x" + text))
    body = rendered.split("<p>")[1].split(" <sup>")[0]
    assert html.unescape(body) == " ".join(UNSAFE.sub("\ufffd", "x" + text).split())


def test_text_holds_marks_sources_and_unused():
    assert to_text(summary_of("The dam broke.")) == (
        "The dam broke. [1]\n\nSources (1 independent voice)\n[1] A title, 2026-01-02, a.txt\n\n"
        "Not used\n- A title, a.txt: adds nothing that fits\n"
    )


def test_copies_of_one_story_say_so():
    first, second = (Source(n, n - 1, 1, None, f"{n}.txt", None, None, "0" * 64) for n in (1, 2))
    place = [Citation(n, n - 1, 0, 3, "Yes") for n in (1, 2)]
    summary = Summary((SummarySentence("Yes", 1.0, 1, tuple(place)),), (first, second), (), 1, {})
    assert "[2] 2.txt (same story as [1])" in to_text(summary)
    assert "Sources (1 independent voice)" in to_text(summary)


def test_a_title_with_line_breaks_stays_on_its_line():
    assert "[1] A title [9] forged," in to_text(summary_of("Yes.", title="A title\n[9] forged"))


@given(st.integers(40, 120))
def test_wrapped_text_keeps_to_the_width(width):
    rendered = to_text(summary_of("The dam broke at dawn on Monday. " * 9), width=width)
    assert max(map(len, rendered.splitlines())) <= width


@pytest.mark.parametrize("form", RENDERERS)
def test_a_summary_renders_itself(form):
    summary = summary_of("The dam broke.")
    assert summary.render(form) == RENDERERS[form](summary)
    assert str(summary) == to_text(summary)
    assert summary._repr_html_() == summary.to_html()
    assert json.loads(summary.to_json()) == json.loads(json.dumps(summary.to_dict()))
