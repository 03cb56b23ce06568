"""How a sentence mentions what it speaks of: phrases that take up what was told.

Takes the words of a sentence and the word lists of its language; returns the nouns of the phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarize.text.languages import Language, Words
from summarize.text.tokens import lower_case

MAX_WORDS_TO_NOUN = 4  # from the "the" that opens a sentence to its noun: The proposed three-year peace deal
MAX_WORDS_TO_OBJECT = 2  # from another "the": a longer phrase tells enough
MAX_COUNT = 10  # up to which "the" and a number take up what was told: the two cases; not the 2,300 residents
# Words behind the "The" that opens a sentence: its noun, and words beside that. Of 32 labelled sentences so opened of
# which other lists say nothing, 18 do not stand alone, and 12 of the 18 whose article has such a word before.
MAX_WORDS_IN_OPENING = 3

SINGULAR_S = ("ss", "us", "is")  # ends of words that are no plural although they end so: omnibus

TOKEN = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*|[^\w\s]")
POSSESSIVE = re.compile(r"(?<=\w)[’']s?$")


class Token(NamedTuple):
    """A word or mark of a sentence."""

    text: str  # without the s of a possessive
    lower: str
    is_name: bool  # whether it has a capital and is of no closed class, no weekday, no month
    is_possessive: bool


def tokens_of(text: str, closed: Words) -> list[Token]:
    """Return the words and marks of a text; closed: words that are not names, in lower case.

    >>> [token.text for token in tokens_of("The dam of Ruz's", frozenset({"the"})) if token.is_name]
    ['Ruz']
    """
    tokens = []
    for word in TOKEN.findall(text):
        bare = POSSESSIVE.sub("", word) if "’" in word or "'" in word else word
        lower = bare.lower() if bare.isascii() else lower_case(bare)
        tokens.append(Token(bare, lower, bare[0].isupper() and lower not in closed, bare != word))
    return tokens


def resumed(tokens: Sequence[Token], language: Language) -> Iterator[tuple[int, str, bool]]:
    """Yield the nouns by which a sentence takes up what was told, where, and whether they are counted.

    Some nouns take up what was told behind "the", any noun does that is counted: "The ruling", "hailed the decision",
    "the two cases". A noun that is told apart where it stands takes up nothing: the ruling of Monday, the Supreme Court
    ruling.

    >>> from summarize.text.languages import load_language
    >>> en = load_language("en")
    >>> [*resumed(tokens_of("Nothing links the two cases, she said after the ruling.", en.stop_words), en)]
    [(2, 'cases', True), (9, 'ruling', False)]
    """
    for start, article in enumerate(tokens):
        if article.lower in language.definite_articles:
            behind = tokens[start + 1 : start + 2]
            counted = bool(behind) and 1 < language.numbers.get(behind[0].lower, 0) <= MAX_COUNT
            if noun := noun_behind(start, tokens, language, counted=counted):
                yield start, noun, counted


def definite_opening(tokens: Sequence[Token], language: Language) -> list[str]:
    """Return the words of which one must be told before a sentence that opens with "the" and a common noun: The board.

    They are the open-class words up to the first that is of a closed class, at most MAX_WORDS_IN_OPENING, without the
    verb that an article follows. It is [] for a phrase with a name or a figure, or one that says itself which one is
    meant: the mother of the boy, the neutrino, a particle.

    >>> from summarize.text.languages import load_language
    >>> en = load_language("en")
    >>> texts = "The board met.", "The mother of the boy left."
    >>> [definite_opening(tokens_of(text, en.stop_words), en) for text in texts]
    [['board', 'met'], []]
    """
    if not tokens or tokens[0].lower not in language.definite_articles:
        return []
    words: list[str] = []
    for index, token in enumerate(tokens[1:], start=1):
        if not token.text[0].isalpha() or is_closed(token.lower, language):
            behind = tokens[index : index + 2]
            reports = bool(words) and (words[-1] in language.speech or told_that(words, token, language))
            apart = not reports and is_told_apart(behind, language)
            if token.text[0].isdigit() or apart:
                return []
            break
        if token.text[0].isupper():
            return words if words and words[-1] in language.speech else []
        words.append(token.lower)
        if token.is_possessive:  # The party's primaries
            return words
        if len(words) == MAX_WORDS_IN_OPENING:
            break
    articles, behind = language.definite_articles | language.indefinite_articles, tokens[len(words) + 1 :]
    return words[:-1] if len(words) > 1 and behind and behind[0].lower in articles else words


def told_that(words: Sequence[str], behind: Token, language: Language) -> bool:
    """Whether the last of some words is a verb whose clause a word opens: The president stressed that."""
    past = tuple(ending for ending in language.participle_endings if ending not in language.gerund_endings)
    return len(words) > 1 and behind.lower in language.complementizers and words[-1].endswith(past)


def fronted(tokens: Sequence[Token], language: Language) -> int:
    """Return where the subject of a sentence may begin: behind a connective, or behind an adverbial up to its comma.

    It is 0 where a name stands before, which may tell what the subject is.

    >>> from summarize.text.languages import load_language
    >>> en = load_language("en")
    >>> texts = "In a close vote, the board met.", "Although the board met", "In Lyon, the board met"
    >>> [fronted(tokens_of(text, en.stop_words), en) for text in texts]
    [5, 1, 0]
    """
    if not tokens or tokens[0].lower not in language.adverbial_openers | language.clause_openers:
        return 0
    if tokens[1:2] and tokens[1].lower in language.definite_articles and tokens[0].lower in language.clause_openers:
        return 1
    for index, token in enumerate(tokens[1:], start=1):
        if token.text == ",":
            return index + 1
        if token.is_name:
            break
    return 0


def common_phrases(determiners: Words, tokens: Sequence[Token], language: Language) -> Iterator[tuple[int, list[str]]]:
    """Yield the phrases of common words that some determiners open: where each determiner stands, and the words.

    A phrase with a name or a figure, of more than MAX_WORDS_TO_NOUN words, of a time (this week), or one that tells
    itself which one is meant (the swarm of Leonids) is none.

    >>> from summarize.text.languages import load_language
    >>> en = load_language("en")
    >>> tokens = tokens_of("This week the earth met a dense swarm of rocks at the edge of the orbit.", en.stop_words)
    >>> [*common_phrases(en.definite_articles, tokens, en)]
    [(2, ['earth', 'met']), (14, ['orbit'])]
    """
    for start, token in enumerate(tokens):
        if token.lower not in determiners:
            continue
        end, words = start + 1, list[str]()
        while end < len(tokens) and tokens[end].text[0].islower() and not is_closed(tokens[end].lower, language):
            words.append(tokens[end].lower)
            end += 1
            if tokens[end - 1].is_possessive:
                break
        behind = tokens[end : end + 2]
        if words and words[-1] in language.speech:
            words.pop()
        whole = not behind or not (behind[0].is_name or behind[0].text[0].isdigit())
        apart = bool(behind) and behind[0].lower in language.of_marks | language.relatives
        if words and behind and behind[0].text == ",":  # the neutrino, a particle; but: the poll, a joint effort
            apart = is_told_apart(behind, language) and not takes_up(words[-1], language)
        if whole and not apart and 0 < len(words) <= MAX_WORDS_TO_NOUN and words[-1] not in language.times:
            yield start, words


def pointing_phrases(tokens: Sequence[Token], language: Language) -> Iterator[tuple[int, list[str]]]:
    """Yield the phrases of common words that point back, as `common_phrases` does: this bay, in that bay.

    A word that may also begin a clause points back behind a preposition, or at the end of a clause of purpose.

    >>> from summarize.text.languages import load_language
    >>> en = load_language("en")
    >>> tokens = tokens_of("To reach that goal, she said that ships must stay out of that shallow bay.", en.stop_words)
    >>> [*pointing_phrases(tokens, en)]
    [(2, ['goal']), (13, ['shallow', 'bay'])]
    """
    prepositions = (language.modifiers_behind & language.stop_words) - language.relative_pronouns
    for start, words in common_phrases(language.demonstratives | language.distant_demonstratives, tokens, language):
        if tokens[start].lower in language.distant_demonstratives:
            end = start + 1 + len(words)
            to_do = start > 1 and tokens[start - 2].lower in language.infinitive_marks
            ends = len(words) == 1 and (end == len(tokens) or not tokens[end].text[0].isalnum())
            behind = start > 0 and tokens[start - 1].lower in prepositions
            plural = words[-1].endswith("s") and not words[-1].endswith(SINGULAR_S)
            another = plural or tokens[end - 1].is_possessive  # that ships; St. Kitts and that island's people
            if another or not (behind or (to_do and ends)):
                continue
        yield start, words


def noun_behind(start: int, tokens: Sequence[Token], language: Language, *, counted: bool = False) -> str | None:
    """Return the noun of the phrase that an article opens if it takes up what was told, else None.

    start: the index of the article among the tokens of the sentence, 0 where it opens it. counted: whether a number
    stands behind it, so that every noun does.
    """
    reach = start + 1 + (MAX_WORDS_TO_NOUN if start == 0 else MAX_WORDS_TO_OBJECT)
    for index, token in enumerate(tokens[start + 1 : reach], start=start + 1):
        if not token.text[0].isalnum() or token.text[0].isupper() or is_closed(token.lower, language):
            return None
        behind = tokens[index + 1 : index + 3]
        if start == 0 and token.lower.partition("-")[2] in language.ages:
            return token.lower
        is_number = token.lower in language.numbers
        if (takes_up(token.lower, language) or (counted and not is_number)) and ends_phrase(behind, start, language):
            adds = behind[:1] and behind[0].text == "," and is_part(tokens[:start], language)  # to which part it is
            return None if is_told_apart(behind, language) and not adds else token.lower
    return None


def part_taken_up(tokens: Sequence[Token], language: Language) -> str | None:
    """Return the noun of which a sentence opens with a part, if that takes up what was told, else None.

    >>> from summarize.text.languages import load_language
    >>> en = load_language("en")
    >>> texts = "One of the suspects, a nurse, fled.", "One of the suspects in the theft fled."
    >>> [part_taken_up(tokens_of(text, en.stop_words), en) for text in texts]
    ['suspects', None]
    """
    opens = tokens[2:3] and tokens[2].lower in language.definite_articles and is_part(tokens[:2], language)
    return noun_behind(2, tokens, language) if opens else None


def is_part(before: Sequence[Token], language: Language) -> bool:
    """Whether the words before an article are for a part of what it opens: one of, most of."""
    counts = language.quantifiers | language.numbers.keys()
    return len(before) > 1 and before[-1].lower in language.of_marks and before[-2].lower in counts


def takes_up(word: str, language: Language) -> bool:
    """Whether a word takes up what was told where "the" stands before it.

    >>> from summarize.text.languages import load_language
    >>> en = load_language("en")
    >>> takes_up("ruling", en), takes_up("dam", en)
    (True, False)
    """
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
    """Whether what stands behind a noun says which one is meant: a relative clause, a name, a participle.

    A relative clause behind a comma adds to what is known.
    """
    if not behind:
        return False
    if behind[0].text == "," and len(behind) > 1:
        opens = (language.modifiers_behind - language.relative_pronouns) | language.indefinite_articles
        return behind[1].is_name or behind[1].lower in opens
    return behind[0].lower in language.modifiers_behind or behind[0].lower.endswith("ing")


def alike(noun: str, language: Language) -> set[str]:
    """Return a noun and those that mean the same in news."""
    return {noun}.union(*(group for group in language.synonyms if noun in group))
