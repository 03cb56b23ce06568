"""What readers of news show of a story beside its summary: quotations, perspectives and a timeline, word for word.

Takes the corpus of a story; returns passages of its articles. `document` in them is an index into the corpus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from summarize.choose.cosines import Cosines
from summarize.choose.standalone import Standing, Standings
from summarize.cite.claim import CLAUSE_END, proper_names
from summarize.cite.roles import speaker_span
from summarize.records import Corpus
from summarize.score.tfidf import tfidf
from summarize.stories.records import DatedPassage, Passage, Quotation
from summarize.text.languages import Language, load_language
from summarize.text.quotes import find_quotes
from summarize.text.times import times_in
from summarize.text.tokens import count_words, fold, sentence_key, tokenize

# all by judgement
MIN_QUOTED_WORDS = 6  # of a quotation; fewer are a phrase
MAX_QUOTATIONS = 5
MAX_PERSPECTIVES = 8
MAX_DAYS = 10
FIRST_SENTENCES = 12  # of an article, of which one is its perspective: further down stands background
PERSPECTIVE_WORDS = (8, 45)  # of such a sentence, the fewest and most
SHARED = 0.25  # cosine to a sentence of another voice, from which that voice tells it, too
MAX_ROWS = 2_000  # of a story, that are looked at
DOUBLE_MARKS = frozenset('"“”„«»「『')


def quotations(corpus: Corpus) -> tuple[Quotation, ...]:
    """Return what speakers who are named say, one quotation of each, those first that stand nearest to an opening."""
    sentences, found = corpus.sentences, dict[str, Quotation]()  # by the last word of the speaker's name
    rows = [row for row in range(len(sentences))[:MAX_ROWS] if not DOUBLE_MARKS.isdisjoint(sentences[row].text)]
    names = proper_names(corpus.tokens, map(load_language, sorted(set(corpus.languages)))) if rows else frozenset[str]()
    for row in sorted(rows, key=lambda row: (sentences[row].position, row)):
        language = load_language(corpus.languages[sentences[row].document])
        for quote, speaker in quotes_of(sentences[row].text, names, language):
            surname = fold(tokenize(speaker)[-1])
            found.setdefault(surname, Quotation(quote=quote, speaker=speaker, **place(corpus, row)))
    said = {sentence_key(quotation.quote): quotation for quotation in reversed(found.values())}
    return tuple(quotation for quotation in found.values() if said[sentence_key(quotation.quote)] is quotation)[
        :MAX_QUOTATIONS
    ]


def quotes_of(text: str, names: frozenset[str], language: Language) -> Iterator[tuple[str, str]]:
    """Yield the quotations of a sentence, without their marks, and who says them; names: words, folded."""
    spans = [span for span in find_quotes(text).pairs if text[span.start] in DOUBLE_MARKS]
    long = [span for span in spans if count_words(text[span.start : span.end]) >= MIN_QUOTED_WORDS]
    if not long:
        return
    outside = text
    for span in spans:
        outside = outside[: span.start] + " " * (span.end - span.start) + outside[span.end :]
    speaker = speaker_in(outside, names, language)
    if speaker and speaker in text:
        yield from ((text[span.start + 1 : span.end - 1].strip(), speaker) for span in long)


def speaker_in(text: str, names: frozenset[str], language: Language) -> str:
    """Return who is said to say something, as the text writes it; "" where no name is told."""
    for clause in CLAUSE_END.split(text):
        tokens = tokenize(clause)
        start, end = speaker_span([fold(token) for token in tokens], names, language)
        who = tokens[start:end]
        if not who or not who[0][0].isupper() or not any(fold(token) in names for token in who):
            continue  # `told the Ledger`
        written = re.search(r"[\W_]*".join(map(re.escape, who)), clause)
        if written:
            return written[0]
    return ""


def perspectives(corpus: Corpus, standing: Standings, told: Sequence[int]) -> tuple[Passage, ...]:
    """Return one sentence of each voice that no other voice tells, where there are several voices.

    standing: of each row. told: rows of the summary, which are passed over. A voice gives its sentence that stands
    nearest to an opening.
    """
    rows = candidates(corpus, set(told)) if len(set(corpus.voices)) > 1 else []
    if not rows:
        return ()
    import numpy as np

    weights = tfidf(corpus.stems, np.ones(len(corpus.sentences), dtype=bool))
    cosines, voices = Cosines(weights), np.array([corpus.voices[sentence.document] for sentence in corpus.sentences])
    own: dict[int, int] = {}  # by voice
    for row in rows:
        voice = corpus.voices[corpus.sentences[row].document]
        elsewhere = SHARED if voice in own else cosines.products(row)[voices != voice].max(initial=0.0)
        if elsewhere < SHARED and standing[row] is Standing.ALONE:
            own[voice] = row
    return tuple(Passage(**place(corpus, row)) for row in sorted(own.values()))[:MAX_PERSPECTIVES]


def candidates(corpus: Corpus, told: set[int]) -> list[int]:
    """Return the rows that may be the perspective of their voice, those first that stand nearest to an opening."""
    fewest, most = PERSPECTIVE_WORDS
    rows = [
        row
        for row, sentence in enumerate(corpus.sentences[:MAX_ROWS])
        if sentence.position < FIRST_SENTENCES and fewest <= sentence.words <= most and row not in told
    ]
    return sorted(rows, key=lambda row: (corpus.sentences[row].position, row))


def dated_passages(corpus: Corpus, standing: Standings) -> tuple[DatedPassage, ...]:
    """Return a sentence of each day that is told of, by day; of many days, those that most sentences tell of.

    standing: of each row.

    A day is told of where a sentence names it: on 3 March, on Tuesday. Of the sentences of a day the one nearest to the
    opening of its article is taken.
    """
    days = dict[str, list[int]]()
    for row, sentence in enumerate(corpus.sentences[:MAX_ROWS]):
        language, today = load_language(corpus.languages[sentence.document]), corpus.days[sentence.document]
        for day in {time.day for time in times_in(sentence.text, language, today) if time.day}:
            days.setdefault(day, []).append(row)
    told = sorted(days, key=lambda day: (-len(days[day]), day))
    entries = list[DatedPassage]()
    for day in told:
        alone = [row for row in days[day] if standing[row] is Standing.ALONE]
        if alone and len(entries) < MAX_DAYS:
            best = min(alone, key=lambda row: (corpus.sentences[row].position, row))
            entries.append(DatedPassage(date=day, **place(corpus, best)))
    return without_repeats(sorted(entries, key=lambda entry: entry.date))


def without_repeats(entries: Sequence[DatedPassage]) -> tuple[DatedPassage, ...]:
    """Return entries of which none has the sentence of an earlier one."""
    first = {sentence_key(entry.text): entry for entry in reversed(entries)}
    return tuple(entry for entry in entries if first[sentence_key(entry.text)] is entry)


def place(corpus: Corpus, row: int) -> dict[str, Any]:
    """Return the fields of a passage that is a whole sentence."""
    sentence = corpus.sentences[row]
    return {"document": sentence.document, "start": sentence.start, "end": sentence.end, "text": sentence.text}
