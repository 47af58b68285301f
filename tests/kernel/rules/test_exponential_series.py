"""Rule `exponential_series`: every sign of x and parity of n, in both orders; and what it must not prove."""

import itertools
import math
from fractions import Fraction

import pytest

from tests.kernel.certificates import prove, refuse
from verify.kernel.real_number import real_function

RULE = "exponential_series"
HALF = Fraction(1, 2)
SUM = "sum(k = 0 .. {}: x**k / factorial(k))"

ACCEPTED = [
    f"forall even integer n >= 0, real x < 0: {SUM.format('n')} > exp(x)",
    f"forall even integer n >= 0, real x <= 0: {SUM.format('n')} >= exp(x)",
    f"forall even integer n >= 4, real x: x < 0 ==> exp(x) < {SUM.format('n')}",
    f"forall odd integer n >= 1, real x: exp(x) >= {SUM.format('n')}",
    f"forall odd integer n >= 1, real x: x != 0 ==> exp(x) > {SUM.format('n')}",
    f"forall odd integer n >= 1, real x: not 0 == x ==> {SUM.format('n')} < exp(x)",
    f"forall integer n >= 0, real x > 0: exp(x) > {SUM.format('n')}",
    f"forall integer n >= 0, real x >= 0: exp(x) >= {SUM.format('n')}",
    f"forall integer n >= 0, real x: 2 * x > 3 ==> exp(x) > {SUM.format('n')}",
    f"forall integer n >= 0, real x: x != 0 ==> exp(x) != {SUM.format('n')}",
    f"forall integer n >= 0, real x: x == 0 ==> exp(x) == {SUM.format('n')}",
    f"forall real x: exp(x) >= {SUM.format(1)}",
    f"forall real x > 0: exp(x) > {SUM.format(0)}",
    f"forall real x < 0: {SUM.format(100)} > exp(x)",
    # the degree is linear: even, odd, or from 0 on by the domains
    f"forall integer m >= 0, real x < 0: {SUM.format('2 * m')} > exp(x)",
    f"forall integer m >= 0, real x < 0: {SUM.format('2 * m + 1')} < exp(x)",
    f"forall integer m <= -1, real x < 0: {SUM.format('-2 * m - 2')} > exp(x)",
    f"forall odd integer n >= -1, even integer m >= 0, real x < 0: {SUM.format('n + 3 * m + 1')} > exp(x)",
    # other variables and hypotheses are ignored
    f"forall real y, real x, integer n >= 0: x >= 1, y > x ==> exp(x) > {SUM.format('n')}",
    f"forall real x >= 0: exp(x) >= {SUM.format(3)}",
    "forall real y > 0: exp(y) > sum(j = 0 .. 7: 1 / factorial(j) * y**j)",
]


@pytest.mark.parametrize("text", ACCEPTED)
def test_accepted(text: str) -> None:
    assert prove(text, RULE, {}).rules == (RULE,)


SIGN = "does not hold for every sign"
SHAPE = "does not compare exp of a variable"
NEGATIVE = "may be negative"

REJECTED = [
    # no exp
    (f"forall integer n >= 0, real x > 0: {SUM.format('n')} < atan(x)", SHAPE),
    (f"forall integer n >= 0, real x > 0: -x > {SUM.format('n')}", SHAPE),
    # the sign of x
    (f"forall even integer n >= 0, real x: {SUM.format('n')} > exp(x)", SIGN),
    (f"forall even integer n >= 0, real x <= 0: {SUM.format('n')} > exp(x)", SIGN),
    (f"forall even integer n >= 0, real x > 0: {SUM.format('n')} > exp(x)", SIGN),
    (f"forall even integer n >= 0, real x < 1: {SUM.format('n')} >= exp(x)", SIGN),
    (f"forall even integer n >= 0, real x: x**2 > 0 ==> {SUM.format('n')} > exp(x)", SIGN),
    (f"forall even integer n >= 0, real x, real y < 0: {SUM.format('n')} > exp(x)", SIGN),
    (f"forall even integer n >= 0, real x: x != 0 ==> {SUM.format('n')} > exp(x)", SIGN),
    (f"forall even integer n >= 0, real x: x < 0 or n < 0 ==> {SUM.format('n')} > exp(x)", SIGN),
    (f"forall even integer n >= 0, real x: not x < 0 ==> {SUM.format('n')} > exp(x)", SIGN),
    (f"forall odd integer n >= 1, real x: exp(x) > {SUM.format('n')}", SIGN),
    (f"forall odd integer n >= 1, real x: x != 1 ==> exp(x) > {SUM.format('n')}", SIGN),
    (f"forall odd integer n >= 1, real x: exp(x) <= {SUM.format('n')}", SIGN),
    (f"forall integer n >= 0, real x >= 0: exp(x) > {SUM.format('n')}", SIGN),
    (f"forall integer n >= 0, real x >= 0: x**2 <= 1 ==> exp(x) > {SUM.format('n')}", SIGN),
    (f"forall integer n >= 0, real x >= 0, real y: y != 0, n != 0 ==> exp(x) > {SUM.format('n')}", SIGN),
    (f"forall integer n >= 0, real x >= 0: x >= 0, 0 <= x ==> exp(x) > {SUM.format('n')}", SIGN),
    (f"forall integer n >= 0, real x >= -1: exp(x) >= {SUM.format('n')}", SIGN),
    (f"forall integer n >= 0, real x: exp(x) != {SUM.format('n')}", SIGN),
    (f"forall integer n >= 0, real x: exp(x) == {SUM.format('n')}", SIGN),
    # the parity of n
    (f"forall integer n >= 0, real x < 0: {SUM.format('n')} > exp(x)", SIGN),
    (f"forall integer n >= 0, real x < 0: {SUM.format('n')} < exp(x)", SIGN),
    (f"forall odd integer n >= 1, real x < 0: {SUM.format('n')} > exp(x)", SIGN),
    (f"forall real x < 0: {SUM.format(3)} > exp(x)", SIGN),
    (f"forall real x < 0: {SUM.format(4)} < exp(x)", SIGN),
    (f"forall integer m >= 0, real x < 0: {SUM.format('3 * m')} > exp(x)", SIGN),
    (f"forall integer m >= 0, real x < 0: {SUM.format('2 * m + 1')} > exp(x)", SIGN),
    # an empty sum is 0
    (f"forall even integer n, real x < 0: {SUM.format('n')} > exp(x)", NEGATIVE),
    (f"forall odd integer n >= -1, real x < 0: {SUM.format('n')} < exp(x)", NEGATIVE),
    (f"forall real x > 0: exp(x) > {SUM.format(-1)}", NEGATIVE),
    (f"forall even integer n >= -2, real x < 0: {SUM.format('n')} > exp(x)", NEGATIVE),
    (f"forall real x < 0: {SUM.format(-2)} > exp(x)", NEGATIVE),
    (f"forall integer m >= 0, real x < 0: {SUM.format('2 * m - 2')} > exp(x)", NEGATIVE),
    (f"forall integer 0 <= m <= 3, real x < 0: {SUM.format('4 - 2 * m')} > exp(x)", NEGATIVE),
    (f"forall integer m >= 0, real x < 0: {SUM.format('2 * m**2')} > exp(x)", "is not linear"),
    (f"forall integer m >= 0, real x < 0: {SUM.format('m // 2 * 2')} > exp(x)", "is not polynomial"),
    # other functions, other sums
    ("forall real x > 0: exp(x) > sum(k = 0 .. 4: x**k)", SHAPE),
    ("forall real x > 0: exp(x) > sum(k = 0 .. 4: 2 * x**k / factorial(k))", SHAPE),
    ("forall real x > 0: exp(x) > sum(k = 0 .. 4: real(2)**k * x**k / factorial(k))", SHAPE),
    ("forall real x > 0: exp(x) > sum(k = 1 .. 4: x**k / factorial(k))", SHAPE),
    ("forall real x > 0: exp(2 * x) > " + SUM.format(4), SHAPE),
    ("forall real x > 0, real y: exp(y) > " + SUM.format(4), SHAPE),
    ("forall real x > 0: atan(x) > " + SUM.format(4), SHAPE),
    ("forall real x > 0: exp(x) > x", SHAPE),
    ("forall real x > 0: exp(x) > exp(x)", SHAPE),
    ("forall integer x >= 1: exp(x) > sum(k = 0 .. 4: real(x)**k / factorial(k))", SHAPE),
    # other statements
    (f"forall real x > 0: exp(x) > {SUM.format(4)} and true", "its conclusion is not a comparison"),
    (f"exists real x > 0: exp(x) > {SUM.format(4)}", "its conclusion is not a comparison"),
    (f"not forall real x > 0: exp(x) > {SUM.format(4)}", "its conclusion is not a comparison"),
]


@pytest.mark.parametrize(("text", "why"), REJECTED)
def test_rejected(text: str, why: str) -> None:
    refuse(text, RULE, {}, why)


def test_it_takes_no_evidence() -> None:
    refuse(ACCEPTED[0], RULE, {"degree": "2"}, "unknown key")


@pytest.mark.parametrize("degree", range(6))
@pytest.mark.parametrize("relation", ["<", "<=", ">", ">=", "==", "!="])
@pytest.mark.parametrize(
    ("domain", "points"), [("< 0", (-3, HALF - 1)), ("<= 0", (-3, 0)), ("> 0", (HALF, 3)), (">= 0", (0, 3))]
)
def test_it_proves_exactly_what_holds_at_the_ends_of_every_sign(
    degree: int, relation: str, domain: str, points: tuple[int | Fraction, ...]
) -> None:
    """On a domain of one sign the comparison is proved if it holds at points of every sign in it, else refused."""
    holds = []
    for x, order in itertools.product(points, (0, 1)):
        value, series = real_function("exp", x), sum(Fraction(x) ** k / math.factorial(k) for k in range(degree + 1))
        left, right = (value, series) if order else (series, value)
        compared = {"<": left < right, "<=": left <= right, ">": left > right}
        compared |= {">=": left >= right, "==": left == right, "!=": left != right}
        holds.append((order, compared[relation]))
    for order in (0, 1):
        sides = ("exp(x)", SUM.format(degree)) if order else (SUM.format(degree), "exp(x)")
        text = f"forall real x {domain}: {sides[0]} {relation} {sides[1]}"
        if all(held for which, held in holds if which == order):
            assert prove(text, RULE, {}).rules == (RULE,)
        else:
            refuse(text, RULE, {}, SIGN)
