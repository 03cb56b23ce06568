"""What only the neighbours or the whole text can tell: headings, repetitions, menus, broken ends, and titles.

Each rule takes the pieces and returns them with some marked anew, and leaves what is no longer prose alone.
"""

from __future__ import annotations

import re
from itertools import pairwise

from summarize.clean.captions import AGENCY_TAIL, named_after
from summarize.clean.furniture import WHEN_OPEN, opener
from summarize.clean.insertions import LABEL, plain_head, signature, view
from summarize.clean.layout import ends_sentence, trimmed
from summarize.clean.lines import (
    Piece,
    flat,
    headlines,
    inner_end,
    line_key,
    marked,
    only_names,
    plain,
    prose_at,
    titles,
    words_in,
)

ENDED_SHARE = 0.5  # of the characters of undecided paragraphs: fewer, and full stops tell nothing about this text
HEADING_WORDS = 12  # longer paragraphs without an end are captions
INTRODUCING = 5  # words of a paragraph that ends by a colon and introduces a quotation or list
MENU_LINES, MENU_WORDS = 3, 3  # so many lines in a row of so few words are a menu
NAME_WORDS = (2, 3)  # of a person's name on a line of its own
REPEATED_LETTERS = 25  # letters and digits; shorter paragraphs repeat in dialogue
BESIDE_WORDS = 16  # of a caption on the line above or below its credit
DATED = 3  # pieces of prose from the top in which datelines are guessed
LOOK = 1200  # code points of them
TEASER_WORDS = 40
AGENCY_CAPTION_WORDS = 60

SOURCE_TAIL = re.compile(r"[.!?] \([A-Z][\w/&.-]*(?: [A-Z][\w/&.-]*){0,2}\)$")
SAID = re.compile(
    r"[,”\"’] (?:(?:he|she|they|it|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2})"
    r" (?:said|says|added|told|wrote|tweeted)"
    r"|(?:said|says|added) (?:he|she|[A-Z][\w.'’ -]{1,40}))$"
)
CUT_OFF = (" ...", " …", "[...]", "[…]", "(...)", "(…)")

# Kinds given for form alone, in the order in which they are believed to be text when nothing else is.
SOFT_KINDS: tuple[frozenset[str], ...] = (
    frozenset({"heading", "caption", "fragment"}),
    frozenset({"title"}),
    frozenset({"teaser"}),
    frozenset({"embed", "table", "code", "byline", "stage"}),
)


def made_of_sentences(line: str) -> bool:
    """Tell whether a paragraph is made of sentences: ends as one, introduces one, or holds a whole one."""
    if ends_sentence(line) or SAID.search(line[-80:]):
        return True
    if line.endswith((":", "：")):
        return words_in(line) >= INTRODUCING and any(word.islower() for word in line.split())
    return inner_end(line)


def relies_on_stops(pieces: list[Piece]) -> bool:
    """Tell whether the text ends its sentences by punctuation; transcripts and some scripts do not."""
    lines = [piece.line for piece in pieces if piece.kind == "prose"]
    ended = sum(len(line) for line in lines if made_of_sentences(line))
    return ended > 0 and ended >= ENDED_SHARE * sum(map(len, lines))


def datelines(text: str, pieces: list[Piece]) -> list[Piece]:
    """Cut datelines without an agency from the first pieces of prose."""
    prose = prose_at(pieces)
    top = set(prose[:DATED])
    labels = sum(LABEL.match(pieces[i].line) is not None for i in prose) == 1
    return [part for i, piece in enumerate(pieces) for part in (dated(text, piece, labels) if i in top else [piece])]


def dated(text: str, piece: Piece, labels: bool) -> list[Piece]:
    """Give a piece of prose as dateline and rest, or as it is."""
    mark = plain_head(view(text[piece.start : min(piece.end, piece.start + LOOK)]), labels=labels)
    return split_at(text, piece, piece.start + mark.end, "dateline", "prose") if mark else [piece]


def split_at(text: str, piece: Piece, at: int, before: str, behind: str) -> list[Piece]:
    """Give a piece as two, both trimmed; empty parts are left out."""
    halves = ((trimmed(text, piece.start, at), before), (trimmed(text, at, piece.end), behind))
    return [Piece(*span, kind, flat(text[slice(*span)])) for span, kind in halves if span.start < span.end]


def signatures(text: str, pieces: list[Piece]) -> list[Piece]:
    """Cut the writer's name or the source from the end of the last prose, when only furniture follows."""
    found = prose_at(pieces)
    if not found:
        return pieces
    last = pieces[found[-1]]
    mark = signature(view(text[last.start : last.end]))
    if mark is None or mark.start == 0:
        return pieces
    return [
        *pieces[: found[-1]],
        *split_at(text, last, last.start + mark.start, "prose", mark.kind),
        *pieces[found[-1] + 1 :],
    ]


def repetitions(pieces: list[Piece]) -> list[Piece]:
    """Mark paragraphs that stood in the article before, as text or as a caption."""
    seen: set[str] = set()
    again: dict[int, str] = {}
    for i, piece in enumerate(pieces):
        if piece.kind not in {"prose", "caption", "heading", "fragment", "embed"}:
            continue
        same = line_key(piece.line) if len(piece.line) >= REPEATED_LETTERS else ""
        if len(same) < REPEATED_LETTERS:
            continue
        if same in seen:
            again[i] = "repeated"
        elif piece.kind == "prose" or not made_of_sentences(piece.line):
            seen.add(same)
    return marked(pieces, again)


def unended(pieces: list[Piece]) -> list[Piece]:
    """Mark paragraphs without an end: headings, captions, and a last one that breaks off."""
    found = prose_at(pieces)
    kinds: dict[int, str] = {}
    for i in found:
        line = pieces[i].line
        if not made_of_sentences(line):
            by_length = "heading" if words_in(line) <= HEADING_WORDS else "caption"
            kinds[i] = opener(plain(line), WHEN_OPEN)[1] or by_length
    if found and kinds.get(found[-1]) == "caption":
        kinds[found[-1]] = "fragment"
    return marked(pieces, kinds)


def cut_off(pieces: list[Piece]) -> list[Piece]:
    """Mark paragraphs of one sentence that break off by an ellipsis behind a blank: other stories."""
    return marked(
        pieces,
        {
            i: "teaser"
            for i in prose_at(pieces)
            if pieces[i].line.endswith(CUT_OFF)
            and words_in(pieces[i].line) <= TEASER_WORDS
            and not inner_end(pieces[i].line)
        },
    )


def agency_captions(pieces: list[Piece]) -> list[Piece]:
    """Mark paragraphs that end by "(Reuters)", short ones by any source, or a photographer's name while text follows.

    Behind the last paragraph both sign the report, and are cut off instead.
    """
    kinds: dict[int, str] = {}
    for i in prose_at(pieces)[:-1]:
        line = pieces[i].line
        agency = line.endswith(")") and words_in(line) <= AGENCY_CAPTION_WORDS and AGENCY_TAIL.search(line)
        if agency or (words_in(line) <= BESIDE_WORDS and SOURCE_TAIL.search(line)) or named_after(line):
            kinds[i] = "caption"
    return marked(pieces, kinds)


def menus(pieces: list[Piece]) -> list[Piece]:
    """Mark runs of very short headings as navigation."""
    kinds: dict[int, str] = {}
    run: list[int] = []
    for i, piece in enumerate([*pieces, Piece(0, 0, "", "")]):
        if piece.kind in {"heading", "navigation"} and words_in(piece.line) <= MENU_WORDS:
            run.append(i)
            continue
        if len(run) >= MENU_LINES:
            kinds.update(dict.fromkeys(run, "navigation"))
        run = []
    return marked(pieces, kinds)


def names(pieces: list[Piece]) -> list[Piece]:
    """Mark headings above the text and at its end that are nothing but a person's name as bylines."""
    first = next(iter(prose_at(pieces)), 0)
    edge = [*range(first), *range(len(pieces))[-1:]]
    named = {i for i in edge if words_in(pieces[i].line) in NAME_WORDS and only_names(pieces[i].line)}
    return marked(pieces, {i: "byline" for i in named if pieces[i].kind == "heading"})


def something_left(pieces: list[Piece]) -> list[Piece]:
    """Give the pieces or, when none is prose, with the softest kind of furniture taken back as prose."""
    if any(piece.kind == "prose" for piece in pieces):
        return pieces
    for soft in SOFT_KINDS:
        if any(piece.kind in soft for piece in pieces):
            return [p._replace(kind="prose") if p.kind in soft else p for p in pieces]
    return pieces


def beside_credits(text: str, pieces: list[Piece]) -> list[Piece]:
    """Mark short prose that makes up a block of lines with the credit of a picture: it says what the picture shows."""
    blank = [text.count("\n", one.end, other.start) > 1 for one, other in pairwise(pieces)]
    blank = [True, *blank, True]  # before each piece, and behind the last
    kinds = {}
    for i in prose_at(pieces):
        below = not blank[i] and pieces[i - 1].kind == "credit" and blank[i + 1]
        above = not blank[i + 1] and pieces[i + 1].kind == "credit" and blank[i]
        if (below or above) and words_in(pieces[i].line) <= BESIDE_WORDS:
            kinds[i] = "caption"
    return marked(pieces, kinds)


def settle(text: str, pieces: list[Piece], title: str | None) -> list[Piece]:
    """Apply all rules, each to what the ones before left as prose."""
    stops = relies_on_stops(pieces)
    pieces = titles(datelines(text, pieces), title, stops)
    pieces = beside_credits(text, agency_captions(cut_off(pieces)))
    if stops:
        pieces = unended(signatures(text, pieces))
        pieces = headlines(pieces)
    return something_left(names(menus(repetitions(pieces))))
