"""True prose that looks like furniture: each phrase of the tables in a plain sentence of news, and none is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarize.clean.blocks import clean
from summarize.clean.lines import phrases, plain
from tests.test_clean import AFTER, BEFORE

DATA = json.loads((Path(__file__).parent / "data" / "true_prose.json").read_text("utf-8"))
# "sentences" were written beside the tables; "later" once the rules and the model were settled.
SENTENCES = [
    (code, sentence) for part in ("sentences", "later") for code, lines in DATA[part].items() for sentence in lines
]
INSIDE = ("anywhere", "among_names", "tails", "whole_lines")
# Parts of phrases of the wire and of names that no sentence has.
FOREIGN = frozenset(DATA["foreign"])
NO_WORDS = ("; editing by", "optional trim", "end", "nn", "-30-", "ttxvn")


def around(code: str) -> tuple[list[str], list[str]]:
    """Return paragraphs to stand before and behind a sentence, in its language."""
    return (BEFORE, AFTER) if code == "en" else (DATA["around"][code][:1], DATA["around"][code][1:])


def prose_of(text: str) -> str:
    return " ".join(text[block.start : block.end] for block in clean(text) if block.kind == "prose")


def lost(before: list[str], middle: list[str], after: list[str]) -> list[str]:
    """Return the paragraphs in the middle that are not prose."""
    kept = prose_of("\n\n".join([*before, *middle, *after]))
    return [paragraph for paragraph in middle if paragraph not in kept]


def worded(table: str) -> list[str]:
    """Return the phrases of a table that can stand in a sentence."""
    return [phrase for of_kind in phrases()[table].values() for phrase in of_kind if phrase[-1].isalpha()]


def test_each_phrase_that_opens_a_line_opens_a_sentence_of_the_corpus():
    openings = tuple(plain(sentence) for _, sentence in SENTENCES)
    missing = [phrase for phrase in worded("openers") if not any(line.startswith(phrase) for line in openings)]
    assert missing == []


@pytest.mark.parametrize("table", INSIDE)
def test_each_english_phrase_of_the_other_tables_stands_in_a_sentence_of_the_corpus(table):
    text = "\n".join(plain(sentence) for code, sentence in SENTENCES if code == "en")
    foreign = {phrase for phrase in worded(table) if not phrase.isascii() or phrase.split()[0] in FOREIGN}
    missing = [phrase for phrase in worded(table) if phrase not in text and phrase not in foreign]
    assert [phrase for phrase in missing if not any(word in phrase for word in NO_WORDS)] == []


@pytest.mark.parametrize(("code", "sentence"), SENTENCES, ids=lambda value: value[:30])
def test_a_sentence_of_news_is_kept_whatever_phrase_it_has(code, sentence):
    before, after = around(code)
    assert lost(before, [sentence], after) == []
    assert lost(before, [f"{before[0]} {sentence}"], after) == []
    assert lost(before, [f"{sentence} {after[0]}"], after[1:]) == []


@pytest.mark.parametrize(("code", "sentence"), SENTENCES, ids=lambda value: value[:30])
def test_an_english_sentence_of_news_is_kept_at_the_end_of_an_article(code, sentence):
    if code == "en":
        assert lost([*BEFORE, *AFTER], [sentence], []) == []
