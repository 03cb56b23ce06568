"""Figures that differ: another story that otherwise says the same gives another number of the same thing.

A false alarm costs more trust than a missed one wins, so every doubt is a no.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import isfinite
from typing import TYPE_CHECKING

from summarize.cite.claim import WordUsage, cached_stemmer, exclusive_words, synonym_stems, total_weight
from summarize.cite.quantities import find_numbers
from summarize.records import Corpus, Differing, SummaryRecord
from summarize.text.languages import Language, load_language
from summarize.text.tokens import DIGIT, fold, is_question

if TYPE_CHECKING:
    from summarize.records import Weights

ALIKE = 0.75  # share of the poorer sentence's rarity, figures apart, that the richer one must hold
MUTUAL = 0.25  # and the other way round
NEAR = 0.1  # cosine below which another row is not worth reading


Terms = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class CountedSentence:
    """What a sentence counts, and of what it tells."""

    figures: tuple[Figure, ...]
    terms: Terms  # stems of open-class words, numbers apart, and the stems that mean each
    days: frozenset[str]
    periods: frozenset[str]  # years and months
    names: frozenset[str]
    rivals: Mapping[frozenset[str], frozenset[str]]  # of each group of words that exclude one another, those it has
    negated: bool


NOTHING = CountedSentence((), {}, frozenset(), frozenset(), frozenset(), {}, negated=False)


def with_conflicts(
    summary: SummaryRecord, chosen: Sequence[int], corpus: Corpus, weights: Weights, use: WordUsage
) -> SummaryRecord:
    """Return the summary with the figures that other stories give otherwise.

    chosen: the rows of its sentences. weights: (n, v) rows of unit L2 norm; only rows near a chosen one are read.
    Each figure is listed once for each story and value, from the first row that gives it.
    """
    matter, read = sentence_readers(corpus, use.names)
    near = (weights[list(chosen)] @ weights.T).tocsr()
    sentences = []
    for at, (row, sentence) in enumerate(zip(chosen, summary.sentences, strict=True)):
        start, end = near.indptr[at : at + 2]
        close = zip(near.indices[start:end].tolist(), near.data[start:end].round(9).tolist(), strict=True)
        rows = sorted(other for other, cosine in close if cosine >= NEAR) if read(row).figures else []
        rows = [
            other for other in other_stories(row, rows, corpus) if of_one_matter(matter(row), matter(other), use.rare)
        ]
        sentences.append(replace(sentence, differing=told_otherwise(row, rows, corpus, read, use.rare)))
    return replace(summary, sentences=tuple(sentences))


def other_stories(row: int, rows: Sequence[int], corpus: Corpus) -> list[int]:
    """Return those of some rows that are of another story than one: copies differ by a slip only."""
    story = [corpus.stories[corpus.sentences[one].document] for one in (row, *rows)]
    return [other for other, of in zip(rows, story[1:], strict=True) if of != story[0]]


def told_otherwise(
    row: int, rows: Sequence[int], corpus: Corpus, read: Callable[[int], CountedSentence], rare: Mapping[str, float]
) -> tuple[Differing, ...]:
    """Return what rows of other stories say otherwise than a row."""
    found: dict[tuple[str, int, float], Differing] = {}
    for other in rows:
        place = corpus.sentences[other]
        story = corpus.stories[place.document]
        passage = (corpus.passed[place.document], place.start, place.end, place.text)
        for here, there in conflicting_figures(read(row), read(other), rare):
            found.setdefault((here.text, story, there.value), Differing(here.text, there.text, *passage))
    return tuple(found.values())


def sentence_readers(
    corpus: Corpus, names: frozenset[str]
) -> tuple[Callable[[int], Terms], Callable[[int], CountedSentence]]:
    """Return functions from a row to the terms of what its sentence tells, and to what it counts; each is read once."""
    codes = sorted(set(corpus.languages))
    counting = {code: number_stems(load_language(code)) for code in codes}

    @cache
    def matter(row: int) -> Terms:
        code = corpus.languages[corpus.sentences[row].document]
        same, counted = synonym_stems(code), counting[code]
        terms = [term for term in corpus.terms[row] if not term[0].isdigit() and term not in counted]
        return {term: same.get(term) or frozenset([term]) for term in terms}

    @cache
    def read(row: int) -> CountedSentence:
        sentence = corpus.sentences[row]
        known = load_language(corpus.languages[sentence.document])
        words = [fold(word) for word in corpus.tokens[row]]
        if not DIGIT.search(sentence.text) and known.numbers.keys().isdisjoint(words):
            return NOTHING  # most sentences count nothing
        if words[0] in known.leaning_openers or is_question(sentence.text):
            return NOTHING  # of what, it does not say
        found, periods = figures(sentence.text, known)
        if not found:
            return NOTHING
        return CountedSentence(
            found,
            matter(row),
            known.weekdays.intersection(words),
            periods,
            names.intersection(word.lower() for word in corpus.tokens[row] if not word[0].islower()) - known.weekdays,
            exclusive_words(frozenset(words), known.code),
            not known.negations.isdisjoint(words),
        )

    return matter, read


def number_stems(language: Language) -> frozenset[str]:
    """Return the stems that stand for numbers, units, days and months in a language."""
    words = (*language.numbers, *language.units, *language.weekdays, *language.months)
    return frozenset(map(cached_stemmer(language.code), " ".join(words).split()))


def conflicting_figures(
    one: CountedSentence, other: CountedSentence, rare: Mapping[str, float]
) -> list[tuple[Figure, Figure]]:
    """Return the figures of two sentences that count the same thing and differ.

    Each must count the same thing as one figure of the other sentence only, and neither sentence may have the other's
    value: one that gives both has settled it.
    """
    if not same_matter(one, other, rare):
        return []
    pairs = [(here, there) for here in one.figures for there in other.figures if here.counts_as(there)]
    partners = Counter(id(figure) for pair in pairs for figure in pair)
    ours, theirs = ({figure.value for figure in told.figures} for told in (one, other))
    return [
        (here, there)
        for here, there in pairs
        if partners[id(here)] == partners[id(there)] == 1 and here.value not in theirs and there.value not in ours
    ]


def same_matter(one: CountedSentence, other: CountedSentence, rare: Mapping[str, float]) -> bool:
    """Whether two sentences tell of the same, figures apart, at times that may be one."""
    if not one.figures or not other.figures or one.negated != other.negated or one.periods != other.periods:
        return False
    for ours, theirs in ((one.days, other.days), (one.names, other.names)):
        if ours and theirs and ours.isdisjoint(theirs):
            return False
    if any(ours != other.rivals.get(group, ours) for group, ours in one.rivals.items()):
        return False
    return of_one_matter(one.terms, other.terms, rare)


def of_one_matter(terms: Terms, others: Terms, rare: Mapping[str, float]) -> bool:
    """Whether two sentences have so much in common, figures apart, that they tell of the same."""
    shares = sorted((held(terms, others, rare), held(others, terms, rare)))
    return shares[0] >= MUTUAL and shares[1] >= ALIKE


def held(terms: Terms, by: Terms, rare: Mapping[str, float]) -> float:
    """Return the share, in [0, 1], of the rarity of some terms that others hold; 0 where there are none."""
    total = total_weight(terms, rare)
    shared = (term for term, same in terms.items() if not same.isdisjoint(by))
    return round(total_weight(shared, rare) / total, 9) if total else 0.0


UNIT = 2  # open-class words after a number that may say what is counted
HALF_DAY = 720  # minutes; many leave out which half of the day they mean
BROKEN = re.compile(r"[^\w\s'’-]")  # no number reaches past a mark
ORDINAL = re.compile(r"\d(?:st|nd|rd|th)$")
AGED = re.compile(r"\W?years?\W?old")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence and what it counts."""

    text: str  # with the words that hedge it and the next where it says what is counted: "about 40 ballots"
    value: float  # a time of day in minutes of its half day
    unit: frozenset[str]  # stems of the words after it
    kind: str  # a sign such as %, $ or "clock", or "" for what the unit names

    def counts_as(self, other: Figure) -> bool:
        """Whether two figures count the same thing."""
        return self.kind == other.kind and (bool(self.kind) or not self.unit.isdisjoint(other.unit))


def figures(text: str, language: Language) -> tuple[tuple[Figure, ...], frozenset[str]]:
    """Return the figures of a sentence, in order, and the years and months that it names."""
    low = text.lower() if len(text.lower()) == len(text) else text
    found, periods = [], set()
    for kind, what, start, end, pieces, at, after in find_numbers(text, language):
        if kind == "clocks":
            hour, minute = map(int, what.split(":"))
            found.append(Figure(text[start:end], (60 * hour + minute) % HALF_DAY, frozenset(), "clock"))
        elif kind == "counts" and isfinite(what.value) and not idle(low, start, end, pieces[at]["word"], language):
            unit, last = counted(text, end, pieces, after, language)
            if what.value != 1 or last > end:  # "one of them" is no figure
                found.append(Figure(text[start:last], float(what.plain), unit, what.sign))
        elif kind in ("years", "dates"):
            periods.add(what if kind == "years" else what[0])
    return tuple(found), frozenset(periods)


def idle(low: str, start: int, end: int, word: str | None, language: Language) -> bool:
    """Whether a number counts nothing: an ordinal, an age, or as little as hundreds, millions."""
    value = language.numbers.get(word or "")
    vague = any(
        value == language.numbers[one] and (word or "").startswith(one) for one in language.numbers if one != word
    )
    return vague or ORDINAL.search(low, start, end) is not None or AGED.match(low, end) is not None


def counted(
    text: str, end: int, pieces: Sequence[re.Match[str]], after: int, language: Language
) -> tuple[frozenset[str], int]:
    """Return the stems of the words that say what is counted, and where the figure ends with the first of them.

    end: where the number ends. after: the first of the sentence's pieces behind it.
    """
    unit: list[str] = []
    last = end
    for at in range(after, len(pieces)):
        piece, word = pieces[at], pieces[at]["word"]
        if len(unit) == UNIT or not word or word in language.numbers or BROKEN.search(text, last, piece.start()):
            break
        if fold(word) not in language.stop_words:
            unit.append(cached_stemmer(language.code)(fold(word)))
            end = piece.end() if at == after else end
        last = piece.end()
    return frozenset(unit), end
