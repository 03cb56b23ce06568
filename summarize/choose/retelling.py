"""Which sentences tell the event of another one again, in other words.

Takes the rows of a pool; answers for one row against a few picks, so that no matrix of pairs is ever built.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from summarize.choose.cosines import Cosines, RowCache
from summarize.records import Corpus
from summarize.score.tfidf import dense_row, tfidf
from summarize.text.detection import most_common
from summarize.text.token_rows import first_of_equal

if TYPE_CHECKING:
    from summarize.records import Rows, Scores, Weights

# Coefficients of a logistic regression for the probability that two sentences tell one event. Fitted on 602 pairs of
# sentences of newswire, web news and round-ups in English, labelled by hand. Average precision is .60 by
# cross-validation, and .57 by the cosine alone.
COSINE = 3.09
LIKENESS = 2.63  # cosine of the words that stand together with those of each, see `Retelling.neighbours`
NEAREST = 1.22  # the cosine as a share of the highest one of either to the other's article, whichever share is less
SAME_ARTICLE = -0.18
INTERCEPT = -3.10

# Log odds from which on a sentence is taken to retell: a probability of .45. On 40 labelled clusters 6 summaries tell
# an event twice, and 14 without this; with .5 it is 8, with .6 it is 13. ROUGE-2 recall changes by less than 0.2 points
# on the sets that these are of.
RETOLD = -0.2
# The pairs are in English: on Vietnamese and Brazilian news this costs 1 to 2 points of ROUGE-2 recall, and on reviews,
# which are shorter than MIN_LENGTH. On round-ups of a paragraph it costs 0.3 points, and two leads of one event in 60
# words become one in 20 of 100.
LANGUAGE = "en"
MIN_LENGTH = 25  # words of an article, on average; shorter ones are remarks
DECIMALS = 9  # of log odds that are compared, so that all machines agree
FEW_ROWS = 200  # sentences up to which their products are quicker to work with than those of words; by judgement
WORDS_PER_BLOCK = 2000  # words whose products with all others are held at a time


def retelling(corpus: Corpus, cosines: Cosines, rows: Rows) -> Retelling | None:
    """Return what finds retellings among rows of a corpus, None where they cannot be told from the rest.

    cosines: of all rows. rows: those that may be chosen, ascending.
    """
    articles = [corpus.sentences[row].document for row in rows.tolist()]
    if not articles or are_remarks(corpus):
        return None
    if most_common(corpus.languages[article] for article in articles) != LANGUAGE:
        return None
    return Retelling(corpus, cosines, rows)


def are_remarks(corpus: Corpus) -> bool:
    """Whether the articles are remarks of a sentence, as in reviews: of fewer than MIN_LENGTH words on average.

    All sentences count, also those that may not be chosen: what a reader asks for changes nothing about the articles.
    """
    articles = {sentence.document for sentence in corpus.sentences}
    return sum(sentence.words for sentence in corpus.sentences) < MIN_LENGTH * len(articles)


class Retelling:
    """Whether rows tell the event of others again; the arguments are those of `retelling`."""

    def __init__(self, corpus: Corpus, cosines: Cosines, rows: Rows) -> None:
        import numpy as np

        self.cosines = cosines
        documents = np.array([sentence.document for sentence in corpus.sentences])
        changes = first_of_equal(documents)
        self.starts = np.flatnonzero(changes)  # (a,) the first row of each article that has sentences
        self.article = np.cumsum(changes) - 1  # (n,) of each row, an index into those
        basis = np.zeros(len(documents), dtype=bool)
        basis[rows] = True
        self.words = tfidf(corpus.stems, basis, 0.0)  # (n, u)
        self.basis = self.words[rows]
        self.transposed = self.basis.T
        self.inverse_norms = inverse_norms(self.basis)
        self.neighbours_of, self.highest_of = RowCache(), RowCache()

    def tells_again(self, row: int, pick: int) -> bool:
        """Whether a row tells the event of a pick again; likeness is only looked at where it may decide."""
        odds = self.surface(row, pick)
        if odds + LIKENESS < RETOLD:
            return False
        odds += LIKENESS * float(self.neighbours(row) @ self.neighbours(pick))
        return round(odds, DECIMALS) >= RETOLD

    def surface(self, row: int, pick: int) -> float:
        """Return the log odds that a row tells the event of a pick, likeness left out."""
        cosine = float(self.cosines.to(pick)[row])
        ours, theirs = int(self.article[row]), int(self.article[pick])
        highest = max(self.highest(row)[theirs], self.highest(pick)[ours], sys.float_info.min)
        return COSINE * cosine + NEAREST * cosine / float(highest) + SAME_ARTICLE * (ours == theirs) + INTERCEPT

    def highest(self, row: int) -> Scores:
        """Return the highest cosine of a row to the sentences of each article, (a,), itself left out."""
        return self.highest_of.get(row, self.to_articles)

    def to_articles(self, row: int) -> Scores:
        """Return what `highest` does, worked out anew."""
        import numpy as np

        cosines = self.cosines.to(row).copy()
        cosines[row] = 0.0
        return np.asarray(np.maximum.reduceat(cosines, self.starts), dtype=np.float64)

    def neighbours(self, row: int) -> Scores:
        """Return how much each word stands together with the words of a row, (u,) of unit L2 norm or zero.

        With d its TF-IDF row and D those of all rows that may be chosen, it is d N DᵀD, where N gives the rows of DᵀD
        unit length. So words that stand in the same sentences are near, though no sentence has both.
        """
        return self.neighbours_of.get(row, self.beside)

    def beside(self, row: int) -> Scores:
        """Return what `neighbours` does, worked out anew."""
        import numpy as np

        scaled = dense_row(self.words, row) * self.inverse_norms
        near = np.asarray(self.transposed @ (self.basis @ scaled), dtype=np.float64)
        near /= max(float(np.linalg.norm(near)), np.finfo(float).tiny)
        return near


def inverse_norms(words: Weights) -> Scores:
    """Return the inverse L2 norms of the rows of DᵀD, (u,), 0 for those of zeros; words: D, (n, u)."""
    import numpy as np

    if words.shape[0] <= FEW_ROWS:  # |DᵀDe|² = (De)ᵀDDᵀ(De)
        row = np.arange(words.shape[0]).repeat(np.diff(words.indptr))
        gram = (words @ words.T).toarray()
        products = np.asarray(words.T @ gram)[words.indices, row]
        norms = np.sqrt(np.bincount(words.indices, words.data * products, minlength=words.shape[1]))
    else:
        columns, transposed, norms = words.tocsc(), words.T.tocsr(), np.zeros(words.shape[1])
        for start in range(0, words.shape[1], WORDS_PER_BLOCK):
            block = slice(start, start + WORDS_PER_BLOCK)
            norms[block] = np.sqrt((transposed @ columns[:, block]).power(2).sum(axis=0)).ravel()
    return np.asarray(np.divide(1.0, norms, out=np.zeros_like(norms), where=norms > 0), dtype=np.float64)
