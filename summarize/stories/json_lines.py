"""A digest as JSON Lines: a line for each story, written as it is told and found again by a later run.

A line holds the story's articles, so that it can be read without the others. Its `fingerprint` is a hash of all that
the line depends on; the file of results of a batch finds lines by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from summarize.batch.results import NOT_WRITTEN, Past, Results
from summarize.corpus import no_progress
from summarize.cutting import Mapper
from summarize.records import ProgressCallback
from summarize.stories.as_json import story_fingerprint, story_line
from summarize.stories.digest import TELLING
from summarize.stories.records import Story
from summarize.stories.telling import Plan, raise_unless_nothing_new, told


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


def write_lines(plan: Plan, lines: Lines, mapper: Mapper = map, progress: ProgressCallback = no_progress) -> list[str]:
    """Write each story of a plan as it is told, in order, at most as many as it asks for.

    A story that the file has already is not told again. Returns a line for each story that could not be told. Raises
    SummarizeError when none can be told.
    """
    articles, failures, written = plan.articles(), list[str](), 0
    for done, (fingerprint, story) in enumerate(found_or_told(plan, lines, mapper), start=1):
        if isinstance(story, str):
            failures.append(story)
            continue
        if isinstance(story, Story):
            lines.write(story_line(story, articles, fingerprint))
        else:
            lines.keep(story)
        written += 1
        progress(TELLING, done / len(plan.stories))
        if written == plan.options.stories:
            break
    if not written:
        raise_unless_nothing_new(failures)
    return failures


def found_or_told(plan: Plan, lines: Lines, mapper: Mapper) -> Iterator[tuple[str, Past | Story | str]]:
    """Yield each story of a plan, in order: its fingerprint, and what became of it.

    That is the line of an earlier run, else the story as it is told now, or a line that says why it cannot be told.
    """
    hashes, settings = plan.hashes(), plan.options.to_dict()
    fingerprints = [story_fingerprint(plan.documents_of(story), hashes, settings) for story in plan.stories]
    earlier = [lines.look(fingerprint) for fingerprint in fingerprints]
    new = (story for story, past in zip(plan.stories, earlier, strict=True) if past is None)
    results = iter(told(plan, new, mapper))
    for fingerprint, past in zip(fingerprints, earlier, strict=True):
        yield fingerprint, past or next(results)
