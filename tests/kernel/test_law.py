"""Coefficient laws: a law that is found gives the coefficients of the sum written out."""

from fractions import Fraction

import pytest

from verify.kernel.law import Law, coefficient_law
from verify.kernel.parse import parse_term
from verify.kernel.polynomial import coefficients, polynomial_of
from verify.kernel.term import Sort, constant, make, total

LAWS = {
    "x**k": Law(Fraction(1), Fraction(1), 0),
    "x**k / factorial(k)": Law(Fraction(1), Fraction(1), -1),
    "3 * x**k / factorial(k) / 2": Law(Fraction(3, 2), Fraction(1), -1),
    "-x**k * real(1/2)**k": Law(Fraction(-1), Fraction(1, 2), 0),
    "x**k / real(-3)**k / (factorial(k) / 5)": Law(Fraction(5), Fraction(-1, 3), -1),
    "factorial(k) * x**k * real(7)**k": Law(Fraction(1), Fraction(7), 1),
    "x**k / (real(2)**k / real(3)**k) / factorial(k) / factorial(k)": Law(Fraction(1), Fraction(3, 2), -2),
    "-(-1 / 4 * x**k) / -(1/3)": Law(Fraction(-3, 4), Fraction(1), 0),
}
NO_LAWS = [
    "1 / x**k",
    "x**k / x**k",
    "1 / (1 / x**k)",
    "x**k * x**k",
    "real(2)**k",
    "x",
    "x**2",
    "x**(k + 1)",
    "(2 * x)**k",
    "y**k",
    "x**k + 1",
    "0 * x**k",
    "x**k / 0",
    "real(0)**k * x**k",
    "k * x**k",
    "x**k / factorial(k + 1)",
    "x**k / factorial(3)",
    "x**k * y",
    "abs(x**k)",
    "x**k * 2**k",
    "real(k)**k * x**k",
    "x**k / (1 + 1)",
    "undefined(real) * x**k",
]
SORTS = {"x": Sort.REAL, "y": Sort.REAL, "n": Sort.INTEGER}


@pytest.mark.parametrize("body", LAWS)
def test_laws_give_the_coefficients(body: str) -> None:
    law = LAWS[body]
    root = parse_term(f"sum(k = 0 .. 7: {body})", SORTS)
    assert coefficient_law(root, "x") == law
    found = [law.first]
    for k in range(1, 8):
        found.append(found[-1] * law.scale * Fraction(k) ** law.power)
    assert coefficients(polynomial_of(root, ["x"])) == found


@pytest.mark.parametrize("body", NO_LAWS)
def test_bodies_without_a_law(body: str) -> None:
    assert coefficient_law(parse_term(f"sum(k = 0 .. 7: {body} * real(1))", SORTS).args[2], "x") is None
    assert coefficient_law(parse_term(f"sum(k = 0 .. 7: {body})", SORTS), "x") is None


@pytest.mark.parametrize(
    "text",
    ["sum(k = 1 .. 7: x**k)", "sum(k = -1 .. 7: x**k)", "sum(k = n .. 7: x**k)", "sum(k = 0 .. 7: n**k)", "x**2"],
)
def test_terms_without_a_law(text: str) -> None:
    assert coefficient_law(parse_term(text, SORTS), "n" if "n**k" in text else "x") is None


def test_the_last_index_may_be_anything() -> None:
    assert coefficient_law(parse_term("sum(k = 0 .. n: x**k)", SORTS), "x") == LAWS["x**k"]


def test_a_body_of_too_many_factors_has_none() -> None:
    body = parse_term("real(2)", {})
    for _ in range(12):
        body = make("*", body, body)
    assert coefficient_law(total("k", constant(0), constant(3), body), "x") is None
