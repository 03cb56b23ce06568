"""What can be said of a summary where nobody has written one to compare with: how it stands to its own articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from summarize.choose.standalone import Standing, standings
from summarize.cite.citations import count_voices, support_shares
from summarize.cite.claim import word_usage
from summarize.copies.repeats import first_occurrences
from summarize.corpus import build_corpus
from summarize.evaluate.clusters import fingerprint
from summarize.evaluate.evaluation import readability
from summarize.evaluate.measures import Report
from summarize.evaluate.tables import beside
from summarize.options import Options
from summarize.pipeline import summarize_corpus
from summarize.records import Corpus, Reading
from summarize.score.rankers import RANKERS
from summarize.score.tfidf import tfidf

SHARED = 2  # independent voices that make a fact one that several articles share


@dataclass(frozen=True, slots=True)
class Comparison:
    """Reports on the same articles, one for each ranker."""

    reports: tuple[Report, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the summaries were given with, each line once."""
        return tuple(dict.fromkeys(line for one in self.reports for line in one.warnings))

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data."""
        return asdict(self)

    def to_text(self) -> str:
        """Return a table for people, a measure a row, with the settings below."""
        return beside(self.reports)


def compare(reading: Reading, *, rankers: Sequence[str] = tuple(RANKERS), **options: Any) -> Comparison:
    """Return a report for each ranker; options: other settings of `summarize`. Raises as `report` does."""
    ways = [Options(ranker=name, **options) for name in dict.fromkeys(rankers)]
    corpus = build_corpus(reading.documents, Options(**options))
    facts = shared_facts(corpus)
    return Comparison(tuple(judged(corpus, facts, reading, way) for way in ways))


def report(reading: Reading, options: Options) -> Report:
    """Summarise the articles of one event and say how the summary stands to them, without any reference.

    A fact is shared when sentences of at least two independent voices say it, by the test that stands behind every
    citation; sentences that support one another say one fact. What the report can tell: whether the summary passes
    over what several reporters thought worth telling, repeats itself, rests on one voice, leaves room unused, or opens
    sentences with what it left out. What it cannot: whether what is shared is what matters (only a reader or a
    reference knows), whether an article that nobody confirms has the better of it, and what is said too differently
    for the test: on articles whose facts were marked by hand 19 in 20 of the facts found were right, and half of those
    marked were found. So figures of different articles are not comparable; those of one set of articles, under
    several settings, are.

    Raises SummarizeError as `summarize` does.
    """
    corpus = build_corpus(reading.documents, options)
    return judged(corpus, shared_facts(corpus), reading, options)


def judged(corpus: Corpus, facts: Sequence[frozenset[int]], reading: Reading, options: Options) -> Report:
    """Summarise articles that are cut already and say how the summary stands to the facts that they share."""
    summary = summarize_corpus(corpus, reading, options)
    place = {(corpus.passed[one.document], one.start, one.end): row for row, one in enumerate(corpus.sentences)}
    passages = [[place[c.document, c.start, c.end] for c in one.citations] for one in summary.sentences]
    chosen = {rows[0] for rows in passages}
    return Report(
        facts=len(facts),
        said=sum(not chosen.isdisjoint(rows) for rows in facts),
        cited=sum(not chosen.union(*passages).isdisjoint(rows) for rows in facts),
        articles=len(corpus.documents),
        articles_cited=len(summary.sources),
        voices=len(set(corpus.voices)),
        voices_cited=len({source.voice for source in summary.sources}),
        fill=summary.sizes[options.unit] / options.budget,
        **readability(
            [sentence.text for sentence in summary.sentences],
            [corpus.languages[corpus.sentences[rows[0]].document] for rows in passages],
        ),
        settings={**options.to_dict(), "data": fingerprint(sorted(d.text for d in reading.documents))},
        warnings=summary.warnings,
    )


def shared_facts(corpus: Corpus) -> list[frozenset[int]]:
    """Return for each fact that several voices report the rows that say it, alone or among other things.

    Rows that support one another, straight or in a circle, say one fact; a row that supports them without being
    supported says it, too, and more. Rows that are no whole sentences tell nothing.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    if not corpus.sentences:
        return []
    weights = tfidf(corpus.terms, first_occurrences(corpus))
    whole = [row for row, standing in enumerate(standings(corpus)) if standing < Standing.BROKEN]
    among = frozenset(whole)
    telling = {
        row: among.intersection(found) for row, found in support_shares(whole, corpus, weights, word_usage(corpus))
    }
    ends = [(row, other) for row, rows in telling.items() for other in rows]
    rows, others = zip(*ends, strict=True) if ends else ((), ())
    graph = coo_array(([True] * len(ends), (rows, others)), shape=(len(corpus.sentences),) * 2)
    group = connected_components(graph, connection="strong")[1].tolist()
    facts: dict[int, set[int]] = {}
    for row in whole:
        facts.setdefault(group[row], {row}).update(telling[row])
    return [frozenset(rows) for rows in facts.values() if count_voices(sorted(rows), corpus) >= SHARED]
