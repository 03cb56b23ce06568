"""Documents to a corpus: cleaned, split, tokenised, copies found; all that is known before anything is ranked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

from summarize.clean.blocks import clean
from summarize.clean.shared_notices import compared_places, notices_among, shared_prompts, without
from summarize.copies.near_copies import group_copies, group_voices
from summarize.cutting import Cut, Mapper, cut_all
from summarize.errors import SummarizeError
from summarize.options import OUTLETS, Options
from summarize.read.facts import iso_date
from summarize.read.parse_date import days_of
from summarize.records import CleanedArticle, Corpus, Document, ProgressCallback, Sentence, SummaryRecord
from summarize.text.detection import detect_language, in_other_language, languages_of, most_common
from summarize.text.languages import Language, load_language
from summarize.text.stemmers import stemmer
from summarize.text.token_rows import TokenRows
from summarize.text.tokens import fold, tokenize


def no_progress(stage: str, share: float) -> None:
    """Ignore how far the work is: the progress callback of those who do not ask."""


def build_corpus(
    documents: Sequence[Document],
    options: Options,
    progress: ProgressCallback = no_progress,
    mapper: Mapper = map,
    *,
    stemmed: bool = True,
) -> Corpus:
    """Clean and split documents, and find which are copies of one another.

    Articles stand in an order that depends on their contents only, the longest first, so that the order in which they
    were passed changes nothing. options: `language` and `voices` are read. progress: is called with the name of a stage
    and the share of it that is done, in [0, 1]. mapper: what cuts the articles, on one core or many; the corpus is the
    same. stemmed: False where nobody asks for stems; each sentence then has none. Raises SummarizeError when there are
    no documents.
    """
    if not documents:
        raise SummarizeError("nothing to summarise: no documents were given")
    passed = sorted(range(len(documents)), key=lambda index: sort_key(documents[index]))
    texts = [documents[index].text for index in passed]
    codes = languages_of(texts, options.language)
    cut = without_notices(cut_all([documents[index] for index in passed], codes, mapper, progress))
    articles, sentences, tokens = cut
    progress("finding copies", 0.0)
    days = tuple(days_of([article.document.date for article in articles], codes))
    titled = tuple(with_day(article.document, day) for article, day in zip(articles, days, strict=True))
    copy_groups = group_copies(article_words(tokens, sentences, len(articles)))
    of_sentences = [sentence.document for sentence in sentences]
    return Corpus(
        documents=titled,
        blocks=tuple(article.blocks for article in articles),
        passed=tuple(passed),
        languages=codes,
        foreign=foreign_documents(titled, codes, of_sentences),
        copy_groups=tuple(copy_groups),
        voices=tuple(voices_of(copy_groups, titled, options)),
        sentences=tuple(sentences),
        tokens=tokens,
        stems=content_stems(tokens, [codes[index] for index in of_sentences]) if stemmed else [[] for _ in sentences],
        days=days,
    )


def with_day(document: Document, day: str | None) -> Document:
    """Return a document with its date as YYYY-MM-DD, where only the other articles or its language tell which it is."""
    return replace(document, date=day) if day and document.date and not iso_date(document.date) else document


def sort_key(document: Document) -> tuple[int | str, ...]:
    """Return what documents are sorted by: length, text, and what else is known where two texts are the same.

    >>> sort_key(Document("It broke.", date="2020-03-04"))[:3]
    (-9, 'It broke.', '2020-03-04')
    """
    named = (document.title, document.url, document.name, document.author, document.outlet)
    facts = (document.date, *named, document.utc)
    return -len(document.text), document.text, *(fact or "" for fact in facts)


def without_notices(cut: Cut) -> Cut:
    """Return articles and their sentences without the notices that pages of several stories share.

    What only copies of one text share is kept: it is part of the text.
    """
    prompts = shared_prompts(cut.articles)
    if not prompts:
        return cut
    rows = rows_of_prose(cut, without(cut.articles, compared_places(cut.articles, prompts)))
    sentences = [cut.sentences[row] for row in rows]
    copy_groups = group_copies(article_words(cut.tokens.take(rows), sentences, len(cut.articles)))
    notices = notices_among(prompts, copy_groups)
    return in_prose(cut, without(cut.articles, notices)) if notices else cut


def in_prose(cut: Cut, articles: list[CleanedArticle]) -> Cut:
    """Return those sentences whose blocks are still prose in `articles`, their positions counted anew in each.

    The tokens are those of the sentences that are kept, in their order.
    """
    kept, rows = list[Sentence](), rows_of_prose(cut, articles)
    places: Counter[int] = Counter()  # sentences so far of each article
    for sentence in map(cut.sentences.__getitem__, rows):
        place = places[sentence.document]
        kept.append(sentence if sentence.position == place else sentence._replace(position=place))
        places[sentence.document] = place + 1
    return Cut(articles, kept, cut.tokens.take(rows))


def rows_of_prose(cut: Cut, articles: list[CleanedArticle]) -> list[int]:
    """Return the rows of those sentences whose blocks are still prose in `articles`."""
    changed = {
        index: article.blocks
        for index, (article, before) in enumerate(zip(articles, cut.articles, strict=True))
        if article is not before
    }
    starts = {index: [block.start for block in blocks] for index, blocks in changed.items()}
    rows = list[int]()
    for row, (article, start, *_) in enumerate(cut.sentences):
        if article not in changed or changed[article][bisect_right(starts[article], start) - 1].kind == "prose":
            rows.append(row)
    return rows


def article_words(tokens: TokenRows, sentences: Sequence[Sentence], articles: int) -> TokenRows:
    """Return the words of each article in lower case, a row an article.

    tokens: those of the sentences, (n,), which stand article by article. articles: how many there are.
    """
    lower = tokens.map_words([str.lower], [0] * len(tokens))
    return lower.joined([sentence.document for sentence in sentences], articles)


def article_stems(corpus: Corpus) -> TokenRows:
    """Return the content stems of each document of a corpus: of its title, then of its sentences.

    The result has a row for each document; its words are in the order of the text.
    """
    import numpy as np

    titled = content_stems((tokenize(document.title or "") for document in corpus.documents), corpus.languages)
    rows, count = TokenRows.concatenated([titled, TokenRows.of(corpus.stems)]), len(corpus.documents)
    document = np.array([*range(count), *(sentence.document for sentence in corpus.sentences)])
    order = np.argsort(document, kind="stable")
    return rows.take(order.tolist()).joined(document[order].tolist(), count)


def part_of(corpus: Corpus, documents: Sequence[int], options: Options) -> Corpus:
    """Return the corpus of some documents of a corpus, with the blocks, languages and copies of the whole.

    So a paragraph that pages of several stories share stays a notice. Voices and days, and which documents are foreign,
    are found anew among the part. `passed` counts its documents only, in the order in which they were passed.

    documents: indices into `corpus.documents`, ascending. options: as then. The time is linear in the part.
    """
    starts = [bisect_left(corpus.sentences, index, key=attrgetter("document")) for index in documents]
    ends = [bisect_left(corpus.sentences, index + 1, key=attrgetter("document")) for index in documents]
    rows = [row for start, end in zip(starts, ends, strict=True) for row in range(start, end)]
    number = {index: part for part, index in enumerate(documents)}
    rank = {index: place for place, index in enumerate(sorted(corpus.passed[index] for index in documents))}
    titled = tuple(corpus.documents[index] for index in documents)
    codes = tuple(corpus.languages[index] for index in documents)
    copy_groups = numbered(corpus.copy_groups[index] for index in documents)
    sentences = [corpus.sentences[row] for row in rows]
    return Corpus(
        documents=titled,
        blocks=tuple(corpus.blocks[index] for index in documents),
        passed=tuple(rank[corpus.passed[index]] for index in documents),
        languages=codes,
        foreign=foreign_documents(titled, codes, [number[sentence.document] for sentence in sentences]),
        copy_groups=tuple(copy_groups),
        voices=tuple(voices_of(copy_groups, titled, options)),
        sentences=tuple(sentence._replace(document=number[sentence.document]) for sentence in sentences),
        tokens=TokenRows.of(corpus.tokens).take(rows),
        stems=TokenRows.of(corpus.stems).take(rows),
        days=tuple(days_of([document.date for document in titled], codes)),
    )


def voices_of(copy_groups: Sequence[int], documents: Sequence[Document], options: Options) -> list[int]:
    """Return the voice of each document; copy_groups: (d,) as in `Corpus`. options: `voices` is read."""
    return group_voices(copy_groups, [document.outlet if options.voices == OUTLETS else None for document in documents])


def foreign_documents(
    documents: Sequence[Document], codes: Sequence[str], of_sentences: Sequence[int]
) -> tuple[bool, ...]:
    """Return for each document whether it is in another language than most sentences.

    codes: (d,) their languages. of_sentences: (n,) the document of each sentence.

    A document without a sentence is judged by its text as the others are; without any sentence none is foreign.
    """
    home = most_common(codes[index] for index in of_sentences) if of_sentences else ""
    return in_other_language([document.text for document in documents], codes, home)


def numbered(keys: Iterable[Hashable]) -> list[int]:
    """Return a number for each key, from 0 by first appearance; equal keys have equal numbers.

    >>> numbered(["b", "a", "b"])
    [0, 1, 0]
    """
    numbers: dict[Hashable, int] = {}
    return [numbers.setdefault(key, len(numbers)) for key in keys]


def content_stems(tokens: Iterable[Sequence[str]], codes: Sequence[str]) -> TokenRows:
    """Return the stems of the open-class tokens of each sentence, as rows of one vocabulary.

    tokens: (n,) of each sentence, in order. codes: (n,) the language of each sentence, ISO 639-1. Stop words of the
    sentence's language are left out. Row i of the result is that of sentence i; it may be empty.

    >>> list(content_stems([["The", "villages", "flooded"], ["水", "害"]], ["en", "ja"]))
    [['villag', 'flood'], ['水', '害']]
    """
    languages = sorted(set(codes))
    changes = [stem_or_none(load_language(code)) for code in languages]
    change_of = {code: index for index, code in enumerate(languages)}
    return TokenRows.of(tokens).map_words(changes, [change_of[code] for code in codes])


def stem_or_none(language: Language) -> Callable[[str], str | None]:
    """Return a function from a token to its stem, or to None where it is of a closed class."""
    stem = stemmer(language)
    return lambda token: None if (word := fold(token)) in language.stop_words else stem(word)


def cleaned_articles(summary: SummaryRecord, documents: Sequence[Document]) -> list[CleanedArticle]:
    """Return the documents of a summary with their blocks, for a page that shows them in full.

    documents: those that the summary was made from, in the same order; [] for none. Blocks are those that the summary
    keeps; a summary that was read from JSON keeps none, and its documents are cleaned again. Raises SummarizeError for
    documents with another text or order.
    """
    if not documents:
        return []
    articles = {article.document: article for article in summary.articles}
    expected = {index: article.sha256 for index, article in articles.items()}
    if expected != {index: document.sha256 for index, document in enumerate(documents)}:
        raise SummarizeError("the page needs the documents that the summary was made from, in the same order")
    blocks = summary.blocks or [tuple(clean(document.text, document.title)) for document in documents]
    codes = [articles[index].language or summary.settings.get("language") for index in range(len(documents))]
    return [
        CleanedArticle(document, document_blocks, str(code or detect_language(document.text)))
        for document, document_blocks, code in zip(documents, blocks, codes, strict=True)
    ]
