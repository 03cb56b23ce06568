"""What a sentence is: 48 golden rules, hard cases in 26 languages, and laws for any text."""

import json
import re
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.records import Span
from summarize.text.boundaries import BEHIND_ANY_MARK, BEHIND_FULL_STOP, Boundary, is_joined
from summarize.text.sentences import MAX_CUTS_IN_QUOTE, MAX_QUOTE_LENGTH, SLICE_LENGTH, split_sentences

DATA = Path(__file__).parent / "data"
GOLDEN = json.loads((DATA / "golden_rules_en.json").read_text(encoding="utf-8"))["rules"]
HARD = json.loads((DATA / "split_languages.json").read_text(encoding="utf-8"))
CASES = json.loads((DATA / "split_cases.json").read_text(encoding="utf-8"))

NOT_HELD = {
    35: "a number and a full stop in mid-sentence is an end far more often than an item of a list",
    39: "a small letter and a full stop is an abbreviation far more often than an item of a list",
    48: "four spaced dots end a sentence, so all of them stay with it",
}


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


def golden(rule: dict[str, Any]) -> Any:
    reason = NOT_HELD.get(rule["number"])
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(rule["text"], rule["sentences"], marks=marks, id=str(rule["number"]))


@pytest.mark.parametrize(("text", "expected"), [golden(rule) for rule in GOLDEN])
def test_golden_rule(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize("case", CASES, ids=[f"{case['language']}: {case['why']}" for case in CASES])
def test_hard_case(case: dict[str, Any]) -> None:
    assert sentences(case["text"], case["language"]) == case["sentences"]


def test_the_cases_are_enough_and_in_enough_languages() -> None:
    assert len(GOLDEN) == 48
    assert len(NOT_HELD) <= 5
    assert len(CASES) >= 120
    assert len({case["language"] for case in CASES}) >= 13


@pytest.mark.parametrize("text", ["", " ", "\n", "\u00a0\u2003\t\x1f"])
def test_a_blank_text_has_no_sentence(text: str) -> None:
    assert split_sentences(text) == []


@pytest.mark.parametrize("text", ["no end", "***", "“", "5", "日本", "See below:"])
def test_what_never_ends_is_one_sentence(text: str) -> None:
    assert split_sentences(f" {text}\n") == [Span(1, 1 + len(text))]


def test_a_quotation_is_whole_up_to_the_limit_and_in_pieces_beyond() -> None:
    for cuts in (MAX_CUTS_IN_QUOTE, MAX_CUTS_IN_QUOTE + 1):
        text = "“" + "We go on. " * cuts + "We stop.” They left."
        assert len(split_sentences(text)) == (2 if cuts == MAX_CUTS_IN_QUOTE else cuts + 2)


def test_an_abbreviation_behind_an_apostrophe_joins_and_one_capital_may_begin_a_sentence():
    assert sentences("La causa dell’avv. Rossi è finita. Il giudice tace.", "it")[1:] == ["Il giudice tace."]
    assert sentences("The plan failed.A new one came.") == ["The plan failed.", "A new one came."]
    assert is_joined(Boundary("Ông nói.", "", " ", "ấp Bắc", "vi"))  # a small letter far behind the Georgian ones


def test_a_paragraph_that_is_read_in_slices_has_the_same_sentences():
    sentence = "The dam above Elsa broke at dawn on Monday. "
    count = 3 * SLICE_LENGTH // len(sentence)
    spans = split_sentences(sentence * count)
    assert [span.start for span in spans] == [number * len(sentence) for number in range(count)]
    assert {span.end - span.start for span in spans} == {len(sentence) - 1}


def test_the_length_of_a_quotation_counts_and_not_its_place_in_the_paragraph():
    before = "The dam broke at dawn. " * 60
    short, long = (
        '"It fell. We ran," she said.',
        f'"It fell {"and fell " * (MAX_QUOTE_LENGTH // 9)}. We ran," she said.',
    )
    assert len(split_sentences(before + short)) == 61
    assert len(split_sentences(before + long)) == 62


PIECES = (
    *"\"'“”‘’«»„†`()[].,!?;:-—…。！？」「•Aaé9 \n",
    *("``", "''", "â€", "â€œ", "�?", "U.S. ", "Mr. ", "a.m. ", "No. 5", "J.K.", "e.g. ", "[...]", "[1]"),
    *(" He said no. ", " iPhone ", "😀", "𝒲", "中文。", "نعم؟ ", "है। ", "\u00a0", "\u2028", "\x02", "\ud800"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=200)
LANGUAGES = st.sampled_from(("en", "de", "fr", "ru", "zh", "ja", "th", "xx", ""))


@settings(max_examples=300)
@given(TEXTS, LANGUAGES)
def test_spans_are_in_order_trimmed_and_leave_out_only_white_space(text: str, language: str) -> None:
    end = 0
    for span in split_sentences(text, language):
        assert end <= span.start < span.end <= len(text)
        assert not text[end : span.start].strip()
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        end = span.end
    assert not text[end:].strip()


@settings(max_examples=300)
@given(TEXTS, LANGUAGES)
def test_a_line_break_is_a_space(text: str, language: str) -> None:
    assert split_sentences(text.replace(" ", "\n"), language) == split_sentences(text.replace("\n", " "), language)


@given(TEXTS)
def test_splitting_again_what_was_split_leaves_out_nothing(text: str) -> None:
    for sentence in sentences(text):
        assert split_sentences(sentence)[0].start == 0
        assert split_sentences(sentence)[-1].end == len(sentence)


@pytest.mark.parametrize(
    ("language", "marked"), [pytest.param(code, text, id=text) for code in HARD for text in HARD[code]]
)
def test_sentences_end_where_the_bar_stands(language: str, marked: str) -> None:
    assert sentences(marked.replace("|", ""), language) == [sentence.strip() for sentence in marked.split("|")]


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("cs", "Ing. Holub bydlí na nám. Míru 3.| Řekl to v listopadu.| Potom odešel."),
        ("uk", "Проф. Коваль живе на просп. Миру, 3.| Це було вчора.| Потім він пішов."),
        ("el", "Ο κ. Νίκου μένει στη λεωφ. Αθηνών, αρ. 3.| Ήρθε χθες.| Μετά έφυγε."),
    ],
)
def test_languages_without_word_lists_have_abbreviations_too(language: str, marked: str) -> None:
    assert sentences(marked.replace("|", ""), language) == [part.strip() for part in marked.split("|")]


def test_the_languages_of_the_news_have_hard_cases() -> None:
    files = (resources.files("summarize.text") / "word_lists").iterdir()
    assert set(HARD) == {file.name.removesuffix(".json") for file in files}
    assert all(len(cases) >= 7 for cases in HARD.values())


def test_the_brackets_of_escape_sequences_pair_with_none() -> None:
    text = "\x1b[31mThe dam broke\x1b[0m. Two villages\x1b]0;x\x07 were flooded."
    assert len(split_sentences(text)) == 2


def test_line_breaks_in_prose_change_nothing() -> None:
    for case in CASES:
        assert split_sentences(case["text"].replace(" ", "\n"), case["language"]) == split_sentences(
            case["text"], case["language"]
        )


UNITS = (*"a.\"“”'‘`(!? \n。é😀†«„[1…", '". ', "Mr. ", "a.b.", "“Aa. ", "(a. ", "!A", "。A", "s' a", "'a ")
TIMED = """
import sys
from summarize.text.sentences import split_sentences
for unit in sys.argv[1].split("|"):
    split_sentences(unit * (1_000_000 if len(unit) == 1 else 300_000 // len(unit)))
"""


@pytest.mark.slow
def test_a_megabyte_of_anything_takes_linear_time() -> None:
    """Ten to thirty seconds in all; a single quadratic unit takes minutes."""
    subprocess.run([sys.executable, "-c", TIMED, "|".join(UNITS)], check=True, timeout=300)


ANY = st.text(min_size=1)


@given(before=ANY, space=st.text(" \x02", min_size=1), after=ANY, code=st.sampled_from(["en", "de", "xx"]))
def test_before_a_capital_behind_a_blank_only_rules_for_full_stops_can_join(before, space, after, code):
    boundary = Boundary(before, "", space, after[0].upper() + after[1:], code)
    if boundary.after[0].isupper() and before.strip(" \x02\x03"):
        assert not any(joins(boundary) for joins in BEHIND_ANY_MARK)


@given(before=ANY, closing=st.text(')”’"'), after=ANY, code=st.sampled_from(["en", "de", "tr"]))
def test_rules_for_full_stops_join_behind_full_stops_only(before, closing, after, code):
    boundary = Boundary(f"{before}!", closing, " ", after, code)
    assert not any(joins(boundary) for joins in BEHIND_FULL_STOP)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_a_no_break_space_behind_an_abbreviation_is_no_end(space):
    assert len(sentences(f"Sie traf Hptm.{space}Weber und Dr.{space}Lang am 3.{space}Mai. Er ging.", "de")) == 2
    assert len(sentences(f"They met Insp.{space}Hall and Dr.{space}Ray. He left.", "en")) == 2


def test_two_spaces_of_which_one_does_not_break_are_an_end():
    assert len(sentences("It was a bad fit. \u00a0Nobody laughed.")) == 2


def test_a_dash_joins_before_a_small_letter_and_begins_a_sentence_before_a_capital():
    assert len(sentences('"No!" — that was all.')) == 1
    assert len(sentences('"No!" — The crowd left the square.')) == 2


LOWER = (
    "the ferry left the port of lund at noon on monday. it had 212 people on board, dr. holm among them. "
    "two of its engines failed . the harbour office said so? nobody was hurt."
)


def test_a_text_without_capitals_has_sentences():
    assert [len(sentence.split()) for sentence in sentences(LOWER)] == [11, 10, 6, 5, 3]
    assert len(sentences("the ferry left. it sank.")) == 1  # too short to be sure
    assert len(sentences(LOWER.capitalize())) < 5


@pytest.mark.parametrize("number", ["3.5", "３．５", "१.५", "٣٫٥"])
@pytest.mark.parametrize("code", ["en", "ja", "zh", "hi", "ar", "xx"])
def test_a_decimal_is_never_cut(number, code):
    assert len(sentences(f"値は{number}％です", code)) == 1


@pytest.mark.parametrize("code", ["xx", "cs", "sw", ""])
def test_a_language_without_abbreviations_does_not_get_those_of_another(code):
    for word in ("hand", "vol", "nato", "art", "inc", "dec", "co", "sen"):
        assert len(sentences(f"Mala {word}. Bela tuto.", code)) == 2, word


@given(text=st.text("aBé.!? ,'-1\n", max_size=12), code=st.sampled_from(["en", "de", "fr", "xx"]))
def test_a_text_that_is_seen_at_once_to_be_one_sentence_is_so_by_the_long_way(text, code):
    with patch("summarize.text.sentences.UNDIVIDED", re.compile(r"(?!)")):
        expected = split_sentences(text, code)
    assert split_sentences(text, code) == expected


@pytest.mark.parametrize("whole", ["The war ended in 2019.", "The year ran to March 31.", "That is the song No. 3."])
def test_a_year_a_day_and_a_number_in_a_row_are_no_torn_decimals(whole):
    text = f"{whole} 5 million people know it."
    assert [text[span.start : span.end] for span in split_sentences(text)] == [whole, "5 million people know it."]
    torn = "They pledged 452. 9 million dollars to Mozambique."
    assert len(split_sentences(torn)) == 1


@pytest.mark.parametrize("note", ["³", "¹²", "³ ⁴", "[4]", "[4][5]", "**", "†"])
def test_the_mark_of_a_note_stands_with_the_sentence_before_it(note):
    text = f"It cost 4,200² crowns until 2024.{note} “It fell.”{note} Dr. Ek left."
    assert [text[start:end] for start, end in split_sentences(text)] == [
        f"It cost 4,200² crowns until 2024.{note}",
        f"“It fell.”{note}",
        "Dr. Ek left.",
    ]
