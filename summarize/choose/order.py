"""Reading order: the event first, then by date and by the articles' own order of telling."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.records import Document, Sentence

NEAR = 2  # sentences from one to the next in an article up to which they are read together


def order(
    picked: Sequence[int],
    sentences: Sequence[Sentence],
    documents: Sequence[Document],
    scores: Sequence[float],
) -> list[int]:
    """Return picked rows in reading order; sentences of one article keep their order.

    First comes the picked sentence of the highest score among those that no other pick precedes in its article: it
    states the event. The others follow by the day of their article where all have one, then by how many sentences of
    its article come before each: news tells the main thing first. Sentences that stand NEAR each other in an article
    stay together, so that "the actress" follows her name. Ties go to the higher score, then to the lower row.
    """
    if not picked:
        return []
    groups = grouped(sorted(picked), sentences)
    earliest: dict[int, int] = {}
    for group in groups:
        earliest.setdefault(sentences[group[0]].document, group[0])
    first = max(earliest.values(), key=lambda row: (scores[row], -row))
    dated = all(documents[sentences[row].document].date for row in picked)

    def told(group: Sequence[int]) -> tuple[bool, str, int, float, int]:
        sentence = sentences[group[0]]
        day = (documents[sentence.document].date or "")[:10] if dated else ""
        return group[0] != first, day, sentence.position, -scores[group[0]], group[0]

    return [row for group in sorted(groups, key=told) for row in group]


def grouped(rows: Sequence[int], sentences: Sequence[Sentence]) -> list[list[int]]:
    """Return rows, given in ascending order, in groups that are read together."""
    groups: list[list[int]] = []
    for row in rows:
        last = sentences[groups[-1][-1]] if groups else None
        here = sentences[row]
        if last and last.document == here.document and here.position - last.position <= NEAR:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups
