"""Abbreviations by language: those behind which no sentence ends, from `abbreviations.json`.

sentencex has lists of its own, in which ordinary words stand (Dutch "hand", Italian "nato"), and which lack much. So in
most languages a word with a vowel is an abbreviation only if it is listed here; see `sentences`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

OTHER = ""  # the key of what counts in every language
TRUSTED = frozenset({"en", "de"})  # languages in which the list of sentencex counts, with the exceptions of MAY_END
MAY_END = {  # words that may end a sentence, though sentencex takes them for abbreviations
    "en": frozenset(
        (
            "etc",
            "no",
            "me",
            "may",
            "art",
            "ill",
            "re",
            "miss",
            "fed",
            "con",
            "ref",
            "arc",
            "la",
            "ok",
            "No",
            "Me",
            "May",
            "Art",
            "Ken",
            "DC",
            "LA",
            "PA",
            "CT",
        )
    ),
    "de": frozenset(("etc", "usw", "Art", "Mo", "Di")),
}
# what ends a list of examples, and with it most often the sentence
AND_SO_ON = re.compile(r"(?<!\w)(?:т\. ?[дп]|др|пр|v\. ?v|m\. ?m|o\. ?s\. ?v|m\. ?fl|m\. ?v)\Z")
COUNTED = re.compile(r"\d ?[^\W\d_]{1,4}\Z")  # a unit, a currency or the sign of a year, behind a number
STREET = r"[^\W\d_]{2,20}str"  # Kerkstr., Hauptstr.
VOWEL = re.compile(r"[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýœăąęėěőűūıаеёиоуыэюяіїє]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Abbreviations of one language, without their last full stop."""

    any_case: frozenset[str]  # in lower case
    as_written: frozenset[str]  # with a capital, without which they are other words
    before_numbers: re.Pattern[str]  # at the end of a text, with the full stop

    def __contains__(self, word: str) -> bool:
        """Whether a word, without its last full stop, is listed as standing before a name or noun."""
        return word in self.as_written or word.lower() in self.any_case


@cache
def abbreviations_of(language: str) -> Abbreviations:
    """Return the abbreviations of a language; of an unknown one those that count in every language.

    language: ISO 639-1. For languages of TRUSTED, sentencex knows the usual ones, and only further ones are listed.

    >>> "Dr" in abbreviations_of("fr"), "Sra" in abbreviations_of("pt"), "dam" in abbreviations_of("fr")
    (True, True, False)
    """
    table = json.loads((resources.files("summarize.text") / "abbreviations.json").read_text(encoding="utf-8"))
    own = table.get(language, {})
    words = f"{'' if language in TRUSTED else table[OTHER]['joined']} {own.get('joined', '')}".split()
    numbered = f"{table[OTHER]['numbered']} {own.get('numbered', '')}".split()
    pattern = "|".join(map(re.escape, sorted(numbered, key=len, reverse=True)))
    return Abbreviations(
        any_case=frozenset(word for word in words if word == word.lower()),
        as_written=frozenset(word for word in words if word != word.lower()),
        before_numbers=re.compile(rf"(?<!\w)(?:{pattern}|{STREET})\.$", re.IGNORECASE),
    )


def looks_like_word(word: str) -> bool:
    """Whether what stands before a full stop is an ordinary word: of several letters, one a vowel, no full stop inside.

    Scripts without capitals have no such abbreviations, and all of their letters count as vowels.

    >>> looks_like_word("hand"), looks_like_word("kl"), looks_like_word("a.m")
    (True, False, False)
    """
    return len(word) > 1 and "." not in word and (VOWEL.search(word) is not None or word.lower() == word.upper())
