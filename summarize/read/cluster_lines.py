"""Lines of JSON that hold a cluster each: what stands in one, checked.

A line comes from a stranger. The functions raise ValueError with a message that names neither the file nor the line,
which the callers put before it.
"""

from __future__ import annotations

import codecs
import io
import json
from typing import IO, Any

from summarize.errors import MEGABYTE, shortened
from summarize.records import Document

LINE_BYTES = 50 * MEGABYTE  # by judgement: a cluster has some hundred thousand; more is a mistake or an attack
ARTICLE_FIELDS = ("text", "title", "date", "url", "name")
KIND_NAMES: dict[type, str] = {str: "a text", int: "a whole number"}
KIND_PLURALS: dict[type, str] = {str: "texts", dict: "objects"}


def parse_object(line: bytes) -> dict[str, Any]:
    """Return the object that a line holds, in UTF-8 with or without a byte order mark.

    NaN and infinities, which JSON does not have and pandas writes for missing values, are null. Raises ValueError when
    it is longer than LINE_BYTES, is not JSON, nests too deep, or is not an object.
    """
    if len(line) > LINE_BYTES:
        raise ValueError(f"longer than {LINE_BYTES // MEGABYTE} MB; write one cluster a line")
    try:
        data = json.loads(line.decode("utf-8-sig").rstrip(), parse_constant=lambda _: None)
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 text at byte {error.start + 1}") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON at column {error.colno}: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise ValueError("not JSON that can be read: too deep, or a number too long") from error
    if not isinstance(data, dict):
        raise ValueError(f"must be an object, got {shortened(data)}")
    return data


class NotJsonError(ValueError):
    """A constant that Python reads and JSON does not have."""


def refuse_constant(constant: str) -> None:
    """Raise NotJsonError for NaN and infinities, which no summary of this program has; for `json`'s parse_constant."""
    raise NotJsonError(f"not JSON: {constant} is not a number in JSON")


def utf8_lines(file: IO[bytes]) -> IO[bytes] | Recoded:
    """Return a file of lines, recoded where it begins with the byte order mark of UTF-16, as Windows shells write it.

    A file that cannot be searched, such as a pipe, is returned as it is.
    """
    if not file.seekable():
        return file
    mark = file.read(2)
    file.seek(-len(mark), io.SEEK_CUR)
    return Recoded(file) if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else file


class Recoded:
    """A file of lines in UTF-16, read as UTF-8; what is not a character becomes U+FFFD."""

    def __init__(self, file: IO[bytes]) -> None:
        self.text = io.TextIOWrapper(file, "utf-16", errors="replace", newline="\n")

    def readline(self, size: int) -> bytes:
        """Return the next line with its end, at most so many characters of it; b"" at the end."""
        return self.text.readline(size).encode("utf-8", "surrogatepass")


def required_list(data: dict[str, Any], key: str, *kinds: type) -> list[Any]:
    """Return the list under a key. Raises ValueError when it is missing or empty, or an entry is of another kind.

    kinds: str or dict, or both.
    """
    value = data.get(key)
    if not isinstance(value, list) or not value:
        raise ValueError(f'"{key}" must be a list with at least one entry, got {shortened(value)}')
    for entry in value:
        if not isinstance(entry, kinds):
            allowed = " or ".join(KIND_PLURALS[kind] for kind in kinds)
            raise ValueError(f'"{key}" must hold {allowed} only, got {shortened(entry)}')
    return value


def optional_value(data: dict[str, Any], key: str, kind: type) -> Any:
    """Return the value under a key, None when it is missing or null. Raises ValueError when it is of another kind.

    kind: str or int; true and false are not numbers.
    """
    value = data.get(key)
    if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
        raise ValueError(f'"{key}" must be {KIND_NAMES[kind]} or null, got {shortened(value)}')
    return value


def parse_documents(data: dict[str, Any]) -> tuple[Document, ...]:
    """Return the articles of a cluster, each an object or a text; an object with a "text" of its own is one article.

    Raises ValueError as `parse_document` does, and when there is neither.
    """
    if "documents" not in data and isinstance(data.get("text"), str):
        return (parse_document(data),)
    entries = required_list(data, "documents", dict, str)
    return tuple(parse_document({"text": entry} if isinstance(entry, str) else entry) for entry in entries)


def parse_document(data: dict[str, Any]) -> Document:
    """Return the article that an entry of "documents" describes.

    "text" is required; "title", "date", "url" and "name" are optional; other keys are ignored. Raises ValueError when
    "text" is missing, or when the value of any of these is not a text.
    """
    text = optional_value(data, "text", str)
    if text is None:
        raise ValueError('"documents": one of them has no "text"')
    return Document(text, *(optional_value(data, key, str) for key in ARTICLE_FIELDS[1:]))
