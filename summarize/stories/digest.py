"""A mixed folder to a digest: its stories, the weightiest first, each with a title and a cited summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from summarize.corpus import build_corpus, content_stems, no_progress, part_of
from summarize.errors import SummarizeError, shortened, shown_name
from summarize.options import DigestOptions, Options, with_settings
from summarize.pipeline import summarize_corpus
from summarize.read.inputs import DocumentInput, gather
from summarize.records import Change, Corpus, Document, ProgressCallback, Reading
from summarize.stories.grouping import group_corpus
from summarize.stories.records import Article, DigestRecord, Story
from summarize.text.tokens import tokenize

# Added to the number of a title's words when titles are compared, so that neither the shortest nor the longest wins;
# by judgement.
TITLE_PRIOR = 4


class Digest(DigestRecord):
    """The stories of a mixed folder; `str(digest)` is what `summarize digest` prints.

    The fields are those of `DigestRecord`. All methods are pure: the same digest gives the same bytes.
    """

    def __str__(self) -> str:
        """Return the digest as the command line prints it."""
        return self.render("text")

    def render(self, form: str) -> str:
        """Return the digest in a format of `summarize.stories.formats.FORMATS`; raises KeyError for another."""
        from summarize.stories.formats import FORMATS

        return FORMATS[form](self)

    def to_dict(self) -> dict[str, Any]:
        """Return the digest as plain data: what `to_json` writes, before its escapes."""
        from summarize.stories.formats import to_dict

        return to_dict(self)

    def to_json(self) -> str:
        """Return the digest as JSON."""
        return self.render("json")

    def to_markdown(self) -> str:
        """Return the stories as Markdown."""
        return self.render("markdown")

    def to_html(self) -> str:
        """Return a front page: a line for each story and, behind it, its summary with the passages that it cites."""
        return self.render("html")

    def to_rss(self) -> str:
        """Return the stories as the items of an RSS 2.0 feed."""
        return self.render("rss")


@with_settings(DigestOptions)
def digest(documents: DocumentInput | Iterable[DocumentInput], options: DigestOptions) -> Digest:
    """Group articles of anything into stories, and summarise each in sentences of its own articles.

    documents: as for `summarize.summarize`. words, sentences, characters: the budget of each summary, one of the three;
    60 words when none is given. stories: how many are told at most; all by default. The other settings are those of
    `summarize.summarize`.

    Stories with more independent voices come first, then those with more articles. Every document is in one story, or
    in `leftover`. The same input gives the same digest, whatever the order of the documents. Raises as `summarize` does
    for settings and inputs, and SummarizeError when no story can be told.

    >>> texts = ["The dam broke on Monday. Two villages flooded.", "Rates rose.", "A dam broke on Monday, police said."]
    >>> [story.documents for story in digest(texts, words=8).stories]
    [(0, 2), (1,)]
    """
    return digest_reading(gather(documents), options)


def digest_reading(reading: Reading, options: DigestOptions, progress: ProgressCallback = no_progress) -> Digest:
    """Return the digest of documents that are read already; progress: as for `pipeline.summarize_reading`."""
    corpus = build_corpus(reading.documents, options, progress)
    progress("grouping", 0.0)
    stories = weightiest_first(group_corpus(corpus), corpus)
    heard = [story for story in stories if len({corpus.voices[index] for index in story}) >= options.min_voices]
    if not heard:
        raise SummarizeError(f"no story is told by {options.min_voices} independent voices; ask for fewer")
    told, failures = tell_all(heard, corpus, options, progress)
    if not told:
        raise SummarizeError(failures[0])
    in_stories = {index for story in told for index in story.documents}
    documents = dict(zip(corpus.passed, corpus.documents, strict=True))
    return Digest(
        stories=tuple(told),
        documents=tuple(article(documents[index]) for index in range(len(documents))),
        leftover=tuple(index for index in range(len(documents)) if index not in in_stories),
        warnings=(*reading.warnings, *failures),
        settings=options.to_dict(),
    )


def weightiest_first(stories: Iterable[Sequence[int]], corpus: Corpus) -> list[list[int]]:
    """Return stories, each with its documents in order, by voices, then by articles; ties go by content.

    stories: indices into `corpus.documents`, which stand by content.
    """
    ordered = sorted(sorted(story) for story in stories)
    return sorted(ordered, key=lambda story: (-len({corpus.voices[index] for index in story}), -len(story)))


def tell_all(
    stories: Sequence[Sequence[int]], corpus: Corpus, options: DigestOptions, progress: ProgressCallback
) -> tuple[list[Story], list[str]]:
    """Return the stories with their summaries, at most as many as asked for, and a line for each that has none."""
    told, failures = list[Story](), list[str]()
    for done, story in enumerate(stories):
        if len(told) == options.stories:
            break
        progress("summarising stories", done / len(stories))
        part = part_of(corpus, story, options)
        try:
            told.append(tell(part, sorted(corpus.passed[index] for index in story), options))
        except SummarizeError as error:
            failures.append(f"{article_label(part.documents[0])}: {error}")
    return told, failures


def tell(part: Corpus, passed: Sequence[int], options: Options) -> Story:
    """Return a story with its title and summary; part: its corpus; passed: its documents as passed to `digest`.

    Raises SummarizeError when nothing in it can be quoted within the budget.
    """
    in_order = tuple(document for _, document in sorted(zip(part.passed, part.documents, strict=True)))
    summary = summarize_corpus(part, Reading(in_order), options)
    if not summary.sentences:
        raise SummarizeError("nothing new since the earlier summaries")
    days = sorted(filter(None, part.days))
    return Story(
        title=best_title(part) or summary.sentences[0].text,
        summary=with_documents(replace(summary, blocks=()), passed),
        documents=tuple(passed),
        voices=len(set(part.voices)),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def best_title(part: Corpus) -> str | None:
    """Return the title whose words most articles have, on one line, or None without titles.

    A title is worth the sum, over its distinct open-class stems, of the share of articles that have the stem, divided
    by the number of stems and TITLE_PRIOR. Ties go to the article that comes first by content.
    """
    stems = content_stems((tokenize(document.title or "") for document in part.documents), part.languages)
    having: Counter[str] = Counter()
    for article_stems in stems_by_article(part):
        having.update(article_stems)
    scored = [
        (-sum(having[stem] for stem in set(row)) / (len(set(row)) + TITLE_PRIOR), index)
        for index, row in enumerate(stems)
        if part.documents[index].title
    ]
    return " ".join(str(part.documents[min(scored)[1]].title).split()) if scored else None


def stems_by_article(part: Corpus) -> list[set[str]]:
    """Return the distinct content stems of each document of a corpus."""
    articles: list[set[str]] = [set() for _ in part.documents]
    for sentence, stems in zip(part.sentences, part.stems, strict=True):
        articles[sentence.document].update(stems)
    return articles


def with_documents(value: Any, passed: Sequence[int]) -> Any:
    """Return a record with every index of a document in it, however deep, replaced by that of the whole digest.

    passed: for each document of the story, its index as passed to `digest`.
    """
    if isinstance(value, tuple):
        return tuple(with_documents(item, passed) for item in value)
    if not is_dataclass(value) or isinstance(value, type | Change):  # a change cites an earlier summary's articles
        return value
    changes = {field.name: with_documents(getattr(value, field.name), passed) for field in fields(value)}
    if "document" in changes:
        changes["document"] = passed[changes["document"]]
    return replace(value, **changes)


def article(document: Document) -> Article:
    """Return what a digest says of a document."""
    return Article(document.name, document.title, document.date, document.url, document.outlet)


def article_label(document: Document) -> str:
    """Return how an article is named in a message."""
    return shown_name(document.name or document.title or shortened(document.text))
