"""where, assume, total, factorial, ratio, minimum: the same on plain numbers and on symbolic ones."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.term import Sort, variable
from verify.kernel.text import term_text
from verify.trace.functions import assume, atan, exp, factorial, log, mean, minimum, ratio, sqrt, total, where, zeros
from verify.trace.oracle import AssumptionFailed, TraceError
from verify.trace.paths import trace_claim
from verify.trace.symbolic import SymbolicInteger, SymbolicReal

n = SymbolicInteger(variable("n", Sort.INTEGER))
k = SymbolicInteger(variable("k", Sort.INTEGER))
r = SymbolicReal(variable("r", Sort.REAL))


def term_of(function, **arguments):
    return trace_claim(function, arguments).root()


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (("0.0175",), Fraction(7, 400)),
        (("1/9",), Fraction(1, 9)),
        (("1e-3", 2), Fraction(1, 2000)),
        ((3, 6), Fraction(1, 2)),
        ((Fraction(1, 2), "0.25"), Fraction(2)),
    ],
)
def test_a_plain_ratio_is_a_fraction(given, value):
    assert ratio(*given) == value and type(ratio(*given)) is Fraction


def test_a_symbolic_ratio_is_a_real_quotient():
    assert term_text(ratio(n, 3).term) == "n / 3" and ratio(n, 3).term.sort is Sort.REAL
    assert term_text(ratio(1, 2**n).term) == "1 / 2**n"


@pytest.mark.parametrize("bad", [0.5, True, "half", "1/0", None])
def test_a_ratio_of_something_else_is_refused(bad):
    with pytest.raises(TraceError, match="test_functions"):
        ratio(bad)


@given(a=st.integers(-5, 5))
def test_where_takes_the_side_of_its_condition(a):
    def program(x):
        return where(x < 0, -x, where(x > 3, Fraction(1, 2), x))

    assert evaluate(program(n).term, {"n": a}) == program(a)
    assert evaluate(where(n < 0, n > -3, True).term, {"n": a}) is where(a < 0, a > -3, True)


def test_both_sides_of_where_are_computed_so_both_must_be_defined():
    chosen = where(n != 0, 1 // n, 5).term
    with pytest.raises(Undefined):
        evaluate(chosen, {"n": 0})
    assert [evaluate(chosen, {"n": value}) for value in (-1, 1, 2)] == [-1, 1, 0]


@pytest.mark.parametrize(
    "misuse", [lambda: where(1, n, 2), lambda: where(n > 0, n, n > 1), lambda: where(n > 0, n, "a")]
)
def test_where_refuses_what_is_no_choice(misuse):
    with pytest.raises(TraceError):
        misuse()


@given(size=st.integers(-2, 6), at=st.fractions(max_denominator=5))
def test_a_total_on_plain_and_symbolic_numbers(size, at):
    def series(n, r):
        return total(lambda k: r**k / factorial(k), 0, n)

    term = term_of(lambda n, r: series(n, r) > 0, n=n, r=r)
    assert term_text(term) == "sum(k = 0 .. n: r**k / factorial(k)) > 0"
    assert evaluate(term.args[0], {"n": size, "r": at}) == series(size, at)


def test_the_index_of_a_total_is_a_fresh_name():
    assert term_text(term_of(lambda k: total(lambda k: k * 2, 1, k) > 0, k=k)) == "sum(k2 = 1 .. k: k2 * 2) > 0"
    assert term_text(term_of(lambda n: total(abs, 1, n) == 0, n=n)) == "sum(x = 1 .. n: abs(x)) == 0"


def test_an_unused_undefined_part_of_a_summand_counts():
    term = term_of(lambda n: total(lambda k: (1 // (k - 2), k)[1], 0, n) >= 0, n=n)
    assert evaluate(term, {"n": 1}) is True
    with pytest.raises(Undefined):
        evaluate(term, {"n": 2})


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (lambda n: total(lambda k: k if k > 1 else 0, 0, n) > 0, "a branch on k"),
        (lambda n: total(lambda k: total(lambda j: j, 0, k), 0, n) > 0, "total inside a total"),
        (lambda n: total(lambda k: k, 0, ratio(n, 2)) > 0, "ends of a total are integers"),
        (lambda n: total(lambda k: "a", 0, n) > 0, "takes numbers, not str"),
        (lambda n: factorial(ratio(n, 2)) > 0, "integers only"),
    ],
)
def test_a_total_that_has_no_term(claim, message):
    with pytest.raises(TraceError, match=message):
        trace_claim(claim, {"n": n})


def test_factorial():
    assert factorial(5) == 120
    assert evaluate(factorial(n).term, {"n": 5}) == math.factorial(5)
    with pytest.raises(ValueError, match="not defined for negative"):
        factorial(-1)


def test_assume_on_plain_numbers():
    assume(1 < 2)
    with pytest.raises(AssumptionFailed):
        assume(2 < 1)
    with pytest.raises(TraceError, match="outside a trace"):
        assume(n > 0)
    with pytest.raises(TraceError, match="takes a condition"):
        assume(1)


def test_minimum_on_plain_numbers_is_the_value_of_the_function():
    assert minimum(3).function == 3 and minimum(3).digits == 30
    for digits in (0, 10_001, True, 2.0):
        with pytest.raises(TraceError, match="digits"):
            minimum(3, digits=digits)


def test_zeros_on_plain_numbers_is_the_value_of_the_function():
    assert zeros(3, exactly=1).function == 3 and zeros(3, 0).count == 0
    for count in (-1, 1_000_001, True, 2.0, None):
        with pytest.raises(TraceError, match="exactly"):
            zeros(3, exactly=count)


def test_mean_on_plain_numbers_is_the_value_of_the_function():
    assert mean(3, exactly=1).function == 3 and mean(3, ratio("3.5")).low == Fraction(7, 2)
    for value in (0.5, True, "1", None):
        with pytest.raises(TraceError, match="exactly"):
            mean(3, exactly=value)


@pytest.mark.parametrize(("function", "name"), [(exp, "exp"), (log, "log"), (sqrt, "sqrt"), (atan, "atan")])
def test_real_functions_build_terms_of_reals(function, name):
    assert term_text(function(r).term) == f"{name}(r)" and function(r).term.sort is Sort.REAL
    assert term_text(function(n).term) == f"{name}(n)" and function(n).term.sort is Sort.REAL
    assert term_text((function(2) * r).term) == f"{name}(2) * r"


def test_in_a_trace_a_real_function_of_a_number_stays_a_term():
    assert term_text(term_of(lambda: exp(0) < log(ratio("2.5")) * sqrt(4))) == "exp(0) < log(5/2) * sqrt(4)"


@given(st.fractions(-3, 3, max_denominator=9))
def test_real_functions_on_plain_numbers_say_what_their_terms_say(x):
    def program(r):
        return exp(r) + atan(r) * sqrt(r * r + 1) > log(r * r + 2) / 2 + ratio(r, 3)

    assert program(x) is evaluate(term_of(program, r=r), {"r": x})


def test_real_functions_without_a_value():
    with pytest.raises(ValueError, match="log"):
        log(0)
    with pytest.raises(Undefined):
        evaluate(sqrt(n).term, {"n": -1})


@pytest.mark.parametrize("bad", [0.5, True, "half", None])
def test_real_functions_of_something_else_are_refused(bad):
    with pytest.raises(TraceError, match="test_functions"):
        exp(bad)


def test_an_unused_logarithm_must_be_defined():
    def program(r):
        log(r)
        exp(r)
        return r > 0

    assert "log(r) == log(r)" in term_text(term_of(program, r=r)) and "exp" not in term_text(term_of(program, r=r))


@pytest.mark.parametrize(
    ("bounds", "ends"),
    [
        (dict(at_most=2), (None, Fraction(2))),
        (dict(at_least=ratio("0.5")), (Fraction(1, 2), None)),
        (dict(at_least=1, at_most=2), (Fraction(1), Fraction(2))),
        (dict(rounds_to="3"), (Fraction(5, 2), Fraction(7, 2))),
        (dict(rounds_to="-0.040"), (Fraction(-405, 10**4), Fraction(-395, 10**4))),
    ],
)
def test_bounds_of_a_mean(bounds, ends):
    asked = mean(3, **bounds)
    assert (asked.low, asked.high) == ends


@pytest.mark.parametrize(
    ("bounds", "message"),
    [
        ({}, "mean takes"),
        (dict(exactly=1, at_most=2), "mean takes"),
        (dict(at_most=2, rounds_to="1"), "mean takes"),
        (dict(at_most=0.5), "at_most is an integer or a ratio"),
        (dict(at_least=2, at_most=1), "at_least=2 is above at_most=1"),
        (dict(rounds_to=0.5), "a decimal as text"),
        (dict(rounds_to="1e3"), "a decimal as text"),
    ],
)
def test_what_is_no_bound_of_a_mean(bounds, message):
    with pytest.raises(TraceError, match=message):
        mean(3, **bounds)
