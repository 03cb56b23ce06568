"""Paragraphs to sentences, as offsets: sentencex proposes where to cut, and small rules of our own put that right.

A paragraph is read through a view of the same length, so that no offset ever moves: white space is spaces, and
quotation marks and brackets are OPEN or CLOSE. sentencex gets the view with these blanked and in slices, since it
takes quadratic time over unpaired marks and over text without spaces.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from summarize.records import Span
from summarize.text.abbreviations import AND_SO_ON, COUNTED, MAY_END, TRUSTED, looks_like_word
from summarize.text.boundaries import LOOK_BEHIND, NO_BREAK, Boundary, is_joined
from summarize.text.quotes import CLOSE, find_quotes
from summarize.text.repair import TERMINAL_ESCAPE

# By judgement.
MAX_CUTS_IN_QUOTE = 4  # a quotation of more sentences is a statement of its own and stays in pieces
MAX_QUOTE_LENGTH = 600  # characters; in a longer quotation a mark may be missing, so it stays in pieces too
CONTEXT = 80  # characters that a rule sees on either side of a boundary
SLICE_LENGTH = 2000  # characters that sentencex gets at once, at most
MIN_LOWER_LETTERS = 60  # of a text without capitals; a shorter one may be a piece of a sentence

STRONG = "。！？।۔؟"  # these end a sentence whatever follows
SLICE_END = re.compile(rf"(?<=[^\W\d]{{2}}) (?=[^\W\d])|(?<=[{STRONG}])")  # no sentence end is in doubt here
CLOSING, SPACE = re.compile(r"(?: {0,2}\x03)*"), re.compile(r"[ \x02]*")
NOTE = "(?:[¹²³⁰⁴-⁹]|[*†‡]){1,3}"
NOTE_MARK = re.compile(rf"(?<=[.!?…\x03]){NOTE}(?: {NOTE}){{0,3}}(?=[ \x03]|\Z)")  # behind its sentence: It fell.²
LETTER_OR_DIGIT = re.compile(r"[^\W_]")
BLANKED = dict.fromkeys('\x02\x03\x91\x92\x93\x94"“”„‟«»‹›‘‚`<「『《', " ")
APOSTROPHE, SURROGATE = re.compile(r"['’](?<!\w.)"), re.compile("[\ud800-\udfff]")
# sentencex sees no end in "…", and none inside what it takes for an item of a list.
HARMLESS = {"…": ".", **dict.fromkeys(")•◦▪▫■□●○⁃⁌⁍◆◇★☆➤➢➣▶▸►", " ")}
# Newswire sets a comma behind a state that is not the last word: "in Norfolk, Va., on".
STATE = re.compile(
    r"(?<=, )(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Neb|Nev|"
    r"Okla|Ore|Pa|Tenn|Tex|Va|Wis)\Z"
)
UNIT = re.compile(r"(?:\d ?|/)(?:[hmgsCF]|[kcm]m|kg)\Z")  # 100 km/h. 4.30 m. 20 C.
ITEM = re.compile(r"\S(?= +(?:[•⁃]|\d{1,2}\.?\) +[^\W\d]))")  # before the next item of a list
NEXT_WORD, LAST_WORD = re.compile(r" +[^\W\d]"), re.compile(r"[\w.'’-]*\Z")

UNDIVIDED = re.compile(r"[A-Za-z0-9 ,'-]*[A-Za-z0-9][.!?]? *|\s*")  # no end inside, as in a heading or a list of words

LOWER_END = re.compile(r"(?<![\w.])([^\W_]{2,}|[^\W_]+ )[.](?= +[^\W_])")
LOWER_ABBREVIATIONS = frozenset(
    (
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "vs",
        "jr",
        "sr",
        "inc",
        "corp",
        "ltd",
        "co",
        "no",
        "gov",
        "sen",
        "rep",
        "gen",
        "col",
        "lt",
        "sgt",
        "capt",
        "jan",
        "feb",
        "aug",
        "sept",
        "oct",
        "nov",
        "dec",
    )
)


def split_sentences(paragraph: str, language: str = "en") -> list[Span]:
    """Find the sentences of one paragraph, whose line breaks are plain white space.

    language: ISO 639-1; an unknown one gets the rules that fit most languages.
    Returns spans in order, trimmed, that cover everything but white space; [] for a blank paragraph.
    A quotation of several sentences is one span with the sentence it stands in, up to MAX_CUTS_IN_QUOTE and
    MAX_QUOTE_LENGTH. Linear in the length of the paragraph.

    >>> split_sentences("Mr. Roe left at 5 p.m. on Monday. He was tired.")
    [Span(start=0, end=33), Span(start=34, end=47)]
    """
    if ". " not in paragraph and UNDIVIDED.fullmatch(paragraph):
        span = trimmed(paragraph, 0, len(paragraph))
        return [span] if span.start < span.end else []
    quotes = find_quotes(TERMINAL_ESCAPE.sub(blank, paragraph) if "\x1b" in paragraph else paragraph)
    view = quotes.view if quotes.view.isascii() and "*" not in quotes.view else NOTE_MARK.sub(closing_mark, quotes.view)
    cuts = _outside_quotations(_cuts(paragraph, view, language), quotes.pairs)
    spans = (trimmed(paragraph, start, end) for start, end in pairwise([*cuts, len(paragraph)]))
    return _with_words(paragraph, (span for span in spans if span.start < span.end))


def closing_mark(match: re.Match[str]) -> str:
    """Return as many closing marks as a match has characters."""
    return CLOSE * len(match[0])


def blank(match: re.Match[str]) -> str:
    """Return as many spaces as a match has characters; a bracket in an escape sequence of terminals is none."""
    return " " * len(match[0])


def _cuts(text: str, view: str, language: str) -> list[int]:
    """Return where sentences begin, 0 first: the proposed ends that no rule joins, each moved past closing marks."""
    cuts = [0]
    lower = _is_lower(view)
    for end in sorted(_proposed_ends(view, language, lower=lower)):
        cut = _past(CLOSING, view, end) if view[end : end + 1] in " \x03" else end
        start = _past(SPACE, view, cut) if view[cut : cut + 1] in " \x02" else cut
        before, after = view[max(cuts[-1], end - CONTEXT) : end], view[start : start + CONTEXT]
        space = text[cut:start] if text[cut:start] in NO_BREAK else view[cut:start]
        closing = "".join(text[end:cut].split()) if cut > end else ""
        boundary = Boundary(before, closing, space, after, language)
        if after and before.strip(" \x02\x03") and not is_joined(boundary, lower=lower):
            cuts.append(cut)
    return cuts


def _past(pattern: re.Pattern[str], view: str, start: int) -> int:
    """Return the end of what the pattern matches at `start`.

    >>> _past(SPACE, "It broke.  Then", 9)
    11
    """
    match = pattern.match(view, start)
    return match.end() if match else start


def _is_lower(view: str) -> bool:
    """Whether a text has no capital, though its script has some: a capital then tells no sentence."""
    return view.islower() and sum(map(str.isalpha, view)) >= MIN_LOWER_LETTERS


def _proposed_ends(view: str, language: str, *, lower: bool) -> set[int]:
    """Return where sentences may end: after the end mark, before its closing marks."""
    import sentencex

    plain = _without_marks(view)
    harmless = _replaced(plain, HARMLESS)
    ends: set[int] = set()
    for start, stop in _slices(harmless):
        first = start
        for segment in sentencex.segment(language, harmless[start:stop]):  # together they are all of the slice
            last, length = first + len(segment), len(segment.rstrip())
            if length and (last < stop or harmless[stop - 1] in STRONG):
                ends.add(first + length)
            first = last
    ends.update(_missed_ends(plain, language, ends))
    if lower:
        ends.update(match.end() for match in LOWER_END.finditer(plain) if match[1] not in LOWER_ABBREVIATIONS)
    return ends


def _without_marks(view: str) -> str:
    """Blank the quotation marks of a view, those that are unpaired as well, and surrogates."""
    plain = _replaced(view, BLANKED)
    if "'" in plain or "’" in plain:
        plain = APOSTROPHE.sub(" ", plain)
    return plain if plain.isprintable() else SURROGATE.sub(" ", plain)


def _replaced(text: str, table: dict[str, str]) -> str:
    """Replace characters one for one; most texts have few of them.

    >>> _replaced("a…b", {"…": "."})
    'a.b'
    """
    for char in filter(str.isascii, table) if text.isascii() else table:
        if char in text:
            text = text.replace(char, table[char])
    return text


def _slices(plain: str) -> Iterator[Span]:
    """Yield stretches of at most SLICE_LENGTH characters, cut at a SLICE_END where there is one."""
    start = 0
    while len(plain) - start > SLICE_LENGTH:
        ends = [match.end() for match in SLICE_END.finditer(plain, start + SLICE_LENGTH // 2, start + SLICE_LENGTH)]
        end = ends[-1] if ends else start + SLICE_LENGTH
        yield Span(start, end)
        start = end
    yield Span(start, len(plain))


def _missed_ends(plain: str, language: str, proposed: set[int]) -> Iterator[int]:
    """Yield the ends that sentencex misses behind what it takes for an abbreviation, and those before list items."""
    is_end = _is_trusted_end if language in TRUSTED else _is_own_end
    stop = plain.find(". ")
    while stop >= 0:
        if stop + 1 not in proposed and NEXT_WORD.match(plain, stop + 1):
            head = plain[max(0, stop - LOOK_BEHIND) : stop]
            state = STATE.search(head) and plain[stop + 2] != " "
            if state or UNIT.search(head) or is_end(head, language):
                yield stop + 1
        stop = plain.find(". ", stop + 1)
    if ")" in plain or "•" in plain or "⁃" in plain:
        yield from (match.end() for match in ITEM.finditer(plain))


def _is_trusted_end(head: str, language: str) -> bool:
    """Whether the word at the end of a text may end a sentence, though sentencex takes it for an abbreviation."""
    last_word = LAST_WORD.search(head)
    return last_word is not None and last_word[0] in MAY_END[language]


def _is_own_end(head: str, language: str) -> bool:
    """Whether the word at the end of a text may end a sentence, where the list of sentencex does not count.

    It may when it reads as a word, when it ends a list of examples, and when it is a unit behind a number.

    >>> _is_own_end("by the hand", "nl"), _is_own_end("from 3 to 5 kl", "da"), _is_own_end("the kl", "da")
    (True, True, False)
    """
    last_word = LAST_WORD.search(head)
    word = last_word[0] if last_word else ""
    return looks_like_word(word) or AND_SO_ON.search(head) is not None or COUNTED.search(head) is not None


def _outside_quotations(cuts: list[int], pairs: list[Span]) -> list[int]:
    """Return the cuts without those inside quotations and brackets that are short enough to be kept whole."""
    inside: set[int] = set()
    for start, end in pairs:
        first, last = bisect_right(cuts, start), bisect_left(cuts, end)
        if last - first <= MAX_CUTS_IN_QUOTE and end - start <= MAX_QUOTE_LENGTH:
            inside.update(cuts[first:last])
    return [cut for cut in cuts if cut not in inside]


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the span without white space at either end; an empty span where it is blank.

    start, end: code points of the text, end exclusive.

    >>> trimmed("  The dam. ", 0, 11)
    Span(start=2, end=10)
    """
    piece = text[start:end]
    inner = piece.strip()
    left = 0 if len(inner) == len(piece) else len(piece) - len(piece.lstrip())
    return Span(start + left, start + left + len(inner))


def _with_words(text: str, spans: Iterable[Span]) -> list[Span]:
    """Join a span without a letter or digit to the one before, and at the start to the one after.

    >>> _with_words("It broke. * * * He left.", [Span(0, 9), Span(10, 15), Span(16, 24)])
    [Span(start=0, end=15), Span(start=16, end=24)]
    """
    whole: list[Span] = []
    last_has_words = False
    for span in spans:
        has_words = text[span.start].isalnum() or LETTER_OR_DIGIT.search(text, *span) is not None
        if whole and not (has_words and last_has_words):
            whole[-1], last_has_words = Span(whole[-1].start, span.end), last_has_words or has_words
        else:
            whole.append(span)
            last_has_words = has_words
    return whole
