"""What is changed in a module's source: one place at a time, and every mutant is a module again."""

import ast
from pathlib import Path

import pytest

from tests.campaigns import edits_of_source
from tests.campaigns.edits_of_source import KINDS, ROOT, mutants

SOURCE = '''
def rule(a, b):
    """States a theorem."""
    check(a, b)
    if a < 0 or b is None:
        raise Rejected("rule", "a", "is less")
    return a + 1 if a == b else -b
'''


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(edits_of_source, "ROOT", tmp_path)
    path = tmp_path / "rule.py"
    path.write_text(SOURCE)
    return path


def test_guards(module: Path) -> None:
    assert [(each.line, each.change) for each in mutants(module, ["guard"])] == [
        (4, "not called: check(a, b)"),
        (5, "never: if a < 0 or b is None: raise"),
        (5, "if a < 0 or b is None: without a < 0"),
        (5, "if a < 0 or b is None: without b is None"),
    ]


def test_each_mutant_differs_in_one_place(module: Path) -> None:
    found = list(mutants(module, KINDS))
    sources = {each.source for each in found}
    assert len(sources) == len(found) >= 15 and ast.unparse(ast.parse(SOURCE)) not in sources
    for each in found:
        old, new = ast.unparse(ast.parse(SOURCE)).splitlines(), each.source.splitlines()
        assert len(old) == len(new) and sum(one != other for one, other in zip(old, new, strict=True)) == 1
        assert str(each).startswith(f"rule.py:{each.line}: ")


def test_what_no_test_can_tell_is_not_changed(module: Path) -> None:
    module.write_text("@dataclass(frozen=True)\nclass Pair:\n    place: int\n\nzip(a, b, strict=True)\nmax(a, b)\n")
    assert [each.change for each in mutants(module, KINDS)] == [
        "not called: zip(a, b, strict=True)",
        "not called: max(a, b)",
        "zip(a, b, strict=True): swapped",
    ]


def test_every_side_condition_of_every_rule_can_be_taken_away() -> None:
    for path in sorted((ROOT / "verify" / "kernel" / "rules").glob("*.py")):
        raised = path.read_text("utf-8").count("raise Rejected")
        assert not raised or any(each.kind == "guard" for each in mutants(path, ["guard"])), path
