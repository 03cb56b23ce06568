"""What other articles contradict: another number of the same thing at the same event, or a denial of what is told.

A cited summary goes in and comes out with the figures that differ and the denials beside each sentence, later and
corrected ones marked as such. Which figures differ is decided in `same_event`, what is denied in `denials`. Versions of
one text are compared above all: they differ in what has become known since.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from summarize.cite.claim import SHARE_DECIMALS, Claim
from summarize.cite.figures.denials import denied_in, stretch
from summarize.cite.figures.figure_reader import Figure
from summarize.cite.figures.same_event import conflicting_figures, later_tolls, may_differ
from summarize.cite.statements import Statements
from summarize.read.parse_date import clock_time, later_or_earlier
from summarize.records import Corpus, DifferingFigure, SummaryRecord

if TYPE_CHECKING:
    from summarize.choose.cosines import Cosines
    from summarize.records import Scores

# by judgement: that few rows are read, and little is listed
MIN_COSINE = 0.15  # to a chosen row, below which another one is not read
MIN_COSINE_OF_TOLLS = 0.03  # the same where both may say what became of people, in whatever words
DENIED = -1.0  # the value of a denial, which no figure has
NEVER = 2.0  # a cosine that no row has
MAX_COMPARED = 150  # rows that a chosen one is compared with, the nearest
MAX_OTHERS = 4  # other values that are listed for a figure

DIGITS = re.compile(r"\d[\d.,]*")


def with_conflicts(summary: SummaryRecord, chosen: Sequence[int], statements: Statements) -> SummaryRecord:
    """Return a summary with the figures that other articles give otherwise, and with what they tell to be denied.

    chosen: the rows of its sentences. Of the rows with a number and MIN_COSINE to a chosen one the nearest MAX_COMPARED
    are read. Of each other value the latest report is listed, MAX_OTHERS at most.
    """
    import numpy as np

    corpus, cosines = statements.corpus, statements.cosines
    index_of = {passed: document for document, passed in enumerate(corpus.passed)}
    counts, tolls, denying = statements.counting, statements.telling_outcomes, statements.denying
    told = {(citation.document, citation.start) for sentence in summary.sentences for citation in sentence.citations}
    sentences = []
    for row, sentence in zip(chosen, summary.sentences, strict=True):
        figures = statements.figures(row)
        least = np.where(tolls & any(figure.outcome for figure in figures), MIN_COSINE_OF_TOLLS, MIN_COSINE)
        rows = nearest_rows(row, np.where(counts, least, NEVER), corpus, cosines) if figures else []
        documents = [index_of[citation.document] for citation in sentence.citations]
        found = [*differing_figures(row, rows, documents, statements)]
        rows = nearest_rows(row, np.where(denying, MIN_COSINE, NEVER), corpus, cosines) if denying.any() else []
        rows += [behind for behind in next_in_article(row, chosen, corpus) if denying[behind]]
        found += (
            pair
            for pair in denied_claims(row, rows, documents, statements)
            if (pair[1].document, pair[1].start) not in told  # the summary has the denial itself
        )
        sentences.append(replace(sentence, differing=listed(found)))
    return replace(summary, sentences=tuple(sentences))


def later_reports(summary: SummaryRecord, chosen: Sequence[int], corpus: Corpus) -> dict[int, list[int]]:
    """Return for each chosen row the rows of later reports that give one of its figures otherwise, not only hedged.

    summary: from `with_conflicts`; chosen: the rows of its sentences.
    """
    places = {
        row: {
            (figure.document, figure.start)
            for figure in sentence.differing
            if figure.when == "later" and figure.kind == "figure" and not is_hedged_otherwise(figure)
        }
        for row, sentence in zip(chosen, summary.sentences, strict=True)
    }
    if not any(places.values()):
        return {}
    row_at = {(corpus.passed[sentence.document], sentence.start): row for row, sentence in enumerate(corpus.sentences)}
    return {row: sorted(row_at[place] for place in later) for row, later in places.items() if later}


def is_hedged_otherwise(figure: DifferingFigure) -> bool:
    """Whether the other report gives the same digits, with another hedge: about 2,000, more than 2,000."""
    digits = DIGITS.findall(figure.here)
    return bool(digits) and digits == DIGITS.findall(figure.there)


def nearest_rows(row: int, least: Scores, corpus: Corpus, cosines: Cosines) -> list[int]:
    """Return the rows of other articles that are nearest to a row, ascending; of rows as near, the lower ones.

    least: (n,) the cosine that each row must have.
    """
    import numpy as np

    nearness = cosines.to(row).round(SHARE_DECIMALS)
    near = np.flatnonzero(nearness >= least)
    document = corpus.sentences[row].document
    elsewhere = [other for other in near.tolist() if corpus.sentences[other].document != document]
    return sorted(sorted(elsewhere, key=lambda other: (-nearness[other], other))[:MAX_COMPARED])


def differing_figures(
    row: int, rows: Sequence[int], documents: Sequence[int], statements: Statements
) -> Iterator[tuple[float, DifferingFigure]]:
    """Yield the figures of a row that other rows give otherwise, each with the other value, in the order of those rows.

    documents: those that say what the row says, its own first.
    """
    corpus, read, idf = statements.corpus, statements.counted, statements.usage.idf
    story, tolls = corpus.copy_groups[documents[0]], only_tolls(row, corpus, statements.figures)
    for other_row in rows:
        sentence = corpus.sentences[other_row]
        replaced = tolls and order_in_time(documents, sentence.document, corpus) == "later"
        if not replaced and not may_differ(statements.figures(row), statements.figures(other_row)):
            continue
        passage = (corpus.passed[sentence.document], sentence.start, sentence.end, sentence.text)
        version, pair = corpus.copy_groups[sentence.document] == story, (documents[0], sentence.document)
        pairs = conflicting_figures(read(row), read(other_row), idf, versions=version)
        replaced_tolls = later_tolls(read(row), read(other_row), idf) if replaced and not pairs else []
        for figure, rival in [*pairs, *(pair for pair in replaced_tolls if pair[0].outcome in tolls)]:
            values = {figure.value, rival.value}
            own, other = (document_corrects(values, index, statements, version=version) for index in pair)
            when = order_in_time(documents, sentence.document, corpus)
            when = ("later" if other else "earlier") if own != other else when
            outdated = when == "later" and (version or other)
            yield rival.value, DifferingFigure(figure.text, rival.text, *passage, when=when, outdated=outdated)


def only_tolls(row: int, corpus: Corpus, read: Callable[[int], Sequence[Figure]]) -> frozenset[str]:
    """Return the outcomes of people that a row counts, where it opens an article that counts them nowhere else.

    So `killed two workers` counts all, and no part of more. read: from a row to its figures.
    """
    sentence = corpus.sentences[row]
    found = frozenset(figure.outcome for figure in read(row) if figure.outcome)
    if sentence.position or not found:
        return frozenset()
    behind = range(row + 1, len(corpus.sentences))
    others = takewhile(lambda other: corpus.sentences[other].document == sentence.document, behind)
    return found.difference(figure.outcome for other in others for figure in read(other))


def denied_claims(
    row: int, rows: Sequence[int], documents: Sequence[int], statements: Statements
) -> Iterator[tuple[float, DifferingFigure]]:
    """Yield what a row says and other rows tell to be denied, each with DENIED, in the order of those rows.

    documents: those that say what the row says, its own first; they deny it only in the sentence right behind.
    """
    corpus, read = statements.corpus, statements.read
    around = names_before(row, corpus, read) if rows else frozenset[str]()
    for other_row in rows:
        words, word = denied_in(read(row), read(other_row), statements.usage.idf, around)
        sentence, text = corpus.sentences[other_row], corpus.sentences[row].text
        here, there = stretch(text, words), stretch(sentence.text, [word])
        if here and there and (sentence.document not in documents or other_row == row + 1):
            passage = (corpus.passed[sentence.document], sentence.start, sentence.end, sentence.text)
            when = order_in_time(documents, sentence.document, corpus)
            yield DENIED, DifferingFigure(here, there, *passage, when=when, kind="denied")


def next_in_article(row: int, chosen: Sequence[int], corpus: Corpus) -> list[int]:
    """Return the row behind one, where it is of the same article and not chosen itself."""
    behind = row + 1
    is_next = behind < len(corpus.sentences) and corpus.sentences[behind].position > 0
    return [behind] if is_next and behind not in chosen else []


def names_before(row: int, corpus: Corpus, read: Callable[[int], Claim]) -> frozenset[str]:
    """Return the words of names in the opening of a row's article and in the sentence before it."""
    opening = row - corpus.sentences[row].position
    return frozenset(name for other in {opening, max(opening, row - 1)} - {row} for name in read(other).name_words)


def document_corrects(values: set[float], document: int, statements: Statements, *, version: bool) -> bool:
    """Whether a document corrects one of two values by the other, or, as a version of a story, corrects anything."""
    corrected = statements.corrected(document)
    return bool(corrected) if version else values <= corrected


def order_in_time(documents: Sequence[int], other: int, corpus: Corpus) -> str:
    """Say whether another document is "later" or "earlier" than all of some whose days are known; else "".

    Where two have a time of day it counts, in UTC where the time zone is known; else the day alone does.
    """
    orders = {in_time(document, other, corpus) for document in documents if corpus.days[document]}
    return orders.pop() if len(orders) == 1 else ""


def in_time(document: int, other: int, corpus: Corpus) -> str:
    """Say whether another document is "later" or "earlier" than one; "" for the same, or where that is not known."""
    times = [clock_time(corpus.documents[index]) for index in (document, other)]
    return later_or_earlier(*(times if all(times) else (corpus.days[document], corpus.days[other])))


def listed(found: Sequence[tuple[float, DifferingFigure]]) -> tuple[DifferingFigure, ...]:
    """Return one figure for each other value, the latest, and at most MAX_OTHERS of them for a figure of the sentence.

    Those that make it outdated come first, then later ones, then in the order given.
    """
    rank = {"later": 0, "": 1, "earlier": 2}
    first: dict[tuple[str, float], DifferingFigure] = {}
    for value, figure in sorted(found, key=lambda pair: (not pair[1].outdated, rank[pair[1].when])):
        first.setdefault((figure.here, value), figure)
    kept: dict[str, list[DifferingFigure]] = {}
    for figure in first.values():
        kept.setdefault(figure.here, []).append(figure)
    return tuple(figure for figures in kept.values() for figure in figures[:MAX_OTHERS])
