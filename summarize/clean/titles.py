"""Titles: the headline of the article, those of other stories beside it, and their repetitions."""

from __future__ import annotations

import re

from summarize.clean.layout import ends_sentence
from summarize.clean.lines import only_names, words_in
from summarize.clean.phrases import spaced
from summarize.clean.pieces import Piece, inner_end, line_key, marked, prose_at

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
