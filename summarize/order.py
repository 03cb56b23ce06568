"""Reading order: the event first, then by date and by the articles' own order of telling."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.records import Document, Sentence


def order(
    picked: Sequence[int],
    sentences: Sequence[Sentence],
    documents: Sequence[Document],
    scores: Sequence[float],
) -> list[int]:
    """Return picked rows in reading order; sentences of one article keep their order.

    First comes the picked sentence of the highest score among those that no other pick precedes in its article: it
    states the event. The others follow by the day of their article where all have one, then by how many sentences of
    its article come before each: news tells the main thing first. Ties go to the higher score, then to the lower row.
    """
    if not picked:
        return []
    earliest: dict[int, int] = {}
    for row in sorted(picked, key=lambda row: sentences[row].position):
        earliest.setdefault(sentences[row].document, row)
    first = max(earliest.values(), key=lambda row: (scores[row], -row))
    dated = all(documents[sentences[row].document].date for row in picked)

    def told(row: int) -> tuple[str, int, float, int]:
        sentence = sentences[row]
        day = (documents[sentence.document].date or "")[:10] if dated else ""
        return day, sentence.position, -scores[row], row

    return [first, *sorted((row for row in picked if row != first), key=told)]
