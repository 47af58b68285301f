"""What is changed in a module's source: one place at a time, and every mutant is a module again."""

import ast
from itertools import pairwise
from pathlib import Path

import pytest

from tests.campaigns import kernel_mutants
from tests.campaigns.kernel_mutants import KERNEL, KINDS, mutants, ordered, sample

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
    monkeypatch.setattr(kernel_mutants, "ROOT", tmp_path)
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


def test_a_module_s_own_tests_run_first_and_of_all_the_quickest() -> None:
    tests = {"tests.kernel.test_words.slow", "tests.kernel.test_words.quick", "tests.kernel.test_blast.quick"}
    times = {
        "tests.kernel.test_words.slow": 9.0,
        "tests.kernel.test_words.quick": 0.5,
        "tests.kernel.test_blast.quick": 0.1,
    }
    known = {"words.py": {7: tests | {"tests.kernel.test_blast.slow"}}}
    found = ordered(KERNEL / "words.py", 7, known, times | {"tests.kernel.test_blast.slow": 2.0}, 60)
    assert found == (
        ["tests/kernel/test_words.py::quick", "tests/kernel/test_words.py::slow", "tests/kernel/test_blast.py::quick"],
        sum(times.values()),
    )


def test_every_side_condition_of_every_rule_can_be_taken_away() -> None:
    for path in sorted((KERNEL / "rules").glob("*.py")):
        raised = path.read_text("utf-8").count("raise Rejected")
        assert not raised or any(each.kind == "guard" for each in mutants(path, ["guard"])), path


def test_a_sample_is_even_and_chosen_by_the_seed(module: Path) -> None:
    found = list(mutants(module, KINDS))
    chosen = [sample(found, 5, seed) for seed in range(20)]
    assert chosen[0] == sample(found, 5, 0) and any(each != chosen[0] for each in chosen)
    for each in chosen:
        places = [found.index(mutant) for mutant in each]
        apart = {later - earlier for earlier, later in pairwise(places)}
        assert len(each) == 5 and apart <= {len(found) // 5, len(found) // 5 + 1}
    assert sample(found, 1000, 1) == found
