"""What is known about each language: its word lists, and which stemmer it has.

Each file of `word_lists/` holds the word lists of one language; its keys are the fields of `Language`. A language
without a file has empty lists: its words are weighed unstemmed, and none is a stop word.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

ALIASES = {"nb": "no", "nn": "no"}  # both written forms of Norwegian
PHRASES = ("opening_phrases", "calendar_phrases", "signposts")
ENDINGS = ("participle_endings", "gerund_endings", "derived_endings", "adverb_endings")
KEYED = ("outcomes", "questions")  # lists of words by a key
GROUPS = ("synonyms", "near_synonyms", "opposed", "inflections")  # a group of words a line

Words = frozenset[str]
NO_WORDS: Words = frozenset()


@dataclass(frozen=True, slots=True)
class Language:
    """Word lists of one language, lower case. Empty where nothing is known."""

    code: str  # ISO 639-1

    # Weighing: which tokens count, and which of them count as the same term.
    stemmer: str | None = None  # the name of one of nltk's Snowball stemmers
    stop_words: Words = NO_WORDS  # closed-class words, never weighed

    # A question: words and phrases that only ask, by what they ask for, as "number" to how many; `score.query.KINDS`.
    questions: dict[str, Words] = field(default_factory=dict)
    parts_of_abstracts: tuple[Words, ...] = ()  # labels of the parts of abstracts, what matters most first: conclusions
    minutes: Words = NO_WORDS  # words for minutes in their titles
    decisions: Words = NO_WORDS  # words of minutes by which something is decided: voted, carried
    reasons: Words = NO_WORDS  # words of a sentence that gives a reason: because, blamed
    frequencies: Words = NO_WORDS  # words that say how often: every, once, daily
    place_marks: Words = NO_WORDS  # words before the name of a place: in, near
    light_words: Words = NO_WORDS  # open-class words that say little in a question: take, part, happen
    inflections: tuple[Words, ...] = ()  # forms of one word whose stems differ: begin, began, begun
    costs: Words = NO_WORDS  # words by which a question asks for an amount without how much: what does it cost
    prices: Words = NO_WORDS  # words for what is paid, by which a question for an amount means money: cost, pay, fee
    derived_endings: tuple[str, ...] = ()  # endings that make a stem another word of its kind: founder of found

    # Standing alone: what makes a sentence lean on another one. A phrase ends with a space.
    leaning_openers: Words = NO_WORDS  # first words that point back: this, however
    opening_phrases: tuple[str, ...] = ()  # the same in several words: after that
    signposts: tuple[str, ...] = ()  # the same of sentences that only announce what comes next: here is
    gestures: Words = NO_WORDS  # verbs in the present for what pictures show: waves, kneel
    issuing: Words = NO_WORDS  # verbs by which something is said in public: issued, as in "issued a statement"
    messages: Words = NO_WORDS  # nouns for that: statement
    tells_content: Words = NO_WORDS  # words right behind those that tell what was said: about
    calendar_phrases: tuple[str, ...] = ()  # a time that begins like one of these two and points nowhere: this week
    contrastive_openers: Words = NO_WORDS  # first words that limit what was said: but
    looking_ahead: Words = NO_WORDS  # words by which a sentence tells what is to come: will, tonight
    additive_words: Words = NO_WORDS  # words that add to what was said: also, another
    of_them: Words = NO_WORDS  # phrases after the first words that point back: of them, as in "two of them"
    closing_pronouns: Words = NO_WORDS  # last words of a short sentence that point back: that, in "He laughs at that"
    pronouns: Words = NO_WORDS  # of the third person
    subject_pronouns: Words = NO_WORDS  # those that are a subject and stand for somebody: he, but not it
    first_person: Words = NO_WORDS  # pronouns of the first person
    second_person: Words = NO_WORDS  # those that address the reader
    reader_words: Words = NO_WORDS  # by which a page speaks to its reader or of itself: you, our, browser
    adverbial_openers: Words = NO_WORDS  # first words of an adverbial before the subject: on, in "On Monday, he"
    clause_openers: Words = NO_WORDS  # first words of a clause there, which may hold a name: "When Ana fell, she"
    speech: Words = NO_WORDS  # verbs of speech
    definite_articles: Words = NO_WORDS
    indefinite_articles: Words = NO_WORDS
    demonstratives: Words = NO_WORDS  # those that stand before a noun: this, these
    distant_demonstratives: Words = NO_WORDS  # the same that may also begin a clause: that
    times: Words = NO_WORDS  # nouns that "this" needs nothing told for: week, date, country
    times_told: Words = NO_WORDS  # times that were told before: that year, the same day
    personal_relatives: Words = NO_WORDS  # words that begin a clause about somebody: who
    role_endings: Words = NO_WORDS  # endings of words for what somebody is: -er, as in "harbour master Brandt"
    personal_pronouns: Words = NO_WORDS  # those that stand for one person only: he, her
    somebody: Words = NO_WORDS  # words that such a pronoun may stand for, beside names, roles and `resumptive_people`
    person_endings: Words = NO_WORDS  # those of them that hardly any other noun has: -or, -ist
    resumptive_nouns: Words = NO_WORDS  # nouns that take up what was told, where "the" stands before them: the ruling
    resumptive_people: Words = NO_WORDS  # the same for people and firms, whom a name before them may stand for
    firms: Words = NO_WORDS  # those of them that in another article mean another firm: the company
    said_of_anything: Words = NO_WORDS  # adjectives that tell nothing apart: the new, the whole
    modifiers_behind: Words = NO_WORDS  # words behind such a noun that say which one is meant: of, that
    relative_pronouns: Words = NO_WORDS  # those of them that only add to what is known behind a comma: which, who
    ages: Words = NO_WORDS  # endings of words that stand for somebody by his age: the 68-year-old
    capital_nouns: bool = False  # whether every noun has a capital, so that a capital tells no name

    # Citing: what two sentences must share, and what counts as the same.
    unnamed_sources: Words = NO_WORDS  # speakers without a name: police, officials
    negations: Words = NO_WORDS
    almost: Words = NO_WORDS  # words before a verb that negate it: what almost happened did not happen
    exclusive: tuple[Words, ...] = ()  # groups of words that exclude one another: rose and fell, a.m. and p.m.
    synonyms: tuple[Words, ...] = ()  # groups of words that mean the same in news, in all their forms
    near_synonyms: tuple[Words, ...] = ()  # the same in dictionary forms, for nearly equal sentences: get_rid_of
    one_word_for: dict[str, str] = field(default_factory=dict)  # several words to one that means the same
    doubt: Words = NO_WORDS  # words that put what they govern in doubt or deny it, wherever they stand: fear, allegedly
    unreal: Words = NO_WORDS  # words that make what stands in their clause a plan, a wish, a condition: would, tried
    reporting: Words = NO_WORDS  # words before "that" that leave what follows a fact: said, showed
    prospective: Words = NO_WORDS  # words before "to" that leave undone what follows: expected, about, was
    compelled: Words = NO_WORDS  # words before "to" that leave done what follows: had, forced
    complementizers: Words = NO_WORDS  # words behind a verb that begin what is said, believed, doubted: that
    factive: Words = NO_WORDS  # words for what is said or thought that leave what they govern a fact: welcomed, record
    adding: Words = NO_WORDS  # words that begin a clause that adds to what was told: and, which, despite
    reservations: Words = NO_WORDS  # words around what is told that restrict it or its source: merely, impostor
    relatives: Words = NO_WORDS  # which, as in "the film in which"
    takes_back: Words = NO_WORDS  # words before a verb of reporting that then reports nothing: too early to say
    infinitive_marks: Words = NO_WORDS  # to, as in "to leave"
    gerund_heads: Words = NO_WORDS  # words before a gerund that leave undone what it names: kept from flooding
    perfect_marks: Words = NO_WORDS  # words that put what follows "to" or such a head before now: have, having
    participle_endings: tuple[str, ...] = ()  # of verbs that are told as done or being done
    gerund_endings: tuple[str, ...] = ()  # of verbs that may follow one of the gerund heads
    adverb_endings: tuple[str, ...] = ()  # of adverbs that may stand between a subject and its verb: finally
    inversions: Words = NO_WORDS  # first words that are a condition before the subject: had, in "Had the dam held"
    passive_verbs: Words = NO_WORDS  # was, were, in "was sued by"
    agent_marks: Words = NO_WORDS  # by, in "was sued by"
    of_marks: Words = NO_WORDS  # of, in "the ministry of defence", which is the defence ministry
    beside_marks: Words = NO_WORDS  # words between a thing and what it is beside: near, adjoining
    genitive_marks: Words = NO_WORDS  # tokens that mark a genitive: s, in "Elsa's mayor"
    future: Words = NO_WORDS  # words that put what stands in their clause in the future, before now or from now on
    privatives: Words = NO_WORDS  # words before a noun that is then none: former, fake
    bound: Words = NO_WORDS  # words that a rewording may neither add nor drop: without, only, most
    exceptions: Words = NO_WORDS  # words and phrases before what they except, share out or make another: everything but
    retractions: Words = NO_WORDS  # verbs behind what they take back: apologised
    particles: Words = NO_WORDS  # words behind a verb that make another verb of it: off, out, at
    opposed: tuple[Words, ...] = ()  # pairs of words that no rewording exchanges: to and from
    weekdays: Words = NO_WORDS
    months: Words = NO_WORDS
    month_numbers: dict[str, int] = field(default_factory=dict)  # months as dates have them to 1 to 12
    month_openers: Words = NO_WORDS  # words before a month without a day: in, as in "in March 12 people died"
    day_first: bool = False  # whether a date in figures always has the day before the month
    relative_days: Words = NO_WORDS  # words and phrases for a time counted from today, weekdays apart: last week
    relative_periods: Words = NO_WORDS  # the same of a time that lasts for months: this year, currently
    weekday_numbers: dict[str, int] = field(default_factory=dict)  # words and phrases for a weekday to 1 (Monday) to 7
    capital_months: bool = False  # whether weekdays and months have a capital
    day_offsets: dict[str, int] = field(default_factory=dict)  # words and phrases to days from today: yesterday -1
    time_spans: dict[str, str] = field(default_factory=dict)  # the same to longer times: last week to "week -1"
    time_units: dict[str, str] = field(default_factory=dict)  # days, weeks, ... to day, week, month, year
    ago_before: Words = NO_WORDS  # words before a time that is counted back from today: vor, in "vor drei Tagen"
    ago_behind: Words = NO_WORDS  # the same behind it: ago
    date_articles: Words = NO_WORDS  # words between a weekday and its date: the, in "Tuesday the 3rd of March"
    coming: Words = NO_WORDS  # words beside a weekday that make it the one to come: next, until
    bygone: Words = NO_WORDS  # words beside a weekday that make it one before today: last
    starting: Words = NO_WORDS  # words before it that do where no verb of the past stands before them: from
    time_bounds: Words = NO_WORDS  # words and phrases before a day that tell of what was before or behind it: by, as of
    quantifiers: Words = NO_WORDS  # words that count nothing where no noun follows: most, in "Most were told"
    to_come: Words = NO_WORDS  # words before it in its clause that do: will, due
    scheduled: Words = NO_WORDS  # verbs in the present that do: expires, in "It expires Friday"
    wishes: Words = NO_WORDS  # words before "to" that leave open whether it was done: wanted
    past_marks: Words = NO_WORDS  # words behind those that take it back: had, in "would not say whether it had sunk"
    titles: Words = NO_WORDS  # words before a name that do not tell one person from another
    name_variants: dict[str, str] = field(default_factory=dict)  # names to the short form of the same name
    noun_articles: Words = NO_WORDS  # where every noun has a capital: words before a noun that is not a name

    # Numbers: how quantities are read.
    numbers: dict[str, float] = field(default_factory=dict)  # number words to their values
    parts_of: Words = NO_WORDS  # stop words after a number word that counts parts of a whole: in, as in "one in ten"
    units: dict[str, str] = field(default_factory=dict)  # unit words to their signs: percent to %
    origin_marks: Words = NO_WORDS  # words before a number of those from which something comes: from
    hedges: dict[str, str] = field(default_factory=dict)  # words before a number to a sign: about ~, more than >
    decimal_mark: str = ""  # before decimals: "." or ","; "" where it is not known
    spaced_thousands: bool = False  # whether thousands may be set apart by a space: 10 000
    half_days: bool = False  # whether a time of day is written 3 am; elsewhere only 3 a.m. is one
    ordinal_suffixes: Words = NO_WORDS  # letters behind the digits of an ordinal: 3rd
    ordinal_dot: bool = False  # whether digits with a point behind them are an ordinal: der 3. Platz
    noun_first: bool = False  # whether a noun comes before its adjectives
    range_openers: Words = NO_WORDS  # words before both ends of a range, or before ages: between, aged
    range_words: Words = NO_WORDS  # words between the ends of a range: to
    plural_nouns: Words = NO_WORDS  # plurals that do not end as others do: people, men

    # Figures that differ: what is counted.
    persons: Words = NO_WORDS  # words for people of any kind, who are often left out: people, lives
    additions: Words = NO_WORDS  # words beside a number that counts what is left: others, more
    parts: Words = NO_WORDS  # words right behind a number that counts a part of a whole: of
    subsets: Words = NO_WORDS  # words before a number that counts a part of what came before: including
    outcomes: dict[str, Words] = field(default_factory=dict)  # what became of people, to the words that say so
    attributions: Words = NO_WORDS  # words before who says so: according
    denials: Words = NO_WORDS  # verbs by which somebody denies what follows: denied
    dismissals: Words = NO_WORDS  # verbs that do so where an allegation follows: dismissed, called
    allegations: Words = NO_WORDS  # nouns that stand for what somebody is accused of: allegation
    guilt: Words = NO_WORDS  # nouns for a part in what happened: wrongdoing, involvement
    accusations: Words = NO_WORDS  # words by which somebody is accused: accused, alleged
    corrections: Words = NO_WORDS  # words by which an article corrects an earlier version of itself
    other_periods: Words = NO_WORDS  # words before a year that is another one: last, each
    rises: Words = NO_WORDS  # verbs of change before a number that somebody counts: rose to 19, stands at 19
    revising: Words = NO_WORDS  # verbs that tell a figure to be another one than before: raised, cut, grown
    revised_to: Words = NO_WORDS  # words between such a verb and the figure: to, at
    persisting: Words = NO_WORDS  # words beside a figure that do: still, now
    postponing: Words = NO_WORDS  # verbs, and other words, before the day that something is moved to
    stages: tuple[tuple[Words, ...], ...] = ()  # verbs for what becomes of somebody, in their order: arrested > charged
    intransitive: Words = NO_WORDS  # verbs of stages that somebody undergoes in the active voice: died
    votes: Words = NO_WORDS  # stems of verbs by which something is decided later: vote
    cancellations: Words = NO_WORDS  # verbs by which a plan is given up: cancelled
    leading: Words = NO_WORDS  # words for who is ahead where nothing is decided: leads, ahead
    deciding: Words = NO_WORDS  # words for who has won: elected, won
    tolls: Words = NO_WORDS  # those that stand before the number of people: the toll rose to 19
    outlets: Words = NO_WORDS  # words of the names of papers and stations: gazette, radio
    outlet_sections: Words = NO_WORDS  # words that with those name only a part of one: world, in "World News"
    magnitudes: Words = NO_WORDS  # words beside the magnitude of an earthquake

    # These are put together from the lists above, once, since they are asked of every word or sentence.
    silent: Words = field(init=False)  # words that say nothing of their own, or that are compared by themselves
    nameless: Words = field(init=False)  # words that stand among names and do not tell them apart
    author_and_reader: Words = field(init=False)  # pronouns of the first and the second person
    variant_words: Words = field(init=False)  # words of names that are written in several ways
    told_times_end: Words = field(init=False)  # the last word of each of `times_told`

    def __post_init__(self) -> None:
        """Fill in the lists that are put together."""
        object.__setattr__(
            self, "silent", self.stop_words | self.weekdays | self.negations | self.speech | self.attributions
        )
        object.__setattr__(self, "nameless", self.stop_words | self.weekdays | self.months | self.titles)
        object.__setattr__(self, "author_and_reader", self.first_person | self.second_person)
        object.__setattr__(self, "variant_words", frozenset(" ".join(self.name_variants).split()))
        object.__setattr__(self, "told_times_end", frozenset(time.rpartition(" ")[2] for time in self.times_told))


@cache
def load_language(code: str) -> Language:
    """Return what is known about a language, with empty lists where there is no file for it.

    code: ISO 639-1; `nb` and `nn` are `no`. Whatever is not two or three small letters is an unknown language.

    >>> load_language("en").weekday_numbers["tuesday"], load_language("nb").code, load_language("xx").stop_words
    (2, 'no', frozenset())
    """
    code = ALIASES.get(code, code)
    source = resources.files("summarize.text") / "word_lists" / f"{code}.json"
    if not re.fullmatch(r"[a-z]{2,3}", code) or not source.is_file():
        return Language(code)
    data = json.loads(source.read_text(encoding="utf-8"))
    data["exclusive"] = tuple(map(frozenset, data.get("exclusive", ())))
    data |= {name: tuple(frozenset(group.split()) for group in data.get(name, ())) for name in GROUPS}
    data["parts_of_abstracts"] = tuple(map(frozenset, data.get("parts_of_abstracts", ())))
    data["stages"] = tuple(
        tuple(frozenset(stage.split()) for stage in line.split(" > ")) for line in data.get("stages", ())
    )
    data |= {name: tuple(f"{phrase} " for phrase in data.get(name, ())) for name in PHRASES}
    data |= {name: tuple(data.get(name, ())) for name in ENDINGS}
    data |= {name: {key: frozenset(words) for key, words in data.get(name, {}).items()} for name in KEYED}
    lists = {name: frozenset(value) for name, value in data.items() if isinstance(value, list)}
    return Language(**{**data, **lists})


@cache
def known_codes() -> tuple[str, ...]:
    """Return the codes of all languages that something is known about, ISO 639-1, in the order of the alphabet."""
    files = (resources.files("summarize.text") / "word_lists").iterdir()
    return tuple(sorted(file.name.removesuffix(".json") for file in files if file.name.endswith(".json")))
