"""Rows of words kept as numbers, so that a word is stored, changed and counted once however often it stands there."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class TokenRows(Sequence[list[str]]):
    """Rows of words; reads as a sequence of lists of str, and stages that count read the numbers.

    Row i is `words[ids[at]]` for `at` from `starts[i]` up to but not including `starts[i + 1]`.
    """

    words: list[str]  # each distinct word once; never changed
    ids: npt.NDArray[np.int32]  # of every word of every row, row by row
    starts: Numbers  # (n + 1,)

    @classmethod
    def of(cls, rows: Iterable[Iterable[str]]) -> TokenRows:
        """Return rows with their words numbered by first appearance; what is numbered already comes back as it is."""
        import numpy as np

        if isinstance(rows, TokenRows):
            return rows
        number = numbering()
        ids, starts = array("i"), array("q", [0])
        for row in rows:
            ids.extend(map(number.__getitem__, row))
            starts.append(len(ids))
        return cls(list(number), np.frombuffer(ids, dtype=np.int32), np.frombuffer(starts, dtype=np.int64))

    def __len__(self) -> int:
        return len(self.starts) - 1

    @overload
    def __getitem__(self, at: int) -> list[str]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[list[str]]: ...
    def __getitem__(self, at: int | slice) -> list[str] | Sequence[list[str]]:
        """Return one row, or some, as words."""
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        at %= len(self)
        return [self.words[number] for number in self.ids[self.starts[at] : self.starts[at + 1]].tolist()]

    def __iter__(self) -> Iterator[list[str]]:
        return (self[at] for at in range(len(self)))

    @property
    def lengths(self) -> Numbers:
        """How many words each row has, (n,)."""
        import numpy as np

        return np.diff(self.starts)

    @property
    def row(self) -> Numbers:
        """The row that each word stands in, in the order of `ids`."""
        import numpy as np

        return np.repeat(np.arange(len(self)), self.lengths)

    def plus(self, row: Iterable[str]) -> TokenRows:
        """Return the rows with one more at the end."""
        import numpy as np

        number = numbering(self.words)
        ids = np.array([*map(number.__getitem__, row)], dtype=np.int32)
        starts = np.append(self.starts, self.starts[-1] + len(ids))
        return TokenRows(list(number), np.append(self.ids, ids), starts)

    def frequencies(self) -> dict[str, int]:
        """Return how many rows each word stands in."""
        import numpy as np

        count = max(len(self.words), 1)
        found = np.bincount(distinct(self.row * count + self.ids) % count, minlength=len(self.words))
        return dict(zip(self.words, found.tolist(), strict=True))

    def joined(self, groups: Sequence[int], count: int) -> TokenRows:
        """Return `count` longer rows, each of the rows of one group; groups: (n,) of each row, ascending."""
        import numpy as np

        return TokenRows(self.words, self.ids, self.starts[np.searchsorted(groups, np.arange(count + 1))])

    def each(self, change: Sequence[Callable[[str], str | None]], which: Sequence[int]) -> TokenRows:
        """Return the rows with every word changed, or left out where it becomes None.

        which: (n,) for each row, the one of the changes that its words go through. A change is made once a word.
        """
        import numpy as np

        number, ids = numbering(), np.full(len(self.ids), -1, dtype=np.int32)
        chosen = np.repeat(np.asarray(which, dtype=np.int64), self.lengths)
        for at, one in enumerate(change):
            here = np.flatnonzero(chosen == at)
            table = np.full(len(self.words), -1, dtype=np.int32)
            for word in np.flatnonzero(np.bincount(self.ids[here], minlength=len(table))).tolist():
                changed = one(self.words[word])
                if changed is not None:
                    table[word] = number[changed]
            ids[here] = table[self.ids[here]]
        kept = ids >= 0
        starts = np.concatenate([[0], np.cumsum(kept)])[self.starts]
        return TokenRows(list(number), ids[kept], starts)


def distinct(numbers: Numbers) -> Numbers:
    """Return the different numbers, ascending; several times as fast as numpy's `unique`, which hashes them."""
    import numpy as np

    numbers = np.sort(numbers)
    return numbers[np.diff(numbers, prepend=numbers[:1] - 1) > 0]


def unique_ranks(numbers: Numbers) -> tuple[Numbers, Numbers]:
    """Return the different numbers, ascending, and the rank of each number among them: `unique` with its inverse.

    numbers: (n,), not negative. Where a number and its place fit one integer both are sorted at once, which takes a
    fifth of the time.
    """
    import numpy as np

    bits = len(numbers).bit_length()
    if int(numbers.max(initial=0)).bit_length() + bits < 64:
        both = np.sort((numbers << bits) | np.arange(len(numbers)))
        values, order = both >> bits, both & ((1 << bits) - 1)
    else:
        order = np.argsort(numbers, kind="stable")
        values = numbers[order]
    fresh = np.diff(values, prepend=values[:1] - 1) > 0
    place = np.empty(len(numbers), dtype=np.int64)
    place[order] = np.cumsum(fresh) - 1
    return values[fresh], place


def numbering(words: Iterable[str] = ()) -> defaultdict[str, int]:
    """Return a table that gives each word that is looked up the next free number; `words` have the first ones."""
    number = defaultdict(int, {word: at for at, word in enumerate(words)})
    number.default_factory = number.__len__
    return number
