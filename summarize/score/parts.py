"""Where what is new stands in a text that is not a report: the results of an abstract, the decisions in minutes.

Articles open with what matters; an abstract closes with it, and minutes open with formalities. The corpus goes in; out
come the places of its sentences, in the order in which their text would tell them if it were an article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarize.records import Corpus, Sentence
from summarize.text.languages import Language, load_language
from summarize.text.tokens import fold

if TYPE_CHECKING:
    from summarize.records import Counts

MIN_PARTS = 3  # sentences that a label of a part opens, which make a text an abstract; by judgement
MAX_LABEL = 40  # characters of such a label; by judgement


def places(corpus: Corpus) -> Counts:
    """Return the place of each sentence in its article, (n,), from 0; in abstracts and minutes what matters leads."""
    import numpy as np

    found = np.array([sentence.position for sentence in corpus.sentences])
    rows: defaultdict[int, list[int]] = defaultdict(list)
    for row, sentence in enumerate(corpus.sentences):
        rows[sentence.document].append(row)
    for document, own in rows.items():
        language = load_language(corpus.languages[document])
        order = rank_parts([corpus.sentences[row] for row in own], language)
        if order is None and is_minutes(corpus.documents[document].title or "", language):
            order = [int(language.decisions.isdisjoint(map(fold, corpus.tokens[row]))) for row in own]
        if order:
            for place, (_, row) in enumerate(sorted(zip(order, own, strict=True))):
                found[row] = place
    return found


def rank_parts(sentences: Sequence[Sentence], language: Language) -> list[int] | None:
    """Return for each sentence of an abstract how soon its part is told, from 0; None for another text.

    A sentence without a label belongs to the part before it.
    """
    labels = [label_of(sentence.text, language) for sentence in sentences]
    if sum(label is not None for label in labels) < MIN_PARTS:
        return None
    ranks, rank = list[int](), len(language.parts_of_abstracts)
    for label in labels:
        rank = rank if label is None else label
        ranks.append(rank)
    return ranks


def label_of(text: str, language: Language) -> int | None:
    """Return the rank of the part whose label opens a sentence, from 0; None where none does: RESULTS: ..."""
    label, colon, _ = text[:MAX_LABEL].partition(":")
    groups = enumerate(language.parts_of_abstracts)
    return next((rank for rank, group in groups if fold(label.strip()) in group), None) if colon else None


def is_minutes(title: str, language: Language) -> bool:
    """Whether a title is that of minutes: it begins or ends with a word for them."""
    words = [fold(word) for word in title.split()]
    return bool(words) and not language.minutes.isdisjoint({words[0], words[-1]})
