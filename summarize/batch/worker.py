"""What runs in a worker: one item of work at a time, and the watch for the end of the process that started it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import cache
from threading import Thread
from typing import Any, NamedTuple

from summarize import __version__
from summarize.batch.limits import warm
from summarize.errors import WorkersError

PARENT_POLL_SECONDS = 1.0  # between two looks for the process that started this one; by judgement


class Home(NamedTuple):
    """The process that gives out the work."""

    version: str  # of this package
    process: int  # its id


def call(work: Callable[[Any], Any], home: Home, number: int, item: Any) -> tuple[int, Any]:
    """Return the number of a task and the result of the work on its item.

    From the first call on, the worker ends when the process that started it ends. Raises WorkersError when home has
    another version of this package, whose results would differ.
    """
    if home.version != __version__:
        raise WorkersError(f"summarize {home.version} must be installed on the workers, which have {__version__}")
    end_with(home.process)
    return number, work(item)


def prepare(_: object) -> None:
    """Import the libraries of a summary; a task without work."""
    warm()


@cache
def end_with(process: int) -> None:
    """End this process when the one that started it ends, however that one ends."""
    if os.getppid() == process:
        Thread(target=watch_parent, args=(process,), daemon=True).start()


def watch_parent(process: int) -> None:
    """End this process when it is no longer a child of `process`."""
    while os.getppid() == process:
        time.sleep(PARENT_POLL_SECONDS)
    os._exit(1)
