"""Σ z^k/k! in fixed-point integers: signs and sizes at high degree, without long fractions.

Near its least value Σ_{k<=n} z^k/k! is far smaller than its summands: at n =
1000 they reach 10^120 and cancel down to 10^-120. Exact fractions would have
hundreds of thousands of digits. Here every number is an integer in units of
2^-bits, and what rounding can have done is bounded beforehand.
"""

import math
from fractions import Fraction

from .polynomial import HIGHEST_POWER
from .rejection import Rejected
from .univariate import MOST_BITS

_GUARD = 64
_ESTIMATE = 32


def exponential_sum(degree: int, at: Fraction, bits: int) -> int:
    """An integer nearer than `rounding_error(at)` to 2^bits · Σ_{k=0}^{degree} at^k/k!.

    Horner's scheme: s_degree = 1, s_(k-1) = 1 + s_k · at/k, and the sum is s_0;
    each product is rounded down to an integer in units of 2^-bits. The rounding
    in step k, less than one unit, reaches the result times |at|^(k-1)/(k-1)!.
    All roundings together come to less than Σ |at|^k/k! <= e^|at| units.
    """
    length = at.numerator.bit_length() + at.denominator.bit_length()
    if not 0 <= degree <= HIGHEST_POWER or abs(at) > HIGHEST_POWER or degree * (bits + length) > MOST_BITS:
        raise Rejected("fixed point", "exponential sum", "too large")
    one = 1 << bits
    numerator, denominator = at.numerator, at.denominator
    twos = (denominator & -denominator).bit_length() - 1
    odd = denominator >> twos
    value = one
    for k in range(degree, 0, -1):
        value = one + (value * numerator >> twos) // (odd * k)
    return value


def rounding_error(at: Fraction) -> int:
    """A bound on e^|at|: 3 to the power |at|, rounded up."""
    return int(3 ** math.ceil(abs(at)))


def sign_of_exponential_sum(degree: int, at: Fraction, bits: int) -> int:
    """The sign of Σ_{k=0}^{degree} at^k/k!, or 0 where so many bits do not tell it."""
    value = exponential_sum(degree, at, bits)
    if abs(value) <= rounding_error(at):
        return 0
    return 1 if value > 0 else -1


def bits_to_separate(degree: int, at: Fraction, gap: Fraction) -> int:
    """About how many bits tell the sign of Σ_{k=0}^{degree} z^k/k! at a distance `gap` from a zero of it near `at`.

    An estimate: nothing is proved by it. At a zero z of the sum its slope is
    -z^degree/degree!, whose size and that of the rounding error are added up.
    """
    if not 0 <= degree <= HIGHEST_POWER or abs(at) > HIGHEST_POWER:
        raise Rejected("fixed point", "exponential sum", "too large")
    scaled = (abs(at.numerator) << _ESTIMATE) // at.denominator
    slope = int(scaled**degree).bit_length() - _ESTIMATE * degree - math.factorial(degree).bit_length()
    distance = gap.denominator.bit_length() - gap.numerator.bit_length()
    return max(rounding_error(at).bit_length() + distance - slope, 0) + _GUARD


def power_over_factorial(base: Fraction, degree: int, bits: int, up: bool) -> Fraction:
    """base^degree / degree! of a positive base, to about `bits` bits; not above it, or not below it if `up`.

    Products and quotients of positive numbers, each rounded to the same side.
    """
    if not 0 <= degree <= HIGHEST_POWER or bits > HIGHEST_POWER * 10:
        raise Rejected("fixed point", "power", "too large")
    sign = -1 if up else 1
    shift = bits - base.numerator.bit_length() + base.denominator.bit_length()
    scaled = base * Fraction(2) ** shift
    factor = sign * (sign * scaled.numerator // scaled.denominator)
    value, exponent = 1, 0
    for bit in bin(degree)[2:]:
        value, exponent = value * value, 2 * exponent
        if bit == "1":
            value, exponent = value * factor, exponent - shift
        excess = max(value.bit_length() - bits, 0)
        value, exponent = sign * (sign * value >> excess), exponent + excess
    divisor = math.factorial(degree)
    value = sign * (sign * (value << divisor.bit_length()) // divisor)
    return Fraction(value) * Fraction(2) ** (exponent - divisor.bit_length())
