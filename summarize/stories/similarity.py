"""How near articles are to one another: a sparse matrix, made without ever comparing all pairs.

Two articles are near when their words are, with their names and without, and when they have the same neighbours. What
shares a town alone has other words: its fire, and its chess club. Two earthquakes have the same words, but each stands
among its own kind (shared nearest neighbours: Jarvis & Patrick 1973, IEEE Trans. Computers C-22(11); here with cosines
instead of counts).

The numbers below were chosen for B-cubed F1 on the 771 articles of ECB+, which has two stories of one kind in each of
33 topics, and looked at on mixed news clusters in English, Portuguese and Vietnamese.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from summarize.score.tfidf import tfidf, with_unit_rows
from summarize.stories.templates import Title, other_issue

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_array

    from summarize.records import Flags, Rows, Scores, Weights
    from summarize.text.token_rows import Numbers, TokenRows

    Similarities = csr_array[np.float64]  # (n, n) symmetric, in [0, 1], a row for each article

NEIGHBOURS = 8  # of an article, at most: F1 on ECB+ .940 with 6, .931 with 8, .920 with 10, .875 with 20
# Share of the cosine to the nearest neighbour that another must reach, so that an article of a small story has few. F1
# on small folders of two stories and of eight, before names were weighed: .88 and .83 with .5, .90 and .86 with .7.
NEIGHBOUR_SHARE = 0.7
# Factor on the weights of names where they stand beside all words once more. F1 on ECB+, small folders of two stories
# and of eight, newswire, round-ups of a paragraph: .940, .91, .87, .85, .84 with 1.7, .941, .92, .87, .85, .82 with
# 2.2; without, with the share and the bar of before: .938, .88, .83, .79, .89.
NAMES = 1.7
# Articles without any of its names beside which a name is weighed. F1 on folders of one newswire topic is .75 with 10,
# .77 with 20, .80 with 40; on small folders of short articles, on which it was set, .97, .95, .91.
ABSENT = 20
# Days between two dated articles at which their similarity counts half, and from which on it counts nothing. F1 on
# newswire .85 with 730, .83 with 365; on ECB+, of which a third is dated, .940 with both.
HALF_DAYS, MAX_DAYS = 730, 1095
# Words that two articles share, names left out, at which their similarity counts half: in articles of two sentences a
# cosine of .2 is a word or two. F1 on ECB+ is .941 without, .937 with it and a lower bar, .927 with 2; on newswire and
# web news .867, .874, .866; on small folders of short articles, on which it was set, .95, .98, .99.
HALF_COMMON = 1
BIGRAM_WEIGHT = 0.6  # of a unigram's weight
# By judgement, so that the search stays linear:
KEY_TERMS = 40  # of an article, its heaviest: candidates for neighbours share one of them
MAX_HOLDERS = 400  # articles that have a term, for it to be a key term
CANDIDATES = 40  # articles that share the weightiest key terms with one, whose cosines are computed
BATCH = 1_000  # articles that are compared with all others at once: some ten megabytes
PAIRS = 20_000  # pairs whose cosines are computed at once: some hundred megabytes


class Dividers(NamedTuple):
    """What forbids two articles to be of one story, whatever their words; each is of length n."""

    language: Numbers  # articles in different languages are not compared
    day: Numbers  # of publication, counted from any day; negative where it is not known
    template: Numbers  # the form of the title, with its outlet; -1 for a title of no form
    titles: Sequence[Title]


def similarities(stems: TokenRows, names: Collection[str], dividers: Dividers) -> Similarities:
    """Return how near articles are, (n, n); pairs that have no neighbour in common are left out.

    stems: the content stems of each article. names: the stems that are of names. A value is the geometric mean of two
    cosines, that of the neighbours of both articles, and that of their words with names or without, whichever is less.
    It fades with the days between them, and where few words are shared that are no names (significance weighting:
    Herlocker, Konstan, Borchers & Riedl 1999, SIGIR). The cost is linear in the articles.
    """
    import numpy as np
    from scipy.sparse import csr_array

    weights, nameless = weighed(stems, names)
    neighbours = with_unit_rows(nearest(weights, dividers))
    shared = csr_array(neighbours @ neighbours.T)
    left, right = pairs_of(shared)
    shared.data *= np.minimum(cosines(weights, left, right), cosines(nameless, left, right))
    shared.data = np.sqrt(np.clip(shared.data, 0, 1))
    common = counts_of_common(nameless, left, right)
    shared.data *= common / (common + HALF_COMMON)
    shared.data *= fading(dividers, left, right)
    shared.data[other_language(dividers, left, right) | other_issues(dividers, left, right)] = 0
    shared.eliminate_zeros()
    return shared


def weighed(stems: TokenRows, names: Collection[str]) -> tuple[Weights, Weights]:
    """Return the TF-IDF rows of articles: their words, and their names once more; and their words without names.

    Both are (n, v) of unit L2 norm or zero, each with its own v. Beside the words a name is as rare as it would be
    beside ABSENT more articles that have none of these names. In a large folder that is no difference; in a small one,
    where no word is rare, it is what makes names weigh more than words.
    """
    import numpy as np
    from scipy.sparse import csr_array, hstack

    basis = np.ones(len(stems), dtype=bool)
    words, named = tfidf(stems, basis, BIGRAM_WEIGHT), tfidf(stems, basis, 0.0)
    terms = sorted(stems.words[index] for index in np.unique(stems.ids).tolist())  # of the columns of `named`
    is_name = np.array([term in names for term in terms] or [False])
    nameless = named.copy()
    nameless.data *= ~is_name[nameless.indices]
    nameless.eliminate_zeros()
    holders = np.bincount(named.indices, minlength=named.shape[1])
    usual, rare = np.log((1 + len(stems)) / (1 + holders)) + 1, np.log((1 + len(stems) + ABSENT) / (1 + holders))
    named.data *= (NAMES * is_name * rare / usual)[named.indices]
    named.eliminate_zeros()
    return with_unit_rows(csr_array(hstack([words, named], format="csr"))), with_unit_rows(nameless)


def nearest(weights: Weights, dividers: Dividers) -> Similarities:
    """Return the cosine of each article to itself and to its neighbours; 0 to all others.

    weights: (n, v) TF-IDF rows of unit L2 norm or zero. Ties go to the earlier article.
    """
    import numpy as np
    from scipy.sparse import csr_array

    count, keys = weights.shape[0], key_terms(weights)
    parts = [nearest_of(start, min(start + BATCH, count), weights, keys, dividers) for start in range(0, count, BATCH)]
    left, right, value = (np.concatenate(column) for column in zip(*parts, strict=True))
    own = np.arange(count)
    cells = (np.concatenate([value, np.ones(count)]), (np.concatenate([left, own]), np.concatenate([right, own])))
    return csr_array(cells, shape=(count, count))


def nearest_of(start: int, stop: int, weights: Weights, keys: Weights, dividers: Dividers) -> tuple[Rows, Rows, Scores]:
    """Return the pairs of the articles from `start` to `stop` and their neighbours, and their cosines, (m,) each."""
    import numpy as np
    from scipy.sparse import csr_array

    product = csr_array(keys[start:stop] @ keys.T)
    left, right = pairs_of(product)
    left += start
    allowed = ~other_language(dividers, left, right) & (left != right)
    left, right, value = left[allowed], right[allowed], product.data[allowed]
    best = heaviest(left, value, CANDIDATES)
    left, right = left[best], right[best]
    own = ~other_issues(dividers, left, right)
    left, right = left[own], right[own]
    value = cosines(weights, left, right)
    best = heaviest(left, value, NEIGHBOURS)
    left, right, value = left[best], right[best], value[best]
    top = np.zeros(stop)
    np.maximum.at(top, left, value)
    near = value >= NEIGHBOUR_SHARE * top[left]
    return left[near], right[near], value[near]


def key_terms(weights: Weights) -> Weights:
    """Return the rows with nothing left but their KEY_TERMS heaviest terms that 2 to MAX_HOLDERS articles have.

    weights: (n, v) TF-IDF rows. The result has the same shape; of equal weights the earlier columns are kept.
    """
    import numpy as np
    from scipy.sparse import csr_array

    holders = np.bincount(weights.indices, minlength=weights.shape[1])
    row, column = pairs_of(weights)
    telling = (holders[column] > 1) & (holders[column] <= MAX_HOLDERS)
    row, column, value = row[telling], column[telling], weights.data[telling]
    best = heaviest(row, value, KEY_TERMS)
    return csr_array((value[best], (row[best], column[best])), shape=weights.shape)


def pairs_of(matrix: Weights) -> tuple[Rows, Rows]:
    """Return the row and the column of each stored cell, in the order of `matrix.data`.

    matrix: (n, v) in rows, with m cells. Both results are (m,).
    """
    import numpy as np

    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr)), matrix.indices.astype(np.int64)


def heaviest(row: Rows, value: Scores, count: int) -> Rows:
    """Return the indices of the `count` greatest values of each row, ascending; ties go to the earlier index.

    row: (m,) ascending. value: (m,). The time is linear in m: nothing is sorted but what is kept.

    >>> import numpy as np
    >>> heaviest(np.array([0, 0, 0, 1]), np.array([0.5, 0.9, 0.5, 0.1]), 2).tolist()
    [0, 1, 3]
    """
    import numpy as np

    bounds = [*np.flatnonzero(np.diff(row, prepend=-1)).tolist(), len(row)]
    kept = [np.zeros(0, dtype=np.int64)]
    for start, end in pairwise(bounds):
        own = value[start:end]
        if len(own) > count:
            least = np.partition(own, len(own) - count)[len(own) - count]
            above = np.flatnonzero(own > least)
            equal = np.flatnonzero(own == least)[: count - len(above)]
            kept.append(start + np.sort(np.concatenate([above, equal])))
        else:
            kept.append(np.arange(start, end))
    return np.concatenate(kept)


def cosines(weights: Weights, left: Rows, right: Rows) -> Scores:
    """Return the cosine of each pair of articles, (m,); left, right: (m,) row numbers."""
    import numpy as np

    values = np.zeros(len(left))
    for start in range(0, len(left), PAIRS):
        pairs = slice(start, start + PAIRS)
        values[pairs] = weights[left[pairs]].multiply(weights[right[pairs]]).sum(axis=1)
    return values


def counts_of_common(weights: Weights, left: Rows, right: Rows) -> Scores:
    """Return how many terms both articles of each pair have, (m,); left, right: (m,) row numbers."""
    import numpy as np

    ones = weights.copy()
    ones.data = np.ones(len(ones.data))
    return cosines(ones, left, right)


def other_language(dividers: Dividers, left: Rows, right: Rows) -> Flags:
    """Whether the articles of each pair, (m,), are in different languages."""
    import numpy as np

    return np.asarray(dividers.language[left] != dividers.language[right])


def fading(dividers: Dividers, left: Rows, right: Rows) -> Scores:
    """Return by what the similarity of each pair is multiplied, (m,): 1 for one day, 1/2 for HALF_DAYS between them."""
    import numpy as np

    day = dividers.day
    days = np.where((day[left] < 0) | (day[right] < 0), 0, np.abs(day[left] - day[right]))
    return np.where(days > MAX_DAYS, 0.0, 1 / (1 + (days / HALF_DAYS) ** 2))


def other_issues(dividers: Dividers, left: Rows, right: Rows) -> Flags:
    """Whether the titles of each pair, (m,), have one form that is filled for different stories."""
    import numpy as np

    one_form = (dividers.template[left] == dividers.template[right]) & (dividers.template[left] >= 0)
    for pair in np.flatnonzero(one_form).tolist():
        one_form[pair] = other_issue(dividers.titles[left[pair]], dividers.titles[right[pair]])
    return np.asarray(one_form)
