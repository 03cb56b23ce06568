"""The query of a reader: cut into stems like a sentence, and turned into a restart distribution for the rankers.

Takes the query as text and the corpus; returns a `Query`, the restart distribution, (n,), and warnings for the reader.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarize.errors import OptionError
from summarize.records import Corpus
from summarize.text.languages import detect_language, load_language, most_common, stemmer
from summarize.text.token_rows import TokenRows
from summarize.text.tokens import fold, tokenize

if TYPE_CHECKING:
    from summarize.records import Scores, Weights

MAX_WORDS_NAMED = 10  # words of a query that a warning names, so that it stays a line; by judgement
MAX_QUERY_SHOWN = 40  # characters of a query that an error shows, as in `errors.shortened`


@dataclass(frozen=True, slots=True)
class Query:
    """A query, cut like a sentence."""

    stems: tuple[str, ...] = ()  # of its open-class words
    unknown: tuple[str, ...] = ()  # words whose stem no sentence has, as the reader wrote them, each once
    matched: bool = False  # whether some sentence has one of the stems


def parse_query(query: str, corpus: Corpus) -> Query:
    """Cut a query into the stems that sentences are weighed by, in the language of the query.

    Raises OptionError when the query has only stop words.
    """
    language = load_language(query_language(query, corpus))
    stem = stemmer(language)
    words = [word for word in tokenize(query) if fold(word) not in language.stop_words]
    if not words:
        shown = query[:MAX_QUERY_SHOWN]
        raise OptionError(f"query has only words that every article has: {shown!r}; name what it is about")
    stems = tuple(stem(fold(word)) for word in words)
    corpus_stems = set(TokenRows.of(corpus.stems).words)
    unknown = dict.fromkeys(word for word, stemmed in zip(words, stems, strict=True) if stemmed not in corpus_stems)
    return Query(stems, tuple(unknown), not corpus_stems.isdisjoint(stems))


def query_language(query: str, corpus: Corpus) -> str:
    """Return the ISO 639-1 code of a query: as detected where some article is in that language.

    A query too short for detection is in the language of an article that has most of its words as stop words, so that
    words that only ask are none to look for. Ties go to the language of most sentences, then to the alphabet.
    """
    of_sentences = most_common(corpus.languages[sentence.document] for sentence in corpus.sentences)
    detected = detect_language(query, "")
    if detected in corpus.languages:
        return detected
    words = [fold(word) for word in tokenize(query)]

    def rank(code: str) -> tuple[int, bool, str]:
        return -sum(word in load_language(code).stop_words for word in words), code != of_sentences, code

    return min({of_sentences, *corpus.languages}, key=rank)


def restart_distribution(weights: Weights, query_row: Weights) -> Scores | None:
    """Return the restart distribution of a query, (n,) in [0, 1] with the sum 1: cosines to the query, as shares.

    weights: (n, v) and query_row: (1, v), TF-IDF rows of unit L2 norm or zero. Returns None, which rankers take for
    the uniform distribution, when no row shares a term with the query.
    """
    import numpy as np

    cosines = np.asarray((weights @ query_row.T).todense(), dtype=np.float64).ravel()
    total = float(cosines.sum())
    return cosines / total if total > 0 else None


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
