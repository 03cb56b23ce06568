"""Putting right what broke on the way: one pure function on a sentence's slice, when it is weighed and shown.

Offsets always refer to the raw text, so the repair is the same everywhere: the sentence is
`repair(document.text[start:end])`, and repairing it again changes nothing. The fixes in order, one idea each:

1. surrogates: pairs are joined, a lone one is U+FFFD
2. HTML entities (`&amp;`, `&#39;`), also those that other entities make
3. a closing quote that lost its byte 9D (`“needless†attacks`, `peace.â€`, `gains,�?`)
4. UTF-8 read in another encoding, by ftfy (`QuÃ©bec`)
5. cp1252 read as Latin-1: the controls U+0080 to U+009F are quotes and dashes
6. a soft hyphen and a line break inside a word vanish
7. control characters and invisible ones are removed
8. joiners stay only where they join
9. a hyphen at a line end loses the line break
10. white space of any kind and length is one space, none at the ends

A fix can make room for another (a removed control joins the halves of an entity), so they go round until
nothing changes.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

ROUNDS = 8  # damage seen in the wild takes two; more than eight is built to keep us busy
REMOVED = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # C0, DEL, C1; white space among them is left to the last fix
    "\xad\u200b\u202a-\u202e\u2060-\u206f"  # soft hyphen, zero-width space, bidi embeddings to isolates
    "\ufeff\ufff9-\ufffc\ufffe\uffff"  # byte order mark, interlinear annotation, object placeholder
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f"  # musical brackets, tag characters
)
NO_JOIN = "\x00-\xbf\u2000-\u206f\u3000-\u303f"  # ASCII, signs, spaces, punctuation: nothing that a joiner shapes
TAIL = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"  # bytes 80 to BF as cp1252 and Latin-1 read them
TAIL_1250 = TAIL + "ˇ˘łŁĄŞŻ˛ąşĽ˝ľżśťźŚŤŹ"
TAIL_1251 = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџ\xa0ЎўЈ¤Ґ¦§Ё©Є«¬\xad®Ї°±Ііґµ¶·ё№є»јЅѕї"

CONTROLS = re.compile(f"[{REMOVED}]+")
SURROGATES = re.compile("[\ud800-\udfff]")
IDLE_JOINERS = re.compile(f"(?:^|(?<=[{NO_JOIN}]))[\u200c\u200d]")
BREAK = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
SOFT_BREAK = re.compile(r"(?<=[^\W\d_])\xad(\s+)(?=[^\W\d_])")
HYPHEN_BREAK = re.compile(r"(?<=[^\W_])([-‐])(\s+)(?!(?:and|or|und|oder)\b)(?=[^\W_])")  # not "pre- and post-war"

ENTITY = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
ENTITY_WINDOW = 34  # characters; the longest name in HTML 5 has 31, with & and ; 33

EATEN_DASH = re.compile('â€"')  # a dash, E2 80 94, whose last byte was read as ” and straightened
LOST_9D = re.compile(f"â€(?=[–—]|[^{TAIL}]|\\Z)")  # before – and — too: U+2016 and U+2017 stand in no article
ASKED_9D = re.compile(r"(?<=[.,!?…])(?:�|â€)\?")  # a ? put in for the lost byte
MARKS = re.compile("[“”†]|�\\?")
OPENERS = frozenset("“‘([—–$£€")  # what may follow the space that † has swallowed, letters and digits aside
ENDERS = frozenset(".,!?…;:’')]%")  # what may stand before a closing quote, letters and digits aside

SIGNS = re.compile(  # cheap signs of UTF-8 read in another encoding; ftfy decides
    "[Â-ôĂĹРСв‚√Γ](?:"  # a first byte, so that clean text costs one set a character; what may follow which:
    f"(?<=[Â-ß])[{TAIL}]|(?<=[à-ô])[{TAIL}]{{2}}|(?<=â)€|(?<=ð)Ÿ"  # cp1252, Latin-1
    "|(?<![A-ZÀ-Þ]Ã)(?<=Ã) "  # à whose A0 became a space; "AMANHÃ " is Portuguese
    f"|(?<=[ĂĹ])[{TAIL_1250}]|(?<=в)Ђ|(?<=[РС])[{TAIL_1251}][РС][{TAIL_1251}]"  # cp1250, cp1251
    "|(?<=‚)Ä[ìîïòôúùûí¶†]|(?<=√)[±∂†≠®™´≤≥¥µø©üñ§]|(?<=[ΓÔ])Ç)"  # Mac Roman, cp437, cp850
)
WINDOWS = {
    byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
WINDOWS_BUT_NEL = re.compile(f"[{''.join(chr(byte) for byte in WINDOWS if byte != 0x85)}]")


def repair(text: str) -> str:
    """Mend a slice of raw text for reading; clean text costs a few looks and comes back as it was.

    Idempotent for every string, never raises, linear in the length. Quotation marks, ligatures, widths and
    accents stay as they are: only damage is mended, nothing is normalised but white space.
    """
    if "  " not in text and text[:1] != " " != text[-1:] and not _is_odd(text):
        return text
    for _ in range(ROUNDS):
        mended = _mend(text)
        if mended == text:
            return text
        text = mended
    return " ".join(re.sub("[^ -%'-~]+", "?", text).split())  # plain ASCII without & is stable under every fix


def _mend(text: str) -> str:
    """One round of all fixes, or of white space alone where nothing else is due."""
    if _is_odd(text):
        text = _unescape(_join_surrogates(text))
        text = _windows(_recode(_close_quotes(text)))
        text = SOFT_BREAK.sub(_without_break, text)
        text = IDLE_JOINERS.sub("", CONTROLS.sub("", text))
        text = HYPHEN_BREAK.sub(_without_break, text)
    return " ".join(text.split())


def _is_odd(text: str) -> bool:
    """Whether more than white space may be due; controls, breaks and surrogates are not printable."""
    if not text.isprintable() or "&" in text:
        return True
    if text.isascii():
        return False
    return "†" in text or "�" in text or "\ufffc" in text or SIGNS.search(text) is not None


def _join_surrogates(text: str) -> str:
    """Join pairs, as left by software that counts in UTF-16; U+FFFD for a lone one."""
    if SURROGATES.search(text) is None:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _unescape(text: str) -> str:
    """Put characters for entities, left to right in one pass, so that `&amp;amp;lt;` is `<` at once."""
    if ENTITY.search(text) is None:
        return text
    out: list[str] = []  # single characters
    *pieces, rest = text.split(";")
    for piece in pieces:
        out += piece
        out.append(";")
        _unescape_end(out)
    return "".join(out) + rest


def _unescape_end(out: list[str]) -> None:
    """Replace the entity at the end of `out`, and the one that this completes, until there is none."""
    while out[-1:] == [";"]:
        window = "".join(out[-ENTITY_WINDOW:])
        found = ENTITY.fullmatch(window, window.rfind("&")) if "&" in window else None
        if found is None or not (found[1].startswith("#") or found[1] + ";" in html5):
            return
        del out[-len(found[0]) :]
        out += unescape(found[0])


def _close_quotes(text: str) -> str:
    """Give back the ” whose last byte, 9D, was lost on the way from UTF-8 through cp1252.

    What is left of it is `â€`, or `†` where a later step took the space behind it for A0, or `�?`. A dagger
    of a footnote or a death stays: see `_was_quote`. Where ‡ stands too, all daggers are footnotes.
    """
    if "â€" in text or "�?" in text:
        text = ASKED_9D.sub("”", EATEN_DASH.sub("—", text))
        text = LOST_9D.sub("”", text)
    if ("†" not in text and "�?" not in text) or "‡" in text:
        return text
    marks = list(MARKS.finditer(text))
    out, done, is_open = [], 0, False
    for mark, closed in zip(marks, _closed_later(marks), strict=True):
        if mark[0] in "“”":
            is_open = mark[0] == "“" and _opens(text, mark.start())
        elif _was_quote(text, mark, is_open=is_open, closed=closed):
            out += [text[done : mark.start()], "” " if mark[0] == "†" else "”"]
            done, is_open = mark.end(), False
    return "".join(out) + text[done:]


def _closed_later(marks: list[re.Match[str]]) -> list[bool]:
    """For each mark, whether the next quotation mark after it is a ” that survived."""
    closed, following = [], False
    for mark in reversed(marks):
        closed.append(following)
        if mark[0] in "“”":
            following = mark[0] == "”"
    return closed[::-1]


def _opens(text: str, at: int) -> bool:
    """Whether the “ at `at` opens: in German it closes, straight after a letter or a full stop."""
    return at == 0 or not (text[at - 1].isalnum() or text[at - 1] in ".,!?…")


def _was_quote(text: str, mark: re.Match[str], *, is_open: bool, closed: bool) -> bool:
    """Whether a † or �? stands where a ” was.

    With a “ open in the slice: after a word or its punctuation, when the text goes on at once; before white
    space or the end, when no other ” closes it. Without one, for the “ may stand in an earlier sentence:
    after two letters or a sentence's punctuation, with a letter or a quotation mark at once behind. So
    `a†a`, `Smith† and`, `†1945`, `.05,† p` and `(†1945` stay.
    """
    before, after = text[max(mark.start() - 2, 0) : mark.start()], text[mark.end() : mark.end() + 1]
    if not before or not (before[-1].isalnum() or before[-1] in ENDERS):
        return False
    if mark[0] != "†":
        return is_open
    if is_open:
        return after.isalnum() or after in OPENERS or (not closed and (not after or after.isspace()))
    goes_on = after.isalpha() or after in ("“", "‘")
    return goes_on and (before[-1] in ".,!?…" or (len(before) == 2 and before.isalpha()))


def _recode(text: str) -> str:
    """Undo UTF-8 read in another encoding where there are signs of it (ftfy takes 170 ms to import)."""
    if text.isascii() or SIGNS.search(text) is None:
        return text
    from ftfy import fix_encoding

    return fix_encoding(text, _config())


def _config() -> TextFixerConfig:
    """Every field by name, so that no default of another version can start to change good text."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        fix_encoding=True,  # the one thing that it is called for
        restore_byte_a0=True,  # "voilÃ " is "voilà": the A0 is nearly always a space by now
        decode_inconsistent_utf8=True,  # damage in one phrase, good quotes in the next
        replace_lossy_sequences=False,  # U+FFFD says less than what stands there
        fix_c1_controls=False,  # done here, with NEL as a line break where it stands alone
        unescape_html=False,  # done here, whatever else the text holds
        remove_terminal_escapes=False,  # control characters go here
        remove_control_chars=False,
        fix_line_breaks=False,  # white space is one fix, the last
        fix_surrogates=False,  # done here, first
        fix_latin_ligatures=False,  # these four rewrite good text
        fix_character_width=False,
        uncurl_quotes=False,
        normalization=None,
        max_decode_length=1_000_000,  # the default; a slice is a sentence
        explain=False,
    )


def _windows(text: str) -> str:
    """Read the controls U+0080 to U+009F as cp1252 has them; NEL alone is a line break."""
    return text.translate(WINDOWS) if WINDOWS_BUT_NEL.search(text) else text


def _without_break(match: re.Match[str]) -> str:
    """Drop the white space of a word broken at a line end: its last group; a mere space stays."""
    white = match[match.re.groups]
    return match[0][: -len(white)] + ("" if BREAK.search(white) else white)
