"""Numbers of any length as decimal text and back, in one spelling each."""

import sys
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.kernel.numerals import decimal, integer, rational, rational_text
from verify.kernel.rejection import Rejected

long_integers = st.builds(
    lambda base, power, sign: sign * (7**power + base),
    st.integers(0, 10**30),
    st.integers(0, 9000),
    st.sampled_from((1, -1)),
)


@given(st.integers() | long_integers)
def test_integers_are_read_back(number: int) -> None:
    assert integer(decimal(number)) == number


@given(st.fractions() | st.builds(Fraction, long_integers, st.integers(1, 10**40)))
def test_rationals_are_read_back(value: Fraction) -> None:
    assert rational(rational_text(value)) == value


@given(st.integers(-(10**4000), 10**4000))
def test_short_numbers_look_as_in_python(number: int) -> None:
    assert decimal(number) == str(number)


@pytest.mark.parametrize("digits", [1999, 2000, 2001, 4000, 4300, 4301, 6000, 12345])
def test_chunks_meet_without_loss_of_zeros(digits: int) -> None:
    for number in (10**digits, 10**digits - 1, 10**digits + 1):
        text = decimal(number)
        assert len(text) == digits + (number >= 10**digits) and integer(text) == number


def test_no_limit_of_python_was_lifted() -> None:
    assert sys.get_int_max_str_digits() == 4300


@pytest.mark.parametrize(
    "text", ["", "-", "+1", "--1", " 1", "1 ", "1_000", "0x10", "1.0", "1e3", "٣", "²", "NaN", "1" * 1_000_001]
)
def test_no_integers(text: str) -> None:
    with pytest.raises(Rejected):
        integer(text)


@pytest.mark.parametrize(
    "text",
    [
        "2/4",
        "3/1",
        "0/5",
        "1/0",
        "1/00",
        "1/-0",
        "1/-2",
        "-0",
        "01",
        "-01",
        "1/02",
        "1//2",
        "1/",
        "/2",
        "1/2/3",
        "0.5",
        "1 /2",
        "-",
        "",
    ],
)
def test_no_rationals_or_not_their_one_spelling(text: str) -> None:
    with pytest.raises(Rejected):
        rational(text)
