"""What only the neighbours or the whole text can tell: headings, repetitions, menus, broken ends, signatures, titles.

Each rule takes the drafts of a text, in order, and returns them with some marked anew or cut. It judges what is prose
so far, and leaves alone what an earlier rule has settled. `settle` is the order of the rules.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from summarize.clean.captions import MAX_SHORT_CAPTION_WORDS, is_signed_caption
from summarize.clean.datelines import cut_datelines, cut_time_codes
from summarize.clean.furniture import is_enough, settle_furniture
from summarize.clean.insertions import mark_foot_notes
from summarize.clean.layout import BULLETS, Draft, cut, prose_indices, with_kinds
from summarize.clean.lines import (
    as_one_line,
    ends_sentence,
    has_inner_end,
    line_key,
    made_of_sentences,
    only_names,
    word_list,
    words_in,
)
from summarize.clean.phrases import unfinished_kind
from summarize.records import Block

# Set by judgement; points in brackets as in `blocks`.
MIN_FINISHED_SHARE = 0.5  # of the characters of prose: with less, full stops tell nothing [doubled: -12.9]
MAX_HEADING_WORDS = 12  # of an unfinished paragraph that is a heading; longer ones are captions
MAX_TEASER_WORDS = 40  # of one sentence that breaks off by an ellipsis
MIN_MENU_LINES, MAX_MENU_WORDS = 3, 3  # lines in a row that are a menu, and the words of each
NAME_WORDS = (2, 3)  # of a person's name on a line of its own
MAX_SIGNATURE_WORDS = 6  # of a name or source behind the last sentence of an article
SIGNATURE_TAIL_LENGTH = 120  # code points at the end of an article in which a signature is looked for
MIN_TURNS = 3  # of whoever asks in an interview
MIN_REPEATED_LENGTH = 25  # letters and digits of a paragraph that is not repeated by chance, as dialogue is

ELLIPSES = (" ...", " …", "[...]", "[…]", "(...)", "(…)")
SENTENCE_END = re.compile(r"[.!?…。](?:/\.)?[\"”’)»]{0,3} ?")
TURN = re.compile(r"([A-Z][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{0,20}){0,2})(?: \(([A-Z]{1,4})\))?: ")  # "Jo Pell (JP): "
REPEATABLE_KINDS = frozenset({"prose", "caption", "heading", "fragment", "embed"})

# Kinds given for form alone, in the order in which they are believed to be text when nothing else is.
SOFT_KINDS: tuple[frozenset[str], ...] = (
    frozenset({"heading", "caption", "fragment"}),
    frozenset({"title"}),
    frozenset({"teaser"}),
    frozenset({"embed", "table", "code", "byline", "stage"}),
)


def settle(text: str, drafts: list[Draft], title: str | None) -> list[Draft]:
    """Return the drafts of a text with their final kinds: all rules in turn, each on what those before left as prose.

    text: what the drafts' offsets refer to. title: the document's title, if known.
    """
    punctuated = is_punctuated(drafts)
    drafts = cut_datelines(text, cut_time_codes(text, drafts))
    drafts = mark_titles(drafts, title, punctuated=punctuated)
    drafts = mark_foot_notes(text, drafts)
    drafts = mark_questions(drafts)
    drafts = mark_broken_off(drafts)
    drafts = mark_signed_captions(drafts)
    drafts = mark_captions_beside_credits(text, drafts)
    if punctuated:
        drafts = cut_signature(text, drafts)
    drafts = settle_furniture(text, drafts, weighed=punctuated)
    if punctuated:
        drafts = mark_unfinished(drafts)
        drafts = mark_abbreviated_headlines(drafts)
    drafts = mark_repetitions(drafts)
    drafts = mark_menus(drafts)
    drafts = mark_names(drafts)
    return restore_text(drafts)


def is_punctuated(drafts: list[Draft]) -> bool:
    """Whether the text ends its sentences by punctuation; transcripts and some scripts do not."""
    lines = [draft.line for draft in drafts if draft.kind == "prose"]
    finished = sum(len(line) for line in lines if made_of_sentences(line))
    return finished > 0 and finished >= MIN_FINISHED_SHARE * sum(map(len, lines))


def mark_questions(drafts: list[Draft]) -> list[Draft]:
    """Mark the turns of an interviewer, who asks in half of them, where most paragraphs begin with a speaker."""
    prose, turns = prose_indices(drafts), defaultdict[str, list[int]](list)
    for index in prose:
        if ": " in drafts[index].line and (match := TURN.match(drafts[index].line)):
            turns[match[2] or match[1]].append(index)
    if len(turns) < 2 or 2 * sum(map(len, turns.values())) < len(prose):
        return drafts
    asking = (rows for rows in turns.values() if 2 * sum(drafts[row].line.endswith("?") for row in rows) >= len(rows))
    return with_kinds(drafts, {row: "stage" for rows in asking if len(rows) >= MIN_TURNS for row in rows})


def mark_broken_off(drafts: list[Draft]) -> list[Draft]:
    """Mark single sentences that break off by an ellipsis behind a space as teasers of other stories."""
    return with_kinds(drafts, {index: "teaser" for index in prose_indices(drafts) if is_broken_off(drafts[index].line)})


def is_broken_off(line: str) -> bool:
    """Whether a line is one short sentence without its end."""
    return line.endswith(ELLIPSES) and words_in(line) <= MAX_TEASER_WORDS and not has_inner_end(line)


def mark_signed_captions(drafts: list[Draft]) -> list[Draft]:
    """Mark paragraphs that end by an agency, source or photographer as captions, all but the last.

    At the end of the last one, the same words sign the report: see `cut_signature`.
    """
    prose = prose_indices(drafts)[:-1]
    return with_kinds(drafts, {index: "caption" for index in prose if is_signed_caption(drafts[index].line)})


def mark_captions_beside_credits(text: str, drafts: list[Draft]) -> list[Draft]:
    """Mark short prose that makes up a block of two lines with the credit of a picture: it says what that shows."""
    if all(draft.kind != "credit" for draft in drafts):
        return drafts
    gaps = [True, *(text.count("\n", above.end, below.start) > 1 for above, below in pairwise(drafts)), True]
    kinds = {}
    for index in prose_indices(drafts):  # gaps: whether a blank line stands before each draft, and behind the last
        below_credit = not gaps[index] and drafts[index - 1].kind == "credit" and gaps[index + 1]
        above_credit = not gaps[index + 1] and drafts[index + 1].kind == "credit" and gaps[index]
        if (below_credit or above_credit) and words_in(drafts[index].line) <= MAX_SHORT_CAPTION_WORDS:
            kinds[index] = "caption"
    return with_kinds(drafts, kinds)


def cut_signature(text: str, drafts: list[Draft]) -> list[Draft]:
    """Cut the writer's name or the source from the end of the last prose: "... he said. Jane Doe"."""
    prose = prose_indices(drafts)
    if not prose:
        return drafts
    last = drafts[prose[-1]]
    start = last.start + signature_start(as_one_line(text[last.start : last.end]))
    if start == last.start:
        return drafts
    halves = cut(text, [Block(last.start, start, "prose"), Block(start, last.end, "byline")])
    return [*drafts[: prose[-1]], *halves, *drafts[prose[-1] + 1 :]]


def signature_start(paragraph: str) -> int:
    """Return the offset of the name behind the last sentence of a paragraph; 0 where there is none."""
    tail = paragraph[-SIGNATURE_TAIL_LENGTH:]
    ends = [match.end() for match in SENTENCE_END.finditer(tail)]
    words = tail[ends[-1] :].strip().strip("()—–- ").split() if ends else []
    named = all(word.strip("(-–/")[:1].isupper() or word in "-–/" for word in words)
    return len(paragraph) - len(tail) + ends[-1] if named and 0 < len(words) <= MAX_SIGNATURE_WORDS else 0


def mark_unfinished(drafts: list[Draft]) -> list[Draft]:
    """Mark paragraphs that are not made of sentences: by their opening, else as headings or captions by their length.

    The last one, where it would be a caption, is a fragment: the article breaks off.
    """
    prose = prose_indices(drafts)
    kinds: dict[int, str] = {}
    for index in prose:
        line = drafts[index].line
        if not made_of_sentences(line):
            kind_by_length = "heading" if words_in(line) <= MAX_HEADING_WORDS else "caption"
            kinds[index] = unfinished_kind(line) or kind_by_length
    if prose and kinds.get(prose[-1]) == "caption":
        kinds[prose[-1]] = "fragment"
    return with_kinds(drafts, kinds)


def mark_repetitions(drafts: list[Draft]) -> list[Draft]:
    """Mark paragraphs that repeat an earlier one of the same article, whether that was text or a caption.

    The first of two copies keeps its kind. Prose that repeats a caption of whole sentences above it is not marked.
    """
    keys: set[str] = set()
    kinds: dict[int, str] = {}
    for index, draft in enumerate(drafts):
        if draft.kind not in REPEATABLE_KINDS or len(draft.line) < MIN_REPEATED_LENGTH:
            continue
        key = line_key(draft.line)
        if len(key) < MIN_REPEATED_LENGTH:
            continue
        if key in keys:
            kinds[index] = "repeated"
        elif draft.kind == "prose" or not made_of_sentences(draft.line):
            keys.add(key)
    return with_kinds(drafts, kinds)


def mark_menus(drafts: list[Draft]) -> list[Draft]:
    """Mark runs of very short headings as navigation."""
    kinds: dict[int, str] = {}
    run: list[int] = []
    for index, draft in enumerate([*drafts, Draft(0, 0, "", "")]):  # the empty one ends the last run
        if draft.kind in {"heading", "navigation"} and words_in(draft.line) <= MAX_MENU_WORDS:
            run.append(index)
            continue
        if len(run) >= MIN_MENU_LINES:
            kinds.update(dict.fromkeys(run, "navigation"))
        run = []
    return with_kinds(drafts, kinds)


def mark_names(drafts: list[Draft]) -> list[Draft]:
    """Mark headings that are nothing but a person's name as bylines, above the first prose and at the very end."""
    first = next(iter(prose_indices(drafts)), 0)
    edges = {*range(first), *range(len(drafts))[-1:]}
    return with_kinds(drafts, {index: "byline" for index in edges if is_name_heading(drafts[index])})


def is_name_heading(draft: Draft) -> bool:
    """Whether a draft is a heading that may be a person's name."""
    return draft.kind == "heading" and words_in(draft.line) in NAME_WORDS and only_names(draft.line)


def restore_text(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts; where none is prose, those of the softest kinds that occur become prose again.

    A gallery stays one: many captions of whole sentences or with their credit.
    """
    if is_enough(drafts):
        return drafts
    kinds = {draft.kind for draft in drafts}
    softest = next((soft for soft in SOFT_KINDS if not soft.isdisjoint(kinds)), frozenset())
    return [draft._replace(kind="prose") if draft.kind in softest else draft for draft in drafts]


# Set by judgement; all but the last two are words.
TITLE_WORDS = range(3, 26)  # of a headline without a full stop; the least also tells a first line from a menu
SIGNED_TITLE_WORDS = range(3, 17)  # of a headline, full stop or not, above a byline or date
MAX_QUESTION_WORDS = 16  # of a headline that asks or exclaims
ABBREVIATED_TITLE_WORDS = range(4, 21)  # of a headline that ends by an abbreviation
MIN_CAPITALISED_SHARE = 0.6  # of the words of a headline that asks; a question in lower case may open an article
TOP_DRAFTS = 6  # drafts of prose, from the first line on, among which repetitions of the title are looked for

ABBREVIATION_END = re.compile(r"(?:\b[A-Z]\.(?:[A-Z]\.){1,3}|\b(?:Jr|Sr|Inc|Corp|Co|Ltd|St|Dr|vs|etc|No)\.)['’\"”]?$")
BESIDE_HEADLINES = frozenset({"title", "caption", "credit", "heading", "teaser", "repeated"})


def mark_titles(drafts: list[Draft], title: str | None, *, punctuated: bool) -> list[Draft]:
    """Mark the headline at the top of a text and its repetitions below as titles.

    title: the document's title, if known; any line at the top that equals it by `line_key` is one.
    punctuated: whether the sentences of the text end by full stops; only then does the first line tell by its
    form that it is a headline. The last draft of prose is never taken for one by its form.
    """
    prose = prose_indices(drafts)
    keys = {line_key(title)} - {""} if title else set()
    first = next((index for index in prose[:-1] if words_in(drafts[index].line) >= TITLE_WORDS[0]), None)
    if punctuated and first is not None:
        line = drafts[first].line
        labelled = TURN.match(line) and TURN.match(drafts[first + 1].line)  # "Interviewer: Jo Pell"
        if (looks_like_title(line) and not labelled) or is_signed(line, drafts[first + 1]):
            keys.add(line_key(line))
    top = prose[:TOP_DRAFTS] if first is None else prose[: prose.index(first) + TOP_DRAFTS]
    return with_kinds(drafts, {index: "title" for index in top if keys and line_key(drafts[index].line) in keys})


def looks_like_title(line: str) -> bool:
    """Whether a first line reads like a headline: it has no full stop, or asks in capitals; no listed item."""
    words = line.split()
    listed = line.startswith(BULLETS) or line.endswith((",", ";", ":"))
    if len(words) not in TITLE_WORDS or listed or has_inner_end(line):
        return False
    if not ends_sentence(line):
        return True
    capitalised = sum(word.lstrip("\"'“‘(")[:1].isupper() or word[:1].isdigit() for word in words)
    asks = line.rstrip("\"'”’")[-1:] in "?!"
    return asks and len(words) <= MAX_QUESTION_WORDS and capitalised >= MIN_CAPITALISED_SHARE * len(words)


def is_signed(line: str, below: Draft) -> bool:
    """Whether a first line is a headline, judged by the line below it: a byline or a date."""
    signs = below.kind in {"byline", "date"} or only_names(below.line)
    return signs and words_in(line) in SIGNED_TITLE_WORDS and not has_inner_end(line)


def mark_abbreviated_headlines(drafts: list[Draft]) -> list[Draft]:
    """Mark short lines that end by an abbreviation and stand beside boilerplate: the title at the top, else teasers."""
    kinds = [draft.kind for draft in drafts]
    headlines = [
        index
        for index in prose_indices(drafts)
        if not BESIDE_HEADLINES.isdisjoint((*kinds[max(index - 1, 0) : index], *kinds[index + 1 : index + 2]))
        and ends_by_abbreviation(drafts[index].line)
    ]
    return with_kinds(drafts, {index: "teaser" if index else "title" for index in headlines})


def ends_by_abbreviation(line: str) -> bool:
    """Whether a short line may be a headline that ends by an abbreviation: "... deal with U.S."."""
    return (
        words_in(line) in ABBREVIATED_TITLE_WORDS
        and bool(ABBREVIATION_END.search(line))
        and not has_inner_end(line)
        and line.split(" ", 1)[0].lower() not in word_list("pronouns")
    )
