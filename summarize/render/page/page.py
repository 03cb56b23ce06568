"""A summary as one page that needs nothing else: no script, no font, no picture, no address is fetched."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from summarize.records import CleanedArticle, SummaryRecord
from summarize.render.page.articles import Article, articles, passage_id, safe_url
from summarize.render.page.sources import listed
from summarize.render.wording import (
    Difference,
    count_noun,
    describe_choice,
    describe_runner_up,
    describe_voices,
    differences,
    sanitise,
)

if TYPE_CHECKING:
    from jinja2 import Template

LAST_WORD = re.compile(r"(?<!\S)\S{1,20}$")  # stays on one line with the citation marks; a longer one may be broken
HUES = 8  # colours of sentences, in page.css; they repeat, and the number beside a colour tells sentences apart


def page(summary: SummaryRecord, cleaned: Sequence[CleanedArticle] = ()) -> str:
    """Return the summary as an HTML page; a renderer of `RENDERERS`.

    cleaned: the articles in full; without them the page shows the cited passages alone.
    """
    style = resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    differing = differences(summary)
    shown = articles(summary, cleaned, differing)
    return template().render(
        style=style,
        digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        summary=summary,
        sentences=[sentence(number, summary, shown, differing) for number in range(1, len(summary.sentences) + 1)],
        differences=differing,
        sources=[listed(source, summary, shown[source.document], cleaned) for source in summary.sources],
        unused=[(shown[article.document], article.reason) for article in summary.unused],
        articles=[shown[article.document] for article in summary.articles],
        full=bool(cleaned),
        left_out=sum(not shown[article.document].paragraphs for article in summary.unused) if cleaned else 0,
        why=why(summary),
        voices=describe_voices(summary),
        settings=", ".join(f"{name} {value}" for name, value in summary.settings.items() if value not in (None, False)),
    )


@cache
def template() -> Template:
    """Return the template; it escapes whatever is put into it."""
    from jinja2 import Environment, StrictUndefined

    text = resources.files(__package__).joinpath("page.html").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, finalize=harmless, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"counted": count_noun, "hue": hue, "link": safe_url, "passage": passage_id}
    return environment.from_string(text)


def harmless(value: Any) -> Any:
    """Return a value with its text sanitised; jinja2 escapes it afterwards."""
    return sanitise(value) if type(value) is str else value


def hue(number: int) -> str:
    """Return the class of the colour of a sentence; number: 1-based."""
    return f"h{(number - 1) % HUES}"


def sentence(
    number: int, summary: SummaryRecord, shown: dict[int, Article], differing: Sequence[Difference]
) -> dict[str, Any]:
    """Return what the page shows of a sentence; number: 1-based."""
    record = summary.sentences[number - 1]
    last_word = LAST_WORD.search(record.text)
    tail = last_word.group() if last_word else ""
    citations = sorted(record.citations, key=lambda citation: citation.source)
    return {
        "number": number,
        "head": record.text[: len(record.text) - len(tail)],
        "tail": tail,
        "lang": shown[record.citations[0].document].language,
        "voices": record.voices,
        "marks": [(cited.source, passage_id(cited), shown[cited.document].title) for cited in citations],
        "differs": [index for index, difference in enumerate(differing, start=1) if difference.sentence == number],
    }


def why(summary: SummaryRecord) -> dict[str, list[str]] | None:
    """Return the lines that explain the choice, or None where no explanation was asked for."""
    if not (explanation := summary.explanation):
        return None
    return {
        "choices": list(map(describe_choice, summary.sentences, explanation.choices)),
        "runners_up": list(map(describe_runner_up, explanation.runners_up)),
    }
