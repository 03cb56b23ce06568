"""What every format says of a summary, and the foreign text in it made harmless.

Takes records, returns lines: what names a source, which figures differ, why a sentence was picked. Text of articles
and names of files may hold anything; whatever is shown of them goes through `sanitise` or `one_line`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarize.records import (
        Citation,
        Source,
        SummaryRecord,
        SummarySentence,
        Unused,
    )

OPENING_WORDS, OPENING_CHARACTERS = 10, 80  # of a text that has no title, by which it is known; by judgement
MAX_UNUSED = 10  # articles not used that text and Markdown list one by one; by judgement
# never raw in any format: C0 but tab and line feed, DEL, C1, line separators, bidi controls, tags, lone surrogates
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)

MONTHS = (  # those of the calendar module depend on the locale
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def sanitise(text: str) -> str:
    r"""Replace every character that could steer a terminal or hide text.

    A byte of a file name that is not UTF-8, which Python keeps as a lone surrogate, is shown as \xNN.

    >>> print(sanitise("caf\udce9.txt"))
    caf\xe9.txt
    """
    return UNSAFE.sub(replacement, text)


def replacement(match: re.Match[str]) -> str:
    r"""Return what is shown in the place of an unsafe character.

    >>> [UNSAFE.sub(replacement, text) for text in ("a\x1bb", "a\u202eb", "a\udce9b")]
    ['a�b', 'a�b', 'a\\xe9b']
    """
    code = ord(match.group())
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else "\ufffd"


def escaped_json(data: Any, indent: int | None = None) -> str:
    r"""Return plain data as JSON in which the characters that steer a terminal or break a line are escaped.

    >>> escaped_json({"title": "caf\u00e9 \u202e"})
    '{"title": "café \\u202e"}'
    """
    import json

    text = json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False)
    return UNSAFE.sub(lambda match: json.dumps(match.group())[1:-1], text)


def one_line(text: str) -> str:
    r"""Return a title, name or warning on one line, sanitised.

    >>> one_line(" Dam\n breaks\x1b ")
    'Dam breaks�'
    """
    return " ".join(sanitise(text).split())


def source_heading(article: Source | Unused, note: str = "") -> str:
    """Return what identifies an article: title, outlet, day, file and address, as far as they are known.

    note: stands in brackets behind the day, before the file and the address, which can so be copied.
    """
    outlet = article.outlet or host_of(article.url)
    head = ", ".join(one_line(fact) for fact in (article.title, outlet, written(article.date)) if fact)
    if note:
        head = f"{head} ({note})" if head else note
    facts = [head, *(one_line(fact) for fact in (article.name, article.url) if fact)]
    return ", ".join(filter(None, facts)) or f"document {article.document + 1}"


def host_of(url: str | None) -> str:
    """Return the host of an address of the web, which names an outlet where nothing else does; "" without one.

    >>> host_of("https://www.example.org/a"), host_of("ftp://example.org")
    ('example.org', '')
    """
    from summarize.cite.passage_links import WEB_ADDRESS, safe_url

    address = WEB_ADDRESS.match(safe_url(url))
    return one_line(address[1]) if address else ""


def listed_source(source: Source, sources: Iterable[Source], form: str = "[{}]") -> str:
    """Return a source as lists show it: what identifies it, and which earlier one it is a copy of.

    sources: all of the summary, so that an earlier copy can be named. form: of citation marks, as `mark_form` gives it.
    """
    return source_heading(source, copy_of(source, sources, form))


def copy_of(source: Source, sources: Iterable[Source], form: str = "[{}]") -> str:
    """Say which earlier source has the same text or, failing that, comes from the same outlet; "" when none does.

    form: of citation marks.
    """
    earlier = [other for other in sources if other.voice == source.voice and other.number < source.number]
    copies = [other.number for other in earlier if other.copy_group == source.copy_group]
    if copies:
        return f"copy of {form.format(copies[0])}"
    return f"same outlet as {form.format(earlier[0].number)}" if earlier else ""


def mark_form(texts: Iterable[str]) -> str:
    """Return the form of citation marks, for `str.format`: [1], or [*1] where the articles themselves write [1].

    texts: the sentences that are shown. The form has the fewest stars with which it forges no mark of theirs.

    >>> mark_form(["It broke."]), mark_form(["It broke [1]."])
    ('[{}]', '[*{}]')
    """
    shown, stars = "\n".join(texts), ""
    while re.search(rf"\[{re.escape(stars)}\d", shown):
        stars += "*"
    return f"[{stars}{{}}]"


def citation_marks(
    sentence: SummarySentence,
    form: str = "[{}]",
    link: Callable[[str, str | None], str] = lambda mark, address: mark,
) -> str:
    """Return the citation marks of a sentence in ascending order, with known pages: [1][3], or [1, p. 12][3].

    link: makes a mark lead to an address, if there is one.
    """
    citations = sorted(sentence.citations, key=lambda citation: citation.source)
    return "".join(link(form.format(f"{citation.source}{page_of(citation)}"), citation.link) for citation in citations)


def sentence_fields(sentence: SummarySentence) -> dict[str, Any]:
    """Return a sentence as a page shows it, with its day and the numbers of its sources, ascending."""
    numbers = sorted(citation.source for citation in sentence.citations)
    return {"text": sentence.text, "day": day_beside(sentence), "numbers": numbers}


def page_of(citation: Citation) -> str:
    """Return what stands behind the number of a source in the mark of a citation with a page: ", p. 12"; else "".

    >>> from summarize.records import Citation
    >>> page_of(Citation(1, 0, 0, 9, "It broke.", page=12))
    ', p. 12'
    """
    return f", p. {citation.page}" if citation.page else ""


def listed_unused(summary: SummaryRecord, *, numbered: bool) -> tuple[list[Unused], str]:
    """Return the articles not used that a list names, and a line that counts the others, "" when there are none.

    The first MAX_UNUSED are named and, where their numbers are shown, all that have one.
    """
    listed = [
        article
        for place, article in enumerate(summary.unused)
        if place < MAX_UNUSED or (numbered and article.number is not None)
    ]
    more = len(summary.unused) - len(listed)
    return listed, f"and {count_noun(more, 'more article')}; JSON and HTML list all of them" if more else ""


def unused_line(article: Unused) -> str:
    """Return an article that is not used, and why."""
    return f"{source_heading(article)}: {one_line(article.reason)}"


def text_and_day(sentence: SummarySentence) -> str:
    """Return a sentence, and behind it in brackets its day, where it has one: It fell on Tuesday. (3 March 2020)."""
    return f"{sentence.text} ({day_beside(sentence)})" if sentence.day else sentence.text


def day_beside(sentence: SummarySentence) -> str:
    """Return the day beside a sentence: 3 March 2020, which its words mean, or written 4 March 2020; "" for none."""
    return f"written {written(sentence.day)}" if sentence.day and sentence.day_written else written(sentence.day)


def written(day: str | None) -> str:
    """Return a date in words, such as 4 March 2020. A date that is not in ISO 8601 comes back as given, on one line.

    >>> written("2020-03-04T09:30"), written("early March"), written(None)
    ('4 March 2020', 'early March', '')
    """
    try:
        parsed = date.fromisoformat((day or "")[:10])
    except ValueError:
        return one_line(day or "")
    return f"{parsed.day} {MONTHS[parsed.month - 1]} {parsed.year}"


def days_spanned(days: Iterable[str | None]) -> str:
    """Return from when to when days reach, in words; "" where none is known.

    >>> days_spanned(["2020-03-04", None, "2020-03-03"])
    '3 to 4 March 2020'
    """
    known = sorted(filter(None, days))
    first, last = (written(known[0]), written(known[-1])) if known else ("", "")
    if first == last:
        return first
    start, end = first.split(), last.split()
    while start and start[-1] == end[-1]:  # the month or the year of both is written once
        start, end = start[:-1], end[:-1]
    return f"{' '.join(start)} to {last}"


def opening(text: str) -> str:
    """Return the first words of a text, on one line.

    >>> opening("The dam above the old town of Elsa broke at dawn on Monday.")
    'The dam above the old town of Elsa broke at …'
    """
    words = one_line(text).split(" ")
    short = " ".join(words[:OPENING_WORDS])[:OPENING_CHARACTERS]
    return short if short == " ".join(words) else f"{short.rstrip(' ,;:')} …"


def describe_voices(sources: Iterable[Source]) -> str:
    """Say how many independent voices the sources are.

    The sources of one voice have one number in `Source.voice`.
    """
    return count_noun(len({source.voice for source in sources}), "independent voice")


def count_noun(count: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: 1 voice, 2 voices; plural: where it is not the noun and an s.

    >>> count_noun(1, "voice"), count_noun(2_000, "story", "stories")
    ('1 voice', '2,000 stories')
    """
    return f"{count:,} {noun if count == 1 else plural or f'{noun}s'}"


def nothing_new(summary: SummaryRecord) -> str:
    """Return the line in the place of a summary without sentences; "" for one that has some."""
    count = len(summary.settings.get("since") or ())
    return "" if summary.sentences else f"Nothing new since the earlier {'summary' if count == 1 else 'summaries'}."


def asked(summary: SummaryRecord) -> str:
    """Return the question that a summary answers, on one line; "" where none was asked."""
    return one_line(str(summary.settings.get("query") or ""))
