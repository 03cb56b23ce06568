"""The corridor: documents and options in, a checked summary out. The only file that knows every stage."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from summarize.choose.explain import explain
from summarize.choose.order import order
from summarize.choose.pool import SHORTFALL_TENTHS, Pool, choose
from summarize.cite.citations import cite
from summarize.cite.claim import word_usage
from summarize.cite.conflicts import with_conflicts
from summarize.clean.blocks import clean, headline
from summarize.copies.near_copies import drop_near_repeats, first_occurrences, group_copies, identical_sentences
from summarize.copies.voices import group_voices
from summarize.errors import FaithfulnessError, SummarizeError
from summarize.options import OUTLETS, Options
from summarize.read.inputs import read_all
from summarize.records import Corpus, Document, Reading, Sentence, Summary
from summarize.score.query import Query, parse_query, query_warnings, restart_distribution
from summarize.score.rankers import RANKERS, combine_with_query, salience
from summarize.score.tfidf import tfidf
from summarize.text.languages import Language, in_other_language, language, languages_of, most_common, stemmer
from summarize.text.repair import repair
from summarize.text.sentences import split_sentences
from summarize.text.token_rows import TokenRows
from summarize.text.tokens import count_words, fold, tokenize
from summarize.verify import mismatches

if TYPE_CHECKING:
    from summarize.score.rankers import Counts, Ranker, Scores, Weights

log = logging.getLogger(__name__)

Watch = Callable[[str, float], None]  # is told the stage and the share of it that is done, at least at its start
Input = str | Document | os.PathLike[str]


def unwatched(stage: str, share: float) -> None:
    """Tell nobody how far it is."""


def summarize(
    documents: Input | Iterable[Input],
    *,
    words: int | None = None,
    sentences: int | None = None,
    characters: int | None = None,
    query: str | None = None,
    ranker: str = "lexrank",
    diversity: float = 0.4,
    language: str | None = None,
    voices: str = "outlets",
    explain: bool = False,
) -> Summary:
    """Summarise articles about one event in sentences of theirs, each with every source that says it.

    documents: one or an iterable of: a str, which is an article's text, never a path; a `Document`; an os.PathLike,
    which is a file or a folder. words, sentences, characters: the budget, one of the three, never exceeded; 150 words
    when none is given. query: what the reader wants to know; a warning names words of it that no sentence has.
    ranker: a name in `summarize.score.rankers.RANKERS`. diversity: 0 = relevance only, 1 = novelty only. language: ISO 639-1
    code; detected per document by default. voices: "outlets", where the pages of one outlet are one voice, or
    "articles", where only copies are. explain: fill `Summary.explanation`.

    Raises OptionError (a ValueError) for a setting that is not allowed, TypeError for an input of another type, and
    SummarizeError when nothing can be read or nothing fits the budget. The same input gives the same summary,
    whatever the order of the documents.

    >>> texts = ["The dam broke at dawn on Monday. Two villages were flooded.", "A dam broke on Monday, police said."]
    >>> print(summarize(texts, words=8).text)
    The dam broke at dawn on Monday.
    """
    options = Options(
        words=words,
        sentences=sentences,
        characters=characters,
        query=query,
        ranker=ranker,
        diversity=diversity,
        language=language,
        voices=voices,
        explain=explain,
    )
    return summarize_reading(gather(documents), options)


def gather(documents: Input | Iterable[Input]) -> Reading:
    """Return the documents of a call, files read, in the order given."""
    found: list[Document] = []
    warnings: list[str] = []
    for item in listed(documents):
        if isinstance(item, os.PathLike):
            reading = read_all([item])
            found += reading.documents
            warnings += reading.warnings
        else:
            found.append(checked(Document(item) if isinstance(item, str) else item))
    return Reading(tuple(found), tuple(warnings))


def listed(documents: Input | Iterable[Input]) -> list[Input]:
    """Return documents as a list; TypeError for what is none of those that `summarize` takes, a mapping among them."""
    if isinstance(documents, str | bytes | Document | os.PathLike):
        return [documents]
    if isinstance(documents, Mapping) or not isinstance(documents, Iterable):
        kinds = "a str, a Document, a path, or an iterable of them"
        raise TypeError(f"documents is {kinds}, got {type(documents).__name__}")
    return list(documents)


def checked(document: object) -> Document:
    """Return a document whose fields are text; TypeError names what is not."""
    if not isinstance(document, Document):
        raise TypeError(f"a document is a str, a Document or a path, got {type(document).__name__}")
    for field in fields(document):
        value = getattr(document, field.name)
        if not isinstance(value, str) and (value is not None or field.name == "text"):
            raise TypeError(f"Document.{field.name} is a str, got {type(value).__name__}")
    return document


def summarize_reading(reading: Reading, options: Options, watch: Watch = unwatched) -> Summary:
    """Take documents through every stage and check the summary before it is handed out.

    watch: is told how far it is.
    """
    return summarize_corpus(cut(reading.documents, options, watch), reading, options, watch)


def summarize_corpus(corpus: Corpus, reading: Reading, options: Options, watch: Watch = unwatched) -> Summary:
    """Summarise documents that are cut already; those options that say how they are must be the same."""
    articles, voices, languages = len(corpus.documents), len(set(corpus.voices)), sorted(set(corpus.languages))
    log.info("%d articles, %d voices, %d sentences, in %s", articles, voices, len(corpus.sentences), languages)
    if not corpus.sentences:
        raise SummarizeError("nothing to summarise: no sentence of article text was found in the documents")
    watch("weighing", 0.0)
    same = identical_sentences(corpus)
    question = parse_query(options.query, corpus) if options.query else Query()
    weights, asked, voiced = weighed(corpus, same, question)
    watch("ranking", 0.0)
    scores = scored(corpus, weights, asked, voiced, RANKERS[options.ranker])
    log.info("%d sentences ranked by %s, %d terms", len(voiced), options.ranker, weights.shape[1])
    watch("choosing", 0.0)
    own = [row for row in voiced.tolist() if not corpus.foreign[corpus.sentences[row].document]]
    pool = Pool(corpus, weights, scores, own, same, options)
    chosen = choose(pool)
    watch("citing", 0.0)
    summary = composed(chosen, pool, options)
    warnings = (*unlisted(options), *passed_over(corpus), *query_warnings(question), *shortfall(summary, options))
    summary = replace(summary, warnings=(*reading.warnings, *warnings))
    for wrong in mismatches(summary, dict(enumerate(reading.documents))):
        raise FaithfulnessError(f"the summary failed its own check, please report this: {wrong}")
    return summary


def weighed(corpus: Corpus, same: Counts, question: Query) -> tuple[Weights, Weights, Counts]:
    """Return the TF-IDF rows of the sentences, (n, v), that of the question, (1, v), and the rows that are ranked.

    same: (n,) what `alike` returns. Copies are not ranked: they are no further evidence of what matters.
    """
    import numpy as np

    first = first_occurrences(corpus, same)
    rows = tfidf(TokenRows.of(corpus.terms).plus(question.terms), np.append(first, False))
    weights = rows[:-1]
    return weights, rows[[-1]], np.flatnonzero(drop_near_repeats(weights, first, corpus.sentences, corpus.stories))


def scored(corpus: Corpus, weights: Weights, asked: Weights, voiced: Counts, ranker: Ranker) -> Scores:
    """Return the salience of every sentence, (n,) in [0, 1]; 0 for those that are not among the rows to be ranked."""
    import numpy as np

    scores, ranked = np.zeros(len(corpus.sentences)), weights[voiced]
    position, article = np.array([(one.position, one.document) for one in corpus.sentences])[voiced].T
    scores[voiced] = salience(ranker(ranked, position, article, None), position, article)
    jump = restart_distribution(ranked, asked)
    if jump is not None:
        scores[voiced] = combine_with_query(scores[voiced], ranker(ranked, position, article, jump))
    return scores


def composed(chosen: list[int], pool: Pool, options: Options) -> Summary:
    """Return the chosen rows as a summary with everything that is known of them."""
    corpus, weights, scores, use = pool.corpus, pool.weights, pool.scores, word_usage(pool.corpus)
    ordered = order(chosen, corpus.sentences, corpus.documents, scores.tolist())
    summary = cite(ordered, corpus, weights, scores, use, settings=options.to_dict())
    summary = with_conflicts(summary, ordered, corpus, weights, use)
    return replace(summary, explanation=explain(chosen, ordered, pool)) if options.explain else summary


def cut(documents: Sequence[Document], options: Options, watch: Watch = unwatched) -> Corpus:
    """Clean and split the articles; they are put in an order that depends on their texts only, the longest first."""
    if not documents:
        raise SummarizeError("nothing to summarise: no documents were given")
    passed = sorted(range(len(documents)), key=lambda at: canonical(documents[at]))
    codes = languages_of([documents[at].text for at in passed], options.language)
    titled, sentences = [], []
    for place, at in enumerate(passed):
        watch("cutting into sentences", place / len(passed))
        document, told = cut_one(documents[at], place, codes[place])
        titled.append(document)
        sentences += told
    watch("cutting into words", 0.0)
    words = TokenRows.of(tokenize(sentence.text) for sentence in sentences)
    article = [sentence.document for sentence in sentences]
    watch("finding copies", 0.0)
    stories = tuple(group_copies(words.each([str.lower], [0] * len(words)).joined(article, len(documents))))
    outlets = [document.outlet for document in titled] if options.voices == OUTLETS else [None] * len(titled)
    voices = tuple(group_voices(stories, outlets))
    terms = content(words, [codes[at] for at in article])
    home = most_common(codes[at] for at in article) if article else ""
    other = in_other_language([document.text for document in titled], codes, home)
    return Corpus(tuple(titled), tuple(passed), codes, other, stories, voices, tuple(sentences), words, terms)


def canonical(document: Document) -> tuple[int | str, ...]:
    """Return what articles are sorted by: length and text, and what else is known where two texts are the same."""
    known = (document.date, document.title, document.url, document.name, document.author, document.outlet)
    return -len(document.text), document.text, *(value or "" for value in known)


def cut_one(document: Document, place: int, code: str) -> tuple[Document, list[Sentence]]:
    """Return an article with its title, where one is recognised, and the sentences of its prose."""
    blocks = clean(document.text, document.title)
    if not document.title and (title := headline(document.text, blocks)):
        document = replace(document, title=title)
    sentences: list[Sentence] = []
    for block in (block for block in blocks if block.kind == "prose"):
        for span in split_sentences(document.text[block.start : block.end], code):
            start, end = block.start + span.start, block.start + span.end
            text = repair(document.text[start:end])
            if words := count_words(text):
                sentences.append(Sentence(place, start, end, text, len(sentences), words))
    return document, sentences


def content(sentences: Iterable[Sequence[str]], codes: Sequence[str]) -> TokenRows:
    """Return the stems of each sentence's open-class tokens; codes: the language of each."""
    place = {code: at for at, code in enumerate(sorted(set(codes)))}
    return TokenRows.of(sentences).each([term(language(code)) for code in place], [place[code] for code in codes])


def term(known: Language) -> Callable[[str], str | None]:
    """Return a function from a token to its stem, or to None where it is of a closed class."""
    stem = stemmer(known)
    return lambda token: None if (word := fold(token)) in known.stop else stem(word)


def unlisted(options: Options) -> list[str]:
    """Say so when a language was asked for of which no words are known: the code may be mistyped."""
    code = options.language
    if code is None or language(code).stop:
        return []
    return [f"no words of language {code} are known: only the very same words are cited; is that the code you mean?"]


def passed_over(corpus: Corpus) -> list[str]:
    """Say so when articles are in another language than most."""
    other = sorted({code for code, other in zip(corpus.languages, corpus.foreign, strict=True) if other})
    if not other:
        return []
    many = f"{sum(corpus.foreign)} of {len(corpus.foreign)} articles"
    return [f"no sentence is taken from {many}, which are in another language than most ({', '.join(other)})"]


def shortfall(summary: Summary, options: Options) -> list[str]:
    """Say so when a summary is much shorter than asked for."""
    have = summary.sizes[options.unit]
    if 10 * have >= SHORTFALL_TENTHS * options.budget:
        return []
    why = "no other sentence fits, stands alone and adds something"
    return [f"the summary has {have} of {options.budget} {options.unit}: {why}"]
