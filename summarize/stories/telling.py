"""The stories of a corpus, each told by itself: its title, its summary, its voices and days.

`Plan` says what there is to tell, `told` tells it, on one core or many: a story needs nothing of the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from functools import partial
from hashlib import sha256
from typing import NamedTuple

from summarize.choose.standalone import standings
from summarize.corpus import build_corpus, no_progress, part_of
from summarize.cutting import Mapper
from summarize.errors import FaithfulnessError, SummarizeError
from summarize.mixture import article_label
from summarize.options import DigestOptions, Options
from summarize.pipeline import summarize_corpus
from summarize.records import Corpus, Document, ProgressCallback, Reading
from summarize.render.titles import best_title, figures_elsewhere
from summarize.stories.angles import dated_passages, perspectives, quotations
from summarize.stories.earlier import NOTHING_EARLIER, EarlierSummaries
from summarize.stories.grouping import group_corpus
from summarize.stories.records import Article, Story, with_documents
from summarize.summary import Summary
from summarize.text.detection import most_common


@dataclass(frozen=True, slots=True)
class Plan:
    """The stories that can be told, before any of them is."""

    corpus: Corpus
    stories: Sequence[Sequence[int]]  # indices into `corpus.documents`, ascending; the weightiest story first
    options: DigestOptions
    earlier: EarlierSummaries = NOTHING_EARLIER  # what `options.since` means
    going_on: frozenset[int] = frozenset()  # indices into `corpus.documents`: those of a story that was told before

    @classmethod
    def of(
        cls,
        reading: Reading,
        options: DigestOptions,
        progress: ProgressCallback = no_progress,
        mapper: Mapper = map,
    ) -> Plan:
        """Group documents into stories; raises SummarizeError when no story has `options.min_voices`.

        The same error names an earlier summary that cannot be read. progress, mapper: as for `build_corpus`.
        """
        earlier = EarlierSummaries.of(options.earlier)
        corpus = build_corpus(reading.documents, options, progress, mapper)
        progress("grouping", 0.0)
        stories = weightiest_first(group_corpus(corpus), corpus)
        heard = [story for story in stories if len({corpus.voices[index] for index in story}) >= options.min_voices]
        if not heard:
            raise SummarizeError(f"no story is told by {options.min_voices} independent voices; ask for fewer")
        return cls(corpus, heard, options, earlier, earlier.going_on(corpus))

    def documents_of(self, story: Sequence[int]) -> list[int]:
        """Return the documents of a story as they were passed, ascending."""
        return sorted(self.corpus.passed[index] for index in story)

    def articles(self) -> tuple[Article, ...]:
        """Return what a digest says of each document, as passed."""
        documents = dict(zip(self.corpus.passed, self.corpus.documents, strict=True))
        return tuple(article(documents[index]) for index in range(len(documents)))

    def hashes(self) -> tuple[str, ...]:
        """Return a hash of each document, as passed, that differs for any other text, fact or earlier summary."""
        earlier = [sha256(summary.to_json().encode()).hexdigest() for summary in self.earlier.summaries]
        documents = dict(zip(self.corpus.passed, self.corpus.documents, strict=True))
        return tuple(document_hash(documents[index], earlier) for index in range(len(documents)))


def weightiest_first(stories: Iterable[Sequence[int]], corpus: Corpus) -> list[list[int]]:
    """Return stories, each with its documents in order, by voices, then by articles; ties go by content.

    stories: indices into `corpus.documents`, which stand by content.

    The result holds the same stories. Two calls with the stories in another order give the same.
    """
    ordered = sorted(sorted(story) for story in stories)
    return sorted(ordered, key=lambda story: (-len({corpus.voices[index] for index in story}), -len(story)))


class NothingNewError(SummarizeError):
    """All that a story has was told before."""


class NothingNew(str):
    """A line on a story that could not be told since it has nothing new; as a `NothingNewError`, from a worker."""

    __slots__ = ()


class FailedCheck(str):
    """A line that says that a summary failed its own check: a defect of this program."""

    __slots__ = ()


def raise_unless_nothing_new(failures: Sequence[str]) -> None:
    """Raise an error for the first of some lines of `told` that tells of more than a story without news."""
    for line in failures:
        if not isinstance(line, NothingNew):
            raise (FaithfulnessError if isinstance(line, FailedCheck) else SummarizeError)(line)


class Part(NamedTuple):
    """A story that is to be told: all that a worker needs."""

    corpus: Corpus  # of its documents alone
    passed: Sequence[int]  # its documents as passed to `digest`, ascending
    goes_on: bool  # whether it was told before


def told(plan: Plan, stories: Iterable[Sequence[int]], mapper: Mapper = map) -> Iterable[Story | str]:
    """Tell some stories of a plan, in order; a line that says why stands for a story that cannot be told.

    mapper: what tells them, on one core or many. The time of each is linear in the story.
    """
    parts = (
        Part(part_of(plan.corpus, story, plan.options), plan.documents_of(story), not plan.going_on.isdisjoint(story))
        for story in stories
    )
    return mapper(partial(tell_or_say_why, options=plan.options, earlier=plan.earlier), parts)


def tell_or_say_why(part: Part, options: Options, earlier: EarlierSummaries) -> Story | str:
    """Return a story, or a line that names its longest article and says why nothing can be told of it."""
    try:
        return tell(part, options, earlier)
    except NothingNewError as error:
        return NothingNew(f"{article_label(part.corpus.documents[0])}: {error}")
    except FaithfulnessError as error:
        return FailedCheck(f"{article_label(part.corpus.documents[0])}: {error}")
    except SummarizeError as error:
        return f"{article_label(part.corpus.documents[0])}: {error}"


def tell(story: Part, options: Options, earlier: EarlierSummaries) -> Story:
    """Return a story with its title and summary.

    earlier: what was told before, and is not told again. Raises NothingNewError where there is nothing else, and
    SummarizeError when nothing in the story can be quoted within the budget.
    """
    part, passed = story.corpus, story.passed
    in_order = tuple(document for _, document in sorted(zip(part.passed, part.documents, strict=True)))
    near = earlier.near(part)
    compared = replace(options, since=[earlier.summaries[number] for number in near])  # what the check counts
    summary = summarize_corpus(part, Reading(in_order), compared)
    if not summary.sentences:
        raise NothingNewError("nothing new since the earlier summaries")
    summary = earlier.named(summary, near)
    settings = {name: value for name, value in options.to_dict().items() if name != "stories"}  # of the whole digest
    told = {(citation.document, citation.start) for s in summary.sentences for citation in s.citations}
    rows = [row for row, s in enumerate(part.sentences) if (part.passed[s.document], s.start) in told]
    standing_of_rows = standings(part)
    titles, code = [document.title for document in part.documents], most_common(part.languages)
    outdated = figures_elsewhere(summary.sentences, code)
    days, passed_here = sorted(filter(None, part.days)), [passed[place] for place in part.passed]
    return Story(
        title=best_title(titles, [document.text for document in part.documents], code, outdated)
        or summary.sentences[0].text,
        summary=with_documents(replace(summary, blocks=(), settings=settings), passed),
        documents=tuple(passed),
        voices=len(set(part.voices)),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        standing=standing(summary, story.goes_on) if earlier.summaries else "",
        quotations=with_documents(quotations(part), passed_here),
        perspectives=with_documents(perspectives(part, standing_of_rows, rows), passed_here),
        timeline=with_documents(dated_passages(part, standing_of_rows), passed_here),
    )


def standing(summary: Summary, goes_on: bool) -> str:
    """Return "goes on" for a story that was told before, or of which a sentence was, or has changed; else "new"."""
    known = goes_on or summary.told or any(sentence.changed for sentence in summary.sentences)
    return "goes on" if known else "new"


def article(document: Document) -> Article:
    """Return what a digest says of a document."""
    return Article(document.name, document.title, document.date, document.url, document.outlet)


def document_hash(document: Document, earlier: Sequence[str]) -> str:
    """Return the SHA-256 of all fields of a document, and of hashes of earlier summaries: 64 hexadecimal digits.

    >>> len(document_hash(Document("It broke."), []))
    64
    """
    facts = json.dumps([astuple(replace(document, text=document.sha256)), *earlier])
    return sha256(facts.encode()).hexdigest()
