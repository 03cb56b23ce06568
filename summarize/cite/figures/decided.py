"""Contests that were open and are decided: `leads by 17 votes`, and in a later article `was elected by nine votes`.

Chosen rows go in; out come, for each that tells who is ahead, the rows of later articles that tell who has won. Which
contest it is, names and words in common tell; a doubt is a no.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.cite.figures.surroundings import names_of
from summarize.records import Corpus
from summarize.text.languages import load_language
from summarize.text.tokens import fold, is_question

# by judgement
MIN_NAMES = 2  # that both sentences have
MIN_STEMS = 2  # of other words that both have
OPENING = 3  # sentences of an article, one of which tells who has won


def decided_later(chosen: Sequence[int], corpus: Corpus, names: frozenset[str]) -> dict[int, list[int]]:
    """Return for each chosen row that tells who is ahead the rows of later articles that tell who has won it.

    names: the words, lower case, that are names in these articles. Rows without such reports are left out.
    """
    open_rows = [row for row in chosen if corpus.days[corpus.sentences[row].document] and is_open(row, corpus)]
    if not open_rows:
        return {}
    decided = [row for row in range(len(corpus.sentences)) if is_decided(row, corpus)]
    later = {row: [report for report in decided if decides(report, row, corpus, names)] for row in open_rows}
    return {row: reports for row, reports in later.items() if reports}


def is_open(row: int, corpus: Corpus) -> bool:
    """Whether a row tells by how much somebody is ahead: a word for that, and a number."""
    language, words = load_language(corpus.languages[corpus.sentences[row].document]), words_of(row, corpus)
    counts = any(word[0].isdigit() or word in language.numbers for word in words)
    return counts and not language.leading.isdisjoint(words)


def is_decided(row: int, corpus: Corpus) -> bool:
    """Whether a row tells in the opening of its article that somebody has won, and neither may, nor has not."""
    sentence = corpus.sentences[row]
    language, words = load_language(corpus.languages[sentence.document]), words_of(row, corpus)
    if sentence.position >= OPENING or language.deciding.isdisjoint(words) or is_question(sentence.text):
        return False
    doubtful = language.negations | language.unreal | language.future | language.leading
    return doubtful.isdisjoint(words)


def decides(report: int, row: int, corpus: Corpus, names: frozenset[str]) -> bool:
    """Whether a row that tells who has won is of a later day than an open one, and of the same contest."""
    days = [corpus.days[corpus.sentences[other].document] or "" for other in (row, report)]
    if not days[0] < days[1]:
        return False
    shared = frozenset(names_of(row, corpus, names)) & frozenset(names_of(report, corpus, names))
    stems = frozenset(stem for stem in corpus.stems[row] if stem not in names) & frozenset(corpus.stems[report])
    others = [stem for stem in stems if not any(name.startswith(stem) or stem.startswith(name) for name in shared)]
    return len(shared) >= MIN_NAMES and len(others) >= MIN_STEMS


def words_of(row: int, corpus: Corpus) -> frozenset[str]:
    """Return the words of a row, folded."""
    return frozenset(fold(token) for token in corpus.tokens[row])
