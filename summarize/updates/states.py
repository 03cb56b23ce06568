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
from summarize.cite.conflicts import MIN_COSINE, NEVER, nearest_rows
from summarize.cite.synonyms import root
from summarize.records import Change
from summarize.text.languages import Language, load_language
from summarize.text.tokens import fold
from summarize.updates.changes import is_timely

if TYPE_CHECKING:
    from summarize.cite.claim import WordUsage
    from summarize.records import Weights
    from summarize.updates.earlier import WithEarlier

# All by judgement.
MAX_BESIDE = 8  # words between a name and the verb that is told of it: Paul Renn, the captain of the ferry, was
MAX_OBJECT = 6  # words between a verb and the name behind it: charged the captain, Paul Renn
MAX_BEFORE = 3  # words before a verb in which one takes it back: may have been
MIN_PLAN_HELD = 0.7  # share of the words of a plan that the sentence has which says that it was carried out
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
    both: WithEarlier, content: Weights, rows: Sequence[int], usage: WordUsage
) -> Mapping[int, tuple[Change, ...]]:
    """Return the states of some rows that replace told ones, by row; rows without any are left out.

    content: (n + m, v) rows of unit L2 norm or zero, those of the earlier summaries last.
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
        for row in nearest_rows(told_row, least, corpus, content):
            text, day = corpus.sentences[row].text, corpus.days[corpus.sentences[row].document]
            if is_timely(day, told.day):
                pairs = [*reader.later_states(states, text), *reader.carried_out(plans, text)]
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
        """Yield the name of whom a verb is told: its subject in the passive voice, else its object."""
        if any(word.folded in self.language.passive_verbs for word in words[max(0, place - 2) : place]):
            names = [*self.people(words[:place])]
            near = bool(names) and place - names[0] <= MAX_BESIDE and (len(names) == 1 or words[names[0]].comma)
        else:
            names = [place + 1 + at for at in self.people(words[place + 1 : place + 2 + MAX_OBJECT])][:1]
            near = bool(names)
        if near:
            yield words[names[0]].folded

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
                others = self.roots(words[:begins] + words[place + 1 :])
                behind = self.roots(words[place + 1 :][: WORDS_OF_OBJECT + 1]) if not passive else frozenset[str]()
                yield Intention(root(word.folded, language.code), others, behind, text[words[begins].start : word.end])

    def carried_out(self, plans: Sequence[Intention], text: str) -> Iterator[tuple[str, str]]:
        """Yield each plan and the verb by which a sentence says that it was carried out, as written."""
        words = words_of(text) if plans else []
        has, planned = self.roots(words), {plan.verb for plan in self.plans(text)} if plans else set()
        for plan in plans:
            done = [
                word.text
                for place, word in enumerate(words)
                if is_told(word.folded, self.language)
                and root(word.folded, self.language.code) == plan.verb
                and not self.is_taken_back(words, place)
            ]
            shared = plan.others & has
            named = any(root(name, self.language.code) in shared for name in self.names)
            if plan.verb in planned or (plan.behind and plan.behind.isdisjoint(has)):
                continue
            if done and named and len(shared) >= max(MIN_PLAN_WORDS, MIN_PLAN_HELD * len(plan.others)):
                yield plan.text, done[0]

    def roots(self, words: Sequence[Word]) -> frozenset[str]:
        """Return the roots of the words that count: neither closed-class words nor days, speech or what plans."""
        language = self.language
        passed = language.silent | language.months | language.prospective | language.future | language.unnamed_sources
        return frozenset(root(word.folded, language.code) for word in words if word.folded not in passed)


def words_of(text: str) -> list[Word]:
    """Return the words of a sentence in order."""
    return [
        Word(match[0], fold(match[0]), match.start(), match.end(), text.startswith(",", match.end()))
        for match in WORD.finditer(text)
    ]
