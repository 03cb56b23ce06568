"""Captions of pictures: known by the credit at their end, by what they say, by their place in a gallery."""

from __future__ import annotations

import re

from summarize.clean.layout import inner_ends
from summarize.clean.phrases import spaced

AGENCY = (
    r"(?:AP|AFP|Reuters|REUTERS|EPA|Getty Images|Getty|UPI|Xinhua|Associated Press|Bloomberg|PA|TTXVN|dpa"
    r"|EFE|ANI|PTI|IANS)"
)
NAME = r"[A-ZÀ-Þ][\w.'’-]{1,20}"

# "(Jane Doe/AFP via Getty Images)", "(AP Photo/Jane Doe)", "(Image courtesy of NASA.)", "(Family photos)"
IN_BRACKETS = re.compile(r"\(([^()]{2,110})\)\.?$")
CREDIT_WORD = re.compile(
    r"\b(?:photo|image|picture|foto|handout|credit|courtesy|shutterstock|istock|flickr|wikimedia|getty|screenshot"
    r"|screengrab|ảnh|nguồn|facebook/|youtube/|pool/)|/ ?AFP\b|AFP/|AP/|/ ?AP\b|/ ?reuters|reuters/|epa/",
    re.I,
)
SMALL_WORDS = spaced("for via the of and in handout pool file")  # stand among the names of a credit
CREDIT_JOINTS = re.compile(r"[ ,/]+")
LONGEST_BRACKETS = 14  # words of a credit
CLAUSE = re.compile(r"\b(?:is|was|were|are|has|had|have|said|says|will|would|can|did|does|see|read|watch)\b", re.I)

BARE_CREDIT = re.compile(
    rf"(?:(?:REUTERS|Reuters|AFP|AP|EPA|Bloomberg) ?/ ?{NAME}(?:[ /]{NAME}){{0,3}}"
    rf"|(?:^|/ ?|(?<=[.!?”\"’] ))(?:[\w-]{{1,20}}[ /]){{0,3}}Getty Images"
    rf"|{NAME}(?: {NAME}){{1,2}} ?/ ?{NAME}(?:[ /]{NAME}){{0,3}}|AP Photo ?/ ?[\w. ,'-]{{2,50}}"
    rf"|(?:Photograph|Photographer|Photo|Foto|Credit|Image|Picture|Ảnh)s?(?: by| courtesy)?: ?[^.:]{{2,70}}"
    rf"|Photo by [\w.'/ -]{{2,60}}|[Cc]ourtesy (?:of )?[A-Z][\w.' -]{{2,50}}|USA TODAY|Buzz60|Share Photo"
    rf"|\w{{2,20}} via (?:REUTERS|Reuters|AP|AFP))$"
)
CREDIT_SIGNS = (  # a BARE_CREDIT has one
    *("/", "Photo", "Foto", "Credit", "Image", "Picture", "Ảnh", "ourtesy "),
    *("USA TODAY", "Buzz60", " via REU", " via Reu", " via A"),
)
PERSON = re.compile(r"(?:[—–/-] )?[A-ZÀ-Þ][\w'’-]{1,20}(?: [A-ZÀ-Þ][\w'’-]{1,20}){1,2}$")  # "... in 2009. Jane Doe"
AGENCY_TAIL = re.compile(rf"\({AGENCY}(?:/{AGENCY}|, (?:File|Pool|file))*\)$")
LONGEST_CREDIT = 7  # words of a paragraph that is a credit and no caption
LONGEST_CAPTION = 100  # words; agencies allow about 60, and two captions may have run together
LONGEST_CREDITED = 40  # words of a caption whose only sign is a name behind its sentence

NAME_ENDS = ("_", "'", "’", "-")  # beside letters and digits
QUOTES = ('"', "“", "‘", "'")

SHOWN = re.compile(
    r"(?:FILE ?[-–—:] ?)?(?:In|On|This|The|A|An) (?:this |these |the )?[^.]{0,60}?"
    r"\b(?:file |courtroom |handout |undated |booking |combination |combo |still )"
    r"(?:photo|picture|image|sketch|frame|photograph|handout|mug)"
    r"|In this (?:[^.]{0,40}?\b)?(?:photo|image|picture|frame grab|video grab|photograph)\b"
    r"|This (?:[\w.,]+ ){0,6}?(?:photo|image|picture|photograph|mugshot)"
    r" (?:provided|released|taken|made|shows|from)"
    r"|(?:File|FILE)(?: photo| PHOTO| picture| image)\b"
)
UNDATED = re.compile(
    r"\b(?:shown|seen|pictured|depicted|photographed|appears?) (?:here )?in (?:this|an?|these) "
    r"(?:undated |file |recent |handout |\w+ \d{1,2}, \d{4},? |\d{4} ){0,3}"
    r"(?:photo|photograph|picture|image|sketch|still)"
)
PICTURES = ("photo", "PHOTO", "picture", "image", "sketch", "frame", "handout", "mug", "video grab", "still")
SHOWING = ("shown", "seen", "pictured", "depicted", "photographed", "appear")
GALLERY = re.compile(r"(?:Photos?:? )?(\d{1,3}) ?(?:of|/) ?(\d{1,3})\b[.:]? ?(?=[A-Z\"“]|$)")
FIGURE = re.compile(r"(?:Fig\.|Figure) \d{1,3}\b[.:]? [A-Z]")
DESK_NOTE = re.compile(
    r"(?:CORRECTS|FOR MOVEMENT|ADDS|ALTERNATE CROP|RETRANSMISSION|HANDOUT|FILE PHOTO|FILE|CLOSE) [A-Z-]"
)


def names_with_slash(inside: str) -> bool:
    """Know "Zembla Lab/J. Doe", "Jane Doe,John Roe/The Zembla Post": names on both sides of a slash."""
    tokens = CREDIT_JOINTS.sub(" ", inside).split()
    return "/" in inside and all(token[:1].isupper() or token in SMALL_WORDS for token in tokens)


def bracketed_credit(line: str) -> bool:
    """Tell whether the brackets at the end of a line hold a credit, not a remark that names a picture."""
    found = IN_BRACKETS.search(line[-120:]) if line.endswith((")", ").")) else None
    if not found or CLAUSE.search(found[1]) or len(found[1].split()) > LONGEST_BRACKETS:
        return False
    return bool(CREDIT_WORD.search(found[1])) or names_with_slash(found[1])


def named_after(line: str) -> bool:
    """Tell whether a photographer's name stands behind the sentences of a short paragraph."""
    ends_by_name = line[-1:].isalnum() or line.endswith(NAME_ENDS)
    if not ends_by_name or line.count(" ") >= LONGEST_CREDITED or line[:1] in QUOTES:
        return False
    ends = list(inner_ends(line))
    return bool(ends) and bool(PERSON.match(line, ends[-1]))


def in_gallery(line: str) -> bool:
    """Know "3 of 12. The mayor ..." and "Fig. 2 The dam", but not "24/7 Rescue Ltd. sent ..."."""
    found = GALLERY.match(line)
    return bool(found and int(found[1]) <= int(found[2])) or bool(FIGURE.match(line))


def by_caption(line: str, bare: str) -> str:
    """Know captions by their credit, by what they say of the picture, by their place in a gallery."""
    words = line.count(" ") + 1
    if words > LONGEST_CAPTION:
        return ""
    core = AGENCY_TAIL.sub("", line).rstrip() if line.endswith(")") else line
    tail = core[-140:]
    credited = bracketed_credit(core) or (holds(tail, CREDIT_SIGNS) and BARE_CREDIT.search(tail))
    if credited and words <= LONGEST_CREDIT and not any(w.islower() and len(w) > 3 for w in line.split()):
        return "credit"
    if credited or in_gallery(line) or DESK_NOTE.match(line):
        return "caption"
    if not holds(line, PICTURES):
        return ""
    return "caption" if SHOWN.match(line) or (holds(line, SHOWING) and UNDATED.search(line)) else ""


def holds(line: str, signs: tuple[str, ...]) -> bool:
    """Tell whether one of a few stretches stands in a line: cheaper than a pattern that needs one of them."""
    return any(map(line.__contains__, signs))
