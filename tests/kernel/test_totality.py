"""What is called total is defined at every input; what might be undefined is not called total."""

from fractions import Fraction

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from tests.kernel.certificates import outcome
from tests.semantics import CASES, SORTS
from tests.strategies import INTEGER, REAL, TRUTH, terms
from verify.kernel.parse import parse, parse_term
from verify.kernel.rejection import Rejected
from verify.kernel.statement import ForAll
from verify.kernel.term import Term, constant, make, total
from verify.kernel.totality import is_positive, is_total

TOTAL = [
    "i",
    "i + j * -m",
    "abs(min(i, x)) < 3",
    "i // 3 + i % -3",
    "x / 2 > 1/3",
    "i << 3",
    "i >> 0",
    "i**2",
    "x**0",
    "factorial(5) < i",
    "exp(x) + atan(i) > 0",
    "1 / exp(x) > 0",
    "x / (1 + exp(x) * exp(-x)) > 0",
    "log(exp(x) + 1) > 0",
    "log(2) + sqrt(0) < sqrt(exp(x)) / 3",
    "log(max(x, 1)) >= 0",
    "i // factorial(5) > 0",
    "sum(k = 0 .. 3: k)",
    "sum(k = 0 .. i: x**k / factorial(k)) > 0",
    "sum(k = 1 .. i: x / k + 2**(k - 1) / real(-3)**k) > 0",
    "sum(k = i .. 3: k) // -factorial(4)",
]
PARTIAL = [
    "1 / x > 0",
    "log(x) > 0",
    "sqrt(x) > 0",
    "log(0) > 0",
    "log(-1/2) > 0",
    "sqrt(-1) > 0",
    "sqrt(x**2) > 0",
    "log(abs(x)) > 0",
    "log(min(x, 1)) > 0",
    "log(exp(x) - 1) > 0",
    "1 / log(2) > 0",
    "1 / (exp(x) + x) > 0",
    "1 / atan(x) > 0",
    "exp(1 / x) > 0",
    "exp(log(x)) > 0",
    "x / 0 > 0",
    "i // j",
    "i % j",
    "i // 0",
    "i << j",
    "i >> j",
    "i >> -1",
    "i << -1",
    "2**i",
    "x**(-1) > 0",
    "i**(-1)",
    "factorial(i)",
    "factorial(-1)",
    "undefined(truth)",
    "if true then 1 else undefined(integer)",
    "sum(k = 0 .. 1 // 0: 3)",
    "sum(k = -1 .. 3: factorial(k))",
    "sum(k = 0 .. 3: 1 / k) > 0",
    "sum(k = 0 .. 3: x**(k - 1)) > 0",
    "sum(k = i .. 3: x**k) > 0",
    "sum(k = 0 .. 3: real(0)**k / x**k) > 0",
    "sum(k = 0 .. 3: undefined(integer)) > 0",
    "sum(k = 0 .. 3: i**k) + factorial(i)",
    "sum(k = 0 .. 3: factorial(k)) + sum(k = -3 .. 3: factorial(k))",
    "1 / sum(k = 0 .. 3: x**k) > 0",
    "true or 1 // i > 0",
    "i // (j - j)",
    "x / (if i > 0 then 1 else x) > 0",
    "x / (if i > 0 then x else 1) > 0",
    "i // (2 * j)",
    "i % (j * factorial(3))",
    "x / (exp(x) * x) > 0",
    "x / x**2 > 0",
    "i // -j",
    "x / real(i) > 0",
]


@pytest.mark.parametrize("text", TOTAL)
def test_total(text: str) -> None:
    assert is_total(parse_term(text, SORTS))


@pytest.mark.parametrize("text", PARTIAL)
def test_not_known_to_be_total(text: str) -> None:
    assert not is_total(parse_term(text, SORTS))


@pytest.mark.parametrize(
    ("domain", "text", "total"),
    [
        ("integer i >= 0", "2**i + x**i", True),
        ("integer i >= -1", "2**i", False),
        ("integer i <= 5", "2**i", False),
        ("even integer i >= -1", "factorial(i)", True),
        ("odd integer i >= -1", "factorial(i)", False),
        ("odd integer i >= 0", "x**(i - 1)", True),
        ("odd integer i >= 0", "x**(i - 2)", False),
        ("integer i >= 0", "x**(2 - i)", False),
        ("integer i >= 1", "x / i + 7 // i", True),
        ("integer i >= 0", "7 // i", False),
        ("integer i >= 3", "sum(k = i - 3 .. 9: x**k)", True),
        ("integer i >= 2", "sum(k = i - 3 .. 9: x**k)", False),
        ("integer i >= 0", "sum(k = 0 .. 9: x**i + k)", True),
        ("integer i >= -1", "sum(k = 0 .. 9: x**i + k)", False),
    ],
)
def test_what_the_domains_of_integers_say(domain: str, text: str, total: bool) -> None:
    statement = parse(f"forall {domain}, real x: x + {text} > 0")
    assert isinstance(statement, ForAll)
    assert is_total(statement.conclusion, statement.variables) is total
    assert not is_total(statement.conclusion)


def test_the_domain_of_a_real_says_nothing() -> None:
    statement = parse("forall real x > 0: 1 / x > 0")
    assert isinstance(statement, ForAll)
    assert not is_total(statement.conclusion, statement.variables)


def test_no_row_of_the_table_that_is_undefined_is_total() -> None:
    assert not any(is_total(parse_term(case.text, SORTS)) for case in CASES if case.expected == "undefined")


@given(terms(TRUTH, {"i": INTEGER, "j": INTEGER}, blastable=True), st.integers(-3, 3), st.integers(-3, 3))
def test_total_terms_have_values(root: Term, i: int, j: int) -> None:
    if is_total(root):
        assert outcome(root, {"i": i, "j": j}) != "undefined"


@settings(max_examples=150, deadline=None)
@given(terms(TRUTH, {"i": INTEGER, "x": REAL}, functions=True), st.integers(-3, 3), st.fractions(-3, 3))
def test_total_terms_with_real_functions_are_defined(root: Term, i: int, x: Fraction) -> None:
    try:
        assert not is_total(root) or outcome(root, {"i": i, "x": x}) != "undefined"
    except Rejected:
        reject()


@pytest.mark.parametrize("text", ["exp(x)", "1 + 2 * exp(x)", "sqrt(exp(x) / 3)", "max(exp(i), x)", "factorial(i)"])
def test_positive_by_its_shape(text: str) -> None:
    assert is_positive(parse_term(text, SORTS))


@pytest.mark.parametrize(
    "text", ["x", "0", "-1/2", "exp(x) - 1", "-exp(x)", "x * exp(x)", "min(exp(x), x)", "log(exp(x))", "abs(x)", "x**2"]
)
def test_not_known_to_be_positive(text: str) -> None:
    assert not is_positive(parse_term(text, SORTS))


def test_a_sum_inside_a_sum_is_not_looked_into() -> None:
    inner = total("k", constant(0), constant(3), constant(1))
    assert not is_total(make(">", total("n1", constant(0), constant(3), inner), constant(0)))
