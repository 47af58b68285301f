"""Derivatives: against those of polynomials, against difference quotients, and what is refused."""

import math
from fractions import Fraction
from operator import add, mul, sub, truediv

import flint
import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from verify.kernel import univariate
from verify.kernel.derivative import derivative
from verify.kernel.enclosure import exact
from verify.kernel.evaluate import evaluate, real_value
from verify.kernel.parse import parse
from verify.kernel.real_number import RealNumber, enclosed
from verify.kernel.rejection import Rejected
from verify.kernel.statement import ForAll
from verify.kernel.term import REAL_FUNCTIONS, Sort, Term, apply, constant, postorder, variable
from verify.kernel.text import term_text
from verify.kernel.totality import is_total, smooth_where

DOMAIN = "forall integer n >= 1, integer m >= 0, integer i, real x, real y"


def slope(text: str) -> tuple[Term, ForAll]:
    statement = parse(f"{DOMAIN}: {text} == real(i)")
    assert isinstance(statement, ForAll)
    return derivative(statement.conclusion.args[0], "x", statement.variables), statement


EXP = "sum(k = 0 .. {}: x**k / factorial(k))"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("y", "0"),
        ("x", "1"),
        ("3 * x + y", "3"),
        ("x * y - y * x", "y - y"),
        ("-(x / 3)", "-(1 / 3)"),
        ("x**3", "3 * x**2"),
        ("x**1 + x**0", "1"),
        ("x - x**0 / 3", "1"),
        ("(2 * x)**n", "n * (2 * x)**(n - 1) * 2"),
        ("y**m * x", "y**m"),
        ("exp(2 * x)", "exp(2 * x) * 2"),
        ("atan(x)", "1 / (1 + x**2)"),
        ("1 / x", "(-1) / x**2"),
        ("y / (1 + x * x)", "-(y * (x + x)) / (1 + x * x)**2"),
        ("x / (1 + x * x)", "(1 + x * x - x * (x + x)) / (1 + x * x)**2"),
        ("3 / (x - x + y)", "-(3 * (real(1) - 1)) / (x - x + y)**2"),
        ("1 / x**0 + x", "1"),
        ("log(1 + exp(x))", "exp(x) / (1 + exp(x))"),
        ("log(y)", "0"),
        ("sqrt(1 + exp(x))", "exp(x) / (2 * sqrt(1 + exp(x)))"),
        ("sqrt(y) * x", "sqrt(y)"),
        ("max(y, 0) * x", "max(y, 0)"),
        (EXP.format("n"), EXP.format("n - 1")),
        (EXP.format("n - 1"), EXP.format("n - 2")),
        (EXP.format("i"), EXP.format("i - 1")),
        (EXP.format("4"), EXP.format("3")),
        (EXP.format("0"), EXP.format("-1")),
        (
            "sum(k = 0 .. m: real(-3)**k * x**k / factorial(k))",
            "-3 * sum(k = 0 .. m - 1: real(-3)**k * x**k / factorial(k))",
        ),
        ("sum(k = 0 .. n: y**k / factorial(k)) * x", "sum(k = 0 .. n: y**k / factorial(k))"),
    ],
)
def test_derivatives(text: str, result: str) -> None:
    found, statement = slope(text)
    shown = parse(f"{DOMAIN}: {term_text(found)} == real(i)")
    wanted = parse(f"{DOMAIN}: {result} == real(i)")
    assert isinstance(shown, ForAll) and isinstance(wanted, ForAll)
    assert term_text(shown.conclusion) == term_text(wanted.conclusion)
    assert is_total(found, statement.variables) or any(op in text for op in ("atan", "log", "sqrt", " / "))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("abs(x)", "abs"),
        ("max(x, 0)", "max"),
        ("min(y, x * x)", "min"),
        ("(if x < 0 then x else -x)", "<"),
        ("(if y < 0 then x else -x)", "if"),
        ("(if y < 0 then x else y)", "if"),
        ("(if y < 0 then y else x)", "if"),
        ("x**m", "at least 1"),
        ("x**i", "at least 1"),
        ("x**(-1)", "at least 1"),
        ("x**(n - 1)", "at least 1"),
        ("sum(k = 0 .. m: x**k)", "neither constant ends nor a coefficient law"),
        ("sum(k = 0 .. m: y * x**k / factorial(k))", "neither constant ends nor a coefficient law"),
        ("sum(k = 1 .. m: x**k / factorial(k))", "neither constant ends nor a coefficient law"),
        ("sum(k = 0 .. m: (x + 1)**k / factorial(k))", "neither constant ends nor a coefficient law"),
        ("sum(k = 0 .. (if x < 0 then 1 else 2): x**k / factorial(k))", "<"),
    ],
)
def test_refused(text: str, why: str) -> None:
    with pytest.raises(Rejected, match=why):
        slope(text)


X = variable("x", Sort.REAL)


def polynomials() -> st.SearchStrategy[Term]:
    leaves = st.just(X) | st.fractions(-3, 3, max_denominator=4).map(constant)
    return st.recursive(
        leaves,
        lambda inner: (
            st.tuples(st.sampled_from("+-*"), inner, inner).map(lambda parts: apply(*parts))
            | inner.map(lambda part: apply("neg", part))
            | st.tuples(inner, st.integers(0, 3)).map(lambda parts: apply("**", parts[0], constant(parts[1])))
            | st.tuples(inner, st.integers(1, 5)).map(lambda parts: apply("/", *map(_real, parts)))
        ),
        max_leaves=6,
    )


def _real(value: Term | int) -> Term:
    return constant(Fraction(value)) if isinstance(value, int) else value


@given(polynomials())
def test_like_those_of_polynomials(root: Term) -> None:
    found = derivative(root, "x", ())
    wanted = univariate.derivative(univariate.univariate(root, "x"))
    assert univariate.equal(univariate.univariate(found, "x"), wanted)


@pytest.mark.parametrize(
    "text",
    [
        "exp(2 * x) - x * exp(y - x)",
        "atan(x * x - y) * x",
        EXP.format("n"),
        "sum(k = 0 .. 5: real(k) * x**k) * y",
        "sum(k = -2 .. 3: x * k)",
        "(x + y)**n / 3 + (exp(x) + x)**2",
    ],
)
@pytest.mark.parametrize("at", [Fraction(-3, 2), Fraction(0), Fraction(1)])
def test_near_the_difference_quotient(text: str, at: Fraction) -> None:
    statement = parse(f"{DOMAIN}: {text} == real(i)")
    assert isinstance(statement, ForAll)
    root = statement.conclusion.args[0]
    found = derivative(root, "x", statement.variables)
    step = Fraction(1, 10**4)
    values = {"n": 3, "m": 2, "i": 1, "y": Fraction(2, 3)}
    shifted_by = [{**values, "x": at + sign * step} for sign in (-1, 1)]
    # compared in the language itself, so that values need not be rational: both sides as comparisons
    low, high = (_enclosed(root, there) for there in shifted_by)
    middle = _enclosed(found, {**values, "x": at})
    assert abs((high - low) / (2 * step) - middle) < Fraction(1, 10**3)


def _enclosed(root: Term, values: dict[str, int | Fraction]) -> Fraction:
    """The value, by bisection with comparisons that the evaluator decides."""
    low, high = Fraction(-10_000), Fraction(10_000)
    while high - low > Fraction(1, 10**9):
        middle = (low + high) / 2 + Fraction(1, 10**12 + 39)
        below = evaluate(apply("<", root, constant(middle)), values)
        low, high = (low, middle) if below else (middle, high)
    return low


def functions() -> st.SearchStrategy[Term]:
    leaves = st.just(X) | st.fractions(-3, 3, max_denominator=4).map(constant)
    return st.recursive(
        leaves,
        lambda inner: (
            st.tuples(st.sampled_from("+-*/"), inner, inner).map(lambda parts: apply(*parts))
            | st.tuples(st.sampled_from(REAL_FUNCTIONS), inner).map(lambda parts: apply(*parts))
            | st.tuples(inner, st.integers(0, 3)).map(lambda parts: apply("**", parts[0], constant(parts[1])))
        ),
        max_leaves=6,
    )


def by_arb(root: Term, at: Fraction) -> flint.arb_series:
    """The value and the slope of a term at a point."""
    found: dict[int, flint.arb_series] = {}
    for node in postorder((root,)):
        args = [found[id(part)] for part in node.args]
        match node.op:
            case "variable":
                found[id(node)] = flint.arb_series([arb(at), 1])
            case "constant":
                found[id(node)] = flint.arb_series([arb(Fraction(node.value))])  # type: ignore[arg-type]
            case "**":
                found[id(node)] = math.prod([args[0]] * int(node.args[1].value), start=flint.arb_series([1]))  # type: ignore[arg-type]
            case "real":
                found[id(node)] = args[0]
            case "+" | "-" | "*" | "/":
                found[id(node)] = {"+": add, "-": sub, "*": mul, "/": truediv}[node.op](*args)
            case _:
                found[id(node)] = getattr(args[0], node.op)()
    return found[id(root)]


def arb(value: Fraction) -> flint.arb:
    return flint.arb(flint.fmpq(*value.as_integer_ratio()))


@settings(deadline=None)
@given(functions(), st.fractions(-4, 4, max_denominator=8))
def test_slopes_of_functions_are_those_that_arb_finds(root: Term, at: Fraction) -> None:
    flint.ctx.prec, flint.ctx.cap = 200, 2
    conditions = smooth_where(root, "x", ())
    assert conditions is not None
    try:
        smooth = all(evaluate(condition, {"x": at}) for condition in conditions)
        assume(smooth)
        value = real_value(derivative(root, "x", ()), {"x": at})
    except Rejected:  # too large, or not told apart from 0
        reject()
    wanted = by_arb(root, at)[1]
    found = enclosed(value, 100) if isinstance(value, RealNumber) else exact(value, 100)
    low, high = (arb(Fraction(end[1], 2**100)) for end in (found.low, found.high))
    assert not (wanted < low or wanted > high)
