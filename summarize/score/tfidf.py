"""Sentences to TF-IDF rows: what sentences are ranked, compared and cited by.

Takes the stems of each sentence and returns a sparse matrix with a row for each sentence and a column for each term. A
term is a unigram or a bigram of stems.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from summarize.records import Corpus
from summarize.text.languages import load_language
from summarize.text.stemmers import stemmer
from summarize.text.token_rows import TokenRows, unique_ranks
from summarize.text.tokens import fold

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from scipy.sparse import csr_array

    from summarize.records import Flags, Weights
    from summarize.text.token_rows import Numbers

# Factors on the TF-IDF weight of a bigram; a unigram counts 1. Both stand on a plateau: 0.6 to 1 and 1 to 1.5 change
# ROUGE-2 recall by 0.2 points or less on newswire, Multi-News, reviews, Vietnamese and Brazilian news.
BIGRAM_WEIGHT = 0.8  # where terms are made of open-class words
BIGRAM_WEIGHT_ALL = 1.2  # where they are made of all words: most unigrams are then common ones, and bigrams say more


def tfidf(
    sentences: Sequence[Sequence[str]], basis: Flags, bigram_weight: float | None = None
) -> csr_array[np.float64]:
    """Return TF-IDF rows of unigrams and bigrams, (n, v) float64, of unit L2 norm or zero.

    sentences: n lists of content stems. basis: (n,) bool, the rows that document frequencies are counted on; a copy of
    a sentence is no further evidence of how common a word is. Terms that no row of the basis has get no column; when
    there are no others, the result is (n, 1) zeros. Columns stand in the alphabetical order of their terms.

    A weight is 1 + ln tf, times ln((1 + N) / (1 + df)) + 1, where N rows of the basis are counted: Salton & Buckley
    (1988), IP&M 24(5), with the smooth idf of scikit-learn. Here a bigram counts bigram_weight of that, BIGRAM_WEIGHT
    by default; with 0 there are none.
    """
    import numpy as np
    from scipy.sparse import csr_array

    tokens, basis = TokenRows.of(sentences), np.asarray(basis)
    factor = BIGRAM_WEIGHT if bigram_weight is None else bigram_weight
    row, term = numbered_terms(tokens, with_bigrams=factor > 0)
    vocabulary, column = unique_ranks(term)
    in_basis = np.bincount(column[basis[row]], minlength=len(vocabulary)) > 0
    if not in_basis.any():
        return csr_array((len(tokens), 1), dtype=np.float64)
    vocabulary, weighed = vocabulary[in_basis], in_basis[column]
    cells = row[weighed] * len(vocabulary) + (np.cumsum(in_basis) - 1)[column[weighed]]
    cells, counts = np.unique(cells, return_counts=True)
    row, column = np.divmod(cells, len(vocabulary))
    frequency = np.bincount(column[basis[row]], minlength=len(vocabulary))
    idf = np.log((1 + np.count_nonzero(basis)) / (1 + frequency)) + 1
    data = (np.log(counts) + 1) * (idf * np.where(are_bigrams(vocabulary, tokens), factor, 1.0))[column]
    starts = np.searchsorted(row, np.arange(len(tokens) + 1))
    return with_unit_rows(csr_array((data, column, starts), shape=(len(tokens), len(vocabulary))))


def with_unit_rows(weights: Weights) -> Weights:
    """Return rows of unit L2 norm; rows of zeros stay so.

    weights: (n, v); its data are divided in place, and it is returned.
    """
    import numpy as np

    lengths = weights.indptr[1:] - weights.indptr[:-1]
    squares = np.bincount(np.arange(len(lengths)).repeat(lengths), weights.data**2, minlength=len(lengths))
    norms = np.sqrt(squares)
    weights.data /= np.where(norms > 0, norms, 1.0).repeat(lengths)
    return weights


def dense_row(weights: Weights, row: int) -> npt.NDArray[np.float64]:
    """Return one row with all its zeros, (v,); weights: (n, v).

    >>> from scipy.sparse import csr_array
    >>> dense_row(csr_array([[0.0, 0.5], [1.0, 0.0]]), 0).tolist()
    [0.0, 0.5]
    """
    import numpy as np

    cells, values = slice(*weights.indptr[row : row + 2].tolist()), np.zeros(weights.shape[1])
    values[weights.indices[cells]] = weights.data[cells]
    return values


def with_all_words(weights: Weights, corpus: Corpus, basis: Flags) -> Weights:
    """Return rows beside the TF-IDF rows of the stems of all words, stop words included, of unit L2 norm or zero.

    weights: (n, v) rows from `tfidf`. basis: (n,) bool, as there. A product of two rows is the mean of the cosines of
    both weighings, where a sentence has words of both kinds: who does what to whom stands in the small words.
    """
    from scipy.sparse import csr_array, hstack

    return with_unit_rows(csr_array(hstack([weights, tfidf(all_stems(corpus), basis, BIGRAM_WEIGHT_ALL)])))


def all_stems(corpus: Corpus) -> TokenRows:
    """Return the stems of all tokens of each sentence, (n,) rows."""
    languages = sorted(set(corpus.languages))
    change_of = [languages.index(corpus.languages[sentence.document]) for sentence in corpus.sentences]
    return TokenRows.of(corpus.tokens).map_words([folded_stem(code) for code in languages], change_of)


def folded_stem(code: str) -> Callable[[str], str]:
    """Return a function from a token to its stem in a language; code: ISO 639-1."""
    stem = stemmer(load_language(code))
    return lambda token: stem(fold(token))


def numbered_terms(tokens: TokenRows, with_bigrams: bool) -> tuple[Numbers, Numbers]:
    """Return the row and the number of every unigram, and bigram if asked for, (t,) each.

    Numbers ascend with the terms as text, so the sums over a row come out the same whichever sentence comes first.
    With m distinct stems, unigram a is a * (m + 1) and bigram a b is a * (m + 1) + b + 1.
    """
    import numpy as np

    count, row = len(tokens.words), tokens.row
    rank = np.empty(count, dtype=np.int64)
    rank[sorted(range(count), key=tokens.words.__getitem__)] = np.arange(count)
    unigrams = rank[tokens.ids] * (count + 1)
    if not with_bigrams:
        return row, unigrams
    starts = np.flatnonzero(row[1:] == row[:-1])  # of bigrams
    bigrams = unigrams[starts] + rank[tokens.ids[starts + 1]] + 1
    return np.concatenate([row, row[starts]]), np.concatenate([unigrams, bigrams])


def are_bigrams(terms: Numbers, tokens: TokenRows) -> Flags:
    """Whether each term, by the number from `numbered_terms`, is a bigram.

    terms: (m,) numbers. The result is (m,).
    """
    return terms % (len(tokens.words) + 1) > 0
