"""States that have changed: arrested, then charged; to be signed, then signed.

Rows of today's articles and of earlier summaries go in; out come, for each row, the states that it replaces. Precision
comes before recall: a state is read only where the one whom it is told of, or what was planned, stands in both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from summarize.cite.assertion import is_told
from summarize.cite.figures.conflicts import MIN_COSINE, NEVER, nearest_rows
from summarize.cite.synonyms import root, synonym_stems
from summarize.records import Change
from summarize.text.languages import Language, load_language
from summarize.text.tokens import fold
from summarize.updates.changes import is_timely

if TYPE_CHECKING:
    from summarize.choose.cosines import Cosines
    from summarize.cite.claim import WordUsage
    from summarize.updates.earlier import WithEarlier

# All by judgement.
MAX_BESIDE = 8  # words between a name and the verb that is told of it: Paul Renn, the captain of the ferry, was
MAX_OBJECT = 6  # words between a verb and the name behind it: charged the captain, Paul Renn
MAX_BEFORE = 3  # words before a verb in which one takes it back: may have been
MAX_BEHIND_SUBJECT = 3  # words from a name to the verb of which it is the subject: Tom Arden has since died
MIN_PLAN_HELD = 0.7  # share of the words of a plan that the sentence has which says that it was carried out
MIN_PLAN_ENDED = 0.5  # the same where a sentence says that it was given up, or decided
MIN_PLAN_WORDS = 2  # of them, one a name
WORDS_OF_OBJECT = 2  # behind the verb of a plan, one of which the sentence must have

WORD = re.compile(r"\w+(?:['’-]\w+)*")


class Word(NamedTuple):
    """A word of a sentence and where it stands."""

    text: str
    folded: str
    start: int
    end: int
    comma: bool  # whether a comma stands behind it


class State(NamedTuple):
    """What has become of somebody."""

    stages: int  # which list of stages
    stage: int  # its place in the list
    name: str  # of whom, the last word of the name, folded
    text: str  # the verb as written


class Intention(NamedTuple):
    """What is to be done."""

    verb: str  # its root
    others: frozenset[str]  # roots of the other words of the sentence that count
    behind: frozenset[str]  # those of them right behind the verb
    text: str  # as written: expected to sign


def changed_states(
    both: WithEarlier, cosines: Cosines, rows: Sequence[int], usage: WordUsage
) -> Mapping[int, tuple[Change, ...]]:
    """Return the states of some rows that replace told ones, by row; rows without any are left out.

    cosines: between (n + m) rows of open-class words, those of the earlier summaries last.
    """
    import numpy as np

    corpus, count = both.corpus, both.count
    least = np.full(len(corpus.sentences), NEVER)
    least[list(rows)] = MIN_COSINE
    found: defaultdict[int, list[Change]] = defaultdict(list)
    for told_row in range(count, len(corpus.sentences)):
        told = both.told[told_row - count]
        sentence = corpus.sentences[told_row]
        reader = StateReader(load_language(corpus.languages[sentence.document]), usage.names)
        states, plans = [*reader.states(sentence.text)], [*reader.plans(sentence.text)]
        if not states and not plans:
            continue
        for row in nearest_rows(told_row, least, corpus, cosines):
            text, day = corpus.sentences[row].text, corpus.days[corpus.sentences[row].document]
            if is_timely(day, told.day):
                pairs = [*reader.later_states(states, text), *reader.ended(plans, text)]
                found[row] += [Change(*pair, told.earlier, told.sentence.citations[0]) for pair in pairs]
    return {row: tuple(dict.fromkeys(found[row])) for row in sorted(found) if found[row]}


class StateReader(NamedTuple):
    """Reads states and plans in a language."""

    language: Language
    names: frozenset[str]  # lower case

    def states(self, text: str) -> Iterator[State]:
        """Yield what a sentence says has become of somebody."""
        words = words_of(text)
        for place, word in enumerate(words):
            for number, stages in enumerate(self.language.stages):
                stage = next((index for index, group in enumerate(stages) if word.folded in group), None)
                if stage is not None and not self.is_taken_back(words, place):
                    yield from (State(number, stage, name, word.text) for name in self.patients(words, place))

    def patients(self, words: Sequence[Word], place: int) -> Iterator[str]:
        """Yield the name of whom a verb is told: its subject in the passive voice or if he dies, else its object."""
        subjects = [*self.people(words[:place])]
        if words[place].folded in self.language.intransitive:
            names = [at for at in subjects if self.is_subject(words, at, place)]
        elif any(word.folded in self.language.passive_verbs for word in words[max(0, place - 2) : place]):
            alone = bool(subjects) and (len(subjects) == 1 or words[subjects[0]].comma)
            names = subjects if alone and place - subjects[0] <= MAX_BESIDE else []
        else:
            names = [place + 1 + at for at in self.people(words[place + 1 : place + 2 + MAX_OBJECT])]
        yield from (words[at].folded for at in names[:1])

    def is_subject(self, words: Sequence[Word], at: int, place: int) -> bool:
        """Whether the name that ends at a place is the subject of a verb: beside it, or parted from it by commas.

        `Tom Arden, who was hit in Brake, has died`.
        """
        commas = [word.comma for word in words[at:place]]
        return place - at <= MAX_BEHIND_SUBJECT if not commas[0] else any(commas[-MAX_BEHIND_SUBJECT - 1 :])

    def people(self, words: Sequence[Word]) -> Iterator[int]:
        """Yield the place of the last word of each name that stands for itself: of nobody else, and owning nothing."""
        for place, word in enumerate(words):
            first = place
            while first and self.is_name(words[first - 1]):
                first -= 1
            ends = place + 1 == len(words) or not self.is_name(words[place + 1])
            if self.is_name(word) and ends and not (first and words[first - 1].folded in self.language.of_marks):
                yield place

    def is_name(self, word: Word) -> bool:
        """Whether a word is one of a name."""
        return word.text[0].isupper() and word.folded in self.names and word.folded not in self.language.nameless

    def is_taken_back(self, words: Sequence[Word], place: int) -> bool:
        """Whether a word before a verb says that it did not, or will, or may have come about."""
        language = self.language
        before = [word.folded for word in words[max(0, place - MAX_BEFORE) : place]]
        doubtful = language.negations | language.unreal | language.future | language.infinitive_marks
        return not doubtful.isdisjoint(before)

    def later_states(self, states: Sequence[State], text: str) -> Iterator[tuple[str, str]]:
        """Yield each state that was told and the later one of the same person in a sentence, as written."""
        now = [*self.states(text)] if states else []
        for told in states:
            later = [one for one in now if one[:3:2] == told[:3:2] and one.stage > told.stage]
            if later:
                yield told.text, max(later, key=lambda one: one.stage).text

    def plans(self, text: str) -> Iterator[Intention]:
        """Yield what a sentence says is to be done: will sign, is expected to be signed."""
        words, language = words_of(text), self.language
        for place, word in enumerate(words):
            heads = [one.folded for one in words[max(0, place - 2) : place]]
            passive = bool(heads) and heads[-1] in language.passive_verbs
            mark = place - 1 - passive
            if mark < 0 or is_told(word.folded, language) is not passive or word.folded in language.stop_words:
                continue
            begins = mark - (words[mark].folded in language.infinitive_marks)
            planned = language.prospective if begins < mark else language.future
            if begins >= 0 and words[begins].folded in planned:
                after = self.without_speaker(words[place + 1 :])
                others = self.roots([*words[:begins], *after])
                behind = self.roots(after[: WORDS_OF_OBJECT + 1]) if not passive else frozenset[str]()
                yield Intention(root(word.folded, language.code), others, behind, text[words[begins].start : word.end])

    def without_speaker(self, words: Sequence[Word]) -> Sequence[Word]:
        """Return words up to the comma before who says so: `over the loan, members of her party said`."""
        reports = self.language.speech | self.language.reporting
        said = [place for place, word in enumerate(words) if word.folded in reports]
        commas = [place for place, word in enumerate(words[: said[0]] if said else ()) if word.comma]
        return words[: commas[-1] + 1] if commas else words

    def ended(self, plans: Sequence[Intention], text: str) -> Iterator[tuple[str, str]]:
        """Yield each plan and the verb by which a sentence says that it was carried out, decided or given up."""
        words = words_of(text) if plans else []
        has, planned = self.roots(words), {plan.verb for plan in self.plans(text)} if plans else set()
        for plan in plans:
            shared = plan.others & has
            named = any(root(name, self.language.code) in shared for name in self.names)
            if not named or len(shared) < MIN_PLAN_WORDS:
                continue
            share = len(shared) / len(plan.others)
            verbs = synonym_stems(self.language.code).get(plan.verb, frozenset({plan.verb}))
            given_up = share >= MIN_PLAN_ENDED and not verbs.isdisjoint(has)
            object_held = plan.verb not in planned and not (plan.behind and plan.behind.isdisjoint(has))
            decided = share >= MIN_PLAN_ENDED and plan.verb in self.language.votes
            ends = [
                text[word.start : words[place + (two_words(words, place) in self.language.cancellations)].end]
                for place, word in enumerate(words)
                if (share >= MIN_PLAN_HELD and object_held and self.carries_out(word, plan))
                or (given_up and self.language.cancellations.intersection((word.folded, two_words(words, place))))
                or (decided and object_held and word.folded in self.language.decisions)
                if root(word.folded, self.language.code) not in plan.others and not self.is_taken_back(words, place)
            ]
            yield from ((plan.text, end) for end in ends[:1])

    def carries_out(self, word: Word, plan: Intention) -> bool:
        """Whether a word is the verb of a plan, as done."""
        if word.folded.endswith(self.language.gerund_endings):
            return False
        return is_told(word.folded, self.language) and root(word.folded, self.language.code) == plan.verb

    def roots(self, words: Sequence[Word]) -> frozenset[str]:
        """Return the roots of the words that count: neither closed-class words nor days, speech or what plans."""
        language = self.language
        passed = language.silent | language.months | language.prospective | language.future | language.unnamed_sources
        return frozenset(root(word.folded, language.code) for word in words if word.folded not in passed)


def two_words(words: Sequence[Word], place: int) -> str:
    """Return a word with the next one: called off."""
    return " ".join(word.folded for word in words[place : place + 2])


def words_of(text: str) -> list[Word]:
    """Return the words of a sentence in order."""
    return [
        Word(match[0], fold(match[0]), match.start(), match.end(), text.startswith(",", match.end()))
        for match in WORD.finditer(text)
    ]
