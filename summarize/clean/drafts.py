"""The two records of this package, and how a text is cut into them.

An `Insertion` is a stretch found inside one paragraph. A `Draft` is a block in the making: rules that need the
neighbours change its kind or cut it further, until `blocks.clean` turns it into a `Block`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from summarize.clean.lines import flat
from summarize.records import Block
from summarize.text.sentences import trimmed


class Insertion(NamedTuple):
    """A stretch inside a paragraph that does not belong to it."""

    start: int  # code points from the paragraph's start
    end: int  # exclusive
    kind: str  # of `blocks.KINDS`, never "prose"


class Draft(NamedTuple):
    """A block in the making."""

    start: int  # code points of the text that was cut: a paragraph at first, then the document
    end: int  # exclusive
    kind: str  # of `blocks.KINDS`, so far
    line: str  # the text from start to end by `lines.flat`


def cut(text: str, parts: Iterable[Block]) -> list[Draft]:
    """Return the parts of a text as drafts, in the same order: trimmed, without those that are blank.

    parts: offsets into `text`, whether that is a paragraph or the document.
    """
    drafts = []
    for start, end, kind in parts:
        span = trimmed(text, start, end)
        if span.start < span.end:
            drafts.append(Draft(span.start, span.end, kind, flat(text[span.start : span.end])))
    return drafts


def prose_indices(drafts: list[Draft]) -> list[int]:
    """Return the indices of the drafts that are prose so far, ascending."""
    return [index for index, draft in enumerate(drafts) if draft.kind == "prose"]


def with_kinds(drafts: list[Draft], kinds: Mapping[int, str]) -> list[Draft]:
    """Return the drafts with new kinds, given by index; the others stay as they are."""
    if not kinds:
        return drafts
    return [draft._replace(kind=kinds[index]) if index in kinds else draft for index, draft in enumerate(drafts)]
