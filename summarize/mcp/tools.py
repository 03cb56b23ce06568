"""The tools that a client may call, by name: `TOOLS` holds, for each, what it takes, what it does and how it answers.

A tool gets the arguments of a call as plain data and returns an `Answer`: JSON for the program, a short text for the
reader. The settings, their types and meanings are those that `Options` declares.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from summarize.errors import OptionError, ReadError, shortened
from summarize.mcp.arguments import ARTICLES, SINCE, Call, converted, reading, setting_schemas, settings
from summarize.options import DigestOptions, Options
from summarize.timelines.options import TimelineOptions

# limits by judgement, of one call
MAX_ANSWER_CHARACTERS = 4_000_000  # of the JSON of an answer
MAX_SHOWN_CHARACTERS = 20_000  # of the text beside it
MAX_LEFT_OUT_CHARACTERS = 200  # of a paragraph that is left out, as `inspect` shows it
STORIES = 20  # told by a digest when a client does not say how many

# Named one by one: a setting that names a file must not become one of these by itself.
SUMMARY_SETTINGS = (
    *("words", "sentences", "characters", "query", "ranker", "diversity", "language", "voices", "min_voices"),
    "explain",
)
DIGEST_SETTINGS = ("words", "stories", "min_voices", "query", "ranker", "diversity", "language", "voices")
TIMELINE_SETTINGS = ("dates", "sentences", "query", "ranker", "language", "voices", "min_voices")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool answers."""

    data: dict[str, Any]  # plain data for JSON
    text: str  # the same for a reader, in short


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool as a client sees it, and what it does."""

    description: str
    arguments: dict[str, Any]  # of each argument by name: its JSON schema
    answers: tuple[str, ...]  # keys that every answer has
    run: Callable[[Call], Answer]

    @property
    def input_schema(self) -> dict[str, Any]:
        """The JSON schema of the arguments."""
        return {"type": "object", "properties": self.arguments, "additionalProperties": False}

    @property
    def output_schema(self) -> dict[str, Any]:
        """The JSON schema of an answer."""
        return {"type": "object", "properties": {key: {} for key in self.answers}, "required": list(self.answers)}


def answer(tool: Tool, call: Call) -> Answer:
    """Return what a tool answers, within the limits. Raises OptionError and SummarizeError as the library does.

    Lone surrogates, which no JSON on a wire can hold, are replaced.
    """
    unknown = sorted(call.arguments.keys() - tool.arguments.keys())
    if unknown:
        known = ", ".join(tool.arguments)
        raise OptionError(f"there is no argument {shortened(unknown[0])}; there are {known}")
    given = tool.run(call)
    text = json.dumps(given.data, ensure_ascii=False, allow_nan=False)
    if len(text) > MAX_ANSWER_CHARACTERS:
        raise ReadError(f"the answer has {len(text):,} characters; ask for less, or about fewer articles")
    shown = given.text[:MAX_SHOWN_CHARACTERS] + (" ..." if len(given.text) > MAX_SHOWN_CHARACTERS else "")
    return Answer(json.loads(well_formed(text)), well_formed(shown))


def well_formed(text: str) -> str:
    r"""Return a text with every lone surrogate replaced.

    >>> well_formed("caf\udce9")
    'caf�'
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def summarize(call: Call) -> Answer:
    """Summarise articles about one event."""
    from summarize.pipeline import summarize_reading

    earlier = converted(call.arguments.get("since") or [], list[dict[str, Any]], "since")
    options = Options(**settings(call, SUMMARY_SETTINGS), since=earlier)
    summary = summarize_reading(reading(call), options, call.progress)
    return Answer(summary.to_dict(), with_warnings(str(summary), summary.warnings))


def digest(call: Call) -> Answer:
    """Tell the stories of a mixed lot of articles."""
    from summarize.stories.digest import digest_reading

    options = DigestOptions(**settings(call, DIGEST_SETTINGS, stories=STORIES))
    news = digest_reading(reading(call), options, call.progress)
    return Answer(news.to_dict(), with_warnings(str(news), news.warnings))


def verify(call: Call) -> Answer:
    """Check a summary against its articles."""
    from summarize.stories.saved import Saved

    given = call.arguments.get("summary")
    if not isinstance(given, dict):
        raise OptionError(f"summary must be an object, as summarize and digest answer, got {shortened(given)}")
    saved, found = Saved.of(json.dumps(given)), reading(call)
    lines, (sentences, citations) = saved.mismatches(found), saved.counted()
    data = {
        "verified": not lines,
        "mismatches": lines,
        "sentences": sentences,
        "citations": citations,
        "warnings": list(found.warnings),
    }
    told = "\n".join(lines) or f"{sentences} sentences, {citations} citations, all as quoted"
    return Answer(data, with_warnings(told, found.warnings))


def timeline(call: Call) -> Answer:
    """Tell on which days something happened."""
    from summarize.timelines.timeline import timeline_reading

    options = TimelineOptions(**settings(call, TIMELINE_SETTINGS))
    told = timeline_reading(reading(call), options, call.progress)
    return Answer(told.to_dict(), with_warnings(str(told), told.warnings))


def inspect(call: Call) -> Answer:
    """Show what is read from each article."""
    from summarize.inspection import inspect_articles
    from summarize.render.wording import count_noun, one_line

    found = reading(call)
    articles = inspect_articles(found, Options(**settings(call, ("language",))))
    short = [
        replace(
            article,
            left_out=tuple(replace(part, text=part.text[:MAX_LEFT_OUT_CHARACTERS]) for part in article.left_out),
        )
        for article in articles
    ]
    lines = [
        f"{one_line(article.name or article.title or f'article {number}')}: {count_noun(article.sentences, 'sentence')}"
        f" kept, {count_noun(len(article.left_out), 'paragraph')} left out, {article.language}"
        for number, article in enumerate(articles, start=1)
    ]
    data = {"articles": [asdict(article) for article in short], "warnings": list(found.warnings)}
    return Answer(data, with_warnings("\n".join(lines), found.warnings))


def with_warnings(text: str, warnings: Iterable[str]) -> str:
    """Return a text with a line for each warning behind it."""
    from summarize.render.wording import one_line

    return "\n".join([text.rstrip("\n"), *(f"Warning: {one_line(warning)}" for warning in warnings)]) + "\n"


TOOLS: dict[str, Tool] = {
    "summarize": Tool(
        "Summarise articles about one event in at most so many words. Every sentence is word for word from an article "
        "and cites each independent source found to say the same, with offsets into its text. Nothing is generated.",
        {**ARTICLES, **setting_schemas(Options, SUMMARY_SETTINGS), "since": SINCE},
        ("summary", "sentences", "sources", "unused", "words", "settings", "warnings"),
        summarize,
    ),
    "digest": Tool(
        "Group articles of anything into stories, the weightiest first, and summarise each in sentences of its own "
        "articles, with their sources.",
        {
            **ARTICLES,
            **setting_schemas(DigestOptions, DIGEST_SETTINGS),
            "stories": {
                **setting_schemas(DigestOptions, ("stories",))["stories"],
                "default": STORIES,
            },
        },
        ("stories", "documents", "leftover", "warnings", "settings"),
        digest,
    ),
    "timeline": Tool(
        "Tell on which days something happened, the weightiest days in order, each in sentences of the articles with "
        "their sources.",
        {**ARTICLES, **setting_schemas(TimelineOptions, TIMELINE_SETTINGS)},
        ("entries", "sources", "warnings", "settings"),
        timeline,
    ),
    "verify": Tool(
        "Check what summarize or digest answered against its articles: every passage, quotation, number and hash.",
        {"summary": {"type": "object", "description": "What summarize or digest answered."}, **ARTICLES},
        ("verified", "mismatches", "sentences", "citations", "warnings"),
        verify,
    ),
    "inspect": Tool(
        "Show what is read from each article: its facts, its language, what is kept as article text, and what is left "
        "out and why.",
        {**ARTICLES, **setting_schemas(Options, ("language",))},
        ("articles", "warnings"),
        inspect,
    ),
}
