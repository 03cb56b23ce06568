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
from typing import NamedTuple
from unicodedata import category

from summarize.records import Span
from summarize.text.quotes import BRACKETS, OPEN, find_quotes

# By judgement.
MAX_CUTS_IN_QUOTE = 4  # a quotation of more sentences is a statement of its own and stays in pieces
MAX_QUOTE_LENGTH = 600  # characters; in a longer quotation a mark may be missing, so it stays in pieces too
CONTEXT = 80  # characters that a rule sees on either side of a boundary
SLICE_LENGTH = 2000  # characters that sentencex gets at once, at most
LOOK_BEHIND = 9  # characters before a full stop that are read to tell whether sentencex missed it

STRONG = "。！？।۔؟"  # these end a sentence whatever follows
SLICE_END = re.compile(rf"(?<=[^\W\d]{{2}}) (?=[^\W\d])|(?<=[{STRONG}])")  # no sentence end is in doubt here
CLOSING, SPACE = re.compile(r"(?: {0,2}\x03)*"), re.compile(r"[ \x02]*")
LETTER_OR_DIGIT = re.compile(r"[^\W_]")
BLANKED = dict.fromkeys('\x02\x03\x91\x92\x93\x94"“”„‟«»‹›‘‚`<「『《', " ")
APOSTROPHE, SURROGATE = re.compile(r"['’](?<!\w.)"), re.compile("[\ud800-\udfff]")
# sentencex sees no end in "…", and none inside what it takes for an item of a list.
HARMLESS = {"…": ".", **dict.fromkeys(")•◦▪▫■□●○⁃⁌⁍◆◇★☆➤➢➣▶▸►", " ")}
MAY_END = {  # words that may end a sentence, though sentencex takes them for abbreviations
    language: frozenset(f"etc usw ecc enz itd itp {words}".split())
    for language, words in {
        "en": "no me may art ill re miss fed con ref arc la ok No Me May Art Ken DC LA PA CT",
        "vi": "con va ca la mo ga may no",
        "es": "no bien mar doc",
        "it": "no va fa su ce me te sa so ha ma se ne ed re via ore dom Po",
        "de": "Art Mo Di",
    }.items()
}
# Newswire sets a comma behind a state that is not the last word: "in Norfolk, Va., on".
STATE = re.compile(
    r"(?<=, )(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Neb|Nev|"
    r"Okla|Ore|Pa|Tenn|Tex|Va|Wis)\Z"
)
UNIT = re.compile(r"(?:\d ?|/)(?:[hmgsCF]|[kcm]m|kg)\Z")  # 100 km/h. 4.30 m. 20 C.
ITEM = re.compile(r"\S(?= +(?:[•⁃]|\d{1,2}\.?\) +[^\W\d]))")  # before the next item of a list
NEXT_WORD, LAST_WORD = re.compile(r" +[^\W\d]"), re.compile(r"[\w.'’-]*\Z")

# What the rules look for; see the rule of the same name.
ANY_TITLE = frozenset(("Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "Sen.", "Gov.", "Gen.", "Col.", "vs.", "e.g.", "i.e."))
TITLES = {  # what stands before a name or noun and never ends a sentence, where sentencex does not know it
    language: ANY_TITLE.union(f"{title}." for title in titles.split())
    for language, titles in {
        "en": "Govs Reps Sens Amb Atty Treas Dep Asst Assoc Cllr Spc Ald Pte Cdr Pfc Ft Brig.-Gen Lt.-Gov",
        "de": "Frl Dipl geb gest inkl zzgl bspw Abb Hrsg",
        "fr": "M MM Pr Me Mgr St Ste Mme Mmes Mlle bd c.-à-d",
        "es": "Cnel Tte D Dña Mons Fr aprox",
        "pt": "Srta Profa Av R Cel Cap Ten Sta D Pe Des Dep aprox",
        "it": "Ten S prof dott.ssa prof.ssa sig.ra",
        "nl": "Mevr mevr mw dhr d.w.z o.a lt kol",
        "ru": "т.е рис им доц ген полк акад проф",
        "pl": "dr mgr inż hab ks św tj m.in ul al płk gen kpt im red prof",
        "sv": "t.ex bl.a d.v.s kl ca",
        "vi": "TP Tp ThS Th.S TS PGS GS BS GS.TS PGS.TS",
        "ar": "د أ م أ.د",
        "hi": "डॉ प्रो श्री श्रीमती कु स्व पं रु",
        "id": "Ir Hj Jl PT",
        "tr": "Doç Av Sn Alb Org",
    }.items()
}
NUMBERED = re.compile(
    r"(?<!\w)(?:n|n[or]s?|h|cap|nº|nn|núms?|vols?|figs?|pp?|pags?|págs?|arts?|secs?|ch|kap|bd|abs|approx|est|max|ca?|tel|fl|"
    r"jan|janv|ene|feb|févr|mar|mär|mrt|apr|avr|may|jun|jul|juil|aug|ago|sept?|okt|oct|nov|dec|déc|dez|dic)\.$",
    re.IGNORECASE,
)
CLOCK = re.compile(r"\b[ap]\.? ?m\.$", re.IGNORECASE)
AFTER_CLOCK = re.compile(
    r"(?:[ECMP][SD]?T|GMT|UTC|BST|CEST|CET|IST|JST|AEST|AEDT|Eastern|Central|Mountain|Pacific|Greenwich|"
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}|(?:[A-Z][a-z]{1,12} ){1,2}time|"
    r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2})\b"
)
BEFORE_CLOCK = re.compile(r" ?(?:At|By|Around|About|Before|After|Until|From|Since|On)\b[\w:., ]{1,25}")
SPEAKER = re.compile(
    r"(?!(?:The|Then|But|And|So|When|After|Later|Now|In|On|At|As|If|It|He|She|They|We|I|You|That|This|No|Yes)\b)"
    r"(?:(?:[A-Z][\w.’'-]{0,20}|the|of|de|van|von|bin|al) ){1,4}(?:said|says|asked|asks|told|added|replied|"
    r"wrote|tweeted|demanded|shouted|cried|wondered|exclaimed)\b"
)
SAID = re.compile(r"と|って|など|라고|고|하고|이라고|며|면서|는 |[^。！？，、“”「」]{0,6}[说說道問问稱称]")
ITEM_NUMBER = re.compile(r"\W{0,3}(?:\d{1,2}|[^\W\d_])\.")
ORDINAL = re.compile(r"\b(?:am|im|dem|den|der|die|das|des|zum|zur|vom|beim|ab|bis) \d{1,2}\.$", re.IGNORECASE)
INITIAL = re.compile(r"[^\W\d_]\.(?:-?[^\W\d_]\.)*")
RUN_ON, ADDRESS = re.compile(r"[a-zß-öø-ÿ0-9\x03]\.$"), re.compile(r"(?:://|www\.|@)\S*$")


def split_sentences(paragraph: str, language: str = "en") -> list[Span]:
    """Find the sentences of one paragraph, whose line breaks are plain white space.

    language: ISO 639-1; an unknown one gets the rules that fit most languages.
    Returns spans in order, trimmed, that cover everything but white space; [] for a blank paragraph.
    A quotation of several sentences is one span with the sentence it stands in, up to MAX_CUTS_IN_QUOTE and
    MAX_QUOTE_LENGTH. Linear in the length of the paragraph.
    """
    quotes = find_quotes(paragraph)
    cuts = _outside_quotations(_cuts(paragraph, quotes.view, language), quotes.pairs)
    spans = (trimmed(paragraph, start, end) for start, end in pairwise([*cuts, len(paragraph)]))
    return _with_words(paragraph, (span for span in spans if span.start < span.end))


def _cuts(text: str, view: str, language: str) -> list[int]:
    """Return where sentences begin, 0 first: the proposed ends that no rule joins, each moved past closing marks."""
    cuts = [0]
    for end in sorted(_proposed_ends(view, language)):
        cut = _past(CLOSING, view, end)
        start = _past(SPACE, view, cut)
        before, after = view[max(cuts[-1], end - CONTEXT) : end], view[start : start + CONTEXT]
        boundary = Boundary(before, "".join(text[end:cut].split()), view[cut:start], after, language)
        if after and before.strip(" \x02\x03") and not _is_joined(boundary):
            cuts.append(cut)
    return cuts


def _past(pattern: re.Pattern[str], view: str, start: int) -> int:
    """Return the end of what the pattern matches at `start`."""
    match = pattern.match(view, start)
    return match.end() if match else start


def _proposed_ends(view: str, language: str) -> set[int]:
    """Return where sentences may end: after the end mark, before its closing marks."""
    import sentencex

    plain = _without_marks(view)
    harmless = _replaced(plain, HARMLESS)
    ends: set[int] = set()
    for start, stop in _slices(harmless):
        for boundary in sentencex.get_sentence_boundaries(language, harmless[start:stop]):
            first, last = start + boundary["start_index"], start + boundary["end_index"]
            length = len(harmless[first:last].rstrip())
            if length and (last < stop or harmless[stop - 1] in STRONG):
                ends.add(first + length)
    ends.update(_missed_ends(plain, language, ends))
    return ends


def _without_marks(view: str) -> str:
    """Blank the quotation marks of a view, those that are unpaired as well, and surrogates."""
    plain = _replaced(view, BLANKED)
    if "'" in plain or "’" in plain:
        plain = APOSTROPHE.sub(" ", plain)
    return plain if plain.isprintable() else SURROGATE.sub(" ", plain)


def _replaced(text: str, table: dict[str, str]) -> str:
    """Replace characters one for one; most texts have few of them."""
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
    words = MAY_END.get(language, MAY_END["en"])
    stop = plain.find(". ")
    while stop >= 0:
        if stop + 1 not in proposed and NEXT_WORD.match(plain, stop + 1):
            head = plain[max(0, stop - LOOK_BEHIND) : stop]
            last_word = LAST_WORD.search(head)
            state = STATE.search(head) and plain[stop + 2] != " "
            if state or (last_word and last_word[0] in words) or UNIT.search(head):
                yield stop + 1
        stop = plain.find(". ", stop + 1)
    if ")" in plain or "•" in plain or "⁃" in plain:
        yield from (match.end() for match in ITEM.finditer(plain))


class Boundary(NamedTuple):
    """A place where a sentence may end, as the rules see it."""

    before: str  # the view from the last cut to the end mark, at most CONTEXT characters, never blank
    closing: str  # closing marks after the end mark, as they are in the text, without spaces between
    space: str  # white space and opening marks of the view
    after: str  # what follows in the view, at most CONTEXT characters, never empty
    language: str


# The rules: each returns whether it joins the two sides of a boundary, because no sentence ends there.


def _starts_lower(boundary: Boundary) -> bool:
    """Join what begins with a small letter, unless it is a trade name (iPhone) or Georgian."""
    first = boundary.after[0]
    return first.islower() and not "\u10d0" <= first <= "\u10ff" and not boundary.after[1:2].isupper()


def _starts_with_mark(boundary: Boundary) -> bool:
    """Join a comma, and a dash before a small letter: `"No!", he`, `"No!" — that was`, `J.-C.`."""
    first, rest = boundary.after[0], boundary.after[1:].lstrip()
    return first in ",;:)" or (first in "—–-" and (rest[:1].islower() or not (boundary.space or boundary.closing)))


def _title(boundary: Boundary) -> bool:
    """Join a title or an initial to the name: `M. Dupont`, `prof. G. Rossi`, `J.-P. Martin`, `т. е. после`."""
    words = boundary.before.replace(OPEN, " ").rsplit(maxsplit=2)[-2:]
    titles = TITLES.get(boundary.language, ANY_TITLE)
    initial = INITIAL.fullmatch(words[-1]) and (words[0] in titles or "-" in words[-1])
    return not boundary.closing and bool(initial or words[-1] in titles or "".join(words) in titles)


def _numbered(boundary: Boundary) -> bool:
    """Join a number to what it counts: `No. 5`, `Jan. 5`, `vol. 7`."""
    return boundary.after[0].isdigit() and NUMBERED.search(boundary.before) is not None


def _ellipsis(boundary: Boundary) -> bool:
    """Join what follows an ellipsis in a script without capitals and with end marks of its own: `انتظر... ثم رحل`."""
    return boundary.before.endswith(("...", "…")) and "\u0600" <= boundary.after[0] <= "\u0dff"


def _clock(boundary: Boundary) -> bool:
    """Join times of day: `9:30 a.m. ET`, `8 p.m. Monday`, `At 5 a.m. Mr. Smith went`."""
    if not (clock := CLOCK.search(boundary.before, max(0, len(boundary.before) - len("p. m.")))):
        return False
    return bool(AFTER_CLOCK.match(boundary.after) or BEFORE_CLOCK.fullmatch(boundary.before, 0, clock.start()))


def _speaker(boundary: Boundary) -> bool:
    """Join a quotation to its speaker: `"Where?" Ghani said`, `「行かない。」と述べた`. Not after `."`."""
    if not boundary.closing.strip(BRACKETS):
        return False
    asked = boundary.before[-1] in "?!" and SPEAKER.match(boundary.after)
    return bool(asked or (not boundary.space and SAID.match(boundary.after)))


def _item(boundary: Boundary) -> bool:
    """Join the number of an item, and a German ordinal: `1. The first`, `Q. Who?`, `im 19. Jahrhundert`."""
    german = boundary.language == "de" and ORDINAL.search(boundary.before)
    return bool(german or ITEM_NUMBER.fullmatch(boundary.before))


def _inside_word(boundary: Boundary) -> bool:
    """Join a mark to its letter, and what has no white space, `ASP.NET`, unless it looks like `failed.Another`."""
    if boundary.space or boundary.closing or boundary.before[-1] not in ".!?" or not boundary.after[0].isascii():
        return not boundary.space and category(boundary.after[0]).startswith("M")
    runs_on = RUN_ON.search(boundary.before) and boundary.after[0].isupper() and not boundary.after[1:2].isupper()
    return not runs_on or ADDRESS.search(boundary.before) is not None


JOINS = (_starts_lower, _starts_with_mark, _title, _numbered, _ellipsis, _clock, _speaker, _item, _inside_word)
JOINS_CAPITAL = (_title, _clock, _item)  # the others never join a capital behind blanks or opening marks


def _is_joined(boundary: Boundary) -> bool:
    """Whether some rule joins the two sides of a boundary."""
    capital = boundary.space and not boundary.closing and boundary.after[0].isupper()
    return any(joins(boundary) for joins in (JOINS_CAPITAL if capital else JOINS))


def _outside_quotations(cuts: list[int], pairs: list[Span]) -> list[int]:
    """Return the cuts without those inside quotations and brackets that are short enough to be kept whole."""
    inside: set[int] = set()
    for start, end in pairs:
        first, last = bisect_right(cuts, start), bisect_left(cuts, end)
        if last - first <= MAX_CUTS_IN_QUOTE and end - start <= MAX_QUOTE_LENGTH:
            inside.update(cuts[first:last])
    return [cut for cut in cuts if cut not in inside]


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the span without white space at either end; an empty span where it is blank."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return Span(start + left, start + left + len(piece.strip()))


def _with_words(text: str, spans: Iterable[Span]) -> list[Span]:
    """Join a span without a letter or digit to the one before, and at the start to the one after."""
    whole: list[Span] = []
    for span in spans:
        if whole and not (LETTER_OR_DIGIT.search(text, *span) and LETTER_OR_DIGIT.search(text, *whole[-1])):
            whole[-1] = Span(whole[-1].start, span.end)
        else:
            whole.append(span)
    return whole
