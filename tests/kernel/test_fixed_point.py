"""Sums and powers in fixed-point integers are within their stated bounds of the exact values."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.kernel.fixed_point import (
    bits_to_separate,
    exponential_sum,
    power_over_factorial,
    rounding_error,
    sign_of_exponential_sum,
)
from verify.kernel.rejection import Rejected

POINTS = st.fractions(min_value=-40, max_value=40, max_denominator=10**6) | st.integers(-(2**20), 2**20).map(
    lambda numerator: Fraction(numerator, 2**16)
)


def exact(degree: int, at: Fraction) -> Fraction:
    return sum((at**k / math.factorial(k) for k in range(degree + 1)), Fraction(0))


@given(st.integers(0, 40), POINTS, st.integers(0, 200))
def test_the_sum_is_nearer_than_its_rounding_error(degree: int, at: Fraction, bits: int) -> None:
    assert abs(exponential_sum(degree, at, bits) - exact(degree, at) * 2**bits) < rounding_error(at)


@given(POINTS)
def test_the_rounding_error_is_above_the_exponential(at: Fraction) -> None:
    assert exact(300, abs(at)) <= rounding_error(at)


@given(st.integers(0, 40), POINTS, st.integers(0, 200))
def test_a_sign_that_is_told_is_right(degree: int, at: Fraction, bits: int) -> None:
    sign = sign_of_exponential_sum(degree, at, bits)
    value = exact(degree, at)
    assert sign in (0, (value > 0) - (value < 0))


@pytest.mark.parametrize(
    ("at", "bits", "sign"),
    [(Fraction(-1), 1000, 0), (Fraction(-2), 0, 0), (Fraction(-2), 4, -1), (Fraction(0), 1, 1), (Fraction(0), 0, 0)],
)
def test_signs_near_the_zero_of_degree_one(at: Fraction, bits: int, sign: int) -> None:
    assert sign_of_exponential_sum(1, at, bits) == sign


@pytest.mark.parametrize("degree", [3, 9, 101, 999])
def test_so_many_bits_separate_a_gap(degree: int) -> None:
    low, high = Fraction(-degree), Fraction(0)
    while high - low > Fraction(1, 10**20):
        middle = (low + high) / 2
        bits = bits_to_separate(degree, middle, high - low)
        sign = sign_of_exponential_sum(degree, middle, bits)
        assert sign
        low, high = (middle, high) if sign < 0 else (low, middle)
    assert bits < 64 + 128 + 4 * degree


@given(st.fractions(min_value=Fraction(1, 1000), max_value=1000), st.integers(0, 60), st.integers(40, 200))
def test_powers_are_bounded_on_the_right_side(base: Fraction, degree: int, bits: int) -> None:
    value = base**degree / math.factorial(degree)
    low, high = (power_over_factorial(base, degree, bits, up=up) for up in (False, True))
    assert low <= value <= high
    assert (high - low) * 2 ** (bits - 16) <= value


@pytest.mark.parametrize(
    ("degree", "at", "bits"),
    [
        (-1, Fraction(1), 10),
        (20_001, Fraction(1), 10),
        (10, Fraction(20_001), 10),
        (10, Fraction(-20_001), 10),
        (20_000, Fraction(1), 1 << 16),
        (20_000, Fraction(1, 1 << (1 << 16)), 10),
    ],
)
def test_what_is_too_large_is_refused_at_once(degree: int, at: Fraction, bits: int) -> None:
    with pytest.raises(Rejected, match="too large"):
        exponential_sum(degree, at, bits)


def test_other_sizes_that_are_refused_at_once() -> None:
    for refused in (
        lambda: bits_to_separate(10**9, Fraction(-1), Fraction(1)),
        lambda: bits_to_separate(10, Fraction(10**9), Fraction(1)),
        lambda: power_over_factorial(Fraction(2), 10**9, 100, up=True),
        lambda: power_over_factorial(Fraction(2), 10, 10**9, up=True),
    ):
        with pytest.raises(Rejected, match="too large"):
            refused()
