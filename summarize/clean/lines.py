"""What a stretch of text is reduced to before it is judged: one flat line, its plain form, its key.

All judging is done on flat lines (`flat`), all comparing with phrases on plain ones (`plain`), all looking for what
was said before on keys (`line_key`). Where offsets must survive, `as_one_line` keeps the length.
"""

from __future__ import annotations

import re

from summarize.clean.phrases import NAME_LINKS
from summarize.text.tokens import without_curly

MAX_NAME_WORDS = 22  # of a line that is nothing but names; set by judgement

INVISIBLE = dict.fromkeys([0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF])
STRAIGHT_QUOTES = dict(zip("“”„«»‘’‚ʼ", '"""""\'\'\'\'', strict=True))
DECORATION = "*•●▪■►▶→>»|·–—-~#+/\\ ✉"  # stands before boilerplate: bullets, arrows, dashes
AROUND_NAMES = "\"'“‘”’().–—-|@"
ASCII_SIGNS = {code: None for code in range(128) if not chr(code).isalnum()}
SIGNS = re.compile(r"[\W_]+")
WHITE_SPACE = re.compile(r"\s")


def flat(text: str) -> str:
    """Return a text as one line: single spaces, none at the ends, no invisible characters."""
    if not text.isprintable():  # invisible characters are not, nor is white space other than the space
        text = text.translate(INVISIBLE)
    elif "  " not in text and text[:1] != " " != text[-1:]:
        return text
    return " ".join(text.split())


def as_one_line(text: str) -> str:
    """Return a text with a space for every white-space character: same length, same offsets."""
    return text if text.isprintable() else WHITE_SPACE.sub(" ", text)


def words_in(line: str) -> int:
    """Return how many words a flat line has, cut at its spaces.

    A dash between spaces counts here. What a budget counts is `text.tokens.count_words`.
    """
    return line.count(" ") + 1 if line else 0


def plain(line: str) -> str:
    """Return the form that phrases are compared in: lower case, straight quotes, no bullets, no brackets around it."""
    if not line.isascii():
        for curly, straight in STRAIGHT_QUOTES.items():
            line = line.replace(curly, straight)
    bare = line.lstrip(DECORATION)
    if bare[:1] + bare[-1:] in {"()", "[]"}:
        bare = bare[1:-1].strip()
    return bare.lower()


def only_names(line: str) -> bool:
    """Whether a line is nothing but capitalised words and what links them, such as "and", "of" or "von"."""
    words = line.replace("/", " ").replace(";", " ").replace(",", " ").split()
    names = [word for word in words if word.lower() not in NAME_LINKS]
    return (
        0 < len(words) <= MAX_NAME_WORDS
        and bool(names)
        and all(name.strip(AROUND_NAMES)[:1].isupper() for name in names)
    )


def line_key(line: str) -> str:
    """Return the letters and digits of a line, case folded: two paragraphs with one key say the same."""
    folded = without_curly(line.casefold(), "")
    return folded.translate(ASCII_SIGNS) if folded.isascii() else SIGNS.sub("", folded)
