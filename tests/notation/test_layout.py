"""The layout is right if a formula, read by the rules of algebra, has the term's value: Python reads it here."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.kernel.evaluate import evaluate
from verify.kernel.parse import parse_term
from verify.kernel.term import Sort, Term, apply, constant, make, variable
from verify.notation.layout import Marks, draw, fits, name_parts, node_count

SIGNS = {"xor": "^", "times": "*", "neg": "-", "and": " and ", "or": " or ", "not": "not "}
PYTHON = Marks(
    number=lambda digits: digits,
    name=lambda letters, subscript: letters + subscript,
    words=lambda text: {"true": "True", "false": "False"}.get(text, text),
    operator=lambda op: SIGNS.get(op, op),
    fence=lambda left, text, right, tall: {"(": "(", "|": "abs(", "⌊": "floor("}[left] + text + ")",
    fraction=lambda above, below: f"Fraction({above})/({below})",
    power=lambda base, exponent: f"{base}**({exponent})",
    root=lambda inside: f"sqrt({inside})",
    function=lambda name: name,
    summation=lambda below, above: "",
    cases=lambda rows: "".join(f"({value}) if {test[3:]} else " for value, test in rows[:-1]) + f"({rows[-1][0]})",
)
NAMES = {"a": Sort.INTEGER, "b": Sort.INTEGER, "x": Sort.REAL}
RELATIONS = ["<", "<=", ">", ">=", "==", "!="]
WHOLE = ["&", "|", "xor", "%", "//", "<<", ">>"]
NUMERIC = ["+", "-", "*", "min", "max", "neg", "abs", "**", "if", *WHOLE]


@st.composite
def numbers(choose: st.DrawFn, depth: int = 4) -> Term:
    """An integer or real term that is defined everywhere."""
    if depth == 0 or choose(st.integers(0, 5)) == 0:
        constants = st.one_of(st.integers(-9, 9), st.fractions(-3, 3, max_denominator=9)).map(constant)
        return choose(st.one_of(constants, st.sampled_from([variable(name, sort) for name, sort in NAMES.items()])))
    op = choose(st.sampled_from(NUMERIC))
    left = choose(numbers(depth - 1))
    if op in ("neg", "abs"):
        return make(op, left)
    if op == "**":
        return make(op, left, constant(choose(st.integers(0, 3))))
    if op in WHOLE:
        left = left if left.sort is Sort.INTEGER else variable("a", Sort.INTEGER)
        right = choose(numbers(depth - 1)) if op in ("&", "|", "xor") else constant(3)
        return make(op, left, right if right.sort is Sort.INTEGER else variable("b", Sort.INTEGER))
    if op == "if":
        return apply(op, choose(truths(depth - 1)), left, choose(numbers(depth - 1)))
    return apply(op, left, choose(numbers(depth - 1)))


@st.composite
def truths(choose: st.DrawFn, depth: int = 4) -> Term:
    """A truth value that is defined everywhere."""
    op = choose(st.sampled_from(["and", "or", "not", *RELATIONS])) if depth else "<"
    if op == "not":
        return make(op, choose(truths(depth - 1)))
    if op in ("and", "or"):
        return make(op, choose(truths(depth - 1)), choose(truths(depth - 1)))
    return apply(op, choose(numbers(max(0, depth - 1))), choose(numbers(max(0, depth - 1))))


@given(st.one_of(numbers(), truths()), st.integers(-5, 5), st.integers(-5, 5), st.fractions(-2, 2, max_denominator=5))
def test_a_formula_reads_as_its_term(term: Term, a: int, b: int, x: Fraction) -> None:
    names = {"a": a, "b": b, "x": x, "Fraction": Fraction, "floor": floor, "min": min, "max": max, "abs": abs}
    assert eval(draw(term, PYTHON).text, names) == evaluate(term, {"a": a, "b": b, "x": x})


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("a <= b and b <= a + 1", "a<=b<=a+1"),
        ("x >= 0 and x < a", "0<=x<a"),
        ("a < b and b > 0", "a<b and b>0"),
        ("a < b and a >= 0", "a<b and a>=0"),
        ("a*b*8", "8*a*b"),
        ("a - -3", "a-(-3)"),
        ("a - (b - 1)", "a-(b-1)"),
        ("(a & b) + (a xor b >> 1)", "(a&b)+(a^floor(Fraction(b)/(2)))"),
        ("1 << a", "2**(a)"),
        ("not a == b", "not (a==b)"),
        ("exp(x)**2 + sqrt(x + 1)", "exp(x)**(2)+sqrt(x+1)"),
    ],
)
def test_formulas_are_written_as_on_paper(text: str, formula: str) -> None:
    assert draw(parse_term(text, NAMES), PYTHON).text == formula


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("x", ("x", "")),
        ("x1", ("x", "1")),
        ("x_max", ("x", "max")),
        ("low", ("low", "")),
        ("_", ("_", "")),
        ("a_b_c", ("a_b_c", "")),
    ],
)
def test_names_get_subscripts(name: str, parts: tuple[str, str]) -> None:
    assert name_parts(name) == parts


def test_a_term_that_doubles_is_not_written_out() -> None:
    term = variable("a", Sort.INTEGER)
    for _ in range(200):
        term = make("+", term, term)
    assert node_count(term) == 2**201 - 1
    assert not fits((term,))


def test_long_numbers_and_deep_terms_do_not_fit() -> None:
    deep = variable("a", Sort.INTEGER)
    for _ in range(60):
        deep = make("abs", deep)
    assert not fits((constant(10**90),))
    assert not fits((deep,))
    assert fits((parse_term(" + ".join(["a"] * 100), NAMES),))
