"""Interval arithmetic on the real operations, with outward rounding to multiples of 2^-bits.

An enclosure holds every value that a term takes on a set of inputs. Where an
operation is not defined for all numbers of its arguments' enclosures, its
result holds the values where it is, and is None where there are none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from .elementary import FARTHEST, MOST_BITS, atan_bounds, exp_bounds, log_bounds, sqrt_bounds
from .rejection import Rejected

End = tuple[int, int]

LOWEST: End = (-1, 0)
HIGHEST: End = (1, 0)
ZERO: End = (0, 0)
HIGHEST_POWER = 1_000_000
_LARGEST = 2 * FARTHEST


@dataclass(frozen=True, slots=True)
class Enclosure:
    """Numbers from `low` to `high`, none of them 0 if `nonzero`.

    An end (0, n) is n / 2^bits; (-1, 0) and (1, 0) are -∞ and ∞, so ends
    compare as what they stand for. Where an end is infinite, the numbers are
    finite but not known to be bounded.
    """

    low: End
    high: End
    nonzero: bool = False


WHOLE = Enclosure(LOWEST, HIGHEST)


def between(low: End, high: End, bits: int, nonzero: bool = False) -> Enclosure:
    """The enclosure with these ends, moved outward where they are longer than is kept."""
    limit = 1 << bits + _LARGEST
    if abs(low[1]) > limit:
        low = (0, limit) if low[1] > 0 else LOWEST
    if abs(high[1]) > limit:
        high = HIGHEST if high[1] > 0 else (0, -limit)
    return Enclosure(low, high, nonzero or low > ZERO or high < ZERO)


def scaled(low: Fraction | int | None, high: Fraction | int | None, bits: int, nonzero: bool = False) -> Enclosure:
    """The numbers from `low` to `high`, None being infinite."""
    if not 1 <= bits <= MOST_BITS:
        raise Rejected("enclosure", "bits", f"from 1 to {MOST_BITS}")
    first = LOWEST if low is None else (0, (low.numerator << bits) // low.denominator)
    last = HIGHEST if high is None else (0, -(-(high.numerator << bits) // high.denominator))
    return between(first, last, bits, nonzero or (low is not None and low > 0) or (high is not None and high < 0))


def exact(value: Fraction | int, bits: int) -> Enclosure:
    """The enclosure of one number."""
    return scaled(value, value, bits)


def hull(left: Enclosure | None, right: Enclosure | None) -> Enclosure | None:
    """What holds the numbers of both."""
    if left is None or right is None:
        return left or right
    return Enclosure(min(left.low, right.low), max(left.high, right.high), left.nonzero and right.nonzero)


def certainly_less(left: Enclosure, right: Enclosure) -> bool:
    """Whether every number of `left` is less than every one of `right`."""
    if left.high < right.low:
        return True
    return left.high <= ZERO <= right.low and (left.nonzero or right.nonzero)


def certainly_at_most(left: Enclosure, right: Enclosure) -> bool:
    """Whether no number of `left` is greater than one of `right`."""
    return left.high <= right.low or certainly_less(left, right)


def is_point(enclosure: Enclosure) -> bool:
    """Whether it holds one number only."""
    return enclosure.low == enclosure.high


def _negative(end: End) -> End:
    return -end[0], -end[1]


def _sum(left: End, right: End) -> End:
    """The sum of two ends that are both lower or both upper ones."""
    infinite = left[0] or right[0]
    return (infinite, 0) if infinite else (0, left[1] + right[1])


def _product(left: End, right: End) -> End:
    """The product, at twice the scale; 0 · ∞ is 0, the limit along an end that is 0."""
    if left[0] or right[0]:
        return _sign(left) * _sign(right), 0
    return 0, left[1] * right[1]


def _sign(end: End) -> int:
    return (end > ZERO) - (end < ZERO)


def _rounded(ends: list[End], drop: int, bits: int, nonzero: bool) -> Enclosure:
    """From the least to the greatest of `ends`, which have `drop` more bits."""
    low, high = min(ends), max(ends)
    return between((low[0], low[1] >> drop), (high[0], -(-high[1] >> drop)), bits, nonzero)


def add(left: Enclosure, right: Enclosure, bits: int) -> Enclosure:
    """left + right."""
    same_side = (left.low >= ZERO and right.low >= ZERO) or (left.high <= ZERO and right.high <= ZERO)
    nonzero = same_side and (left.nonzero or right.nonzero)
    return between(_sum(left.low, right.low), _sum(left.high, right.high), bits, nonzero)


def negative(value: Enclosure, bits: int) -> Enclosure:
    """-value."""
    return Enclosure(_negative(value.high), _negative(value.low), value.nonzero)


def subtract(left: Enclosure, right: Enclosure, bits: int) -> Enclosure:
    """left - right."""
    return add(left, negative(right, bits), bits)


def multiply(left: Enclosure, right: Enclosure, bits: int) -> Enclosure:
    """left · right: a product of two numbers from two intervals lies between those of their ends."""
    ends = [_product(first, second) for first in (left.low, left.high) for second in (right.low, right.high)]
    return _rounded(ends, bits, bits, left.nonzero and right.nonzero)


def divide(left: Enclosure, right: Enclosure, bits: int) -> Enclosure | None:
    """left / right, the divisor 0 left out."""
    if right.low == right.high == ZERO:
        return None
    if right.low < ZERO < right.high:
        return WHOLE
    if right.high <= ZERO:
        left, right = negative(left, bits), negative(right, bits)
    ends: list[End] = []
    for above in (left.low, left.high):
        for below in (right.low, right.high):
            if above == ZERO or below[0]:
                ends.append(ZERO)
            elif above[0] or below == ZERO:
                ends.append((_sign(above), 0))
            else:
                quotient = (above[1] << bits) // below[1]
                ends += [(0, quotient), (0, -(-(above[1] << bits) // below[1]))]
    return between(min(ends), max(ends), bits, left.nonzero)


def power(base: Enclosure, exponent: int, bits: int) -> Enclosure | None:
    """base to an integer power; 0⁰ is 1, and 0 is left out where the exponent is negative."""
    if abs(exponent) > HIGHEST_POWER:
        raise Rejected("enclosure", "**", f"an exponent beyond {HIGHEST_POWER}")
    if exponent < 0:
        under = power(base, -exponent, bits)
        return None if under is None else divide(exact(1, bits), under, bits)
    size = absolute(base, bits)
    low, high = (_power_of_end(end, exponent, bits) for end in (size.low, size.high))
    raised = between(low.low, high.high, bits, base.nonzero or not exponent)
    if exponent % 2 == 0 or base.low >= ZERO:
        return raised
    if base.high <= ZERO:
        return negative(raised, bits)
    least, most = (_power_of_end(end, exponent, bits) for end in (_negative(base.low), base.high))
    return between(_negative(least.high), most.high, bits, base.nonzero)


def _power_of_end(end: End, exponent: int, bits: int) -> Enclosure:
    """An end from 0 on to a power, by squaring; the result may reach beyond what is kept, and is then unbounded."""
    result, base = exact(1, bits), Enclosure(end, end)
    for bit in bin(exponent)[2:]:
        result = multiply(result, result, bits)
        if bit == "1":
            result = multiply(result, base, bits)
    return result


def absolute(value: Enclosure, bits: int) -> Enclosure:
    """|value|."""
    if value.low >= ZERO:
        return value
    if value.high <= ZERO:
        return negative(value, bits)
    return Enclosure(ZERO, max(_negative(value.low), value.high), value.nonzero)


def least(left: Enclosure, right: Enclosure, bits: int) -> Enclosure:
    """The smaller number."""
    return Enclosure(min(left.low, right.low), min(left.high, right.high), left.nonzero and right.nonzero)


def greatest(left: Enclosure, right: Enclosure, bits: int) -> Enclosure:
    """The greater number."""
    return Enclosure(max(left.low, right.low), max(left.high, right.high), left.nonzero and right.nonzero)


def exponential(value: Enclosure, bits: int) -> Enclosure:
    """exp(value): increasing, positive."""
    low = ZERO if value.low[0] else (0, exp_bounds(value.low[1], bits)[0])
    most = None if value.high[0] else exp_bounds(value.high[1], bits)[1]
    return between(low, HIGHEST if most is None else (0, most), bits, True)


def logarithm(value: Enclosure, bits: int) -> Enclosure | None:
    """log(value): increasing, where the value is positive."""
    if value.high <= ZERO:
        return None
    low = LOWEST if value.low <= ZERO else (0, log_bounds(value.low[1], bits)[0])
    return between(low, value.high if value.high[0] else (0, log_bounds(value.high[1], bits)[1]), bits)


def square_root(value: Enclosure, bits: int) -> Enclosure | None:
    """sqrt(value): increasing, where the value is not negative."""
    if value.high < ZERO:
        return None
    low = ZERO if value.low <= ZERO else (0, sqrt_bounds(value.low[1], bits)[0])
    high = value.high if value.high[0] else (0, sqrt_bounds(value.high[1], bits)[1])
    return between(low, high, bits, value.nonzero)


def arc_tangent(value: Enclosure, bits: int) -> Enclosure:
    """atan(value): increasing, between -2 atan(1) and 2 atan(1), which are -π/2 and π/2."""
    right_angle = 2 * atan_bounds(1 << bits, bits)[1]
    low = -right_angle if value.low[0] else atan_bounds(value.low[1], bits)[0]
    high = right_angle if value.high[0] else atan_bounds(value.high[1], bits)[1]
    return between((0, low), (0, high), bits, value.nonzero)


def is_defined(op: str, args: tuple[Enclosure, ...]) -> bool:
    """Whether the operation has a value for all numbers of its arguments' enclosures."""
    match op:
        case "/":
            return args[1].nonzero
        case "log":
            return args[0].low >= ZERO and args[0].nonzero
        case "sqrt":
            return args[0].low >= ZERO
    return True


OPERATIONS: dict[str, Callable[..., Enclosure | None]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "neg": negative,
    "abs": absolute,
    "min": least,
    "max": greatest,
    "exp": exponential,
    "log": logarithm,
    "sqrt": square_root,
    "atan": arc_tangent,
}
