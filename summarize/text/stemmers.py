"""Stems: what different forms of a word have in common, by nltk's Snowball stemmers.

Takes a language and words in lower case; returns their stems. How nltk is imported fast stands below.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from functools import lru_cache, partial
from importlib import import_module
from threading import current_thread, get_ident, main_thread

from summarize.text.languages import Language


def stemmer(language: Language) -> Callable[[str], str]:
    """Return a function from a word, lower case, to its stem; words pass unchanged where there is no stemmer.

    >>> from summarize.text.languages import load_language
    >>> stemmer(load_language("en"))("flooded"), stemmer(load_language("ja"))("水害")
    ('flood', '水害')
    """
    return str if language.stemmer is None else partial(stem, language.stemmer)


@lru_cache(maxsize=1 << 16)
def stem(stemmer_name: str, word: str) -> str:
    """Return the stem of a word by one of nltk's Snowball stemmers.

    Every call makes a new stemmer: some of them store the word they work on, and threads would share it.
    """
    from nltk.stem.snowball import SnowballStemmer

    return str(SnowballStemmer(stemmer_name).stem(word))


class Absent:
    """Lets some modules be missing for the thread that makes it, as long as it stands in `sys.meta_path`."""

    NAMES = frozenset({"scipy.stats", "sklearn"})

    def __init__(self) -> None:
        self.thread = get_ident()

    def find_spec(self, name: str, *_: object) -> None:
        """Raise what a missing module raises, for one of the names."""
        if name in self.NAMES and get_ident() == self.thread:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def import_stemmers() -> None:
    """Import what stems words, in a process of this program: the command, or a worker that it has started.

    nltk looks for scipy.stats and scikit-learn, for significance tests and classifiers, and does without where they are
    missing. They are four fifths of its import, and no stem needs them. A process of somebody else may, so there nltk
    is imported as it is. The list of finders is replaced and never changed, since other threads may be reading it. In
    the main thread no garbage is collected meanwhile: modules live as long as the process.
    """
    pauses = current_thread() is main_thread() and gc.isenabled()
    if pauses:
        gc.disable()
    absent = Absent()
    sys.meta_path = [absent, *sys.meta_path]
    try:
        import_module("nltk.stem.snowball")
        import_module("scipy.sparse")
    finally:
        sys.meta_path = [finder for finder in sys.meta_path if finder is not absent]
        if pauses:
            gc.freeze()
            gc.enable()
