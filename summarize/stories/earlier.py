"""Earlier summaries and digests, in whatever form a call gives them → the summaries that a story is compared with.

A digest stands for the summaries of its stories. A story is compared only with those that share words with it, so that
the time of a digest does not grow with the stories times all that was ever told.
"""

from __future__ import annotations

import math
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from summarize.corpus import content_stems
from summarize.errors import SummarizeError, shown_name
from summarize.options import earlier_names
from summarize.records import Change, Corpus, Told
from summarize.saved import read_saved
from summarize.stories.grouping import group_corpus
from summarize.stories.saved import saved_stories, stories_in
from summarize.summary import Summary
from summarize.text.tokens import tokenize
from summarize.updates.earlier import language_of, load, with_earlier

# By judgement.
MAX_COMPARED = 50  # summaries that a story is compared with, those that have most of its words
MIN_SHARED = 2  # stems that one of them shares with the story


@dataclass(frozen=True, slots=True)
class EarlierSummaries:
    """All that was told before."""

    summaries: tuple[Summary, ...]
    given: tuple[int, ...]  # of each, the index of what it came from among those given
    having: Mapping[str, Sequence[int]]  # the summaries that have a stem, by stem

    @classmethod
    def of(cls, since: Sequence[Any]) -> EarlierSummaries:
        """Return what was given; SummarizeError, which names it, for what is neither summary nor digest."""
        summaries, given = list[Summary](), list[int]()
        for index, (one, name) in enumerate(zip(since, earlier_names(since), strict=True)):
            found = summaries_of(one, name)
            summaries += found
            given += [index] * len(found)
        codes = [language_of(summary, summary.text) for summary in summaries]
        having = defaultdict(list)
        for number, stems in enumerate(content_stems((tokenize(summary.text) for summary in summaries), codes)):
            for stem in dict.fromkeys(stems):
                having[stem].append(number)
        return cls(tuple(summaries), tuple(given), having)

    def near(self, part: Corpus) -> list[int]:
        """Return the numbers of the summaries that a story is compared with, ascending; part: its corpus."""
        if not self.summaries:
            return []
        shared, weight = Counter[int](), defaultdict[int, float](float)
        for stem in sorted({stem for stems in part.stems for stem in stems}):
            numbers = self.having.get(stem, ())
            shared.update(numbers)
            for number in numbers:
                weight[number] += math.log1p(len(self.summaries) / len(numbers))
        near = [number for number, count in shared.items() if count >= MIN_SHARED]
        return sorted(sorted(near, key=lambda number: (-weight[number], number))[:MAX_COMPARED])

    def going_on(self, corpus: Corpus) -> frozenset[int]:
        """Return the documents of a corpus that tell a story which was told before, in whatever words.

        Each earlier summary is grouped with the documents as one more article, by the rules of `group`.
        """
        if not self.summaries:
            return frozenset()
        both, count = with_earlier(corpus, self.summaries).corpus, len(corpus.documents)
        told = (story for story in group_corpus(both) if max(story) >= count)
        return frozenset(document for story in told for document in story if document < count)

    def named(self, summary: Summary, numbers: Sequence[int]) -> Summary:
        """Return a summary made with some of the earlier ones, in which each is named by its place among those given.

        numbers: those of the earlier summaries, in the order in which the summary was told of them.
        """
        if not numbers:
            return summary

        def among_given(one: Change | Told) -> Any:
            return replace(one, earlier=self.given[numbers[one.earlier]])

        sentences = (
            replace(sentence, changed=tuple(map(among_given, sentence.changed))) for sentence in summary.sentences
        )
        return replace(summary, sentences=tuple(sentences), told=tuple(map(among_given, summary.told)))


NOTHING_EARLIER = EarlierSummaries((), (), {})


def summaries_of(given: Any, name: str) -> list[Summary]:
    """Return the summaries that something stands for: itself, or those of a digest; name: for messages."""
    try:
        if isinstance(given, str | os.PathLike):
            text = read_saved(given)
            if (stories := stories_in(text)) is not None:
                return [story.summary for story in saved_stories(stories)]
        elif isinstance(given, Mapping) and isinstance(given.get("stories"), Iterable):
            return [story.summary for story in saved_stories(given["stories"])]
    except SummarizeError as error:
        raise SummarizeError(str(error) if name in str(error) else f"{shown_name(name)}: {error}") from error
    return [load(given, name)]
