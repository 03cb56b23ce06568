"""What is known about a language, and which language a text is in.

One JSON file a language in `languages/`; a language without one is weighed without stems and stop words.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from importlib import resources

from summarize.text.tokens import LETTERS_ONLY, fold, tokenize, without_curly

SAMPLE = 4000  # code points that detection looks at: more does not change the answer
MIN_DETECTABLE = 40  # letters; below this a detector guesses
LETTERS = re.compile(r"[^\W\d_]+")
ALIASES = {"nb": "no", "nn": "no"}  # both written forms of Norwegian
RELATED = 0.7  # of two languages that can be read side by side one has so much of the other's closed-class words
LITTLE = 0.1  # share of closed-class words below which a text is in another language, whichever
ENGLISH_SHARE = 0.25  # of the words of English prose at least so many are closed-class words


@dataclass(frozen=True, slots=True)
class Language:
    """Word lists of one language, lower case. Empty where nothing is known."""

    code: str
    stemmer: str | None = None  # a name that nltk's SnowballStemmer knows
    stop_words: frozenset[str] = frozenset()  # closed-class words, never weighed
    leaning_openers: frozenset[str] = frozenset()  # a sentence that opens so leans on the one before it
    opening_phrases: tuple[str, ...] = ()  # openers of several words, each with a space behind it
    calendar_phrases: tuple[
        str, ...
    ] = ()  # what looks like one and names a time by the calendar, this week; also with a space
    pronouns: frozenset[str] = frozenset()  # third person
    subject_pronouns: frozenset[str] = frozenset()  # those that are a subject and stand for somebody: he, and not it
    first_person: frozenset[str] = frozenset()  # first person
    adverbial_openers: frozenset[str] = frozenset()  # first words of an adverbial before the subject: "On Monday, he"
    clause_openers: frozenset[str] = (
        frozenset()
    )  # first words of a clause there, which may hold the name: "When Ana fell, she"
    speech: frozenset[str] = frozenset()  # verbs of speech
    unnamed_sources: frozenset[str] = frozenset()  # speakers without a name: police, officials
    parts_of: frozenset[str] = frozenset()  # closed-class words after a number that is one of several: one in ten
    negations: frozenset[str] = frozenset()
    almost: frozenset[str] = frozenset()  # before a verb: what was almost done was not
    of_them: frozenset[str] = frozenset()  # behind the first words they lean on what was told: two of them
    weekdays: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()  # words before a name that do not tell one person from another
    exclusive: tuple[frozenset[str], ...] = ()  # words of which one excludes the others: rose and fell, a.m. and p.m.
    numbers: dict[str, float] = field(default_factory=dict)
    capital_nouns: bool = False  # whether every noun has a capital, which then tells no name
    synonyms: tuple[frozenset[str], ...] = ()  # words that mean the same in news, any form of each
    one_word_for: dict[str, str] = field(default_factory=dict)  # several words and the one that means the same
    units: dict[str, str] = field(default_factory=dict)  # what is counted, and the sign for it: percent and %
    hedges: dict[str, str] = field(default_factory=dict)  # words before a number: about ~, more than >, nearly <
    noun_articles: frozenset[str] = (
        frozenset()
    )  # where every noun has a capital: what stands before those that are no names
    name_variants: dict[str, str] = field(default_factory=dict)  # names that mean one thing
    silent: frozenset[str] = field(init=False)  # words that say nothing of their own, or are looked at by themselves
    nameless: frozenset[str] = field(init=False)  # words that stand among names and tell nobody apart

    def __post_init__(self) -> None:
        """Put together what is asked of every word."""
        object.__setattr__(self, "silent", self.stop_words | self.weekdays | self.negations | self.speech)
        object.__setattr__(self, "nameless", self.stop_words | self.weekdays | self.months | self.titles)


@cache
def load_language(code: str) -> Language:
    """Return what is known about `code` (ISO 639-1); an unknown code gives empty lists."""
    code = ALIASES.get(code, code)
    source = resources.files("summarize.text") / "word_lists" / f"{code}.json"
    if not re.fullmatch(r"[a-z]{2,3}", code) or not source.is_file():
        return Language(code)
    data = json.loads(source.read_text(encoding="utf-8"))
    data["exclusive"] = tuple(map(frozenset, data.get("exclusive", ())))
    data |= {
        name: tuple(f"{phrase} " for phrase in data.get(name, ())) for name in ("opening_phrases", "calendar_phrases")
    }
    data["synonyms"] = tuple(frozenset(group.split()) for group in data.get("synonyms", ()))
    lists = {name: frozenset(value) for name, value in data.items() if isinstance(value, list)}
    return Language(**{**data, **lists})


def languages_of(texts: Sequence[str], code: str | None = None) -> tuple[str, ...]:
    """Return the language of each text: `code` where it is given, else as detected.

    A text too short to tell is in the language that most of the others are in.
    """
    if code:
        return (code,) * len(texts)
    found = [detect_language(text, "") for text in texts]
    most = most_common(filter(None, found)) if any(found) else "en"
    return tuple(one or most for one in found)


def most_common(codes: Iterable[str]) -> str:
    """Return the code that comes most often; of two that come as often, the first in the alphabet."""
    counts = Counter(codes)
    return min(counts, key=lambda code: (-counts[code], code))


def in_other_language(texts: Sequence[str], codes: Sequence[str], home: str) -> tuple[bool, ...]:
    """Say for each text, with the language that it was found to be in, whether it is in another one than `home`.

    It has to show in its closed-class words, too: detection errs on what is short or a list, and Danish can be read
    beside Norwegian.
    """
    return tuple(code != home and strange(text, code, home) for text, code in zip(texts, codes, strict=True))


def strange(text: str, code: str, home: str) -> bool:
    """Whether fewer of a text's words are closed-class words at home than in the language it was found to be in."""
    words = [fold(word) for word in tokenize(text[:SAMPLE])]
    here, there = (sum(word in load_language(one).stop_words for word in words) for one in (home, code))
    return here < RELATED * there if there else here < LITTLE * len(words) and len(words) >= MIN_DETECTABLE


def detect_language(text: str, otherwise: str = "en") -> str:
    """Return the language of a text as ISO 639-1; `otherwise` for texts too short to tell.

    Plain English is known by its share of closed-class words; only other texts are shown to the detector,
    py3langid (Lui & Baldwin 2012, ACL demo), which takes a quarter of a second to load.
    """
    sample = without_curly(text[:SAMPLE], " ").lower()
    words = sample.translate(LETTERS_ONLY).split() if sample.isascii() else LETTERS.findall(sample)
    if len(words) < MIN_DETECTABLE and sum(map(len, words)) < MIN_DETECTABLE:
        return otherwise
    if sum(map(load_language("en").stop_words.__contains__, words)) >= ENGLISH_SHARE * len(words):
        return "en"
    return classify(" ".join(words))


def classify(text: str) -> str:
    """Ask py3langid, which needs no download and gives the same answer every time."""
    import py3langid

    found = str(py3langid.classify(text)[0])
    return ALIASES.get(found, found)


def stemmer(language: Language) -> Callable[[str], str]:
    """Return a stemming function; words pass unchanged where there is no stemmer."""
    return str if language.stemmer is None else partial(stemmed, language.stemmer)


@lru_cache(maxsize=1 << 16)
def stemmed(name: str, word: str) -> str:
    """Return the stem of a word by one of nltk's Snowball stemmers, each word once.

    The stemmer is a new one every time, since some keep notes on the word that they are at and threads share them.
    """
    from nltk.stem.snowball import SnowballStemmer

    return str(SnowballStemmer(name).stem(word))
