import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from summarize.text.token_rows import unique_ranks


@given(numbers=st.lists(st.integers(0, 9) | st.integers(2**61, 2**62) | st.integers(0, 2**40), max_size=30))
def test_ranks_are_those_of_unique(numbers):
    found = unique_ranks(np.array(numbers, dtype=np.int64))
    expected = np.unique(np.array(numbers, dtype=np.int64), return_inverse=True)
    assert [part.tolist() for part in found] == [part.tolist() for part in expected]
