"""How well a sentence tells what happened on a day: as an event, done, by itself.

Takes a row and a day that it names; returns its fitness, and a factor by which it is preferred. What an editor would
not print beside a day is a plan, a denial, a comment, a question, or a sentence that leans on what is not there.
"""

from __future__ import annotations

import re
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING

from summarize.choose.context import ArticleContext
from summarize.choose.dependence import plain_words
from summarize.choose.lede import is_lede, is_statement
from summarize.choose.names import in_first_person
from summarize.choose.standalone import looks_ahead
from summarize.cite.assertion import is_told
from summarize.text.languages import Language, load_language
from summarize.text.times import CLAUSE_END, Time, times_in
from summarize.text.tokens import is_question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarize.choose.pool import Pool

# By judgement, when 12 timelines of newsrooms' topics, newswire and the clusters in benchmarks/ were read. Without any
# of the factors the aligned ROUGE-1 of seven timelines of newsrooms changes by less than .002.
SAID = 0.8  # factor of a sentence that names the day only as the one on which somebody says something
NEGATED = 0.8  # of one that tells what did not happen
LEDE = 1.25  # of the first sentence of an article of the day or the one after
HEAD = 1.1  # of the next HEAD_SENTENCES - 1 of it
HEAD_SENTENCES = 3
DAYS_OF_NEWS = 1  # from a day to the article that reports it as its news
MAIN_SHARE = 0.5  # share of the articles that have a name from which on it needs no introduction
MIN_WORDS = 8  # beside the day; of fewer, one must be a verb that is known, or they are a caption or a heading
WORDS_OF_SPEECH = 3  # before a day among which a verb of speech stands: said in Tarn on Tuesday

# What stands behind the day that opens a text when it says when it was put out: updated 9:30.
STAMP = re.compile(r"^\W*(?:\w+\W+){0,2}\d{1,2}[.:]\d\d\b")


class Fitness(IntEnum):
    """How well a sentence tells of a day; a worse one is taken only where there is no better."""

    TELLS = 0
    LEANS = 1  # it needs what is not told, or tells what was so before or after the day
    COMMENTS = 2  # a denial, a plan, a quotation: never alone
    UNFIT = 3  # never


class Telling:
    """Reads how well the rows of a pool tell of a day."""

    def __init__(self, pool: Pool) -> None:
        self.pool, self.corpus = pool, pool.corpus
        self.articles: dict[int, ArticleContext] = {}  # by document
        self.main: dict[str, bool] = {}  # by name

    def fitness(self, row: int, day: str) -> Fitness:
        """Return how fit a row is to be told beside a day, YYYY-MM-DD, which it names, or which is that of its article.

        A sentence written before the day foretells it. One that names no time tells of the day of its article only
        where it is a lede, and has a verb of the past.
        """
        text, language, times = self.read(row, day)
        words, written = plain_words(text), self.written(row)
        if (written and written < day) or "|" in text or is_fragment(text, times, language):
            return Fitness.UNFIT
        if is_question(text) or text.endswith("!") or in_first_person(text, language):
            return Fitness.UNFIT
        if not times and not (self.is_lede(row) and is_past(words, language)):
            return Fitness.UNFIT
        clauses = [clause_around(text, time, language) for time in times] or [text]
        foretells = any(looks_ahead(clause, language) for clause in clauses)
        if foretells or not language.denials.isdisjoint(words) or not is_statement(text, language):
            return Fitness.COMMENTS
        bounded = bool(times) and all(bounds(text, time, language) for time in times)
        return Fitness.LEANS if bounded or lacks_noun(words, language) or self.is_open(row) else Fitness.TELLS

    def factor(self, row: int, day: str) -> float:
        """Return by how much a row is preferred among those that tell of a day."""
        text, language, times = self.read(row, day)
        said = bool(times) and all(is_of_speech(text, time, language) for time in times)
        factor = SAID if said else 1.0
        if not language.negations.isdisjoint(plain_words(text)):
            factor *= NEGATED
        written, position = self.written(row), self.corpus.sentences[row].position
        if written and 0 <= days_between(day, written) <= DAYS_OF_NEWS and position < HEAD_SENTENCES:
            factor *= HEAD if position else LEDE
        return factor

    def read(self, row: int, day: str) -> tuple[str, Language, Sequence[Time]]:
        """Return the text of a row, its language, and where it names a day."""
        sentence = self.corpus.sentences[row]
        language = load_language(self.corpus.languages[sentence.document])
        times = times_in(sentence.text, language, self.written(row))
        return sentence.text, language, [time for time in times if time.day == day]

    def written(self, row: int) -> str | None:
        """Return the day of the article of a row, YYYY-MM-DD; None where it is not known."""
        return self.corpus.days[self.corpus.sentences[row].document]

    def is_lede(self, row: int) -> bool:
        """Whether a row opens the report of an article; where all articles are a sentence long, each does."""
        return self.pool.has_remarks or is_lede(row, self.pool)

    def is_open(self, row: int) -> bool:
        """Whether a row needs what it does not tell; a name that most articles have needs no introduction."""
        document = self.corpus.sentences[row].document
        if document not in self.articles:
            language = load_language(self.corpus.languages[document])
            self.articles[document] = ArticleContext(document, self.corpus, language)
        needs = self.articles[document].needs(row)
        return any(need.in_article or not any(map(self.is_main, sorted(need.words))) for need in needs)

    def is_main(self, name: str) -> bool:
        """Whether most articles have a name."""
        if name not in self.main:
            count = sum(name in document.text for document in self.corpus.documents)
            self.main[name] = count >= MAIN_SHARE * len(self.corpus.documents)
        return self.main[name]


def days_between(day: str, written: str) -> int:
    """Return how many days an article was written after a day; less than 0 where before."""
    return date.fromisoformat(written).toordinal() - date.fromisoformat(day).toordinal()


def is_fragment(text: str, times: Sequence[Time], language: Language) -> bool:
    """Whether a text is hardly more than a time, or is short and has no verb that is known to be one.

    times: where it names the day. No text is one in a language whose verbs are not known.

    >>> from summarize.text.languages import load_language
    >>> en = load_language("en")
    >>> texts = "Tuesday 3 March 2020, updated 9:30 a.m.", "Flowers for Tarn on 3 May 2020.", "It broke on 3 May 2020."
    >>> [is_fragment(text, times_in(text, en, None), en) for text in texts]
    [True, True, False]
    """
    if not language.participle_endings:
        return False
    for time in times:
        text = text[: time.start] + " " * (time.end - time.start) + text[time.end :]
    words = plain_words(text)
    verbs = language.passive_verbs | language.speech | language.reporting | language.future
    told = is_past(words, language) or not verbs.isdisjoint(words)
    return (len(words) < MIN_WORDS and not told) or STAMP.search(text) is not None


def is_past(words: Sequence[str], language: Language) -> bool:
    """Whether one of some words may be a verb of the past; always in a language whose verbs are not known.

    >>> from summarize.text.languages import load_language
    >>> [is_past(text.split(), load_language("en")) for text in ("the dam broke", "every dam has a name")]
    [True, False]
    """
    if not language.participle_endings:
        return True
    open_words = (word for word in words if word not in language.stop_words)
    return any(is_told(word, language) and not word.endswith(language.gerund_endings) for word in open_words)


def clause_around(text: str, time: Time, language: Language) -> str:
    """Return the words of the clause in which a time stands.

    >>> from summarize.text.languages import load_language
    >>> text, en = "Trains will run again after both sides agreed on 3 March 2020, police said.", load_language("en")
    >>> clause_around(text, *times_in(text, en, None), en)
    'both sides agreed on 3 march 2020'
    """
    opens = language.clause_openers | language.adding
    before = plain_words(CLAUSE_END.split(text[: time.start])[-1])
    behind = plain_words(CLAUSE_END.split(text[time.end :])[0])
    start = max((place + 1 for place, word in enumerate(before) if word in opens), default=0)
    end = next((place for place, word in enumerate(behind) if word in opens), len(behind))
    return " ".join([*before[start:], *plain_words(text[time.start : time.end]), *behind[:end]])


def bounds(text: str, time: Time, language: Language) -> bool:
    """Whether a sentence tells what was so before or after a day: by 3 March, as of Monday, lower than on Friday.

    >>> from summarize.text.languages import load_language
    >>> en, texts = load_language("en"), ("By 3 March 2020 nine had died.", "Nine died on 3 March 2020.")
    >>> [bounds(text, *times_in(text, en, None), en) for text in texts]
    [True, False]
    """
    before = [word for word in plain_words(text[: time.start])[-3:] if word not in language.definite_articles]
    return not language.time_bounds.isdisjoint({*before[-1:], " ".join(before[-2:])})


def is_of_speech(text: str, time: Time, language: Language) -> bool:
    """Whether a day is the one on which somebody says something: said on Tuesday."""
    near = [*plain_words(text[: time.start])[-WORDS_OF_SPEECH:], *plain_words(text[time.end :], 1)]
    return not language.speech.isdisjoint(near)


def lacks_noun(words: Sequence[str], language: Language) -> bool:
    """Whether a sentence opens with how many, and not of whom: Most were told; Two are missing.

    >>> from summarize.text.languages import load_language
    >>> texts = "most were told on wednesday", "two are still missing", "two men are missing"
    >>> [lacks_noun(text.split(), load_language("en")) for text in texts]
    [True, True, False]
    """
    if len(words) < 2 or not (words[0] in language.quantifiers or words[0] in language.numbers):
        return False
    return words[1] in language.passive_verbs | language.past_marks | language.perfect_marks | language.future
