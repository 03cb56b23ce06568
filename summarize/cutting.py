"""Documents to sentences and tokens: the part of the work in which no article needs another, so any core can do it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from summarize.clean.blocks import clean, headline
from summarize.records import CleanedArticle, Document, ProgressCallback, Sentence
from summarize.text.repair import repair
from summarize.text.sentences import split_sentences
from summarize.text.token_rows import TokenRows
from summarize.text.tokens import count_words, tokenize

CHUNK = 10  # articles that are one piece of work: some 50 ms, much more than it takes to send them; by judgement

# Characters of all articles from which on several cores pay: workers take a second to start, and cutting takes a second
# for about a million.
MIN_CHARACTERS = 2_000_000

# calls a function for each item, on one core or many, and gives the results in the order of the items, as `map` does
Mapper = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]


class Chunk(NamedTuple):
    """Some of the documents that are to be cut."""

    first: int  # the number of the first among all, from 0
    documents: Sequence[Document]
    codes: Sequence[str]  # the language of each


class Cut(NamedTuple):
    """Articles, and the sentences of all, article by article."""

    articles: list[CleanedArticle]
    sentences: list[Sentence]  # n
    tokens: TokenRows  # (n,)


def cut_all(documents: Sequence[Document], codes: Sequence[str], mapper: Mapper, progress: ProgressCallback) -> Cut:
    """Return documents cut into blocks, sentences and tokens; codes: the language of each, ISO 639-1.

    mapper: what calls `cut_chunk`. The result does not depend on it.
    """
    starts = range(0, len(documents), CHUNK)
    chunks = [Chunk(start, documents[start : start + CHUNK], codes[start : start + CHUNK]) for start in starts]
    articles, sentences, tokens = list[CleanedArticle](), list[Sentence](), list[TokenRows]()
    progress("cutting into sentences", 0.0)
    for chunk, cut in zip(chunks, mapper(cut_chunk, chunks), strict=True):
        articles += map(with_document, cut.articles, chunk.documents)
        sentences += cut.sentences
        tokens.append(cut.tokens)
        progress("cutting into sentences", len(articles) / len(documents))
    return Cut(articles, sentences, TokenRows.concatenated(tokens))


def worth_cores(documents: Iterable[Document]) -> bool:
    """Whether there is so much text that several cores are worth their start, and there are several.

    What counts is the length of all texts together, against a threshold that was measured; no text is cut for it.
    """
    return (os.cpu_count() or 1) > 1 and sum(len(document.text) for document in documents) >= MIN_CHARACTERS


def cut_chunk(chunk: Chunk) -> Cut:
    """Return some documents cut; this is what a worker calls."""
    articles = [cleaned_article(document, code) for document, code in zip(chunk.documents, chunk.codes, strict=True)]
    sentences = [
        sentence for number, article in enumerate(articles, chunk.first) for sentence in split_article(article, number)
    ]
    return Cut(articles, sentences, TokenRows.of(tokenize(sentence.text) for sentence in sentences))


def cleaned_article(document: Document, code: str) -> CleanedArticle:
    """Return a document cut into blocks; a document without a title gets the one that its text opens with, if any.

    code: its language, ISO 639-1.
    """
    blocks = tuple(clean(document.text, document.title))
    if not document.title and (title := headline(document.text, blocks)):
        document = replace(document, title=title)
    return CleanedArticle(document, blocks, code)


def split_article(article: CleanedArticle, number: int) -> list[Sentence]:
    """Return the sentences of an article's prose, those without a word left out.

    number: of the article in the corpus, from 0.
    """
    text, sentences = article.document.text, list[Sentence]()
    for block in (block for block in article.blocks if block.kind == "prose"):
        for span in split_sentences(text[block.start : block.end], article.language):
            start, end = block.start + span.start, block.start + span.end
            shown = repair(text[start:end])
            if words := count_words(shown):
                sentences.append(Sentence(number, start, end, shown, len(sentences), words))
    return sentences


def with_document(article: CleanedArticle, document: Document) -> CleanedArticle:
    """Return an article with the document that it was cut from, so that no copy of its text from a worker is kept."""
    if document.title != article.document.title:
        document = replace(document, title=article.document.title)
    return CleanedArticle(document, article.blocks, article.language)
