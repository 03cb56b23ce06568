"""Rankers: how much each sentence says of what all the articles say.

All rankers have one signature, so that a new one is a function and a line in `RANKERS`:

    ranker(weights, position, article) -> scores

    weights   (n, v)  TF-IDF rows of unit L2 norm or zero, so that a dot product is a cosine
    position  (n,)    place of each sentence in its article, from 0
    article   (n,)    number of the article of each sentence, ascending
    scores    (n,)    float64 in [0, 1] with a maximum of 1, or all 0 when nothing can be told from the input;
                      comparable within one call only

`salience` turns the scores of a ranker into those that sentences are chosen by.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from summarize.text.token_rows import first_of_equal

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from scipy.sparse import csc_array

    from summarize.records import Counts, Scores, Weights

# Probability that the random surfer follows an edge and does not restart, as in PageRank. Other values from 0.7 to 0.95
# were not better on the published sets of docs/results.md and the clusters in benchmarks/.
DAMPING = 0.85
MAX_STEPS = 200  # of the power iteration; an error shrinks by DAMPING a step, and 0.85 ** 200 is below 1e-14
TOLERANCE = 1e-12  # sum of absolute changes in a step; below it the iteration ends
MAX_BUILT = 100  # sentences up to which the graph is built and solved: in the time of a few steps, and in 80 kB
MIN_DEGREE = 1e-9  # a degree of no more is rounding error: the sentence has no edge

# What an edge within a long article counts; one between articles counts 1. That an author says a thing twice is little
# evidence of its weight. Chosen together with the lengths below: ROUGE-2 recall rises by 0.9 points on AllSides
# round-ups, 0.1 on Opinosis reviews, 1 to 2 on the clusters in benchmarks/ at 200 words, and stays elsewhere.
SAME_ARTICLE_EDGE = 0.5
SHORT_ARTICLE = 3  # sentences in an article, on average over the cluster; articles so short do not repeat themselves
LONG_ARTICLE = 6  # the same; articles so long do

# The score of an article's first sentence is multiplied by 1 + OPENING_GAIN / stories ** 2; the gain falls to 1/e
# within OPENING_DECAY sentences. News says the main thing first: three articles all open with it, of ten most open with
# a side of it. Set on newswire (10 articles), Multi-News and Vietnamese news (3), and the clusters in benchmarks/ (8).
OPENING_GAIN = 9.0
OPENING_DECAY = 5.0
# What sentences of the newest article gain beside those of the first; the days between gain by their order. Two
# readers, blind, marked 16 summaries of newswire 0.3 of 5 better with it and a smaller change of openings. ROUGE-2
# recall falls by 0.1 points on newswire, with 0.2 by 0.5; on daily updates by 0.5, where it is left out.
NEWEST_GAIN = 0.1
MIN_STORIES = 2  # of a lone article the opening gains as much as of two; by judgement

# How salience and relevance to a query count against each other. Set on the 48 questions of benchmarks/clusters: 41 are
# answered in 100 words; with 0.5 and 1 as many, by fewer of the sentences.
SALIENCE_POWER, RELEVANCE_POWER = 0.8, 1.5

DECIMALS = 12  # that scores are rounded to, so that all machines agree on ties


def lexrank(weights: Weights, position: Counts, article: Counts) -> Scores:
    """Score by continuous LexRank: the stationary distribution of a random surfer on the graph of cosines.

    With A the edges of `built_graph`, g = A1 their degrees, r the uniform distribution and d the damping, it is
    p = (1 - d) r + d A (p / g). Up to MAX_BUILT sentences A is built, and that is solved; for more it is iterated, from
    p = r on, where a step is linear in the non-zeros of the rows. A sentence without an edge is reached by restarts
    only.

    Erkan & Radev (2004), JAIR 22, section 3.3, but without a threshold: every cosine is an edge.
    """
    import numpy as np

    count = len(position)
    restart = np.full(count, 1.0 / max(count, 1))
    if count <= MAX_BUILT:
        edges = built_graph(weights, article)
        steps = np.eye(count) - DAMPING * edges * inverse_degree(edges.sum(axis=1))
        return scale(np.asarray(np.linalg.solve(steps, (1 - DAMPING) * restart), dtype=np.float64))
    along_edges = cosine_graph(weights, article)
    inverse, rank = inverse_degree(along_edges(np.ones(count))), restart
    for _ in range(MAX_STEPS):
        step = (1 - DAMPING) * restart + DAMPING * along_edges(rank * inverse)
        change, rank = float(np.abs(step - rank).sum()), step
        if change < TOLERANCE:
            break
    return scale(rank)


def inverse_degree(degree: Scores) -> Scores:
    """Return the inverse of each degree, 0 where there is no edge; degree: (n,)."""
    import numpy as np

    return np.divide(1.0, degree, out=np.zeros(len(degree)), where=degree > MIN_DEGREE)


def centroid(weights: Weights, position: Counts, article: Counts) -> Scores:
    """Score by the cosine to the mean of all rows.

    Radev et al. (2004), IP&M 40(6), without its other features.
    """
    import numpy as np

    return scale(np.asarray(weights @ (weights.T @ np.ones(len(position))), dtype=np.float64))


def lead(weights: Weights, position: Counts, article: Counts) -> Scores:
    """Score by position: 1 for the first sentence of an article, 1/2 for the second, 1/3 for the third.

    >>> import numpy as np
    >>> lead(np.zeros((3, 1)), np.array([0, 1, 2]), np.array([0, 0, 0])).round(2).tolist()
    [1.0, 0.5, 0.33]
    """
    import numpy as np

    return scale(1.0 / (1.0 + np.asarray(position, dtype=np.float64)))


Ranker = Callable[["Weights", "Counts", "Counts"], "Scores"]

RANKERS: dict[str, Ranker] = {"lexrank": lexrank, "centroid": centroid, "lead": lead}


def salience(scores: Scores, position: Counts, stories: int, new: Scores | float = 0.0) -> Scores:
    """Return the scores of a ranker times what openings and new articles gain, (n,) in [0, 1] with a maximum of 1.

    scores, position: (n,) each, as in the contract of rankers. stories: how many there are, copies counted once. new:
    (n,), the `newness` of the article of each sentence; 0 where all days count alike.
    """
    import numpy as np

    gain = OPENING_GAIN / max(stories, MIN_STORIES) ** 2 * np.exp(-position / OPENING_DECAY)
    return np.asarray(np.round(scale(scores * (1 + gain) * (1 + NEWEST_GAIN * new)), DECIMALS), dtype=np.float64)


def newness(days: Sequence[str | None]) -> Scores:
    """Return how new articles are beside the others, (n,) in [0, 1]: the place of their day in the order of days.

    days: of each article, YYYY-MM-DD or None. It is 0 where no day is known, and where all are of one.

    >>> newness(["2020-03-01", "2020-03-02", None, "2020-03-09"]).tolist()
    [0.0, 0.5, 0.0, 1.0]
    """
    import numpy as np

    order = {day: place for place, day in enumerate(sorted({day for day in days if day}))}
    last = max(len(order) - 1, 1)
    return np.array([order[day] / last if day else 0.0 for day in days])


def combine_with_query(scores: Scores, relevance: Scores) -> Scores:
    """Return salience times relevance, each to a power, (n,) in [0, 1] with a maximum of 1, or all 0.

    scores: (n,) from `salience`. relevance: (n,) in [0, 1] to a query. A sentence has to matter to the query and in
    the articles.
    """
    import numpy as np

    product = scores**SALIENCE_POWER * relevance**RELEVANCE_POWER
    return np.asarray(np.round(scale(product), DECIMALS), dtype=np.float64)


def scale(scores: Scores) -> Scores:
    """Return scores divided by their maximum; all zeros stay zeros.

    >>> import numpy as np
    >>> scale(np.array([1.0, 4.0])).tolist(), scale(np.zeros(2)).tolist()
    ([0.25, 1.0], [0.0, 0.0])
    """
    import numpy as np

    highest = float(scores.max(initial=0.0))
    return np.asarray(scores / highest if highest > 0 else scores, dtype=np.float64)


def built_graph(weights: Weights, article: Counts) -> npt.NDArray[np.float64]:
    """Return the edges A between sentences, (n, n).

    weights: (n, v) rows of unit L2 norm or zero. article: (n,), ascending. An edge is the cosine of two rows times a
    factor, which is 1 between articles. Where articles have LONG_ARTICLE sentences or more, on average, it is
    SAME_ARTICLE_EDGE within an article and from a sentence to itself. Where they have SHORT_ARTICLE or fewer, it is 1
    within an article and 0 from a sentence to itself. In between it is interpolated.

    That edges between articles say more than those within: Wan & Yang (2006), NAACL short papers.
    """
    import numpy as np

    long, cosines = share_of_long(article), (weights @ weights.T).toarray()
    within = (1 - SAME_ARTICLE_EDGE) * long * cosines * (article[:, None] == article)
    return np.asarray(cosines - within - (1 - long) * np.diag(np.diag(cosines)), dtype=np.float64)


def cosine_graph(weights: Weights, article: Counts) -> Callable[[Scores], Scores]:
    """Return the function that multiplies the edges of `built_graph` by a vector, without building them.

    weights, article: as there. The time of a call is linear in the non-zeros of the rows.
    """
    import numpy as np

    long, weights_transposed = share_of_long(article), weights.T
    same_article = columns_by_article(weights, article)
    same_article_transposed = same_article.T
    squared_norms = np.asarray(weights.multiply(weights).sum(axis=1), dtype=np.float64).ravel()
    within, itself = (1 - SAME_ARTICLE_EDGE) * long, (1 - long) * squared_norms  # what is taken off the cosines

    def along_edges(values: Scores) -> Scores:
        discount = within * (same_article @ (same_article_transposed @ values)) + itself * values
        return np.asarray(weights @ (weights_transposed @ values) - discount, dtype=np.float64)

    return along_edges


def share_of_long(article: Counts) -> float:
    """Return how far articles are long, in [0, 1]: 0 for SHORT_ARTICLE sentences on average, 1 for LONG_ARTICLE."""
    import numpy as np

    length = len(article) / max(int(np.count_nonzero(first_of_equal(article))), 1)
    return min(1.0, max(0.0, (length - SHORT_ARTICLE) / (LONG_ARTICLE - SHORT_ARTICLE)))


def columns_by_article(weights: Weights, article: Counts) -> csc_array[np.float64]:
    """Return the rows with a column of its own for each term in each article, (n, w); w is at most the non-zeros.

    The product of two such rows is their cosine within an article and 0 between articles.
    """
    import numpy as np
    from scipy.sparse import csc_array

    columns = weights.tocsc()
    term = np.repeat(np.arange(weights.shape[1]), np.diff(columns.indptr))
    article_of_cell = article[columns.indices]
    starts = np.ones(columns.nnz, dtype=bool)
    starts[1:] = (term[1:] != term[:-1]) | (article_of_cell[1:] != article_of_cell[:-1])
    bounds = np.append(np.flatnonzero(starts), columns.nnz)
    return csc_array((columns.data, columns.indices, bounds), shape=(weights.shape[0], len(bounds) - 1))
