"""Series beside those of Arb and of sums of monomials."""

from fractions import Fraction

import flint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.test_coefficient import holds
from verify.kernel.coefficient import Coefficient
from verify.kernel.enclosure import exact, scaled
from verify.kernel.series import HIGHEST_POWER, Series, difference, of_function, padded, power, product, quotient, total
from verify.kernel.term import REAL_FUNCTIONS

BITS = 64
LENGTH = 6
series = st.lists(st.fractions(-3, 3, max_denominator=5), min_size=LENGTH, max_size=LENGTH)


def of_arb(values: list[Fraction]) -> flint.arb_series:
    return flint.arb_series([flint.arb(flint.fmpq(*value.as_integer_ratio())) for value in values], LENGTH)


def hold(found: Series | None, wanted: flint.arb_series) -> bool:
    return found is None or all(holds(value, flint.arb(wanted[place])) for place, value in enumerate(found))


@settings(deadline=None)
@given(series, series, st.integers(-4, 6), st.booleans())
def test_arithmetic_and_functions_hold_what_arb_finds(
    left: list[Fraction], right: list[Fraction], exponent: int, exactly: bool
) -> None:
    flint.ctx.prec, flint.ctx.cap = 300, LENGTH
    first, second = of_arb(left), of_arb(right)

    def given_as(values: list[Fraction]) -> Series:
        coefficients: Series = [value if exactly else exact(value, BITS) for value in values]
        return coefficients

    one, other = given_as(left), given_as(right)
    assert hold(total(one, other, BITS), first + second) and hold(difference(one, other, BITS), first - second)
    assert hold(product(one, other, BITS), first * second)
    if right[0]:
        found = quotient(one, other, BITS)
        assert found is not None and hold(found, first / second)
        raised = power(other, exponent, BITS)
        wanted = of_arb(padded([Fraction(1)], LENGTH - 1))  # type: ignore[arg-type]
        for _ in range(abs(exponent)):
            wanted = wanted * second if exponent > 0 else wanted / second
        assert raised is not None and hold(raised, wanted)
    for function in REAL_FUNCTIONS:
        value = of_function(function, one, BITS)
        if function in ("exp", "atan") or left[0] > 0:
            assert value is not None and hold(value, getattr(first, function)())
        else:
            assert value is None or left[0] == 0


@pytest.mark.parametrize(
    ("function", "inside", "wanted"),
    [
        ("exp", [0, 1, 0, 0], [1, 1, Fraction(1, 2), Fraction(1, 6)]),
        ("log", [1, 1, 0, 0], [0, 1, Fraction(-1, 2), Fraction(1, 3)]),
        ("sqrt", [4, 4, 1, 0], [2, 1, 0, 0]),
        ("atan", [0, 1, 0, 0], [0, 1, 0, Fraction(-1, 3)]),
    ],
)
def test_functions_of_rationals_where_they_are_rational(
    function: str, inside: list[int], wanted: list[Coefficient]
) -> None:
    assert of_function(function, [Fraction(value) for value in inside], BITS) == wanted


UNKNOWN = [scaled(-1, 1, BITS), Fraction(1)]


def test_what_may_have_no_series() -> None:
    assert of_function("log", UNKNOWN, BITS) is None and of_function("sqrt", UNKNOWN, BITS) is None
    assert of_function("sqrt", [Fraction(0), Fraction(1)], BITS) is None
    assert quotient(UNKNOWN, UNKNOWN, BITS) is None and power(UNKNOWN, -1, BITS) is None
    assert power(UNKNOWN, HIGHEST_POWER + 1, BITS) is None and power(UNKNOWN, -HIGHEST_POWER - 1, BITS) is None


def test_of_a_series_of_one_coefficient() -> None:
    assert of_function("sqrt", [Fraction(4)], BITS) == [2] and of_function("log", [Fraction(1)], BITS) == [0]
    assert power([Fraction(0)], 0, BITS) == [1]


def test_padded() -> None:
    assert padded([], 2) == [0, 0, 0] and padded([Fraction(3), Fraction(1)], 2) == [3, 1, 0]
    assert padded([Fraction(3), Fraction(1)], 0) == [3]
