"""Text to words and tokens: the one place that counts words, and the one place that cuts text into tokens.

Most text is ASCII but for curly quotation marks, so each function first tries a way that is quick for ASCII.
"""

from __future__ import annotations

import re
import unicodedata

# Characters of scripts without spaces: each counts as one word, as office programs count.
IDEOGRAPH = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
SPACELESS = re.compile(f"[{IDEOGRAPH}]")
# Vowel signs and accents that follow their letter and belong to the word; re's \w leaves them out.
MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0971-\u0dff\u0e31-\u0e4e"
)
# Thai and Lao have no spaces between words either. A token is a syllable, which says about as much as an ideograph.
CONSONANT = "[\u0e01-\u0e2e\u0e81-\u0eae]"
VOWEL_BEFORE, VOWEL_AFTER = "[\u0e40-\u0e44\u0ec0-\u0ec4]", "[\u0e30\u0e32\u0e33\u0e45\u0eb0\u0eb2\u0eb3]"
SIGN = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebd\u0ec8-\u0ecd]"  # a vowel or tone on its consonant
FINAL_CONSONANT = f"{CONSONANT}(?!{SIGN}|{VOWEL_AFTER})"
SYLLABLE = re.compile(f"{VOWEL_BEFORE}?{CONSONANT}{SIGN}*{VOWEL_AFTER}?(?:{FINAL_CONSONANT})?")
UNUSUAL = re.compile(f"[{IDEOGRAPH}{MARKS}\u0e01-\u0edf]")  # what TOKEN reads otherwise than PLAIN_TOKEN

ACRONYM = r"(?:[^\W\d_]\.){2,}"
TOKEN = re.compile(f"[{IDEOGRAPH}]|{SYLLABLE.pattern}|{ACRONYM}|(?:[^\\W_{IDEOGRAPH}]|[{MARKS}])+")
# a run of letters and digits, or one letter and the rest of an acronym
PLAIN_TOKEN = re.compile(r"[^\W_]+(?:(?<![^\W_].)(?<=[^\W\d_])\.(?:[^\W\d_]\.)+)?")
KEY_TOKEN = re.compile(rf"\d+(?:[.,:]\d+)*|(?:[^\W\d_]|[{MARKS}])+")  # a number with its marks, or a run of letters
COUNTED_WORD = re.compile(f"[{IDEOGRAPH}]|[^\\s{IDEOGRAPH}]+")
DIGIT = re.compile(r"\d")

CURLY = "“”‘’–—…"  # the marks that most English text has beside ASCII
# For ASCII, as bytes, which are translated several times as fast as strings: what becomes of each character, and which
# are deleted.
LETTERS_ONLY = bytes(code if chr(code).isalpha() else ord(" ") for code in range(256))
LETTERS_AND_DIGITS = bytes(code if chr(code).isalnum() else ord(" ") for code in range(256))
SIGNS = bytes(code for code in range(128) if not (chr(code).isalnum() or chr(code).isspace()))

MAX_TERMINAL_LENGTH = 40  # characters: a terminal mark, three closing marks or the marks of notes, and a word before it
# the mark that ends a sentence, closing quotes and brackets, and the mark of a note: "since 2015.[1]", "three years.2"
TERMINAL_MARK = re.compile(
    r"[.!?…。！？｡।॥؟۔։።](?:['\"’”»›)\]」』]{0,3}(?:\[\w{1,4}\]){0,5}|(?<=[a-z]{3}.)['\"’”]?\d{1,3})$"
)
QUESTION_MARKS = ("?", "？", "؟")


def count_words(text: str) -> int:
    """Count the words of a text, in the way that the budget of a summary counts them.

    A word is a stretch between white space that has a letter or digit, or a single ideograph or kana. So the count for
    several sentences joined by spaces is the sum of their counts.

    >>> count_words("The U.S. sent 31 men — and 4.5 tons."), count_words("水害で2人")
    (8, 5)
    """
    simple = without_curly(text, "")
    if simple.isascii():
        return len(simple.encode().translate(None, SIGNS).decode().split())
    words = COUNTED_WORD.findall(text) if SPACELESS.search(text) else text.split()
    return sum(word.isalnum() or any(map(str.isalnum, word)) for word in words)


def tokenize(text: str) -> list[str]:
    """Return the tokens of a text in order: runs of letters and digits, capitals kept.

    An acronym keeps its full stops. Each ideograph or kana, and each syllable of Thai or Lao, is a token. What is not
    ASCII comes back in Unicode's form NFC.

    >>> tokenize("U.S. men's team won 3-1."), tokenize("水害")
    (['U.S.', 'men', 's', 'team', 'won', '3', '1'], ['水', '害'])
    """
    simple = without_curly(text, " ")
    if simple.isascii():
        may_have_acronym = "." in simple[:-1]
        return PLAIN_TOKEN.findall(simple) if may_have_acronym else letters_and_digits(simple).split()
    text = unicodedata.normalize("NFC", text)
    return (TOKEN if UNUSUAL.search(text) else PLAIN_TOKEN).findall(text)


def letters_only(text: str) -> str:
    """Return an ASCII text with a space for everything that is no letter.

    >>> letters_only("the 2 dams' gates")
    'the   dams  gates'
    """
    return text.encode().translate(LETTERS_ONLY).decode()


def letters_and_digits(text: str) -> str:
    """Return an ASCII text with a space for everything that is neither letter nor digit.

    >>> letters_and_digits("the 2 dams' gates")
    'the 2 dams  gates'
    """
    return text.encode().translate(LETTERS_AND_DIGITS).decode()


def without_curly(text: str, instead: str) -> str:
    """Return a text with `instead` for each curly mark; the ASCII that this often gives is much quicker to read.

    >>> without_curly("the “old” dam", " ")
    'the  old  dam'
    """
    if not text.isascii():
        for mark in CURLY:
            text = text.replace(mark, instead)
    return text


def has_terminal_mark(text: str) -> bool:
    """Whether a sentence's own text ends by a mark such as a full stop, with up to three closing marks after it.

    `clean.lines.ends_sentence` asks the same of a line of an article: there a footnote may follow, and a comma
    before a closing quotation mark is an end as well. `made_of_sentences` beside it asks whether a paragraph is prose:
    a colon at its end, or a sentence that ends inside it, is enough there.

    >>> has_terminal_mark("It broke.”"), has_terminal_mark("The dam that broke")
    (True, False)
    """
    return TERMINAL_MARK.search(text[-MAX_TERMINAL_LENGTH:]) is not None


def is_question(text: str) -> bool:
    """Whether a sentence ends by a question mark, closing marks aside; it says nothing without its answer.

    >>> is_question("“Who knew?”"), is_question("Who knew is not known.")
    (True, False)
    """
    return text.rstrip("\"'”’»)]」』").endswith(QUESTION_MARKS)


def fold(token: str) -> str:
    """Return a token in lower case; it is what stop words and other lists of words are looked up by.

    `US` becomes `u.s.` in every house style, so that it is never the word `us`.

    >>> fold("Dam"), fold("US"), fold("us")
    ('dam', 'u.s.', 'us')
    """
    if token == "US":
        return "u.s."
    return token.lower() if token.isascii() else lower_case(token)


def lower_case(text: str) -> str:
    r"""Return a text in lower case and in Unicode's form NFC, each accent one character with its letter; İ is i.

    >>> lower_case("İzmir"), lower_case("CAFE\u0301")
    ('izmir', 'café')
    """
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", text).lower().replace("i\u0307", "i")


def sentence_key(text: str) -> str:
    """Return the words and numbers of a text in lower case: two sentences with one key are the same sentence.

    Punctuation and the form of quotation marks do not count. A number keeps its marks, so that `1.5` is not `15`.

    >>> sentence_key("“The dam’s 1.5 m higher!”"), sentence_key("It broke.") == sentence_key("“It broke,”")
    ('the dam s 1.5 m higher', True)
    """
    folded = without_curly(text, " ").lower()
    if not folded.isascii():
        return " ".join(KEY_TOKEN.findall(lower_case(text).casefold()))
    if DIGIT.search(folded):
        return " ".join(KEY_TOKEN.findall(folded))
    return " ".join(letters_only(folded).split())
