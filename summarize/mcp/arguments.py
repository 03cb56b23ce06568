"""What a tool is called with: articles as files or as texts, settings as declared, and the JSON schemas of all that.

The arguments of a client go in as plain data; documents and settings come out, or an error that says what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from typing import Any

import msgspec

from summarize.errors import OptionError, ReadError
from summarize.mcp.allowed import Allowed
from summarize.options import Options
from summarize.records import Document, ProgressCallback, Reading
from summarize.timelines.options import TimelineOptions

# limits by judgement, of one call
MAX_TEXTS = 1_000
MAX_TEXT_CHARACTERS = 20_000_000  # of all texts together, with what is known of them

JSON_TYPES = {int: "integer", float: "number", str: "string", bool: "boolean"}


class HandedArticle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
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


def setting_schemas(options: type[Options | TimelineOptions], names: Iterable[str]) -> dict[str, Any]:
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


SINCE: dict[str, Any] = {
    "type": "array",
    "items": {"type": "object"},
    "description": "Earlier answers of this tool; what they told is not told again, and what changed is named.",
}
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
                    "properties": {name: {"type": "string"} for name in HandedArticle.__struct_fields__},
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
    texts = converted(call.arguments.get("texts") or [], list[str | HandedArticle], "texts")
    if not paths and not texts:
        raise OptionError("no articles: give paths, texts or both")
    size = sum(size_of(text) for text in texts)
    if len(texts) > MAX_TEXTS or size > MAX_TEXT_CHARACTERS:
        most = f"{MAX_TEXTS:,} texts and {MAX_TEXT_CHARACTERS:,} characters"
        raise ReadError(f"{len(texts):,} texts with {size:,} characters are too many; hand in at most {most}")
    read = call.allowed.read(paths, call.progress) if paths else Reading(())
    handed = tuple(
        Document(text) if isinstance(text, str) else Document(**msgspec.structs.asdict(text)) for text in texts
    )
    return Reading((*read.documents, *handed), read.warnings, (*read.encodings, *[None] * len(handed)))


def size_of(text: str | HandedArticle) -> int:
    """Return the characters of an article that a client hands in, all its fields together.

    >>> size_of("It broke."), size_of(HandedArticle("It broke.", title="Dam"))
    (9, 12)
    """
    return len(text) if isinstance(text, str) else sum(len(value or "") for value in msgspec.structs.astuple(text))


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
