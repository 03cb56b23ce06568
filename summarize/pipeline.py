"""The pipeline: documents and options in, a checked summary out. The only file that knows every stage.

read -> clean, text, copies -> corpus -> score -> choose -> cite -> verify. From `score` on, stages hand on row numbers
and arrays: row i of every array is sentence i of the corpus.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from summarize.choose.context import choose_in_context
from summarize.choose.explain import explain
from summarize.choose.lede import in_reading_order
from summarize.choose.newest import newest_reports, with_newest
from summarize.choose.pool import MIN_FILL, Pool
from summarize.choose.unused_articles import with_reasons
from summarize.cite.citations import cite
from summarize.cite.day_marks import with_days
from summarize.cite.figures.conflicts import later_reports, with_conflicts
from summarize.cite.figures.decided import decided_later
from summarize.cite.figures.totals import newer_totals
from summarize.cite.passage_links import with_links
from summarize.cite.related import with_related
from summarize.cite.statements import Statements
from summarize.copies.repeats import drop_near_repeats, first_occurrences, identical_sentences
from summarize.corpus import build_corpus, no_progress
from summarize.cutting import Mapper
from summarize.errors import SummarizeError
from summarize.mixture import Events, events_of, mixture_warnings
from summarize.options import Options, with_settings
from summarize.quotable import not_quotable, too_few_voices
from summarize.read.inputs import DocumentInput, gather, meant_as_paths
from summarize.records import Block, Corpus, ProgressCallback, Reading, SummaryRecord
from summarize.score.parts import places
from summarize.score.query import Query, coverage, fitnesses, parse_query, query_warnings, relevance, speaks
from summarize.score.rankers import RANKERS, combine_with_query, newness, salience
from summarize.score.tfidf import tfidf, with_all_words
from summarize.summary import Summary
from summarize.text.languages import load_language
from summarize.text.token_rows import TokenRows
from summarize.updates.earlier import load_earlier
from summarize.updates.novelty import News, all_news, news_since, with_news
from summarize.verify import check

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarize.records import Flags, Rows, Scores, Weights
    from summarize.score.rankers import Ranker

MAX_UPDATES = 3  # times that replaced figures are looked for, since what fills the room may have one; by judgement

log = logging.getLogger(__name__)


@with_settings(Options)
def summarize(documents: DocumentInput | Iterable[DocumentInput], options: Options) -> Summary:
    """Summarise articles about one event in their own sentences, each with every source that says it.

    documents: one of these, or an iterable of them: a str, which is an article's text and never a path; a `Document`;
    an os.PathLike, which is a file or a folder.
    words, sentences, characters: the budget, one of the three, never exceeded; 150 words when none is given.
    query: what the reader wants to know; a warning names the words of it that no sentence has.
    ranker: a name in `summarize.score.rankers.RANKERS`.
    diversity: in [0, 1]; 0 = relevance only, 1 = novelty only.
    language: ISO 639-1 code; detected for each document by default.
    since: earlier summaries, one or several, each a `Summary`, its dict, or a path to its JSON; what they told is not
    told again. A summary of nothing new has no sentences.
    min_voices: each sentence is told by at least so many independent voices; 1 by default.
    voices: "outlets", where all pages of one outlet are one voice, or "articles", where only copies of one text are.
    explain: whether `Summary.explanation` is filled.

    Raises OptionError (a ValueError) for a setting that is not allowed, TypeError for an input of another type, and
    SummarizeError when nothing can be read or nothing fits the budget. The same input gives the same summary,
    whatever the order of the documents.

    >>> texts = ["The dam broke at dawn on Monday. Two villages were flooded.", "A dam broke on Monday, police said."]
    >>> print(summarize(texts, words=8).text)
    The dam broke at dawn on Monday.
    """
    return summarize_reading(gather(documents), options)


def summarize_reading(
    reading: Reading, options: Options, progress: ProgressCallback = no_progress, mapper: Mapper = map
) -> Summary:
    """Return the summary of documents that have been read, with a warning where they tell of several events.

    progress: is called with the name of a stage and the share of it that is done, in [0, 1]. mapper: what cuts the
    articles, on one core or many. Raises as `rank` and `summarize_ranking` do, and SummarizeError for no documents.
    """
    corpus = build_corpus(reading.documents, options, progress, mapper)
    ranking = rank(corpus, options, progress)
    summary = summarize_ranking(ranking, reading, options, progress)
    mixture = mixture_warnings(ranking.events, corpus, (source.document for source in summary.sources))
    return replace(summary, warnings=(*summary.warnings, *mixture))


def summarize_corpus(corpus: Corpus, reading: Reading, options: Options) -> Summary:
    """Return the summary of a corpus that is built already and known to be of one event.

    reading: the documents that the corpus was built from. options: with `language` and `voices` as they were then.
    Raises as `rank` and `summarize_ranking` do.
    """
    return summarize_ranking(rank(corpus, options), reading, options)


class Ranking(NamedTuple):
    """The sentences of a corpus with their salience, and all that is known before any is chosen."""

    pool: Pool  # the sentences that may be chosen
    query: Query
    news: News
    events: Events
    statements: Statements


def rank(corpus: Corpus, options: Options, progress: ProgressCallback = no_progress, *, by_day: bool = True) -> Ranking:
    """Weigh and score the sentences of a corpus, and find which of them may be chosen.

    progress: as in `summarize_reading`. by_day: whether newer articles gain, where nothing is asked and no earlier
    summary is given. Raises OptionError for a query of stop words, and SummarizeError when there is no sentence, when
    an earlier summary cannot be read, or when no sentence is told by `options.min_voices`.
    """
    import numpy as np

    log_size(corpus)
    if not corpus.sentences:
        hint = meant_as_paths(corpus.documents)
        raise SummarizeError(f"nothing to summarise: no sentence of article text was found in the documents{hint}")
    progress("weighing", 0.0)
    query = parse_query(options.query, corpus) if options.query else Query()
    earlier = load_earlier(options.earlier)
    identical = identical_sentences(corpus)
    first = first_occurrences(corpus, identical)
    content = tfidf(TokenRows.of(corpus.stems), first)
    weights = with_all_words(content, corpus, first)
    # copies are not ranked: they are no further evidence of what matters
    ranked = np.flatnonzero(drop_near_repeats(weights, first, corpus))
    progress("ranking", 0.0)
    scores, answers = score(corpus, weights, ranked, query, RANKERS[options.ranker], by_day=by_day and not earlier)
    log.info("%d sentences ranked by %s, %d terms", len(ranked), options.ranker, weights.shape[1])
    statements = Statements(corpus, content)
    events = events_of(corpus, statements.usage.names)
    refused = not_quotable(ranked, corpus, events, answers)
    rows = [row for row in ranked.tolist() if row not in refused]
    if options.min_voices > 1:
        progress("counting voices", 0.0)
        refused |= too_few_voices(rows, statements, scores, options)
        rows = [row for row in rows if row not in refused]
    if earlier:
        progress("comparing with earlier summaries", 0.0)
    news = news_since(earlier, corpus, first, rows, scores) if earlier else all_news(rows, scores)
    told = news.barred
    pool = Pool(corpus, weights, news.scores, news.rows, identical, options, told=told, refused=refused)
    return Ranking(pool, query, news, events, statements)


def log_size(corpus: Corpus) -> None:
    """Log how much there is to summarise."""
    articles, voices, languages = len(corpus.documents), len(set(corpus.voices)), sorted(set(corpus.languages))
    log.info("%d articles, %d voices, %d sentences, in %s", articles, voices, len(corpus.sentences), languages)


def score(
    corpus: Corpus, weights: Weights, ranked: Rows, query: Query, ranker: Ranker, *, by_day: bool
) -> tuple[Scores, Flags | None]:
    """Return the salience of every sentence, and whether it speaks of what was asked, None where nothing of that is.

    weights: (n, v) rows of unit L2 norm or zero. ranked: (m,) rows, ascending. by_day: as in `rank`. The salience is
    (n,) in [0, 1], 0 for those that are not ranked.
    """
    import numpy as np

    scores, all_ranked = np.zeros(len(corpus.sentences)), len(ranked) == len(corpus.sentences)
    ranked_weights = weights if all_ranked else weights[ranked]
    position = places(corpus)[ranked]
    article = np.array([sentence.document for sentence in corpus.sentences])[ranked]
    stories = len({corpus.copy_groups[document] for document in article.tolist()})
    new = newness(corpus.days)[article] if by_day and not query.matched else 0.0
    scores[ranked] = salience(ranker(ranked_weights, position, article), position, stories, new)
    if not query.matched:
        return scores, None
    covered = coverage(query, corpus)
    fit = fitnesses(query, corpus, covered)
    relevant = relevance(covered, fit)
    return combine_with_query(scores, relevant), speaks(query, relevant, fit)


def summarize_ranking(
    ranking: Ranking, reading: Reading, options: Options, progress: ProgressCallback = no_progress
) -> Summary:
    """Choose sentences and return the summary of them, which has passed its check.

    reading: the documents behind the ranking, as passed. Raises SummarizeError when no sentence fits the budget, and
    FaithfulnessError when the summary fails its check.
    """
    pool, query, news, _, statements = ranking
    progress("choosing", 0.0)
    chosen, pool = ([], pool) if pool.is_used_up else choose_in_context(pool, news.known)
    progress("citing", 0.0)
    ordered, record = cited_in_order(chosen, pool, statements, options)
    for _ in range(MAX_UPDATES):
        newest = newest_reports(newer_states(chosen, ordered, record, statements), pool)
        if not newest:
            break
        start = with_newest(chosen, newest, pool)
        chosen, pool = choose_in_context(pool.without(newest), news.known, start)
        ordered, record = cited_in_order(chosen, pool, statements, options)
    if len(pool.corpus.documents) > 1:  # a lone article has no other to be compared with
        record = with_related(record, ordered, statements)
    record = with_links(with_days(record, ordered, pool.corpus), pool.corpus)
    record = with_news(with_reasons(record, ordered, pool, statements.cosines), ordered, news)
    summary = Summary.of(
        record,
        warnings=(*reading.warnings, *summary_warnings(record, pool.corpus, query, options)),
        explanation=explain(chosen, ordered, pool) if options.explain else None,
        blocks=blocks_as_passed(pool.corpus),
    )
    check(summary, reading.documents)
    return summary


def newer_states(
    chosen: Sequence[int], ordered: Sequence[int], record: SummaryRecord, statements: Statements
) -> dict[int, list[int]]:
    """Return for each chosen row that a later article overtakes the rows that tell the newer state.

    ordered: the chosen rows as `record` has them; its figures that differ say what is later.
    """
    decided = decided_later(chosen, statements.corpus, statements.usage.names)
    reports = {**decided, **later_reports(record, ordered, statements.corpus)}
    return {**reports, **newer_totals(chosen, statements)}


def cited_in_order(
    chosen: list[int], pool: Pool, statements: Statements, options: Options
) -> tuple[list[int], SummaryRecord]:
    """Return chosen rows in reading order, and the summary of them: sentences with sources and figures that differ."""
    ordered = in_reading_order(chosen, pool)
    record = cite(ordered, statements, pool.scores, settings=options.to_dict())
    lone = len(pool.corpus.documents) == 1  # it has no other to be compared with
    return ordered, record if lone else with_conflicts(record, ordered, statements)


def summary_warnings(record: SummaryRecord, corpus: Corpus, query: Query, options: Options) -> list[str]:
    """Return what a reader of the summary should know, a line each.

    record: the summary before its news are added. A line names what was not found, not quoted or not filled.
    """
    return [
        *unknown_language(options),
        *foreign_articles(corpus),
        *query_warnings(query),
        *shortfall(record, options),
    ]


def unknown_language(options: Options) -> list[str]:
    """Return a warning when the language that was asked for has no word lists: its code may be mistyped."""
    code = options.language
    if code is None or load_language(code).stop_words:
        return []
    return [f"no words of language {code} are known: only the very same words are cited; is that the code you mean?"]


def foreign_articles(corpus: Corpus) -> list[str]:
    """Return a warning when articles are in another language than most."""
    codes = sorted({code for code, foreign in zip(corpus.languages, corpus.foreign, strict=True) if foreign})
    if not codes:
        return []
    share = f"{sum(corpus.foreign)} of {len(corpus.foreign)} articles"
    return [f"no sentence is taken from {share}, which are in another language than most ({', '.join(codes)})"]


def shortfall(summary: SummaryRecord, options: Options) -> list[str]:
    """Return a warning when a summary fills less than MIN_FILL of its budget."""
    size = summary.sizes[options.unit]
    if not size:  # nothing is new
        return []
    if size / options.budget >= MIN_FILL:  # a product would overflow for a budget beyond all floats
        return []
    told = f" is told by {options.min_voices} voices," if options.min_voices > 1 else ""
    asked = " speaks of what was asked," if options.query else ""
    reason = f"no other sentence{asked}{told} fits, stands alone and adds something"
    return [f"the summary has {size} of {options.budget} {options.unit}: {reason}"]


def blocks_as_passed(corpus: Corpus) -> tuple[tuple[Block, ...], ...]:
    """Return the blocks of each document, in the order in which the documents were passed."""
    blocks = dict(zip(corpus.passed, corpus.blocks, strict=True))
    return tuple(blocks[index] for index in range(len(blocks)))
