"""Which folder may import which, how long a file is, and that the map in docs/architecture.md is true."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "summarize").rglob("*.py"))
}
# Each folder may import from those before it in this list, and from itself.
ORDER = (
    *(
        "errors",
        "records",
        "text",
        "read",
        "clean",
        "copies",
        "score",
        "options",
        "cutting",
        "corpus",
        "mixture",
        "choose",
        "cite",
    ),
    *(
        "quotable",
        "verify",
        "render",
        "summary",
        "saved",
        "atomic_write",
        "updates",
        "pipeline",
        "inspection",
        "batch",
        "stories",
        "timelines",
        "summarizer",
    ),
    *("evaluate", "mcp", "cli", "__main__"),
)
NOTHING_OF_OURS = ("summarize.records", "summarize.errors")


def imports(name):
    """Return the modules of the package that a file imports, anywhere: inside functions and for annotations, too."""
    modules = set()
    for node in ast.walk(ast.parse(FILES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "summarize":
            modules |= {closest(f"{node.module}.{alias.name}") for alias in node.names}
        elif isinstance(node, ast.Import):
            modules |= {closest(alias.name) for alias in node.names if alias.name.split(".")[0] == "summarize"}
    return modules - {name, "summarize"}  # the package itself is asked for its version only


def closest(name):
    """Return the module that holds a name."""
    return name if name in FILES else name.rpartition(".")[0]


def folder(name):
    return name.split(".")[1] if "." in name else "__init__"


@pytest.mark.parametrize("name", [name for name in FILES if name != "summarize"])
def test_imports_run_one_way(name):
    rank = ORDER.index(folder(name))
    assert [other for other in imports(name) if ORDER.index(folder(other)) > rank] == []


def test_no_files_import_each_other_in_a_circle():
    graph = {name: imports(name) for name in FILES if name != "summarize"}
    while leaves := [name for name, others in graph.items() if not others & graph.keys()]:
        for name in leaves:
            del graph[name]
    assert sorted(graph) == []


@pytest.mark.parametrize("name", NOTHING_OF_OURS)
def test_records_and_errors_import_nothing_of_ours(name):
    assert imports(name) == set()


@pytest.mark.parametrize("name", FILES)
def test_no_file_is_over_300_lines_and_init_files_hold_no_logic(name):
    source = FILES[name].read_text(encoding="utf-8")
    assert source.count("\n") <= 300
    if FILES[name].name == "__init__.py" and name != "summarize":  # that one is lazy, so that help answers at once
        logic = [
            node for node in ast.parse(source).body if not isinstance(node, ast.ImportFrom | ast.Assign | ast.Expr)
        ]
        assert logic == []


def test_the_map_names_every_file_and_nothing_else():
    told = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split("## The tree")[1].split("\n## ")[0]
    named, folder = set(), ""
    for line in told.splitlines():
        if match := re.match(r"\| `([\w/]+)/` ", line):
            folder = match[1]
        elif match := re.match(r"\| `(\w+)\.py` ", line):
            named.add("/".join(filter(None, [folder, match[1]])))
        elif re.match(r"\| \*\*top\*\* ", line):
            folder = ""
    real = {path.relative_to(ROOT / "summarize").with_suffix("").as_posix() for path in FILES.values()}
    assert named == {name for name in real if not name.endswith("__init__")}
