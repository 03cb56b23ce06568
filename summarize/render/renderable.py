"""What every result can do: show itself in each format of its table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar


class Renderable:
    """The ways to show a record; all are pure: the same record gives the same bytes.

    A class that takes it on sets `FORMATS` and `AS_DICT`. `str(record)` is what the command line prints.
    """

    __slots__ = ()

    FORMATS: ClassVar[Mapping[str, Callable[..., str]]]  # by name; each takes the record and returns a whole file
    AS_DICT: ClassVar[Callable[..., dict[str, Any]]]  # takes the record

    def __str__(self) -> str:
        """Return the record as the command line prints it."""
        return self.render("text")

    def render(self, form: str) -> str:
        """Return the record in a format of `FORMATS`; raises KeyError for another."""
        return type(self).FORMATS[form](self)

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain data: what `to_json` writes, before its escapes."""
        return type(self).AS_DICT(self)

    def to_json(self) -> str:
        """Return the record as JSON, which ends in a line break and holds no character that steers a terminal."""
        return self.render("json")

    def to_markdown(self) -> str:
        """Return the record with its sources as Markdown, in which foreign text is only text."""
        return self.render("markdown")

    def to_html(self) -> str:
        """Return the record as a page that needs no other file."""
        return self.render("html")
