"""What the command and the package import, and when."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import summarize

ROOT = Path(__file__).parent.parent
LIBRARIES = ("numpy", "scipy", "sklearn", "nltk", "joblib", "sentencex", "chardet", "ftfy", "py3langid", "markdown_it")
# what the five articles of plain English UTF-8 do not need
NOT_NEEDED = (
    *("chardet", "ftfy", "py3langid", "markdown_it", "trafilatura", "pypdfium2", "lxml", "matplotlib", "pandas"),
    *("summarize.batch", "summarize.evaluate", "summarize.render.page.page"),
    *("summarize.read.markdown", "summarize.read.web_page", "summarize.read.pdf", "summarize.read.office"),
)
FLOOR = ["-c", "import scipy.sparse, nltk, click, sentencex"]


def imported(*args):
    """Return the modules that a fresh interpreter imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *args], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return set(re.findall(r"^import time:[^|]+\|[^|]+\| +(\S+)$", done.stderr, re.M))


def among(modules, names):
    return sorted(module for module in modules if any(f"{module}.".startswith(f"{name}.") for name in names))


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_import_no_library_but_click(option):
    modules = imported("-m", "summarize", option)
    assert "click" in modules
    assert among(modules, LIBRARIES) == []
    assert among(modules, ["hashlib", "json", "pathlib", "summarize.records", "summarize.pipeline"]) == []


def test_the_command_imports_what_it_needs_and_nothing_else():
    modules = imported("-m", "summarize", "seeds/", "--words", "50")
    assert {"scipy.sparse._base", "nltk.stem.snowball", "sentencex"} <= modules
    assert {"scipy.stats._stats_py", "sklearn.base"}.isdisjoint(modules), "nltk looks for them, stems do without"
    modules -= imported(*FLOOR)
    assert among(modules, NOT_NEEDED) == []
    packages = {module.partition(".")[0] for module in modules} - set(sys.stdlib_module_names)
    assert packages <= {"summarize", "org", "nt"}, "the standard library looks for the last two"


def test_what_stemmers_do_without_can_be_imported_afterwards():
    code = (
        "import sys, importlib.util; from summarize.text.stemmers import Absent, import_stemmers, stem;"
        "from threading import Thread; found = [];"
        "sys.meta_path.insert(0, absent := Absent());"  # another thread finds what is missing for this one
        "other = Thread(target=lambda: found.append(importlib.util.find_spec('sklearn'))); other.start(); other.join();"
        "sys.meta_path.remove(absent); assert found[0];"
        "import_stemmers(); import_stemmers(); assert stem('english', 'flooded') == 'flood';"
        "assert 'sklearn' not in sys.modules; assert importlib.util.find_spec('sklearn')"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_every_public_name_is_found_in_its_module():
    assert {*summarize.MODULES, "__version__"} == set(summarize.__all__)
    for name, module in summarize.MODULES.items():
        assert getattr(summarize, name).__module__ == module
    with pytest.raises(AttributeError, match="module 'summarize' has no attribute 'summarise'"):
        getattr(summarize, "summarise")  # noqa: B009
