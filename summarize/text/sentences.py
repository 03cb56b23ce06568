"""Paragraphs to sentences, as offsets. sentencex proposes where to cut, small rules of our own put it right.

A paragraph is looked at through a view of the same length, so that no offset ever moves: white space is
spaces, quotation marks and brackets are OPEN or CLOSE. sentencex gets the view with these blanked and in
slices, since it takes quadratic time over unpaired marks and over text without spaces.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from summarize.records import Span
from summarize.text.quotes import BRACKETS, OPEN, find_quotes

CUTS_IN_QUOTE = 4  # a quotation of more sentences is a statement of its own and stays in pieces;
CHARACTERS_IN_QUOTE = 600  # so does a longer one, where a mark may be missing
CONTEXT = 80  # how many characters a rule sees on either side of a cut
SLICE = 2000  # characters that sentencex gets at once

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
RUN_ON = re.compile(r"[a-zß-öø-ÿ0-9\x03]\.$")
INITIAL = re.compile(r"[^\W\d_]\.(?:-?[^\W\d_]\.)*")
ADDRESS = re.compile(r"(?:://|www\.|@)\S*$")
ALWAYS_WORDS = "etc usw ecc enz itd itp"
WORDS = {  # whole words that sentencex takes for abbreviations
    "en": "no me may art ill re miss fed con ref arc la ok No Me May Art Ken DC LA PA CT",
    "vi": "con va ca la mo ga may no",
    "es": "no bien mar doc",
    "it": "no va fa su ce me te sa so ha ma se ne ed re via ore dom Po",
    "de": "Art Mo Di",
}
NOT_ENDED = {language: frozenset(f"{ALWAYS_WORDS} {words}".split()) for language, words in WORDS.items()}
# Newswire sets a comma behind a state that is not the last word: "in Norfolk, Va., on".
STATE = re.compile(
    r"(?<=, )(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Neb|Nev|"
    r"Okla|Ore|Pa|Tenn|Tex|Va|Wis)\Z"
)
UNIT = re.compile(r"(?:\d ?|/)(?:[hmgsCF]|[kcm]m|kg)\Z")  # 100 km/h. 4.30 m. 20 C.
ITEM = re.compile(r"\S(?= +(?:[•⁃]|\d{1,2}\.?\) +[^\W\d]))")  # before the next item of a list
NEXT_WORD, RUN = re.compile(r" +[^\W\d]"), re.compile(r"[\w.'’-]*\Z")
LONGEST_MISSED = 9  # characters before a full stop that tell whether it was missed, and one more
# sentencex sees no end in "…", and none inside what it takes for an item of a list.
HARMLESS = dict(zip("…)•◦▪▫■□●○⁃⁌⁍◆◇★☆➤➢➣▶▸►", ".".ljust(23), strict=True))
MARKS_LEFT = dict.fromkeys('\x02\x03\x91\x92\x93\x94"“”„‟«»‹›‘‚`<「『《', " ")
APOSTROPHE, SURROGATE = re.compile(r"['’](?<!\w.)"), re.compile("[\ud800-\udfff]")
STRONG = "。！？।۔؟"  # these end a sentence whatever follows
BREAK = re.compile(rf"(?<=[^\W\d]{{2}}) (?=[^\W\d])|(?<=[{STRONG}])")  # a slice may end here
CLOSING, SPACE = re.compile(r"(?: {0,2}\x03)*"), re.compile(r"[ \x02]*")
LETTER = re.compile(r"[^\W_]")


class Boundary(NamedTuple):
    """A place where a sentence may end, as the rules see it."""

    before: str  # the view from the last cut to the end mark, at most CONTEXT characters, never blank
    gap: str  # closing marks after the end mark, as they are in the text, without spaces between
    space: str  # white space and opening marks of the view
    after: str  # what follows in the view, at most CONTEXT characters, never empty
    language: str


def _lower_case(cut: Boundary) -> bool:
    """Join what begins with a small letter, unless it is a trade name (iPhone) or Georgian."""
    first = cut.after[0]
    return first.islower() and not "\u10d0" <= first <= "\u10ff" and not cut.after[1:2].isupper()


def _punctuation(cut: Boundary) -> bool:
    """Join a comma, and a dash before a small letter: `"No!", he`, `"No!" — that was`, `J.-C.`."""
    first, rest = cut.after[0], cut.after[1:].lstrip()
    return first in ",;:)" or (first in "—–-" and (rest[:1].islower() or not (cut.space or cut.gap)))


def _title(cut: Boundary) -> bool:
    """Join a title, an initial, and the name: `M. Dupont`, `prof. G. Rossi`, `J.-P. Martin`, `т. е. после`."""
    words = cut.before.replace(OPEN, " ").rsplit(maxsplit=2)[-2:]
    titles = TITLES.get(cut.language, ANY_TITLE)
    initial = INITIAL.fullmatch(words[-1]) and (words[0] in titles or "-" in words[-1])
    return not cut.gap and bool(initial or words[-1] in titles or "".join(words) in titles)


def _numbered(cut: Boundary) -> bool:
    """Join what is numbered: `No. 5`, `Jan. 5`, `vol. 7`."""
    return cut.after[0].isdigit() and NUMBERED.search(cut.before) is not None


def _trailing(cut: Boundary) -> bool:
    """Join what trails off in a script without capitals that ends its sentences by other marks: `انتظر... ثم رحل`."""
    return cut.before.endswith(("...", "…")) and "\u0600" <= cut.after[0] <= "\u0dff"


def _clock(cut: Boundary) -> bool:
    """Join times of day: `9:30 a.m. ET`, `8 p.m. Monday`, `At 5 a.m. Mr. Smith went`."""
    if not (clock := CLOCK.search(cut.before, max(0, len(cut.before) - len("p. m.")))):
        return False
    return bool(AFTER_CLOCK.match(cut.after) or BEFORE_CLOCK.fullmatch(cut.before, 0, clock.start()))


def _speaker(cut: Boundary) -> bool:
    """Join who said it: `"Where?" Ghani said`, `「行かない。」と述べた`. Not after `."`."""
    if not cut.gap.strip(BRACKETS):
        return False
    asked = cut.before[-1] in "?!" and SPEAKER.match(cut.after)
    return bool(asked or (not cut.space and SAID.match(cut.after)))


def _item(cut: Boundary) -> bool:
    """Join the number of an item or a German ordinal: `1. The first`, `Q. Who?`, `im 19. Jahrhundert`."""
    german = cut.language == "de" and ORDINAL.search(cut.before)
    return bool(german or ITEM_NUMBER.fullmatch(cut.before))


def _inside_word(cut: Boundary) -> bool:
    """Join what has no white space, `ASP.NET` or an address, unless it looks like `failed.Another`."""
    if cut.space or cut.gap or cut.before[-1] not in ".!?" or not cut.after[0].isascii():
        return False
    runs_on = RUN_ON.search(cut.before) and cut.after[0].isupper() and not cut.after[1:2].isupper()
    return not runs_on or ADDRESS.search(cut.before) is not None


JOINS = (_lower_case, _punctuation, _title, _numbered, _trailing, _clock, _speaker, _item, _inside_word)
JOINS_CAPITAL = (_title, _clock, _item)  # the others never join a capital behind blanks or opening marks


def _joined(cut: Boundary) -> bool:
    """Whether some rule says that no sentence ends here."""
    capital = cut.space and not cut.gap and cut.after[0].isupper()
    return any(joins(cut) for joins in (JOINS_CAPITAL if capital else JOINS))


def _slices(plain: str) -> Iterator[Span]:
    """Yield stretches of at most SLICE characters that end where no sentence end is in doubt, if they can."""
    start = 0
    while len(plain) - start > SLICE:
        breaks = [found.end() for found in BREAK.finditer(plain, start + SLICE // 2, start + SLICE)]
        end = breaks[-1] if breaks else start + SLICE
        yield Span(start, end)
        start = end
    yield Span(start, len(plain))


def _replaced(text: str, table: dict[str, str]) -> str:
    """Replace characters one for one; most texts have few of them."""
    for char in (one for one in table if one < "\x80") if text.isascii() else table:
        if char in text:
            text = text.replace(char, table[char])
    return text


def _without_marks(view: str) -> str:
    """Blank the quotation marks that are left, and those found."""
    plain = _replaced(view, MARKS_LEFT)
    if "'" in plain or "’" in plain:
        plain = APOSTROPHE.sub(" ", plain)
    return plain if plain.isprintable() else SURROGATE.sub(" ", plain)


def _missed(plain: str, language: str, known: set[int]) -> Iterator[int]:
    """Yield ends that sentencex passes over, since it takes the word before for an abbreviation; known: its own."""
    words = NOT_ENDED.get(language, NOT_ENDED["en"])
    dot = plain.find(". ")
    while dot >= 0:
        if dot + 1 not in known and NEXT_WORD.match(plain, dot + 1):
            head = plain[max(0, dot - LONGEST_MISSED) : dot]
            run = RUN.search(head)
            state = STATE.search(head) and plain[dot + 2] != " "
            if state or (run and run[0] in words) or UNIT.search(head):
                yield dot + 1
        dot = plain.find(". ", dot + 1)
    if ")" in plain or "•" in plain or "⁃" in plain:
        yield from (found.end() for found in ITEM.finditer(plain))


def _proposed(view: str, language: str) -> set[int]:
    """Find where sentences may end: after the end mark, before its closing marks."""
    import sentencex

    plain = _without_marks(view)
    harmless = _replaced(plain, HARMLESS)
    ends: set[int] = set()
    for start, stop in _slices(harmless):
        for boundary in sentencex.get_sentence_boundaries(language, harmless[start:stop]):
            first, last = start + boundary["start_index"], start + boundary["end_index"]
            words = len(harmless[first:last].rstrip())
            if words and (last < stop or harmless[stop - 1] in STRONG):
                ends.add(first + words)
    ends.update(_missed(plain, language, ends))
    return ends


def _past(pattern: re.Pattern[str], view: str, start: int) -> int:
    """Go past what the pattern matches from `start` on."""
    found = pattern.match(view, start)
    return found.end() if found else start


def _cuts(text: str, view: str, language: str) -> list[int]:
    """Keep the proposed cuts that no rule joins, each moved behind the closing marks; the first is 0."""
    cuts = [0]
    for end in sorted(_proposed(view, language)):
        stop = _past(CLOSING, view, end)
        start = _past(SPACE, view, stop)
        before, after = view[max(cuts[-1], end - CONTEXT) : end], view[start : start + CONTEXT]
        cut = Boundary(before, "".join(text[end:stop].split()), view[stop:start], after, language)
        if after and before.strip(" \x02\x03") and not _joined(cut):
            cuts.append(stop)
    return cuts


def _whole_quotations(cuts: list[int], pairs: list[Span]) -> list[int]:
    """Take out the cuts inside quotations and brackets that are not too long to be kept whole."""
    inside: set[int] = set()
    for start, end in pairs:
        first, last = bisect_right(cuts, start), bisect_left(cuts, end)
        if last - first <= CUTS_IN_QUOTE and end - start <= CHARACTERS_IN_QUOTE:
            inside.update(cuts[first:last])
    return [cut for cut in cuts if cut not in inside]


def _trimmed(text: str, start: int, end: int) -> Span:
    """Leave out the white space at both ends."""
    piece = text[start:end]
    return Span(end - len(piece.lstrip()), start + len(piece.rstrip()))


def _with_words(text: str, spans: Iterable[Span]) -> list[Span]:
    """Join a piece without a letter or digit to the one before, at the start to the one after."""
    whole: list[Span] = []
    for span in spans:
        if whole and not (LETTER.search(text, *span) and LETTER.search(text, *whole[-1])):
            whole[-1] = Span(whole[-1].start, span.end)
        else:
            whole.append(span)
    return whole


def split_sentences(paragraph: str, language: str = "en") -> list[Span]:
    """Find the sentences of one paragraph, whose line breaks are plain white space.

    language: two-letter code; an unknown one gets what fits most languages.
    Returns spans in order, trimmed, that cover everything but white space; [] for a blank paragraph.
    A quotation of several sentences is one span with the sentence it stands in, up to CUTS_IN_QUOTE and
    CHARACTERS_IN_QUOTE. Linear in the length of the paragraph.
    """
    marked = find_quotes(paragraph)
    cuts = _whole_quotations(_cuts(paragraph, marked.view, language), marked.pairs)
    spans = (_trimmed(paragraph, start, end) for start, end in pairwise([*cuts, len(paragraph)]))
    return _with_words(paragraph, (span for span in spans if span.start < span.end))
