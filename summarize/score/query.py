"""What the reader asks: the question in the words that sentences are weighed by, and what the articles say of it."""

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

MOST_NAMED = 10  # words of a query that a warning names


@dataclass(frozen=True, slots=True)
class Query:
    """A query, cut like a sentence."""

    terms: tuple[str, ...] = ()  # stems of its open-class words
    unknown: tuple[str, ...] = ()  # those words that no sentence has, as the reader wrote them
    met: bool = False  # whether some sentence has one of them


def parse_query(query: str, corpus: Corpus) -> Query:
    """Cut a query as the sentences are cut, in its language; OptionError when it has stop words only."""
    known = load_language(query_language(query, corpus))
    stem = stemmer(known)
    words = [word for word in tokenize(query) if fold(word) not in known.stop_words]
    if not words:
        raise OptionError(f"query has only words that every article has: {query[:40]!r}; name what it is about")
    terms = tuple(stem(fold(word)) for word in words)
    told = set(TokenRows.of(corpus.terms).words)
    unknown = dict.fromkeys(word for word, term in zip(words, terms, strict=True) if term not in told)
    return Query(terms, tuple(unknown), not told.isdisjoint(terms))


def query_language(query: str, corpus: Corpus) -> str:
    """Return the language of a query: its own where that can be told and is one of the articles', else theirs."""
    theirs = most_common(corpus.languages[sentence.document] for sentence in corpus.sentences)
    own = detect_language(query, theirs)
    return own if own in corpus.languages else theirs


def restart_distribution(weights: Weights, question: Weights) -> Scores | None:
    """Return how likely each row is to be where the reader starts, (n,) with the sum 1: by its cosine to the question.

    weights: (n, v) and question: (1, v), TF-IDF rows of unit L2 norm or zero. None when no row shares a term with it.
    """
    import numpy as np

    found = np.asarray((weights @ question.T).todense(), dtype=np.float64).ravel()
    total = float(found.sum())
    return found / total if total > 0 else None


def query_warnings(question: Query) -> list[str]:
    """Say which words of a query the articles do not have: with none of them the summary is no answer."""
    if not question.unknown:
        return []
    named = ", ".join(question.unknown[:MOST_NAMED]) + (", ..." if len(question.unknown) > MOST_NAMED else "")
    if not question.met:
        return [f"the articles do not speak of what was asked ({named}): this is a summary of what they do speak of"]
    return [f"no sentence has these words of the query: {named}"]
