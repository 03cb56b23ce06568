"""The word lists of every language: laws that let their words match, and sentences that lean or stand alone."""

import json
from dataclasses import fields
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from summarize.choose.standalone import needs_context, plain
from summarize.text.languages import Language, load_language, stemmer
from summarize.text.tokens import fold, tokenize

CASES = json.loads((Path(__file__).parent / "data" / "languages.json").read_text(encoding="utf-8"))
FILES = sorted(file.name for file in (resources.files("summarize.text") / "word_lists").iterdir())
CODES = [name.removesuffix(".json") for name in FILES]
STEMLESS = {"vi", "pl", "tr", "id", "zh", "ja", "hi"}  # nltk has no stemmer for them
NAMELESS_DAYS = {"vi", "zh", "ja"}  # "thứ hai", the second day; and a word is no token in Chinese and Japanese
WEIGHED = ("stop_words", "negations", "weekdays", "months", "titles", "numbers")  # matched with single tokens
READ = (
    "pronouns",
    "subject_pronouns",
    "leaning_openers",
    "adverbial_openers",
    "clause_openers",
    "speech",
)  # matched with words as `plain` gives them
LONGEST = 15  # letters of a closed-class word


def data(code: str) -> Any:
    file = resources.files("summarize.text") / "word_lists" / f"{code}.json"
    return json.loads(file.read_text(encoding="utf-8"))


def sentences(kind: str) -> list[Any]:
    return [pytest.param(code, text, id=f"{code}: {text}") for code in CASES for text in CASES[code][kind]]


def test_every_language_but_english_has_sentences():
    assert sorted(CASES) == sorted(set(CODES) - {"en"})
    assert all(len(case["alone"]) >= 6 and len(case["leans"]) >= 6 for case in CASES.values())


@pytest.mark.parametrize(("code", "text"), sentences("alone"))
def test_what_can_be_read_alone_does_not_lean(code, text):
    assert not needs_context(text, load_language(code))


@pytest.mark.parametrize(("code", "text"), sentences("leans"))
def test_what_needs_the_sentence_before_it_leans(code, text):
    assert needs_context(text, load_language(code))


@pytest.mark.parametrize("code", CODES)
def test_a_file_names_its_language_and_known_fields_only(code):
    assert data(code)["code"] == code
    assert set(data(code)) <= {field.name for field in fields(Language)}


@pytest.mark.parametrize("code", CODES)
def test_no_entry_stands_twice(code):
    lists = [data(code).get(name, ()) for name in ("opening_phrases", *WEIGHED, *READ)]
    assert all(len(set(words)) == len(words) for words in lists)


@pytest.mark.parametrize("name", WEIGHED)
@pytest.mark.parametrize("code", CODES)
def test_a_word_that_is_weighed_is_one_folded_token(code, name):
    words = getattr(load_language(code), name)
    assert [word for word in words if list(map(fold, tokenize(word))) != [word]] == []


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("code", CODES)
def test_a_word_that_is_read_is_one_plain_word(code, name):
    assert [word for word in getattr(load_language(code), name) if plain(word) != [word]] == []


@pytest.mark.parametrize("code", CODES)
def test_a_phrase_is_up_to_five_plain_words(code):
    assert [phrase for phrase in load_language(code).opening_phrases if plain(phrase) != phrase.split()] == []
    assert all(2 <= len(phrase.split()) <= 5 for phrase in load_language(code).opening_phrases)


@pytest.mark.parametrize("code", CODES)
def test_a_time_by_the_calendar_would_be_taken_for_an_opener(code):
    known = load_language(code)
    heads = (*(f"{opener} " for opener in known.leaning_openers), *known.opening_phrases)
    assert [time for time in known.calendar_phrases if plain(time) != time.split()] == []
    assert [time for time in known.calendar_phrases if not time.startswith(heads)] == []
    assert known.subject_pronouns <= known.pronouns


@pytest.mark.parametrize("code", CODES)
def test_names_that_mean_one_thing_can_match_and_are_not_taken_for_closed_class_words(code):
    known = load_language(code)
    assert [name for name in known.name_variants if list(map(str.lower, tokenize(name))) != name.split()] == []
    # English "us" is a pronoun, too: `fold` tells them apart
    assert not set(known.name_variants.values()) & known.stop_words or code == "en"


@pytest.mark.parametrize("code", CODES)
def test_a_week_has_seven_days_in_as_many_cases_as_the_language_asks_for(code):
    known = load_language(code)
    assert known.weekdays == frozenset() if code in NAMELESS_DAYS else len(known.weekdays) >= 7
    assert known.months == frozenset() if code in NAMELESS_DAYS else len(known.months) >= 12


@pytest.mark.parametrize("code", CODES)
def test_a_stemmer_loads_and_gives_something_back(code):
    assert (load_language(code).stemmer is None) == (code in STEMLESS)
    assert all(map(stemmer(load_language(code)), load_language(code).speech))


@pytest.mark.parametrize("code", CODES)
def test_closed_class_words_are_short_and_no_nouns_of_the_news(code):
    stop = load_language(code).stop_words
    assert [word for word in stop if len(word) > LONGEST] == []
    assert stop.isdisjoint(CASES.get(code, {}).get("nouns", ()))


@pytest.mark.parametrize("code", CODES)
def test_numbers_are_positive(code):
    assert all(value > 0 for value in load_language(code).numbers.values())
