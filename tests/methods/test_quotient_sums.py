"""Sums by numpy are the kernel's; the largest quotient is the one that a loop finds."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.test_columns import columns
from verify.kernel import columns as kernel
from verify.methods.quotient_sums import largest, quotient_total

rows = st.lists(
    st.tuples(st.integers(0, 9) | st.integers(0, 2**62), st.integers(1, 99), st.booleans()), min_size=1, max_size=40
)


@given(rows)
def test_as_the_kernel(rows: list[tuple[int, int, bool]]) -> None:
    above, below = columns([row[0] - 4 for row in rows]), columns([row[1] for row in rows], 8)
    within = sum(row[2] << at for at, row in enumerate(rows)) or 1
    assert quotient_total(above, below, within) == kernel.quotient_total(above, below, within)


@given(rows, st.booleans())
def test_the_largest(rows: list[tuple[int, int, bool]], same: bool) -> None:
    below = [7 if same else row[1] for row in rows]
    within = sum(row[2] << at for at, row in enumerate(rows)) or 1
    quotients = {at: Fraction(row[0], below[at]) for at, row in enumerate(rows) if within >> at & 1}
    value, places = largest(columns([row[0] for row in rows]), columns(below, 8), within)
    assert value == max(quotients.values()) and places
    assert all(quotients[at] == value for at in range(places.bit_length()) if places >> at & 1)
