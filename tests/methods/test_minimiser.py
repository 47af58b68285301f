from fractions import Fraction

import mpmath
import pytest

from tests.methods.asking import ask, theorem

EXP = "minimum over real x to {} digits: sum(k = 0 .. {}: x**k / factorial(k))"


@pytest.mark.parametrize(("order", "at", "value"), [(4, "-1.59607", "0.270395"), (10, "-3.33355", "0.0466991")])
def test_published_minima_of_the_exponential_series(order, at, value):
    enclosures = theorem("minimiser", EXP.format(30, order)).enclosures
    for name, text in (("minimiser", at), ("minimum", value)):
        low, high = enclosures[name]
        assert low <= high
        assert abs(low - Fraction(text)) < Fraction(1, 10 ** len(text.partition(".")[2]))


def test_digits_agree_with_mpmath():
    low, high = theorem("minimiser", EXP.format(60, 20)).enclosures["minimum"]
    with mpmath.workdps(90):
        polynomial = [mpmath.mpf(1) / mpmath.factorial(k) for k in range(20, -1, -1)]
        at = mpmath.findroot(lambda x: mpmath.polyval(polynomial[1:], x), -6)
        value = mpmath.polyval(polynomial, at)
        assert mpmath.mpf(low.numerator) / low.denominator <= value <= mpmath.mpf(high.numerator) / high.denominator
    assert (high - low) * 10**60 <= low


def test_an_exact_minimiser():
    assert theorem("minimiser", EXP.format(30, 2)).enclosures == {
        "minimiser": (-1, -1),
        "minimum": (Fraction(1, 2),) * 2,
    }


def test_any_convex_polynomial():
    low, high = theorem("minimiser", "minimum over real x to 20 digits: x**4 + x**2 - 3 * x").enclosures["minimiser"]
    slope = [4 * end**3 + 2 * end - 3 for end in (low, high)]
    assert slope[0] < 0 < slope[1]


@pytest.mark.parametrize(
    "function", ["x**3", "-x**2", "x**4 - x**2", "sum(k = 0 .. 3: x**k / factorial(k))", "real(1)"]
)
def test_functions_without_one_minimum_that_is_found(function):
    assert ask("minimiser", f"minimum over real x to 10 digits: {function}").kind == "gave_up"
