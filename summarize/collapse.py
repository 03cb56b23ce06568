"""Near-copies of one story become one voice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from summarize.records import Sentence
from summarize.words import key

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from summarize.rank import Weights

SHINGLE = 3  # words; long enough that two reporters seldom write the same one
CONTAINED = 0.5  # of the shorter article's shingles: copies of a wire story share 0.8, other pairs at most 0.25
FEWEST = 12  # shingles an article needs before a part of them can make it a copy
COMMON = 50  # voices; a shingle that more of them have is a turn of phrase and tells nothing
ECHO = 0.7  # cosine from which on two sentences of one voice are one sentence in two house styles


def shingles(words: Sequence[str]) -> set[str]:
    """Return the runs of SHINGLE words of an article."""
    return {" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}


def collapse(articles: Sequence[Sequence[str]]) -> list[int]:
    """Return the voice of each article, numbered from 0 by first appearance.

    articles: the words of each, the longest first. An article joins the voice that holds most of its shingles, if that
    is CONTAINED of them or more (containment, Broder 1997), so that a copy cut short is still found; ties go to the
    earlier voice. An article without words is a voice of its own. The cost is linear in the shingles: a voice is
    listed once under each, and under no more than COMMON are looked at.
    """
    voices: list[int] = []
    whole: dict[tuple[str, ...], int] = {}
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for words in articles:
        own = shingles(words)
        shared = Counter(voice for shingle in own for voice in holders.get(shingle, ()))
        nearest = min(shared, key=lambda voice: (-shared[voice], voice), default=-1)
        copied = len(own) >= FEWEST and shared[nearest] >= CONTAINED * len(own)
        voice = whole.get(tuple(words), nearest if copied else max(voices, default=-1) + 1)
        voices.append(voice)
        if words:
            whole.setdefault(tuple(words), voice)
        for shingle in own:
            if len(holders[shingle]) < COMMON and voice not in holders[shingle]:
                holders[shingle].append(voice)
    return voices


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
    told: dict[int, list[int]] = {}  # by voice: its rows so far
    for article, group in groupby(np.flatnonzero(first).tolist(), key=lambda row: sentences[row].document):
        rows = list(group)
        before = told.setdefault(voices[article], [])
        if before:
            nearest = (weights[rows] @ weights[before].T).max(axis=1).toarray().ravel()
            kept[[row for row, cosine in zip(rows, nearest, strict=True) if cosine >= ECHO]] = False
        before += [row for row in rows if kept[row]]
    return kept
