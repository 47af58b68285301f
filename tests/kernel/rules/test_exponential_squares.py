"""Rule `exponential_squares`: the bound, the identity behind it, and what it must not prove."""

import math
from fractions import Fraction

import pytest

from tests.kernel.certificates import prove, refuse
from verify.kernel.univariate import Dense, add, equal, from_fractions, multiply

RULE = "exponential_squares"
SUM = "sum(k = 0 .. {}: x**k / factorial(k))"
EVEN = f"forall integer m >= 0, real x: {SUM.format('2 * m')}"
BOUND = "factorial(m)**2 / factorial(2 * m)"


def square(m: int, j: int) -> Dense:
    """q_j(x) = C(m, j) Σ_i C(m-j, i) (i+j)! x^(m-j-i)."""
    coefficients = [
        Fraction(math.comb(m, j) * math.comb(m - j, i) * math.factorial(i + j)) for i in range(m - j, -1, -1)
    ]
    return from_fractions(coefficients)


@pytest.mark.parametrize("m", range(31))
def test_the_identity(m: int) -> None:
    total = Dense(())
    for j in range(m + 1):
        total = add(total, multiply(square(m, j), square(m, j)))
    n = 2 * m
    assert equal(total, from_fractions([Fraction(math.factorial(n), math.factorial(k)) for k in range(n + 1)]))
    assert equal(square(m, m), Dense((math.factorial(m),)))


ACCEPTED = [
    f"{EVEN} >= {BOUND}",
    f"forall integer m >= 0, real x: {BOUND} <= {SUM.format('2 * m')}",
    f"forall real x, integer m >= 5: {SUM.format('m + m')} >= {BOUND}",
    f"{EVEN} >= factorial(m) * factorial(m) / factorial(m + m)",
    f"{EVEN} >= 1 / factorial(2 * m) * factorial(m)**2",
    f"{EVEN} >= 1 / (factorial(2 * m) / factorial(m)**2)",
    f"{EVEN} > 1/2 * factorial(m)**2 / factorial(2 * m)",
    f"{EVEN} > -1 * factorial(m)**2 / factorial(2 * m)",
    f"forall integer m >= 1, real x: {SUM.format('2 * m - 2')} >= factorial(m - 1)**2 / factorial(2 * m - 2)",
    f"forall real x: {SUM.format(10)} >= 1/252",
    f"forall real x: {SUM.format(10)} >= factorial(5)**2 / factorial(10)",
    f"forall real x: {SUM.format(10)} > 1/253",
    f"forall real x: 1/253 < {SUM.format(10)}",
    f"forall real x: {SUM.format(10)} > 0",
    f"forall real x: {SUM.format(0)} >= 1",
    f"forall real x: {SUM.format(2)} >= 1/2",
    f"forall real x: {SUM.format(2)} >= -7",
    # domains, other variables and hypotheses are ignored
    f"forall real -1 <= x <= 1, real y: x * y > 0 ==> {SUM.format(4)} >= 1/6",
]  # fmt: skip


@pytest.mark.parametrize("text", ACCEPTED)
def test_accepted(text: str) -> None:
    assert prove(text, RULE, {}).rules == (RULE,)


TOO_MUCH = "claims more than"
SHAPE = "is not a lower bound of a Taylor sum"
TWICE = "is not twice an integer"
MULTIPLE = "is not a multiple of"
PRODUCT = "is no product of constants"

REJECTED = [
    # too much, or strict where it is equal
    (f"forall real x: {SUM.format(10)} >= 1/251", TOO_MUCH),
    (f"forall real x: {SUM.format(10)} > 1/252", TOO_MUCH),
    (f"forall real x: {SUM.format(2)} > 1/2", TOO_MUCH),
    (f"forall real x: {SUM.format(0)} > 1", TOO_MUCH),
    (f"{EVEN} > {BOUND}", TOO_MUCH),
    (f"{EVEN} >= 2 * {BOUND}", TOO_MUCH),
    (f"{EVEN} >= {BOUND} * 101/100", TOO_MUCH),
    # an odd degree has a zero; a negative one is the empty sum, 0
    (f"forall real x: {SUM.format(9)} >= 1/1000000", TWICE),
    (f"forall integer n >= 0, real x: {SUM.format('n')} >= 0", TWICE),
    (f"forall integer m >= 0, real x: {SUM.format('2 * m + 1')} >= {BOUND}", TWICE),
    (f"forall integer m, real x: {SUM.format('2 * m')} >= {BOUND}", "may be negative"),
    (f"forall integer m >= 0, real x: {SUM.format('2 * m - 2')} >= {BOUND}", "may be negative"),
    (f"forall real x: {SUM.format(-2)} >= 0", "may be negative"),
    # another bound
    (f"{EVEN} >= factorial(m) / factorial(2 * m)", MULTIPLE),
    (f"{EVEN} >= factorial(m)**2 * factorial(2 * m)", MULTIPLE),
    (f"{EVEN} >= factorial(m)**3 / factorial(2 * m)", MULTIPLE),
    (f"{EVEN} >= (factorial(m) / factorial(2 * m))**2", MULTIPLE),
    (f"{EVEN} >= 1/2", MULTIPLE),
    (f"{EVEN} >= 0", PRODUCT),
    (f"{EVEN} >= factorial(m + 1)**2 / factorial(2 * m)", PRODUCT),
    (f"forall integer j >= 0, {EVEN[7:]} >= factorial(j)**2 / factorial(2 * j)", PRODUCT),
    (f"forall integer m >= 1, real x: {SUM.format('2 * m - 2')} >= {BOUND}", PRODUCT),
    (f"{EVEN} >= x * {BOUND}", PRODUCT),
    # a negative power of an integer has no value
    (f"{EVEN} >= factorial(m)**2 * factorial(2 * m)**(-1)", PRODUCT),
    (f"{EVEN} >= factorial(m)**m / factorial(2 * m)", PRODUCT),
    (f"{EVEN} >= 2**0 * {BOUND}", PRODUCT),
    (f"{EVEN} >= {BOUND} + 0", PRODUCT),
    (f"{EVEN} >= factorial(m)**200 / factorial(2 * m)", "too many factors"),
    (f"{EVEN} >= " + "1/2 * " * 110 + BOUND, "too many factors"),
    (f"forall real x, real y: {SUM.format(2)} >= y", PRODUCT),
    (f"forall real x: {SUM.format(2 * 10**6)} >= 0", "too large"),
    (f"forall real x: {SUM.format(2)} >= exp(-1)", "no rational number"),
    (f"forall real x: {SUM.format(2)} >= 1 / (1 - real(1))", "a division by zero"),
    # other comparisons, other sums
    (f"forall real x: {SUM.format(2)} <= 1/2", SHAPE),
    (f"forall real x: {SUM.format(2)} != 0", SHAPE),
    (f"forall real x: {SUM.format(2)} == 1/2", SHAPE),
    ("forall real x: sum(k = 0 .. 2: x**k) >= 1/2", SHAPE),
    ("forall real x: sum(k = 0 .. 2: real(2)**k * x**k / factorial(k)) >= 1/2", SHAPE),
    ("forall real x: sum(k = 1 .. 2: x**k / factorial(k)) >= 1/2", SHAPE),
    ("forall real x: 1 + x + x**2 / 2 >= 1/2", SHAPE),
    (f"forall real x: {SUM.format(2)} >= 1/2 and true", "its conclusion is not a comparison"),
    (f"exists real x: {SUM.format(2)} >= 1/2", "its conclusion is not a comparison"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "why"), REJECTED)
def test_rejected(text: str, why: str) -> None:
    refuse(text, RULE, {}, why)


def test_it_takes_no_evidence() -> None:
    refuse(ACCEPTED[0], RULE, {"m": "2"}, "unknown key")


@pytest.mark.parametrize("m", range(12))
def test_the_bound_is_sharp_where_it_is_attained_and_never_above_a_value(m: int) -> None:
    bound = Fraction(1, math.comb(2 * m, m))
    values = [sum(Fraction(at, 8) ** k / math.factorial(k) for k in range(2 * m + 1)) for at in range(-16 * (m + 1), 8)]
    assert min(values) >= bound and (m > 1 or min(values) == bound)
