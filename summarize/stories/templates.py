"""Titles of one form: `Day 2 of the trial` and `Day 21 of the trial`, the weather of Monday and that of Tuesday.

An outlet fills the same form again and again. Two of its articles whose titles have the same form, with other names or
numbers in it, are not of one story, however much their texts share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from summarize.records import Corpus
from summarize.text.languages import load_language
from summarize.text.tokens import fold, tokenize

MIN_FORM_WORDS = 2  # open-class words of a title that are no names, for it to have a form; by judgement


class Title(NamedTuple):
    """A title taken apart."""

    form: tuple[str, ...]  # who published it, then its words without names and numbers; () when too few are left
    anchors: tuple[str, ...]  # its names and numbers, in order


def titles(corpus: Corpus) -> list[Title]:
    """Return the title of each document of a corpus, or its first sentence where it has none, taken apart."""
    names = name_words(corpus.tokens)
    opening: dict[int, str] = {}
    for sentence in corpus.sentences:
        opening.setdefault(sentence.document, sentence.text)
    return [
        taken_apart(document.title or opening.get(index, ""), document.outlet or "", code, names)
        for index, (document, code) in enumerate(zip(corpus.documents, corpus.languages, strict=True))
    ]


def taken_apart(title: str, outlet: str, code: str, names: set[str]) -> Title:
    """Return a title as its form and its anchors; code: its language, names: words in lower case that are names."""
    stop_words = load_language(code).stop_words
    form, anchors, open_words = [fold(outlet)], list[str](), 0
    for token in tokenize(title):
        word = fold(token)
        if word in names or any(map(str.isdigit, word)):
            anchors.append(word)
        else:
            form.append(word)
            open_words += word not in stop_words
    return Title(tuple(form) if open_words >= MIN_FORM_WORDS else (), tuple(anchors))


def name_words(sentences: Iterable[Sequence[str]]) -> set[str]:
    """Return the words, folded, that have a capital more often than not where they do not open a sentence."""
    capitals, others = Counter[str](), Counter[str]()
    for tokens in sentences:
        for token in tokens[1:]:
            (capitals if token[0].isupper() else others)[fold(token)] += 1
    return {word for word, count in capitals.items() if count > others[word]}
