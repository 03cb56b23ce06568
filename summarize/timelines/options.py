"""The settings of a timeline; those that a summary has too are declared in `summarize.options`."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any

from summarize import __version__
from summarize.options import Options, by_name, check_budget, setting


def as_declared(name: str) -> Any:
    """Return the declaration of a setting of `Options`, for another class."""
    declared = next(option for option in fields(Options) if option.name == name)
    return field(default=declared.default, metadata=declared.metadata)


@by_name
@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineOptions:
    """Settings of a timeline. Raises OptionError, which names the setting, what is allowed and what was given."""

    dates: int = setting(10, "Tell of at most N days, the weightiest.", heading="Length", kind=int, metavar="N")
    sentences: int = setting(1, "At most N sentences for each day.", heading="Length", kind=int, metavar="N")
    query: str | None = as_declared("query")
    ranker: str = as_declared("ranker")
    language: str | None = as_declared("language")
    voices: str = as_declared("voices")
    min_voices: int = as_declared("min_voices")

    def __post_init__(self) -> None:
        """Check every value."""
        for name in ("dates", "sentences"):
            object.__setattr__(self, name, check_budget(name, getattr(self, name)))
        object.__setattr__(self, "query", self.of_summary().query)

    def of_summary(self) -> Options:
        """Return the settings of a summary with as many sentences as the timeline may have."""
        shared = {name: getattr(self, name) for name in ("query", "ranker", "language", "voices", "min_voices")}
        return Options(sentences=self.dates * self.sentences, **shared)

    def to_dict(self) -> dict[str, Any]:
        """Return the settings in effect and the version, as they are printed with every result."""
        return {**asdict(self), "version": __version__}
