"""A mixed folder to a digest: its stories, the weightiest first, each with a title and a cited summary."""

from __future__ import annotations

from collections.abc import Iterable

from summarize.batch.cores import surrounding
from summarize.corpus import no_progress
from summarize.cutting import Mapper
from summarize.options import DigestOptions, with_settings
from summarize.read.inputs import DocumentInput, gather
from summarize.records import ProgressCallback, Reading
from summarize.render.renderable import Renderable
from summarize.stories.as_json import to_dict
from summarize.stories.formats import FORMATS
from summarize.stories.records import DigestRecord, Story
from summarize.stories.telling import FailedCheck, Plan, raise_unless_nothing_new, told

TELLING = "summarising stories"  # the stage, as progress names it


class Digest(Renderable, DigestRecord):
    """The stories of a mixed folder; `str(digest)` is what `summarize digest` prints.

    The fields are those of `DigestRecord`, the ways to show it those of `Renderable`. The page has a line for each
    story and, behind it, its summary with the passages that it cites.
    """

    FORMATS = FORMATS
    AS_DICT = to_dict

    def to_rss(self) -> str:
        """Return the stories as the items of an RSS 2.0 feed."""
        return self.render("rss")


@with_settings(DigestOptions)
def digest(documents: DocumentInput | Iterable[DocumentInput], options: DigestOptions) -> Digest:
    """Group articles of anything into stories, and summarise each in sentences of its own articles.

    documents: as for `summarize.summarize`. words, sentences, characters: the budget of each summary, one of the three;
    60 words when none is given. stories: how many are told at most; all by default. The other settings are those of
    `summarize.summarize`; `since` takes earlier digests, too. Where nothing is new, no story is told.

    Stories with more independent voices come first, then those with more articles. Every document is in one story, or
    in `leftover`. The same input gives the same digest, whatever the order of the documents. Raises as `summarize` does
    for settings and inputs, and SummarizeError when no story can be told. Inside `joblib.parallel_config` articles are
    cut and stories are told by the workers that it sets; the digest is the same.

    >>> texts = ["The dam broke on Monday. Two villages flooded.", "Rates rose.", "A dam broke on Monday, police said."]
    >>> [story.documents for story in digest(texts, words=8).stories]
    [(0, 2), (1,)]
    """
    return digest_reading(gather(documents), options, mapper=surrounding())


def digest_reading(
    reading: Reading, options: DigestOptions, progress: ProgressCallback = no_progress, mapper: Mapper = map
) -> Digest:
    """Return the digest of documents that are read already.

    progress: as for `pipeline.summarize_reading`. mapper: what cuts articles and tells stories, on one core or many.
    """
    return told_digest(Plan.of(reading, options, progress, mapper), reading.warnings, progress, mapper)


def told_digest(
    plan: Plan, warnings: Iterable[str], progress: ProgressCallback = no_progress, mapper: Mapper = map
) -> Digest:
    """Return the digest of a plan, with as many stories as it asks for; SummarizeError when none can be told.

    warnings: of reading; a line for each story that cannot be told comes behind them.
    """
    stories, failures, failed = list[Story](), list[str](), list[int]()
    progress(TELLING, 0.0)
    for done, (planned, story) in enumerate(zip(plan.stories, told(plan, plan.stories, mapper), strict=True), start=1):
        if isinstance(story, Story):
            stories.append(story)
        else:
            failures.append(story)
            failed += plan.documents_of(planned) if isinstance(story, FailedCheck) else []
        progress(TELLING, done / len(plan.stories))
        if len(stories) == plan.options.stories:
            break
    if not stories:
        raise_unless_nothing_new(failures)
    documents, in_stories = plan.articles(), {index for story in stories for index in story.documents}
    return Digest(
        stories=tuple(stories),
        documents=documents,
        leftover=tuple(index for index in range(len(documents)) if index not in in_stories),
        warnings=(*warnings, *failures),
        settings=plan.options.to_dict(),
        hashes=plan.hashes(),
        failed=tuple(sorted(failed)),
    )
