"""The cross-check: finds a term that is not its function, on inputs that are the same every time."""

import re
from fractions import Fraction

import pytest

from verify.kernel.parse import parse_term
from verify.kernel.statement import Variable
from verify.kernel.term import Sort
from verify.trace.crosscheck import corners_of, crosscheck, inputs
from verify.trace.functions import MinimumOf, assume
from verify.trace.paths import Traced

X = Variable("x", Sort.INTEGER)
BYTE = Variable("x", Sort.INTEGER, Fraction(0), Fraction(255))
REAL = Variable("x", Sort.REAL)


def mismatch(conclusion, function, *hypotheses, variable=X):
    terms = [parse_term(text, {"x": variable.sort}) for text in (conclusion, *hypotheses)]
    return crosscheck(Traced(tuple(terms[1:]), terms[0], 1), (variable,), lambda values: function(**values))


def assumes(x):
    assume(x > 3)
    return x > 2


@pytest.mark.parametrize(
    ("conclusion", "function", "hypotheses"),
    [
        ("x > 2", lambda x: x > 2, ()),
        ("7 // x > 2", lambda x: 7 // x > 2, ()),
        ("x > 2", assumes, ("x > 3",)),
        ("x > 2", lambda x: (assume(1 // x >= 0), x > 2)[1], ("1 // x >= 0",)),
        ("1 << x**9 > 0 or true", lambda x: True, ("x >= 0",)),
    ],
)
def test_agreement(conclusion, function, hypotheses):
    if "<<" in conclusion:
        assert mismatch(conclusion, lambda x: (assume(x >= 0), function(x))[1], *hypotheses) is None
    else:
        assert mismatch(conclusion, function, *hypotheses) is None


@pytest.mark.parametrize(
    ("conclusion", "function", "hypotheses", "message"),
    [
        ("x > 2", lambda x: x >= 2, (), "at x=2: the function gives True, its traced term False"),
        ("x > 2", lambda x: x > 2 and 1 // (x - 7) < 5, (), "at x=7: the function gives undefined"),
        ("7 // x > 2", lambda x: x != 0 and 7 // x > 2, (), "its traced term undefined"),
        ("x > 2", assumes, (), "at x=0: the function gives outside the hypotheses"),
        ("x > 2", lambda x: x > 2, ("x > 3",), "its traced term outside the hypotheses"),
        ("x > 2", lambda x: (x > 2) + 0, (), r"the function gives 0 \(int\)"),
        ("x > 2", lambda x: x.missing, (), "AttributeError"),
        ("x < 4294967296", lambda x: x < 2**32 - 1, (), "4294967295"),
    ],
)
def test_a_mismatch_names_its_input(conclusion, function, hypotheses, message):
    found = mismatch(conclusion, function, *hypotheses)
    assert found is not None
    assert re.search(message, found), found


def test_a_minimum_is_compared_by_value():
    term = parse_term("x * x", {"x": Sort.REAL})
    traced = Traced((), MinimumOf(term, 9), 1)
    assert crosscheck(traced, (REAL,), lambda values: MinimumOf(values["x"] ** 2, 9)) is None
    assert crosscheck(traced, (REAL,), lambda values: MinimumOf(values["x"] ** 2 + 1, 9)) is not None


@pytest.mark.parametrize(
    "variable",
    [
        X, BYTE, REAL,
        Variable("x", Sort.INTEGER, Fraction(1)),
        Variable("x", Sort.INTEGER, None, Fraction(-5), parity=1),
        Variable("x", Sort.INTEGER, Fraction(2), Fraction(10**30), parity=0),
        Variable("x", Sort.REAL, Fraction(0), Fraction(1), low_open=True, high_open=True),
        Variable("x", Sort.REAL, Fraction(10**12), None, low_open=True),
        Variable("x", Sort.INTEGER, Fraction(77), Fraction(77)),
    ],
)  # fmt: skip
def test_inputs_are_in_the_domain_and_always_the_same(variable):
    found = list(inputs((variable,), 100))
    assert found == list(inputs((variable,), 100))
    assert len(found) > 60 and all(variable.admits(values["x"]) for values in found)
    for end in (variable.low, variable.high):
        if end is not None and variable.admits(int(end) if variable.sort is Sort.INTEGER else end):
            assert end in [values["x"] for values in found]


def test_corners_are_where_programs_go_wrong():
    assert {0, 1, 254, 255, 15, 16, 17} <= set(corners_of(BYTE))
    assert {0, -1, 2**63, 2**63 - 1, -(2**32)} <= set(corners_of(X))
    assert all(type(corner) is Fraction for corner in corners_of(REAL))


def test_an_empty_domain_has_no_inputs_and_no_variables_have_one():
    assert list(inputs((Variable("x", Sort.INTEGER, Fraction(3), Fraction(3), parity=0),), 50)) == []
    assert list(inputs((), 50)) == [{}]
