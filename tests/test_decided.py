"""Contests that are decided: who was ahead gives way to who has won."""

import pytest

from summarize import Document, Options, summarize
from summarize.cite.claim import word_usage
from summarize.cite.figures.decided import decided_later
from summarize.corpus import build_corpus

AHEAD = "Ana Ruz leads Tom Lind by 41 ballots in the race for governor of Ostrel, the clerk said on Monday."
WON = "Tom Lind was elected governor of Ostrel in a close race after a second count, the board said."
OTHER = "Rain fell on the harbour of Brand, and the market was closed for the day."


def later(ahead, won, days=("2024-03-04", "2024-03-06")):
    documents = [Document(f"{text} {OTHER}", date=day) for text, day in zip((ahead, won), days, strict=True)]
    corpus = build_corpus(documents, Options(language="en"))
    rows = range(len(corpus.sentences))
    found = decided_later(rows, corpus, word_usage(corpus).names)
    return {corpus.sentences[row].text: [corpus.sentences[report].text for report in found[row]] for row in found}


@pytest.mark.parametrize(
    "won",
    [
        WON,
        "Lind won the race for governor of Ostrel, the board said on Wednesday.",
        "Tom Lind has defeated Ana Ruz in the race for governor of Ostrel.",
    ],
)
def test_a_later_article_that_tells_who_has_won_replaces_who_is_ahead(won):
    assert later(AHEAD, won) == {AHEAD: [won]}


@pytest.mark.parametrize(
    ("ahead", "won", "days"),
    [
        (AHEAD, WON, ("2024-03-06", "2024-03-04")),
        (AHEAD, WON, ("2024-03-06", "2024-03-06")),
        (AHEAD, WON.replace("was elected", "was not elected"), ("2024-03-04", "2024-03-06")),
        (AHEAD, WON.replace("was elected", "will be elected"), ("2024-03-04", "2024-03-06")),
        (AHEAD, WON.replace("was elected", "is expected to be elected"), ("2024-03-04", "2024-03-06")),
        (AHEAD, "Mia Holm was elected mayor of Lund, the board said.", ("2024-03-04", "2024-03-06")),
        (AHEAD, "Tom Lind has won praise in Ostrel for his garden.", ("2024-03-04", "2024-03-06")),
        ("Ana Ruz leads the party of Tom Lind in Ostrel into the race.", WON, ("2024-03-04", "2024-03-06")),
    ],
)
def test_what_is_older_or_in_doubt_or_of_something_else_decides_nothing(ahead, won, days):
    assert later(ahead, won, days) == {}


def test_one_sentence_tells_who_has_won():
    early = [Document(f"{AHEAD} {rest}", date="2024-03-04") for rest in (OTHER, "Trains ran late in Brand.")]
    documents = [*early, Document(f"{WON} Shops stayed open.", date="2024-03-06")]
    for order in (documents, documents[::-1]):
        assert summarize(order, sentences=1, language="en").text == WON
