"""Which files a server may read: those inside the folders that it was started with, and never through a link.

A path that a client names goes in, and a path that is checked comes out; every file is then opened step by step from
its folder, so that a link put in its way after the check is refused as well.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_ISLNK, S_ISREG
from typing import IO

from summarize.errors import MEGABYTE, OptionError, ReadError, shown_name
from summarize.read.inputs import read_all
from summarize.records import ProgressCallback, Reading

# limits by judgement, of one call
MAX_PATHS = 1_000
MAX_BYTES = 50 * MEGABYTE  # of all files together: about 10,000 articles, which take a minute

STEP_FLAGS = (  # of a folder or file on the way; a link is refused, and a pipe does not block
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
)
IS_A_LINK = "is a link, or inside one; links are not followed"


class Allowed:
    """The folders that may be read."""

    def __init__(self, folders: Iterable[str]) -> None:
        """Remember the folders by their real paths. Raises OptionError for one that is none."""
        self.roots: list[tuple[Path, Path]] = []  # of each folder: the path as written, absolute, and the real one
        for folder in folders:
            if not Path(folder).is_dir():
                raise OptionError(f"root must be a folder, got {shown_name(folder)}")
            self.roots.append((Path(os.path.normpath(Path(folder).absolute())), Path(folder).resolve()))

    def read(self, paths: Sequence[str], progress: ProgressCallback) -> Reading:
        """Return the articles in files and folders; raises ReadError for a path that is not allowed, and as `read_all`.

        A relative path starts in the first folder that has such a file. progress: as for `read_all`.
        """
        if len(paths) > MAX_PATHS:
            raise ReadError(f"{len(paths):,} paths are too many; name at most {MAX_PATHS:,}, or their folder")
        return read_all(sorted({str(self.checked(path)) for path in paths}), progress, open_file=self.opener())

    def checked(self, path: str) -> Path:
        """Return the real path of what a client names; ReadError when it is outside the folders or behind a link."""
        if not self.roots:
            raise ReadError("this server may read no files; hand in texts, or start it with --root FOLDER")
        if not path:
            raise ReadError("a path is empty; name a file or a folder, . for the first that may be read")
        if "\0" in path:
            raise ReadError(f"{shown_name(path)}: no path has a zero byte; check the name")
        inside = [found for written, root in self.roots if (found := located(path, written, root))]
        if not inside:
            folders = ", ".join(shown_name(str(written)) for written, _ in self.roots)
            raise ReadError(f"{shown_name(path)}: is outside of what this server may read: {folders}")
        root, real = next((pair for pair in inside if os.path.lexists(pair[1])), inside[0])
        step = root
        for part in real.relative_to(root).parts:
            step /= part
            with suppress(OSError):  # missing: reading says so
                if S_ISLNK(step.lstat().st_mode):
                    raise ReadError(f"{shown_name(path)}: {IS_A_LINK}")
        return real

    def opener(self) -> Opener:
        """Return what opens the files of one call."""
        return Opener([root for _, root in self.roots])


def located(path: str, written: Path, root: Path) -> tuple[Path, Path] | None:
    """Return a folder and the path in it that a client means; None when the path is outside.

    written, root: the folder's path as given and its real one; a client may name either. Dots are resolved by name.
    """
    for base in (root, written):
        full = Path(os.path.normpath(base / path))
        if full.is_relative_to(base):
            return root, root / full.relative_to(base)
    return None


class Opener:
    """Opens files of the allowed folders, without following a link, and at most MAX_BYTES in all."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self.roots, self.bytes_left = roots, MAX_BYTES

    def __call__(self, name: str) -> IO[bytes]:
        """Open a file for reading bytes; ReadError for a link, for what is not a file, and for too much in all."""
        descriptor = self.opened(Path(name))
        info = os.fstat(descriptor)
        self.bytes_left -= info.st_size
        if not S_ISREG(info.st_mode) or self.bytes_left < 0:
            os.close(descriptor)
            large = f"with it the input is larger than {MAX_BYTES // MEGABYTE} MB; give fewer files at a time"
            raise ReadError(f"{shown_name(name)}: {large if S_ISREG(info.st_mode) else 'is not a regular file'}")
        return os.fdopen(descriptor, "rb")

    def opened(self, path: Path) -> int:
        """Return a descriptor of a file, reached from its root one folder at a time."""
        root = next((root for root in self.roots if path.is_relative_to(root)), None)
        if root is None:
            raise ReadError(f"{shown_name(path)}: is outside of what this server may read")
        if os.open not in os.supports_dir_fd:  # Windows
            if any(step.is_symlink() for step in (path, *path.parents) if step.is_relative_to(root) and step != root):
                raise ReadError(f"{shown_name(path)}: {IS_A_LINK}")
            return os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        descriptor = os.open(root, STEP_FLAGS)
        try:
            for part in path.relative_to(root).parts:
                step = os.open(part, STEP_FLAGS, dir_fd=descriptor)
                os.close(descriptor)
                descriptor = step
        except OSError as error:
            os.close(descriptor)
            if path.is_symlink():
                raise ReadError(f"{shown_name(path)}: {IS_A_LINK}") from error
            raise
        return descriptor
