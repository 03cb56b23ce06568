"""A digest as JSON Lines: a line for each story, written as it is told and found again by a later run.

A line holds the story's articles, so that it can be read without the others. Its `fingerprint` is a hash of all that
the line depends on; the file of results of a batch finds lines by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from summarize.batch.results import NOT_WRITTEN, Past, Results
from summarize.corpus import no_progress
from summarize.cutting import Mapper
from summarize.errors import SummarizeError
from summarize.records import ProgressCallback
from summarize.stories.as_json import fingerprint, story_line
from summarize.stories.digest import TELLING
from summarize.stories.records import Story
from summarize.stories.telling import NothingNew, Plan, told


class Lines(Protocol):
    """Where the lines go: a file that knows those of an earlier run, or a stream."""

    def look(self, fingerprint: str, /) -> Past | None:
        """Return the line that an earlier run wrote, or None."""

    def keep(self, past: Past, /) -> None:
        """Let the line of an earlier run be the next."""

    def write(self, line: str, /) -> None:
        """Write the next line."""


class LineFile(Results):
    """A file of lines; raises what `Results` raises."""

    def look(self, fingerprint: str) -> Past | None:
        """Return the line of a story that an earlier run wrote, or None."""
        return self.earlier.find(fingerprint)

    def keep(self, past: Past) -> None:
        """Let the line of an earlier run be the next."""
        self.starts.append(past.start)
        self.unused -= past.end - past.start

    def write(self, line: str) -> None:
        """Write the next line, whole."""
        self.starts.append(NOT_WRITTEN)
        self.add(len(self.starts) - 1, line.encode())


class WrittenTally(NamedTuple):
    """What became of a digest that was written line by line."""

    stories: int
    kept: int  # of them, told by an earlier run
    failures: Sequence[str]  # a line for each story that could not be told
    left_out: int  # documents in no story that is told


def write_lines(
    plan: Plan, lines: Lines, mapper: Mapper = map, progress: ProgressCallback = no_progress
) -> WrittenTally:
    """Write each story of a plan as it is told, in order, at most as many as it asks for.

    A story that the file has already is not told again. Raises SummarizeError when none can be told.
    """
    articles, settings = plan.articles(), plan.options.to_dict()
    hashes = plan.hashes()
    documents = [plan.documents_of(story) for story in plan.stories]
    marks = [fingerprint(indices, hashes, settings) for indices in documents]
    earlier = [lines.look(mark) for mark in marks]
    new = (story for story, past in zip(plan.stories, earlier, strict=True) if past is None)
    results, failures = iter(told(plan, new, mapper)), list[str]()
    written = kept = in_stories = 0
    for done, (mark, past, indices) in enumerate(zip(marks, earlier, documents, strict=True), start=1):
        story = next(results) if past is None else past
        if isinstance(story, str):
            failures.append(story)
            continue
        if isinstance(story, Story):
            lines.write(story_line(story, articles, mark))
        else:
            lines.keep(story)
            kept += 1
        written, in_stories = written + 1, in_stories + len(indices)
        progress(TELLING, done / len(plan.stories))
        if written == plan.options.stories:
            break
    if not written and not all(isinstance(line, NothingNew) for line in failures):
        raise SummarizeError(failures[0])
    return WrittenTally(written, kept, failures, len(articles) - in_stories)
