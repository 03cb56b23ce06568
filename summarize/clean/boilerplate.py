"""What one paragraph is, judged by itself: by the phrases it opens with, by its form, by what it consists of.

`kind_of` takes a paragraph as a flat line (`lines.flat`) and asks the rules of the table RULES in turn. A rule takes
the line and its plain form (`lines.plain`), and returns a kind, or "" where it does not apply. Rules by phrases are
here, with the tables of `phrases`; the others are in `forms` and `captions`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from summarize.clean import phrases
from summarize.clean.captions import by_caption
from summarize.clean.forms import (
    by_aside,
    by_contact,
    by_date,
    by_figures,
    by_navigation,
    by_post,
    by_profile,
    by_symbols,
    by_wire,
)
from summarize.clean.lines import DECORATION, ends_sentence, first_sentence, flat, only_names, plain, words_in

# Set by judgement; points in brackets as in `blocks`.
MAX_LINE_LENGTH = 800  # code points; longer paragraphs are not boilerplate as a whole, and cost time [halved: -2.1]
MAX_OPENED_WORDS = 60  # of a line known by the phrase it opens with [halved: -1.3]
MAX_NOTICE_WORDS = 130  # of a notice known by its opening; archives explain themselves at length [halved: -2.1]
MAX_ANYWHERE_WORDS = 45  # of a line known by a phrase anywhere in it
MAX_DASHED_NAME_WORDS = 9  # of a name behind a dash: "-- Jane Doe, Zembla News"

PhraseIndex = Mapping[str, list[tuple[str, str]]]  # (phrase, kind) by the first two characters of the phrase


def index_phrases(table: Mapping[str, tuple[str, ...]]) -> PhraseIndex:
    """Return the phrases of a table by their first two characters, the longest first, each with its kind."""
    index: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind, openers in table.items():
        for phrase in openers:
            index[phrase[:2]].append((phrase, kind))
    return {start: sorted(pairs, key=lambda pair: -len(pair[0])) for start, pairs in index.items()}


OPENERS, UNFINISHED_OPENERS, BEFORE_NAMES = map(
    index_phrases, (phrases.OPENERS, phrases.UNFINISHED_OPENERS, phrases.BEFORE_NAMES)
)
WHOLE_LINE_KINDS = {phrase: kind for kind, lines in phrases.WHOLE_LINES.items() for phrase in lines}
AFTER_PHRASE = " .:!…>»→+-0123456789()"  # may follow a phrase that is the whole line
WRITERS = frozenset(("staff writer", "associated press writer", "ap writer", "associated press"))
# Kinds that may be cut off behind the last sentence of a paragraph.
NOTE_KINDS = frozenset({"agency note", "byline", "contact", "copyright", "notice", "share", "teaser"})
# Kinds of phrases that also stand behind a good sentence on its line, and then say nothing about that sentence.
BEHIND_TEXT = frozenset({"agency note", "contact", "copyright", "share"})


def kind_of(line: str) -> str:
    """Return the kind that the first matching rule gives a paragraph, or "" if it may be prose.

    line: the paragraph as a flat line.
    """
    if len(line) > MAX_LINE_LENGTH:
        return ""
    bare = plain(line)
    return next((kind for rule in RULES if (kind := rule(line, bare))), "")


def note_kind(sentence: str) -> str:
    """Return the kind of note that the last sentence of a paragraph is, or "" if it is text of the article."""
    line = flat(sentence)
    bare = plain(line)
    kinds = (kind for rule in (by_wire, by_names, by_phrase, by_contact) if (kind := rule(line, bare)))
    return next((kind for kind in kinds if kind in NOTE_KINDS), "")


def unfinished_kind(line: str) -> str:
    """Return the kind of a paragraph that is not made of sentences by the phrase it opens with, or ""."""
    return opener(plain(line), UNFINISHED_OPENERS)[1]


def opener(bare: str, index: PhraseIndex) -> tuple[str, str]:
    """Return the longest phrase of an index that a plain line opens with, as whole words, and its kind; or two ""."""
    for phrase, kind in [*index.get(bare[:2], ()), *index.get(bare[:1], ())]:
        if bare.startswith(phrase) and not (phrase[-1].isalpha() and bare[len(phrase) : len(phrase) + 1].isalnum()):
            return phrase, kind
    return "", ""


def by_whole_line(line: str, bare: str) -> str:
    """Return the kind of a line that is exactly a phrase of the table."""
    return WHOLE_LINE_KINDS.get(bare.rstrip(AFTER_PHRASE), "") or WHOLE_LINE_KINDS.get(bare, "")


def by_names(line: str, bare: str) -> str:
    """Return "byline" or "agency note" for names behind a phrase, before "Staff Writer", or behind a dash.

    "By Jane Doe, Staff Writer", "With files from Reuters", "Jane Doe, Associated Press Writer", "-- Jane Doe".
    """
    phrase, kind = opener(bare, BEFORE_NAMES)
    if phrase:
        rest = line.lstrip(DECORATION + "([")[len(phrase) :].rstrip(")].–— ")
        if (words_in(rest) <= 1 or not ends_sentence(rest)) and only_names(rest):
            return kind
    if line.rpartition(", ")[2].lower() in WRITERS and only_names(line):
        return "byline"
    dashed = line.startswith(("—", "–", "--")) and words_in(line) <= MAX_DASHED_NAME_WORDS
    return "byline" if dashed and only_names(line.lstrip("—–- ")) else ""


def by_phrase(line: str, bare: str) -> str:
    """Return the kind of a line that opens with a phrase of the tables, or holds one of those that stand anywhere.

    A note, contact or copyright behind a finished sentence is no reason to lose that sentence: of such kinds, only
    the first sentence is searched, and `insertions` cuts off what follows.
    """
    words = words_in(line)
    _, kind = opener(bare, OPENERS)
    if kind:
        return kind if words <= (MAX_NOTICE_WORDS if kind == "notice" else MAX_OPENED_WORDS) else ""
    if words > MAX_ANYWHERE_WORDS or not any(map(bare.__contains__, phrases.ANYWHERE_SIGNS)):
        return ""
    first = plain(first_sentence(line))
    for kind, anywhere in phrases.ANYWHERE.items():
        searched = first if kind in BEHIND_TEXT else bare
        if any(phrase in searched for phrase in anywhere):
            return kind
    return ""


RULES: tuple[Callable[[str, str], str], ...] = (
    by_whole_line,
    by_post,
    by_date,
    by_symbols,
    by_wire,
    by_names,
    by_caption,
    by_phrase,
    by_contact,
    by_navigation,
    by_profile,
    by_aside,
    by_figures,
)
