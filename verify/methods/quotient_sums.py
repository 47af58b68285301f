"""Sums and maxima of quotients over all inputs of a truth table, by numpy.

The same as the kernel's `columns.py`, some four times as fast at 2^24 inputs:
sorting brings equal denominators together, and denominators that differ by a
factor of `SMOOTH` only are made equal before any long number is formed.
"""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ..kernel import columns
from ..kernel.words import Bit, Word

SMOOTH = 2**4 * 3**2 * 5 * 7 * 11
Numbers = NDArray[np.int64]


def quotient_total(numerator: Word, denominator: Word, within: Bit) -> Fraction:
    """The sum of numerator / denominator over the inputs `within`, as the kernel's function of this name."""
    if columns.same_everywhere(denominator, within) is not None:
        return columns.quotient_total(numerator, denominator, within)
    above, below = _quotients(numerator, denominator, within)
    if max(int(above.max()), -int(above.min())) * len(above) * SMOOTH >= 1 << 63:
        return columns.quotient_total(numerator, denominator, within)
    keys, sums = _totals(below, above)
    shared = np.gcd(keys, SMOOTH)
    keys, sums = _totals(keys // shared, sums * (SMOOTH // shared))
    return columns.sum_of_quotients(dict(zip(keys.tolist(), sums.tolist(), strict=True))) / SMOOTH


def largest(numerator: Word, denominator: Word, within: Bit) -> tuple[Fraction, Bit]:
    """The largest quotient, of those that are not negative, and the inputs `within` at which it is attained."""
    same = columns.same_everywhere(denominator, within)
    if same is None:
        return _largest_quotient(numerator, denominator, within)
    value = 0
    for place in reversed(range(len(numerator))):
        if numerator[place] & within:
            within &= numerator[place]
            value |= 1 << place
    return Fraction(value, same), within


def _largest_quotient(numerator: Word, denominator: Word, within: Bit) -> tuple[Fraction, Bit]:
    above, below = _quotients(numerator, denominator, within)
    order = np.lexsort((above, below))
    above, below = above[order], below[order]
    ends = np.flatnonzero(np.append(below[1:] != below[:-1], True))
    pairs = zip(above[ends].tolist(), below[ends].tolist(), strict=True)
    top, under = max(pairs, key=lambda pair: Fraction(*pair))
    return Fraction(top, under), _equal(numerator, top, _equal(denominator, under, within))


def _equal(word: Word, value: int, within: Bit) -> Bit:
    """The inputs `within` at which the word has this value, which is not negative."""
    for place, bit in enumerate(word):
        within &= bit if value >> place & 1 else ~bit
    return within


def _quotients(numerator: Word, denominator: Word, within: Bit) -> tuple[Numbers, Numbers]:
    """Numerators and denominators at the inputs `within`."""
    above, below = (np.asarray(columns.values(word, within), dtype=np.int64) for word in (numerator, denominator))
    inside = below != 0
    return above[inside], below[inside]


def _totals(keys: Numbers, values: Numbers) -> tuple[Numbers, Numbers]:
    """The different keys, and the sum of the values of each."""
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
    return keys[starts], np.add.reduceat(values[order], starts)
