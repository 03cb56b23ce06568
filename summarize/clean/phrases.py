"""The phrases of `data/phrases.json`, and the rules that know a line by one: at its head, inside it, or as all of it.

A `by_` function is a rule of `rules`, as in `forms`. Phrases are lower case, with straight quotes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from summarize.clean.lines import first_sentence, phrases, plain, word_list, words_in

MAX_OPENED_WORDS = 60  # of a line known by the phrase it opens with; archives explain themselves at more length
MIN_MENU_WORDS = 3  # on one line; by judgement
AFTER_PHRASE = " .:!…>»→+-0123456789()"  # may follow a phrase that is the whole line
# Kinds of phrases that also stand behind a good sentence on its line, and then say nothing about that sentence.
BEHIND_TEXT = frozenset({"agency note", "contact", "copyright", "share"})

PhraseIndex = Mapping[str, list[tuple[str, str]]]  # (phrase, kind), the longest first


@cache
def index_of(table: str) -> PhraseIndex:
    """Return the phrases of a table, each with its kind: by their first word, those of one word by its two letters."""
    index: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind, openers in phrases()[table].items():
        for phrase in openers:
            word, space, _ = phrase.partition(" ")
            index[word + space if space else phrase[:2]].append((phrase, kind))
    return {start: sorted(pairs, key=lambda pair: -len(pair[0])) for start, pairs in index.items()}


@cache
def all_phrases(table: str) -> tuple[str, ...]:
    """Return the phrases of a table, of whatever kind."""
    return tuple(phrase for listed in phrases()[table].values() for phrase in listed)


@cache
def whole_lines() -> Mapping[str, str]:
    """Return the phrases that make up a whole line, with their kinds."""
    return {phrase: kind for kind, lines in phrases()["whole_lines"].items() for phrase in lines}


def unfinished_kind(line: str) -> str:
    """Return the kind of a paragraph that is not made of sentences by the phrase it opens with, or ""."""
    return opener(plain(line), "unfinished")[1]


def opener(bare: str, table: str) -> tuple[str, str]:
    """Return the longest phrase of a table that a plain line opens with, as whole words, and its kind; or two "".

    >>> opener("by jane doe", "before_names"), opener("bystanders saw it", "before_names")
    (('by', 'byline'), ('', ''))
    """
    index = index_of(table)
    word, space, _ = bare.partition(" ")
    for head in (word + space, word[:2], word[:1]):
        for phrase, kind in index.get(head, ()):
            if bare.startswith(phrase) and not (phrase[-1].isalpha() and bare[len(phrase) : len(phrase) + 1].isalnum()):
                return phrase, kind
    return "", ""


def by_whole_line(line: str, bare: str) -> str:
    """Return the kind of a line that is exactly a phrase of the table.

    >>> by_whole_line("Read more »", "read more »"), by_whole_line("It broke.", "it broke.")
    ('teaser', '')
    """
    return whole_lines().get(bare.rstrip(AFTER_PHRASE), "") or whole_lines().get(bare, "")


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
    if not any(map(bare.__contains__, all_phrases("anywhere"))):
        return ""
    for kind, anywhere in phrases()["anywhere"].items():
        for phrase in anywhere:
            if phrase in bare and (kind not in BEHIND_TEXT or phrase in plain(first_sentence(line))):
                return kind
    return ""
