"""Who does what to whom, and who says it: the names of a sentence in the order in which they act, and its speaker.

`Quill was sued by Voss` and `Voss sued Quill` have their names in one order. A name that is an acronym stands for the
words whose initials it is.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from summarize.text.languages import Language
from summarize.text.tokens import fold, tokenize

# words between a form of "be" and the "by" of its passive: `was, on Monday, sued by`. By judgement
MAX_PASSIVE_WORDS = 4
# words between "by" and the name of who acts: `by the prosecutor Voss`. By judgement
MAX_AGENT_WORDS = 3
# words behind a verb of speech among which a pronoun stands for who speaks: `Voss said that she sold it`. By judgement
MAX_SAID_WORDS = 2
# words between a verb that reports and its "that": `reported on Monday that`. By judgement
MAX_REPORT_WORDS = 3
# clauses before and with such a verb. By judgement
MAX_REPORT_CLAUSES = 3
# letters of an acronym; a shorter one is soon met by chance
ACRONYM_LETTERS = range(3, 7)
# letters of an acronym that may stand for words that are not names: of, and
UNNAMED_INITIALS = "oa"

CAPITALIZED = r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*"
SPEAKER_LABEL = re.compile(rf"^({CAPITALIZED}(?: {CAPITALIZED}){{0,2}}): ")

Word = tuple[str, str]  # folded, and as written


def speaker_label(text: str) -> frozenset[str]:
    """Return the words, folded, of a label at the head of a sentence that names who speaks: `BIDEN: We will go`.

    >>> speaker_label("BIDEN: We will go."), speaker_label("The dam broke.")
    (frozenset({'biden'}), frozenset())
    """
    match = SPEAKER_LABEL.match(text)
    return frozenset(map(fold, tokenize(match.group(1)))) if match else frozenset()


def acting_names(clauses: Sequence[Sequence[Word]], names: frozenset[str], language: Language) -> list[str]:
    """Return the names of a sentence: those that act before those that are acted on, and at the end who says it all.

    clauses: the words of each. names: those words, folded, that are names in it.
    """
    folded = [[word for word, _ in clause] for clause in clauses]
    order, speakers = list[str](), list[str]()
    for words, (first, last) in zip(folded, speaker_spans(folded, names, language), strict=True):
        speakers += [word for word in words[first:last] if word in names]
        rest = words[:first] + words[last:]
        start, end = agent_span(rest, names, language)
        before, agent, after = (
            [word for word in part if word in names] for part in (rest[:start], rest[start:end], rest[end:])
        )
        if agent and not before:  # `Quill, who was sued by Voss`: the last name before the clause is acted on
            before = [order.pop()] if order else []
        order += [*agent, *before, *after]
    return [*order, *speakers]


def speaker_spans(clauses: Sequence[Sequence[str]], names: frozenset[str], language: Language) -> list[tuple[int, int]]:
    """Return for each clause the span of the words that name who says the rest.

    Clauses behind who speaks, and before the verb, may only describe him: `said Voss, head of Quill`.
    """
    spans = [speaker_span(words, names, language) for words in clauses]
    for index, words in enumerate(clauses):
        end = report_end(words, language)
        opens = bool(words) and words[0] in language.speech and are_idle(clauses[0], names, language)
        if index < MAX_REPORT_CLAUSES and (end or opens):  # `The daily, of Ankara, reported on Monday that`
            spans[: index + 1] = [*map(whole, clauses[:index]), (0, end)]
    for index, words in enumerate(clauses):
        if not words or spans[index] == (0, 0) or spans[index][1] < len(words):
            continue
        behind = clauses[index + 1 :]
        if names.isdisjoint(words) and behind and are_idle(behind[0], names, language):
            spans[index + 1] = whole(behind[0])  # `according to its operator, Northmark Power, the ...`
        elif index and all(is_description(other, names, language) for other in behind):
            spans[index + 1 :] = map(whole, behind)
    return spans


def whole(words: Sequence[str]) -> tuple[int, int]:
    """Return where words begin and end."""
    return 0, len(words)


def report_end(words: Sequence[str], language: Language) -> int:
    """Return how many words stand before the `that` of a report, as in `the daily reported on Monday that`, or 0."""
    end = next((index for index, word in enumerate(words) if word in language.complementizers), 0)
    speaks_of_himself = not language.subject_pronouns.isdisjoint(words[end + 1 : end + MAX_SAID_WORDS])
    before = words[max(0, end - MAX_REPORT_WORDS) : end]
    reports = any(word in language.speech or word in language.reporting for word in before)
    return end if reports and not speaks_of_himself else 0


def are_idle(words: Sequence[str], names: frozenset[str], language: Language) -> bool:
    """Whether words only name somebody or say who that is."""
    kinds = names, language.titles, language.stop_words, language.unnamed_sources
    return all(any(word in kind for kind in kinds) for word in words)


def is_description(words: Sequence[str], names: frozenset[str], language: Language) -> bool:
    """Whether a clause only says who somebody is: `president of the Southern Convention`, `a spokesman`."""
    return bool(words) and (words[0] in language.titles or are_idle(words, names, language))


def speaker_span(words: Sequence[str], names: frozenset[str], language: Language) -> tuple[int, int]:
    """Return where the names of who says the rest begin and end in a clause: `Voss said`, `said Voss`.

    A clause that begins like `according to` has only such.
    """
    if words and words[0] in language.attributions:
        return 0, len(words)
    for index, word in enumerate(words):
        near = words[index + 1 : index + 1 + MAX_SAID_WORDS]
        if word not in language.speech or not language.subject_pronouns.isdisjoint(near):
            continue
        who = names | language.titles | language.unnamed_sources
        start = next((place + 1 for place in range(index - 1, -1, -1) if words[place] not in who), 0)
        end = next((place for place in range(index + 1, len(words)) if words[place] not in who), len(words))
        return (start, index) if start < index else (index + 1, end)
    return 0, 0


def agent_span(words: Sequence[str], names: frozenset[str], language: Language) -> tuple[int, int]:
    """Return where the agent of a passive begins and ends among the words of a clause; its end twice without one."""
    for index, word in enumerate(words):
        if word not in language.agent_marks or language.passive_verbs.isdisjoint(
            words[max(0, index - MAX_PASSIVE_WORDS) : index]
        ):
            continue
        near = range(index + 1, min(index + 1 + MAX_AGENT_WORDS, len(words)))
        start = next((place for place in near if words[place] in names), None)
        if start is not None:
            end = next((place for place in range(start, len(words)) if words[place] not in names), len(words))
            return start, end
    return len(words), len(words)


def with_acronyms(names: Sequence[str], others: Sequence[str], language: Language) -> tuple[str, ...]:
    """Return names with those that others have an acronym of in its place: `imf` for `international monetary fund`.

    >>> from summarize.text.languages import load_language
    >>> with_acronyms(["international", "monetary", "fund"], ["imf"], load_language("en"))
    ('imf',)
    """
    spelled = tuple(names)
    short_forms = {*language.name_variants.values()}
    for acronym in dict.fromkeys((*names, *others)):
        if len(acronym) not in ACRONYM_LETTERS or acronym in short_forms:
            continue
        bare = "".join(letter for letter in acronym if letter not in UNNAMED_INITIALS)
        for letters in (acronym, bare) if len(bare) in ACRONYM_LETTERS else (acronym,):
            for start in range(len(spelled) - len(letters) + 1):
                if "".join(name[0] for name in spelled[start : start + len(letters)]) == letters:
                    spelled = (*spelled[:start], acronym, *spelled[start + len(letters) :])
                    break  # the acronym itself may stand beside it, and once is enough
    return spelled


def abbreviated(names: Sequence[str], words: Container[str]) -> set[str]:
    """Return the names that may be written as an acronym among some words, and those short enough to be one."""
    short = {name for name in names if len(name) == min(ACRONYM_LETTERS)}
    for length in ACRONYM_LETTERS:
        for start in range(len(names) - length + 1):
            run = names[start : start + length]
            if "".join(name[0] for name in run) in words:
                short.update(run)
    return short
