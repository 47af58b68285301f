"""Rule `root`: a sign change of a factor where everything that is assumed holds."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.certificates import Evidence, prove, refuse
from verify.kernel.rejection import Rejected

RULE = "root"


def root(factor: str, cofactor: str, *between: str) -> Evidence:
    """Evidence of the rule."""
    return {"factor": factor, "cofactor": cofactor, "between": list(between)}


TOUCHES = "not forall real x: (x**2 - 2)**2 > 0"
AT_ROOT_2 = root("x**2 - 2", "x**2 - 2", "1", "2")
ACCEPTED = [
    (TOUCHES, AT_ROOT_2),
    (TOUCHES, root("x**2 - 2", "x**2 - 2", "-2", "-1")),
    ("not forall real x: (x**2 - 2)**2 != 0", AT_ROOT_2),
    ("not forall real x: 0 < (x**2 - 2)**2", AT_ROOT_2),
    ("not forall real x: not (x**2 - 2)**2 <= 0", AT_ROOT_2),
    ("not forall real x: x**4 + 4 > 4 * x**2", AT_ROOT_2),
    ("not forall real x: 0 * x != 0", root("x", "0", "-1", "1")),
    ("not forall real x: x**3 != 2", root("2 * x**3 - 4", "1/2", "1", "2")),
    ("not forall real x: (2 - x**2) * (x**2 + 1) != 0", root("2 - x**2", "x**2 + 1", "-3", "0")),
    # the domain and the hypotheses at both ends, an end may be one of theirs
    ("not forall real 1 <= x <= 2: (x**2 - 2)**2 > 0", AT_ROOT_2),
    ("not forall real 0 < x < 3: x >= 1, 2 * x <= 4 ==> (x**2 - 2)**2 > 0", AT_ROOT_2),
    ("not forall real x: not x < 1 and (-x >= -2 and not x > 2) ==> (x**2 - 2)**2 > 0", AT_ROOT_2),
    ("not forall real x: x != 0, 3 != x, not x == 5/2 ==> (x**2 - 2)**2 > 0", AT_ROOT_2),
    ("not forall real x: 1 < 2, x - x == 0, x != x + 1 ==> (x**2 - 2)**2 > 0", AT_ROOT_2),
]


@pytest.mark.parametrize(("text", "proof"), ACCEPTED)
def test_accepted(text: str, proof: Evidence) -> None:
    assert prove(text, RULE, proof).rules == (RULE,)


SIGNS = "is not two ends at which the factor has opposite signs"
PRODUCT = "times the cofactor is not the polynomial"
DOMAIN = "is not inside the domain"
LINEAR = "is no comparison of the variable with a constant"
HOLDS = "does not hold at both ends and between"
ABOUT = "is not the failure of a claim about one variable"
RELATION = "is not that a polynomial in a real variable is > 0, or not 0"
REJECTED = [
    # opposite signs, in this order
    (TOUCHES, root("x**2 - 2", "x**2 - 2", "2", "1"), SIGNS),
    (TOUCHES, root("x**2 - 2", "x**2 - 2", "3/2", "2"), SIGNS),
    (TOUCHES, root("x**2 - 2", "x**2 - 2", "-2", "2"), SIGNS),
    (TOUCHES, root("x**2 - 2", "x**2 - 2", "1", "1"), SIGNS),
    (TOUCHES, root("(x**2 - 2)**2", "1", "1", "2"), SIGNS),
    ("not forall real x: (x**2 - 1)**2 > 0", root("x**2 - 1", "x**2 - 1", "1", "2"), SIGNS),
    ("not forall real x: (x**2 - 1)**2 > 0", root("x**2 - 1", "x**2 - 1", "0", "1"), SIGNS),
    ("not forall real x: 0 * x != 0", root("0", "x", "-1", "1"), SIGNS),
    (TOUCHES, root("x**2 - 2", "x**2 - 2", "1"), SIGNS),
    (TOUCHES, root("x**2 - 2", "x**2 - 2", "1", "2", "3"), SIGNS),
    (TOUCHES, root("x**2 - 2", "x**2 - 2"), SIGNS),
    # the factor is one
    (TOUCHES, root("x**2 - 2", "x**2 - 3", "1", "2"), PRODUCT),
    (TOUCHES, root("x**2 - 2", "2 - x**2", "1", "2"), PRODUCT),
    (TOUCHES, root("x", "x", "-1", "1"), PRODUCT),
    (TOUCHES, root("x**2 - 2", "0", "1", "2"), PRODUCT),
    ("not forall real x: x**2 + 1 > 0", root("x", "x", "-1", "1"), PRODUCT),
    (TOUCHES, root("x**2 - 2", "(x**2 - 2)**2 / (x**2 - 2)", "1", "2"), "is not polynomial in x alone"),
    (TOUCHES, root("abs(x) - 1", "x", "1", "2"), "is not polynomial in x alone"),
    (TOUCHES, root("y**2 - 2", "x**2 - 2", "1", "2"), "y is not declared"),
    (TOUCHES, root("x > 0", "x**2 - 2", "1", "2"), "is not polynomial in x alone"),
    # > and != only: at a root >=, <= and == are true
    ("not forall real x: (x**2 - 2)**2 >= 0", AT_ROOT_2, RELATION),
    ("not forall real x: (x**2 - 2)**2 == 0", AT_ROOT_2, RELATION),
    ("not forall real x: not (x**2 - 2)**2 < 0", AT_ROOT_2, RELATION),
    ("not forall real x: -(x**2 - 2)**2 <= 0", AT_ROOT_2, RELATION),
    ("not forall integer x: (x**2 - 2)**2 > 0", AT_ROOT_2, RELATION),
    ("not forall real x: true", AT_ROOT_2, "the conclusion is not a comparison"),
    ("not forall real x: (x**2 - 2)**2 > 0 or x > 5", AT_ROOT_2, "the conclusion is not a comparison"),
    ("not forall real x: (x**2 - 2)**2 > 0 and x > 5", AT_ROOT_2, "the conclusion is not a comparison"),
    ("not forall real x: (x**2 - 2)**2 / x > 0", AT_ROOT_2, "is not polynomial in x alone"),
    # the domain
    ("not forall real x > 1: (x**2 - 2)**2 > 0", AT_ROOT_2, DOMAIN),
    ("not forall real x < 2: (x**2 - 2)**2 > 0", AT_ROOT_2, DOMAIN),
    ("not forall real x >= 3/2: (x**2 - 2)**2 > 0", AT_ROOT_2, DOMAIN),
    ("not forall real x <= 7/5: (x**2 - 2)**2 > 0", AT_ROOT_2, DOMAIN),
    # the hypotheses, each of them, between the ends too
    ("not forall real x: x > 1 ==> (x**2 - 2)**2 > 0", AT_ROOT_2, HOLDS),
    ("not forall real x: x < 2 ==> (x**2 - 2)**2 > 0", AT_ROOT_2, HOLDS),
    ("not forall real x: x >= 0 and not x >= 3/2 ==> (x**2 - 2)**2 > 0", AT_ROOT_2, HOLDS),
    ("not forall real x: x >= 0, x == 1 ==> (x**2 - 2)**2 > 0", AT_ROOT_2, HOLDS),
    ("not forall real x: x != 1 ==> (x**2 - 2)**2 > 0", AT_ROOT_2, HOLDS),
    ("not forall real x: x != 3/2 ==> (x**2 - 2)**2 > 0", AT_ROOT_2, HOLDS),
    ("not forall real x: not 2 * x == 3 ==> (x**2 - 2)**2 > 0", AT_ROOT_2, HOLDS),
    ("not forall real x: 2 < 1 ==> (x**2 - 2)**2 > 0", AT_ROOT_2, HOLDS),
    ("not forall real x: x**2 != 2 ==> (x**2 - 2)**2 > 0", AT_ROOT_2, LINEAR),
    ("not forall real x: x**2 < 5 ==> (x**2 - 2)**2 > 0", AT_ROOT_2, LINEAR),
    ("not forall real x: x < 5 or x > 6 ==> (x**2 - 2)**2 > 0", AT_ROOT_2, LINEAR),
    ("not forall real x: not (x < 0 and x > 6) ==> (x**2 - 2)**2 > 0", AT_ROOT_2, LINEAR),
    ("not forall real x: true ==> (x**2 - 2)**2 > 0", AT_ROOT_2, LINEAR),
    ("not forall real x: 1 / x > 0 ==> (x**2 - 2)**2 > 0", AT_ROOT_2, "is not polynomial in x alone"),
    # one variable, and a failure
    ("not forall real x, real y: (x**2 - 2)**2 > 0", AT_ROOT_2, ABOUT),
    ("not forall: 1 > 0", AT_ROOT_2, ABOUT),
    ("forall real x: (x**2 - 2)**2 > 0", AT_ROOT_2, ABOUT),
    ("exists real x: (x**2 - 2)**2 == 0", AT_ROOT_2, ABOUT),
]


@pytest.mark.parametrize(("text", "proof", "why"), REJECTED)
def test_rejected(text: str, proof: Evidence, why: str) -> None:
    refuse(text, RULE, proof, why)


@pytest.mark.parametrize(
    "changed",
    [
        {"factor": 1},
        {"cofactor": []},
        {"between": "12"},
        {"between": [1, 2]},
        {"between": ["1.0", "2"]},
        {"between": ["2/2", "2"]},
        {"more": "1"},
    ],
)
def test_malformed_evidence(changed: Evidence) -> None:
    refuse(TOUCHES, RULE, AT_ROOT_2 | changed, None)
    for key in AT_ROOT_2:
        refuse(TOUCHES, RULE, {name: value for name, value in AT_ROOT_2.items() if name != key}, "is missing")


def test_ends_too_long_for_the_degree_are_refused() -> None:
    long = f"1/1{'0' * 100_000}1"
    refuse("not forall real x: x**9999 > 0", RULE, root("x**9999", "1", "-1", long), "too long for a polynomial")


def root_of(square: int) -> Fraction:
    """√square, or less than 2^-60 below it."""
    return Fraction(math.isqrt(square << 120), 1 << 60)


@given(
    st.integers(2, 30),
    st.fractions(-6, 6, max_denominator=8),
    st.fractions(-6, 6, max_denominator=8),
    st.sampled_from(["", "x > {}", "x <= {}", "x != {}", "not x < {}"]),
    st.fractions(-6, 6, max_denominator=8),
)
def test_an_accepted_root_is_one(square: int, low: Fraction, high: Fraction, hypothesis: str, at: Fraction) -> None:
    assumed = f"{hypothesis.format(at)} ==> " if hypothesis else ""
    text = f"not forall real -5 <= x < 5: {assumed}(x**2 - {square})**2 > 0"
    try:
        prove(text, RULE, root(f"x**2 - {square}", f"x**2 - {square}", str(low), str(high)))
    except Rejected:
        return
    [x] = [x for x in (root_of(square), -root_of(square)) if low < x < high]
    assert -5 <= x < 5
    assert {"": True, "x > {}": x > at, "x <= {}": x <= at, "x != {}": x != at, "not x < {}": x >= at}[hypothesis]
