"""Float multiplication by one integer addition, with a constant besides the bias.

Adding patterns gives a product that is at most 1/9 too small and never too large
(float_patterns.py). A constant added to the sum shares the error out to both
sides. With fractions x and y and the constant d, all times 2^m, the sum s = x + y + d
means 1 + s; a carry into the exponent doubles what is above 1, so the value is
2s from s = 1 on, and 4(s - 1) from s = 2 on. The error is greatest above at 1 × 1,
which gives 1 + d, and below where s is 1 and x = y, which gives 8 / (3 - d)^2.
"""

from verify import assume, binary32, claim, each, integers, pattern, ratio, reals, where, word

L_MUL = "H. Luo, W. Sun, Addition is All You Need for Energy-efficient Language Models, arXiv 2410.00907"


def sum_as_product(a, b, d, one):
    """(1 + a/one)(1 + b/one), times one^2, from the sum of the fractions and d."""
    s = a + b + d
    if s < one:
        return one * (one + s)
    if s < 2 * one:
        return 2 * one * s
    return 4 * one * (s - one)


def exact_product(a, b, one):
    """The product itself, times one^2."""
    return (one + a) * (one + b)


def between(low, approximate, high, exact):
    """The relative error lies between two bounds."""
    return (1 + low) * exact <= approximate <= (1 + high) * exact


def halves(d, one):
    """Equal fractions that come to 1 with the constant."""
    return dict(a=(one - d) // 2, b=(one - d) // 2)


# The constant 0x3f76d000 for binary32

ONE = 2**23
CONSTANT = 0x3F76D000
D = binary32.one - CONSTANT  # 147/2048 of 2^23
ABOVE, BELOW = ratio(147, 2048), ratio(-2409577, 35964009)


@claim(
    a=word(23),
    b=word(23),
    tight=[dict(a=0, b=0), halves(D, ONE)],
    picture="relative error: with the constant 0x3f76d000, over all pairs of binary32 fractions",
)
def constant_on_fractions(a, b):
    """Over all 2^46 pairs of fractions the error is at most 147/2048, at 1 × 1, and at least -6.69997 %."""
    return between(BELOW, sum_as_product(a, b, D, ONE), ABOVE, exact_product(a, b, ONE))


@claim(a=word(23), b=word(23))
def constant_within_seven_and_a_half_percent(a, b):
    """Published as within 7.5 %: it is."""
    return between(-ratio("0.075"), sum_as_product(a, b, D, ONE), ratio("0.075"), exact_product(a, b, ONE))


@claim(a=word(23), b=word(23), expect="refuted")
def constant_within_seven_percent(a, b):
    """Within 7 %. 1 × 1 is not."""
    return between(-ratio("0.07"), sum_as_product(a, b, D, ONE), ratio("0.07"), exact_product(a, b, ONE))


# The same on patterns


def product(x, y):
    """The pattern of the product: one sum, which wraps."""
    return (x + y - CONSTANT) % 2**32


def magnitude_of_product(x, y):
    """Without the sign: the sum, and it does not wrap."""
    return binary32.magnitude(product(x, y)) == binary32.magnitude(x) + binary32.magnitude(y) - CONSTANT


def carries(x, y):
    """How far the fractions and the constant go beyond 1: 0, 1 or 2."""
    s = binary32.fraction(x) + binary32.fraction(y) + D
    return where(s >= 2 * ONE, 2, where(s >= ONE, 1, 0))


def exponent_of_product(x, y):
    """The exponents add, less the bias, and the carries."""
    exponent = binary32.exponent(x) + binary32.exponent(y) - binary32.bias
    return (binary32.magnitude(x) + binary32.magnitude(y) - CONSTANT) >> 23 == exponent + carries(x, y)


def fraction_of_product(x, y):
    """The fractions and the constant add, less the carries."""
    fraction = binary32.fraction(x) + binary32.fraction(y) + D
    total = binary32.magnitude(x) + binary32.magnitude(y) - CONSTANT
    return total & (ONE - 1) == fraction - ONE * carries(x, y)


@claim(
    x=pattern(binary32),
    y=pattern(binary32),
    using=[magnitude_of_product, exponent_of_product, fraction_of_product],
    tight=[
        dict(x=binary32.one, y=binary32.one),
        dict(x=binary32.one + (ONE - D) // 2, y=binary32.one + (ONE - D) // 2),
    ],
    seconds=240,
)
def constant_on_patterns(x, y):
    """The same bounds for all patterns where operands and result are positive and normal."""
    for p in (x, y, product(x, y)):
        assume(not binary32.is_negative(p))
        assume(binary32.is_normal(p))
    return between(BELOW, binary32.value(product(x, y)), ABOVE, binary32.value(x) * binary32.value(y))


# The best constant for binary32

BEST = 577619  # 0x3f800000 - 577619 is 0x3f772fad
LEAST = ratio(BEST, ONE)


@claim(a=word(23), b=word(23), tight=dict(a=0, b=0))
def best_constant(a, b):
    """With 0x3f772fad no error is larger than 577619/2^23, 6.8858 %; at 1 × 1 it is that."""
    return between(-LEAST, sum_as_product(a, b, BEST, ONE), LEAST, exact_product(a, b, ONE))


@claim(d=integers(0, ONE - 1), picture="|error| at one pair: by the constant; none is as good as the best")
def every_other_constant_is_worse(d):
    """Every other constant below 2^23 has a larger error: a larger one at 1 × 1, a smaller one where the sum is 1."""
    assume(d != BEST)
    a = where(d > BEST, 0, (ONE - d) // 2)
    b = where(d > BEST, 0, ONE - d - (ONE - d) // 2)
    exact = exact_product(a, b, ONE)
    return abs(sum_as_product(a, b, d, ONE) - exact) > LEAST * exact


# L-Mul: the constant 2^-l by the width of the fraction


def places(m):
    """l(m) of the paper."""
    return min(m, 3) if m <= 4 else 4


def l_mul_bounds(m):
    """The least and the greatest relative error of L-Mul, and where they are attained."""
    # Up to three bits, no pair of equal fractions comes to 1.
    few = {1: (ratio(1, 3), dict(a=0, b=1)), 2: (ratio(1, 15), dict(a=1, b=2)), 3: (ratio(-1, 33), dict(a=3, b=4))}
    low = ratio(-17, 529) if m == 4 else ratio(-161, 2209)
    below, at = few.get(m, (low, halves(2 ** (m - places(m)), 2**m)))
    return below, ratio(1, 2 ** places(m)), [at, dict(a=0, b=0)]


def as_printed(a, b, d, one):
    """1 + x + y + d, whether the fractions carry or not."""
    return one * (one + a + b + d)


def as_printed_least(m):
    """The least relative error as printed, where both fractions are as large as they can be."""
    a = 2**m - 1
    return ratio(as_printed(a, a, 2 ** (m - places(m)), 2**m), exact_product(a, a, 2**m)) - 1


def l_mul_within_its_bounds(a, b, m):
    """Of the sum of the bits."""
    low, high, _ = l_mul_bounds(m)
    return between(low, sum_as_product(a, b, 2 ** (m - places(m)), 2**m), high, exact_product(a, b, 2**m))


def as_printed_within_its_bounds(a, b, m):
    """Of the formula."""
    approximate = as_printed(a, b, 2 ** (m - places(m)), 2**m)
    return between(as_printed_least(m), approximate, ratio(1, 2 ** places(m)), exact_product(a, b, 2**m))


def corners(m):
    """The smallest and the largest fractions."""
    return [dict(a=0, b=0), dict(a=2**m - 1, b=2**m - 1)]


SOME = [*range(1, 9), 16, 23]
OTHERS = [m for m in range(1, 24) if m not in SOME]


@claim(
    m=each(SOME),
    a=word("m"),
    b=word("m"),
    tight=lambda m: l_mul_bounds(m)[2],
    trend="relative error of L-Mul: its worst cases by the width of the fraction",
    source=L_MUL,
)
def l_mul_on_bits(a, b, m):
    """As an addition of bit patterns: from five bits on at most 161/2209 below and 1/16 above, exactly."""
    return l_mul_within_its_bounds(a, b, m)


@claim(m=each(OTHERS), a=word("m"), b=word("m"), tight=lambda m: l_mul_bounds(m)[2], full=True, source=L_MUL)
def l_mul_on_bits_of_other_widths(a, b, m):
    """The same at all other widths up to 23."""
    return l_mul_within_its_bounds(a, b, m)


@claim(
    m=each(SOME),
    a=word("m"),
    b=word("m"),
    tight=corners,
    trend="relative error as printed: its worst cases by the width of the fraction",
    source=L_MUL,
)
def l_mul_as_printed(a, b, m):
    """As the formula is printed, which doubles nothing where the fractions carry: up to 23.4 % below."""
    return as_printed_within_its_bounds(a, b, m)


@claim(m=each(OTHERS), a=word("m"), b=word("m"), tight=corners, full=True, source=L_MUL)
def l_mul_as_printed_at_other_widths(a, b, m):
    """The same at all other widths up to 23."""
    return as_printed_within_its_bounds(a, b, m)


@claim(x=reals(0, 1, open_high=True), y=reals(0, 1, open_high=True), source=L_MUL)
def l_mul_as_printed_over_the_reals(x, y):
    """From five bits on, that is less than 15/64, whatever the width: approached, never attained."""
    return (1 - ratio(15, 64)) * (1 + x) * (1 + y) < 1 + x + y + ratio(1, 16)


@claim(e=reals(0, 1, open_low=True), source=L_MUL)
def l_mul_as_printed_comes_close(e):
    """It is approached: at the fractions 1 - e, the error comes within e of it."""
    x = 1 - e
    return 1 + 2 * x + ratio(1, 16) <= (1 - ratio(15, 64) + e) * (1 + x) * (1 + x)


@claim(m=each([5, 23]), a=word("m"), b=word("m"), expect="refuted", source=L_MUL)
def l_mul_as_printed_is_what_the_bits_do(a, b, m):
    """Both readings give the same product. Not where the fractions carry."""
    d = 2 ** (m - places(m))
    return as_printed(a, b, d, 2**m) == sum_as_product(a, b, d, 2**m)
