"""The shape of the project: who may import whom, how long a file may be, and which errors there are."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAY_IMPORT = {
    "index": {"index"},
    "assistant": {"index", "assistant"},
    "evals": {"index", "assistant", "evals"},
}
OURS = {*MAY_IMPORT, "tests"}
DOORS = re.compile(r"assistant\.(cli|web)(\b|_)")
FILES = sorted(p for package in MAY_IMPORT for p in (ROOT / package).rglob("*.py"))
LONGEST = 300


def module(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path):
    """The dotted names that a file imports; `from a import b` names a and a.b, for b may be a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in {path.name}, line {node.lineno}"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=module)
def test_imports_point_one_way(path):
    ours = {name for name in imports(path) if name.split(".")[0] in OURS}
    assert {name.split(".")[0] for name in ours} <= MAY_IMPORT[path.relative_to(ROOT).parts[0]]


@pytest.mark.parametrize("path", [p for p in FILES if not DOORS.match(module(p))], ids=module)
def test_nothing_but_a_door_imports_a_door(path):
    assert [name for name in imports(path) if DOORS.match(name)] == []


@pytest.mark.parametrize("path", FILES, ids=module)
def test_a_file_stays_short_and_says_its_idea_first(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST
    assert not text.strip() or ast.get_docstring(ast.parse(text))


def written(path):
    """(name, parent) of every exception that a file defines."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            parents = [ast.unparse(base).split(".")[-1] for base in node.bases]
            yield from ((node.name, parent) for parent in parents if re.search(r"(Error|Exception)$", parent))


def drawn(path):
    """(name, parent) of every error in the tree of a file's docstring; depth is indentation."""
    above = {}
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    for indent, name in re.findall(r"^( *)[*x+-] (\w+Error)\b", docstring, re.MULTILINE):
        above = {depth: error for depth, error in above.items() if depth < len(indent)}
        yield name, above[max(above)] if above else "Exception"
        above[len(indent)] = name


def test_the_error_tree_in_the_docstrings_is_the_error_tree():
    trees = ("index/errors.py", "assistant/errors.py", "evals/cases.py")
    told = {error for tree in trees for error in drawn(ROOT / tree)}
    assert told == {error for path in FILES for error in written(path)}
