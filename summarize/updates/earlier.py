"""Earlier summaries, in whatever form a call gives them, laid beside the articles of today.

Summaries, their dicts or paths to their JSON go in. Their sentences come out as more rows of the corpus, so that every
stage can compare them with those of the articles.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from summarize.corpus import content_stems
from summarize.errors import SummarizeError, shown_name
from summarize.options import earlier_names
from summarize.read.parse_date import article_days
from summarize.records import Corpus, Document, Sentence, SummaryRecord, SummarySentence
from summarize.summary import Summary
from summarize.text.detection import detect_language
from summarize.text.token_rows import TokenRows
from summarize.text.tokens import count_words, sentence_key, tokenize

if TYPE_CHECKING:
    from summarize.options import Earlier

MAX_TOLD = 2_000  # sentences of earlier summaries that are compared, the latest; by judgement


class ToldSentence(NamedTuple):
    """A sentence that an earlier summary told."""

    earlier: int  # index of the summary among those given
    day: str | None  # of the article that it was taken from, YYYY-MM-DD
    sentence: SummarySentence


@dataclass(frozen=True, slots=True)
class WithEarlier:
    """The corpus with a row more for each sentence that was told; each earlier summary is a document of its own."""

    corpus: Corpus
    count: int  # rows of the articles; those of earlier summaries stand behind them
    told: tuple[ToldSentence, ...]  # the sentence of each row from `count` on, the latest summary first


def load_earlier(since: Sequence[Earlier]) -> tuple[Summary, ...]:
    """Return the earlier summaries that were given; SummarizeError names what cannot be read as one."""
    return tuple(load(given, name) for given, name in zip(since, earlier_names(since), strict=True))


def load(given: Any, name: str) -> Summary:
    """Return a summary that was given as one, as its dict, or as the path of its JSON; name: for messages."""
    if isinstance(given, SummaryRecord):
        return Summary.of(given)
    from summarize.saved import load_summary, read_saved, summary_of  # most summaries are of no earlier ones

    is_path = isinstance(given, str | os.PathLike)
    text = read_saved(given) if is_path else ""
    try:
        return load_summary(text) if is_path else summary_of(given)
    except SummarizeError as error:
        raise SummarizeError(f"{shown_name(name)}: {error}") from error


def with_earlier(corpus: Corpus, earlier: Sequence[Summary]) -> WithEarlier:
    """Return a corpus with the sentences of earlier summaries behind its own, at most MAX_TOLD of them.

    Summaries stand by the last day of the articles that they cite, the latest first, those without days last; ties go
    to the one that was given last. A sentence that several have stands once, as the latest has it.
    """
    days = [last_day(summary) for summary in earlier]
    latest = sorted(range(len(earlier)), key=lambda index: (days[index] or "", index), reverse=True)
    seen: set[str] = set()
    kept: list[ToldSentence] = []
    for index in latest:
        of_article = article_days(earlier[index].articles)
        for sentence in earlier[index].sentences:
            key = sentence_key(sentence.text)
            if key not in seen and len(kept) < MAX_TOLD and sentence.citations:
                seen.add(key)
                kept.append(ToldSentence(index, of_article.get(sentence.citations[0].document), sentence))
    return WithEarlier(extended(corpus, kept, earlier), len(corpus.sentences), tuple(kept))


def last_day(summary: SummaryRecord) -> str | None:
    """Return the last day of the articles that a summary cites, YYYY-MM-DD; None where no day is known."""
    days = article_days(summary.articles)
    return max(filter(None, (days[source.document] for source in summary.sources)), default=None)


def extended(corpus: Corpus, told: Sequence[ToldSentence], earlier: Sequence[Summary]) -> Corpus:
    """Return a corpus with a document for each earlier summary that has one of the sentences told, which are its text.

    Each is a voice of its own and a copy of no other. It stands behind the articles. Its offsets are those of the
    joined text.
    """
    indices = list(dict.fromkeys(sentence.earlier for sentence in told))
    number = {index: len(corpus.documents) + place for place, index in enumerate(indices)}
    sentences, texts = list[Sentence](), dict.fromkeys(indices, "")
    positions = dict.fromkeys(indices, 0)
    for index, _, sentence in told:
        start, text = len(texts[index]), sentence.text
        place = Sentence(number[index], start, start + len(text), text, positions[index], max(count_words(text), 1))
        sentences.append(place)
        texts[index] += text + " "
        positions[index] += 1
    codes = [language_of(earlier[index], texts[index]) for index in indices]
    fresh = range(len(corpus.documents), len(corpus.documents) + len(indices))
    tokens = TokenRows.of([*map(tokenize, (sentence.text for sentence in sentences))])
    stems = content_stems(tokens, [codes[sentence.document - len(corpus.documents)] for sentence in sentences])
    return replace(
        corpus,
        documents=(*corpus.documents, *(Document(texts[index]) for index in indices)),
        blocks=(*corpus.blocks, *(() for _ in indices)),
        passed=(*corpus.passed, *fresh),
        languages=(*corpus.languages, *codes),
        foreign=(*corpus.foreign, *(False for _ in indices)),
        copy_groups=(*corpus.copy_groups, *fresh),
        voices=(*corpus.voices, *fresh),
        sentences=(*corpus.sentences, *sentences),
        tokens=TokenRows.of(chain(corpus.tokens, tokens)),
        stems=TokenRows.of(chain(corpus.stems, stems)),
        days=(*corpus.days, *(last_day(earlier[index]) for index in indices)),
    )


def language_of(summary: SummaryRecord, text: str) -> str:
    """Return the language of an earlier summary: that of its first source, else of its settings, else as detected."""
    sources = [source.language for source in summary.sources if source.language]
    asked = summary.settings.get("language")
    return sources[0] if sources else asked if isinstance(asked, str) else detect_language(text)
