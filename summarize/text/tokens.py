"""What a word is: the one place that counts words and the one place that cuts text into tokens."""

from __future__ import annotations

import re
import unicodedata

# scripts written without spaces, where each character counts as one word, as office programs count
IDEOGRAPH = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
SPACELESS = re.compile(f"[{IDEOGRAPH}]")
WORD = re.compile(f"[{IDEOGRAPH}]|[^\\s{IDEOGRAPH}]+")
# vowel signs and accents that stand after their letter and belong to the word (re's \w leaves them out)
MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0971-\u0dff\u0e31-\u0e4e"
)
ACRONYM = r"(?:[^\W\d_]\.){2,}"
# the same where no ideograph or mark stands: a run of letters and digits, or one letter and the rest of an acronym
PLAIN = re.compile(r"[^\W_]+(?:(?<![^\W_].)(?<=[^\W\d_])\.(?:[^\W\d_]\.)+)?")
# Thai and Lao have no spaces between words either: a syllable is a token, about so much as an ideograph
CONSONANT, BEFORE, BEHIND = (
    "[\u0e01-\u0e2e\u0e81-\u0eae]",
    "[\u0e40-\u0e44\u0ec0-\u0ec4]",
    "[\u0e30\u0e32\u0e33\u0e45\u0eb0\u0eb2\u0eb3]",
)
ABOVE = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebd\u0ec8-\u0ecd]"
SPOKEN = f"{BEFORE}?{CONSONANT}{ABOVE}*{BEHIND}?(?:{CONSONANT}(?!{ABOVE}|{BEHIND}))?"
SYLLABLE = re.compile(SPOKEN)
UNUSUAL = re.compile(f"[{IDEOGRAPH}{MARKS}\u0e01-\u0edf]")
CURLY = "“”‘’–—…"  # marks that make most English text more than ASCII
LETTERS_ONLY = {code: " " for code in range(128) if not chr(code).isalpha()}
LETTERS_AND_DIGITS = {code: " " for code in range(128) if not chr(code).isalnum()}
NO_SIGNS = {code: None for code in range(128) if not (chr(code).isalnum() or chr(code).isspace())}
ENDED, LONGEST_END = re.compile(r"[.!?…。！？｡।॥؟۔։።]['\"’”»›)\]」』]{0,3}$"), 4
DIGIT = re.compile(r"\d")
KEYED = re.compile(rf"\d+(?:[.,:]\d+)*|(?:[^\W\d_]|[{MARKS}])+")
TOKEN = re.compile(f"[{IDEOGRAPH}]|{SPOKEN}|{ACRONYM}|(?:[^\\W_{IDEOGRAPH}]|[{MARKS}])+")


def count_words(text: str) -> int:
    """Count white-space-separated tokens with a letter or digit; each ideograph or kana is one word."""
    simple = without_curly(text, "")
    if simple.isascii():
        return len(simple.translate(NO_SIGNS).split())
    pieces = WORD.findall(text) if SPACELESS.search(text) else text.split()
    return sum(piece.isalnum() or any(map(str.isalnum, piece)) for piece in pieces)


def tokenize(text: str) -> list[str]:
    """Cut a text into runs of letters and digits, with its capitals; an acronym keeps its full stops."""
    simple = without_curly(text, " ")
    if simple.isascii():
        acronyms = "." in simple[:-1]  # maybe
        return PLAIN.findall(simple) if acronyms else simple.translate(LETTERS_AND_DIGITS).split()
    text = unicodedata.normalize("NFC", text)
    return (TOKEN if UNUSUAL.search(text) else PLAIN).findall(text)


def without_curly(text: str, instead: str) -> str:
    """Return a text with something else for curly marks: what is only ASCII then is several times faster to read."""
    if not text.isascii():
        for mark in CURLY:
            text = text.replace(mark, instead)
    return text


def has_terminal_mark(text: str) -> bool:
    """Whether a sentence ends by punctuation that ends sentences, closing marks aside."""
    return ENDED.search(text[-LONGEST_END:]) is not None


def is_question(text: str) -> bool:
    """Whether a sentence is a question, which tells nothing without its answer."""
    return text.rstrip("\"'”’»)]」』").endswith(("?", "？", "؟"))


def fold(token: str) -> str:
    """Lower-case a token; the acronym that is also a word gets its full stops, whatever the house style."""
    if token == "US":
        return "u.s."
    return token.lower() if token.isascii() else lower_case(token)


def lower_case(text: str) -> str:
    """Lower-case a text, accents as one character with their letter; Turkish İ becomes i."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", text).lower().replace("i\u0307", "i")


def sentence_key(text: str) -> str:
    """Return the words and numbers of a text in lower case: two sentences with one key are one sentence.

    A number stays whole, so that `1.5` and `15` are two.
    """
    folded = without_curly(text, " ").lower()
    if not folded.isascii():
        return " ".join(KEYED.findall(lower_case(text).casefold()))
    if DIGIT.search(folded):
        return " ".join(KEYED.findall(folded))
    return " ".join(folded.translate(LETTERS_ONLY).split())
