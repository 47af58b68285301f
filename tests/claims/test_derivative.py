"""Derivatives of functions as they run: against sympy on random expressions, in statements, and where there is none."""

from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from verify import atan, derivative, exp, gradient, log, ratio, sqrt
from verify.claims.collect import collect
from verify.claims.derivative import NoDerivative
from verify.claims.instance import state
from verify.kernel.text import statement_text
from verify.trace.oracle import TraceError

POINT = (Fraction(2, 3), Fraction(-5, 4))


def _grown(inner):
    return st.one_of(
        st.tuples(st.sampled_from("+-*/"), inner, inner),
        st.tuples(st.just("**"), inner, st.integers(-3, 4)),
        st.tuples(st.just("neg"), inner),
    )


expressions = st.recursive(st.sampled_from(["x", "y", 1, 2, Fraction(-1, 2)]), _grown, max_leaves=8)


def computed(expression, values, quotient):
    """The value of an expression, its numbers and operators those of `values`."""
    if not isinstance(expression, tuple):
        return values.get(expression, expression) if isinstance(expression, str) else quotient(expression, 1)
    op, *parts = expression
    first = computed(parts[0], values, quotient)
    if op == "neg":
        return -first
    if op == "**":
        return first ** parts[1]
    second = computed(parts[1], values, quotient)
    return {
        "+": lambda: first + second,
        "-": lambda: first - second,
        "*": lambda: first * second,
        "/": lambda: quotient(first, second),
    }[op]()


@settings(max_examples=200, deadline=None)
@given(expressions)
def test_rational_functions_have_the_gradients_that_sympy_finds(expression):
    x, y = sympy.symbols("x y")
    try:
        found = gradient(lambda a, b: computed(expression, {"x": a, "y": b}, ratio), POINT)
    except ZeroDivisionError:
        return
    form = computed(expression, {"x": x, "y": y}, lambda p, q: sympy.sympify(p) / q)
    at = {x: sympy.Rational(2, 3), y: sympy.Rational(-5, 4)}
    expected = [sympy.diff(form, along).subs(at) for along in (x, y)]
    assert found == [Fraction(int(value.p), int(value.q)) for value in expected]


@pytest.mark.parametrize(
    ("f", "form"),
    [
        (lambda t: exp(t * t - 1), lambda t: sympy.exp(t * t - 1)),
        (lambda t: log(1 + t * t) / t, lambda t: sympy.log(1 + t * t) / t),
        (lambda t: sqrt(t) * exp(-t), lambda t: sympy.sqrt(t) * sympy.exp(-t)),
        (lambda t: atan(2 * t) ** 2, lambda t: sympy.atan(2 * t) ** 2),
        (lambda t: 1 / (1 + exp(-3 * t)), lambda t: 1 / (1 + sympy.exp(-3 * t))),
    ],
)
def test_real_functions_agree_with_sympy_to_thirty_digits(f, form):
    t = sympy.Symbol("t", positive=True)
    exact = sympy.diff(form(t), t).subs(t, sympy.Rational(2, 3)).evalf(50)
    found = derivative(f, Fraction(2, 3))
    digits = Fraction(str(exact))
    assert digits - Fraction(1, 10**30) < found < digits + Fraction(1, 10**30)


@settings(max_examples=300, deadline=None)
@given(st.tuples(*[expressions] * 4), st.sampled_from("<= < == != max abs".split()), st.integers(-2, 2))
def test_pieces_have_the_slopes_on_both_sides_or_none(parts, kind, at):
    def f(t):
        one, other, below, above = (computed(part, {"x": t, "y": Fraction(1, 2)}, ratio) for part in parts)
        if kind in ("max", "abs"):
            return max(one, other, below) if kind == "max" else abs(one) - abs(other)
        holds = {"<=": one <= other, "<": one < other, "==": one == other, "!=": one != other}[kind]
        return below if holds else above

    step = Fraction(1, 10**40)
    try:
        found = derivative(f, at)
        before, here, after = (f(Fraction(at) + move) for move in (-step, 0, step))
    except ArithmeticError:
        return
    for slope in ((here - before) / step, (after - here) / step):
        assert abs(slope - found) < Fraction(1, 10**6)


def test_of_a_constant_an_integer_and_the_argument_itself():
    assert derivative(lambda t: 5, 3) == 0 and derivative(lambda t: t, 3) == 1
    assert derivative(lambda t: t**-1, 2) == Fraction(-1, 4) and derivative(lambda t: t**0, 0) == 0
    assert gradient(lambda: 1, []) == [] and gradient(lambda a, b: sum([a, b, a]), [1, 1]) == [2, 1]


def test_a_slope_is_no_integer_whose_negative_power_would_be_a_float():
    assert derivative(lambda t: 3 * t, 2) ** -1 == derivative(lambda t: t**3, 1) ** -1 == Fraction(1, 3)


def test_derivatives_inside_derivatives_do_not_mix():
    assert derivative(lambda x: derivative(lambda y: x * y * y, x), 3) == 12
    assert derivative(lambda x: x * derivative(lambda y: x + y, 1), 5) == 1
    assert derivative(lambda x: derivative(lambda y: y**4, x), 2) == 48
    assert derivative(lambda x: derivative(lambda y: x, 2), 5) == 0


def test_comparisons_have_one_where_the_sides_differ():
    assert derivative(abs, -2) == -1 and derivative(lambda t: max(t, 0), 3) == 1
    assert derivative(lambda t: min(t, 0) * t if t != 1 else 0, 3) == 0
    kinked_with_slope_0 = (lambda t: 1 if t * t > 0 else 0, lambda t: t if t**3 != 0 else 1)
    for kinked in (
        abs, lambda t: max(t, 0), lambda t: 1 if t >= 0 else t, lambda t: 1 if t == 0 else 0, bool, *kinked_with_slope_0
    ):  # fmt: skip
        with pytest.raises(NoDerivative, match="there need be no derivative"):
            derivative(kinked, 0)


@pytest.mark.parametrize(
    ("f", "message"),
    [
        (lambda t: t // 2, "has no derivative"),
        (lambda t: t % 2, "has no derivative"),
        (lambda t: 2**t, "the exponent of [*][*] in a derivative is a plain integer"),
        (lambda t: t**t, "the exponent of [*][*] in a derivative is a plain integer"),
        (lambda t: t * 0.5, "is a float"),
        (lambda t: "t", "a function that returns a number, not str"),
        (lambda t: range(t), "has no derivative"),
    ],
)
def test_what_has_none_is_told(f, message):
    with pytest.raises(TraceError, match=message):
        derivative(f, 1)


def test_nor_has_anything_at_what_is_no_number():
    with pytest.raises(TraceError, match="at a number, not at list"):
        derivative(lambda t: t, [1])


def stated(folder, text):
    """The statement of the one claim of a file."""
    (folder / "c.py").write_text("from verify import *\n" + text)
    [case] = collect([folder / "c.py"]).cases
    return statement_text(state(case).statement)


@pytest.mark.parametrize(
    ("returned", "statement"),
    [
        ("derivative(lambda t: t**3 + y * t, x) == 0", "forall real x, real y: 3 * x**2 + y == 0"),
        ("gradient(lambda s, t: s * t, [x, y])[1] == x", "forall real x, real y: x == x"),
        ("derivative(exp, 2 * x) > 0", "forall real x, real y: exp(2 * x) > 0"),
        # what f divides by has to be other than 0, if its value is used or not
        ("derivative(lambda t: t + 1 / y, x) == 1", "forall real x, real y: 1 / y == 1 / y and true"),
        (
            "derivative(abs, x) < y",
            "forall real x, real y: (if x == 0 then undefined(truth) else (if x < 0 then y > -1 else y > 1))",
        ),
    ],
)
def test_the_statement_shows_what_the_rules_gave(tmp_path, returned, statement):
    text = f"@claim(x=reals(), y=reals())\ndef f(x, y):\n    return {returned}\n"
    assert stated(tmp_path, text) == statement
