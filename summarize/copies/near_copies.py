"""Near-copies of one article are one story."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from summarize.records import Corpus, Sentence
from summarize.text.token_rows import TokenRows, distinct, unique_ranks
from summarize.text.tokens import lower_case, sentence_key

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from summarize.records import Weights

    Numbers = npt.NDArray[np.int64]

SHINGLE = 3  # words; long enough that two reporters seldom write the same one
CONTAINED = 0.5  # of the shorter article's shingles: copies of a wire story share 0.8, other pairs at most 0.25
FEWEST = 12  # shingles an article needs before a part of them can make it a copy
COMMON = 50  # stories; a shingle that more of them have is a turn of phrase and tells nothing
FEW_ENOUGH = 2**63  # `ranks` packs the number of a shingle and its place into one integer below
LOST = "\ufffd"  # put in for a character that could not be read
ECHO = 0.7  # cosine from which on two sentences of one story are one sentence in two house styles


def shingles(articles: TokenRows) -> tuple[Numbers, Numbers]:
    """Return the runs of SHINGLE words of each article, as numbers, each once: the article and the shingle of each."""
    import numpy as np

    row, count = articles.row, max(len(articles.words), 1)
    found = articles.ids[: max(len(row) - SHINGLE + 1, 0)].astype(np.int64)
    for step in range(1, SHINGLE):
        if int(found.max(initial=0)) * count >= FEW_ENOUGH >> len(found).bit_length():
            found = unique_ranks(found)[1]
        found = found * count + articles.ids[step : len(found) + step]
    whole = row[: len(found)] == row[SHINGLE - 1 :]
    numbers = unique_ranks(found[whole])[1]
    most = int(numbers.max(initial=0)) + 1
    article, shingle = np.divmod(distinct(row[: len(found)][whole] * most + numbers), most)
    return article, shingle


def group_copies(articles: Sequence[Sequence[str]]) -> list[int]:
    """Return the story of each article, numbered from 0 by first appearance.

    articles: the words of each, the longest first. An article joins the story that holds most of its shingles, if that
    is CONTAINED of them or more (containment, Broder 1997), so that a copy cut short is still found; ties go to the
    earlier story. An article without words is a story of its own. The cost is linear in the shingles: a story is
    listed once under each, and under no more than COMMON are looked at.
    """
    import numpy as np

    rows = TokenRows.of(articles)
    article, shingle = shingles(rows)
    sizes = np.bincount(article, minlength=len(rows))
    shared = np.bincount(shingle)[shingle] > 1  # what only one article has tells nothing
    article, shingle = article[shared], shingle[shared]
    ends = np.searchsorted(article, np.arange(len(rows) + 1))
    holders = Holders(shingle)
    stories: list[int] = []
    whole: dict[bytes, int] = {}
    new = 0
    for at, size in enumerate(sizes.tolist()):
        words = rows.ids[rows.starts[at] : rows.starts[at + 1]].tobytes()
        own = shingle[ends[at] : ends[at + 1]]
        nearest = holders.holding(own, math.ceil(CONTAINED * size)) if size >= FEWEST else None
        story = whole.get(words, new if nearest is None else nearest)
        stories.append(story)
        if words:
            whole.setdefault(words, story)
        holders.add(own, story, new=story == new)
        new = max(new, story + 1)
    return stories


class Holders:
    """Which stories hold a shingle: at most COMMON of each, side by side in one array."""

    def __init__(self, shingle: Numbers) -> None:
        """Make room for the shingles of all articles, each as often as there are articles that have it."""
        import numpy as np

        room = np.minimum(np.bincount(shingle), COMMON)
        self.ends = np.cumsum(room)
        self.starts = self.ends - room
        self.used = np.zeros(len(room), dtype=np.int64)
        self.stories = np.zeros(int(room.sum()), dtype=np.int64)

    def noted(self, own: Numbers) -> Numbers:
        """Return where the stories of some shingles stand."""
        import numpy as np

        counts = self.used[own]
        before = np.cumsum(counts) - counts
        return np.asarray(np.arange(int(counts.sum())) + np.repeat(self.starts[own] - before, counts))

    def holding(self, own: Numbers, least: int) -> int | None:
        """Return the voice that holds most of some shingles, if it is `least` of them or more.

        Who holds so many holds some of the rarest, too, which few hold: looking there first spares most of the work.
        """
        import numpy as np

        common = least // 2
        if len(own) < least:
            return None
        rare = own[np.argsort(self.used[own], kind="stable")[: len(own) - common]]
        if self.nearest(rare)[1] < least - common:
            return None
        voice, count = self.nearest(own)
        return voice if count >= least else None

    def nearest(self, own: Numbers) -> tuple[int, int]:
        """Return the story that holds most of some shingles, the lowest of several, and how many; none holds 0."""
        import numpy as np

        stories = np.sort(self.stories[self.noted(own)])
        if not len(stories):
            return 0, 0
        edges = np.flatnonzero(stories[1:] != stories[:-1]) + 1
        edges = np.concatenate([[0], edges, [len(stories)]])
        counts = edges[1:] - edges[:-1]
        best = int(counts.argmax())
        return int(stories[edges[best]]), int(counts[best])

    def add(self, own: Numbers, story: int, *, new: bool) -> None:
        """Note that a story holds some shingles, where there is room and, if it is not new, it is not noted yet."""
        import numpy as np

        if not new:
            held = np.repeat(own, self.used[own])[self.stories[self.noted(own)] == story]
            own = np.setdiff1d(own, held, assume_unique=True)
        free = own[self.starts[own] + self.used[own] < self.ends[own]]
        self.stories[self.starts[free] + self.used[free]] = story
        self.used[free] += 1


def identical_sentences(corpus: Corpus) -> Numbers:
    """Return for each row, (n,), the first row that it equals in letters and digits.

    Sentences are read only where others have as many of each letter.
    """
    import numpy as np

    same, first = np.arange(len(corpus.sentences)), dict[str, int]()
    _, group, counts = np.unique(letter_sums(TokenRows.of(corpus.tokens)), return_inverse=True, return_counts=True)
    for row in np.flatnonzero(counts[group] > 1).tolist():
        same[row] = first.setdefault(sentence_key(corpus.sentences[row].text), row)
    return same


def letter_sums(rows: TokenRows) -> npt.NDArray[np.uint64]:
    """Return a number for each row, (n,): rows of one `key` have the same, and few others do.

    It is a sum over letters and digits, so that it is the same wherever words are parted, and in whatever order.
    """
    import numpy as np

    sums = [sum(map(letter_number, lower_case(word).casefold())) % 2**64 for word in rows.words]
    running = np.cumsum(np.array(sums, dtype=np.uint64)[rows.ids], dtype=np.uint64)
    return np.diff(np.concatenate([np.zeros(1, dtype=np.uint64), running])[rows.starts])


@cache
def letter_number(letter: str) -> int:
    """Return a number for a letter or digit, such that few sums of them are equal by chance; 0 for other signs."""
    return pow(ord(letter), 7, 2**61 - 1) if letter.isalnum() else 0


def first_occurrences(corpus: Corpus, same: Numbers | None = None) -> npt.NDArray[np.bool_]:
    """Mark the rows, (n,) bool, that no earlier sentence of the same story equals; same: what `alike` returns."""
    import numpy as np

    first = np.zeros(len(corpus.sentences), dtype=bool)
    story = np.array([corpus.stories[sentence.document] for sentence in corpus.sentences], dtype=int)
    first[
        np.unique(story * len(first) + (identical_sentences(corpus) if same is None else same), return_index=True)[1]
    ] = True
    return first


def drop_near_repeats(
    weights: Weights, first: npt.NDArray[np.bool_], sentences: Sequence[Sentence], stories: Sequence[int]
) -> npt.NDArray[np.bool_]:
    """Unmark, in a copy of `first`, rows that tell again what an earlier article of the same story tells.

    weights: (n, v) rows of unit L2 norm. Articles are compared in row order, each with the rows kept before it, so a
    story printed a hundred times costs a hundred comparisons with one story. Those that lost characters come last.
    """
    import numpy as np

    kept = first.copy()
    told: dict[int, list[int]] = {}  # by story: its rows so far
    grouped = groupby(np.flatnonzero(first).tolist(), key=lambda row: sentences[row].document)
    articles = [(article, list(group)) for article, group in grouped]
    articles.sort(key=lambda one: any(LOST in sentences[row].text for row in one[1]))
    for article, rows in articles:
        before = told.setdefault(stories[article], [])
        if before:
            nearest = (weights[rows] @ weights[before].T).max(axis=1).toarray().ravel()
            kept[[row for row, cosine in zip(rows, nearest, strict=True) if cosine >= ECHO]] = False
        before += [row for row in rows if kept[row]]
    return kept


def group_voices(stories: Sequence[int], outlets: Sequence[str | None]) -> list[int]:
    """Return the voice of each article, from 0: the pages of one outlet are one voice, as are the copies of one story.

    stories: of each article, copies share one. outlets: who published each, where known; case and white space do not
    count. A story that several outlets carry is nobody's own: it is a voice beside those of their other pages.
    """
    named = [" ".join((outlet or "").casefold().split()) for outlet in outlets]
    carriers: defaultdict[int, set[str]] = defaultdict(set)
    for story, outlet in zip(stories, named, strict=True):
        carriers[story] |= {outlet} - {""}
    owners: dict[int, str | int] = {story: next(iter(by)) if len(by) == 1 else story for story, by in carriers.items()}
    number: dict[str | int, int] = {}
    return [number.setdefault(owners[story], len(number)) for story in stories]
