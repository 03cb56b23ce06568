"""Subtitles (.srt, .vtt): what is said, as one article, without numbers, times, notes and marks of style.

A cue is what is shown at once. The lines of a cue are one stretch of speech, and so are cues that follow one another,
since a sentence runs on from one to the next; a change of speaker begins a new paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from summarize.errors import ReadError, shown_name
from summarize.read import plain
from summarize.records import Document, Reading

TIMES = re.compile(r"(?:\d+:)?\d+:\d\d[.,]\d{1,3} +--> +(?:\d+:)?\d+:\d\d[.,]\d{1,3}")
STYLE = re.compile(r"</?[a-z][^<>]{0,200}>|<\d[\d:.]{0,20}>|\{\\[^{}]{0,200}\}", re.IGNORECASE)
VOICE = re.compile(r"<v(?:\.[\w.]{0,40})? [^<>]{1,200}>")  # names who speaks
SPEAKER = re.compile(rf"{VOICE.pattern}|[-–—] ?|>> ?")  # at the head of a line: somebody else speaks
SOUND = re.compile(r"[\[(♪#][^\[\]()]{0,200}[\])♪#]")  # a whole line: what is heard beside speech
SENTENCE_END = re.compile(r"[.!?…。！？][\"”’)\]]{0,3}\Z")
PARAGRAPH_LINES = 12  # lines after which the next sentence begins a paragraph; by judgement
MIN_ROLLED_SHARE = 1 / 3  # of the lines that repeat the one before, where captions roll up; half of them or more do


def read(data: bytes, name: str) -> Reading:
    """Read subtitles as one article; ReadError when no cue has a text."""
    decoded = plain.text_of(data, name)
    paragraphs, length = list[str](), 0  # length: lines of the last paragraph
    for begins, text in without_rolled(map(shown_text, spoken_lines(decoded.text))):
        if SOUND.fullmatch(text):
            continue
        if not paragraphs or begins or (length >= PARAGRAPH_LINES and SENTENCE_END.search(paragraphs[-1][-9:])):
            paragraphs.append(text)
            length = 0
        else:
            paragraphs[-1] += f" {text}"
        length += 1
    if not paragraphs:
        raise ReadError(f"{shown_name(name)}: holds no subtitles; leave it out, or save it as text (.txt)")
    document = Document("\n\n".join(paragraphs), name=name)
    return Reading((document,), plain.remarks(decoded, name), (decoded.encoding,))


def shown_text(line: str) -> tuple[bool, str]:
    """Return whether somebody else speaks from a line on, and what is shown of it."""
    begins = SPEAKER.match(line)
    return begins is not None, " ".join(unescape(STYLE.sub("", line[begins.end() :] if begins else line)).split())


def without_rolled(lines: Iterable[tuple[bool, str]]) -> list[tuple[bool, str]]:
    """Return lines that are shown, each once where captions roll up, so that most lines stand in several cues."""
    shown = [line for line in lines if line[1]]
    once = [line for line, before in zip(shown, [(False, ""), *shown], strict=False) if line[1] != before[1]]
    return once if len(shown) - len(once) >= MIN_ROLLED_SHARE * len(shown) else shown


def spoken_lines(text: str) -> list[str]:
    """Return the lines of text of all cues, in order: those between a line of times and the next blank line.

    A speaker is named once for all cues in a row that are his.
    """
    lines, in_cue, speaking = list[str](), False, ""
    for line in text.splitlines():
        if TIMES.match(line.strip()):
            in_cue = True
        elif not line.strip():
            in_cue = False
        elif in_cue:
            voice = VOICE.match(line.strip())
            same, speaking = voice and voice[0] == speaking, voice[0] if voice else speaking
            lines.append(line.strip()[voice.end() :] if voice and same else line.strip())
    return lines
