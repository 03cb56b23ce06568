"""Plain text: a file is an article or a cluster of them, and no summary that this program wrote."""

import pytest

from summarize import summarize
from summarize.errors import OwnSummaryError
from summarize.read.plain import refuse_own_summary
from tests.reading import OTHER, STORY, made, names, texts


def test_articles_with_bars_between_are_parted():
    reading = made(f"{STORY}\n|||||\n{OTHER}", "a.txt")
    assert names(reading) == ["a.txt#1", "a.txt#2"]
    assert texts(reading) == [f"{STORY}\n", f"\n{OTHER}"]


def test_passages_in_order_are_parted():
    reading = made(f"Passage 1:\n{STORY}\nPassage 2:\n{OTHER}", "a.txt")
    assert names(reading) == ["a.txt#1", "a.txt#2"]
    assert texts(reading) == [f"{STORY}\n", OTHER]


@pytest.mark.parametrize(
    "text",
    [
        f"Passage 1:\n{STORY}",
        f"Passage 2:\n{STORY}\nPassage 1:\n{OTHER}",
        f"{STORY}\nPassage 1:\na\nPassage 2:\nb",
    ],
    ids=["only one", "out of order", "text above"],
)
def test_other_passages_are_text(text):
    assert texts(made(text, "a.txt")) == [text]


def test_a_blank_part_of_a_cluster_is_left_out():
    assert names(made(f"{STORY}|||||\n|||||{OTHER}", "a.txt")) == ["a.txt#1", "a.txt#3"]


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("explain", [False, True], ids=["plain", "explained"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=repr)
def test_a_summary_that_this_program_wrote_is_refused(form, explain, end):
    written = summarize([STORY, OTHER], words=30, explain=explain).render(form)
    with pytest.raises(OwnSummaryError, match=r"^a\.txt: is a summary written by this program"):
        refuse_own_summary(written.replace("\n", end), "a.txt")


def test_an_article_that_lists_sources_before_its_end_is_no_summary():
    refuse_own_summary(f"Sources (2 independent voices)\n[1] One\n\n{STORY}", "a.txt")


def test_the_numbers_of_lines_are_no_figures_of_a_transcript():
    lines = [
        "Q.  What did it cost?",
        "A.  It cost 1.34 million, 410 thousand",
        "more than planned.",
        "",
        "Q.  Who paid?",
    ]
    numbered = "\n".join(f"{number:>3}  {line}" for number, line in enumerate(lines, start=21))
    assert made(numbered, "a.txt").documents[0].text.split("\n") == lines
    goes_on = "\n".join(f"{1 + number % 6}  {('It cost', 'more. Nobody', 'paid.')[number % 3]}" for number in range(12))
    assert made(goes_on, "a.txt").documents[0].text == "\n".join(["It cost", "more. Nobody", "paid."] * 4)  # two pages
    places = "\n".join(f"{place}  Elsa won {place + 1} games" for place in range(1, 9))  # nothing goes on
    assert made(places, "a.txt").documents[0].text == places


LISTS = {
    "years": "1914 War begins.|1915 Gas is used.|1916 Verdun falls|1917 the tsar falls.|1918 Peace comes.",
    "counts": "1 Swede died.|1 killed in Herat.|1 Dane hurt|2 killed in Ghazni|1 Dane hurt|1 killed in Balkh.",
    "counts that count up": "1 killed in Kabul.|2 killed in Herat.|3 hurt in Balkh|4 killed in Ghazni.|5 Afghans hurt.",
    "a song": "1 partridge in a pear tree,|2 turtle doves,|3 French hens,|4 calling birds,|5 gold rings.",
    "times of day": "1 p.m. – police arrive|2 p.m. – the roof falls|3 p.m. – rain|4 p.m. Elsa falls|5 p.m. – rain",
    "small letters": "1 cup of flour. Use fine|2 eggs|3 spoons of butter|4 apples|5 grams of salt",
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_figures_at_the_heads_of_lines_are_kept_where_no_sentence_runs_over_them(text):
    lines = text.replace("|", "\n")
    assert made(lines, "a.txt").documents[0].text == lines
