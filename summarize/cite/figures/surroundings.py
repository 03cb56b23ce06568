"""What stands around a number, by which one event is told from another: names, days, other words.

A number of a sentence goes in, its `Surroundings` come out; for a whole sentence its names, and those that it may
leave out since its article has just named them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from summarize.cite.claim import one_spelling
from summarize.cite.figures.outcomes import CLAUSE_MARK, first_token, outcomes_of
from summarize.cite.number_reader import NumberMatch
from summarize.cite.synonyms import cached_stemmer
from summarize.records import Corpus
from summarize.text.languages import Language, load_language
from summarize.text.tokens import fold

# all by judgement
NEAR_BEFORE, NEAR_BEHIND = 7, 14  # tokens before and behind a number that are near it
NEAR_NEGATION = 5  # tokens before and behind a number among which a negation or a plan is about it
NEAR_DAY = 10  # tokens before and behind a number among which a weekday is its own
SOURCE_WORDS = range(1, 6)  # places behind a word such as according at which names are those of who says so
SPEECH_WORDS = 3  # before a weekday, among which a verb of speech takes it to itself
CONTEXT_SENTENCES = 2  # before a sentence, whose names it may leave out
OPENING_SENTENCES = 3  # of an article: the same
NAME_LETTERS = 6  # by which names are compared, so that a place and its people are one

YEAR_UNIT = "yr"


class Surroundings(NamedTuple):
    """What stands near a number."""

    names: frozenset[str] = frozenset()  # keys of the nearest ones, in its clause
    stems: frozenset[str] = frozenset()  # of the other open-class words in its clause, outcomes apart
    subject: frozenset[str] = frozenset()  # keys of all names before it
    agent: frozenset[str] = frozenset()  # keys of the names right before the word that says what became of people
    days: frozenset[str] = frozenset()  # weekdays
    negated: bool = False
    unreal: bool = False  # whether a word makes it a plan, a wish, a condition
    origin: bool = False  # whether it counts where something comes from: from 45 countries

    @property
    def told_as(self) -> tuple[bool, bool, bool]:
        """How the number is told: figures that are told otherwise do not differ."""
        return self.negated, self.unreal, self.origin


NOTHING_NEAR = Surroundings()


def surroundings(match: NumberMatch, counts: frozenset[int], names: frozenset[str]) -> Surroundings:
    """Return what stands near a number, in its clause, up to the next count.

    Names before it count only if none stands behind it: that one says where the number holds. counts: the first tokens
    of all counts. names: the words, lower case, that are names in these articles.
    """
    first, sentence, language = first_token(match), match.sentence, match.sentence.language
    behind = range(match.after, min(len(sentence.tokens), match.after + NEAR_BEHIND))
    before = range(first - 1, max(-1, first - 1 - NEAR_BEFORE), -1)
    near, near_before = near_words(match, behind, counts, names), near_words(match, before, counts, names)
    about = [token["word"] or "" for token in sentence.tokens[max(0, first - NEAR_DAY) : match.after + NEAR_DAY]]
    beside = words_beside(match, first)
    named = [token for token in sentence.tokens[:first] if sentence.text[token.start()].isupper()]
    return Surroundings(
        names=near.names or near_before.names,
        stems=near.stems | near_before.stems,
        subject=frozenset(name_keys([word for word in map(token_word, named) if word in names], language)),
        agent=agent(match, first, names),
        days=event_days(about, language),
        negated=not language.negations.isdisjoint(beside),
        unreal=not language.unreal.isdisjoint(beside),
        origin=word_before(match, first) in language.origin_marks,
    )


def word_before(match: NumberMatch, first: int) -> str:
    """Return the word before a number and the words that hedge it; first: its first token."""
    hedges = {word for phrase in match.sentence.language.hedges for word in phrase.split()}
    words = map(token_word, reversed(match.sentence.tokens[max(0, first - NEAR_NEGATION) : first]))
    return next((word for word in words if word not in hedges), "")


def token_word(token: re.Match[str]) -> str:
    """Return the word of a token, folded; "" for a number."""
    return fold(token["word"] or "")


def words_beside(match: NumberMatch, first: int) -> set[str]:
    """Return the words within NEAR_NEGATION tokens of a number that no comma parts from it; first: its first token."""
    sentence, words = match.sentence, set[str]()
    start, end = match.start, match.end
    for token in reversed(sentence.tokens[max(0, first - NEAR_NEGATION) : first]):
        if "," in sentence.lower[token.end() : start]:
            break
        start = token.start()
        words.add(token_word(token))
    for token in sentence.tokens[match.after : match.after + NEAR_NEGATION]:
        if "," in sentence.lower[end : token.start()]:
            break
        end = token.end()
        words.add(token_word(token))
    return words


class NearWords(NamedTuple):
    """The words on one side of a number, in its clause."""

    names: frozenset[str]  # keys
    stems: frozenset[str]  # of the other open-class words, outcomes apart


def near_words(match: NumberMatch, indices: range, counts: frozenset[int], names: frozenset[str]) -> NearWords:
    """Return the words among tokens, read away from a number, up to the end of its clause.

    They end at a mark between clauses, a count and, behind a number, at a word such as when. Of names only the nearest
    are taken, those with nothing but closed-class words between them. Names of speakers are left out.
    """
    sentence, language = match.sentence, match.sentence.language
    outcomes, stem = outcomes_of(language.code), cached_stemmer(language.code)
    named, stems = list[str](), set[str]()
    start, end, past_names = match.start, match.end, False
    for index in indices:
        token = sentence.tokens[index]
        word = token_word(token)
        gap = sentence.lower[end : token.start()] + sentence.lower[token.end() : start]
        opens = word in language.attributions or (index >= match.after and word in language.clause_openers)
        if index in counts or opens or CLAUSE_MARK.search(gap):
            break
        start, end = min(start, token.start()), max(end, token.end())
        past_names = past_names or word in language.speech or (bool(named) and "," in gap)
        if word in names and sentence.text[token.start()].isupper():
            named += [] if past_names else [word]
        elif word and word not in language.silent:
            past_names = past_names or bool(named)
            if word not in outcomes and word not in language.numbers:
                stems.add(stem(word))
    return NearWords(frozenset(name_keys(named, language)), frozenset(stems))


def agent(match: NumberMatch, first: int, names: frozenset[str]) -> frozenset[str]:
    """Return the names right before the word that says what became of people: `Typhoon Zeb killed 74 people`."""
    sentence, index, named = match.sentence, first - 2, list[str]()
    if first < 2 or sentence.tokens[first - 1]["word"] not in outcomes_of(sentence.language.code):
        return frozenset()
    while index >= 0 and sentence.tokens[index]["word"] in names:
        named.append(str(sentence.tokens[index]["word"]))
        index -= 1
    return frozenset(name_keys(named, sentence.language))


def name_keys(words: Sequence[str], language: Language) -> tuple[str, ...]:
    """Return the names of a sentence, each as its first letters: Mozambican is Mozambique.

    >>> name_keys(["mozambican", "mozambique"], load_language("en"))
    ('mozamb', 'mozamb')
    """
    return tuple(name[:NAME_LETTERS] for name in one_spelling(words, language) if name not in language.weekdays)


def names_of(row: int, corpus: Corpus, names: frozenset[str]) -> tuple[str, ...]:
    """Return the keys of the names in the sentence of a row; names: the words, lower case, that are names."""
    language, tokens = load_language(corpus.languages[corpus.sentences[row].document]), corpus.tokens[row]
    words = [fold(token) for token in tokens]
    sources = {
        index + step for index, word in enumerate(words) if word in language.attributions for step in SOURCE_WORDS
    }
    spelled = (index for index, word in enumerate(words) if word in names and not tokens[index][0].islower())
    return name_keys([words[index] for index in spelled if index not in sources], language)


def context_names(row: int, corpus: Corpus, names: frozenset[str]) -> frozenset[str]:
    """Return the keys of the names in the sentences before a row, and in the opening of its article."""
    sentence = corpus.sentences[row]
    opening = row - sentence.position
    rows = {*range(opening, opening + OPENING_SENTENCES), *range(max(opening, row - CONTEXT_SENTENCES), row)} - {row}
    inside = (other for other in sorted(rows) if other < len(corpus.sentences))
    own = [other for other in inside if corpus.sentences[other].document == sentence.document]
    return frozenset(name for other in own for name in names_of(other, corpus, names))


def event_days(words: Sequence[str], language: Language) -> frozenset[str]:
    """Return the weekdays of a sentence, but not those on which somebody said so: `police said on Monday`.

    >>> en = load_language("en")
    >>> event_days(["it", "broke", "on", "monday"], en), event_days(["police", "said", "on", "monday"], en)
    (frozenset({'monday'}), frozenset())
    """
    days = [
        (word, words[max(0, index - SPEECH_WORDS) : index])
        for index, word in enumerate(words)
        if word in language.weekdays
    ]
    return frozenset(day for day, before in days if language.speech.isdisjoint(before))


def other_years(words: Sequence[str], language: Language) -> frozenset[str]:
    """Return the years that a sentence names without their number: last year, each year.

    >>> other_years(["it", "rained", "last", "year"], load_language("en"))
    frozenset({'last'})
    """
    pairs = pairwise(words)
    years = ((word, unit) for word, unit in pairs if language.units.get(unit) == YEAR_UNIT)
    return frozenset(word for word, _ in years if word in language.other_periods)
