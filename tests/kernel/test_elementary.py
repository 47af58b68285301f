"""exp, log, sqrt and atan against Arb, which is sound: the enclosures hold, and are narrow."""

import random
from collections.abc import Callable, Iterator
from fractions import Fraction

import flint
import pytest

from verify.kernel import elementary
from verify.kernel.elementary import FARTHEST, atan_bounds, exp_bounds, log_bounds, sqrt_bounds

BOUNDS: dict[str, Callable[[int, int], tuple[int, int | None]]] = {
    "exp": exp_bounds,
    "log": log_bounds,
    "sqrt": sqrt_bounds,
    "atan": atan_bounds,
}
PRECISIONS = [(1, 500), (4, 1500), (16, 4000), (53, 9000), (64, 9000), (200, 1500), (1000, 60), (5000, 4)]


def arguments(function: str, bits: int, count: int) -> Iterator[int]:
    """Numerators over 2^bits of every magnitude, with the neighbours of 0, of 1 and of powers of two."""
    numbers = random.Random(f"{function} {bits}")
    corners = [0, 1, -1, 2, -2, 1 << bits, (1 << bits) + 1, (1 << bits) - 1, -(1 << bits), 3 << bits]
    corners += [sign * ((1 << power) + step) for power in range(0, bits + 8, 5) for step in (0, 1) for sign in (1, -1)]
    largest = bits + (9 if function == "exp" else 60)
    drawn = (numbers.choice((1, -1)) * numbers.getrandbits(numbers.randrange(1, largest)) for _ in range(count))
    for n in (*corners[: count // 2], *drawn):
        if n > 0 or function in ("exp", "atan") or (n == 0 and function == "sqrt"):
            yield n
        elif n < 0:
            yield -n


def check(function: str, n: int, bits: int) -> None:
    low, high = BOUNDS[function](n, bits)
    flint.ctx.prec = 2 * bits + 200 + max(n.bit_length() - bits, 0)
    value = getattr(flint.arb(flint.fmpq(n, 1 << bits)), function)() * flint.arb(1 << bits)
    assert high is not None and low <= high
    assert not flint.arb(low) > value and not flint.arb(high) < value, (function, n, bits)
    size = max(1, high >> bits) if function == "exp" else 1
    assert high - low <= 3 * size, (function, n, bits, low, high)


@pytest.fixture(autouse=True)
def _precision() -> Iterator[None]:
    before = flint.ctx.prec
    yield
    flint.ctx.prec = before


@pytest.mark.parametrize("function", BOUNDS)
@pytest.mark.parametrize(("bits", "count"), PRECISIONS)
def test_a_hundred_thousand_enclosures_hold_and_are_narrow(function: str, bits: int, count: int) -> None:
    for n in arguments(function, bits, count):
        check(function, n, bits)


@pytest.mark.parametrize(("sign", "function"), [(1, "atanh"), (-1, "atan")])
def test_the_series_hold_without_the_bits_that_are_dropped_later(sign: int, function: str) -> None:
    flint.ctx.prec = 100
    for scale in (4, 7, 10):
        for z in range((1 << scale - 1) + 1):
            low, high = elementary._series(z, scale, sign)
            value = getattr(flint.arb(flint.fmpq(z, 1 << scale)), function)() * flint.arb(1 << scale)
            assert not flint.arb(low) > value and not flint.arb(high) < value, (z, scale)


@pytest.mark.parametrize("bits", [1, 64, 1000])
def test_exact_where_the_value_is_dyadic(bits: int) -> None:
    one = 1 << bits
    assert exp_bounds(0, bits) == (one, one)
    assert log_bounds(one, bits) == atan_bounds(0, bits) == sqrt_bounds(0, bits) == (0, 0)
    assert sqrt_bounds(9 * one, bits) == (3 * one, 3 * one)


@pytest.mark.parametrize("bits", [1, 64, 1000])
def test_far_away_exp_is_only_known_to_be_large_or_small(bits: int) -> None:
    assert exp_bounds((FARTHEST << bits) + 1, bits) == (1 << FARTHEST + bits, None)
    assert exp_bounds(-(FARTHEST << bits) - 1, bits) == (0, 1)
    low, high = exp_bounds(-(FARTHEST << 8), 8)
    assert low == 0 and high is not None and high <= 2


def test_known_digits() -> None:
    bits = 400
    e = Fraction(27182818284590452353602874713526624977572470936999595749669676277, 10**64)
    pi = Fraction(31415926535897932384626433832795028841971693993751058209749445923, 10**64)
    near = Fraction(1, 10**64)
    for (low, high), value in ((exp_bounds(1 << bits, bits), e), (atan_bounds(1 << bits, bits), pi / 4)):
        assert high is not None
        assert value - near <= Fraction(low, 1 << bits) <= Fraction(high, 1 << bits) <= value + near
