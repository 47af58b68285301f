"""Terms: sorts are enforced, structure is compared with sorts, substitution captures nothing."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.certificates import outcome
from tests.semantics import SORTS
from tests.strategies import INTEGER, REAL, TRUTH, terms
from verify.kernel.parse import parse_term
from verify.kernel.rejection import Rejected
from verify.kernel.term import (
    KEYWORDS,
    Term,
    constant,
    is_name,
    make,
    postorder,
    rebuild,
    same,
    structure,
    substitute,
    total,
    undefined,
    variable,
    variables_in,
)

N, X, T = variable("i", INTEGER), variable("x", REAL), constant(True)
WRONG_SORTS = {
    "+": [(N, X), (T, T), (N,), (N, N, N)],
    "*": [(X, N), (N, T)],
    "/": [(N, N), (X, N), (N, X)],
    "//": [(X, X), (N, X)],
    "%": [(X, X)],
    "<<": [(X, N), (N, X)],
    "&": [(T, T), (X, X)],
    "~": [(X,), (T,)],
    "**": [(N, X), (X, X), (T, N)],
    "neg": [(T,), (N, N), ()],
    "bit_length": [(X,)],
    "bit_count": [(X,)],
    "factorial": [(X,)],
    "real": [(X,), (T,)],
    "<": [(N, X), (T, T), (X, N)],
    "==": [(T, T), (N, X)],
    "and": [(N, T), (T, N), (T, T, T)],
    "not": [(N,), (T, T)],
    "if": [(N, N, N), (T, N, X), (T, T, N), (T, N)],
    "min": [(N, X), (N,), (T, T)],
    "sum": [(N, N, N)],
    "constant": [()],
    "variable": [()],
    "undefined": [()],
    "eval": [(N,)],
}


@pytest.mark.parametrize(("op", "args"), [(op, args) for op, rows in WRONG_SORTS.items() for args in rows])
def test_operations_refuse_other_sorts(op: str, args: tuple[Term, ...]) -> None:
    with pytest.raises(Rejected):
        make(op, *args)


def test_constants_have_the_sort_of_their_type_and_are_told_apart() -> None:
    ones = [constant(1), constant(Fraction(1)), constant(True)]
    assert [one.sort for one in ones] == [INTEGER, REAL, TRUTH]
    assert len(set(structure(ones).values())) == 3
    assert not same(constant(0), constant(False)) and not same(constant(0), constant(Fraction(0)))
    assert same(constant(Fraction(2, 4)), constant(Fraction(1, 2)))


@pytest.mark.parametrize("value", [1.0, "1", None, 1j, float("nan")])
def test_other_values_are_no_constants(value: Any) -> None:
    with pytest.raises(Rejected):
        constant(value)


@pytest.mark.parametrize("name", ["", "1a", "a b", "é", "a.b", "x\n", *sorted(KEYWORDS)])
def test_names_that_no_variable_has(name: str) -> None:
    assert not is_name(name)
    with pytest.raises(Rejected):
        variable(name, INTEGER)


def test_a_truth_value_is_no_variable_and_no_summand() -> None:
    for refused in (
        lambda: variable("c", TRUTH),
        lambda: total("k", N, N, T),
        lambda: total("k", X, N, N),
        lambda: total("if", N, N, N),
    ):
        with pytest.raises(Rejected):
            refused()


def test_undefined_leaves_of_different_sorts_differ() -> None:
    assert not same(undefined(INTEGER), undefined(REAL))


def test_spellings_of_one_constant_are_folded() -> None:
    assert same(make("neg", constant(3)), constant(-3))
    assert same(make("real", constant(3)), constant(Fraction(3)))
    assert same(make("/", constant(Fraction(1)), constant(Fraction(2))), constant(Fraction(1, 2)))
    assert make("/", constant(Fraction(1)), constant(Fraction(0))).op == "/"
    assert make("+", constant(1), constant(1)).op == "+"


@given(terms(INTEGER, {"i": INTEGER, "x": REAL}))
def test_postorder_has_each_node_once_after_its_arguments(root: Term) -> None:
    order = postorder([root, root])
    place = {id(node): at for at, node in enumerate(order)}
    assert len(place) == len(order) and order[-1] is root
    assert all(place[id(argument)] < at for at, node in enumerate(order) for argument in node.args)


@given(terms(REAL, {"i": INTEGER, "x": REAL}))
def test_rebuilding_without_change_is_the_identity(root: Term) -> None:
    assert rebuild(root, lambda node, args: None) is root
    copied = rebuild(root, lambda node, args: Term(node.op, node.sort, args, node.value))
    assert copied is not root and same(copied, root)


def test_rebuilding_keeps_sorts() -> None:
    with pytest.raises(Rejected):
        rebuild(make("<", N, N), lambda node, args: X if node is N else None)
    with pytest.raises(Rejected):
        substitute(N, {"i": X})


@given(terms(INTEGER, {"i": INTEGER, "j": INTEGER}, sums=False), st.integers(-3, 3), st.integers(-3, 3))
def test_substitution_is_evaluation_at_the_values_put_in(root: Term, i: int, j: int) -> None:
    put = substitute(root, {"i": parse_term("j + 1", SORTS), "j": constant(j)})
    assert outcome(put, {"j": i}) == outcome(root, {"i": i + 1, "j": j})


def test_only_variables_are_replaced_whatever_their_name() -> None:
    for root in (make("+", N, N), constant(True), undefined(INTEGER)):
        assert substitute(root, {"None": constant(7), "True": constant(7)}) is root
    assert same(substitute(make("+", variable("None", INTEGER), N), {"None": constant(7)}), make("+", constant(7), N))


@pytest.mark.parametrize("replacement", [{"k": "i"}, {"i": "k + 1"}, {"i": "sum(k = 0 .. 1: k)"}])
def test_substitution_captures_no_index(replacement: dict[str, str]) -> None:
    root = parse_term("sum(k = 0 .. 3: k * i)", {"i": INTEGER})
    [(name, text)] = replacement.items()
    entering = parse_term(text, {"i": INTEGER} if "sum" in text else {"i": INTEGER, "k": INTEGER})
    with pytest.raises(Rejected, match="capture"):
        substitute(root, {name: entering})


def test_variables_have_their_sorts() -> None:
    assert variables_in(parse_term("sum(k = 0 .. i: k * x)", SORTS)) == {"i": INTEGER, "x": REAL, "k": INTEGER}


def test_structures_of_a_long_chain_need_no_deep_stack() -> None:
    left, right = N, N
    for _ in range(10_000):
        left, right = make("neg", left), make("neg", right)
    assert same(left, right) and not same(left, make("neg", right))


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_sum_has_integer_ends_and_a_number_inside(place: int) -> None:
    parts = [constant(0), constant(3), variable("k", INTEGER)]
    assert total("k", *parts).sort is INTEGER
    parts[place] = constant(Fraction(1)) if place < 2 else constant(True)
    with pytest.raises(Rejected, match="needs a name, integer ends and a numeric body"):
        total("k", *parts)
