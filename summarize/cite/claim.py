"""What a sentence commits itself to: terms, names, numbers, days, negation."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from summarize.cite.quantities import Quantities, read_quantities
from summarize.records import Corpus
from summarize.text.languages import Language, load_language, stemmer
from summarize.text.token_rows import TokenRows
from summarize.text.tokens import fold, has_terminal_mark, is_question, sentence_key, tokenize

LONG = 8  # words; a longer stretch between commas does not describe somebody

MINUS = re.compile(r"(?<!\S)[-\u2212]\d")
DATELINE = re.compile(r"^(?:[^\W\d_a-zß-öø-ÿ]|[ .'’-]){3,30}(?:, [^:—–]{2,25})?\s?(?:[—–:]|--)\s")
QUOTED = re.compile('[“"„«]([^“”"„«»]+)[”"“»]')
NUMBERED = re.compile(r"\b([^\W\d_]+)[-\u2010\u2011](\d+)\b")  # a name with a number: Apollo-11


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence commits itself to."""

    key: str
    ended: bool
    asks: bool
    told: tuple[str, ...]  # terms and names, in the order in which they are told
    terms: Mapping[str, frozenset[str]]  # stems of open-class words, no names or numbers, and the stems that mean each
    quoted: frozenset[str]  # those of them that stand between quotation marks
    amounts: Quantities
    names: tuple[str, ...]  # in the order in which they are told
    described: frozenset[str]  # names that only describe another: the country of `a U.S. spokesman`
    before: tuple[str, ...]  # names that a pronoun of the sentence may stand for
    days: frozenset[str]
    rivals: Mapping[frozenset[str], frozenset[str]]  # of each group of words that exclude one another, those it has
    negated: bool | None  # None where the language's negations are not known


@dataclass(frozen=True, slots=True)
class WordUsage:
    """How the articles use their words."""

    names: frozenset[str]  # as `proper` finds them
    rare: Mapping[str, float]  # the rarity of each term


def word_usage(corpus: Corpus) -> WordUsage:
    """Return how the articles of a cluster use their words."""
    codes = sorted(set(corpus.languages))
    return WordUsage(
        proper_names(corpus.tokens, [*map(load_language, codes)]), inverse_document_frequency(corpus.terms)
    )


def proper_names(sentences: Iterable[Sequence[str]], known: Iterable[Language] = ()) -> frozenset[str]:
    """Return the words, lower case, that the articles write with a capital inside sentences, mostly.

    sentences: the tokens of each, with their capitals. The first token of a sentence says nothing. known: the
    languages of the articles. Where every noun has a capital, one that somewhere stands behind an article or a number
    is no name, but for the names that take one (die Ukraine).
    """
    import numpy as np

    sentences = sentences if isinstance(sentences, Sequence) else [*sentences]
    nouns = common(sentences, [*known])
    rows = TokenRows.of(sentences)
    inside = np.ones(len(rows.ids), dtype=bool)
    inside[rows.starts[:-1][rows.lengths > 0]] = False
    more: Counter[str] = Counter()  # how much more often with a capital
    for token, count in zip(rows.words, np.bincount(rows.ids[inside], minlength=len(rows.words)).tolist(), strict=True):
        if not token[0].isdigit():
            more[token.lower()] += -count if token[0].islower() else count
    return frozenset(word for word, count in more.items() if count > 0) - nouns


def common(sentences: Sequence[Sequence[str]], known: Sequence[Language]) -> set[str]:
    """Return the words, lower case, that cannot be names, in languages where every noun has a capital."""
    before = frozenset[str]().union(*(one.noun_articles for one in known))
    if not before:
        return set()
    named = {name for one in known for name in one.name_variants}
    pairs = (pair for words in sentences for pair in pairwise(words))
    return {fold(noun) for word, noun in pairs if fold(word) in before or word.isdecimal()} - named


def read_claim(text: str, proper_names: frozenset[str], language: Language, before: Iterable[str] = ()) -> Claim:
    """Read off a sentence what it says, and its numbers, names, weekdays and negation.

    proper_names: the words, lower case, that are names in these articles. before: the names told just before it, which
    are asked for only where it has a pronoun.
    """
    counted, rest = read_quantities(DATELINE.sub("", text), language)
    rest = NUMBERED.sub(r"\1\2", wordings(language.code)(rest))
    words = [(fold(token), token) for token in tokenize(rest)]
    folded = frozenset(word for word, _ in words)
    named = [name_of(word, token, proper_names) for word, token in words]
    stem, same = cached_stemmer(language.code), synonym_stems(language.code)
    told: list[str] = []
    terms: dict[str, frozenset[str]] = {}
    for at, (word, _) in enumerate(words):
        if named[at]:
            told.append(word)
        elif is_term(word, language) and not speaks(words, at, language):
            term = stem(word)
            told.append(term)
            terms[term] = same.get(term) or frozenset([term])
    said = {stem(fold(token)) for quotation in QUOTED.findall(rest) for token in tokenize(quotation)}
    return Claim(
        sentence_key(text),
        has_terminal_mark(text),
        is_question(text),
        tuple(told),
        terms,
        frozenset(terms.keys() & said),
        counted,
        one_spelling([word for at, (word, _) in enumerate(words) if named[at]], language),
        describing(rest, proper_names, language),
        tuple(before) if language.pronouns & folded else (),
        language.weekdays & folded,
        exclusive_words(folded, language.code),
        (negated(words, language) or MINUS.search(text) is not None) if language.negations else None,
    )


def name_of(word: str, token: str, proper_names: frozenset[str]) -> bool:
    """Whether a token is a name here."""
    return not token[0].islower() and (word in proper_names or word.rstrip("0123456789") in proper_names)


def is_term(word: str, language: Language) -> bool:
    """Whether a word says something of its own."""
    return word not in language.silent and not word[0].isdigit()


def speaks(words: Sequence[tuple[str, str]], at: int, language: Language) -> bool:
    """Whether a word is a speaker without a name, `police said`, who makes no difference to what is said."""
    return words[at][0] in language.unnamed_sources and any(
        word in language.speech for word, _ in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
    )


def negated(words: Sequence[tuple[str, str]], language: Language) -> bool:
    """Whether a sentence has a negation, or an almost before its verb; a capital alone is no `t` of `don't`."""
    behind = [*(word for word, _ in words[1:]), ""]
    return any(
        (word in language.negations and (len(token) > 1 or token.islower()))
        or (word in language.almost and after and is_term(after, language) and after not in language.numbers)
        for (word, token), after in zip(words, behind, strict=False)
    )


@cache
def cached_stemmer(code: str) -> Callable[[str], str]:
    """Return the stemmer of a language, with its memo."""
    return stemmer(load_language(code))


@cache
def synonym_stems(code: str) -> dict[str, frozenset[str]]:
    """Return for each stem of a word that has synonyms the stems of all of them, its own among them."""
    found: dict[str, frozenset[str]] = {}
    for group in load_language(code).synonyms:
        stems = frozenset(map(cached_stemmer(code), group))
        for one in stems:
            found[one] = found.get(one, frozenset()) | stems
    return found


@cache
def rivalries(code: str) -> dict[str, list[frozenset[str]]]:
    """Return for each word the groups of words that exclude one another in which it is."""
    found: dict[str, list[frozenset[str]]] = {}
    for group in load_language(code).exclusive:
        for word in group:
            found.setdefault(word, []).append(group)
    return found


def exclusive_words(words: frozenset[str], code: str) -> dict[frozenset[str], frozenset[str]]:
    """Return of each group of words that exclude one another those that a sentence has, where it has any."""
    groups = rivalries(code)
    return {group: group & words for word in words & groups.keys() for group in groups[word]}


@cache
def wordings(code: str) -> Callable[[str], str]:
    """Return a function that puts one word for several that mean the same: `rejected` for `turned down`."""
    words = load_language(code).one_word_for
    if not words:
        return str
    several = re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)

    def one_for_several(text: str) -> str:
        if not any(map(text.lower().__contains__, words)):  # as most times: cheaper than the pattern
            return text
        return several.sub(lambda found: words.get(found.group().lower(), found.group()), text)

    return one_for_several


def describing(text: str, proper_names: frozenset[str], language: Language) -> frozenset[str]:
    """Return the one name in each short stretch between commas that has a title: `chief executive of Kestrel`."""
    found: set[str] = set()
    for stretch in text.split(", ") if ", " in text else ():
        words = [(fold(token), token) for token in tokenize(stretch)]
        named = [at for at, (word, token) in enumerate(words) if name_of(word, token, proper_names)]
        titled = any(word in language.titles and word not in language.stop_words for word, _ in words)
        if named and titled and len(words) <= LONG and all(after - at == 1 for at, after in pairwise(named)):
            found |= {words[at][0] for at in named}
    return frozenset(one_spelling(sorted(found), language))


def one_spelling(found: Sequence[str], language: Language) -> tuple[str, ...]:
    """Bring names to one spelling, `United States` to `us`, drop what tells nobody apart; in order."""
    text = f" {' '.join(found)} "
    for name, short in language.name_variants.items():
        text = text.replace(f" {name} ", f" {short} ")
    return tuple(name for name in text.split() if name not in language.nameless)


def inverse_document_frequency(sentences: Sequence[Iterable[str]]) -> dict[str, float]:
    """Return the inverse document frequency of each term over sentences: ln((1 + n) / (1 + df)) + 1."""
    counts = TokenRows.of(sentences).frequencies()
    return {term: math.log((1 + len(sentences)) / (1 + count)) + 1 for term, count in counts.items()}


def total_weight(terms: Iterable[str], rare: Mapping[str, float]) -> float:
    """Return the sum of the rarity of terms."""
    return math.fsum(rare.get(term, 1.0) for term in terms)
