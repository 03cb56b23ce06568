"""What one paragraph is, judged by itself: by the phrases it opens with, by its form, by what it consists of.

Everything here looks at a paragraph as one line of plain text (see `line.flat`) and returns a kind, or "" when the
paragraph may be article text. Order matters only in `kind_of`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping

from summarize.clean import phrases
from summarize.clean.captions import by_caption
from summarize.clean.layout import ends_sentence
from summarize.clean.lines import DECORATION, first_sentence, flat, only_names, plain, words_in

LONGEST_LOOK = 800  # code points; longer paragraphs are not furniture as a whole, and cost time

LONGEST_DATE = 24  # words
DATE_JOINTS = re.compile(r"[,|—–/]")
NUMERIC_DATE = re.compile(r"\d:\d\d|\d[/-]\d|\d\.\d{1,2}\.\d")

E_MAIL = re.compile(r"[\w.+-]{1,40}@[\w-]{1,40}\.[A-Za-z]{2,10}")
PHONE = re.compile(
    r"(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,4}\)|\d{3,4})[ .-]\d{3,4}[ .-]?\d{3,4}\b|\d{3}-\d{3}-[A-Z]{4}|1-800-"
)
DIGITS = re.compile(r"\d\d")  # the least that a phone number has
CALLING = re.compile(
    r"\b(?:call|calls|called|contact|phone|tel|telephone|fax|text|reach|hotline|e-?mail|ext|tip)\b", re.I
)
URL = re.compile(r"https?://\S|www\.\w|pic\.twitter\.com|\b\w{2,30}\.(?:com|org|net)/\w")
PATH = re.compile(r"[\w.~:%+-]{0,99}(?:[/\\][\w.~:%+=?&#-]{0,99}){2,20}$", re.ASCII)  # archive/2019/story.txt
HANDLE = re.compile(r"(?:^|[\s(])@\w{2,20}")
POST = re.compile(
    r"[—–-] ?.{1,60} ?\( ?@ ?\w{1,20}\) ?[A-Z]\w{2,8} \d{1,2}, \d{4}$"  # an embedded post's last line
)
SHORT_LINK = re.compile(r"(?:pic\.twitter\.com|https?://t\.co)/\w{4,20}$")
LONGEST_CONTACT, LONGEST_MAIL, LONGEST_LINK = 40, 25, 8  # words of appeals to call, to write, and of links

POSTCODE = re.compile(r"\b[A-Z]{2} \d{5}(?:-\d{4})?$|\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}$")
STREET = re.compile(
    r"\d{1,5} (?:[A-Z][\w.']+ ){1,4}(?:Street|St\.?|Avenue|Ave\.?|Road|Rd\.?|Boulevard|Blvd\.?|Drive|Lane)$"
)
STAGE = re.compile(r"[(\[][A-Z][A-Z ,;:'’-]{3,60}[)\]]$|[A-Z][A-Z .'’-]{2,40}(?:, [A-Z][A-Z ,.'’-]{2,50})?:$")
BRACKETED = re.compile(r"\[[^\[\]]{8,200}\]$")
WIRE_SLUG = re.compile(
    r"(?:UPDATE|WRAPUP|REFILE|RPT|CORRECTED|INSIGHT|ANALYSIS|FEATURE|FACTBOX|TIMELINE|ADVISORY|BC|ATTENTION)"
    r" ?-? ?\d{0,2} ?-|ATTENTION\b.{0,200}///"
    r"|\((?:Adds|Recasts|Updates|Refiles|Corrects|Repeats|Editors|EDITORS|Eds|Theo|For use by|Profile)\b"
    r"|AP-[A-Z]{2}-\d|[A-Z]{2,4}-\d\d-\d\d-\d\d|c\. ?(?:19|20)\d\d\b|&[A-Z]{2};$"
)
DATELINE_ENDS, STAGE_ENDS = ("|", "—", "–", "_", "-"), (")", "]", ":")
BARE_DATELINE = re.compile(r"[A-Z][A-Z .'’-]{3,30}(?:, [A-Z][\w. ]{1,20}){0,2} ?[|—–_-]{1,2}$")
READ_HERE = re.compile(
    r"(?:Read|See|Watch|Hear|View|Find|Check out|Listen to|Sign up|Join) .{1,80} (?:here|below|above)\.?$"
    r"|(?:More (?:from|about|on)|Listen to|Watch|See) .{1,60}:$"
)
FOLLOW_ON = re.compile(
    r"(?:Follow|Like|Find|Add|Visit|Join) .{2,60} on (?:Twitter|Facebook|Instagram|Google|LinkedIn|YouTube)"
)
REPORTED_FROM = re.compile(r"(?:[A-Z][\w.'’-]+ ){1,6}(?:in \w+ )?reported from [A-Z][\w.,' ]{2,60}$")
COUNTS = re.compile(
    r"\d[\d.,]{0,9}[kKmM]? ?(?:shares?|comments?|likes?|views?|retweets?|replies|min(?:ute)?s? read)\b"
    r"|Comments? ?\(\d"
)
PREV_NEXT = re.compile(r"(?:PREV|NEXT|PREVIOUS)(?: ARTICLE| STORY)? [^ ]")
TRAIL = re.compile(r"[^.!?]{1,30}(?: [>»›/|] [^.!?>»›/|]{1,40}){1,8}$")  # Home > World > Asia
FOLLOW_UP = re.compile(r"(?:[A-Z][\w.'’-]+ ){1,5}(?:is on Twitter|on Twitter|tweets at|@\w)")
INTEREST = re.compile(r"Interested in .{1,40}\? Add ")

CODE = re.compile(
    r"(?:def|class) \w+\(.{0,80}\):|#include ?<|(?:var|let|const) \w+ ?=|function ?\w{0,40}\(.{0,80}\) ?\{"
    r"|<\/?(?:div|script|p|a|span|table|style)\b[^>]{0,200}>|\$\(.{1,80}\)|import [\w.]{1,60};?$"
    r"|(?:if|for|while) ?\(.{1,80}\) ?\{|</?\w+>$"
)
CODE_STARTS = ("def", "class", "#", "var", "let", "const", "function", "<", "$", "import", "if", "for", "while")
CODE_ENDS = ("{", "}", ";", "};", "*/", "/>", ");")
SEPARATOR = re.compile(r"[\W_]+$")
FEWEST_CELLS, NUMBERS_SHARE = 5, 0.5  # of a row of figures
NUMBER = re.compile(r"[$€£+(-]?\d[\d.,:/%x×-]*\w{0,3}\)?[.,;]?$")


def by_start(table: Mapping[str, tuple[str, ...]]) -> dict[str, list[tuple[str, str]]]:
    """Index the phrases of a table by their first two characters, longest first, each with its kind."""
    index: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind, openers in table.items():
        for phrase in openers:
            index[phrase[:2]].append((phrase, kind))
    return {start: sorted(found, key=lambda pair: -len(pair[0])) for start, found in index.items()}


ALWAYS, WHEN_OPEN, BEFORE_NAMES = map(by_start, (phrases.OPENERS, phrases.OPEN_OPENERS, phrases.NAMED))
WHOLE_KIND = {phrase: kind for kind, listed in phrases.WHOLE.items() for phrase in listed}
WRITERS = frozenset(("staff writer", "associated press writer", "ap writer", "associated press"))


def opener(bare: str, index: Mapping[str, list[tuple[str, str]]]) -> tuple[str, str]:
    """Find the longest phrase that a line opens with, as whole words, and its kind; or two ""."""
    for phrase, kind in [*index.get(bare[:2], ()), *index.get(bare[:1], ())]:
        if bare.startswith(phrase) and not (phrase[-1].isalpha() and bare[len(phrase) : len(phrase) + 1].isalnum()):
            return phrase, kind
    return "", ""


def by_whole(line: str, bare: str) -> str:
    """Know lines that are exactly a phrase of the table."""
    return WHOLE_KIND.get(bare.rstrip(" .:!…>»→+-0123456789()"), "") or WHOLE_KIND.get(bare, "")


def by_names(line: str, bare: str) -> str:
    """Know "By Jane Doe, Staff Writer", "With files from Reuters", "Jane Doe, Associated Press Writer"."""
    phrase, kind = opener(bare, BEFORE_NAMES)
    if phrase:
        rest = line.lstrip(DECORATION + "([")[len(phrase) :].rstrip(")].–— ")
        if (words_in(rest) <= 1 or not ends_sentence(rest)) and only_names(rest):
            return kind
    if line.rpartition(", ")[2].lower() in WRITERS and only_names(line):
        return "byline"
    dashed = line.startswith(("—", "–", "--")) and words_in(line) <= 9
    return "byline" if dashed and only_names(line.lstrip("—–- ")) else ""


def by_date(line: str, bare: str) -> str:
    """Know dates and times, with or without author: "Published 3:04 PM EST", "Oct 12, 2017 1 Min Read"."""
    if not all(map(in_date, date_tokens(bare.partition(" ")[0]))):  # most lines end here
        return ""
    stamp, _, author = bare.partition(" by ")
    tokens = date_tokens(stamp)
    if not 0 < len(tokens) <= LONGEST_DATE or not all(map(in_date, tokens)) or not any(map(str.isdigit, stamp)):
        return ""
    if author and not only_names(line[-len(author) :]):
        return ""
    return "date" if not phrases.DATE_WORDS.isdisjoint(tokens) or NUMERIC_DATE.search(stamp) else ""


def date_tokens(stamp: str) -> list[str]:
    """Cut what may be a date into its words and figures."""
    return [token.strip("().:·-") for token in DATE_JOINTS.sub(" ", stamp).split()]


def in_date(token: str) -> bool:
    """Tell whether a token can stand in a date."""
    return token in phrases.DATE_WORDS or (token[:1].isdigit() and len(token) <= 10) or not token


def by_post(line: str, bare: str) -> str:
    """Know posts of social networks, as embedded in articles."""
    posted = "@" in line and POST.search(line[-140:])
    return "embed" if posted or ("/" in line and SHORT_LINK.search(line[-60:])) else ""


def by_contact(line: str, bare: str) -> str:
    """Know lines of addresses, numbers and links, and appeals to call."""
    if words_in(line) > LONGEST_CONTACT:
        return ""
    # what follows behind a finished sentence is cut off elsewhere
    if DIGITS.search(line) and CALLING.search(line) and PHONE.search(first_sentence(line)):
        return "contact"
    if "@" in line and words_in(line) <= LONGEST_MAIL and E_MAIL.search(first_sentence(line)):
        return "contact"
    if ("/" in line or "\\" in line) and PATH.match(line):
        return "contact"
    if words_in(line) <= LONGEST_LINK and not ends_sentence(line) and (URL.search(line) or HANDLE.search(line)):
        return "contact"
    return "address" if words_in(line) <= 12 and (POSTCODE.search(line) or STREET.match(line)) else ""


def by_opening(line: str, bare: str) -> str:
    """Know paragraphs that open with a phrase of the tables, or hold one of those that stand anywhere.

    Notes, contacts and rights that follow behind a finished sentence are no reason to lose that sentence:
    they are cut off elsewhere.
    """
    words = words_in(line)
    _, kind = opener(bare, ALWAYS)
    if kind:
        longest = phrases.LONGEST_NOTICE if kind == "notice" else phrases.LONGEST_OPENED
        return kind if words <= longest else ""
    if words > phrases.LONGEST_HOLDING or not any(map(bare.__contains__, phrases.SIGNS)):
        return ""
    first = plain(first_sentence(line))
    for held, holding in phrases.HOLDING.items():
        where = first if held in phrases.BEHIND_TEXT else bare
        if any(phrase in where for phrase in holding):
            return held
    return ""


def by_wire(line: str, bare: str) -> str:
    """Know notes of agencies to editors, stage directions, and credits of reporters by place."""
    if WIRE_SLUG.match(line) or ("reported from" in line and words_in(line) <= 14 and REPORTED_FROM.match(line)):
        return "agency note"
    if line.endswith(DATELINE_ENDS) and BARE_DATELINE.match(line):
        return "dateline"
    return "stage" if line.endswith(STAGE_ENDS) and STAGE.match(line) else ""


def by_navigation(line: str, bare: str) -> str:
    """Know ways through the site, counters, and teasers of other stories."""
    words = words_in(line)
    back = PREV_NEXT.match(line) or (line.startswith(("« ", "‹ ")) and words <= LONGEST_LINK)
    if back and (not ends_sentence(line) or (line[0] in "PN" and line.endswith(("...", "…")))):
        return "navigation"
    if (words <= 20 and TRAIL.match(line)) or (words <= LONGEST_CONTACT and line.count(" | ") >= 2):
        return "navigation"
    if INTEREST.match(line) or (words <= LONGEST_CONTACT and FOLLOW_ON.match(line)):
        return "share"
    if (words <= 12 and FOLLOW_UP.match(line)) or (words <= 6 and COUNTS.match(line) and not ends_sentence(line)):
        return "share"
    aside = line.startswith((">>", "» ")) or BRACKETED.match(line) or (words <= 12 and READ_HERE.match(line))
    return "teaser" if aside else ""


def by_form(line: str, bare: str) -> str:
    """Know rules without a word, and code."""
    if SEPARATOR.match(line):
        return "separator"
    symbols = line.endswith(CODE_ENDS) and sum(line.count(c) for c in "(){}=;") >= 3
    return "code" if symbols or (line.startswith(CODE_STARTS) and CODE.match(line)) else ""


def by_figures(line: str, bare: str) -> str:
    """Know rows of figures."""
    if words_in(line) < FEWEST_CELLS or ends_sentence(line):
        return ""
    tokens = line.split(" ")
    numbers = sum(bool(NUMBER.match(token)) for token in tokens)
    return "table" if numbers >= NUMBERS_SHARE * len(tokens) else ""


RULES: tuple[Callable[[str, str], str], ...] = (
    by_whole,
    by_post,
    by_date,
    by_form,
    by_wire,
    by_names,
    by_caption,
    by_opening,
    by_contact,
    by_navigation,
    by_figures,
)


def note_kind(sentence: str) -> str:
    """Give the kind of a last sentence that is a note and not text, or ""."""
    line = flat(sentence)
    bare = plain(line)
    found = (kind for rule in (by_wire, by_names, by_opening, by_contact) if (kind := rule(line, bare)))
    return next((kind for kind in found if kind in phrases.NOTES), "")


def kind_of(line: str) -> str:
    """Give the kind of a flat paragraph by the first rule that knows it; "" when it may be article text."""
    if len(line) > LONGEST_LOOK:
        return ""
    bare = plain(line)
    return next((kind for rule in RULES if (kind := rule(line, bare))), "")
