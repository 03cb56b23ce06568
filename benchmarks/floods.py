"""Floods: how long each reader, the cleaner, the splitter and a whole call take over a megabyte of one thing.

    python benchmarks/floods.py           # the slowest floods of each stage
    python benchmarks/floods.py --check   # fails above MAX_SECONDS, or where twice as much costs over MAX_GROWTH times
    python benchmarks/floods.py --only .md clean --size 200000

A flood is a character or a short string over and over: quotation marks that nest, full stops, brackets, one endless
word, markup that opens and never closes. Times are of the processor, of this machine; run it alone.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from json import dumps
from time import process_time
from typing import NamedTuple

from summarize import SummarizeError, summarize
from summarize.clean.blocks import clean
from summarize.read.readers import parse
from summarize.text.sentences import split_sentences

SIZE = 1_000_000  # code points
MAX_SECONDS = 5.0  # of the processor, for SIZE
MAX_GROWTH = 2.6  # times the time of half the size
NOTICED = 0.5  # seconds from which on growth is judged; below, it is noise
SHOWN = 5  # floods of each stage
CHARACTERS = "\"“”‘'.([<{|\\/@=_`!?:;%$&-*#…aé0中กعﷺ👍 \n\r\t\u0301\u200b\u200d\u2028\x0b\x1b"
STRINGS = (
    *("“a ", "“a.” ", "“”", "“He said.” ", '"a"," ', "a ", "a. ", "A. ", "(a ", "1.", "1,", "Dr. ", "U.S. ", "â€"),
    *("'a", "a.b.c", "http://a ", "a\r", "A\n", "| ", "#\n", "ภาษา ", "كتب ", "か。", "「か", "a\n\n", "1\n"),
    *(
        "<b>",
        "a\u0301",
        "a\n",
        "- ",
        "- a\n",
        "> ",
        "# ",
        "```\n",
        "[a](",
        "|a",
        "<a>",
        "<div>",
        "<b><i>",
        "</p>",
        "<!--",
    ),
    *("[1] ", "<td>", "&amp;", '{"a":', "{\\b ", "=3D", "<![CDATA[", "http://a.b/ ", "x" * 79 + "\n", "Photo: A / B\n"),
    "The dam broke at dawn. ",
)
OPENINGS = {  # what makes a flood a file of its kind
    ".txt": "",
    ".md": "",
    ".html": "<html><body>",
    ".json": '[{"text":"',
    ".csv": 'text\n"',
    ".xml": "<rss><channel><item><description>",
    ".eml": "From: a\nSubject: b\n\n",
    ".mbox": "From a\nFrom: a\nSubject: b\n\n",
    ".rtf": "{\\rtf1 ",
    ".srt": "1\n00:00:01,000 --> 00:00:02,000\n",
    ".vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n",
    ".mhtml": "From: a\nMIME-Version: 1.0\nContent-Type: text/html\n\n<html><body>",
}


class Flood(NamedTuple):
    """What one flood costs a stage."""

    unit: str
    half: float  # seconds of the processor, for half the size
    whole: float

    @property
    def growth(self) -> float:
        """How many times as much the whole costs as the half."""
        return self.whole / max(self.half, 1e-3)


def reader(suffix: str) -> Callable[[str], object]:
    """Return a function that reads a text as a file of this suffix."""
    return lambda text: parse((OPENINGS[suffix] + text).encode("utf-8", "surrogatepass"), f"flood{suffix}")


STAGES: dict[str, Callable[[str], object]] = {
    **{suffix: reader(suffix) for suffix in OPENINGS},
    ".jsonl": lambda text: parse(dumps({"text": text}).encode(), "flood.jsonl"),
    "clean": clean,
    "split": split_sentences,
    "whole": lambda text: summarize([text, f"{text[len(text) // 2 :]} The dam broke."], words=50),
}


def seconds(stage: Callable[[str], object], text: str) -> float:
    """Return the time of the processor that a stage takes; to refuse a text is an answer as well."""
    started = process_time()
    with suppress(SummarizeError):
        stage(text)
    return process_time() - started


def floods(stage: Callable[[str], object], size: int) -> Iterator[Flood]:
    """Yield what each flood costs a stage."""
    for unit in (*CHARACTERS, *STRINGS):
        text = (unit * (size // len(unit) + 1))[:size]
        yield Flood(unit, seconds(stage, text[: size // 2]), seconds(stage, text))


def is_too_slow(flood: Flood, size: int) -> bool:
    """Whether a flood takes too long for its size, or grows too fast with it."""
    return flood.whole > MAX_SECONDS * size / SIZE or (flood.whole > NOTICED and flood.growth > MAX_GROWTH)


def main() -> None:
    """Measure the stages that are asked for; with --check, fail when one is too slow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=STAGES, default=list(STAGES), metavar="STAGE")
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    failed = False
    for name in options.only:
        seconds(STAGES[name], "The dam broke at dawn.")  # imports what the stage needs
        found = sorted(floods(STAGES[name], options.size), key=lambda flood: -flood.whole)
        slow = [flood for flood in found if is_too_slow(flood, options.size)]
        failed = failed or bool(slow)
        for flood in slow if options.check else found[:SHOWN]:
            print(f"{name:6} {flood.unit[:20]!r:24} {flood.whole:6.2f} s, {flood.growth:4.1f} times its half")
    sys.exit(1 if failed and options.check else 0)


if __name__ == "__main__":
    main()
