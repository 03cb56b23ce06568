"""Blocks in the making: what the rules that need neighbours hand on."""

from __future__ import annotations

import re
from typing import NamedTuple

from summarize.clean.layout import inner_ends
from summarize.text.tokens import without_curly

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
