"""Which language a text is in, and whether it can be read beside another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from summarize.text.languages import ALIASES, Words, known_codes, load_language
from summarize.text.tokens import fold, letters_only, tokenize, without_curly

# All by judgement.
SAMPLE_LENGTH = 4000  # code points of a text that detection reads; more of them do not change the answer
MIN_LETTERS = 40  # in a sample; a detector guesses below this
MIN_TELLING_LETTERS = 8  # the same where most of them are of scripts that few languages share; tried on 22 short texts
# of the words: prose with this share or more of stop words that no other language has is English. In 400 English
# articles it is 0.12 or more, in 160 in Portuguese and Vietnamese at most 0.005.
ENGLISH_SHARE = 0.1
# A text is foreign when it has fewer stop words of the home language than this ratio of those of its own language.
# Danish beside Norwegian has more, and can be read.
FOREIGN_RATIO = 0.7
FOREIGN_SHARE = 0.1  # of the words: the same where it has no stop words of its own language, as without a list
MIN_WORDS = 40  # in a sample; FOREIGN_SHARE does not judge fewer

LETTERS = re.compile(r"[^\W\d_]+")
TELLING = re.compile(r"[^\W\d_\u0000-\u036f\u0400-\u052f\u1e00-\u1eff]")  # a letter, neither Latin nor Cyrillic


def languages_of(texts: Sequence[str], code: str | None = None) -> tuple[str, ...]:
    """Return the language of each text, (n,): `code` where it is given, else the one that is detected.

    A text too short to tell is in the language of most of the others; where all are too short, all are in English.

    >>> languages_of(["The dam broke on Monday and two villages were flooded by the river.", "Oh!"])
    ('en', 'en')
    """
    if code:
        return (code,) * len(texts)
    detected = [detect_language(text, "") for text in texts]
    usual = most_common(filter(None, detected)) if any(detected) else "en"
    return tuple(language or usual for language in detected)


def most_common(codes: Iterable[str]) -> str:
    """Return the code that comes most often; ties go to the first in the alphabet. Raises ValueError without codes.

    >>> most_common(["pt", "en", "en", "pt", "vi"])
    'en'
    """
    counts = Counter(codes)
    return min(counts, key=lambda code: (-counts[code], code))


def in_other_language(texts: Sequence[str], codes: Sequence[str], home: str) -> tuple[bool, ...]:
    """Return for each text, (n,), whether it is in another language than `home` and cannot be read beside it.

    codes: (n,) the language that each text was found to be in. The stop words of a text must agree: detection errs on
    short texts and lists, and who reads Norwegian can read Danish.
    """
    return tuple(code != home and is_foreign(text, code, home) for text, code in zip(texts, codes, strict=True))


def is_foreign(text: str, code: str, home: str) -> bool:
    """Whether a text has clearly fewer stop words of `home` than of the language that it was found to be in."""
    words = [fold(word) for word in tokenize(text[:SAMPLE_LENGTH])]
    of_home, own = (sum(word in load_language(language).stop_words for word in words) for language in (home, code))
    if own:
        return of_home < FOREIGN_RATIO * own
    return of_home < FOREIGN_SHARE * len(words) and len(words) >= MIN_WORDS


def detect_language(text: str, otherwise: str = "en") -> str:
    """Return the language of a text as an ISO 639-1 code, or `otherwise` for a text that is too short to tell.

    Plain English is recognised by its share of stop words that no other language has. Other texts are given to
    py3langid (Lui & Baldwin 2012, ACL demo). It needs no download and always gives the same answer, but takes a quarter
    of a second to load.

    >>> detect_language("The dam broke on Monday and two villages were flooded by the river.")
    'en'
    >>> detect_language("A barragem rompeu na segunda-feira e duas aldeias ficaram inundadas pelo rio.")
    'pt'
    """
    sample = without_curly(text[:SAMPLE_LENGTH], " ").lower()
    words = letters_only(sample).split() if sample.isascii() else LETTERS.findall(sample)
    if len(words) < MIN_LETTERS and is_short(words):  # the first is quick to ask of a long text
        return otherwise
    if sum(map(english_only().__contains__, words)) >= ENGLISH_SHARE * len(words):
        return "en"
    import py3langid

    code = str(py3langid.classify(" ".join(words))[0])
    return ALIASES.get(code, code)


def is_short(words: Sequence[str]) -> bool:
    """Whether words have too few letters to tell their language by; letters of most scripts tell it sooner.

    >>> is_short(["bridge", "closed"]), is_short(["大桥今天已经关闭"])
    (True, False)
    """
    letters = sum(map(len, words))
    telling = len(TELLING.findall("".join(words))) if letters < MIN_LETTERS else 0
    return letters < (MIN_TELLING_LETTERS if 2 * telling > letters else MIN_LETTERS)


@cache
def english_only() -> Words:
    """Return the stop words of English that no other language has: the, with, from, but not in, was, so."""
    codes = set(known_codes()) - {"en"}
    return load_language("en").stop_words.difference(*(load_language(code).stop_words for code in codes))
