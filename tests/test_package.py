"""What is built and uploaded holds what its users need."""

import hashlib
import os
import runpy
import shutil
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
    return build(ROOT, tmp_path_factory.mktemp("dist"))


def build(source, folder):
    """Build wheel and sdist of a source tree into a folder."""
    program = f"from hatchling import build; build.build_wheel({str(folder)!r}); build.build_sdist({str(folder)!r})"
    subprocess.run([sys.executable, "-c", program], cwd=source, check=True, capture_output=True)
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
    folders = ("tests", "benchmarks", "docs", "packaging", "seeds", "summarize")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    needed = {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}
    assert sorted(needed - names) == []
    assert names >= {"README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "pyproject.toml", *DATA}


SHARED = {
    "share/man/man1/summarize.1": "summarize.1",
    "share/bash-completion/completions/summarize": "summarize.bash",
    "share/zsh/site-functions/_summarize": "_summarize",
    "share/fish/vendor_completions.d/summarize.fish": "summarize.fish",
}


def test_completions_and_the_manual_page_are_those_of_the_command_and_come_with_the_wheel(built):
    files = runpy.run_path(str(ROOT / "packaging" / "make.py"))["files"]()
    assert set(files) == set(SHARED.values())
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        data = {name.partition(".data/data/")[2]: archive.read(name).decode() for name in archive.namelist()}
    for installed, name in SHARED.items():
        assert (ROOT / "packaging" / name).read_text(encoding="utf-8") == files[name], "run python packaging/make.py"
        assert data[installed] == files[name]


def test_the_same_source_gives_the_same_bytes(built, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*_cache", "__pycache__", ".venv", ".hypothesis"))
    for path in copy.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000), follow_symlinks=False)
    (tmp_path / "dist").mkdir()
    again = build(copy, tmp_path / "dist")
    digests = [
        {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
        for folder in (built, again)
    ]
    assert digests[0] == digests[1]
    assert len(digests[0]) == 2


INSTALLERS = {
    "pip": ["{python} -m venv {home}/venv", "{home}/venv/bin/pip install --quiet {package}"],
    "pipx": ["{python} -m pipx install --quiet {package}"],
    "uv": ["{python} -m uv tool install --quiet --python {python} {package}"],
}
COMMANDS = {"pip": "{home}/venv/bin/summarize", "pipx": "{home}/bin/summarize", "uv": "{home}/bin/summarize"}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="folders are named otherwise there")
@pytest.mark.parametrize(
    ("installer", "kind"),
    [
        ("pip", "*.tar.gz"),
        ("pipx", "*.whl"),
        ("uv", "*.whl"),
        pytest.param("pip", "*.whl", marks=pytest.mark.nightly),
        pytest.param("pipx", "*.tar.gz", marks=pytest.mark.nightly),
        pytest.param("uv", "*.tar.gz", marks=pytest.mark.nightly),
    ],
)
def test_a_user_gets_a_command_that_works(built, tmp_path, installer, kind):
    if installer != "pip" and not os.environ.get("CI"):
        pytest.importorskip(installer)
    (package,) = built.glob(kind)
    names = {"python": sys.executable, "home": tmp_path, "package": package}
    folders = {"PIPX_HOME": tmp_path / "pipx", "PIPX_BIN_DIR": tmp_path / "bin", "PIPX_MAN_DIR": tmp_path / "man"}
    folders |= {"UV_TOOL_DIR": tmp_path / "uv", "UV_TOOL_BIN_DIR": tmp_path / "bin"}
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment |= {name: str(folder) for name, folder in folders.items()}
    for line in INSTALLERS[installer]:
        command = [word.format(**names) for word in line.split()]
        subprocess.run(command, env=environment, cwd=tmp_path, check=True, capture_output=True)
    command = [COMMANDS[installer].format(**names), str(ROOT / "seeds"), "--words", "50"]
    done = subprocess.run(command, env=environment, cwd=tmp_path, check=True, capture_output=True, text=True)
    assert "[1]" in done.stdout
    if installer == "pip":
        assert (tmp_path / "venv" / "share" / "man" / "man1" / "summarize.1").is_file()
    if installer == "pipx":
        assert (tmp_path / "man" / "man1" / "summarize.1").exists()
