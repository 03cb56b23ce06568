"""Lines of JSON from strangers: what a line holds, or a ValueError that says what is wrong with it."""

from __future__ import annotations

import json
from typing import Any

from summarize.errors import shortened
from summarize.records import Document

LINE_BYTES = 50_000_000  # a cluster has some hundred thousand; more is a mistake or an attack
ONE: dict[type, str] = {str: "a text", int: "a whole number"}
MANY: dict[type, str] = {str: "texts", dict: "objects"}


def parse_object(line: bytes) -> dict[str, Any]:
    """Return the object that a line holds; ValueError says why there is none."""
    if len(line) > LINE_BYTES:
        raise ValueError(f"longer than {LINE_BYTES // 1_000_000} MB; write one cluster a line")
    try:
        data = json.loads(line.decode("utf-8-sig").rstrip(), parse_constant=refuse_constant)
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 text at byte {error.start + 1}") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON at column {error.colno}: {error.msg}") from error
    except NotJsonError:
        raise
    except (ValueError, RecursionError) as error:
        raise ValueError("not JSON that can be read: too deep, or a number too long") from error
    if not isinstance(data, dict):
        raise ValueError(f"must be an object, got {shortened(data)}")
    return data


class NotJsonError(ValueError):
    """A constant that Python reads and JSON does not have."""


def refuse_constant(constant: str) -> None:
    """Refuse NaN and infinities, which could not be written again."""
    raise NotJsonError(f"not JSON: {constant} is no number there")


def required_list(data: dict[str, Any], key: str, kind: type) -> list[Any]:
    """Return a list that must be there and hold something, and nothing of another kind."""
    value = data.get(key)
    if not isinstance(value, list) or not value:
        raise ValueError(f'"{key}" must be a list with at least one entry, got {shortened(value)}')
    for entry in value:
        if not isinstance(entry, kind):
            raise ValueError(f'"{key}" must hold {MANY[kind]} only, got {shortened(entry)}')
    return value


def optional_value(data: dict[str, Any], key: str, kind: type) -> Any:
    """Return a value that may be missing or null, but not of another kind."""
    value = data.get(key)
    if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
        raise ValueError(f'"{key}" must be {ONE[kind]} or null, got {shortened(value)}')
    return value


def parse_document(data: dict[str, Any]) -> Document:
    """Return the article that an entry of "documents" describes."""
    text = optional_value(data, "text", str)
    if text is None:
        raise ValueError('"documents": one of them has no "text"')
    return Document(text, *(optional_value(data, key, str) for key in ("title", "date", "url", "name")))
