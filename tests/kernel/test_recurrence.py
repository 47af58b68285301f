"""Recurrences on numbers: every state from the old ones, and nothing where a term has no value."""

from fractions import Fraction

from verify.kernel.parse import parse
from verify.kernel.recurrence import after_step, at_start, may_step
from verify.kernel.statement import Always

TEXT = (
    "forall integer p, states integer a, real b, inputs integer u: "
    "from a = p, b = 1 / p by a -> a + u, b -> b + 1 / a where u // a > 0 always a > 0"
)


def recurrence() -> Always:
    claim = parse(TEXT)
    assert isinstance(claim, Always)
    return claim


def test_states_are_computed_from_the_old_ones() -> None:
    claim = recurrence()
    assert at_start(claim, {"p": 2}) == {"a": 2, "b": Fraction(1, 2)}
    assert after_step(claim, {"p": 2, "a": 2, "b": Fraction(1, 2), "u": -4}) == {"a": -2, "b": Fraction(1)}


def test_where_one_state_is_undefined_there_is_none() -> None:
    claim = recurrence()
    assert at_start(claim, {"p": 0}) is None
    assert after_step(claim, {"p": 2, "a": 0, "b": Fraction(1), "u": 1}) is None


def test_a_condition_without_a_value_is_not_met() -> None:
    claim = recurrence()
    numbers = {"p": 2, "a": 2, "b": Fraction(1)}
    assert may_step(claim, numbers | {"u": 2})
    assert not may_step(claim, numbers | {"u": 1})
    assert not may_step(claim, numbers | {"a": 0, "u": 1})
