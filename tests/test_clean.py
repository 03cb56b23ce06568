"""What is article text and what is not: a table of lines, whole articles, and laws for any text."""

from __future__ import annotations

import json
import textwrap
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.clean.blocks import KINDS, MAX_TIMES, clean, headline

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "data" / "clean_cases.json").read_text("utf-8"))
BEFORE = [
    "Water rose in the lower galleries through the night, and the pumps could not keep up with it.",
    "Families waited at the gate in the rain. Nobody had told them how many men were still below.",
]
AFTER = [
    "The owners refused to speak to reporters, and a guard closed the gate at noon.",
    "Divers went down again on Saturday, when the level had fallen by almost two metres.",
]


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """The kind and the text of every block, white space as single spaces."""
    return [(block.kind, " ".join(text[block.start : block.end].split())) for block in clean(text, title)]


def parts_of(case: dict[str, Any]) -> list[tuple[str, str]]:
    return [(kind, line) for kind, line in case.get("parts", [(case.get("kind"), case.get("line"))])]


def article_around(case: dict[str, Any], separator: str) -> tuple[str, list[str], list[str]]:
    """The text of an article with the line of a case in it, and the article's lines before and after that."""
    line = " ".join(part for _, part in parts_of(case))
    position = case.get("where", "middle")
    before = [] if position == "first" else BEFORE
    after = [] if position == "last" else AFTER
    return separator.join([*before, line, *after]), before, after


@pytest.mark.parametrize("separator", ["\n", "\n\n"], ids=["lines", "blank lines"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: parts_of(case)[0][1][:40])
def test_a_line_among_paragraphs_has_its_kind_and_they_stay_prose(case, separator):
    text, before, after = article_around(case, separator)
    blocks = kinds(text)
    assert blocks[: len(before)] == [("prose", line) for line in before]
    assert blocks[len(blocks) - len(after) :] == [("prose", line) for line in after]
    expected = [(kind, " ".join(line.split())) for kind, line in parts_of(case)]
    assert blocks[len(before) : len(blocks) - len(after)] == expected, case["why"]


def test_a_note_at_the_foot_is_none_of_the_text_whose_mark_it_has():
    text = f"{BEFORE[0]}[1]\n\n{BEFORE[1]}²\n\n[1] Bay Post.\n\n² Said by the owner.\n\n[2] {AFTER[0]}"
    assert [kind for kind, _ in kinds(text)] == ["prose", "prose", "note", "note", "prose"]


COLUMNS = """The ferry sank in the bay      All passengers were taken off
of Torven on Monday, and       by two boats, which came too
nobody knows the reason.       late for the dog on board."""


def test_text_in_columns_is_not_read_across_them():
    assert [kind for kind, _ in kinds(f"{BEFORE[0]}\n\n{COLUMNS}\n\n{AFTER[0]}")] == ["prose", "columns", "prose"]
    spaced = "The ferry sank  in the bay\nof Torven on   Monday, and\nnobody knows  the reason."
    assert [kind for kind, _ in kinds(f"{BEFORE[0]}\n\n{spaced}\n\n{AFTER[0]}")] == ["prose"] * 3


def test_labels_of_lines_are_no_column():
    text = (
        "Q.  Did the ferry of Torven sink\nin the bay on Monday?\nA.  It did.\nQ.  Why?\nA.  Nobody knows the reason."
    )
    for gap in ("  ", "      "):
        labelled = text.replace("  ", gap)
        assert "columns" not in dict(kinds(f"{BEFORE[0]}\n\n{labelled}\n\n{AFTER[0]}"))


def test_every_kind_is_explained_and_every_case_has_a_kind_of_the_table():
    assert all(KINDS.values())
    assert {kind for case in CASES for kind, _ in parts_of(case)} <= set(KINDS)


FLOOD = [
    ("title", "Nine miners rescued in Zembla after two days"),
    ("byline", "By Jane Doe"),
    (
        "prose",
        "Rescue crews pulled nine miners alive from a flooded shaft on Friday, two days after a wall of "
        "water trapped forty men below ground in the northern province of Zembla.",
    ),
    (
        "prose",
        "The government promised an inquiry. President Karel Dun, who was travelling abroad, said he would "
        "return on Saturday to the scene of the accident.",
    ),
    ("heading", "Safety record"),
    ("prose", "It was the third accident in a year."),
    (
        "prose",
        "The mine employs about 900 people and has been fined four times since 2011, according to the labour "
        "inspectorate, which published the figures last week.",
    ),
    ("agency note", "With files from Reuters"),
    ("copyright", "© 2019 Zembla News"),
]


def wrapped(line: str, width: int) -> str:
    return "\n".join(textwrap.wrap(line, width))


LAYOUTS = {
    "blank lines": "\n\n".join(line for _, line in FLOOD),
    "many blank lines": "\n \t\n\xa0\n".join(line for _, line in FLOOD),
    "one paragraph a line": "\n".join(line for _, line in FLOOD),
    "carriage returns": "\r".join(line for _, line in FLOOD),
    "line ends of Windows": "\r\n\r\n".join(line for _, line in FLOOD),
    "line separators": "\u2028".join(line for _, line in FLOOD),
    "paragraph separators": "\u2029".join(line for _, line in FLOOD),
    "next lines": "\x85".join(line for _, line in FLOOD),
    "form feeds": "\f".join(line for _, line in FLOOD),
    "wrapped, blank lines": "\n\n".join(wrapped(line, 72) for _, line in FLOOD),
    "wrapped narrowly": "\n\n".join(wrapped(line, 46) for _, line in FLOOD),
    "wrapped, no blank lines": "\n".join(wrapped(line, 72) for _, line in FLOOD),
    "wrapped, indented": "\n".join("\t" + wrapped(line, 66) for _, line in FLOOD),
    "wrapped, all lines indented": "\n\n".join(textwrap.indent(wrapped(line, 66), "    ") for _, line in FLOOD),
    "header above the text": "\n".join(wrapped(line, 72) + "\n" * (i > 1) for i, (_, line) in enumerate(FLOOD)),
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_an_article_has_the_same_blocks_in_every_layout(text):
    assert kinds(text) == FLOOD


WEB_PAGE = [
    ("navigation", "Home"),
    ("navigation", "World"),
    ("navigation", "Politics"),
    ("title", "Storm takes the roofs of Port Luna"),
    ("date", "Updated: March 3, 2019 9:30 a.m. ET"),
    ("share", "Share"),
    ("caption", "FILE - In this March 3, 2011 file photo, a boat lies in the street."),
    ("dateline", "PORT LUNA, Zembla (AP) —"),
    ("prose", "A storm tore the roofs from a hundred houses on Sunday, and two people were hurt."),
    ("notice", "Advertisement"),
    ("prose", "The mayor asked the army for help. It sent tents."),
    ("teaser", "Related: Ten storms that changed the coast"),
    ("teaser", "Island says repair of dams will be paid by U.S."),
    ("heading", "What comes next"),
    ("prose", "Rain is expected until Tuesday."),
    ("repeated", "A storm tore the roofs from a hundred houses on Sunday, and two people were hurt."),
    ("separator", "___"),
    ("agency note", "Associated Press writer John Roe in Cairo contributed to this report."),
    ("share", "Sign up for our newsletter"),
    ("copyright", "Copyright 2019 The Associated Press. All rights reserved."),
]


def test_of_a_web_page_only_the_article_is_prose():
    text = "\n".join(line for _, line in WEB_PAGE)
    text = text.replace("PORT LUNA, Zembla (AP) —\n", "PORT LUNA, Zembla (AP) — ")
    assert kinds(text) == WEB_PAGE


def test_an_article_on_a_single_line_is_cut_at_all_that_does_not_belong_to_it():
    text = (
        "Storm takes the roofs of Port Luna PORT LUNA (AP) -- A storm tore the roofs from a hundred houses. "
        "The mayor asked for help. (END OPTIONAL TRIM) Rain is expected until Tuesday. "
        "(Reporting by Jane Doe)"
    )
    assert kinds(text) == [
        ("title", "Storm takes the roofs of Port Luna"),
        ("dateline", "PORT LUNA (AP) --"),
        ("prose", "A storm tore the roofs from a hundred houses. The mayor asked for help."),
        ("agency note", "(END OPTIONAL TRIM)"),
        ("prose", "Rain is expected until Tuesday."),
        ("agency note", "(Reporting by Jane Doe)"),
    ]


def test_a_given_title_is_marked_even_with_a_full_stop_and_twice():
    text = "Storm hits the coast.\nSTORM HITS THE COAST\nA storm tore the roofs from a hundred houses on Sunday."
    assert [kind for kind, _ in kinds(text, title="Storm hits the coast")] == ["title", "title", "prose"]


def test_an_unfinished_last_sentence_leaves_its_paragraph_prose():
    text = "\n\n".join([*BEFORE, "The deal is fragile, he said. It can still fail, since neither side has"])
    assert [kind for kind, _ in kinds(text)] == ["prose", "prose", "prose"]


def test_a_sentence_that_ends_by_an_abbreviation_stays_among_prose():
    text = "\n\n".join([BEFORE[0], "He returned to the U.S.", BEFORE[1]])
    assert [kind for kind, _ in kinds(text)] == ["prose", "prose", "prose"]


@pytest.mark.parametrize(
    "text",
    [
        "so the mine is flooded\nand there are forty men down there\nwe talk to the crews now\nhow bad is it",
        ", but was far, far too loud .",
        "so proud of our crew",
        "ผู้ประสบภัยได้รับการช่วยเหลือแล้ว\nรัฐบาลสัญญาว่าจะสอบสวน",
        "Owners again refused to pay for pumps that would keep the lower galleries dry",
    ],
    ids=["transcript", "review", "post", "Thai", "one paragraph cut short"],
)
def test_a_text_without_full_stops_is_prose(text):
    assert {kind for kind, _ in kinds(text)} == {"prose"}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Deal at risk", "Share"], ["prose", "share"]),
        (["Photo: Miners wait at the gate.", "Advertisement"], ["prose", "notice"]),
        (["Share this story", "©2020 Zembla News"], ["share", "copyright"]),
    ],
    ids=["a heading is all there is", "a caption is all there is", "nothing but words of the site"],
)
def test_where_nothing_is_prose_what_comes_nearest_is_but_never_words_of_the_site(lines, expected):
    assert [kind for kind, _ in kinds("\n".join(lines))] == expected


@pytest.mark.parametrize("text", ["", " \n\t\n\xa0", "\u2028\u2029\x85\f\r\n"], ids=["empty", "blank", "line ends"])
def test_a_blank_text_has_no_blocks(text):
    assert clean(text) == []


def test_an_ellipsis_of_a_misread_encoding_ends_no_line():
    text = "He said \x93we wait\x85 and see\x94 on Friday, and the men went home."
    assert kinds(text) == [("prose", " ".join(text.split()))]


LINES = st.sampled_from(
    [line for case in CASES for _, line in parts_of(case)] + BEFORE + AFTER + ["", " ", "\xa0", "\t", "word", "1"]
)
ENDS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\u2028", "\x85", "\f", " ", "  "])
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(st.tuples(LINES, ENDS), max_size=14).map(lambda pairs: "".join(line + end for line, end in pairs)),
)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.one_of(st.none(), LINES))
def test_blocks_cover_all_but_white_space_in_order(text, title):
    blocks = clean(text, title)
    assert all(block.kind in KINDS for block in blocks)
    assert all(above.end <= below.start for above, below in pairwise(blocks))
    stretches = [text[block.start : block.end] for block in blocks]
    assert all(stretch == stretch.strip() != "" for stretch in stretches)
    assert "".join("".join(stretches).split()) == "".join(text.split())


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=12), st.integers(1, 3))
def test_more_blank_lines_change_nothing(lines, blanks):
    assert kinds("\n\n".join(lines)) == kinds(("\n\n" + "\n" * blanks).join(lines))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(BEFORE + AFTER), min_size=1, max_size=8, unique=True))
def test_sentences_stay_prose_in_any_order(lines):
    assert kinds("\n".join(lines)) == kinds("\n\n".join(lines)) == [("prose", line) for line in lines]


UNITS = {  # repeated, each has been, or could be, what some pattern backtracks on
    "one letter": "a",
    "one capital": "A",
    "capitals and blanks": "AB ",
    "digits": "1",
    "blanks": " ",
    "line ends": "\n",
    "short lines": "a\n",
    "full stops": ".",
    "stops and blanks": "a. ",
    "open brackets": "(",
    "pairs of brackets": "()",
    "quotes": "“",
    "dashes": "— ",
    "credits": "(Photo: A) ",
    "names": "Jane Doe ",
    "at signs": "@a.",
    "tabs": "a\t",
    "pipes": "a | ",
    "a line of prose": BEFORE[0] + "\n",
    "a paragraph": BEFORE[0] + " ",
    "capitals joined": "A-",
    "slashes": "A/",
    "only slashes": "/",
    "figures and slashes": "1/",
    "initials": "A.",
    "letters that are capitals and not": "Aa ",
    "arrows": "a > ",
    "accents": "Á",
}
CODE_POINTS_AND_SECONDS = [
    pytest.param(100_000, 5.0, id="100,000 code points"),  # measured: below 1 s of CPU
    pytest.param(1_000_000, 25.0, id="a megabyte", marks=pytest.mark.slow),  # measured: below 9 s
]


@pytest.mark.parametrize(("size", "seconds"), CODE_POINTS_AND_SECONDS)
def test_the_time_for_anything_grows_with_its_length_only(size, seconds):
    """Once as a single line, once as lines of 300 code points that all differ, so that each is judged anew.

    A pattern that backtracks over the square of 100,000 code points takes over 10 s of CPU.
    """
    times = {}
    for name, unit in UNITS.items():
        line = (unit * 300)[:300].replace("\n", " ")
        lines = "".join(f"{line}{number}\n" for number in range(size // 2500))
        started = process_time()
        clean(unit * (size // len(unit)))
        clean(lines)
        times[name] = process_time() - started
    assert max(times.values()) < seconds, times


def test_a_speaker_in_capitals_is_no_place():
    text = "\n\n".join(f"{name}: {line}" for name, line in zip(("BLITZER", "HARLOW"), BEFORE, strict=True))
    assert "dateline" not in dict(kinds(text))


@pytest.mark.parametrize("lines", [("{caption}", "{credit}"), ("{credit}", "{caption}")])
def test_a_short_line_in_one_block_with_a_credit_is_a_caption(lines):
    block = "\n".join(lines).format(caption="Miners wait at the gate. It rains.", credit="Image: Kanal / Lars Henning")
    blocks = kinds("\n\n".join([*BEFORE, block, *AFTER]))
    assert ("caption", "Miners wait at the gate. It rains.") in blocks
    assert [line for kind, line in blocks if kind == "prose"] == [*BEFORE, *AFTER]


def test_a_paragraph_below_a_credit_is_prose_where_no_line_is_blank():
    blocks = kinds("\n".join([BEFORE[0], "Image: Kanal / Lars Henning", *AFTER]))
    assert [line for kind, line in blocks if kind == "prose"] == [BEFORE[0], *AFTER]


def test_a_short_paragraph_signed_by_a_source_is_a_caption_while_text_follows():
    line = "The flooded gallery on Wednesday, seen from above. (ConPA)"
    assert ("caption", line) in kinds("\n\n".join([*BEFORE, line, *AFTER]))


def test_a_first_line_above_a_byline_is_the_headline_though_it_ends_by_a_full_stop():
    title = "Strike ends as minister brokers deal at 3 a.m."
    assert kinds("\n".join([title, "By Miriam Stroud", "", *BEFORE, *AFTER]))[0] == ("title", title)


NOTICES = {
    "a form": (
        "You can attach your place to posts from the web and other apps. You may delete it from your profile.",
        True,
    ),
    "copies for sale": ("This copy is for your personal use only. To order reprints, visit the shop.", True),
    "an archive": ("The seeds for this crawl were all hosts in the archive. It was run at level one.", True),
    "news of an app": ("If you use the app, your photos are shared with Facebook, a study found on Monday.", False),
    "advice": ("You should boil your water in Elsa until Friday. Bottles are given out at the town hall.", False),
}


@pytest.mark.parametrize(("text", "is_notice"), NOTICES.values(), ids=NOTICES)
def test_a_page_that_is_nothing_but_a_notice_of_its_site_has_no_prose(text, is_notice):
    assert {kind for kind, _ in kinds(text)} == {"notice" if is_notice else "prose"}
    assert "prose" in {kind for kind, _ in kinds(f"{text}\n\n{BEFORE[1]} {AFTER[0]} {AFTER[1]}")}


BREAKS = {
    "before a verb that is negated": "Owners may not\nsell the old mill before the end of June.",
    "in short lines": "Owners\nmay not\nsell the old mill before June.",
    "in a quotation": "«Le moulin\nne sera pas vendu», dit le maire.",
    "behind an article, before a name": "They will not sell the\nMill Hotel before June.",
    "before a figure": "It cost more than\n9,000 crowns, and it is not\nto be sold before the end of June.",
    "before a figure in a short line": "They sealed over\n140 wells.",
    "before a year": "The bridge of Lund, the oldest of all, was built in\n1957 by two brothers.",
    "before a year in a short line": "The bridge of Lund, the oldest of the land,\nwas built in\n1957 or so.",
    "before a day with a full stop": "Die Brücke von Lund ist gesperrt, sagte die Stadt am\n1. Mai dieses Jahres.",
    "before a figure, in German": "Sie wird nicht\nvor dem 4. Mai verkauft, sagten rund\n22 Nachbarn.",
    "in German": "Die Mühle wird\nnicht verkauft, sagte die Stadt.",
}


@pytest.mark.parametrize("sentence", BREAKS.values(), ids=BREAKS)
def test_a_line_break_inside_a_sentence_cuts_no_sentence(sentence):
    text = f"The mill on the Lome is for sale, the town said on Monday.\n\n{sentence}\n\nIt was built in 1874."
    assert ("prose", " ".join(sentence.split())) in [(kind, " ".join(line.split())) for kind, line in kinds(text)]


def test_a_line_break_inside_a_score_cuts_none_and_a_line_of_figures_is_none():
    score = "Rovers lost the match at home by 3-\n2 on Saturday."
    assert kinds(f"{BEFORE[0]}\n\n{score}\n\n{AFTER[0]}")[1] == ("prose", score.replace("\n", " "))
    assert len(kinds(f"{BEFORE[0]}\n\nThe result was 3 -\n2024 was better than that.\n\n{AFTER[0]}")) == 4


@pytest.mark.parametrize(
    "text",
    [
        "You need:\nflour and salt\nbutter.",
        "Storm hits\nThe storm hit Lund on Monday.",
        "a\nb\nc.",
        "Log in\n12 people died in the flood on Monday, the police said.",
        "What people in Lund live on\n3 of 10 families have no work.",
        "What you may need in the mountains, and where to look for\n1. A tent of two men\n2. A map",
    ],
)
def test_headings_and_lists_stay_lines_of_their_own(text):
    assert [line for _, line in kinds(text)] == text.split("\n")


@pytest.mark.parametrize(
    "marks", [("- ", "- "), ("• ", "• "), ("* ", "* "), ("1. ", "2. "), ("1) ", "2) "), ("(a) ", "(b) ")]
)
def test_the_mark_of_an_item_is_no_part_of_its_sentence(marks):
    first, second = "The mill was sold to a baker on Monday.", "The baker wants to grind rye again, he said."
    blocks = kinds(f"{marks[0]}{first}\n{marks[1]}{second}")
    assert [text for kind, text in blocks if kind == "prose"] == [first, second]


@pytest.mark.parametrize(
    "text", ["3. Oktober ist ein Feiertag in Deutschland.", "- 5 degrees were measured in Lund at dawn."]
)
def test_a_figure_is_no_mark_of_an_item(text):
    assert kinds(text) == [("prose", text)]


INTERVIEW = [
    "JP: Thank you for coming. When did the well in your village run dry?",
    "Amara Nkemelu: It ran dry in the summer of 1987, and we walked four kilometres for water.",
    "JP: And what did the measurements of last year show?",
    "Amara Nkemelu: The level has fallen by ten centimetres a year in a third of the wells.",
    "JP: Is there good news?",
    "Amara Nkemelu: The city of Bangkok put a price on groundwater. Levels came back within fifteen years.",
    "JP: Thank you.",
]


@pytest.mark.parametrize(
    "code", ["[00:1{}] ", "00:00:1{} ", "(1:02:3{}) - ", "04/02/2025, 14:0{} - ", "[2/4/25, 2:05:3{} PM] "]
)
def test_the_times_of_a_transcript_are_no_part_of_what_is_said(code):
    text = "\n\n".join(f"{code.format(number)}{line}" for number, line in enumerate(BEFORE + AFTER))
    assert [text[block.start : block.end] for block in clean(text) if block.kind == "prose"] == [*BEFORE, *AFTER]
    once = "\n\n".join([*BEFORE, f"{code.format(1)}{AFTER[0]}", *AFTER[1:]])
    assert "stage" not in {block.kind for block in clean(once)}


@pytest.mark.parametrize("code", ["2011-03-11 14:4{} ", "11.03.2011, 14:4{} – ", "11/03/2011 2:4{} pm: "])
def test_the_dates_of_a_chronology_are_told(code):
    lines = [f"{code.format(number)}{line}" for number, line in enumerate(BEFORE + AFTER)]
    assert [line for kind, line in kinds("\n\n".join(lines)) if kind == "prose"] == lines


def prose_of(line):
    text = "\n\n".join([*BEFORE, line, AFTER[-1]])
    return [text[block.start : block.end] for block in clean(text) if block.kind == "prose"]


@pytest.mark.parametrize(
    "appeal",
    [
        "Did you work at Pier 6? Ring the newsdesk on 5550 1471.",
        "Have you been affected by the closure? Email our reporters with your story.",
        "Do you know more about the ferry? Write to tips@gazette.example.",
        "TRAILER: Get a taste of the new film.",
    ],
)
def test_an_appeal_behind_a_question_to_the_reader_is_none_of_the_text(appeal):
    assert appeal not in prose_of(appeal)


@pytest.mark.parametrize(
    "told",
    [
        "Do you want the truth? Tell the court, the judge said to the two men.",
        "“Do you know more? Ring the police,” the mayor told the crowd on Monday.",
        "Who knew of the crack? Records of the county show that three engineers did.",
    ],
)
def test_a_question_that_is_told_stays(told):
    assert told in prose_of(told)


def test_the_name_of_a_button_before_a_sentence_and_an_underscore_as_a_bullet_are_cut_off():
    assert AFTER[0] in prose_of(f"View Images {AFTER[0]}")
    assert AFTER[0] in prose_of(f"_ {AFTER[0]}")


def test_of_an_interview_the_answers_are_the_text():
    text = "\n\n".join(INTERVIEW)
    prose = [text[block.start : block.end] for block in clean(text) if block.kind == "prose"]
    assert prose == [line for line in INTERVIEW if line.startswith("Amara")]


def test_who_is_named_with_initials_once_is_one_speaker_and_a_label_above_another_is_no_headline():
    named = ["Jo Pell (JP)" + INTERVIEW[0][2:], *INTERVIEW[1:]]
    text = "\n\n".join(["Interviewer: Jo Pell of the Post", "Place: a kitchen in Bangkok", *named])
    blocks = [(block.kind, text[block.start : block.end]) for block in clean(text)]
    assert [line for kind, line in blocks if kind == "prose"] == INTERVIEW[1:6:2]
    assert "title" not in dict(blocks)


def test_speakers_who_all_tell_and_a_label_in_an_article_are_no_interview():
    told = [line.replace("?", ".") for line in INTERVIEW]
    article = [*BEFORE, "Police: Who saw the car?", "Police: Who heard it?", "Police: Who knows more?", *AFTER]
    for lines in (told, article):
        assert "stage" not in {block.kind for block in clean("\n\n".join(lines))}


def test_a_byline_below_a_headline_as_wide_as_the_text_is_no_part_of_it():
    text = (
        "We shouted until we had no voice left, say those who saw it\nBy Piet Hallam, Harbour Correspondent\n\n"
        "Twelve people are now known to have died in the fire at the\n"
        "warehouse of the Kestrel line. Four others are missing, and\n"
        "two of the dead are firefighters who had gone into the fire\n"
        "once more, the police of the town said on Wednesday morning."
    )
    assert [block.kind for block in clean(text)[:2]] == ["title", "byline"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Home News Sport Weather", "navigation"),
        ("World sport", "heading"),
        ("FOR IMMEDIATE RELEASE", "agency note"),
    ],
)
def test_a_line_above_the_headline_is_no_headline(line, kind):
    found = kinds("\n\n".join([line, "Storm takes the roofs of Port Luna", *BEFORE, *AFTER]))
    assert [kind for kind, _ in found[:3]] == [kind, "title", "prose"]


def test_a_headline_loses_its_label():
    text = "\n".join(["Title: Storm takes the roofs of Port Luna", "Date: 3 May 2021", "", *BEFORE, *AFTER])
    assert headline(text, clean(text)) == "Storm takes the roofs of Port Luna"


def test_what_a_text_says_for_the_hundredth_time_is_set_aside():
    found = [kind for kind, _ in kinds("It broke.\n" * (MAX_TIMES + 2) + "Two villages were flooded.")]
    assert found == ["prose"] * MAX_TIMES + ["repeated"] * 2 + ["prose"]


def test_an_item_of_a_list_is_no_headline():
    text = "* Two lots, 180,000 doses, recalled\n\nThe regulator recalled two lots of vaccine. Nobody has died so far."
    assert "title" not in {block.kind for block in clean(text)}


@pytest.mark.parametrize("label", ["Sponsored:", "Advertisement –", "Anzeige:", "Publicité :", "Paid content:"])
def test_what_is_labelled_as_an_advertisement_is_a_notice_and_other_news_of_it_is_not(label):
    news = "The sponsored walk over the bridge raised 3,000 crowns for the hospital, the county said."
    advert = f"{label} The new kettle boils water in half the time and saves a third of the power."
    text = f"{news}\n\n{advert}\n\nAdvertisements on the bridge were banned, the county said."
    assert [block.kind for block in clean(text)] == ["prose", "notice", "prose"]
