"""Mitchell (1962): multiply by adding binary logarithms.

A number is 2^k (1 + x) with 0 <= x < 1, k the position of its leading one;
log2 of it is taken to be k + x. Adding two such logarithms and reading the sum
back as a number gives a product that is never too large and falls short by at
most a ninth. The same program is stated over the real fractions, over all
positive integers (every word size at once), and as the fixed-point datapath of
log word, one addition and one shift.
"""

from verify import assume, claim, each, integers, ratio, reals, relative_error, word

SOURCE = "J. N. Mitchell, Computer multiplication and division using binary logarithms, IRE Trans. EC-11 (1962)"
FRACTION = reals(0, 1, open_high=True)


def product_of_fractions(x1, x2):
    """The product of 1 + x1 and 1 + x2 by Mitchell's logarithm."""
    if x1 + x2 < 1:
        return 1 + x1 + x2
    return 2 * (x1 + x2)


def mitchell(a, b):
    """The product of two positive integers by Mitchell's logarithm."""
    k, l = a.bit_length() - 1, b.bit_length() - 1  # leading-one positions
    p, q = 1 << k, 1 << l
    s = ((a - p) << l) + ((b - q) << k)
    if s < p * q:  # x1 + x2 < 1
        return p * q + s
    return s << 1


def log_word(a, w):
    """The logarithm of a w-bit word: position of the leading one, then w - 1 bits of fraction."""
    k = a.bit_length() - 1
    return (k << (w - 1)) + ((a - (1 << k)) << (w - 1 - k))


def antilog(s, w):
    """The number whose logarithm is s, rounded down."""
    k, fraction = s >> (w - 1), s & (2 ** (w - 1) - 1)
    return (((1 << (w - 1)) + fraction) << k) >> (w - 1)


def datapath(a, b, w):
    return antilog(log_word(a, w) + log_word(b, w), w)


@claim(x1=FRACTION, x2=FRACTION, tight=dict(x1=ratio(1, 2), x2=ratio(1, 2)), source=SOURCE)
def ninth_over_the_reals(x1, x2):
    """For all fractions, the product is never above the exact one and at most 1/9 below it."""
    exact = (1 + x1) * (1 + x2)
    return 0 <= exact - product_of_fractions(x1, x2) <= ratio(1, 9) * exact


@claim(x1=FRACTION, x2=FRACTION, source=SOURCE)
def relative_error_over_the_reals(x1, x2):
    """The same, said of the relative error."""
    return -ratio(1, 9) <= relative_error(product_of_fractions(x1, x2), (1 + x1) * (1 + x2)) <= 0


@claim(a=integers(1), b=integers(1), tight=dict(a=3, b=3), source=SOURCE)
def ninth_at_every_word_size(a, b):
    """Adding binary logarithms never overshoots and falls short by at most 1/9, which 3 × 3 = 8 attains."""
    return 0 <= a * b - mitchell(a, b) <= ratio(1, 9) * a * b


@claim(a=integers(1), b=integers(1), expect="refuted", source=SOURCE)
def tenth_at_every_word_size(a, b):
    """It falls short by at most 1/10. It does not."""
    return a * b - mitchell(a, b) <= ratio(1, 10) * a * b


@claim(w=each([*range(2, 9), 16, 32, 64]), a=word("w"), b=word("w"), source=SOURCE)
def datapath_is_the_formula(a, b, w):
    """For words other than 0, the fixed-point datapath gives exactly the integer formula."""
    assume(a >= 1)
    assume(b >= 1)
    return datapath(a, b, w) == mitchell(a, b)


@claim(
    w=each([*range(2, 9), 16, 32, 64]),
    a=word("w"),
    b=word("w"),
    tight=dict(a=3, b=3),
    using=datapath_is_the_formula,
    source=SOURCE,
)
def datapath_within_a_ninth(a, b, w):
    """For words other than 0, the fixed-point datapath never overshoots and falls short by at most 1/9."""
    assume(a >= 1)
    assume(b >= 1)
    return 0 <= a * b - datapath(a, b, w) <= ratio(1, 9) * a * b
