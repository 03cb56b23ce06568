"""What a sentence counts: its figures, each with the words behind it that say what is counted.

The rows of a corpus go in; a `CountedSentence` comes out for each that is asked for. Most sentences count nothing,
which is seen before they are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import isfinite

from summarize.cite.claim import Terms, cached_stemmer, exclusive_words, with_synonyms
from summarize.cite.numerals import MonthDay, Number, NumberMatch, find_numbers
from summarize.records import Corpus
from summarize.text.languages import Language, load_language
from summarize.text.tokens import DIGIT, fold, is_question

# open-class words behind a number that may say what is counted
MAX_UNIT_WORDS = 2  # precision/recall of conflicts, as in `conflicts`: 84/21 as it stands, 1: 83/17, 3: 83/20

HALF_DAY = 720  # minutes; articles often leave out which half of the day they mean

PUNCTUATION = re.compile(r"[^\w\s'’-]")  # what is counted stands before the next mark
ORDINAL = re.compile(r"\d(?:st|nd|rd|th)$")
AGE = re.compile(r"\W?years?\W?old")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence and what it counts."""

    text: str  # as written, with its hedge, and the next word where it says what is counted: "about 40 ballots"
    value: float  # 0 or more, finite; a time of day in minutes of its half day
    unit: frozenset[str]  # stems of the words behind it that may say what is counted
    kind: str  # a sign such as "%" or "$", "clock", or "" where only the unit says what is counted

    def counts_as(self, other: Figure) -> bool:
        """Whether two figures count the same thing."""
        return self.kind == other.kind and (bool(self.kind) or not self.unit.isdisjoint(other.unit))


@dataclass(frozen=True, slots=True)
class CountedSentence:
    """What a sentence counts, and what it is about."""

    figures: tuple[Figure, ...]  # in the order of the text
    terms: Terms  # words for numbers, units and times apart
    weekdays: frozenset[str]
    periods: frozenset[str]  # years and months
    names: frozenset[str]  # lower case
    exclusive: Mapping[frozenset[str], frozenset[str]]  # group of words that exclude one another: those that it has
    negated: bool


NO_FIGURES = CountedSentence((), {}, frozenset(), frozenset(), frozenset(), {}, negated=False)


def sentence_readers(
    corpus: Corpus, names: frozenset[str]
) -> tuple[Callable[[int], Terms], Callable[[int], CountedSentence]]:
    """Return two functions from a row: to the terms of its sentence, and to what it counts; each is read once.

    names: the words, lower case, that are names in these articles. Terms are compared before figures are read.
    """
    number_words = {code: number_stems(load_language(code)) for code in sorted(set(corpus.languages))}

    @cache
    def terms_of(row: int) -> Terms:
        code = corpus.languages[corpus.sentences[row].document]
        stems = (stem for stem in corpus.stems[row] if not stem[0].isdigit() and stem not in number_words[code])
        return with_synonyms(stems, code)

    @cache
    def read(row: int) -> CountedSentence:
        return counted_sentence(row, corpus, names, terms_of)

    return terms_of, read


def counted_sentence(
    row: int, corpus: Corpus, names: frozenset[str], terms_of: Callable[[int], Terms]
) -> CountedSentence:
    """Return what the sentence of a row counts, NO_FIGURES where it counts nothing.

    names: the words, lower case, that are names in these articles. terms_of: as from `sentence_readers`.
    """
    sentence, tokens = corpus.sentences[row], corpus.tokens[row]
    language = load_language(corpus.languages[sentence.document])
    words = [fold(token) for token in tokens]
    if not may_count(sentence.text, words, language):
        return NO_FIGURES
    figures, periods = read_figures(sentence.text, language)
    if not figures:
        return NO_FIGURES
    return CountedSentence(
        figures=figures,
        terms=terms_of(row),
        weekdays=language.weekdays.intersection(words),
        periods=periods,
        names=names.intersection(token.lower() for token in tokens if not token[0].islower()) - language.weekdays,
        exclusive=exclusive_words(frozenset(words), language.code),
        negated=not language.negations.isdisjoint(words),
    )


def may_count(text: str, words: Sequence[str], language: Language) -> bool:
    """Whether a sentence may count something and say what: it has a number, does not lean on another, does not ask.

    words: the tokens, folded. Most sentences have no number, which is cheaper to see than to read.
    """
    if not DIGIT.search(text) and language.numbers.keys().isdisjoint(words):
        return False
    return words[0] not in language.leaning_openers and not is_question(text)


def number_stems(language: Language) -> frozenset[str]:
    """Return the stems of the words for numbers, units, weekdays and months in a language."""
    words = (*language.numbers, *language.units, *language.weekdays, *language.months)
    return frozenset(map(cached_stemmer(language.code), " ".join(words).split()))


def read_figures(text: str, language: Language) -> tuple[tuple[Figure, ...], frozenset[str]]:
    """Return the figures of a sentence, in the order of the text, and the years and months that it names.

    Counts and times of day are figures; years and dates are not, and neither are ordinals, ages, vague numbers such as
    `hundreds` and numbers too large for a float.
    """
    figures: list[Figure] = []
    periods: set[str] = set()
    for match in find_numbers(text, language):
        if isinstance(match.value, Number):
            figure = count_figure(match, match.value)
            figures += [figure] if figure else []
        elif isinstance(match.value, MonthDay):
            periods.add(match.value.month)
        elif match.kind == "years":
            periods.add(match.value)
        else:
            hour, minute = map(int, match.value.split(":"))
            minutes = (60 * hour + minute) % HALF_DAY
            figures.append(Figure(text[match.start : match.end], minutes, frozenset(), "clock"))
    return tuple(figures), frozenset(periods)


def count_figure(match: NumberMatch, number: Number) -> Figure | None:
    """Return the figure that a count makes, None where it counts nothing, as in `one of them`, or is infinite."""
    if not isfinite(number.value) or counts_nothing(match):
        return None
    unit, end = unit_words(match)
    if number.value == 1 and end == match.end:
        return None
    return Figure(match.sentence.text[match.start : end], float(number.decimal), unit, number.sign)


def counts_nothing(match: NumberMatch) -> bool:
    """Whether a number is an ordinal, an age, or a vague number word such as `hundreds`."""
    lower, word = match.sentence.lower, match.sentence.tokens[match.first]["word"]
    return (
        (word is not None and is_vague(word, match.sentence.language.numbers))
        or ORDINAL.search(lower, match.start, match.end) is not None
        or AGE.match(lower, match.end) is not None
    )


def is_vague(word: str, numbers: Mapping[str, float]) -> bool:
    """Whether a number word is a form of another one of the same value: `hundreds` of `hundred`."""
    return any(word.startswith(other) and numbers[word] == value for other, value in numbers.items() if other != word)


def unit_words(match: NumberMatch) -> tuple[frozenset[str], int]:
    """Return the stems of the words that may say what is counted, and the end of the figure.

    They are the first open-class words behind the number, up to a mark or another number. The figure takes in the word
    right behind the number where it is one of them.
    """
    text, language, end = match.sentence.text, match.sentence.language, match.end
    stems: list[str] = []
    previous_end = match.end
    for index in range(match.after, len(match.sentence.tokens)):
        token = match.sentence.tokens[index]
        word = token["word"]
        if len(stems) == MAX_UNIT_WORDS or not word or word in language.numbers:
            break
        if PUNCTUATION.search(text, previous_end, token.start()):
            break
        if fold(word) not in language.stop_words:
            stems.append(cached_stemmer(language.code)(fold(word)))
            end = token.end() if index == match.after else end
        previous_end = token.end()
    return frozenset(stems), end
