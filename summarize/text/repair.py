"""Raw text to readable text: one pure function that mends what broke on the way, for a sentence when it is shown.

A document's text is never rewritten, and offsets always refer to it. A sentence is
`repair(document.text[start:end])` wherever it appears, and repairing it again changes nothing. The fixes in order:

1. surrogates: pairs are joined, a lone one is U+FFFD
2. HTML entities (`&amp;`, `&#39;`), also those that other entities make
3. a closing quote that lost its byte 9D (`“needless†attacks`, `peace.â€`, `gains,�?`)
4. UTF-8 read in another encoding (`QuÃ©bec`), by ftfy
5. cp1252 read as Latin-1: the controls U+0080 to U+009F become quotes and dashes
6. a soft hyphen and a line break inside a word go
7. sequences of terminals, letters struck twice, control characters and invisible ones go
8. zero-width joiners go where they join nothing
9. a line break goes behind a hyphen inside a word
10. marks of notes in brackets go behind a word or its punctuation, as Wikipedia has them (`closed.[4]`)
11. white space of any kind and length becomes one space, and none at the ends

One fix can make room for another: a control that goes may join the halves of an entity. So the fixes are repeated
until nothing changes.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

MAX_ROUNDS = 8  # of all fixes; damage seen in the wild takes two, and what takes more than eight was built on purpose
ENTITY_WINDOW = 34  # characters; the longest name of an entity in HTML 5 has 31, with & and ; 33
MAX_DECODE_LENGTH = 1_000_000  # characters that ftfy looks at, its default; a slice is a sentence

REMOVED = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # C0, DEL, C1; the last fix has the white space among them
    "\xad\u200b\u202a-\u202e\u2060-\u206f"  # soft hyphen, zero-width space, bidi embeddings to isolates
    "\ufeff\ufff9-\ufffc\ufffe\uffff"  # byte order mark, interlinear annotation, object placeholder
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f"  # musical brackets, tag characters
)
OBJECT = "\ufffc"  # in the place of an object; the only one of REMOVED that counts as printable
UNJOINED = "\x00-\xbf\u2000-\u206f\u3000-\u303f"  # ASCII, signs, spaces, punctuation: a joiner does not change them
TAIL = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"  # bytes 80 to BF as cp1252 and Latin-1 read them
TAIL_1250 = TAIL + "ˇ˘łŁĄŞŻ˛ąşĽ˝ľżśťźŚŤŹ"
TAIL_1251 = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџ\xa0ЎўЈ¤Ґ¦§Ё©Є«¬\xad®Ї°±Ііґµ¶·ё№є»јЅѕї"

CONTROLS = re.compile(f"[{REMOVED}]+")
SURROGATES = re.compile("[\ud800-\udfff]")
IDLE_JOINERS = re.compile(f"(?:^|(?<=[{UNJOINED}]))[\u200c\u200d]")
# What terminals take for colours and titles; what printers take for bold and underlined: a letter or line, and back.
TERMINAL_ESCAPE = re.compile("\x1b(?:\\[[0-?]{0,30}[ -/]{0,9}[@-~]|\\][^\x07\x1b\n]{0,300}(?:\x07|\x1b\\\\))")
OVERSTRUCK = re.compile("(?:_\x08(?=[^\x08])|(?<=[^\x08])\x08_(?!\x08)|(.)\x08(?=\\1))")
BREAK = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
SOFT_BREAK = re.compile(r"(?<=[^\W\d_])\xad(\s+)(?=[^\W\d_])")
HYPHEN_BREAK = re.compile(r"[-‐](?<=[^\W_].)(\s+)(?!(?:and|or|und|oder)\b)(?=[^\W_])")  # not "pre- and post-war"

# "[12]", "[citation needed]"; behind figures only after a year, since "199[0]" is a year that was completed
NOTE_MARK = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[.,;:!?)”’\"'])|(?<=\b[12]\d\d\d))(?:\[(?:\d{1,3}|citation needed)\]){1,9}(?!\w)"
)

ENTITY = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")

EATEN_DASH = re.compile('â€"')  # a dash, E2 80 94, whose last byte was read as ” and straightened
LOST_9D = re.compile(f"â€(?=[–—]|[^{TAIL}]|\\Z)")  # before – and — too: U+2016 and U+2017 stand in no article
QUESTION_9D = re.compile(r"(?<=[.,!?…])(?:�|â€)\?")  # a ? put in for the lost byte
QUOTE_MARK = re.compile("[“”†]|�\\?")
AFTER_DAGGER = frozenset("“‘([—–$£€")  # what may follow the space that † has swallowed, letters and digits aside
BEFORE_CLOSING = frozenset(".,!?…;:’')]%")  # what may stand before a closing quote, letters and digits aside

TYPED = "€–—‘’“”…"  # two of these behind an accented letter are typed: “café”“and”
MOJIBAKE = re.compile(  # cheap signs of UTF-8 read in another encoding; ftfy decides
    "[Â-ôĂĹРСв‚√Γ](?:"  # a first byte, so that clean text costs one look a character; then what may follow which:
    f"(?<=[Â-Þ])[{TAIL}]|(?<=[à-ô])(?![{TYPED}]{{2}})[{TAIL}]{{2}}|(?<=â)€|(?<=ð)Ÿ"  # cp1252, Latin-1
    "|(?<![A-ZÀ-Þ]Ã)(?<=Ã) "  # à whose A0 became a space; "AMANHÃ " is Portuguese
    f"|(?<=[ĂĹ])[{TAIL_1250}]|(?<=в)Ђ|(?<=[РС])[{TAIL_1251}][РС][{TAIL_1251}]"  # cp1250, cp1251
    "|(?<=‚)Ä[ìîïòôúùûí¶†]|(?<=√)[±∂†≠®™´≤≥¥µø©üñ§]|(?<=[ΓÔ])Ç)"  # Mac Roman, cp437, cp850
)
CP1252 = {
    byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
CP1252_BUT_NEL = re.compile(f"[{''.join(chr(byte) for byte in CP1252 if byte != 0x85)}]")


def repair(text: str) -> str:
    r"""Return a slice of raw text mended for reading; clean text costs a few looks and comes back as it is.

    Only damage is mended, and nothing is normalised but white space: quotation marks, ligatures, widths and accents
    stay. For every string: idempotent, never raises, linear in the length. Text that is not stable after MAX_ROUNDS
    comes back as plain ASCII without & and [, with ? for everything else.

    >>> repair("The dam&nbsp;broke,\n he\u200b said")
    'The dam broke, he said'
    >>> repair("QuÃ©bec’s â€œold” dam")
    'Québec’s “old” dam'
    """
    for _ in range(MAX_ROUNDS):
        if not _is_odd(text):  # white space is all that can be due, and it is spaces
            return text if "  " not in text and text[:1] != " " != text[-1:] else " ".join(text.split())
        mended = _mend(text)
        if mended == text:
            return text
        text = mended
    return " ".join(re.sub(r"[^ -%'-Z\\-~]+", "?", text).split())  # ASCII without & and [ is stable under every fix


def _mend(text: str) -> str:
    """Apply all fixes once, or only those of line breaks where nothing else can be due."""
    if not _is_odd(text.replace("\n", " ")):
        return " ".join(HYPHEN_BREAK.sub(_without_break, text).split())
    if not text.isprintable():
        text = OVERSTRUCK.sub("", TERMINAL_ESCAPE.sub("", _join_surrogates(text)))
    text = _decode_controls(_recode(_close_quotes(_unescape(text))))
    if not text.isprintable() or OBJECT in text:
        text = IDLE_JOINERS.sub("", CONTROLS.sub("", SOFT_BREAK.sub(_without_break, text)))
    text = HYPHEN_BREAK.sub(_without_break, text)
    if "[" in text:
        text = NOTE_MARK.sub("", text)
    return " ".join(text.split())


def _is_odd(text: str) -> bool:
    """Whether a text may need more than the fix of white space; controls, breaks and surrogates are not printable.

    >>> _is_odd("The dam broke."), _is_odd("a&amp;b"), _is_odd("QuÃ©bec")
    (False, True, True)
    """
    if not text.isprintable() or "&" in text or "[" in text:
        return True
    if text.isascii():
        return False
    return "†" in text or "�" in text or OBJECT in text or MOJIBAKE.search(text) is not None


def _join_surrogates(text: str) -> str:
    """Join pairs of surrogates, as software that counts in UTF-16 leaves them; a lone one becomes U+FFFD."""
    if SURROGATES.search(text) is None:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _unescape(text: str) -> str:
    """Replace entities by their characters from left to right in one pass, so that `&amp;amp;lt;` is `<` at once.

    >>> _unescape("a &amp;lt; b &nosuch; c")
    'a < b &nosuch; c'
    """
    if ENTITY.search(text) is None:
        return text
    characters: list[str] = []
    *pieces, rest = text.split(";")
    for piece in pieces:
        characters += piece
        characters.append(";")
        _unescape_end(characters)
    return "".join(characters) + rest


def _unescape_end(characters: list[str]) -> None:
    """Replace the entity at the end of a list of characters, and each that this completes, until there is none."""
    while characters[-1:] == [";"]:
        window = "".join(characters[-ENTITY_WINDOW:])
        entity = ENTITY.fullmatch(window, window.rfind("&")) if "&" in window else None
        if entity is None or not (entity[1].startswith("#") or entity[1] + ";" in html5):
            return
        del characters[-len(entity[0]) :]
        characters += unescape(entity[0])


def _close_quotes(text: str) -> str:
    """Restore each ” whose last byte, 9D, was lost on the way from UTF-8 through cp1252.

    What is left of it is `â€`, or `†` where a later step took the space behind it for the byte A0, or `�?`. The dagger
    of a footnote or of a death stays: see `_was_quote`. In a text with a ‡, all daggers are footnotes.

    >>> _close_quotes("“needless†attacks"), _close_quotes("Smith† and")
    ('“needless” attacks', 'Smith† and')
    """
    if "â€" in text or "�?" in text:
        text = QUESTION_9D.sub("”", EATEN_DASH.sub("—", text))
        text = LOST_9D.sub("”", text)
    if ("†" not in text and "�?" not in text) or "‡" in text:
        return text
    marks = list(QUOTE_MARK.finditer(text))
    pieces, done, is_open = [], 0, False
    for mark, closed_later in zip(marks, _closed_later(marks), strict=True):
        if mark[0] in "“”":
            is_open = mark[0] == "“" and _opens(text, mark.start())
        elif _was_quote(text, mark, is_open=is_open, closed_later=closed_later):
            pieces += [text[done : mark.start()], "” " if mark[0] == "†" else "”"]
            done, is_open = mark.end(), False
    return "".join(pieces) + text[done:]


def _closed_later(marks: list[re.Match[str]]) -> list[bool]:
    """Return for each mark whether the next intact quotation mark after it is a ”."""
    closed, closes_next = [], False
    for mark in reversed(marks):
        closed.append(closes_next)
        if mark[0] in "“”":
            closes_next = mark[0] == "”"
    return closed[::-1]


def _opens(text: str, start: int) -> bool:
    """Whether the “ at `start` opens: in German it closes, straight after a letter or a full stop."""
    return start == 0 or not (text[start - 1].isalnum() or text[start - 1] in ".,!?…")


def _was_quote(text: str, mark: re.Match[str], *, is_open: bool, closed_later: bool) -> bool:
    """Whether a † or �? stands where a ” was. It does so only after a word or its punctuation.

    With a “ open in the slice, a �? was a quote. A † was one if the text goes on at once, or if white space or the end
    follows and no other ” closes the “. Without one, the “ may stand in an earlier sentence: a † was a quote after two
    letters or a sentence's punctuation, if a letter or a quotation mark follows at once. So `a†a`, `Smith† and`,
    `†1945`, `.05,† p` and `(†1945` stay.
    """
    before, after = text[max(mark.start() - 2, 0) : mark.start()], text[mark.end() : mark.end() + 1]
    if not before or not (before[-1].isalnum() or before[-1] in BEFORE_CLOSING):
        return False
    if mark[0] != "†":
        return is_open
    if is_open:
        return after.isalnum() or after in AFTER_DAGGER or (not closed_later and (not after or after.isspace()))
    goes_on = after.isalpha() or after in ("“", "‘")
    return goes_on and (before[-1] in ".,!?…" or (len(before) == 2 and before.isalpha()))


def _recode(text: str) -> str:
    """Undo UTF-8 that was read in another encoding, where there are signs of it; ftfy takes 170 ms to import."""
    if text.isascii() or MOJIBAKE.search(text) is None:
        return text
    from ftfy import fix_encoding

    return fix_encoding(text, _ftfy_settings())


def _ftfy_settings() -> TextFixerConfig:
    """Return settings for ftfy with every field by name, so that no default of another version changes good text."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        fix_encoding=True,  # what it is called for
        restore_byte_a0=True,  # "voilÃ " is "voilà": the A0 is nearly always a space by now
        decode_inconsistent_utf8=True,  # damage in one phrase, good quotes in the next
        replace_lossy_sequences=False,  # U+FFFD says less than what stands there
        fix_c1_controls=False,  # done here, with NEL as a line break where it stands alone
        unescape_html=False,  # done here, even where the text has a "<", which stops ftfy
        remove_terminal_escapes=False,  # these two are done here
        remove_control_chars=False,
        fix_line_breaks=False,  # done here, with all white space
        fix_surrogates=False,  # done here, first
        fix_latin_ligatures=False,  # these four rewrite good text
        fix_character_width=False,
        uncurl_quotes=False,
        normalization=None,
        max_decode_length=MAX_DECODE_LENGTH,
        explain=False,
    )


def _decode_controls(text: str) -> str:
    r"""Read the controls U+0080 to U+009F as cp1252 has them; where NEL, U+0085, is the only one, it is a line break.

    >>> _decode_controls("\x93old\x94 dam")
    '“old” dam'
    """
    return text.translate(CP1252) if CP1252_BUT_NEL.search(text) else text


def _without_break(match: re.Match[str]) -> str:
    """Return a match without the white space at its end, the last group, if there is a line break in it."""
    white_space = match[match.re.groups]
    return match[0][: -len(white_space)] if BREAK.search(white_space) else match[0]
