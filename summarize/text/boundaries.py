"""The rules that join the two sides of a place where a sentence may end, because none ends there.

`sentences` proposes the places; each rule is a function of a `Boundary`, and `is_joined` asks them all.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import category

from summarize.text.abbreviations import AND_SO_ON, TRUSTED, abbreviations_of
from summarize.text.quotes import BRACKETS, OPEN

LOOK_BEHIND = 16  # characters before a full stop that are read to tell what stands there; by judgement

# What the rules look for; see the rule of the same name.
CLOCK = re.compile(r"\b[ap]\.? ?m\.$", re.IGNORECASE)
AFTER_CLOCK = re.compile(
    r"(?:[ECMP][SD]?T|GMT|UTC|BST|CEST|CET|IST|JST|AEST|AEDT|Eastern|Central|Mountain|Pacific|Greenwich|"
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}|(?:[A-Z][a-z]{1,12} ){1,2}time|"
    r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2})\b"
)
CLOCK_ELSEWHERE = re.compile(r"\d{1,2}:?(?:\d\d)? ?(?:[A-Z]{2,4}|[ap]\.?m)\b")  # in brackets: (0700 GMT)
BEFORE_CLOCK = re.compile(r" ?(?:At|By|Around|About|Before|After|Until|From|Since|On)\b[\w:., ]{1,25}")
SPEAKER = re.compile(
    r"(?!(?:The|Then|But|And|So|When|After|Later|Now|In|On|At|As|If|It|He|She|They|We|I|You|That|This|No|Yes)\b)"
    r"(?:(?:[A-Z][\w.’'-]{0,20}|the|of|de|van|von|bin|al) ){1,4}(?:said|says|asked|asks|told|added|replied|"
    r"wrote|tweeted|demanded|shouted|cried|wondered|exclaimed)\b"
)
SAID = re.compile(r"と|って|など|라고|고|하고|이라고|며|면서|는 |[^。！？，、“”「」]{0,6}[说說道問问稱称]")
ITEM_NUMBER = re.compile(r"\W{0,3}(?:\d{1,2}|[^\W\d_])\.")
ORDINAL = re.compile(r"\b(?:am|im|dem|den|der|die|das|des|zum|zur|vom|beim|ab|bis) \d{1,2}\.$", re.IGNORECASE)
ROMAN_NUMBER = re.compile(r"[IVXLC]{2,8}\b")
INITIAL = re.compile(r"[^\W\d_]\.(?:-?[^\W\d_]\.)*")
TORN_DECIMALS = re.compile(
    r"\d{1,2} ?(?:%|(?:per ?cent|prozent|por ciento|por cento|pour cent|mio|mrd)\b|[mb]il[lh][iõ]\w)", re.IGNORECASE
)
# A year, a day behind its month, and a number behind its sign are whole: in 2019. 5 million people fled.
WHOLE_NUMBER = re.compile(r"(?:\b(?:1[5-9]|20)\d\d|\b[A-Z]\w{2,8}\.? \d{1,2}|\b[Nn]o\.? ?\d+)\.$")
NUMBER_STOP = re.compile(r"(?<![\w.,])\d{1,2}\.$")
COUNTED_NOUN = re.compile(
    r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert|"
    r"Jahrestag|Geburtstag|Lebensjahr|Weltkrieg|Bundesliga|Liga|Spieltag|Runde|Minute|Platz|Stock|Etage|Klasse|"
    r"Kapitel|Auflage|Mal|Tag|FC|SC|FSV)\b"
)
ROMAN_FIRST = frozenset({"hu", "tr"})  # languages with the number of a ruler before the name
NUMBERED_FIRST = ROMAN_FIRST | {"de"}  # languages with ordinals that end by a full stop
MAX_ITEM_LENGTH = 6  # characters of a match of ITEM_NUMBER
ROMAN = re.compile(r"(?<!\w)[IVX]{1,5}\.$")
NO_BREAK = frozenset(("\u00a0", "\u202f"))
ONE_LETTER_UNIT = re.compile(r"\d ?[^\W\d_]\Z")  # also the sign of a year
SHORT_WORD = re.compile(r"(?<![\w.])(?:[^\W\d]{1,4}|\d{1,2})\.$")
RUN_ON, ADDRESS = re.compile(r"[a-zß-öø-ÿ0-9\x03]\.$"), re.compile(r"(?:://|www\.|@)\S*$")


class Boundary(NamedTuple):
    """A place where a sentence may end, as the rules see it."""

    before: str  # the view from the last cut to the end mark, at most CONTEXT characters, never blank
    closing: str  # closing marks after the end mark, as they are in the text, without spaces between
    space: str  # white space and opening marks of the view
    after: str  # what follows in the view, at most CONTEXT characters, never empty
    language: str


# The rules: each returns whether it joins the two sides of a boundary, because no sentence ends there.


def _starts_lower(boundary: Boundary) -> bool:
    """Join what begins with a small letter, unless it is a trade name (iPhone) or Georgian.

    >>> [_starts_lower(Boundary("At Yahoo!", "", " ", after, "en")) for after in ("they met", "They met", "iPhones")]
    [True, False, False]
    """
    first = boundary.after[0]
    return first.islower() and not "\u10d0" <= first <= "\u10ff" and not boundary.after[1:2].isupper()


def _starts_with_mark(boundary: Boundary) -> bool:
    """Join a comma, and a dash before a small letter: `"No!", he`, `"No!" — that was`, `J.-C.`."""
    first, rest = boundary.after[0], boundary.after[1:].lstrip()
    return first in ",;:)" or (first in "—–-" and (rest[:1].islower() or not (boundary.space or boundary.closing)))


def _title(boundary: Boundary) -> bool:
    """Join a title or an initial to the name: `M. Dupont`, `prof. G. Rossi`, `J.-P. Martin`, `т. е. после`.

    Behind a number it is a unit or a year, and what ends a list of examples is not a title: `1905 г.`, `и т. д.`.
    """
    if boundary.closing or not boundary.before.endswith("."):
        return False
    pair = boundary.before.replace(OPEN, " ").rsplit(maxsplit=2)[-2:]
    words = [word.removesuffix(".").rsplit("'", 1)[-1].rsplit("’", 1)[-1] for word in pair]
    listed, last = abbreviations_of(boundary.language), boundary.before[:-1]
    if boundary.language not in TRUSTED and (AND_SO_ON.search(last) or ONE_LETTER_UNIT.search(last)):
        return False
    if INITIAL.fullmatch(f"{words[-1]}.") and (words[0] in listed or "-" in words[-1]):
        return True
    return words[-1] in listed or ".".join(words) in listed


def _numbered(boundary: Boundary) -> bool:
    """Join a number to what it counts: `No. 5`, `Jan. 5`, `vol. 7`, `sec. XIX`, `Kerkstr. 5`.

    >>> _numbered(Boundary("In No.", "", " ", "5 Lime Street", "en"))
    True
    """
    if not boundary.after[0].isdigit() and not ROMAN_NUMBER.match(boundary.after):
        return False
    return abbreviations_of(boundary.language).before_numbers.search(boundary.before[-LOOK_BEHIND:]) is not None


def _decimal(boundary: Boundary) -> bool:
    """Join the two sides of a decimal mark, also a full-width one: `3.5`, `３．５`; and of one torn: `452. 9 million`.

    >>> [_decimal(Boundary("They gave 452.", "", " ", after, "en")) for after in ("9 million dollars", "9 men came")]
    [True, False]
    >>> [_decimal(Boundary(before, "", " ", "5 million fled", "en")) for before in ("It was 2019.", "On March 31.")]
    [False, False]
    """
    mark = boundary.before[-1] in ".．｡・٫" and boundary.before[-2:-1].isdigit()
    if not mark or boundary.closing:
        return False
    if boundary.space:
        torn = TORN_DECIMALS.match(boundary.after) and not WHOLE_NUMBER.search(boundary.before)
        return boundary.space == " " and bool(torn)
    return boundary.after[0].isdigit()


def _no_break(boundary: Boundary) -> bool:
    """Join what a single no-break space holds together behind a short word: `Dr.\u00a0Weber`, `3.\u00a0Mai`."""
    return boundary.space in NO_BREAK and SHORT_WORD.search(boundary.before) is not None


def _ellipsis(boundary: Boundary) -> bool:
    """Join what follows an ellipsis in a script without capitals and with end marks of its own: `انتظر... ثم رحل`."""
    return boundary.before.endswith(("...", "…")) and "\u0600" <= boundary.after[0] <= "\u0dff"


def _clock(boundary: Boundary) -> bool:
    """Join times of day: `9:30 a.m. ET`, `8 p.m. Monday`, `At 5 a.m. Mr. Smith went`, `3 p.m. (0700 GMT), it rained`.

    >>> [_clock(Boundary("It was 8 p.m.", "", " ", after, "en")) for after in ("Monday", "ET", "Rain fell")]
    [True, True, False]
    """
    if boundary.before[-2:-1] not in ("m", "M"):
        return False
    if not (clock := CLOCK.search(boundary.before, max(0, len(boundary.before) - len("p. m.")))):
        return False
    if boundary.space.endswith(OPEN) and CLOCK_ELSEWHERE.match(boundary.after):
        return True
    return bool(AFTER_CLOCK.match(boundary.after) or BEFORE_CLOCK.fullmatch(boundary.before, 0, clock.start()))


def _speaker(boundary: Boundary) -> bool:
    """Join a quotation to its speaker: `"Where?" Ghani said`, `「行かない。」と述べた`. Not after `."`.

    >>> [_speaker(Boundary(before, '"', " ", "Ghani said", "en")) for before in ("Where?", "Here.")]
    [True, False]
    """
    if not boundary.closing.strip(BRACKETS):
        return False
    asked = boundary.before[-1] in "?!" and SPEAKER.match(boundary.after)
    return bool(asked or (not boundary.space and SAID.match(boundary.after)))


def _item(boundary: Boundary) -> bool:
    """Join the number of an item, and an ordinal: `1. The first`, `im 19. Jahrhundert`, `3. Mai`, `IV. Murad`.

    >>> _item(Boundary("1.", "", " ", "The first", "en")), _item(Boundary("am 19.", "", " ", "Mai kam er", "de"))
    (True, True)
    """
    if boundary.language not in NUMBERED_FIRST and len(boundary.before) > MAX_ITEM_LENGTH:
        return False
    german = boundary.language == "de" and (
        ORDINAL.search(boundary.before) or (NUMBER_STOP.search(boundary.before) and COUNTED_NOUN.match(boundary.after))
    )
    ruler = boundary.language in ROMAN_FIRST and ROMAN.search(boundary.before)
    return bool(german or ruler or ITEM_NUMBER.fullmatch(boundary.before))


def _inside_word(boundary: Boundary) -> bool:
    """Join what has no white space, `ASP.NET` or an address, unless it looks like `failed.Another`.

    A combining mark belongs to what stands before it.

    >>> _inside_word(Boundary("ASP.", "", "", "NET", "en")), _inside_word(Boundary("failed.", "", "", "Another", "en"))
    (True, False)
    """
    if not boundary.space and category(boundary.after[0]).startswith("M"):
        return True
    if boundary.space or boundary.closing or boundary.before[-1] not in ".!?" or not boundary.after[0].isascii():
        return False
    runs_on = RUN_ON.search(boundary.before) and boundary.after[0].isupper() and not boundary.after[1:2].isupper()
    return not runs_on or ADDRESS.search(boundary.before) is not None


FULL_WIDTH_ENDS = "。！？"
# Letters that a sentence begins with: fewer than `tokens.IDEOGRAPH`, which has marks of length and repetition, too.
EAST_ASIAN = re.compile("[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")
# Each holds behind a full stop only, and before a capital no other rule does.
BEHIND_FULL_STOP = (_title, _clock, _item, _no_break, _numbered)
BEHIND_ANY_MARK = (_starts_with_mark, _decimal, _ellipsis, _speaker, _inside_word)


def is_joined(boundary: Boundary, *, lower: bool = False) -> bool:
    """Whether some rule joins the two sides of a boundary, so that no sentence ends there.

    lower: whether the text has no capitals, so that a small letter does not tell that a sentence goes on.

    >>> [is_joined(Boundary(before, "", " ", "Roe left.", "en")) for before in ("He met Dr.", "It broke.")]
    [True, False]
    """
    if boundary.before[-1] in FULL_WIDTH_ENDS and not boundary.closing and EAST_ASIAN.match(boundary.after):
        return False  # no rule joins these, and text without spaces has many
    if boundary.before.endswith("."):
        for joins in BEHIND_FULL_STOP:
            if joins(boundary):
                return True
    if boundary.space and not boundary.closing and boundary.after[0].isupper():
        return False
    return (not lower and _starts_lower(boundary)) or any(joins(boundary) for joins in BEHIND_ANY_MARK)
