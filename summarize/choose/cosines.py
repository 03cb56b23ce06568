"""Cosines between rows, (n, v), one row against all at a time: no matrix of pairs is ever built."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from summarize.records import Scores, Weights

    Integers = npt.NDArray[np.integer]

MAX_CACHED_NUMBERS = 10_000_000  # in the arrays of a cache, 8 bytes each; by judgement


class RowCache:
    """Arrays of one length by row; where they would have over MAX_CACHED_NUMBERS, the one unused longest is dropped."""

    def __init__(self) -> None:
        self.arrays: dict[int, Scores] = {}  # by row, the one unused longest first

    def get(self, row: int, make: Callable[[int], Scores]) -> Scores:
        """Return the array of a row, which is made where it is not kept."""
        array = self.arrays.pop(row, None)
        if array is None:
            array = make(row)
            while self.arrays and (len(self.arrays) + 1) * len(array) > MAX_CACHED_NUMBERS:
                del self.arrays[next(iter(self.arrays))]
        self.arrays[row] = array
        return array


class Cosines:
    """Cosines between rows, read by column, so that only rows that share a term with a row cost something.

    weights: (n, v) rows of unit L2 norm or zero, so that a dot product is a cosine.
    """

    def __init__(self, weights: Weights) -> None:
        self.rows = weights
        self.columns = weights.tocsc()
        self.cache = RowCache()  # a search asks for the same rows again and again

    def terms(self, row: int) -> tuple[Integers, Scores]:
        """Return the terms of a row and their weights.

        Both are (m,): the columns of its non-zeros, and their values.
        """
        cells = slice(*self.rows.indptr[row : row + 2].tolist())
        return self.rows.indices[cells], self.rows.data[cells]

    def to(self, row: int) -> Scores:
        """Return the cosine of every row to one row, (n,)."""
        return self.cache.get(row, self.products)

    def products(self, row: int) -> Scores:
        """Return the dot product of every row and one row, (n,)."""
        terms, values = self.terms(row)
        cells, counts = self.cells(terms)
        return self.sums(cells, self.columns.data[cells] * values.repeat(counts))

    def shares(self, row: int) -> Scores:
        """Return for every row, (n,), the sum of the squared weights of one row on the terms that it has, too."""
        terms, values = self.terms(row)
        cells, counts = self.cells(terms)
        return self.sums(cells, (values * values).repeat(counts))

    def squared_weights(self, terms: Integers) -> Scores:
        """Return for every row, (n,), the sum of its squared weights on some terms."""
        cells, _ = self.cells(terms)
        values = self.columns.data[cells]
        return self.sums(cells, values * values)

    def cells(self, terms: Integers) -> tuple[Integers, Integers]:
        """Return where the non-zeros of some columns stand, column by column, and how many each column has.

        terms: (m,) columns. The first result indexes the non-zeros of the matrix by column; the second is (m,).
        """
        import numpy as np

        starts = self.columns.indptr[terms]
        counts = self.columns.indptr[terms + 1] - starts
        ends = counts.cumsum()
        return np.arange(ends[-1] if len(ends) else 0) + (starts - ends + counts).repeat(counts), counts

    def sums(self, cells: Integers, values: Scores) -> Scores:
        """Return the sum of the values that stand in each row, (n,); values: one for each of the cells."""
        import numpy as np

        return np.asarray(np.bincount(self.columns.indices[cells], values, self.rows.shape[0]), dtype=np.float64)
