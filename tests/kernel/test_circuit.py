"""Circuits: gates mean what they should, equal ones are one, and clauses are satisfied where the goals are true."""

import itertools
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from verify.kernel import circuit
from verify.kernel.circuit import AND, FALSE, TRUE, Circuit, Clause
from verify.kernel.rejection import Rejected
from verify.kernel.words import Bit

INPUTS = 4
RECIPES = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 99), st.integers(0, 99)), max_size=25)


def valued(made: Circuit, inputs: tuple[int, ...]) -> Callable[[Bit], int]:
    """The value of literals where the inputs, in their order, have these values."""
    values: list[int] = []
    given_values = iter((0, *inputs))
    for parts in made.parts:
        if parts is None:
            values.append(next(given_values))
            continue
        kind, *sides = parts
        left, right = (values[side >> 1] ^ side & 1 for side in sides)
        values.append(left & right if kind == AND else left ^ right)
    return lambda bit: values[bit >> 1] ^ bit & 1


def grown(recipe: list[tuple[int, int, int]]) -> tuple[Circuit, list[Bit], list[Callable[..., int]]]:
    """A circuit, its literals as they were made, and what each should be as a function of the inputs."""
    made = Circuit()
    literals: list[Bit] = [FALSE, TRUE]
    meanings: list[Callable[..., int]] = [lambda *_: 0, lambda *_: 1]
    for place in range(INPUTS):
        literal = made.input()
        literals += [literal, literal ^ 1]
        meanings += [lambda *bits, at=place: bits[at], lambda *bits, at=place: 1 - bits[at]]
    for kind, first, second in recipe:
        first, second = first % len(literals), second % len(literals)
        gate = (made.both, made.either, made.differ)[kind](literals[first], literals[second])
        literals += [gate, gate ^ 1]
        meanings += [_joined(kind, meanings[first], meanings[second], flip) for flip in (0, 1)]
    return made, literals, meanings


def _joined(kind: int, left: Callable[..., int], right: Callable[..., int], flip: int) -> Callable[..., int]:
    operation: Callable[[int, int], int] = (int.__and__, int.__or__, int.__xor__)[kind]
    return lambda *bits: operation(left(*bits), right(*bits)) ^ flip


@given(RECIPES)
def test_gates_mean_what_they_should(recipe: list[tuple[int, int, int]]) -> None:
    made, literals, meanings = grown(recipe)
    for inputs in itertools.product((0, 1), repeat=INPUTS):
        value = valued(made, inputs)
        assert [value(literal) for literal in literals] == [meaning(*inputs) for meaning in meanings]


@pytest.mark.parametrize("first", list(itertools.permutations(range(INPUTS))))
def test_in_whatever_order_inputs_are_joined_each_counts_once(first: tuple[int, ...]) -> None:
    for second in itertools.permutations(range(INPUTS), 3):
        made = Circuit()
        inputs = [made.input() for _ in range(INPUTS)]
        literals, wanted = [FALSE], [frozenset[int]()]
        for order in (first, second):
            joined = FALSE
            for count, place in enumerate(order, 1):
                joined = made.differ(joined, inputs[place])
                literals.append(joined)
                wanted.append(frozenset(order[:count]))
        for one, other in itertools.combinations(range(len(literals)), 2):
            literals.append(made.differ(literals[one], literals[other]))
            wanted.append(wanted[one] ^ wanted[other])
        assert len(set(zip(literals, wanted, strict=True))) == len(set(literals)) == len(set(wanted))
        for values in itertools.product((0, 1), repeat=INPUTS):
            value = valued(made, values)
            assert [value(each) for each in literals] == [sum(values[at] for at in each) % 2 for each in wanted]


def test_a_gate_is_joined_with_an_input_that_comes_after_it() -> None:
    made = Circuit()
    gate = made.both(made.input(), made.input())
    joined = made.differ(gate, made.input())
    for values in itertools.product((0, 1), repeat=3):
        assert valued(made, values)(joined) == values[0] & values[1] ^ values[2]


@given(RECIPES)
def test_the_same_gate_is_made_once(recipe: list[tuple[int, int, int]]) -> None:
    made, literals, _ = grown(recipe)
    count = len(made.parts)
    for kind, first, second in recipe:
        first, second = first % len(literals), second % len(literals)
        (made.both, made.either, made.differ)[kind](literals[second], literals[first])
    gates = [parts for parts in made.parts if parts is not None]
    assert len(gates) == len(set(gates)) and count <= len(made.parts)


def test_what_folds() -> None:
    made = Circuit()
    x, y = made.input(), made.input()
    both = made.both(x, y)
    assert [made.both(x, other) for other in (FALSE, TRUE, x, x ^ 1)] == [FALSE, x, x, FALSE]
    assert [made.differ(x, other) for other in (FALSE, TRUE, x, x ^ 1)] == [x, x ^ 1, FALSE, TRUE]
    assert made.differ(x ^ 1, y) == made.differ(x, y ^ 1) == made.differ(y, x) ^ 1
    assert [made.both(x, both), made.both(x ^ 1, both), made.both(x ^ 1, both ^ 1)] == [both, FALSE, x ^ 1]
    assert made.both(x, both ^ 1) == made.both(y ^ 1, x)
    assert made.either(x, y) == made.both(x ^ 1, y ^ 1) ^ 1


@given(RECIPES, RECIPES, st.lists(st.integers(0, 99), min_size=1, max_size=4))
def test_under_assumptions_gates_mean_the_same_where_these_hold(
    recipe: list[tuple[int, int, int]], later: list[tuple[int, int, int]], places: list[int]
) -> None:
    made, literals, meanings = grown(recipe)
    supposed = []
    for place in places:
        bit = made.current(literals[place % len(literals)])
        if bit > TRUE:
            made.assume(bit)
            supposed.append(place % len(literals))
    for kind, first, second in later:
        first, second = first % len(literals), second % len(literals)
        sides = [made.current(literals[at]) for at in (first, second)]
        literals.append((made.both, made.either, made.differ)[kind](*sides))
        meanings.append(_joined(kind, meanings[first], meanings[second], 0))
    for inputs in itertools.product((0, 1), repeat=INPUTS):
        if all(meanings[place](*inputs) for place in supposed):
            value = valued(made, inputs)
            assert [value(made.current(bit)) for bit in literals] == [meaning(*inputs) for meaning in meanings]


def test_what_is_assumed_of_an_and_is_assumed_of_its_parts() -> None:
    made = Circuit()
    x, y, z = (made.input() for _ in range(3))
    both = made.both(x, made.both(y, z))
    other = made.both(x, z)
    assert made.assume(both) == x
    assert [made.current(bit) for bit in (x, y, z, both, both ^ 1)] == [TRUE, TRUE, TRUE, TRUE, FALSE]
    assert made.current(other) == other and made.both(made.current(x), made.current(z)) == TRUE


def test_an_exclusive_or_that_is_assumed_is_true_from_then_on() -> None:
    made = Circuit()
    one, other = made.input(), made.input()
    made.assume(made.differ(one, other))
    assert made.differ(other, one) == TRUE and made.differ(one ^ 1, other) == FALSE


def test_nothing_is_assumed_of_the_parts_of_a_negated_and() -> None:
    made = Circuit()
    x, y = made.input(), made.input()
    both = made.both(x, y)
    assert made.assume(both ^ 1) == both
    assert (made.current(x), made.both(x, y), made.either(x ^ 1, y ^ 1)) == (x, FALSE, TRUE)


def satisfied(clauses: list[Clause], true: set[int]) -> bool:
    return all(any((literal > 0) is (abs(literal) in true) for literal in clause) for clause in clauses)


@given(RECIPES, st.lists(st.integers(0, 99), min_size=1, max_size=3))
def test_clauses_are_satisfied_exactly_where_the_goals_are_true(
    recipe: list[tuple[int, int, int]], places: list[int]
) -> None:
    made, literals, meanings = grown(recipe[:6])
    chosen = [place % len(literals) for place in places]
    goals = [literals[place] for place in chosen]
    assume(all(goal > TRUE for goal in goals))
    clauses, numbers = made.clauses(goals)
    variables = {abs(literal) for clause in clauses for literal in clause}
    assert variables <= set(range(1, len(numbers) + 2))
    inputs = {place for place in numbers if made.parts[place] is None}
    possible = {
        frozenset(place for place in inputs if numbers[place] in true)
        for size in range(len(numbers) + 2)
        for true in map(set, itertools.combinations(range(1, len(numbers) + 2), size))
        if satisfied(clauses, true)
    }
    expected = {
        frozenset(place for place in inputs if bits[place - 1])
        for bits in itertools.product((0, 1), repeat=INPUTS)
        if all(meanings[place](*bits) for place in chosen)
    }
    assert possible == expected


def test_the_last_clause_alone_has_one_literal() -> None:
    made = Circuit()
    x, y = made.input(), made.input()
    clauses, _ = made.clauses([x, y ^ 1, made.differ(x, y)])
    assert [len(clause) for clause in clauses].index(1) == len(clauses) - 1
    assert all(len(set(map(abs, clause))) == len(clause) for clause in clauses)


def test_gates_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(circuit, "MOST_GATES", 3)
    made = Circuit()
    x, y = made.input(), made.input()
    made.both(x, y)
    with pytest.raises(Rejected, match="more than 3"):
        made.differ(x, y)
