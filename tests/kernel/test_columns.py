"""Sums over columns are those of the values that stand in them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.kernel.columns import integer_total, quotient_total, same_everywhere, values
from verify.kernel.rejection import Rejected
from verify.kernel.words import Word

numbers = st.integers(-9, 9) | st.integers(-(2**63), 2**63 - 1)


def columns(numbers: list[int], width: int = 64) -> Word:
    """The word with these values, one for each input."""
    return tuple(sum((number >> place & 1) << at for at, number in enumerate(numbers)) for place in range(width))


@given(st.lists(st.tuples(numbers, st.booleans()), max_size=40))
def test_values_and_their_total(rows: list[tuple[int, bool]]) -> None:
    word = columns([number for number, _ in rows])
    within = sum(inside << at for at, (_, inside) in enumerate(rows))
    expected = [number if inside else 0 for number, inside in rows]
    assert list(values(word, within)) == expected[: within.bit_length()]
    assert integer_total(word, within) == sum(expected)


@given(st.lists(st.tuples(numbers, st.integers(1, 12), st.booleans()), min_size=1, max_size=40))
def test_totals_of_quotients(rows: list[tuple[int, int, bool]]) -> None:
    above, below = columns([row[0] for row in rows]), columns([row[1] for row in rows], 5)
    within = sum(inside << at for at, (_, _, inside) in enumerate(rows)) or 1
    inside = [(row[0], row[1]) for at, row in enumerate(rows) if within >> at & 1]
    assert quotient_total(above, below, within) == sum(Fraction(*pair) for pair in inside)
    different = {under for _, under in inside}
    assert same_everywhere(below, within) == (different.pop() if len(different) == 1 else None)


def test_words_that_are_too_wide() -> None:
    with pytest.raises(Rejected):
        values(columns([1, 2], 65), 3)


def test_denominators_with_too_large_a_common_multiple() -> None:
    count = 1 << 13
    numerator, denominator = columns([1] * count, 2), columns(list(range(2**60, 2**60 + count)), 62)
    with pytest.raises(Rejected):
        quotient_total(numerator, denominator, (1 << count) - 1)
