"""RTF: its text by striprtf, its title and date from the information group."""

from __future__ import annotations

import re
from typing import Any

from summarize.errors import ReadError
from summarize.read import facts
from summarize.read.names import shown_name
from summarize.records import Reading

MOST = 5_000_000  # bytes without pictures; an article has some ten thousand
PICTURE = re.compile(rb"\{\\\*?\\?pict\b[^{}]*\}")
TITLE = re.compile(r"\{\\title ([^{}]{1,1000})\}")
AUTHOR = re.compile(r"\{\\author ([^{}]{1,1000})\}")
CREATED = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})(?:\\hr(\d{1,2})\\min(\d{1,2}))?")
DELETED = re.compile(r"\{[^{}]{0,200}\\(?:deleted|v)(?![a-z0-9])[^{}]*\}")  # groups without groups inside


def read(data: bytes, name: str) -> Reading:
    """Read an RTF document: a paragraph each with a blank line between; hidden and deleted groups are left out."""
    source = PICTURE.sub(b"", data).decode("latin-1")
    if len(source) > MOST:
        raise ReadError(f"{shown_name(name)}: is over {MOST // 1_000_000} MB of RTF; save it as text")
    text = unmarked(DELETED.sub("", source))
    paragraphs = [line.strip() for line in text.split("\n")]
    if not any(paragraphs):
        raise ReadError(f"{shown_name(name)}: has no text in it; leave it out")
    created = CREATED.search(source)
    document = facts.article(
        "\n\n".join(filter(None, paragraphs)),
        name,
        title=told(TITLE, source),
        date=facts.stamp(created.groups()) if created else None,
        author=told(AUTHOR, source),
    )
    return Reading((document,))


def told(pattern: re.Pattern[str], source: str) -> str | None:
    """Return a fact of the information group as text."""
    found = pattern.search(source)
    return unmarked("{\\rtf1\\ansi " + found[1] + "}").strip() if found else None


def unmarked(source: str) -> str:
    """Return the text of RTF, a paragraph a line."""
    from striprtf import striprtf

    text: Any = striprtf.rtf_to_text  # it has no types
    return str(text(source, errors="replace"))
