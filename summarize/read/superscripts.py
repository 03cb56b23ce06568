"""Superscripts: what a raised piece of text is, a note number, a power or a part of its word, and how it is written.

A file says that "2" is raised, and the text of an article has no such thing: "built in 1931²" would become "19312",
another year. Readers of formats that have superscripts ask `shown` what stands in the text instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from typing import NamedTuple

CONTEXT = 40  # characters on either side that tell what a superscript is
NOTE_NAME = re.compile(r"foot-?note|end-?note|note-?ref|\bfn\b|reference|\bcite|citation", re.IGNORECASE)
# what marks a note: numbers with commas or dashes between, also in brackets; single letters in brackets; signs
NOTE_MARK = re.compile(r"[\[(]?\d{1,3}(?: ?[,;–-] ?\d{1,3}){0,9}[\])]?|\[\w{1,2}\]|[*†‡§¶#∗]{1,3}")
NUMBER = re.compile(r"[+−–-]?\d{1,3}")
# behind these a small number is a power: units that are squared and cubed, a ten that is multiplied, a single letter
UNIT = re.compile(r"(?<![^\W\d_])(?:[kcdmhµμn]?m|ft|in|yd|mi|sec|s|кв\.м|[кдсм]?м)\Z")
BASE = re.compile(r"(?:(?:[×x·⋅*] ?|\b)10|(?<![\w’'])[b-hj-zA-HJ-Z]|\))\Z")
PRICE = re.compile(r"[$€£¥] ?\d{1,3}(?:[.,]\d{3})*\Z")
DEGREE = re.compile(r"\d ?\Z")
SCALE = re.compile(r" ?[CFС]\b")
FRACTION = re.compile(r"\s?[/⁄∕]\s?\d")
WHOLE_FRACTION = re.compile(r"\d{1,3}\s?[/⁄∕]\s?\d{1,3}")
POWERS = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")


class Piece(NamedTuple):
    """A piece of a line of text."""

    text: str
    is_raised: bool = False
    is_note: bool = False  # whether the file says that it is the mark of a note


def joined(pieces: Iterable[Piece]) -> str:
    """Return the text of a line or paragraph with its superscripts as `shown` writes them.

    >>> joined([Piece("built in 1931"), Piece("2", is_raised=True), Piece(" on 4 m"), Piece("2", is_raised=True)])
    'built in 1931 on 4 m²'
    """
    whole: list[Piece] = []
    for piece in pieces:
        if whole and piece.is_raised and whole[-1].is_raised:  # one superscript may come in several pieces
            last = whole[-1]
            whole[-1] = Piece(last.text + piece.text, is_raised=True, is_note=last.is_note or piece.is_note)
        else:
            whole.append(piece)
    texts: list[str] = []
    for index, piece in enumerate(whole):
        text = piece.text
        if piece.is_raised:
            before = "".join(texts[-3:])[-CONTEXT:].rsplit("\n", 1)[-1]
            after = "".join(later.text[:CONTEXT] for later in whole[index + 1 : index + 3])
            text = shown(text, before, after, is_note=piece.is_note)
        texts.append(text)
    return "".join(texts)


def shown(raised: str, before: str, after: str, *, is_note: bool = False) -> str:
    """Return what stands in an article's text for a raised piece of it; "" for the mark of a note.

    before, after: the text on its line on either side, some words are enough. is_note: whether the file says that
    it is a note, by a link to it or by a name. Letters stay as they are (5th, Mme). A number is a power behind a unit
    or a base, and is written so (m², 10⁶). So is one that may be cents, or stands before its word (¹⁴C). The rest are
    notes.

    >>> shown("2", "built in 1931", ""), shown("2", "on 4 m", ""), shown("th", "on the 5", " of May")
    ('', '²', 'th')
    """
    mark = raised.strip()
    if is_note or not mark:
        return "" if NOTE_MARK.fullmatch(mark) or is_note else raised
    if mark.lower() == "tm":
        return "™"
    if mark in ("o", "0", "º", "°") and DEGREE.search(before) and SCALE.match(after):
        return "°"
    if not NOTE_MARK.fullmatch(mark) and not NUMBER.fullmatch(mark):
        is_apart = before[-1:].isdigit() and WHOLE_FRACTION.fullmatch(mark)  # 3 1/2, not 31/2
        return f" {mark}" if is_apart else raised
    if NUMBER.fullmatch(mark) and (kept := as_number(mark, before, after)):
        return kept
    return ""


def as_number(number: str, before: str, after: str) -> str:
    """Return a raised number as it is written where it is not a note; "" where it is one.

    >>> as_number("6", "about 10", " people"), as_number("3", "the dam", "."), as_number("14", "", "C dates it")
    ('⁶', '', '¹⁴')
    """
    if FRACTION.match(after):
        return f" {number}" if before[-1:].isdigit() else number
    is_power = (number in "23" and UNIT.search(before)) or not number.isdigit() or BASE.search(before)
    is_cents = len(number) == 2 and PRICE.search(before)
    is_isotope = before[-1:] in ("", " ", "-", "(") and re.match(r"[A-Z][a-z]?\b", after)
    return number.translate(POWERS) if is_power or is_cents or is_isotope else ""


def names_note(*names: str | None) -> bool:
    """Whether one of these names, of a class, a style or an address, is that of a note.

    >>> names_note("footnote-ref"), names_note(None, "large")
    (True, False)
    """
    return any(NOTE_NAME.search(name) for name in names if name)


# ---------------------------------------------------------------- HTML

RAISED_ELEMENT = re.compile(
    r"<(?P<tag>sup\b|(?:span|small|a)\b(?=[^<>]{0,300}vertical-align\s{0,5}:\s{0,5}super))(?P<attributes>[^<>]{0,500})>"
    r"(?P<inner>.{0,300}?)</(?P=tag)\s{0,5}>",
    re.IGNORECASE | re.DOTALL,
)
NOTE_LINK = re.compile(
    r"""<a\b[^<>]{0,300}\b(?:href\s{0,5}=\s{0,5}["']?[^"'<>#]{0,200}#|role=["']doc-noteref)""", re.IGNORECASE
)
OPEN_LINK = re.compile(r"<a\b[^<>]{0,500}>\s{0,9}\Z", re.IGNORECASE)
LOWERED_NUMBER = re.compile(r"(?<=\d)<sub\b[^<>]{0,300}>\s{0,3}(\d{1,3})\s{0,3}</sub\s{0,5}>", re.IGNORECASE)
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
MARKUP_CONTEXT = 300  # characters of HTML around a superscript that are looked at


def without_superscripts(markup: str) -> str:
    """Return HTML with its superscripts as the text of an article has them: see `shown`.

    A number that is set low straight behind a figure stays low, since with that figure it would be another number.

    >>> without_superscripts('in 1931<sup><a href="#n1">2</a></sup>, 4 m<sup>2</sup>')
    'in 1931, 4 m²'
    """
    lower = markup.lower()
    if "<sub" in lower:
        markup = LOWERED_NUMBER.sub(lambda match: match[1].translate(LOWERED), markup)
    if "<sup" not in lower and "super" not in markup:
        return markup
    return RAISED_ELEMENT.sub(flat_superscript, markup)


def flat_superscript(match: re.Match[str]) -> str:
    """Return what stands in HTML for an element that is raised; as it is where its text stays."""
    source, raised = match.string, markup_text(match["inner"])
    head = source[max(0, match.start() - MARKUP_CONTEXT) : match.start()]
    link = OPEN_LINK.search(head)
    outside = link[0] if link else ""
    is_note = NOTE_LINK.search(outside + match[0]) or names_note(match["attributes"], outside)
    tail = source[match.end() : match.end() + MARKUP_CONTEXT]
    text = shown(raised, markup_text(head), markup_text(tail), is_note=bool(is_note))
    return match["inner"] if text == raised else text


def markup_text(markup: str) -> str:
    """Return the text of a piece of HTML that may begin and end inside a tag."""
    whole = re.sub(r"\A[^<>]*>|<[^<>]*\Z", "", markup)
    return unescape(re.sub(r"<[^<>]*>", "", whole))
