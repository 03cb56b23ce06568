"""Summaries that this program wrote before: lying among the articles, they are none."""

from __future__ import annotations

import re

from summarize.errors import OwnSummaryError
from summarize.read.names import shown_name

# the heading over the sources, and below it nothing but them and the articles not used
LISTED = re.compile(r"^(?:## )?Sources \(\d{1,9} independent voices?\)\n(?P<rest>.*)\Z", re.MULTILINE | re.DOTALL)
ENTRY = re.compile(r"\s*|\[\**\d+\] .*|\d+\. .*|- .*| {2,4}\S.*|(?:## )?[A-Z][a-z]+(?: [a-z]+){1,3}|(?:## )?Runners-up")
PAGE = '<meta name="generator" content="summarize'
LEFT_OUT = "is a summary written by this program, which is no article; left out"
HEAD = 5000  # code points in which a page says what wrote it


def refuse(text: str, name: str) -> None:
    """Raise OwnSummaryError for the text of a file that is a summary as `-o` writes it: text, Markdown or HTML."""
    listed = LISTED.search(text.replace("\r\n", "\n"))
    ours = listed is not None and all(map(ENTRY.fullmatch, listed["rest"].split("\n")))
    if ours or PAGE in text[:HEAD]:
        raise OwnSummaryError(f"{shown_name(name)}: {LEFT_OUT}")
