"""Words: exact arithmetic of two's complement for all values, whatever the widths."""

import operator
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.certificates import number_at
from verify.kernel import words
from verify.kernel.rejection import Rejected
from verify.kernel.words import Gates, Word, constant_word, trim, widen

GATES = Gates(0, 1, lambda bit: bit ^ 1, operator.and_, operator.or_, operator.xor)
numbers = st.integers(-40, 40) | st.integers(-(2**70), 2**70)


def word(value: int, extra: int = 0) -> Word:
    """A word for `value`, with `extra` repeated sign bits."""
    shortest = constant_word(GATES, value)
    return widen(shortest, len(shortest) + extra)


@given(numbers, st.integers(0, 9))
def test_a_constant_is_its_word(value: int, extra: int) -> None:
    assert number_at(word(value, extra), 0) == value
    assert trim(word(value, extra)) == constant_word(GATES, value)


BINARY: dict[str, tuple[Callable[..., Word], Callable[[int, int], int]]] = {
    "add": (words.add, operator.add),
    "subtract": (words.subtract, operator.sub),
    "multiply": (words.multiply, operator.mul),
    "both": (lambda gates, left, right: words.bitwise(gates.both, left, right), operator.and_),
    "either": (lambda gates, left, right: words.bitwise(gates.either, left, right), operator.or_),
    "differ": (lambda gates, left, right: words.bitwise(gates.differ, left, right), operator.xor),
    "less": (lambda gates, left, right: (words.less(gates, left, right), 0), operator.lt),
    "equal": (lambda gates, left, right: (words.equal(gates, left, right), 0), operator.eq),
}


@pytest.mark.parametrize("name", BINARY)
@given(data=st.data(), left=numbers, right=numbers)
def test_two_words(name: str, data: Any, left: int, right: int) -> None:
    on_words, on_integers = BINARY[name]
    extra = st.integers(0, 3)
    found = on_words(GATES, word(left, data.draw(extra)), word(right, data.draw(extra)))
    assert number_at(found, 0) == on_integers(left, right)


@given(numbers, numbers.filter(bool), st.integers(0, 3), st.integers(0, 3))
def test_division_rounds_down_for_all_signs(left: int, right: int, more: int, others: int) -> None:
    quotient, remainder = words.divide(GATES, word(left, more), word(right, others))
    assert (number_at(quotient, 0), number_at(remainder, 0)) == divmod(left, right)


@given(numbers, st.integers(0, 200), st.integers(0, 2))
def test_shifts(value: int, count: int, extra: int) -> None:
    assert number_at(words.shift_left(GATES, word(value, extra), word(count, extra)), 0) == value << count
    assert number_at(words.shift_right(GATES, word(value, extra), word(count, extra)), 0) == value >> count


@given(numbers, st.integers(-200, -1))
def test_a_negative_count_shifts_by_nothing(value: int, count: int) -> None:
    assert number_at(words.shift_left(GATES, word(value), word(count)), 0) == value
    assert number_at(words.shift_right(GATES, word(value), word(count)), 0) == value


@given(numbers, st.integers(0, 3))
def test_one_word(value: int, extra: int) -> None:
    subject = word(value, extra)
    assert number_at(words.negate(GATES, subject), 0) == -value
    assert number_at(words.invert(GATES, subject), 0) == ~value
    assert number_at(words.absolute(GATES, subject), 0) == abs(value)
    assert number_at(words.bit_length(GATES, subject), 0) == value.bit_length()
    assert number_at(words.bit_count(GATES, subject), 0) == value.bit_count()


@given(st.booleans(), numbers, numbers)
def test_choice(condition: bool, yes: int, no: int) -> None:
    assert number_at(words.choose(GATES, int(condition), word(yes), word(no)), 0) == (yes if condition else no)


@pytest.mark.parametrize("count", [0, 1, 4095, 4096, 8191, 8192, 8193, 12288, 2**20])
def test_long_shifts_to_the_right_lose_no_bits(count: int) -> None:
    value = -(2**4000) + 12345
    assert number_at(words.shift_right(GATES, word(value), word(count)), 0) == value >> count


def test_no_word_is_wider_than_the_widest() -> None:
    long = word(2**3000)
    for too_wide in (
        lambda: words.multiply(GATES, long, long),
        lambda: words.shift_left(GATES, long, word(2000)),
        lambda: words.shift_left(GATES, word(1), word(2**40)),
        lambda: words.shift_right(GATES, constant_word(GATES, 2**9000), word(8192)),
        lambda: words.add(GATES, word(2**4094), word(1)) and words.add(GATES, word(2**4095), word(1)),
    ):
        with pytest.raises(Rejected):
            too_wide()


@pytest.mark.parametrize("value", [2**4095, -(2**4095) - 1, 2**9000], ids=["positive", "negative", "longer"])
def test_a_constant_is_no_longer_than_a_word(value: int) -> None:
    with pytest.raises(Rejected, match="more than 4096 bits"):
        constant_word(GATES, value)


def test_a_long_word_is_shifted_as_far_as_the_count_says() -> None:
    """Longer than any word that is made: what is left of it must not be taken for its sign."""
    long = (*(0,) * 9000, 1, 0)
    assert number_at(words.shift_right(GATES, long, constant_word(GATES, 8192)), 0) == 2**808


def test_a_count_beyond_the_widest_word_is_refused() -> None:
    with pytest.raises(Rejected, match="more than 4096 bits"):
        words.shift_left(GATES, word(1), word(2**70))
