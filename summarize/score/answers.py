"""What an answer has that a question asks for: a number, a day, a name, a place, a reason.

The tokens of a sentence, its language and the words of the question go in; out comes whether such a thing is there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from unicodedata import category

from summarize.text.languages import Language
from summarize.text.stemmers import stemmer
from summarize.text.times import is_written
from summarize.text.tokens import fold

COUNTED_WORDS = 4  # from a number to the word for what it counts, at most; by judgement
NAME_WORDS = 3  # between a name and the word for what bears it: Madrid summit, the summit in Madrid; by judgement
PLACE_WORDS = 3  # behind a word for a place, in which its name stands; by judgement

QUESTION_MARKS = ("?", "？", "؟")
CLOSING_MARKS = "\"'”’») "
CLOCK = re.compile(r"\d{0,2}[ap]\.?m\.?|\d{1,2}h\d{0,2}", re.IGNORECASE)  # a token of a time of day: a.m., 5pm, 14h30
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def asks(text: str) -> bool:
    """Whether a sentence is a question."""
    return text.rstrip(CLOSING_MARKS).endswith(QUESTION_MARKS)


def counts(tokens: Sequence[str], counted: frozenset[str], language: Language, _: frozenset[str]) -> bool:
    """Whether a number stands near before a word for what is to be counted; counted: stems of such words."""
    stem = stemmer(language)
    numbers = [place for place, token in enumerate(tokens) if is_number(token, language)]
    nouns = [place for place, token in enumerate(tokens) if stem(fold(token)) in counted]
    return any(0 < noun - number <= COUNTED_WORDS for number in numbers for noun in nouns)


def is_beside_name(tokens: Sequence[str], thing: frozenset[str], language: Language, asked: frozenset[str]) -> bool:
    """Whether a name that the query lacks stands near a word for the thing that bears it; thing: stems of such words.

    True in languages that write every noun with a capital.

    >>> is_beside_name(["The", "left", "Rose", "Bowl"], frozenset(["bowl"]), Language("en"), frozenset(["bowl"]))
    True
    """
    if language.capital_nouns:
        return True
    stem = stemmer(language)
    known = asked | language.stop_words  # The opens a sentence
    names = [place for place, token in enumerate(tokens) if token[0].isupper() and fold(token) not in known]
    nouns = [place for place, token in enumerate(tokens) if stem(fold(token)) in thing]
    return any(0 < abs(noun - name) <= NAME_WORDS for name in names for noun in nouns)


def is_number(token: str, language: Language) -> bool:
    """Whether a token is a number, in figures or in words."""
    return token[0].isdigit() or fold(token) in language.numbers


def has_number(tokens: Sequence[str], language: Language, _: frozenset[str]) -> bool:
    """Whether a sentence has a number."""
    return any(is_number(token, language) for token in tokens)


def has_money(text: str, tokens: Sequence[str], language: Language) -> bool:
    """Whether a sentence has the sign or the name of a currency.

    >>> has_money("It cost £38m.", ["It", "cost", "38m"], Language("en"))
    True
    """
    signs = filter(None, (language.units.get(fold(token), "")[:1] for token in tokens))
    return any(category(sign) == "Sc" for sign in (*text, *signs))


def has_time(tokens: Sequence[str], language: Language, _: frozenset[str]) -> bool:
    """Whether a sentence has a year, a month, a weekday, a time of day, or one counted back from today.

    Months and weekdays count with the capital that their language gives them.

    >>> has_time(["It", "began", "at", "4", "20", "a.m."], Language("en"), frozenset())
    True
    """
    dated = language.months | language.weekdays
    return any(
        YEAR.fullmatch(token)
        or CLOCK.fullmatch(token)
        or fold(token) in language.ago_behind
        or (fold(token) in dated and is_written(token, language))
        for token in tokens
    )


def has_name(tokens: Sequence[str], language: Language, asked: frozenset[str]) -> bool:
    """Whether a sentence has a name that the query lacks: a word with a capital behind the first one.

    True in languages that write every noun, or none, with a capital.
    """
    if language.capital_nouns or not any(token[0].isupper() for token in tokens):
        return language.capital_nouns or not any(token[0].islower() for token in tokens)
    return any(token[0].isupper() and fold(token) not in asked for token in tokens[1:])


def has_place(tokens: Sequence[str], language: Language, asked: frozenset[str]) -> bool:
    """Whether a sentence has a name that the query lacks behind a word for a place: in Tarn, near the Asker."""
    if not language.place_marks or not has_name(tokens, language, asked):
        return has_name(tokens, language, asked)
    marks = [place for place, token in enumerate(tokens) if fold(token) in language.place_marks]
    names = (tokens[place + 1 : place + 1 + PLACE_WORDS] for place in marks)
    return any(token[0].isupper() and fold(token) not in asked for near in names for token in near)


def has_frequency(tokens: Sequence[str], language: Language, asked: frozenset[str]) -> bool:
    """Whether a sentence says how often; where no words for that are known, whether it has a number."""
    if not language.frequencies:
        return has_number(tokens, language, asked)
    return any(fold(token) in language.frequencies for token in tokens)


def has_reason(tokens: Sequence[str], language: Language, _: frozenset[str]) -> bool:
    """Whether a sentence gives a reason; True in a language of which no words for it are known."""
    return not language.reasons or any(fold(token) in language.reasons for token in tokens)


KINDS: dict[str, Callable[[Sequence[str], Language, frozenset[str]], bool]] = {
    "number": has_number,
    "count": has_number,
    "time": has_time,
    "frequency": has_frequency,
    "name": has_name,
    "which": has_name,
    "place": has_place,
    "reason": has_reason,
}
