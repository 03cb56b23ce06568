"""The tuned numbers of the package, found by reading its source, and the package with other values for them.

A tuned number is a constant in capitals at the top level of a module whose value is a number, in a stage from reading
to citing.
"""

from __future__ import annotations

import ast
import sys
import tokenize
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cache
from importlib import import_module
from io import StringIO
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, NamedTuple
from unittest.mock import patch

import summarize

PACKAGE = Path(summarize.__file__).parent
STAGES = ("text", "read", "clean", "copies", "corpus", "score", "choose", "cite")


class TunedNumber(NamedTuple):
    """A constant with the comment beside it or just above it; "" where there is none."""

    name: str  # dotted, after its module: summarize.choose.mmr.NEAREST_LIMIT
    value: float
    comment: str


def tuned_numbers() -> dict[str, TunedNumber]:
    """Return every tuned number by its dotted name, module by module in the order of their lines."""
    numbers = {}
    for module in filter(is_stage, sources()):
        for constant, comment in constants(module):
            value = getattr(import_module(module), constant)
            if type(value) in (int, float):
                numbers[f"{module}.{constant}"] = TunedNumber(f"{module}.{constant}", value, comment)
    return numbers


@cache
def sources() -> dict[str, str]:
    """Return the source of every module of the package by its dotted name."""
    return {
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path.read_text(
            encoding="utf-8"
        )
        for path in sorted(PACKAGE.rglob("*.py"))
    }


@cache
def syntax(module: str) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(sources()[module])


def is_stage(module: str) -> bool:
    """Whether a module belongs to a stage from reading to citing."""
    return any(f"{module}.".startswith(f"summarize.{stage}.") for stage in STAGES)


def constants(module: str) -> Iterator[tuple[str, str]]:
    """Yield the names in capitals that a module assigns at its top level, each with its comment.

    That is the comment beside it, or the one above the run of lines that it stands in.
    """
    beside, above = comments(sources()[module])
    heading, end = "", 0  # the comment above a run of lines, and the last of them so far
    for statement in syntax(module).body:
        first, last = statement.lineno, statement.end_lineno or statement.lineno
        if first - 1 in above:
            heading = comment_above(first, above)
        elif first - 1 != end:
            heading = ""
        end = last
        own = " ".join(beside[line] for line in range(first, last + 1) if line in beside)
        yield from ((name, own or heading) for name in assigned(statement) if name.isupper())


def comments(source: str) -> tuple[dict[int, str], dict[int, str]]:
    """Return the comments of a source by line: those beside code, and those that have the line to themselves."""
    beside: dict[int, str] = {}
    above: dict[int, str] = {}
    for token in tokenize.generate_tokens(StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            alone = token.line.lstrip().startswith("#")
            (above if alone else beside)[token.start[0]] = token.string.lstrip("# ")
    return beside, above


def comment_above(line: int, above: Mapping[int, str]) -> str:
    """Return the lines of comment that end just above a line."""
    first = line
    while first - 1 in above:
        first -= 1
    return " ".join(above[row] for row in range(first, line))


def assigned(statement: ast.stmt) -> list[str]:
    """Return the names that a statement assigns to."""
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    return [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]


@contextmanager
def changed(values: Mapping[str, Any]) -> Iterator[None]:
    """Give names of the package, dotted, other values for a while, also in the modules that import them by value.

    What the stages have cached is dropped before and after. Raises AttributeError for a name that is not there.
    """
    held = [(alias, value) for name, value in values.items() for alias in aliases(name)]
    for alias, _ in held:  # all are imported before: a module that comes later would keep the other value
        resolve_name(alias)
    with ExitStack() as stack:
        for alias, value in held:
            stack.enter_context(patch(alias, value))
        clear_caches()
        stack.callback(clear_caches)
        yield


def aliases(name: str) -> list[str]:
    """Return the dotted names that hold a value: its own, and those that other modules import it by."""
    names = [name]
    for held in names:  # which grows: who imports it may be imported from
        module, _, constant = held.rpartition(".")
        names += [
            f"{importer}.{imported.asname or imported.name}"
            for importer in sources()
            for statement in syntax(importer).body
            if isinstance(statement, ast.ImportFrom) and statement.module == module
            for imported in statement.names
            if imported.name == constant
        ]
    return names


def clear_caches() -> None:
    """Forget what functions of the stages have cached, since it may rest on a value that changes."""
    for module in (sys.modules[name] for name in sources() if is_stage(name) and name in sys.modules):
        for function in vars(module).values():
            if clear := getattr(function, "cache_clear", None):
                clear()


def read_at_import(name: str) -> bool:
    """Whether a number is read while the package is imported, so that another value for it would come too late."""
    return any(
        isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id == constant
        for module, _, constant in (alias.rpartition(".") for alias in aliases(name))
        for node in run_at_import(syntax(module))
    )


def run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that run with a node: all but the bodies of functions."""
    yield node
    if isinstance(node, ast.FunctionDef):
        parts: list[ast.AST] = [*node.decorator_list, node.args]
    elif isinstance(node, ast.Lambda):
        parts = [node.args]
    else:
        parts = list(ast.iter_child_nodes(node))
    for part in parts:
        yield from run_at_import(part)
