"""Articles to groups: which of them are copies of one text, and which speak with an independent voice."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarize.text.token_rows import TokenRows, distinct, unique_ranks

if TYPE_CHECKING:
    from summarize.text.token_rows import Numbers

SHINGLE_LENGTH = 3  # words; long enough that two reporters seldom write the same ones
# Share of an article's shingles that a group must hold. In the seeds and the eight clusters of benchmarks/clusters,
# an article and its copy share 0.84 to 0.97 of the shorter one's, any other two articles at most 0.24.
MIN_CONTAINED = 0.5
MIN_SHINGLES = 12  # of an article, before a part of them can make it a copy; by judgement
MAX_HOLDERS = 50  # groups; a shingle that more of them hold is a turn of phrase and tells nothing; by judgement
INT64_BOUND = 2**63


def group_copies(articles: Sequence[Sequence[str]]) -> list[int]:
    """Return the group of each article, (n,), numbered from 0 by first appearance.

    articles: the words of each, the longest article first. An article joins the group that holds most of its
    shingles, if that is at least MIN_CONTAINED of them (containment, Broder 1997), so that a copy cut short is still
    found; ties go to the earlier group. With fewer than MIN_SHINGLES it joins only the group of the very same article,
    and without words none. The cost is linear in the shingles: each lists no more than MAX_HOLDERS groups.
    """
    import numpy as np

    rows = TokenRows.of(articles)
    article, shingle = shingles(rows)
    sizes = np.bincount(article, minlength=len(rows))
    shared = np.bincount(shingle)[shingle] > 1  # a shingle of one article makes no copy
    article, shingle = article[shared], shingle[shared]
    ends = np.searchsorted(article, np.arange(len(rows) + 1))
    index = ShingleIndex(shingle)
    groups: list[int] = []
    group_of_text: dict[bytes, int] = {}
    next_group = 0
    for row, size in enumerate(sizes.tolist()):
        text = rows.ids[rows.starts[row] : rows.starts[row + 1]].tobytes()
        own = shingle[ends[row] : ends[row + 1]]
        nearest = index.group_with(own, math.ceil(MIN_CONTAINED * size)) if size >= MIN_SHINGLES else None
        group = group_of_text.get(text, next_group if nearest is None else nearest)
        groups.append(group)
        if text:
            group_of_text.setdefault(text, group)
        index.add(own, group, new=group == next_group)
        next_group = max(next_group, group + 1)
    return groups


def shingles(articles: TokenRows) -> tuple[Numbers, Numbers]:
    """Return the shingles of all articles as two arrays, (m,) each: the article and the number of the shingle.

    A shingle is a run of SHINGLE_LENGTH words in one article. Equal shingles have equal numbers, from 0. An article has
    each of its shingles once. Both arrays are sorted by article, then by number.
    """
    import numpy as np

    row, count = articles.row, max(len(articles.words), 1)
    runs = articles.ids[: max(len(row) - SHINGLE_LENGTH + 1, 0)].astype(np.int64)  # a number for each run of words
    for step in range(1, SHINGLE_LENGTH):
        if int(runs.max(initial=0)) * count >= INT64_BOUND >> len(runs).bit_length():
            runs = unique_ranks(runs)[1]  # small enough again to be packed with an index by the next call
        runs = runs * count + articles.ids[step : len(runs) + step]
    in_one_article = row[: len(runs)] == row[SHINGLE_LENGTH - 1 :]
    numbers = unique_ranks(runs[in_one_article])[1]
    total = int(numbers.max(initial=0)) + 1
    article, shingle = np.divmod(distinct(row[: len(runs)][in_one_article] * total + numbers), total)
    return article, shingle


class ShingleIndex:
    """An inverted index from shingles to the groups that hold them, at most MAX_HOLDERS under each.

    The groups of all shingles lie side by side in one array; those of shingle s are
    `groups[starts[s] : starts[s] + used[s]]`.
    """

    def __init__(self, shingle: Numbers) -> None:
        """Make room; shingle: those of all articles, each as often as there are articles that have it."""
        import numpy as np

        room = np.minimum(np.bincount(shingle), MAX_HOLDERS)
        self.ends = np.cumsum(room)
        self.starts = self.ends - room
        self.used = np.zeros(len(room), dtype=np.int64)
        self.groups = np.zeros(int(room.sum()), dtype=np.int64)

    def group_with(self, own: Numbers, needed: int) -> int | None:
        """Return the group that holds most of an article's shingles, or None if none holds `needed` of them.

        A group that holds so many also holds some of the rarest, which few groups hold: a look at these comes first
        and spares most of the work.
        """
        import numpy as np

        common = needed // 2
        if len(own) < needed:
            return None
        used = self.used[own]
        if np.count_nonzero(used) < needed:
            return None
        rarest = own[np.argsort(used, kind="stable")[: len(own) - common]]
        if self.nearest(rarest)[1] < needed - common:
            return None
        group, count = self.nearest(own)
        return group if count >= needed else None

    def nearest(self, own: Numbers) -> tuple[int, int]:
        """Return the group that holds most of some shingles, and how many; ties go to the earlier, none gives 0, 0.

        own: (m,) the shingles of an article, each once. The time is linear in the entries that these shingles have.
        """
        import numpy as np

        groups = np.sort(self.groups[self.entries(own)])
        if not len(groups):
            return 0, 0
        edges = np.flatnonzero(groups[1:] != groups[:-1]) + 1
        edges = np.concatenate([[0], edges, [len(groups)]])
        counts = edges[1:] - edges[:-1]
        best = int(counts.argmax())
        return int(groups[edges[best]]), int(counts[best])

    def entries(self, own: Numbers) -> Numbers:
        """Return the indices into `groups` of all entries of some shingles, shingle by shingle.

        own: (m,) shingles, each once. The result is as long as all their lists together.
        """
        import numpy as np

        counts = self.used[own]
        before = np.cumsum(counts) - counts
        return np.asarray(np.arange(int(counts.sum())) + np.repeat(self.starts[own] - before, counts))

    def add(self, own: Numbers, group: int, *, new: bool) -> None:
        """List a group under some shingles, once under each, where there is room; new: it is listed nowhere yet."""
        import numpy as np

        if not new:
            listed = np.repeat(own, self.used[own])[self.groups[self.entries(own)] == group]
            own = np.setdiff1d(own, listed, assume_unique=True)
        free = own[self.starts[own] + self.used[own] < self.ends[own]]
        self.groups[self.starts[free] + self.used[free]] = group
        self.used[free] += 1


def group_voices(groups: Sequence[int], outlets: Sequence[str | None]) -> list[int]:
    """Return the voice of each article, (n,), numbered from 0 by first appearance.

    The pages of one outlet are one voice, and so are the copies of one text. A group that several outlets carry
    belongs to none of them: it is a voice beside those of their other pages.

    groups: (n,) the group of each article. outlets: (n,) who published it, None or blank where unknown; case and
    white space do not count.
    """
    outlet_names = [" ".join((outlet or "").casefold().split()) for outlet in outlets]
    carriers: defaultdict[int, set[str]] = defaultdict(set)
    for group, outlet in zip(groups, outlet_names, strict=True):
        carriers[group] |= {outlet} - {""}
    owners: dict[int, str | int] = {
        group: next(iter(names)) if len(names) == 1 else group for group, names in carriers.items()
    }
    voice_of: dict[str | int, int] = {}
    return [voice_of.setdefault(owners[group], len(voice_of)) for group in groups]
