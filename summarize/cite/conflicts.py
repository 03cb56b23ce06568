"""Figures that differ: another story that otherwise says the same gives another number of the same thing.

A cited summary goes in and comes out with the figures that differ beside each sentence. Sentences are compared in all
but their figures, as `figures` reads them, and figures of one thing that differ are listed. A false alarm costs more
trust than a missed conflict wins, so every doubt is a no.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from summarize.cite.claim import SHARE_DECIMALS, Terms, WordUsage, total_weight
from summarize.cite.figures import CountedSentence, Figure, sentence_readers
from summarize.records import Corpus, DifferingFigure, SummaryRecord

if TYPE_CHECKING:
    from summarize.records import Weights

# Measured as precision/recall in percent of pairs of sentences, on the figures that are labelled as differing in the
# project's own clusters (tests/test_conflicts.py), on which they were set as well: 84/21 as they stand.
# share of the poorer sentence, figures apart, that the richer one must hold; by inverse document frequency
MIN_HELD_OF_POORER = 0.75  # 0.7: 73/21, 0.8: 83/17
# share of the richer sentence that the poorer one must hold
MIN_HELD_OF_RICHER = 0.25  # 0.2: 81/22, 0.3: 82/18
# cosine below which another row is not read, so that few pairs of rows are compared
MIN_COSINE = 0.1  # of 81 figures that are noted without it, over all rows of those clusters, 80 stay; 0.2: 71


def with_conflicts(
    summary: SummaryRecord, chosen: Sequence[int], corpus: Corpus, weights: Weights, usage: WordUsage
) -> SummaryRecord:
    """Return a summary with the figures that other stories give otherwise.

    chosen: the rows of its sentences. weights: (n, v) rows of unit L2 norm or zero; only rows with MIN_COSINE to a
    chosen one are read. Each figure is listed once for each story and value, from the lowest row that gives it.
    """
    terms_of, read = sentence_readers(corpus, usage.names)
    cosines = (weights[list(chosen)] @ weights.T).tocsr()
    sentences = []
    for index, (row, sentence) in enumerate(zip(chosen, summary.sentences, strict=True)):
        stored = slice(*cosines.indptr[index : index + 2])
        near = cosines.indices[stored][cosines.data[stored].round(SHARE_DECIMALS) >= MIN_COSINE]
        rows = in_other_stories(sorted(near.tolist()), row, corpus) if read(row).figures else []
        rows = [near_row for near_row in rows if similar_terms(terms_of(row), terms_of(near_row), usage.idf)]
        sentences.append(replace(sentence, differing=differing_figures(row, rows, corpus, read, usage.idf)))
    return replace(summary, sentences=tuple(sentences))


def in_other_stories(rows: Sequence[int], row: int, corpus: Corpus) -> list[int]:
    """Return those of some rows that are of another story than a row: copies differ only by a slip."""
    story, sentences = corpus.stories, corpus.sentences
    own_story = story[sentences[row].document]
    return [near_row for near_row in rows if story[sentences[near_row].document] != own_story]


def differing_figures(
    row: int, rows: Sequence[int], corpus: Corpus, read: Callable[[int], CountedSentence], idf: Mapping[str, float]
) -> tuple[DifferingFigure, ...]:
    """Return the figures of a row that other rows give otherwise, in the order of those rows."""
    first: dict[tuple[str, int, float], DifferingFigure] = {}  # for each figure, story and value
    for other_row in rows:
        sentence = corpus.sentences[other_row]
        story, document = corpus.stories[sentence.document], corpus.passed[sentence.document]
        passage = (document, sentence.start, sentence.end, sentence.text)
        for figure, rival in conflicting_figures(read(row), read(other_row), idf):
            first.setdefault((figure.text, story, rival.value), DifferingFigure(figure.text, rival.text, *passage))
    return tuple(first.values())


def conflicting_figures(
    first: CountedSentence, second: CountedSentence, idf: Mapping[str, float]
) -> list[tuple[Figure, Figure]]:
    """Return the figures of two sentences that count the same thing and differ, as pairs of one of each.

    Each must count the same thing as one figure of the other sentence only, and neither sentence may have the other's
    value: one that gives both has settled it. Pairs come in the order of the first sentence.
    """
    if not same_matter(first, second, idf):
        return []
    pairs = [(figure, rival) for figure in first.figures for rival in second.figures if figure.counts_as(rival)]
    partners = Counter(id(figure) for pair in pairs for figure in pair)  # a sentence may give equal figures twice
    values, rival_values = ({figure.value for figure in sentence.figures} for sentence in (first, second))
    return [
        (figure, rival)
        for figure, rival in pairs
        if partners[id(figure)] == partners[id(rival)] == 1
        and figure.value not in rival_values
        and rival.value not in values
    ]


def same_matter(first: CountedSentence, second: CountedSentence, idf: Mapping[str, float]) -> bool:
    """Whether two sentences that count something are about the same, figures apart, at times that may be one."""
    if not first.figures or not second.figures:
        return False
    if first.negated != second.negated or first.periods != second.periods:
        return False
    for words, other_words in ((first.weekdays, second.weekdays), (first.names, second.names)):
        if words and other_words and words.isdisjoint(other_words):
            return False
    if any(words != second.exclusive.get(group, words) for group, words in first.exclusive.items()):
        return False
    return similar_terms(first.terms, second.terms, idf)


def similar_terms(first: Terms, second: Terms, idf: Mapping[str, float]) -> bool:
    """Whether two sentences have so much in common that they are about the same."""
    of_richer, of_poorer = sorted((held_share(first, second, idf), held_share(second, first, idf)))
    return of_richer >= MIN_HELD_OF_RICHER and of_poorer >= MIN_HELD_OF_POORER


def held_share(terms: Terms, others: Iterable[str], idf: Mapping[str, float]) -> float:
    """Return the share, in [0, 1], of the weight of terms that others hold; 0 where there are none."""
    total = total_weight(terms, idf)
    held = (term for term, synonyms in terms.items() if not synonyms.isdisjoint(others))
    return round(total_weight(held, idf) / total, SHARE_DECIMALS) if total else 0.0
