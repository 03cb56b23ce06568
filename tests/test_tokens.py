"""How words are counted, and how text is cut into tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.text.tokens import count_words, fold, has_terminal_mark, is_question, sentence_key, tokenize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("The U.S. left -- at 9:30 a.m.", 6),
        ("He said: “No — never.”", 4),
        ("well-known", 1),
        ("…", 0),
        ("3,5 % of $40", 3),
        ("北京大学", 4),
        ("東京でA", 4),
        ("iPhone 15 発売", 4),
        ("no\u00a0break", 2),
        ("สวัสดีครับ ทุกคน", 2),
        ("नमस्ते दुनिया", 2),
    ],
)
def test_a_word_is_a_token_with_a_letter_or_digit_or_an_ideograph(text, words):
    assert count_words(text) == words


@given(st.text())
def test_words_never_outnumber_the_characters_and_do_not_depend_on_the_kind_of_space(text):
    assert count_words(text) <= len(text)
    assert count_words(text) == count_words(text.replace(" ", "\n"))


@given(st.lists(st.text(), max_size=6))
def test_the_words_of_joined_sentences_are_the_sum_of_their_words(texts):
    assert count_words(" ".join(texts)) == sum(map(count_words, texts))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. and US troops told us", ["the", "u.s.", "and", "u.s.", "troops", "told", "us"]),
        ("Taliban's 18-year war", ["taliban", "s", "18", "year", "war"]),
        ("Zürich_Café", ["zürich", "café"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("中文x1", ["中", "文", "x1"]),
    ],
)
def test_tokens_are_runs_of_letters_and_digits(text, expected):
    assert [fold(token) for token in tokenize(text)] == expected


def test_one_key_for_one_sentence_in_two_typographies():
    assert sentence_key("“We won’t go,” he said.") == sentence_key('"We won\'t go", HE said')
    assert sentence_key("No.") != sentence_key("Yes.")


@pytest.mark.parametrize(
    ("first", "second"), [("Up 1.5 percent.", "Up 15 percent."), ("$3.50", "$350"), ("a b", "ab"), ("बेटा", "बेटी")]
)
def test_two_keys_for_two_numbers_or_words(first, second):
    assert sentence_key(first) != sentence_key(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("İstanbul", "istanbul"),
        ("Cafe\u0301", "café"),  # an accent of its own, as some systems write it
        ("TIẾNG", "tie\u0302\u0301ng"),
        ("Й", "и\u0306"),
    ],
)
def test_two_spellings_of_a_word_are_one(first, second):
    assert list(map(fold, tokenize(first))) == list(map(fold, tokenize(second)))
    assert sentence_key(first) == sentence_key(second)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("北京大学", ["北", "京", "大", "学"]),
        ("東京でA", ["東", "京", "で", "A"]),
        ("ท่าเรือ 14 คน", ["ท่า", "เรือ", "14", "คน"]),  # a port, 14 people
        ("น้ำมันบ้าน", ["น้ำ", "มัน", "บ้าน"]),  # oil, house
        ("ພາສາລາວ", ["ພາ", "ສາ", "ລາວ"]),  # the Lao language
        ("उन्होंने कहा", ["उन्होंने", "कहा"]),
    ],
)
def test_where_words_are_not_separated_characters_or_syllables_are_tokens(text, tokens):
    assert tokenize(text) == tokens


@pytest.mark.parametrize(
    "text", ["It fell.", "“It fell!”", "It fell…", "(It fell.”)", "它倒了。", "وهل سقط؟", "वह गिर गया।"]
)
def test_a_sentence_ends_by_a_terminal_mark_with_closing_marks_after_it(text):
    assert has_terminal_mark(text)


@pytest.mark.parametrize("text", ["", "It fell", "It fell,”", "It fell:", "It fell. [1]", "It fell. Then"])
def test_a_comma_a_colon_or_a_footnote_is_no_terminal_mark(text):
    assert not has_terminal_mark(text)


@pytest.mark.parametrize(
    ("text", "asked"), [("Who fell?”", True), ("谁？", True), ("من سقط؟", True), ("Who? He.", False)]
)
def test_a_question_ends_by_a_question_mark(text, asked):
    assert is_question(text) == asked
