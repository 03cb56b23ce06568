"""What is built and uploaded holds what its users need."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DATA = {
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "summarize").rglob("*")
    if path.is_file() and path.suffix in (".json", ".html", ".css", ".typed", ".txt")
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The wheel and the sdist, built without a network by the build backend that pip would use."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("dist")
    program = f"from hatchling import build; build.build_wheel({str(folder)!r}); build.build_sdist({str(folder)!r})"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True)
    return folder


def test_the_wheel_holds_word_lists_template_and_type_marker(built):
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert len(DATA) > 20
    assert names >= DATA
    assert not any(name.startswith(("tests/", "benchmarks/", "seeds/")) for name in names)


def test_the_sdist_holds_what_its_tests_need(built):
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    folders = ("tests", "benchmarks", "docs", "seeds", "summarize")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    needed = {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}
    assert sorted(needed - names) == []
    assert names >= {"README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "pyproject.toml", *DATA}
