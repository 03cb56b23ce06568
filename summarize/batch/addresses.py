"""Files on other machines, as s3://bucket/file or hdfs://host/file, by way of fsspec.

Clusters are read from an address as a stream. Results are written to a local file, which is put at its address at the
end.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from summarize.errors import ReadError, SummarizeError, WriteError


def is_address(name: str) -> bool:
    """Whether a name is an address, not a path."""
    return "://" in name


def opened(address: str) -> Any:
    """Open a file for reading bytes; ReadError says why that cannot be done."""
    try:
        return filesystem(address).open(address, "rb")
    except Exception as error:  # every kind of store has errors of its own
        raise ReadError(f"{address}: cannot be read ({error or type(error).__name__})") from error


@contextmanager
def local_copy(address: str, *, resume: bool) -> Iterator[Path]:
    """Give a local file whose contents are put at the address when the context ends, after an error, too.

    Stores of objects take a file only whole, so until then it lies in the current folder, under the same name and
    `.part`. With `resume` it is taken up again from there, or from the address. Raises WriteError when the address
    holds results and `resume` is not set, or when it cannot be looked at or written.
    """
    path = Path(address.rstrip("/").rsplit("/", 1)[-1] + ".part")
    try:
        system = filesystem(address)
        holds_results = system.exists(address) and system.size(address)
        if holds_results and not resume:
            raise WriteError(f"{address}: holds results already; add --resume to go on with them, or move it away")
        if holds_results and not path.exists():
            system.get(address, str(path))
    except SummarizeError:
        raise
    except Exception as error:
        raise WriteError(f"{address}: cannot be looked at ({error or type(error).__name__})") from error
    try:
        yield path
    finally:
        try:
            if path.exists():
                system.put(str(path), address)
                path.unlink()
        except Exception as error:
            raise WriteError(
                f"{address}: cannot be written ({error or type(error).__name__}); the results are in {path}"
            ) from error


def filesystem(address: str) -> Any:
    """Return the file system of an address; SummarizeError when what it needs is not installed."""
    try:
        import fsspec
    except ImportError as error:
        raise SummarizeError(f"{address}: addresses need fsspec; pip install fsspec") from error
    system, _ = fsspec.core.url_to_fs(address)
    return system
