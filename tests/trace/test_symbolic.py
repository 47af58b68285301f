"""Symbolic values: every operator builds the term that Python's own operator means, or is refused by name."""

import operator
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.term import Sort, variable
from verify.kernel.text import term_text
from verify.trace.oracle import TraceError
from verify.trace.symbolic import SymbolicInteger, SymbolicReal, SymbolicTruth

x = SymbolicInteger(variable("x", Sort.INTEGER))
y = SymbolicInteger(variable("y", Sort.INTEGER))
r = SymbolicReal(variable("r", Sort.REAL))

INTEGER_OPERATORS = [
    operator.add, operator.sub, operator.mul, operator.floordiv, operator.mod, operator.and_, operator.or_,
    operator.xor, operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne,
]  # fmt: skip
REAL_OPERATORS = [
    operator.add, operator.sub, operator.mul, operator.truediv, operator.lt, operator.le, operator.gt, operator.ge,
    operator.eq, operator.ne,
]  # fmt: skip


def outcome(compute):
    """The value, or "undefined", with its type."""
    try:
        value = compute()
    except (ZeroDivisionError, ValueError, Undefined):
        return "undefined"
    return type(value), value


@pytest.mark.parametrize("apply", INTEGER_OPERATORS)
@given(a=st.integers(-40, 40), b=st.integers(-40, 40))
def test_integer_operators_direct_and_reflected(apply, a, b):
    expected = outcome(lambda: apply(a, b))
    for term in (apply(x, y).term, apply(x, b).term, apply(a, y).term):
        assert outcome(lambda: evaluate(term, {"x": a, "y": b})) == expected  # noqa: B023


@pytest.mark.parametrize("apply", [operator.lshift, operator.rshift])
@given(a=st.integers(-40, 40), b=st.integers(-3, 20))
def test_shifts(apply, a, b):
    for term in (apply(x, y).term, apply(a, y).term, apply(x, b).term):
        assert outcome(lambda: evaluate(term, {"x": a, "y": b})) == outcome(lambda: apply(a, b))  # noqa: B023


@pytest.mark.parametrize("apply", REAL_OPERATORS)
@given(a=st.fractions(max_denominator=9), b=st.fractions(max_denominator=9))
def test_fractions_meet_symbolic_values_on_both_sides(apply, a, b):
    expected = outcome(lambda: apply(a, b))
    s = SymbolicReal(variable("s", Sort.REAL))
    for term in (apply(r, s).term, apply(r, b).term, apply(a, s).term):
        assert outcome(lambda: evaluate(term, {"r": a, "s": b})) == expected  # noqa: B023


@given(a=st.integers(-9, 9), b=st.fractions(max_denominator=9))
def test_an_integer_that_meets_a_fraction_becomes_real(a, b):
    assert outcome(lambda: evaluate((x + b).term, {"x": a})) == (Fraction, a + b)
    assert outcome(lambda: evaluate((b / x).term, {"x": a})) == outcome(lambda: b / a)
    assert (x - r).term.sort is Sort.REAL and (r - x).term.sort is Sort.REAL


@given(a=st.integers(-99, 99))
def test_unary_operators_and_powers(a):
    for build in (
        lambda v: -v,
        lambda v: +v,
        abs,
        lambda v: ~v,
        lambda v: v.bit_length(),
        lambda v: v.bit_count(),
        lambda v: v**3,
    ):
        assert evaluate(build(x).term, {"x": a}) == build(a)
    assert evaluate((2 ** abs(x)).term, {"x": a}) == 2 ** abs(a)
    assert [evaluate(part.term, {"x": a}) for part in divmod(x, 7)] == list(divmod(a, 7))
    assert outcome(lambda: [evaluate(part.term, {"x": a}) for part in divmod(100, x)]) == outcome(
        lambda: list(divmod(100, a))
    )


@given(p=st.integers(-3, 3), q=st.integers(-3, 3))
def test_truth_values_connect_without_a_branch(p, q):
    first, second = x < 0, y > 1
    for build in (operator.and_, operator.or_, operator.xor, operator.eq, operator.ne):
        assert evaluate(build(first, second).term, {"x": p, "y": q}) is build(p < 0, q > 1)
        assert evaluate(build(True, second).term, {"y": q}) is build(True, q > 1)


@pytest.mark.parametrize("build", [operator.and_, operator.or_])
def test_both_sides_of_an_ampersand_are_computed_so_both_must_be_defined(build):
    for truth in (build(x != 0, 1 // x > 0), build(1 // x > 0, x != 0), build(1 % x == 0, 1 // x > 0)):
        with pytest.raises(Undefined):
            evaluate(truth.term, {"x": 0})
        for value in (-1, 1, 2):
            assert type(evaluate(truth.term, {"x": value})) is bool
    assert evaluate(build(1 % x == 0, 1 // x > 0).term, {"x": 3}) is build(1 % 3 == 0, 1 // 3 > 0)


def test_comparisons_of_constants_are_done_at_once():
    zero = SymbolicInteger((x * 0).term.args[1])
    assert bool(zero == 0) and not bool(zero > Fraction(1, 2))
    assert term_text((0 <= x).term) == "x >= 0"


@pytest.mark.parametrize(
    ("misuse", "hint"),
    [
        (lambda: x / 2, "//"),
        (lambda: 2 / x, "ratio"),
        (lambda: x + 0.0175, r'ratio\("0.0175"\)'),
        (lambda: 0.5 < r, r'ratio\("0.5"\)'),
        (lambda: r // 2, "integers only"),
        (lambda: r >> 1, "integers only"),
        (lambda: x & Fraction(1, 2), "integers only"),
        (lambda: x**-1, "negative power"),
        (lambda: 2**r, "exponent"),
        (lambda: Fraction(1, 2) ** x, r"ratio\(p\*\*n, q\*\*n\)"),
        (lambda: pow(x, 2, 5), "modulus"),
        (lambda: x + True, "truth value"),
        (lambda: x + (y < 1), "truth value"),
        (lambda: (x < y) & 1, "something else"),
        (lambda: hash(x), "no hash"),
        (lambda: {x < y: 1}, "no hash"),
        (lambda: range(x), "range"),
        (lambda: [1, 2][x], "index"),
        (lambda: int(r), "int or float"),
        (lambda: float(x), "int or float"),
        (lambda: str(x), "int or float"),
        (lambda: 1 in x, "no index"),
        (lambda: list(x), "no index"),
    ],
)
def test_what_has_no_exact_meaning_is_refused_at_the_authors_line(misuse, hint):
    with pytest.raises(TraceError, match=hint) as caught:
        misuse()
    assert caught.value.file == __file__
    assert caught.value.line == misuse.__code__.co_firstlineno
    assert str(caught.value).startswith(f"{__file__}:{caught.value.line}: ")


@pytest.mark.parametrize("value", [x < y, x, r])
def test_a_truth_value_outside_a_trace_is_a_type_error_with_a_line(value):
    with pytest.raises(TypeError, match=r"test_symbolic.py:\d+: .*inside a trace"):
        bool(value)


def test_other_types_are_left_to_python():
    assert (x == "text") is False and (x != None) is True
    with pytest.raises(TypeError, match="unsupported operand"):
        x + "text"
    assert f"{x} {x < y} {SymbolicTruth((x < y).term)!r}" == "<symbolic integer> <symbolic truth> <symbolic truth>"


def test_an_inverted_truth_value_is_refused():
    with pytest.raises(TraceError, match="write not c"):
        operator.invert(x < 0)


def test_numbers_with_operators_of_their_own_are_refused():
    class Loud(int):
        def __radd__(self, other):
            return 0

    with pytest.raises(TraceError, match="Loud"):
        x * Loud(3)
