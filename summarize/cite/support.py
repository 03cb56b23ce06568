"""Whether one sentence says all that another says: the test behind every citation.

Two claims go in, the one to be cited for and the one that is its evidence; out comes the share of it that is backed.
A citation that does not support its sentence is worse than a missing one, so every doubt is a no.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher

from summarize.cite.altered import is_altered, is_turned_round
from summarize.cite.assertion import is_asserted
from summarize.cite.claim import Claim, total_weight
from summarize.cite.owners import tells_of_another
from summarize.cite.rewording import is_nearly_one, is_rewording
from summarize.cite.roles import with_acronyms
from summarize.cite.same_numbers import backs_quantities, is_subsequence
from summarize.cite.synonyms import cached_stemmer, synonym_stems, tells
from summarize.text.languages import load_language

# All thresholds were set on the pairs that are labelled as support in the project's own clusters, and what is reported
# was measured on the same pairs, so it flatters: precision 99.5 %, recall 55.4 % over all sentences that may be chosen
# (`python benchmarks/citations.py`). Those of MIN_SHARED to MIN_SHARED_PER_TERM and of pronouns were measured before
# frames and rewordings were judged as well, when it was 99.1 % and 57.3 %.
# "0.6: 98.7/58.7" is precision/recall with 0.6 instead. A share of a sentence is a share of the inverse document
# frequencies of its terms.

# share of a claim that its evidence must hold
MIN_COVERAGE = 0.7  # 0.6: 98.8/55.3, 0.8: 99.5/52.4
# the same where the claim has a number that is seldom the same by chance
MIN_COVERAGE_WITH_NUMBER = 0.5  # 0.4: 98.8/55.7, 0.6: 99.5/54.3
# share of a claim that may stand where its evidence has nothing
MAX_ADDED = 0.3  # 0.2: 99.2/53.1, 0.4: 98.8/55.2
# terms in a row that may stand where its evidence has nothing; more are a statement of their own
MAX_ADDED_RUN = 1  # 0: 99.2/51.5, no limit: 99.3/55.2
# share of the words of both, counted, that must come in the same order
MIN_IN_ORDER = 0.3  # 0.2: no difference, 0.4: 99.3/54.8
# terms, names, numbers and weekdays that both must have; 3 and not 2 by judgement: two are soon shared by chance
MIN_SHARED = 3  # 2: 99.1/58.2, 4: 99.2/51.8
# the same for each term of the evidence; by judgement: a few words scattered over a long sentence say something else
MIN_SHARED_PER_TERM = 0.2  # 0 to 0.3: no difference
# terms of a claim that its evidence may lack. A word that is missing is a fact that the evidence may not tell
MAX_MISSING = 1  # 0: 99.5/51.3, 2: 99.3/55.5; 2 by reading cites newswire that leaves out a fact
# the same where the claim has a number that is seldom the same by chance
MAX_MISSING_WITH_NUMBER = 2  # 1: 99.5/53.1, 3: 99.3/55.3
# share of the terms of a claim from which on WordNet is asked for the others; by judgement, so that few pairs are
MIN_SHARED_OF_TERMS = 0.4  # 0.25 and 0.5: no difference
# of a sentence that is aligned with another; a longer one is a text without full stops. By judgement
MAX_WORDS = 500
# share of a claim that its evidence must hold for a pronoun to stand for a name before it
MIN_COVERAGE_FOR_PRONOUN = 0.75  # 0 to 0.9: no difference, no pronoun: 99.1/56.9


def backed_share(claim: Claim, evidence: Claim, idf: Mapping[str, float]) -> float:
    """Return the share, in [0, 1], of a claim that its evidence backs; 0 where it does not back the whole.

    Evidence backs a claim when it has the same numbers, names, weekdays and negation, and covers the claim's terms; a
    claim that stands in it word for word is covered. Numbers and names must come in the same order, since who did what
    to whom hangs on it. In a language whose negations are not known only the very same words support. A claim of over
    MAX_WORDS is backed by the very same sentence alone, evidence of as many backs only what stands in it word for word:
    to align two takes quadratic time.

    idf: the inverse document frequency of each term; one that is missing counts 1.
    """
    verbatim, equal = f" {claim.key} " in f" {evidence.key} ", claim.key == evidence.key
    longest = len(claim.words) if verbatim else max(len(claim.words), len(evidence.words))
    endless = not equal and longest > MAX_WORDS
    if endless or is_ruled_out(claim, evidence) or (claim.negated is None and not verbatim):
        return 0.0
    share = 1.0 if verbatim else covered_share(claim, evidence, idf)
    least = MIN_COVERAGE_WITH_NUMBER if claim.quantities.distinctive else MIN_COVERAGE
    if not equal and is_nearly_one(claim, evidence):
        backed = backs_names(claim, evidence, 1.0) and is_rewording(claim, evidence)
        return max(share, least) if backed and commits_itself(claim, evidence) else 0.0
    if share < least or not backs_names(claim, evidence, share):
        return 0.0
    if share < 1 and added_share(claim, evidence, idf) > MAX_ADDED:
        return 0.0
    return share if equal or commits_itself(claim, evidence) else 0.0


def is_ruled_out(claim: Claim, evidence: Claim) -> bool:
    """Whether a number, weekday, negation, question or a word that excludes another keeps evidence from backing.

    >>> from summarize.cite.claim import read_claim
    >>> en = load_language("en")
    >>> three, four = (read_claim(f"{count} men died.", frozenset(), en) for count in ("Three", "Four"))
    >>> is_ruled_out(three, three), is_ruled_out(three, four)
    (False, True)
    """
    return (
        claim.is_question
        or evidence.is_question
        or claim.negated != evidence.negated
        or (claim.terminated and not evidence.terminated)
        or not claim.weekdays <= evidence.weekdays
        or not backs_quantities(claim.quantities, evidence.quantities)
        or excludes(claim, evidence)
    )


def commits_itself(claim: Claim, evidence: Claim) -> bool:
    """Whether evidence says what it shares with a claim as a fact, in its own words or those of the same speaker."""
    return (
        is_asserted(claim, evidence)
        and is_own_voice(claim, evidence)
        and not tells_of_another(claim, evidence)
        and not is_turned_round(claim, evidence)
        and not is_altered(claim, evidence)
    )


def covered_share(claim: Claim, evidence: Claim, idf: Mapping[str, float]) -> float:
    """Return the share, in [0, 1], of the weight of a claim's terms that its evidence holds.

    What is quoted must be held as well as the whole: the lower share of the two counts. Where both have too few terms,
    names, numbers and weekdays in common the share is 0, unless a negated claim has all that the evidence says.
    """
    held = held_terms(claim, evidence)
    shared = len(held) + len(set(claim.names)) + len(claim.quantities) + len(claim.weekdays)
    says_nothing_else = claim.negated and len(held) == len(evidence.terms)  # `Nobody died.`
    least = max(MIN_SHARED, MIN_SHARED_PER_TERM * len(evidence.terms))
    most = MAX_MISSING_WITH_NUMBER if claim.quantities.distinctive else MAX_MISSING
    if not held or (shared < least and not says_nothing_else) or len(claim.terms) - len(held) > most:
        return 0.0
    parts = [part for part in (claim.terms.keys(), claim.quoted) if len(part) > 1] or [claim.terms.keys()]
    return min(total_weight(held & part, idf) / total_weight(part, idf) for part in parts)


def held_terms(claim: Claim, evidence: Claim) -> set[str]:
    """Return the terms of a claim that its evidence has, or has a word for that says at least as much."""
    held = {term for term, synonyms in claim.terms.items() if not synonyms.isdisjoint(evidence.terms)}
    if len(held) < MIN_SHARED_OF_TERMS * len(claim.terms):
        return held
    language, ours, theirs = load_language(claim.code), words_of(claim), words_of(evidence)
    free = [word for term, word in theirs.items() if term not in claim.terms]
    met = all(term in held or any(tells(word, ours[term], language) for word in free) for term in claim.terms)
    return {*claim.terms} if met else held


def words_of(claim: Claim) -> dict[str, str]:
    """Return the terms of a claim, each with a word that has it for its stem.

    >>> from summarize.cite.claim import read_claim
    >>> claim = read_claim("The villages flooded.", frozenset(), load_language("en"))
    >>> words_of(claim)
    {'villag': 'villages', 'flood': 'flooded'}
    """
    stem = cached_stemmer(claim.code)
    return {term: word for word in claim.words if (term := stem(word)) in claim.terms}


def added_share(claim: Claim, evidence: Claim, idf: Mapping[str, float]) -> float:
    """Return the share, in [0, 1], of the weight of a claim's terms that stand where its evidence has nothing.

    The two are aligned by their longest common blocks (Ratcliff & Metzener 1988, Dr. Dobb's Journal, in difflib). A
    run of words that the evidence lacks is another wording where the evidence has words of its own in its place, and an
    addition where it has none: `costs 3 crowns, rocket included` against `costs 3 crowns`. A run of more than
    MAX_ADDED_RUN terms, or words in another order throughout, are a statement of their own: 1.
    """
    own_term = {synonym: term for term, synonyms in claim.terms.items() for synonym in (*sorted(synonyms), term)}
    content = [own_term.get(word, word) for word in evidence.content]  # in the words of the claim
    both = set(claim.content) & set(content)
    blocks = SequenceMatcher(None, claim.content, content, autojunk=False).get_opcodes()
    in_order = sum(end - start for tag, start, end, _, _ in blocks if tag == "equal")
    runs = [claim.content[start:end] for _, start, end, left, right in blocks if both.issuperset(content[left:right])]
    added = [{word for word in run if word in claim.terms} - both for run in runs]
    least = MIN_IN_ORDER * sum(word in both for word in claim.content)
    if in_order < least or max(map(len, added), default=0) > MAX_ADDED_RUN:
        return 1.0
    return total_weight({word for run in added for word in run}, idf) / total_weight(claim.terms, idf)


def backs_names(claim: Claim, evidence: Claim, share: float) -> bool:
    """Whether its evidence has the names of a claim, in order; those that only describe may stand anywhere.

    share: what the evidence covers. Where it is high a pronoun of the evidence may stand for a name before it.
    """
    if not same_speaker(claim, evidence):
        return False
    language = load_language(claim.code)
    actors = with_acronyms(claim.actors, evidence.actors, language)
    others = with_acronyms(evidence.actors, claim.actors, language)
    acting = [name for name in dict.fromkeys(actors) if name not in claim.descriptive_names]
    names = others if share < MIN_COVERAGE_FOR_PRONOUN else (*evidence.antecedents, *others)
    described = claim.descriptive_names.intersection(actors).issubset(names)
    return described and (is_subsequence(acting, others) or is_subsequence(acting, names))


def same_speaker(claim: Claim, evidence: Claim) -> bool:
    """Whether each of two sentences has the speaker that a label of the other names."""
    return claim.speaker.issubset(evidence.words) and evidence.speaker.issubset(claim.words)


def is_own_voice(claim: Claim, evidence: Claim) -> bool:
    """Whether evidence says what it shares with a claim itself, or as the words of somebody whom the claim names too.

    A quotation is asserted by its speaker only.
    """
    language = load_language(claim.code)
    said = language.speech | language.attributions
    shared = [term for term, synonyms in claim.terms.items() if not synonyms.isdisjoint(evidence.terms)]
    quoted = sum(not claim.terms[term].isdisjoint(evidence.quoted) for term in shared)
    if 2 * quoted <= len(shared) or claim.quoted or said.isdisjoint(evidence.words):
        return True
    return not said.isdisjoint(claim.words)


def excludes(claim: Claim, evidence: Claim) -> bool:
    """Whether a claim has a word that excludes one of its evidence: rose against fell.

    >>> from summarize.cite.claim import read_claim
    >>> en = load_language("en")
    >>> rose, fell = (read_claim(f"Rates {verb} in June.", frozenset(), en) for verb in ("rose", "fell"))
    >>> excludes(rose, fell), excludes(rose, rose)
    (True, False)
    """
    synonyms, groups = synonym_stems(claim.code), evidence.exclusive
    return any(
        any(groups[group].isdisjoint(synonyms.get(word, ()) or (word,)) for word in words)
        for group, words in claim.exclusive.items()
        if group in groups
    )
