"""Dense polynomials in one variable: equal to their terms at every point, and refused before they grow too large."""

import itertools
from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from tests.kernel.certificates import outcome
from tests.semantics import CASES, SORTS
from tests.strategies import INTEGER, REAL, rationals, terms
from verify.kernel.law import Law, coefficient_law
from verify.kernel.numerals import rational_text
from verify.kernel.parse import parse_term
from verify.kernel.polynomial import HIGHEST_POWER, coefficients, polynomial_of
from verify.kernel.rejection import Rejected
from verify.kernel.term import Sort, Term, constant, make, total, variable
from verify.kernel.univariate import (
    MOST_BITS,
    Dense,
    add,
    dense,
    derivative,
    equal,
    from_fractions,
    law_polynomial,
    multiply,
    power,
    product,
    shifted,
    shifted_by_one,
    sign_at,
    univariate,
    value_at,
)

X, N = {"x": REAL}, {"n": INTEGER}
huge = st.integers(-(2**200), 2**200)
rows = st.lists(st.one_of(st.integers(-9, 9), huge), max_size=9)
polynomials = st.builds(dense, rows, st.one_of(st.integers(1, 12), st.integers(1, 2**90)))


def schoolbook(left: Sequence[int], right: Sequence[int]) -> list[int]:
    """The product of two polynomials, term by term."""
    found = [0] * max(len(left) + len(right) - 1, 0) if left and right else []
    for (i, one), (j, other) in itertools.product(enumerate(left), enumerate(right)):
        found[i + j] += one * other
    return found


@st.composite
def polynomial_terms(draw: st.DrawFn, depth: int = 4) -> Term:
    """A real term that is a polynomial in x."""
    if depth == 0 or draw(st.integers(0, 4)) == 0:
        return draw(st.one_of(st.just(variable("x", REAL)), rationals.map(constant)))
    part = draw(polynomial_terms(depth - 1))
    match draw(st.sampled_from(["+", "-", "*", "neg", "**", "/", "sum", "min"])):
        case "neg":
            return make("neg", part)
        case "**":
            return make("**", part, constant(draw(st.integers(0, 3))))
        case "/":
            return make("/", part, constant(draw(rationals.filter(bool))))
        case "min":
            return make("+", part, make("min", constant(draw(rationals)), constant(draw(rationals))))
        case "sum":
            index = make("real", variable("k", INTEGER))
            low, high = draw(st.integers(-2, 2)), draw(st.integers(-2, 4))
            return total("k", constant(low), constant(high), _no_sums(make("*", part, index), part))
        case op:
            return make(op, part, draw(polynomial_terms(depth - 1)))


def _no_sums(body: Term, part: Term) -> Term:
    """The body, unless a sum stands in it: then its index would be bound twice."""
    stack = [part]
    while stack:
        node = stack.pop()
        if node.op == "sum":
            return make("real", variable("k", INTEGER))
        stack.extend(node.args)
    return body


@given(polynomial_terms(), rationals)
def test_a_polynomial_is_its_term_at_every_point(root: Term, at: Fraction) -> None:
    found = univariate(root, "x")
    assert rational_text(value_at(found, at)) == outcome(root, {"x": at})
    assert [found.coefficient(k) for k in range(found.degree + 1)] == coefficients(polynomial_of(root, ["x"]))


@given(terms(REAL, X, 3) | terms(INTEGER, {"x": INTEGER}, 3), st.integers(-5, 5))
def test_whatever_is_taken_for_a_polynomial_is_one(root: Term, at: int) -> None:
    try:
        found = univariate(root, "x")
    except Rejected:
        reject()
    point = at if root.sort is INTEGER else Fraction(at, 3)
    assert outcome(root, {"x": point}) == rational_text(value_at(found, Fraction(point)))


def test_no_row_of_the_table_gets_another_value() -> None:
    for case in CASES:
        for name in case.values if len(case.values) == 1 else ():
            try:
                found = univariate(parse_term(case.text, SORTS), name)
            except Rejected:
                continue
            assert rational_text(value_at(found, Fraction(case.values[name]))) == case.expected


@pytest.mark.parametrize(
    "text",
    [
        "1 / x",
        "x / x",
        "0 / x",
        "0 * (1 / x)",
        "x / 0",
        "x / (x - x)",
        "x / (1 - 1)",
        "(x - x)**(-1)",
        "abs(x)",
        "min(x, x)",
        "exp(x)",
        "exp(0)",
        "x**n",
        "x**(-1)",
        "2**n",
        "n + x",
        "if x > 0 then x else x",
        "if true then x else x",
        "x > 0",
        "1 < 2",
        "true",
        "undefined(real)",
        "0 * undefined(real)",
        "sum(k = 0 .. n: x**k)",
        "sum(k = n .. 3: x)",
        "sum(k = 1 // 0 .. 2: x)",
        "sum(k = 0 .. 3: x / k)",
        "sum(k = -1 .. 3: x**k)",
        "sum(k = 0 .. 20001: x)",
        "1 // 0 + x",
        "x**20001",
        "(x**200)**101",
        "2**20000000 * x",
        "x**n + x / 3",
    ],
)
def test_terms_that_are_no_polynomials_in_x(text: str) -> None:
    with pytest.raises(Rejected):
        univariate(parse_term(text, {**X, **N}), "x")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("x - x", []),
        ("0", []),
        ("(x - x)**0", ["1"]),
        ("x**(3 - 1) / (2 / 5)", ["0", "0", "5/2"]),
        ("sum(k = 1 .. 0: 1 / x)", []),
        ("sum(k = 3 .. -3: x**k)", []),
        ("sum(k = 0 .. -1: x**k / factorial(k))", []),
        ("sum(k = 0 .. 0: x**k / factorial(k))", ["1"]),
        ("sum(k = -1 .. 1: k * x)", []),
        ("sum(k = 2 .. 4: x**k / k)", ["0", "0", "1/2", "1/3", "1/4"]),
        ("sum(k = 0 .. 3: real(-2)**k * x**k)", ["1", "-2", "4", "-8"]),
        ("abs(-3) * x + bit_length(8) + (7 // -2) + min(1/2, 1/3)", ["1/3", "3"]),
    ],
)
def test_chosen_terms(text: str, found: list[str]) -> None:
    polynomial = univariate(parse_term(text, X), "x")
    assert [rational_text(polynomial.coefficient(k)) for k in range(polynomial.degree + 1)] == found


LAWS = [
    "x**k",
    "x**k / factorial(k)",
    "factorial(k) * x**k * 3 / real(-7)**k",
    "-x**k / factorial(k) / factorial(k) * real(2/3)**k",
]


@pytest.mark.parametrize("body", LAWS)
@pytest.mark.parametrize("last", [-7, -1, 0, 1, 2, 9])
def test_a_sum_with_a_law_is_the_sum_written_out(body: str, last: int) -> None:
    root = parse_term(f"sum(k = 0 .. {last}: {body})", X)
    law = coefficient_law(root, "x")
    assert law is not None
    written_out = univariate(parse_term(f"sum(k = 0 .. {last}: {body} + 0)", X), "x")
    assert coefficient_law(parse_term(f"sum(k = 0 .. {last}: {body} + 0)", X), "x") is None
    assert equal(law_polynomial(law, last), written_out) and equal(univariate(root, "x"), written_out)


@given(rows, rows)
def test_products_are_those_of_the_schoolbook(left: list[int], right: list[int]) -> None:
    assert product(left, right) == schoolbook(left, right)


@pytest.mark.parametrize("bits", [1, 7, 8, 9, 15, 16, 17, 63, 64, 400])
@pytest.mark.parametrize("length", [1, 2, 3, 255, 256])
def test_products_of_the_longest_coefficients_of_their_length(bits: int, length: int) -> None:
    most = (1 << bits) - 1
    for one, other in ((most, most), (most, -most), (-most, -most)):
        row = [one] * length
        assert product(row, [other] * 3) == schoolbook(row, [other] * 3)
        assert product(row, row) == [one * one * min(k + 1, 2 * length - 1 - k) for k in range(2 * length - 1)]


@given(polynomials, polynomials, rationals)
def test_arithmetic_is_that_of_the_values(left: Dense, right: Dense, at: Fraction) -> None:
    one, other = value_at(left, at), value_at(right, at)
    assert one == sum(left.coefficient(k) * at**k for k in range(left.degree + 1))
    assert value_at(add(left, right), at) == one + other and value_at(add(left, right, -1), at) == one - other
    assert value_at(multiply(left, right), at) == one * other and value_at(power(left, 3), at) == one**3
    assert equal(add(left, left, -1), Dense(())) and equal(power(left, 0), Dense((1,)))


@given(polynomials, polynomials)
def test_the_derivative_keeps_leibniz_rule(left: Dense, right: Dense) -> None:
    by_parts = add(multiply(derivative(left), right), multiply(left, derivative(right)))
    assert equal(derivative(multiply(left, right)), by_parts)


@given(polynomials, rationals | st.fractions(), rationals)
def test_a_shifted_polynomial_has_the_values_beside(function: Dense, at: Fraction, y: Fraction) -> None:
    assert value_at(shifted(function, at), y) == value_at(function, at + y)
    assert shifted(function, at).degree == function.degree


@given(rows)
def test_shifted_by_one(row: list[int]) -> None:
    assert equal(dense(shifted_by_one(row)), shifted(dense(row), Fraction(1)))
    assert len(shifted_by_one(row)) == len(row)


@given(st.lists(st.fractions(), max_size=6))
def test_from_fractions(values: list[Fraction]) -> None:
    found = from_fractions(values)
    assert [found.coefficient(k) for k in range(len(values))] == values
    assert found.coefficient(100) == 0 and found.denominator > 0


def test_equality_is_of_the_polynomials_and_not_of_their_forms() -> None:
    assert equal(Dense((1, 2), 2), Dense((2, 4), 4)) and equal(Dense(()), Dense((), 7))
    assert not equal(Dense((1, 2), 2), Dense((1, 2), 3)) and not equal(Dense((1,)), Dense((1, 1)))
    assert not equal(Dense((0, 1)), Dense((1,))) and dense([0, 0], 5).numerators == ()
    assert equal(dense([1, 2, 0]), Dense((1, 2)))


LONG = (1 << 200_000) + 1
WIDE = Dense((1,) * 20_000)
TOO_LARGE = {
    "degree": lambda: dense([1] * 20_002),
    "coefficients": lambda: dense([LONG] * 3000),
    "sum": lambda: add(WIDE, Dense((1,), LONG)),
    "denominators": lambda: multiply(Dense((1,), 1 << MOST_BITS // 2), Dense((1,), 1 << MOST_BITS // 2)),
    "product": lambda: multiply(WIDE, Dense((LONG,))),
    "power": lambda: power(Dense((0, 1)), 20_001),
    "power of a constant": lambda: power(Dense((3,)), 1 << 40),
    "value": lambda: value_at(WIDE, Fraction(1, LONG)),
    "shift": lambda: shifted(WIDE, Fraction(1, LONG)),
    "law": lambda: law_polynomial(Law(Fraction(LONG), Fraction(1), 0), 10_000),
    "law of powers": lambda: law_polynomial(Law(Fraction(1), Fraction(1, LONG), 0), 200),
    "law of factorials": lambda: univariate(parse_term("sum(k = 0 .. 20000: x**k / factorial(k))", X), "x"),
    "degree of a law": lambda: univariate(parse_term("sum(k = 0 .. 20001: x**k)", X), "x"),
}


@pytest.mark.parametrize("name", TOO_LARGE)
def test_what_is_too_large_is_refused_before_it_is_made(name: str) -> None:
    with pytest.raises(Rejected):
        TOO_LARGE[name]()


def test_all_that_is_kept_at_once_is_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verify.kernel.univariate.MOST_BITS", 1 << 20)
    parts = [parse_term(f"(x + {k})**100", X) for k in range(2, 102)]
    assert univariate(reduce(lambda sum, part: make("+", sum, part), parts), "x").degree == 100
    with pytest.raises(Rejected, match="bits of coefficients"):
        univariate(reduce(lambda sum, part: make("+", part, sum), parts), "x")


def test_long_chains_and_shared_parts_take_no_recursion() -> None:
    root = variable("x", Sort.REAL)
    for _ in range(20_000):
        root = make("+", root, constant(Fraction(1)))
    assert value_at(univariate(root, "x"), Fraction(0)) == 20_000
    for _ in range(60):
        root = make("-", make("+", root, root), root)
    assert value_at(univariate(root, "x"), Fraction(1)) == 20_001


@given(st.lists(st.integers(-9, 9), max_size=6), st.fractions(-3, 3, max_denominator=9))
def test_the_sign_is_that_of_the_value(numerators: list[int], at: Fraction) -> None:
    function = dense(numerators, 7)
    value = value_at(function, at)
    assert sign_at(function, at) == (value > 0) - (value < 0)


def test_a_law_of_a_high_degree_is_refused_and_of_a_negative_one_is_zero() -> None:
    law = Law(Fraction(1), Fraction(1), -1)
    assert law_polynomial(law, -1) == Dense(())
    with pytest.raises(Rejected, match="a degree over"):
        law_polynomial(law, HIGHEST_POWER + 1)
