"""What every format of a digest says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarize.render.notes import changes, describe_change, listed_differences
from summarize.render.wording import count_noun, days_spanned, listed_unused, one_line, unused_line

if TYPE_CHECKING:
    from summarize.records import SummaryRecord
    from summarize.stories.records import Article, DigestRecord, Story

NOTHING_NEW = "Nothing new since the earlier summaries."
FAILED = ": the summary of its story failed its own check"


def describe(story: Story, *, standing: bool = True) -> str:
    """Say how many voices and articles a story has, whether it is new, and from when to when.

    standing: False where it is said elsewhere whether the story is new.
    """
    parts = [count_noun(story.voices, "voice"), count_noun(len(story.documents), "article")]
    parts += filter(None, [story.standing] if standing else [])
    return ", ".join([*parts, *filter(None, [days_spanned([story.first, story.last])])])


def nothing_new(digest: DigestRecord) -> str:
    """Return the line that stands for a digest without stories; "" for one that has some."""
    return "" if digest.stories else NOTHING_NEW


def notes(summary: SummaryRecord, form: str) -> list[str]:
    """Return what has changed, then the figures that differ and what is denied, a line each."""
    changed = [f"Changed: {describe_change(change, summary)}" for _, change in changes(summary)]
    return changed + differing(summary, form)


def differing(summary: SummaryRecord, form: str) -> list[str]:
    """Return the figures that differ, then what is denied, a line each."""
    return [f"{title}: {line}" for title, lines in listed_differences(summary, form) for line in lines]


def heading(article: Article, index: int) -> str:
    """Return what identifies an article, as `source_heading` does.

    >>> from summarize.stories.records import Article
    >>> heading(Article("a.txt", "Dam breaks", None, None, "Elsa Mail"), 0)
    'Dam breaks, Elsa Mail, a.txt'
    >>> heading(Article(None, None, None, None, None), 1)
    'document 2'
    """
    facts = [article.title, article.outlet, article.date, article.name, article.url]
    return ", ".join(one_line(fact) for fact in facts if fact) or f"document {index + 1}"


def untold(digest: DigestRecord, most: int) -> list[str]:
    """Return a line for each article in no story, at most so many; those whose summary failed its check come first."""
    listed = sorted(digest.leftover, key=lambda index: (index not in digest.failed, index))[:most]
    return [heading(digest.documents[index], index) + FAILED * (index in digest.failed) for index in listed]


def unused(story: Story) -> list[str]:
    """Return a line for each article of a story that its summary does not cite, and one that counts the rest."""
    listed, more = listed_unused(story.summary, numbered=False)
    return [f"Not used: {line}" for line in [*map(unused_line, listed), *filter(None, [more])]]
