"""Captions and credits of pictures: known by the credit at the end, by what they say, by their place in a gallery.

`by_credit`, `by_gallery` and `by_photo` are rules of `rules`; `is_signed_caption` is for `neighbours`, since it holds
only while text follows. Before a costly pattern is tried, the line is searched for a sign that each of its matches has.
"""

from __future__ import annotations

import re
from collections import Counter

from summarize.clean.lines import has_any, inner_starts, one_of, word_list, words_in

# Set by judgement; points in brackets as in `blocks`.
MAX_CAPTION_WORDS = 100  # that says "this photo"
MAX_AGENCY_CAPTION_WORDS = 60  # of a caption whose only sign is "(Reuters)" at its end [halved: -6.8]
MAX_PERSON_CAPTION_WORDS = 40  # of a caption whose only sign is a person's name behind its sentences
MAX_SHORT_CAPTION_WORDS = 16  # of a caption that ends by any source in brackets, or stands beside its credit
MAX_CREDIT_WORDS = 7  # of a line that is a credit and no caption
MAX_BRACKETED_WORDS = 14  # of a credit in brackets
MAX_SMALL_WORD_LENGTH = 3  # letters of the words in lower case that a credit may have
CREDIT_TAIL_LENGTH, BRACKETS_TAIL_LENGTH = 140, 120  # code points at a line's end in which a credit is looked for

AGENCY = one_of("agencies")
NAME = r"[A-ZÀ-Þ][\w.'’-]{1,20}"

# "(Jane Doe/AFP via Getty Images)", "(AP Photo/Jane Doe)", "(Image courtesy of NASA.)", "(Family photos)"
IN_BRACKETS = re.compile(r"\(([^()]{2,110})\)\.?$")
CREDIT_WORD = re.compile(
    rf"\b{one_of('credit words')}|/ ?AFP\b|AFP/|AP/|/ ?AP\b|/ ?reuters|reuters/|epa/",
    re.I,
)
CREDIT_JOINTS = re.compile(r"[ ,/:|]+")
CLAUSE = re.compile(rf"\b{one_of('clause verbs')}\b", re.I)

BARE_CREDIT = re.compile(  # the same without brackets: "REUTERS/Jane Doe", "Photo: Jane Doe", "Jane Doe via AP"
    rf"(?:(?:REUTERS|Reuters|AFP|AP|EPA|Bloomberg) ?/ ?{NAME}(?:[ /]{NAME}){{0,3}}"
    rf"|(?:^|/ ?|(?<=[.!?”\"’] ))(?:[\w-]{{1,20}}[ /]){{0,3}}Getty Images"
    rf"|{NAME}(?: {NAME}){{1,2}} ?/ ?{NAME}(?:[ /]{NAME}){{0,3}}|AP Photo ?/ ?[\w. ,'-]{{2,50}}"
    rf"|{one_of('credit labels')}s?(?: by| courtesy)?: ?[^.:]{{2,70}}"
    rf"|Photo by [\w.'/ -]{{2,60}}|[Cc]ourtesy (?:of )?[A-Z][\w.' -]{{2,50}}"
    rf"|\w{{2,20}} via (?:REUTERS|Reuters|AP|AFP))$"
)
CREDIT_SIGNS = (  # each match of BARE_CREDIT holds one
    *("/", "Photo", "Foto", "Credit", "Image", "Picture", "Ảnh", "ourtesy "),
    *(" via REU", " via Reu", " via A"),
)
PERSON = re.compile(r"(?:[—–/-] )?[A-ZÀ-Þ][\w'’-]{1,20}(?: [A-ZÀ-Þ][\w'’-]{1,20}){1,2}$")
AGENCY_TAIL = re.compile(rf"\({AGENCY}(?:/{AGENCY}|, (?:File|Pool|file))*\)$")
SOURCE_TAIL = re.compile(r"[.!?] \([A-Z][\w/&.-]*(?: [A-Z][\w/&.-]*){0,2}\)$")  # "... from above. (ConPA)"
BROKEN_OFF = re.compile(r"(?:\.\.\.|…) ?\([A-Z][^()]{1,40}\)$")  # "... continue to question the... (Zembla Press)"
NAME_END_MARKS = ("_", "'", "’", "-")  # a PERSON ends by one of these, a letter or a digit
QUOTES = ('"', "“", "‘", "'")

# "FILE - In this March 3, 2011 file photo, a boat", "This photo provided by the army", "File photo"
IN_THIS_PHOTO = re.compile(
    r"(?:FILE ?[-–—:] ?)?(?:In|On|This|The|A|An) (?:this |these |the )?[^.]{0,60}?"
    rf"\b{one_of('kinds of picture')}{one_of('pictures')}"
    r"|In this (?:[^.]{0,40}?\b)?(?:photo|image|picture|frame grab|video grab|photograph)\b"
    r"|This (?:[\w.,]+ ){0,6}?(?:photo|image|picture|photograph|mugshot)"
    r" (?:provided|released|taken|made|shows|from)"
    r"|(?:File|FILE)(?: photo| PHOTO| picture| image)\b"
)
# "... is seen in this undated photo"
SEEN_IN_PHOTO = re.compile(
    rf"\b{one_of('shown')} (?:here )?in (?:this|an?|these) "
    r"(?:undated |file |recent |handout |\w+ \d{1,2}, \d{4},? |\d{4} ){0,3}"
    r"(?:photo|photograph|picture|image|sketch|still)"
)
# Each match of the two patterns above holds one of PHOTO_SIGNS; of the second, one of SEEN_SIGNS, too.
PHOTO_SIGNS = ("photo", "PHOTO", "picture", "image", "sketch", "frame", "handout", "mug", "video grab", "still")
SEEN_SIGNS = ("shown", "seen", "pictured", "depicted", "photographed", "appear")
NUMBER_OF = re.compile(r"\b(\d{1,3}) ?(?:of|/) ?(\d{1,3})\b")
REPEATED_HEAD = 40  # code points at the head of a line that come again only where a caption is set twice
MIN_GALLERY_PICTURES = 3  # on one line, numbered "1 of 7", "2 of 7", "3 of 7"
GALLERY = re.compile(r"(?:Photos?:? )?(\d{1,3}) ?(?:of|/) ?(\d{1,3})\b[.:]? ?(?=[A-Z\"“]|$)")
FIGURE = re.compile(r"(?:Fig\.|Figure) \d{1,3}\b[.:]? [A-Z]")
DESK_NOTE = re.compile(rf"{one_of('desk notes')} [A-Z-]")


def by_credit(line: str, bare: str) -> str:
    """Return "credit" or "caption" for a line that ends by the credit of a picture, and nothing else behind it.

    >>> by_credit("(Jane Doe/AFP via Getty Images)", "")
    'credit'
    >>> by_credit("The old dam above Elsa, on Monday. (AP Photo/Jane Doe)", "")
    'caption'
    >>> by_credit("The dam broke (the second to do so).", "")
    ''
    """
    if line.endswith(")") and BROKEN_OFF.search(line[-BRACKETS_TAIL_LENGTH:]):
        return "caption"
    core = AGENCY_TAIL.sub("", line).rstrip() if line.endswith(")") else line
    tail = core[-CREDIT_TAIL_LENGTH:]
    if not ends_by_bracketed_credit(core) and not (has_any(tail, CREDIT_SIGNS) and BARE_CREDIT.search(tail)):
        return ""
    return (
        "credit" if words_in(line) <= MAX_CREDIT_WORDS and not any(map(is_long_small_word, line.split())) else "caption"
    )


def by_gallery(line: str, bare: str) -> str:
    """Return "caption" for pictures of a gallery: "3 of 12. The mayor", three of one number, or a line set twice.

    >>> by_gallery("3 of 12. The mayor", ""), by_gallery("3 of 12 dams broke", ""), by_gallery("It fell.", "")
    ('caption', '', '')
    """
    if line.find(line[:REPEATED_HEAD], REPEATED_HEAD) > 0:
        return "caption"
    if " of " not in line and "/" not in line:
        return ""
    if (match := GALLERY.match(line)) and " of " in match[0] and int(match[1]) <= int(match[2]):
        return "caption"
    if line.count("of") + line.count("/") < MIN_GALLERY_PICTURES:
        return ""
    totals = Counter(match[2] for match in NUMBER_OF.finditer(line) if int(match[1]) <= int(match[2]))
    return "caption" if totals and max(totals.values()) >= MIN_GALLERY_PICTURES else ""


def by_photo(line: str, bare: str) -> str:
    """Return "caption" for a line that is numbered as a picture, or says what a picture shows.

    >>> by_photo("In this March 3, 2011 file photo, a boat sinks", ""), by_photo("The photo won a prize.", "")
    ('caption', '')
    """
    if is_numbered(line) or DESK_NOTE.match(line):
        return "caption"
    if words_in(line) > MAX_CAPTION_WORDS or not has_any(line, PHOTO_SIGNS):
        return ""
    seen = has_any(line, SEEN_SIGNS) and SEEN_IN_PHOTO.search(line)
    return "caption" if seen or IN_THIS_PHOTO.match(line) else ""


def is_long_small_word(word: str) -> bool:
    """Whether a word in lower case is longer than those among the names of a credit."""
    return word.islower() and len(word) > MAX_SMALL_WORD_LENGTH


def ends_by_bracketed_credit(line: str) -> bool:
    """Whether the brackets at the end of a line hold a credit, not a remark that names a picture.

    >>> ends_by_bracketed_credit("The dam. (AP Photo/Jane Doe)"), ends_by_bracketed_credit("It broke (so AP reports)")
    (True, False)
    """
    match = IN_BRACKETS.search(line[-BRACKETS_TAIL_LENGTH:]) if line.endswith((")", ").")) else None
    if not match or CLAUSE.search(match[1]) or len(match[1].split()) > MAX_BRACKETED_WORDS:
        return False
    signed = "/" in match[1] or CREDIT_WORD.search(match[1])
    return bool(signed) and are_names(match[1])


def are_names(inside: str) -> bool:
    """Whether brackets hold names and the words of credits: "Zembla Lab/J. Doe", "Photo: Jane Doe".

    >>> are_names("Zembla Lab/J. Doe"), are_names("a dam that AP saw")
    (True, False)
    """
    words = CREDIT_JOINTS.sub(" ", inside).split()
    return all(not word[:1].islower() or word.lower() in word_list("credits") for word in words)


def is_numbered(line: str) -> bool:
    """Whether a line is numbered as a picture: "3 of 12. The mayor ...", "Fig. 2 The dam", not "24/7 Rescue Ltd.".

    >>> is_numbered("3 of 12. The mayor"), is_numbered("Fig. 2 The dam"), is_numbered("24/7 Rescue Ltd.")
    (True, True, False)
    """
    match = GALLERY.match(line) if line[:1].isdigit() or line.startswith("Photo") else None
    return bool(match and int(match[1]) <= int(match[2])) or bool(FIGURE.match(line))


def is_signed_caption(line: str) -> bool:
    """Whether a paragraph is a caption by its last words, given that text follows: "(Reuters)", a source, a person.

    At the end of an article the same words sign the report, and are cut off instead (`neighbours.cut_signature`).
    """
    if not line.endswith(")"):
        return " " in line and ends_by_person(line)
    words = words_in(line)
    by_agency = words <= MAX_AGENCY_CAPTION_WORDS and AGENCY_TAIL.search(line)
    by_source = words <= MAX_SHORT_CAPTION_WORDS and SOURCE_TAIL.search(line)
    return bool(by_agency or by_source) or ends_by_person(line)


def ends_by_person(line: str) -> bool:
    """Whether a person's name stands behind the sentences of a short paragraph: "... in 2009. Jane Doe"."""
    named = line[-1:].isalnum() or line.endswith(NAME_END_MARKS)
    if not named or words_in(line) > MAX_PERSON_CAPTION_WORDS or line.startswith(QUOTES):
        return False
    starts = list(inner_starts(line))
    return bool(starts) and bool(PERSON.match(line, starts[-1]))
