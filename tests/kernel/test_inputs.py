"""Inputs: one value of its variable's sort and domain for each variable, no other, and conditions that hold there."""

from fractions import Fraction
from typing import Any

import pytest

from verify.kernel.inputs import holds, meets, read_input
from verify.kernel.parse import parse
from verify.kernel.rejection import Rejected
from verify.kernel.statement import ForAll


def claim(text: str) -> ForAll:
    """The forall statement that `text` spells."""
    statement = parse(text)
    assert isinstance(statement, ForAll)
    return statement


BOTH = "forall even integer 2 <= n <= 8, real 0 < x <= 1: true"


def test_values_have_their_sorts() -> None:
    values = read_input(claim(BOTH).variables, {"n": "4", "x": "1"})
    assert values == {"n": 4, "x": 1} and type(values["n"]) is int and type(values["x"]) is Fraction


@pytest.mark.parametrize(
    "texts",
    [
        {},
        {"n": "4"},
        {"n": "4", "x": "1", "y": "1"},
        {"n": "4", "X": "1"},
        {"n": "3", "x": "1"},
        {"n": "10", "x": "1"},
        {"n": "0", "x": "1"},
        {"n": "5/2", "x": "1"},
        {"n": "4/1", "x": "1"},
        {"n": "4.0", "x": "1"},
        {"n": " 4", "x": "1"},
        {"n": 4, "x": "1"},
        {"n": "4", "x": True},
        {"n": "4", "x": None},
        {"n": "4", "x": ["1"]},
        {"n": "4", "x": "0"},
        {"n": "4", "x": "2/4"},
        {"n": "4", "x": "0.5"},
        {"n": "4", "x": "1/0"},
        {"n": "4", "x": "1/-0"},
        {"n": "4", "x": "true"},
        {"n": "4", "x": "3/2"},
    ],
)
def test_inputs_that_are_none(texts: dict[str, Any]) -> None:
    with pytest.raises(Rejected):
        read_input(claim(BOTH).variables, texts)


@pytest.mark.parametrize(
    ("condition", "value", "expected"),
    [
        ("n > 0", "1", True),
        ("n > 0", "0", False),
        ("1 // n > 0", "0", False),
        ("not 1 // n > 0", "0", False),
        ("n == 0 or 1 // n > 0", "0", True),
        ("undefined(truth)", "0", False),
    ],
)
def test_a_condition_holds_where_it_is_defined_and_true(condition: str, value: str, expected: bool) -> None:
    statement = claim(f"forall integer n: {condition} ==> true")
    assert holds(statement.hypotheses[0], {"n": int(value)}) is expected
    if expected:
        assert meets(statement.variables, statement.hypotheses, {"n": value}) == {"n": int(value)}
    else:
        with pytest.raises(Rejected, match="condition 1"):
            meets(statement.variables, statement.hypotheses, {"n": value})


def test_a_number_too_large_to_compute_decides_nothing() -> None:
    statement = claim("forall integer n: 2**n > 0 ==> true")
    with pytest.raises(Rejected, match="longer than"):
        holds(statement.hypotheses[0], {"n": 2**40})
