"""Near-copies of one story become one voice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarize.records import Sentence
from summarize.words import key

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from summarize.rank import Weights

SHINGLE = 3  # words; long enough that two reporters seldom write the same one
CONTAINED = 0.5  # of the shorter article's shingles: copies of a wire story share 0.8, other pairs at most 0.25
FEWEST = 12  # shingles an article needs before it can be called a copy
ECHO = 0.7  # cosine from which on two sentences of one voice are one sentence in two house styles


def shingles(words: Sequence[str]) -> list[str]:
    """Return the runs of SHINGLE words of an article."""
    return [" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)]


def collapse(articles: Sequence[Sequence[str]]) -> list[int]:
    """Return the voice of each article, numbered from 0 by first appearance.

    articles: the words of each. Two are one voice when the shorter shares CONTAINED of its distinct shingles with the
    longer (containment, Broder 1997), so that a copy cut short is still found; chains of copies join. Only shingles
    that occur in more than one article are multiplied, so the cost follows what is shared.
    """
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components
    from sklearn.feature_extraction.text import CountVectorizer

    sizes = np.array([len(set(shingles(words))) for words in articles])
    if len(articles) < 2 or sizes.max() < FEWEST:
        return list(range(len(articles)))
    held = CountVectorizer(analyzer=shingles, binary=True, dtype=np.int64).fit_transform(articles)
    held = held[:, np.asarray(held.sum(axis=0)).ravel() > 1]
    shared = coo_array(held @ held.T)
    shorter = np.minimum(sizes[shared.row], sizes[shared.col])
    copies = (shared.data >= CONTAINED * shorter) & (shorter >= FEWEST)
    links = coo_array((shared.data[copies], (shared.row[copies], shared.col[copies])), shape=shared.shape)
    return [int(voice) for voice in connected_components(links, directed=False)[1]]


def first_tellings(sentences: Sequence[Sentence], voices: Sequence[int]) -> npt.NDArray[np.bool_]:
    """Mark the rows, (n,) bool, that no earlier sentence of the same voice equals in letters and digits."""
    import numpy as np

    seen: set[tuple[int, str]] = set()
    first = []
    for sentence in sentences:
        told = (voices[sentence.document], key(sentence.text))
        first.append(told not in seen)
        seen.add(told)
    return np.array(first, dtype=bool)


def drop_echoes(
    weights: Weights, first: npt.NDArray[np.bool_], sentences: Sequence[Sentence], voices: Sequence[int]
) -> npt.NDArray[np.bool_]:
    """Unmark, in a copy of `first`, rows that tell again what an earlier article of the same voice tells.

    weights: (n, v) rows of unit L2 norm. Articles are compared in row order, each with the rows kept before it, so a
    story printed a hundred times costs a hundred comparisons with one story.
    """
    import numpy as np

    kept = first.copy()
    document = np.array([sentence.document for sentence in sentences])
    voice = np.array([voices[at] for at in document])
    for one in np.flatnonzero(np.bincount([voices[at] for at in set(document.tolist())]) > 1):
        for copy in np.unique(document[voice == one])[1:]:
            rows = np.flatnonzero(kept & (document == copy))
            before = np.flatnonzero(kept & (voice == one) & (document < copy))
            nearest = (weights[rows] @ weights[before].T).max(axis=1).toarray().ravel()
            kept[rows[nearest >= ECHO]] = False
    return kept
