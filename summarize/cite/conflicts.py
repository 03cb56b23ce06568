"""Figures that differ: another story that otherwise says the same gives another number of the same thing.

A cited summary goes in and comes out with the figures that differ beside each sentence. Figures are read off a
sentence with what they count, sentences are compared in all but their figures, and figures of one thing that differ are
listed. A false alarm costs more trust than a missed conflict wins, so every doubt is a no.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import isfinite
from typing import TYPE_CHECKING

from summarize.cite.claim import (
    SHARE_DECIMALS,
    Terms,
    WordUsage,
    cached_stemmer,
    exclusive_words,
    total_weight,
    with_synonyms,
)
from summarize.cite.numerals import MonthDay, Number, NumberMatch, find_numbers
from summarize.records import Corpus, Differing, SummaryRecord
from summarize.text.languages import Language, load_language
from summarize.text.tokens import DIGIT, fold, is_question

if TYPE_CHECKING:
    from summarize.records import Weights

# Measured as precision/recall in percent of pairs of sentences, on the figures that are labelled as differing in the
# project's own clusters (tests/test_conflicts.py), on which they were set as well: 84/21 as they stand.
# share of the poorer sentence, figures apart, that the richer one must hold; by inverse document frequency
MIN_HELD_OF_POORER = 0.75  # 0.7: 73/21, 0.8: 83/17
# share of the richer sentence that the poorer one must hold
MIN_HELD_OF_RICHER = 0.25  # 0.2: 81/22, 0.3: 82/18
# open-class words behind a number that may say what is counted
MAX_UNIT_WORDS = 2  # 1: 83/17, 3: 83/20
# cosine below which another row is not read, so that few pairs of rows are compared
MIN_COSINE = 0.1  # of 81 figures that are noted without it, over all rows of those clusters, 80 stay; 0.2: 71

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


def with_conflicts(
    summary: SummaryRecord, chosen: Sequence[int], corpus: Corpus, weights: Weights, usage: WordUsage
) -> SummaryRecord:
    """Return a summary with the figures that other stories give otherwise.

    chosen: the rows of its sentences. weights: (n, v) rows of unit L2 norm or zero; only rows with MIN_COSINE to a
    chosen one are read. Each figure is listed once for each story and value, from the lowest row that gives it.
    """
    terms_of, read = sentence_readers(corpus, usage.names)
    cosines = (weights[list(chosen)] @ weights.T).tocsr()
    sentences = []
    for index, (row, sentence) in enumerate(zip(chosen, summary.sentences, strict=True)):
        stored = slice(*cosines.indptr[index : index + 2])
        near = cosines.indices[stored][cosines.data[stored].round(SHARE_DECIMALS) >= MIN_COSINE]
        rows = in_other_stories(sorted(near.tolist()), row, corpus) if read(row).figures else []
        rows = [near_row for near_row in rows if similar_terms(terms_of(row), terms_of(near_row), usage.idf)]
        sentences.append(replace(sentence, differing=differing(row, rows, corpus, read, usage.idf)))
    return replace(summary, sentences=tuple(sentences))


def in_other_stories(rows: Sequence[int], row: int, corpus: Corpus) -> list[int]:
    """Return those of some rows that are of another story than a row: copies differ only by a slip."""
    story, sentences = corpus.stories, corpus.sentences
    own_story = story[sentences[row].document]
    return [near_row for near_row in rows if story[sentences[near_row].document] != own_story]


def differing(
    row: int, rows: Sequence[int], corpus: Corpus, read: Callable[[int], CountedSentence], idf: Mapping[str, float]
) -> tuple[Differing, ...]:
    """Return the figures of a row that other rows give otherwise, in the order of those rows."""
    first: dict[tuple[str, int, float], Differing] = {}  # for each figure, story and value
    for other_row in rows:
        sentence = corpus.sentences[other_row]
        story, document = corpus.stories[sentence.document], corpus.passed[sentence.document]
        passage = (document, sentence.start, sentence.end, sentence.text)
        for figure, rival in conflicting_figures(read(row), read(other_row), idf):
            first.setdefault((figure.text, story, rival.value), Differing(figure.text, rival.text, *passage))
    return tuple(first.values())


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


def conflicting_figures(
    first: CountedSentence, second: CountedSentence, idf: Mapping[str, float]
) -> list[tuple[Figure, Figure]]:
    """Return the figures of two sentences that count the same thing and differ, as pairs of one of each.

    Each must count the same thing as one figure of the other sentence only, and neither sentence may have the other's
    value: one that gives both has settled it. Pairs come in the order of the first sentence.
    """
    if not same_matter(first, second, idf):
        return []
    pairs = [(figure, rival) for figure in first.figures for rival in second.figures if figure.counts_as(rival)]
    partners = Counter(id(figure) for pair in pairs for figure in pair)  # a sentence may give equal figures twice
    values, rival_values = ({figure.value for figure in sentence.figures} for sentence in (first, second))
    return [
        (figure, rival)
        for figure, rival in pairs
        if partners[id(figure)] == partners[id(rival)] == 1
        and figure.value not in rival_values
        and rival.value not in values
    ]


def same_matter(first: CountedSentence, second: CountedSentence, idf: Mapping[str, float]) -> bool:
    """Whether two sentences that count something are about the same, figures apart, at times that may be one."""
    if not first.figures or not second.figures:
        return False
    if first.negated != second.negated or first.periods != second.periods:
        return False
    for words, other_words in ((first.weekdays, second.weekdays), (first.names, second.names)):
        if words and other_words and words.isdisjoint(other_words):
            return False
    if any(words != second.exclusive.get(group, words) for group, words in first.exclusive.items()):
        return False
    return similar_terms(first.terms, second.terms, idf)


def similar_terms(first: Terms, second: Terms, idf: Mapping[str, float]) -> bool:
    """Whether two sentences have so much in common that they are about the same."""
    of_richer, of_poorer = sorted((held_share(first, second, idf), held_share(second, first, idf)))
    return of_richer >= MIN_HELD_OF_RICHER and of_poorer >= MIN_HELD_OF_POORER


def held_share(terms: Terms, others: Iterable[str], idf: Mapping[str, float]) -> float:
    """Return the share, in [0, 1], of the weight of terms that others hold; 0 where there are none."""
    total = total_weight(terms, idf)
    held = (term for term, synonyms in terms.items() if not synonyms.isdisjoint(others))
    return round(total_weight(held, idf) / total, SHARE_DECIMALS) if total else 0.0
