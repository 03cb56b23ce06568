"""The title of a summary or a story: word for word that of one of its articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarize.render.wording import asked, one_line, opening

if TYPE_CHECKING:
    from summarize.records import SummaryRecord, SummarySentence

TITLE_PRIOR = 4  # added to the number of a title's words, so that neither the shortest nor the longest wins
OPENING_READ = 2_000  # characters of an article that are compared with its title; all of it tells no better


def headline(summary: SummaryRecord, texts: Sequence[str] = ()) -> str:
    """Return what a summary is about: the question, else the best title of its articles, else its first words.

    texts: of the articles in full, by document; without them the sentences of the summary decide.
    """
    if query := asked(summary):
        return query
    told = [texts[article.document] for article in summary.articles] if texts else [s.text for s in summary.sentences]
    code = summary.sources[0].language if summary.sources else None
    outdated = figures_elsewhere(summary.sentences, code or "")
    title = best_title([article.title for article in summary.articles], told, code or "", outdated)
    return title or (opening(summary.sentences[0].text) if summary.sentences else "Summary")


def figures_elsewhere(sentences: Sequence[SummarySentence], code: str) -> frozenset[str]:
    """Return the words of figures, folded, that articles give otherwise than a summary does; code: as in `best_title`.

    A title with one of them, such as the toll of the first day, is not that of the summary.
    """
    from summarize.text.languages import load_language
    from summarize.text.tokens import fold, tokenize

    numbers = load_language(code).numbers
    there = {fold(word) for s in sentences for figure in s.differing for word in tokenize(figure.there)}
    if not there:
        return frozenset()
    here = {fold(word) for s in sentences for word in tokenize(s.text)}
    return frozenset(word for word in there - here if word in numbers or word[0].isdigit())


def best_title(
    titles: Sequence[str | None], texts: Sequence[str], code: str, outdated: frozenset[str] = frozenset()
) -> str | None:
    """Return the title whose words most of some texts have, on one line; None where there is none.

    A title is worth the number of texts that have a word, summed over its distinct open-class words, divided by the
    number of words and TITLE_PRIOR. Of a text the first OPENING_READ characters are read. A title that begins in small
    letters has lost its head and comes last, as does one that has an outdated figure. Ties go to the first. code: the
    language of most texts, ISO 639-1. outdated: as `figures_elsewhere` gives it.
    """
    from summarize.text.languages import load_language
    from summarize.text.tokens import fold, tokenize

    if not any(titles):
        return None
    stop_words = load_language(code).stop_words

    def open_words(text: str) -> set[str]:
        return {fold(word) for word in tokenize(text)} - stop_words

    having = Counter(word for text in texts for word in open_words(text[:OPENING_READ]))
    scored = []
    for index, title in enumerate(one_line(title or "") for title in titles):
        words, last = open_words(title), not outdated.isdisjoint(map(fold, tokenize(title)))
        worth = sum(having[word] for word in words) / (len(words) + TITLE_PRIOR)
        if title:
            scored.append((last, title[0].islower(), -worth, index, title))
    return min(scored)[-1] if scored else None
