"""One JSON object a line, from strangers: what a line must hold, with an error that says what is wrong with it.

The functions raise ValueError. Their messages name neither the file nor the line, which the callers put before them.
"""

from __future__ import annotations

import json
from typing import Any

from summarize.errors import shortened
from summarize.records import Document

LINE_BYTES = 50_000_000  # by judgement: a cluster has some hundred thousand; more is a mistake or an attack
KIND_NAMES: dict[type, str] = {str: "a text", int: "a whole number"}
KIND_PLURALS: dict[type, str] = {str: "texts", dict: "objects"}


class NotJsonError(ValueError):
    """A constant that Python reads and JSON does not have."""


def parse_object(line: bytes) -> dict[str, Any]:
    """Return the object that a line holds, in UTF-8 with or without a byte order mark.

    Raises ValueError when it is longer than LINE_BYTES, is not JSON (NaN and infinities are not), nests too deep, or
    is not an object.
    """
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


def refuse_constant(constant: str) -> None:
    """Raise ValueError for NaN and infinities, which could not be written again; for `parse_constant` of `json`."""
    raise NotJsonError(f"not JSON: {constant} is not a number in JSON")


def required_list(data: dict[str, Any], key: str, kind: type) -> list[Any]:
    """Return the list under a key. Raises ValueError when it is missing or empty, or an entry is of another kind.

    kind: str or dict.
    """
    value = data.get(key)
    if not isinstance(value, list) or not value:
        raise ValueError(f'"{key}" must be a list with at least one entry, got {shortened(value)}')
    for entry in value:
        if not isinstance(entry, kind):
            raise ValueError(f'"{key}" must hold {KIND_PLURALS[kind]} only, got {shortened(entry)}')
    return value


def optional_value(data: dict[str, Any], key: str, kind: type) -> Any:
    """Return the value under a key, None when it is missing or null. Raises ValueError when it is of another kind.

    kind: str or int; true and false are not numbers.
    """
    value = data.get(key)
    if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
        raise ValueError(f'"{key}" must be {KIND_NAMES[kind]} or null, got {shortened(value)}')
    return value


def parse_document(data: dict[str, Any]) -> Document:
    """Return the article that an entry of "documents" describes.

    "text" is required; "title", "date", "url" and "name" are optional; other keys are ignored. Raises ValueError when
    "text" is missing, or when the value of any of these is not a text.
    """
    text = optional_value(data, "text", str)
    if text is None:
        raise ValueError('"documents": one of them has no "text"')
    return Document(text, *(optional_value(data, key, str) for key in ("title", "date", "url", "name")))
