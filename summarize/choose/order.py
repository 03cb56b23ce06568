"""Reading order: by day, the event first, then by where sentences stand in their articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarize.records import Sentence

# Positions from one sentence to the next in an article up to which the two are read together: 2 allows one sentence in
# between. Set when 15 web news clusters, 7 round-ups and the 8 clusters in benchmarks/ were read aloud.
MAX_STEP = 2


def order(
    picked: Sequence[int],
    sentences: Sequence[Sentence],
    days: Sequence[str | None],
    scores: Sequence[float] | Mapping[int, float],
    lede: int | None = None,
) -> list[int]:
    """Return picked rows in reading order; sentences of one article keep their order.

    picked: distinct rows in any order. sentences: of all rows, (n,). scores: by row, of the picked ones at least. days:
    of each document, YYYY-MM-DD or None; `Sentence.document` is an index into them. lede: a picked row; its group comes
    first, whatever its day.

    Sentences of an article that stand MAX_STEP or less apart form a group, so that "the actress" follows her name.
    Groups go by the position of their first sentence, since news tells the main thing first; ties go to the higher
    score, then to the lower row. Of the first picked sentences of the articles, those of a later day than the earliest
    left out, the one that scores highest states the event: its group comes first. Then the groups whose day is known
    change places among themselves until what happened first is told first.
    """
    if not picked:
        return []
    groups = grouped(sorted(picked), sentences)
    openings: dict[int, int] = {}  # by document: the first of its picked rows
    for group in groups:
        openings.setdefault(sentences[group[0]].document, group[0])
    earliest = min((day for document in openings if (day := days[document])), default=None)
    first_openings = [row for document, row in openings.items() if days[document] in (None, earliest)]
    event = max(first_openings, key=lambda row: (scores[row], -row))

    def rank(group: Sequence[int]) -> tuple[bool, int, float, int]:
        row = group[0]
        return row != event, sentences[row].position, -scores[row], row

    ranked = sorted(groups, key=rank)
    days_ranked = [days[sentences[group[0]].document] for group in ranked]
    dated = sorted((day, place) for place, day in enumerate(days_ranked) if day)
    by_day = (ranked[place] for _, place in dated)
    by_time = [next(by_day) if day else group for group, day in zip(ranked, days_ranked, strict=True)]
    return [row for group in sorted(by_time, key=lambda group: lede not in group) for row in group]


def grouped(rows: Sequence[int], sentences: Sequence[Sentence]) -> list[list[int]]:
    """Return rows, given in ascending order, in groups that are read together.

    >>> grouped([0, 1, 5], [Sentence(0, 0, 1, "", position, 1) for position in range(6)])
    [[0, 1], [5]]
    """
    groups: list[list[int]] = []
    for row in rows:
        sentence = sentences[row]
        previous = sentences[groups[-1][-1]] if groups else None
        if previous and previous.document == sentence.document and sentence.position - previous.position <= MAX_STEP:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups
