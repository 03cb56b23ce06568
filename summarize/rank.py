"""Rankers: how much each sentence says of what all the articles say.

All have one signature, so that a new one is a function and a line in `RANKERS`:
(weights, position) -> scores, where weights is (n, v) TF-IDF rows of unit L2 norm or zero, position is
(n,) the sentence's place in its article from 0, and scores is (n,) float64 in [0, 1] with a maximum of 1.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from scipy.sparse import csr_array

    Scores = npt.NDArray[np.float64]
    Counts = npt.NDArray[np.int64]
    Weights = csr_array[np.float64]

DAMPING = 0.85  # of LexRank, as in PageRank
STEPS = 200  # at most; 0.85 ** 200 is under 1e-14
TOLERANCE = 1e-12  # total change of a step that ends the iteration
LEAD = 0.6  # what the first sentence of an article gains at most, in units of the highest score
FADE = 5.0  # sentences after which that gain has fallen to 1/e


def lexrank(weights: Weights, position: Counts) -> Scores:
    """Score by continuous LexRank on the cosine graph without a threshold.

    With X the rows and g = X(Xᵀ1) the degrees, p <- (1-d)/n + d X(Xᵀ(p/g)): the n x n graph is never built and a
    step is linear in the non-zeros. A row of zeros keeps the jump's share only.

    Erkan & Radev (2004), JAIR 22, section 3.3; here every edge counts, also a sentence's edge to itself.
    """
    import numpy as np

    rows = len(position)
    degree = np.asarray(weights @ (weights.T @ np.ones(rows)), dtype=np.float64)
    share = np.divide(1.0, degree, out=np.zeros(rows), where=degree > 0)
    rank = np.full(rows, 1.0 / max(rows, 1))
    for _ in range(STEPS):
        step = (1 - DAMPING) / rows + DAMPING * (weights @ (weights.T @ (rank * share)))
        moved, rank = float(np.abs(step - rank).sum()), step
        if moved < TOLERANCE:
            break
    return scale(rank)


def centroid(weights: Weights, position: Counts) -> Scores:
    """Score by the cosine to the mean of all rows (Radev et al. 2004, IP&M 40(6), without its other features)."""
    import numpy as np

    return scale(np.asarray(weights @ weights.sum(axis=0), dtype=np.float64).ravel())


def lead(weights: Weights, position: Counts) -> Scores:
    """Score by place alone: 1 for the first sentence of an article, 1/2 for the second, 1/3 for the third."""
    import numpy as np

    return scale(1.0 / (1.0 + np.asarray(position, dtype=np.float64)))


Ranker = Callable[["Weights", "Counts"], "Scores"]

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
    gain = LEAD * scale(opening)[article] * np.exp(-position / FADE)
    return np.asarray(np.round(scale(scores + gain), 12), dtype=np.float64)
