"""docs/method.md gives the numbers that the code has."""

import pytest

from summarize.choose.context import MAX_ROUNDS
from summarize.choose.lede import LEAST_LENGTH, LEAST_SALIENCE, LEAST_SALIENCE_BEHIND, LEAST_SALIENCE_INSIDE, OPENING
from summarize.choose.mmr import UNWANTED_LOSS
from summarize.choose.pool import ASKED_NOVELTY, CENTRAL_RANKS, CENTRAL_SHARE, MAX_RUN, MIN_STORIES, SHORT_SHARE
from summarize.choose.retelling import MIN_LENGTH
from summarize.score.query import (
    ALIKE,
    APART,
    CONTEXT,
    LACKING,
    SPEAKS,
    SPEAKS_FITTING,
    SPEAKS_LACKING,
    UNREASONED,
)
from tests.command import ROOT

METHOD = " ".join((ROOT / "docs" / "method.md").read_text(encoding="utf-8").split())


@pytest.mark.parametrize(
    "said",
    [
        f"up to {MAX_ROUNDS - 1} times",
        f"Some sentences lose {UNWANTED_LOSS} of their gain",
        f"It is used on English articles of {MIN_LENGTH} words or more on average",
        f"or articles are shorter than {MIN_LENGTH} words, there are none",
        f"A sentence after {MAX_RUN} in a row from one article, where {MIN_STORIES} or more stories are told",
        f"fewer than {SHORT_SHARE} of the median words",
        f"among the first {CENTRAL_SHARE} by salience, or the first {CENTRAL_RANKS}",
        f"of at least {LEAST_LENGTH} of the median words. Its salience is at least {LEAST_SALIENCE} of the highest",
        f"{LEAST_SALIENCE_BEHIND} where it is among the first {OPENING}, and {LEAST_SALIENCE_INSIDE} further down",
        f"counts {'a half' if ALIKE == 1 / 2 else ALIKE}, a word that only the sentence before has {CONTEXT}",
        f"A sentence is worth {LACKING} of that where it lacks what is asked for",
        f"A number that does not stand beside what is to be counted is worth {APART}",
        f"It is worth {UNREASONED} where it lacks a word such as",
        f"One speaks of it from {SPEAKS_FITTING} of the highest relevance on where it has what is asked for, from "
        f"{SPEAKS_LACKING} where it lacks that, and from {SPEAKS} where that cannot be told",
        f"diversity counts {ASKED_NOVELTY} of what it else does",
    ],
)
def test_the_method_is_told_with_the_numbers_of_the_code(said):
    assert said in METHOD
