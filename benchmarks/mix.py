"""Articles of any number, mixed from the sentences of real ones, to measure growth on."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

from summarize.clean.blocks import clean
from summarize.evaluate.clusters import read_clusters
from summarize.read.inputs import read_all
from summarize.text.sentences import split_sentences

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
OWN = (SEEDS, *sorted(path for path in (HERE / "clusters").iterdir() if path.is_dir()))
SEED = 7  # of the dice
SENTENCE_WORDS = range(5, 61)  # words of a sentence that is mixed
ARTICLE_SENTENCES = (14, 30)  # fewest and most, but for the last paragraph
PARAGRAPH_SENTENCES = (1, 1, 2, 2, 3)  # as likely as they stand here
WHOLE_SHARE = 0.3  # of the sentences, which stay as they are; the others are the head of one and the tail of another
CHANGED_WORDS = (1, 2, 3)  # of a sentence that is repeated, as likely
HEAD_SHARE, TAIL_SHARE = (0.3, 0.8), (0.3, 0.7)  # least and most of the words of a sentence that are taken


def seeds() -> list[str]:
    """Return the five articles of seeds/."""
    return [document.text for document in read_all([SEEDS]).documents]


def pool(source: str | None, own: Sequence[Path] = OWN) -> list[str]:
    """Return the sentences of the project's own articles, or of a file of clusters."""
    if source:
        texts = [document.text for cluster in read_clusters(source) for document in cluster.documents]
    else:
        texts = [document.text for document in read_all(own).documents]
    sentences = []
    for text in texts:
        for block in (block for block in clean(text) if block.kind == "prose"):
            paragraph = text[block.start : block.end]
            sentences += [" ".join(paragraph[start:end].split()) for start, end in split_sentences(paragraph)]
    return [sentence for sentence in sentences if len(sentence.split()) in SENTENCE_WORDS]


def mixed(count: int, source: str | None = None) -> list[str]:
    """Return articles of about 22 sentences in short paragraphs; for a smaller count, the first of the same articles.

    Whole sentences drawn again and again would be repetitions, which cost less than news does. So most are put
    together from two, and new pairs of words come with every article.
    """
    dice, sentences = random.Random(SEED), pool(source)

    def sentence() -> str:
        first, second = dice.choice(sentences).split(), dice.choice(sentences).split()
        if dice.random() < WHOLE_SHARE:
            return " ".join(first)
        head = max(2, int(len(first) * dice.uniform(*HEAD_SHARE)))
        tail = max(2, int(len(second) * dice.uniform(*TAIL_SHARE)))
        return " ".join([*first[:head], *second[-tail:]])

    return articles(count, dice, sentence)


def repeating(count: int, source: str | None = None) -> list[str]:
    """Return articles that repeat one another's sentences with a few words changed, as the copy of agencies does.

    Each sentence is one of seeds/, or of a file of clusters, in which CHANGED_WORDS words are replaced by words of
    other sentences. For a smaller count, the first of the same articles.
    """
    dice, sentences = random.Random(SEED), pool(source, (SEEDS,))
    words = sorted({word for sentence in sentences for word in sentence.split() if word.isalpha()})

    def sentence() -> str:
        changed = dice.choice(sentences).split()
        for _ in range(dice.choice(CHANGED_WORDS)):
            changed[dice.randrange(len(changed))] = dice.choice(words)
        return " ".join(changed)

    return articles(count, dice, sentence)


def articles(count: int, dice: random.Random, sentence: Callable[[], str]) -> list[str]:
    """Return articles of about 22 sentences in short paragraphs, each sentence made when it is its turn."""

    def article() -> str:
        left, paragraphs = dice.randint(*ARTICLE_SENTENCES), []
        while left > 0:
            size = dice.choice(PARAGRAPH_SENTENCES)
            paragraphs.append(" ".join(sentence() for _ in range(size)))
            left -= size
        return "\n".join(paragraphs)

    return [article() for _ in range(count)]
