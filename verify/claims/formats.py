"""Binary floating point formats as data: what a bit pattern stands for, exactly.

A pattern is an integer from 0 to 2^bits - 1: sign, exponent, fraction. The
methods read the same on plain integers and on symbolic ones, so that a claim
may be about all patterns of a format.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..kernel.term import constant
from ..trace.operands import Symbolic, build, number_term
from ..trace.oracle import refuse
from ..trace.symbolic import wrap

TOPS = ("infinities", "one nan", "numbers")


@dataclass(frozen=True, slots=True)
class FloatFormat:
    """A format by its fields, from the highest bit: a sign if `signed`, exponent, fraction.

    An exponent field e > 0 means a factor 2^(e - bias) and a leading 1; e = 0 means zeros and subnormal
    numbers; `top` says what the largest e means: "infinities" and NaNs (IEEE 754), numbers but for "one nan",
    where the fraction is all ones (E4M3 of the OCP), or "numbers" only. Raises ValueError where a field is wrong.
    """

    name: str
    exponent_bits: int
    fraction_bits: int
    bias: int
    top: str = "infinities"
    signed: bool = True

    def __post_init__(self) -> None:
        if type(self.name) is not str or not self.name:
            raise ValueError(f"a float format has a name, not {self.name!r}")
        for what in ("exponent_bits", "fraction_bits"):
            count = getattr(self, what)
            if type(count) is not int or count < 1:
                raise ValueError(f"{self.name}: {what} is an integer from 1 on, not {count!r}")
        if type(self.bias) is not int:
            raise ValueError(f"{self.name}: bias is an integer, not {self.bias!r}")
        if self.top not in TOPS or type(self.signed) is not bool:
            raise ValueError(f"{self.name}: top is one of {', '.join(map(repr, TOPS))}, signed is True or False")

    def __str__(self) -> str:
        return self.name

    # Sizes and single patterns

    @property
    def bits(self) -> int:
        """How many bits a pattern has."""
        return self.signed + self.exponent_bits + self.fraction_bits

    @property
    def top_exponent(self) -> int:
        """The largest exponent field."""
        return (1 << self.exponent_bits) - 1

    @property
    def one(self) -> int:
        """The pattern of 1: the bias in the place of the exponent."""
        return self.bias << self.fraction_bits

    @property
    def least_normal(self) -> int:
        """The pattern of the smallest positive normal number."""
        return 1 << self.fraction_bits

    @property
    def largest(self) -> int:
        """The pattern of the largest number."""
        past = (self.top_exponent + 1) << self.fraction_bits
        return past - {"infinities": (1 << self.fraction_bits) + 1, "one nan": 2, "numbers": 1}[self.top]

    # Fields

    def sign(self, pattern: Any) -> Any:
        """1 for a negative number, 0 for others. Other integers than patterns have other signs."""
        return pattern >> (self.exponent_bits + self.fraction_bits)

    def magnitude(self, pattern: Any) -> Any:
        """The pattern without its sign: that of the absolute value."""
        return pattern & ((1 << (self.exponent_bits + self.fraction_bits)) - 1)

    def exponent(self, pattern: Any) -> Any:
        """The exponent field, with the bias in it."""
        return self.magnitude(pattern) >> self.fraction_bits

    def fraction(self, pattern: Any) -> Any:
        """The fraction field: what follows the leading 1, times 2^fraction_bits."""
        return self.magnitude(pattern) & ((1 << self.fraction_bits) - 1)

    # Kinds

    def is_negative(self, pattern: Any) -> Any:
        """Whether the sign is 1, also of a zero, an infinity or NaN."""
        return self.sign(pattern) > 0

    def is_nan(self, pattern: Any) -> Any:
        """Whether the pattern is no number at all."""
        if self.top == "numbers" or self.exponent(pattern) != self.top_exponent:
            return False
        return self.fraction(pattern) != 0 if self.top == "infinities" else self._has_all_ones(pattern)

    def is_infinite(self, pattern: Any) -> Any:
        """Whether the pattern is an infinity."""
        if self.top != "infinities" or self.exponent(pattern) != self.top_exponent:
            return False
        return self.fraction(pattern) == 0

    def is_finite(self, pattern: Any) -> Any:
        """Whether the pattern is a number: neither infinite nor NaN."""
        if self.top == "infinities":
            return self.exponent(pattern) != self.top_exponent
        return not self.is_nan(pattern)

    def is_subnormal(self, pattern: Any) -> Any:
        """Whether the pattern is a number other than 0 without a leading 1."""
        return self.exponent(pattern) == 0 and self.fraction(pattern) != 0

    def is_normal(self, pattern: Any) -> Any:
        """Whether the pattern is a number with a leading 1."""
        return self.exponent(pattern) != 0 and self.is_finite(pattern)

    def _has_all_ones(self, pattern: Any) -> Any:
        return self.fraction(pattern) == (1 << self.fraction_bits) - 1

    # Numbers

    def value(self, pattern: Any) -> Any:
        """The number, exactly: a Fraction, or a real term of a symbolic pattern. An infinity or NaN has none.

        Raises ValueError there; in a claim, that is a place without a value, which makes it fail.
        """
        if not self.is_finite(pattern):
            raise ValueError(f"{self.name}: an infinity or NaN has no value")
        exponent, fraction = self.exponent(pattern), self.fraction(pattern)
        least = 1 - self.bias - self.fraction_bits
        if exponent == 0:
            size = fraction * _power_of_two(least)
        else:
            size = (self.least_normal + fraction) * _power_of_two(exponent - 1 + least)
        return -size if self.is_negative(pattern) else size

    def nearest(self, number: int | Fraction) -> int:
        """The pattern of a plain number, rounded to the nearest one, half way to the even one.

        Raises ValueError where that would be larger than the largest number, or negative without a sign.
        """
        term = number_term(number)
        if term is None or term.op != "constant":
            raise refuse(f'{self.name}.nearest takes a plain number, as in {self.name}.nearest(ratio("9.75"))')
        size = abs(Fraction(number))
        if number < 0 and not self.signed:
            raise ValueError(f"{self.name}: no negative numbers, so none is nearest to {number}")
        exponent = max(_floor_of_log2(size), 1 - self.bias) if size else 1 - self.bias
        units = round(size / Fraction(2) ** (exponent - self.fraction_bits))
        pattern = ((exponent + self.bias - 1) << self.fraction_bits) + units
        if pattern > self.largest:
            raise ValueError(f"{self.name}: {number} is beyond the largest number, {self.value(self.largest)}")
        return pattern + ((number < 0) << (self.bits - 1))


def _power_of_two(exponent: Any) -> Any:
    """An exact real, also for negative exponents; Fraction's own power makes a float of symbolic ones."""
    if isinstance(exponent, Symbolic):
        return wrap(build("**", constant(Fraction(2)), exponent.term))
    return Fraction(2) ** exponent


def _floor_of_log2(size: Fraction) -> int:
    guess = size.numerator.bit_length() - size.denominator.bit_length()
    return guess if size >= Fraction(2) ** guess else guess - 1


E5M2 = FloatFormat("E5M2", 5, 2, 15)
E4M3 = FloatFormat("E4M3", 4, 3, 7, "one nan")
bfloat16 = FloatFormat("bfloat16", 8, 7, 127)
binary16 = FloatFormat("binary16", 5, 10, 15)
binary32 = FloatFormat("binary32", 8, 23, 127)
binary64 = FloatFormat("binary64", 11, 52, 1023)
