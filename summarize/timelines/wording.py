"""What every format of a timeline says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarize.render.wording import count_noun, one_line

if TYPE_CHECKING:
    from summarize.timelines.records import Entry


def describe(entry: Entry) -> str:
    """Say how many voices tell of a day."""
    return count_noun(entry.voices, "voice")


def notes(entry: Entry) -> list[str]:
    """Return the figures that other articles give otherwise, a line each."""
    return [
        f"Figures differ: {one_line(figure.here)}, but {one_line(figure.there)}"
        f"{f' ({figure.when})' if figure.when else ''}: {one_line(figure.text)}"
        for sentence in entry.sentences
        for figure in sentence.differing
    ]
