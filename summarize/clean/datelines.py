"""Datelines and bylines at the head of a paragraph: who reports from where, before the first sentence.

With an agency ("LONDON (Reuters) - ") a dateline is sure, and `insertions` looks for one in every paragraph. Without
("LONDON -- ") it is a guess, made in the first paragraphs of prose only: `cut_datelines` is a rule of `neighbours`.
Functions take the paragraph by `lines.as_one_line`, so that what they find are offsets into the text itself.
"""

from __future__ import annotations

import re
from itertools import islice

from summarize.clean.layout import Draft, Insertion, cut, prose_indices
from summarize.clean.lines import as_one_line, ends_sentence, made_of_sentences, one_of, word_list
from summarize.records import Block

# Set by judgement; lengths are code points.
GUESSED_DRAFTS = 3  # drafts of prose from the top in which a dateline without an agency is looked for
GUESS_LENGTH = 1200  # of such a draft, from its start
MAX_MIXED_DATELINE_LENGTH = 40  # of a dateline without an agency whose place is not in capitals
SECOND_DASH_LENGTH = 300  # from the start of a paragraph; a second long dash within it speaks against such a dateline
TITLED_LENGTH = 300  # from the start of a paragraph; a title and a dateline on one line are looked for within it
TIME_LENGTH = 30  # from the start of a draft; a time code ends within it
MIN_TIME_CODES = 3  # drafts that open by a time, of a transcript
MIN_CAPITALS_LENGTH = 5  # of capitals that are a place rather than an acronym; some short places are the exceptions

# Parts of patterns.
UPPER = "A-ZÀ-ÖØ-ÞĀ-ſẠ-ỹЀ-ЯĐ"  # with some lower-case letters beyond Latin-1, which do no harm
DASH = r"(?:--+|[-–—―_|]|>>|\.-|:: ?)"
PLACE = rf"[{UPPER}][{UPPER}.'’]{{2,20}}(?:[ -][{UPPER}][{UPPER}.'’]{{1,20}}){{0,4}}"  # NEW YORK, SÃO PAULO
MIXED_PLACE = rf"[{UPPER}][\w.'’]{{1,20}}(?:[ -](?:[{UPPER}][\w.'’]{{0,20}}|de|del|al|el|am|an|der)){{0,4}}"  # Hà Nội
REGION = rf"(?:, ?{MIXED_PLACE}){{0,2}}"  # ", Ill.", ", D.C.", ", New Zealand"
DAY = (  # ", March 3", ", 3 mars"
    r"(?:,? ?(?:(?:on )?[A-Z]\w{2,8}\.?,? ?\d{1,2}|\d{1,2}\.? ?[A-Za-z]\w{2,9}\.?)(?:,? \d{4})?,?)?"
)
GAP = r" {0,3}"  # between the parts
OPENS = rf"(?=[\"'“‘«„`(\[]{{0,2}} ?[{UPPER}\d])"  # a sentence begins: capital, digit, quotation
NAME = rf"[{UPPER}][\w.'’-]{{0,25}}"

# "00:01:12 ", "[01:12] ", "(0:48) - ": with seconds, or in brackets; other times may be what is told
# "04/02/2025, 14:05 - ", "[2025-02-04, 2:05 PM] ": of messages; without hyphen or brackets a chronology tells the date
DAY_AND_TIME = r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d),? \d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?"
TIME_CODE = re.compile(
    rf"{DAY_AND_TIME} - |(?:\[{DAY_AND_TIME}\]|"
    r"[\[(]\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,3})?[\])]|\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?):?(?: [-–—] ?| )"
)

# "WASHINGTON (AP) -- ", "LONDON, March 3 (Reuters) - ", "(Reuters) - ", "Springfield, Illinois (CNN) The ...", and,
# with a bracket that is not closed, "LONDON (Reuters -- "
WIRE_DATELINE = re.compile(
    rf"(?:(?P<place>{PLACE}|{MIXED_PLACE}){REGION}{DAY}{GAP})?[(/]{{1,2}}(?P<agency>\w[\w.'’ -]{{1,40}})"
    rf"(?:[/,][^()]{{1,30}})?(?:(?P<closed>[)/]{{1,2}})|(?<! )(?= --)){DAY}{GAP}"
    rf"(?:(?P<dash>{DASH}{{1,3}}){GAP}|{OPENS})"
)
# The same behind a title on the same line; the place is in capitals.
TITLED_DATELINE = re.compile(rf"(?<= ){PLACE}{REGION}{DAY} {{0,3}}\((?P<agency>\w[\w.'’ -]{{1,40}})\) ?{DASH}")
# Without an agency. "SINGAPORE — Just", "BRASÍLIA - A", "LOS ANGELES, Jan. 3 -- The".
PLAIN_DATELINE = re.compile(rf"({PLACE}){REGION}{DAY}(?:{GAP}(?:--|[–—―_|]|>>){{1,2}}{GAP}| {{1,3}}- {{1,3}}){OPENS}")
# "DUNMERE, Westmark: Mayor", "DUNMERE, Westmark. Mayor"
PLACED_DATELINE = re.compile(rf"({PLACE})(?:, ?{MIXED_PLACE}){{1,2}}{DAY}[:.] {{1,3}}{OPENS}")
# "NEW DELHI: The", which may also be a speaker.
LABEL = re.compile(rf"({PLACE}): {{1,3}}{OPENS}")
# "Tokyo — Prime Minister": with a long dash between spaces, and no second one in the sentence.
MIXED_DATELINE = re.compile(rf"(?!{one_of('titles')}\b){MIXED_PLACE}{REGION}{DAY} {{1,2}}(?:--|—|–) {{1,2}}{OPENS}")
LONG_DASH = re.compile(r" (?:--|—|–) ")

# "By Jane Doe – ", "By Jane Doe c. 2004 Zembla News Service ", "By JANE DOE PORT LUNA (AP) -- "
BYLINE_HEAD = re.compile(
    rf"(?:By|BY) {NAME}(?: (?:and|y|e|und|et|AND|{NAME})|, {NAME}){{1,9}}?"
    rf"(?: ?[–—] ?{OPENS}| c\. (?:19|20)\d\d [A-Z][\w. ]{{2,40}}(?:Service|SERVICE) "
    rf"| {{1,2}}(?={PLACE}{REGION}{DAY}{GAP}(?:\(\w|{DASH} )))"
)


def cut_time_codes(text: str, drafts: list[Draft]) -> list[Draft]:
    """Cut the times at the head of drafts, as transcripts have them; only where most drafts of prose have one."""
    opened = ((index, drafts[index].start) for index in prose_indices(drafts))
    heads = [(index, TIME_CODE.match(as_one_line(text[start : start + TIME_LENGTH]))) for index, start in opened]
    coded = [(index, match) for index, match in heads if match]
    if len(coded) < MIN_TIME_CODES or 2 * len(coded) < len(heads):
        return drafts
    whole = [*drafts]
    for index, match in reversed(coded):
        draft = drafts[index]
        boundary = draft.start + match.end()
        parts = [Block(draft.start, boundary, "stage"), Block(boundary, draft.end, draft.kind)]
        whole[index : index + 1] = cut(text, parts)
    return whole


def wire_dateline(paragraph: str) -> Insertion | None:
    """Return the dateline with an agency at the head of a paragraph, if it has one.

    A known one needs a dash behind it; one that stands without needs only a sentence that begins there, so that
    "(CNN) has learned" is not a dateline. Any other name in brackets, which must be closed, needs a dash and a place in
    capitals.

    >>> wire_dateline("LONDON (Reuters) - The dam broke."), wire_dateline("(CNN) has learned that it broke.")
    (Insertion(start=0, end=19, kind='dateline', sure=True), None)
    >>> wire_dateline("LONDON (Reuters -- The dam broke."), wire_dateline("LONDON (two dams -- they broke")
    (Insertion(start=0, end=19, kind='dateline', sure=True), None)
    """
    match = WIRE_DATELINE.match(paragraph) if "(" in paragraph or "/" in paragraph else None
    if not match:
        return None
    agency, place, dash = match["agency"].lower(), match["place"] or "", match["dash"]
    known = agency in word_list("known" if dash else "without dash", "agencies")
    sure = known or (dash and match["closed"] and place.isupper())
    return Insertion(0, match.end(), "dateline") if sure else None


def title_and_dateline(paragraph: str) -> list[Insertion]:
    """Return a title and a dateline on one line, as offsets into the paragraph; [] where it has none.

    paragraph: by `lines.as_one_line`. The agency must be a known one, and the title must not end as a sentence does.

    >>> [part.kind for part in title_and_dateline("Storm hits coast MIAMI (AP) -- A storm hit Florida.")]
    ['title', 'dateline']
    """
    match = TITLED_DATELINE.search(paragraph, 0, TITLED_LENGTH) if "(" in paragraph else None
    if (
        not match
        or match["agency"].lower() not in word_list("known", "agencies")
        or ends_sentence(paragraph[: match.start()].rstrip())
    ):
        return []
    return [Insertion(0, match.start(), "title"), Insertion(match.start(), match.end(), "dateline")]


def byline(paragraph: str) -> Insertion | None:
    """Return the byline at the head of a paragraph, followed by a dash or a dateline; None where it has none.

    paragraph: by `lines.as_one_line`.

    >>> byline("By Jane Doe – The dam broke.")
    Insertion(start=0, end=14, kind='byline', sure=True)
    """
    match = BYLINE_HEAD.match(paragraph)
    return Insertion(0, match.end(), "byline") if match else None


def cut_datelines(text: str, drafts: list[Draft]) -> list[Draft]:
    """Cut datelines without an agency from the first drafts of prose.

    Capitals and a colon ("NEW DELHI: ") are a place where one paragraph of prose opens so, speakers where several do.
    """
    prose = [(index, drafts[index].line) for index in prose_indices(drafts)]
    top = list(islice((index for index, line in prose if made_of_sentences(line)), GUESSED_DRAFTS))
    labelled = (line for _, line in prose if LABEL.match(line) and made_of_sentences(line))
    labels = len(list(islice(labelled, 2))) == 1
    cut_drafts = [*drafts]
    for index in reversed(top):
        cut_drafts[index : index + 1] = without_dateline(text, drafts[index], labels)
    return cut_drafts


def without_dateline(text: str, draft: Draft, labels: bool) -> list[Draft]:
    """Return a draft of prose as dateline and rest, or as it is; labels: as for `dateline_end`."""
    length = dateline_end(as_one_line(text[draft.start : min(draft.end, draft.start + GUESS_LENGTH)]), labels)
    if not length:
        return [draft]
    boundary = draft.start + length
    return cut(text, [Block(draft.start, boundary, "dateline"), Block(boundary, draft.end, "prose")])


def dateline_end(paragraph: str, labels: bool) -> int:
    """Return where a dateline without an agency ends at the head of a paragraph; 0 where there is none.

    labels: whether capitals and a colon may be a place.
    """
    for pattern in (PLAIN_DATELINE, PLACED_DATELINE, *([LABEL] if labels else [])):
        if (match := pattern.match(paragraph)) and is_place(match[1]):
            return match.end()
    match = MIXED_DATELINE.match(paragraph)
    if not match or match.end() > MAX_MIXED_DATELINE_LENGTH:
        return 0
    return 0 if LONG_DASH.search(paragraph[match.end() : SECOND_DASH_LENGTH]) else match.end()


def is_place(capitals: str) -> bool:
    """Whether capitals name a place: IBM and NATO are short, most cities are not.

    >>> is_place("LONDON"), is_place("IBM")
    (True, False)
    """
    return capitals.isupper() and (
        len(capitals) >= MIN_CAPITALS_LENGTH or capitals in word_list("short places", "agencies")
    )
