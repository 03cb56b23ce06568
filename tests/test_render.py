import json
import re
from dataclasses import replace

import pytest
import wcwidth
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from summarize import Document, digest, summarize, timeline
from summarize.records import (
    Choice,
    Citation,
    DifferingFigure,
    Explanation,
    RunnerUp,
    Source,
    SummarySentence,
    Unused,
)
from summarize.render.notes import describe_runner_up, ordinal
from summarize.render.renderers import RENDERERS, to_json
from summarize.render.text import Style, to_text
from summarize.render.titles import best_title, figures_elsewhere
from summarize.render.wording import UNSAFE, opening, source_heading, written
from summarize.summary import Summary

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
    citation = Citation(1, 0, 0, len(text), text)
    return Summary(
        (SummarySentence(text, 0.5, 1, (citation,)),),
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
    rendered = MarkdownIt().render(RENDERERS["markdown"](summary_of("A *b* [1] c [*1] d.")))
    assert "A *b* [1] c [*1] d. [**1]" in rendered


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_no_article_can_forge_a_citation(name):
    shown = RENDERERS[name](summary_of("It broke [1]."))
    rendered = MarkdownIt().render(shown) if name == "markdown" else shown
    assert re.findall(r"\[\**1\]", rendered)[:2] == ["[1]", "[*1]"]


@given(st.text(min_size=1))
def test_json_gives_back_the_very_text(text):
    data = json.loads(to_json(summary_of(text, title=text)))
    assert data["sentences"][0]["text"] == text
    assert data["sources"][0]["title"] == text
    assert data["summary"] == text


def test_text_holds_marks_sources_and_unused():
    assert to_text(summary_of("The dam broke.")) == (
        "The dam broke. [1]\n\nSources (1 independent voice)\n[1] A title, 2 January 2026, a.txt\n\n"
        "Not used\n- A title, a.txt: adds nothing that fits\n"
    )


def test_copies_of_one_story_say_so():
    first, second = (Source(n, n - 1, 1, None, f"{n}.txt", None, None, "0" * 64) for n in (1, 2))
    citations = tuple(Citation(n, n - 1, 0, 3, "Yes") for n in (1, 2))
    summary = Summary((SummarySentence("Yes", 1.0, 1, citations),), (first, second), (), 1, {})
    assert "[2] copy of [1], 2.txt\n" in to_text(summary)  # a path is followed by nothing that would be copied
    titled = replace(summary, sources=(first, replace(second, title="Yes", outlet="News", date="2026-01-02T09:00")))
    assert "[2] Yes, News, 2 January 2026 (copy of [1]), 2.txt\n" in to_text(titled)
    assert "Sources (1 independent voice)" in to_text(summary)


def test_a_title_with_line_breaks_stays_on_its_line():
    assert "[1] A title [9] forged," in to_text(summary_of("Yes.", title="A title\n[9] forged"))


@given(
    st.integers(40, 120),
    st.sampled_from(["The dam broke at dawn on Monday. ", "堤防は月曜日の夜明けに決壊した。", "Cafe\u0301 👩‍🚒 が "]),
)
def test_wrapped_text_keeps_to_the_width_in_columns(width, text):
    rendered = to_text(summary_of(text * 9), width=width)
    assert max(wcwidth.wcswidth(line) for line in rendered.splitlines()) <= width


def test_a_path_is_never_broken():
    name = "a/" * 40 + "article.txt"
    assert name in to_text(summary_of("The dam broke.", name=name), width=40)


def test_styles_set_headings_and_marks_apart_and_change_no_width():
    style = Style("\x1b[1m{}\x1b[0m".format, "\x1b[2m{}\x1b[0m".format)
    styled = to_text(summary_of("The dam broke."), width=40, style=style)
    assert "\x1b[2m[1]\x1b[0m" in styled
    assert "\x1b[1mSources (1 independent voice)\x1b[0m" in styled
    assert re.sub(r"\x1b\[\dm", "", styled) == to_text(summary_of("The dam broke."), width=40)


@pytest.mark.parametrize(
    ("text", "mark"), [("Yes [sic].", "[1]"), ("As [2] says.", "[*1]"), ("[*1] and [3].", "[**1]")]
)
def test_a_mark_is_written_as_no_article_writes(text, mark):
    rendered = to_text(summary_of(text))
    assert rendered.startswith(f"{text} {mark}\n")
    assert f"\n{mark} A title" in rendered


def differing(first="2026-01-02", second=None, when=""):
    here, there = (f"{number} ballots were found in the box." for number in ("398", "406"))
    citation = Citation(1, 0, 0, len(here), here)
    figure = DifferingFigure("398 ballots", "406 ballots", 1, 0, len(there), there, when=when)
    return Summary(
        (SummarySentence(here, 1.0, 1, (citation,), (figure,)),),
        (Source(1, 0, 1, "One", "1.txt", first, None, "0" * 64),),
        (Unused(1, "adds nothing that fits", "Two", "2.txt", second, None, "0" * 64),),
        7,
        {"words": 150},
        explanation=Explanation(
            (Choice(1, 3, 0.0, 0.6),), (RunnerUp(there, 1, 0, len(there), 0.5, 1, 0.9, "it does not fit", 1),)
        ),
    )


@pytest.mark.parametrize(
    ("first", "second", "when"),
    [
        ("2026-01-02", "2026-01-03", "later"),
        ("2026-01-02", "2025-12-31T09:00", "earlier"),
        ("2026-01-02", "2026-01-03", ""),
    ],
)
def test_figures_that_differ_are_told_with_both_values_and_which_is_later(first, second, when):
    heading = ", ".join(filter(None, ["Two", written(second), "2.txt"]))
    order = f" ({when})" if when else ""
    line = f"398 ballots [1], but 406 ballots in {heading}{order}: 406 ballots were found in the box."
    assert f"Figures that differ\n- {line}\n" in to_text(differing(first, second, when))
    shown = "".join(MarkdownIt().render(RENDERERS["markdown"](differing(first, second, when))))
    assert line in shown


def test_an_explanation_is_told_in_every_format():
    chosen = "salience 1.00, 3rd sentence of its article, 1 voice, 0% said by earlier picks, gain 0.60, 1st pick"
    opens = "398 ballots were found in the box."
    runner_up = "406 ballots were found in the box. (salience 0.50, 90% said by the summary: it does not fit)"
    assert f"Why these sentences\n- [1] {opens}: {chosen}\n\nRunners-up\n- {runner_up}\n" in to_text(differing())
    assert chosen in MarkdownIt().render(RENDERERS["markdown"](differing()))
    assert chosen in RENDERERS["html"](differing())
    assert runner_up in RENDERERS["html"](differing())
    assert json.loads(to_json(differing()))["explanation"]["choices"][0]["position"] == 3


def test_no_mark_of_a_text_looks_like_one_of_the_summary():
    body = "The dam at Elsa broke on Monday [1] and flooded two villages. The army sent boats to the villages."
    documents = [Document(body, title="A"), Document(f"{body} It rained in the valley all week.", title="B")]
    summary = summarize(documents, words=30)
    for text in (to_text(summary), summary._repr_html_()):
        assert text.count("[1]") == 1, "that of the text itself"
        assert text.count("copy of [*1]") == 1
    days = timeline([replace(document, date="2024-03-05") for document in documents])
    assert str(days).count("[1]") == 1
    feed = digest(documents).to_rss()
    assert feed.count("[1]") == 1


@pytest.mark.parametrize(
    ("number", "word"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (12, "12th"), (21, "21st")]
)
def test_ordinals(number, word):
    assert ordinal(number) == word


@pytest.mark.parametrize("form", RENDERERS)
def test_a_summary_renders_itself(form):
    summary = summary_of("The dam broke.")
    assert summary.render(form) == RENDERERS[form](summary)
    assert str(summary) == to_text(summary)
    assert summary.to_html() == RENDERERS["html"](summary)
    assert json.loads(summary.to_json()) == json.loads(json.dumps(summary.to_dict()))


def test_a_question_stands_above_its_answer():
    summary = replace(summary_of("The dam broke."), settings={"words": 150, "query": "What # broke?"})
    assert to_text(summary).startswith("What # broke?\n\nThe dam broke. [1]\n")
    assert RENDERERS["markdown"](summary).startswith("# What \\# broke?\n\nThe dam broke. ")


def test_an_outlet_that_is_not_known_is_the_host_of_the_address():
    source = Source(1, 0, 1, "A title", None, "2026-01-02", "https://www.news.example/a", "0" * 64)
    assert source_heading(source) == "A title, news.example, 2 January 2026, https://www.news.example/a"
    assert source_heading(replace(source, outlet="The News")).startswith("A title, The News, 2 January")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The dam broke.", "The dam broke."),
        (
            "One two three four five, six seven eight nine ten, eleven.",
            "One two three four five, six seven eight nine ten …",
        ),
        ("x" * 99, "x" * 80 + " …"),
    ],
)
def test_a_sentence_is_known_by_its_first_words(text, shown):
    assert opening(text) == shown


def test_a_reason_quotes_the_sentence_that_it_speaks_of():
    reason = "the summary tells of it already, in sentence 1"
    runner_up = RunnerUp("The dam fell.", 0, 0, 13, 0.5, 1, 0.2, reason, 1)
    line = describe_runner_up(runner_up, summary_of("The dam broke.").sentences)
    assert line.endswith("the summary tells of it already, in “The dam broke.”)")


@pytest.mark.parametrize("tell", [summarize, digest, timeline])
def test_every_result_shows_itself_in_each_format_of_its_table(tell):
    result = tell(["The dam at Elsa broke on 3 March 2020.", "A dam broke at Elsa on March 3, 2020, police said."])
    assert {"text", "markdown", "json", "html"} <= result.FORMATS.keys()
    assert all(result.render(form) == renderer(result) for form, renderer in result.FORMATS.items())
    shown = [str(result), result.to_markdown(), result.to_json(), result.to_html()]
    assert shown == [result.render(form) for form in ("text", "markdown", "json", "html")]
    assert json.loads(result.to_json()) == json.loads(json.dumps(result.to_dict()))
    with pytest.raises(KeyError):
        result.render("docx")


def test_a_title_with_a_figure_that_the_summary_has_replaced_is_not_that_of_the_summary():
    titles, texts = (
        ["Seven killed as dam breaks above Elsa", "Dam above Elsa: what is known"],
        ["Killed as the dam breaks above Elsa."] * 2,
    )
    figure = DifferingFigure("Nine people", "Seven people", 1, 0, 3, "Seven people died.", when="earlier")
    nine = [SummarySentence("Nine people died.", 1.0, 1, (), (figure,))]
    assert best_title(titles, texts, "en") == titles[0]
    assert best_title(titles, texts, "en", figures_elsewhere(nine, "en")) == titles[1]
