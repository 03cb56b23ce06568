"""Titles of one form: `Day 2 of the trial` and `Day 21 of the trial`, the quake in Chile and that in Peru.

An outlet fills the same form again and again, and agencies write of every quake in the same words. Two articles whose
titles have one form are not of one story when the names in them differ, or the number that the form counts by, however
much their texts share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from summarize.records import Corpus
from summarize.text.languages import load_language
from summarize.text.token_rows import TokenRows
from summarize.text.tokens import fold, tokenize

MIN_FORM_WORDS = 1  # open-class words of a title that are not names, for it to have a form; by judgement
# Tokens from the start of a title by which a number counts its form, such as `Day 2`; a later one (`kills 36`) is news
# that changes within a story. By judgement.
LABEL_TOKENS = 3


class Title(NamedTuple):
    """A title taken apart."""

    form: tuple[str, ...]  # who published it, then its words without names and numbers; () when too few are left
    names: frozenset[str]
    label: str  # the number that the form counts by; "" when there is none
    body: frozenset[str]  # the names in its article


def titles(corpus: Corpus, names: frozenset[str]) -> list[Title]:
    """Return the title of each document of a corpus, or its first sentence where it has none, taken apart.

    names: the words, folded, that are names in the corpus.
    """
    openings: dict[int, str] = {}
    for sentence in corpus.sentences:
        openings.setdefault(sentence.document, sentence.text)
    rows = TokenRows.of(corpus.tokens).map_words([name_or_none(names)], [0] * len(corpus.sentences))
    bodies = rows.joined([sentence.document for sentence in corpus.sentences], len(corpus.documents))
    return [
        taken_apart(document.title or openings.get(index, ""), document.outlet or "", code, names, bodies[index])
        for index, (document, code) in enumerate(zip(corpus.documents, corpus.languages, strict=True))
    ]


def taken_apart(title: str, outlet: str, code: str, names: frozenset[str], body: Iterable[str]) -> Title:
    """Return a title taken apart; code: its language; names: words, folded, that are names; body: those in its text.

    >>> title = taken_apart("Day 2 of the Elsa trial", "Elsa Mail", "en", frozenset({"elsa"}), ["elsa"])
    >>> title.form, title.label, sorted(title.names)
    (('elsa mail', 'day', 'of', 'the', 'trial'), '2', ['elsa'])
    """
    words = [fold(token) for token in tokenize(title)]
    form = [word for word in words if word not in names and not word.isdigit()]
    open_words = sum(word not in load_language(code).stop_words for word in form)
    return Title(
        form=(fold(outlet), *form) if open_words >= MIN_FORM_WORDS else (),
        names=names.intersection(words),
        label=next(filter(str.isdigit, words[:LABEL_TOKENS]), ""),
        body=frozenset(body),
    )


def name_words(sentences: Iterable[Sequence[str]]) -> frozenset[str]:
    """Return the words, folded, that have a capital more often than not where they do not open a sentence.

    >>> sorted(name_words([["The", "dam", "at", "Elsa", "broke"], ["Yesterday", "Elsa", "flooded"]]))
    ['elsa']
    """
    import numpy as np

    rows, surplus = TokenRows.of(sentences), Counter[str]()
    inside = np.ones(len(rows.ids), dtype=bool)
    inside[rows.starts[:-1][rows.lengths > 0]] = False
    counts = np.bincount(rows.ids[inside], minlength=len(rows.words)).tolist()
    for word, count in zip(rows.words, counts, strict=True):
        surplus[fold(word)] += count if word[0].isupper() else -count
    return frozenset(word for word, count in surplus.items() if count > 0)


def name_or_none(names: frozenset[str]) -> Callable[[str], str | None]:
    """Return a function from a token to the name that it is, folded, or to None."""
    return lambda token: name if (name := fold(token)) in names else None


def other_issue(first: Title, second: Title) -> bool:
    """Whether two titles have one form that is filled for different stories.

    Names do not differ where each article also names what the title of the other does: Chile, and its capital.

    >>> day_2, day_3 = (taken_apart(f"Day {day} of the trial", "Mail", "en", frozenset(), []) for day in (2, 3))
    >>> other_issue(day_2, day_3), other_issue(day_2, day_2)
    (True, False)
    """
    if not first.form or first.form != second.form:
        return False
    elsewhere = (first.names - second.names) <= second.body and (second.names - first.names) <= first.body
    return first.label != second.label or not elsewhere
