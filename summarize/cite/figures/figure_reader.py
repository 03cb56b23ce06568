"""What a sentence counts: its figures, each with what is counted, and what may tell one event from another.

A row goes in; out comes a `CountedSentence`, which `conflicts` compares with others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import isfinite

from summarize.cite.claim import Terms, exclusive_words, with_synonyms
from summarize.cite.figures.outcomes import Outcome, compared_apart, is_partial, is_range_end, outcome_of, toll_stems
from summarize.cite.figures.surroundings import (
    NOTHING_NEAR,
    Surroundings,
    context_names,
    event_days,
    names_of,
    other_years,
    surroundings,
)
from summarize.cite.number_reader import ORDINAL, MonthDay, Number, NumberMatch, find_numbers
from summarize.cite.same_numbers import MAX_COUNTED_WORDS, NOTHING_NAMED, Counted, counted
from summarize.cite.synonyms import cached_stemmer
from summarize.records import Corpus
from summarize.text.languages import load_language
from summarize.text.tokens import fold, is_question, tokenize

# all by judgement
ABOUT_SHARE = 0.1  # of a number that is said to be about so much: how far off it may be
MORE_SHARE = 0.5  # of a round number that is said to be a bound: how far beyond it may be, if a unit of its last digit
ROUNDED_SHARE = 0.05  # of a plain number from MIN_ROUNDED: how far off it may be, if half a unit of its last digit
MIN_ROUNDED = 1000  # plain numbers below it are as counted
NEAR_MAGNITUDE = 4  # tokens before and behind a number among which a word makes it a magnitude
MAX_RANGE = 5  # characters before a number in which the other end of a range ends

YEAR, DATE, CLOCK, MAGNITUDE = "year", "date", "clock", "magnitude"  # kinds
HALF_DAY = 720  # minutes; articles often leave out which half of the day they mean

RANGE_BEFORE = re.compile(r"\d\s?[-\u2010\u2011\u2013]\s?$")
RANGE_BEHIND = re.compile(r"\s?[-\u2010\u2011\u2013]\s?\d")
AGE = re.compile(r"\W?(?:years?|months?)?\W?old\b")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence and what it counts."""

    text: str  # as written, with its hedge, and with the words beside it that say what is counted: "about 40 ballots"
    value: float  # 0 or more, finite; a time of day in minutes of its half day, a date by its day
    low: float  # the least that it may be, by its hedge and its last digit
    high: float  # the most that it may be
    kind: str  # a sign such as "%" or "$", "clock", "year", "date" with the month, "magnitude", or ""
    counted: Counted
    outcome: str  # what became of those counted, a key of `Language.outcomes`; "" where that is not said
    partial: bool  # whether it counts what is left, or a part of another number: 15 others, including three
    cumulative: bool = False  # whether a word such as toll says that it counts all until then
    near: Surroundings = NOTHING_NEAR

    def counts_as(self, other: Figure) -> bool:
        """Whether two figures count the same thing."""
        if self.partial or other.partial or self.kind != other.kind or self.outcome != other.outcome:
            return False
        if self.kind:
            return self.kind != YEAR and not self.kind.startswith(DATE)
        if self.outcome and self.anybody and other.anybody:
            return True
        named = bool(self.counted.words) and bool(other.counted.words)
        return named and self.counted.same_as(other.counted)

    @property
    def anybody(self) -> bool:
        """Whether people are counted, whoever they are: `12 people`, `12 were killed`, `12 others`."""
        return self.counted.generic or self.counted.words <= load_language(self.counted.code).additions

    def agrees(self, other: Figure) -> bool:
        """Whether two figures may be the same number: more than 150, and at least 156."""
        return self.value == other.value or (self.low < other.high and other.low < self.high)


@dataclass(frozen=True, slots=True)
class CountedSentence:
    """What a sentence counts, and what it is about."""

    figures: tuple[Figure, ...]  # in the order of the text
    skeleton: tuple[str, ...]  # its words, folded, each figure as # with its kind
    terms: Terms  # words for numbers, units and times apart
    events: Terms  # the same without words for what became of people, and for unnamed speakers
    weekdays: frozenset[str]  # those on which somebody only said so apart
    years: frozenset[str]
    dates: frozenset[MonthDay]
    names: frozenset[str]  # keys of its names
    name_order: tuple[str, ...]  # the same, in the order of the text
    context: frozenset[str]  # keys of the names that it may leave out: of the sentences before it and of the opening
    exclusive: Mapping[frozenset[str], frozenset[str]]  # group of words that exclude one another: those that it has
    leans: bool  # whether it begins with a word that leans on the sentence before it
    pronoun: bool  # whether that is a pronoun
    opening: str = ""  # its first word, folded, where that is of an open class: often who did it


def figure_reader(corpus: Corpus) -> Callable[[int], tuple[Figure, ...]]:
    """Return a function from a row to its figures, without what stands near them; each row is read once."""

    @cache
    def read(row: int) -> tuple[Figure, ...]:
        text = corpus.sentences[row].text
        if is_question(text):
            return ()
        matches = find_numbers(text, load_language(corpus.languages[corpus.sentences[row].document]))
        return tuple(figure for figure in map(read_figure, matches) if figure)

    return read


def sentence_reader(corpus: Corpus, names: frozenset[str]) -> Callable[[int], CountedSentence]:
    """Return a function from a row to what its sentence counts; each row is read once.

    names: the words, lower case, that are names in these articles.
    """

    @cache
    def read(row: int) -> CountedSentence:
        return counted_sentence(row, corpus, names)

    return read


def counted_sentence(row: int, corpus: Corpus, names: frozenset[str]) -> CountedSentence:
    """Return what the sentence of a row counts; names: the words, lower case, that are names in these articles."""
    sentence, tokens = corpus.sentences[row], corpus.tokens[row]
    language = load_language(corpus.languages[sentence.document])
    words = [fold(token) for token in tokens]
    matches = [] if is_question(sentence.text) else list(find_numbers(sentence.text, language))
    figures = read_figures(matches, names)
    stems = (stem for stem in corpus.stems[row] if not stem[0].isdigit())
    terms = [stem for stem in stems if stem not in number_stems(language.code)]
    opening = f"{' '.join(words[:2])} "
    return CountedSentence(
        figures=tuple(figure for _, figure in figures),
        skeleton=skeleton(sentence.text, figures),
        terms=(synonyms := with_synonyms(terms, language.code)),
        events={stem: synonyms[stem] for stem in synonyms if stem not in toll_stems(language.code)},
        weekdays=event_days(words, language),
        years=event_years(matches) | other_years(words, language),
        dates=frozenset(match.value for match in matches if isinstance(match.value, MonthDay)),
        names=frozenset(order := names_of(row, corpus, names)),
        name_order=order,
        context=context_names(row, corpus, names),
        exclusive=exclusive_words(frozenset(words) - compared_apart(language.code), language.code),
        leans=not language.leaning_openers.isdisjoint(words[:1]) and opening not in language.calendar_phrases,
        pronoun=not language.pronouns.isdisjoint(words[:1]),
        opening=next((w for w in words[:1] if w not in language.stop_words and w not in language.numbers), ""),
    )


def event_years(matches: Sequence[NumberMatch]) -> frozenset[str]:
    """Return the years among numbers, but not those that only bound a time: since 1989."""
    years = [match for match in matches if match.kind == "years"]
    before = (match.sentence.tokens[match.first - 1]["word"] if match.first else None for match in years)
    pairs = zip(years, before, strict=True)
    return frozenset(str(match.value) for match, word in pairs if word not in match.sentence.language.clause_openers)


@cache
def number_stems(code: str) -> frozenset[str]:
    """Return the stems of the words for numbers, units, weekdays and months in a language; code: ISO 639-1."""
    language = load_language(code)
    words = (*language.numbers, *language.units, *language.weekdays, *language.months)
    return frozenset(map(cached_stemmer(code), " ".join(words).split()))


def skeleton(text: str, figures: Sequence[tuple[NumberMatch, Figure]]) -> tuple[str, ...]:
    """Return the words of a sentence, folded, with # and its kind for each figure."""
    words: list[str] = []
    end = 0
    for match, figure in figures:
        words += [*map(fold, tokenize(text[end : match.start])), f"#{figure.kind}"]
        end = match.end
    return (*words, *map(fold, tokenize(text[end:])))


def read_figures(matches: Sequence[NumberMatch], names: frozenset[str]) -> list[tuple[NumberMatch, Figure]]:
    """Return the figures that the numbers of a sentence make, in the order of the text.

    Ordinals, ages, ranges, labels (`Flight 103`), vague numbers such as `hundreds` and numbers too large for a float
    make none. names: the words, lower case, that are names in these articles.
    """
    figures = ((match, read_figure(match)) for match in matches)
    counts = frozenset(match.first for match in matches if match.kind == "counts")
    return [(match, replace(figure, near=surroundings(match, counts, names))) for match, figure in figures if figure]


def read_figure(match: NumberMatch) -> Figure | None:
    """Return the figure that a number makes, None where it counts nothing that can be compared."""
    if isinstance(match.value, Number):
        return count_figure(match, match.value)
    text = match.sentence.text[match.start : match.end]
    if isinstance(match.value, MonthDay):
        day = float(match.value.day or 0)
        return exact_figure(text, day, f"{DATE} {match.value.month[:3]}") if day else None
    if match.kind == "years":
        return exact_figure(text, float(match.value), YEAR)
    hour, minute = map(int, match.value.split(":"))
    return exact_figure(text, (60 * hour + minute) % HALF_DAY, CLOCK)


def exact_figure(text: str, value: float, kind: str) -> Figure:
    """Return a figure that is not a count."""
    return Figure(text, value, value, value, kind, NOTHING_NAMED, "", partial=False)


def count_figure(match: NumberMatch, number: Number) -> Figure | None:
    """Return the figure that a count makes, None where it counts nothing, as in `one of them`, or is infinite."""
    named = counted(match)
    if not isfinite(number.value) or number.sign == ORDINAL or counts_nothing(match, named):
        return None
    value = float(number.decimal)
    kind = MAGNITUDE if is_magnitude(match) else number.sign
    outcome = Outcome("", match.start) if kind else outcome_of(match, named)
    if number.value == 1 and not kind and not outcome.name and not named.words:
        return None
    text = match.sentence.text[outcome.start : noun_end(match, named)]
    part, toll = is_partial(match, outcome), outcome.cumulative
    return Figure(text, value, *bounds(value, number), kind, named, outcome.name, partial=part, cumulative=toll)


def counts_nothing(match: NumberMatch, named: Counted) -> bool:
    """Whether a number is an age, an end of a range, a label, or a vague number word such as `hundreds`."""
    lower, word = match.sentence.lower, match.sentence.tokens[match.first]["word"]
    digits = match.sentence.tokens[match.first]["digits"] or ""
    return (
        (word is not None and is_vague(word, match.sentence.language.numbers))
        or (digits.isdecimal() and digits.startswith("0"))
        or AGE.match(lower, match.end) is not None
        or RANGE_BEHIND.match(lower, match.end) is not None
        or RANGE_BEFORE.search(lower, max(0, match.start - MAX_RANGE), match.start) is not None
        or is_label(match, named)
        or is_range_end(match)
    )


def is_vague(word: str, numbers: Mapping[str, float]) -> bool:
    """Whether a number word is a form of another one of the same value: `hundreds` of `hundred`."""
    return any(word.startswith(other) and numbers[word] == value for other, value in numbers.items() if other != word)


def is_label(match: NumberMatch, named: Counted) -> bool:
    """Whether a number only tells one thing from others of its name: `Flight 103`, `Page 7`."""
    sentence, number = match.sentence, match.value
    before = sentence.tokens[match.first - 1] if match.first else None
    if before is None or named.words or not isinstance(number, Number) or number.sign or number.hedge:
        return False
    return bool(before["word"]) and before.start() > 0 and sentence.text[before.start()].isupper()


def is_magnitude(match: NumberMatch) -> bool:
    """Whether a number is the magnitude of an earthquake: a word beside it says so."""
    sentence = match.sentence
    near = sentence.tokens[max(0, match.first - NEAR_MAGNITUDE) : match.after + NEAR_MAGNITUDE]
    return any(token["word"] in sentence.language.magnitudes for token in near)


def noun_end(match: NumberMatch, named: Counted) -> int:
    """Return where the noun that a number counts ends; the end of the number where there is none right behind it."""
    for token in match.sentence.tokens[match.after : match.after + MAX_COUNTED_WORDS]:
        if fold(token.group()) in named.words:
            return token.end()
    return match.end


def bounds(value: float, number: Number) -> tuple[float, float]:
    """Return the least and the most that a count may be, by its hedge and by how round it is."""
    unit = last_digit(value)
    if number.hedge == ">":
        return value, value + min(unit * (unit > 1), MORE_SHARE * value)
    if number.hedge == "<":
        return value - min(unit * (unit > 1) / 2, MORE_SHARE * value), value
    if number.hedge:
        return value * (1 - ABOUT_SHARE), value * (1 + ABOUT_SHARE)
    if value < MIN_ROUNDED and number.sign != "%" and value == int(value):
        return value, value
    slack = min(unit / 2, ROUNDED_SHARE * value)
    return value - slack, value + slack


def last_digit(value: float) -> float:
    """Return what one unit of the last digit but 0 of a number is worth: 10 for 150, 0.1 for 3.2."""
    digits, _, exponent = f"{value:.14e}".partition("e")
    return float(10.0 ** (int(exponent) - len(digits.rstrip("0").replace(".", "")) + 1))
