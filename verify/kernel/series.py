"""The first coefficients of power series: what arithmetic and exp, log, sqrt and atan make of them.

A series lists g, g', g''/2, g'''/6, … of a function at one point, or what holds them at
every point of some set; all series that meet are of one length. None stands for a function
that may not have all of them.

Source: R. E. Moore, Interval Analysis (1966), chapter 11: recurrences for derivatives.
"""

from collections.abc import Sequence
from fractions import Fraction

from .coefficient import Coefficient, over, plus, times, value_of

Series = list[Coefficient]
HIGHEST_POWER = 1000


def padded(series: Series, order: int) -> Series:
    """The series of a polynomial, up to the power `order`."""
    return [*series, *[Fraction(0)] * (order + 1)][: order + 1]


def total(left: Series, right: Series, bits: int) -> Series:
    """left + right."""
    return [plus(one, other, bits) for one, other in zip(left, right, strict=True)]


def difference(left: Series, right: Series, bits: int) -> Series:
    """left - right."""
    return [_minus(one, other, bits) for one, other in zip(left, right, strict=True)]


def _minus(left: Coefficient, right: Coefficient, bits: int) -> Coefficient:
    return plus(left, times(Fraction(-1), right, bits), bits)


def _convolved(left: Sequence[Coefficient], right: Sequence[Coefficient], bits: int) -> Coefficient:
    """Σ left_j right_(n-j), of two lists of one length."""
    result: Coefficient = Fraction(0)
    for one, other in zip(left, reversed(right), strict=True):
        result = plus(result, times(one, other, bits), bits)
    return result


def product(left: Series, right: Series, bits: int) -> Series:
    """left · right."""
    return [_convolved(left[: k + 1], right[: k + 1], bits) for k in range(len(left))]


def quotient(left: Series, right: Series, bits: int) -> Series | None:
    """q with q · right = left."""
    found: Series = []
    for k, value in enumerate(left):
        rest = _convolved(found, right[1 : k + 1], bits)
        next_one = over(_minus(value, rest, bits), right[0], bits)
        if next_one is None:
            return None
        found.append(next_one)
    return found


def power(base: Series, exponent: int, bits: int) -> Series | None:
    """base to an integer power of 1,000 at most, by squaring; its 0th power is 1."""
    if abs(exponent) > HIGHEST_POWER:
        return None
    one = padded([Fraction(1)], len(base) - 1)
    result = one
    for bit in bin(abs(exponent))[2:]:
        result = product(result, result, bits)
        if bit == "1":
            result = product(result, base, bits)
    return result if exponent >= 0 else quotient(one, result, bits)


def of_function(function: str, inside: Series, bits: int) -> Series | None:
    """exp, log, sqrt or atan of a series."""
    first = value_of(function, inside[0], bits)
    if first is None:
        return None
    match function:
        case "exp":
            return _exponential(first, inside, bits)
        case "log":
            return _integral(first, quotient(_slopes(inside, bits), inside[:-1], bits), bits)
        case "sqrt":
            return _square_root(first, inside, bits)
    # atan
    square = product(inside, inside, bits)
    divisor = [plus(Fraction(1), square[0], bits), *square[1:]]
    return _integral(first, quotient(_slopes(inside, bits), divisor[:-1], bits), bits)


def _slopes(series: Series, bits: int) -> Series:
    """The series of the derivative, one coefficient shorter."""
    return [times(Fraction(k), series[k], bits) for k in range(1, len(series))]


def _integral(first: Coefficient, slopes: Series | None, bits: int) -> Series | None:
    """The series that begins with `first`, of what has this derivative."""
    return (
        None if slopes is None else [first, *(times(Fraction(1, k), slope, bits) for k, slope in enumerate(slopes, 1))]
    )


def _exponential(first: Coefficient, inside: Series, bits: int) -> Series:
    """e with e' = u' e."""
    slopes, found = _slopes(inside, bits), [first]
    for k in range(1, len(inside)):
        found.append(times(Fraction(1, k), _convolved(slopes[:k], found, bits), bits))
    return found


def _square_root(first: Coefficient, inside: Series, bits: int) -> Series | None:
    """s with s s = u."""
    inverse = over(Fraction(1, 2), first, bits)
    if inverse is None:
        return None
    found = [first]
    for k in range(1, len(inside)):
        rest = _convolved(found[1:], found[1:], bits)
        found.append(times(_minus(inside[k], rest, bits), inverse, bits))
    return found
