"""What is called total is defined at every input; what might be undefined is not called total."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.certificates import outcome
from tests.semantics import CASES, SORTS
from tests.strategies import INTEGER, TRUTH, terms
from verify.kernel.parse import parse_term
from verify.kernel.term import Term
from verify.kernel.totality import is_total

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
]
PARTIAL = [
    "1 / x > 0",
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
    "sum(k = 0 .. 3: k)",
    "sum(k = 0 .. 1 // 0: 3)",
    "true or 1 // i > 0",
    "i // (j - j)",
]


@pytest.mark.parametrize("text", TOTAL)
def test_total(text: str) -> None:
    assert is_total(parse_term(text, SORTS))


@pytest.mark.parametrize("text", PARTIAL)
def test_not_known_to_be_total(text: str) -> None:
    assert not is_total(parse_term(text, SORTS))


def test_no_row_of_the_table_that_is_undefined_is_total() -> None:
    assert not any(is_total(parse_term(case.text, SORTS)) for case in CASES if case.expected == "undefined")


@given(terms(TRUTH, {"i": INTEGER, "j": INTEGER}, blastable=True), st.integers(-3, 3), st.integers(-3, 3))
def test_total_terms_have_values(root: Term, i: int, j: int) -> None:
    if is_total(root):
        assert outcome(root, {"i": i, "j": j}) != "undefined"
