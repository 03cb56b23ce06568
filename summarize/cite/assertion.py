"""Whether a sentence commits itself to what it shares with a claim, or doubts, plans or only reports it.

`Fears that the dam would break proved unfounded` holds every word of `The dam broke`. A word that frames what it
governs must stand in both sentences or in neither; every doubt is a no. In a language without lists of such words
nothing is known of frames, and everything is taken as asserted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, compress, pairwise, takewhile

from summarize.cite.claim import Claim, clause_ends
from summarize.cite.synonyms import cached_stemmer, entries, root, same
from summarize.cite.thesaurus import irregular, is_thought
from summarize.text.languages import Language, load_language

# share of the words that evidence shares with a claim from which on a clause is one that tells of it. By judgement;
# developed on the project's own edited sentences (benchmarks/edits.jsonl)
MIN_CLAUSE_SHARE = 1 / 3
# words before "that" among which a verb that reports must stand
HEAD_LENGTH = 8


def is_asserted(claim: Claim, evidence: Claim) -> bool:
    """Whether evidence commits itself, as far as its framing words go, to what it shares with a claim.

    claim, evidence: of one language. What is compared are words of doubt, weak and privative words, moods, and the head
    of a report; the same frame in both sentences changes nothing.

    >>> from summarize.cite.claim import read_claim
    >>> en = load_language("en")
    >>> texts = "The dam broke.", "Officials doubt that the dam broke."
    >>> fact, doubt = (read_claim(text, frozenset(), en) for text in texts)
    >>> is_asserted(fact, fact), is_asserted(fact, doubt)
    (True, False)
    """
    language = load_language(claim.code)
    if not language.doubt:
        return True
    ours, theirs = claim.words, evidence.words
    shared, stem = shared_stems(claim), cached_stemmer(claim.code)
    places = [index for index, word in enumerate(theirs) if stem(word) in shared]
    return (
        same_doubt(ours, theirs, language)
        and same_mood(claim, evidence, shared, language)
        and not (places and is_reported_otherwise(claim, evidence, places, language))
        and not (places and is_framed(claim, evidence, places, language))
        and not is_privative(ours, theirs, shared, language)
        and not is_undone(ours, theirs, shared, language)
        and not is_undone(theirs, ours, shared, language)
        and (language.inversions.isdisjoint(theirs[:1]) or ours[:1] == theirs[:1])
    )


def shared_stems(claim: Claim) -> frozenset[str]:
    """Return the stems of a claim's content, and all that mean the same."""
    stem = cached_stemmer(claim.code)
    return frozenset().union(claim.content, map(stem, claim.names), *claim.terms.values())


def same_doubt(ours: Sequence[str], theirs: Sequence[str], language: Language) -> bool:
    """Whether each word of doubt or denial in one sentence has one in the other that means the same.

    >>> en = load_language("en")
    >>> same_doubt(["denied"], ["denies"], en), same_doubt(["denied"], [], en)
    (True, False)
    """
    return all(
        is_met(word, others, language)
        for words, others in ((ours, theirs), (theirs, ours))
        for word in language.doubt.intersection(words)
    )


def is_met(word: str, others: Sequence[str], language: Language) -> bool:
    """Whether one of some words, or several together, mean the same as another: `called on` for `urged`."""
    if word in others or any(same(word, other, language) for other in dict.fromkeys(others)):
        return True
    return language.code == "en" and any(same(word, entry, language) for entry in entries(others))


def same_mood(claim: Claim, evidence: Claim, shared: frozenset[str], language: Language) -> bool:
    """Whether a plan, wish or condition stands in both or in neither, in the clauses that tell what they share.

    A word such as `would` or `planned` in any other clause of the evidence is no matter.
    """
    stem = cached_stemmer(language.code)
    matches = [sum(stem(word) in shared - {*claim.names} for word in clause) for clause in evidence.clauses]
    telling = [count > 0 and count >= MIN_CLAUSE_SHARE * sum(matches) for count in matches]
    first = telling.index(True) if any(telling) else 0
    openers = [clause[-1] for clause in evidence.clauses[:first]]  # `asked whether, in some cases, it broke`
    told = [*openers, *chain.from_iterable(compress(evidence.clauses, telling))]
    if has_future(told, language) and not has_future(claim.words, language):
        return False
    return has_mood(told, claim.words, language) and has_mood(claim.words, evidence.words, language)


def has_future(words: Sequence[str], language: Language) -> bool:
    """Whether one of the words marks the future, such as `will`.

    >>> has_future(["it", "will", "rain"], load_language("en")), has_future(["it", "rained"], load_language("en"))
    (True, False)
    """
    return not language.future.isdisjoint(words)


def has_mood(words: Sequence[str], others: Sequence[str], language: Language) -> bool:
    """Whether each word of some that makes a plan, a wish or a condition has one among others that means the same."""
    return all(is_met(word, others, language) for word in language.unreal.intersection(words))


def is_reported_otherwise(claim: Claim, evidence: Claim, places: Sequence[int], language: Language) -> bool:
    """Whether most of what is shared stands behind a `that` whose head does not report it as a fact, or an `in which`.

    places: of the words of evidence that are shared. Behind one of them `that` begins a relative clause, which asserts
    what it says.
    """
    ours, theirs = claim.words, evidence.words
    doubted = count_of(ours, language.complementizers) < count_of(theirs, language.complementizers)
    framed = {*pairwise(ours)}
    for index, (before, word) in enumerate(pairwise(("", *theirs))):
        if 2 * sum(place > index for place in places) <= len(places):
            return False
        if word in language.relatives and before in language.adverbial_openers and (before, word) not in framed:
            return True
        relative = index - 1 in places
        head = theirs[max(0, index - HEAD_LENGTH) : index]
        if doubted and word in language.complementizers and not relative and not reports_it(head, language):
            return True
    return False


def is_framed(claim: Claim, evidence: Claim, places: Sequence[int], language: Language) -> bool:
    """Whether words around what is shared leave open whether it is so.

    Who doubts, denies, imagines or foresees something says so by a word for what is said, thought, felt or wanted. So
    each such word around it is a no, unless it is known to leave what it governs a fact, as `said`, or stands in the
    claim as well. places: of the words of evidence that are shared.
    """
    ours, theirs = claim.words, evidence.words
    factive = language.factive | language.unnamed_sources | language.titles | evidence.name_words
    reports, roots = language.reporting | language.speech, {root(word, language.code) for word in ours}
    for index in places_around(evidence, places, language):
        word = theirs[index]
        if root(word, language.code) in roots or word in factive or is_met(word, ours, language):
            continue
        taken_back = index and theirs[index - 1] in language.takes_back
        planned = index > places[-1] and word in language.unreal - language.future  # before it `same_mood` looks
        if taken_back if word in reports else planned or leaves_open(word, language):
            return True
    return False


def leaves_open(word: str, language: Language) -> bool:
    """Whether a word may leave open what it governs."""
    if word in language.reservations:
        return True
    return word not in language.silent and language.code == "en" and is_thought(word)


def places_around(evidence: Claim, places: Sequence[int], language: Language) -> Iterator[int]:
    """Yield the places of the words of evidence that may govern what it shares with a claim, but for those shared.

    They are all before the middle of what is shared, and those behind it up to a word that begins a clause of its own,
    such as `and`, `which` or `after`, which adds to what was told.
    """
    yield from (index for index in range(places[len(places) // 2]) if index not in places)
    words, openers = evidence.words, language.clause_openers | language.adding
    for start, end in pairwise(sorted(clause_ends(evidence))):
        if start <= places[-1] or not words[start].endswith(language.gerund_endings):
            behind = range(max(start, places[-1] + 1), end)
            yield from takewhile(lambda index: words[index] not in openers, behind)


def count_of(words: Sequence[str], listed: frozenset[str]) -> int:
    """Return how many of some words are listed.

    >>> count_of(["if", "it", "rains", "if"], frozenset({"if"}))
    2
    """
    return sum(word in listed for word in words)


def reports_it(head: Sequence[str], language: Language) -> bool:
    """Whether a head has a word that reports what follows as a fact, and none before it that takes that back."""
    reports = language.reporting | language.speech
    return any(word in reports and before not in language.takes_back for before, word in pairwise(("", *head)))


def is_privative(ours: Sequence[str], theirs: Sequence[str], shared: frozenset[str], language: Language) -> bool:
    """Whether a word such as `former` or `fake` stands before a shared word, and not in the claim."""
    stem = cached_stemmer(language.code)
    return any(
        word in language.privatives and word not in ours and stem(after) in shared for word, after in pairwise(theirs)
    )


def is_undone(ours: Sequence[str], theirs: Sequence[str], shared: frozenset[str], language: Language) -> bool:
    """Whether what a claim tells as done is not done in evidence: `was told to leave`, `kept from leaving` for `left`.

    It is not where an infinitive or a gerund stands for a finite verb of the claim, also one of the perfect: `is said
    to have left`; a gerund behind `after` or `by` is.
    """
    stem = cached_stemmer(language.code)
    done, framed = done_verbs(ours, language), {*pairwise(ours)}
    words = without_perfect(theirs, language)
    for (head, _), (before, _), (word, perfect) in zip((("", False), *words), words, words[1:], strict=False):
        finite = done.get(root(word, language.code))
        if finite is None or (head, before) in framed or shared.isdisjoint((stem(word), stem(finite))):
            continue
        told = finite != word and is_told(finite, language)
        undone = head not in language.compelled and (head in language.prospective or told)
        if before in language.infinitive_marks and undone:
            return True
        gerund = word.endswith(language.gerund_endings) and not finite.endswith(language.gerund_endings)
        if before in language.gerund_heads and (gerund or perfect):
            return True
    return False


def without_perfect(words: Sequence[str], language: Language) -> list[tuple[str, bool]]:
    """Return words without the `have` of `to have left`, each with whether it stood right before."""
    heads, kept, dropped = language.infinitive_marks | language.gerund_heads, list[tuple[str, bool]](), False
    for before, word in pairwise(("", *words)):
        if before in heads and word in language.perfect_marks:
            dropped = True
            continue
        kept.append((word, dropped))
        dropped = False
    return kept


def done_verbs(words: Sequence[str], language: Language) -> dict[str, str]:
    """Return the words of a sentence by their roots, without those that also stand in it as not done."""
    heads = language.infinitive_marks | language.gerund_heads
    marked = {root(word, language.code) for before, word in pairwise(words) if before in heads}
    return {base: word for word in words if (base := root(word, language.code)) not in marked}


def is_told(word: str, language: Language) -> bool:
    """Whether a word looks like a verb that is told as done or being done.

    >>> en = load_language("en")
    >>> is_told("broke", en), is_told("broken", en), is_told("breaking", en)
    (True, True, True)
    """
    return word.endswith(language.participle_endings) or (language.code == "en" and word in irregular())
