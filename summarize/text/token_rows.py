"""Rows of words kept as numbers: each distinct word is stored, changed and counted once, however often it occurs."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]  # of words, of rows, or of places in `ids`; each function says which and how many


@dataclass(frozen=True, slots=True, eq=False)
class TokenRows(Sequence[list[str]]):
    """Rows of words, such as the tokens of sentences.

    To read, it is a sequence of lists of str. To count, a stage takes the numbers: the words of row i are
    `words[ids[k]]` for k from `starts[i]` up to but not including `starts[i + 1]`.
    """

    words: list[str]  # each distinct word once; never changed
    ids: npt.NDArray[np.int32]  # (m,) of every word of every row, row after row
    starts: Numbers  # (n + 1,) ascending, from 0 to m

    @classmethod
    def of(cls, rows: Iterable[Iterable[str]]) -> TokenRows:
        """Return rows of words as TokenRows, words numbered by first appearance; TokenRows come back as they are.

        >>> rows = TokenRows.of([["the", "dam"], [], ["dam"]])
        >>> rows.words, rows.ids.tolist(), rows.starts.tolist(), rows[0]
        (['the', 'dam'], [0, 1, 1], [0, 2, 2, 3], ['the', 'dam'])
        """
        import numpy as np

        if isinstance(rows, TokenRows):
            return rows
        numbers = numbering()
        ids, starts = array("i"), array("q", [0])
        for row in rows:
            ids.extend(map(numbers.__getitem__, row))
            starts.append(len(ids))
        return cls(list(numbers), np.frombuffer(ids, dtype=np.int32), np.frombuffer(starts, dtype=np.int64))

    @classmethod
    def concatenated(cls, parts: Iterable[TokenRows]) -> TokenRows:
        """Return the rows of all parts, one part after the other, words numbered by first appearance."""
        import numpy as np

        numbers, ids, lengths = numbering(), [np.zeros(0, dtype=np.int32)], [np.zeros(1, dtype=np.int64)]
        for part in parts:
            new = np.fromiter(map(numbers.__getitem__, part.words), dtype=np.int32, count=len(part.words))
            ids.append(new[part.ids])
            lengths.append(part.lengths)
        return cls(list(numbers), np.concatenate(ids), np.cumsum(np.concatenate(lengths)))

    def __len__(self) -> int:
        return len(self.starts) - 1

    @overload
    def __getitem__(self, index: int) -> list[str]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[list[str]]: ...
    def __getitem__(self, index: int | slice) -> list[str] | Sequence[list[str]]:
        """Return one row, or the rows of a slice, as words."""
        if isinstance(index, slice):
            return [self[row] for row in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        row = index % len(self)
        return [self.words[number] for number in self.ids[self.starts[row] : self.starts[row + 1]].tolist()]

    def __iter__(self) -> Iterator[list[str]]:
        return (self[row] for row in range(len(self)))

    @property
    def lengths(self) -> Numbers:
        """How many words each row has, (n,).

        >>> TokenRows.of([["the", "dam"], [], ["dam"]]).lengths.tolist()
        [2, 0, 1]
        """
        return self.starts[1:] - self.starts[:-1]

    @property
    def distinct_words(self) -> Numbers:
        """How many different words each row has, (n,).

        >>> TokenRows.of([["dam", "dam"], [], ["the", "dam"]]).distinct_words.tolist()
        [1, 0, 2]
        """
        import numpy as np

        count = max(len(self.words), 1)
        return np.bincount(distinct(self.row * count + self.ids) // count, minlength=len(self))

    @property
    def row(self) -> Numbers:
        """The row that each word stands in, (m,), ascending, in the order of `ids`.

        >>> TokenRows.of([["the", "dam"], [], ["dam"]]).row.tolist()
        [0, 0, 2]
        """
        import numpy as np

        return np.arange(len(self)).repeat(self.lengths)

    def frequencies(self) -> dict[str, int]:
        """Return the document frequency of each word: how many rows it stands in.

        >>> TokenRows.of([["dam", "dam"], ["the", "dam"]]).frequencies()
        {'dam': 2, 'the': 1}
        """
        import numpy as np

        count = max(len(self.words), 1)
        rows_with = np.bincount(distinct(self.row * count + self.ids) % count, minlength=len(self.words))
        return dict(zip(self.words, rows_with.tolist(), strict=True))

    def take(self, rows: Sequence[int]) -> TokenRows:
        """Return some of the rows, in the order given, with those words only that stand in them.

        Words are numbered by first appearance, as by `of`. The time is linear in the rows that are taken.

        >>> list(TokenRows.of([["the", "dam"], ["a", "ferry"], ["dam"]]).take([2, 0]))
        [['dam'], ['the', 'dam']]
        """
        import numpy as np

        chosen = np.asarray(rows, dtype=np.int64)
        begins = self.starts[chosen]
        lengths = self.starts[chosen + 1] - begins
        starts = np.concatenate([[0], np.cumsum(lengths)])
        places = np.arange(starts[-1]) + np.repeat(begins - starts[:-1], lengths)
        present, ranks = unique_ranks(self.ids[places].astype(np.int64))
        first = np.empty(len(present), dtype=np.int64)
        first[ranks[::-1]] = np.arange(len(ranks))[::-1]  # of places that are set several times the last one stays
        order = np.argsort(first)
        number = np.empty(len(present), dtype=np.int32)
        number[order] = np.arange(len(present))
        return TokenRows([*map(self.words.__getitem__, present[order].tolist())], number[ranks], starts)

    def joined(self, groups: Sequence[int], count: int) -> TokenRows:
        """Return `count` longer rows; row g has the words of all rows of group g, in order.

        groups: (n,) the group of each row, ascending, in [0, count). A group without rows gives an empty row.

        >>> list(TokenRows.of([["the"], ["dam"], ["broke"]]).joined([0, 0, 2], 3))
        [['the', 'dam'], [], ['broke']]
        """
        import numpy as np

        return TokenRows(self.words, self.ids, self.starts[np.searchsorted(groups, np.arange(count + 1))])

    def map_words(self, changes: Sequence[Callable[[str], str | None]], which: Sequence[int]) -> TokenRows:
        """Return these rows with every word replaced by what a function returns for it; None removes the word.

        changes: the functions. which: (n,) for each row, the index of its function in `changes`. Each function is
        called once for each distinct word of its rows.

        >>> list(TokenRows.of([["The", "Dam"], ["The"]]).map_words([str.lower, lambda word: None], [0, 1]))
        [['the', 'dam'], []]
        """
        import numpy as np

        numbers, ids = numbering(), np.full(len(self.ids), -1, dtype=np.int32)
        change_of = np.asarray(which, dtype=np.int64).repeat(self.lengths)
        for index, change in enumerate(changes):
            own = np.flatnonzero(change_of == index) if len(changes) > 1 else slice(None)
            changed_ids = np.full(len(self.words), -1, dtype=np.int32)
            for number in np.flatnonzero(np.bincount(self.ids[own], minlength=len(self.words))).tolist():
                changed = change(self.words[number])
                if changed is not None:
                    changed_ids[number] = numbers[changed]
            ids[own] = changed_ids[self.ids[own]]
        kept = ids >= 0
        starts = np.concatenate([[0], np.cumsum(kept)])[self.starts]
        return TokenRows(list(numbers), ids[kept], starts)


def distinct(numbers: Numbers) -> Numbers:
    """Return each different number once, ascending, as `np.unique` does, but several times as fast: by sorting.

    numbers: (n,), in any order. The result is (m,) with m <= n.

    >>> import numpy as np
    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    import numpy as np

    numbers = np.sort(numbers)
    return numbers[first_of_equal(numbers)]


def first_of_equal(numbers: Numbers) -> npt.NDArray[np.bool_]:
    """Return whether each number differs from the one before it, (n,); the first one does.

    >>> import numpy as np
    >>> first_of_equal(np.array([1, 1, 3])).tolist()
    [True, False, True]
    """
    import numpy as np

    first = np.ones(len(numbers), dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    return first


def unique_ranks(numbers: Numbers) -> tuple[Numbers, Numbers]:
    """Return the different numbers, ascending, and the rank of each number among them.

    numbers: (n,), not negative. The result is that of `np.unique(numbers, return_inverse=True)` in a fifth of the
    time: where a number and its index fit into one integer of 64 bits, both are sorted at once.

    >>> import numpy as np
    >>> [numbers.tolist() for numbers in unique_ranks(np.array([30, 10, 30]))]
    [[10, 30], [1, 0, 1]]
    """
    import numpy as np

    bits = len(numbers).bit_length()
    if int(numbers.max(initial=0)).bit_length() + bits < 64:
        packed = np.sort((numbers << bits) | np.arange(len(numbers)))
        ordered, order = packed >> bits, packed & ((1 << bits) - 1)
    else:
        order = np.argsort(numbers, kind="stable")
        ordered = numbers[order]
    differs = first_of_equal(ordered)
    ranks = np.empty(len(numbers), dtype=np.int64)
    ranks[order] = differs.cumsum() - 1
    return ordered[differs], ranks


def numbering(words: Iterable[str] = ()) -> defaultdict[str, int]:
    """Return a table that gives each new word the next free number; `words` have the first ones, in their order.

    >>> numbers = numbering(["dam"])
    >>> numbers["ferry"], numbers["dam"], numbers["ferry"]
    (1, 0, 1)
    """
    numbers = defaultdict(int, {word: number for number, word in enumerate(words)})
    numbers.default_factory = numbers.__len__
    return numbers
