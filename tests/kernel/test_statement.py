"""Statements are closed, each name is used at its declared sort, and domains admit their own values only."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from tests.strategies import INTEGER, REAL, TRUTH
from verify.kernel.parse import parse
from verify.kernel.rejection import Rejected
from verify.kernel.statement import Always, Exists, ForAll, Mean, Minimum, Variable, Zeros
from verify.kernel.term import Term, constant, make, same, total, variable
from verify.kernel.text import statement_text

N, X, K = variable("n", INTEGER), variable("x", REAL), variable("k", INTEGER)
TRUE = constant(True)
ONE = Fraction(1)


def less(left: Term, right: Term) -> Term:
    """left < right."""
    return make("<", left, right)


NOT_CLOSED = {
    "not declared": ((), less(N, N)),
    "another sort": ((Variable("n", REAL),), less(N, N)),
    "declared twice": ((Variable("n", INTEGER), Variable("n", INTEGER)), TRUE),
    "declared at two sorts": ((Variable("n", INTEGER), Variable("n", REAL)), TRUE),
    "an index outside its sum": ((), less(total("k", constant(0), constant(3), K), K)),
    "an index in the ends": ((), less(total("k", constant(0), K, K), constant(3))),
    "an index with a variable's name": (
        (Variable("k", INTEGER),),
        less(total("k", constant(0), constant(3), K), constant(3)),
    ),
    "a sum in a sum": ((), less(total("k", constant(0), constant(3), total("m", constant(0), K, K)), constant(3))),
    "a sum in the ends": (
        (),
        less(total("k", constant(0), total("m", constant(0), constant(1), constant(2)), K), constant(3)),
    ),
    "a real index": ((), less(total("k", constant(0), constant(3), variable("k", REAL)), constant(ONE))),
    "a number": ((), constant(3)),
}


@pytest.mark.parametrize("what", NOT_CLOSED)
def test_statements_that_are_none(what: str) -> None:
    declared, condition = NOT_CLOSED[what]
    for form in (
        lambda: ForAll(declared, (), condition),
        lambda: ForAll(declared, (condition,), TRUE),
        lambda: Exists(declared, (condition,)),
    ):
        with pytest.raises(Rejected):
            form()


@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_stands_anywhere_in_a_sum_is_declared(place: int) -> None:
    parts = [constant(0), constant(3), K]
    parts[place] = N
    condition = less(total("k", *parts), constant(3))
    assert ForAll((Variable("n", INTEGER),), (), condition).conclusion is condition
    with pytest.raises(Rejected, match="n: is not declared"):
        ForAll((), (), condition)


@pytest.mark.parametrize("place", [0, 1])
def test_an_index_stands_in_neither_end_of_its_sum(place: int) -> None:
    parts = [constant(0), constant(3), K]
    parts[place] = K
    with pytest.raises(Rejected, match="k: an index stands in the ends of its own sum"):
        ForAll((), (), less(total("k", *parts), constant(3)))


def test_an_index_is_shared_by_two_sums() -> None:
    body = make("*", K, K)
    ForAll((), (), less(total("k", constant(0), constant(3), body), total("k", constant(1), constant(4), body)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"sort": TRUTH},
        {"name": "if"},
        {"name": "a b"},
        {"low": Fraction(1, 2)},
        {"high": Fraction(1, 2)},
        {"low": ONE, "low_open": True},
        {"high": ONE, "high_open": True},
        {"sort": REAL, "low_open": True},
        {"sort": REAL, "high_open": True},
        {"sort": REAL, "parity": 0},
    ],
)
def test_variables_that_are_none(wrong: dict[str, Any]) -> None:
    with pytest.raises(Rejected):
        Variable(**({"name": "n", "sort": INTEGER} | wrong))


ADMITTED = {
    "integer 1 <= v <= 5": ([1, 3, 5], [0, 6, -1, Fraction(1), Fraction(3, 2), True]),
    "integer v": ([0, -(10**50)], [Fraction(0), False]),
    "even integer v >= 2": ([2, 4, 100], [0, 3, 1, -2, Fraction(2)]),
    "odd integer v <= 3": ([3, -3, 1], [5, 2, 0, True]),
    "real 0 < v <= 1": ([Fraction(1), Fraction(1, 2)], [Fraction(0), 1, 0, Fraction(3, 2), True]),
    "real -1 <= v < 1": ([Fraction(-1), Fraction(0)], [Fraction(1), -1, 0]),
    "real v": ([Fraction(7, 3)], [7, True]),
    "integer 3 <= v <= 2": ([], [2, 3]),
}


@pytest.mark.parametrize("text", ADMITTED)
def test_domains_admit_values_of_their_own_sort(text: str) -> None:
    [declared] = parse(f"forall {text}: true").variables  # type: ignore[union-attr]
    inside, outside = ADMITTED[text]
    assert all(map(declared.admits, inside))
    assert not any(map(declared.admits, outside))


def test_bounds_as_terms() -> None:
    [declared] = parse("forall real 0 < v <= 1/2: true").variables  # type: ignore[union-attr]
    low, high = declared.bounds_as_terms()
    assert same(low, make(">", variable("v", REAL), constant(Fraction(0))))
    assert same(high, make("<=", variable("v", REAL), constant(Fraction(1, 2))))
    [declared] = parse("forall even integer v >= 3: true").variables  # type: ignore[union-attr]
    assert [bound.args[1].value for bound in declared.bounds_as_terms()] == [3]


def test_the_vacuous_statement_keeps_domains_and_hypotheses() -> None:
    claim = parse("forall integer n >= 1: n < 1 ==> n == 5")
    assert isinstance(claim, ForAll)
    vacuous = claim.vacuous()
    assert vacuous.variables == claim.variables and vacuous.hypotheses == claim.hypotheses
    assert same(vacuous.conclusion, constant(False))


@pytest.mark.parametrize("digits", [0, -1, 10_001, True, Fraction(3)])
def test_digits_of_a_minimum(digits: Any) -> None:
    with pytest.raises(Rejected):
        Minimum(Variable("x", REAL), make("*", X, X), digits)


def test_a_minimum_is_of_a_real_function_of_its_variable() -> None:
    for declared, function in (
        (Variable("n", INTEGER), N),
        (Variable("x", REAL), constant(1)),
        (Variable("y", REAL), X),
    ):
        with pytest.raises(Rejected):
            Minimum(declared, function, 3)


@pytest.mark.parametrize(
    ("declared", "function", "value"),
    [
        ((Variable("n", INTEGER, ONE),), make("real", N), ONE),
        ((Variable("x", REAL, ONE, ONE),), X, ONE),
        ((), constant(ONE), ONE),
        ((Variable("n", INTEGER, ONE, ONE),), N, ONE),
        ((Variable("n", INTEGER, ONE, ONE),), make("real", N), 1),
        ((Variable("n", INTEGER, ONE, ONE),), X, ONE),
    ],
)
def test_a_mean_is_of_a_real_function_over_bounded_integers(
    declared: tuple[Variable, ...], function: Term, value: Any
) -> None:
    with pytest.raises(Rejected):
        Mean(declared, (), function, value, value)


def test_a_mean_has_a_bound_and_its_bounds_are_in_order() -> None:
    declared, function = (Variable("n", INTEGER, ONE, ONE),), make("real", N)
    for low, high in ((None, None), (ONE, Fraction(0)), (1, None), (None, 0.5)):
        with pytest.raises(Rejected, match="a rational number, or has"):
            Mean(declared, (), function, low, high)
    bounds = [(None, ONE), (ONE, None), (Fraction(0), ONE), (ONE, ONE)]
    admitted = [Mean(declared, (), function, *ends).admits(Fraction(2)) for ends in bounds]
    assert admitted == [False, True, False, False]


RUN = Variable("s", INTEGER)
STEPS = Variable("u", INTEGER)
S, U = RUN.term(), STEPS.term()
ALWAYS: dict[str, Any] = {
    "variables": (Variable("n", INTEGER),),
    "states": (RUN,),
    "inputs": (STEPS,),
    "hypotheses": (make(">", N, constant(0)),),
    "start": (N,),
    "step": (make("+", S, U),),
    "conditions": (make(">", U, S),),
    "conclusion": make(">", S, N),
}


@pytest.mark.parametrize(
    "changed",
    [
        {"states": (), "start": (), "step": ()},
        {"states": (Variable("s", INTEGER, ONE),)},
        {"states": (Variable("s", INTEGER, parity=0),)},
        {"states": (Variable("s", REAL),)},
        {"states": (Variable("u", INTEGER),)},
        {"inputs": (Variable("n", INTEGER),)},
        {"start": ()},
        {"start": (N, N)},
        {"step": (constant(ONE),)},
        {"start": (S,)},
        {"start": (U,)},
        {"hypotheses": (make(">", S, N),)},
        {"hypotheses": (N,)},
        {"conditions": (U,)},
        {"conclusion": make(">", U, N)},
        {"conclusion": S},
        {"step": (total("s", N, N, S),)},
        # put in for s, the start would be under a sum over k that is not its own
        {"start": (total("k", N, N, variable("k", INTEGER)),), "conditions": (make(">", total("k", N, N, S), N),)},
    ],
)
def test_what_is_no_recurrence(changed: dict[str, Any]) -> None:
    Always(**ALWAYS)
    with pytest.raises(Rejected):
        Always(**ALWAYS | changed)


def test_a_recurrence_is_vacuous_where_no_first_step_is_possible() -> None:
    assert statement_text(Always(**ALWAYS).vacuous()) == "forall integer n, integer u: n > 0, u > n ==> false"
    without = Always(**ALWAYS | {"conditions": (), "inputs": (), "step": (S,)})
    assert statement_text(without.vacuous()) == "forall integer n: n > 0 ==> false"


def test_an_existence_has_a_condition() -> None:
    with pytest.raises(Rejected, match="needs a condition"):
        Exists((), ())


def test_the_vacuous_statement_of_a_mean() -> None:
    claim = parse("mean over integer 0 <= a <= 3: a > 5 ==> a is 1")
    assert isinstance(claim, Mean)
    assert statement_text(claim.vacuous()) == "forall integer 0 <= a <= 3: a > 5 ==> false"


@pytest.mark.parametrize("count", [True, 1.0, "1", -1, 1_000_001])
def test_a_number_of_zeros(count: Any) -> None:
    point = Variable("x", REAL)
    assert Zeros(point, point.term(), 1_000_000).count == 1_000_000
    with pytest.raises(Rejected, match="from 0 to"):
        Zeros(point, point.term(), count)


def test_zeros_are_of_a_function_of_its_variable() -> None:
    with pytest.raises(Rejected, match="y: is not declared"):
        Zeros(Variable("x", REAL), variable("y", REAL), 1)


def test_the_hypotheses_of_a_mean_are_truth_values_and_its_domains_have_two_ends() -> None:
    declared = Variable("a", INTEGER, Fraction(0), Fraction(3))
    value = make("real", declared.term())
    with pytest.raises(Rejected, match="is a truth value"):
        Mean((declared,), (declared.term(),), value, Fraction(1), None)
    for without in ({"low": None}, {"high": None}):
        with pytest.raises(Rejected, match="integers with two bounds"):
            Mean((replace(declared, **without),), (), value, Fraction(1), None)
