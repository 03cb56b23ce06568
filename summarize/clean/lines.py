"""What a paragraph is reduced to before it is compared: one line, plain, and what it is made of."""

from __future__ import annotations

import re
from typing import NamedTuple

from summarize.clean.layout import ends_sentence, inner_ends
from summarize.clean.phrases import NAME_LINKS, spaced
from summarize.text.tokens import without_curly

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


MARKS = {code: None for code in range(128) if not chr(code).isalnum()}
NOT_LETTERS = re.compile(r"[\W_]+")


class Piece(NamedTuple):
    """A block in the making: offsets into the document, its kind so far, its text as one flat line."""

    start: int
    end: int
    kind: str
    line: str


def line_key(line: str) -> str:
    """Reduce a line to its letters and digits in lower case: what makes two paragraphs the same."""
    folded = without_curly(line.casefold(), "")
    return folded.translate(MARKS) if folded.isascii() else NOT_LETTERS.sub("", folded)


def prose_at(pieces: list[Piece]) -> list[int]:
    """Find the positions of the pieces that are prose so far."""
    return [i for i, piece in enumerate(pieces) if piece.kind == "prose"]


def marked(pieces: list[Piece], kinds: dict[int, str]) -> list[Piece]:
    """Give the pieces new kinds at some positions."""
    return [p._replace(kind=kinds[i]) if i in kinds else p for i, p in enumerate(pieces)] if kinds else pieces


def inner_end(line: str) -> bool:
    """Tell whether a sentence ends inside the paragraph."""
    return next(inner_ends(line), None) is not None


TITLE_WORDS = range(3, 26)
SIGNED_WORDS = range(3, 17)
QUESTION_WORDS = 16  # words of a headline that asks or exclaims
CAPITALISED = 0.6  # of the words of such a headline, since a question in lower case may open an article
TOP = 6  # pieces of prose from the top in which titles repeat
ABBREVIATION_END = re.compile(r"(?:\b[A-Z]\.(?:[A-Z]\.){1,3}|\b(?:Jr|Sr|Inc|Corp|Co|Ltd|St|Dr|vs|etc|No)\.)['’\"”]?$")
ABBREVIATED_WORDS = range(4, 21)
PRONOUNS = spaced("he she it they we i you his her its their this that these those there")


def looks_like_title(line: str) -> bool:
    """Tell whether a first line reads like a headline: without a full stop, or a question in capitals."""
    words = line.split()
    if len(words) not in TITLE_WORDS or line.endswith((",", ";", ":")) or inner_end(line):
        return False
    if not ends_sentence(line):
        return True
    capitalised = sum(word.lstrip("\"'“‘(")[:1].isupper() or word[:1].isdigit() for word in words)
    asks = line.rstrip("\"'”’")[-1:] in "?!"
    return asks and len(words) <= QUESTION_WORDS and capitalised >= CAPITALISED * len(words)


def signed(pieces: list[Piece]) -> bool:
    """Tell whether a first line is a headline for what follows it: who wrote the article, or when."""
    line, below = pieces[0].line, pieces[-1]
    signs = below.kind in {"byline", "date"} or only_names(below.line)
    return len(line.split()) in SIGNED_WORDS and not inner_end(line) and signs


def titles(pieces: list[Piece], title: str | None, stops: bool) -> list[Piece]:
    """Mark the first line when it is, or reads like, the title and text follows, and its repetitions."""
    found = prose_at(pieces)
    known = {line_key(title)} - {""} if title else set()
    first = next((i for i in found[:-1] if len(pieces[i].line.split()) >= TITLE_WORDS[0]), None)  # behind menus
    if stops and first is not None and (looks_like_title(pieces[first].line) or signed(pieces[first : first + 2])):
        known.add(line_key(pieces[first].line))
    if not known:
        return pieces
    top = found[: found.index(first) + TOP] if first is not None else found[:TOP]
    return marked(pieces, {i: "title" for i in top if line_key(pieces[i].line) in known})


def abbreviated_headline(line: str) -> bool:
    """Tell whether a short line may be a headline that ends by an abbreviation: "... deal with U.S."."""
    return (
        words_in(line) in ABBREVIATED_WORDS
        and bool(ABBREVIATION_END.search(line))
        and not inner_end(line)
        and line.split(" ", 1)[0].lower() not in PRONOUNS
    )


def headlines(pieces: list[Piece]) -> list[Piece]:
    """Mark such lines where they stand beside other furniture."""
    beside = {"title", "caption", "credit", "heading", "teaser", "repeated"}
    kinds = [piece.kind for piece in pieces]
    return marked(
        pieces,
        {
            i: "teaser" if i else "title"
            for i in prose_at(pieces)
            if beside & {*kinds[max(i - 1, 0) : i], *kinds[i + 1 : i + 2]} and abbreviated_headline(pieces[i].line)
        },
    )
