"""Which sentences can stand alone: read without their neighbours, whole, and with somebody who says what is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from itertools import islice, takewhile
from typing import NamedTuple, overload

from summarize.records import Corpus, Sentence, Span
from summarize.text.languages import Language, load_language
from summarize.text.quotes import BRACKETS, Quotes, find_quotes
from summarize.text.tokens import (
    IDEOGRAPH,
    LETTERS_AND_DIGITS,
    MARKS,
    SPACELESS,
    SYLLABLE,
    UNUSUAL,
    has_terminal_mark,
    is_question,
    lower_case,
    without_curly,
)

SHORTEST, LONGEST = 5, 60  # words of a sentence that tells something and can still be read
MOSTLY = 0.6  # a habit of a document: at least so many of its sentences follow it
PERSONAL = 0.2  # share of sentences in the first person from which on that is how a document is written
LOST = 0.1  # share of beheaded sentences from which on words were lost all over a document
FRONTED = 12  # words before the comma of an adverbial that opens a sentence
NEAR = 6  # words before the pronoun where no comma parts them: On Monday he, Am Montag sagte er

CLAUSE_END = re.compile("[,:;，、：；،؛]")
COMMA = re.compile(", |[，、،]")
PLAIN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
WORD = re.compile(r"[^\W_]+")
LABEL = re.compile(r"[QA][.:] |\d{1,2}[.)] |[—–|>*•]")  # of a question, an answer, an item; the rest of a cut line
LINK = re.compile(r"https?:|www\.|pic\.twitter")
MARKED = re.compile(f"[{IDEOGRAPH}]|(?:[^\\W_{IDEOGRAPH}]|[{MARKS}])+")
NAME = re.compile(r"[^\W\d_]\w+")


class Standing(IntEnum):
    """How well a sentence stands alone; a worse one is taken only when no better one fits."""

    ALONE = 0
    LEANS = 1  # whole, but it needs the sentence before it, is very short or long, or lost characters
    BROKEN = 2  # not a whole sentence, or half a quotation


class Habits(NamedTuple):
    """How the sentences of a document are written, most of them."""

    stopped: bool  # they end by punctuation
    cased: bool  # they begin with a capital
    damaged: bool  # and yet several have lost their heads
    personal: bool  # who writes speaks of himself all along


class Standings(Sequence[Standing]):
    """How well each of some sentences stands alone, by row; each is judged when it is asked for, and once.

    Full stops and capitals are asked for only where the document has the habit of them, so that reviews, chats and
    scripts without capitals are not emptied. Where several sentences have lost their heads (names that were links, say,
    dropped when a page was saved), the others may have lost words, too, and none of them stands alone. A reporter who
    steps forward once (We probably all saw this coming) tells nothing; who writes so all along, as in a review, does.
    """

    def __init__(self, sentences: Sequence[Sentence], languages: Sequence[Language]) -> None:
        """Take the sentences, document by document, and the language of each document."""
        self.sentences, self.languages = sentences, languages
        self.habits: dict[int, Habits] = {}  # by document
        self.known: dict[int, Standing] = {}

    def __len__(self) -> int:
        return len(self.sentences)

    @overload
    def __getitem__(self, row: int) -> Standing: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Standing]: ...
    def __getitem__(self, row: int | slice) -> Standing | Sequence[Standing]:
        """Return the standing of a row, or of some."""
        if isinstance(row, slice):
            return [self[one] for one in range(*row.indices(len(self)))]
        row = range(len(self))[row]
        if row not in self.known:
            document = self.sentences[row].document
            if document not in self.habits:
                self.habits[document] = habits(self.beside(row), self.languages[document])
            self.known[row] = standing(self.sentences[row], self.languages[document], self.habits[document])
        return self.known[row]

    def beside(self, row: int) -> list[Sentence]:
        """Return the sentences of the document that a row is of."""
        document, start = self.sentences[row].document, row - self.sentences[row].position
        onwards = (self.sentences[one] for one in range(start, len(self)))
        return [*takewhile(lambda sentence: sentence.document == document, onwards)]


def standings(corpus: Corpus) -> Standings:
    """Say for every sentence how well it stands alone."""
    return Standings(corpus.sentences, [*map(load_language, corpus.languages)])


def habits(sentences: Sequence[Sentence], language: Language) -> Habits:
    """Return how the sentences of one document are written."""
    count, beheaded = len(sentences), sum(lower_start(sentence.text) for sentence in sentences)
    cased = count - beheaded >= MOSTLY * count
    return Habits(
        sum(has_terminal_mark(sentence.text) for sentence in sentences) >= MOSTLY * count,
        cased,
        cased and beheaded > max(1, LOST * count),
        sum(first_person(sentence.text, language) for sentence in sentences) >= PERSONAL * count,
    )


def standing(sentence: Sentence, language: Language, all_over: Habits) -> Standing:
    """Say how well a sentence of a document of such habits stands alone."""
    text = sentence.text
    if (
        (all_over.stopped and not has_terminal_mark(text))
        or (all_over.cased and lower_start(text))
        or text.endswith((":", "："))
        or not (marks := find_quotes(text)).balanced
    ):
        return Standing.BROKEN  # unended, beheaded, leading up to what follows, or half quoted
    if all_over.damaged or not SHORTEST <= length(sentence) <= LONGEST or "\ufffd" in text:
        return Standing.LEANS
    aside = not all_over.personal and first_person(text, language)
    return Standing.LEANS if aside or needs_context(text, language, marks) else Standing.ALONE


def length(sentence: Sentence) -> float:
    """Return how long a sentence is in words as languages with spaces have them.

    Two ideographs or kana are a word, and so are two syllables in Thai or Lao.
    """
    if without_curly(sentence.text, " ").isascii():
        return sentence.words
    return sentence.words - len(SPACELESS.findall(sentence.text)) / 2 + len(SYLLABLE.findall(sentence.text)) / 2


def lower_start(text: str) -> bool:
    """Whether a text begins with a word in small letters, its head lost; `al-Qaida` is not in small letters."""
    if text[:1].isupper():
        return False
    first = re.search(r"\w\S*", text[:40])
    return first is not None and first.group()[0].islower() and first.group().islower()


def needs_context(text: str, language: Language, marks: Quotes | None = None) -> bool:
    """Whether a sentence needs its neighbours: for a pronoun, a connective, who is speaking, or an answer.

    marks: what `quotes` says of it, if that is known already.
    """
    pointing = opens_dangling(text, language) or fronted_pronoun(text, language) or early_pronoun(text, language)
    if pointing or is_question(text):
        return True
    return unspoken(text, marks or find_quotes(text), language)


def opens_dangling(text: str, language: Language) -> bool:
    """Whether the first word or phrase points back or ahead: He, This, However, In addition, Here's, an answer's A."""
    words = plain(text, 5)
    if not words or LABEL.match(text) or LINK.search(text):
        return bool(words)
    head = f"{' '.join(words)} "
    if any(f" {leaning} " in head for leaning in language.of_them):
        return True
    return (words[0] in language.leaning_openers or head.startswith(language.opening_phrases)) and not head.startswith(
        language.calendar_phrases
    )


def fronted_pronoun(text: str, language: Language) -> bool:
    """Whether the subject after an opening adverbial is a pronoun without a name before it: On Monday, he said."""
    if not (comma := COMMA.search(text)):
        return False
    head, rest = text[: comma.start()], text[comma.end() :]
    subject = plain(rest, 1)
    if not subject or subject[0] not in language.pronouns:
        return False
    first = plain(head)
    if not first or len(first) > FRONTED:
        return False
    return first[0] in language.adverbial_openers or (first[0] in language.clause_openers and not names(head, language))


def early_pronoun(text: str, language: Language) -> bool:
    """Whether the same stands without a comma, the verb before or behind it: On Monday he said, Am Montag sagte er.

    A name just behind the first word belongs to the adverbial and is nobody: In Moscow he said.
    """
    first = plain(text, 1)
    if not first or (first[0] not in language.adverbial_openers and first[0] not in language.weekdays):
        return False
    head = CLAUSE_END.split(text, maxsplit=1)[0]
    words = plain(head, NEAR + 1)
    at = next((at for at, word in enumerate(words) if word in language.subject_pronouns), 0)
    if not at:
        return False
    before = head.split()[words[0] not in language.weekdays : at]
    return language.capital_nouns or not names(" ".join(before), language)


def names(text: str, language: Language) -> list[str]:
    """Return the capitalised words after the first that may name somebody: no weekday, no month."""
    _, _, rest = text.partition(" ")
    words = [word for word in NAME.findall(rest) if word[0].isupper()]
    return [word for word in words if lower_case(word) not in language.weekdays | language.months]


def unspoken(text: str, marks: Quotes, language: Language) -> bool:
    """Whether a quotation has no speaker of its own: nothing outside the marks, or only `he said`, or `said`."""
    spoken = [pair for pair in marks.pairs if text[pair.start] not in BRACKETS]
    if not any(not plain(text[: pair.start]) for pair in spoken):
        return False
    outside = plain(unquoted(text, spoken))
    if not [word for word in outside if word not in language.speech and word not in language.pronouns]:
        return True
    return outside[0] in language.pronouns or (outside[0] in language.speech and outside[1] in language.pronouns)


def unquoted(text: str, pairs: Sequence[Span]) -> str:
    """Return a text with what stands in quotation marks blanked."""
    for start, end in pairs:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def first_person(text: str, language: Language) -> bool:
    """Whether the writer speaks of himself outside quotations: I, we, our; the I of World War I is a number."""
    low = without_curly(text, " ").lower()
    if language.first_person.isdisjoint(
        low.translate(LETTERS_AND_DIGITS).split() if low.isascii() else WORD.findall(low)
    ):
        return False
    words = WORD.findall(unquoted(text, [pair for pair in find_quotes(text).pairs if text[pair.start] not in BRACKETS]))
    own = [at for at, word in enumerate(words) if word.lower() in language.first_person]
    return any(words[at] != "I" or at < 2 or not words[at - 1][0].isupper() for at in own)


def plain(text: str, most: int | None = None) -> list[str]:
    """Return the words of a text in lower case, apostrophes closed up to their first part: `He's` gives `he`, `s`.

    most: how many of them, all by default. A word with a hyphen is one word, so that `Then-mayor` is not `then`, and
    so is each ideograph or kana.
    """
    text = lower_case(without_curly(text, " "))
    pattern = MARKED if not text.isascii() and UNUSUAL.search(text) else PLAIN
    return [found[0] for found in islice(pattern.finditer(text), most)]
