"""Chosen rows to a summary: each sentence cites every article that says the same, numbered by first use.

Row numbers of chosen sentences go in; a `SummaryRecord` comes out. Which rows support which is decided in `support`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from summarize.cite.claim import SHARE_DECIMALS, Claim
from summarize.cite.statements import Statements
from summarize.cite.support import backed_share
from summarize.records import Citation, Corpus, Source, SummaryRecord, SummarySentence, Unused
from summarize.text.tokens import count_words, sentence_key

if TYPE_CHECKING:
    from summarize.records import Scores

# Measured on the labelled pairs of the project's own clusters, as in `support`: precision/recall in percent.
# share of a row's squared weights below which another row is not read, so that few pairs of rows are compared
MIN_SHARED_WEIGHT = 0.2  # 0.1: no difference, 0.3: 99.1/57.1, 0.4: 99.1/55.9

SCORE_DECIMALS = 6  # of the scores that a summary shows, so that all machines agree


def cite(chosen: Sequence[int], statements: Statements, scores: Scores, *, settings: dict[str, Any]) -> SummaryRecord:
    """Return the summary of the chosen rows, in the order given, with every source that says each.

    chosen: row numbers. scores: (n,) in [0, 1]; they are rounded to SCORE_DECIMALS. settings: as the summary keeps
    them. Sources are numbered by first use; an article that no sentence cites is listed as unused.
    """
    corpus, backing = statements.corpus, supporting_rows(chosen, statements)
    cited = list(dict.fromkeys(corpus.sentences[row].document for rows in backing for row in rows))
    number = numbers_by_first_use(cited)
    sentences = tuple(
        SummarySentence(
            text=corpus.sentences[row].text,
            score=round(float(scores[row]), SCORE_DECIMALS),
            voices=count_voices(rows, corpus),
            citations=tuple(citation(cited_row, corpus, number) for cited_row in rows),
        )
        for row, rows in zip(chosen, backing, strict=True)
    )
    words = count_words(" ".join(sentence.text for sentence in sentences))
    return SummaryRecord(sentences, cited_articles(cited, corpus), unused_articles(cited, corpus), words, settings)


def supporting_rows(chosen: Sequence[int], statements: Statements) -> list[list[int]]:
    """Return for each chosen row the rows that say it: itself, then the best of each other article that does."""
    return [
        [row, *best_of_each_article(shares, statements.corpus)] for row, shares in support_shares(chosen, statements)
    ]


def best_of_each_article(shares: Mapping[int, float], corpus: Corpus) -> list[int]:
    """Return of each document the row that backs most, ascending; ties go to the lower one. shares: by row."""
    best: dict[int, int] = {}
    for row in sorted(shares, key=lambda row: (-shares[row], row)):
        best.setdefault(corpus.sentences[row].document, row)
    return sorted(best.values())


def rows_of_voices(rows: Sequence[int], statements: Statements, min_voices: int) -> list[int]:
    """Return the rows that at least `min_voices` independent voices tell, in the order given.

    A row tells itself; the others are those that `cite` would cite.
    """
    backing = supporting_rows(rows, statements)
    return [
        row for row, cited in zip(rows, backing, strict=True) if count_voices(cited, statements.corpus) >= min_voices
    ]


def support_shares(
    rows: Sequence[int], statements: Statements, among: range | None = None
) -> Iterator[tuple[int, dict[int, float]]]:
    """Yield each of some rows with the rows of other articles that support it, and the share of it that each backs.

    among: the rows that may support; all by default. Rows come as given, their supporting rows ascending, shares in
    (0, 1]. Only rows that hold MIN_SHARED_WEIGHT of a row's squared weights, and are `able` to support it, are read.
    """
    import numpy as np

    if len(statements.corpus.documents) == 1:
        yield from ((row, {}) for row in rows)
        return
    read, candidates = statements.read, statements.candidates
    first, end = (among.start, among.stop) if among else (0, len(statements.corpus.sentences))
    for row in rows:
        shared = np.round(statements.cosines.shares(row)[first:end], SHARE_DECIMALS)
        near = np.flatnonzero(shared >= MIN_SHARED_WEIGHT) + first
        elsewhere = near[candidates.document[near] != candidates.document[row]]
        claims = {able: read(able) for able in candidates.able(read(row), elsewhere).tolist()}
        yield row, backed_shares(read(row), claims, statements.usage.idf)


def backed_shares(claim: Claim, evidence: Mapping[int, Claim], idf: Mapping[str, float]) -> dict[int, float]:
    """Return for each row whose sentence backs a claim the share that it backs; equal sentences are compared once."""
    first = {id(sentence): sentence for sentence in evidence.values()}
    shares = {key: backed_share(claim, sentence, idf) for key, sentence in first.items()}
    return {row: shares[id(sentence)] for row, sentence in evidence.items() if shares[id(sentence)]}


def count_voices(rows: Sequence[int], corpus: Corpus) -> int:
    """Count independent reports: articles of one voice are one, and so are articles with the very same sentence.

    Voices and sentence keys are the nodes of a graph, each row an edge; its connected components are the reports
    (union-find with path halving, Tarjan & van Leeuwen 1984, J. ACM 31).

    rows: those that say one thing. The result is from 1 to the number of rows; order and repeats of rows change
    nothing.
    """
    parent: dict[int | str, int | str] = {}

    def root(node: int | str) -> int | str:
        while parent.setdefault(node, node) != node:
            parent[node] = node = parent[parent[node]]
        return node

    voices = [corpus.voices[corpus.sentences[row].document] for row in rows]
    for row, voice in zip(rows, voices, strict=True):
        parent[root(voice)] = root(sentence_key(corpus.sentences[row].text))
    return len({root(voice) for voice in voices})


def citation(row: int, corpus: Corpus, number: dict[int, int]) -> Citation:
    """Return the passage of a row; number: of each document among the sources.

    The offsets are those of the sentence, in code points; the document is its index as passed.
    """
    sentence = corpus.sentences[row]
    document = sentence.document
    page = corpus.documents[document].page_at(sentence.start)
    return Citation(number[document], corpus.passed[document], sentence.start, sentence.end, sentence.text, page)


def cited_articles(cited: Sequence[int], corpus: Corpus) -> tuple[Source, ...]:
    """Return the sources of a summary; cited: its documents by first use, the order in which all is numbered."""
    voice = numbers_by_first_use(corpus.voices[document] for document in cited)
    copy_group = numbers_by_first_use(corpus.copy_groups[document] for document in cited)
    return tuple(
        Source(
            number,
            voice=voice[corpus.voices[document]],
            copy_group=copy_group[corpus.copy_groups[document]],
            **article_facts(document, corpus),
        )
        for number, document in enumerate(cited, start=1)
    )


def unused_articles(cited: Sequence[int], corpus: Corpus) -> tuple[Unused, ...]:
    """Return the articles that are not cited, by name, then title, then row, whatever the order as passed."""
    documents = corpus.documents
    stories = {corpus.copy_groups[document] for document in cited}
    with_sentences = {sentence.document for sentence in corpus.sentences}
    rest = set(range(len(documents))).difference(cited)
    return tuple(
        Unused(reason=unused_reason(document, corpus, stories, with_sentences), **article_facts(document, corpus))
        for document in sorted(rest, key=lambda row: (documents[row].name or "", documents[row].title or "", row))
    )


def unused_reason(document: int, corpus: Corpus, stories: set[int], with_sentences: set[int]) -> str:
    """Return why a document is not cited; stories: those that are cited. with_sentences: documents that have any."""
    if document not in with_sentences:
        return "no article text found"
    if corpus.foreign[document]:
        return f"in another language ({corpus.languages[document]})"
    if corpus.copy_groups[document] in stories:
        return "copy of a cited story, without the sentences cited"
    return "adds nothing that fits"


def article_facts(document: int, corpus: Corpus) -> dict[str, Any]:
    """Return the fields that `Source` and `Unused` share."""
    article = corpus.documents[document]
    return {
        "document": corpus.passed[document],
        "title": article.title,
        "name": article.name,
        "date": article.date,
        "url": article.url,
        "sha256": article.sha256,
        "author": article.author,
        "outlet": article.outlet,
        "language": corpus.languages[document],
    }


def numbers_by_first_use(values: Iterable[int]) -> dict[int, int]:
    """Give values numbers from 1 by first appearance.

    >>> numbers_by_first_use([7, 3, 7])
    {7: 1, 3: 2}
    """
    return {value: number for number, value in enumerate(dict.fromkeys(values), start=1)}
