"""What is said of a summary in every format: who is cited, which figures differ, why a sentence was taken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from summarize.records import Choice, Differing, RunnerUp, Source, SummaryRecord, SummarySentence, Unused


class Other(NamedTuple):
    """An article that gives another figure."""

    figure: Differing
    article: Source | Unused
    when: str  # "later", "earlier", or "" when not both days are known


class Difference(NamedTuple):
    """A figure of a sentence, and the articles that give others."""

    sentence: int  # 1-based
    here: str
    source: Source  # where the sentence stands
    others: list[Other]


def source_heading(source: Source | Unused) -> str:
    """Return what names an article: title, outlet, date, file, address, as far as known."""
    known = [source.title, source.outlet, source.date, source.name, source.url]
    return ", ".join(one_line(part) for part in known if part) or f"document {source.document + 1}"


def copy_note(source: Source, sources: Iterable[Source]) -> str:
    """Say which earlier source tells the same story, or comes from the same outlet, or nothing."""
    said = copy_of(source, sources)
    return f" ({said})" if said else ""


def copy_of(source: Source, sources: Iterable[Source]) -> str:
    """Say the same without brackets."""
    earlier = [other for other in sources if other.voice == source.voice and other.number < source.number]
    copies = [other.number for other in earlier if other.story == source.story]
    if copies:
        return f"same story as [{copies[0]}]"
    return f"same outlet as [{earlier[0].number}]" if earlier else ""


def citation_marks(sentence: SummarySentence, form: str = "[{}]") -> str:
    """Return the citation marks of a sentence in ascending order: [1][3]."""
    return "".join(form.format(number) for number in sorted(citation.source for citation in sentence.citations))


def count_voices(summary: SummaryRecord) -> str:
    """Say how many independent voices the sources are."""
    return count_noun(len({source.voice for source in summary.sources}), "independent voice")


def count_noun(count: int, noun: str) -> str:
    """Return a number with its noun: 1 voice, 2 voices."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def differences(summary: SummaryRecord) -> list[Difference]:
    """Return the figures that articles give otherwise, by sentence; what two have of each other, once."""
    articles = {article.document: article for article in summary.articles}
    found: dict[tuple[int, str], Difference] = {}
    told: set[tuple[int, int, str, str]] = set()  # of each figure told: its passage, and both figures
    for at, sentence in enumerate(summary.sentences, start=1):
        source = summary.sources[sentence.citations[0].source - 1]
        for figure in sentence.differing:
            turned = {(place.document, place.start, figure.there, figure.here) for place in sentence.citations}
            if turned & told:
                continue
            told.add((figure.document, figure.start, figure.here, figure.there))
            other = articles[figure.document]
            one = found.setdefault((at, figure.here), Difference(at, figure.here, source, []))
            one.others.append(Other(figure, other, when(source, other)))
    return list(found.values())


def when(source: Source, other: Source | Unused) -> str:
    """Say whether another article is later or earlier, by the day."""
    ours, theirs = (source.date or "")[:10], (other.date or "")[:10]
    if not ours or not theirs or ours == theirs:
        return ""
    return "later" if theirs > ours else "earlier"


def describe_difference(found: Difference, form: str = "[{}]") -> str:
    """Say in a line which figures differ and where, the later report named as such."""
    told = []
    for figure, article, day in found.others:
        number = getattr(article, "number", None)  # an article that is not used has none
        name = form.format(number) if number else source_heading(article)
        told.append(f"{one_line(figure.there)} {name}{f' ({day})' if day else ''}: {one_line(figure.text)}")
    return f"{one_line(found.here)} {form.format(found.source.number)}, but {' / '.join(told)}"


def describe_choice(sentence: SummarySentence, picked: Choice) -> str:
    """Say in a line how a sentence was picked."""
    return (
        f"salience {sentence.score:.2f}, {ordinal(picked.position)} sentence of its article, "
        f"{count_noun(sentence.voices, 'voice')}, {picked.redundancy:.0%} said by earlier picks, "
        f"gain {picked.gain:.2f}, {ordinal(picked.turn)} pick"
    )


def describe_runner_up(other: RunnerUp) -> str:
    """Say in a line why a sentence was not picked."""
    weighed = f"salience {other.score:.2f}, {other.redundancy:.0%} said by the summary"
    return f"{one_line(other.text)} ({weighed}: {other.reason})"


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 11th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


# never raw in any format: C0 but tab and line feed, DEL, C1, line separators, bidi controls, tags, lone surrogates
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def sanitise(text: str) -> str:
    r"""Replace every character that could steer a terminal or hide text; escaped file-name bytes show as \\xNN."""
    return UNSAFE.sub(neutral, text)


def neutral(found: re.Match[str]) -> str:
    """Return what is shown for an unsafe character."""
    code = ord(found.group())
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else "\ufffd"


def one_line(text: str) -> str:
    """Make a title, name or warning fit one line."""
    return " ".join(sanitise(text).split())
