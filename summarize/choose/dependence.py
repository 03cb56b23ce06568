"""Whether a sentence leans on its neighbours: on what a pronoun stands for, what a connective joins, who is quoted.

Takes one sentence and the word lists of its language; each rule looks for one thing that it leaves open.
"""

from __future__ import annotations

import re
from itertools import islice

from summarize.choose.names import names_in
from summarize.text.languages import Language
from summarize.text.quotes import Quotes, find_quotes, quoted_spans, unquoted
from summarize.text.tokens import (
    IDEOGRAPH,
    MARKS,
    UNUSUAL,
    is_question,
    lower_case,
    without_curly,
)

# By judgement, when summaries of the seeds, of web news and of the clusters in benchmarks/ were read aloud.
MAX_ADVERBIAL_WORDS = 12  # of an adverbial that opens a sentence, up to its comma
MAX_WORDS_BEFORE_PRONOUN = 6  # where no comma parts them: On Monday he; Am Montag sagte er
MAX_OPENING_WORDS = 5  # of a sentence that are read for a phrase that points elsewhere; no list has longer phrases
MAX_CLOSING_WORDS = 8  # of a sentence that may end on a word for what was told before; a longer one tells enough itself
MAX_WORDS_TO_MESSAGE = 2  # from its article to a word such as statement, and from a verb such as issued to that article
TAIL = 40  # characters at the end of a sentence in which the word before dots is looked for
MAX_ASIDE_START = 60  # characters before a connective between commas that joins a sentence to the one before

CLAUSE_END = re.compile("[,:;，、：；،؛]")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
CLAUSE = re.compile("[^.,:;!?]+")
COMMA = re.compile(", |[，、،]")
WORD = re.compile(r"[^\W_]+")
HYPHENATED_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
WORD_WITH_MARKS = re.compile(f"[{IDEOGRAPH}]|(?:[^\\W_{IDEOGRAPH}]|[{MARKS}])+")
# Of a question, an answer, an item, an entry of a chronology (May 1995 --) or a round-up (HAITI --); a cut rest.
LABEL = re.compile(
    r"[QA][.:] |\d{1,2}[.)] |[—–|>*•_]|--|(?:[^\W\d_]+\.? (?:\d\d?, )?)?(?:1\d|20)\d\d ?(?:--|[—–:]) "
    r"|(?=[A-Z. ]{5})[A-Z]{2}[A-Z.'’]+(?: (?:[A-Z][A-Z.'’]+|and|of)){0,4} ?(?:--|[—–_]) ?[\"'`“‘]{0,2}[A-Z\d]"
)
LINK = re.compile(r"https?:|www\.|pic\.twitter")
CUT_OFF = re.compile(r"(\w+)\s?(?:\.\.\.|…)$")  # a last word before dots
TELLING_SIGNS = (*':"“`',)  # of what was said
RESTART = re.compile(r"(?<=[a-z]) ([A-Z][a-z]+) (?=[a-z])")  # a capital between small letters


def is_cut_off(text: str, language: Language) -> bool:
    """Whether a text breaks off behind a closed-class word: millions of accounts and...; Ruz, who was The actress.

    Teasers do so at their end, and what lost its links where another sentence begins.

    >>> from summarize.text.languages import load_language
    >>> texts = "It found millions of accounts and...", "Ruz, who was The actress left.", "Ruz was at The Hague."
    >>> [is_cut_off(text, load_language("en")) for text in texts]
    [True, True, False]
    """
    for one in () if language.capital_nouns else RESTART.finditer(text):
        begins = lower_case(one[1]) in language.definite_articles
        if begins and text[max(0, one.start() - TAIL) : one.start()].rsplit(" ", 1)[-1] in language.stop_words:
            return True
    match = CUT_OFF.search(text[-TAIL:])
    return match is not None and lower_case(match[1]) in language.stop_words


def needs_context(text: str, language: Language, quotes: Quotes | None = None) -> bool:
    """Whether a sentence needs its neighbours: for a pronoun or connective, an answer, or who is speaking.

    quotes: what `find_quotes` returns for it, if that is known already. In a language without word lists pronouns,
    connectives and verbs of speech are not known.

    >>> from summarize.text.languages import load_language
    >>> en = load_language("en")
    >>> [needs_context(text, en) for text in ("He left.", "However, it rained.", "The dam broke.", "Who knew?")]
    [True, True, False, True]
    """
    if opens_dangling(text, language):
        return True
    if has_pronoun_after_comma(text, language) or has_pronoun_without_comma(text, language):
        return True
    if has_connective_aside(text, language) or is_reported_by_pronoun(text, language):
        return True
    return (
        is_question(text)
        or is_signpost(text, language)
        or is_aside(text)
        or closes_on_pronoun(text, language)
        or takes_up_time(text, language)
        or lacks_speaker(text, quotes or find_quotes(text), language)
    )


def closes_on_pronoun(text: str, language: Language) -> bool:
    """Whether a short sentence ends on a word for what was told before it: Mr. Kray laughs at that.

    >>> from summarize.text.languages import load_language
    >>> en = load_language("en")
    >>> closes_on_pronoun("Mr. Kray laughs at that.", en), closes_on_pronoun("Mr. Kray laughs.", en)
    (True, False)
    """
    words = plain_words(text, MAX_CLOSING_WORDS + 1)
    return 0 < len(words) <= MAX_CLOSING_WORDS and words[-1] in language.closing_pronouns


def takes_up_time(text: str, language: Language) -> bool:
    """Whether a clause ends on a time that was told before: in the flood that year; but not: in 1954 and that year.

    >>> from summarize.text.languages import load_language
    >>> en = load_language("en")
    >>> takes_up_time("Four men died in the flood that year.", en)
    True
    >>> takes_up_time("It fell in 1954 and later that year.", en)
    False
    """
    lower = without_curly(text, " ").lower()
    if language.told_times_end.isdisjoint(WORD.findall(lower)):  # as in most sentences
        return False
    for clause in CLAUSE.finditer(lower):
        if " ".join(WORD.findall(clause[0])[-2:]) in language.times_told:
            before = WORD.findall(lower[: clause.end()])[:-2]
            return not any(word in language.weekdays | language.months or YEAR.fullmatch(word) for word in before)
    return False


def opens_dangling(text: str, language: Language) -> bool:
    """Whether the first word or phrase points back or ahead: He, This, However, In addition, Here's, an answer's A.

    >>> from summarize.text.languages import load_language
    >>> en = load_language("en")
    >>> [opens_dangling(text, en) for text in ("This is bad.", "In addition, it rained.", "The dam broke.")]
    [True, True, False]
    """
    words = plain_words(text, MAX_OPENING_WORDS)
    opening = f"{' '.join(words)} "
    if not words or LABEL.match(text) or LINK.search(text) or any(f" {them} " in opening for them in language.of_them):
        return bool(words)
    if opening.startswith(language.calendar_phrases) or opening.partition(" ")[2].startswith(language.calendar_phrases):
        return False
    return words[0] in language.leaning_openers or opening.startswith(language.opening_phrases)


def is_signpost(text: str, language: Language) -> bool:
    """Whether a sentence only announces what its article says next: Here's a look at, Following are excerpts.

    So does one that tells that something was said, and not what.

    >>> from summarize.text.languages import load_language
    >>> texts = "Here's a look at it.", "Ruz issued a statement on Monday.", "Ruz issued a statement praising Voss."
    >>> [is_signpost(text, load_language("en")) for text in texts]
    [True, True, False]
    """
    opening = f"{' '.join(plain_words(text, MAX_OPENING_WORDS))} "
    return opening.startswith(language.signposts) or announces_message(text, language)


def announces_message(text: str, language: Language) -> bool:
    """Whether a sentence tells that something was said in public, and not what: issued a statement on Monday."""
    if not any(word in text for word in language.messages) or any(sign in text for sign in TELLING_SIGNS):
        return False
    words = plain_words(text)
    if language.messages.isdisjoint(words):
        return False
    place = next(index for index, word in enumerate(words) if word in language.messages)
    new = not language.indefinite_articles.isdisjoint(words[max(0, place - MAX_WORDS_TO_MESSAGE) : place])
    issued = not language.issuing.isdisjoint(words[max(0, place - 2 * MAX_WORDS_TO_MESSAGE) : place])
    tells = language.speech | language.complementizers | language.relatives
    told = any(word in tells or word.endswith(language.gerund_endings) for word in words if word not in language.times)
    return new and issued and not told and language.tells_content.isdisjoint(words[place + 1 : place + 2])


def is_aside(text: str) -> bool:
    """Whether a sentence stands in brackets as a whole, as an aside does.

    >>> is_aside("(The mayor was not asked.)"), is_aside("(AP) The mayor left (in May).")
    (True, False)
    """
    return text.startswith("(") and text.rstrip(".").endswith(")") and text.find(")") > len(text) - 3


def has_pronoun_after_comma(text: str, language: Language) -> bool:
    """Whether the subject behind an opening adverbial is a pronoun without a name before it: On Monday, he said.

    >>> from summarize.text.languages import load_language
    >>> en = load_language("en")
    >>> has_pronoun_after_comma("On Monday, he said so.", en), has_pronoun_after_comma("On Monday, Ruz said so.", en)
    (True, False)
    """
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

    >>> from summarize.text.languages import load_language
    >>> en = load_language("en")
    >>> has_pronoun_without_comma("On Monday he said so.", en), has_pronoun_without_comma("In Moscow he said so.", en)
    (True, True)
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
    """Whether a connective between commas joins a sentence to the one before: In Lyon, however, nothing moved.

    >>> from summarize.text.languages import load_language
    >>> has_connective_aside("In Lyon, however, nothing moved.", load_language("en"))
    True
    """
    parts = re.split("[,，،]", text, maxsplit=2)
    if len(parts) < 3 or len(parts[0]) > MAX_ASIDE_START:
        return False
    return parts[1].strip().lower() in language.leaning_openers - language.pronouns


def is_reported_by_pronoun(text: str, language: Language) -> bool:
    """Whether nobody but a pronoun is given as the speaker behind a comma: The losses will grow, it said.

    An open-class word that opens the sentence may be a name, since it has a capital anyway.

    >>> from summarize.text.languages import load_language
    >>> en = load_language("en")
    >>> is_reported_by_pronoun("The losses will grow, it said.", en)
    True
    >>> is_reported_by_pronoun("Ruz will go, it said.", en)
    False
    """
    for comma in COMMA.finditer(text):
        behind = plain_words(text[comma.end() :], 2)
        if len(behind) == 2 and behind[0] in language.pronouns and behind[1] in language.speech:
            before = unquoted(text, quoted_spans(text, find_quotes(text)))[: comma.start()]
            named = (name for name in names_in(f"- {before}", language) if not any(map(str.isdigit, name)))  # no Y2K
            return all(lower_case(name) in language.stop_words for name in named)
    return False


def lacks_speaker(text: str, quotes: Quotes, language: Language) -> bool:
    """Whether a sentence opens with a quotation that nobody is named for: "...", he said; "..." alone.

    >>> from summarize.text.languages import load_language
    >>> texts = '"It fell," he said.', '"It fell," Ana Ruz said.'
    >>> [lacks_speaker(text, find_quotes(text), load_language("en")) for text in texts]
    [True, False]
    """
    quotations = quoted_spans(text, quotes)
    if all(plain_words(text[: quotation.start]) for quotation in quotations):
        return False
    outside = plain_words(unquoted(text, quotations))
    if all(word in language.speech or word in language.pronouns for word in outside):
        return True
    return outside[0] in language.pronouns or (outside[0] in language.speech and outside[1] in language.pronouns)


def plain_words(text: str, limit: int | None = None) -> list[str]:
    """Return the words of a text in lower case, cut at apostrophes: `He's` gives `he`, `s`.

    limit: how many of them, all by default. A word with a hyphen is one word, so that `Then-mayor` is not `then`, and
    so is each ideograph or kana. The word lists of `Language` are matched with these words.

    >>> plain_words("Then-mayor Roe: “He’s gone”"), plain_words("The dam broke", 2)
    (['then-mayor', 'roe', 'he', 's', 'gone'], ['the', 'dam'])
    """
    text = lower_case(without_curly(text, " "))
    pattern = WORD_WITH_MARKS if not text.isascii() and UNUSUAL.search(text) else HYPHENATED_WORD
    return [match[0] for match in islice(pattern.finditer(text), limit)]
