"""Which sentences can be read alone: whole, clear without their neighbours, and with a speaker where they quote.

Takes the sentences of a corpus and the word lists of their languages; returns a `Standing` for each row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from copy import copy
from enum import IntEnum
from functools import cached_property
from itertools import groupby, islice, pairwise, takewhile
from operator import attrgetter
from typing import NamedTuple, overload

from summarize.choose.dependence import LABEL, LINK, is_cut_off, is_signpost, needs_context, plain_words
from summarize.choose.names import has_outside_quotes, in_first_person, shows_somebody
from summarize.choose.retelling import are_remarks
from summarize.records import Corpus, Sentence
from summarize.text.languages import Language, load_language
from summarize.text.quotes import find_quotes
from summarize.text.tokens import (
    SPACELESS,
    SYLLABLE,
    has_terminal_mark,
    is_question,
    without_curly,
)

# By judgement, when summaries of the seeds, of web news and of the clusters in benchmarks/ were read aloud.
MIN_WORDS, MAX_WORDS = 5, 60  # of a sentence that tells something and can still be read
BRIEF = 3  # sentences of a text so short that none of them is an aside, however few words it has
HABIT_SHARE = 0.6  # share of a document's sentences from which on what they do is its habit
FIRST_PERSON_SHARE = 0.2  # the same for sentences in the first person
BEHEADED_SHARE = 0.1  # share of beheaded sentences above which words were lost all over a document, as in one seed
MAX_HEAD = 40  # characters of a sentence in which its first word is looked for
CHARACTERS_IN_A_WORD = 2  # ideographs, kana, or Thai and Lao syllables that read like one word between spaces
SYLLABLES_IN_A_WORD = 1.5  # Vietnamese puts a space behind each syllable

TURN = re.compile(r"([QA]|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}): ")  # the label of who speaks, in a transcript


class Standing(IntEnum):
    """How well a sentence stands alone; a worse one is taken only when no better one fits."""

    ALONE = 0
    LEANS = 1  # whole, but it needs the sentence before it, is very short or long, or lost characters
    BROKEN = 2  # a fragment, or half a quotation


class Habits(NamedTuple):
    """What the sentences of a document do, most of them."""

    end_by_marks: bool  # they end by punctuation
    begin_by_capitals: bool
    lost_heads: bool  # they begin by capitals, and yet several are beheaded
    in_first_person: bool = False  # the author speaks of himself all along
    curt: bool = False  # very short sentences are wanted all the same
    in_capitals: bool = False  # as most sentences of all documents are: old wires, captions for the deaf


class Turns(NamedTuple):
    """What is said in transcripts, by row."""

    labels: Mapping[int, int]  # of rows that name who speaks: the length of the label
    continued: Set[int]  # rows whose speaker an earlier sentence of the same paragraph names


class Standings(Sequence[Standing]):
    """How well each sentence stands alone, by row; each is judged when it is asked for, and once.

    Full stops and capitals are asked for only where the document has the habit of them, so that reviews, chats and
    scripts without capitals are not emptied. Where several sentences are beheaded (they began with linked names, say,
    which were lost when a page was saved), others may have lost words, too, and none of them stands alone. A reporter
    who steps forward once (We probably all saw this coming) tells nothing; an author who does so all along, as in a
    review, does.
    """

    def __init__(
        self,
        sentences: Sequence[Sentence],
        languages: Sequence[Language],
        *,
        curt: bool = False,
        remarks: bool = False,
        turns: Turns | None = None,
    ) -> None:
        """Take the sentences, document by document, and the language of each document.

        curt: as in `standings`. remarks: whether the documents are remarks of a sentence. turns: of the transcripts.
        """
        self.sentences, self.languages, self.turns = sentences, languages, turns or Turns({}, set())
        self.curt, self.remarks = curt, remarks
        self.habits: dict[int, Habits] = {}  # by document
        self.judged: dict[int, Standing] = {}  # by row

    def __len__(self) -> int:
        return len(self.sentences)

    @overload
    def __getitem__(self, row: int) -> Standing: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Standing]: ...
    def __getitem__(self, row: int | slice) -> Standing | Sequence[Standing]:
        """Return the standing of a row, or of a slice of rows."""
        if isinstance(row, slice):
            return [self[index] for index in range(*row.indices(len(self)))]
        row = range(len(self))[row]
        if row not in self.judged:
            document = self.sentences[row].document
            if document not in self.habits:
                sentences = self.same_document(row)
                self.habits[document] = habits_of(sentences)._replace(
                    curt=self.curt or len(sentences) <= BRIEF,
                    in_first_person=self.authors_speak and speaks_for_itself(sentences, self.languages[document]),
                    in_capitals=self.in_capitals,
                )
            sentence, habits = self.sentences[row], self.habits[document]
            if label := self.turns.labels.get(row):  # it says who I is
                sentence, habits = sentence._replace(text=sentence.text[label:]), habits._replace(in_first_person=True)
            standing = standing_of(sentence, self.languages[document], habits)
            self.judged[row] = max(standing, Standing.LEANS) if row in self.turns.continued else standing
        return self.judged[row]

    @cached_property
    def authors_speak(self) -> bool:
        """Whether half of the documents are in the first person, or they are remarks, as in reviews.

        A column or a post among reports is not told in its author's voice, since nobody says whose that is.
        """
        documents = [[*group] for _, group in groupby(self.sentences, key=attrgetter("document"))]
        reports = (one for one in documents if not speaks_for_itself(one, self.languages[one[0].document]))
        most = len(documents) // 2  # with one more, the other documents need not be read
        return self.remarks or sum(1 for _ in islice(reports, most + 1)) <= most

    @cached_property
    def in_capitals(self) -> bool:
        """Whether half of the sentences are all in capitals; fewer are captions of a broadcast among reports."""
        return 2 * sum(sentence.text.isupper() for sentence in self.sentences) >= len(self.sentences)

    def with_leaning(self, rows: Iterable[int]) -> Standings:
        """Return these standings with some rows taken for ones that lean: the summary does not tell what they need."""
        others = copy(self)
        others.judged = {**self.judged, **dict.fromkeys(rows, Standing.LEANS)}
        return others

    def follows(self, row: int) -> bool:
        """Whether a row leans, and can be read directly behind the sentence before it in its article."""
        document = self.sentences[row].document
        if self[row] is not Standing.LEANS:
            return False
        habits, language = self.habits[document], self.languages[document]
        return row in self.turns.continued or leans_back(self.sentences[row], language, habits)

    def same_document(self, row: int) -> list[Sentence]:
        """Return the sentences of the document that a row is of."""
        document, start = self.sentences[row].document, row - self.sentences[row].position
        onwards = (self.sentences[index] for index in range(start, len(self)))
        return [*takewhile(lambda sentence: sentence.document == document, onwards)]


def standings(corpus: Corpus, *, curt: bool = False) -> Standings:
    """Return how well each sentence of a corpus stands alone, (n,) by row; curt: however short it is."""
    languages = [*map(load_language, corpus.languages)]
    return Standings(corpus.sentences, languages, curt=curt, remarks=are_remarks(corpus), turns=turns_of(corpus))


def turns_of(corpus: Corpus) -> Turns:
    """Return the turns of transcripts: texts in which the label of somebody who speaks comes again."""
    labels = [TURN.match(sentence.text) for sentence in corpus.sentences]
    counts = Counter((one.document, label[1]) for one, label in zip(corpus.sentences, labels, strict=True) if label)
    transcripts = {document for (document, _), count in counts.items() if count > 1}
    found = set[int]()
    for row in range(1, len(labels)):
        before, sentence = corpus.sentences[row - 1], corpus.sentences[row]
        if sentence.document not in transcripts or before.document != sentence.document or labels[row]:
            continue
        between = corpus.documents[sentence.document].text[before.end : sentence.start]
        if "\n" not in between and (labels[row - 1] or row - 1 in found):
            found.add(row)
    named = {
        row: label.end()
        for row, label in enumerate(labels)
        if label and corpus.sentences[row].document in transcripts
        if len(label[1]) > 1 or len(corpus.documents) == 1  # of a lone interview the reader knows who A is
    }
    return Turns(named, found)


def habits_of(sentences: Sequence[Sentence]) -> Habits:
    """Return what the sentences of one document do, by HABIT_SHARE and BEHEADED_SHARE."""
    count, beheaded = len(sentences), sum(is_beheaded(sentence.text) for sentence in sentences)
    capitals = count - beheaded >= HABIT_SHARE * count
    ended = sum(has_terminal_mark(sentence.text) for sentence in sentences) >= HABIT_SHARE * count
    return Habits(ended, capitals, capitals and beheaded > max(1, BEHEADED_SHARE * count))


def speaks_for_itself(sentences: Sequence[Sentence], language: Language) -> bool:
    """Whether the author of a document speaks of himself all along, by FIRST_PERSON_SHARE of its sentences."""
    own = sum(in_first_person(sentence.text, language) for sentence in sentences)
    return own >= FIRST_PERSON_SHARE * len(sentences)


def standing_of(sentence: Sentence, language: Language, habits: Habits) -> Standing:
    """Return how well a sentence stands alone; habits: those of its document."""
    text = sentence.text
    if (
        (habits.end_by_marks and not has_terminal_mark(text))
        or (habits.begin_by_capitals and is_beheaded(text))
        or text.endswith((":", "："))
        or not (quotes := find_quotes(text)).balanced
    ):
        return Standing.BROKEN  # unended, beheaded, leading up to what follows, or half quoted
    if is_odd(sentence, language, habits) or is_cut_off(text, language) or needs_context(text, language, quotes):
        return Standing.LEANS
    return Standing.ALONE


def is_odd(sentence: Sentence, language: Language, habits: Habits) -> bool:
    """Whether a sentence is no good whatever stands before it: words may be lost, very short or long, an aside."""
    text, length = sentence.text, reading_length(sentence, language)
    if habits.lost_heads or not (habits.curt or length >= MIN_WORDS) or length > MAX_WORDS or "\ufffd" in text:
        return True
    if (text.isupper() and not habits.in_capitals) or shows_somebody(text, language):
        return True
    return not habits.in_first_person and has_outside_quotes(text, language.author_and_reader)


def leans_back(sentence: Sentence, language: Language, habits: Habits) -> bool:
    """Whether a sentence that leans can be read behind the sentence before it in its article.

    It leans for its opener, a fronted pronoun or a missing speaker only. habits: those of its document.
    """
    text = sentence.text
    if not sentence.position or is_question(text) or LABEL.match(text) or LINK.search(text):
        return False
    if is_signpost(text, language):
        return False
    return not is_cut_off(text, language) and not is_odd(sentence, language, habits)


def opens_contrast(text: str, language: Language) -> bool:
    """Whether a sentence opens by limiting or taking back what was said: But, However."""
    return not language.contrastive_openers.isdisjoint(plain_words(text, 1))


def looks_ahead(text: str, language: Language) -> bool:
    """Whether a sentence tells what is to come when it is written.

    >>> from summarize.text.languages import load_language
    >>> looks_ahead("The dam is expected to be finished by 2009.", load_language("en"))
    True
    """
    words = plain_words(text)
    if not language.looking_ahead.isdisjoint(words):
        return True
    return any(word in language.to_come and mark in language.infinitive_marks for word, mark in pairwise(words))


def reading_length(sentence: Sentence, language: Language) -> float:
    """Return how long a sentence is, in words of a script with spaces between words.

    CHARACTERS_IN_A_WORD ideographs or kana are one word, and so are as many syllables in Thai or Lao, or
    SYLLABLES_IN_A_WORD in Vietnamese.

    >>> reading_length(Sentence(0, 0, 8, "水害で村が沈む。", 0, 7), load_language("ja"))
    3.5
    """
    if language.code == "vi":
        return sentence.words / SYLLABLES_IN_A_WORD
    if without_curly(sentence.text, " ").isascii():
        return sentence.words
    ideographs, syllables = len(SPACELESS.findall(sentence.text)), len(SYLLABLE.findall(sentence.text))
    return sentence.words - ideographs / CHARACTERS_IN_A_WORD + syllables / CHARACTERS_IN_A_WORD


def is_beheaded(text: str) -> bool:
    """Whether a text begins with a word in small letters, its head lost; `al-Qaida` is not in small letters.

    >>> is_beheaded("broke on Monday."), is_beheaded("al-Qaida said so."), is_beheaded("The dam broke.")
    (True, False, False)
    """
    if text[:1].isupper():
        return False
    first = re.search(r"[^\W_]\S*", text[:MAX_HEAD])
    return first is not None and first.group()[0].islower() and first.group().islower()
