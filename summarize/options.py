"""The settings of a summary: declared once, checked once; every stage trusts them.

The library, the command, `Summarizer` and the batch take names, defaults and meanings from the fields of `Options`.
"""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from functools import partial, wraps
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec, Protocol, TypeVar, cast

from summarize import __version__
from summarize.errors import OptionError, UnknownSettingError, shortened
from summarize.score.rankers import RANKERS

if TYPE_CHECKING:
    from summarize.records import SummaryRecord

    class Saveable(Protocol):
        """A summary or a digest."""

        def to_dict(self) -> dict[str, Any]:
            """Return what is saved of it."""

    Earlier = Saveable | SummaryRecord | Mapping[str, Any] | str | os.PathLike[str]  # as an earlier summary is given

WORDS = 150  # the budget when none is given
STORY_WORDS = 60  # the same for each story of a digest
UNITS = ("words", "sentences", "characters")  # of a budget
OUTLETS = "outlets"
VOICES = (OUTLETS, "articles")
LANGUAGE = re.compile("[a-z]{2,3}")  # a code of ISO 639
BACKENDS = ("local", "dask", "ray")  # who does the work of a batch

Settings = ParamSpec("Settings")
Documents = TypeVar("Documents")
Result = TypeVar("Result")
Chosen = TypeVar("Chosen")


def setting(
    default: Any,
    meaning: str,
    *,
    heading: str = "Choice",
    kind: type = str,
    choices: Iterable[str] = (),
    metavar: str | None = None,
    flag: str | None = None,
    in_batch: bool = True,
    repeated: bool = False,
) -> Any:
    """Declare a setting: its default, and how the command shows it.

    meaning: one line of help. heading: the section of the help that it stands in. kind: the type of a value. choices:
    all values that it may have, where they are few. metavar: what stands for the value in the help. flag: a short
    name, such as -w. in_batch: whether `summarize batch` offers it. repeated: whether the command takes it several
    times.
    """
    shown = {"meaning": meaning, "heading": heading, "kind": kind, "metavar": metavar, "flag": flag}
    offered = {"in_batch": in_batch, "repeated": repeated}
    return field(default=default, metadata={**shown, "choices": tuple(choices), **offered})


length = partial(setting, None, heading="Length", kind=int, metavar="N")  # takes the meaning; None: no limit


def by_name(options: type[Chosen]) -> type[Chosen]:
    """Let a dataclass of settings refuse a mistyped one as `check_names` does, and one that is given without a name."""
    init, names = options.__init__, [declared.name for declared in fields(cast(Any, options))]

    @wraps(init)
    def checked(self: Chosen, *unnamed: Any, **settings: Any) -> None:
        if unnamed:
            raise UnknownSettingError(f"settings are given by name, such as {names[0]}=, got {shortened(unnamed[0])}")
        check_names(settings, names)
        init(self, **settings)

    options.__init__ = checked  # type: ignore[assignment]  # its signature is that of `init`
    return options


def check_names(settings: Iterable[str], names: Collection[str]) -> None:
    """Refuse a setting that is not among the names: UnknownSettingError names it, and the nearest or else all names."""
    for unknown in settings:
        if unknown not in names:
            from difflib import get_close_matches  # seldom needed

            nearest = get_close_matches(unknown, names, n=1)
            remedy = f"did you mean {nearest[0]}?" if nearest else f"the settings are {', '.join(names)}"
            raise UnknownSettingError(f"there is no setting {shortened(unknown)}; {remedy}")


@by_name
@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Settings of one summary. At most one of the three budgets is given; the default is 150 words.

    Raises OptionError, which names the setting, what is allowed and what was given, and UnknownSettingError, which is
    an OptionError, for a setting of another name.
    """

    DEFAULT_WORDS: ClassVar[int] = WORDS  # the budget when none is given

    words: int | None = length(f"At most N words.  [default: {WORDS}]", flag="-w")
    sentences: int | None = length("At most N sentences, instead of a limit in words.")
    characters: int | None = length("At most N characters, instead of a limit in words.")
    query: str | None = setting(
        None, "What you want to know. Sentences about it are preferred.", metavar="TEXT", flag="-q"
    )
    since: Earlier | Iterable[Earlier] = setting(
        (),
        "Tell what is new since an earlier summary, saved as JSON. May be given several times.",
        metavar="SUMMARY.json",
        in_batch=False,
        repeated=True,
    )
    ranker: str = setting("lexrank", "How sentences are ranked.", choices=RANKERS)
    diversity: float = setting(
        0.4, "0 picks the most relevant sentences, 1 those least like each other.", kind=float, metavar="X"
    )
    language: str | None = setting(
        None, "Language of the articles, such as en or pt.  [default: detected for each]", metavar="CODE"
    )
    voices: str = setting(
        OUTLETS,
        "What counts as one independent voice: an outlet with all its pages, or an article with its copies.",
        choices=VOICES,
    )
    min_voices: int = setting(1, "Only sentences that at least N independent voices tell.", kind=int, metavar="N")
    explain: bool = setting(
        False,
        "Say why each sentence was taken, and why the runners-up were not.",
        heading="Output",
        kind=bool,
        in_batch=False,
    )

    def __post_init__(self) -> None:
        """Check every value and put the default budget in place."""
        given = [unit for unit in UNITS if getattr(self, unit) is not None]
        if len(given) > 1:
            raise OptionError(f"{' and '.join(given)}: give one budget, not {len(given)}")
        if not given:
            object.__setattr__(self, "words", self.DEFAULT_WORDS)
        for unit in given:
            object.__setattr__(self, unit, check_budget(unit, getattr(self, unit)))
        object.__setattr__(self, "query", check_query(self.query))
        object.__setattr__(self, "since", check_since(self.since))
        check_choice("ranker", self.ranker, RANKERS)
        object.__setattr__(self, "diversity", check_share("diversity", self.diversity))
        if self.language is not None and not (isinstance(self.language, str) and LANGUAGE.fullmatch(self.language)):
            raise OptionError(f"language must be a code such as en or pt, got {shortened(self.language)}")
        check_choice("voices", self.voices, VOICES)
        object.__setattr__(self, "min_voices", check_budget("min_voices", self.min_voices))
        if not isinstance(self.explain, bool):
            raise OptionError(f"explain must be True or False, got {shortened(self.explain)}")

    @property
    def earlier(self) -> tuple[Earlier, ...]:
        """The earlier summaries of `since`, each as it was given."""
        return check_since(self.since)

    @property
    def unit(self) -> str:
        """What the budget is counted in: words, sentences or characters."""
        return next(unit for unit in UNITS if getattr(self, unit) is not None)

    @property
    def budget(self) -> int:
        """How many words, sentences or characters the summary may have."""
        return int(getattr(self, self.unit))

    def to_dict(self) -> dict[str, Any]:
        """Return the settings in effect and the version, as they are printed with every result."""
        settings = asdict(replace(self, since=()))
        del settings["explain"]  # changes nothing in the summary
        del settings["since"]
        since = {"since": earlier_names(self.earlier)} if self.earlier else {}
        return {**settings, **since, "version": __version__}


@by_name
@dataclass(frozen=True, slots=True, kw_only=True)
class DigestOptions(Options):
    """Settings of a digest: those of each story's summary, and how many stories are told."""

    DEFAULT_WORDS: ClassVar[int] = STORY_WORDS

    words: int | None = length(f"At most N words for each story.  [default: {STORY_WORDS}]", flag="-w")
    stories: int | None = length("Tell at most N stories, the weightiest.  [default: all]")

    def __post_init__(self) -> None:
        """Check every value."""
        Options.__post_init__(self)
        if self.stories is not None:
            object.__setattr__(self, "stories", check_budget("stories", self.stories))


def check_budget(unit: str, value: object) -> int:
    """Return a budget as an int, numpy's integers too; OptionError for anything but a whole number of 1 or more.

    >>> check_budget("words", 100)
    100
    """
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise OptionError(f"{unit} must be a whole number, got {shortened(value)}")
    if value < 1:
        raise OptionError(f"{unit} must be 1 or more, got {shortened(value)}")
    return int(value)


def check_query(value: object) -> str | None:
    """Return a query on one line, lone surrogates replaced; OptionError for a text without a word."""
    if value is None:
        return None
    if not isinstance(value, str) or not re.search(r"[^\W_]", value):
        raise OptionError(f"query must be a text with a word in it, got {shortened(value)}")
    return " ".join(re.sub("[\ud800-\udfff]", "\ufffd", value).split())


def check_since(value: Any) -> tuple[Earlier, ...]:
    """Return earlier summaries as a tuple, also a single one; OptionError for anything else.

    Each is a `Summary`, its dict, or the path of its JSON; a digest, which stands for its stories, becomes its dict.
    """
    if value == ():
        return ()
    from summarize.records import SummaryRecord  # not needed for help

    several = isinstance(value, Iterable) and not isinstance(value, str | os.PathLike | Mapping)
    given = value if several else (value,)
    earlier = tuple(summary.to_dict() if hasattr(summary, "stories") else summary for summary in given)
    for summary in earlier:
        if not isinstance(summary, SummaryRecord | Mapping | str | os.PathLike):
            kinds = "Summary, its dict, or a path to its JSON"
            raise OptionError(f"since must be a {kinds}, or several of these, got {shortened(summary)}")
    return earlier


def earlier_names(since: Iterable[Earlier]) -> list[str]:
    """Return the names of earlier summaries: their paths as written, else their places among those given, from 1."""
    return [
        os.fsdecode(summary) if isinstance(summary, str | os.PathLike) else f"summary {place}"
        for place, summary in enumerate(since, start=1)
    ]


def check_choice(name: str, value: object, choices: Collection[str]) -> None:
    """Refuse a value that is not among the choices: OptionError names the setting, the choices and the value."""
    if not isinstance(value, str) or value not in choices:
        raise OptionError(f"{name} must be one of {', '.join(choices)}, got {shortened(value)}")


def check_share(name: str, value: object) -> float:
    """Return a value as a float, numpy's numbers too; OptionError for anything but a number from 0 to 1."""
    with suppress(OverflowError):  # of an int too large for a float
        if not isinstance(value, bool) and isinstance(value, Real) and 0 <= float(value) <= 1:
            return float(value)
    raise OptionError(f"{name} must be a number from 0 to 1, got {shortened(value)}")


def check_jobs(jobs: object) -> None:
    """Refuse what is no number of processes, as joblib counts them: OptionError for 0 and for no whole number."""
    whole = isinstance(jobs, Integral) and not isinstance(jobs, bool)
    if jobs is not None and (not whole or jobs == 0):
        raise OptionError(f"jobs must be 1 or more, or -1 for all cores, and a whole number, got {shortened(jobs)}")


def with_settings(
    options: Callable[Settings, Chosen],
) -> Callable[[Callable[[Documents, Chosen], Result]], Callable[Concatenate[Documents, Settings], Result]]:
    """Let a function of documents and options be called with documents and the settings one by one.

    options: the class of the options, whose signature the function then shows, to type checkers and to
    `inspect.signature`.
    """

    def decorate(
        function: Callable[[Documents, Chosen], Result],
    ) -> Callable[Concatenate[Documents, Settings], Result]:
        @wraps(function)
        def call(documents: Documents, *args: Settings.args, **settings: Settings.kwargs) -> Result:
            return function(documents, options(*args, **settings))

        signature = inspect.signature(function)
        parameters = [signature.parameters["documents"], *inspect.signature(options).parameters.values()]
        vars(call)["__signature__"] = signature.replace(parameters=parameters)
        return cast(Callable[Concatenate[Documents, Settings], Result], call)

    return decorate
