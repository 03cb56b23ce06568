"""The first answer of the server, given before the SDK is loaded, whose import takes most of a second.

A client first asks what the server is, and waits. To say it needs no SDK. The SDK is asked as well, so that it knows
the client; its own answer, which is the same, is passed over.
"""

from __future__ import annotations

import json
import os
from typing import Any, Literal, TextIO

import msgspec

from summarize import __version__
from summarize.errors import SummarizeError

HANDSHAKES = ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")  # versions that begin with `initialize`
MODERN = "2026-07-28"  # the version that begins with `server/discover`
META = "io.modelcontextprotocol/"  # opens the names of what the protocol adds to a message
NAME = "summarize"
SERVER = {"name": NAME, "version": __version__}
INSTRUCTIONS = (
    "Summaries of articles in their own sentences, each with every source that says it. Nothing is generated: quote "
    "the sentences as they are, with their numbers, and name the sources. Figures that differ between sources are "
    "listed with the sentence."
)
GREETING: dict[str, Any] = {"capabilities": {"tools": {"listChanged": False}}, "instructions": INSTRUCTIONS}


class Client(msgspec.Struct):
    """What a client says of itself."""

    name: str
    version: str


class Hello(msgspec.Struct, rename="camel"):
    """What `initialize` takes."""

    protocol_version: str
    capabilities: dict[str, dict[str, Any]]
    client_info: Client


class Envelope(msgspec.Struct):
    """What comes with every request of the modern version."""

    protocol_version: Literal["2026-07-28"] = msgspec.field(name=f"{META}protocolVersion")
    client_info: Client = msgspec.field(name=f"{META}clientInfo")
    client_capabilities: dict[str, dict[str, Any]] = msgspec.field(name=f"{META}clientCapabilities")


class Enveloped(msgspec.Struct):
    """What `server/discover` takes."""

    meta: Envelope = msgspec.field(name="_meta")


class Initialize(msgspec.Struct, tag_field="method", tag="initialize"):
    """The first message of a client of the versions in HANDSHAKES."""

    jsonrpc: Literal["2.0"]
    id: int | str
    params: Hello


class Discover(msgspec.Struct, tag_field="method", tag="server/discover"):
    """The first message of a client of the version MODERN."""

    jsonrpc: Literal["2.0"]
    id: int | str
    params: Enveloped


class Asked:
    """Standard input, with its first line, which was read already."""

    def __init__(self, first: str, rest: TextIO) -> None:
        self.first, self.rest = first, rest

    def readline(self) -> str:
        """Return the next line, "" at the end."""
        first, self.first = self.first, ""
        return first or self.rest.readline()


class Answers:
    """Standard output, where the first message has been written already: that of the SDK is passed over."""

    def __init__(self, file: TextIO, *, greeted: bool) -> None:
        self.file, self.greeted = file, greeted

    def write(self, message: str) -> int:
        """Write a message, but for the first after a greeting."""
        greeted, self.greeted = self.greeted, False
        return len(message) if greeted else self.file.write(message)

    def flush(self) -> None:
        """Hand on what was written."""
        self.file.flush()


def greeted() -> tuple[Asked, Answers]:
    """Answer the first message of the client where its answer is known, and return what the SDK reads and writes.

    Standard input and output of the process are from now on the null device and standard error, so that what some
    library prints, or a process that it starts, is not taken for a message. Raises SummarizeError where one is closed.
    """
    try:
        asked = os.fdopen(os.dup(0), encoding="utf-8", errors="replace", closefd=False)
        answers = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n", closefd=False)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
    except OSError as error:
        raise SummarizeError("standard input or output is closed; let a client start the server") from error
    first = asked.readline()
    greeting = first_answer(first)
    if greeting is not None:
        answers.write(json.dumps(greeting) + "\n")
        answers.flush()
    return Asked(first, asked), Answers(answers, greeted=greeting is not None)


def first_answer(message: str) -> dict[str, Any] | None:
    """Return the answer to the first message of a client; None where that is for the SDK to say.

    >>> first_answer('{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}') is None
    True
    """
    try:
        asked = msgspec.json.decode(message, type=Initialize | Discover)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None
    if isinstance(asked, Initialize):
        wanted = asked.params.protocol_version
        version = wanted if wanted in HANDSHAKES else HANDSHAKES[-1]
        result: dict[str, Any] = {"protocolVersion": version, "serverInfo": SERVER}
    else:
        stamp = {f"{META}serverInfo": SERVER}
        result = {"supportedVersions": [MODERN], "resultType": "complete", "_meta": stamp}
        result |= {"cacheScope": "private", "ttlMs": 0}
    return {"jsonrpc": "2.0", "id": asked.id, "result": GREETING | result}
