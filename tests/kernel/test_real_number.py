"""Numbers like exp(1/2): arithmetic, comparisons that are decided or refused, and no way into a float."""

from fractions import Fraction

import flint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.kernel.real_number import RealNumber, enclosed, real_function
from verify.kernel.rejection import Rejected
from verify.kernel.term import constant, make

E, ROOT = real_function("exp", 1), real_function("sqrt", 2)
NOWHERE = [("log", 0), ("log", -1), ("sqrt", Fraction(-1, 9)), ("log", -E), ("sqrt", 1 - E)]


@pytest.mark.parametrize(
    ("op", "argument", "value"),
    [
        ("exp", 0, 1),
        ("log", 1, 0),
        ("atan", 0, 0),
        ("sqrt", 0, 0),
        ("sqrt", Fraction(4, 9), Fraction(2, 3)),
        ("sqrt", 10**40, 10**20),
    ],
)
def test_obvious_rationals_are_fractions(op: str, argument: Fraction, value: Fraction) -> None:
    found = real_function(op, argument)
    assert type(found) is Fraction and found == value


@pytest.mark.parametrize(("op", "argument"), NOWHERE)
def test_no_value(op: str, argument: Fraction) -> None:
    with pytest.raises(ValueError, match=op):
        real_function(op, argument)


def test_arithmetic_on_either_side() -> None:
    third = Fraction(1, 3)
    assert E + 1 > Fraction(37182, 10000) and 1 + E < Fraction(37183, 10000)
    assert E - third > 2 > third - E and third - E < -2
    assert 5 < E * 2 < 6 and 5 < 2 * E < 6
    assert E / 2 > 1 > 1 / E > third
    assert 7 < E**2 < 8 and E**-1 < third * 2 and -E < -2 and +E > 2 and abs(-E) > 2 and abs(E - 3) < third
    assert ROOT * ROOT - 2 < Fraction(1, 10**300)
    assert sum([E, ROOT, 1]) > 5 and min(E, ROOT) < max(E, ROOT)
    assert bool(E) and E != 0


def test_equal_numbers_are_known_where_they_are_the_same_term_or_a_point() -> None:
    again = real_function("exp", 1)
    assert again == E and again <= E and again >= E and not again < E and not again > E
    assert (again != E) is False
    assert ROOT * 0 == 0 and E**0 == 1 and 0 * E <= 0


def test_numbers_that_come_apart_late_are_not_equal() -> None:
    near, further = (real_function("sqrt", 2 + Fraction(step, 2**300)) for step in (1, 2))
    assert ROOT < near < further and ROOT != near and not near >= further


def test_what_changes_nothing_leaves_the_same_number() -> None:
    for same in (E + 0, 0 + E, E - 0, E * 1, 1 * E, E / 1, E - Fraction(0), Fraction(1) * E):
        assert isinstance(same, RealNumber) and same == E
    for zero in (0 * E, E * Fraction(0)):
        assert type(zero) is Fraction and zero == 0
    assert -(0 - E) > 2 and 1 / E < 1


@pytest.mark.parametrize("compare", ["__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"])
def test_what_cannot_be_decided_is_refused(compare: str) -> None:
    with pytest.raises(Rejected, match="cannot be decided"):
        getattr(ROOT * ROOT, compare)(2)


def test_divisions_by_zero() -> None:
    for divide in (lambda: E / 0, lambda: E / (0 * E), lambda: (0 * E) ** -1, lambda: 1 / (0 * E)):
        with pytest.raises(ZeroDivisionError):
            divide()


def test_other_kinds_of_numbers_are_refused() -> None:
    for spoil in (lambda: float(E), lambda: E + 0.5, lambda: 0.5 * E, lambda: E < 0.5, lambda: E**E, lambda: E**0.5):
        with pytest.raises(TypeError):
            spoil()
    with pytest.raises(TypeError):
        hash(E)
    assert E != "e" and (E == None) is False


def test_its_text_is_its_term() -> None:
    assert repr(2 * E + Fraction(1, 2)) == "2 * exp(1) + 1/2"


@given(st.lists(st.sampled_from("exp log sqrt atan + * - /".split()), min_size=1, max_size=8), st.fractions(1, 3))
def test_enclosures_hold_the_value_that_arb_gives(operations: list[str], start: Fraction) -> None:
    value, ball = RealNumber(real_function("exp", 1).term), flint.arb(1).exp()
    other = flint.arb(flint.fmpq(start.numerator, start.denominator))
    for op in operations:
        if op in ("exp", "atan"):
            value, ball = real_function("atan", value), ball.atan()
        elif op in ("log", "sqrt"):
            value, ball = real_function(op, value * value + 2), getattr(ball * ball + 2, op)()
        else:
            value = {"+": value + start, "*": value * start, "-": start - value, "/": start / (value * value + 1)}[op]
            ball = {"+": ball + other, "*": ball * other, "-": other - ball, "/": other / (ball * ball + 1)}[op]
    found = enclosed(value, 100)
    assert not found.low[0] and not found.high[0]
    scaled = ball * (flint.arb(2) ** 100)
    assert not flint.arb(found.low[1]) > scaled and not flint.arb(found.high[1]) < scaled


def test_no_negative_power_of_what_is_found_to_be_0() -> None:
    nothing = RealNumber(make("*", constant(Fraction(0)), E.term))
    with pytest.raises(ZeroDivisionError):
        nothing**-1
    assert nothing**2 == 0 and nothing**0 == 1
    assert not nothing and E
