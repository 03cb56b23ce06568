"""Documents to a corpus: read, cleaned, split, tokenised, copies found; all that is known before ranking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from summarize.clean.blocks import clean, headline
from summarize.copies.near_copies import group_copies, group_voices
from summarize.errors import SummarizeError
from summarize.options import OUTLETS, Options
from summarize.records import CleanedArticle, Corpus, Document, ProgressCallback, Sentence, SummaryRecord
from summarize.text.languages import (
    Language,
    detect_language,
    in_other_language,
    languages_of,
    load_language,
    most_common,
    stemmer,
)
from summarize.text.repair import repair
from summarize.text.sentences import split_sentences
from summarize.text.token_rows import TokenRows
from summarize.text.tokens import count_words, fold, tokenize


def no_progress(stage: str, share: float) -> None:
    """Tell nobody how far it is."""


def build_corpus(documents: Sequence[Document], options: Options, progress: ProgressCallback = no_progress) -> Corpus:
    """Clean and split the articles, and find which are copies of one another.

    The articles are put in an order that depends on their texts only, the longest first, so that the order in which
    they were passed changes nothing. Raises SummarizeError when there are none.
    """
    if not documents:
        raise SummarizeError("nothing to summarise: no documents were given")
    passed = sorted(range(len(documents)), key=lambda at: sort_key(documents[at]))
    codes = languages_of([documents[at].text for at in passed], options.language)
    articles, sentences = [], []
    for row, at in enumerate(passed):
        progress("cutting into sentences", row / len(passed))
        article = cleaned_article(documents[at], codes[row])
        articles.append(article)
        sentences += split_article(article, row)
    progress("cutting into words", 0.0)
    words = TokenRows.of(tokenize(sentence.text) for sentence in sentences)
    article_of = [sentence.document for sentence in sentences]
    progress("finding copies", 0.0)
    stories = tuple(group_copies(words.each([str.lower], [0] * len(words)).joined(article_of, len(documents))))
    titled = tuple(article.document for article in articles)
    outlets = [document.outlet if options.voices == OUTLETS else None for document in titled]
    home = most_common(codes[at] for at in article_of) if article_of else ""
    return Corpus(
        documents=titled,
        blocks=tuple(article.blocks for article in articles),
        passed=tuple(passed),
        languages=codes,
        foreign=in_other_language([document.text for document in titled], codes, home),
        stories=stories,
        voices=tuple(group_voices(stories, outlets)),
        sentences=tuple(sentences),
        tokens=words,
        terms=content_stems(words, [codes[at] for at in article_of]),
    )


def sort_key(document: Document) -> tuple[int | str, ...]:
    """Return what articles are sorted by: length and text, and what else is known where two texts are the same."""
    facts = (document.date, document.title, document.url, document.name, document.author, document.outlet)
    return -len(document.text), document.text, *(fact or "" for fact in facts)


def cleaned_article(document: Document, code: str) -> CleanedArticle:
    """Return an article with its blocks and, where its text begins with one that is recognised, its title."""
    blocks = tuple(clean(document.text, document.title))
    if not document.title and (title := headline(document.text, blocks)):
        document = replace(document, title=title)
    return CleanedArticle(document, blocks, code)


def split_article(article: CleanedArticle, row: int) -> list[Sentence]:
    """Return the sentences of an article's prose, those without a word left out; row: of the article."""
    text, sentences = article.document.text, list[Sentence]()
    for block in (block for block in article.blocks if block.kind == "prose"):
        for span in split_sentences(text[block.start : block.end], article.language):
            start, end = block.start + span.start, block.start + span.end
            shown = repair(text[start:end])
            if words := count_words(shown):
                sentences.append(Sentence(row, start, end, shown, len(sentences), words))
    return sentences


def content_stems(sentences: Iterable[Sequence[str]], codes: Sequence[str]) -> TokenRows:
    """Return the stems of each sentence's open-class tokens; codes: the language of each."""
    place = {code: at for at, code in enumerate(sorted(set(codes)))}
    return TokenRows.of(sentences).each(
        [stem_or_none(load_language(code)) for code in place], [place[code] for code in codes]
    )


def stem_or_none(language: Language) -> Callable[[str], str | None]:
    """Return a function from a token to its stem, or to None where it is of a closed class."""
    stem = stemmer(language)
    return lambda token: None if (word := fold(token)) in language.stop_words else stem(word)


def cleaned_articles(summary: SummaryRecord, documents: Sequence[Document]) -> list[CleanedArticle]:
    """Return documents with their blocks: those the summary keeps or, where it was read from JSON, cleaned anew.

    documents: those that the summary was made from, in the same order. Raises SummarizeError for others.
    """
    if not documents:
        return []
    told = {article.document: article for article in summary.articles}
    if {at: article.sha256 for at, article in told.items()} != {
        at: document.sha256 for at, document in enumerate(documents)
    }:
        raise SummarizeError("the page needs the documents that the summary was made from, in the same order")
    blocks = summary.blocks or [tuple(clean(document.text, document.title)) for document in documents]
    codes = [told[at].language or summary.settings.get("language") for at in range(len(documents))]
    return [
        CleanedArticle(document, parts, str(code or detect_language(document.text)))
        for document, parts, code in zip(documents, blocks, codes, strict=True)
    ]
