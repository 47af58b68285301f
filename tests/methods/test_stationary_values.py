from fractions import Fraction

import pytest

from tests.methods.asking import ask, theorem
from verify.kernel.univariate import dense
from verify.methods.stationary_values import real_zeros


@pytest.mark.parametrize(
    ("text", "at", "value"),
    [
        # the lower of two minima, on several domains
        ("real x to 9 digits: x**4 - x**2 + x / 10", "-0.7308930", "-0.3219193"),
        ("real x >= 0 to 9 digits: x**4 - x**2 + x / 10", "0.6806392", "-0.1805869"),
        ("real -1 <= x <= 1/2 to 9 digits: x**4 - x**2 + x / 10", "-0.7308930", "-0.3219193"),
        ("real x > 0 to 9 digits: x**4 - x**2", "0.7071067", "-0.25"),
        ("real x to 30 digits: x**20 - 5 * x**7 + x", "1.0421779", "-3.3497977"),
        # at rational points, and at ends
        ("real x to 9 digits: x**4", "0", "0"),
        ("real -1 <= x <= 1/2 to 9 digits: x**2 - 2 * x", "0.5", "-0.75"),
        ("real x >= -1 to 9 digits: x**3 - x**2", "-1", "-2"),
        ("real -2 < x < 5 to 9 digits: (x**2 - 3)**2 * (x + 3) - x", "1.7", "-1.7"),
        ("real 2 <= x <= 2 to 9 digits: x**3", "2", "8"),
        ("real x to 3 digits: (x - 12345678/1000000007)**2", "0.0123456", "0"),
        ("real x >= 0 to 9 digits: sum(k = 0 .. 6: x**k / factorial(k))", "0", "1"),
        ("real x to 9 digits: sum(k = 0 .. 6: x**k)", "-0.67", "0.63"),
    ],
)
def test_minima(text, at, value):
    enclosures = theorem("minimiser", f"minimum over {text}").enclosures
    for name, near in (("minimiser", at), ("minimum", value)):
        low, high = enclosures[name]
        assert low <= high
        assert abs(low - Fraction(near)) < Fraction(1, 10 ** len(near.partition(".")[2])) * 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("real x to 9 digits: x**3", "unbounded below"),
        ("real x to 9 digits: -x**2", "unbounded below"),
        ("real x < 0 to 9 digits: x**3", "unbounded below"),
        ("real x >= 0 to 9 digits: x - x**5", "unbounded below"),
        ("real x to 9 digits: x**4 - x**2", "two minimisers, about -0.707107 and 0.707107"),
        ("real 0 <= x <= 1 to 9 digits: x * (1 - x)", "two minimisers, about 0 and 1"),
        ("real x > 0 to 9 digits: x**2", "the infimum is not attained"),
        ("real -1 < x < 1 to 9 digits: -x**2", "the infimum is not attained"),
        ("real 0 <= x < 1 to 9 digits: x * (1 - x)", "the infimum is not attained"),
        ("real x to 9 digits: real(5)", "constant"),
        ("real x > 0 to 9 digits: (x**2 - 2)**2", "too near to it for so many digits"),
        ("real x to 9 digits: abs(x)", "is not polynomial"),
    ],
)
def test_no_minimum_or_more_than_one(text, reason):
    finding = ask("minimiser", f"minimum over {text}")
    assert finding.kind == "gave_up" and reason in finding.reason


def test_real_zeros():
    # (x - 1/2)² (x² - 2) (x² + 1)
    zeros = real_zeros(dense([-2, 8, -9, 4, -3, -4, 4]), 30)
    assert [round(float(zero), 6) for zero in zeros] == [-1.414214, 0.5, 1.414214]
    assert abs(zeros[0] ** 2 - 2) < Fraction(1, 10**30)
    assert real_zeros(dense([7]), 30) == []
