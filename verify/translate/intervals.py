"""Intervals of integers, and where each operation lies on arguments in intervals.

A range holds wherever the operation is defined; it says nothing about where it
is not. The width of a range is the two's complement width of its widest value.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..kernel.evaluate import OPERATIONS, Undefined

WIDEST = 4096


class Untranslatable(Exception):
    """A statement that the target language cannot express, and why."""


@dataclass(frozen=True, slots=True)
class Range:
    """The integers from `low` to `high`, of which there is at least one."""

    low: int
    high: int

    def width(self) -> int:
        """How many bits hold each of them in two's complement."""
        return max((bound if bound >= 0 else ~bound).bit_length() for bound in (self.low, self.high)) + 1

    def is_constant(self) -> bool:
        """Whether there is only one."""
        return self.low == self.high


# What a term that is nowhere defined gets: any range would do.
NOWHERE = Range(0, 0)


def hull(ranges: Sequence[Range]) -> Range:
    """The least range around all of `ranges`."""
    return Range(min(each.low for each in ranges), max(each.high for each in ranges))


def result_range(op: str, *args: Range) -> Range:
    """Where `op` lies, where it is defined, on arguments in the ranges `args`; raises Untranslatable if too wide."""
    return range_of_result(op, args) or NOWHERE


def range_of_result(op: str, args: Sequence[Range]) -> Range | None:
    """As `result_range`, but None where `op` is nowhere defined."""
    if op not in _RANGES:
        raise Untranslatable(f"{op} has no bits")
    try:
        return at_most_widest(_RANGES[op](*args), op)
    except Undefined:
        return None


def at_most_widest(found: Range, what: str) -> Range:
    """`found`; raises Untranslatable if it is wider than WIDEST bits."""
    if found.width() > WIDEST:
        raise Untranslatable(f"{what} takes more than {WIDEST} bits")
    return found


def _corners(op: Callable[..., int], *choices: list[int]) -> Range:
    """The hull of the values of a binary operation on every pair of the choices."""
    values = [op(left, right) for left in choices[0] for right in choices[1]]
    return Range(min(values), max(values))


def _ends(value: Range) -> list[int]:
    return [value.low, value.high]


def _product(left: Range, right: Range) -> Range:
    return _corners(int.__mul__, _ends(left), _ends(right))


def _absolute(value: Range) -> Range:
    if value.low <= 0 <= value.high:
        return Range(0, max(-value.low, value.high))
    return Range(*sorted((abs(value.low), abs(value.high))))


def _nonzero_parts(divisor: Range) -> list[Range]:
    """The negative and the positive part of a divisor; Undefined if there is neither."""
    parts = []
    if divisor.low < 0:
        parts.append(Range(divisor.low, min(divisor.high, -1)))
    if divisor.high > 0:
        parts.append(Range(max(divisor.low, 1), divisor.high))
    if not parts:
        raise Undefined("a division by zero")
    return parts


def _quotient(value: Range, divisor: Range) -> Range:
    """For a fixed sign of the divisor, floor division is monotone in each argument."""
    return hull([_corners(int.__floordiv__, _ends(value), _ends(part)) for part in _nonzero_parts(divisor)])


def _remainder(value: Range, divisor: Range) -> Range:
    """x % d is -(-x % -d) where d < 0."""
    found = []
    for part in _nonzero_parts(divisor):
        if part.low > 0:
            found.append(_positive_remainder(value, part))
        else:
            mirrored = _positive_remainder(_negated(value), _negated(part))
            found.append(_negated(mirrored))
    return hull(found)


def _positive_remainder(value: Range, divisor: Range) -> Range:
    """x % d is in [0, d), is x itself where that lies there, and grows with x where the quotient is constant."""
    if value.low >= 0 and value.high < divisor.low:
        return value
    if divisor.is_constant() and value.low // divisor.low == value.high // divisor.low:
        return Range(value.low % divisor.low, value.high % divisor.low)
    return Range(0, min(divisor.high - 1, value.high) if value.low >= 0 else divisor.high - 1)


def _negated(value: Range) -> Range:
    return Range(-value.high, -value.low)


def _complement(value: Range) -> Range:
    return Range(~value.high, ~value.low)


def _counts(count: Range) -> list[int]:
    """The ends of the counts that are not negative; Undefined if there is none."""
    if count.high < 0:
        raise Undefined("a negative count")
    return [max(count.low, 0), count.high]


def _left_shift(value: Range, count: Range) -> Range:
    ends = _counts(count)
    if value == Range(0, 0):
        return value
    if ends[1] > WIDEST:
        raise Untranslatable(f"a shift by more than {WIDEST}")
    return _corners(int.__lshift__, _ends(value), ends)


def _right_shift(value: Range, count: Range) -> Range:
    return _corners(int.__rshift__, _ends(value), [min(end, WIDEST) for end in _counts(count)])


def _and(left: Range, right: Range) -> Range:
    """A nonnegative side bounds the result from both sides; the bits of two negative ones do not get longer."""
    if left.is_constant() and right.is_constant():
        return Range(left.low & right.low, left.low & right.low)
    sides = [side.high for side in (left, right) if side.low >= 0]
    if sides:
        return Range(0, min(sides))
    high = min(left.high, right.high) if max(left.high, right.high) < 0 else max(left.high, right.high)
    return Range(-1 << max(left.width(), right.width()) - 1, high)


def _or(left: Range, right: Range) -> Range:
    return _complement(_and(_complement(left), _complement(right)))


def _xor(left: Range, right: Range) -> Range:
    if left.is_constant() and right.is_constant():
        return Range(left.low ^ right.low, left.low ^ right.low)
    limit = 1 << max(left.width(), right.width()) - 1
    left_signs, right_signs = ({end < 0 for end in _ends(side)} for side in (left, right))
    signs = {first != second for first in left_signs for second in right_signs}
    return Range(-limit if True in signs else 0, limit - 1 if False in signs else -1)


def _power(base: Range, exponent: Range) -> Range:
    """On each sign of the base, and for even and for odd exponents, powers are monotone in each argument."""
    low, high = _counts(exponent)
    largest = _absolute(base).high
    if largest > 1 and (largest.bit_length() - 1) * high > WIDEST:
        raise Untranslatable(f"a power of more than {WIDEST} bits")
    bases = {*_ends(base), *(near for near in (-1, 0, 1) if base.low <= near <= base.high)}
    exponents = {low, min(low + 1, high), max(high - 1, low), high}
    return _corners(pow, sorted(bases), sorted(exponents))


def _factorial(value: Range) -> Range:
    low, high = _counts(value)
    if high > 512:
        raise Untranslatable(f"a factorial of more than {WIDEST} bits")
    return Range(*(int(OPERATIONS["factorial"](end)) for end in (low, high)))


def _bit_length(value: Range) -> Range:
    magnitude = _absolute(value)
    return Range(magnitude.low.bit_length(), magnitude.high.bit_length())


def _bit_count(value: Range) -> Range:
    """Of the numbers up to 2^n - 1 it has the most bits set, and no other has n."""
    magnitude = _absolute(value)
    if magnitude.is_constant():
        return Range(magnitude.low.bit_count(), magnitude.low.bit_count())
    return Range(int(magnitude.low > 0), (magnitude.high + 1).bit_length() - 1)


_RANGES: dict[str, Callable[..., Range]] = {
    "+": lambda left, right: Range(left.low + right.low, left.high + right.high),
    "-": lambda left, right: Range(left.low - right.high, left.high - right.low),
    "*": _product,
    "//": _quotient,
    "%": _remainder,
    "**": _power,
    "<<": _left_shift,
    ">>": _right_shift,
    "&": _and,
    "|": _or,
    "xor": _xor,
    "~": _complement,
    "neg": _negated,
    "abs": _absolute,
    "min": lambda left, right: Range(min(left.low, right.low), min(left.high, right.high)),
    "max": lambda left, right: Range(max(left.low, right.low), max(left.high, right.high)),
    "bit_length": _bit_length,
    "bit_count": _bit_count,
    "factorial": _factorial,
}
