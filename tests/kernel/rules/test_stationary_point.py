"""Rule `stationary_point`: the even-degree sums it proves, and the false or foreign ones that it must not."""

from typing import Any

import pytest

from tests.kernel.certificates import prove, refuse
from verify.kernel.parse import parse

RULE = "stationary_point"
EXP = "sum(k = 0 .. {}: x**k / factorial(k))"

ACCEPTED = [
    (f"forall real x: {EXP.format(2)} > 0", "1"),
    (f"forall real x: {EXP.format(1000)} > 0", "1"),
    (f"forall real x: 0 < {EXP.format(4)}", "1"),
    (f"forall even integer n >= 2, real x: {EXP.format('n')} > 0", "1"),
    (f"forall real x, even integer n >= 3: {EXP.format('n')} > 0", "1"),
    (f"forall even integer 4 <= n <= 8, real x: {EXP.format('n')} > 0", "1"),
    # degree 0 is the constant a_0
    (f"forall real x: {EXP.format(0)} > 0", "1"),
    (f"forall even integer n >= 0, real x: {EXP.format('n')} > 0", "1"),
    (f"forall even integer n >= -1, real x: {EXP.format('n')} > 0", "1"),
    # a degree next to a variable
    (f"forall even integer n >= 2, real x: {EXP.format('n - 2')} > 0", "1"),
    (f"forall odd integer n >= 1, real x: {EXP.format('n - 1')} > 0", "1"),
    (f"forall odd integer n >= -3, real x: {EXP.format('n + 3')} > 0", "1"),
    (f"forall odd integer n >= 0, real x: {EXP.format('1 + n - 2')} > 0", "1"),
    # not strict, and either way round
    (f"forall real x: {EXP.format(2)} >= 0", "1"),
    (f"forall real x: 0 <= {EXP.format(2)}", "1"),
    # what else is said does not matter
    (f"forall real x > 0: {EXP.format(2)} > 0", "1"),
    (f"forall real x <= 0: {EXP.format(2)} > 0", "1"),
    (f"forall real y, real x: {EXP.format(2)} > 0", "1"),
    (f"forall even integer n >= 2, even integer m >= 2, real x: {EXP.format('n')} > 0", "1"),
    (f"forall even integer n >= 2, real x: {EXP.format(4)} > 0", "1"),
    (f"forall real x, real y: x > y, x < 0 ==> {EXP.format(2)} > 0", "1"),
    ("forall real x: sum(k = 0 .. 6: 5 * x**k / factorial(k)) > 0", "1"),
    ("forall real x: sum(k = 0 .. 6: real(3)**k * x**k / factorial(k)) > 0", "1/3"),
    ("forall real x: sum(k = 0 .. 6: x**k / real(2)**k / factorial(k)) > 0", "2"),
    ("forall real x: sum(k = 0 .. 6: -x**k / (real(-3) * factorial(k))) > 0", "1"),
]


@pytest.mark.parametrize(("text", "multiplier"), ACCEPTED)
def test_accepted(text: str, multiplier: str) -> None:
    assert prove(text, RULE, {"multiplier": multiplier}).rules == (RULE,)


DEGREE = "is not known to be even and at least 0"
LAW = "is not about a sum over k of coefficients"
OTHER_LAW = "is not a_(k-1) for every k"
POSITIVE = "must be positive"
FORM = "is not a forall statement"
SIDE = "is not"

REJECTED = [
    # odd degrees have a zero, an empty sum is 0
    *((f"forall real x: {EXP.format(degree)} > 0", "1", DEGREE) for degree in (1, 3, 5, -1, -2)),
    (f"forall integer n >= 2, real x: {EXP.format('n')} > 0", "1", DEGREE),
    (f"forall odd integer n >= 2, real x: {EXP.format('n')} > 0", "1", DEGREE),
    (f"forall even integer n >= -2, real x: {EXP.format('n')} > 0", "1", DEGREE),
    (f"forall even integer n >= 2, real x: {EXP.format('n - 4')} > 0", "1", DEGREE),
    (f"forall even integer n >= 2, real x: {EXP.format('n - 1')} > 0", "1", DEGREE),
    (f"forall odd integer n >= 1, real x: {EXP.format('n')} > 0", "1", DEGREE),
    (f"forall odd integer n >= -1, real x: {EXP.format('n - 1')} > 0", "1", DEGREE),
    (f"forall even integer n >= 2, real x: {EXP.format('2 - n')} > 0", "1", DEGREE),
    (f"forall even integer n >= 2, real x: {EXP.format('3 * n - n')} > 0", "1", DEGREE),
    (f"forall even integer n, real x: {EXP.format('n')} > 0", "1", DEGREE),
    (f"forall even integer n <= 8, real x: {EXP.format('n')} > 0", "1", DEGREE),
    (f"forall even integer n >= 2, real x: {EXP.format('n + 1')} > 0", "1", DEGREE),
    (f"forall even integer n >= 2, real x: {EXP.format('n // 2')} > 0", "1", DEGREE),
    (f"forall even integer n >= 2, integer m >= 2, real x: {EXP.format('m')} > 0", "1", DEGREE),
    # a real variable, in a statement about all of them
    (f"forall integer x: {EXP.format(2).replace('x**k', 'real(x)**k')} > 0", "1", LAW),
    (f"exists real x: {EXP.format(2)} > 0", "1", FORM),
    (f"not forall real x: {EXP.format(2)} > 0", "1", FORM),
    # the conclusion is f > 0, or f >= 0
    (f"forall real x: {EXP.format(2)} <= 0", "1", SIDE),
    (f"forall real x: {EXP.format(2)} != 0", "1", SIDE),
    (f"forall real x: 0 >= {EXP.format(2)}", "1", SIDE),
    (f"forall real x: {EXP.format(2)} < 0", "1", SIDE),
    (f"forall real x: 0 > {EXP.format(2)}", "1", SIDE),
    (f"forall real x: {EXP.format(2)} > 1/2", "1", SIDE),
    (f"forall real x: {EXP.format(2)} > x", "1", SIDE),
    (f"forall real x: not {EXP.format(2)} > 0", "1", SIDE),
    (f"forall real x: {EXP.format(2)} - 1 > 0", "1", SIDE),
    (f"forall real x: 2 * {EXP.format(2)} > 0", "1", SIDE),
    # other coefficients: 1 + x + x² may do, 1 + 3x + x² does not
    ("forall real x: sum(k = 0 .. 2: x**k) > 0", "1", OTHER_LAW),
    ("forall real x: sum(k = 0 .. 2: x**k * factorial(k)) > 0", "1", OTHER_LAW),
    ("forall real x: sum(k = 0 .. 2: x**k / factorial(k) / factorial(k)) > 0", "1", OTHER_LAW),
    ("forall real x: sum(k = 0 .. 4: -x**k / factorial(k)) > 0", "1", POSITIVE),
    ("forall real x: sum(k = 0 .. 4: -3 * x**k / factorial(k)) > 0", "1", POSITIVE),
    ("forall real x: sum(k = 0 .. 4: 0 * x**k / factorial(k)) > 0", "1", LAW),
    ("forall real x: sum(k = 0 .. 4: real(-1)**k * x**k / factorial(k)) > 0", "-1", POSITIVE),
    ("forall real x: sum(k = 0 .. 4: real(0)**k * x**k / factorial(k)) > 0", "1", LAW),
    # a wrong multiplier
    *(
        (f"forall real x: {EXP.format(2)} > 0", multiplier, OTHER_LAW)
        for multiplier in ("2", "1/2", "1000000000001/1000000000000")
    ),
    *((f"forall real x: {EXP.format(2)} > 0", multiplier, POSITIVE) for multiplier in ("0", "-1")),
    # no law at all
    ("forall real x: sum(k = 1 .. 4: x**k / factorial(k)) > 0", "1", LAW),
    ("forall real x: sum(k = -2 .. 4: x**k / factorial(k)) > 0", "1", LAW),
    ("forall real x: sum(k = 0 .. 4: 1 / factorial(k)) > 0", "1", LAW),
    ("forall real x: sum(k = 0 .. 4: x**k * x**k / factorial(k)) > 0", "1", LAW),
    ("forall real x: sum(k = 0 .. 4: x / factorial(k)) > 0", "1", LAW),
    ("forall real x: sum(k = 0 .. 4: x**2 / factorial(k)) > 0", "1", LAW),
    ("forall real x: sum(k = 0 .. 4: x**(k + 1) / factorial(k)) > 0", "1", LAW),
    ("forall real x: sum(k = 0 .. 4: (x - 1)**k / factorial(k)) > 0", "1", LAW),
    ("forall real x: sum(k = 0 .. 4: (x + x**k) / factorial(k)) > 0", "1", LAW),
    ("forall real x: sum(k = 0 .. 4: x**k / factorial(k + 1)) > 0", "1", LAW),
    ("forall real x: sum(k = 0 .. 4: x**k / factorial(2)) > 0", "1", LAW),
    ("forall real x: sum(k = 0 .. 4: x**k * k / factorial(k)) > 0", "1", LAW),
    ("forall even integer n >= 2, real x: sum(k = 0 .. n: n * x**k / factorial(k)) > 0", "1", LAW),
    # x**k under a division has no value at 0, however it cancels
    ("forall real x: sum(k = 0 .. 4: 1 / (1 / x**k) / factorial(k)) > 0", "1", LAW),
    ("forall real x: sum(k = 0 .. 4: x**k * x**k / x**k / factorial(k)) > 0", "1", LAW),
    ("forall real x: sum(k = 0 .. 4: x**k / x**k / factorial(k)) > 0", "1", LAW),
]


@pytest.mark.parametrize(("text", "multiplier", "why"), REJECTED)
def test_rejected(text: str, multiplier: str, why: str) -> None:
    refuse(text, RULE, {"multiplier": multiplier}, why)


@pytest.mark.parametrize(
    "proof", [{}, {"multiplier": 1}, {"multiplier": True}, {"multiplier": "1.0"}, {"multiplier": "1", "n": "2"}]
)
def test_malformed_evidence(proof: dict[str, Any]) -> None:
    refuse(f"forall real x: {EXP.format(2)} > 0", RULE, proof, None)


def test_the_index_may_not_be_free_in_the_degree() -> None:
    with pytest.raises(Exception, match="not declared"):
        parse(f"forall even integer n >= 2, real x: {EXP.format('k')} > 0")
