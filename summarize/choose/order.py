"""Reading order: the event first, then by day and by where sentences stand in their articles."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.records import Document, Sentence

# Positions from one sentence to the next in an article up to which the two are read together: 2 allows one sentence in
# between. Set when 15 web news clusters, 7 round-ups and the 8 clusters in benchmarks/ were read aloud.
MAX_STEP = 2


def order(
    picked: Sequence[int],
    sentences: Sequence[Sentence],
    documents: Sequence[Document],
    scores: Sequence[float],
) -> list[int]:
    """Return picked rows in reading order; sentences of one article keep their order.

    picked: distinct rows in any order. sentences, scores: of all rows, (n,) each. documents: what
    `Sentence.document` is an index into.

    Sentences of an article that stand MAX_STEP or less apart form a group, so that "the actress" follows her name.
    Of the first picked sentences of all articles, the one that scores highest states the event: its group comes first.
    The others follow by the day of their article, where all picked articles have one, then by the position of their
    first sentence: news tells the main thing first. Ties go to the higher score, then to the lower row.
    """
    if not picked:
        return []
    groups = grouped(sorted(picked), sentences)
    openings: dict[int, int] = {}  # by document: the first of its picked rows
    for group in groups:
        openings.setdefault(sentences[group[0]].document, group[0])
    event = max(openings.values(), key=lambda row: (scores[row], -row))
    dated = all(documents[sentences[row].document].date for row in picked)

    def rank(group: Sequence[int]) -> tuple[bool, str, int, float, int]:
        row = group[0]
        sentence = sentences[row]
        day = (documents[sentence.document].date or "")[:10] if dated else ""  # YYYY-MM-DD
        return row != event, day, sentence.position, -scores[row], row

    return [row for group in sorted(groups, key=rank) for row in group]


def grouped(rows: Sequence[int], sentences: Sequence[Sentence]) -> list[list[int]]:
    """Return rows, given in ascending order, in groups that are read together."""
    groups: list[list[int]] = []
    for row in rows:
        sentence = sentences[row]
        previous = sentences[groups[-1][-1]] if groups else None
        if previous and previous.document == sentence.document and sentence.position - previous.position <= MAX_STEP:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups
