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
from summarize.score.answers import KINDS, asks, counts, has_money, is_beside_name
from summarize.text.detection import detect_language, most_common
from summarize.text.languages import Language, load_language
from summarize.text.stemmers import stemmer
from summarize.text.token_rows import TokenRows
from summarize.text.tokens import fold, tokenize

if TYPE_CHECKING:
    from summarize.records import Flags, Scores

MAX_WORDS_NAMED = 10  # words of a query that a warning names, so that it stays a line; by judgement
MAX_QUERY_SHOWN = 40  # characters of a query that an error shows, as in `errors.shortened`

# What each is worth, against 1. Set on the 48 questions of benchmarks/clusters and 50 of benchmarks/questions.jsonl, of
# which 88 are answered; half or nearly twice as much answers as many, where nothing else is said.
LACKING = 0.4  # a sentence that lacks what is asked for, such as a number, or that asks itself
UNREASONED = 0.6  # a sentence without a word for a reason: many a reason is given without one
APART = 0.7  # a sentence with a number or a name, but none beside the thing that is counted or asked for: which lane
ALIKE = 0.5  # a word of the same meaning, for the word of the query; 0.65 and 0.8 answer one fewer
LIGHT = 0.3  # a word that says little, such as take or part
CONTEXT = 0.3  # a word that the sentence before has, for one that has another; 0 and 0.5 answer one fewer
# The least relevance of a sentence that speaks of the query: where it has what is asked for, where it lacks that or
# asks itself, and where that cannot be told for sure. Set on 193 questions: against a fifth of the highest coverage as
# the one bar it answers one fewer of 175, by 45 % of the sentences instead of 37 %; 0.4 alone costs three.
SPEAKS_FITTING, SPEAKS_LACKING, SPEAKS = 0.2, 0.8, 0.3
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
    thing: frozenset[str] = frozenset()  # stems of what is counted, and those alike, or asked for by name: which lane
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
    folded = frozenset(map(fold, tokens))
    if not kind and asks(query) and not language.costs.isdisjoint(folded):
        kind = "number"
    irregular = [group for group in language.inflections if not group.isdisjoint(folded)]
    forms = frozenset(stems_of(group, language) for group in irregular)
    priced = kind == "number" and not language.prices.isdisjoint(map(fold, words))
    listed = words_alike(stems, language, [*([language.prices] if priced else []), *irregular])
    alike = tuple(others | derived(one, corpus_stems, language) for one, others in zip(stems, listed, strict=True))
    light = frozenset(stem(fold(word)) for word in words if fold(word) in language.light_words)
    thing = {"count": frozenset({stems[0], *alike[0]}), "which": frozenset({stems[0]})}.get(kind, frozenset())
    known = {one for one, others in zip(stems, alike, strict=True) if not corpus_stems.isdisjoint({one, *others})}
    unknown = dict.fromkeys(word for word in words if stem(fold(word)) not in known)
    return Query(stems, tuple(unknown), bool(known), kind, folded, alike, light, thing, forms, priced)


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


def relevance(covered: Scores, fit: Scores) -> Scores:
    """Return how near each sentence comes to answering a query, (n,) in [0, 1] with a maximum of 1, or all 0.

    covered: (n,) from `coverage`. fit: (n,) from `fitnesses`.
    """
    import numpy as np

    scores = covered * fit
    highest = float(scores.max(initial=0.0))
    return np.asarray(scores / highest if highest > 0 else scores, dtype=np.float64)


def speaks(query: Query, relevant: Scores, fit: Scores) -> Flags:
    """Return which sentences speak of a query, (n,); relevant: (n,) from `relevance`. fit: (n,) from `fitnesses`."""
    import numpy as np

    if query.kind in KINDS and query.kind != "reason":
        bar = np.where(fit < 1, SPEAKS_LACKING, SPEAKS_FITTING)
    else:
        bar = np.where(fit <= LACKING, SPEAKS_LACKING, SPEAKS)
    return np.asarray((relevant > 0) & (relevant >= bar), dtype=np.bool_)


def fitnesses(query: Query, corpus: Corpus, covered: Scores) -> Scores:
    """Return the `fitness` of the sentences that cover some of a query, (n,) in [0, 1], and 1 of the others."""
    import numpy as np

    fit = np.ones(len(covered))
    for row in np.flatnonzero(covered).tolist():
        fit[row] = fitness(query, corpus, row)
    return fit


def fitness(query: Query, corpus: Corpus, row: int) -> float:
    """Return what a sentence is worth, in [0, 1], by whether it has what a query asks for."""
    sentence = corpus.sentences[row]
    language = load_language(corpus.languages[sentence.document])
    if asks(sentence.text):
        return LACKING
    tokens = corpus.tokens[row]
    if query.kind in KINDS and not KINDS[query.kind](tokens, language, query.words):
        return UNREASONED if query.kind == "reason" else LACKING
    if query.priced and not has_money(sentence.text, tokens, language):
        return LACKING
    near = {"count": counts, "which": is_beside_name}.get(query.kind)
    return 1.0 if near is None or near(tokens, query.thing, language, query.words) else APART


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
