"""Extractive multi-document summaries of a fixed length, word for word from the sources that they cite.

>>> from summarize import summarize
>>> summary = summarize(["The ferry sank at noon on Friday. All 31 passengers were saved."], words=7)
>>> summary.text, summary.sentences[0].citations[0].start
('The ferry sank at noon on Friday.', 0)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarize.batch.many import summarize_many
    from summarize.errors import OptionError, SummarizeError
    from summarize.options import Options
    from summarize.pipeline import summarize
    from summarize.records import Citation, Document, Source, SummarySentence, Unused
    from summarize.stories.digest import Digest, digest
    from summarize.stories.grouping import group
    from summarize.stories.records import Story
    from summarize.summarizer import Summarizer
    from summarize.summary import Summary
    from summarize.timelines.timeline import Timeline, timeline

__version__ = "0.1.0"
__all__ = [
    "Citation",
    "Digest",
    "Document",
    "OptionError",
    "Options",
    "Source",
    "Story",
    "SummarizeError",
    "Summarizer",
    "Summary",
    "SummarySentence",
    "Timeline",
    "Unused",
    "__version__",
    "digest",
    "group",
    "summarize",
    "summarize_many",
    "timeline",
]

# imported when first asked for, as above: importing all takes twenty times as long as `summarize --help`
MODULES = {
    "Citation": "summarize.records",
    "Digest": "summarize.stories.digest",
    "Document": "summarize.records",
    "OptionError": "summarize.errors",
    "Options": "summarize.options",
    "Source": "summarize.records",
    "Story": "summarize.stories.records",
    "SummarizeError": "summarize.errors",
    "Summarizer": "summarize.summarizer",
    "Summary": "summarize.summary",
    "SummarySentence": "summarize.records",
    "Timeline": "summarize.timelines.timeline",
    "Unused": "summarize.records",
    "digest": "summarize.stories.digest",
    "group": "summarize.stories.grouping",
    "summarize": "summarize.pipeline",
    "summarize_many": "summarize.batch.many",
    "timeline": "summarize.timelines.timeline",
}


def __getattr__(name: str) -> Any:
    """Return a public name from its module (PEP 562)."""
    if name not in MODULES:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    return getattr(import_module(MODULES[name]), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return __all__
