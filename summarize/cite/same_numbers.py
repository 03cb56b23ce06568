"""The numbers of a sentence, each in one spelling: `two dozen` and `24`, `$6.2m` and `6.2 million dollars`.

A sentence and its language go in, its `Quantities` come out, which are compared with those of another sentence. A
number counts with its unit and with what it counts: 312 soldiers are not 312 civilians.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from operator import eq
from string import ascii_letters
from typing import Any, NamedTuple

from summarize.cite.number_reader import MonthDay, Number, NumberMatch, find_numbers
from summarize.cite.synonyms import synonym_stems
from summarize.cite.thesaurus import is_kind_of, mean_the_same
from summarize.text.languages import Language
from summarize.text.stemmers import stemmer
from summarize.text.tokens import fold

# characters of a count without the letters of its unit, such as `120` or `~9%`; by judgement, a shorter one is often
# the same by chance
MIN_DISTINCTIVE_LENGTH = 3  # precision/recall of citations as in `support`: 2: 99.1/57.7, 4: 99.1/57.0
ABOUT = "~"  # the mark of a hedge such as `about`

MAX_COUNTED_WORDS = 4  # right behind a number, among which the noun that it counts is sought; by judgement
PERSON = "person"  # what every English word for a kind of people is a kind of
NO_PLURALS = ("ss", "us", "is")  # endings in s of English words that are not plurals


class Counted(NamedTuple):
    """What a number counts: the noun behind it."""

    words: frozenset[str] = frozenset()  # folded; two where it is not known which of them is the noun, or none
    stems: frozenset[str] = frozenset()  # the same, stemmed
    code: str = ""  # of the language, ISO 639-1
    generic: bool = False  # whether it is a word for people of any kind, who are often left out

    def same_as(self, other: Counted) -> bool:
        """Whether two numbers count the same: in the same word, or one that is known to mean the same."""
        if not self.words or not other.words:
            return True
        if not self.stems.isdisjoint(other.stems) or (self.generic and other.generic):
            return True
        if self.code != other.code:
            return False
        synonyms = synonym_stems(self.code)
        if any(not synonyms.get(stem, frozenset()).isdisjoint(other.stems) for stem in self.stems):
            return True
        return self.code == "en" and any(mean_the_same(word, name) for word in self.words for name in other.words)

    def names_people(self) -> bool:
        """Whether it is a kind of people: 300 miners are 300 people."""
        return self.code == "en" and any(is_kind_of(word, PERSON) for word in self.words)


NOTHING_NAMED = Counted()


class Count(NamedTuple):
    """A count in its one spelling, and what it counts."""

    spelling: str  # with the sign of its unit: 9%; hedged: ~9 is about 9, >9 is more than 9
    counted: Counted = NOTHING_NAMED
    sign: str = ""  # of its unit


@dataclass(frozen=True, slots=True)
class Quantities:
    """The numbers of a sentence, each kind in the order of the text."""

    counts: tuple[Count, ...] = ()
    years: tuple[str, ...] = ()  # four digits
    clocks: tuple[str, ...] = ()  # 00:00 to 23:59
    dates: tuple[MonthDay, ...] = ()

    def __len__(self) -> int:
        """How many there are."""
        return len(self.counts) + len(self.years) + len(self.clocks) + len(self.dates)

    @property
    def distinctive(self) -> bool:
        """Whether one of them is seldom the same by chance: a long count, a time of day or a date.

        >>> from summarize.text.languages import load_language
        >>> read_quantities("312 men left.", load_language("en"))[0].distinctive
        True
        """
        long = any(len(count.spelling.rstrip(ascii_letters)) >= MIN_DISTINCTIVE_LENGTH for count in self.counts)
        return long or bool(self.clocks or self.dates)


def read_quantities(text: str, language: Language) -> tuple[Quantities, str]:
    """Return the numbers of a sentence, and the sentence of the same length with blanks in their place.

    Each kind keeps the order of the text; between the kinds it is lost.

    >>> from summarize.text.languages import load_language
    >>> quantities, rest = read_quantities("About 12 men left at 9.30pm on 3 May.", load_language("en"))
    >>> [count.spelling for count in quantities.counts], quantities.clocks, len(quantities), rest
    (['~12'], ('21:30',), 3, '         men left at        on      .')
    """
    values: dict[str, list[Any]] = {"counts": [], "years": [], "clocks": [], "dates": []}
    blanked: list[str] = []  # the sentence, piece by piece
    end = 0  # of what is blanked so far
    for match in find_numbers(text, language):
        value = match.value
        values[match.kind].append(
            Count(value.spelling, counted(match), value.sign) if isinstance(value, Number) else value
        )
        blanked += [text[end : match.start], " " * (match.end - match.start)]
        end = match.end
    quantities = Quantities(**{kind: tuple(spelled) for kind, spelled in values.items()})
    return quantities, "".join([*blanked, text[end:]])


def counted(match: NumberMatch) -> Counted:
    """Return what a count counts; a unit that has a sign says it already, and then nothing is named."""
    if not isinstance(match.value, Number) or match.value.sign:
        return NOTHING_NAMED
    language = match.sentence.language
    run, stem = words_behind(match), stemmer(language)
    words = frozenset(map(fold, nouns(run, language)))
    generic = bool(words) and words <= language.persons
    if not generic and any(not words.isdisjoint(outcome) for outcome in language.outcomes.values()):
        return NOTHING_NAMED  # `12 killed`
    return Counted(words, frozenset(map(stem, words)), language.code, generic)


def words_behind(match: NumberMatch) -> list[str]:
    """Return the open-class words right behind a number, as written, up to a mark, a number or a closed-class word."""
    sentence, language, end = match.sentence, match.sentence.language, match.end
    words: list[str] = []
    for token in sentence.tokens[match.after : match.after + MAX_COUNTED_WORDS]:
        word = token["word"]
        if not word or word in language.numbers or sentence.lower[end : token.start()].strip(" -\u2010\u2011\u00a0"):
            break
        if fold(word) in language.stop_words:
            break
        words.append(sentence.text[token.start() : token.end()])
        end = token.end()
    return words


def nouns(words: list[str], language: Language) -> list[str]:
    """Return the noun among the words behind a number, or the two of which one is it.

    English says it by the plural, German by the capital, and where a noun stands before its adjectives it is the first.
    """
    if language.noun_first:
        return words[:1]
    if language.capital_nouns:
        return [word for word in words if word[0].isupper()][:1] or words[:2]
    if language.plural_nouns:
        plurals = [word for word in words if is_plural(word.lower(), language)]
        return [word for word in plurals if word.islower()][:1] or plurals[:1] or words[:1]
    return words[:2]


def is_plural(word: str, language: Language) -> bool:
    """Whether an English word looks like the plural of a noun.

    >>> from summarize.text.languages import load_language
    >>> en = load_language("en")
    >>> is_plural("men", en), is_plural("villages", en), is_plural("bus", en)
    (True, True, False)
    """
    return word in language.plural_nouns or (len(word) > 2 and word.endswith("s") and not word.endswith(NO_PLURALS))


def backs_quantities(claim: Quantities, evidence: Quantities) -> bool:
    """Whether its evidence has all the numbers of a claim, each kind in the same order; dates in any order.

    Counts of different things may stand in any order: nothing else can have been counted by either. Evidence that says
    `9` is enough for a claim of `about 9`, and not the other way round.

    >>> from summarize.text.languages import load_language
    >>> about, exact = (read_quantities(f"{text} men died.", load_language("en"))[0] for text in ("About 12", "12"))
    >>> backs_quantities(about, exact), backs_quantities(exact, about)
    (True, False)
    """
    in_order = is_subsequence(claim.counts, evidence.counts, backs_count)
    return (
        (in_order or (tell_apart(claim.counts) and all_backed(claim.counts, evidence.counts)))
        and is_subsequence(claim.years, evidence.years)
        and is_subsequence(claim.clocks, evidence.clocks)
        and all(any(backs_date(date, other) for other in evidence.dates) for date in claim.dates)
    )


def tell_apart(counts: Sequence[Count]) -> bool:
    """Whether each of some counts says by its unit or its noun what it counts, and no two of them count the same."""
    things = [{count.sign} if count.sign else {*count.counted.words} for count in counts]
    return all(things) and all(
        first.isdisjoint(second) and (one.sign or other.sign or not one.counted.same_as(other.counted))
        for (first, one), (second, other) in combinations(zip(things, counts, strict=True), 2)
    )


def all_backed(counts: Iterable[Count], others: Sequence[Count]) -> bool:
    """Whether each of some counts is backed by exactly one of others, by its own noun or unit."""
    named = [other for other in others if other.sign or other.counted.words]
    return all(sum(backs_count(count, other) for other in named) == 1 for count in counts)


def backs_count(claim: Count, evidence: Count) -> bool:
    """Whether a count of the evidence is the one claimed, or the one that a hedged claim gives about.

    >>> backs_count(Count("~9"), Count("9")), backs_count(Count("9"), Count("~9")), backs_count(Count("9"), Count("8"))
    (True, False, False)
    """
    same = claim.counted.same_as(evidence.counted) or (claim.counted.generic and evidence.counted.names_people())
    return claim.spelling in (evidence.spelling, ABOUT + evidence.spelling) and same


def backs_date(claim: MonthDay, evidence: MonthDay) -> bool:
    """Whether a date of the evidence is the one claimed: `sept` is `september`, a month alone is any day of it.

    >>> backs_date(MonthDay("sept", "3"), MonthDay("september", "3"))
    True
    >>> backs_date(MonthDay("may", "3"), MonthDay("may", ""))
    False
    """
    same_month = claim.month.startswith(evidence.month) or evidence.month.startswith(claim.month)
    return same_month and claim.day in ("", evidence.day)


def is_subsequence(short: Iterable[Any], long: Iterable[Any], same: Callable[[Any, Any], bool] = eq) -> bool:
    """Whether all of a short sequence stands in a long one, in the same order.

    >>> is_subsequence("ac", "abc"), is_subsequence("ca", "abc")
    (True, False)
    """
    candidates = iter(long)  # each item takes what stands before its match off them
    return all(any(same(item, candidate) for candidate in candidates) for item in short)
