"""Rankers: how much each sentence says of what all the articles say.

All have one signature, so that a new one is a function and a line in `RANKERS`:
(weights, position, article, jump) -> scores, where weights is (n, v) TF-IDF rows of unit L2 norm or zero, position
is (n,) the sentence's place in its article from 0, article is (n,) which article it is of, ascending, jump is (n,) how
likely each sentence is to be where a reader starts, with the sum 1, or None when all are as likely, and scores is (n,)
float64 in [0, 1] with a maximum of 1.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csc_array

    from summarize.records import Counts, Scores, Weights

DAMPING = 0.85  # of LexRank, as in PageRank
STEPS = 200  # at most; 0.85 ** 200 is under 1e-14
TOLERANCE = 1e-12  # total change of a step that ends the iteration
SAME_ARTICLE_EDGE = 0.5  # what an edge within a long article counts: that its author repeats himself is little evidence
BRIEF = 3  # sentences an article, on average, up to which articles are too short to repeat themselves
LONG = 6  # and from which on they are not
ROUNDING = 1e-9  # a degree below it is nothing
OPENING_GAIN = 0.6  # what the first sentence of an article gains at most, in units of the highest score
QUERY_WEIGHT = 0.7  # weight of the question, where there is one, against the articles
OPENING_DECAY = 5.0  # sentences after which that gain has fallen to 1/e


def lexrank(weights: Weights, position: Counts, article: Counts, jump: Scores | None = None) -> Scores:
    """Score by continuous LexRank on the cosine graph without a threshold, edges within long articles counting OWN.

    With X the rows, A = X Xᵀ but for that, g = A1 the degrees and j the jump, p <- (1-d) j + d A(p/g): the n x n graph
    is never built and a step is linear in the non-zeros. A row without an edge keeps the jump's share only.

    Erkan & Radev (2004), JAIR 22, section 3.3; here every edge counts. In articles of LONG or more sentences, on
    average, a sentence has OWN of an edge to itself and to others of its article (that edges between articles say more:
    Wan & Yang 2006, NAACL short papers); in those of BRIEF or fewer, none to itself and whole ones to all others. With
    the likeness to a question as the jump it is the LexRank of Otterbacher, Erkan & Radev (2009), IP&M 45(1).
    """
    import numpy as np

    rows = len(position)
    own, norms = apart(weights, article), np.asarray(weights.multiply(weights).sum(axis=1), dtype=np.float64).ravel()
    long = min(1.0, max(0.0, (rows / max(len(np.unique(article)), 1) - BRIEF) / (LONG - BRIEF)))

    to_terms, to_own = weights.T, own.T

    def walk(values: Scores) -> Scores:
        repeated = (1 - SAME_ARTICLE_EDGE) * long * (own @ (to_own @ values)) + (1 - long) * norms * values
        return np.asarray(weights @ (to_terms @ values) - repeated, dtype=np.float64)

    degree = walk(np.ones(rows))
    share = np.divide(1.0, degree, out=np.zeros(rows), where=degree > ROUNDING)
    jump = np.full(rows, 1.0 / max(rows, 1)) if jump is None else jump
    rank = jump
    for _ in range(STEPS):
        step = (1 - DAMPING) * jump + DAMPING * walk(rank * share)
        moved, rank = float(np.abs(step - rank).sum()), step
        if moved < TOLERANCE:
            break
    return scale(rank)


def apart(weights: Weights, article: Counts) -> csc_array[np.float64]:
    """Return rows in which a term of one article is another column than the same term of another, (n, w).

    Products of these rows are cosines within an article and 0 between articles; the non-zeros are those of `weights`.
    """
    import numpy as np
    from scipy.sparse import csc_array

    columns = weights.tocsc()
    term = np.repeat(np.arange(weights.shape[1]), np.diff(columns.indptr))
    home = article[columns.indices]
    begins = np.ones(columns.nnz, dtype=bool)
    begins[1:] = (term[1:] != term[:-1]) | (home[1:] != home[:-1])
    bounds = np.append(np.flatnonzero(begins), columns.nnz)
    return csc_array((columns.data, columns.indices, bounds), shape=(weights.shape[0], len(bounds) - 1))


def centroid(weights: Weights, position: Counts, article: Counts, jump: Scores | None = None) -> Scores:
    """Score by the cosine to the mean of all rows, each counted as the jump says.

    Radev et al. (2004), IP&M 40(6), without its other features.
    """
    import numpy as np

    share = np.ones(len(position)) if jump is None else jump
    return scale(np.asarray(weights @ (weights.T @ share), dtype=np.float64))


def lead(weights: Weights, position: Counts, article: Counts, jump: Scores | None = None) -> Scores:
    """Score by place: 1 for the first sentence of an article, 1/2 for the second, 1/3 for the third.

    With a jump, the product of both.
    """
    import numpy as np

    place = scale(1.0 / (1.0 + np.asarray(position, dtype=np.float64)))
    return place if jump is None else scale(place * jump)


Ranker = Callable[["Weights", "Counts", "Counts", "Scores | None"], "Scores"]

RANKERS: dict[str, Ranker] = {"lexrank": lexrank, "centroid": centroid, "lead": lead}


def scale(scores: Scores) -> Scores:
    """Divide by the maximum; all zeros stay zeros."""
    import numpy as np

    top = float(scores.max(initial=0.0))
    return np.asarray(scores / top if top > 0 else scores, dtype=np.float64)


def salience(scores: Scores, position: Counts, article: Counts) -> Scores:
    """Add what the opening of an article gains to a ranker's scores; (n,) in [0, 1], rounded so that machines agree.

    article: (n,) which article each row is of, from 0. News tells the main thing first, an essay does not: the gain is
    LEAD at position 0, fades with exp(-position / FADE), and is as large as the article's first row scores against
    the best first row of all articles.
    """
    import numpy as np

    if not len(scores):
        return scores
    articles, first = np.unique(article, return_index=True)
    opening = np.zeros(int(articles[-1]) + 1)
    opening[articles] = scores[first]
    gain = OPENING_GAIN * scale(opening)[article] * np.exp(-position / OPENING_DECAY)
    return np.asarray(np.round(scale(scores + gain), 12), dtype=np.float64)


def combine_with_query(scores: Scores, asked: Scores) -> Scores:
    """Return the geometric mean of a salience and of what the ranker gives from the question on; (n,) in [0, 1].

    A sentence has to matter to the question, which counts ASKED, and in the articles. An opening gains in these only.
    """
    import numpy as np

    return np.asarray(np.round(scale(scores ** (1 - QUERY_WEIGHT) * asked**QUERY_WEIGHT), 12), dtype=np.float64)
