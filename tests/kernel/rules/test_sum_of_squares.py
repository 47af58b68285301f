"""Rule `sum_of_squares`: what the squares leave is dominated by its even powers, and strictly at 0 for p > 0."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.certificates import Evidence, prove, refuse
from verify.kernel.goal import Interval
from verify.kernel.rules.sum_of_squares import domination, on_the_line
from verify.kernel.univariate import Dense, from_fractions, value_at

RULE = "sum_of_squares"


def squares(*halves: str, scale: str = "1", unit: str = "1") -> Evidence:
    """Evidence of the rule."""
    return {"scale": scale, "unit": unit, "squares": list(halves)}


ACCEPTED = [
    ("forall real x: x**2 + 1 > 0", squares()),
    ("forall real x: x**2 - 2 * x + 1 >= 0", squares()),
    ("forall real x: x**2 - 2 * x + 1 >= 0", squares("-1 1")),
    ("forall real x: x**2 - 2 * x + 2 > 0", squares("-1 1")),
    ("forall real x: -1 < x**2 - 2 * x + 1", squares()),
    ("forall real x: 4 * x**2 - 12 * x + 10 > 0", squares("-3 2")),
    ("forall real x: x**2 / 4 - x + 5/4 > 0", squares("-2 1", unit="1/2")),
    ("forall real x: x**2 / 4 - x + 5/4 > 0", squares("-2 1", unit="-1/2")),
    # y = x/10 makes the middle coefficient small beside the others
    ("forall real x: x**2 - 10 * x + 100 > 0", squares(scale="10")),
    ("forall real x: x**4 - 20 * x**3 + 100 * x**2 + 1 > 0", squares("0 -a 1")),
    ("forall real x: x**4 + x**2 - 1/2 * x + 1 > 0", squares("0", "")),
    ("forall real x: 0 * x >= 0", squares()),
    ("forall real x: 3 + 0 * x > 0", squares()),
    ("forall integer n: n**2 - n + 1 > 0", squares()),
    # half-lines and intervals, with y for x = a + y², b - y² and (a + b·y²)/(1 + y²)
    ("forall real x >= 0: x**3 + x + 1 > 0", squares()),
    ("forall real x > 1: x**3 > 1 - x", squares()),
    ("forall real x <= -1: -x**3 >= 1", squares()),
    ("forall real x: x >= 2 ==> x**2 - x - 2 >= 0", squares()),
    ("forall real 0 <= x <= 1: x * (1 - x) >= 0", squares()),
    ("forall real 0 <= x <= 1: x**2 - x + 1 > 0", squares()),
    ("forall real 0 <= x < 1: 1 - x > 0", squares()),
    ("forall real x, real y: x >= 2, y < x ==> x - 1 > 0", squares()),
]


@pytest.mark.parametrize(("text", "proof"), ACCEPTED)
def test_accepted(text: str, proof: Evidence) -> None:
    assert prove(text, RULE, proof).rules == (RULE,)


POWER = "in the remainder, power"
AT_ZERO = "the remainder may be 0 at 0"

REJECTED = [
    # one unit too much
    ("forall real x: x**2 - 2001/1000 * x + 1 >= 0", squares(), f"{POWER} 0"),
    ("forall real x: 999/1000 * x**2 - 2 * x + 1 >= 0", squares(), f"{POWER} 2"),
    ("forall real x: x**4 + x**3 - x - 1/4 >= 0", squares(), POWER),
    ("forall real x: x**2 >= 1/1000", squares("0 1"), f"{POWER} 0"),
    ("forall real x: x**2 - 2 * x + 1 >= 0", squares("-1 2"), POWER),
    ("forall real x: x**2 - 2 * x + 1 >= 0", squares("-1 1", "1"), f"{POWER} 0"),
    ("forall real x: x**2 - 2 * x + 1 >= 0", squares("-1 1", unit="1001/1000"), POWER),
    ("forall real x: x**2 - 10 * x + 100 > 0", squares(), POWER),
    ("forall real x: x**2 - 10 * x + 100 > 0", squares(scale="1/10"), POWER),
    # odd degrees, whatever is added
    ("forall real x: x**3 + 100 * x**2 + 100 >= 0", squares(), f"{POWER} 4"),
    ("forall real x: x + 100 >= 0", squares(), f"{POWER} 2"),
    ("forall real x: x**5 + x**4 + 1 > 0", squares("0 0 1"), POWER),
    ("forall real x: x**2 + 1 >= 0", squares("0 0 1"), f"{POWER} 4"),
    # squares of their own are no reason for > 0
    ("forall real x: x**2 - 2 * x + 1 > 0", squares(), AT_ZERO),
    ("forall real x: x**2 - 2 * x + 1 > 0", squares("-1 1"), AT_ZERO),
    ("forall real x: x**2 > 0", squares(), AT_ZERO),
    ("forall real x: 0 * x > 0", squares(), AT_ZERO),
    ("forall real x: -x**2 >= 0", squares(), POWER),
    ("forall real x: 0 * x - 1 >= 0", squares(), f"{POWER} 0"),
    # the ends of intervals
    ("forall real 0 <= x <= 1: 1 - x > 0", squares(), "at its upper end"),
    ("forall real 0 <= x <= 1: x > 0", squares(), AT_ZERO),
    ("forall real x >= 0: x > 0", squares(), AT_ZERO),
    ("forall real x >= -1: x >= 0", squares(), f"{POWER} 0"),
    ("forall real x <= 1: -x >= 0", squares(), f"{POWER} 0"),
    ("forall real -1 <= x <= 1: x >= 0", squares(), POWER),
    ("forall real 1 <= x <= 1: x > 0", squares(), "is empty, or a point"),
    ("forall real 1 <= x <= 0: x > 0", squares(), "is empty, or a point"),
    # other conclusions and statements
    ("forall real x: x**2 + 1 != 0", squares(), "is neither p > 0"),
    ("forall real x: x**2 + 1 == 0", squares(), "is neither p > 0"),
    ("forall real x, real y: x**2 + y**2 >= 0", squares(), "it is about 2 variables"),
    ("forall real x: x**2 + 1 > 0 and x**2 + 2 > 0", squares(), "is not a comparison"),
    ("not forall real x: x**2 + 1 > 0", squares(), "is not a forall statement"),
    ("exactly 0 zeros over real x: x**2 + 1", squares(), "is not a forall statement"),
    ("forall real x: x**2 + 1 / x > 0", squares(), "is not polynomial"),
    ("forall real x: x**2 + 1 + 0 * undefined(real) > 0", squares(), "is not polynomial"),
    # evidence
    ("forall real x: x**2 + 1 > 0", squares(scale="0"), "is not positive"),
    ("forall real x: x**2 + 1 > 0", squares(scale="-1"), "is not positive"),
    ("forall real x: x**2 + 1 > 0", squares("1 ", unit="0"), "hexadecimal"),
    ("forall real x: x**2 + 1 > 0", squares("+1", unit="0"), "hexadecimal"),
    ("forall real x: x**2 + 1 > 0", squares("1_0", unit="0"), "hexadecimal"),
    ("forall real x: x**2 + 1 > 0", squares("A", unit="0"), "hexadecimal"),
    ("forall real x: x**200 + 1 > 0", squares(scale="1" + "0" * 20_000), "too long a number"),
]


@pytest.mark.parametrize(("text", "proof", "why"), REJECTED)
def test_rejected(text: str, proof: Evidence, why: str) -> None:
    refuse(text, RULE, proof, why)


@pytest.mark.parametrize(
    "proof",
    [
        {},
        {"scale": "1", "unit": "1"},
        {"scale": 1, "unit": "1", "squares": []},
        {"scale": "1", "unit": "2/2", "squares": []},
        {"scale": "1", "unit": "1", "squares": "1"},
        {"scale": "1", "unit": "1", "squares": [["1"]]},
        squares() | {"remainder": "1"},
    ],
)
def test_malformed_evidence(proof: Any) -> None:
    refuse("forall real x: x**2 + 1 > 0", RULE, proof, None)


@pytest.mark.parametrize(
    ("coefficients", "margins"),
    [
        ((), [0]),
        ((1,), [2]),
        ((1, 2), [0, -2]),
        ((1, -2, 1), [0, 0]),
        ((2, -1, 3), [3, 5]),
        ((0, 0, 0, 5), [0, -5, -5]),
        ((1, 0, 0, 0, 1), [2, 0, 2]),
    ],
)
def test_every_odd_coefficient_is_charged_to_both_neighbours(coefficients: tuple[int, ...], margins: list[int]) -> None:
    assert domination(Dense(coefficients)) == margins


small = st.fractions(-5, 5, max_denominator=6)


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=9), small)
def test_a_dominated_polynomial_is_not_negative(values: list[int], at: Fraction) -> None:
    function = from_fractions([Fraction(value) for value in values])
    margins = domination(function)
    if min(margins) >= 0:
        assert value_at(function, at) >= Fraction(margins[0], 2)


@given(st.lists(small, min_size=1, max_size=6), small, small.filter(lambda value: value > 0), small)
def test_the_line_stands_for_the_interval(values: list[Fraction], low: Fraction, width: Fraction, y: Fraction) -> None:
    function, high = from_fractions(values), low + width
    weight = (1 + y * y) ** max(function.degree, 0)
    for within, at, factor in (
        (Interval(low, high, False, False), (low + high * y * y) / (1 + y * y), weight),
        (Interval(low, None, False, False), low + y * y, 1),
        (Interval(None, high, False, False), high - y * y, 1),
        (Interval(None, None, False, False), y, 1),
    ):
        assert value_at(on_the_line(function, within), y) == factor * value_at(function, at)


@given(st.lists(st.integers(-5, 5), min_size=2, max_size=4), st.integers(-3, 3), st.lists(st.integers(-5, 5)))
def test_no_evidence_makes_a_touching_polynomial_positive(half: list[int], root: int, guess: list[int]) -> None:
    touching = f"(x - {root})**2 * (({' + '.join(f'({value}) * x**{k}' for k, value in enumerate(half))})**2 + 1)"
    text = " ".join(format(value, "x") for value in guess)
    for proof in (squares(), squares(text), squares(text, scale="1/2"), squares(text, unit="1/3")):
        refuse(f"forall real x: {touching} > 0", RULE, proof, None)
