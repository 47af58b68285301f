"""Polynomials of terms: equal to the terms wherever they are evaluated, refused where a term is none."""

from fractions import Fraction

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from tests.kernel.certificates import outcome
from tests.semantics import CASES, SORTS
from tests.strategies import INTEGER, REAL, rationals, terms
from verify.kernel.numerals import rational_text
from verify.kernel.parse import parse_term
from verify.kernel.polynomial import (
    HIGHEST_POWER,
    Polynomial,
    add,
    coefficients,
    constant_value,
    expanded,
    multiply,
    polynomial_of,
    power,
    quotient_of,
)
from verify.kernel.rejection import Rejected
from verify.kernel.term import Term, postorder

NAMES = ["i", "x", "y"]
SMALL = {"i": INTEGER, "x": REAL, "y": REAL}


def value_at(polynomial: Polynomial, point: tuple[Fraction, ...]) -> Fraction:
    """The value of a polynomial."""
    total = Fraction(0)
    for exponents, coefficient in polynomial.items():
        for base, exponent in zip(point, exponents, strict=True):
            coefficient *= base**exponent
        total += coefficient
    return total


@settings(max_examples=40)
@given(terms(REAL, SMALL, 3) | terms(INTEGER, SMALL, 3), st.integers(-5, 5), rationals, rationals)
def test_a_polynomial_is_its_term_at_every_point(root: Term, i: int, x: Fraction, y: Fraction) -> None:
    try:
        polynomial = polynomial_of(root, NAMES)
    except Rejected:
        reject()
    assert all(polynomial.values())
    expected = value_at(polynomial, (Fraction(i), x, y))
    assert outcome(root, {"i": i, "x": x, "y": y}) == rational_text(expected)


POLYNOMIAL_TEXTS = [
    "(x + y)**3 - (x - 2 * y)**2 * i",
    "sum(k = 0 .. 5: x**k / factorial(k)) * y",
    "sum(k = 1 .. 0: x**k) + i",
    "(x - x)**0 + (x + 1)**0",
    "x**2 / 3 - y / (2 / 5) + abs(-3) * min(2, 7) / bit_length(9)",
    "sum(k = -2 .. 2: k * x) + i**3",
    "-(-x) * (7 // -2 + 7 % -2)",
]


@pytest.mark.parametrize("text", POLYNOMIAL_TEXTS)
@pytest.mark.parametrize("point", [(0, "0", "0"), (3, "1/2", "-5"), (-2, "-7/3", "1/9")])
def test_chosen_terms(text: str, point: tuple[int, str, str]) -> None:
    root = parse_term(text, SMALL)
    i, x, y = point[0], Fraction(point[1]), Fraction(point[2])
    expected = value_at(polynomial_of(root, NAMES), (Fraction(i), x, y))
    assert outcome(root, {"i": i, "x": x, "y": y}) == rational_text(expected)


def test_no_row_of_the_table_gets_another_value() -> None:
    for case in CASES:
        names = sorted(case.values)
        try:
            polynomial = polynomial_of(parse_term(case.text, SORTS), names)
        except Rejected:
            continue
        assert (
            rational_text(value_at(polynomial, tuple(Fraction(case.values[name]) for name in names))) == case.expected
        )


@pytest.mark.parametrize(
    "text",
    [
        "1 / x",
        "x / x",
        "0 / x",
        "0 * (1 / x)",
        "x / 0",
        "0 / (x - x)",
        "abs(x)",
        "min(x, x)",
        "i // 1",
        "i % 1",
        "i & i",
        "x**i",
        "x**(-1)",
        "2**i",
        "factorial(i)",
        "bit_length(i)",
        "if i > 0 then x else x",
        "x > 0",
        "1 < 2",
        "not 1 < 2",
        "true",
        "undefined(real)",
        "z",
        "0 * undefined(real)",
        "sum(k = 0 .. i: k)",
        "sum(k = i .. 3: k)",
        "sum(k = 1 // 0 .. 2: x)",
        "sum(k = 0 .. 3: x / k)",
        "1 // 0",
        "0**(-1)",
        "x**20001",
        "sum(k = 0 .. 100000: x)",
    ],
)
def test_terms_that_are_no_polynomials(text: str) -> None:
    with pytest.raises(Rejected):
        polynomial_of(parse_term(text, SMALL | {"z": REAL}), NAMES)


def _over_x(divisor: Polynomial) -> tuple[Fraction, int]:
    if divisor.keys() != {(0, 1, 0)}:
        raise Rejected("test", "", "not a multiple of x")
    return divisor[0, 1, 0], 0


@pytest.mark.parametrize(
    "text",
    [
        "1 / x",
        "y / (3 * x) - x",
        "(1 / x - y)**3",
        "x / x",
        "1 / x / x + 2 / -x",
        "(y / x) * (i / x) - 1 / x",
        # divisors that are quotients
        "1 / (1 / x)",
        "y / (3 / x / x) + (i / x) / (2 / x)",
        "(1 / x / x) / (1 / x)",
        "y / (x / x / x * -3)",
        "(y / x) / (2 / x)",
        "1 / (x / (3 * x)) + y / (1 / x)**2",
        "y / (1 / (1 / x))",
    ],
)
def test_quotients_are_their_terms_where_the_denominator_is_not_zero(text: str) -> None:
    root = parse_term(text, SMALL)
    numerator, [times] = quotient_of(root, NAMES, [polynomial_of(parse_term("x", SMALL), NAMES)], _over_x)
    for i, x, y in ((2, Fraction(1, 3), Fraction(5)), (-1, Fraction(-2), Fraction(1, 7))):
        assert outcome(root, {"i": i, "x": x, "y": y}) == rational_text(
            value_at(numerator, (Fraction(i), x, y)) / x**times
        )


@pytest.mark.parametrize(
    "text",
    [
        "abs(1 / x)",
        "min(1 / x, 1 / x)",
        "max(0, 1 / x)",
        "(1 / x)**(-1)",
        "(2 / x)**(-2)",
        "1 / (y / x)",
        "1 / (1 / y)",
        "x / (1 / x - 1 / x)",
    ],
)
def test_a_quotient_is_not_taken_for_its_numerator(text: str) -> None:
    with pytest.raises(Rejected):
        quotient_of(parse_term(text, SMALL), NAMES, [{(0, 1, 0): Fraction(1)}], _over_x)


def test_arithmetic_keeps_no_zeros() -> None:
    one, x = {(0,): Fraction(1)}, {(1,): Fraction(1)}
    assert add(x, x, -1) == {} and add({}, {}) == {} and multiply(x, {}) == {}
    assert multiply(add(x, one), add(x, one, -1)) == {(2,): 1, (0,): -1}
    assert power({}, 0, 1) == one and power({}, 3, 1) == {} and power(add(x, one), 2, 1) == {(2,): 1, (1,): 2, (0,): 1}
    assert (
        constant_value({}) == 0
        and constant_value(one) == 1
        and constant_value(x) is None
        and constant_value(add(x, one)) is None
    )
    assert coefficients(add(multiply(x, x), one)) == [1, 0, 1] and coefficients({}) == []
    assert all(polynomial_of(parse_term(text, SORTS), NAMES) == {} for text in ("0", "real(0)", "x - x", "0 * x"))


@pytest.mark.parametrize("exponent", [-1, 20_001])
def test_powers_within_bounds(exponent: int) -> None:
    with pytest.raises(Rejected):
        power({(1,): Fraction(1)}, exponent, 1)


def test_large_products_are_refused_before_they_are_made() -> None:
    long = {(at,): Fraction(1) for at in range(5000)}
    with pytest.raises(Rejected):
        multiply(long, long)
    with pytest.raises(Rejected):
        multiply({(0,): Fraction(1 << (1 << 23))}, {(0,): Fraction(1 << (1 << 23))})


def test_sums_are_written_out_where_their_ends_are_constants() -> None:
    root = expanded(parse_term("sum(k = 0 .. 2 + 1: k * x) + sum(k = 0 .. i: k)", SMALL))
    assert [node.args[1].op for node in postorder([root]) if node.op == "sum"] == ["variable"]


def test_a_power_of_a_long_coefficient_is_refused_before_it_is_made() -> None:
    with pytest.raises(Rejected, match="too large"):
        polynomial_of(parse_term("(x * (1 << 20000))**1000", SORTS), ["x"])


def test_shifts_by_constants_are_products() -> None:
    assert polynomial_of(parse_term("(i << 3) - 8 * i", SORTS), ["i"]) == {}
    assert polynomial_of(parse_term("(i << 0) - i", SORTS), ["i"]) == {}


def test_coefficients_up_to_the_highest_power() -> None:
    with pytest.raises(Rejected, match="more than"):
        coefficients({(HIGHEST_POWER + 1,): Fraction(1)})
