"""The corridor: documents and options in, a checked summary out. The only file that knows every stage."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from summarize.choose.explain import explain
from summarize.choose.order import order
from summarize.choose.pool import SHORTFALL_TENTHS, Pool, choose
from summarize.cite.citations import cite
from summarize.cite.claim import word_usage
from summarize.cite.conflicts import with_conflicts
from summarize.copies.repeats import drop_near_repeats, first_occurrences, identical_sentences
from summarize.corpus import build_corpus, no_progress
from summarize.errors import FaithfulnessError, SummarizeError
from summarize.options import Options, with_settings
from summarize.read.inputs import DocumentInput, gather
from summarize.records import Block, Corpus, ProgressCallback, Reading, SummaryRecord
from summarize.score.query import Query, parse_query, query_warnings, restart_distribution
from summarize.score.rankers import RANKERS, combine_with_query, salience
from summarize.score.tfidf import tfidf
from summarize.summary import Summary
from summarize.text.languages import load_language
from summarize.text.token_rows import TokenRows
from summarize.verify import mismatches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarize.records import Counts, Scores, Weights
    from summarize.score.rankers import Ranker

log = logging.getLogger(__name__)


@with_settings(Options)
def summarize(documents: DocumentInput | Iterable[DocumentInput], options: Options) -> Summary:
    """Summarise articles about one event in sentences of theirs, each with every source that says it.

    documents: one or an iterable of: a str, which is an article's text, never a path; a `Document`; an os.PathLike,
    which is a file or a folder. words, sentences, characters: the budget, one of the three, never exceeded; 150 words
    when none is given. query: what the reader wants to know; a warning names words of it that no sentence has.
    ranker: a name in `summarize.score.rankers.RANKERS`. diversity: 0 = relevance only, 1 = novelty only. language:
    ISO 639-1 code; detected per document by default. voices: "outlets", where the pages of one outlet are one voice,
    or "articles", where only copies are. explain: fill `Summary.explanation`.

    Raises OptionError (a ValueError) for a setting that is not allowed, TypeError for an input of another type, and
    SummarizeError when nothing can be read or nothing fits the budget. The same input gives the same summary,
    whatever the order of the documents.

    >>> texts = ["The dam broke at dawn on Monday. Two villages were flooded.", "A dam broke on Monday, police said."]
    >>> print(summarize(texts, words=8).text)
    The dam broke at dawn on Monday.
    """
    return summarize_reading(gather(documents), options)


def summarize_reading(reading: Reading, options: Options, progress: ProgressCallback = no_progress) -> Summary:
    """Take documents through every stage and check the summary before it is handed out.

    progress: is called with the stage and the share of it that is done. Raises SummarizeError.
    """
    return summarize_corpus(build_corpus(reading.documents, options, progress), reading, options, progress)


def summarize_corpus(
    corpus: Corpus, reading: Reading, options: Options, progress: ProgressCallback = no_progress
) -> Summary:
    """Summarise a corpus that is built already.

    reading: the documents that it was built from. options: `language` and `voices` as they were when it was built.
    Raises SummarizeError when there is no sentence or none fits, FaithfulnessError when the summary fails its check.
    """
    articles, voices, languages = len(corpus.documents), len(set(corpus.voices)), sorted(set(corpus.languages))
    log.info("%d articles, %d voices, %d sentences, in %s", articles, voices, len(corpus.sentences), languages)
    if not corpus.sentences:
        raise SummarizeError("nothing to summarise: no sentence of article text was found in the documents")
    progress("weighing", 0.0)
    same = identical_sentences(corpus)
    query = parse_query(options.query, corpus) if options.query else Query()
    weights, query_row, ranked = weigh(corpus, same, query)
    progress("ranking", 0.0)
    scores = score(corpus, weights, query_row, ranked, RANKERS[options.ranker])
    log.info("%d sentences ranked by %s, %d terms", len(ranked), options.ranker, weights.shape[1])
    progress("choosing", 0.0)
    home = [row for row in ranked.tolist() if not corpus.foreign[corpus.sentences[row].document]]
    pool = Pool(corpus, weights, scores, home, same, options)
    chosen = choose(pool)
    ordered = order(chosen, corpus.sentences, corpus.documents, scores.tolist())
    progress("citing", 0.0)
    record = compose(ordered, pool, options)
    warnings = (
        *reading.warnings,
        *unknown_language(options),
        *foreign_articles(corpus),
        *query_warnings(query),
        *shortfall(record, options),
    )
    explanation = explain(chosen, ordered, pool) if options.explain else None
    summary = Summary.of(record, warnings=warnings, explanation=explanation, blocks=blocks_as_passed(corpus))
    for mismatch in mismatches(summary, dict(enumerate(reading.documents))):
        raise FaithfulnessError(f"the summary failed its own check, please report this: {mismatch}")
    return summary


def weigh(corpus: Corpus, same: Counts, query: Query) -> tuple[Weights, Weights, Counts]:
    """Return the TF-IDF rows of the sentences, (n, v), that of the query, (1, v), and the rows that are ranked.

    same: (n,) what `identical_sentences` returns. Copies are not ranked: they are no further evidence of what matters.
    """
    import numpy as np

    first = first_occurrences(corpus, same)
    rows = tfidf(TokenRows.of(corpus.terms).plus(query.terms), np.append(first, False))
    weights = rows[:-1]
    return weights, rows[[-1]], np.flatnonzero(drop_near_repeats(weights, first, corpus.sentences, corpus.stories))


def score(corpus: Corpus, weights: Weights, query_row: Weights, ranked: Counts, ranker: Ranker) -> Scores:
    """Return the salience of every sentence, (n,) in [0, 1]; 0 for those that are not ranked.

    weights: (n, v) and query_row: (1, v), TF-IDF rows of unit L2 norm or zero. ranked: the rows to be ranked,
    ascending.
    """
    import numpy as np

    scores, rows = np.zeros(len(corpus.sentences)), weights[ranked]
    places = np.array([(sentence.position, sentence.document) for sentence in corpus.sentences])
    position, article = places[ranked].T
    scores[ranked] = salience(ranker(rows, position, article, None), position, article)
    restart = restart_distribution(rows, query_row)
    if restart is not None:
        scores[ranked] = combine_with_query(scores[ranked], ranker(rows, position, article, restart))
    return scores


def compose(ordered: list[int], pool: Pool, options: Options) -> SummaryRecord:
    """Return chosen rows, in reading order, with everything that the articles say of them."""
    usage = word_usage(pool.corpus)
    record = cite(ordered, pool.corpus, pool.weights, pool.scores, usage, settings=options.to_dict())
    return with_conflicts(record, ordered, pool.corpus, pool.weights, usage)


def blocks_as_passed(corpus: Corpus) -> tuple[tuple[Block, ...], ...]:
    """Return the blocks of each document, in the order in which the documents were passed."""
    blocks = dict(zip(corpus.passed, corpus.blocks, strict=True))
    return tuple(blocks[at] for at in range(len(blocks)))


def unknown_language(options: Options) -> list[str]:
    """Say so when a language was asked for of which no words are known: the code may be mistyped."""
    code = options.language
    if code is None or load_language(code).stop_words:
        return []
    return [f"no words of language {code} are known: only the very same words are cited; is that the code you mean?"]


def foreign_articles(corpus: Corpus) -> list[str]:
    """Say so when articles are in another language than most."""
    other = sorted({code for code, other in zip(corpus.languages, corpus.foreign, strict=True) if other})
    if not other:
        return []
    many = f"{sum(corpus.foreign)} of {len(corpus.foreign)} articles"
    return [f"no sentence is taken from {many}, which are in another language than most ({', '.join(other)})"]


def shortfall(summary: SummaryRecord, options: Options) -> list[str]:
    """Say so when a summary is much shorter than asked for."""
    have = summary.sizes[options.unit]
    if 10 * have >= SHORTFALL_TENTHS * options.budget:
        return []
    why = "no other sentence fits, stands alone and adds something"
    return [f"the summary has {have} of {options.budget} {options.unit}: {why}"]
