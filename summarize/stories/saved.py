"""Digests saved as JSON or JSON Lines: read back, and brought together with the articles that they were made from."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

from summarize.errors import SummarizeError, shortened
from summarize.read.cluster_lines import NotJsonError, refuse_constant
from summarize.read.parse_date import article_days
from summarize.records import Document, Reading
from summarize.saved import load_summary, locate, saved_mismatches, summary_of
from summarize.stories.as_json import shared_fields, story_id
from summarize.stories.records import Article, DatedPassage, Passage, Quotation, Story, with_documents
from summarize.summary import Summary
from summarize.text.repair import repair


class SavedStory(NamedTuple):
    """A story as it was saved."""

    title: str
    documents: tuple[int, ...]  # as passed to `digest`
    summary: Summary
    passages: tuple[Passage, ...]  # its quotations, perspectives and timeline
    shown: Mapping[str, Any]  # all its fields, as they stand in the file


@dataclass(frozen=True, slots=True)
class Saved:
    """A summary or a digest as it was saved."""

    stories: tuple[SavedStory, ...]  # of a digest; () of a summary
    summaries: tuple[Summary, ...]  # of each story, or the one that was saved

    @classmethod
    def of(cls, text: str) -> Saved:
        """Read a summary or a digest from its JSON; raises SummarizeError as `load_summary` and `load_stories` do."""
        stories = tuple(load_stories(text)) if is_digest(text) else ()
        return cls(stories, tuple(story.summary for story in stories) or (load_summary(text),))

    def mismatches(self, reading: Reading) -> list[str]:
        """Return a line for everything that the articles read do not bear out; [] where all is as quoted."""
        return list(
            digest_mismatches(self.stories, reading) if self.stories else saved_mismatches(self.summaries[0], reading)
        )

    def counted(self) -> tuple[int, int]:
        """Return how many sentences there are, and how many citations."""
        sentences = [sentence for summary in self.summaries for sentence in summary.sentences]
        return len(sentences), sum(len(sentence.citations) for sentence in sentences)


def is_digest(text: str) -> bool:
    """Whether a text is a digest rather than a summary: an object with stories, or a line for each of them."""
    try:
        return bool(stories_in(text))
    except SummarizeError:
        return False


def load_stories(text: str) -> list[SavedStory]:
    """Return the stories of a saved digest; SummarizeError names the place of what is missing or of the wrong type."""
    return saved_stories(stories_in(text) or ())


def saved_stories(stories: Iterable[Mapping[str, Any]]) -> list[SavedStory]:
    """Return stories from plain data; raises as `load_stories` does."""
    return [saved_story(data, number) for number, data in enumerate(stories, start=1)]


def stories_in(text: str) -> list[Mapping[str, Any]] | None:
    """Return the stories that a text holds, as plain data; None for another kind of text.

    SummarizeError for lines of which not all are JSON.
    """
    try:
        data = json.loads(text, parse_constant=refuse_constant)
        found = data.get("stories") if isinstance(data, dict) else None
        if found is None and isinstance(data, dict) and is_story(data):
            found = [data]
    except json.JSONDecodeError as error:
        found = lines_in(text) if error.msg == "Extra data" else None
    except (NotJsonError, ValueError, RecursionError):
        found = None
    return found if isinstance(found, list) else None


def lines_in(text: str) -> list[Mapping[str, Any]] | None:
    """Return the stories that are a line each; None where a line is something else."""
    try:
        stories = [json.loads(line, parse_constant=refuse_constant) for line in text.split("\n") if line.strip()]
    except (ValueError, RecursionError) as error:
        raise SummarizeError(f"not a digest as --format jsonl writes it: {error}") from error
    return stories if all(isinstance(story, dict) and is_story(story) for story in stories) else None


def is_story(data: Mapping[str, Any]) -> bool:
    """Whether an object is a story and no summary, which has its text under "summary"."""
    return isinstance(data.get("summary"), Mapping) and "documents" in data


def saved_story(data: Mapping[str, Any], number: int) -> SavedStory:
    """Return a story from plain data; number: its place, from 1."""
    if not isinstance(data, Mapping):
        raise SummarizeError(f"story {number}: it is not an object; save the digest anew")
    try:
        kinds: dict[str, type[Passage]] = {"quotations": Quotation, "perspectives": Passage, "timeline": DatedPassage}
        passages = [msgspec.convert(passage, kind) for name, kind in kinds.items() for passage in data.get(name) or ()]
        title, documents = (
            msgspec.convert(data.get("title"), str),
            msgspec.convert(data.get("documents"), tuple[int, ...]),
        )
        return SavedStory(title, documents, summary_of(data.get("summary")), tuple(passages), data)
    except UnicodeEncodeError as error:
        raise SummarizeError(f"story {number}: a text in it has half a surrogate pair; save the digest anew") from error
    except (msgspec.ValidationError, SummarizeError, TypeError, RecursionError) as error:
        raise SummarizeError(f"story {number}: {error}") from error


def digest_mismatches(stories: Sequence[SavedStory], reading: Reading) -> Iterator[str]:
    """Yield a line for everything in a saved digest that the documents read do not bear out; nothing if all is well."""
    seen: set[int] = set()
    index = by_mark(reading)
    for number, story in enumerate(stories, start=1):
        lines = story_mismatches(story, index)
        if seen.intersection(story.documents):
            lines.append("an article of it is in an earlier story as well")
        seen.update(story.documents)
        yield from (f"story {number} ({shortened(story.title)}): {line}" for line in lines)


def story_mismatches(story: SavedStory, index: Mapping[str, list[Document]]) -> list[str]:
    """Return a line for everything that is wrong in a saved story; index: the documents read, from `by_mark`."""
    places = {document: place for place, document in enumerate(story.documents)}
    try:
        summary, passages = with_documents((story.summary, story.passages), places)
    except KeyError as error:
        return [f"it quotes document {int(error.args[0]) + 1}, which is not one of its articles"]
    alone = story._replace(documents=tuple(places.values()), summary=summary, passages=passages)
    own = documents_of(alone, index)
    return [*saved_mismatches(summary, own), *passage_mismatches(alone, own), *shown_mismatches(story)]


def shown_mismatches(story: SavedStory) -> Iterator[str]:
    """Yield a line for each field of a story that is not what its summary, passages and articles give."""
    known = {
        article.document: Article(article.name, article.title, article.date, article.url, article.outlet)
        for article in story.summary.articles
    }
    if unknown := sorted({*story.documents, *(passage.document for passage in story.passages)} - known.keys()):
        yield f"its summary does not know document {unknown[0] + 1}"
        return
    days = sorted(filter(None, article_days(story.summary.articles).values()))
    told = Story(
        story.title,
        story.summary,
        story.documents,
        voices=0,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        quotations=tuple(passage for passage in story.passages if isinstance(passage, Quotation)),
        perspectives=tuple(passage for passage in story.passages if type(passage) is Passage),
        timeline=tuple(passage for passage in story.passages if isinstance(passage, DatedPassage)),
    )
    derived = {"id": story_id(told), "first": told.first, "last": told.last, **shared_fields(told, known)}
    for name, value in json.loads(json.dumps(derived)).items():
        if name in story.shown and story.shown[name] != value:
            yield f"its field {name} is not what its summary and articles give"
    voices, cited = story.shown.get("voices"), len({source.voice for source in story.summary.sources})
    if not isinstance(voices, int) or not cited <= voices <= len(story.documents):
        yield f"it cannot have that many voices: {cited} are cited, of {len(story.documents)} articles"


def by_mark(reading: Reading) -> Mapping[str, list[Document]]:
    """Return the documents by the hash of their text, and by their name."""
    index: defaultdict[str, list[Document]] = defaultdict(list)
    for document in reading.documents:
        for mark in {document.sha256, document.name or document.sha256}:
            index[mark].append(document)
    return index


def documents_of(story: SavedStory, index: Mapping[str, list[Document]]) -> Reading:
    """Return the documents that may be those of a story, so that a story is not compared with all the others."""
    marks = {mark for article in story.summary.articles for mark in (article.sha256, article.name) if mark}
    found = {id(document): document for mark in sorted(marks) for document in index.get(mark, ())}
    return Reading(tuple(found.values()))


def passage_mismatches(story: SavedStory, reading: Reading) -> Iterator[str]:
    """Yield a line for every other passage of a story, and for a title, that does not stand in its articles."""
    documents, _ = locate(story.summary, reading)
    for passage in story.passages:
        document = documents.get(passage.document)
        if document and repair(document.text[passage.start : passage.end]) != passage.text:
            yield f"the text at {passage.start}:{passage.end} of document {passage.document + 1} differs"
        if isinstance(passage, Quotation) and not (passage.quote in passage.text and passage.speaker in passage.text):
            yield f"a quotation or its speaker is not in the sentence: {shortened(passage.quote)}"
    titles = {" ".join((article.title or "").split()) for article in story.summary.articles}
    if not story.summary.sentences:
        yield "its summary has no sentence"
    if story.title not in {*titles, *(sentence.text for sentence in story.summary.sentences[:1])}:
        yield "its title is that of none of its articles"
