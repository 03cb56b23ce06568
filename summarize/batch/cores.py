"""`map` on many cores: the parts of one large input, handed to workers by the engine that hands out clusters.

`cores` gives the function; what it is called with need not know where it runs. The results are those of `map`.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from summarize.batch.backends import workers
from summarize.batch.engine import DEATH, Died, Task, run
from summarize.cutting import Mapper
from summarize.errors import DiedError


@contextmanager
def cores(
    jobs: int | None, backend: str = "local", address: str | None = None, *, stems: bool = True
) -> Iterator[Mapper]:
    """Give a `map` that works on several cores while the context lasts.

    jobs, backend, address, stems: as for `workers`. Raises what `workers` raises.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # joblib's, of workers that died: the engine sees to them
        with workers(backend, address, jobs, stems=stems):
            yield map_on_workers


def surrounding() -> Mapper:
    """Return a `map` on the workers that the caller has set joblib to, the built-in one where there are none.

    It is `map` itself where joblib is not imported yet, since then no caller has set it to anything.
    """
    if "joblib" not in sys.modules:
        return map
    from joblib import effective_n_jobs

    return map if effective_n_jobs(None) == 1 else map_on_workers


def map_on_workers(work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
    """Yield the result of the work on each item, in order, from workers of joblib's current backend.

    Raises the error of an item when its turn comes, and DiedError where every worker that had the item died.
    """
    for _, result in run(Caught(work), (Task(number, item) for number, item in enumerate(items))):
        if isinstance(result, Died):
            raise DiedError(f"{DEATH} ({result.reason})")
        if isinstance(result, Raised):
            raise result.error
        yield result


@dataclass(frozen=True, slots=True)
class Raised:
    """In the place of a result: the error of the work."""

    error: Exception


@dataclass(frozen=True, slots=True)
class Caught:
    """Work whose errors are values, as the engine asks for."""

    work: Callable[[Any], Any]

    def __call__(self, item: Any) -> Any:
        """Return the result or the error."""
        try:
            return self.work(item)
        except Exception as error:
            return Raised(error)
