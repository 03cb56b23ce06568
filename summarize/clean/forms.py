"""Lines that are known by their form: dates, posts, addresses, notes of agencies, menus, code, rows of figures.

Each `by_` function is a rule of `rules`: it takes a flat line and the plain form of it, and returns the kind of the
line or "". A cheap sign is looked for before a costly pattern, since most lines have neither.
"""

from __future__ import annotations

import re
from collections import Counter

from summarize.clean.lines import ends_sentence, first_sentence, one_of, only_names, phrases, word_list, words_in

# Set by judgement. The most words of a line that is ...
MAX_APPEAL_WORDS = 40  # an appeal to call or to follow, or a menu between pipes
MAX_MAIL_WORDS = 25  # an appeal to write to an e-mail address
MAX_DATE_WORDS = 24  # a date with time and zone
MAX_ADDRESSED_WORDS = 30  # a page that speaks of itself or to its reader
MAX_TRAIL_WORDS = 20  # the way to the page: Home > World > Asia
MAX_REPORTED_FROM_WORDS = 14  # who reported from where
MAX_PROFILE_WORDS = 12  # where the writer posts, or where to read on
MAX_ADDRESS_WORDS = 12  # a postal address
MAX_LINK_WORDS = 8  # a link or handle
MAX_COUNTER_WORDS = 6  # a number of shares or comments
# The same, in other units.
MAX_DATE_FIGURE_LENGTH = 10  # code points of a word of a date that begins by a digit: 2019-03-03
POST_TAIL_LENGTH, LINK_TAIL_LENGTH = 140, 60  # code points at a line's end that show that it is a post
MIN_CODE_SYMBOLS = 3  # brackets, semicolons and signs of equality in a line of code
MIN_MENU_PIPES = 2  # between spaces
MIN_FIGURE_CELLS, MIN_FIGURE_SHARE = 5, 0.5  # words of a row of figures, and the share of them that are numbers
MAX_ROW_LENGTH = 400  # code points of a row of a table
MIN_COLUMN_LINES, MIN_COLUMN_SHARE = 3, 0.75  # of a paragraph in columns, and the share with the gap at one place
MAX_COLUMN_LENGTH = 400  # code points of a line in which the gap is looked for
MIN_ITEMS, MIN_BRIEF_SHARE = 8, 0.85  # names or figures behind a label, and the share of items that are such
MAX_LABEL_WORDS, MAX_ITEM_WORDS = 4, 3
MIN_ROW_PIPES, MIN_ROW_GAPS = 3, 2  # between the cells of a row; two pipes may be a menu

DATE_JOINTS = re.compile(r"[,|—–/]")
NUMERIC_DATE = re.compile(r"\d:\d\d|\d[/-]\d|\d\.\d{1,2}\.\d")

POST = re.compile(r"[—–-] ?.{1,60} ?\( ?@ ?\w{1,20}\) ?[A-Z]\w{2,8} \d{1,2}, \d{4}$")  # the last line of a post
SHORT_LINK = re.compile(r"(?:pic\.twitter\.com|https?://t\.co)/\w{4,20}$")

E_MAIL = re.compile(r"[\w.+-]{1,40}@[\w-]{1,40}\.[A-Za-z]{2,10}")
PHONE = re.compile(
    r"(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,4}\)|\d{3,4})[ .-]\d{3,4}[ .-]?\d{3,4}\b|\d{3}-\d{3}-[A-Z]{4}|1-800-"
)
TWO_DIGITS = re.compile(r"\d\d")  # every PHONE has them
CALLING = re.compile(rf"\b{one_of('calling')}\b", re.I)
URL = re.compile(r"https?://\S|www\.\w|pic\.twitter\.com|\b\w{2,30}\.(?:com|org|net)/\w")
PATH = re.compile(r"[\w.~:%+-]{0,99}(?:[/\\][\w.~:%+=?&#-]{0,99}){2,20}$", re.ASCII)  # archive/2019/story.txt
HANDLE = re.compile(r"(?:^|[\s(])@\w{2,20}")
POSTCODE = re.compile(r"\b[A-Z]{2} \d{5}(?:-\d{4})?$|\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}$")
STREET = re.compile(rf"\d{{1,5}} (?:[A-Z][\w.']+ ){{1,4}}{one_of('streets')}$")

WIRE_SLUG = re.compile(
    rf"{one_of('slugs')} ?-? ?\d{{0,2}} ?-|ATTENTION\b.{{0,200}}///|\({one_of('notes to editors')}\b"
    r"|AP-[A-Z]{2}-\d|[A-Z]{2,4}-\d\d-\d\d-\d\d|c\. ?(?:19|20)\d\d\b|&[A-Z]{2};$"
)
REPORTED_FROM = re.compile(r"(?:[A-Z][\w.'’-]+ ){1,6}(?:in \w+ )?reported from [A-Z][\w.,' ]{2,60}$")
DATELINE_ENDS, STAGE_ENDS = ("|", "—", "–", "_", "-"), (")", "]", ":")
BARE_DATELINE = re.compile(r"[A-Z][A-Z .'’-]{3,30}(?:, [A-Z][\w. ]{1,20}){0,2} ?[|—–_-]{1,2}$")
STAGE = re.compile(r"[(\[][A-Z][A-Z ,;:'’-]{3,60}[)\]]$|[A-Z][A-Z .'’-]{2,40}(?:, [A-Z][A-Z ,.'’-]{2,50})?:$")

BACK_SIGNS = ("« ", "‹ ")
PREV_NEXT = re.compile(r"(?:PREV|NEXT|PREVIOUS)(?: ARTICLE| STORY)? [^ ]")
TRAIL = re.compile(r"[^.!?]{1,30}(?: [>»›/|] [^.!?>»›/|]{1,40}){1,8}$")  # Home > World > Asia
INTEREST = re.compile(r"Interested in .{1,40}\? Add ")
FOLLOW_ON = re.compile(rf"{one_of('follow')} .{{2,60}} on {one_of('networks')}")
PROFILE = re.compile(rf"(?:[A-Z][\w.'’-]+ ){{1,5}}{one_of('posts at')}")
COUNTER = re.compile(rf"\d[\d.,]{{0,9}}[kKmM]? ?{one_of('counted')}\b|Comments? ?\(\d")
BRACKETED = re.compile(r"\[[^\[\]]{8,200}\]$")
READ_HERE = re.compile(rf"{one_of('read here')} .{{1,80}} (?:here|below|above)\.?$|{one_of('read more')} .{{1,60}}:$")

READER = re.compile(rf"\b{one_of('reader')}\b")
OURSELVES = re.compile(rf"\b{one_of('ourselves')}\b")
REPORTED_SPEECH = re.compile(rf"\b{one_of('said')}\b")

SEPARATOR = re.compile(r"[\W_]+$")
CODE = re.compile(
    r"(?:def|class) \w+\(.{0,80}\):|#include ?<|(?:var|let|const) \w+ ?=|function ?\w{0,40}\(.{0,80}\) ?\{"
    r"|<\/?(?:div|script|p|a|span|table|style)\b[^>]{0,200}>|\$\(.{1,80}\)|import [\w.]{1,60};?$"
    r"|(?:if|for|while) ?\(.{1,80}\) ?\{|</?\w+>$"
)
CODE_STARTS = ("def", "class", "#", "var", "let", "const", "function", "<", "$", "import", "if", "for", "while")
CODE_ENDS = ("{", "}", ";", "};", "*/", "/>", ");")
NUMBER = re.compile(r"[$€£+(-]?\d[\d.,:/%x×-]*\w{0,3}\)?[.,;]?$")
ITEM_END = re.compile(r"[,;.:()]")
GUTTER = re.compile(r"(?<=\S) {2,40}(?=\S)")
COLUMN_GAP = re.compile(r"(?<=\S)(?:\t| {3})\s{0,40}(?=\S)")


def by_post(line: str, bare: str) -> str:
    """Return "embed" for the end of a post of a social network, as embedded in articles."""
    posted = "@" in line and POST.search(line[-POST_TAIL_LENGTH:])
    return "embed" if posted or ("/" in line and SHORT_LINK.search(line[-LINK_TAIL_LENGTH:])) else ""


def by_date(line: str, bare: str) -> str:
    """Return "date" for dates and times, with or without author: "Published 3:04 PM EST", "Oct 12, 2017 by Jo Roe"."""
    if not all(map(belongs_to_date, date_words(bare.partition(" ")[0]))):  # true of few lines, so the rest is rare
        return ""
    stamp, _, author = bare.partition(" by ")
    words = date_words(stamp)
    dated = all(map(belongs_to_date, words)) and any(map(str.isdigit, stamp))
    if not dated or not 0 < len(words) <= MAX_DATE_WORDS:
        return ""
    if author and not only_names(line[-len(author) :]):
        return ""
    return "date" if not word_list("words", "dates").isdisjoint(words) or NUMERIC_DATE.search(stamp) else ""


def date_words(stamp: str) -> list[str]:
    """Return the words and figures of what may be a date, without the marks around them."""
    return [word.strip("().:·-") for word in DATE_JOINTS.sub(" ", stamp).split()]


def belongs_to_date(word: str) -> bool:
    """Whether a word can stand in a date; what was nothing but marks can."""
    return (
        word in word_list("words", "dates") or (word[:1].isdigit() and len(word) <= MAX_DATE_FIGURE_LENGTH) or not word
    )


def by_contact(line: str, bare: str) -> str:
    """Return "contact" for lines that are an address, a path, a link or a handle, "address" for postal addresses."""
    words = words_in(line)
    if words > MAX_ADDRESS_WORDS:
        return ""
    if ("/" in line or "\\" in line) and PATH.match(line):
        return "contact"
    if words <= MAX_LINK_WORDS and not ends_sentence(line) and (URL.search(line) or HANDLE.search(line)):
        return "contact"
    if "@" in line and words <= MAX_LINK_WORDS and not ends_sentence(line) and E_MAIL.search(line):
        return "contact"
    return "address" if POSTCODE.search(line) or STREET.match(line) else ""


def by_call(line: str, bare: str) -> str:
    """Return "contact" for a line that asks its reader to call a number."""
    if not any(map(bare.__contains__, phrases()["appeals"]["contact"])) or words_in(line) > MAX_APPEAL_WORDS:
        return ""
    return "contact" if TWO_DIGITS.search(line) and PHONE.search(first_sentence(line)) else ""


def by_appeal(line: str, bare: str) -> str:
    """Return "contact" for appeals to call or to write.

    An appeal behind a finished sentence is no reason to lose that sentence: `insertions` cuts it off.
    """
    words = words_in(line)
    if words <= MAX_APPEAL_WORDS and TWO_DIGITS.search(line) and CALLING.search(line):
        return "contact" if PHONE.search(first_sentence(line)) else ""
    return "contact" if "@" in line and words <= MAX_MAIL_WORDS and E_MAIL.search(first_sentence(line)) else ""


def by_slug(line: str, bare: str) -> str:
    """Return "agency note" for the slugs of agencies, their notes to editors, and who reported from where."""
    reported = "reported from" in line and words_in(line) <= MAX_REPORTED_FROM_WORDS and REPORTED_FROM.match(line)
    return "agency note" if reported or WIRE_SLUG.match(line) else ""


def by_stage(line: str, bare: str) -> str:
    """Return "dateline" for a place and a dash alone, "stage" for speakers and stage directions."""
    if line.endswith(DATELINE_ENDS) and BARE_DATELINE.match(line):
        return "dateline"
    return "stage" if line.endswith(STAGE_ENDS) and STAGE.match(line) else ""


def by_navigation(line: str, bare: str) -> str:
    """Return "navigation" for ways through the site: previous and next, the way to the page, menus between pipes."""
    words = words_in(line)
    back = PREV_NEXT.match(line) or (words <= MAX_LINK_WORDS and line.startswith(BACK_SIGNS))
    if back and (not ends_sentence(line) or (line[0] in "PN" and line.endswith(("...", "…")))):
        return "navigation"
    trail = words <= MAX_TRAIL_WORDS and TRAIL.match(line)
    menu = words <= MAX_APPEAL_WORDS and line.count(" | ") >= MIN_MENU_PIPES
    return "navigation" if trail or menu else ""


def by_profile(line: str, bare: str) -> str:
    """Return "share" for appeals to follow, for where the writer posts, and for counters of shares and comments."""
    words = words_in(line)
    if INTEREST.match(line) or (words <= MAX_APPEAL_WORDS and FOLLOW_ON.match(line)):
        return "share"
    counted = words <= MAX_COUNTER_WORDS and COUNTER.match(line) and not ends_sentence(line)
    return "share" if counted or (words <= MAX_PROFILE_WORDS and PROFILE.match(line)) else ""


def by_bracketed(line: str, bare: str) -> str:
    """Return "teaser" for a line that stands in square brackets."""
    return "teaser" if BRACKETED.match(line) else ""


def by_aside(line: str, bare: str) -> str:
    """Return "teaser" for lines behind arrows, or saying where to read on."""
    aside = line.startswith((">>", "» "))
    return "teaser" if aside or (words_in(line) <= MAX_PROFILE_WORDS and READ_HERE.match(line)) else ""


def by_address(line: str, bare: str) -> str:
    """Return "notice" for a sentence in which the page speaks to its reader of itself, and quotes nobody."""
    if words_in(line) > MAX_ADDRESSED_WORDS or not READER.search(bare) or not OURSELVES.search(bare):
        return ""
    return "notice" if ends_sentence(line) and '"' not in bare and not REPORTED_SPEECH.search(bare) else ""


def by_symbols(line: str, bare: str) -> str:
    """Return "separator" for a line without letters or digits, "code" for code and markup, else ""."""
    if SEPARATOR.match(line):
        return "separator"
    symbols = line.endswith(CODE_ENDS) and sum(line.count(symbol) for symbol in "(){}=;") >= MIN_CODE_SYMBOLS
    return "code" if symbols or (line.startswith(CODE_STARTS) and CODE.match(line)) else ""


def by_figures(line: str, bare: str) -> str:
    """Return "table" for rows of figures."""
    if words_in(line) < MIN_FIGURE_CELLS or ends_sentence(line):
        return ""
    cells = line.split(" ")
    numbers = sum(bool(NUMBER.match(cell)) for cell in cells)
    return "table" if numbers >= MIN_FIGURE_SHARE * len(cells) else ""


def by_line_up(line: str, bare: str) -> str:
    """Return "table" for a label and the names or figures behind it: "United (4-4-2): Storm; Hughes, Vale; ..."."""
    label, colon, rest = line.partition(":")
    if not colon or words_in(label) > MAX_LABEL_WORDS:
        return ""
    items = list(filter(None, map(str.strip, ITEM_END.split(rest))))
    brief = sum(words_in(item) <= MAX_ITEM_WORDS and not item[0].islower() for item in items)
    return "table" if len(items) >= MIN_ITEMS and brief >= MIN_BRIEF_SHARE * len(items) else ""


def by_layout(paragraph: str) -> str:
    """Return "table" for a row of a table, "columns" for lines that are set in columns.

    This is asked of the paragraph as it stands in the text, since a flat line has neither tabs nor runs.
    """
    if "\n" in paragraph:
        return "columns" if "  " in paragraph and are_columns(paragraph.split("\n")) else ""
    return "table" if len(paragraph) <= MAX_ROW_LENGTH and is_table_row(paragraph) else ""


def are_columns(lines: list[str]) -> bool:
    """Whether nearly all lines have a gap that ends at one place: read on, two texts would mix."""
    starts = Counter(gap.end() for line in lines for gap in GUTTER.finditer(line[:MAX_COLUMN_LENGTH]))
    return len(lines) >= MIN_COLUMN_LINES and max(starts.values(), default=0) >= MIN_COLUMN_SHARE * len(lines)


def is_table_row(paragraph: str) -> bool:
    """Whether a line is a row of a table: cells between tabs, pipes or runs of spaces."""
    pipes = paragraph.count("|") >= MIN_ROW_PIPES
    may_have_gaps = not pipes and ("\t" in paragraph or "   " in paragraph)
    gaps = may_have_gaps and len(COLUMN_GAP.findall(paragraph)) >= MIN_ROW_GAPS
    return (pipes or gaps) and not ends_sentence(paragraph)
