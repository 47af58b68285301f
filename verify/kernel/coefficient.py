"""Numbers for the coefficients of expansions: exact as long as they can be, enclosed otherwise.

Exact are rationals, and rational multiples of one exp, log, sqrt or atan of a
rational. So exp(3 * log(2)) - 8 is 0, where an enclosure would hold other
numbers too: at a point where a claim is tight, that decides.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

from .enclosure import OPERATIONS, WHOLE, Enclosure, add, divide, exact, is_defined, multiply

_HIGHEST_POWER = 64
_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Multiple:
    """factor · function(argument), which is not 0."""

    factor: Fraction
    function: str
    argument: Fraction

    def is_of_same(self, other: "Coefficient") -> bool:
        """Whether both are multiples of one number."""
        return isinstance(other, Multiple) and (self.function, self.argument) == (other.function, other.argument)


Coefficient = Fraction | Multiple | Enclosure


def enclosed(value: Coefficient, bits: int) -> Enclosure:
    """What holds the number."""
    if isinstance(value, Enclosure):
        return value
    if isinstance(value, Fraction):
        return exact(value, bits)
    unit = OPERATIONS[value.function](exact(value.argument, bits), bits)
    return multiply(exact(value.factor, bits), unit or WHOLE, bits)  # WHOLE for the type checker: there is a value


def plus(left: Coefficient, right: Coefficient, bits: int) -> Coefficient:
    """left + right."""
    if left == 0 or right == 0:
        return right if left == 0 else left
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return _kept(left + right, bits)
    if isinstance(left, Multiple) and isinstance(right, Multiple) and left.is_of_same(right):
        return _multiple(left.factor + right.factor, left, bits)
    return add(enclosed(left, bits), enclosed(right, bits), bits)


def times(left: Coefficient, right: Coefficient, bits: int) -> Coefficient:
    """left · right."""
    if left == 0 or right == 0:
        return Fraction(0)
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return _kept(left * right, bits)
    if isinstance(left, Multiple) and isinstance(right, Fraction):
        return _multiple(left.factor * right, left, bits)
    if isinstance(left, Fraction) and isinstance(right, Multiple):
        return _multiple(left * right.factor, right, bits)
    if (
        isinstance(left, Multiple)
        and isinstance(right, Multiple)
        and left.function == "sqrt"
        and left.is_of_same(right)
    ):
        return _kept(left.factor * right.factor * left.argument, bits)
    return multiply(enclosed(left, bits), enclosed(right, bits), bits)


def over(left: Coefficient, right: Coefficient, bits: int) -> Coefficient | None:
    """left / right, None where the divisor may be 0."""
    if isinstance(right, Fraction):
        return None if right == 0 else times(left, 1 / right, bits)
    if isinstance(left, Multiple) and isinstance(right, Multiple) and left.is_of_same(right):
        return _kept(left.factor / right.factor, bits)
    if isinstance(right, Multiple) and right.function == "sqrt":  # 1 / sqrt(r) is sqrt(r) / r
        return times(left, _multiple(1 / (right.factor * right.argument), right, bits), bits)
    below = enclosed(right, bits)
    return divide(enclosed(left, bits), below, bits) if below.nonzero else None


def value_of(function: str, argument: Coefficient, bits: int) -> Coefficient | None:
    """exp, log, sqrt or atan of a number, None where it may have no value."""
    if isinstance(argument, Fraction):
        return _of_rational(function, argument, bits)
    if isinstance(argument, Multiple):
        found = _of_multiple(function, argument, bits)
        if found is not None:
            return found
    inside = enclosed(argument, bits)
    return OPERATIONS[function](inside, bits) if is_defined(function, (inside,)) else None


def _of_rational(function: str, argument: Fraction, bits: int) -> Coefficient | None:
    if function in ("exp", "atan") and argument == 0:
        return Fraction(1 if function == "exp" else 0)
    if function == "log" and argument == 1:
        return Fraction(0)
    if (function == "log" and argument <= 0) or (function == "sqrt" and argument < 0):
        return None
    if function == "sqrt":
        roots = [math.isqrt(part) for part in argument.as_integer_ratio()]
        if Fraction(roots[0], roots[1]) ** 2 == argument:
            return Fraction(roots[0], roots[1])
    return Multiple(Fraction(1), function, argument)


def _of_multiple(function: str, argument: Multiple, bits: int) -> Coefficient | None:
    """exp(n · log(r)) is rⁿ, and log(exp(r)) is r."""
    inside, factor = argument.argument, argument.factor
    if (function, argument.function) == ("exp", "log") and factor.denominator == 1 and abs(factor) <= _HIGHEST_POWER:
        return _kept(inside**factor.numerator, bits) if _is_short(inside, bits) else None
    if (function, argument.function) == ("log", "exp") and factor == 1:
        return inside
    return None


def _multiple(factor: Fraction, of: Multiple, bits: int) -> Coefficient:
    found = Multiple(factor, of.function, of.argument)
    if factor == 0:
        return Fraction(0)
    return found if _is_short(factor, bits) else enclosed(found, bits)


def _kept(value: Fraction, bits: int) -> Coefficient:
    """The number itself unless it is much longer than what is kept of enclosures."""
    return value if _is_short(value, bits) else exact(value, bits)


def _is_short(value: Fraction, bits: int) -> bool:
    return max(part.bit_length() for part in value.as_integer_ratio()) <= min(8 * bits, _LONGEST)
