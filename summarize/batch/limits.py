"""A limit of time and one of memory on a call, and a clean error when one is reached."""

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
from pathlib import Path
from typing import Any, TypeVar

from summarize.errors import LimitError, OptionError

LOOK = 0.02  # seconds between two looks at the memory
AT_ONCE, FEW = 4, 64  # times the limit that may be mapped, and megabytes that are always enough of a limit for that
MAPPED, RESIDENT = 0, 1  # places in /proc/self/statm
AGAIN = 1.0  # seconds after which a call that has not stopped is told once more
GRACE = 5.0  # seconds after which a worker that is stuck outside Python is ended
MEGABYTE = 1_000_000

Result = TypeVar("Result")


class LimitOver(BaseException):
    """Raised inside a call that has reached a limit; no `except Exception` on the way holds it up."""


def check_limits(timeout: float | None, memory: int | None) -> None:
    """Refuse limits in seconds and megabytes that cannot be kept; OptionError says which."""
    if timeout is not None and not 0 < timeout < threading.TIMEOUT_MAX:
        raise OptionError(f"timeout must be a number of seconds above 0, got {timeout}")
    if memory is not None and not 0 < memory < sys.maxsize // MEGABYTE:
        raise OptionError(f"memory must be a number of megabytes above 0, got {memory}")
    if memory is not None and not sys.platform.startswith("linux"):
        raise OptionError("memory can be limited on Linux only; leave the limit out")


def limited(call: Callable[[], Result], seconds: float | None, megabytes: int | None, home: int) -> Result:
    """Return what a call returns; LimitError when it takes too long, or too much memory.

    seconds: of wall time. megabytes: beyond what the process holds when the call starts. home: id of the process
    that gives out the work. Any other is a worker: one that is stuck in code that is not Python is ended.
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


def out_of_memory(error: BaseException, megabytes: int | None) -> bool:
    """Whether an error says that there is no more memory; what is written in Rust panics, when it has a limit."""
    panicked = megabytes is not None and type(error).__name__ == "PanicException"
    return panicked or isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM)


@cache
def warm() -> None:
    """Import what a summary needs, so that no limit of a cluster is used up by it."""
    from summarize.pipeline import summarize

    summarize("The first summary takes longest. It imports what all of them need.", sentences=1)


def watched(call: Callable[[], Result], seconds: float | None, megabytes: int | None) -> Result:
    """Return what a call returns; LimitError when it takes longer, or when the process grows by more.

    Works in any thread and on any system: a second thread raises LimitOver in that of the call, again until it ends.
    """
    if seconds is None and megabytes is None:
        return call()
    thread = ctypes.c_ulong(threading.get_ident())
    ended, turn = threading.Event(), threading.Lock()
    deadline = time.monotonic() + (inf if seconds is None else seconds)
    most = inf if megabytes is None else memory(RESIDENT) + megabytes * MEGABYTE
    over: list[str] = []

    def watch() -> None:
        wait = 0.0
        while not ended.wait(wait):
            if time.monotonic() >= deadline:
                over.append(f"more than {seconds:g} seconds")
            elif megabytes is not None and memory(RESIDENT) > most:
                over.append(f"more than {megabytes} MB of memory")
            if over:
                with turn:
                    if not ended.is_set():
                        ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(LimitOver))
            wait = AGAIN if over else LOOK if megabytes is not None else max(deadline - time.monotonic(), 0.0)

    def end() -> None:
        ended.set()
        with turn:  # what the watch has raised and has not arrived yet is taken back
            ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, None)

    try:
        try:
            threading.Thread(target=watch, daemon=True).start()
            return call()
        finally:
            end()
    except LimitOver:
        end()
        raise LimitError(f"it takes {over[0]}") from None


@contextmanager
def bounded(megabytes: int | None) -> Iterator[None]:
    """Let the process map only AT_ONCE times so much more memory; what asks for more gets a MemoryError.

    So what wants very much at once is held back. The limit itself is watched: code that is not Python, and asks for
    memory in vain, may end the process or hang for ever.
    """
    if megabytes is None or sys.platform == "win32":
        yield
        return
    import resource

    traced = os.environ.get("RUST_BACKTRACE")
    os.environ["RUST_BACKTRACE"] = "0"  # sentencex would want memory to tell where it found none, and wait for ever
    before = resource.getrlimit(resource.RLIMIT_AS)
    most = memory(MAPPED) + AT_ONCE * max(megabytes, FEW) * MEGABYTE
    hard = before[1]
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
        if traced is None:
            os.environ.pop("RUST_BACKTRACE", None)
        else:
            os.environ["RUST_BACKTRACE"] = traced


def memory(kind: int) -> int:
    """Return how many bytes this process has mapped, or holds; Linux only."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[kind])
    return pages * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def backstop(seconds: float | None, home: int) -> Iterator[None]:
    """End a worker some seconds after the time limit, should it be stuck where no exception reaches it."""
    in_worker = os.getpid() != home and threading.current_thread() is threading.main_thread()
    if seconds is None or not in_worker:
        yield
        return
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        options: dict[str, Any] = {"exit": True, "file": nowhere}
        faulthandler.dump_traceback_later(seconds + GRACE, **options)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
