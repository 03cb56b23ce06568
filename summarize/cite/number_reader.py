"""Numbers in a sentence: where each stands and what it is worth, in digits or in words.

A sentence and its language go in. Out come its counts, years, times of day and dates, each as a `NumberMatch`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from summarize.text.languages import Language, load_language

# the parts of a number: a time of day; digits, with a currency before and a suffix behind; a word; a percent sign
CLOCKS = (
    r"\b\d{1,2}(?:[:.]\d\d)?\s?[ap]\.\s?m\b\.?|\b\d{1,2}(?:[:.]\d\d)?\suhr\b"
    r"|\b(?:[01]?\d|2[0-4])\s?h\s?[0-5]\d\b|\b(?:[01]?\d|2[0-3]):[0-5]\d\b"
)
HALF_DAY_CLOCKS = r"\b\d{1,2}(?:[:.]\d\d)?\s?[ap]m\b|"
HOURS = r"|\b(?:[01]?\d|2[0-3])h\b"  # where a time of day is not written 3 am
SPACED_DIGITS = r"\d{1,3}(?: \d{3})+(?![\d.])|"
TOKEN = (
    r"(?P<clock>%s)"
    r"|(?:(?P<sign>(?:\b(?:us|c|a))?[$£€¥₹]|\b(?:rs|dlrs)\b\.?)\s?)?"
    r"(?P<digits>%s\d+(?:[.,]\d+|[\u00a0\u202f]\d{3}(?!\d))*)"
    r"(?P<suffix>(?:bn|tn|k|m|º|ª%s)\b)?"
    r"|(?P<word>[^\W\d_]+)|(?P<percent>%%)"
)
WORD = re.compile(r"[^\W\d_]+|\d")
CLOCK = re.compile(r"(\d{1,2})(?:\s?[:.h]\s?(\d\d))?\s?([ap])?")
DIGIT_SPACE = re.compile(r"[ \u00a0\u202f]")
GROUPED_DIGITS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")  # thousands, unless the mark is that of decimals
ORDINAL_DOT = re.compile(r"\.\s")  # behind the digits of an ordinal
NAME_PREFIX = re.compile(r"([^\W\d_]+)[-\u2010\u2011]$")  # `Apollo-` of Apollo-11: the number belongs to the name
NUMBER_GAP = re.compile(r"[\s\-\u2010\u2011]{0,2}")  # between two tokens of one number
DATE_GAP = re.compile(r"\.?\s|\s(?:of|de|di)\s")  # between a day and its month

AGE = re.compile(r"(?<=[^\W\d_]), [1-9]\d[,.)](?!\d)")  # somebody's: the cartoonist, 77, drew
MAX_PREFIX_LENGTH = 40  # characters before a number that are searched for a name; by judgement, no word is longer
SUFFIX_FACTORS = {"k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12}  # other suffixes make an ordinal
CURRENCIES = {"us$": "$", "dlrs": "$", "rs": "₹", "rs.": "₹"}  # as written, to the sign by which they are compared
ORDINAL = "º"  # the sign of an ordinal
MAX_HEDGE_WORDS = 3  # as in `as many as`
DOZEN, HUNDRED = 12, 100  # number words of this worth multiply the number before them
YEARS, DAYS = range(1800, 2100), range(1, 32)

Token = re.Match[str]


class MonthDay(NamedTuple):
    """A date without its year."""

    month: str  # as written, in lower case: "sept"
    day: str  # "1" to "31", or "" where only the month is named


@dataclass(frozen=True, slots=True)
class TokenizedText:
    """A sentence cut into the tokens that numbers are made of."""

    text: str
    lower: str  # the same length as `text`, so that places in one are places in the other
    tokens: list[Token]  # matches of `token_pattern` in `lower`
    language: Language


@dataclass(frozen=True, slots=True)
class Number:
    """A count, with its place in the sentence."""

    value: float  # 0 or more; infinite where the digits are too many for a float
    start: int  # code points; the words that hedge it are inside
    end: int  # code points, exclusive; the unit that has a sign is inside
    after: int  # index of the token that follows it
    sign: str = ""  # of what it counts: "%", "$"; ORDINAL
    hedge: str = ""  # "~" about, ">" more than, "<" less than
    digits: str = ""  # as written, where it is nothing but digits

    @property
    def decimal(self) -> str:
        """The value to 15 digits: 1.1 million is 1100000, whatever a product of floats makes of it."""
        return f"{self.value:.15g}"

    @property
    def spelling(self) -> str:
        """The one spelling in which it is compared: "~9%"."""
        return f"{self.hedge}{self.decimal}{self.sign}"


class NumberMatch(NamedTuple):
    """A number that was read off a sentence, and where it stands."""

    kind: str  # the field of `Quantities` that holds its kind
    value: Number | MonthDay | str  # of "counts", of "dates", of the other kinds
    start: int  # code points of the sentence
    end: int  # code points, exclusive
    first: int  # index of its first token in the sentence, hedges apart
    after: int  # index of the token that follows it
    sentence: TokenizedText


def find_numbers(text: str, language: Language) -> Iterator[NumberMatch]:
    """Yield the numbers of a sentence, in the order of the text; no two overlap.

    A number takes in the number words and the unit behind it, and the hedge before it: `about two dozen`, `3 million
    dollars`. Digits that belong to a name (`Apollo-3`) and a `one` that stands for somebody are not numbers.
    """
    lower = text.lower() if len(text.lower()) == len(text) else text  # İ becomes two characters
    if not any(w.isdecimal() or w in language.numbers or w in language.months for w in WORD.findall(lower)):
        return  # as in most sentences, and sooner than by the tokens
    tokens = list(token_pattern(language.code).finditer(lower))
    sentence, after = TokenizedText(text, lower, tokens, language), 0
    for index, token in enumerate(tokens):
        may_start = not (word := token["word"]) or word in language.numbers or word in language.months
        if index >= after and may_start and (match := match_number(sentence, index)):
            after = match.after
            yield match


@cache
def token_pattern(code: str) -> re.Pattern[str]:
    """Return the pattern of the parts of a number, as a language writes times of day, thousands and ordinals."""
    language = load_language(code)
    clocks = HALF_DAY_CLOCKS + CLOCKS if language.half_days else CLOCKS + HOURS
    spaced = SPACED_DIGITS * language.spaced_thousands
    suffixes = "".join(f"|{suffix}" for suffix in sorted(language.ordinal_suffixes))
    return re.compile(TOKEN % (clocks, spaced, suffixes))


def match_number(sentence: TokenizedText, index: int) -> NumberMatch | None:
    """Return the number that starts at a token, None where none does."""
    token = sentence.tokens[index]
    if token["clock"]:
        return NumberMatch("clocks", clock(token["clock"]), *token.span(), index, index + 1, sentence)
    date = match_date(sentence, index)
    if date is not None or not starts_number(sentence, index):
        return date
    number = hedged(quantity(sentence, index), sentence, index)
    is_year = len(number.digits) == len("2000") and number.value in YEARS
    kind, value = ("years", number.digits) if is_year else ("counts", number)
    return NumberMatch(kind, value, number.start, number.end, index, number.after, sentence)


def match_date(sentence: TokenizedText, index: int) -> NumberMatch | None:
    """Return the date that starts at a token: a month, with the day beside it where there is one; None: neither."""
    tokens, token = sentence.tokens, sentence.tokens[index]
    starts_with_month, day = is_month(token, sentence), day_of_month(token)
    if not starts_with_month and not day:
        return None
    for after, second in enumerate(tokens[index + 1 : index + 3], start=index + 2):
        fits = day_of_month(second) if starts_with_month else is_month(second, sentence)
        if fits and DATE_GAP.fullmatch(sentence.lower[token.end() : second.start()]):
            month = token if starts_with_month else second
            date = MonthDay(month["word"], day or day_of_month(second))
            return NumberMatch("dates", date, token.start(), second.end(), index, after, sentence)
    alone = NumberMatch("dates", MonthDay(token["word"], ""), *token.span(), index, index + 1, sentence)
    return alone if starts_with_month else None


def day_of_month(token: Token) -> str:
    """Return the digits of a token that may be the day of a month, 1 to 31; "" for another token."""
    digits = token["digits"] or ""
    return digits if digits.isdecimal() and len(digits) < 3 and int(digits) in DAYS and not token["sign"] else ""


def clock(text: str) -> str:
    """Return a time of day on the 24-hour clock: `14:30` for `2.30pm`."""
    hour, minute, half = CLOCK.findall(text)[0]
    hours = int(hour) % 12 + (12 if half == "p" else 0) if half else int(hour)
    return f"{hours:02}:{minute or '00'}"


def is_month(token: Token, sentence: TokenizedText) -> bool:
    """Whether a token is a month; one that is also another word, such as May, must have a capital."""
    word, language = token["word"], sentence.language
    return word in language.months and (word not in language.stop_words or sentence.text[token.start()].isupper())


def starts_number(sentence: TokenizedText, index: int) -> bool:
    """Whether a number starts at a token: not at `3` of `Apollo-3`, nor at `one` that stands for somebody."""
    token, word, language = sentence.tokens[index], sentence.tokens[index]["word"], sentence.language
    if token["digits"]:
        prefix = NAME_PREFIX.search(sentence.lower, max(0, token.start() - MAX_PREFIX_LENGTH), token.start())
        return prefix is None or prefix[1] in language.numbers
    if word not in language.numbers:
        return False
    return language.numbers[word] != 1 or one_counts(sentence, index)


def one_counts(sentence: TokenizedText, index: int) -> bool:
    """Whether a word for 1 counts something: `one man`, `one of three`, and not `no one`, `the one and`."""
    tokens, language = sentence.tokens, sentence.language
    if index + 1 == len(tokens) or (index and tokens[index - 1]["word"] in language.negations):
        return False
    if unit_at(sentence, index + 1)[0]:
        return True
    following = tokens[index + 1]
    touches = NUMBER_GAP.fullmatch(sentence.lower, tokens[index].end(), following.start()) is not None
    return touches and (following["word"] not in language.stop_words or following["word"] in language.parts_of)


def quantity(sentence: TokenizedText, index: int) -> Number:
    """Return the number that starts at a token, with the number words and the unit behind it, not hedged yet."""
    number, tokens, numbers = first_part(sentence, index), sentence.tokens, sentence.language.numbers
    while touches_next(number, sentence):
        following, last = tokens[number.after], tokens[number.after - 1]
        value = combined(number.value, numbers.get(following["word"], 0.0), after_digits=bool(last["digits"]))
        if value is None:
            break
        number = replace(number, value=value, end=following.end(), after=number.after + 1, digits="")
    if AGE.match(sentence.text, max(0, number.start - len(", "))):
        return replace(number, sign="yr", digits="")
    sign, length = unit_at(sentence, number.after)
    if sign and number.sign != ORDINAL and touches_next(number, sentence):
        after = number.after + length
        number = replace(number, sign=sign, end=tokens[after - 1].end(), after=after, digits="")
    return number


def first_part(sentence: TokenizedText, index: int) -> Number:
    """Return the number that a single token makes: digits with their currency and suffix, or a number word."""
    token, language = sentence.tokens[index], sentence.language
    if not token["digits"]:
        return Number(language.numbers[token["word"]], *token.span(), index + 1)
    written, suffix = token["sign"] or "", token["suffix"] or ""
    sign, value = CURRENCIES.get(written, written), digits_value(token["digits"], language.decimal_mark)
    if not sign and is_ordinal(token, sentence):
        return Number(value, *token.span(), index + 1, ORDINAL)
    factor = SUFFIX_FACTORS.get(suffix, 1.0) if suffix != "m" or sign else 1.0  # `5m` alone is five metres
    digits = token["digits"] if not sign and factor == 1.0 else ""
    return Number(value * factor, *token.span(), index + 1, sign, digits=digits)


def is_ordinal(token: Token, sentence: TokenizedText) -> bool:
    """Whether digits tell a place in an order: `3rd`, `3º`, and `3.` where a language writes it so."""
    if token["suffix"]:
        return token["suffix"] not in SUFFIX_FACTORS
    dot = sentence.language.ordinal_dot and token["digits"].isdecimal() and len(token["digits"]) < len("2000")
    return dot and ORDINAL_DOT.match(sentence.lower, token.end()) is not None


def touches_next(number: Number, sentence: TokenizedText) -> bool:
    """Whether nothing but a space or a hyphen stands between a number and the token that follows it."""
    following = sentence.tokens[number.after : number.after + 1]
    return any(NUMBER_GAP.fullmatch(sentence.lower, number.end, token.start()) for token in following)


def combined(value: float, word_value: float, *, after_digits: bool) -> float | None:
    """Return the value of a number with the number word behind it, None where the two are apart.

    `two dozen` and `3 million` multiply, `twenty-one` and `a hundred five` add; digits only multiply.
    """
    if word_value == DOZEN or word_value >= max(HUNDRED, value):
        return value * word_value
    if after_digits or not 1 <= word_value < HUNDRED:
        return None
    adds_to_tens = 20 <= value < HUNDRED and value % 10 == 0 and word_value < 10
    return value + word_value if adds_to_tens or (value >= HUNDRED and value % HUNDRED == 0) else None


def digits_value(digits: str, decimal_mark: str) -> float:
    """Return the value of digits with marks, by the mark that the language at hand puts before decimals.

    A mark that comes twice parts groups of digits, in thousands or as in 1,00,000; where both marks stand, the last is
    that of decimals. One mark before three digits parts thousands, unless the language puts it before decimals.
    """
    digits = DIGIT_SPACE.sub("", digits)
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return float(digits)
    whole, mark, fraction = digits[:last], digits[last], digits[last + 1 :]
    grouped = mark in whole or (mark != decimal_mark and GROUPED_DIGITS.fullmatch(digits) is not None)
    bare = whole.replace(".", "").replace(",", "")
    return float(bare + fraction) if grouped else float(f"{bare}.{fraction}")


def unit_at(sentence: TokenizedText, index: int) -> tuple[str, int]:
    """Return the sign of the unit that starts at a token and its number of tokens; "", 0 where there is none."""
    units = sentence.language.units
    for length in (2, 1):
        tokens = sentence.tokens[index : index + length]
        name = " ".join(token.group() for token in tokens)
        if len(tokens) == length and (name in units or name == "%"):
            return units.get(name, name), length
    return "", 0


def hedged(number: Number, sentence: TokenizedText, index: int) -> Number:
    """Return a number, whose first token is given, with the mark of the words before it: `about`, `more than a`."""
    words, language, begin = sentence.tokens, sentence.language, number.start
    if index and words[index]["word"] and words[index - 1]["word"] in language.indefinite_articles:
        index, begin = index - 1, words[index - 1].start()
    for length in range(MAX_HEDGE_WORDS, 0, -1):
        tokens = words[max(0, index - length) : index]
        name = " ".join(token.group() for token in tokens)
        if len(tokens) == length and name in language.hedges and not sentence.lower[tokens[-1].end() : begin].strip():
            return replace(number, hedge=language.hedges[name], start=tokens[0].start(), digits="")
    return number
