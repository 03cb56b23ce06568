"""What became of the people that a number counts: how many were killed, injured, are missing.

A number of a sentence goes in, an outcome comes out, a key of `Language.outcomes`. Whether the number counts only a
part of others is told here as well.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from summarize.cite.number_reader import MAX_HEDGE_WORDS, Number, NumberMatch, TokenizedText
from summarize.cite.same_numbers import Counted
from summarize.cite.synonyms import cached_stemmer
from summarize.text.languages import load_language

# all by judgement
MAX_AHEAD = 10  # tokens behind a number among which a word says what became of those counted
MAX_AHEAD_UNNAMED = 4  # the same where no noun says who they are
MAX_BACK = 12  # tokens before a number among which it is the toll of something
MAX_SUBJECT = 6  # from the start of a sentence to the word for a toll in its subject: The number of people killed
PHRASE = 3  # words of a phrase that says it: leave their homes
MAX_BEHIND_VERB = 3  # from a number back to the verb of change: has risen to at least

CLAUSE_MARK = re.compile(r"[;:()\u2014]|\s--?\s|``|''")


class Outcome(NamedTuple):
    """What became of those that a number counts."""

    name: str  # a key of `Language.outcomes`; "" where it is not said
    start: int  # code points: where the number begins, or the word right before it that says so
    cumulative: bool = False  # whether a word such as toll says that all until then are counted


def is_partial(match: NumberMatch, outcome: Outcome) -> bool:
    """Whether a number counts what is left, or a part of another number: `15 others`, `including three children`.

    Others than those of whom something else became are no such rest: `killing three and injuring 12 others`.
    """
    tokens, language, first = match.sentence.tokens, match.sentence.language, first_token(match)
    before = [token["word"] for token in tokens[max(0, first - 2) : first]]
    behind = tokens[match.after]["word"] if match.after < len(tokens) else None
    known = outcomes_of(language.code)
    earlier = {known.get(token["word"], "") for token in tokens[:first]} - {"", outcome.name}
    left = behind in language.additions or not language.additions.isdisjoint(before[-1:])
    measured = isinstance(match.value, Number) and bool(match.value.sign)  # `450 hectares of forest` are no part
    if (left and not (outcome.name and earlier)) or (behind in language.parts and not measured):
        return True
    return not language.subsets.isdisjoint(before)


def is_range_end(match: NumberMatch) -> bool:
    """Whether a number is an end of a range in words, or an age: `12 to 15`, `aged between 25 and 45`."""
    tokens, language, first = match.sentence.tokens, match.sentence.language, first_token(match)

    def is_number(index: int) -> bool:
        token = tokens[index] if 0 <= index < len(tokens) else None
        return token is not None and bool(token["digits"] or token["word"] in language.numbers)

    def word(index: int) -> str:
        return tokens[index]["word"] or "" if 0 <= index < len(tokens) else ""

    if word(first - 1) in language.range_openers:
        return True
    if is_number(first - 2) and (word(first - 1) in language.range_words or word(first - 3) in language.range_openers):
        return True
    return word(match.after) in language.range_words and is_number(match.after + 1)


def first_token(match: NumberMatch) -> int:
    """Return the index of the first token of a number, those of its hedge included."""
    index = match.first
    while index and match.sentence.tokens[index - 1].start() >= match.start:
        index -= 1
    return index


def outcome_of(match: NumberMatch, named: Counted) -> Outcome:
    """Return what became of those that a number counts; named: what it counts.

    It is said right before the number (`killed 12`), behind it in its clause (`12 people were killed`), or, of people
    only, before it by a word such as toll (`the death toll rose to 19`) or by the subject of a verb of change
    (`The number of people killed in the storm rose to 19`).
    """
    sentence, first = match.sentence, first_token(match)
    outcomes = outcomes_of(sentence.language.code)
    if first:
        before = sentence.tokens[first - 1]
        if before["word"] in outcomes and not sentence.lower[before.end() : match.start].strip():
            return Outcome(outcomes[before["word"]], before.start())
    people = not named.words or named.generic
    behind = outcome_behind(match, MAX_AHEAD if named.words else MAX_AHEAD_UNNAMED)
    if behind or not people:
        return Outcome(behind, match.start)
    toll = toll_before(match, first) or toll_of_subject(sentence, first)
    return Outcome(toll, match.start, cumulative=bool(toll))


def outcome_behind(match: NumberMatch, most: int) -> str:
    """Return what became of those that a number counts, by the words behind it; "" where they do not say.

    The words end at a mark between clauses and at the next number, unless that counts a part. most: how many words.
    """
    sentence, end = match.sentence, match.end
    language, outcomes = sentence.language, outcomes_of(sentence.language.code)
    words: list[str] = []
    for index, token in enumerate(sentence.tokens[match.after : match.after + most], start=match.after):
        words.append(token["word"] or "")
        if CLAUSE_MARK.search(sentence.lower, end, token.start()):
            return ""
        said = next((said for said in (words[-1], " ".join(words[-PHRASE:])) if said in outcomes), None)
        if said:
            return "" if governs_next(sentence, index) else outcomes[said]
        if (token["digits"] or words[-1] in language.numbers) and language.subsets.isdisjoint(words[-2:-1]):
            return ""
        end = token.end()
    return ""


def governs_next(sentence: TokenizedText, index: int) -> bool:
    """Whether a word that says what became of people says so of the number right behind it: `and injured 21`."""
    if index + 1 >= len(sentence.tokens):
        return False
    token, following, language = sentence.tokens[index], sentence.tokens[index + 1], sentence.language
    phrase = [token.group() for token in sentence.tokens[index + 1 : index + 1 + MAX_HEDGE_WORDS]]
    hedged = any(" ".join(phrase[:length]) in language.hedges for length in range(1, len(phrase) + 1))
    counts = following["digits"] or following["word"] in language.numbers or hedged
    return bool(counts) and not sentence.lower[token.end() : following.start()].strip()


def toll_before(match: NumberMatch, first: int) -> str:
    """Return what became of people by a word such as toll before their number; first: its first token."""
    sentence, start = match.sentence, match.start
    language = sentence.language
    breaks = language.subsets | language.leaning_openers | language.clause_openers  # and, where, including
    for token in reversed(sentence.tokens[max(0, first - MAX_BACK) : first]):
        if CLAUSE_MARK.search(sentence.lower, token.end(), start) or token["word"] in breaks:
            return ""
        if token["word"] in language.tolls:
            return outcomes_of(language.code).get(token["word"], "")
        start = token.start()
    return ""


def toll_of_subject(sentence: TokenizedText, first: int) -> str:
    """Return what became of people by the subject of a sentence, where its number has risen to one; else "".

    first: the first token of the number, which stands behind a verb of change and at most two words: has risen to.
    """
    language, outcomes = sentence.language, outcomes_of(sentence.language.code)
    between = [token["word"] for token in sentence.tokens[max(0, first - MAX_BEHIND_VERB) : first]]
    if language.rises.isdisjoint(between):
        return ""
    subject = (token["word"] for token in sentence.tokens[: min(MAX_SUBJECT, first - 1)])
    return next((outcomes[word] for word in subject if word in outcomes), "")


@cache
def outcomes_of(code: str) -> dict[str, str]:
    """Return each word or phrase that says what became of people, with the name of that outcome."""
    outcomes = load_language(code).outcomes
    return {word: name for name, words in sorted(outcomes.items()) for word in sorted(words)}


@cache
def outcome_marks(code: str, names: frozenset[str] | None = None) -> frozenset[str]:
    """Return the words, and the last words of phrases, that say what became of people; names: of outcomes, or all."""
    known = outcomes_of(code).items()
    return frozenset(words.rpartition(" ")[2] for words, name in known if names is None or name in names)


@cache
def toll_stems(code: str) -> frozenset[str]:
    """Return the stems of words for what became of people, and for speakers without a name.

    code: ISO 639-1. An empty set for a language without word lists.
    """
    language = load_language(code)
    words = (*outcomes_of(code), *language.tolls, *language.persons, *language.unnamed_sources)
    return frozenset(map(cached_stemmer(code), filter(None, words)))


@cache
def compared_apart(code: str) -> frozenset[str]:
    """Return words that exclude others and do not tell two events apart: closed-class words, units, outcomes."""
    language = load_language(code)
    units = {word for unit in language.units for word in unit.split()}
    return language.stop_words.union(units, language.numbers, filter(None, outcomes_of(code)))
