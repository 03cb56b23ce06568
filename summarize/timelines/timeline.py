"""Articles to a timeline: the days on which something happened, each with its best cited sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from summarize.cite.citations import cite
from summarize.cite.figures.conflicts import with_conflicts
from summarize.corpus import build_corpus, no_progress
from summarize.cutting import Mapper
from summarize.errors import SummarizeError
from summarize.options import with_settings
from summarize.pipeline import rank
from summarize.read.inputs import DocumentInput, gather
from summarize.records import Corpus, ProgressCallback, Reading, SummaryRecord, SummarySentence
from summarize.render.renderable import Renderable
from summarize.score.query import query_warnings
from summarize.timelines.days import ToldDay, weightiest_days
from summarize.timelines.formats import FORMATS, to_dict
from summarize.timelines.options import TimelineOptions
from summarize.timelines.picks import pick_days
from summarize.timelines.records import Entry, TimelineRecord, Written
from summarize.verify import check


class Timeline(Renderable, TimelineRecord):
    """The days that articles tell of; `str(timeline)` is what `summarize timeline` prints.

    The fields are those of `TimelineRecord`, the ways to show it those of `Renderable`. The page has the days on a line
    of time, and how much was written on each.
    """

    FORMATS = FORMATS
    AS_DICT = to_dict


@with_settings(TimelineOptions)
def timeline(documents: DocumentInput | Iterable[DocumentInput], options: TimelineOptions) -> Timeline:
    """Tell on which days something happened, as the articles tell it, each day in sentences of its own.

    documents: as for `summarize.summarize`. dates: how many days at most; 10 by default. sentences: how many for each
    day at most; 1 by default. The other settings are those of `summarize.summarize`.

    A day is one that sentences name: Tuesday, 3 March, three days ago, counted from the day of their article. An
    article without a date gives only full dates. The days that the most independent voices tell of, in the most weeks
    counted from the day, are chosen; no sentence is told twice. The same input gives the same timeline, whatever the
    order of the documents. Raises as `summarize` does for settings and inputs, and SummarizeError when no day is told
    of.

    >>> texts = ["The dam broke on 3 March 2020. It had been repaired on 9 May 2019.", "A dam broke on March 3, 2020."]
    >>> [(entry.date, entry.voices) for entry in timeline(texts, dates=1).entries]
    [('2020-03-03', 2)]
    """
    return timeline_reading(gather(documents), options)


def timeline_reading(
    reading: Reading, options: TimelineOptions, progress: ProgressCallback = no_progress, mapper: Mapper = map
) -> Timeline:
    """Return the timeline of documents that are read already; progress, mapper: as for `corpus.build_corpus`."""
    settings = options.of_summary()
    corpus = build_corpus(reading.documents, settings, progress, mapper)
    if not corpus.sentences:
        raise SummarizeError("nothing to tell: no sentence of article text was found in the documents")
    pool, query, _, _, evidence = rank(corpus, settings, progress, by_day=False)
    progress("finding days", 0.0)
    picked = pick_days(weightiest_days(corpus), pool, dates=options.dates, sentences=options.sentences)
    if not picked:
        raise SummarizeError(NO_DAY)
    progress("citing", 0.0)
    rows = [row for _, rows in picked for row in rows]
    record = with_conflicts(cite(rows, evidence, pool.scores, settings=settings.to_dict()), rows, evidence)
    check(record, reading.documents, "timeline")
    told = tuple(entries(picked, record))
    differing = {figure.document for entry in told for sentence in entry.sentences for figure in sentence.differing}
    return Timeline(
        entries=told,
        sources=record.sources,
        unused=tuple(article for article in record.unused if article.document in differing),
        written=written(corpus),
        warnings=(*reading.warnings, *undated(corpus), *query_warnings(query)),
        settings=options.to_dict(),
    )


NO_DAY = "no day is told of that can be known: give articles with dates, or texts with full dates"


def entries(picked: Sequence[tuple[ToldDay, Sequence[int]]], record: SummaryRecord) -> Iterable[Entry]:
    """Yield the days with their sentences; record: of the rows of all days, in their order."""
    sentences = iter(record.sentences)
    for day, rows in picked:
        own = tuple(without_developments(next(sentences)) for _ in rows)
        yield Entry(day.date, own, max(day.voices, *(sentence.voices for sentence in own)))


def without_developments(sentence: SummarySentence) -> SummarySentence:
    """Return a sentence without the figures that articles of other days give: in time figures change.

    Those of another version of its article, and corrections, stay.
    """
    kept = tuple(figure for figure in sentence.differing if figure.outdated or not figure.when)
    return replace(sentence, differing=kept)


def written(corpus: Corpus) -> tuple[Written, ...]:
    """Return how many articles were written on each day."""
    counts = Counter(day for day in corpus.days if day)
    return tuple(Written(day, counts[day]) for day in sorted(counts))


def undated(corpus: Corpus) -> list[str]:
    """Return a warning when the day of some articles is not known: they give only full dates.

    Times such as Tuesday cannot be resolved in such an article, which a reader should know.
    """
    missing = sum(day is None for day in corpus.days)
    if not missing:
        return []
    share = f"{missing} of {len(corpus.days)} articles"
    return [f"{share} have no date that tells a day: of what they tell only full dates are known"]
