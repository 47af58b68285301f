"""Rule `minimum`: strict signs, convexity on the whole line, ends in the domain, and the statement's digits."""

import importlib
import math
from fractions import Fraction
from typing import Any

import pytest

from tests.kernel.certificates import Evidence, by, by_polynomial, prove, refuse, term
from verify.kernel.parse import parse
from verify.kernel.rules.minimum import convexity, is_enclosed
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
    # a law unlike that of exp
    (
        "minimum over real x to 3 digits: sum(k = 0 .. 2: x**k)",
        between("-5001/10000", "-49999/100000"),
        "-1/2",
        "3/4",
    ),
    (
        "minimum over real x to 2 digits: sum(k = 0 .. 2: x**k / factorial(k))",
        between("-1001/1000", "-999/1000", by_polynomial(term(1))),
        "-1",
        "1/2",
    ),
    # one of that law, at its minimiser
    (
        "minimum over real x to 2 digits: sum(k = 0 .. 2: x**k / factorial(k))",
        between("-1", "-1", by_polynomial(term(1))),
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


def test_a_minimum_that_is_known_exactly_is_not_rounded() -> None:
    theorem = prove("minimum over real x to 3 digits: x**2 + 1/3", RULE, between("0", "0"))
    assert theorem.enclosures == {"minimiser": (0, 0), "minimum": (Fraction(1, 3), Fraction(1, 3))}


def test_between_ends_that_are_far_apart_both_tangents_lie_below() -> None:
    for low, high in (("989", "1010"), ("990", "1011")):
        theorem = prove("minimum over real x to 1 digits: (x - 1000)**2 + 1000000", RULE, between(low, high))
        # the tangents at 990 and 1010 are at 1000000 - 320 where they cross the other end
        assert theorem.enclosures["minimum"] == (999_680, 1_000_100)


def test_bounds_that_are_decimals_but_for_a_little_are_rounded_outward() -> None:
    near = Fraction(1, 10**40)
    text = "minimum over real x to 3 digits: sum(k = 0 .. 2: x**k / factorial(k))"
    proof = between(str(-1 - near), str(-1 + near), by_polynomial(term(1)))
    least, most = prove(text, RULE, proof).enclosures["minimum"]
    assert least <= (1 - near) ** 2 / 2 and (1 + near) ** 2 / 2 <= most


def test_so_many_digits_are_known_where_the_ends_are_no_further_apart() -> None:
    assert is_enclosed((Fraction(10), Fraction(11)), 1) and is_enclosed((Fraction(-11), Fraction(-10)), 1)
    assert not is_enclosed((Fraction(10), Fraction(11) + Fraction(1, 10**9)), 1)


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


def test_a_thousand_digits_of_cancellation() -> None:
    # the summands reach 10^120, the minimum is about 10^-123; the ends are the minimiser's own decimals
    low, high = Fraction(-2794720758, 10**7), Fraction(-2794720757, 10**7)
    theorem = prove(
        "minimum over real x to 4 digits: sum(k = 0 .. 1000: x**k / factorial(k))",
        RULE,
        between(str(low), str(high), by("stationary_point", multiplier="1")),
    )
    least, most = theorem.enclosures["minimum"]
    assert least <= high**1000 / math.factorial(1000) and low**1000 / math.factorial(1000) <= most
    assert most - least <= least / 10**4


def by_bernstein(*tree: int, scale: str | None = "1") -> Evidence:
    """A nested proof by subdivision: of one piece, with a scale where it has an infinite end."""
    return by("bernstein", axes={"x": [scale] if scale else []}, bits=0, trees=[list(tree)])


# two minima, that on the left is lower; f'' > 0 outside [-0.41, 0.41]
WAVE = "minimum over real x to 6 digits: x**4 - x**2 + 1/10 * x"
HALF = "minimum over real x >= 0 to 6 digits: x**4 - x**2 + 1/10 * x"
LEFT = ("-73089311/100000000", "-7308931/10000000")
RIGHT = ("68063927/100000000", "8507991/12500000")
WAVE_PROOF: Evidence = {
    "minimiser": list(LEFT),
    "near": ["-2", "-7/10"],
    "level": "-321/1000",
    "convex": by_bernstein(0, scale=None),
    "left": by_bernstein(0),
    "right": by_bernstein(1, 0, 1, 1, 0, 0, 0),
}
HALF_PROOF: Evidence = {
    "minimiser": list(RIGHT),
    "near": ["3/5", "2"],
    "level": "-9/50",
    "convex": by_bernstein(0, scale=None),
    "left": by_bernstein(0, scale=None),
    "right": by_bernstein(0, scale="1/2"),
}
CUBIC = "minimum over real x >= -1 to 3 digits: x**3 - x**2"
CUBIC_PROOF: Evidence = {"at": "-1", "right": by_bernstein(1, 0, 1, 0, 0)}


GOES_ON = "a proof is needed where the domain goes on, and nowhere else"


def without(proof: Evidence, *names: str) -> Evidence:
    return {name: value for name, value in proof.items() if name not in names}


def test_the_lower_of_two_minima() -> None:
    enclosures = prove(WAVE, RULE, WAVE_PROOF).enclosures
    assert enclosures["minimiser"] == tuple(map(Fraction, LEFT))
    least, most = enclosures["minimum"]
    assert least <= Fraction("-0.3219193468815588") <= most and (most - least) * 10**6 <= -most


def test_the_least_level_is_the_upper_bound_of_the_minimum() -> None:
    most = prove(WAVE, RULE, WAVE_PROOF).enclosures["minimum"][1]
    assert RULE in prove(WAVE, RULE, WAVE_PROOF | {"level": str(most)}).rules
    refuse(WAVE, RULE, WAVE_PROOF | {"level": str(most - Fraction(1, 10**30))}, "is not known to be at least")


def test_near_may_be_the_minimiser_alone() -> None:
    sides = {"left": by_bernstein(0), "right": by_bernstein(0)}
    proof = {"minimiser": ["0", "0"], "near": ["0", "0"], "level": "0", "convex": POSITIVE, **sides}
    assert RULE in prove("minimum over real x to 3 digits: x**2", RULE, proof).rules


def test_a_domain_that_leaves_the_lower_one_out() -> None:
    assert prove(HALF, RULE, HALF_PROOF).enclosures["minimiser"] == tuple(map(Fraction, RIGHT))


@pytest.mark.parametrize("end", ["1", "2"])
def test_a_domain_that_ends_where_the_function_is_still_convex(end: str) -> None:
    text = HALF.replace("x >= 0", f"0 <= x <= {end}")
    assert prove(text, RULE, without(HALF_PROOF, "right")).enclosures["minimiser"] == tuple(map(Fraction, RIGHT))
    refuse(text, RULE, HALF_PROOF, GOES_ON)


def test_at_an_end_of_the_domain() -> None:
    assert prove(CUBIC, RULE, CUBIC_PROOF).enclosures == {"minimiser": (-1, -1), "minimum": (-2, -2)}


def test_on_a_single_point() -> None:
    assert prove("minimum over real 2 <= x <= 2 to 3 digits: x**3", RULE, {"at": "2"}).enclosures == {
        "minimiser": (2, 2),
        "minimum": (8, 8),
    }


@pytest.mark.parametrize(
    ("text", "proof", "why"),
    [
        # the higher of two minima, with and without the level that would hide it
        (WAVE, WAVE_PROOF | {"minimiser": list(RIGHT), "near": ["3/5", "2"], "level": "-9/50"}, None),
        (WAVE, WAVE_PROOF | {"minimiser": list(RIGHT), "near": ["3/5", "2"]}, "is not known to be at least"),
        (WAVE, HALF_PROOF, None),
        ("minimum over real x to 6 digits: x**4 - x**2", WAVE_PROOF, "the derivative does not change sign"),
        # the level is above the minimum, and below everything outside
        (WAVE, WAVE_PROOF | {"level": "-1"}, "is not known to be at least the minimum"),
        (WAVE, WAVE_PROOF | {"level": "-1609597/5000000"}, "is not known to be at least the minimum"),
        (WAVE, WAVE_PROOF | {"level": "0"}, None),
        (WAVE, WAVE_PROOF | {"level": "1"}, None),
        # both sides where the domain goes on, none where it does not
        (WAVE, without(WAVE_PROOF, "left"), GOES_ON),
        (WAVE, without(WAVE_PROOF, "right"), GOES_ON),
        (HALF, HALF_PROOF | {"near": ["0", "2"]}, None),
        (HALF, without(HALF_PROOF, "left"), GOES_ON),
        (HALF.replace("x >= 0", "x >= 3/5"), HALF_PROOF, GOES_ON),
        (WAVE, without(WAVE_PROOF, "level"), None),
        (WAVE, without(WAVE_PROOF, "near"), "unknown key"),
        (WAVE, WAVE_PROOF | {"near": ["-2"]}, "is not two ends around the minimiser"),
        (WAVE, WAVE_PROOF | {"near": ["-7/10", "-2"]}, "is not two ends around the minimiser"),
        (WAVE, WAVE_PROOF | {"near": ["-2", "-73/100"]}, None),
        (WAVE, WAVE_PROOF | {"near": ["-2", "-37/50"]}, "is not two ends around the minimiser"),
        # convex between the ends that are called near
        (WAVE, WAVE_PROOF | {"near": ["-2", "0"]}, None),
        (WAVE, WAVE_PROOF | {"near": ["-2", "2"]}, None),
        # exact: other points are higher, strictly, and the point is in the domain
        (CUBIC.replace("-1 ", "-3 "), CUBIC_PROOF, GOES_ON),
        (CUBIC.replace(">=", ">"), CUBIC_PROOF, "does not lie in the domain"),
        (CUBIC, CUBIC_PROOF | {"at": "-2"}, "does not lie in the domain"),
        (CUBIC, CUBIC_PROOF | {"at": "0", "left": by_bernstein(0, scale=None)}, None),
        (CUBIC, CUBIC_PROOF | {"at": "2/3", "left": by_bernstein(0, scale=None)}, None),
        (CUBIC, CUBIC_PROOF | {"left": by_bernstein(0)}, GOES_ON),
        (CUBIC, without(CUBIC_PROOF, "right"), GOES_ON),
        (CUBIC, CUBIC_PROOF | {"minimiser": ["-1", "-1"]}, "unknown key"),
        # as low elsewhere: f(-1/2) = f(1)
        (
            "minimum over real x >= -1/2 to 3 digits: (x + 1/2) * (x - 1)**2",
            CUBIC_PROOF | {"at": "-1/2"},
            None,
        ),
        ("minimum over real -1 <= x <= 1 to 3 digits: x**2", {"at": "1", "left": by_bernstein(0, scale=None)}, None),
        ("minimum over real 0 <= x <= 1 to 3 digits: real(5)", {"at": "0", "right": by_bernstein(0, scale=None)}, None),
    ],
)
def test_rejected_where_other_points_might_be_as_low(text: str, proof: Evidence, why: str | None) -> None:
    refuse(text, RULE, proof, why)


SIGNS = "the derivative does not change sign"
DIGITS = "is not enclosed to"
LAW_8 = "minimum over real x to 1 digits: sum(k = 0 .. 8: x**k / factorial(k))"
ENDS = "is not two ends in the domain, in order"
DOMAIN = "does not lie in the domain"
SQUARE = "minimum over real x to 3 digits: x**2 - 2 * x"

REJECTED = [
    # strict signs, in this order
    (SQUARE, between("1", "2"), SIGNS),
    (SQUARE, between("0", "1"), SIGNS),
    (SQUARE, between("2", "0"), ENDS),
    (SQUARE, between("2", "3"), SIGNS),
    (SQUARE, between("-1", "0"), SIGNS),
    (SQUARE, between("1/2", "1/2"), SIGNS),
    ("minimum over real x to 3 digits: -x**2", between("-1", "1"), SIGNS),
    ("minimum over real x to 3 digits: x", between("0", "1"), SIGNS),
    ("minimum over real x to 3 digits: 5", between("0", "1"), SIGNS),
    # the ends lie in the domain
    ("minimum over real x <= 0 to 3 digits: x**2 - 2 * x", between("0", "2"), DOMAIN),
    ("minimum over real x >= 2 to 3 digits: x**2 - 2 * x", between("9999/10000", "10001/10000"), DOMAIN),
    ("minimum over real x > 1 to 3 digits: x**2 - 2 * x", between("1", "1"), DOMAIN),
    ("minimum over real 0 <= x < 1 to 3 digits: x**2 - 2 * x", between("1", "1"), DOMAIN),
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
    # the law's fixed-point signs: the zero of f' outside, at an end, or beyond what the bits tell
    (LAW_8, between("-14/5", "-277/100", EXP), SIGNS),
    (LAW_8, between("-11/4", "-27/10", EXP), SIGNS),
    (LAW_8, between("27/10", "14/5", EXP), SIGNS),
    (LAW_8, between("-3", "3", EXP), f"minimiser: {DIGITS}"),
    (LAW_8.replace(".. 8", ".. 2"), between("-1", "-1/2", by_polynomial(term(1))), SIGNS),
    (LAW_8.replace(".. 8", ".. 2"), between("-2", "-1", by_polynomial(term(1))), SIGNS),
    (LAW_8, between("-14/5", "-27/10", by_polynomial(term(1))), "is not the polynomial"),
    (
        "minimum over real x to 1 digits: sum(k = 0 .. 4: -(x**k) / factorial(k))",
        between("-17/10", "-3/2", EXP),
        SIGNS,
    ),
    ("minimum over real x to 1 digits: sum(k = 0 .. 5: x**k / factorial(k))", between("-11/5", "-21/10", EXP), SIGNS),
    # an odd sum is no more convex than its second derivative is positive
    ("minimum over real x to 1 digits: sum(k = 0 .. 3: x**k / factorial(k))", between("-2", "-1", EXP), SIGNS),
    (
        "minimum over real x to 1 digits: sum(k = 0 .. 5: x**k / factorial(k)) - 10 * x",
        between("1", "3", EXP),
        "is not that a sum is positive",
    ),
    # no polynomials
    ("minimum over real x to 3 digits: 1 / x + x", between("1", "1"), "is not polynomial in x alone"),
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


def test_ends_too_long_for_the_degree(monkeypatch: pytest.MonkeyPatch) -> None:
    text, proof, *_ = ACCEPTED[0]
    prove(text, RULE, proof)
    monkeypatch.setattr(importlib.import_module("verify.kernel.rules.minimum"), "MOST_BITS", 0)
    refuse(text, RULE, proof, "is too long for a polynomial of this degree")
