"""What stands inside a paragraph of prose without belonging to it: datelines, bylines, notes, credits.

Patterns run on a view of the paragraph in which every white-space character is a space, one for one, so that
what they find are offsets of the document's own text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from summarize.clean.furniture import note_kind
from summarize.clean.layout import ends_sentence, inner_ends, last_inner_end, trimmed
from summarize.clean.phrases import TAILS, listed, spaced
from summarize.records import Span

WHITE = re.compile(r"\s")

UPPER = "A-ZÀ-ÖØ-ÞĀ-ſẠ-ỹЀ-ЯĐ"  # with lower-case letters beyond Latin-1, which do no harm
DASH = r"(?:--+|[-–—―_|]|>>|\.-|:: ?)"
AGENCIES = frozenset(
    listed(
        """ap|afp|reuters|cnn|cnnmoney|cnn business|cnn español|upi|xinhua|bloomberg|bloomberg news|dpa|efe
        |ansa|tass|itar-tass|interfax|kyodo|yonhap|ians|pti|ani|ttxvn|vna|bbc|cbs|cbs news|nbc|abc|fox news
        |jta|rns|wam|sana|irna|kcna|cp|pa|aap|anp|apa|ats|belga|lusa|agência brasil|agência estado|afx|voa
        |rfe|kuna|mena|nyt|europa press|marketwatch|thomson reuters foundation|the canadian press
        |canadian press|associated press|business wire|prnewswire|healthday news"""
    )
)
DASHLESS = frozenset(listed("cnn|cnnmoney|cnn business|reuters|afp|ap|upi|xinhua|bloomberg|ttxvn"))  # "(CNN) The ..."
PLACE = rf"[{UPPER}][{UPPER}.'’]{{2,20}}(?:[ -][{UPPER}][{UPPER}.'’]{{1,20}}){{0,4}}"  # NEW YORK, SÃO PAULO
MIXED = rf"[{UPPER}][\w.'’]{{1,20}}(?:[ -](?:[{UPPER}][\w.'’]{{0,20}}|de|del|al|el|am|an|der)){{0,4}}"  # Hà Nội
REGION = rf"(?:, ?{MIXED}){{0,2}}"  # ", Ill.", ", D.C.", ", New Zealand"
DAY = (  # ", March 3", ", 3 mars"
    r"(?:,? ?(?:(?:on )?[A-Z]\w{2,8}\.?,? ?\d{1,2}|\d{1,2}\.? ?[A-Za-z]\w{2,9}\.?)(?:,? \d{4})?,?)?"
)
HEAD = r" {0,3}"  # at most so much white space between the parts
OPENS = rf"(?=[\"'“‘«„`(\[]{{0,2}} ?[{UPPER}\d])"  # the sentence behind begins: capital, digit, quotation

# "WASHINGTON (AP) -- ", "LONDON, March 3 (Reuters) - ", "(Reuters) - ", "Springfield, Illinois (CNN) The ..."
WIRE_DATELINE = re.compile(
    rf"(?:(?P<place>{PLACE}|{MIXED}){REGION}{DAY}{HEAD})?[(/]{{1,2}}(?P<agency>\w[\w.'’ -]{{1,40}})"
    rf"(?:[/,][^()]{{1,30}})?[)/]{{1,2}}{DAY}{HEAD}(?:(?P<dash>{DASH}{{1,3}}){HEAD}|{OPENS})"
)
# The same behind a title on the same line: the place must be in capitals.
LATER_DATELINE = re.compile(rf"(?<= ){PLACE}{REGION}{DAY} {{0,3}}\((?P<agency>\w[\w.'’ -]{{1,40}})\) ?{DASH}")
# "SINGAPORE — Just", "BRASÍLIA - A", "LOS ANGELES, Jan. 3 -- The": near the top of an article only.
PLAIN_DATELINE = re.compile(rf"({PLACE}){REGION}{DAY}(?:{HEAD}(?:--|[–—―_|]|>>){{1,2}}{HEAD}| {{1,3}}- {{1,3}}){OPENS}")
# "DUNMERE, Westmark: Mayor", "DUNMERE, Westmark. Mayor"; "NEW DELHI: The", which may also be a speaker.
PLACED_DATELINE = re.compile(rf"({PLACE})(?:, ?{MIXED}){{1,2}}{DAY}[:.] {{1,3}}{OPENS}")
LABEL = re.compile(rf"({PLACE}): {{1,3}}{OPENS}")
# "Tokyo — Prime Minister ...": only with a long dash between blanks, and no second one in the sentence.
MIXED_DATELINE = re.compile(
    rf"(?!(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Sir)\b){MIXED}{REGION}{DAY} {{1,2}}(?:--|—|–) {{1,2}}{OPENS}"
)
SHORT_PLACES = spaced("""ADEN BAKU BARI BERN BONN CALI CORK DOHA GAZA GIZA HOMS HUE HULL KIEV KOBE KYIV LIMA
    LOME LVIV LYON MALE METZ NICE OSLO RIGA RIO ROME SUVA TULA UFA VIGO YORK""")
LONGEST_MIXED = 40  # code points before the dash of a dateline in mixed case
FAR = 300  # code points: how far the second dash is looked for, and a title may stand before a dateline

NAME = rf"[{UPPER}][\w.'’-]{{0,25}}"
BYLINE_HEAD = re.compile(
    rf"(?:By|BY) {NAME}(?: (?:and|y|e|und|et|AND|{NAME})|, {NAME}){{1,9}}?"
    rf"(?: ?[–—] ?{OPENS}| c\. (?:19|20)\d\d [A-Z][\w. ]{{2,40}}(?:Service|SERVICE) "
    rf"| {{1,2}}(?={PLACE}{REGION}{DAY}{HEAD}(?:\(\w|{DASH} )))"
)
ENTITY = re.compile(r"&[A-Z]{2}; {0,3}")  # typesetting marks of wire services: &UR; &LR;
GLUED_PROMPT = re.compile(
    r"(?:(?:Advertisement|Story highlights|Media playback is unsupported on your device"
    r"|Continue reading the main story|Breaking News Emails|Loading\.\.\.) ){1,4}(?=[A-Z0-9\"“‘])"
)

INLINE_NOTE = re.compile(
    r"\((?:BEGIN|END|OPTIONAL|STORY|MORE|EDITORS?|EDS|NOTE|STOP|TRIM|UNDATED|CAN|EDIT|FIRST|STARTS|ENDS)\b"
    r"(?=[A-Z :;,-])[A-Z0-9 ,.;:'/&-]{0,160}\)"
)
INLINE_CAPTION = re.compile(
    r"\((?:Photo|Image|Picture|Foto|Ảnh|ảnh|Ảnh minh họa|Nguồn ảnh|Nguồn|Credit|AP Photo|Bild|Getty)"
    r"(?: by|s)?[:/ ][^()]{2,60}\)"
    # Vietnamese, on one line with the text: an agency, or names as long as another capital follows
    r"|(?: - |\. | )Ảnh: ?(?:[A-ZĐ]{2,6}(?:[-–/ ](?:TTXVN|AFP|AP|Getty Images))?"
    r"|[A-ZĐÀ-Ý][\w./-]{1,20}(?: [A-ZĐÀ-Ý]\w{1,9}(?= [A-ZĐÀ-Ý])){0,2})\.?(?= |$)"
)
LONGEST_INLINE = 260  # code points of a caption inside a paragraph, before its credit

SIGN_OFF = re.compile(
    r"\((?:Reporting|Additional [Rr]eporting|Writing|Editing|Compiled|Reported|Written|Edited"
    r"|With (?:reporting|inputs?|assistance|files|additional))\b"
    r"[^()]{0,300}(?:\([^()]{0,80}\)[^()]{0,200}){0,2}\)[ .]{0,2}$"
    r"|\((?:Source|SOURCE|Quelle|Fonte|Fuente|Nguồn|[Tt]heo|[Tt]ổng hợp)s?\b[^()]{0,80}\)[ .]{0,2}$"
    r"|\([a-z]{2,4}(?:[-/][a-z]{2,4}){1,2}\)$"
    r"|(?<=[.!?”\"]) (?:Additional reporting|Editing|Reporting) by [A-Z][^.!?]{2,160}\.?$"
)
SEE_ALSO = re.compile(r"\((?:See|Read|Watch|View|Click|Listen|Learn more)\b[^()]{3,90}\)$")
SIGN_OFF_LOOK = 700  # code points of a paragraph's end in which a sign-off is looked for
SIGNATURE_WORDS = 6  # of a name or source behind the last sentence of an article
LAST_END = re.compile(r"[.!?…。](?:/\.)?[\"”’)»]{0,3} ?")


PROMPTS = tuple(prompt for prompts in TAILS.values() for prompt in prompts)
LONGEST_TAIL = max(map(len, PROMPTS))


class Insertion(NamedTuple):
    """A stretch found inside a paragraph, in code points from the paragraph's start, and its kind."""

    start: int
    end: int
    kind: str


def view(text: str) -> str:
    """Make every white-space character one space: same length, same offsets."""
    return text if text.isprintable() else WHITE.sub(" ", text)  # of white space only the space is printable


def is_place(name: str) -> bool:
    """Tell whether capitals name a place: IBM and NATO are short, most cities are not."""
    return name.isupper() and (len(name) > 4 or name in SHORT_PLACES)


def wire_head(seen: str) -> Insertion | None:
    """Find a dateline with an agency at the head of a paragraph.

    An agency we do not know needs a place in capitals and a dash, and "(CNN) has learned" opens no report.
    """
    found = WIRE_DATELINE.match(seen) if "(" in seen or "/" in seen else None
    if not found:
        return None
    agency, place = found["agency"].lower(), found["place"] or ""
    known = agency in (AGENCIES if found["dash"] else DASHLESS)
    return Insertion(0, found.end(), "dateline") if known or (found["dash"] and place.isupper()) else None


def titled_head(seen: str) -> list[Insertion]:
    """Find a title and a dateline on one line: "Storm hits coast By JANE DOE MIAMI (AP) -- A storm ..."."""
    found = LATER_DATELINE.search(seen, 0, FAR) if "(" in seen else None
    if not found or found["agency"].lower() not in AGENCIES or ends_sentence(seen[: found.start()].rstrip()):
        return []
    return [Insertion(0, found.start(), "title"), Insertion(found.start(), found.end(), "dateline")]


def plain_head(seen: str, *, labels: bool) -> Insertion | None:
    """Find a dateline without an agency at the head of a paragraph: a guess, to be made near the top only.

    labels: whether capitals and a colon may be a place, too, since nobody else is announced so.
    """
    for form in (PLAIN_DATELINE, PLACED_DATELINE, *([LABEL] if labels else [])):
        if (found := form.match(seen)) and is_place(found[1]):
            return Insertion(0, found.end(), "dateline")
    found = MIXED_DATELINE.match(seen)
    if not found or found.end() > LONGEST_MIXED or re.search(r" (?:--|—|–) ", seen[found.end() : FAR]):
        return None
    return Insertion(0, found.end(), "dateline")


def byline_head(seen: str) -> Insertion | None:
    """Find a byline at the head of a paragraph, followed by a dash or a dateline."""
    found = BYLINE_HEAD.match(seen)
    return Insertion(0, found.end(), "byline") if found else None


def prompt_head(seen: str) -> Insertion | None:
    """Find a share prompt, advertisement mark or typesetting code glued to the head of a paragraph."""
    found = ENTITY.match(seen) or GLUED_PROMPT.match(seen)
    return Insertion(0, found.end(), "notice") if found else None


def heads(seen: str) -> list[Insertion]:
    """Find everything that stands before the first sentence, in order."""
    marks: list[Insertion] = []
    at = 0
    for _ in range(3):  # mark, byline, dateline: more than three do not occur
        rest = seen[at : at + 2 * FAR]
        head = prompt_head(rest) or byline_head(rest) or wire_head(rest)
        if head is None:
            break
        marks.append(Insertion(at, at + head.end, head.kind))
        at += head.end
    return marks or titled_head(seen[: 2 * FAR])


def tails(seen: str, since: int) -> list[Insertion]:
    """Find sign-offs and prompts behind the last sentence, last first."""
    marks: list[Insertion] = []
    end = len(seen.rstrip())
    for _ in range(3):
        offset = max(since, end - SIGN_OFF_LOOK)
        look = seen[offset:end]
        closed = ")" in look[-3:]
        if (closed or "eporting by " in look or "Editing by " in look) and (found := SIGN_OFF.search(look)):
            marks.append(Insertion(offset + found.start(), end, "agency note"))
        elif closed and (found := SEE_ALSO.search(look)):
            marks.append(Insertion(offset + found.start(), end, "teaser"))
        elif tail := prompt_tail(look):
            marks.append(Insertion(end - tail.end, end, tail.kind))
        elif (start := last_inner_end(look)) and (kind := note_kind(look[start:])):
            marks.append(Insertion(offset + start, end, kind))
        else:
            break
        end = len(seen[: marks[-1].start].rstrip())
    return marks


def prompt_tail(look: str) -> Insertion | None:
    """Find a prompt behind a finished sentence, "... he said. Read More"; the mark's end is its length."""
    lower = look[-2 * LONGEST_TAIL :].lower()
    if not lower.endswith(PROMPTS):
        return None
    for kind, prompts in TAILS.items():
        for prompt in prompts:
            if lower.endswith(prompt) and re.search(r"[.!?][\"”’)]{0,2} +$", look[: -len(prompt)][-6:]):
                return Insertion(0, len(prompt), kind)
    return None


def inlines(seen: str, since: int, until: int) -> Iterator[Insertion]:
    """Find notes to editors and captions with their credit, in the middle of the text."""
    if "(" not in seen and "Ảnh" not in seen:
        return
    for found in INLINE_NOTE.finditer(seen, since, until):
        yield Insertion(found.start(), found.end(), "agency note")
    last = since
    for found in INLINE_CAPTION.finditer(seen, since, until):
        start = caption_start(seen, max(last, found.start() - LONGEST_INLINE), found.start())
        yield Insertion(start, found.end(), "caption" if start < found.start() else "credit")
        last = found.end()


def caption_start(seen: str, since: int, credit: int) -> int:
    """Find where the sentence begins that a credit closes."""
    ends = [since + end for end in inner_ends(seen[since:credit] + " A")]
    if ends and not seen[ends[-1] : credit].strip():
        ends.pop()  # the caption itself ends by a full stop: it begins one sentence earlier
    return ends[-1] if ends else since


def insertions_in(seen: str) -> list[Insertion]:
    """Find all that does not belong to the paragraph, in order, without overlap."""
    front = heads(seen)
    since = front[-1].end if front else 0
    back = tails(seen, since)
    until = back[-1].start if back else len(seen)
    middle: list[Insertion] = []
    for mark in sorted(inlines(seen, since, until)):
        if mark.start >= (middle[-1].end if middle else since):
            middle.append(mark)
    return [*front, *middle, *reversed(back)]


def carve(text: str, span: Span, marks: list[Insertion]) -> list[Insertion]:
    """Cut the paragraph at the marks: document offsets, trimmed, covering all but white space."""
    pieces: list[Insertion] = []
    at = 0
    for mark in [*marks, Insertion(span.end - span.start, span.end - span.start, "")]:
        for start, end, kind in ((at, mark.start, "prose"), (mark.start, mark.end, mark.kind)):
            piece = trimmed(text, span.start + start, span.start + end)
            if piece.start < piece.end:
                pieces.append(Insertion(piece.start, piece.end, kind))
        at = mark.end
    return pieces


def signature(seen: str) -> Insertion | None:
    """Find a name behind an article's last sentence: "... he said. Jane Doe"."""
    look = seen[-120:]
    ends = [end.end() for end in LAST_END.finditer(look)]
    tail = look[ends[-1] :].strip() if ends else ""
    tokens = tail.strip("()—–- ").split()
    if not 0 < len(tokens) <= SIGNATURE_WORDS or not all(t.strip("(-–/")[:1].isupper() or t in "-–/" for t in tokens):
        return None
    return Insertion(len(seen) - len(look) + ends[-1], len(seen), "byline")
