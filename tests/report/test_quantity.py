"""The quantity that a statement bounds, and its bounds, for the ways in which bounds are written."""

import math
from fractions import Fraction

import pytest

from tests.report.conftest import MITCHELL, REALS
from verify.kernel.parse import parse
from verify.report.quantity import quantity
from verify.translate.arrays import NotDrawn, values

PAIR = "forall integer 1 <= a <= 9, integer 1 <= b <= 9: "


def read(text):
    return quantity(parse(text))


@pytest.mark.parametrize(
    ("text", "low", "high", "relative"),
    [
        ("forall real x: x < 3", None, "3", False),
        ("forall real x: 3 > x", None, "3", False),
        ("forall real x: -1/2 <= x and x <= 3", "-1/2", "3", False),
        ("forall real x: 2 <= x and 1 <= x and x < 5", "2", "5", False),
        ("forall real x: 4 * x <= 3", None, "3", False),
        ("forall real x: -x <= 3", None, "3", False),
        ("forall real x: -1 <= x and 2 * x <= 3", "-1", "3/2", False),
        ("forall real x: -1 <= x and -2 * x <= 3", "-1", None, False),
        (PAIR + "1/15 * a * b < abs(a + b - a * b)", "1/15", None, False),
        (PAIR + "if a < 2 then 6 * a <= 7/8 * a * b else 9 * b <= 8/7 * a * b", None, "1/7", True),
        ("forall real x: abs(x - 1) <= 1/8", "-1/8", "1/8", False),
        ("forall real x: if x < 1 then x <= 2 else x <= 5", None, "5", False),
        ("forall real x: if x < 1 then x <= 2 else x >= 0", None, None, False),
        ("forall real x: if x < 1 then x <= 2 else true", None, "2", False),
        (PAIR + "0 <= a * b - (a + b) and a * b - (a + b) <= 1/9 * a * b", "0", "1/9", False),
        (PAIR + "a * b - (a + b) <= b * (1/9 * a)", None, "1/9", False),
        (PAIR + "abs(a + b - a * b) <= 1/9 * a * b", "-1/9", "1/9", False),
        (PAIR + "a + b <= a * b", None, "0", True),
        (PAIR + "8/9 * a * b < a + b and a + b <= a * b", "-1/9", "0", True),
        (PAIR + "a * b <= 2 * a * (b - 1) and 2 * a * (b - 1) <= 5/4 * a * b", "0", "1/4", True),
        ("forall real 0 <= x <= 1: 1 / (1 + x) <= 1 - x/2 and 1 - x/2 <= 9/8 / (1 + x)", "0", "1/8", True),
        ("forall real 0 <= x <= 1: x <= sqrt(4/9)", None, "2/3", False),
        (MITCHELL, "0", "1/9", False),
        (REALS.replace("x1 + x2 < 1 ==> ", ""), "-1/9", "0", True),
    ],
)
def test_bounds(text, low, high, relative):
    if low is high is None:
        with pytest.raises(NotDrawn, match="no rational bound"):
            read(text)
        return
    found = read(text)
    ends = tuple(None if end is None else str(end) for end in (found.low, found.high))
    assert (*ends, found.relative) == (low, high, relative)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("forall real x: x == 3", "says =="),
        ("forall real x: x < 3 or x > 5", "says or"),
        ("forall real x: exp(x) > x", "no numbers"),
        ("forall real x, real y: x < 1 and y < 1", "two different things"),
        ("forall real x: x < 1 and 2 * exp(x) < 3 * exp(x) * x", "not all multiples of one thing"),
        ("forall real x: true", "no rational bound"),
    ],
)
def test_what_bounds_nothing_says_why(text, why):
    with pytest.raises(NotDrawn, match=why):
        read(text)


def test_the_quantity_is_an_error_over_what_it_is_measured_by():
    found = read(MITCHELL)
    assert values(found.term, {"a": [3, 1, 6], "b": [3, 1, 5]}) == pytest.approx([1 / 9, 0, (30 - 28) / 30])


def test_it_is_undefined_outside_the_hypotheses_and_where_the_measure_is_not_positive():
    found = read("forall integer a, integer b: a >= 2 ==> 0 <= a * b - a and a * b - a <= 1/3 * a * b")
    at = values(found.term, {"a": [1, 2, 2], "b": [1, 2, -1]})
    assert [math.isnan(value) for value in at] == [True, False, True]


def test_bounds_of_an_approximation_become_those_of_its_relative_error():
    found = read("forall real 0 < x <= 1: 3/4 * (x * x) <= x and x <= 5/4 * (x * x)")
    assert (found.low, found.high) == (Fraction(-1, 4), Fraction(1, 4))
    assert values(found.term, {"x": [0.5]}) == [1.0]


def test_a_bound_that_is_no_rational_is_near_enough():
    found = read("forall real 0 <= x <= 1: log(1 + x) <= log(2) and log(1 + x) >= -sqrt(2) * exp(1)")
    assert abs(found.high - Fraction(math.log(2))) < Fraction(1, 10**15)
    assert abs(found.low + Fraction(math.sqrt(2) * math.e)) < Fraction(1, 10**15)
