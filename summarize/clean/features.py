"""The features of a line of an English page: how it is set, what words it has, what stands beside it.

`furniture` weighs them; `benchmarks/debris.py` fits the weights. The words that are counted stand in `data/words.json`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import log1p
from typing import NamedTuple

from summarize.clean.lines import ends_sentence, has_any, inner_starts, made_of_sentences, read_data
from summarize.text.tokens import letters_only, without_curly

SAMPLE_LINES = 12  # lines of a text that tell whether it is English
ENGLISH_SHARE = 0.08  # of the words of those lines: "the", "of" and the like; a page of lists has few
PLAIN_WORDS = 10  # in a finished line with a verb of the past and none of the signs below: such a line is prose
SHOWN_CHARACTERS = 400  # code points of a line that are weighed; a longer one is judged by its head
QUESTION_WORDS = 11  # of a short question
MAX_TAILS = 5000  # lines whose last words are counted

WORD = re.compile(r"[a-z$][a-z]*(?:['’-][a-z]+)*")
JOINTS = ("'", "-", "$")  # ASCII that may stand in a WORD beside letters
OUTSIDE = re.compile(r"https?:|www\.|\.com\b|\w@\w|@\w|#\w|\.(?:org|net)\b")
TELEPHONE = re.compile(r"\d\d\d[-) ]{1,2}\d{3,4}\b")  # begins with one digit, which is looked for fast
OUTSIDE_SIGNS = ("@", "#", "http", "www.", ".com", ".org", ".net")  # each match holds one
NUMBER_OF = re.compile(r"\b\d{1,3} ?(?:of|/) ?\d{1,3}\b")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAY_OF_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})[a-z]{{0,6}}\.?,? \d{{1,2}}\b")
ANY_DIGIT = re.compile(r"\d")
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
CENTURIES, CLOCK_SIGNS = ("19", "20"), (":", "am", "pm", ".m")  # each match of YEAR, or of CLOCK, holds one
CLOCK = re.compile(r"\d:\d\d|\b\d{1,2} ?[ap]\.?m\b")
CAPITALISED = re.compile(r" [\"“‘(]?[A-Z]")
ALL_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
MARKS = re.compile(r"[|/@_#>»•…:*©\[\]]")
QUOTES, DASHES = ('"', "“", "”"), (" - ", " – ", " — ", " -- ")
BULLET = re.compile(r"[-–—•*·>»]|\d{1,2}[.)] ")
IN_BRACKETS = re.compile(r"\)[.]?$")
DEICTICS = frozenset({"this", "our", "these"})
COUNTED_LISTS = ("web", "shop", "legal", "credit", "photo", "readers", "we")
OPENING_LISTS = ("determiners", "pronouns", "openers", "imperatives", "web")
ASKING = ("?", "!", '?"', "?”")
TWO_CAPITALS = re.compile("[A-Z][A-Z]")
NO_DATE = (0.0,) * 5  # of a line without digits
NOTHING_COUNTED = (0.0,) * (2 * len(COUNTED_LISTS) + 1)
SIGNED = re.compile(r"[.!?][\"”’)]* [A-Z][\w'’.-]+(?: [A-Z][\w'’./-]+){0,3}$")


class Page(NamedTuple):
    """The lines of a text, flat, and what is asked of them again and again."""

    lines: Sequence[str]
    finished: Sequence[bool]  # whether the line ends as a sentence does
    lengths: Sequence[float]  # log of the number of words
    settled: Sequence[bool]  # whether a rule knows that the line is not text of the article
    habit: float  # share of the characters of lines that are not settled which stand in finished lines
    usual: float  # mean of the lengths of those lines
    heads: Counter[str]  # first words of lines
    tails: Counter[str]  # last four words of lines
    questions: int  # short lines that ask


def page_of(lines: Sequence[str], settled: Sequence[bool]) -> Page:
    """Return the lines of a text as a page: what the features of each line are computed from, once for all of them.

    lines: (n,) flat lines in order. settled: (n,) whether a rule knows that the line is not text of the article; such
    lines do not count for the habits of the text.
    """
    finished = [ends_sentence(line) for line in lines]
    lengths = [log1p(line.count(" ") + 1) for line in lines]
    open_rows = [row for row, known in enumerate(settled) if not known]
    total = sum(len(lines[row]) for row in open_rows)
    in_finished = sum(len(lines[row]) for row in open_rows if finished[row])
    usual = sum(lengths[row] for row in open_rows) / max(1, len(open_rows))
    heads = Counter(line.split(" ", 1)[0] for line in lines)
    tails = Counter(tail_of(line) for line in lines[:MAX_TAILS])
    questions = sum(map(is_short_question, lines))
    return Page(lines, finished, lengths, settled, in_finished / max(1, total), usual, heads, tails, questions)


def is_short_question(line: str) -> bool:
    """Whether a line is a question of a few words, as headings of some sites are.

    >>> is_short_question("What happened?"), is_short_question("What happened is not known.")
    (True, False)
    """
    return line.endswith("?") and line.count(" ") < QUESTION_WORDS


def tail_of(line: str) -> str:
    """Return the last four words of a line.

    >>> tail_of("The dam above Elsa broke at dawn.")
    'Elsa broke at dawn.'
    """
    return " ".join(line[-80:].rsplit(" ", 4)[1:])


def row_of(page: Page, index: int, line: str) -> list[float]:
    """Return the features of a line, or of a sentence in it, always in the same order.

    index: of the line in the page, whose neighbours are looked at.
    """
    line = line[:SHOWN_CHARACTERS]
    words = words_of(line)
    return [*shape(line, page.habit), *marks(line), *vocabulary(words), *grammar(words, line), *place(page, index)]


def words_of(line: str) -> list[str]:
    """Return the English words of a line in lower case, in order; digits and other letters are not words.

    >>> words_of("We'll email 3 copies.")
    ["we'll", 'email', 'copies']
    """
    simple = line if "’" in line else without_curly(line, " ")
    if simple.isascii() and not has_any(simple, JOINTS):
        return letters_only(simple.lower()).split()
    return WORD.findall(line.lower())


def shape(line: str, habit: float) -> tuple[float, ...]:
    """Return how long a line is, and how it begins and ends."""
    count, finished = line.count(" ") + 1, float(ends_sentence(line))
    sentences = 1 + min(5, sum(1 for _ in inner_starts(line)))
    open_end = line[-1:].isalnum()
    return (
        *(log1p(count), sentences, log1p(count / sentences), finished, finished * habit, habit),
        *(float(line.endswith(":")), float(line.endswith(ASKING)), float(line.endswith(("...", "…")))),
        *(float(line.endswith((")", ").")) and bool(IN_BRACKETS.search(line))), float(open_end)),
        float(open_end and bool(SIGNED.search(line))),
        *(float(line[:1].islower()), float(line[:1] in "\"“‘'"), float(bool(BULLET.match(line)))),
    )


def marks(line: str) -> tuple[float, ...]:
    """Return the capitals, figures, dates and marks of a line."""
    count, length = line.count(" ") + 1, max(1, len(line))
    digits = sum(map(line.count, "0123456789"))
    all_capitals = len(ALL_CAPITALS.findall(line)) if TWO_CAPITALS.search(line) else 0
    of_marks = (
        *(len(CAPITALISED.findall(line)) / count, all_capitals / count, digits / length),
        *(len(MARKS.findall(line)) / count, line.count(",") / count, line.count("(") / count),
        *(float(has_any(line, QUOTES)), float(has_any(line, DASHES))),
        float(points_outside(line, with_digits=digits > 0)),
    )
    if not digits:
        return (*of_marks, *NO_DATE)
    day = names_day(line)
    return (
        *of_marks,
        float(has_any(line, ("of", "/")) and bool(NUMBER_OF.search(line))),
        float(day),
        float(day and bool(WEEKDAY.search(line))),
        float(has_any(line, CENTURIES) and bool(YEAR.search(line))),
        float(has_any(line, CLOCK_SIGNS) and bool(CLOCK.search(line))),
    )


def names_day(line: str) -> bool:
    """Whether a line has a month with a day behind it.

    >>> names_day("It broke on March 3."), names_day("It broke in March.")
    (True, False)
    """
    return has_any(line, MONTHS) and DAY_OF_MONTH.search(line) is not None


def points_outside(line: str, *, with_digits: bool) -> bool:
    """Whether a line has an address, a handle, a tag or a telephone number; with_digits: whether it has digits.

    >>> points_outside("Write to @janedoe", with_digits=False), points_outside("The dam broke.", with_digits=False)
    (True, False)
    """
    if has_any(line, OUTSIDE_SIGNS) and OUTSIDE.search(line):
        return True
    return with_digits and TELEPHONE.search(line) is not None


def vocabulary(words: Sequence[str]) -> tuple[float, ...]:
    """Return how many words of the lists of furniture a line has, and what share they are."""
    lists, count = word_lists(), max(1, len(words))
    if lists["counted"].isdisjoint(words):
        return NOTHING_COUNTED
    counted = [*filter(lists["counted"].__contains__, words)]
    hits = [sum(map(lists[name].__contains__, counted)) for name in COUNTED_LISTS]
    followers = {after for word, after in pairwise(words) if word in DEICTICS}
    shares = [number for hit in hits for number in (log1p(hit), hit / count)]
    return (*shares, float(not lists["deictic"].isdisjoint(followers)))


def grammar(words: Sequence[str], line: str) -> tuple[float, ...]:
    """Return what kind of word a line opens with, and how much it reads like a sentence of news."""
    lists, count = word_lists(), max(1, len(words))
    first = words[0] if words else ""
    # verbs in -ed are counted by their ends, all at once
    finite = sum(map(lists["finite not in -ed"].__contains__, words)) + f"{' '.join(words)} ".count("ed ")
    return (
        *[float(first in lists[name]) for name in OPENING_LISTS],
        float(first.endswith("ing")),
        float(first in lists["questions"] and not ends_sentence(line)),
        *(float(finite > 0), finite / count),
        *(float(not lists["speech"].isdisjoint(words)), float(not lists["past"].isdisjoint(words))),
        sum(map(lists["small"].__contains__, words)) / count,
        float(not lists["caption_verbs"].isdisjoint(words[1:12])),
        float(not lists["sides"].isdisjoint(words)),
        sum(map(len, words)) / count,
    )


def place(page: Page, index: int) -> tuple[float, ...]:
    """Return where a line stands, and what stands beside it."""
    total, line = len(page.lines), page.lines[index]
    head = line.split(" ", 1)[0]
    return (
        *(1 / (1 + index), 1 / (total - index), index / total),
        *beside(page, index - 1),
        *beside(page, index + 1),
        log1p(page.heads[head] - 1) if head[:1] not in '"“' else 0.0,
        log1p(max(0, page.tails[tail_of(line)] - 1)),  # none is counted past MAX_TAILS
        page.lengths[index] - page.usual,
        log1p(page.questions) if is_short_question(line) else 0.0,
    )


def beside(page: Page, other: int) -> tuple[float, float, float]:
    """Return what is told of a line by its neighbour: whether that is finished, its length, whether it is known."""
    if not 0 <= other < len(page.lines):
        return 0.0, 0.0, 0.0
    return float(page.finished[other]), page.lengths[other], float(page.settled[other])


def is_plain(line: str) -> bool:
    """Whether a line is plainly prose: finished, long enough, with a verb of news, and without a sign of furniture.

    Such lines are most of an article, and are not weighed.
    """
    if line.count(" ") < PLAIN_WORDS or not ends_sentence(line) or (" of " in line and NUMBER_OF.search(line)):
        return False
    lists, lower = word_lists(), line.lower()
    words = lower.split()
    if not lists["signs"].isdisjoint(words):
        return False
    if not lists["speech"].isdisjoint(words):
        return True
    if ANY_DIGIT.search(line) and names_day(line):
        return False
    if not lists["past"].isdisjoint(words):
        return True
    has_verb = "ed " in lower or lower.endswith("ed") or not lists["finite"].isdisjoint(words)
    return has_verb and lists["caption_verbs"].isdisjoint(words[1:12])


def is_weighed(line: str) -> bool:
    """Whether a line is weighed: it is made of sentences, unlike headings, and is not plainly prose."""
    return not is_plain(line) and made_of_sentences(line)


def has_sign(line: str) -> bool:
    """Whether a sentence has a word of furniture, or says "this photo" or the like."""
    return not word_lists()["signs"].isdisjoint(words_of(line)) or points_outside(line, with_digits=True)


def is_english(lines: Sequence[str]) -> bool:
    """Whether lines are English, by their share of its smallest words; others are not weighed.

    lines: of a text, in order; the first SAMPLE_LINES are read. At least one such word is needed.
    """
    words = " ".join(line[:SHOWN_CHARACTERS] for line in lines[:SAMPLE_LINES]).lower().split()
    return sum(map(word_lists()["english"].__contains__, words)) >= max(1, ENGLISH_SHARE * len(words))


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """Return the lists of words that are counted, with four that are put together from them.

    counted: those of `vocabulary`. small: words of the closed classes. signs: those of furniture. finite not in -ed:
    verbs that are not told by their end.
    """
    lists = {name: frozenset(words.split()) for name, words in json.loads(read_data("words.json")).items()}
    counted = frozenset.union(*(lists[name] for name in (*COUNTED_LISTS, "deictic")))
    small = frozenset.union(*(lists[name] for name in ("determiners", "pronouns", "openers", "english")))
    signs = frozenset.union(*(lists[name] for name in ("web", "shop", "legal", "credit", "photo", "readers")))
    finite = frozenset(word for word in lists["finite"] if not word.endswith("ed"))
    return lists | {"small": small, "counted": counted, "signs": signs - lists["common"], "finite not in -ed": finite}
