"""What a sentence claims: its terms, names, quantities, weekdays and negation, read off so that they can be compared.

A sentence, its language and the words that are names in its articles go in; a `Claim` comes out.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

from summarize.cite.roles import acting_names, speaker_label
from summarize.cite.same_numbers import Quantities, read_quantities
from summarize.cite.synonyms import cached_stemmer, synonym_stems
from summarize.records import Corpus
from summarize.text.languages import Language, load_language
from summarize.text.token_rows import TokenRows
from summarize.text.tokens import fold, has_terminal_mark, is_question, sentence_key, tokenize

# words between two commas; a longer stretch describes nobody. By judgement: on the labelled pairs of the project's own
# clusters 5 to 99 are the same, and without descriptions 4 citations of 429 are lost
MAX_DESCRIPTION_WORDS = 8

SHARE_DECIMALS = 9  # that shares and cosines are rounded to before a threshold judges them, so that all machines agree

ROMAN_ONE = "\u2160"  # the numeral, which is no pronoun
MINUS_SIGN = re.compile(r"(?<!\S)[-\u2212]\d")
# with a colon only where a region is named as well; a word in capitals before one is who speaks
DATELINE = re.compile(
    r"^(?:[^\W\d_a-zß-öø-ÿ]|[ .'’-]){3,30}(?:, [^:—–]{2,25}(?:\s?:\s)|(?:, [^:—–]{2,25})?\s?(?:[—–]|--)\s)"
)
QUOTATION = re.compile('[“"„«]([^“”"„«»]+)[”"“»]')
CLAUSE_END = re.compile(r"[,;:()\[\]\u2014\u2013]|\s--?\s|(?<=[a-z]{2})[.!?]+[\"'\u2019\u201d]?\s")
NUMBERED_NAME = re.compile(r"\b([^\W\d_]+)[-\u2010\u2011](\d+)\b")  # Apollo-11
PLURAL_GENITIVE = re.compile("(?<=[a-z]s)['\u2019](?=\\s[a-z])")  # the rebels' leader
OPENING_QUOTE = re.compile("(?<![\\w.])['\u2018]\\w")  # where there is one, such a mark may close a quotation

Word = tuple[str, str]  # folded, and as written
Terms = Mapping[str, frozenset[str]]  # stem of each open-class word, no names or numbers: the stems that mean the same


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence commits itself to; all words are in lower case."""

    code: str  # of its language, ISO 639-1
    key: str  # as `sentence_key` gives it
    clauses: tuple[tuple[str, ...], ...]  # all words, those of numbers aside, cut at commas, dashes and brackets
    terminated: bool  # whether it ends by a mark that ends sentences
    is_question: bool
    content: tuple[str, ...]  # stems of terms, and names, in the order of the text
    terms: Terms
    quoted: frozenset[str]  # the terms that stand between quotation marks
    quantities: Quantities
    name_words: frozenset[str]  # the words of its names, as they stand
    names: tuple[str, ...]  # the same in one spelling, in the order of the text
    actors: tuple[str, ...]  # the same, those that act before those that are acted on
    speaker: frozenset[str]  # words of a label at its head that names who speaks
    descriptive_names: frozenset[str]  # those that only say who somebody is: `Voss, chief executive of Kestrel, ...`
    antecedents: tuple[str, ...]  # names before the sentence for which a pronoun of it may stand
    weekdays: frozenset[str]
    # group of words that exclude one another: the stems of those that it has
    exclusive: Mapping[frozenset[str], frozenset[str]]
    negated: bool | None  # None where the language's negations are not known

    @property
    def words(self) -> list[str]:
        """All words, in order, those of numbers aside."""
        return [word for clause in self.clauses for word in clause]


@dataclass(frozen=True, slots=True)
class WordUsage:
    """How the articles use their words."""

    names: frozenset[str]  # lower case, as `proper_names` finds them
    idf: Mapping[str, float]  # inverse document frequency of each term over sentences, 1 or more


def word_usage(corpus: Corpus) -> WordUsage:
    """Return how the articles of a cluster use their words."""
    languages = [load_language(code) for code in sorted(set(corpus.languages))]
    return WordUsage(proper_names(corpus.tokens, languages), inverse_document_frequency(corpus.stems))


def proper_names(sentences: Iterable[Sequence[str]], languages: Iterable[Language] = ()) -> frozenset[str]:
    """Return the words, lower case, that the articles write with a capital inside sentences more often than without.

    sentences: the tokens of each, with their capitals; the first of each is passed over, since it has one anyway.
    languages: those of the articles. Where every noun has a capital, a word that stands behind an article or a number
    anywhere is no name, apart from the names that take an article (die Ukraine).
    """
    import numpy as np

    sentences = sentences if isinstance(sentences, Sequence) else [*sentences]
    rows = TokenRows.of(sentences)
    inside = np.ones(len(rows.ids), dtype=bool)
    inside[rows.starts[:-1][rows.lengths > 0]] = False
    counts = np.bincount(rows.ids[inside], minlength=len(rows.words)).tolist()
    surplus: defaultdict[str, int] = defaultdict(int)  # how much more often with a capital than without
    for token, count in zip(rows.words, counts, strict=True):
        if not token[0].isdigit():
            surplus[token.lower()] += -count if token[0].islower() else count
    return frozenset(word for word, count in surplus.items() if count > 0) - common_nouns(sentences, [*languages])


def common_nouns(sentences: Sequence[Sequence[str]], languages: Sequence[Language]) -> set[str]:
    """Return the words, lower case, that cannot be names, in languages where every noun has a capital."""
    articles = frozenset[str]().union(*(language.noun_articles for language in languages))
    if not articles:
        return set()
    names = {name for language in languages for name in language.name_variants}
    pairs = (pair for words in sentences for pair in pairwise(words))
    return {fold(noun) for word, noun in pairs if fold(word) in articles or word.isdecimal()} - names


def inverse_document_frequency(sentences: Sequence[Iterable[str]]) -> dict[str, float]:
    """Return the inverse document frequency of each term over n sentences: ln((1 + n) / (1 + df)) + 1."""
    frequencies = TokenRows.of(sentences).frequencies()
    return {term: math.log((1 + len(sentences)) / (1 + count)) + 1 for term, count in frequencies.items()}


def total_weight(terms: Iterable[str], idf: Mapping[str, float]) -> float:
    """Return the sum of the inverse document frequencies of terms; 1 for a term that is not known."""
    return math.fsum(idf.get(term, 1.0) for term in terms)


def read_claim(text: str, proper_names: frozenset[str], language: Language, preceding: Iterable[str] = ()) -> Claim:
    """Return what a sentence claims.

    proper_names: the words, lower case, that are names in these articles. preceding: the names in the sentences just
    before it, in order, which are asked for only where it has a pronoun. A dateline at its head is not a part of it.
    """
    quantities, rest = read_quantities(DATELINE.sub("", text), language)
    rest = NUMBERED_NAME.sub(r"\1\2", phrase_replacer(language.code)(rest))
    if language.genitive_marks and not OPENING_QUOTE.search(rest):
        rest = PLURAL_GENITIVE.sub("'s", rest)
    clauses = [[(fold(token), token) for token in tokenize(clause)] for clause in CLAUSE_END.split(rest)]
    words = [word for clause in clauses for word in clause]
    folded = frozenset(word for word, _ in words)
    content, names, stems = content_words(words, proper_names, language)
    acting = acting_names(clauses, frozenset(names), language)
    terms = with_synonyms(stems, language.code)
    return Claim(
        code=language.code,
        key=sentence_key(text),
        clauses=tuple(tuple(word for word, _ in clause) for clause in clauses if clause),
        terminated=has_terminal_mark(text),
        is_question=is_question(text),
        content=content,
        terms=terms,
        quoted=frozenset(terms.keys() & quoted_stems(rest, language)),
        quantities=quantities,
        name_words=frozenset(names),
        names=one_spelling(names, language),
        actors=one_spelling(acting, language),
        speaker=speaker_label(text),
        descriptive_names=descriptive_names(rest, proper_names, language),
        antecedents=tuple(preceding) if language.pronouns & folded else (),
        weekdays=language.weekdays & folded,
        exclusive=exclusive_words(folded, language.code),
        negated=(is_negated(words, language) or MINUS_SIGN.search(text) is not None) if language.negations else None,
    )


def clause_ends(claim: Claim) -> set[int]:
    """Return the places between the words of a sentence where a clause begins or ends, from 0."""
    return {0, *accumulate(map(len, claim.clauses))}


def content_words(
    words: Sequence[Word], proper_names: frozenset[str], language: Language
) -> tuple[tuple[str, ...], list[str], list[str]]:
    """Return the names and the stems of terms together, the names, and the stems, each in the order of the text."""
    content, names, stems = list[str](), list[str](), list[str]()
    stem = cached_stemmer(language.code)
    for index, (word, token) in enumerate(words):
        if token == "I" and index and words[index - 1][1][0].isupper():  # World War I
            names.append(ROMAN_ONE)
            content.append(ROMAN_ONE)
        elif is_name(word, token, proper_names):
            names.append(word)
            content.append(word)
        elif is_term(word, language) and not is_unnamed_speaker(words, index, language):
            stems.append(stem(word))
            content.append(stems[-1])
    return tuple(content), names, stems


def is_name(word: str, token: str, proper_names: frozenset[str]) -> bool:
    """Whether a token is a name here; word: the token, folded."""
    return not token[0].islower() and (word in proper_names or word.rstrip("0123456789") in proper_names)


def is_term(word: str, language: Language) -> bool:
    """Whether a word says something of its own; numbers do not."""
    return word not in language.silent and not word[0].isdigit()


def is_unnamed_speaker(words: Sequence[Word], index: int, language: Language) -> bool:
    """Whether a word is a speaker without a name, as in `police said`, which changes nothing in what is said."""
    if words[index][0] not in language.unnamed_sources:
        return False
    neighbours = (*words[max(0, index - 1) : index], *words[index + 1 : index + 2])
    return any(word in language.speech for word, _ in neighbours)


def is_negated(words: Sequence[Word], language: Language) -> bool:
    """Whether a sentence has a negation, or a word such as almost right before a term that is not a number.

    The `t` of `don't` is a negation, the capital letter of `John T. Voss` is not.
    """
    following = [*(word for word, _ in words[1:]), ""]
    return any(
        (word in language.negations and (len(token) > 1 or token.islower()))
        or (word in language.almost and after and is_term(after, language) and after not in language.numbers)
        for (word, token), after in zip(words, following, strict=False)
    )


def quoted_stems(text: str, language: Language) -> set[str]:
    """Return the stems of all words between quotation marks."""
    stem = cached_stemmer(language.code)
    return {stem(fold(token)) for quotation in QUOTATION.findall(text) for token in tokenize(quotation)}


def descriptive_names(text: str, proper_names: frozenset[str], language: Language) -> frozenset[str]:
    """Return the one name in each short stretch between commas that has a title: `chief executive of Kestrel`."""
    names: set[str] = set()
    for stretch in text.split(", ") if ", " in text else ():
        words = [(fold(token), token) for token in tokenize(stretch)]
        named = [index for index, (word, token) in enumerate(words) if is_name(word, token, proper_names)]
        short = len(words) <= MAX_DESCRIPTION_WORDS
        titled = any(word in language.titles and word not in language.stop_words for word, _ in words)
        if short and titled and all(after - index == 1 for index, after in pairwise(named)):
            names.update(words[index][0] for index in named)
    return frozenset(one_spelling(sorted(names), language))


def one_spelling(names: Sequence[str], language: Language) -> tuple[str, ...]:
    """Return the words of names, in order: `us` for `united states`, and without words that tell nobody apart."""
    text = f" {' '.join(names)} "
    for name, short in () if language.variant_words.isdisjoint(names) else language.name_variants.items():
        text = text.replace(f" {name} ", f" {short} ")
    return tuple(name for name in text.split() if name not in language.nameless)


def exclusive_words(words: frozenset[str], code: str) -> dict[frozenset[str], frozenset[str]]:
    """Return each group of words that exclude one another, such as rose and fell, with those of it that a sentence has.

    words: of the sentence, folded. A group of which it has none is left out. Words are given by their stems: an hour
    does not exclude hours.
    """
    groups, stem = exclusive_groups(code), cached_stemmer(code)
    return {group: frozenset(map(stem, group & words)) for word in words & groups.keys() for group in groups[word]}


def with_synonyms(stems: Iterable[str], code: str) -> dict[str, frozenset[str]]:
    """Return stems, in order, each with the stems that mean the same, itself among them."""
    synonyms = synonym_stems(code)
    return {stem: synonyms.get(stem) or frozenset([stem]) for stem in stems}


@cache
def exclusive_groups(code: str) -> dict[str, list[frozenset[str]]]:
    """Return for each word the groups of words that exclude one another in which it is."""
    groups: dict[str, list[frozenset[str]]] = {}
    for group in load_language(code).exclusive:
        for word in group:
            groups.setdefault(word, []).append(group)
    return groups


@cache
def phrase_replacer(code: str) -> Callable[[str], str]:
    """Return a function that puts one word for several that mean the same: `rejected` for `turned down`."""
    phrases = load_language(code).one_word_for
    if not phrases:
        return str
    pattern = re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)

    def replace_phrases(text: str) -> str:
        if not any(map(text.lower().__contains__, phrases)):  # as most times; cheaper than the pattern
            return text
        return pattern.sub(lambda match: phrases.get(match.group().lower(), match.group()), text)

    return replace_phrases
