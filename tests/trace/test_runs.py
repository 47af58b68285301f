"""Runs of a recurrence beside the functions that it was traced from."""

from fractions import Fraction

import pytest

from verify.kernel.parse import parse
from verify.trace.functions import assume, ratio
from verify.trace.recurrence import Recurrence
from verify.trace.runs import crosscheck_runs, difference

TEXT = (
    "forall integer a, states integer x, inputs integer u: a != 3 ==> from x = 6 // a by x -> 6 // u + x where u < 9 "
    "always 5 // (x - 1) < 5"
)


def step(x, u):
    assume(u < 9)
    return {"x": 6 // u + x}


def recurrence(a, step=step, holds=lambda x: 5 // (x - 1) < 5, **start):
    assume(a != 3)
    claim = parse(TEXT)
    return Recurrence({"x": "x"}, {"u": "u"}, claim.inputs, start or {"x": 6 // a}, step, holds, None)


def test_agreement():
    assert crosscheck_runs(parse(TEXT), lambda values: recurrence(**values)) is None


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"step": lambda x, u: {"x": 6 // u + x}}, "the function gives x="),
        ({"step": lambda x, u: (assume(u < 9), {"x": 6 // u - x})[1]}, "its traced terms x="),
        ({"step": lambda x, u: (assume(u < 8), {"x": 6 // u + x})[1]}, "outside the hypotheses, its traced terms x="),
        ({"step": lambda x, u: (assume(u < 9), {"x": 6 // (u or 1) + x})[1]}, "its traced terms undefined"),
        ({"step": lambda x, u: x.missing}, "AttributeError"),
        ({"holds": lambda x: 5 // (x - 1) < 6}, "the function gives True, its traced terms False"),
        ({"holds": lambda x: x != 1 and 5 // (x - 1) < 5}, "the function gives False, its traced terms undefined"),
        ({"holds": lambda x: 1}, "the function gives 1"),
        ({"x": 1}, "the function gives x=1, its traced terms"),
    ],
)
def test_a_difference_is_told(changed, told):
    found = crosscheck_runs(parse(TEXT), lambda values: recurrence(**values, **changed))
    assert found is not None and told in found


def test_parameters_outside_the_hypotheses():
    assert "its traced terms outside" in str(difference(parse(TEXT), lambda values: recurrence(4), {"a": 3}, []))
    assert difference(parse(TEXT), lambda values: recurrence(**values), {"a": 3}, []) is None


def test_the_run_that_differs_is_told():
    changed = {"step": lambda x, u: {"x": 6 // u + x + (x == 9)}}
    found = difference(parse(TEXT), lambda values: recurrence(**values, **changed), {"a": 1}, [{"u": 2}, {"u": 6}])
    assert found == "at a=1; step 1 with u=2; step 2 with u=6: the function gives x=11, its traced terms x=10"


def test_integers_of_real_states_are_fractions_in_plain_runs():
    claim = parse("forall states real x: from x = 7 by x -> x / 2 always x > 0")
    made = Recurrence(
        {"x": "x"}, {}, (), {"x": 7}, lambda x: {"x": ratio(x, 2)}, lambda x: isinstance(x, Fraction), None
    )
    assert crosscheck_runs(claim, lambda values: made) is None
