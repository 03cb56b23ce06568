"""The figures on which articles differ, as every format lists them: by sentence, later and earlier reports named."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from summarize.render.wording import one_line, source_heading

if TYPE_CHECKING:
    from summarize.records import DifferingFigure, Source, SummaryRecord, Unused


class OtherFigure(NamedTuple):
    """A figure that another article gives."""

    figure: DifferingFigure
    article: Source | Unused
    when: str  # "later", "earlier", or "" when not both days are known


class Difference(NamedTuple):
    """A figure of a sentence, and the other figures that articles give."""

    sentence: int  # 1-based
    value: str  # the figure, as the sentence has it
    source: Source  # the article that the sentence is taken from
    others: list[OtherFigure]

    @property
    def outdated(self) -> bool:
        """Whether a later version, or a correction, has another figure."""
        return any(other.figure.outdated for other in self.others)


def differences(summary: SummaryRecord) -> list[Difference]:
    """Return the figures that articles give otherwise, by sentence.

    Where two sentences of the summary differ from each other, the difference is listed under the first of them only.
    """
    from summarize.read.days import article_days  # reading is not needed for help

    articles, days = {article.document: article for article in summary.articles}, article_days(summary.articles)
    by_figure: dict[tuple[int, str], Difference] = {}
    reported: set[tuple[int, int, str, str]] = set()  # passages of other figures, and both figures
    for number, sentence in enumerate(summary.sentences, start=1):
        source = summary.sources[sentence.citations[0].source - 1]
        for figure in sentence.differing:
            mirrored = {(cited.document, cited.start, figure.there, figure.here) for cited in sentence.citations}
            if mirrored & reported:
                continue
            reported.add((figure.document, figure.start, figure.here, figure.there))
            article = articles[figure.document]
            difference = by_figure.setdefault((number, figure.here), Difference(number, figure.here, source, []))
            when = figure.when or later_or_earlier(days[article.document], days[source.document])
            difference.others.append(OtherFigure(figure, article, when))
    return list(by_figure.values())


def later_or_earlier(day: str | None, reference: str | None) -> str:
    """Say whether a day is later or earlier than another; "" for the same day or an unknown one."""
    if not day or not reference or day == reference:
        return ""
    return "later" if day > reference else "earlier"


def describe_difference(difference: Difference, form: str = "[{}]") -> str:
    """Say in a line which figures differ and where, later and earlier reports named as such."""
    others = []
    for figure, article, when in difference.others:
        number = article.number if hasattr(article, "voice") else None  # where an article is not used, it is named
        name = form.format(number) if number else source_heading(article)
        others.append(f"{one_line(figure.there)} {name}{f' ({when})' if when else ''}: {one_line(figure.text)}")
    value, mark = one_line(difference.value), form.format(difference.source.number)
    return f"{value} {mark}{' (outdated)' if difference.outdated else ''}, but {' / '.join(others)}"
