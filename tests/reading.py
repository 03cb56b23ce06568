"""What the tests of reading share: an article, files made in memory, and the errors that reading raises."""

import importlib.util
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from summarize.errors import ReadError
from summarize.read.inputs import read, read_all
from summarize.read.readers import parse
from summarize.records import Reading

DATA = Path(__file__).parent / "data" / "formats"
FACTS = json.loads((DATA / "article.json").read_text(encoding="utf-8"))
NEEDED = ("trafilatura", "pypdfium2", "defusedxml", "striprtf")
MISSING = [name for name in NEEDED if not importlib.util.find_spec(name)]
WITH_LIBRARIES = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}; see summarize[all]")
ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="other systems have no such files")
SENTENCE = "The dam broke at dawn on Monday, flooding two villages in the north of the valley."
OTHER = "Some 300 people were brought to safety before noon, said the mayor of the nearest town."
STORY = f"{SENTENCE} {OTHER}"


def texts(reading: Reading) -> list[str]:
    return [document.text for document in reading.documents]


def names(reading: Reading) -> list[str | None]:
    return [document.name for document in reading.documents]


def made(data: bytes | str, name: str) -> Reading:
    """Read a file of these bytes and this name."""
    return parse(data.encode() if isinstance(data, str) else data, name)


def refused(data: bytes | str, name: str) -> str:
    """Return why a file of these bytes and this name is refused: one line that names it."""
    with pytest.raises(ReadError) as caught:
        made(data, name)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(f"{name}: ")
    return str(caught.value)


def harmless(data: bytes, name: str) -> None:
    """Whatever comes, it is an article or a line that names the file."""
    try:
        assert parse(data, name).documents
    except ReadError as error:
        message = str(error)
    else:
        return
    assert message.startswith(name)
    assert "\n" not in message


def read_error(path: str | os.PathLike[str]) -> str:
    """Return the one line that says why a path cannot be read."""
    with pytest.raises(ReadError) as caught:
        read(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def read_all_error(*paths: str | os.PathLike[str]) -> str:
    """Return the one line that says why paths give no article."""
    with pytest.raises(ReadError) as caught:
        read_all(paths)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a ZIP archive with these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def run(*args: str | os.PathLike[str]):
    """Run the command."""
    return subprocess.run([sys.executable, "-m", "summarize", *args], capture_output=True, check=False)
