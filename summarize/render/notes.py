"""What every format says beside a sentence: other figures, changes, related passages, why it was picked.

Takes records, returns lines and what they are made of. The lines are not safe to show yet; see `wording`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from summarize.render.wording import count_noun, one_line, opening, source_heading

if TYPE_CHECKING:
    from summarize.records import (
        Change,
        Choice,
        DifferingFigure,
        Related,
        RunnerUp,
        Source,
        SummaryRecord,
        SummarySentence,
        Unused,
    )


FIGURES, DENIED = "Figures that differ", "Denied"  # titles of what differs


def title_of(figure: DifferingFigure) -> str:
    """Return the title of the list that a difference belongs to."""
    return DENIED if figure.kind == "denied" else FIGURES


class OtherFigure(NamedTuple):
    """A figure that another article gives."""

    figure: DifferingFigure
    article: Source | Unused


class FigureDifference(NamedTuple):
    """A figure of a sentence and the other figures that articles give, or what it says and where it is denied."""

    sentence: int  # 1-based
    value: str  # the figure, or what is denied, as the sentence has it
    source: Source  # the article that the sentence is taken from
    others: list[OtherFigure]

    @property
    def denied(self) -> bool:
        """Whether it is no figure, but what others tell to be denied."""
        return title_of(self.others[0].figure) == DENIED

    @property
    def outdated(self) -> bool:
        """Whether a later version, or a correction, has another figure."""
        return any(other.figure.outdated for other in self.others)


def differences(summary: SummaryRecord) -> list[FigureDifference]:
    """Return the figures that articles give otherwise, by sentence.

    Where two sentences of the summary differ from each other, the difference is listed under the first of them only.
    """
    articles = {article.document: article for article in summary.articles}
    by_figure: dict[tuple[int, str], FigureDifference] = {}
    reported: set[tuple[int, int, str, str]] = set()  # passages of other figures, and both figures
    for number, sentence in enumerate(summary.sentences, start=1):
        source = summary.sources[sentence.citations[0].source - 1]
        for figure in sentence.differing:
            mirrored = {(cited.document, cited.start, figure.there, figure.here) for cited in sentence.citations}
            if mirrored & reported:
                continue
            reported.add((figure.document, figure.start, figure.here, figure.there))
            article = articles[figure.document]
            difference = by_figure.setdefault((number, figure.here), FigureDifference(number, figure.here, source, []))
            difference.others.append(OtherFigure(figure, article))
    return list(by_figure.values())


def listed_differences(summary: SummaryRecord, form: str = "[{}]") -> list[tuple[str, list[str]]]:
    """Return a title and lines for the figures that differ, and for what is denied, where there are such."""
    found = {FIGURES: list[str](), DENIED: list[str]()}
    for difference in differences(summary):
        if difference.denied:
            found[DENIED] += (describe_denial(*other, form) for other in difference.others)
        else:
            found[FIGURES].append(describe_difference(difference, form))
    return [(title, [*dict.fromkeys(lines)]) for title, lines in found.items() if lines]


def describe_difference(difference: FigureDifference, form: str = "[{}]") -> str:
    """Say in a line which figures differ and where, later and earlier reports named as such."""
    others = [describe_other(figure, article, form) for figure, article in difference.others]
    value, mark = one_line(difference.value), form.format(difference.source.number)
    return f"{value} {mark}{' (outdated)' if difference.outdated else ''}, but {' / '.join(others)}"


def describe_other(figure: DifferingFigure, article: Source | Unused, form: str = "[{}]") -> str:
    """Say which other figure an article gives, in which passage; an article that is not cited is named."""
    when = f" ({figure.when})" if figure.when else ""
    return f"{one_line(figure.there)} {mark_of(article, form, 'in {}')}{when}: {one_line(figure.text)}"


def describe_denial(figure: DifferingFigure, article: Source | Unused, form: str = "[{}]") -> str:
    """Return the sentence in which something is denied, and where it stands: it says itself who denies what."""
    when = f" ({figure.when})" if figure.when else ""
    return f"{one_line(figure.text)} {mark_of(article, form, '({})')}{when}"


def mark_of(article: Source | Unused, form: str, named: str) -> str:
    """Return the mark of an article, in a form for its number; one that is not cited is named, in a form for that."""
    number = article.number if hasattr(article, "voice") else None
    return form.format(number) if number else named.format(source_heading(article))


def differing_lines(
    sentences: Iterable[SummarySentence], articles: Iterable[Source | Unused], form: str = "[{}]"
) -> list[str]:
    """Return what other articles give otherwise or deny, a line each; articles: all that do are among them."""
    by_document = {article.document: article for article in articles}
    lines = list[str]()
    for figure in (figure for sentence in sentences for figure in sentence.differing):
        article = by_document[figure.document]
        if title_of(figure) == DENIED:
            lines.append(f"{DENIED}: {describe_denial(figure, article, form)}")
        else:
            lines.append(f"{FIGURES}: {one_line(figure.here)}, but {describe_other(figure, article, form)}")
    return [*dict.fromkeys(lines)]


def describe_change(change: Change, summary: SummaryRecord) -> str:
    """Say in a line which figure or state is new, what was told before, and in which earlier summary."""
    return f"{one_line(change.after)}, earlier: {one_line(change.before)} ({earlier_name(change.earlier, summary)})"


def earlier_name(earlier: int, summary: SummaryRecord) -> str:
    """Return the name of an earlier summary; earlier: its index among those given."""
    names = summary.settings.get("since") or ()
    return one_line(str(names[earlier])) if earlier < len(names) else f"summary {earlier + 1}"


def changes(summary: SummaryRecord) -> list[tuple[int, Change]]:
    """Return all figures that have changed, each behind the number of its sentence, from 1."""
    sentences = enumerate(summary.sentences, start=1)
    return [(number, change) for number, sentence in sentences for change in sentence.changed]


def describe_related(passage: Related) -> str:
    """Return a related passage, and in brackets the figures, names and negation in which it differs."""
    contrast = describe_contrast(passage)
    return one_line(passage.text) + (f" ({contrast})" if contrast else "")


def describe_contrast(passage: Related) -> str:
    """Say what a related passage lacks of its sentence, and has instead; "" for nothing.

    >>> from summarize.records import Related
    >>> describe_contrast(Related(2, 1, 0, 9, "It broke.", lacks=("12", "Elsa"), instead=("14",)))
    'lacks 12, Elsa; has 14'
    """
    parts = [
        (lead, one_line(", ".join(texts))) for lead, texts in (("lacks ", passage.lacks), ("has ", passage.instead))
    ]
    return "; ".join(lead + texts for lead, texts in parts if texts)


def related_passages(summary: SummaryRecord) -> list[tuple[str, Related]]:
    """Return all related passages, each behind the first words of its sentence."""
    return [(opening(sentence.text), passage) for sentence in summary.sentences for passage in sentence.related]


def describe_choice(sentence: SummarySentence, choice: Choice) -> str:
    """Say in a line how a sentence was picked; the line opens with its first words."""
    return (
        f"{opening(sentence.text)}: salience {sentence.score:.2f}, {ordinal(choice.position)} sentence of its article, "
        f"{count_noun(sentence.voices, 'voice')}, {choice.redundancy:.0%} said by earlier picks, "
        f"gain {choice.gain:.2f}, {ordinal(choice.turn)} pick"
    )


def describe_runner_up(runner_up: RunnerUp, sentences: Sequence[SummarySentence]) -> str:
    """Say in a line why a sentence was not picked; a sentence of the summary that is the reason is quoted.

    sentences: those of the summary.
    """
    reason = runner_up.reason
    if runner_up.sentence:
        quoted = f"“{opening(sentences[runner_up.sentence - 1].text)}”"
        reason = reason.replace(f"sentence {runner_up.sentence}", quoted)
    scores = f"salience {runner_up.score:.2f}, {runner_up.redundancy:.0%} said by the summary"
    return f"{one_line(runner_up.text)} ({scores}: {reason})"


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 11th.

    >>> [ordinal(number) for number in (1, 2, 3, 11, 22)]
    ['1st', '2nd', '3rd', '11th', '22nd']
    """
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
