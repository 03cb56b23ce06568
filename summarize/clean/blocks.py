"""Which stretches of a document are article text, and what everything else is.

Nothing is rewritten or deleted: a text is cut into blocks, each with its kind, so that a reader can be shown
what was left out and why. First the layout gives paragraphs (`layout`), then each paragraph is judged by
itself (`furniture` and `captions`, by the tables of `phrases`) and cut where a dateline or note stands inside
(`cut`), last come the rules that need the neighbours or the whole text (`context` and `titles`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.clean.furniture import kind_of
from summarize.clean.insertions import Insertion, carve, insertions_in, view
from summarize.clean.layout import ends_sentence, paragraphs
from summarize.clean.lines import Piece, flat
from summarize.clean.neighbours import settle
from summarize.records import Block, Span
from summarize.text.repair import repair

COLUMN_GAP = re.compile(r"(?<=\S)(?:\t| {3})\s{0,40}(?=\S)")
LONGEST_ROW, FEWEST_PIPES, FEWEST_GAPS = 400, 3, 2  # code points; two pipes may be a menu

KINDS: dict[str, str] = {
    "prose": "article text",
    "title": "the headline, or a repetition of it",
    "outlet": "the name of a paper or agency on a line of its own",
    "byline": "who wrote it",
    "date": "when it was published or updated",
    "dateline": "place and agency at the head of a report",
    "caption": "what a picture shows, or a paragraph without an end that is too long for a heading",
    "credit": "who made a picture",
    "heading": "a heading between paragraphs, or an item of a list",
    "agency note": "a note of an agency: sign-offs, corrections, notes to editors, sources",
    "copyright": "who owns the rights",
    "contact": "addresses, numbers, links, paths, appeals to call",
    "share": "subscribe, follow, share, sign in",
    "notice": "the site speaks: cookies, advertisements, errors, terms, archive notes",
    "navigation": "menus, tags, counters, previous and next",
    "teaser": "the headline of another story",
    "embed": "a post of a social network",
    "stage": "speakers and stage directions of transcripts",
    "repeated": "a paragraph that stood in the article before",
    "fragment": "a last paragraph that breaks off",
    "table": "figures in rows",
    "code": "code or markup",
    "address": "a postal address",
    "separator": "a rule or other marks without letters",
}


def is_row(text: str) -> bool:
    """Tell whether a paragraph is a row of a table: cells between tabs, pipes or runs of blanks."""
    if len(text) > LONGEST_ROW or "\n" in text:
        return False
    cells = text.count("|") >= FEWEST_PIPES
    gaps = not cells and ("\t" in text or "   " in text) and len(COLUMN_GAP.findall(text)) >= FEWEST_GAPS
    return (cells or gaps) and not ends_sentence(text)


def cut_paragraph(text: str) -> list[Piece]:
    """Give a paragraph as pieces, offsets from its start: more than one where something stands inside."""
    line = flat(text)
    if kind := "table" if is_row(text) else kind_of(line):
        return [Piece(0, len(text), kind, line)]
    marks = insertions_in(view(text))
    if not marks:
        return [Piece(0, len(text), "prose", line)]
    pieces = carve(text, Span(0, len(text)), marks)
    return [judged(text, piece) for piece in pieces]


def judged(text: str, piece: Insertion) -> Piece:
    """Give a piece its flat text; what is left of a paragraph may turn out to be furniture, too."""
    line = flat(text[piece.start : piece.end])
    kind = piece.kind if piece.kind != "prose" else kind_of(line) or "prose"
    return Piece(piece.start, piece.end, kind, line)


def clean(text: str, title: str | None = None) -> list[Block]:
    """Cut a text into blocks: prose, or the reason why it is not article text (see KINDS).

    text: any string, as read. title: the document's title, if known; lines that repeat it are titles.
    Returns blocks in order, trimmed, without overlap; each character but white space is in exactly one.
    A text without anything that could be prose gives its headings, captions or titles as prose rather than
    nothing; furniture known by its words (menus, copyright, contact) stays furniture.
    """
    known: dict[str, list[Piece]] = {}  # equal paragraphs are cut once
    pieces: list[Piece] = []
    for span in paragraphs(text):
        raw = text[span.start : span.end]
        if raw not in known:
            known[raw] = cut_paragraph(raw)
        pieces.extend(Piece(span.start + p.start, span.start + p.end, p.kind, p.line) for p in known[raw])
    return [Block(piece.start, piece.end, piece.kind) for piece in settle(text, pieces, title)]


def headline(text: str, blocks: Sequence[Block]) -> str | None:
    """Return the title that is recognised in a text, if one is; blocks: what `clean` gives for it."""
    first = next((block for block in blocks if block.kind == "title"), None)
    return repair(text[first.start : first.end]) if first else None
