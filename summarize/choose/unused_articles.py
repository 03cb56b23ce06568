"""Why a summary takes no sentence of an article that has some: a reason for each such article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from summarize.choose.pool import Pool
from summarize.choose.standalone import Standing
from summarize.records import Related, SummaryRecord, Unused
from summarize.text.languages import load_language
from summarize.text.tokens import fold

if TYPE_CHECKING:
    from summarize.choose.cosines import Cosines
    from summarize.records import Scores, Weights

# Highest cosine of a sentence of an article to the centroid of those that are cited, below which it is about something
# else. On web news, newswire and round-ups, 40, 25 and 40 clusters: 4 % of the articles of the same event are below,
# 75 to 90 % of an article of another cluster.
ON_TOPIC = 0.07
SAID = 0.35  # cosine of a sentence to one of the summary from which on it is said; by judgement

COSINE_DECIMALS = 9  # of cosines that are compared, so that all machines agree

NOT_SAID_WHY = "adds nothing that fits"  # the reason that citing gives
ELSEWHERE = "is about something else"
SAID_ALREADY = "adds nothing new"
TOLD_BEFORE = "tells nothing new since the earlier summaries"
DIFFERS = "differs from what the summary says"
NOT_ASKED = "does not speak of what was asked"
TOO_FEW_VOICES = "none of its sentences is told by enough voices"
NO_ROOM = "what it adds does not fit"
NOT_ALONE = "no sentence of it can be read alone"


def with_reasons(record: SummaryRecord, ordered: Sequence[int], pool: Pool, cosines: Cosines) -> SummaryRecord:
    """Return a summary whose unused articles say why each was passed over.

    ordered: the rows of the summary. cosines: between all rows, by their open-class words.
    """
    import numpy as np

    differing = contradicting(record)
    marked = (
        replace(article, reason=DIFFERS) if article.document in differing else article for article in record.unused
    )
    record = replace(record, unused=tuple(marked))
    if not any(article.reason == NOT_SAID_WHY for article in record.unused):
        return record
    if not ordered:
        reasons = (article.reason.replace(NOT_SAID_WHY, TOLD_BEFORE) for article in record.unused)
        pairs = zip(record.unused, reasons, strict=True)
        return replace(record, unused=tuple(replace(article, reason=reason) for article, reason in pairs))
    cited = {pool.corpus.passed.index(source.document) for source in record.sources}
    rows = [row for row, sentence in enumerate(pool.corpus.sentences) if sentence.document in cited]
    topic = by_document(rounded(to_centroid(cosines.rows, rows)), pool)
    told = frozenset(word for row in ordered for word in pool.words(row))
    said = Said(rounded(np.maximum.reduce([cosines.to(row) for row in ordered])), told)
    document = {passed: index for index, passed in enumerate(pool.corpus.passed)}
    unused = (explained(article, document[article.document], topic, said, pool) for article in record.unused)
    return replace(record, unused=tuple(unused))


def contradicting(record: SummaryRecord) -> set[int]:
    """Return the articles, as passed, that give another figure than the summary, or deny a sentence of it."""
    language = {article.document: article.language or "" for article in record.articles}
    figures = {figure.document for sentence in record.sentences for figure in sentence.differing}
    related = [passage for sentence in record.sentences for passage in sentence.related]
    return figures | {passage.document for passage in related if is_denial(passage, language[passage.document])}


def is_denial(passage: Related, code: str) -> bool:
    """Whether a passage differs from its sentence by nothing but a negation, as far as figures and names go.

    code: of its language, ISO 639-1, or "".
    """
    differing = [*passage.lacks, *passage.instead]
    words = re.findall(r"\w+", fold(differing[0])) if len(differing) == 1 else []
    return not load_language(code).negations.isdisjoint(words)


def to_centroid(weights: Weights, rows: Sequence[int]) -> Scores:
    """Return the cosine of each row to the centroid of some rows, (n,); weights: (n, v) of unit L2 norm or zero."""
    import numpy as np

    total = np.asarray(weights[list(rows)].sum(axis=0), dtype=np.float64).ravel()
    return np.asarray(weights @ (total / max(float(np.linalg.norm(total)), float(np.finfo(float).tiny))))


def rounded(values: Scores) -> list[float]:
    """Return cosines as they are compared."""
    return [round(value, COSINE_DECIMALS) for value in values.tolist()]


def by_document(values: Sequence[float], pool: Pool) -> list[float]:
    """Return for each document the highest value of a row of it, 0 without any."""
    highest = [0.0] * len(pool.corpus.documents)
    for sentence, value in zip(pool.corpus.sentences, values, strict=True):
        highest[sentence.document] = max(highest[sentence.document], value)
    return highest


class Said(NamedTuple):
    """What the summary says, beside the rows of its corpus."""

    cosines: list[float]  # of each row, the highest to a sentence of the summary
    words: frozenset[str]  # of the summary


def has_told(row: int, told: frozenset[str], pool: Pool) -> bool:
    """Whether the summary has all numbers of a row, so that a later figure is something new; told: its words."""
    return told.issuperset(word for word in pool.words(row) if word[0].isdigit())


def is_said(document: int, said: Said, pool: Pool) -> bool:
    """Whether the summary says the sentence that matters most in a document; of several, one of them."""
    rows = rows_of(document, pool)
    most = max((pool.scores[row] for row in rows), default=0.0)
    matter_most = (row for row in rows if pool.scores[row] == most)
    return any(said.cosines[row] >= SAID and has_told(row, said.words, pool) for row in matter_most)


def explained(unused: Unused, document: int, topic: list[float], said: Said, pool: Pool) -> Unused:
    """Return an article that was not used with its own reason, where it had only the common one.

    topic: of each document, the highest cosine to the centroid of the cited articles.
    """
    if unused.reason != NOT_SAID_WHY:
        return unused
    if topic[document] < ON_TOPIC:
        reason = ELSEWHERE
    elif is_said(document, said, pool):
        reason = SAID_ALREADY
    elif not any(pool.standings[row] == Standing.ALONE for row in rows_of(document, pool)):
        reason = NOT_ALONE
    elif (pool.asked or pool.min_voices > 1) and not any(row in pool.rows for row in rows_of(document, pool)):
        reason = NOT_ASKED if pool.asked else TOO_FEW_VOICES
    else:
        reason = NO_ROOM
    return replace(unused, reason=reason)


def rows_of(document: int, pool: Pool) -> range:
    """Return the rows of a document; sentences stand document by document."""
    sentences = pool.corpus.sentences
    first = bisect_left(sentences, document, key=lambda sentence: sentence.document)
    return range(first, bisect_right(sentences, document, key=lambda sentence: sentence.document))
