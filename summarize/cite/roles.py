"""Who does what to whom, and who says it: the names of a sentence in the order in which they act, and its speaker.

`Quill was sued by Voss` and `Voss sued Quill` have their names in one order. A name that is an acronym stands for the
words whose initials it is.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from summarize.text.languages import Language
from summarize.text.tokens import fold, tokenize

# words between a form of "be" and the "by" of its passive: `was, on Monday, sued by`. By judgement
MAX_PASSIVE_WORDS = 4
# words between "by" and the name of who acts: `by the prosecutor Voss`. By judgement
MAX_AGENT_WORDS = 3
# words behind a verb of speech among which a pronoun stands for who speaks: `Voss said that she sold it`. By judgement
MAX_SAID_WORDS = 2
# letters of an acronym; a shorter one is soon met by chance
ACRONYM_LETTERS = range(3, 7)
# letters of an acronym that may stand for words that are no names: of, and
UNNAMED_INITIALS = "oa"

CAPITALIZED = r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*"
SPEAKER_LABEL = re.compile(rf"^({CAPITALIZED}(?: {CAPITALIZED}){{0,2}}): ")

Word = tuple[str, str]  # folded, and as written


def speaker_label(text: str) -> frozenset[str]:
    """Return the words, folded, of a label at the head of a sentence that names who speaks: `BIDEN: We will go`."""
    match = SPEAKER_LABEL.match(text)
    return frozenset(map(fold, tokenize(match.group(1)))) if match else frozenset()


def acting_names(clauses: Iterable[Sequence[Word]], names: frozenset[str], language: Language) -> list[str]:
    """Return the names of a sentence: those that act before those that are acted on, and at the end who says it all.

    clauses: the words of each. names: those words, folded, that are names in it.
    """
    order, speakers = list[str](), list[str]()
    for clause in clauses:
        words = [word for word, _ in clause]
        speaking = speaker_span(words, names, language)
        speakers += [word for word in words[slice(*speaking)] if word in names]
        del words[slice(*speaking)]
        start, end = agent_span(words, names, language)
        before, agent, after = (
            [word for word in part if word in names] for part in (words[:start], words[start:end], words[end:])
        )
        if agent and not before:  # `Quill, who was sued by Voss`: the last name before the clause is acted on
            before = [order.pop()] if order else []
        order += [*agent, *before, *after]
    return [*order, *speakers]


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
        start = next((place + 1 for place in range(index - 1, -1, -1) if words[place] not in names), 0)
        end = next((place for place in range(index + 1, len(words)) if words[place] not in names), len(words))
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
    """Return names with those that others have an acronym of in its place: `imf` for `international monetary fund`."""
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
