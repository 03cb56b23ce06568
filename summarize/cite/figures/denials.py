"""Denials: another article tells that somebody denies what a sentence says, or what it accuses somebody of.

Two claims go in; out comes what is denied, as the sentence has it, and the word that denies it. A denial of something
else, or by somebody else, costs more trust than a missed one wins, so every doubt is a no.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from summarize.cite.claim import Claim, is_term, total_weight
from summarize.cite.synonyms import cached_stemmer, same
from summarize.text.languages import Language, load_language
from summarize.text.tokens import fold, tokenize

# by judgement, on the denials of newswire and web news that were read
MIN_DENIED = 0.6  # share of the weight of what is denied that a claim must say
MIN_DENIED_UNNAMED = 0.8  # the same where the claim does not name who denies it
MIN_TERMS, MIN_TERMS_UNNAMED = 1, 2  # terms of it that a claim must have
MAX_TO_VERB = 2  # words between had, to, was and the word that denies: had always denied
MAX_TO_ALLEGATION = (
    4  # words behind one that dismisses among which the allegation must be: dismissed as false the claim
)
MAX_HERE = 100  # characters of what is denied; of more only its first word is shown


class Denial(NamedTuple):
    """What is denied, and how it is said."""

    by: tuple[str, ...]  # the words before the one that denies, in its clause
    word: str  # that denies: denied, dismissed
    denied: tuple[str, ...]  # the terms and names of what is denied; empty where it is "the allegations", "it"


def denied_in(
    claim: Claim, evidence: Claim, idf: Mapping[str, float], around: frozenset[str] = frozenset()
) -> tuple[list[str], str]:
    """Return the words of a claim that are denied in evidence, and the word that denies them; [] and "" for none.

    A claim that tells of a denial itself has settled it. idf: the inverse document frequency of each term. around: the
    names that the article of the claim has just given, so that the claim may leave them out.
    """
    language = load_language(claim.code)
    if claim.negated or claim.is_question or evidence.is_question or tells_of_denial(claim.words, language):
        return [], ""
    for denial in denials(evidence, language):
        told = denied_words(claim, evidence, denial, idf, around)
        words = told if denial.denied else accusation(claim, evidence, denial)
        if words:
            return words, denial.word
    return [], ""


def tells_of_denial(words: Sequence[str], language: Language) -> bool:
    """Whether one of some words denies or dismisses something."""
    return not (language.denials | language.dismissals).isdisjoint(words)


def denials(evidence: Claim, language: Language) -> Iterator[Denial]:
    """Yield the denials that a sentence tells of: `denied that ...`, `dismissed the allegations`.

    What somebody had denied before, was denied, or is asked to deny, is left out.
    """
    undone = language.infinitive_marks | language.passive_verbs | language.inversions
    for clause in evidence.clauses:
        for index, word in enumerate(clause):
            if word not in language.denials | language.dismissals:
                continue
            if not undone.isdisjoint(clause[max(0, index - MAX_TO_VERB) : index]):
                continue
            denied = what_is_denied(clause[index:], language)
            if denied is not None:
                yield Denial(clause[:index], word, denied)


def what_is_denied(words: Sequence[str], language: Language) -> tuple[str, ...] | None:
    """Return the terms and names behind a word that denies or dismisses, () for `the allegations`, None for no denial.

    words: from that word to the end of its clause. `Denied him access` is none, and neither is `denied the claims she
    made`, of which nothing is known. What is said beside it, as in `denied this and said`, is not denied.
    """
    verb, *behind = words
    conjoined = (
        place
        for place, pair in enumerate(pairwise(behind))
        if pair[0] in language.adding and pair[1] in language.speech
    )
    behind = behind[: next(conjoined, len(behind))]
    allegation = next(
        (place for place, word in enumerate(behind[:MAX_TO_ALLEGATION]) if word in language.allegations), None
    )
    if not language.pronouns.isdisjoint(behind[:1]) or (allegation is None and verb in language.dismissals):
        return None
    if allegation is not None:
        behind = behind[allegation + 1 :]
        opens, told = frozenset(behind[:1]), language.complementizers | language.of_marks
        if not opens.isdisjoint(language.clause_openers | language.adding):  # `dismissed the claims as false`
            return ()
        if opens.isdisjoint(told) and not any(word.endswith(language.gerund_endings) for word in opens) and opens:
            return None
    if not language.guilt.isdisjoint(behind[:MAX_TO_ALLEGATION]):
        return ()
    return tuple(word for word in behind if is_term(word, language) and word not in language.doubt)


def denied_words(
    claim: Claim, evidence: Claim, denial: Denial, idf: Mapping[str, float], around: frozenset[str]
) -> list[str]:
    """Return the words of a claim that tell what is denied; [] where it is something else. around: as above.

    What is denied first, as `supporting` in `denied supporting the rebels`, must be told by the claim.
    """
    language, stem = load_language(claim.code), cached_stemmer(claim.code)
    said = {word: [own for own in claim.words if is_told_by(word, own, language)] for word in denial.denied}
    names = [word for word in denial.denied if word in evidence.name_words]
    terms = [word for word in denial.denied if word not in evidence.name_words]
    told = [word for word in terms if said[word]]
    if not terms or not said[terms[0]] or not all(said[name] or name in around for name in names):
        return []
    share = total_weight(map(stem, told), idf) / total_weight(map(stem, terms), idf)
    named = is_named(claim, evidence, denial, language)
    least, most = (MIN_DENIED, MIN_TERMS) if named else (MIN_DENIED_UNNAMED, MIN_TERMS_UNNAMED)
    if share < least or len(told) + len(names) * named < most:
        return []
    return [said[terms[0]][0], *(own for word in (*told, *names) for own in said[word])]


def is_told_by(word: str, own: str, language: Language) -> bool:
    """Whether a word of a claim says what one of a denial says."""
    return word == own or (is_term(own, language) and same(word, own, language))


def is_named(claim: Claim, evidence: Claim, denial: Denial, language: Language) -> bool:
    """Whether a claim names who denies, or for whom he speaks; a pronoun stands for a name before its sentence."""
    who = {word for word in denial.by if word in evidence.name_words or word in language.titles - language.stop_words}
    if not language.pronouns.isdisjoint(denial.by):
        who |= {*evidence.antecedents}
    return not who.isdisjoint((*claim.words, *claim.names))


def accusation(claim: Claim, evidence: Claim, denial: Denial) -> list[str]:
    """Return the word by which a claim accuses who denies `the allegations`; [] where it accuses nobody, or another."""
    language = load_language(claim.code)
    words = claim.words
    place = next((index for index, word in enumerate(words) if word in language.accusations), None)
    if (
        place is None
        or not (language.accusations - language.allegations).isdisjoint(evidence.words)
        or not is_named(claim, evidence, denial, language)
    ):
        return []
    accused = words[place:] if language.passive_verbs.isdisjoint(words[max(0, place - 2) : place]) else words
    who = {word for word in denial.by if word in evidence.name_words}
    return [words[place]] if not who or not who.isdisjoint(accused) else []


def stretch(text: str, words: Sequence[str]) -> str:
    """Return a sentence from the first to the last of some words of it, or the first given where that is too long.

    "" where it has none of them.
    """
    spans, end = list[tuple[str, int, int]](), 0
    for token in tokenize(text):
        start = text.find(token, end)
        end = start + len(token)
        if start >= 0 and fold(token) in words:
            spans.append((fold(token), start, end))
    if not spans:
        return ""
    here = text[spans[0][1] : spans[-1][2]]
    return here if len(here) <= MAX_HERE else next((text[a:b] for word, a, b in spans if word == words[0]), "")
