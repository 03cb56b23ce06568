"""Claims of English sentences, and what supports them, for the tests of citing."""

import pytest

from summarize.cite.claim import read_claim
from summarize.cite.support import backed_share
from summarize.text.languages import load_language

ENGLISH = load_language("en")
NAMES = frozenset({"voss", "quill", "elsa", "brannock", "kestrel", "pell", "monday"})


def read(text, names=NAMES):
    """Return what an English sentence claims; names: the words of it that are names, in lower case."""
    return read_claim(text, names, ENGLISH)


def supported(claim, evidence, names=NAMES):
    """Whether one sentence supports another where all words have the same weight."""
    return backed_share(read(claim, names), read(evidence, names), {}) > 0


def weak(*row, reason):
    """Return a row of a table that is right and that the code does not get right yet."""
    return pytest.param(*row, marks=pytest.mark.xfail(reason=reason, strict=True), id=row[-1])
