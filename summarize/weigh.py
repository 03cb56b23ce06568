"""Sentences to TF-IDF rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_array

Tokens = Sequence[str]


def terms(words: Tokens) -> list[str]:
    """Return the unigrams and bigrams of a sentence's content tokens."""
    return [*words, *map(" ".join, pairwise(words))]


def weigh(sentences: Sequence[Tokens], basis: np.ndarray) -> csr_array[np.float64]:
    """Return TF-IDF rows of unigrams and bigrams, (n, v), float64, of unit L2 norm or zero.

    sentences: n lists of content tokens. basis: (n,) bool, the rows that document frequencies are counted on
    (a copy of a sentence is no further evidence of how common a word is). Weights are
    1 + log tf, times ln((1 + N) / (1 + df)) + 1 (Salton & Buckley 1988, IP&M 24(5); scikit-learn's smooth idf).
    Nothing but zeros comes back when no sentence has a content token.
    """
    import numpy as np
    from scipy.sparse import csr_array
    from sklearn.feature_extraction.text import TfidfVectorizer

    known = [words for words, counted in zip(sentences, basis, strict=True) if counted]
    if not any(known):
        return csr_array((len(sentences), 1), dtype=np.float64)
    vectorizer = TfidfVectorizer(analyzer=terms, sublinear_tf=True).fit(known)
    return csr_array(vectorizer.transform(sentences))
