"""The query of a reader: cut into stems like a sentence, and how near each sentence comes to answering it.

Takes the query as text and the corpus; returns a `Query`, the relevance of the sentences, (n,), and warnings for the
reader. Words that only ask are not content. What they ask for, a number or a name, a sentence that answers has.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarize.errors import OptionError
from summarize.records import Corpus
from summarize.score.answers import KINDS, asks, counts, has_money
from summarize.text.detection import detect_language, most_common
from summarize.text.languages import Language, load_language, stemmer
from summarize.text.token_rows import TokenRows
from summarize.text.tokens import fold, tokenize

if TYPE_CHECKING:
    from summarize.records import Flags, Scores

MAX_WORDS_NAMED = 10  # words of a query that a warning names, so that it stays a line; by judgement
MAX_QUERY_SHOWN = 40  # characters of a query that an error shows, as in `errors.shortened`

# What each is worth, against 1. Set on the 48 questions of benchmarks/clusters and 50 of benchmarks/questions.jsonl, of
# which 88 are answered; half or nearly twice as much answers as many, where nothing else is said.
LACKING = 0.4  # a sentence that lacks what is asked for, such as a number, or that asks itself
UNCOUNTED = 0.7  # a sentence with a number, but none beside what is to be counted
ALIKE = 0.5  # a word of the same meaning, for the word of the query; 0.65 and 0.8 answer one fewer
LIGHT = 0.3  # a word that says little, such as take or part
CONTEXT = 0.3  # a word that the sentence before has, for one that has another; 0 and 0.5 answer one fewer
# A sentence speaks of the query from this share of the highest coverage on; by judgement: at 0.25 to 0.4 of the
# relevance 2 to 6 points fewer of those questions are answered.
SPEAKS = 0.2
MIN_DERIVED = 4  # letters of the shorter of two stems of one kind; by judgement: corn is not kin to corner


@dataclass(frozen=True, slots=True)
class Query:
    """A query, cut like a sentence."""

    stems: tuple[str, ...] = ()  # of its open-class words
    unknown: tuple[str, ...] = ()  # words whose stem no sentence has, as the reader wrote them, each once
    matched: bool = False  # whether some sentence has one of the stems
    kind: str = ""  # what is asked for: a key of KINDS, or "" where it cannot be told
    words: frozenset[str] = frozenset()  # all its words, folded
    alike: tuple[frozenset[str], ...] = ()  # of each stem: those of words of the same meaning
    light: frozenset[str] = frozenset()  # those of the stems that say little
    counted: frozenset[str] = frozenset()  # stems of what is to be counted, and those alike; empty where nothing is
    forms: frozenset[frozenset[str]] = frozenset()  # stems of one word each that is inflected irregularly: begin, began
    priced: bool = False  # whether an amount of money is asked for


def parse_query(query: str, corpus: Corpus) -> Query:
    """Cut a query into the stems that sentences are weighed by, in the language of the query.

    Words that ask in any language of the articles are passed over. Raises OptionError when nothing else is left.
    """
    language = load_language(query_language(query, corpus))
    stem = stemmer(language)
    tokens = tokenize(query)
    asking = {code: load_language(code) for code in dict.fromkeys([language.code, *sorted(set(corpus.languages))])}
    kind, open_tokens = without_question_words(tokens, list(asking.values()))
    words = [word for word in open_tokens if fold(word) not in language.stop_words]
    if not words:
        shown = query[:MAX_QUERY_SHOWN]
        raise OptionError(f"query has only words that every article has: {shown!r}; name what it is about")
    stems = tuple(dict.fromkeys(stem(fold(word)) for word in words))
    corpus_stems = set(TokenRows.of(corpus.stems).words)
    inflected = (stems_of(group, language) for group in language.inflections)
    forms = frozenset(group for group in inflected if not group.isdisjoint(stems))
    priced = kind == "number" and not language.prices.isdisjoint(map(fold, words))
    listed = words_alike(stems, language, [*([language.prices] if priced else []), *language.inflections])
    alike = tuple(others | derived(one, corpus_stems, language) for one, others in zip(stems, listed, strict=True))
    light = frozenset(stem(fold(word)) for word in words if fold(word) in language.light_words)
    first = stem(fold(words[0]))
    counted = frozenset({first, *alike[0]}) if kind == "count" and first not in light else frozenset[str]()
    known = {one for one, others in zip(stems, alike, strict=True) if not corpus_stems.isdisjoint({one, *others})}
    unknown = dict.fromkeys(word for word in words if stem(fold(word)) not in known)
    folded = frozenset(map(fold, tokens))
    return Query(stems, tuple(unknown), bool(known), kind, folded, alike, light, counted, forms, priced)


def without_question_words(tokens: Sequence[str], languages: Sequence[Language]) -> tuple[str, list[str]]:
    """Return what the words of a query ask for, "" where none does, and the other words.

    languages: whose question words are looked for, the query's own first. Of the phrases that match, the first in the
    query decides; the longest goes first.
    """
    folded = [fold(token) for token in tokens]
    taken: dict[int, str] = {}  # places of the words that ask, with what they ask for
    for language in languages:
        phrases = [
            (tuple(map(fold, tokenize(phrase))), kind) for kind, ps in language.questions.items() for phrase in ps
        ]
        for phrase, kind in sorted(phrases, key=lambda pair: (-len(pair[0]), pair)):
            for place in range(len(folded) - len(phrase) + 1):
                places = range(place, place + len(phrase))
                if tuple(folded[place : place + len(phrase)]) == phrase and taken.keys().isdisjoint(places):
                    taken |= dict.fromkeys(places, kind)
        if taken:
            break
    asking = [place for place in sorted(taken) if not is_relative(place, folded, languages[0])]
    kind = taken[asking[0]] if asking else ""
    return kind, [token for place, token in enumerate(tokens) if place not in taken]


def is_relative(place: int, words: Sequence[str], language: Language) -> bool:
    """Whether the word at a place of a question takes up the noun before it: who, in "What should people who ..."."""
    return place > 0 and words[0] in language.stop_words and words[place - 1] not in language.stop_words


def words_alike(
    stems: Iterable[str], language: Language, more: Iterable[Iterable[str]] = ()
) -> tuple[frozenset[str], ...]:
    """Return, for each stem, those of the words that a language lists as of the same meaning; more: further lists."""
    groups = [stems_of(group, language) for group in (*language.synonyms, *language.near_synonyms, *more)]
    return tuple(frozenset[str]().union(*(group for group in groups if one in group)) - {one} for one in stems)


def stems_of(words: Iterable[str], language: Language) -> frozenset[str]:
    """Return the stems of some words."""
    return frozenset(map(stemmer(language), words))


def derived(one: str, stems: Set[str], language: Language) -> frozenset[str]:
    """Return those of some stems that are another word of the same kind as one: founder of found."""
    longer = (one + ending for ending in language.derived_endings)
    shorter = (one.removesuffix(ending) for ending in language.derived_endings if one.endswith(ending))
    return frozenset(
        other for other in (*longer, *shorter) if len(min(one, other, key=len)) >= MIN_DERIVED and other in stems
    )


def query_language(query: str, corpus: Corpus) -> str:
    """Return the ISO 639-1 code of a query: as detected where some article is in that language.

    A query too short for detection is in the language of an article that has most of its words as stop words, so that
    words that only ask are not looked for. Ties go to the language of most sentences, then to the alphabet.
    """
    of_sentences = most_common(corpus.languages[sentence.document] for sentence in corpus.sentences)
    detected = detect_language(query, "")
    if detected in corpus.languages:
        return detected
    words = [fold(word) for word in tokenize(query)]

    def rank(code: str) -> tuple[int, bool, str]:
        return -sum(word in load_language(code).stop_words for word in words), code != of_sentences, code

    return min({of_sentences, *corpus.languages}, key=rank)


def coverage(query: Query, corpus: Corpus) -> Scores:
    """Return how much of a query each sentence has, (n,) in [0, 1], words weighed by how few sentences have them.

    A word of the same meaning counts ALIKE, one that only the sentence before has CONTEXT, a light word LIGHT. The
    weight of a word is log((n + 1) / (m + 1)), where m sentences have it; where that is 0 of all words, because every
    sentence has them, they weigh the same.
    """
    import numpy as np

    own = [words_had(stems, query) for stems in corpus.stems]
    counted = Counter(one for had in own for one in had)
    weights = {one: math.log((len(own) + 1) / (count + 1)) for one, count in counted.items()}
    if not any(weights.values()):
        weights = dict.fromkeys(counted, 1.0)
    weights = {one: weight * (LIGHT if one in query.light else 1) for one, weight in weights.items()}
    total = sum(weights.values()) or 1.0
    having = in_context(own, corpus)
    return np.array([sum(weights[one] * value for one, value in had.items()) / total for had in having])


def in_context(own: Sequence[dict[str, float]], corpus: Corpus) -> list[dict[str, float]]:
    """Return what sentences have, and CONTEXT of what only the sentence before them has, where they have something."""
    having = [own[0]] if own else []
    for row in range(1, len(own)):
        follows = corpus.sentences[row].document == corpus.sentences[row - 1].document
        before = {one: CONTEXT * value for one, value in own[row - 1].items()} if follows and own[row] else {}
        having.append(before | {one: max(value, before.get(one, 0.0)) for one, value in own[row].items()})
    return having


def words_had(stems: Iterable[str], query: Query) -> dict[str, float]:
    """Return the stems of a query that a sentence has, with 1, or ALIKE for one of which it has another of its kind.

    An irregular form of a word is that word.

    >>> query = Query(stems=("dam", "river"), alike=(frozenset({"dam"}), frozenset({"river", "stream"})))
    >>> words_had(["dam", "stream"], query)
    {'dam': 1.0, 'river': 0.5}
    """
    present = set(stems)
    present |= {one for group in query.forms if not group.isdisjoint(present) for one in group}
    return {
        one: 1.0 if one in present else ALIKE
        for one, others in zip(query.stems, query.alike, strict=True)
        if one in present or not present.isdisjoint(others)
    }


def relevance(query: Query, covered: Scores, corpus: Corpus) -> Scores:
    """Return how near each sentence comes to answering a query, (n,) in [0, 1] with a maximum of 1, or all 0.

    covered: (n,) from `coverage`; it counts LACKING where a sentence has nothing of the kind that is asked for.
    """
    import numpy as np

    scores = covered.copy()
    for row in np.flatnonzero(covered).tolist():
        scores[row] *= fitness(query, corpus, row)
    highest = float(scores.max(initial=0.0))
    return np.asarray(scores / highest if highest > 0 else scores, dtype=np.float64)


def speaks(covered: Scores) -> Flags:
    """Return which sentences speak of a query, (n,); covered: (n,) from `coverage`."""
    import numpy as np

    return np.asarray((covered > 0) & (covered >= SPEAKS * covered.max(initial=0.0)), dtype=np.bool_)


def fitness(query: Query, corpus: Corpus, row: int) -> float:
    """Return what a sentence is worth, in [0, 1], by whether it has what a query asks for."""
    sentence = corpus.sentences[row]
    language = load_language(corpus.languages[sentence.document])
    if asks(sentence.text):
        return LACKING
    if query.kind not in KINDS:
        return 1.0
    if not KINDS[query.kind](corpus.tokens[row], language, query.words):
        return LACKING
    if query.priced and not has_money(sentence.text, corpus.tokens[row], language):
        return LACKING
    return 1.0 if not query.counted or counts(corpus.tokens[row], query.counted, language) else UNCOUNTED


def query_warnings(query: Query) -> list[str]:
    """Return a line that names the words of a query that no sentence has; [] when there are none.

    When no sentence has any of its words, the line says that the summary does not answer it.
    """
    if not query.unknown:
        return []
    more = ", ..." if len(query.unknown) > MAX_WORDS_NAMED else ""
    named = ", ".join(query.unknown[:MAX_WORDS_NAMED]) + more
    if not query.matched:
        return [f"the articles do not speak of what was asked ({named}): this is a summary of what they do speak of"]
    return [f"no sentence has these words of the query: {named}"]
