"""What the sentences of a summary leave open: a surname that nobody introduced, "the ruling" that nobody gave.

Takes chosen rows in reading order; returns those that need what no sentence before them in the summary tells, so that
others can be chosen. A sentence directly behind the one before it in its article needs nothing more.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from summarize.choose.lede import in_reading_order
from summarize.choose.mentions import (
    Token,
    alike,
    common_phrases,
    definite_opening,
    fronted,
    part_taken_up,
    pointing_phrases,
    resumed,
    tokens_of,
)
from summarize.choose.names import bare_names, is_somebody, is_taken_up, may_be_somebody, stands_for_person
from summarize.choose.opening import opening
from summarize.choose.pool import Pool
from summarize.choose.standalone import Standing
from summarize.errors import SummarizeError
from summarize.records import Corpus, Span
from summarize.text.languages import NO_WORDS, Language, Words, load_language
from summarize.text.quotes import find_quotes, quoted_spans, starts_quoted, unquoted
from summarize.text.stemmers import stemmer

# By judgement. On 40 clusters of news that were labelled by reading, on which the word lists were set as well, 7 of 8
# chosen sentences that are found open do not stand alone, and 46 of 55 of those next in rank; chosen sentences that do
# not stand alone fall from 25 of 175 to 16 of 169. ROUGE-2 recall: + 0.2 on newswire, - 0.1 on web news.
LEAST_FILL = 0.8  # share of the budget that a choice must fill if it fills less than the one before
MAX_PLAUSIBLE_WORDS = 300  # of a sentence; where all have more, the articles lack sentence ends; by judgement
# Times the salience of every row that stands alone, which a row that leans must have to be the answer to a question. Of
# 193 questions it answers one more than 2.0; 1.0 answers as many.
ANSWER_LEAD = 1.2
MAX_ROUNDS = 6  # choices, each without the sentences that the ones before left open
MAX_SENTENCES_BACK = 3  # before a pronoun, in which the name may stand that it is for
MAX_SENTENCES_READ = 200  # from the start of an article, for who is introduced there
MAX_CHARACTERS_READ = 50_000  # the same, for who is a person
MAX_NAMES = 20  # of a sentence that are looked up
MAX_PLACES_READ = 20  # of a name, for the same


def choose_in_context(pool: Pool, known: Words = NO_WORDS, start: Sequence[int] = ()) -> tuple[list[int], Pool]:
    """Return the rows of the summary as picked, and the pool that they are of: rows that were passed over lean in it.

    known: names that the reader knows, so that they may stand alone. start: rows that are picked already, and stay
    where they can; by default the best answer, or the opening.

    Where a question was asked, an answer may need context. Else a row that needs more than the summary tells before it
    counts as one that leans, and the choice is made again, up to MAX_ROUNDS. One that fills less than the one before,
    and less than LEAST_FILL of the budget, is not taken. Raises as `choose` does.
    """
    articles: dict[int, ArticleContext] = {}
    start = start or best_answer(pool) or opening(pool)
    chosen = choose(pool, start)
    for _ in range(0 if pool.asked else MAX_ROUNDS - 1):
        ordered = in_reading_order(chosen, pool)
        unfit = open_rows(ordered, pool.corpus, articles, known)
        leaning = [row for row in unfit if pool.standings[row] is Standing.ALONE]
        if not leaning:
            break
        stricter = pool.with_leaning(leaning)
        start = stricter.still_led(row for row in start if row not in leaning) or opening(stricter)
        others = choose(stricter, start)
        if pool.costs[others].sum() < min(LEAST_FILL * pool.budget, pool.costs[chosen].sum()):
            break
        pool, chosen = stricter, others
    return chosen, pool


def choose(pool: Pool, start: Sequence[int] = ()) -> list[int]:
    """Return the rows of the summary as picked; their costs never exceed the budget.

    start: rows that are picked already, and stay.

    Rows that lean on others are picked only behind the sentence before them, or when no row that stands alone fits.
    Fillers are picked only when nothing else fits: a summary is better short than padded.

    Raises SummarizeError, which names a remedy, when nothing fits.
    """
    for worst in (Standing.ALONE, Standing.LEANS):
        for fillers in (False, True):
            picked = pool.pick(worst, fillers=fillers, start=start)
            if picked:
                return picked
    raise SummarizeError(nothing_fits(pool))


def nothing_fits(pool: Pool) -> str:
    """Say why no sentence could be chosen, and what to do."""
    whole = [row for row in pool.rows.tolist() if pool.is_eligible(row, Standing.LEANS)]
    if not whole:
        return "nothing to summarise: no whole sentence was found in the documents"
    shortest = int(pool.costs[whole].min()) - (pool.unit == "characters")
    advice = "ask for at least that many"
    if min(pool.corpus.sentences[row].words for row in whole) > MAX_PLAUSIBLE_WORDS:
        advice = "the articles seem to have no sentence ends; give texts with punctuation or line breaks"
    return f"the shortest sentence has {shortest} {pool.unit}: {advice}"


def best_answer(pool: Pool) -> list[int]:
    """Return the row that answers a question by far the best although it leans; [] without one, or where none is asked.

    The row before it goes with it where that stands alone, and both fit the budget.
    """
    ranked = sorted(pool.rows.tolist() if pool.asked else (), key=lambda row: (-pool.scores[row], row))
    best = next((row for row in ranked if pool.is_eligible(row, Standing.LEANS)), None)
    if best is None or pool.standings[best] is Standing.ALONE:
        return []
    alone = next((pool.scores[row] for row in ranked if pool.is_eligible(row)), 0.0)
    if pool.scores[best] < ANSWER_LEAD * alone:
        return []
    before = [best - 1] if pool.follows(best) and best - 1 in ranked and pool.is_eligible(best - 1) else []
    choices = ([*before, best], [best])
    return next((rows for rows in choices if pool.costs[rows].sum() <= pool.budget), [])


def open_rows(
    ordered: Sequence[int], corpus: Corpus, articles: dict[int, ArticleContext], known: Words = NO_WORDS
) -> list[int]:
    """Return those of some rows, in reading order, that need what no row before them tells.

    articles: filled with what was read of each document, so that it is read once. known: as above.
    """
    told = set(known)  # names, and stems of words
    told_in: dict[int, set[str]] = defaultdict(set)  # the same by document
    found = []
    for index, row in enumerate(ordered):
        document = corpus.sentences[row].document
        if document not in articles:
            articles[document] = ArticleContext(document, corpus, load_language(corpus.languages[document]))
        article = articles[document]
        if article.language.resumptive_nouns:
            behind = index > 0 and ordered[index - 1] == row - 1 and corpus.sentences[row].position > 0
            needs = () if behind else article.needs(row)
            if any((told_in[document] if need.in_article else told).isdisjoint(need.words) for need in needs):
                found.append(row)
            told_in[document] |= article.tells(row)
            told |= told_in[document]
    return found


class Need(NamedTuple):
    """What a sentence takes as known."""

    words: set[str]  # names or stems, of which one must be told before it
    in_article: bool = False  # whether only a sentence of its own article tells it: another one may mean another man


class ArticleContext:
    """What the sentences of a document need and tell; each is read when it is asked for."""

    def __init__(self, document: int, corpus: Corpus, language: Language) -> None:
        """Take the document's index in the corpus, and its language."""
        self.text, self.language = corpus.documents[document].text, language
        self.sentences, self.stems = corpus.sentences, corpus.stems
        self.stem = stemmer(language)
        self.closed = language.stop_words | language.weekdays | language.months
        self.read: dict[int, list[Token]] = {}  # by row

    def needs(self, row: int) -> Iterator[Need]:
        """Yield what a row takes as known."""
        tokens = self.tokens(row)
        if not self.sentences[row].position:
            yield from self.opening_needs(row)
            return
        for name in bare_names(tokens, self.language)[:MAX_NAMES]:
            if self.is_introduced(name, row) and (self.is_person(name) or is_taken_up(name, tokens, self.language)):
                yield Need({name})
        yield from self.nouns_taken_up(tokens)
        yield from self.nouns_introduced(row)
        for start in {fronted(tokens, self.language), int(tokens[0].lower in self.language.adverbial_openers)}:
            subject = definite_opening(tokens[start:], self.language)
            subject = [word for word in subject if word not in self.language.said_of_anything | self.language.times]
            if subject and self.is_told_before(subject, row):
                in_article = any(is_somebody(word, self.language) for word in subject)
                yield Need({self.stem(word) for word in subject}, in_article)
        if self.lacks_antecedent(tokens):
            yield Need(self.names_before(row), in_article=True)

    def opening_needs(self, row: int) -> Iterator[Need]:
        """Yield what the first sentence of an article takes as known: One of the suspects; "It broke," Ruz said.

        Whoever begins so has more to tell, or the head of the article is lost.
        """
        if noun := part_taken_up(self.tokens(row), self.language):
            yield Need({self.stem(word) for word in alike(noun, self.language)})
        names = bare_names(self.tokens(row), self.language) if starts_quoted(self.sentences[row].text) else []
        yield from (Need({name}) for name in names if self.is_person(name))

    def nouns_taken_up(self, tokens: Sequence[Token]) -> Iterator[Need]:
        """Yield the nouns by which a sentence takes up what was told, see `resumed`."""
        before, named, read = set[str](), set[str](), 0
        for start, noun, counted in resumed(tokens, self.language):
            before.update(self.stem(token.lower) for token in tokens[read:start])
            named.update(token.text for token in tokens[read:start] if token.is_name)
            read = start
            stems = {self.stem(word) for word in alike(noun, self.language)}
            known = len(named) > 1 if counted else bool(named) and noun in self.language.resumptive_people
            if stems.isdisjoint(before) and not known:
                yield Need(stems, in_article=noun in self.language.firms)

    def nouns_introduced(self, row: int) -> Iterator[Need]:
        """Yield the nouns of a row that its article introduced before: a swarm, then "the swarm"; and "this city"."""
        text = self.sentences[row].text
        own = tokens_of(unquoted(text, quoted_spans(text, find_quotes(text))), self.closed)  # what a speaker means by
        pointed = self.unsaid(own, pointing_phrases(own, self.language))  # "this" he need not have told
        tokens = self.tokens(row)
        definite = self.unsaid(tokens, common_phrases(self.language.definite_articles, tokens, self.language))
        introduced = (words for words in definite if self.is_new_before(self.stem(words[-1]), row))
        for words in chain(pointed, introduced):
            yield Need({self.stem(word) for word in chain(words, alike(words[-1], self.language))})

    def unsaid(self, tokens: Sequence[Token], phrases: Iterable[tuple[int, list[str]]]) -> Iterator[list[str]]:
        """Yield the words of those phrases of a sentence of which no word stands before in it."""
        for start, words in phrases:
            before = {self.stem(token.lower) for token in tokens[:start]}
            if before.isdisjoint(map(self.stem, words)):
                yield words

    def is_new_before(self, noun: str, row: int) -> bool:
        """Whether a sentence of the article before a row has a noun behind "a"; noun: its stem."""
        first = row - self.sentences[row].position
        for earlier in range(first, min(row, first + MAX_SENTENCES_READ)):
            if noun in self.stems[earlier]:
                new = self.language.indefinite_articles.union(self.language.numbers)
                phrases = common_phrases(new, self.tokens(earlier), self.language)
                if noun in (self.stem(word) for _, words in phrases for word in words):
                    return True
        return False

    def is_told_before(self, opening: Sequence[str], row: int) -> bool:
        """Whether the article has a word of an opening before a row: where it has none, any reader can follow, too."""
        first = row - self.sentences[row].position
        told = (self.stems[earlier] for earlier in range(first, min(row, first + MAX_SENTENCES_READ)))
        return not {self.stem(word) for word in opening}.isdisjoint(chain.from_iterable(told))

    def lacks_antecedent(self, tokens: Sequence[Token]) -> bool:
        """Whether a pronoun for one person comes before any word that it may stand for: Polls project that he."""
        if tokens[0].lower in self.language.clause_openers:  # the name may follow: Asked about it, Greig
            return False
        for index, token in enumerate(tokens):
            if token.lower in self.language.personal_pronouns:
                return True
            if self.is_name(index, token) or may_be_somebody(token, self.language):
                return False
        return False

    def is_name(self, index: int, token: Token) -> bool:
        """Whether a word is a name; the first of a sentence is one if it has its capital inside another, too."""
        if index or not token.is_name:
            return token.is_name
        return re.search(rf"[a-z,] {re.escape(token.text)}\b", self.text[:MAX_CHARACTERS_READ]) is not None

    def names_before(self, row: int) -> set[str]:
        """Return the names in the sentences before a row, as many as a pronoun points back over."""
        first = max(row - self.sentences[row].position, row - MAX_SENTENCES_BACK)
        tokens = (pair for earlier in range(first, row) for pair in enumerate(self.tokens(earlier)))
        return {token.text for index, token in tokens if self.is_name(index, token)}

    def tells(self, row: int) -> set[str]:
        """Return the names and the stems of words of a row."""
        return {token.text for token in self.tokens(row) if token.is_name}.union(self.stems[row])

    def tokens(self, row: int) -> list[Token]:
        """Return the words and marks of a row."""
        if row not in self.read:
            self.read[row] = tokens_of(self.sentences[row].text, self.closed)
        return self.read[row]

    def is_introduced(self, name: str, row: int) -> bool:
        """Whether the article first gives a name before a row, and there with a first name or a title."""
        first = row - self.sentences[row].position
        for earlier in range(first, min(row, first + MAX_SENTENCES_READ)):
            if name in self.sentences[earlier].text:
                tokens = self.tokens(earlier)
                if any(token.text == name for token in tokens):
                    return name not in bare_names(tokens, self.language)
        return False

    def is_person(self, name: str) -> bool:
        """Whether the article has a name beside a verb of speech, behind a title, or before what says who that is.

        A plural names nobody: Republicans said.
        """
        text = self.text[:MAX_CHARACTERS_READ]
        if name.endswith("s") and re.search(rf"\b{name[:-1]}\b", text):
            return False
        places = islice(re.finditer(rf"\b{name}\b", text), MAX_PLACES_READ)
        return any(stands_for_person(text, Span(*place.span()), self.language) for place in places)
