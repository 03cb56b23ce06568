"""Headlines: the title above an article, its repetitions, and headlines of other stories beside boilerplate.

Both rules take the drafts of a whole text and return them with some marked anew.
"""

from __future__ import annotations

import re

from summarize.clean.drafts import Draft, prose_indices, with_kinds
from summarize.clean.lines import line_key, only_names, words_in
from summarize.clean.phrases import split_words
from summarize.clean.sentence_ends import ends_sentence, has_inner_end

# Set by judgement; all but the last two are words.
TITLE_WORDS = range(3, 26)  # of a headline without a full stop; the least also tells a first line from a menu
SIGNED_TITLE_WORDS = range(3, 17)  # of a headline, full stop or not, above a byline or date
MAX_QUESTION_WORDS = 16  # of a headline that asks or exclaims
ABBREVIATED_TITLE_WORDS = range(4, 21)  # of a headline that ends by an abbreviation
MIN_CAPITALISED_SHARE = 0.6  # of the words of a headline that asks; a question in lower case may open an article
TOP_DRAFTS = 6  # drafts of prose, from the first line on, among which repetitions of the title are looked for

ABBREVIATION_END = re.compile(r"(?:\b[A-Z]\.(?:[A-Z]\.){1,3}|\b(?:Jr|Sr|Inc|Corp|Co|Ltd|St|Dr|vs|etc|No)\.)['’\"”]?$")
PRONOUNS = split_words("he she it they we i you his her its their this that these those there")
BESIDE_HEADLINES = frozenset({"title", "caption", "credit", "heading", "teaser", "repeated"})


def mark_titles(drafts: list[Draft], title: str | None, *, punctuated: bool) -> list[Draft]:
    """Mark the headline at the top of a text and its repetitions below as titles.

    title: the document's title, if known; any line at the top that equals it by `line_key` is one.
    punctuated: whether the sentences of the text end by full stops; only then does the first line tell by its
    form that it is a headline. The last draft of prose is never taken for one by its form.
    """
    prose = prose_indices(drafts)
    keys = {line_key(title)} - {""} if title else set()
    first = next((index for index in prose[:-1] if words_in(drafts[index].line) >= TITLE_WORDS[0]), None)
    if punctuated and first is not None:
        line = drafts[first].line
        if looks_like_title(line) or is_signed(line, drafts[first + 1]):
            keys.add(line_key(line))
    if not keys:
        return drafts
    top = prose[:TOP_DRAFTS] if first is None else prose[: prose.index(first) + TOP_DRAFTS]
    return with_kinds(drafts, {index: "title" for index in top if line_key(drafts[index].line) in keys})


def looks_like_title(line: str) -> bool:
    """Whether a first line reads like a headline: it has no full stop, or asks or exclaims in capitalised words."""
    words = line.split()
    if len(words) not in TITLE_WORDS or line.endswith((",", ";", ":")) or has_inner_end(line):
        return False
    if not ends_sentence(line):
        return True
    capitalised = sum(word.lstrip("\"'“‘(")[:1].isupper() or word[:1].isdigit() for word in words)
    asks = line.rstrip("\"'”’")[-1:] in "?!"
    return asks and len(words) <= MAX_QUESTION_WORDS and capitalised >= MIN_CAPITALISED_SHARE * len(words)


def is_signed(line: str, below: Draft) -> bool:
    """Whether a first line is a headline, judged by the line below it: a byline or a date."""
    signs = below.kind in {"byline", "date"} or only_names(below.line)
    return signs and words_in(line) in SIGNED_TITLE_WORDS and not has_inner_end(line)


def mark_abbreviated_headlines(drafts: list[Draft]) -> list[Draft]:
    """Mark short lines that end by an abbreviation and stand beside boilerplate: the title at the top, else teasers."""
    kinds = [draft.kind for draft in drafts]
    headlines = [
        index
        for index in prose_indices(drafts)
        if not BESIDE_HEADLINES.isdisjoint((*kinds[max(index - 1, 0) : index], *kinds[index + 1 : index + 2]))
        and ends_by_abbreviation(drafts[index].line)
    ]
    return with_kinds(drafts, {index: "teaser" if index else "title" for index in headlines})


def ends_by_abbreviation(line: str) -> bool:
    """Whether a short line may be a headline that ends by an abbreviation: "... deal with U.S."."""
    return (
        words_in(line) in ABBREVIATED_TITLE_WORDS
        and bool(ABBREVIATION_END.search(line))
        and not has_inner_end(line)
        and line.split(" ", 1)[0].lower() not in PRONOUNS
    )
