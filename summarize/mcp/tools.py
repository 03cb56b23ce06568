"""The tools that a client may call, by name: `TOOLS` holds, for each, what it takes, what it does and how it answers.

A tool gets the arguments of a call as plain data and returns an `Answer`: JSON for the program, a short text for the
reader. The settings, their types and meanings are those that `Options` declares.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, asdict, dataclass, fields, replace
from typing import Any

import msgspec

from summarize.errors import OptionError, ReadError, shortened
from summarize.mcp.allowed import Allowed
from summarize.options import DigestOptions, Options
from summarize.records import Document, ProgressCallback, Reading

# limits by judgement, of one call
MAX_TEXTS = 1_000
MAX_TEXT_CHARACTERS = 20_000_000  # of all texts together
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
JSON_TYPES = {int: "integer", float: "number", str: "string", bool: "boolean"}


class Article(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An article that a client hands in."""

    text: str
    title: str | None = None
    date: str | None = None
    url: str | None = None
    name: str | None = None
    author: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """What a tool is called with."""

    arguments: Mapping[str, Any]  # as the client wrote them
    allowed: Allowed  # the folders that may be read
    progress: ProgressCallback


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
    """Return a text with every lone surrogate replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def setting_schemas(options: type[Options], names: Iterable[str]) -> dict[str, Any]:
    """Return the JSON schemas of settings, by name, as a class of options declares them."""
    declared = {field.name: field for field in fields(options)}
    schemas = {}
    for name in names:
        shown, default = declared[name].metadata, declared[name].default
        schemas[name] = {"type": JSON_TYPES[shown["kind"]], "description": shown["meaning"]}
        if shown["choices"]:
            schemas[name]["enum"] = list(shown["choices"])
        if default is not None and default is not MISSING:
            schemas[name]["default"] = default
    return schemas


ARTICLES: dict[str, Any] = {
    "paths": {
        "type": "array",
        "items": {"type": "string"},
        "description": "Files and folders to read, inside the folders that the server was started with.",
    },
    "texts": {
        "type": "array",
        "items": {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {name: {"type": "string"} for name in Article.__struct_fields__},
                    "required": ["text"],
                    "additionalProperties": False,
                },
            ]
        },
        "description": "Articles handed in: the text of each, or an object with its text and what is known of it.",
    },
}


def reading(call: Call) -> Reading:
    """Return the articles of a call: those of its files, then those handed in. Raises OptionError without any."""
    paths = converted(call.arguments.get("paths") or [], list[str], "paths")
    texts = converted(call.arguments.get("texts") or [], list[str | Article], "texts")
    if not paths and not texts:
        raise OptionError("no articles: give paths, texts or both")
    size = sum(len(text if isinstance(text, str) else text.text) for text in texts)
    if len(texts) > MAX_TEXTS or size > MAX_TEXT_CHARACTERS:
        most = f"{MAX_TEXTS:,} texts and {MAX_TEXT_CHARACTERS:,} characters"
        raise ReadError(f"{len(texts):,} texts with {size:,} characters are too many; hand in at most {most}")
    read = call.allowed.read(paths, call.progress) if paths else Reading(())
    handed = tuple(
        Document(text) if isinstance(text, str) else Document(**msgspec.structs.asdict(text)) for text in texts
    )
    return Reading((*read.documents, *handed), read.warnings, (*read.encodings, *[None] * len(handed)))


def converted(value: Any, kind: Any, name: str) -> Any:
    """Return an argument as its type; OptionError says what is wrong with it, and where."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise OptionError(f"{name}: {error}") from error


def settings(call: Call, names: Sequence[str], **defaults: Any) -> dict[str, Any]:
    """Return the settings that a call gives, by name, with defaults for others."""
    given = {name: call.arguments[name] for name in names if call.arguments.get(name) is not None}
    return {**defaults, **given}


def summarize(call: Call) -> Answer:
    """Summarise articles about one event."""
    from summarize.pipeline import summarize_reading

    options = Options(**settings(call, SUMMARY_SETTINGS))
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
    from summarize.saved import load_summary, saved_mismatches

    given = call.arguments.get("summary")
    if not isinstance(given, dict):
        raise OptionError(f"summary must be an object, as the tool summarize answers, got {shortened(given)}")
    summary = load_summary(json.dumps(given))
    found = reading(call)
    lines = list(saved_mismatches(summary, found))
    citations = sum(len(sentence.citations) for sentence in summary.sentences)
    data = {
        "verified": not lines,
        "mismatches": lines,
        "sentences": len(summary.sentences),
        "citations": citations,
        "warnings": list(found.warnings),
    }
    told = "\n".join(lines) or f"{len(summary.sentences)} sentences, {citations} citations, all as quoted"
    return Answer(data, with_warnings(told, found.warnings))


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
        {**ARTICLES, **setting_schemas(Options, SUMMARY_SETTINGS)},
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
    "verify": Tool(
        "Check a summary, as the tool summarize answers it, against its articles: every passage, quotation, number, "
        "hash and fact.",
        {"summary": {"type": "object", "description": "What the tool summarize answered."}, **ARTICLES},
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
