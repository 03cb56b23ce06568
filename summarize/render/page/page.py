"""A summary as one page that needs nothing else: no script, no font, no picture, no address is fetched."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from summarize.records import CleanedArticle, Source, SummaryRecord
from summarize.render.page.articles import Article, Places, articles, passage_id, places, safe_url, share
from summarize.render.wording import (
    copy_of,
    count_noun,
    count_voices,
    describe_choice,
    describe_runner_up,
    differences,
    sanitise,
)
from summarize.text.tokens import count_words

if TYPE_CHECKING:
    from jinja2 import Template

LAST = re.compile(r"(?<!\S)\S{1,20}$")  # kept on one line with the marks, where words are short
HUES = 8  # colours of sentences; the number beside a colour tells the others apart


def page(summary: SummaryRecord, cleaned: Sequence[CleanedArticle] = ()) -> str:
    """Return the summary as an HTML page.

    cleaned: the articles that the summary was made from, in the order in which they were passed; without them the
    page shows the cited passages alone.
    """
    style = resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    shown = articles(summary, cleaned)
    return template().render(
        style=style,
        digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        summary=summary,
        sentences=[sentence(at, summary, shown) for at in range(len(summary.sentences))],
        differences=differences(summary),
        sources=[source(one, summary, shown[one.document], cleaned) for one in summary.sources],
        unused=[(shown[one.document], one.reason) for one in summary.unused],
        articles=[shown[one.document] for one in summary.articles],
        full=bool(cleaned),
        left_out=sum(not shown[one.document].paragraphs for one in summary.unused) if cleaned else 0,
        why=why(summary),
        voices=count_voices(summary),
        settings=", ".join(f"{name} {value}" for name, value in summary.settings.items() if value not in (None, False)),
    )


@cache
def template() -> Template:
    """Return the template; whatever is put into it is made harmless and escaped."""
    from jinja2 import Environment, StrictUndefined

    text = resources.files(__package__).joinpath("page.html").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, finalize=harmless, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"counted": count_noun, "hue": hue, "link": safe_url, "passage": passage_id}
    return environment.from_string(text)


def harmless(value: Any) -> Any:
    """Return what may be shown of a value; jinja2 escapes it then."""
    return sanitise(value) if type(value) is str else value


def hue(number: int) -> str:
    """Return the class of the colour of a sentence; number: 1-based."""
    return f"h{(number - 1) % HUES}"


def sentence(at: int, summary: SummaryRecord, shown: dict[int, Article]) -> dict[str, Any]:
    """Return what the page shows of a sentence."""
    one = summary.sentences[at]
    last = LAST.search(one.text)
    tail = last.group() if last else ""
    cited = sorted(one.citations, key=lambda citation: citation.source)
    return {
        "number": at + 1,
        "head": one.text[: len(one.text) - len(tail)],
        "tail": tail,
        "lang": shown[one.citations[0].document].language,
        "voices": one.voices,
        "marks": [(place.source, passage_id(place), shown[place.document].title) for place in cited],
        "differs": [n for n, found in enumerate(differences(summary), start=1) if found.sentence == at + 1],
    }


def source(one: Source, summary: SummaryRecord, article: Article, cleaned: Sequence[CleanedArticle]) -> dict[str, Any]:
    """Return what the list of sources shows of an article."""
    found: Places | None = places(one, summary, len(cleaned[one.document].document.text)) if cleaned else None
    return {
        "number": one.number,
        "article": article,
        "twin": copy_of(one, summary.sources),
        "share": share(one, summary, count_words),
        "places": found,
    }


def why(summary: SummaryRecord) -> dict[str, list[str]] | None:
    """Return the lines that explain the choice, or None where it was not asked for."""
    if not (told := summary.explanation):
        return None
    pairs = zip(summary.sentences, told.choices, strict=True)
    return {
        "choices": [describe_choice(*pair) for pair in pairs],
        "others": [describe_runner_up(other) for other in told.runners_up],
    }
