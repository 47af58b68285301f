"""Exact sums over all inputs of a truth table: a word's bits are columns with one place for each input.

A sum of integers takes no more than the number of ones in each column; a sum of
quotients needs the values themselves, which come back from the columns input by
input.
"""

import sys
from array import array
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import gcd

from .rejection import Rejected
from .words import Bit, Word

MOST_BITS = 1 << 18
_MOST_WORK = 1 << 36
_DIGITS = bytes.maketrans(b"01", b"\0\1")


def quotient_total(numerator: Word, denominator: Word, within: Bit) -> Fraction:
    """The sum of numerator / denominator over the inputs `within`, at which the denominator is positive.

    Raises Rejected where the denominators have too large a common multiple, or
    they and the numerators vary and take more than 64 bits.
    """
    if (same := same_everywhere(denominator, within)) is not None:
        return Fraction(integer_total(numerator, within), same)
    sums: dict[int, int] = {}
    for value, under in zip(values(numerator, within), values(denominator, within), strict=True):
        sums[under] = sums.get(under, 0) + value
    sums.pop(0, None)  # the inputs that are not `within`
    return sum_of_quotients(sums)


def same_everywhere(denominator: Word, within: Bit) -> int | None:
    """The value of a positive word at all inputs `within`, of which there is one; None where it varies."""
    found = 0
    for place, bit in enumerate(denominator):
        ones = bit & within
        if ones and ones != within:
            return None
        found |= bool(ones) << place
    return found


def integer_total(word: Word, within: Bit) -> int:
    """The sum of the word's values over the inputs `within`."""
    ones = [(bit & within).bit_count() for bit in word]
    return sum(count << place for place, count in enumerate(ones[:-1])) - (ones[-1] << len(ones) - 1)


def values(word: Word, within: Bit) -> Sequence[int]:
    """The word's value at each input up to the last of `within`; 0 at those that are not `within`."""
    if len(word) > 64:
        raise Rejected("columns", "word", "has more than 64 bits")
    inputs = within.bit_length()
    columns = [bit & within for bit in word] + [word[-1] & within] * (64 - len(word))
    found = bytearray(8 * inputs)
    for place in range(8):
        found[place::8] = _bytes(columns[8 * place : 8 * place + 8], inputs)
    numbers = array("q", bytes(found))
    if sys.byteorder == "big":  # pragma: no cover - depends on the machine
        numbers.byteswap()
    return numbers


def _bytes(columns: Sequence[Bit], inputs: int) -> bytes:
    """One byte for each input, of the eight columns' bits."""
    together = 0
    for place, column in enumerate(columns):
        if column:
            digits = f"{column:0{inputs}b}".encode().translate(_DIGITS)
            together |= int.from_bytes(digits, "big") << place
    return together.to_bytes(inputs, "little")


def sum_of_quotients(sums: Mapping[int, int]) -> Fraction:
    """The sum of all value / key, for positive keys."""
    common = 1
    for under in sums:
        if common % under:
            common *= under // gcd(common, under)
            if common.bit_length() > MOST_BITS or common.bit_length() * len(sums) > _MOST_WORK:
                raise Rejected("columns", "denominators", "have too large a common multiple")
    return Fraction(sum(value * (common // under) for under, value in sums.items()), common)
