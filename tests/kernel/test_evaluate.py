"""The evaluator gives every row of the shared table, and stays within its limits."""

from fractions import Fraction

import pytest

from tests.kernel.certificates import outcome, value_of
from tests.semantics import CASES, SORTS, Case
from verify.kernel.evaluate import OPERATIONS, Undefined, evaluate
from verify.kernel.parse import parse_term
from verify.kernel.rejection import Rejected
from verify.kernel.term import REAL_FUNCTIONS, Sort, Term, constant, make, postorder, undefined, variable


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.text} at {case.values}")
def test_each_row_of_the_table(case: Case) -> None:
    values = {name: value_of(text, SORTS[name]) for name, text in case.values.items()}
    assert outcome(parse_term(case.text, SORTS), values) == case.expected


def test_the_table_has_every_operation() -> None:
    used = {node.op for case in CASES for node in postorder([parse_term(case.text, SORTS)])}
    assert (
        set(OPERATIONS) | set(REAL_FUNCTIONS) | {"if", "and", "or", "sum", "undefined", "constant", "variable"} == used
    )


@pytest.mark.parametrize("op", ["//", "%", "<<", ">>", "/", "**", "factorial", "log", "sqrt"])
def test_every_partial_operation_has_an_undefined_row(op: str) -> None:
    terms = [parse_term(case.text, SORTS) for case in CASES if case.expected == "undefined"]
    assert any(root.op == op for root in terms)


@pytest.mark.parametrize(
    "text",
    [
        "2**(2**40)",
        "1 << 2**40",
        "3**i",
        "factorial(10**7)",
        "sum(k = 1 .. 100001: 1)",
        "(1 << 2**23) * (1 << 2**23)",
        "(real(1) / 3)**(2**30)",
        "(real(1) / 3)**(-2**30)",
    ],
)
def test_numbers_and_sums_beyond_the_limits_are_rejected_and_not_undefined(text: str) -> None:
    with pytest.raises(Rejected):
        evaluate(parse_term(text, SORTS), {"i": 10**9})


@pytest.mark.parametrize("text", ["1 >> 2**100", "1**(2**100)", "(-1)**(2**100 + 1) + 1", "i >> 2**100"])
def test_large_counts_that_give_small_numbers_are_fine(text: str) -> None:
    assert evaluate(parse_term(text, SORTS), {"i": 5}) in (0, 1)


def test_values_keep_their_sort_where_python_would_confuse_them() -> None:
    for sort, one in ((Sort.INTEGER, 1), (Sort.REAL, Fraction(1)), (Sort.TRUTH, True)):
        value = evaluate(constant(one), {})
        assert type(value) is type(one) and constant(value).sort is sort


def test_a_shared_part_is_evaluated_once() -> None:
    doubled: Term = variable("i", Sort.INTEGER)
    for _ in range(200):
        doubled = make("+", doubled, doubled)
    assert evaluate(doubled, {"i": 1}) == 2**200


def test_a_deep_term_needs_no_deep_stack() -> None:
    chain: Term = variable("i", Sort.INTEGER)
    for _ in range(20_000):
        chain = make("neg", chain)
    assert evaluate(chain, {"i": 7}) == 7


def test_a_part_that_was_undefined_in_one_branch_is_not_remembered() -> None:
    quotient = parse_term("1 // i", SORTS)
    guarded = make("if", parse_term("i == 0", SORTS), constant(5), quotient)
    assert evaluate(guarded, {"i": 0}) == 5
    with pytest.raises(Undefined):
        evaluate(make("+", guarded, quotient), {"i": 0})


@pytest.mark.parametrize("sort", list(Sort))
def test_the_undefined_leaf(sort: Sort) -> None:
    with pytest.raises(Undefined):
        evaluate(undefined(sort), {})
