"""What a stretch of text is reduced to before it is judged: one flat line, its plain form, its key.

All judging is done on flat lines (`flat`), all comparing with phrases on plain ones (`plain`), all looking for what
was said before on keys (`line_key`). Where offsets must survive, `as_one_line` keeps the length.

Three questions about the end of a sentence are easily taken for one another; none is a splitter, `text.sentences` is:

- `ends_sentence` asks of a line as it stands in a file: does it end the way a sentence does? Closing quotes, footnote
  marks and what a damaged encoding left behind the full stop do not matter, and `,"` counts: the speaker follows.
- `made_of_sentences` asks of a paragraph: is it running text? It is when it ends as a sentence does, but also when
  it ends by "he said", introduces a quotation by a colon, or breaks off behind a whole sentence.
- `text.tokens.has_terminal_mark` asks of one sentence, split off and repaired: is its last mark a terminal one?
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from summarize.text.tokens import without_curly

MAX_NAME_WORDS = 22  # of a line that is nothing but names; set by judgement

INVISIBLE = dict.fromkeys([0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF])
STRAIGHT_QUOTES = dict(zip("“”„«»‘’‚ʼ", '"""""\'\'\'\'', strict=True))
DECORATION = "*•●▪■►▶→>»|·–—-~#+/\\ ✉"  # stands before boilerplate: bullets, arrows, dashes
AROUND_NAMES = "\"'“‘”’().–—-|@"
ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())  # bytes are translated faster than strings
SIGNS = re.compile(r"[\W_]+")
WHITE_SPACE = re.compile(r"\s")
OPTIONAL = re.compile(r"\(\?:[^()]*\)\??|\[[^]]*\]\??|\\.\??|.\?")  # parts of a pattern that are no plain letters


@cache
def phrases() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return the tables of phrases: of each table, its lists by name, mostly a kind of `blocks.KINDS`.

    Phrases are plain lines as `plain` makes them. The table `patterns` holds pieces of regular expressions for
    `one_of`, as the articles have them.
    """
    tables: Mapping[str, Mapping[str, Sequence[str]]] = json.loads(read_data("phrases.json"))
    return tables


def read_data(name: str) -> str:
    """Return a file of `data/`."""
    return (resources.files("summarize.clean") / "data" / name).read_text(encoding="utf-8")


@cache
def one_of(name: str) -> str:
    """Return a regular expression, one group, for any of the words of a list of the table `patterns`.

    The words are tried in the order of the list: where one begins another, the longer stands first.

    >>> re.fullmatch(one_of("said"), "told") is not None
    True
    """
    return f"(?:{'|'.join(phrases()['patterns'][name])})"


@cache
def literals(name: str) -> tuple[str, ...]:
    """Return short strings of which each match of `one_of` holds one: to look for them is cheap.

    >>> literals("reader")
    ('reader', 'you')
    """
    runs = (OPTIONAL.sub("\0", word).split("\0") for word in phrases()["patterns"][name])
    longest = sorted({max(of_word, key=len) for of_word in runs}, key=lambda run: (len(run), run))
    return tuple(sorted(run for run in longest if not any(other in run for other in longest if other != run)))


@cache
def word_list(name: str, table: str = "lists") -> frozenset[str]:
    """Return a list of words of a table."""
    return frozenset(phrases()[table][name])


def flat(text: str) -> str:
    r"""Return a text as one line: single spaces, none at the ends, no invisible characters.

    All judging is done on such lines. Offsets do not survive; `as_one_line` keeps them.

    >>> flat("  The dam\n\tbroke. ")
    'The dam broke.'
    """
    if not text.isprintable():  # invisible characters are not, nor is white space other than the space
        text = text.translate(INVISIBLE)
    elif "  " not in text and text[:1] != " " != text[-1:]:
        return text
    return " ".join(text.split())


def as_one_line(text: str) -> str:
    r"""Return a text with a space for every white-space character: same length, same offsets.

    >>> as_one_line("The dam\n broke.")
    'The dam  broke.'
    """
    return text if text.isprintable() else WHITE_SPACE.sub(" ", text)


def words_in(line: str) -> int:
    """Return how many words a flat line has, cut at its spaces.

    A dash between spaces counts here. What a budget counts is `text.tokens.count_words`.

    >>> words_in("The dam - built in 1931 - broke."), words_in("")
    (8, 0)
    """
    return line.count(" ") + 1 if line else 0


def plain(line: str) -> str:
    """Return the form that phrases are compared in: lower case, straight quotes, no bullets, no brackets around it.

    line: flat.

    >>> plain("• (Editor’s note)"), plain("> Read More")
    ("editor's note", 'read more')
    """
    if not line.isascii():
        for curly, straight in STRAIGHT_QUOTES.items():
            line = line.replace(curly, straight)
    bare = line.lstrip(DECORATION)
    if bare[:1] + bare[-1:] in {"()", "[]"}:
        bare = bare[1:-1].strip()
    return bare.lower()


def has_any(line: str, stretches: tuple[str, ...]) -> bool:
    """Whether a line holds one of some strings."""
    return any(map(line.__contains__, stretches))


def only_names(line: str) -> bool:
    """Whether a line is nothing but capitalised words and what links them, such as "and", "of" or "von".

    line: flat. At least one name is needed, and at most MAX_NAME_WORDS words.

    >>> only_names("Jane Doe and John von Roe"), only_names("Jane Doe left")
    (True, False)
    """
    words = line.replace("/", " ").replace(";", " ").replace(",", " ").split()
    names = [word for word in words if word.lower() not in word_list("links", "names")]
    return (
        0 < len(words) <= MAX_NAME_WORDS
        and bool(names)
        and all(name.strip(AROUND_NAMES)[:1].isupper() for name in names)
    )


def line_key(line: str) -> str:
    """Return the letters and digits of a line, case folded: two paragraphs with one key say the same.

    >>> line_key("“Dam breaks”, 2 hurt!")
    'dambreaks2hurt'
    """
    simple = without_curly(line, "")
    if simple.isascii():
        return simple.lower().encode().translate(None, ASCII_SIGNS).decode()
    return SIGNS.sub("", simple.casefold())


# Set by judgement; points in brackets as in `blocks`.
TAIL_LENGTH = 80  # code points at the end of a line that are looked at
WORD_LENGTHS = range(3, 31)  # letters of a word that a sentence inside a line may end by
MIN_INTRODUCTION_WORDS = 5  # of a paragraph that introduces a quotation or list by a colon [doubled: -2.7]

TERMINAL_MARKS = frozenset(".!?…。！？．｡।॥؟۔։።။។")  # ends a sentence, in any script
# Stands behind the end of a sentence: closing quotes and brackets, and what is left of a damaged quote.
CLOSERS = "\"'”’“‘»›)]}」』）】’´`†â€œ™\x91\x92\x93\x94\u200b\u200c\u200d\u2060\ufeff\ufe0f\xa0 "
QUOTES_AFTER = frozenset('"”')
SPEAKER_FOLLOWS = frozenset({',"', ",”", ",’", ",'"})
RAISED_DIGITS = "¹²³⁴⁵⁶⁷⁸⁹⁰"
FOOTNOTES = re.compile(r"(?:\[[\w ]{1,20}\] ?){1,5}$")  # "... in 1998.[12]", "[citation needed]"
NOTE_NUMBER = re.compile(r"[a-z]{3}[\"”’)]?[.!?][\"”’)]?\d{1,3}$")  # the number of a note: "... in three years.2"
SPEAKER_LAST = re.compile(  # "..., she said", "...," said John Roe
    r"[,”\"’] (?:(?:he|she|they|it|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2})"
    r" (?:said|says|added|told|wrote|tweeted)"
    r"|(?:said|says|added) (?:he|she|[A-Z][\w.'’ -]{1,40}))$"
)

# The end of a sentence behind three letters, before another: the mark, closing quotes, spaces.
INNER_END = re.compile(r"[.!?…](?<=\w{3}.)[\"”’')]{0,2} {1,3}(?=[\"“‘'(]?\w)")


def ends_sentence(line: str) -> bool:
    """Whether a line ends by terminal punctuation, in any script.

    Closing quotes, brackets and footnote marks behind it are looked through. A comma before a closing quote counts,
    too: the speaker follows in the next paragraph. See the module for the other two questions of this kind.

    >>> ends_sentence("It broke in 1998.[12]"), ends_sentence("“It broke,”"), ends_sentence("Dam breaks")
    (True, True, False)
    """
    last = line[-1:]
    if last in TERMINAL_MARKS or (last in QUOTES_AFTER and line[-2:-1] in TERMINAL_MARKS):  # as most lines of prose end
        return True
    if last.isascii() and last.isalnum():  # as most lines do that end none
        return last.isdigit() and NOTE_NUMBER.search(line[-TAIL_LENGTH:]) is not None
    tail = line[-TAIL_LENGTH:].rstrip()
    if tail.endswith("]"):
        tail = FOOTNOTES.sub("", tail)
    tail = tail.rstrip(RAISED_DIGITS)
    return tail.rstrip(CLOSERS)[-1:] in TERMINAL_MARKS or tail[-2:] in SPEAKER_FOLLOWS


def made_of_sentences(line: str) -> bool:
    """Whether a paragraph, as a flat line, is running text: it ends a sentence, introduces one, or holds a whole one.

    A headline, a heading or an item of a list is not. A paragraph that was cut off in its second sentence is.

    >>> made_of_sentences("It broke, she said")
    True
    >>> made_of_sentences("The mayor of Elsa said this:")
    True
    >>> made_of_sentences("Dam breaks")
    False
    """
    if ends_sentence(line):
        return True
    if " " not in line:  # as in menus and lists of words, of which there may be very many
        return False
    if SPEAKER_LAST.search(line[-TAIL_LENGTH:]):
        return True
    if line.endswith((":", "：")):
        return words_in(line) >= MIN_INTRODUCTION_WORDS and any(word.islower() for word in line.split())
    return has_inner_end(line)


def inner_starts(line: str) -> Iterator[int]:
    """Yield the offsets at which sentences begin inside a line, in order; the one at 0 is not among them.

    An end counts behind a word of three letters or more that is not a known abbreviation, before a word that begins
    neither in lower case nor by a digit. Ends are missed rather than found behind an abbreviation.

    >>> list(inner_starts("The dam broke. Two villages on St. Mary Street flooded."))
    [15]
    """
    return (match.end() for match in INNER_END.finditer(line) if begins_anew(line, match))


def has_inner_end(line: str) -> bool:
    """Whether a sentence ends inside a line, so that another follows on it."""
    return " " in line and next(inner_starts(line), None) is not None


def first_sentence(line: str) -> str:
    """Return a line up to the first sentence that begins inside it; all of it where none does.

    >>> first_sentence("The dam broke. Two villages were flooded.")
    'The dam broke. '
    """
    return line[: next(inner_starts(line), len(line))]


def last_sentence_start(line: str) -> int:
    """Return the offset at which the last sentence of a line begins; 0 where it holds one only.

    >>> last_sentence_start("The dam broke. Two villages were flooded.")
    15
    """
    matches = [*INNER_END.finditer(line)]
    return next((match.end() for match in reversed(matches) if begins_anew(line, match)), 0)


def begins_anew(line: str, match: re.Match[str]) -> bool:
    """Whether a sentence begins behind a match of INNER_END."""
    head = line[match.end() : match.end() + 2].lstrip("\"“‘'(")
    if head[:1].islower() or head[:1].isdigit():
        return False
    word = word_before(line, match.start())
    return bool(word) and word.lower() not in word_list("abbreviations")


def word_before(line: str, end: int) -> str:
    """Return the word that ends at an offset; "" where its length is not in WORD_LENGTHS.

    >>> word_before("The dam broke.", 13), word_before("At 5 p.m.", 8)
    ('broke', '')
    """
    start = end
    while start and (line[start - 1].isalnum() or line[start - 1] == "_"):
        start -= 1
    return line[start:end] if end - start in WORD_LENGTHS else ""
