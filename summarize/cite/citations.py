"""Chosen rows to a summary: every article that says the same thing is cited, numbered by first use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from summarize.cite.claim import Claim, WordUsage, name_of, one_spelling, read_claim
from summarize.cite.support import supports
from summarize.records import Citation, Corpus, Source, SummaryRecord, SummarySentence, Unused
from summarize.text.languages import Language, load_language
from summarize.text.tokens import count_words, fold, sentence_key

if TYPE_CHECKING:
    from summarize.records import Scores, Weights

NEAR = 0.2  # share of a row's squared weights below which another row is not worth reading
BLOCK = 500  # rows that are compared with all others at a time
BEFORE = 2  # sentences whose names a pronoun may stand for


def supporting_rows(chosen: Sequence[int], corpus: Corpus, weights: Weights, use: WordUsage) -> list[list[int]]:
    """Return for each chosen row the rows that say it: itself, then the best of each other article that does.

    weights: (n, v) rows of unit L2 norm. The best is the one that backs most of it; ties go to the lower row. Articles
    come in row order.
    """
    found = []
    for row, backing in support_shares(chosen, corpus, weights, use):
        best: dict[int, int] = {}  # by article
        for other in sorted(backing, key=lambda other: (-backing[other], other)):
            best.setdefault(corpus.sentences[other].document, other)
        found.append([row, *sorted(best.values())])
    return found


def support_shares(
    rows: Sequence[int], corpus: Corpus, weights: Weights, use: WordUsage
) -> Iterator[tuple[int, dict[int, float]]]:
    """Yield each of some rows with the rows of other articles that say all it says, and what share of it each backs.

    weights: (n, v) rows of unit L2 norm; only rows that hold NEAR of a row's squared weights are read. Some rows are
    compared with all at a time, so that memory follows the number of sentences.
    """
    import numpy as np

    read, signs = reader(corpus, use.names), weights.sign().T.tocsc()
    article = [sentence.document for sentence in corpus.sentences]
    for start in range(0, len(rows), BLOCK):
        block = list(rows[start : start + BLOCK])
        near = (weights[block].power(2) @ signs).tocsr()
        for at, row in enumerate(block):
            held = slice(*near.indptr[at : at + 2])
            others = sorted(near.indices[held][np.round(near.data[held], 9) >= NEAR].tolist())
            elsewhere = (other for other in others if article[other] != article[row])
            shares = {other: supports(read(row), read(other), use.rare) for other in elsewhere}
            yield row, {other: share for other, share in shares.items() if share}


def reader(corpus: Corpus, names: frozenset[str]) -> Callable[[int], Claim]:
    """Return a function from a row to what its sentence commits itself to, each sentence read once."""

    def known(row: int) -> Language:
        return load_language(corpus.languages[corpus.sentences[row].document])

    @cache
    def named(row: int) -> tuple[str, ...]:
        words = [(fold(token), token) for token in corpus.tokens[row]]
        return one_spelling([word for word, token in words if name_of(word, token, names)], known(row))

    def before(row: int) -> Iterator[str]:
        """Names for which a pronoun of the sentence may stand."""
        for one in range(max(0, row - BEFORE), row):
            if corpus.sentences[one].document == corpus.sentences[row].document:
                yield from named(one)

    @cache
    def read(row: int) -> Claim:
        return read_claim(corpus.sentences[row].text, names, known(row), before(row))

    return read


def cite(
    chosen: Sequence[int], corpus: Corpus, weights: Weights, scores: Scores, use: WordUsage, *, settings: dict[str, Any]
) -> SummaryRecord:
    """Return the summary of the chosen rows, in the order given, with every source that says each.

    scores: (n,) in [0, 1]. Sources are numbered by first use; an article that no sentence cites is listed as unused.
    """
    backing = supporting_rows(chosen, corpus, weights, use)
    used = list(dict.fromkeys(corpus.sentences[row].document for rows in backing for row in rows))
    number = {document: at for at, document in enumerate(used, start=1)}
    voice, story = (numbers(shared[at] for at in used) for shared in (corpus.voices, corpus.stories))
    told = {sentence.document for sentence in corpus.sentences}
    sentences = tuple(
        SummarySentence(
            corpus.sentences[row].text,
            round(float(scores[row]), 6),
            count_voices(rows, corpus),
            tuple(citation(one, corpus, number) for one in rows),
        )
        for row, rows in zip(chosen, backing, strict=True)
    )
    return SummaryRecord(
        sentences,
        tuple(
            Source(number[at], voice=voice[corpus.voices[at]], story=story[corpus.stories[at]], **listed(at, corpus))
            for at in used
        ),
        tuple(unused(at, corpus, set(story), told) for at in shelf(corpus) if at not in number),
        count_words(" ".join(sentence.text for sentence in sentences)),
        settings,
    )


def citation(row: int, corpus: Corpus, number: dict[int, int]) -> Citation:
    """Return the place of a row."""
    sentence = corpus.sentences[row]
    return Citation(
        number[sentence.document],
        corpus.passed[sentence.document],
        sentence.start,
        sentence.end,
        sentence.text,
    )


def numbers(found: Iterable[int]) -> dict[int, int]:
    """Give things numbers from 1 by first appearance."""
    return {one: at for at, one in enumerate(dict.fromkeys(found), start=1)}


def count_voices(rows: Sequence[int], corpus: Corpus) -> int:
    """Count independent reports: articles of one voice are one, and so are articles with the very same sentence."""
    above: dict[int | str, int | str] = {}  # a forest over voices and keys; a tree is a report

    def root(node: int | str) -> int | str:
        while above.setdefault(node, node) != node:
            above[node] = node = above[above[node]]
        return node

    voices = [corpus.voices[corpus.sentences[row].document] for row in rows]
    for row, voice in zip(rows, voices, strict=True):
        above[root(voice)] = root(sentence_key(corpus.sentences[row].text))
    return len({root(voice) for voice in voices})


def listed(at: int, corpus: Corpus) -> dict[str, Any]:
    """Return what the list of sources says of an article."""
    document = corpus.documents[at]
    return {
        "document": corpus.passed[at],
        "title": document.title,
        "name": document.name,
        "date": document.date,
        "url": document.url,
        "sha256": document.sha256,
        "author": document.author,
        "outlet": document.outlet,
        "language": corpus.languages[at],
    }


def unused(at: int, corpus: Corpus, cited: set[int], told: set[int]) -> Unused:
    """Return the entry of an article that the summary does not cite, with the reason.

    cited: the stories that it does cite. told: the articles that have a sentence.
    """
    if at not in told:
        reason = "no article text found"
    elif corpus.foreign[at]:
        reason = f"in another language ({corpus.languages[at]})"
    elif corpus.stories[at] in cited:
        reason = "copy of a cited story, without the sentences cited"
    else:
        reason = "adds nothing that fits"
    return Unused(reason=reason, **listed(at, corpus))


def shelf(corpus: Corpus) -> list[int]:
    """Return the articles by name, then title, then place, whatever the order in which they were passed."""
    documents = corpus.documents
    return sorted(range(len(documents)), key=lambda at: (documents[at].name or "", documents[at].title or "", at))
