"""Articles of any number, mixed from the sentences of real ones, to measure growth on."""

from __future__ import annotations

import random
from pathlib import Path

from summarize.clean.blocks import clean
from summarize.evaluate.clusters import read_clusters
from summarize.read.inputs import read_all
from summarize.text.sentences import split_sentences

HERE = Path(__file__).parent
OWN = (HERE.parent / "seeds", *sorted(path for path in (HERE / "clusters").iterdir() if path.is_dir()))
SHORTEST, LONGEST = 5, 60  # words of a sentence that is mixed
WHOLE = 0.3  # of the sentences stay as they are; the others are the head of one and the tail of another


def seeds() -> list[str]:
    """Return the five articles."""
    return [document.text for document in read_all([OWN[0]]).documents]


def pool(source: str | None) -> list[str]:
    """Return the sentences of the project's own articles, or of a file of clusters."""
    if source:
        texts = [document.text for cluster in read_clusters(source) for document in cluster.documents]
    else:
        texts = [document.text for document in read_all(OWN).documents]
    found = []
    for text in texts:
        for block in (block for block in clean(text) if block.kind == "prose"):
            paragraph = text[block.start : block.end]
            found += [" ".join(paragraph[start:end].split()) for start, end in split_sentences(paragraph)]
    return [sentence for sentence in found if SHORTEST <= len(sentence.split()) <= LONGEST]


def mixed(count: int, source: str | None = None) -> list[str]:
    """Return articles of about 22 sentences in short paragraphs; the same for the same count, the first ones for fewer.

    Whole sentences drawn again and again would be repetitions, which cost less than news does: so most are put
    together from two, and new pairs of words come with every article.
    """
    dice, sentences = random.Random(7), pool(source)

    def sentence() -> str:
        first, second = dice.choice(sentences).split(), dice.choice(sentences).split()
        if dice.random() < WHOLE:
            return " ".join(first)
        head = max(2, int(len(first) * dice.uniform(0.3, 0.8)))
        tail = max(2, int(len(second) * dice.uniform(0.3, 0.7)))
        return " ".join([*first[:head], *second[-tail:]])

    def article() -> str:
        left, paragraphs = dice.randint(14, 30), []
        while left > 0:
            size = dice.choice((1, 1, 2, 2, 3))
            paragraphs.append(" ".join(sentence() for _ in range(size)))
            left -= size
        return "\n".join(paragraphs)

    return [article() for _ in range(count)]
