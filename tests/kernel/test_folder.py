"""What the kernel is made of: the standard library alone, no floats, nothing that runs text, small files."""

import ast
import sys
from pathlib import Path

import pytest

import verify.kernel

FOLDER = Path(verify.kernel.__file__).parent
FILES = sorted(FOLDER.rglob("*.py"))
FORBIDDEN_MODULES = {
    "pickle",
    "marshal",
    "shelve",
    "ctypes",
    "subprocess",
    "socket",
    "random",
    "time",
    "os",
    "threading",
    "importlib",
}
FORBIDDEN_NAMES = {
    "eval",
    "exec",
    "compile",
    "float",
    "complex",
    "globals",
    "locals",
    "__import__",
    "input",
    "breakpoint",
}

pytestmark = pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))


def _nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text("utf-8"))))


def test_it_imports_the_standard_library_and_itself(path: Path) -> None:
    depth = len(path.relative_to(FOLDER).parts)
    allowed = FORBIDDEN_MODULES - ({"importlib"} if path.name == "__main__.py" else set())
    for node in _nodes(path):
        if isinstance(node, ast.Import):
            roots = {alias.name.split(".")[0] for alias in node.names}
            assert roots <= sys.stdlib_module_names and not roots & allowed
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            root = str(node.module).split(".")[0]
            assert root in sys.stdlib_module_names and root not in allowed
        elif isinstance(node, ast.ImportFrom):
            assert node.level <= depth


def test_it_has_no_floats_and_runs_no_text(path: Path) -> None:
    for node in _nodes(path):
        if isinstance(node, ast.Constant):
            assert not isinstance(node.value, float | complex), f"line {node.lineno}"
        elif isinstance(node, ast.Name):
            assert node.id not in FORBIDDEN_NAMES, f"line {node.lineno}"


def test_it_asserts_nothing_and_keeps_no_state(path: Path) -> None:
    for node in _nodes(path):
        assert not isinstance(node, ast.Assert | ast.Global | ast.Nonlocal)
        assert not (isinstance(node, ast.ExceptHandler) and node.type is None)


def test_functions_fit_a_screen(path: Path) -> None:
    for node in _nodes(path):
        if isinstance(node, ast.FunctionDef) and node.end_lineno:
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            assert node.end_lineno - first.lineno < 45, node.name


def test_it_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))
