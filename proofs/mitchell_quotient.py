"""Mitchell's logarithm in division: subtract the logarithms, read the difference back as a number.

With a = p(1 + x1) and b = q(1 + x2), p and q their leading powers of two, the
logarithms differ by log2(p/q) + (x1 - x2), and what is read back is

    p/q (1 + x1 - x2)        if x1 >= x2,
    p/q (1 + (x1 - x2)/2)    if x1 < x2, where the difference borrows from the position.

Over the exact quotient these are 1 + x2(x1 - x2)/(1 + x1) and 1 + (1 - x2)(x2 - x1)/(2(1 + x1)): never below 1,
and at most 9/8. In the second case 9/8 is attained, at x1 = 0 and x2 = 1/2; in the first it is only approached, as
x1 tends to 1. The reciprocal is the quotient of x1 = 0.
"""

from verify import assume, claim, each, integers, ratio, reals, relative_error, word

SOURCE = "J. N. Mitchell, Computer multiplication and division using binary logarithms, IRE Trans. EC-11 (1962)"
FRACTION = reals(0, 1, open_high=True)
EIGHTH = ratio(1, 8)


def quotient_of_fractions(x1, x2):
    """(1 + x1)/(1 + x2) by Mitchell's logarithm."""
    return 1 + x1 - x2 if x1 >= x2 else 1 + (x1 - x2) / 2


@claim(
    x1=FRACTION,
    x2=FRACTION,
    tight=[dict(x1=0, x2=ratio(1, 2)), dict(x1=0, x2=0)],
    picture="relative error: of the quotient, which is read too large in both regions",
    source=SOURCE,
)
def quotient_within_an_eighth(x1, x2):
    """For all fractions, the quotient is never below the exact one, and at most 1/8 above it."""
    exact = (1 + x1) / (1 + x2)
    return exact <= quotient_of_fractions(x1, x2) <= (1 + EIGHTH) * exact


@claim(x1=FRACTION, x2=FRACTION, source=SOURCE)
def without_a_borrow_an_eighth_is_not_attained(x1, x2):
    """Where x1 >= x2, it is less than 1/8 above the exact one."""
    assume(x1 >= x2)
    return quotient_of_fractions(x1, x2) < (1 + EIGHTH) * (1 + x1) / (1 + x2)


@claim(epsilon=reals(0, ratio(1, 2), open_low=True), source=SOURCE)
def without_a_borrow_an_eighth_is_approached(epsilon):
    """It comes as near to 1/8 as one likes: within ε at x1 = 1 - ε and x2 = 1/2."""
    x1, x2 = 1 - epsilon, ratio(1, 2)
    assume(x1 >= x2)
    return relative_error(quotient_of_fractions(x1, x2), (1 + x1) / (1 + x2)) > EIGHTH - epsilon


@claim(
    x=FRACTION,
    tight=[dict(x=ratio(1, 2)), dict(x=0)],
    picture="relative error: of the reciprocal, read as 1 - x/2",
    source=SOURCE,
)
def reciprocal_within_an_eighth(x):
    """1/(1 + x) is read as 1 - x/2: never below it, and at most 1/8 above."""
    return 1 / (1 + x) <= quotient_of_fractions(0, x) <= (1 + EIGHTH) / (1 + x)


# The same for positive integers, so for words of every size


def quotient(a, b):
    """a/b by Mitchell's logarithm, an exact fraction."""
    p, q = 1 << (a.bit_length() - 1), 1 << (b.bit_length() - 1)  # leading powers of two
    difference = (a - p) * q - (b - q) * p  # (x1 - x2) p q
    if difference >= 0:
        return ratio(p * q + difference, q * q)
    return ratio(2 * p * q + difference, 2 * q * q)


def square_of_the_difference(a, b):
    """What 9/8 rests on where nothing is borrowed: 9(1 + x1) - 8(1 + x2)(1 + x1 - x2) = 2(2 x2 - x1)^2 + (1 - x1)(1 + 2 x1)."""
    p, q = 1 << (a.bit_length() - 1), 1 << (b.bit_length() - 1)
    return (2 * p * (b - q) - (a - p) * q) ** 2 >= 0


@claim(
    a=integers(1),
    b=integers(1),
    tight=[dict(a=2, b=3), dict(a=1, b=1)],
    using=square_of_the_difference,
    source=SOURCE,
)
def quotient_within_an_eighth_at_every_word_size(a, b):
    """Never below a/b and at most 1/8 above; 2/3, read as 3/4, attains it."""
    return ratio(a, b) <= quotient(a, b) <= (1 + EIGHTH) * ratio(a, b)


@claim(a=integers(1), b=integers(1), expect="refuted", source=SOURCE)
def quotient_within_a_ninth(a, b):
    """The quotient is off by no more than the product is, 1/9. It is."""
    return quotient(a, b) <= ratio(10, 9) * ratio(a, b)


# As a datapath of words: the quotient scaled by 2^w and rounded down


def log_word(a, w):
    """The logarithm of a w-bit word: position of the leading one, then w - 1 bits of fraction."""
    k = a.bit_length() - 1
    return (k << (w - 1)) + ((a - (1 << k)) << (w - 1 - k))


def antilog(s, w):
    """The number whose logarithm is s, rounded down."""
    k, fraction = s >> (w - 1), s & (2 ** (w - 1) - 1)
    return (((1 << (w - 1)) + fraction) << k) >> (w - 1)


def quotient_datapath(a, b, w):
    """2^w a/b; adding w to the position keeps the logarithm from being negative."""
    return antilog(log_word(a, w) - log_word(b, w) + (w << (w - 1)), w)


def borrowed(a, b):
    """p q (x1 - x2), which is negative where the difference of the fractions borrows from the position."""
    k, l = a.bit_length() - 1, b.bit_length() - 1
    return ((a - (1 << k)) << l) - ((b - (1 << l)) << k)


def quotient_formula(a, b, w):
    """2^w times the quotient, rounded down."""
    k, l, difference = a.bit_length() - 1, b.bit_length() - 1, borrowed(a, b)
    if difference >= 0:
        return ((((1 << k) << l) + difference) << w) >> l >> l
    return ((((2 << k) << l) + difference) << (w - 1)) >> l >> l


WIDTHS = [8, 16, 32, 64]


@claim(w=each([8, 16, 32]), a=word("w"), b=word("w"), source=SOURCE)
def quotient_datapath_is_the_formula(a, b, w):
    """For words other than 0, the datapath gives the formula, rounded down."""
    assume(a >= 1)
    assume(b >= 1)
    return quotient_datapath(a, b, w) == quotient_formula(a, b, w)


@claim(w=each([64]), a=word("w"), b=word("w"), full=True, seconds=300, source=SOURCE)
def quotient_datapath_is_the_formula_at_64_bits(a, b, w):
    """The same of words of 64 bits."""
    assume(a >= 1)
    assume(b >= 1)
    return quotient_datapath(a, b, w) == quotient_formula(a, b, w)


def either_way(a, b):
    """Says nothing; for the two cases to be looked at one by one."""
    return a >= 1 if borrowed(a, b) >= 0 else b >= 1


def quotient_is_close(a, b):
    """The quotient times q^2 is from q^2 a/b to 9/8 of that."""
    k, l, difference = a.bit_length() - 1, b.bit_length() - 1, borrowed(a, b)
    q = 1 << l
    if difference >= 0:
        n = ((1 << k) << l) + difference
        return a * q * q <= b * n and 8 * b * n <= 9 * a * q * q and q * q > 0
    n = ((2 << k) << l) + difference  # twice that
    return 2 * a * q * q <= b * n and 4 * b * n <= 9 * a * q * q and q * q > 0


def quotient_rounds_down(a, b, w):
    """The formula by multiplication."""
    k, l, difference = a.bit_length() - 1, b.bit_length() - 1, borrowed(a, b)
    q, d = 1 << l, quotient_formula(a, b, w)
    if difference >= 0:
        return d * q * q <= 2**w * (((1 << k) << l) + difference) < (d + 1) * q * q
    return d * q * q <= 2 ** (w - 1) * (((2 << k) << l) + difference) < (d + 1) * q * q


@claim(
    w=each([8]),
    a=word("w"),
    b=word("w"),
    tight=dict(a=2, b=3),
    using=[
        either_way,
        quotient_datapath_is_the_formula,
        square_of_the_difference,
        quotient_is_close,
        quotient_rounds_down,
    ],
    seconds=200,
    source=SOURCE,
)
def quotient_datapath_within_an_eighth(a, b, w):
    """The datapath is at most 1/8 above 2^w a/b, and below it by less than 1, which is the rounding's."""
    assume(a >= 1)
    assume(b >= 1)
    exact = ratio(2**w * a, b)
    return exact - 1 < quotient_datapath(a, b, w) <= (1 + EIGHTH) * exact


@claim(
    w=each([16, 32, 64]),
    a=word("w"),
    b=word("w"),
    tight=dict(a=2, b=3),
    using=[
        either_way,
        quotient_datapath_is_the_formula,
        square_of_the_difference,
        quotient_is_close,
        quotient_rounds_down,
    ],
    full=True,
    seconds=300,
    source=SOURCE,
)
def quotient_datapath_within_an_eighth_of_wide_words(a, b, w):
    """The same of words of 16, 32 and 64 bits."""
    assume(a >= 1)
    assume(b >= 1)
    exact = ratio(2**w * a, b)
    return exact - 1 < quotient_datapath(a, b, w) <= (1 + EIGHTH) * exact


def reciprocal_datapath(a, w):
    """2^(2w - 1)/a, the least scale at which no rounding is needed."""
    return antilog(((2 * w - 1) << (w - 1)) - log_word(a, w), w)


def reciprocal_formula(a, w):
    """(3p - a) 2^(2w - 2)/p^2, where p is the leading power of two."""
    k = a.bit_length() - 1
    return (3 * (1 << k) - a) << (2 * w - 2 - 2 * k)


@claim(w=each(WIDTHS), a=word("w"), source=SOURCE)
def reciprocal_datapath_is_the_formula(a, w):
    """For words other than 0, the datapath gives the formula, exactly."""
    assume(a >= 1)
    return reciprocal_datapath(a, w) == reciprocal_formula(a, w)


def reciprocal_is_close(a):
    """(3p - a)/(2 p^2) is from 1/a to 9/8 of that, since (a - p)(2p - a) >= 0 and (2a - 3p)^2 >= 0."""
    p = 1 << (a.bit_length() - 1)
    return 2 * p * p <= a * (3 * p - a) and 4 * a * (3 * p - a) <= 9 * p * p


@claim(w=each(WIDTHS), a=word("w"), source=SOURCE)
def reciprocal_datapath_by_multiplication(a, w):
    """The same without a shift."""
    assume(a >= 1)
    p = 1 << (a.bit_length() - 1)
    scaled = 2 ** (2 * w - 1) * (3 * p - a)
    return scaled <= 2 * p * p * reciprocal_datapath(a, w) <= scaled and p * p > 0


def reciprocal_within_an_eighth(a, w):
    assume(a >= 1)
    exact = ratio(2 ** (2 * w - 1), a)
    return exact <= reciprocal_datapath(a, w) <= (1 + EIGHTH) * exact


RECIPROCAL = dict(
    a=word("w"),
    tight=[dict(a=3), dict(a=1)],
    using=[reciprocal_is_close, reciprocal_datapath_by_multiplication],
    source=SOURCE,
)


@claim(w=each([8, 16, 32]), **RECIPROCAL)
def reciprocal_datapath_within_an_eighth(a, w):
    """Never below 2^(2w - 1)/a, and at most 1/8 above it; a = 3 attains that."""
    return reciprocal_within_an_eighth(a, w)


@claim(w=each([64]), full=True, **RECIPROCAL)
def reciprocal_datapath_within_an_eighth_at_64_bits(a, w):
    """The same of words of 64 bits."""
    return reciprocal_within_an_eighth(a, w)
