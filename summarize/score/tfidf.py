"""Sentences to TF-IDF rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarize.text.token_rows import TokenRows, unique_ranks

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from scipy.sparse import csr_array

    Numbers = npt.NDArray[np.int64]

Tokens = Sequence[str]
BIGRAM_WEIGHT = 0.6  # what a bigram counts beside its two words


def terms(rows: TokenRows) -> tuple[Numbers, Numbers]:
    """Return the unigrams and bigrams of the rows as numbers, with the row of each.

    The numbers stand in the order of the terms as text, so that sums over them come out the same whatever comes first.
    """
    import numpy as np

    count, row = len(rows.words), rows.row
    rank = np.empty(count, dtype=np.int64)
    rank[sorted(range(count), key=rows.words.__getitem__)] = np.arange(count)
    single = rank[rows.ids] * (count + 1)
    pairs = np.flatnonzero(row[1:] == row[:-1])
    return np.concatenate([row, row[pairs]]), np.concatenate([single, single[pairs] + rank[rows.ids[pairs + 1]] + 1])


def paired(numbers: Numbers, rows: TokenRows) -> npt.NDArray[np.bool_]:
    """Whether each of the numbers that `terms` gave is a bigram's."""
    return numbers % (len(rows.words) + 1) > 0


def tfidf(sentences: Sequence[Tokens], basis: np.ndarray) -> csr_array[np.float64]:
    """Return TF-IDF rows of unigrams and bigrams, (n, v), float64, of unit L2 norm or zero.

    sentences: n lists of content tokens. basis: (n,) bool, the rows that document frequencies are counted on
    (a copy of a sentence is no further evidence of how common a word is). Weights are
    1 + log tf, times ln((1 + N) / (1 + df)) + 1 (Salton & Buckley 1988, IP&M 24(5); scikit-learn's smooth idf).
    Bigrams count PAIR of that. Nothing but zeros comes back when no sentence has a content token.
    """
    import numpy as np
    from scipy.sparse import csr_array
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.preprocessing import normalize

    rows, basis = TokenRows.of(sentences), np.asarray(basis)
    row, term = terms(rows)
    every, place = unique_ranks(term)
    held = np.bincount(place[basis[row]], minlength=len(every)) > 0
    if not held.any():
        return csr_array((len(rows), 1), dtype=np.float64)
    columns, known = every[held], held[place]  # a term that no row of the basis has is not weighed
    cells = (np.ones(int(known.sum())), (row[known], (np.cumsum(held) - 1)[place[known]]))
    counts = csr_array(cells, shape=(len(rows), len(columns)))  # adds up what falls in one cell
    weights = csr_array(TfidfTransformer(sublinear_tf=True, norm=None).fit(counts[basis]).transform(counts))
    weights.data *= np.where(paired(columns, rows), BIGRAM_WEIGHT, 1.0)[weights.indices]
    return csr_array(normalize(weights))
