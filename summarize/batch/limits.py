"""A limit of time and one of memory on a call, and a clean error when one is reached.

There are three means, from fine to coarse. `Watchdog` raises an exception in a call that is over a limit. `bounded`
refuses memory to a call that asks for very much at once. `backstop` ends a worker that no exception reaches.
"""

from __future__ import annotations

import ctypes
import errno
import faulthandler
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from math import inf
from numbers import Real
from pathlib import Path
from typing import Any, TypeVar, cast

from summarize.errors import MEGABYTE, LimitError, OptionError, shortened

# all by judgement
MEMORY_POLL_SECONDS = 0.02  # between two looks at the memory
REPEAT_SECONDS = 1.0  # after which a call that has not stopped is interrupted once more
GRACE_SECONDS = 5.0  # from the time limit until a worker that is stuck outside Python is ended
MAPPED_PER_LIMIT = 4  # how many times its memory limit a call may map; libraries map more than they use
MIN_MAPPED_LIMIT = 64  # megabytes: a smaller limit counts as this one where mapped memory is bounded

MAPPED, RESIDENT = 0, 1  # positions in /proc/self/statm

Result = TypeVar("Result")


def check_limits(timeout: float | None, memory: int | None) -> None:
    """Refuse limits that cannot be kept: OptionError names the limit, what is allowed, and what was given.

    timeout: seconds of wall time above 0, None for no limit. memory: megabytes above 0, None for no limit; only Linux
    tells a process how much it uses.
    """
    if timeout is not None and not is_between(timeout, threading.TIMEOUT_MAX):
        raise OptionError(f"timeout must be a number of seconds above 0, got {shortened(timeout)}")
    if memory is not None and not is_between(memory, sys.maxsize // MEGABYTE):
        raise OptionError(f"memory must be a number of megabytes above 0, got {shortened(memory)}")
    if memory is not None and not sys.platform.startswith("linux"):
        raise OptionError("memory can be limited on Linux only; leave the limit out")


def is_between(value: object, most: float) -> bool:
    """Whether a value is a number above 0 and below the most that is possible."""
    return not isinstance(value, bool) and isinstance(value, Real) and bool(0 < cast("float", value) < most)


def limited(call: Callable[[], Result], seconds: float | None, megabytes: int | None, home: int) -> Result:
    """Return the result of a call; LimitError when it takes too long, or too much memory.

    seconds: of wall time. megabytes: by which the process may grow during the call; all its threads count together.
    home: id of the process that gives out the work. Any other process is a worker, which is ended when it is stuck in
    code outside Python. A call without limits that runs out of memory has a LimitError as well.
    """
    if seconds is not None or megabytes is not None:
        warm()
    try:
        with backstop(seconds, home), bounded(megabytes):
            return watched(call, seconds, megabytes)
    except BaseException as error:
        if not out_of_memory(error, megabytes):
            raise
        most = f"more than {megabytes} MB of memory" if megabytes else "more memory than there is"
        raise LimitError(f"it takes {most}") from None


@cache
def warm() -> None:
    """Import the libraries of a summary, so that no time or memory of a cluster goes into it."""
    from summarize.pipeline import summarize

    summarize("The first summary takes longest. It imports what all of them need.", sentences=1)


def out_of_memory(error: BaseException, megabytes: int | None) -> bool:
    """Whether an error means that there is no more memory; a library in Rust panics when memory is limited.

    >>> out_of_memory(MemoryError(), None), out_of_memory(ValueError(), 100)
    (True, False)
    """
    panicked = megabytes is not None and type(error).__name__ == "PanicException"
    return panicked or isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM)


class LimitOver(BaseException):
    """Raised inside a call that is over a limit; no `except Exception` on the way catches it."""


def watched(call: Callable[[], Result], seconds: float | None, megabytes: int | None) -> Result:
    """Return the result of a call; raise LimitError when it takes longer, or when the process grows by more."""
    if seconds is None and megabytes is None:
        return call()
    watchdog = Watchdog(seconds, megabytes)
    try:
        try:
            threading.Thread(target=watchdog.run, daemon=True).start()
            return call()
        finally:
            watchdog.end()
    except LimitOver:
        watchdog.end()  # the exception may have come in the middle of the first end
        raise LimitError(f"it takes {watchdog.exceeded}") from None


class Watchdog:
    """Raises LimitOver in the thread that made it, from another one, while that is over a limit.

    It does so again and again until `end`, since a call may catch every exception. Works in any thread, on any system.
    """

    def __init__(self, seconds: float | None, megabytes: int | None) -> None:
        self.seconds, self.megabytes = seconds, megabytes
        self.deadline = time.monotonic() + (inf if seconds is None else seconds)
        self.max_resident = inf if megabytes is None else process_memory(RESIDENT) + megabytes * MEGABYTE
        self.thread = ctypes.c_ulong(threading.get_ident())
        self.exceeded = ""  # the limit, as the error says it
        self.ended = threading.Event()
        self.lock = threading.Lock()  # held while an exception is set or taken back

    def run(self) -> None:
        """Look at the time and the memory until the end."""
        wait = 0.0
        while not self.ended.wait(wait):
            self.exceeded = self.exceeded or self.exceeded_limit()
            if self.exceeded:
                self.interrupt()
            wait = self.pause()

    def exceeded_limit(self) -> str:
        """Return the limit that is reached, as the error says it, or nothing."""
        if time.monotonic() >= self.deadline:
            return f"more than {self.seconds:g} seconds"
        if self.megabytes is not None and process_memory(RESIDENT) > self.max_resident:
            return f"more than {self.megabytes} MB of memory"
        return ""

    def interrupt(self) -> None:
        """Raise LimitOver in the thread of the call, unless that has ended."""
        with self.lock:
            if not self.ended.is_set():
                ctypes.pythonapi.PyThreadState_SetAsyncExc(self.thread, ctypes.py_object(LimitOver))

    def pause(self) -> float:
        """Return the seconds until the next look."""
        if self.exceeded:
            return REPEAT_SECONDS
        return MEMORY_POLL_SECONDS if self.megabytes is not None else max(self.deadline - time.monotonic(), 0.0)

    def end(self) -> None:
        """Stop, and take back an exception that has not arrived yet."""
        self.ended.set()
        with self.lock:
            ctypes.pythonapi.PyThreadState_SetAsyncExc(self.thread, None)


def process_memory(kind: int) -> int:
    """Return how many bytes this process has MAPPED, or holds (RESIDENT); Linux only."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[kind])
    return pages * os.sysconf("SC_PAGE_SIZE")


class Bounds:
    """What a process may map, as the calls in its threads bound it: the most that one of them may.

    The limit is of the process, so there is one of these. What was set before the first call is set again after the
    last one, in whatever order they end. The same holds for RUST_BACKTRACE: out of memory, sentencex would need memory
    for a trace, and wait for ever.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.current: list[int] = []  # bytes, of the calls that are running
        self.before: tuple[tuple[int, int], str | None] = ((0, 0), None)  # limits of the process, RUST_BACKTRACE

    def enter(self, most: int) -> None:
        """Raise the limit of the process to `most` bytes, unless another call may map more."""
        import resource

        with self.lock:
            if not self.current:
                self.before = resource.getrlimit(resource.RLIMIT_AS), os.environ.get("RUST_BACKTRACE")
            self.current.append(most)
            os.environ["RUST_BACKTRACE"] = "0"
            self.apply()

    def leave(self, most: int) -> None:
        """Take back what `enter` has allowed."""
        with self.lock:
            self.current.remove(most)
            if self.current:
                self.apply()
            else:
                self.restore()

    def restore(self) -> None:
        """Set what was set before the first call."""
        import resource

        limits, traces = self.before
        resource.setrlimit(resource.RLIMIT_AS, limits)
        if traces is None:
            os.environ.pop("RUST_BACKTRACE", None)
        else:
            os.environ["RUST_BACKTRACE"] = traces

    def apply(self) -> None:
        """Set the limit for the calls that are running."""
        import resource

        hard = self.before[0][1]
        most = max(self.current)
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


BOUNDS = Bounds()  # state of the process, not of this module


@contextmanager
def bounded(megabytes: int | None) -> Iterator[None]:
    """Let the process map at most MAPPED_PER_LIMIT times the limit in addition; a request for more is a MemoryError.

    This refuses very large allocations at once. The limit itself is left to the watchdog, because code outside Python
    that is refused memory may end the process or hang for ever. Where several threads have a limit, the highest holds.
    """
    if megabytes is None or sys.platform == "win32":
        yield
        return
    most = process_memory(MAPPED) + MAPPED_PER_LIMIT * max(megabytes, MIN_MAPPED_LIMIT) * MEGABYTE
    BOUNDS.enter(most)
    try:
        yield
    finally:
        BOUNDS.leave(most)


@contextmanager
def backstop(seconds: float | None, home: int) -> Iterator[None]:
    """End a worker GRACE_SECONDS after the time limit if it is stuck where no exception reaches it."""
    in_worker = os.getpid() != home and threading.current_thread() is threading.main_thread()
    if seconds is None or not in_worker:
        yield
        return
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        options: dict[str, Any] = {"exit": True, "file": nowhere}
        faulthandler.dump_traceback_later(seconds + GRACE_SECONDS, **options)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
