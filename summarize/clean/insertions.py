"""What stands inside a paragraph of prose without belonging to it: datelines, bylines, notes, credits, prompts.

`insertions_in` takes a paragraph by `lines.as_one_line`, so that what the patterns find are offsets into the text
itself. It returns what stands before the first sentence, behind the last, and between, in order and without overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.clean.datelines import byline, title_and_dateline, wire_dateline
from summarize.clean.layout import Draft, Insertion, with_kinds
from summarize.clean.lines import has_any, inner_starts, last_sentence_start, one_of, phrases
from summarize.clean.phrases import all_phrases
from summarize.clean.rules import guess_note

# Set by judgement; lengths are code points.
MAX_HEADS, MAX_TAILS = 3, 3  # before the first sentence: mark, byline, dateline; behind the last: notes and prompts
HEAD_LENGTH = 600  # from the end of a head in which the next one is looked for
TAIL_LENGTH = 700  # at a paragraph's end in which a sign-off is looked for
MAX_INLINE_CAPTION_LENGTH = 260  # of a caption inside a paragraph, before its credit

TYPESETTING_MARK = re.compile(r"&[A-Z]{2}; {0,3}")  # of wire services: &UR; &LR;
GLUED_PROMPT = re.compile(rf"(?:{one_of('glued prompts')} ){{1,4}}(?=[A-Z0-9\"“‘])")

# "(END OPTIONAL TRIM)", "(STORY CAN END HERE)"
INLINE_NOTE = re.compile(
    rf"\({one_of('inline notes')}\b"
    r"(?=[A-Z :;,-])[A-Z0-9 ,.;:'/&-]{0,160}\)"
)
# "(Photo: Jane Doe)", "(Nguồn: TTXVN)"
INLINE_CREDIT = re.compile(
    rf"\({one_of('inline credits')}"
    r"(?: by|s)?[:/ ][^()]{2,60}\)"
    # Vietnamese, without brackets: an agency, or names as long as another capital follows
    r"|(?: - |\. | )Ảnh: ?(?:[A-ZĐ]{2,6}(?:[-–/ ](?:TTXVN|AFP|AP|Getty Images))?"
    r"|[A-ZĐÀ-Ý][\w./-]{1,20}(?: [A-ZĐÀ-Ý]\w{1,9}(?= [A-ZĐÀ-Ý])){0,2})\.?(?= |$)"
)

# "(Reporting by Jane Doe; Editing by John Roe)", "(Source: ConPA)", "(jd/jr)", " Reporting by Jane Doe."
SIGN_OFF = re.compile(
    rf"\({one_of('signs off')}\b"
    r"[^()]{0,300}(?:\([^()]{0,80}\)[^()]{0,200}){0,2}\)[ .]{0,2}$"
    rf"|\({one_of('sources')}s?\b[^()]{{0,80}}\)[ .]{{0,2}}$"
    r"|\([a-z]{2,4}(?:[-/][a-z]{2,4}){1,2}\)$"
    r"|(?<=[.!?”\"]) (?:Additional reporting|Editing|Reporting) by [A-Z][^.!?]{2,160}\.?$"
)
NOTE_MARK = re.compile(r"(?<=\S)(\[\d{1,3}\]|[¹²³⁴-⁹⁰]{1,3}|[*†‡]{1,3})")  # in the text, behind a word
NOTE_SIGNS = ("[", "*", "†", "‡", *"¹²³⁴⁵⁶⁷⁸⁹⁰")  # each match of NOTE_MARK holds one
FOOT_NOTE = re.compile(r"(\[\d{1,3}\]|[¹²³⁴-⁹⁰]{1,3}|[*†‡]{1,3}) ?(?=[^\W\d_]|[\"“«])")  # at the head of the note
# "(See also page 3)"
SEE_ALSO = re.compile(rf"\({one_of('see also')}\b[^()]{{3,90}}\)$")

SENTENCE_END = re.compile(r"[.!?][\"”’)]{0,2} +$")
LONGEST_SENTENCE_END, LONGEST_PROMPT = 6, 30  # code points


def insertions_in(paragraph: str) -> list[Insertion]:
    """Return all that does not belong to a paragraph, in order, without overlap, in code points from its start.

    Where two inside the paragraph overlap, the first is kept; of two with the same start, the shorter.

    >>> insertions_in("ELSA (Reuters) - The dam broke. (Reporting by Jane Doe)")
    [Insertion(start=0, end=17, kind='dateline', sure=True), Insertion(start=32, end=55, kind='agency note', sure=True)]
    """
    front = heads(paragraph)
    start = front[-1].end if front else 0
    back = tails(paragraph, start)
    end = back[-1].start if back else len(paragraph)
    middle: list[Insertion] = []
    for insertion in sorted(inlines(paragraph, start, end)):
        if insertion.start >= (middle[-1].end if middle else start):
            middle.append(insertion)
    return [*front, *middle, *reversed(back)]


def heads(paragraph: str) -> list[Insertion]:
    """Return everything that stands before the first sentence, in order.

    >>> heads("ELSA (Reuters) - The dam broke.")
    [Insertion(start=0, end=17, kind='dateline', sure=True)]
    """
    front: list[Insertion] = []
    start = 0
    for _ in range(MAX_HEADS):
        rest = paragraph[start : start + HEAD_LENGTH]
        head = prompt_head(rest) or byline(rest) or wire_dateline(rest)
        if head is None:
            break
        front.append(Insertion(start, start + head.end, head.kind))
        start += head.end
    return front or title_and_dateline(paragraph[:HEAD_LENGTH])


def prompt_head(paragraph: str) -> Insertion | None:
    """Return the share prompt, advertisement mark or typesetting mark glued to the head of a paragraph, if any."""
    match = TYPESETTING_MARK.match(paragraph) or GLUED_PROMPT.match(paragraph)
    return Insertion(0, match.end(), "notice") if match else None


def tails(paragraph: str, start: int) -> list[Insertion]:
    """Return sign-offs and prompts behind the last sentence, the last first; start: where the first sentence begins."""
    back: list[Insertion] = []
    end = len(paragraph.rstrip())
    for _ in range(MAX_TAILS):
        offset = max(start, end - TAIL_LENGTH)
        tail = last_tail(paragraph[offset:end])
        if tail is None:
            break
        back.append(tail._replace(start=offset + tail.start, end=end))
        end = len(paragraph[: back[-1].start].rstrip())
    return back


def last_tail(text: str) -> Insertion | None:
    """Return what stands behind the last sentence of a text without white space at its end, if anything.

    >>> last_tail("The dam broke. (Reporting by Jane Doe)"), last_tail("The dam broke. It was old.")
    (Insertion(start=15, end=38, kind='agency note', sure=True), None)
    """
    closed = ")" in text[-3:]
    if (closed or "eporting by " in text or "Editing by " in text) and (match := SIGN_OFF.search(text)):
        return Insertion(match.start(), len(text), "agency note")
    if closed and (match := SEE_ALSO.search(text)):
        return Insertion(match.start(), len(text), "teaser")
    if prompt := prompt_tail(text):
        return prompt
    start = last_sentence_start(text)
    guess = guess_note(text[start:]) if start else None
    return Insertion(start, len(text), guess.kind, guess.sure) if guess and guess.kind else None


def prompt_tail(text: str) -> Insertion | None:
    """Return the prompt behind the finished sentence that a text ends by, if any: "... he said. Read More".

    >>> prompt_tail("The dam broke. Read more"), prompt_tail("They read more")
    (Insertion(start=15, end=24, kind='teaser', sure=True), None)
    """
    lower = text[-2 * LONGEST_PROMPT :].lower()
    if not lower.endswith(all_phrases("tails")):
        return None
    for kind, prompts in phrases()["tails"].items():
        for prompt in prompts:
            if lower.endswith(prompt) and SENTENCE_END.search(text[: -len(prompt)][-LONGEST_SENTENCE_END:]):
                return Insertion(len(text) - len(prompt), len(text), kind)
    return None


def inlines(paragraph: str, start: int, end: int) -> Iterator[Insertion]:
    """Yield notes to editors, and captions with their credit, between two offsets of a paragraph.

    >>> [*inlines("It broke. (Photo: Jane Doe) He left.", 0, 36)]
    [Insertion(start=0, end=27, kind='caption', sure=True)]
    """
    if "(" not in paragraph and "Ảnh" not in paragraph:
        return
    for match in INLINE_NOTE.finditer(paragraph, start, end):
        yield Insertion(match.start(), match.end(), "agency note")
    last_end = start
    for match in INLINE_CREDIT.finditer(paragraph, start, end):
        credit = match.start()
        first = caption_start(paragraph, max(last_end, credit - MAX_INLINE_CAPTION_LENGTH), credit)
        yield Insertion(first, match.end(), "caption" if first < credit else "credit")
        last_end = match.end()


def caption_start(paragraph: str, start: int, credit: int) -> int:
    """Return the offset, from `start` on, at which the sentence begins that a credit closes; credit: its offset."""
    starts = [start + offset for offset in inner_starts(paragraph[start:credit] + " A")]  # as if a sentence followed
    if starts and not paragraph[starts[-1] : credit].strip():
        starts.pop()  # the caption itself ends by a full stop: it begins one sentence earlier
    return starts[-1] if starts else start


def mark_foot_notes(text: str, drafts: list[Draft]) -> list[Draft]:
    """Mark paragraphs that open by the number or sign of a note, such as [1], which text above them has, too."""
    if not (has_any(text, NOTE_SIGNS) and NOTE_MARK.search(text)):
        return drafts
    kinds: dict[int, str] = {}
    seen: set[str] = set()
    for index, draft in enumerate(drafts):
        mark = FOOT_NOTE.match(draft.line)
        if mark and draft.kind == "prose" and mark[1] in seen:
            kinds[index] = "note"
        else:
            seen.update(NOTE_MARK.findall(draft.line))
    return with_kinds(drafts, kinds)
