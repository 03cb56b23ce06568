"""What a passage lacks of a sentence, and has instead: the figures, the names and the negation.

The rows of both go in, short strings come out, each as it is written. A string is listed only where the other text has
it in no form that is known, so that what is said to be missing is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby, islice
from typing import NamedTuple

from summarize.cite.candidates import ANTECEDENT_SENTENCES
from summarize.cite.claim import is_name, one_spelling
from summarize.cite.number_reader import MonthDay, Number, find_numbers
from summarize.records import Corpus
from summarize.text.languages import Language, load_language
from summarize.text.tokens import fold

SHORTENED = re.compile(r"\w+['\u2019]t\b")  # don't
MAX_LISTED = 6  # of each list, in the order of the text; by judgement
# letters at the head of two words from which on one may be a form of the other, as in Lebanon and Lebanese
SAME_HEAD = 4  # by judgement


class Contrast(NamedTuple):
    """What a passage lacks of a sentence, and has instead."""

    lacks: tuple[str, ...]  # figures, names and negation of the sentence, as written there
    instead: tuple[str, ...]  # those of the passage that the sentence lacks, of the kinds in which it lacks something


@dataclass(frozen=True, slots=True)
class Marks:
    """The figures, names and negation of a sentence."""

    text: str
    lower: str
    figures: dict[str, str]  # as written: in the spelling in which they are compared
    names: tuple[tuple[str, ...], ...]  # runs of name words, capitals kept
    # all words, folded; values of number words; names in one spelling, and their initials; with a pronoun, the words
    # just before the sentence
    known: frozenset[str]
    negation: str  # as written; "" for none


def contrast_reader(corpus: Corpus, proper_names: frozenset[str]) -> Callable[[int, int], Contrast]:
    """Return a function from the row of a sentence and that of a passage to their contrast; each row is read once.

    proper_names: the words, lower case, that are names in these articles.
    """

    @cache
    def read(row: int) -> Marks:
        sentence = corpus.sentences[row]
        language = load_language(corpus.languages[sentence.document])
        first = max(row - min(sentence.position, ANTECEDENT_SENTENCES), 0)
        before = (fold(token) for earlier in range(first, row) for token in corpus.tokens[earlier])
        return read_marks(sentence.text, corpus.tokens[row], frozenset(before), language, proper_names)

    return lambda row, other_row: contrast(read(row), read(other_row))


def contrast(sentence: Marks, passage: Marks) -> Contrast:
    """Return how a passage differs from a sentence: figures first, then names, then the negation."""
    lacks = [list(kind(sentence, passage)) for kind in KINDS]
    instead = [list(kind(passage, sentence)) for kind in KINDS]
    figures, names = (there if here else [] for here, there in zip(lacks[:2], instead[:2], strict=True))
    return Contrast(first_listed(chain(*lacks)), first_listed([*figures, *names, *instead[2]]))


def first_listed(strings: Iterable[str]) -> tuple[str, ...]:
    """Return the first MAX_LISTED of some strings, each once."""
    return tuple(islice(dict.fromkeys(strings), MAX_LISTED))


def missing_figures(ours: Marks, theirs: Marks) -> Iterator[str]:
    """Yield the figures of a text that another lacks."""
    spellings = set(theirs.figures.values())
    for written, spelling in ours.figures.items():
        if spelling not in spellings and written.lower() not in theirs.lower and hour_of(spelling) not in theirs.known:
            yield written


def hour_of(spelling: str) -> str | None:
    """Return the hour of a time of day as it may be written by itself, None of another figure: 13:00 is 1.

    >>> hour_of("13:00"), hour_of("13:30"), hour_of("12")
    ('1', '1', None)
    """
    hour, colon, _ = spelling.partition(":")
    return str((int(hour) - 1) % 12 + 1) if colon else None


def missing_names(ours: Marks, theirs: Marks) -> Iterator[str]:
    """Yield the names of a text of which another has no word, in any form, nor a pronoun that may stand for one."""
    for run in ours.names:
        written, words = " ".join(run), [fold(word) for word in run]
        initials = "".join(word[0] for word in words)
        if written in ours.text and not any(is_known(word, theirs) for word in (*words, initials)):
            yield written


def is_known(word: str, text: Marks) -> bool:
    """Whether a text has a word, or one that may be a form of it."""
    head = word[:SAME_HEAD]
    bare = word.replace(".", "")
    return bare in text.known or (len(head) == SAME_HEAD and any(other.startswith(head) for other in text.known))


def missing_negation(ours: Marks, theirs: Marks) -> Iterator[str]:
    """Yield the negation of a text where another has none."""
    if ours.negation and not theirs.negation:
        yield ours.negation


def read_marks(
    text: str, tokens: list[str], before: frozenset[str], language: Language, proper_names: frozenset[str]
) -> Marks:
    """Return the figures, names and negation of a sentence; tokens: its own; before: the words just before it."""
    words = [fold(token) for token in tokens]
    runs = list(name_runs(tokens, language, proper_names))
    spelled = one_spelling([fold(word) for run in runs for word in run], language)
    values = {f"{language.numbers[word]:g}" for word in words if word in language.numbers}
    initials = {"".join(word[0].lower() for word in run) for run in runs if len(run) > 1}
    referents = () if language.pronouns.isdisjoint(words) else before
    negations = (token for token, word in zip(tokens, words, strict=True) if negates(token, word, language))
    negation = next(negations, "")
    return Marks(
        text=text,
        lower=text.lower(),
        figures=dict(read_figures(text, language)),
        names=tuple(runs),
        known=frozenset(word.replace(".", "") for word in (*words, *values, *spelled, *initials, *referents)),
        negation=match.group() if negation == "t" and (match := SHORTENED.search(text)) else negation,
    )


def name_runs(tokens: list[str], language: Language, proper_names: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Yield the runs of words with a capital that have a name in them which tells one from another.

    A first word that is not a name has its capital from the head of the sentence; titles and days end a run.
    """

    def kind(token: str) -> str:
        word = fold(token)
        if word in language.nameless or not token[0].isupper():
            return "other"
        return "name" if is_name(word, token, proper_names) else "capital"

    kinds = [kind(token) for token in tokens]
    if kinds[:1] == ["capital"]:
        kinds[0] = "other"
    for inside, group in groupby(zip(tokens, kinds, strict=True), key=lambda pair: pair[1] != "other"):
        run = list(group)
        if inside and any(kind == "name" for _, kind in run):
            yield tuple(token for token, _ in run)


def read_figures(text: str, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the figures of a sentence as written and in one spelling, without their hedges; 1 is left out."""
    for match in find_numbers(text, language):
        value = match.value
        if isinstance(value, Number):
            spelling = f"{value.decimal}{value.sign}"
        else:
            spelling = f"{value.month} {value.day}" if isinstance(value, MonthDay) else value
        if spelling != "1":
            yield text[match.start : match.end], spelling


KINDS = (missing_figures, missing_names, missing_negation)


def negates(token: str, word: str, language: Language) -> bool:
    """Whether a token is a negation; the `t` of `don't` is, the capital letter of `John T. Voss` is not.

    >>> en = load_language("en")
    >>> negates("not", "not", en), negates("T", "t", en)
    (True, False)
    """
    return word in language.negations and (len(token) > 1 or token.islower())
