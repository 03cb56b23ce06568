"""What one paragraph is, judged by itself, as a flat line (`lines.flat`): what is sure, and what is only a hint.

A rule takes the line and its plain form (`lines.plain`), and returns a kind, or "" where it does not apply. Those of
SURE need no second sign: the line is nothing but a date, names, a menu, a phrase of the table. Those of HINTS know a
phrase or a form that a sentence of news may have, too. A hint is believed where the line is not made of sentences;
of one that is, `neighbours.settle_hints` asks for another sign. Phrases stand in `data/phrases.json`, by kind: lower
case, with straight quotes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from summarize.clean.captions import by_credit, by_gallery, by_photo
from summarize.clean.forms import (
    by_address,
    by_appeal,
    by_aside,
    by_bracketed,
    by_call,
    by_contact,
    by_date,
    by_navigation,
    by_outlet_and_date,
    by_post,
    by_profile,
    by_reference,
    by_slug,
    by_stage,
    by_symbols,
)
from summarize.clean.lines import (
    DECORATION,
    ends_sentence,
    first_sentence,
    flat,
    made_of_sentences,
    only_names,
    phrases,
    plain,
    word_list,
    words_in,
)
from summarize.clean.tables import by_figures, by_line_up

# Set by judgement.
MAX_LINE_LENGTH = 800  # code points; longer paragraphs are not boilerplate as a whole, and cost time
MAX_OPENED_WORDS = 60  # of a line known by the phrase it opens with
MAX_NOTICE_WORDS = 130  # of a notice known by its opening; archives explain themselves at length
MAX_ANYWHERE_WORDS = 45  # of a line known by a phrase anywhere in it
MAX_DASHED_NAME_WORDS = 9  # of a name behind a dash: "-- Jane Doe, Zembla News"

AFTER_PHRASE = " .:!…>»→+-0123456789()"  # may follow a phrase that is the whole line
# Kinds that may be cut off behind the last sentence of a paragraph.
NOTE_KINDS = frozenset({"agency note", "byline", "contact", "copyright", "notice", "share", "teaser"})
# Kinds of phrases that also stand behind a good sentence on its line, and then say nothing about that sentence.
BEHIND_TEXT = frozenset({"agency note", "contact", "copyright", "share"})

PhraseIndex = Mapping[str, list[tuple[str, str]]]  # (phrase, kind) by the first two characters of the phrase
Rule = Callable[[str, str], str]


class Guess(NamedTuple):
    """What a paragraph seems to be."""

    kind: str  # of `blocks.KINDS`; "" where no rule applies
    sure: bool  # False where another sign is needed


NO_GUESS = Guess("", sure=True)


@cache
def index_of(table: str) -> PhraseIndex:
    """Return the phrases of a table by their first two characters, the longest first, each with its kind."""
    index: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind, openers in phrases()[table].items():
        for phrase in openers:
            index[phrase[:2]].append((phrase, kind))
    return {start: sorted(pairs, key=lambda pair: -len(pair[0])) for start, pairs in index.items()}


@cache
def whole_lines() -> Mapping[str, str]:
    """Return the phrases that make up a whole line, with their kinds."""
    return {phrase: kind for kind, lines in phrases()["whole_lines"].items() for phrase in lines}


def guess(line: str) -> Guess:
    """Return what the first rule that applies takes a line for.

    line: flat. A guess of SURE is sure, and so is one of HINTS where the line is not made of sentences. Of a line
    longer than MAX_LINE_LENGTH only a gallery is told.

    >>> guess("Share this article"), guess("The dam broke.")
    (Guess(kind='share', sure=True), Guess(kind='', sure=True))
    """
    if len(line) > MAX_LINE_LENGTH:
        return Guess(by_gallery(line, ""), sure=True)
    bare = plain(line)
    if kind := first_kind(SURE, line, bare):
        return Guess(kind, sure=True)
    kind = first_kind(HINTS, line, bare)
    return Guess(kind, sure=not made_of_sentences(line)) if kind else NO_GUESS


def guess_note(sentence: str) -> Guess:
    """Return the kind of note that the last sentence of a paragraph may be, one of NOTE_KINDS; NO_GUESS for none.

    sentence: as it stands in the text. A rule that needs a second sign is sure only where the sentence has no end.

    >>> guess_note("By Jane Doe"), guess_note("It was old.")
    (Guess(kind='byline', sure=True), Guess(kind='', sure=True))
    """
    line = flat(sentence)
    bare = plain(line)
    for rules, sure in ((NOTE_RULES, True), (NOTE_HINTS, not ends_sentence(line))):
        if (kind := first_kind(rules, line, bare)) in NOTE_KINDS:
            return Guess(kind, sure)
    return NO_GUESS


def first_kind(rules: tuple[Rule, ...], line: str, bare: str) -> str:
    """Return the kind that the first matching rule gives a line, or ""."""
    return next((kind for rule in rules if (kind := rule(line, bare))), "")


def unfinished_kind(line: str) -> str:
    """Return the kind of a paragraph that is not made of sentences by the phrase it opens with, or ""."""
    return opener(plain(line), "unfinished")[1]


def opener(bare: str, table: str) -> tuple[str, str]:
    """Return the longest phrase of a table that a plain line opens with, as whole words, and its kind; or two "".

    >>> opener("by jane doe", "before_names"), opener("bystanders saw it", "before_names")
    (('by', 'byline'), ('', ''))
    """
    index = index_of(table)
    for phrase, kind in [*index.get(bare[:2], ()), *index.get(bare[:1], ())]:
        if bare.startswith(phrase) and not (phrase[-1].isalpha() and bare[len(phrase) : len(phrase) + 1].isalnum()):
            return phrase, kind
    return "", ""


def by_whole_line(line: str, bare: str) -> str:
    """Return the kind of a line that is exactly a phrase of the table.

    >>> by_whole_line("Read more »", "read more »"), by_whole_line("It broke.", "it broke.")
    ('teaser', '')
    """
    return whole_lines().get(bare.rstrip(AFTER_PHRASE), "") or whole_lines().get(bare, "")


def by_names(line: str, bare: str) -> str:
    """Return "byline" or "agency note" for names behind a phrase, before "Staff Writer", or behind a dash.

    "By Jane Doe, Staff Writer", "With files from Reuters", "Jane Doe, Associated Press Writer", "-- Jane Doe".

    >>> by_names("By Jane Doe, Staff Writer", "by jane doe, staff writer")
    'byline'
    >>> by_names("By Jane it broke.", "by jane it broke.")
    ''
    """
    phrase, kind = opener(bare, "before_names")
    if phrase:
        rest = line.lstrip(DECORATION + "([")[len(phrase) :].rstrip(")].–— ")
        if (words_in(rest) <= 1 or not ends_sentence(rest)) and are_reporters(rest):
            return kind
    if line.rpartition(", ")[2].lower() in word_list("writers", "names") and only_names(line):
        return "byline"
    dashed = line.startswith(("—", "–", "--")) and words_in(line) <= MAX_DASHED_NAME_WORDS
    return "byline" if dashed and only_names(line.lstrip("—–- ")) else ""


def is_byline(line: str) -> bool:
    """Whether a line is nothing but a byline by its form: By Jane Doe, Science Editor."""
    line = flat(line)
    return by_names(line, plain(line)) == "byline"


def by_reporters(line: str, bare: str) -> str:
    """Return "agency note" or "contact" for who reported, with nothing but names around the phrase.

    "AP writer John Roe in Cairo contributed to this report.", "Doe reported from Nairobi, Kenya.", but not "Experts
    from ten countries contributed to the report."
    """
    for kind, around in phrases()["among_names"].items():
        for phrase in filter(line.__contains__, around):
            before, found, behind = line.partition(f" {phrase}")
            if found and are_reporters(before) and (not behind.strip(" .") or only_names(behind) or "@" in behind):
                return kind
    return ""


def are_reporters(line: str) -> bool:
    """Whether a line is nothing but names, and words for those who report: "AP writer Jane Doe in Cairo".

    >>> are_reporters("AP writer John Roe in Cairo"), are_reporters("Experts from ten countries")
    (True, False)
    """
    return only_names(" ".join(word for word in line.split() if word not in word_list("reporters")))


def by_label(line: str, bare: str) -> str:
    """Return the kind of a line that a label opens, set off by its colon or sign: "Photo:", "Editor's note:", "©".

    >>> by_label("Photo: the dam", "photo: the dam"), by_label("The photo: a dam", "the photo: a dam")
    ('caption', '')
    """
    phrase, kind = opener(bare, "openers")
    return "" if phrase[-1:].isalpha() or words_in(line) > MAX_OPENED_WORDS else kind


def by_opener(line: str, bare: str) -> str:
    """Return the kind of a line that opens with a phrase of the table."""
    kind = opener(bare, "openers")[1]
    return kind if kind and words_in(line) <= (MAX_NOTICE_WORDS if kind == "notice" else MAX_OPENED_WORDS) else ""


def by_phrase(line: str, bare: str) -> str:
    """Return the kind of a line that holds a phrase of those that stand anywhere.

    A note, contact or copyright behind a finished sentence is no reason to lose that sentence: of such kinds, only
    the first sentence is searched, and `insertions` cuts off what follows.
    """
    if words_in(line) > MAX_ANYWHERE_WORDS:
        return ""
    for kind, anywhere in phrases()["anywhere"].items():
        for phrase in anywhere:
            if phrase in bare and (kind not in BEHIND_TEXT or phrase in plain(first_sentence(line))):
                return kind
    return ""


SURE: tuple[Rule, ...] = (
    by_whole_line,
    by_post,
    by_date,
    by_outlet_and_date,
    by_symbols,
    by_stage,
    by_names,
    by_gallery,
    by_credit,
    by_label,
    by_bracketed,
    by_line_up,
    by_reporters,
    by_call,
    by_navigation,
    by_reference,
)
HINTS: tuple[Rule, ...] = (
    by_slug,
    by_photo,
    by_opener,
    by_phrase,
    by_profile,
    by_aside,
    by_appeal,
    by_contact,
    by_figures,
    by_address,
)
NOTE_RULES: tuple[Rule, ...] = (by_stage, by_names, by_label, by_reporters, by_call, by_contact)
NOTE_HINTS: tuple[Rule, ...] = (by_slug, by_opener, by_phrase, by_appeal)
