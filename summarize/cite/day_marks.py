"""The day beside a sentence whose own words would mislead: "on Tuesday" where other sentences are of other weeks.

A cited summary goes in and comes out with the days; each is that of the article that the sentence is taken from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarize.choose.dependence import plain_words
from summarize.records import Corpus, SummaryRecord
from summarize.text.languages import Language, load_language

MAX_WORDS_OF_DATE = 3  # between a weekday and the figures that date it: Tuesday, the 4th of March


def with_days(summary: SummaryRecord, chosen: Sequence[int], corpus: Corpus) -> SummaryRecord:
    """Return a summary with the day of the article beside each sentence that counts from it.

    chosen: the rows of its sentences. Where all sentences are from articles of one day, or days are not known, nothing
    is said.
    """
    documents = [corpus.sentences[row].document for row in chosen]
    days = [corpus.days[document] for document in documents]
    if len({day for day in days if day}) < 2:
        return summary
    languages = [load_language(corpus.languages[document]) for document in documents]
    return replace(
        summary,
        sentences=tuple(
            replace(sentence, day=day) if day and counts_from_its_day(sentence.text, language) else sentence
            for sentence, day, language in zip(summary.sentences, days, languages, strict=True)
        ),
    )


def counts_from_its_day(text: str, language: Language) -> bool:
    """Whether a sentence tells a time that depends on when it was written: today, last week, Tuesday.

    A weekday that is dated where it stands (Tuesday, March 4) does not.
    """
    words = plain_words(text)
    if any(is_undated_weekday(index, words, language) for index in range(len(words))):
        return True
    padded = f" {' '.join(words)} "
    return any(f" {' '.join(plain_words(phrase))} " in padded for phrase in language.relative_days)


def is_undated_weekday(index: int, words: Sequence[str], language: Language) -> bool:
    """Whether a word is a weekday, `terça-feira` among them, without a month and figures near behind it.

    >>> en = load_language("en")
    >>> is_undated_weekday(1, ["on", "tuesday", "evening"], en)
    True
    >>> is_undated_weekday(1, ["on", "tuesday", "march", "3"], en)
    False
    """
    if language.weekdays.isdisjoint({words[index], words[index].partition("-")[0]}):
        return False
    behind = words[index + 1 : index + 1 + MAX_WORDS_OF_DATE]
    return language.months.isdisjoint(behind) or not any(word[0].isdigit() for word in behind)
