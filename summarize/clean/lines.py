"""What a paragraph is reduced to before it is compared: one line, plain, and what it is made of."""

from __future__ import annotations

from summarize.clean.layout import inner_ends
from summarize.clean.phrases import NAME_LINKS

INVISIBLE = dict.fromkeys([0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF])
STRAIGHT = dict(zip("“”„«»‘’‚ʼ", '"""""\'\'\'\'', strict=True))
DECORATION = "*•●▪■►▶→>»|·–—-~#+/\\ ✉"  # stands before furniture: bullets, arrows, dashes
LONGEST_NAMES = 22  # words of a line that is nothing but names


def flat(text: str) -> str:
    """Make a paragraph one line for matching: single spaces, no invisible characters, which are not printable."""
    if not text.isprintable():
        text = text.translate(INVISIBLE)
    elif "  " not in text and text[:1] != " " != text[-1:]:
        return text
    return " ".join(text.split())


def words_in(line: str) -> int:
    """Count the white-space-separated tokens of a flat paragraph."""
    return line.count(" ") + 1 if line else 0


def plain(line: str) -> str:
    """Give the form phrases are compared in: lower case, straight quotes, no bullets, no brackets."""
    if not line.isascii():
        for curly, straight in STRAIGHT.items():
            line = line.replace(curly, straight)
    bare = line.lstrip(DECORATION)
    if bare[:1] + bare[-1:] in {"()", "[]"}:
        bare = bare[1:-1].strip()
    return bare.lower()


def only_names(line: str) -> bool:
    """Tell whether a line is nothing but capitalised words and what links them, as lists of names are."""
    tokens = line.replace("/", " ").replace(";", " ").replace(",", " ").split()
    named = [token for token in tokens if token.lower() not in NAME_LINKS]
    return (
        0 < len(tokens) <= LONGEST_NAMES
        and bool(named)
        and all(t.strip("\"'“”‘’().–—-|@")[:1].isupper() for t in named)
    )


def first_sentence(line: str) -> str:
    """Give a line up to the first end of a sentence inside it."""
    return line[: next(inner_ends(line), len(line))]
