"""The corridor: documents and options in, a checked summary out. The only file that knows every stage."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from summarize.ask import Question, ask, relevance, unanswered
from summarize.cite import cite
from summarize.clean import clean, headline
from summarize.collapse import alike, collapse, drop_echoes, first_tellings
from summarize.differ import note_differing
from summarize.errors import FaithfulnessError, SummarizeError
from summarize.explain import Pool, explain
from summarize.language import Language, foreign, language, stemmer, tongues, usual
from summarize.options import OUTLETS, Options
from summarize.order import order
from summarize.pick import pick
from summarize.rank import RANKERS, answering, salience
from summarize.read import read_all
from summarize.records import Corpus, Document, Reading, Sentence, Summary
from summarize.repair import repair
from summarize.rows import Rows
from summarize.split import split
from summarize.stand import Stand, stand
from summarize.verify import mismatches
from summarize.voices import independent
from summarize.weigh import weigh
from summarize.words import count_words, fold, tokens

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from summarize.rank import Scores, Weights

log = logging.getLogger(__name__)

Watch = Callable[[str, float], None]  # is told the stage and the share of it that is done, at least at its start
Input = str | Document | os.PathLike[str]
COSTS: dict[str, Callable[[Sentence], int]] = {  # what a sentence takes of the budget
    "words": lambda sentence: sentence.words,
    "sentences": lambda _: 1,
    "characters": lambda sentence: len(sentence.text) + 1,  # and a space
}
LEAST, CLEAR, CURT = 0.25, 0.6, 8  # shares of the highest salience, and words
UNENDING = 300  # words; no sentence has more
SHORT = 9  # tenths of the budget; a summary of less says why


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
    ranker: a name in `summarize.rank.RANKERS`. diversity: 0 = relevance only, 1 = novelty only. language: ISO 639-1
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
    return run(gather(documents), options)


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


def run(reading: Reading, options: Options, watch: Watch = unwatched) -> Summary:
    """Take documents through every stage and check the summary before it is handed out.

    watch: is told how far it is.
    """
    import numpy as np

    if not reading.documents:
        raise SummarizeError("nothing to summarise: no documents were given")
    corpus = cut(reading.documents, options, watch)
    articles, voices, languages = len(corpus.documents), len(set(corpus.voices)), sorted(set(corpus.languages))
    log.info("%d articles, %d voices, %d sentences, in %s", articles, voices, len(corpus.sentences), languages)
    if not corpus.sentences:
        raise SummarizeError("nothing to summarise: no sentence of article text was found in the documents")
    watch("weighing", 0.0)
    same = alike(corpus.sentences)
    first = first_tellings(corpus.sentences, corpus.stories, same)
    question = ask(options.query, corpus) if options.query else Question()
    rows = weigh(Rows.of(corpus.terms).plus(question.terms), np.append(first, False))
    weights = rows[:-1]
    voiced = np.flatnonzero(drop_echoes(weights, first, corpus.sentences, corpus.stories))
    watch("ranking", 0.0)
    position, article = np.array([(sentence.position, sentence.document) for sentence in corpus.sentences]).T
    scores = np.zeros(len(position))
    ranked, place, home = weights[voiced], position[voiced], article[voiced]
    jump, ranker = relevance(ranked, rows[[-1]]), RANKERS[options.ranker]
    scores[voiced] = salience(ranker(ranked, place, home, None), place, home)
    if jump is not None:
        scores[voiced] = answering(scores[voiced], ranker(ranked, place, home, jump))
    log.info("%d sentences ranked by %s, %d terms", len(voiced), options.ranker, weights.shape[1])
    watch("choosing", 0.0)
    # two reporters may write the very same sentence, even one without a weighed word: only one may be chosen,
    # the one that stands alone best
    standing = np.array(standings(corpus))
    ours = voiced[~np.array(corpus.foreign)[article[voiced]]]
    best = ours[np.lexsort((ours, standing[ours]))]
    rivals = np.sort(best[np.unique(same[best], return_index=True)[1]])
    chosen = choose(corpus, weights, scores, rivals, standing[rivals], options)
    watch("citing", 0.0)
    ordered = order(chosen, corpus.sentences, corpus.documents, scores.tolist())
    summary = cite(ordered, corpus, weights, scores, settings=options.to_dict())
    summary = note_differing(summary, ordered, corpus, weights)
    if options.explain:
        why = explain(chosen, ordered, corpus, pool(corpus, weights, scores, rivals, standing, options))
        summary = replace(summary, explanation=why)
    short = shortfall(summary, options)
    summary = replace(summary, warnings=(*reading.warnings, *passed_over(corpus), *unanswered(question), *short))
    for wrong in mismatches(summary, dict(enumerate(reading.documents))):
        raise FaithfulnessError(f"the summary failed its own check, please report this: {wrong}")
    return summary


def cut(documents: Sequence[Document], options: Options, watch: Watch = unwatched) -> Corpus:
    """Clean and split the articles; they are put in an order that depends on their texts only, the longest first."""
    passed = sorted(range(len(documents)), key=lambda at: canonical(documents[at]))
    codes = tongues([documents[at].text for at in passed], options.language)
    titled, sentences = [], []
    for place, at in enumerate(passed):
        watch("cutting into sentences", place / len(passed))
        document, told = cut_one(documents[at], place, codes[place])
        titled.append(document)
        sentences += told
    watch("cutting into words", 0.0)
    words = Rows.of(tokens(sentence.text) for sentence in sentences)
    article = [sentence.document for sentence in sentences]
    watch("finding copies", 0.0)
    stories = tuple(collapse(words.each([str.lower], [0] * len(words)).joined(article, len(documents))))
    outlets = [document.outlet for document in titled] if options.voices == OUTLETS else [None] * len(titled)
    voices = tuple(independent(stories, outlets))
    terms = content(words, [codes[at] for at in article])
    home = usual(codes[at] for at in article) if article else ""
    other = foreign([document.text for document in titled], codes, home)
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
        for span in split(document.text[block.start : block.end], code):
            start, end = block.start + span.start, block.start + span.end
            text = repair(document.text[start:end])
            if words := count_words(text):
                sentences.append(Sentence(place, start, end, text, len(sentences), words))
    return document, sentences


def content(sentences: Iterable[Sequence[str]], codes: Sequence[str]) -> Rows:
    """Return the stems of each sentence's open-class tokens; codes: the language of each."""
    place = {code: at for at, code in enumerate(sorted(set(codes)))}
    return Rows.of(sentences).each([term(language(code)) for code in place], [place[code] for code in codes])


def term(known: Language) -> Callable[[str], str | None]:
    """Return a function from a token to its stem, or to None where it is of a closed class."""
    stem = stemmer(known)
    return lambda token: None if (word := fold(token)) in known.stop else stem(word)


def choose(
    corpus: Corpus,
    weights: Weights,
    scores: Scores,
    rows: npt.NDArray[np.int64],
    standing: npt.NDArray[np.int64],
    options: Options,
) -> list[int]:
    """Pick among the given rows; those that do not stand alone only when none that does fits the budget.

    standing: (n,) how well each of the rows stands alone, a `Stand`. Rows that tell little are taken only where the
    budget would be left unfilled without them.
    """
    import numpy as np

    alone = standing == Stand.ALONE
    telling = alone & tells(corpus, scores, rows, alone)
    costs = np.array([*map(COSTS[options.unit], corpus.sentences)])
    budget = min(options.budget, int(costs.sum()))
    budget += options.unit == "characters"  # the last sentence needs no space after it
    for worthy, least in ((telling, SHORT * budget / 10), (alone, 1), (standing <= Stand.LEANS, 1)):
        fit = rows[worthy]
        picked = fit[pick(weights[fit], scores[fit], costs[fit], budget=budget, novelty=options.diversity)]
        if costs[picked].sum() >= least:
            return [int(row) for row in picked]
    whole = rows[standing <= Stand.LEANS]
    if not len(whole):
        raise SummarizeError("nothing to summarise: no whole sentence was found in the documents")
    shortest = int(costs[whole].min()) - (options.unit == "characters")
    advice = "ask for at least that many"
    if min(corpus.sentences[row].words for row in whole.tolist()) > UNENDING:
        advice = "the articles seem to have no sentence ends; give texts with punctuation or line breaks"
    raise SummarizeError(f"the shortest sentence has {shortest} {options.unit}: {advice}")


def tells(
    corpus: Corpus, scores: Scores, rows: npt.NDArray[np.int64], alone: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Whether each of some rows tells more than little: LEAST of the highest salience, CLEAR in under CURT words.

    alone: (n,) which of the rows stand alone; the highest is theirs.
    """
    import numpy as np

    words = np.array([corpus.sentences[row].words for row in rows.tolist()])
    share = scores[rows] / max(float(scores[rows][alone].max(initial=0.0)), float(np.finfo(float).tiny))
    return np.asarray(share >= np.where(words < CURT, CLEAR, LEAST))


def pool(
    corpus: Corpus,
    weights: Weights,
    scores: Scores,
    rows: npt.NDArray[np.int64],
    standing: npt.NDArray[np.int64],
    options: Options,
) -> Pool:
    """Return what the choice was made from, for its explanation; rows: those that could be chosen."""
    import numpy as np

    rival = np.zeros(len(scores), dtype=bool)
    rival[rows] = True
    telling = rival.copy()
    telling[rows] = tells(corpus, scores, rows, standing[rows] == Stand.ALONE)
    costs = np.array([*map(COSTS[options.unit], corpus.sentences)])
    budget = options.budget + (options.unit == "characters")
    standings = [Stand(one) for one in standing.tolist()]
    return Pool(weights, scores, costs, standings, rival, telling, options.diversity, budget, options.unit)


def standings(corpus: Corpus) -> list[Stand]:
    """Say for every sentence how well it stands alone."""
    by_document: dict[int, list[Sentence]] = {}
    for sentence in corpus.sentences:
        by_document.setdefault(sentence.document, []).append(sentence)
    known: dict[int, Language] = {at: language(corpus.languages[at]) for at in by_document}
    return [standing for at, sentences in by_document.items() for standing in stand(sentences, known[at])]


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
    if 10 * have >= SHORT * options.budget:
        return []
    why = "no other sentence fits, stands alone and adds something"
    return [f"the summary has {have} of {options.budget} {options.unit}: {why}"]
