"""Exponents are read as sums of products of powers, and have the value of the term wherever it has one."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.kernel import exponent
from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.exponent import Exponent, Reader, units
from verify.kernel.parse import parse_term
from verify.kernel.rejection import Rejected
from verify.kernel.term import Sort, Term, constant, make, variable
from verify.kernel.text import term_text

NAMES = {"x": Sort.REAL, "y": Sort.REAL, "n": Sort.INTEGER}


def read(text: str) -> list[str]:
    """The summands, as texts."""
    term = parse_term(text, NAMES)
    reader = Reader((term,))
    return sorted(f"{scale} {term_text(reader.term(product, 1))}" for product, scale in reader.read(term).items())


@pytest.mark.parametrize(
    ("text", "summands"),
    [
        ("x", ["1 x"]),
        ("real(0)", []),
        ("3/2", ["3/2 1"]),
        ("x - x", []),
        ("(x - x)**2", []),
        ("(x - x)**0", ["1 1"]),
        ("(x + y)**0 - 1", []),
        ("-(x - 2 * y) / 3", ["-1/3 x", "2/3 y"]),
        ("(x + y)**2", ["1 x**2", "1 y**2", "2 x * y"]),
        ("x / (2 * y)", ["1/2 x / y"]),
        ("x / (y / 3)", ["3 x / y"]),
        ("x / x", ["1 1"]),
        ("(x + y) / x", ["1 1", "1 y / x"]),
        # a divisor that is a sum is one piece
        ("x / (x + y)", ["1 x / (x + y)"]),
        ("(x + y)**-2", ["1 1 / (x + y)**2"]),
        ("(2 * x)**-2", ["1/4 1 / x**2"]),
        ("(x + y)**0", ["1 1"]),
        # and so is what is no arithmetic on reals
        ("2 * log(x) - log(x * y)", ["-1 log(x * y)", "2 log(x)"]),
        ("real(n - 1) * x", ["1 (n - 1) * x"]),
        ("max(x, y) + sqrt(x)", ["1 max(x, y)", "1 sqrt(x)"]),
        ("x**n", ["1 x**n"]),
    ],
)
def test_reading(text: str, summands: list[str]) -> None:
    assert read(text) == summands


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("x / (y - y)", "is 0"),
        ("(x - x)**-1", "is 0"),
        ("(x + y)**999", "more than 200 summands"),
        ("(x + y)**150 * (x + 2)**150", "more than 200 summands"),
        ("((3 + 0 * x)**1000)**1000", "too large"),
        ("(((3.0**1000) * (3.0**1000) * x)**40) * ((3.0**1000) * (3.0**1000) * y)**40", "too large"),
    ],
)
def test_refused(text: str, why: str) -> None:
    with pytest.raises(Rejected, match=why):
        read(text)


LEAVES = st.sampled_from(["x", "y", "2", "1/3", "-1", "0"])


def terms() -> st.SearchStrategy[Term]:
    leaf = LEAVES.map(lambda text: parse_term(f"real({text})" if text == "0" else f"({text}) * 1.0", NAMES))
    pairs = lambda inner: st.builds(make, st.sampled_from("+-*/"), inner, inner)  # noqa: E731
    powers = lambda inner: st.builds(  # noqa: E731
        lambda base, power: make("**", base, constant(power)), inner, st.integers(-2, 2)
    )
    return st.recursive(leaf, lambda inner: pairs(inner) | powers(inner), max_leaves=8)


@given(root=terms(), x=st.fractions(-3, 3, max_denominator=4), y=st.fractions(-3, 3, max_denominator=4))
def test_the_sum_has_the_value_of_the_term(root: Term, x: Fraction, y: Fraction) -> None:
    reader = Reader((root,))
    try:
        value = evaluate(root, {"x": x, "y": y})
        exponent = reader.read(root)
    except (Undefined, Rejected):
        return
    parts = [
        scale * Fraction(evaluate(reader.term(product, 1), {"x": x, "y": y})) for product, scale in exponent.items()
    ]
    assert sum(parts, Fraction(0)) == value


def test_units_are_common_denominators_with_a_common_sign() -> None:
    one, other, third = (((number, 1),) for number in range(3))
    exponents: list[Exponent] = [
        {one: Fraction(1, 2), other: Fraction(-2, 3)},
        {one: Fraction(-1, 3), other: Fraction(-1)},
    ]
    assert units([*exponents, {third: Fraction(5)}]) == {one: 6, other: -3, third: 1}


def test_a_product_is_written_with_its_unit() -> None:
    x = variable("x", Sort.REAL)
    reader = Reader((x,))
    [product] = reader.read(x)
    assert [term_text(reader.term(product, unit)) for unit in (1, 3, -1, -2)] == ["x", "x / 3", "-x", "-(x / 2)"]
    assert [term_text(reader.term((), unit)) for unit in (1, 3, -2)] == ["1", "1/3", "-1/2"]


def test_numbers_are_only_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exponent, "LONGEST", 8)
    assert read("x / 3 * (y / 3)") == ["1/9 x * y"]
    with pytest.raises(Rejected, match=r"\*: too large"):
        read("(x / 9 + y / 9) * (x / 9 + y / 9)")
    term = parse_term("x", NAMES)
    [product] = Reader((term,)).read(term)
    with pytest.raises(Rejected, match="denominator: too large"):
        units([{product: Fraction(1, 300)}])
