"""Multiplying floats by adding their bit patterns (Mitchell's logarithm, as the hardware stores it).

The pattern of a positive normal number is its exponent followed by its fraction,
so read as an integer it is nearly the logarithm: scaled by 2^m, exponent and
linear fraction. Adding two patterns adds the logarithms; the bias is then counted
twice, and the pattern of 1 is taken off again. A carry out of the fractions goes
into the exponent, as it should. In the word that holds the pattern, sums wrap.

With normal operands, and a result that is normal and has not run into the sign,
the product is never too large, and too small by at most a ninth, in every format.
Each of these conditions is needed: beside them stands what fails without it.
"""

from verify import E4M3, E5M2, bfloat16, binary16, binary32, binary64
from verify import assume, claim, each, integers, pattern, ratio, where, word

SOURCE = "J. N. Mitchell (1962); the same on IEEE patterns: J. F. Blinn, Floating-Point Tricks (1997)"
FORMATS = [E5M2, E4M3, bfloat16, binary16, binary32, binary64]
IEEE_FORMATS = [f for f in FORMATS if f is not E4M3]


def product(x, y, f):
    """The pattern of the product, from the patterns of two numbers: a sum that wraps."""
    return (x + y - f.one) % 2**f.bits


def within_a_ninth(approximate, exact):
    """Of positive numbers: not above, and at most 1/9 below."""
    return 0 <= exact - approximate <= ratio(1, 9) * exact


def one_and_a_half_squared(f):
    """1.5 × 1.5, where the error is largest: 2 in the place of 2.25."""
    x = f.one + 2 ** (f.fraction_bits - 1)
    return dict(x=x, y=x)


# Patterns


PATTERN = 0b0_10000010_00111000000000000000000


@claim(x=integers(PATTERN, PATTERN))
def a_worked_example(x):
    """9.75 is 0 10000010 0011100…0 in binary32: 1.21875 · 2^3."""
    return binary32.value(x) == ratio("9.75")


# How the fields of the product come from those of the operands; none of this is assumed, all is proved


def magnitude_of_product(x, y, f):
    """Without the signs: the sum, and it does not wrap."""
    return f.magnitude(product(x, y, f)) == f.magnitude(x) + f.magnitude(y) - f.one


def carry(x, y, f):
    return f.fraction(x) + f.fraction(y) >= 2**f.fraction_bits


def exponent_of_product(x, y, f):
    """The exponents add, less the bias, and one more where the fractions carry."""
    exponent = f.exponent(x) + f.exponent(y) - f.bias
    total = f.magnitude(x) + f.magnitude(y) - f.one
    return total >> f.fraction_bits == where(carry(x, y, f), exponent + 1, exponent)


def fraction_of_product(x, y, f):
    """The fractions add, less a carry."""
    fraction = f.fraction(x) + f.fraction(y)
    total = f.magnitude(x) + f.magnitude(y) - f.one
    return total & (2**f.fraction_bits - 1) == where(carry(x, y, f), fraction - 2**f.fraction_bits, fraction)


FIELDS = [magnitude_of_product, exponent_of_product, fraction_of_product]


# The bound


@claim(f=each(FORMATS), x=pattern("f"), y=pattern("f"), using=FIELDS, tight=one_and_a_half_squared, source=SOURCE)
def product_within_a_ninth(x, y, f):
    """Where operands and result are positive and normal, it is never above the exact product and at most 1/9 below."""
    for p in (x, y, product(x, y, f)):
        assume(not f.is_negative(p))
        assume(f.is_normal(p))
    return within_a_ninth(f.value(product(x, y, f)), f.value(x) * f.value(y))


def sign_of_product(x, y, f):
    """The sign bits add as well, and that is their exclusive or."""
    if f.is_negative(x):
        return f.sign(product(x, y, f)) == where(f.is_negative(y), 0, 1)
    return f.sign(product(x, y, f)) == where(f.is_negative(y), 1, 0)


def assume_in_range(x, y, f):
    """Operands and result are normal, and the exponents stay clear of the sign."""
    assume(0 <= f.magnitude(x) + f.magnitude(y) - f.one < 2 ** (f.bits - 1))
    for p in (x, y, product(x, y, f)):
        assume(f.is_normal(p))


def of_any_sign(x, y, f):
    exact = f.value(x) * f.value(y)
    sign = where(f.is_negative(x), -1, 1) * where(f.is_negative(y), -1, 1)
    return within_a_ninth(sign * f.value(product(x, y, f)), sign * exact)


@claim(
    f=each([E5M2, E4M3]),
    x=pattern("f"),
    y=pattern("f"),
    using=[sign_of_product, *FIELDS],
    tight=one_and_a_half_squared,
    source=SOURCE,
)
def product_of_any_signs_within_a_ninth(x, y, f):
    """The same for numbers of any sign, and the sign is right: the word wraps where both are negative."""
    assume_in_range(x, y, f)
    return of_any_sign(x, y, f)


@claim(
    f=each([bfloat16, binary16, binary32, binary64]),
    x=pattern("f"),
    y=pattern("f"),
    using=[sign_of_product, *FIELDS],
    tight=one_and_a_half_squared,
    full=True,
    source=SOURCE,
)
def product_of_any_signs_within_a_ninth_in_wider_formats(x, y, f):
    """In the wider formats, of which the patterns are too many to be looked at one by one."""
    assume_in_range(x, y, f)
    return of_any_sign(x, y, f)


# What fails outside


def assume_positive_normal(x, f):
    assume(not f.is_negative(x))
    assume(f.is_normal(x))


@claim(f=each(FORMATS), y=pattern("f"), expect="refuted")
def product_with_zero(y, f):
    """0 times a normal number is 0. The pattern of 0 is no logarithm: there is none."""
    assume_positive_normal(y, f)
    return f.value(product(0, y, f)) == 0


@claim(f=each(FORMATS), y=pattern("f"), expect="refuted")
def product_with_the_least_subnormal_number(y, f):
    """One operand may be subnormal. It has no leading 1, and the sum supplies one."""
    for p in (y, product(1, y, f)):
        assume_positive_normal(p, f)
    return within_a_ninth(f.value(product(1, y, f)), f.value(1) * f.value(y))


@claim(f=each(IEEE_FORMATS), y=pattern("f"), expect="refuted")
def product_with_infinity(y, f):
    """Infinity times a normal number is not finite. Times one below 1 it is."""
    assume_positive_normal(y, f)
    return not f.is_finite(product(f.largest + 1, y, f))


@claim(f=each(FORMATS), y=pattern("f"), expect="refuted")
def product_with_a_nan(y, f):
    """NaN, here the word of ones below the sign, times a normal number is NaN."""
    assume_positive_normal(y, f)
    return f.is_nan(product(2 ** (f.bits - 1) - 1, y, f))


@claim(f=each(FORMATS), y=pattern("f"), expect="refuted")
def product_that_is_too_large(y, f):
    """The largest number times a normal one is not negative. The exponent runs into the sign."""
    assume_positive_normal(y, f)
    return not f.is_negative(product(f.largest, y, f))


@claim(f=each(FORMATS), y=pattern("f"), expect="refuted")
def product_that_is_too_small(y, f):
    """The least normal number times a normal one is not negative. The exponent runs below 0, and the sum wraps."""
    assume_positive_normal(y, f)
    return not f.is_negative(product(f.least_normal, y, f))


@claim(f=each(FORMATS), y=pattern("f"), expect="refuted")
def product_that_is_not_normal(y, f):
    """The result may be subnormal: here, half of the least normal number, which comes out as 0."""
    assume_positive_normal(y, f)
    half = f.one - f.least_normal
    return within_a_ninth(f.value(product(half, y, f)), f.value(half) * f.value(y))


# Fractions alone, of any width


def product_of_fractions(a, b, one):
    """(1 + a/one)(1 + b/one), times one^2, by the sum of the fractions: a carry doubles."""
    s = a + b
    return one * (one + s) if s < one else 2 * one * s


@claim(n=integers(0), a=integers(0), b=integers(0), tight=dict(n=0, a=1, b=1))
def ninth_at_all_widths(n, a, b):
    """For fractions of every width at once, n + 1 bits."""
    one = 2 * 2**n
    assume(a < one)
    assume(b < one)
    return within_a_ninth(product_of_fractions(a, b, one), (one + a) * (one + b))


@claim(n=integers(0))
def ninth_is_attained_at_all_widths(n):
    """1.5 × 1.5 is off by 1/9 in all of them."""
    half, one = 2**n, 2 * 2**n
    exact = (one + half) * (one + half)
    return exact - product_of_fractions(half, half, one) == ratio(1, 9) * exact


WIDTHS = [1, 2, 3, 7, 10, 23, 52]


@claim(m=each(WIDTHS), a=word("m"), b=word("m"), tight=lambda m: dict(a=2 ** (m - 1), b=2 ** (m - 1)))
def ninth_at_the_widths_of_formats(a, b, m):
    """Fractions of the formats' widths, and of one bit, one by one."""
    return within_a_ninth(product_of_fractions(a, b, 2**m), (2**m + a) * (2**m + b))


@claim(
    m=each([m for m in range(1, 24) if m not in WIDTHS]),
    a=word("m"),
    b=word("m"),
    tight=lambda m: dict(a=2 ** (m - 1), b=2 ** (m - 1)),
    full=True,
)
def ninth_at_other_widths(a, b, m):
    """All other widths up to 23 bits."""
    return within_a_ninth(product_of_fractions(a, b, 2**m), (2**m + a) * (2**m + b))
