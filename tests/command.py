"""The command, run in this process, which spares its start, or in one of its own, as a user runs it."""

import errno
import io
import os
import stat
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from summarize.cli import main

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "summarize"]


def full_device(folder):
    """A device that is always full: one of our own where that may be made, so that no broken rule spoils the system's.

    A test that asks for one is skipped where there is none.
    """
    own = Path(folder) / "full"
    with suppress(AttributeError, OSError):
        os.mknod(own, stat.S_IFCHR | 0o666, os.makedev(1, 7))
        try:
            own.write_bytes(b"x")
        except OSError as error:
            if error.errno == errno.ENOSPC:
                return own
        own.unlink()
    system = Path("/dev/full")
    return system if system.is_char_device() else pytest.skip("this system has no device that is always full")


class Done(NamedTuple):
    """What a run leaves, named as by `subprocess`."""

    returncode: int
    stdout: bytes
    stderr: bytes


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


def run(*args, stdin=b"", cwd=ROOT, stream=io.TextIOWrapper, **environment):
    """Run the command in this process; stream: the class of its three standard streams."""
    files = {"stdin": io.BytesIO(stdin), "stdout": io.BytesIO(), "stderr": io.BytesIO()}
    streams = {name: stream(file, write_through=True) for name, file in files.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(cwd)
        for name, value in {"COLUMNS": "80", **environment}.items():
            patch.setenv(name, value)
        for name, opened in streams.items():
            patch.setattr(sys, name, opened)
        try:
            status: Any = main.run([*map(str, args)])
        except SystemExit as exiting:  # as click does when a shell asks for completions
            status = exiting.code
    return Done(status, files["stdout"].getvalue(), files["stderr"].getvalue())


def run_process(*args, stdin=None, cwd=ROOT, **environment):
    """Run the command in a process of its own."""
    env = {**os.environ, "COLUMNS": "80", **environment}
    return subprocess.run([*COMMAND, *map(str, args)], cwd=cwd, input=stdin, capture_output=True, env=env, check=False)


def failing(status, *args, run=run, **how):
    """Run a command that must fail with a message, nothing on standard output and no traceback; return the message."""
    done = run(*args, **how)
    message = done.stderr.decode()
    assert done.returncode == status, message
    assert done.stdout == b""
    assert "Traceback" not in message
    return message
