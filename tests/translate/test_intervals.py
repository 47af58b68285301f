"""Intervals are sound: no value of an operation lies outside the range that is found for it."""

import contextlib
import itertools

import pytest

from verify.kernel.evaluate import OPERATIONS, Undefined
from verify.translate.intervals import Range, result_range

UNARY = ("neg", "abs", "~", "bit_length")
BINARY = ("+", "-", "*", "//", "%", "<<", ">>", "&", "|", "xor", "min", "max", "**")
BOXES = [Range(low, high) for low, high in itertools.combinations_with_replacement((-9, -8, -5, -1, 0, 1, 3, 4, 7), 2)]


def _values(op: str, *ranges: Range) -> list[int]:
    found = []
    for point in itertools.product(*(range(each.low, each.high + 1) for each in ranges)):
        with contextlib.suppress(Undefined):
            found.append(OPERATIONS[op](*point))
    return found


@pytest.mark.parametrize("op", UNARY)
def test_unary_ranges_are_exact(op: str) -> None:
    for box in BOXES:
        values = _values(op, box)
        assert result_range(op, box) == Range(min(values), max(values)), box


def test_ranges_of_bit_counts_hold_every_value_and_are_exact_from_0() -> None:
    for box in BOXES:
        values, found = _values("bit_count", box), result_range("bit_count", box)
        assert found.low <= min(values) and max(values) <= found.high, box
        if box.low <= 0 <= box.high or box.is_constant():
            assert found == Range(min(values), max(values)), box


@pytest.mark.parametrize("op", BINARY)
def test_binary_ranges_hold_every_value(op: str) -> None:
    for left, right in itertools.product(BOXES, repeat=2):
        values, found = _values(op, left, right), result_range(op, left, right)
        assert all(found.low <= value <= found.high for value in values), (left, right)
        if left.is_constant() and right.is_constant() and values:
            assert found.is_constant()


@pytest.mark.parametrize("op", ["+", "-", "*", "//", "<<", ">>", "min", "max", "**"])
def test_ranges_of_monotone_operations_are_exact(op: str) -> None:
    for left, right in itertools.product(BOXES, repeat=2):
        values = _values(op, left, right)
        if values:
            assert result_range(op, left, right) == Range(min(values), max(values)), (left, right)


def test_a_long_power_of_a_small_base_is_exact() -> None:
    for low, high in itertools.combinations_with_replacement(range(-2, 3), 2):
        values = _values("**", Range(low, high), Range(6, 9))
        assert result_range("**", Range(low, high), Range(6, 9)) == Range(min(values), max(values))


@pytest.mark.parametrize(
    ("low", "high", "width"), [(0, 0, 1), (-1, 0, 1), (0, 1, 2), (-2, 1, 2), (0, 255, 9), (-129, 5, 9)]
)
def test_the_width_is_that_of_twos_complement(low: int, high: int, width: int) -> None:
    assert Range(low, high).width() == width
