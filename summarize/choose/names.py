"""Who a sentence names, surnames by themselves among them, and whether its author speaks of himself.

Takes the words of a sentence and the word lists of its language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from summarize.choose.mentions import Token, tokens_of
from summarize.records import Span
from summarize.text.languages import Language
from summarize.text.quotes import find_quotes, quoted_spans, unquoted
from summarize.text.tokens import letters_and_digits, lower_case, without_curly

OPENING_CHARACTERS = 60  # of a sentence, in which MAX_WORDS_TO_GESTURE words from its article to its verb stand
MAX_WORDS_TO_GESTURE = 4
NEAR_CHARACTERS = 40  # on either side of a name, for who that is; by judgement

NAME = re.compile(r"[^\W\d_]\w+")
WORD = re.compile(r"[^\W_]+")


def bare_names(tokens: Sequence[Token], language: Language) -> list[str]:
    """Return the names of one word that stand without another name, a title or a role, and were not given before."""
    named, bare = set[str](), list[str]()
    for index, token in enumerate(tokens):
        if token.is_name:
            is_last = index + 1 == len(tokens) or not tokens[index + 1].is_name or token.is_possessive
            joined = index > 0 and joins_name(tokens[index - 1], language)
            if is_last and not joined and token.text not in named and len(token.text) > 2:
                bare.append(token.text)
            named.add(token.text)
    return bare


def introductions(text: str, language: Language) -> tuple[set[str], set[str]]:
    """Return the names that a text first gives alone, and those that it first gives with more of who that is.

    >>> from summarize.text.languages import load_language
    >>> [sorted(names) for names in introductions("Mayor Ana Ruz met Voss. Voss left.", load_language("en"))]
    [['Voss'], ['Ana', 'Mayor', 'Ruz']]
    """
    tokens = tokens_of(text, language.stop_words | language.weekdays | language.months)
    bare = set(bare_names(tokens, language))
    return bare, {token.text for token in tokens if token.is_name} - bare


def joins_name(before: Token, language: Language) -> bool:
    """Whether a word before a name says who that is: a name, an initial, a title, a role."""
    if before.is_name or before.text == "." or before.lower in language.titles:
        return True
    return before.lower.endswith(tuple(language.role_endings)) and before.lower not in language.stop_words


def is_somebody(word: str, language: Language) -> bool:
    """Whether a noun stands for one person: actor, mayor, victim.

    >>> from summarize.text.languages import load_language
    >>> en = load_language("en")
    >>> is_somebody("mayor", en), is_somebody("actor", en), is_somebody("dam", en)
    (True, True, False)
    """
    return word in language.titles | language.resumptive_people or word.endswith(tuple(language.person_endings))


def may_be_somebody(token: Token, language: Language) -> bool:
    """Whether a pronoun for one person may stand for a word: actor, mother, everyone. In doubt it may."""
    word = token.lower
    if word in language.stop_words:
        return word in language.somebody
    is_role = word.endswith(tuple(language.role_endings))
    return is_role or is_somebody(word, language) or word in language.somebody


def is_taken_up(name: str, tokens: Sequence[Token], language: Language) -> bool:
    """Whether a sentence opens with a name that a pronoun for one person takes up: Ruz paints her boats.

    >>> from summarize.text.languages import load_language
    >>> en = load_language("en")
    >>> texts = "Ruz paints her boats.", "Ruz sold boats to Voss and her sister."
    >>> [is_taken_up("Ruz", tokens_of(text, en.stop_words), en) for text in texts]
    [True, False]
    """
    if not tokens or tokens[0].text != name:
        return False
    for token in tokens[1:]:
        if token.lower in language.personal_pronouns:
            return True
        if token.is_name or may_be_somebody(token, language):
            return False
    return False


def stands_for_person(text: str, name: Span, language: Language) -> bool:
    """Whether a name at a place of a text is somebody's: Ruz said, Mayor Ana Ruz, Ruz, 41, Ruz, who."""
    before = text[max(0, name.start - NEAR_CHARACTERS) : name.start].lower().replace(".", "").split()[-3:]
    if before and (before[-1] in language.speech or not language.titles.isdisjoint({*before} - language.stop_words)):
        return True
    rest = text[name.end : name.end + NEAR_CHARACTERS]
    behind = re.match(r",?\s+(\w+)", rest)
    if not behind:
        return False
    if rest.startswith(","):
        return behind[1].isdigit() or behind[1] in language.personal_relatives
    return behind[1] in language.speech


def shows_somebody(text: str, language: Language) -> bool:
    """Whether a sentence opens by what somebody does on a picture: A woman waves the flag.

    >>> from summarize.text.languages import load_language
    >>> texts = "A young woman waves the flag.", "A woman who waves the flag left.", "The woman waves the flag."
    >>> [shows_somebody(text, load_language("en")) for text in texts]
    [True, False, False]
    """
    first = text[: text.find(" ")].lower()
    if first not in language.indefinite_articles and first not in language.numbers:
        return False
    tokens = tokens_of(text[:OPENING_CHARACTERS], language.stop_words)[: MAX_WORDS_TO_GESTURE + 1]
    for before, token in pairwise(tokens):
        if token.lower in language.gestures and not before.is_possessive:
            noun = before.lower.removesuffix("s")
            return is_somebody(noun, language) or noun.endswith(tuple(language.role_endings))
    return False


def names_in(text: str, language: Language) -> list[str]:
    """Return the capitalised words of a text that may name somebody: not the first word, a weekday or a month.

    >>> from summarize.text.languages import load_language
    >>> names_in("On Monday Ana Ruz left Elsa in March.", load_language("en"))
    ['Ana', 'Ruz', 'Elsa']
    """
    _, _, rest = text.partition(" ")
    capitalised = [word for word in NAME.findall(rest) if word[0].isupper()]
    times = [language.weekdays, language.months]
    return [word for word in capitalised if not any(lower_case(word) in words for words in times)]


def in_first_person(text: str, language: Language) -> bool:
    """Whether the author speaks of himself outside quotations: I, we, our; the I of World War I is a number.

    >>> from summarize.text.languages import load_language
    >>> en = load_language("en")
    >>> in_first_person("We saw it.", en)
    True
    >>> in_first_person("World War I ended.", en)
    False
    >>> in_first_person('"I left," he said.', en)
    False
    """
    return has_outside_quotes(text, language.first_person)


def has_outside_quotes(text: str, pronouns: Set[str]) -> bool:
    """Whether a text has one of some pronouns outside quotations; the I of World War I is none."""
    lower = without_curly(text, " ").lower()
    words = letters_and_digits(lower).split() if lower.isascii() else WORD.findall(lower)
    if pronouns.isdisjoint(words):
        return False
    words = WORD.findall(unquoted(text, quoted_spans(text, find_quotes(text))))
    own = [index for index, word in enumerate(words) if word.lower() in pronouns]
    return any(words[index] != "I" or index < 2 or not words[index - 1][0].isupper() for index in own)
