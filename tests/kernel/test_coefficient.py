"""Coefficients: what stays exact, what is enclosed, and that either holds the number."""

from collections.abc import Callable
from fractions import Fraction

import flint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import rationals
from verify.kernel.coefficient import Coefficient, Multiple, enclosed, over, plus, times, value_of
from verify.kernel.enclosure import Enclosure, exact, scaled

BITS = 64
ONE = Fraction(1)
Found = Callable[[], Coefficient | None]
"""Computed in the test, not when the tests are collected."""
FUNCTIONS = ["exp", "log", "sqrt", "atan"]


def of(function: str, argument: int | Fraction) -> Coefficient:
    found = value_of(function, Fraction(argument), BITS)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (lambda: of("exp", 0), 1),
        (lambda: of("log", 1), 0),
        (lambda: of("atan", 0), 0),
        (lambda: of("sqrt", Fraction(4, 9)), Fraction(2, 3)),
        (lambda: of("sqrt", 0), 0),
        (lambda: of("log", 2), Multiple(ONE, "log", Fraction(2))),
        (lambda: plus(of("log", 2), of("log", 2), BITS), Multiple(Fraction(2), "log", Fraction(2))),
        (lambda: plus(of("log", 2), times(Fraction(-1), of("log", 2), BITS), BITS), 0),
        (lambda: times(of("atan", 1), Fraction(4), BITS), Multiple(Fraction(4), "atan", ONE)),
        (lambda: times(Fraction(4), of("atan", 1), BITS), Multiple(Fraction(4), "atan", ONE)),
        (lambda: times(of("sqrt", 2), times(Fraction(3), of("sqrt", 2), BITS), BITS), 6),
        (lambda: over(times(Fraction(3), of("exp", 1), BITS), of("exp", 1), BITS), 3),
        (lambda: over(of("exp", 1), Fraction(2), BITS), Multiple(Fraction(1, 2), "exp", ONE)),
        (lambda: over(ONE, of("sqrt", 2), BITS), Multiple(Fraction(1, 2), "sqrt", Fraction(2))),
        (lambda: over(of("sqrt", 2), of("sqrt", 2), BITS), 1),
        (lambda: value_of("exp", times(Fraction(3), of("log", 2), BITS), BITS), 8),
        (lambda: value_of("exp", times(Fraction(64), of("log", 2), BITS), BITS), 2**64),
        (lambda: value_of("exp", times(Fraction(-2), of("log", 3), BITS), BITS), Fraction(1, 9)),
        (lambda: value_of("log", of("exp", 7), BITS), 7),
        (lambda: plus(Fraction(0), of("exp", 1), BITS), of("exp", 1)),
        (lambda: plus(of("exp", 1), Fraction(0), BITS), of("exp", 1)),
        (lambda: times(Fraction(0), scaled(None, None, BITS), BITS), 0),
        (lambda: times(scaled(None, None, BITS), Fraction(0), BITS), 0),
    ],
)
def test_what_stays_exact(found: Found, wanted: object) -> None:
    assert found() == wanted and not isinstance(found(), Enclosure)


@pytest.mark.parametrize(
    "found",
    [
        lambda: plus(of("log", 2), of("log", 3), BITS),
        lambda: plus(of("log", 2), of("exp", 2), BITS),
        lambda: plus(of("log", 2), ONE, BITS),
        lambda: times(of("log", 2), of("log", 2), BITS),
        lambda: times(of("sqrt", 2), of("sqrt", 3), BITS),
        lambda: over(of("log", 2), of("log", 3), BITS),
        lambda: over(ONE, of("log", 2), BITS),
        lambda: value_of("exp", times(Fraction(1, 2), of("log", 2), BITS), BITS),
        lambda: value_of("exp", times(Fraction(65), of("log", 2), BITS), BITS),
        lambda: value_of("log", times(Fraction(2), of("exp", 1), BITS), BITS),
        lambda: value_of("exp", of("exp", 1), BITS),
        lambda: value_of("sqrt", of("exp", 2), BITS),
        lambda: value_of("log", of("log", 3), BITS),
    ],
)
def test_what_is_enclosed(found: Found) -> None:
    assert isinstance(found(), Enclosure)


@pytest.mark.parametrize(
    "found",
    [
        lambda: value_of("log", Fraction(0), BITS),
        lambda: value_of("log", Fraction(-1), BITS),
        lambda: value_of("sqrt", Fraction(-1, 9), BITS),
        lambda: value_of("log", scaled(0, 1, BITS), BITS),
        lambda: value_of("sqrt", scaled(-1, 1, BITS), BITS),
        lambda: value_of("log", times(Fraction(-1), of("exp", 1), BITS), BITS),
        lambda: over(ONE, Fraction(0), BITS),
        lambda: over(of("exp", 1), scaled(0, 1, BITS), BITS),
    ],
)
def test_what_may_have_no_value(found: Found) -> None:
    assert found() is None


def test_long_rationals_are_enclosed() -> None:
    long = Fraction(1, 3**1000)
    assert plus(long, ONE, BITS) == exact(long + 1, BITS)
    assert isinstance(times(long, of("exp", 1), BITS), Enclosure)
    assert isinstance(value_of("exp", times(Fraction(64), of("log", Fraction(3**10, 2)), BITS), BITS), Enclosure)
    assert isinstance(value_of("exp", of("log", Fraction(1, 2**600)), BITS), Enclosure)
    assert isinstance(plus(Fraction(1, 2**5000), ONE, 10_000), Enclosure)


numbers = st.one_of(
    rationals.map(lambda value: (Fraction(value), flint.arb(flint.fmpq(*Fraction(value).as_integer_ratio())))),
    st.tuples(st.sampled_from(FUNCTIONS), st.fractions(0, 5, max_denominator=6), rationals).map(
        lambda drawn: _both(*drawn)
    ),
)


def _both(function: str, argument: Fraction, factor: Fraction) -> tuple[Coefficient, flint.arb]:
    """A multiple of a function's value, and what Arb says of it; of log(0) that of log(1)."""
    argument = argument or ONE
    unit = getattr(flint.arb(flint.fmpq(*argument.as_integer_ratio())), function)()
    return times(of(function, argument), Fraction(factor), BITS), unit * flint.fmpq(
        *Fraction(factor).as_integer_ratio()
    )


def holds(found: Coefficient, value: flint.arb) -> bool:
    """Whether the two enclosures meet."""
    inside = enclosed(found, BITS)
    unit = flint.arb(1) / 2**BITS
    above = inside.high[0] or not bool(value > inside.high[1] * unit)
    below = inside.low[0] or not bool(value < inside.low[1] * unit)
    return bool(above and below)


@settings(deadline=None)
@given(numbers, numbers, st.sampled_from(FUNCTIONS))
def test_each_operation_holds_the_number(
    left: tuple[Coefficient, flint.arb], right: tuple[Coefficient, flint.arb], function: str
) -> None:
    flint.ctx.prec = 200
    (one, first), (other, second) = left, right
    assert holds(one, first)
    assert holds(plus(one, other, BITS), first + second) and holds(times(one, other, BITS), first * second)
    quotient, value = over(one, other, BITS), value_of(function, one, BITS)
    assert quotient is None or holds(quotient, first / second)
    assert value is None or holds(value, getattr(first, function)())
