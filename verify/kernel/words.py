"""Arithmetic of words on gates: two's complement integers of exact width.

A word is a tuple of bits, the least significant first, the last one its sign,
repeated for ever above. Every operation gives a word wide enough for every
possible result, so that nothing is ever truncated. A bit is whatever the `Gates`
work on: a truth table in one big integer, or a literal of a circuit.
"""

from collections.abc import Callable
from dataclasses import dataclass

from .rejection import Rejected

Bit = int
Word = tuple[Bit, ...]

WIDEST = 4096


@dataclass(frozen=True, slots=True)
class Gates:
    """The Boolean functions that words are built from, and the two constant bits."""

    false: Bit
    true: Bit
    invert: Callable[[Bit], Bit]
    both: Callable[[Bit, Bit], Bit]
    either: Callable[[Bit, Bit], Bit]
    differ: Callable[[Bit, Bit], Bit]

    def choose(self, condition: Bit, yes: Bit, no: Bit) -> Bit:
        """`yes` where `condition` is true, else `no`."""
        if yes == no or condition == self.true:
            return yes
        if condition == self.false:
            return no
        if no == self.false:
            return self.both(condition, yes)
        if yes == self.false:
            return self.both(self.invert(condition), no)
        if yes == self.true:
            return self.either(condition, no)
        if no == self.true:
            return self.either(self.invert(condition), yes)
        return self.differ(no, self.both(condition, self.differ(yes, no)))


def constant_word(gates: Gates, value: int) -> Word:
    """The shortest word for `value`."""
    width = (value if value >= 0 else ~value).bit_length() + 1
    if width > WIDEST:
        raise Rejected("words", "width", f"more than {WIDEST} bits")
    return tuple(gates.true if value >> place & 1 else gates.false for place in range(width))


def trim(word: Word) -> Word:
    """The same value without repeated sign bits."""
    end = len(word)
    while end > 1 and word[end - 1] == word[end - 2]:
        end -= 1
    return word[:end]


def widen(word: Word, width: int) -> Word:
    """The same value in at least `width` bits."""
    if width > WIDEST:
        raise Rejected("words", "width", f"more than {WIDEST} bits")
    return word + (word[-1],) * (width - len(word))


def bitwise(gate: Callable[[Bit, Bit], Bit], left: Word, right: Word) -> Word:
    """A two-input gate on every pair of bits."""
    width = max(len(left), len(right))
    return trim(tuple(map(gate, widen(left, width), widen(right, width))))


def invert(gates: Gates, word: Word) -> Word:
    """~word."""
    return tuple(map(gates.invert, word))


def choose(gates: Gates, condition: Bit, yes: Word, no: Word) -> Word:
    """`yes` where `condition` is true, else `no`."""
    if condition in (gates.true, gates.false):
        return yes if condition == gates.true else no
    return bitwise(lambda first, second: gates.choose(condition, first, second), yes, no)


def add(gates: Gates, left: Word, right: Word, carry: Bit | None = None) -> Word:
    """left + right (+ 1 where `carry` is true), one bit wider than the wider of them."""
    carry = gates.false if carry is None else carry
    width = max(len(left), len(right)) + 1
    bits = []
    for first, second in zip(widen(left, width), widen(right, width), strict=True):
        if carry == gates.false and gates.false in (first, second):
            bits.append(second if first == gates.false else first)
            continue
        half = gates.differ(first, second)
        bits.append(gates.differ(half, carry))
        carry = gates.either(gates.both(first, second), gates.both(half, carry))
    return trim(tuple(bits))


def subtract(gates: Gates, left: Word, right: Word) -> Word:
    """left - right."""
    return add(gates, left, invert(gates, right), gates.true)


def negate(gates: Gates, word: Word) -> Word:
    """-word."""
    return subtract(gates, (gates.false,), word)


def absolute(gates: Gates, word: Word) -> Word:
    """|word|."""
    return choose(gates, word[-1], negate(gates, word), word)


def multiply(gates: Gates, left: Word, right: Word) -> Word:
    """left · right, as wide as both together."""
    if len(left) < len(right):
        left, right = right, left
    result: Word = (gates.false,)
    for place, bit in enumerate(right):
        if bit == gates.false:
            continue
        row = (gates.false,) * place + tuple(gates.both(bit, other) for other in left)
        result = subtract(gates, result, row) if place == len(right) - 1 else add(gates, result, row)
    return result


def less(gates: Gates, left: Word, right: Word) -> Bit:
    """Whether left < right: the highest place at which they differ tells, and in the sign the 1 is the smaller."""
    width = max(len(left), len(right))
    left, right = widen(left, width), widen(right, width)
    smaller = gates.false
    for first, second in zip(left[:-1], right[:-1], strict=True):
        smaller = gates.choose(gates.differ(first, second), second, smaller)
    return gates.choose(gates.differ(left[-1], right[-1]), left[-1], smaller)


def equal(gates: Gates, left: Word, right: Word) -> Bit:
    """Whether left == right."""
    different = gates.false
    for bit in bitwise(gates.differ, left, right):
        different = gates.either(different, bit)
    return gates.invert(different)


def _magnitude(gates: Gates, count: Word) -> Word:
    """The bits of a count, 0 where it is negative: -1 would shift the furthest, and widen all that follows."""
    return tuple(gates.both(bit, gates.invert(count[-1])) for bit in count[:-1])


def shift_left(gates: Gates, word: Word, count: Word) -> Word:
    """word << count for counts that are not negative; a negative count is taken as 0. Refused if it may be too wide."""
    for place, bit in enumerate(_magnitude(gates, count)):
        shifted = widen((gates.false,) * (1 << place) + word, len(word) + (1 << place))
        word = choose(gates, bit, shifted, word)
    return word


def shift_right(gates: Gates, word: Word, count: Word) -> Word:
    """word >> count, rounding down, for counts that are not negative; a negative count is taken as 0."""
    for place, bit in enumerate(_magnitude(gates, count)):
        shifted = word[1 << place :] if place < len(word).bit_length() else ()
        word = choose(gates, bit, shifted or (word[-1],), word)
    return word


def divide(gates: Gates, left: Word, right: Word) -> tuple[Word, Word]:
    """left // right and left % right, rounding down, for divisors that are not 0 (any value for the others).

    Long division of the absolute values; where the signs differ and a
    remainder is left, the quotient is one less and the remainder complemented.
    """
    divisor = absolute(gates, right)
    quotient: list[Bit] = []
    remainder: Word = (gates.false,)
    for bit in reversed(absolute(gates, left)):
        remainder = trim((bit, *remainder))
        fits = gates.invert(less(gates, remainder, divisor))
        remainder = choose(gates, fits, subtract(gates, remainder, divisor), remainder)
        quotient.append(fits)
    whole = trim((*reversed(quotient), gates.false))
    opposite = gates.differ(left[-1], right[-1])
    inexact = gates.invert(equal(gates, remainder, (gates.false,)))
    whole = choose(gates, opposite, subtract(gates, negate(gates, whole), (inexact, gates.false)), whole)
    complement = choose(gates, gates.both(opposite, inexact), subtract(gates, divisor, remainder), remainder)
    return whole, choose(gates, right[-1], negate(gates, complement), complement)


def bit_length(gates: Gates, word: Word) -> Word:
    """The bit length of |word|."""
    magnitude = absolute(gates, word)
    known = max((place for place, bit in enumerate(magnitude, 1) if bit == gates.true), default=0)
    result = constant_word(gates, known)
    for place, bit in enumerate(magnitude[known:], known + 1):
        result = choose(gates, bit, constant_word(gates, place), result)
    return result


def bit_count(gates: Gates, word: Word) -> Word:
    """How many bits of |word| are set, by a tree of adders."""
    counts = [trim((bit, gates.false)) for bit in absolute(gates, word)]
    while len(counts) > 1:
        pairs = [add(gates, left, right) for left, right in zip(counts[::2], counts[1::2], strict=False)]
        counts = pairs + counts[len(pairs) * 2 :]
    return counts[0]
