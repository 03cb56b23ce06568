"""Which sentences can be read alone: whole, clear without their neighbours, and with a speaker where they quote.

Takes the sentences of a corpus and the word lists of their languages; returns a `Standing` for each row.
"""

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

# By judgement, when summaries of the seeds, of web news and of the clusters in benchmarks/ were read aloud.
MIN_WORDS, MAX_WORDS = 5, 60  # of a sentence that tells something and can still be read
HABIT_SHARE = 0.6  # share of a document's sentences from which on what they do is its habit
FIRST_PERSON_SHARE = 0.2  # the same for sentences in the first person
BEHEADED_SHARE = 0.1  # share of beheaded sentences above which words were lost all over a document, as in one seed
MAX_ADVERBIAL_WORDS = 12  # of an adverbial that opens a sentence, up to its comma
MAX_WORDS_BEFORE_PRONOUN = 6  # where no comma parts them: On Monday he; Am Montag sagte er
MAX_OPENING_WORDS = 5  # of a sentence that are read for a phrase that points elsewhere; no list has longer phrases
MAX_ASIDE_START = 60  # characters before a connective between commas that joins a sentence to the one before
MAX_HEAD = 40  # characters of a sentence in which its first word is looked for
CHARACTERS_IN_A_WORD = 2  # ideographs, kana, or Thai and Lao syllables that read like one word between spaces

CLAUSE_END = re.compile("[,:;，、：；،؛]")
COMMA = re.compile(", |[，、،]")
WORD = re.compile(r"[^\W_]+")
HYPHENATED_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
WORD_WITH_MARKS = re.compile(f"[{IDEOGRAPH}]|(?:[^\\W_{IDEOGRAPH}]|[{MARKS}])+")
LABEL = re.compile(r"[QA][.:] |\d{1,2}[.)] |[—–|>*•]")  # of a question, an answer, an item; the rest of a cut line
LINK = re.compile(r"https?:|www\.|pic\.twitter")
NAME = re.compile(r"[^\W\d_]\w+")
CUT_OFF = re.compile(r"(\w+)\s?(?:\.\.\.|…)$")  # a last word before dots


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
    in_first_person: bool  # the author speaks of himself all along


class Standings(Sequence[Standing]):
    """How well each sentence stands alone, by row; each is judged when it is asked for, and once.

    Full stops and capitals are asked for only where the document has the habit of them, so that reviews, chats and
    scripts without capitals are not emptied. Where several sentences are beheaded (they began with linked names, say,
    which were lost when a page was saved), others may have lost words, too, and none of them stands alone. A reporter
    who steps forward once (We probably all saw this coming) tells nothing; an author who does so all along, as in a
    review, does.
    """

    def __init__(self, sentences: Sequence[Sentence], languages: Sequence[Language]) -> None:
        """Take the sentences, document by document, and the language of each document."""
        self.sentences, self.languages = sentences, languages
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
                self.habits[document] = habits_of(self.same_document(row), self.languages[document])
            self.judged[row] = standing_of(self.sentences[row], self.languages[document], self.habits[document])
        return self.judged[row]

    def same_document(self, row: int) -> list[Sentence]:
        """Return the sentences of the document that a row is of."""
        document, start = self.sentences[row].document, row - self.sentences[row].position
        onwards = (self.sentences[index] for index in range(start, len(self)))
        return [*takewhile(lambda sentence: sentence.document == document, onwards)]


def standings(corpus: Corpus) -> Standings:
    """Return how well each sentence of a corpus stands alone, (n,) by row."""
    return Standings(corpus.sentences, [*map(load_language, corpus.languages)])


def habits_of(sentences: Sequence[Sentence], language: Language) -> Habits:
    """Return what the sentences of one document do, by HABIT_SHARE, FIRST_PERSON_SHARE and BEHEADED_SHARE."""
    count, beheaded = len(sentences), sum(is_beheaded(sentence.text) for sentence in sentences)
    capitals = count - beheaded >= HABIT_SHARE * count
    return Habits(
        sum(has_terminal_mark(sentence.text) for sentence in sentences) >= HABIT_SHARE * count,
        capitals,
        capitals and beheaded > max(1, BEHEADED_SHARE * count),
        sum(in_first_person(sentence.text, language) for sentence in sentences) >= FIRST_PERSON_SHARE * count,
    )


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
    odd = not MIN_WORDS <= reading_length(sentence) <= MAX_WORDS or "\ufffd" in text
    if habits.lost_heads or odd or is_cut_off(text, language):
        return Standing.LEANS
    aside = not habits.in_first_person and in_first_person(text, language)
    return Standing.LEANS if aside or needs_context(text, language, quotes) else Standing.ALONE


def reading_length(sentence: Sentence) -> float:
    """Return how long a sentence is, in words of a script with spaces.

    CHARACTERS_IN_A_WORD ideographs or kana are one word, and so are as many syllables in Thai or Lao.
    """
    if without_curly(sentence.text, " ").isascii():
        return sentence.words
    ideographs, syllables = len(SPACELESS.findall(sentence.text)), len(SYLLABLE.findall(sentence.text))
    return sentence.words - ideographs / CHARACTERS_IN_A_WORD + syllables / CHARACTERS_IN_A_WORD


def is_beheaded(text: str) -> bool:
    """Whether a text begins with a word in small letters, its head lost; `al-Qaida` is not in small letters."""
    if text[:1].isupper():
        return False
    first = re.search(r"[^\W_]\S*", text[:MAX_HEAD])
    return first is not None and first.group()[0].islower() and first.group().islower()


def is_cut_off(text: str, language: Language) -> bool:
    """Whether a text breaks off behind a closed-class word, as teasers do: millions of accounts and..."""
    match = CUT_OFF.search(text)
    return match is not None and lower_case(match[1]) in language.stop_words


def needs_context(text: str, language: Language, quotes: Quotes | None = None) -> bool:
    """Whether a sentence needs its neighbours: for a pronoun or connective, an answer, or who is speaking.

    quotes: what `find_quotes` returns for it, if that is known already. In a language without word lists pronouns,
    connectives and verbs of speech are not known.
    """
    if opens_dangling(text, language):
        return True
    if has_pronoun_after_comma(text, language) or has_pronoun_without_comma(text, language):
        return True
    if has_connective_aside(text, language) or is_reported_by_pronoun(text, language):
        return True
    return is_question(text) or lacks_speaker(text, quotes or find_quotes(text), language)


def opens_dangling(text: str, language: Language) -> bool:
    """Whether the first word or phrase points back or ahead: He, This, However, In addition, Here's, an answer's A."""
    words = plain_words(text, MAX_OPENING_WORDS)
    if not words or LABEL.match(text) or LINK.search(text):
        return bool(words)
    opening = f"{' '.join(words)} "
    if any(f" {leaning} " in opening for leaning in language.of_them):
        return True
    if opening.startswith(language.calendar_phrases) or opening.partition(" ")[2].startswith(language.calendar_phrases):
        return False
    return words[0] in language.leaning_openers or opening.startswith(language.opening_phrases)


def has_pronoun_after_comma(text: str, language: Language) -> bool:
    """Whether the subject behind an opening adverbial is a pronoun without a name before it: On Monday, he said."""
    if not (comma := COMMA.search(text)):
        return False
    adverbial, rest = text[: comma.start()], text[comma.end() :]
    subject = plain_words(rest, 1)
    if not subject or subject[0] not in language.pronouns:
        return False
    words = plain_words(adverbial)
    if not words or len(words) > MAX_ADVERBIAL_WORDS:
        return False
    if words[0] in language.adverbial_openers:
        return True
    return words[0] in language.clause_openers and not names_in(adverbial, language)


def has_pronoun_without_comma(text: str, language: Language) -> bool:
    """Whether a pronoun follows an opening adverbial that no comma ends, without a name before it: On Monday he said.

    The verb may stand between them: Am Montag sagte er. A name behind the first word belongs to the adverbial: In
    Moscow he said.
    """
    first = plain_words(text, 1)
    if not first or (first[0] not in language.adverbial_openers and first[0] not in language.weekdays):
        return False
    clause = CLAUSE_END.split(text, maxsplit=1)[0]
    words = plain_words(clause, MAX_WORDS_BEFORE_PRONOUN + 1)
    pronoun = next((index for index, word in enumerate(words) if word in language.subject_pronouns), 0)
    if not pronoun:
        return False
    start = 0 if words[0] in language.weekdays else 1  # `names_in` leaves out one word more
    return language.capital_nouns or not names_in(" ".join(clause.split()[start:pronoun]), language)


def has_connective_aside(text: str, language: Language) -> bool:
    """Whether a connective between commas joins a sentence to the one before: In Lyon, however, nothing moved."""
    parts = re.split("[,，،]", text, maxsplit=2)
    if len(parts) < 3 or len(parts[0]) > MAX_ASIDE_START:
        return False
    return parts[1].strip().lower() in language.leaning_openers - language.pronouns


def is_reported_by_pronoun(text: str, language: Language) -> bool:
    """Whether nobody but a pronoun is given as the speaker behind a comma: Losses will grow, it said."""
    for comma in COMMA.finditer(text):
        behind = plain_words(text[comma.end() :], 2)
        if len(behind) == 2 and behind[0] in language.pronouns and behind[1] in language.speech:
            before = unquoted(text, quoted_spans(text, find_quotes(text)))[: comma.start()]
            return all(lower_case(name) in language.stop_words for name in names_in(f"- {before}", language))
    return False


def names_in(text: str, language: Language) -> list[str]:
    """Return the capitalised words of a text that may name somebody: not the first word, a weekday or a month."""
    _, _, rest = text.partition(" ")
    capitalised = [word for word in NAME.findall(rest) if word[0].isupper()]
    return [word for word in capitalised if lower_case(word) not in language.weekdays | language.months]


def lacks_speaker(text: str, quotes: Quotes, language: Language) -> bool:
    """Whether a sentence opens with a quotation that nobody is named for: "...", he said; "..." alone."""
    quotations = quoted_spans(text, quotes)
    if all(plain_words(text[: quotation.start]) for quotation in quotations):
        return False
    outside = plain_words(unquoted(text, quotations))
    if all(word in language.speech or word in language.pronouns for word in outside):
        return True
    return outside[0] in language.pronouns or (outside[0] in language.speech and outside[1] in language.pronouns)


def quoted_spans(text: str, quotes: Quotes) -> list[Span]:
    """Return where quotations stand, with their marks; brackets are pairs of marks, too, and left out."""
    return [pair for pair in quotes.pairs if text[pair.start] not in BRACKETS]


def unquoted(text: str, quotations: Sequence[Span]) -> str:
    """Return a text with its quotations blanked."""
    for start, end in quotations:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def in_first_person(text: str, language: Language) -> bool:
    """Whether the author speaks of himself outside quotations: I, we, our; the I of World War I is a number."""
    lower = without_curly(text, " ").lower()
    words = lower.translate(LETTERS_AND_DIGITS).split() if lower.isascii() else WORD.findall(lower)
    if language.first_person.isdisjoint(words):
        return False
    words = WORD.findall(unquoted(text, quoted_spans(text, find_quotes(text))))
    own = [index for index, word in enumerate(words) if word.lower() in language.first_person]
    return any(words[index] != "I" or index < 2 or not words[index - 1][0].isupper() for index in own)


def plain_words(text: str, limit: int | None = None) -> list[str]:
    """Return the words of a text in lower case, cut at apostrophes: `He's` gives `he`, `s`.

    limit: how many of them, all by default. A word with a hyphen is one word, so that `Then-mayor` is not `then`, and
    so is each ideograph or kana. The word lists of `Language` are matched with these words.
    """
    text = lower_case(without_curly(text, " "))
    pattern = WORD_WITH_MARKS if not text.isascii() and UNUSUAL.search(text) else HYPHENATED_WORD
    return [match[0] for match in islice(pattern.finditer(text), limit)]
