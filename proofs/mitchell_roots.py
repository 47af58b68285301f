"""Mitchell's logarithm doubled and halved: squares and square roots.

Of p(1 + x), p = 2^k the leading power of two, the logarithm is taken to be k + x.

Twice it is 2k + 2x, which is read as p^2 (1 + 2x) where 2x < 1, and as p^2 4x otherwise: a product of two
equal factors, too small by at most 1/9, at x = 1/2.

Half of it is read as 2^(k/2) (1 + x/2) for even k, and as 2^((k-1)/2) (3 + x)/2 for odd k. With Q = 2^(k/2), or
Q = 2^((k+1)/2), both are (a/Q + Q)/2: one step of Heron's method from a power of two. So it is never below the
root, and the square of the quotient, (a/Q^2 + 1)^2/(4 a/Q^2), is at most 9/8 since 1/2 <= a/Q^2 < 2:
the error is at most 3/(2 sqrt(2)) - 1, 6.066 %. For odd k that is attained, at x = 0; for even k it is approached.
"""

from verify import assume, claim, each, integers, ratio, reals, relative_error, sqrt, word

SOURCE = "J. N. Mitchell, Computer multiplication and division using binary logarithms, IRE Trans. EC-11 (1962)"
FRACTION = reals(0, 1, open_high=True)
NINTH = ratio(1, 9)


def square_of_fraction(x):
    """(1 + x)^2 by Mitchell's logarithm."""
    return 1 + 2 * x if 2 * x < 1 else 4 * x


def root_of_fraction(x, odd):
    """The square root of 1 + x, or of 2(1 + x) where the position is odd."""
    return (3 + x) / 2 if odd else 1 + x / 2


@claim(
    x=FRACTION,
    tight=[dict(x=ratio(1, 2)), dict(x=0)],
    picture="relative error: of the square, which is worst where the fraction carries",
    source=SOURCE,
)
def square_within_a_ninth(x):
    """The square is never above the exact one, and at most 1/9 below it."""
    return -NINTH <= relative_error(square_of_fraction(x), (1 + x) ** 2) <= 0


@claim(x=FRACTION, source=SOURCE)
def without_a_carry_a_ninth_is_not_attained(x):
    """Where x < 1/2, it is less than 1/9 below the exact one."""
    assume(2 * x < 1)
    return relative_error(square_of_fraction(x), (1 + x) ** 2) > -NINTH


@claim(epsilon=reals(0, ratio(1, 2), open_low=True), source=SOURCE)
def without_a_carry_a_ninth_is_approached(epsilon):
    """It comes as near to it as one likes: within ε at x = 1/2 - ε."""
    x = ratio(1, 2) - epsilon
    assume(2 * x < 1)
    return relative_error(square_of_fraction(x), (1 + x) ** 2) < -NINTH + epsilon


@claim(
    odd=each([0, 1]),
    x=FRACTION,
    picture="relative error: of the root, at even and at odd positions of the leading one",
    source=SOURCE,
)
def root_within_its_largest_error(x, odd):
    """Halving the logarithm is never below the root, and at most 3/(2 sqrt(2)) - 1 above it."""
    exact = sqrt((1 + odd) * (1 + x))
    return exact <= root_of_fraction(x, odd) <= 3 / (2 * sqrt(2)) * exact


@claim(odd=each([0, 1]), x=FRACTION, tight=lambda odd: dict(x=0) if odd else [], source=SOURCE)
def square_of_the_root(x, odd):
    """The same of squares, without a root: from 1 to 9/8; 9/8 is attained at √2, read as 3/2."""
    exact = (1 + odd) * (1 + x)
    return exact <= root_of_fraction(x, odd) ** 2 <= ratio(9, 8) * exact


@claim(x=FRACTION, source=SOURCE)
def at_an_even_position_it_is_not_attained(x):
    """At an even position, the square of the root is always less than 9/8 of the number."""
    return root_of_fraction(x, 0) ** 2 < ratio(9, 8) * (1 + x)


@claim(epsilon=reals(0, 1, open_low=True), source=SOURCE)
def at_an_even_position_it_is_approached(epsilon):
    """And comes as near to 9/8 as one likes: within ε at x = 1 - ε."""
    x = 1 - epsilon
    return root_of_fraction(x, 0) ** 2 > (ratio(9, 8) - epsilon) * (1 + x)


# The same for positive integers, so for words of every size


def square(a):
    """The square of a positive integer by Mitchell's logarithm."""
    p = 1 << (a.bit_length() - 1)
    s = 2 * (a - p) * p  # 2x p^2
    return p * p + s if s < p * p else 2 * s


@claim(
    a=integers(1),
    tight=[dict(a=3), dict(a=1)],
    picture="relative error: of the square of a word, the same in every octave",
    source=SOURCE,
)
def square_within_a_ninth_at_every_word_size(a):
    """Never above a^2, and at most 1/9 below it, which 3^2, read as 8, attains."""
    return (1 - NINTH) * a * a <= square(a) <= a * a


@claim(a=integers(1), q=integers(1), tight=[dict(a=2, q=2), dict(a=1, q=1)], source=SOURCE)
def square_of_the_root_at_every_word_size(a, q):
    """With q as above, the square of the root is never below a, and at most 9/8 of it, which a = 2 attains."""
    assume(q * q <= 2 * a)
    assume(a < 2 * q * q)
    root = ratio(a + q * q, 2 * q)
    return a <= root**2 <= ratio(9, 8) * a


# As datapaths of words


def log_word(a, w):
    """The logarithm of a w-bit word: position of the leading one, then w - 1 bits of fraction."""
    k = a.bit_length() - 1
    return (k << (w - 1)) + ((a - (1 << k)) << (w - 1 - k))


def antilog(s, w):
    """The number whose logarithm is s, rounded down."""
    k, fraction = s >> (w - 1), s & (2 ** (w - 1) - 1)
    return (((1 << (w - 1)) + fraction) << k) >> (w - 1)


def square_datapath(a, w):
    return antilog(log_word(a, w) << 1, w)


def root_datapath(a, w):
    return antilog(log_word(a, w) >> 1, w)


WIDTHS = [8, 16, 32, 64]


@claim(w=each(WIDTHS), a=word("w"), source=SOURCE)
def square_datapath_is_the_formula(a, w):
    """For words other than 0, the datapath gives the integer formula, exactly."""
    assume(a >= 1)
    return square_datapath(a, w) == square(a)


@claim(w=each(WIDTHS), a=word("w"), tight=[dict(a=3), dict(a=1)], using=square_datapath_is_the_formula, source=SOURCE)
def square_datapath_within_a_ninth(a, w):
    """For words other than 0, never above a^2 and at most 1/9 below it."""
    assume(a >= 1)
    return (1 - NINTH) * a * a <= square_datapath(a, w) <= a * a


def heron(a):
    """The power of two from which Heron's step goes."""
    return 1 << (a.bit_length() >> 1)


@claim(w=each(WIDTHS), a=word("w"), source=SOURCE)
def root_datapath_is_the_formula(a, w):
    """For words other than 0, the datapath gives Heron's step, rounded down."""
    assume(a >= 1)
    q = heron(a)
    return root_datapath(a, w) == (a + q * q) // (2 * q)


@claim(w=each(WIDTHS), a=word("w"), source=SOURCE)
def root_datapath_rounds_down(a, w):
    """The same by multiplication, and between which numbers q lies."""
    assume(a >= 1)
    q, r = heron(a), root_datapath(a, w)
    return 0 <= 2 * q * r <= a + q * q < 2 * q * (r + 1) and 0 < q * q <= 2 * a < 4 * q * q


@claim(w=each(WIDTHS), a=word("w"), tight=dict(a=8), using=root_datapath_rounds_down, source=SOURCE)
def root_datapath_within_its_largest_error(a, w):
    """Its square is at most 9/8 of a, which √8, read as 3, attains; one more would be above the root."""
    assume(a >= 1)
    r = root_datapath(a, w)
    return a < (r + 1) ** 2 and r**2 <= ratio(9, 8) * a
