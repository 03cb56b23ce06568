"""What one paragraph is, judged by itself, as a flat line (`lines.flat`): what is sure, and what is only a hint.

A rule takes the line and its plain form (`lines.plain`), and returns a kind, or "" where it does not apply. Those of
"sure" need no second sign: the line is nothing but a date, names, a menu, a phrase of the table. Those of "hints" know
a phrase or a form that a sentence of news may have, too. A hint is believed where the line is not made of sentences;
of one that is, `furniture` asks for another sign. Phrases stand in `data/phrases.json`, by kind: lower case, with
straight quotes.

Most lines are prose, and few have a bracket, a colon or a figure. So each rule says of which characters its lines have
one, and is asked of no other line.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from summarize.clean.captions import by_credit, by_gallery, by_photo
from summarize.clean.forms import (
    by_address,
    by_appeal,
    by_aside,
    by_bracketed,
    by_call,
    by_contact,
    by_date,
    by_neighbour_page,
    by_outlet_and_date,
    by_place_of_report,
    by_post,
    by_profile,
    by_question,
    by_reference,
    by_slug,
    by_stage,
    by_trail,
)
from summarize.clean.lines import (
    DECORATION,
    ends_sentence,
    flat,
    has_any,
    made_of_sentences,
    only_names,
    phrases,
    plain,
    word_list,
    words_in,
)
from summarize.clean.phrases import by_label, by_menu, by_opener, by_phrase, by_whole_line, longest_words, opener
from summarize.clean.tables import by_figures, by_line_up, by_symbols

# Set by judgement.
MAX_LINE_LENGTH = 800  # code points; longer paragraphs are not boilerplate as a whole, and cost time
MAX_DASHED_NAME_WORDS = 9  # of a name behind a dash: "-- Jane Doe, Zembla News"

# Kinds that may be cut off behind the last sentence of a paragraph.
NOTE_KINDS = frozenset({"agency note", "byline", "contact", "copyright", "notice", "share", "teaser"})

SIGN = re.compile(r"[@/\\|()\[\]:>»›«‹_;–—0-9-]")  # that a rule may ask for
DIGITS, DIGIT = frozenset("0123456789"), frozenset("0")  # all are asked for as one
OTHER_DIGIT = re.compile(r"[^\D0-9]|[²³¹\u1369-\u1371\u19da\u2070-\u2793\U00010000-\U0010ffff]")  # and a few others
REMEMBERED = 16_384  # pairs of signs and numbers of words whose rules are remembered; most text has some hundreds

RuleSet = Literal["sure", "hints", "note rules", "note hints"]
Judge = Callable[[str, str], str]


class Guess(NamedTuple):
    """What a paragraph seems to be."""

    kind: str  # of `blocks.KINDS`; "" where no rule applies
    sure: bool  # False where another sign is needed


NO_GUESS = Guess("", sure=True)


def guess(line: str) -> Guess:
    """Return what the first rule that applies takes a line for.

    line: flat. A guess of SURE is sure, and so is one of HINTS where the line is not made of sentences. Of a line
    longer than MAX_LINE_LENGTH only a gallery is told.

    >>> guess("Share this article"), guess("The dam broke.")
    (Guess(kind='share', sure=True), Guess(kind='', sure=True))
    """
    if len(line) > MAX_LINE_LENGTH:
        return Guess(by_gallery(line, ""), sure=True)
    bare, signs = plain(line), signs_in(line)
    if kind := first_kind("sure", signs, line, bare):
        return Guess(kind, sure=True)
    kind = first_kind("hints", signs, line, bare)
    return Guess(kind, sure=not made_of_sentences(line)) if kind else NO_GUESS


def guess_note(sentence: str) -> Guess:
    """Return the kind of note that the last sentence of a paragraph may be, one of NOTE_KINDS; NO_GUESS for none.

    sentence: as it stands in the text. A rule that needs a second sign is sure only where the sentence has no end.

    >>> guess_note("By Jane Doe"), guess_note("It was old.")
    (Guess(kind='byline', sure=True), Guess(kind='', sure=True))
    """
    line = flat(sentence)
    bare, signs = plain(line), signs_in(line)
    if (kind := first_kind("note rules", signs, line, bare)) in NOTE_KINDS:
        return Guess(kind, sure=True)
    if (kind := first_kind("note hints", signs, line, bare)) in NOTE_KINDS:
        return Guess(kind, sure=not ends_sentence(line))
    return NO_GUESS


def first_kind(rules: RuleSet, signs: frozenset[str], line: str, bare: str) -> str:
    """Return the kind that the first matching rule gives a line, or ""; signs: of `signs_in`."""
    for judge in applicable(rules, signs, words_in(line)):
        if kind := judge(line, bare):
            return kind
    return ""


def signs_in(line: str) -> frozenset[str]:
    """Return the characters of a line that rules ask for, every digit as 0.

    >>> sorted(signs_in("Elsa: 12 (of 30)"))
    ['(', ')', '0', ':']
    """
    signs = frozenset(SIGN.findall(line))
    if not signs.isdisjoint(DIGITS):
        return signs - DIGITS | DIGIT
    return signs if line.isascii() or not OTHER_DIGIT.search(line) else signs | DIGIT


@lru_cache(maxsize=REMEMBERED)
def applicable(rules: RuleSet, signs: frozenset[str], words: int) -> tuple[Judge, ...]:
    """Return the rules of a set that may know a line of so many words with some signs, in their order."""
    return tuple(
        rule.judge
        for rule in RULES[rules]
        if words <= rule.most and (not rule.signs or not signs.isdisjoint(rule.signs))
    )


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
    if not has_any(line, longest_words("among_names")):
        return ""
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


class Rule(NamedTuple):
    """A rule, and the lines of which it is asked."""

    judge: Judge
    signs: str = ""  # characters of which each of its lines has one; "" where words tell them
    most: int = sys.maxsize  # words of such a line; set by judgement


BY_LABEL, BY_SLUG, BY_APPEAL = Rule(by_label, most=60), Rule(by_slug, "-/(0;"), Rule(by_appeal, "@0", 40)
BY_STAGE, BY_CALL, BY_CONTACT = Rule(by_stage, "|–—_-)]:"), Rule(by_call, "0", 40), Rule(by_contact, most=12)
BY_PHRASE, BY_PLACE = Rule(by_phrase, most=45), Rule(by_place_of_report, most=14)
BY_NAMES, BY_REPORTERS, BY_OPENER = Rule(by_names), Rule(by_reporters), Rule(by_opener, most=130)

# In their order.
RULES: Mapping[RuleSet, tuple[Rule, ...]] = {
    "sure": (
        Rule(by_whole_line),
        Rule(by_post, "@/"),
        Rule(by_date),
        Rule(by_outlet_and_date, "0", 12),
        Rule(by_symbols),
        BY_STAGE,
        BY_NAMES,
        Rule(by_gallery),
        Rule(by_credit, most=100),  # agencies allow about 60 words, and two may have run together
        BY_LABEL,
        Rule(by_bracketed, "["),
        Rule(by_line_up, ":"),
        BY_REPORTERS,
        BY_CALL,
        Rule(by_neighbour_page),
        Rule(by_menu, most=15),
        Rule(by_trail, ">»›/|", 40),
        Rule(by_reference, "0", 60),
        Rule(by_question, most=40),
    ),
    "hints": (
        BY_SLUG,
        BY_PLACE,
        Rule(by_photo),
        BY_OPENER,
        BY_PHRASE,
        Rule(by_profile),
        Rule(by_aside),
        BY_APPEAL,
        BY_CONTACT,
        Rule(by_figures, "0"),
        Rule(by_address, most=30),
    ),
    "note rules": (BY_STAGE, BY_NAMES, BY_LABEL, BY_REPORTERS, BY_CALL, BY_CONTACT),
    "note hints": (BY_SLUG, BY_PLACE, BY_OPENER, BY_PHRASE, BY_APPEAL),
}
