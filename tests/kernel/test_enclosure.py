"""Enclosures keep their numbers: ends too long to be kept move outward, and never inward."""

import flint
import pytest

from verify.kernel.enclosure import HIGHEST, LOWEST, OPERATIONS, Enclosure, between, certainly_less, exact, scaled
from verify.kernel.rejection import Rejected

FAR = (0, 1 << 10_000_000)
NEAR_END = (0, -(1 << 10_000_000))


def test_ends_too_long_to_be_kept_move_outward() -> None:
    right = between(FAR, FAR, 8)
    assert right.low < FAR and right.high == HIGHEST and right.nonzero
    left = between(NEAR_END, NEAR_END, 8)
    assert left.low == LOWEST and NEAR_END < left.high and left.nonzero
    whole = between(NEAR_END, FAR, 8)
    assert (whole.low, whole.high, whole.nonzero) == (LOWEST, HIGHEST, False)


def test_what_is_far_on_both_sides_is_still_told_apart() -> None:
    assert certainly_less(between(NEAR_END, NEAR_END, 8), exact(0, 8))
    assert certainly_less(exact(0, 8), between(FAR, FAR, 8))


def test_touching_ends_tell_only_where_one_is_not_zero() -> None:
    assert not certainly_less(scaled(-1, 0, 8), scaled(0, 1, 8))
    assert certainly_less(scaled(-1, 0, 8, nonzero=True), scaled(0, 1, 8))
    assert certainly_less(scaled(-1, 0, 8), scaled(0, 1, 8, nonzero=True))
    assert not certainly_less(Enclosure((0, 0), (0, 0), False), scaled(0, 1, 8))


@pytest.mark.parametrize("bits", [0, -1, 10**6])
def test_precision_is_bounded(bits: int) -> None:
    with pytest.raises(Rejected, match="from 1 to"):
        exact(1, bits)


@pytest.mark.parametrize("function", ["exp", "log", "sqrt", "atan"])
@pytest.mark.parametrize("bits", [1, 4, 8])
def test_both_ends_of_a_function_are_rounded_outward(function: str, bits: int) -> None:
    for n in range(1, 40):
        found = OPERATIONS[function](Enclosure((0, n), (0, n + 3), True), bits)
        assert found is not None
        low, high = (getattr(flint.arb(flint.fmpq(end, 1 << bits)), function)() * (1 << bits) for end in (n, n + 3))
        assert not flint.arb(found.low[1]) > low and not flint.arb(found.high[1]) < high
        assert found.low[0] == found.high[0] == 0
