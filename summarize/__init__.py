"""Extractive multi-document summaries of a fixed length, word for word from the sources that they cite.

>>> from summarize import summarize
>>> summary = summarize(["The ferry sank at noon on Friday. All 31 passengers were saved."], words=7)
>>> summary.text, summary.sentences[0].citations[0].start
('The ferry sank at noon on Friday.', 0)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summarize.errors import OptionError, SummarizeError

if TYPE_CHECKING:
    from summarize.batch.many import summarize_many
    from summarize.options import Options
    from summarize.pipeline import summarize
    from summarize.records import Citation, Document, Source, SummarySentence, Unused
    from summarize.summarizer import Summarizer
    from summarize.summary import Summary

__version__ = "0.1.0"
__all__ = [
    "Citation",
    "Document",
    "OptionError",
    "Options",
    "Source",
    "SummarizeError",
    "Summarizer",
    "Summary",
    "SummarySentence",
    "Unused",
    "__version__",
    "summarize",
    "summarize_many",
]

# what needs the stages is imported when it is first asked for, so that `summarize --help` answers at once
ROOMS = {
    **dict.fromkeys(("Citation", "Document", "Source", "SummarySentence", "Unused"), "records"),
    "Summary": "summary",
    "summarize": "pipeline",
    "summarize_many": "batch.many",
    "Options": "options",
    "Summarizer": "summarizer",
}


def __getattr__(name: str) -> Any:
    """Import a public name from its module on first use."""
    if name not in ROOMS:
        raise AttributeError(f"module 'summarize' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(f"summarize.{ROOMS[name]}"), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return __all__
