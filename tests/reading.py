"""What the tests of the formats share."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from summarize.errors import ReadError
from summarize.read.readers import parse

DATA = Path(__file__).parent / "data" / "formats"
FACTS = json.loads((DATA / "article.json").read_text(encoding="utf-8"))
NEEDED = ("trafilatura", "pypdfium2", "defusedxml", "striprtf")
MISSING = [name for name in NEEDED if not importlib.util.find_spec(name)]
WITH_LIBRARIES = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}; see summarize[all]")
SENTENCE = "The dam broke at dawn on Monday, flooding two villages in the north of the valley."
OTHER = "Some 300 people were brought to safety before noon, said the mayor of the nearest town."
STORY = f"{SENTENCE} {OTHER}"


def made(data: bytes | str, name: str):
    return parse(data.encode() if isinstance(data, str) else data, name)


def refused(data: bytes | str, name: str) -> str:
    with pytest.raises(ReadError) as caught:
        made(data, name)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(f"{name}: ")
    return str(caught.value)


def harmless(data: bytes, name: str) -> None:
    """Whatever comes, it is an article or a line that names the file."""
    try:
        reading = parse(data, name)
    except ReadError as error:
        said = str(error)
    else:
        said = f"{name}: read"
        assert reading.documents
    assert said.startswith(name)
    assert "\n" not in said


def run(*args: str | os.PathLike[str]):
    return subprocess.run([sys.executable, "-m", "summarize", *args], capture_output=True, check=False)
