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


@pytest.mark.parametrize("order", [4, 6, 50, 300])
@pytest.mark.parametrize("digits", [1, 50, 400])
def test_sums_of_the_law(order, digits):
    low, high = theorem("minimiser", EXP.format(digits, order)).enclosures["minimum"]
    assert 0 < low < high and (high - low) * 10**digits <= low


@pytest.mark.parametrize(
    "function",
    ["5 * (2 * x)**k / factorial(k)", "5 * real(2)**k * x**k / factorial(k)", "real(-1/2)**k * x**k / factorial(k)"],
)
def test_scaled_sums(function):
    exp = theorem("minimiser", EXP.format(20, 4)).enclosures["minimum"]
    low, high = theorem("minimiser", f"minimum over real x to 20 digits: sum(k = 0 .. 4: {function})").enclosures[
        "minimum"
    ]
    factor = 5 if "5" in function else 1
    assert abs(low - factor * exp[0]) * 10**19 < low and abs(high - factor * exp[1]) * 10**19 < high


def test_a_domain_without_the_stationary_point():
    enclosures = theorem("minimiser", EXP.format(20, 4).replace("real x", "real x >= -1")).enclosures
    assert enclosures["minimiser"] == (-1, -1) and enclosures["minimum"] == (Fraction(3, 8),) * 2


@pytest.mark.parametrize(
    "function", ["x**3", "-x**2", "x**4 - x**2", "sum(k = 0 .. 3: x**k / factorial(k))", "real(1)"]
)
def test_functions_without_one_minimum_that_is_found(function):
    assert ask("minimiser", f"minimum over real x to 10 digits: {function}").kind == "gave_up"
