"""The query of a reader: cut into stems like a sentence, and how near each sentence comes to answering it.

Takes the query as text and the corpus; returns a `Query`, the relevance of the sentences, (n,), and warnings for the
reader. Words that only ask are no content. What they ask for, a number or a name, a sentence that answers has.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarize.errors import OptionError
from summarize.records import Corpus
from summarize.text.languages import Language, detect_language, load_language, most_common, stemmer
from summarize.text.times import is_written
from summarize.text.token_rows import TokenRows
from summarize.text.tokens import fold, tokenize

if TYPE_CHECKING:
    from summarize.records import Flags, Scores

MAX_WORDS_NAMED = 10  # words of a query that a warning names, so that it stays a line; by judgement
MAX_QUERY_SHOWN = 40  # characters of a query that an error shows, as in `errors.shortened`

# Set on the 48 questions of benchmarks/clusters; 0.3 to 0.55 and 0.7 to 0.9 answer as many.
LACKING = 0.4  # what a sentence is worth that lacks what is asked for, such as a number
ALIKE = 0.8  # what a word of the same meaning is worth, against the word of the query
# A sentence speaks of the query from this share of the highest coverage on; by judgement: at 0.25 to 0.4 of the
# relevance 2 to 6 points fewer of those questions are answered.
SPEAKS = 0.2

YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


@dataclass(frozen=True, slots=True)
class Query:
    """A query, cut like a sentence."""

    stems: tuple[str, ...] = ()  # of its open-class words
    unknown: tuple[str, ...] = ()  # words whose stem no sentence has, as the reader wrote them, each once
    matched: bool = False  # whether some sentence has one of the stems
    kind: str = ""  # what is asked for: a key of KINDS, or "" where it cannot be told
    words: frozenset[str] = frozenset()  # all its words, folded
    alike: tuple[frozenset[str], ...] = ()  # of each stem: those of words of the same meaning


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
    alike = words_alike(stems, language)
    corpus_stems = set(TokenRows.of(corpus.stems).words)
    known = {one for one, others in zip(stems, alike, strict=True) if not corpus_stems.isdisjoint({one, *others})}
    unknown = dict.fromkeys(word for word in words if stem(fold(word)) not in known)
    return Query(stems, tuple(unknown), bool(known), kind, frozenset(map(fold, tokens)), alike)


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
    kind = taken[min(taken)] if taken else ""
    return kind, [token for place, token in enumerate(tokens) if place not in taken]


def words_alike(stems: Iterable[str], language: Language) -> tuple[frozenset[str], ...]:
    """Return, for each stem, those of the words that a language lists as of the same meaning."""
    stem = stemmer(language)
    groups = [frozenset(stem(word) for word in group) for group in (*language.synonyms, *language.near_synonyms)]
    return tuple(frozenset[str]().union(*(group for group in groups if one in group)) - {one} for one in stems)


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

    A word of the same meaning counts ALIKE. The weight of a word is log((n + 1) / (m + 1)), where m sentences have it;
    where that is 0 of all words, because every sentence has them, they weigh the same.
    """
    import numpy as np

    having = [words_had(stems, query) for stems in corpus.stems]
    counts = Counter(one for had in having for one in had)
    count = len(having) + 1
    weights = {one: math.log(count / (counts[one] + 1)) for one in counts}
    if not any(weights.values()):
        weights = dict.fromkeys(counts, 1.0)
    total = sum(weights.values()) or 1.0
    return np.array([sum(weights[one] * value for one, value in had.items()) / total for had in having])


def words_had(stems: Iterable[str], query: Query) -> dict[str, float]:
    """Return the stems of a query that a sentence has, with 1, or ALIKE for one of which it has another of its kind.

    >>> query = Query(stems=("dam", "river"), alike=(frozenset({"dam"}), frozenset({"river", "stream"})))
    >>> words_had(["dam", "stream"], query)
    {'dam': 1.0, 'river': 0.8}
    """
    present = set(stems)
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
        if not has_kind(query, corpus, row):
            scores[row] *= LACKING
    highest = float(scores.max(initial=0.0))
    return np.asarray(scores / highest if highest > 0 else scores, dtype=np.float64)


def speaks(covered: Scores) -> Flags:
    """Return which sentences speak of a query, (n,); covered: (n,) from `coverage`."""
    import numpy as np

    return np.asarray((covered > 0) & (covered >= SPEAKS * covered.max(initial=0.0)), dtype=np.bool_)


def has_kind(query: Query, corpus: Corpus, row: int) -> bool:
    """Whether a sentence has something of the kind that a query asks for; True where that cannot be told."""
    language = load_language(corpus.languages[corpus.sentences[row].document])
    return query.kind not in KINDS or KINDS[query.kind](corpus.tokens[row], language, query.words)


def has_number(tokens: Sequence[str], language: Language, _: frozenset[str]) -> bool:
    """Whether a sentence has a number, in figures or in words."""
    return any(token[0].isdigit() or fold(token) in language.numbers for token in tokens)


def has_time(tokens: Sequence[str], language: Language, _: frozenset[str]) -> bool:
    """Whether a sentence has a year, a month or a weekday; those with the capital that their language gives them."""
    dated = language.months | language.weekdays
    return any(YEAR.fullmatch(token) or (fold(token) in dated and is_written(token, language)) for token in tokens)


def has_name(tokens: Sequence[str], language: Language, asked: frozenset[str]) -> bool:
    """Whether a sentence has a name that the query lacks: a word with a capital behind the first one.

    True in languages that write every noun, or none, with a capital.
    """
    if language.capital_nouns or not any(token[0].isupper() for token in tokens):
        return language.capital_nouns or not any(token[0].islower() for token in tokens)
    return any(token[0].isupper() and fold(token) not in asked for token in tokens[1:])


KINDS: dict[str, Callable[[Sequence[str], Language, frozenset[str]], bool]] = {
    "number": has_number,
    "time": has_time,
    "name": has_name,
}


def query_warnings(query: Query) -> list[str]:
    """Return a line that names the words of a query that no sentence has; [] when there are none.

    When no sentence has any of its words, the line says that the summary is no answer.
    """
    if not query.unknown:
        return []
    more = ", ..." if len(query.unknown) > MAX_WORDS_NAMED else ""
    named = ", ".join(query.unknown[:MAX_WORDS_NAMED]) + more
    if not query.matched:
        return [f"the articles do not speak of what was asked ({named}): this is a summary of what they do speak of"]
    return [f"no sentence has these words of the query: {named}"]
