"""Lines that are known by their form: dates, posts, addresses, notes of agencies, menus, code.

Each `by_` function is a rule of `rules`: it takes a flat line and the plain form of it, and returns the kind of the
line or "". A cheap sign is looked for before a costly pattern, since most lines have neither.
"""

from __future__ import annotations

import re

from summarize.clean.lines import (
    ends_sentence,
    first_sentence,
    has_any,
    literals,
    one_of,
    only_names,
    phrases,
    word_list,
    words_in,
)

# Set by judgement. The most words of a line that is ...
MAX_APPEAL_WORDS = 40  # an appeal to follow
MAX_MAIL_WORDS = 25  # an appeal to write to an e-mail address
MAX_DATE_WORDS = 24  # a date with time and zone
MAX_TRAIL_WORDS = 20  # the way to the page: Home > World > Asia
MAX_PROFILE_WORDS = 12  # where the writer posts, or where to read on
MAX_LINK_WORDS = 8  # a link or handle
MAX_COUNTER_WORDS = 6  # a number of shares or comments
# The same, in other units.
MAX_DATE_FIGURE_LENGTH = 10  # code points of a word of a date that begins by a digit: 2019-03-03
POST_TAIL_LENGTH, LINK_TAIL_LENGTH = 140, 60  # code points at a line's end that show that it is a post
MIN_MENU_PIPES = 2  # between spaces

DATE_JOINTS = re.compile(r"[,|—–/]")
NUMERIC_DATE = re.compile(r"\d:\d\d|\d[/-]\d|\d\.\d{1,2}\.\d")

POST = re.compile(r"[—–-] ?.{1,60} ?\( ?@ ?\w{1,20}\) ?[A-Z]\w{2,8} \d{1,2}, \d{4}$")  # the last line of a post
SHORT_LINK = re.compile(r"(?:pic\.twitter\.com|https?://t\.co)/\w{4,20}$")

E_MAIL = re.compile(r"[\w.+-]{1,40}@[\w-]{1,40}\.[A-Za-z]{2,10}")
PHONE = re.compile(
    r"(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,4}\)|\d{3,4})[ .-]\d{3,4}[ .-]?\d{3,4}\b|\d{3}-\d{3}-[A-Z]{4}|1-800-"
)
TWO_DIGITS = re.compile(r"\d\d")
PHONE_SIGN = re.compile(r"[\d)][ .-]\d{3}")  # every PHONE has one
APPEAL_BEHIND_QUESTION = re.compile(rf"\? (?={one_of('appeals to readers')}\b)")
NEWSROOM = re.compile(rf"\b{one_of('newsrooms')}\b|@|\d[\d ()-]{{5,20}}\d")  # or an address, or a number
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

# A note with the page of its source, and an entry of a bibliography: who, when, and what.
PAGES = re.compile(r"\[?\d{1,3}[\].]? [A-Z][^?!]{5,300}\bpp?\. ?\d{1,4}(?:[-–]\d{1,4})?\.?$")
ENTRY = re.compile(r"[A-Z][^?!“\"]{2,120} \((?:\d{1,2} \w{3,9} )?(?:1[5-9]|20)\d\d[a-z]?\)[.,:] [A-Z“‘\"]")
AUTHORS = re.compile(r"[A-Z][\w'’-]+, (?:[A-Z]\.[-, &]*){1,4}")


def by_post(line: str, bare: str) -> str:
    """Return "embed" for the end of a post of a social network, as embedded in articles.

    >>> by_post("Oh dear — Jane Doe (@janedoe) March 3, 2019", ""), by_post("It fell on March 3, 2019", "")
    ('embed', '')
    """
    posted = "@" in line and POST.search(line[-POST_TAIL_LENGTH:])
    return "embed" if posted or ("/" in line and SHORT_LINK.search(line[-LINK_TAIL_LENGTH:])) else ""


def by_date(line: str, bare: str) -> str:
    """Return "date" for dates and times, with or without author: "Published 3:04 PM EST", "Oct 12, 2017 by Jo Roe".

    >>> by_date("Oct 12, 2017 by Jo Roe", "oct 12, 2017 by jo roe"), by_date("Monday was hot", "monday was hot")
    ('date', '')
    """
    first = bare.partition(" ")[0]
    known = first in word_list("words", "dates")  # true of few lines, as is the next, so the rest is rare
    if not known and (first.isalpha() or not all(map(belongs_to_date, date_words(first)))):
        return ""
    stamp, _, author = bare.partition(" by ")
    words = date_words(stamp)
    dated = all(map(belongs_to_date, words)) and any(map(str.isdigit, stamp))
    if not dated or not 0 < len(words) <= MAX_DATE_WORDS:
        return ""
    if author and not only_names(line[-len(author) :]):
        return ""
    return "date" if not word_list("words", "dates").isdisjoint(words) or NUMERIC_DATE.search(stamp) else ""


def by_outlet_and_date(line: str, bare: str) -> str:
    """Return "date" for the name of an outlet with the day of its issue: "Bay Post, Monday, 3 June 2024".

    >>> by_outlet_and_date("Channel 6 News, June 4, 2024", ""), by_outlet_and_date("Elsa, Lund and 30 towns", "")
    ('date', '')
    """
    outlet, comma, issue = line.partition(", ")
    if not comma or not issue[-4:].isdigit():
        return ""
    named = only_names(" ".join(word for word in outlet.split() if not word.isdigit()))
    return by_date(issue, issue.lower()) if named else ""


def date_words(stamp: str) -> list[str]:
    """Return the words and figures of what may be a date, without the marks around them.

    >>> date_words("oct 12, 2017 | 3:04 pm")
    ['oct', '12', '2017', '3:04', 'pm']
    """
    return [word.strip("().:·-") for word in DATE_JOINTS.sub(" ", stamp).split()]


def belongs_to_date(word: str) -> bool:
    """Whether a word can stand in a date; what was nothing but marks can.

    >>> belongs_to_date("oct"), belongs_to_date("2019-03-03"), belongs_to_date("dam")
    (True, True, False)
    """
    return (
        word in word_list("words", "dates") or (word[:1].isdigit() and len(word) <= MAX_DATE_FIGURE_LENGTH) or not word
    )


def by_contact(line: str, bare: str) -> str:
    """Return "contact" for lines that are an address, a path, a link or a handle, "address" for postal addresses.

    >>> by_contact("jane@example.org", "")
    'contact'
    >>> by_contact("12 Lime Street", "")
    'address'
    >>> by_contact("See www.example.org today.", "")
    ''
    """
    words = words_in(line)
    if ("/" in line or "\\" in line) and PATH.match(line):
        return "contact"
    if words <= MAX_LINK_WORDS and not ends_sentence(line) and (URL.search(line) or HANDLE.search(line)):
        return "contact"
    if "@" in line and words <= MAX_LINK_WORDS and not ends_sentence(line) and E_MAIL.search(line):
        return "contact"
    return "address" if (line[-1:].isalnum() and POSTCODE.search(line)) or STREET.match(line) else ""


def by_call(line: str, bare: str) -> str:
    """Return "contact" for a line that asks its reader to call a number.

    >>> by_call("Call us at (555) 123-4567", "call us at (555) 123-4567"), by_call("They met at 5.", "they met at 5.")
    ('contact', '')
    """
    if not PHONE_SIGN.search(line):
        return ""
    asks = any(map(bare.__contains__, phrases()["appeals"]["contact"]))
    return "contact" if asks and PHONE.search(first_sentence(line)) else ""


def by_appeal(line: str, bare: str) -> str:
    """Return "contact" for appeals to call or to write.

    An appeal behind a finished sentence is no reason to lose that sentence: `insertions` cuts it off.
    """
    may_name_number = PHONE_SIGN.search(line) or ("@" in line and TWO_DIGITS.search(line))
    if may_name_number and CALLING.search(line):
        return "contact" if PHONE.search(first_sentence(line)) else ""
    writes = "@" in line and words_in(line) <= MAX_MAIL_WORDS and E_MAIL.search(first_sentence(line))
    return "contact" if writes else ""


def by_question(line: str, bare: str) -> str:
    """Return "contact" for a question to the reader with an appeal to get in touch behind it, where nobody is quoted.

    >>> by_question("Did you see it? Ring the newsdesk.", "did you see it? ring the newsdesk.")
    'contact'
    """
    match = APPEAL_BEHIND_QUESTION.search(line) if "? " in line and '"' not in bare else None
    if not match or not READER.search(bare[: match.end()]) or REPORTED_SPEECH.search(bare):
        return ""
    return "contact" if NEWSROOM.search(line[match.end() :]) else ""


def by_slug(line: str, bare: str) -> str:
    """Return "agency note" for the slugs of agencies and their notes to editors.

    >>> by_slug("UPDATE 1-Dam breaks", ""), by_slug("The dam broke.", "")
    ('agency note', '')
    """
    return "agency note" if WIRE_SLUG.match(line) else ""


def by_place_of_report(line: str, bare: str) -> str:
    """Return "agency note" for a line that says who reported from where.

    >>> by_place_of_report("Jane Doe reported from Nairobi, Kenya", ""), by_place_of_report("The dam broke.", "")
    ('agency note', '')
    """
    return "agency note" if "reported from" in line and REPORTED_FROM.match(line) else ""


def by_stage(line: str, bare: str) -> str:
    """Return "dateline" for a place and a dash alone, "stage" for speakers and stage directions.

    >>> by_stage("WASHINGTON —", ""), by_stage("(LAUGHTER)", ""), by_stage("ANDERSON COOPER, HOST:", "")
    ('dateline', 'stage', 'stage')
    """
    if line.endswith(DATELINE_ENDS) and BARE_DATELINE.match(line):
        return "dateline"
    return "stage" if line.endswith(STAGE_ENDS) and STAGE.match(line) else ""


def by_neighbour_page(line: str, bare: str) -> str:
    """Return "navigation" for a link to the previous or next page.

    >>> by_neighbour_page("PREV The dam broke", ""), by_neighbour_page("It fell.", "")
    ('navigation', '')
    """
    back = PREV_NEXT.match(line) or (line.startswith(BACK_SIGNS) and words_in(line) <= MAX_LINK_WORDS)
    is_link = back and (not ends_sentence(line) or (line[0] in "PN" and line.endswith(("...", "…"))))
    return "navigation" if is_link else ""


def by_trail(line: str, bare: str) -> str:
    """Return "navigation" for ways through the site: the way to the page, menus between pipes.

    >>> by_trail("Home > World > Asia", ""), by_trail("News | Sport | Weather", ""), by_trail("It fell.", "")
    ('navigation', 'navigation', '')
    """
    trail = words_in(line) <= MAX_TRAIL_WORDS and TRAIL.match(line)
    return "navigation" if trail or line.count(" | ") >= MIN_MENU_PIPES else ""


def by_profile(line: str, bare: str) -> str:
    """Return "share" for appeals to follow, for where the writer posts, and for counters of shares and comments.

    >>> by_profile("Follow Jane Doe on Twitter", ""), by_profile("12 comments", ""), by_profile("It fell.", "")
    ('share', 'share', '')
    """
    words = words_in(line)
    if INTEREST.match(line) or (words <= MAX_APPEAL_WORDS and FOLLOW_ON.match(line)):
        return "share"
    counted = words <= MAX_COUNTER_WORDS and COUNTER.match(line) and not ends_sentence(line)
    return "share" if counted or (words <= MAX_PROFILE_WORDS and PROFILE.match(line)) else ""


def by_reference(line: str, bare: str) -> str:
    """Return "notice" for a note that names a page of its source, and for an entry of a bibliography.

    >>> by_reference("3 Ministry of Water, Report, p. 14.", ""), by_reference("Voss, A. (2021). Walls.", "")
    ('notice', 'notice')
    >>> by_reference("3 people died on p. 14 of it, she said (2021). They were old.", "")
    ''
    """
    entry = " (" in line and ENTRY.match(line) and (AUTHORS.match(line) or not REPORTED_SPEECH.search(line))
    return "notice" if PAGES.match(line) or entry else ""


def by_bracketed(line: str, bare: str) -> str:
    """Return "teaser" for a line that stands in square brackets."""
    return "teaser" if BRACKETED.match(line) else ""


def by_aside(line: str, bare: str) -> str:
    """Return "teaser" for lines behind arrows, or saying where to read on.

    >>> by_aside(">> The dam that broke", ""), by_aside("The dam broke.", "")
    ('teaser', '')
    """
    aside = line.startswith((">>", "» "))
    return "teaser" if aside or (words_in(line) <= MAX_PROFILE_WORDS and READ_HERE.match(line)) else ""


def by_address(line: str, bare: str) -> str:
    """Return "notice" for a sentence in which the page speaks to its reader of itself, and quotes nobody."""
    if '"' in bare or not has_any(bare, literals("reader")) or not READER.search(bare) or not OURSELVES.search(bare):
        return ""
    return "notice" if ends_sentence(line) and not REPORTED_SPEECH.search(bare) else ""
