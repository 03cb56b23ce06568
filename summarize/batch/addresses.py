"""Files on other machines, as s3://bucket/file or hdfs://host/file, by way of fsspec.

Clusters are read from an address as a stream. Results are written to a local file, which is put at its address when
the run has done all its work.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Any

from summarize.batch.locked_file import append
from summarize.batch.results import HEAD, ForeignError, LeftOut, Results, is_torn
from summarize.errors import ReadError, SummarizeError, WriteError


def is_address(name: str) -> bool:
    """Whether a name is an address of a remote file rather than a path: `s3://bucket/news.jsonl`, `memory://a`.

    >>> is_address("s3://bucket/news.jsonl"), is_address("news.jsonl")
    (True, False)
    """
    return "://" in name


def opened(address: str) -> Any:
    """Open a file for reading bytes; ReadError says why that cannot be done."""
    try:
        system, path = filesystem(address)
        return system.open(path, "rb")
    except Exception as error:  # every kind of store has errors of its own
        raise ReadError(f"{address}: cannot be read ({reason(error)})") from error


def filesystem(address: str) -> tuple[Any, str]:
    """Return the file system of an address and the path in it; SummarizeError when what it needs is not installed."""
    try:
        import fsspec
    except ImportError as error:
        raise SummarizeError(f"{address}: addresses need fsspec; pip install fsspec") from error
    system, path = fsspec.core.url_to_fs(address)
    return system, path


def local_path(address: str) -> Path:
    """Return where the results lie until they are whole: in the current folder, by a name that tells addresses apart.

    Stores of objects take a file only whole, so results cannot be appended at the address.

    >>> local_path("s3://bucket/results.jsonl").name
    'results.jsonl.3705b0f5.part'
    """
    name = address.rstrip("/").rsplit("/", 1)[-1]
    return Path(f"{name[:100]}.{hashlib.sha256(address.encode()).hexdigest()[:8]}.part")


def reason(error: BaseException) -> str:
    """Return the message of an error, or the name of its class when it has none.

    >>> reason(OSError("no route")), reason(OSError())
    ('no route', 'OSError')
    """
    return str(error) or type(error).__name__


class AddressResults(Results):
    """A local file of results that is put at an address by `finish`, and only then.

    Nothing at the address changes before, and nothing when that fails: then the results stay in the local file, which
    the next run takes up with `resume`.
    """

    def __init__(self, address: str, *, resume: bool, ordered: bool) -> None:
        """Lock the local file, then look at the address.

        Raises WriteError when either holds results and `resume` is not set, when another run has the lock, or when the
        address cannot be looked at; ForeignError when either holds anything else.
        """
        self.address = address
        try:
            self.system, self.place = filesystem(address)
        except SummarizeError:
            raise
        except Exception as error:
            raise WriteError(f"{address}: cannot be written ({reason(error)})") from error
        super().__init__(local_path(address), resume=resume, ordered=ordered)

    def take_up(self, resume: bool) -> None:
        """Take up the local file of a run that was ended, and what is at the address."""
        try:
            self.state = self.state_of_address()
            size = self.system.size(self.place) if self.state else 0
        except Exception as error:
            raise WriteError(f"{self.address}: cannot be looked at ({reason(error)})") from error
        if size and not resume:
            raise WriteError(f"{self.address}: holds results already; add --resume to go on with them, or move it away")
        super().take_up(resume)
        if size:
            try:
                self.add_those_at_address()
            except SummarizeError:
                raise
            except Exception as error:
                raise WriteError(f"{self.address}: cannot be looked at ({reason(error)})") from error

    def state_of_address(self) -> str | None:
        """Return what tells one content of the address from another, None where nothing is there."""
        self.system.invalidate_cache()
        return str(self.system.ukey(self.place)) if self.system.exists(self.place) else None

    def add_those_at_address(self) -> None:
        """Append the results at the address to the local file, unless they are in it."""
        with self.path.open("rb") as local:
            held = {hashlib.sha256(line).digest() for line in local}
        with self.system.open(self.place, "rb") as file:
            for number, line in enumerate(file, 1):
                if is_torn(line):
                    break
                if not HEAD.match(line) or not line.endswith(b"}\n"):
                    raise ForeignError(self.address, number)
                if hashlib.sha256(line).digest() not in held:
                    append(self.file, line)

    def finish(self) -> LeftOut:
        """Bring the results into their final form and put them at the address; the local file goes.

        Raises WriteError, which names the local file, when that fails, and when something has changed the address
        since this run began.
        """
        left_out = super().finish()
        try:
            self.publish()
        except Exception as error:
            self.is_kept = True
            raise WriteError(
                f"{self.address}: cannot be written ({reason(error)}); the results are in {self.path}, --resume goes on"
            ) from error
        self.path.unlink(missing_ok=True)
        return left_out

    def publish(self) -> None:
        """Put the local file at the address: under another name first, so that the address never holds a part."""
        if self.state_of_address() != self.state:
            raise WriteError("it has changed since this run began")
        size, other = self.path.stat().st_size, f"{self.place}.{token_hex(8)}.part"
        try:
            self.system.put_file(str(self.path), other)
            if self.system.size(other) != size:
                raise WriteError("the store has not kept all of it")
            self.system.mv(other, self.place)
        except BaseException:
            with suppress(Exception):
                if self.system.exists(other):
                    self.system.rm_file(other)
            raise
