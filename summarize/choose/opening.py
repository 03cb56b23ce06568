"""What a choice starts from: the first sentences of the article that tells most of what the others tell.

Takes the pool; returns rows. So a summary begins where an article begins, and what MMR adds stands on something told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from summarize.choose.lede import is_lede
from summarize.choose.pool import Pool
from summarize.score.rankers import newness
from summarize.score.tfidf import with_unit_rows

if TYPE_CHECKING:
    from summarize.records import Scores

# Share of the budget that an opening of several sentences fills at most; its first may take more. Read blind on 24
# clusters of newswire, by two readers each, summaries that start so are marked 0.1 to 0.2 of 5 better; ROUGE-2 recall
# falls by 0.1.
OPENING_SHARE = 0.4
# Of fewer stories, an opening gains enough by its place, see `score.rankers.OPENING_GAIN`: read blind on 34 clusters of
# two to five web pages, summaries that start from one are as good as others.
STORIES_FOR_OPENING = 6
MAX_OPENING = 3  # sentences, so that an essay does not become the summary where others report; by judgement
# What the newest article gains beside the first, in units of its centrality; those between gain by the order of days.
# By judgement: from 0 to 1 ROUGE-2 recall changes by 0.1 points on newswire; read blind, 0.3 was better than 1.
NEWEST_ARTICLE_GAIN = 0.15
DECIMALS = 9  # that centralities are rounded to, so that all machines agree on ties


def opening(pool: Pool) -> list[int]:
    """Return the rows of the opening that a choice starts from; [] of few stories, and where the reader asked or knows.

    It is that of the most central article whose first sentence may open a summary. An article is as central as its
    cosines to those of the other stories are high on average, and as its first sentence is salient; a newer one gains.
    Its sentences follow while they stand alone or behind each other, repeat nothing, and fit OPENING_SHARE of the
    budget. Ties go to the lower row.
    """
    if pool.asked or pool.told or pool.has_remarks or pool.stories < STORIES_FOR_OPENING:
        return []
    by_article = defaultdict[int, list[int]](list)
    for row in pool.rows.tolist():
        by_article[pool.corpus.sentences[row].document].append(row)
    centralities = dict(zip(by_article, centrality(by_article, pool), strict=True))
    ranked = sorted(by_article, key=lambda article: (-centralities[article], article))
    return next(filter(None, (first_sentences(by_article[article], pool) for article in ranked)), [])


def centrality(by_article: Mapping[int, Sequence[int]], pool: Pool) -> Scores:
    """Return how central articles are, (n,), each 0 or more, as `opening` says.

    by_article: the rows of each that may be chosen.
    """
    import numpy as np
    from scipy.sparse import csr_array

    lengths = [len(rows) for rows in by_article.values()]
    rows = np.concatenate([*by_article.values()])
    starts = np.concatenate([[0], np.cumsum(lengths)])
    members = csr_array((np.ones(len(rows)), np.arange(len(rows)), starts))
    articles = with_unit_rows(csr_array(members @ pool.weights[rows]))
    stories, story = np.unique([pool.corpus.copy_groups[article] for article in by_article], return_inverse=True)
    versions = csr_array((1 / np.bincount(story)[story], (story, np.arange(len(story)))), (len(stories), len(story)))
    means = csr_array(versions @ articles)  # (stories, v): of the versions of a story
    own_story: Scores = np.asarray(articles.multiply(means[story]).sum(axis=1)).ravel()
    others = articles @ (means.T @ np.ones(len(stories))) - own_story
    salience = pool.scores[[own[0] for own in by_article.values()]]
    new = newness(pool.corpus.days)[[*by_article]]
    values = np.maximum(others, 0) * salience**2 * (1 + NEWEST_ARTICLE_GAIN * new)
    return np.asarray(np.round(values, DECIMALS), dtype=np.float64)


def first_sentences(rows: Sequence[int], pool: Pool) -> list[int]:
    """Return those of the first sentences of an article that open a summary, [] where its first may not.

    rows: of the article, ascending.
    """
    first = rows[0]
    stays = pool.is_eligible(first) and is_lede(first, pool) and not pool.is_rebutted(first, [])
    if pool.corpus.sentences[first].position or not stays or pool.costs[first] > pool.budget:
        return []
    taken, left = [first], OPENING_SHARE * pool.budget - pool.costs[first]
    for row in rows[1:MAX_OPENING]:
        follows = row == taken[-1] + 1 and (pool.is_eligible(row) or pool.follows(row))
        if not follows or pool.costs[row] > left or pool.is_unwanted(row, taken) or pool.repeats(row, taken):
            break
        taken.append(row)
        left -= pool.costs[row]
    return taken
