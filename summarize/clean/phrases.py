"""The phrases of `data/phrases.json`, and the rules that know a line by one: at its head, inside it, or as all of it.

A `by_` function is a rule of `rules`, as in `forms`. Phrases are lower case, with straight quotes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from summarize.clean.lines import first_sentence, has_any, phrases, plain, word_list, words_in

MAX_OPENED_WORDS = 60  # of a line known by the phrase it opens with; archives explain themselves at more length
MIN_MENU_WORDS = 3  # on one line; by judgement
AFTER_PHRASE = " .:!…>»→+-0123456789()"  # may follow a phrase that is the whole line
# Kinds of phrases that also stand behind a good sentence on its line, and then say nothing about that sentence.
BEHIND_TEXT = frozenset({"agency note", "contact", "copyright", "share"})


@cache
def index_of(table: str) -> Mapping[str, tuple[str, ...]]:
    """Return the phrases of a table by their first two characters, the longest first."""
    index: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted(kinds_of(table), key=len, reverse=True):
        index[phrase[:2]].append(phrase)
    return {head: tuple(listed) for head, listed in index.items()}


@cache
def kinds_of(table: str) -> Mapping[str, str]:
    """Return the phrases of a table, each with its kind; one that two kinds have is of the first."""
    kinds: dict[str, str] = {}
    for kind, listed in phrases()[table].items():
        for phrase in listed:
            kinds.setdefault(phrase, kind)
    return kinds


@cache
def all_phrases(table: str) -> tuple[str, ...]:
    """Return the phrases of a table, of whatever kind."""
    return tuple(phrase for listed in phrases()[table].values() for phrase in listed)


@cache
def longest_words(table: str) -> tuple[str, ...]:
    """Return the longest word of each phrase of a table: a line without any of them has none of the phrases.

    >>> longest_words("among_names")
    ('contributed', 'reached', 'reported')
    """
    return tuple(sorted({max(phrase.split(), key=len) for phrase in all_phrases(table)}))


def unfinished_kind(line: str) -> str:
    """Return the kind of a paragraph that is not made of sentences by the phrase it opens with, or ""."""
    return opener(plain(line), "unfinished")[1]


def opener(bare: str, table: str) -> tuple[str, str]:
    """Return the longest phrase of a table that a plain line opens with, as whole words, and its kind; or two "".

    >>> opener("by jane doe", "before_names"), opener("bystanders saw it", "before_names")
    (('by', 'byline'), ('', ''))
    """
    index = index_of(table)
    for head in (bare[:2], bare[:1]):  # the second for a phrase of one character
        listed = index.get(head, ())
        if bare.startswith(listed):
            phrase = next((one for one in listed if bare.startswith(one) and ends_word(bare, one)), "")
            if phrase:
                return phrase, kinds_of(table)[phrase]
    return "", ""


def ends_word(bare: str, phrase: str) -> bool:
    """Whether a phrase that a plain line opens with is not the head of a longer word."""
    return not (phrase[-1].isalpha() and bare[len(phrase) : len(phrase) + 1].isalnum())


def by_whole_line(line: str, bare: str) -> str:
    """Return the kind of a line that is exactly a phrase of the table.

    >>> by_whole_line("Read more »", "read more »"), by_whole_line("It broke.", "it broke.")
    ('teaser', '')
    """
    kinds = kinds_of("whole_lines")
    return kinds.get(bare.rstrip(AFTER_PHRASE), "") or kinds.get(bare, "")


def by_menu(line: str, bare: str) -> str:
    """Return "navigation" for a menu on one line without marks: Home News Sport Weather.

    >>> by_menu("Home News Sport", "home news sport"), by_menu("Home news is good", "home news is good")
    ('navigation', '')
    """
    words = bare.split()
    return "navigation" if len(words) >= MIN_MENU_WORDS and word_list("menu").issuperset(words) else ""


def by_label(line: str, bare: str) -> str:
    """Return the kind of a line that a label opens, set off by its colon or sign: "Photo:", "Editor's note:", "©".

    >>> by_label("Photo: the dam", "photo: the dam"), by_label("The photo: a dam", "the photo: a dam")
    ('caption', '')
    """
    phrase, kind = opener(bare, "openers")
    return "" if phrase[-1:].isalpha() else kind


def by_opener(line: str, bare: str) -> str:
    """Return the kind of a line that opens with a phrase of the table."""
    kind = opener(bare, "openers")[1]
    return kind if kind and (kind == "notice" or words_in(line) <= MAX_OPENED_WORDS) else ""


def by_phrase(line: str, bare: str) -> str:
    """Return the kind of a line that holds a phrase of those that stand anywhere.

    A note, contact or copyright behind a finished sentence is no reason to lose that sentence: of such kinds, only
    the first sentence is searched, and `insertions` cuts off what follows.
    """
    if not has_any(bare, longest_words("anywhere")):
        return ""
    for kind, anywhere in phrases()["anywhere"].items():
        for phrase in anywhere:
            if phrase in bare and (kind not in BEHIND_TEXT or phrase in plain(first_sentence(line))):
                return kind
    return ""
