"""What is known of exponents that occur, as comparisons of exponentials."""

import pytest

from verify.kernel.parse import parse
from verify.kernel.text import term_text
from verify.methods.exponential_facts import facts, facts_of_logarithms


def found(text, added=0):
    return [term_text(fact) for fact in facts(parse(text), added)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("forall real x, real y: x <= y ==> exp(x) <= exp(y)", ["exp(x) <= exp(y)"]),
        # every exponent with the sign that it has elsewhere
        ("forall real x, real y: x < y ==> exp(-x) > exp(y)", ["exp(0.0) < exp(-x + y)"]),
        ("forall real x, real y: not x < y ==> exp(-x) > exp(-y)", ["exp(-y) >= exp(-x)"]),
        # bounds, equations, conjunctions; in units of the exponents that occur
        ("forall real x >= 0: exp(2 * x) >= 1", ["exp(x) >= exp(0.0)"]),
        ("forall real x: x == 1 and x <= 3 ==> exp(x / 2) > 1", ["exp(x) == exp(1)", "exp(x) <= exp(3)"]),
        # divided by what is positive
        (
            "forall real x, real y, real t: x <= y, 0 < t ==> exp(x / t) <= exp(y / t)",
            ["exp(x / t) <= exp(y / t)"],
        ),
        ("forall real x, real y, real t: x <= y ==> exp(x / t) <= exp(y / t)", []),
        ("forall real x > 0, real d: log(x) <= d ==> x <= exp(d)", ["exp(log(x)) <= exp(d)"]),
        # nothing of exponents that do not occur, of integers, of what is no order
        ("forall real x, real y: y >= 0 ==> exp(x) > 0", []),
        ("forall integer n >= 0, real x: exp(x) > n", []),
        ("forall real x: x != 0, x > 1 or x < 0 ==> exp(x) > 0", []),
    ],
)
def test_facts(text, expected):
    assert [fact.replace("exp(0)", "exp(0.0)") for fact in found(text)] == expected


def test_one_exponent_may_be_new():
    text = "forall real a, real b, real g, real t > 0: a + g <= b ==> exp(-a / t) >= exp(-b / t)"
    assert found(text) == []
    assert found(text, 1) == ["exp(-(b / t)) <= exp(-(a / t) - g / t)"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x * y <= z", ["log(x) + log(y) <= log(z)"]),
        ("x / y**2 > z", ["log(x) - 2 * log(y) > log(z)"]),
        ("2 * x <= z", []),
        ("x + y <= z", []),
        ("x <= w", []),
    ],
)
def test_facts_of_logarithms(text, expected):
    claim = f"forall real w, real x, real y, real z: {text} ==> log(x) * log(y) <= log(z)"
    assert [term_text(fact) for fact in facts_of_logarithms(parse(claim))] == expected
