"""Items of lists: the marks that they begin with, and which numbers are such marks."""

from __future__ import annotations

import re

from summarize.clean.lines import ends_sentence
from summarize.records import Span

ITEM_MARK = re.compile(  # a bullet, a dash, a number with a full stop or bracket; what follows is not a figure
    r"(?:[•·▪■●►◦‣⁃*_–—-]|\((?:\d{1,2}|[a-z])\)|(?P<number>\d{1,2})[.)])[ \t]+(?=[^\W\d]|[\"'“‘«„(])"
)
NO_NUMBER = -9  # of what is no numbered item: next to no number of one


def item_marks(text: str, spans: list[Span]) -> dict[int, int]:
    r"""Return where the marks of items of lists end, by where they begin, for paragraphs that end as a sentence does.

    A number is one only beside the number before or after it: "3. October is a holiday." keeps its day.

    >>> item_marks("1. It broke.\n2. He left.", [Span(0, 12), Span(13, 24)])
    {0: 3, 13: 16}
    """
    found = {span.start: match for span in spans if (match := ITEM_MARK.match(text, span.start, span.end))}
    if not found:
        return {}
    numbers = [number_at(text, span.start) for span in spans]
    marks: dict[int, int] = {}
    for index, span in enumerate(spans):
        match = found.get(span.start)
        beside = (*numbers[max(index - 1, 0) : index], *numbers[index + 1 : index + 2])
        lone = match and match["number"] and not {numbers[index] - 1, numbers[index] + 1} & set(beside)
        if match and not lone and ends_sentence(text[span.start : span.end]):
            marks[span.start] = match.end()
    return marks


def stand_in_list(text: str, starts: list[int]) -> bool:
    r"""Whether the second of two or three lines, by where they begin, is a numbered item of a list.

    Its number must follow that of the line above, or the line below must go on: "am\n1. Mai" is a day.

    >>> stand_in_list("Pack:\n1. A tent\n2. A map", [0, 6, 16]), stand_in_list("am\n1. Mai", [0, 3])
    (True, False)
    """
    above, number, *below = (number_at(text, start) for start in starts)
    return number != NO_NUMBER and (above == number - 1 or below == [number + 1])


def number_at(text: str, start: int) -> int:
    """Return the number of the item that begins there; NO_NUMBER where none does.

    >>> number_at("12. It broke.", 0), number_at("12 men fled.", 0)
    (12, -9)
    """
    match = ITEM_MARK.match(text, start)
    return int(match["number"] or NO_NUMBER) if match else NO_NUMBER
