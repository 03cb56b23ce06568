"""What the sentences of a summary leave open: a surname that nobody introduced, "the ruling" that nobody gave.

Takes chosen rows in reading order; returns those that need what no sentence before them in the summary tells, so that
others can be chosen. A sentence directly behind the one before it in its article needs nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from summarize.choose.order import order
from summarize.choose.pool import MIN_FILL, Pool, choose
from summarize.choose.standalone import Standing
from summarize.records import Corpus, Span
from summarize.text.languages import NO_WORDS, Language, Words, load_language, stemmer
from summarize.text.tokens import lower_case

# By judgement. On 40 clusters of news that were labelled by reading, on which the word lists were set as well, 7 of 8
# chosen sentences that are found open do not stand alone, and 46 of 55 of those next in rank; chosen sentences that do
# not stand alone fall from 25 of 175 to 16 of 169. ROUGE-2 recall: + 0.2 on newswire, - 0.1 on web news.
MAX_ROUNDS = 4  # choices, each without the sentences that the ones before left open
MAX_WORDS_TO_NOUN = 4  # from the "the" that opens a sentence to its noun: The proposed three-year peace deal
MAX_WORDS_TO_OBJECT = 2  # from another "the": a longer phrase tells enough
MAX_SENTENCES_READ = 200  # from the start of an article, for who is introduced there
MAX_CHARACTERS_READ = 50_000  # the same, for who is a person
MAX_NAMES = 20  # of a sentence that are looked up
MAX_PLACES_READ = 20  # of a name, for the same
NEAR_CHARACTERS = 40  # on either side of a name, for the same

TOKEN = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*|[^\w\s]")
POSSESSIVE = re.compile(r"(?<=\w)[’']s?$")


class Token(NamedTuple):
    """A word or mark of a sentence."""

    text: str  # without the s of a possessive
    lower: str
    is_name: bool  # whether it has a capital and is of no closed class, no weekday, no month
    is_possessive: bool


def choose_in_context(pool: Pool, known: Words = NO_WORDS) -> list[int]:
    """Return the rows of the summary as picked; of those that leave something open, as few as MAX_ROUNDS allow.

    known: names that the reader knows, so that they may stand alone.

    A row that needs more than the summary tells before it is taken for one that leans, and the choice is made again.
    A choice that fills less than the one before, and less than MIN_FILL of the budget, is not taken. Raises as `choose`
    does.
    """
    articles: dict[int, Article] = {}
    chosen = choose(pool)
    for _ in range(MAX_ROUNDS - 1):
        ordered = order(chosen, pool.corpus.sentences, pool.corpus.days, pool.scores.tolist())
        leaning = [
            row for row in open_rows(ordered, pool.corpus, articles, known) if pool.standings[row] is Standing.ALONE
        ]
        if not leaning:
            break
        pool.standings.judged.update(dict.fromkeys(leaning, Standing.LEANS))
        others = choose(pool)
        if pool.costs[others].sum() < min(MIN_FILL * pool.budget, pool.costs[chosen].sum()):
            break
        chosen = others
    return chosen


def open_rows(
    ordered: Sequence[int], corpus: Corpus, articles: dict[int, Article], known: Words = NO_WORDS
) -> list[int]:
    """Return those of some rows, in reading order, that need what no row before them tells.

    articles: filled with what was read of each document, so that it is read once. known: as above.
    """
    told = set(known)  # names, and stems of words
    found = []
    for index, row in enumerate(ordered):
        document = corpus.sentences[row].document
        if document not in articles:
            articles[document] = Article(document, corpus, load_language(corpus.languages[document]))
        article = articles[document]
        if article.language.resumptive_nouns:
            behind = index > 0 and ordered[index - 1] == row - 1 and corpus.sentences[row].position > 0
            if not behind and any(told.isdisjoint(need) for need in article.needs(row)):
                found.append(row)
            told |= article.tells(row)
    return found


class Article:
    """What the sentences of a document need and tell; each is read when it is asked for."""

    def __init__(self, document: int, corpus: Corpus, language: Language) -> None:
        """Take the document's index in the corpus, and its language."""
        self.text, self.language = corpus.documents[document].text, language
        self.sentences, self.stems = corpus.sentences, corpus.stems
        self.stem = stemmer(language)
        self.closed = language.stop_words | language.weekdays | language.months
        self.read: dict[int, list[Token]] = {}  # by row

    def needs(self, row: int) -> Iterator[set[str]]:
        """Yield for each thing that a row takes as known the names or stems of which one must be told before it."""
        if not self.sentences[row].position:
            return
        tokens = self.tokens(row)
        for name in bare_names(tokens, self.language)[:MAX_NAMES]:
            if self.is_introduced(name, row) and self.is_person(name):
                yield {name}
        before, named, read = set[str](), False, 0
        for start, noun in resumed(tokens, self.language):
            before.update(self.stem(token.lower) for token in tokens[read:start])
            named = named or any(token.is_name for token in tokens[read:start])
            read = start
            stems = {self.stem(word) for word in alike(noun, self.language)}
            if stems.isdisjoint(before) and not (named and noun in self.language.resumptive_people):
                yield stems

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

        A plural is none: Republicans said.
        """
        text = self.text[:MAX_CHARACTERS_READ]
        if re.search(rf"\b{name[:-1]}\b", text):
            return False
        places = islice(re.finditer(rf"\b{name}\b", text), MAX_PLACES_READ)
        return any(stands_for_person(text, Span(*place.span()), self.language) for place in places)


def stands_for_person(text: str, name: Span, language: Language) -> bool:
    """Whether a name at a place of a text is somebody's: Ruz said, Mayor Ana Ruz, Ruz, 41, Ruz, who."""
    before = text[max(0, name.start - NEAR_CHARACTERS) : name.start].lower().replace(".", "").split()[-3:]
    if before and (before[-1] in language.speech or not language.titles.isdisjoint({*before} - language.stop_words)):
        return True
    rest = text[name.end : name.end + NEAR_CHARACTERS]
    behind = re.match(r",?\s+(\w+)", rest)
    if not behind:
        return False
    if rest.startswith(","):
        return behind[1].isdigit() or behind[1] in language.personal_relatives
    return behind[1] in language.speech


def tokens_of(text: str, closed: Words) -> list[Token]:
    """Return the words and marks of a text; closed: words that are no names, in lower case."""
    tokens = []
    for word in TOKEN.findall(text):
        bare = POSSESSIVE.sub("", word) if "’" in word or "'" in word else word
        lower = bare.lower() if bare.isascii() else lower_case(bare)
        tokens.append(Token(bare, lower, bare[0].isupper() and lower not in closed, bare != word))
    return tokens


def bare_names(tokens: Sequence[Token], language: Language) -> list[str]:
    """Return the names of one word that stand without another name, a title or a role, and were not given before."""
    named, bare = set[str](), list[str]()
    for index, token in enumerate(tokens):
        if token.is_name:
            is_last = index + 1 == len(tokens) or not tokens[index + 1].is_name or token.is_possessive
            joined = index > 0 and joins_name(tokens[index - 1], language)
            if is_last and not joined and token.text not in named and len(token.text) > 2:
                bare.append(token.text)
            named.add(token.text)
    return bare


def introductions(text: str, language: Language) -> tuple[set[str], set[str]]:
    """Return the names that a text first gives alone, and those that it first gives with more of who that is."""
    tokens = tokens_of(text, language.stop_words | language.weekdays | language.months)
    bare = set(bare_names(tokens, language))
    return bare, {token.text for token in tokens if token.is_name} - bare


def joins_name(before: Token, language: Language) -> bool:
    """Whether a word before a name says who that is: a name, an initial, a title, a role."""
    if before.is_name or before.text == "." or before.lower in language.titles:
        return True
    return before.lower.endswith(tuple(language.role_endings)) and before.lower not in language.stop_words


def resumed(tokens: Sequence[Token], language: Language) -> Iterator[tuple[int, str]]:
    """Yield the nouns by which a sentence takes up what was told, and where: "The ruling", "hailed the decision".

    A noun that is told apart where it stands takes up nothing: the ruling of Monday, the Supreme Court ruling.
    """
    for start, article in enumerate(tokens):
        if article.lower in language.definite_articles and (noun := noun_behind(start, tokens, language)):
            yield start, noun


def noun_behind(start: int, tokens: Sequence[Token], language: Language) -> str | None:
    """Return the noun of the phrase that an article opens if it takes up what was told, else None.

    start: the index of the article among the tokens of the sentence, 0 where it opens it.
    """
    reach = start + 1 + (MAX_WORDS_TO_NOUN if start == 0 else MAX_WORDS_TO_OBJECT)
    for index, token in enumerate(tokens[start + 1 : reach], start=start + 1):
        if not token.text[0].isalnum() or token.text[0].isupper() or is_closed(token.lower, language):
            return None
        behind = tokens[index + 1 : index + 3]
        if start == 0 and token.lower.partition("-")[2] in language.ages:
            return token.lower
        if takes_up(token.lower, language) and ends_phrase(behind, start, language):
            return None if is_told_apart(behind, language) else token.lower
    return None


def takes_up(word: str, language: Language) -> bool:
    """Whether a word takes up what was told where "the" stands before it."""
    return word in language.resumptive_nouns or word in language.resumptive_people


def is_closed(word: str, language: Language) -> bool:
    """Whether a word cannot stand between an article and its noun; a number can."""
    return word in language.modifiers_behind or (word in language.stop_words and word not in language.numbers)


def ends_phrase(behind: Sequence[Token], start: int, language: Language) -> bool:
    """Whether a noun phrase ends before some tokens; unless it opens the sentence, they must be of a closed class.

    start: the index of its article among the tokens of the sentence.
    """
    if not behind:
        return True
    word = behind[0].lower
    if start == 0:
        return not takes_up(word, language)
    return not word[0].isalnum() or word in language.stop_words or word in language.speech


def is_told_apart(behind: Sequence[Token], language: Language) -> bool:
    """Whether what stands behind a noun says which one is meant: a relative clause, a name, a participle."""
    if not behind:
        return False
    if behind[0].text == "," and len(behind) > 1:
        return behind[1].is_name or behind[1].lower in language.modifiers_behind
    return behind[0].lower in language.modifiers_behind or behind[0].lower.endswith("ing")


def alike(noun: str, language: Language) -> set[str]:
    """Return a noun and those that mean the same in news."""
    return {noun}.union(*(group for group in language.synonyms if noun in group))
