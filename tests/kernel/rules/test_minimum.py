"""Rule `minimum`: strict signs, convexity on the whole line, ends in the domain, and the statement's digits."""

from fractions import Fraction
from typing import Any

import pytest

from tests.kernel.certificates import Evidence, by, by_polynomial, prove, refuse, term
from verify.kernel.parse import parse
from verify.kernel.rules.minimum import convexity, horner
from verify.kernel.statement import Minimum
from verify.kernel.text import statement_text

RULE = "minimum"
POSITIVE = by_polynomial(term(2))
EXP = by("stationary_point", multiplier="1")
EXP_4 = "sum(k = 0 .. 4: x**k / factorial(k))"


def between(low: str, high: str, convex: Evidence = POSITIVE) -> Evidence:
    """Evidence of the rule."""
    return {"minimiser": [low, high], "convex": convex}


ACCEPTED = [
    # where the least value is known exactly: 1 at 0, -1 at 1, -1/4 at 1/2
    ("minimum over real x to 3 digits: x**2 + 1", between("0", "0"), "0", "1"),
    ("minimum over real x to 10000 digits: x**2", between("0", "0"), "0", "0"),
    ("minimum over real x to 3 digits: x**2 - 2 * x", between("9999/10000", "10001/10000"), "1", "-1"),
    ("minimum over real 0 <= x <= 1 to 3 digits: x**2 - x", between("4999/10000", "50001/100000"), "1/2", "-1/4"),
    ("minimum over real 0 < x < 1 to 1 digits: x**2 - x", between("1/2", "1/2"), "1/2", "-1/4"),
    (
        "minimum over real x to 2 digits: sum(k = 0 .. 2: x**k / factorial(k))",
        between("-1001/1000", "-999/1000", by_polynomial(term(1))),
        "-1",
        "1/2",
    ),
]


@pytest.mark.parametrize(("text", "proof", "least_at", "least"), ACCEPTED)
def test_accepted_and_what_it_encloses(text: str, proof: Evidence, least_at: str, least: str) -> None:
    theorem = prove(text, RULE, proof)
    statement = theorem.statement
    assert isinstance(statement, Minimum) and RULE in theorem.rules and len(theorem.rules) == 2
    for name, exact in (("minimiser", Fraction(least_at)), ("minimum", Fraction(least))):
        low, high = theorem.enclosures[name]
        assert low <= exact <= high and (high - low) * 10**statement.digits <= min(abs(low), abs(high))


def test_the_exponential_sum_of_degree_four() -> None:
    low, high = Fraction(-15960716379834, 10**13), Fraction(-15960716379833, 10**13)
    theorem = prove(
        f"minimum over real x to 12 digits: {EXP_4}",
        RULE,
        between(str(low), str(high), by("stationary_point", multiplier="1")),
    )
    assert theorem.rules == ("minimum", "stationary_point")
    # at the minimiser the sum is its last term, so the minimum lies between those of the two ends
    least, most = theorem.enclosures["minimum"]
    assert least <= low**4 / 24 and high**4 / 24 <= most


SIGNS = "the derivative does not change sign"
DIGITS = "is not enclosed to"
ENDS = "is not two ends in the domain"
SQUARE = "minimum over real x to 3 digits: x**2 - 2 * x"

REJECTED = [
    # strict signs, in this order
    (SQUARE, between("1", "2"), SIGNS),
    (SQUARE, between("0", "1"), SIGNS),
    (SQUARE, between("2", "0"), SIGNS),
    (SQUARE, between("2", "3"), SIGNS),
    (SQUARE, between("-1", "0"), SIGNS),
    (SQUARE, between("1/2", "1/2"), SIGNS),
    ("minimum over real x to 3 digits: -x**2", between("-1", "1"), SIGNS),
    ("minimum over real x to 3 digits: x", between("0", "1"), SIGNS),
    ("minimum over real x to 3 digits: 5", between("0", "1"), SIGNS),
    # the ends lie in the domain
    ("minimum over real x <= 0 to 3 digits: x**2 - 2 * x", between("0", "2"), ENDS),
    ("minimum over real x >= 2 to 3 digits: x**2 - 2 * x", between("9999/10000", "10001/10000"), ENDS),
    ("minimum over real x > 1 to 3 digits: x**2 - 2 * x", between("1", "1"), ENDS),
    ("minimum over real 0 <= x < 1 to 3 digits: x**2 - 2 * x", between("1", "1"), ENDS),
    (SQUARE, {"minimiser": ["1"], "convex": POSITIVE}, ENDS),
    (SQUARE, {"minimiser": ["0", "1", "2"], "convex": POSITIVE}, ENDS),
    # as many digits as the statement says, of both
    (SQUARE, between("0", "2"), f"minimiser: {DIGITS}"),
    (SQUARE, between("999/1000", "1001/1000"), f"minimiser: {DIGITS}"),
    (
        "minimum over real x to 30 digits: x**2 - 2 * x",
        between("9999999999/10000000000", "10000000001/10000000000"),
        DIGITS,
    ),
    ("minimum over real x to 3 digits: x**2", between("-1/1000000", "1/1000000"), DIGITS),
    ("minimum over real x to 3 digits: (x - 1)**2", between("999999/1000000", "1000001/1000000"), f"minimum: {DIGITS}"),
    # convex on the whole line, strictly: two minimisers, or a whole interval of them, are not one
    (
        "minimum over real x to 3 digits: x**4 - 2 * x**2",
        between("99999/100000", "100001/100000"),
        "is not the polynomial",
    ),
    ("minimum over real x to 3 digits: x**4 - 2 * x**2 + 1/100 * x", between("-1", "-1"), SIGNS),
    ("minimum over real x to 3 digits: 0 * x", between("0", "0"), "is not the polynomial"),
    ("minimum over real x to 3 digits: x**3", between("0", "0"), "is not the polynomial"),
    (
        "minimum over real x to 3 digits: x**4",
        between("0", "0", by_polynomial(term(12, square="x"))),
        "no summand is strictly positive",
    ),
    (
        "minimum over real 1 <= x <= 2 to 3 digits: x**3 - 3 * x",
        between("1", "1", by_polynomial(term(6, 0))),
        "there is none of this number",
    ),
    (SQUARE, between("9999/10000", "10001/10000", by_polynomial(term(3))), "is not the polynomial"),
    (SQUARE, between("9999/10000", "10001/10000", by("witness", values={})), "is neither"),
    # an odd sum is no more convex than its second derivative is positive
    ("minimum over real x to 1 digits: sum(k = 0 .. 3: x**k / factorial(k))", between("-2", "-1", EXP), SIGNS),
    (
        "minimum over real x to 1 digits: sum(k = 0 .. 5: x**k / factorial(k)) - 10 * x",
        between("1", "3", EXP),
        "is not a comparison of a sum",
    ),
    # no polynomials
    ("minimum over real x to 3 digits: 1 / x + x", between("1", "1"), "a quotient by a polynomial"),
    ("minimum over real x to 3 digits: abs(x)", between("0", "0"), "is not polynomial"),
    ("minimum over real x to 3 digits: x**2 + 0 * undefined(real)", between("0", "0"), "is not polynomial"),
    ("forall real x: x**2 >= 0", between("0", "0"), "is not about a minimum"),
]


@pytest.mark.parametrize(("text", "proof", "why"), REJECTED)
def test_rejected(text: str, proof: Evidence, why: str) -> None:
    refuse(text, RULE, proof, why)


MALFORMED: list[Any] = [
    {},
    {"minimiser": ["1", "1"]},
    {"minimiser": "11", "convex": POSITIVE},
    {"minimiser": [1, 1], "convex": POSITIVE},
]


@pytest.mark.parametrize(
    "proof", [*MALFORMED, {"minimiser": ["1", "2/2"], "convex": POSITIVE}, between("1", "1") | {"minimum": ["0", "1"]}]
)
def test_malformed_evidence(proof: Any) -> None:
    refuse(SQUARE, RULE, proof, None)


@pytest.mark.parametrize(
    ("function", "second"),
    [
        ("sum(k = 0 .. 6: x**k / factorial(k))", "sum(k = 0 .. 4: x**k / factorial(k)) > 0"),
        (
            "sum(k = 0 .. 4: real(-3)**k * x**k / factorial(k))",
            "sum(k = 0 .. 2: real(-3)**k * x**k / factorial(k)) > 0",
        ),
        ("sum(k = 0 .. 3: x**k)", "real(0) + 2 * x**0 + 6 * x**1 > 0"),
        ("x**4 - x", "real(0) + 12 * x**2 > 0"),
    ],
)
def test_the_second_derivative_is_the_kernels_own(function: str, second: str) -> None:
    statement = parse(f"minimum over real 0 <= x <= 9 to 3 digits: {function}")
    assert isinstance(statement, Minimum)
    wanted = statement_text(parse(f"forall real x: {second}"))
    assert statement_text(convexity(statement)) == wanted


@pytest.mark.parametrize("coefficients", [[], [3], [1, 2], [Fraction(1, 3), 0, Fraction(-5, 7), 2]])
@pytest.mark.parametrize("at", [Fraction(0), Fraction(-3), Fraction(5, 7)])
def test_values_of_polynomials(coefficients: list[Any], at: Fraction) -> None:
    assert horner([Fraction(value) for value in coefficients], at) == sum(
        value * at**power for power, value in enumerate(coefficients)
    )
