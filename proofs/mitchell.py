"""Mitchell (1962): multiply by adding binary logarithms.

A number is 2^k (1 + x) with 0 <= x < 1, k the position of its leading one;
log2 of it is taken to be k + x. Adding two such logarithms and reading the sum
back as a number gives a product that is never too large and falls short by at
most a ninth. The same program is stated over the real fractions, over all
positive integers (every word size at once), and as the fixed-point datapath of
log word, one addition and one shift. Last, with only a few bits of each fraction kept.
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


@claim(
    x1=FRACTION,
    x2=FRACTION,
    tight=dict(x1=ratio(1, 2), x2=ratio(1, 2)),
    picture="(exact - product) / exact: Mitchell's product of fractions falls short most where both are 1/2",
    source=SOURCE,
)
def ninth_over_the_reals(x1, x2):
    """For all fractions, the product is never above the exact one and at most 1/9 below it."""
    exact = (1 + x1) * (1 + x2)
    return 0 <= exact - product_of_fractions(x1, x2) <= ratio(1, 9) * exact


@claim(x1=FRACTION, x2=FRACTION, source=SOURCE)
def relative_error_over_the_reals(x1, x2):
    """The same, said of the relative error."""
    return -ratio(1, 9) <= relative_error(product_of_fractions(x1, x2), (1 + x1) * (1 + x2)) <= 0


@claim(x1=FRACTION, x2=FRACTION, source=SOURCE)
def without_a_carry_a_ninth_is_not_attained(x1, x2):
    """Where x1 + x2 < 1, the product is less than 1/9 below the exact one."""
    assume(x1 + x2 < 1)
    return relative_error(product_of_fractions(x1, x2), (1 + x1) * (1 + x2)) > -ratio(1, 9)


@claim(epsilon=reals(0, ratio(1, 2), open_low=True), source=SOURCE)
def without_a_carry_a_ninth_is_approached(epsilon):
    """It comes as near to 1/9 as one likes: within ε at x1 = x2 = 1/2 - ε."""
    x = ratio(1, 2) - epsilon
    assume(x + x < 1)
    return relative_error(product_of_fractions(x, x), (1 + x) * (1 + x)) < -ratio(1, 9) + epsilon


@claim(a=integers(1), b=integers(1), source=SOURCE)
def integers_follow_the_fractions(a, b):
    """With a = p(1 + x1) and b = q(1 + x2), the product is p q times that of the fractions."""
    k, l = a.bit_length() - 1, b.bit_length() - 1
    p, q = 1 << k, 1 << l
    x1, x2 = ratio(a - p, p), ratio(b - q, q)
    if ((a - p) << l) + ((b - q) << k) < p * q:
        return mitchell(a, b) == p * q * (1 + x1 + x2)
    return mitchell(a, b) == 2 * p * q * (x1 + x2)


# One value is a domain as well: so the example is a statement that the kernel sees.
FIRST, SECOND = ratio("12.3"), ratio("4.56")


@claim(x=integers(123, 123), y=integers(456, 456), source="https://kexue.fm/archives/7991")
def worked_example(x, y):
    """12.3 × 4.56 is read as 53.68, 4.293 % below the product 56.088."""
    shown = 8 * 4 * product_of_fractions(ratio(x, 10) / 8 - 1, ratio(y, 100) / 4 - 1)
    error = -relative_error(shown, ratio(x, 10) * ratio(y, 100))
    return shown == ratio("53.68") and ratio("0.042925") < error < ratio("0.042935")


@claim(a=integers(787, 787), b=integers(583, 583), source="https://kexue.fm/archives/7991")
def worked_example_with_ten_digits(a, b):
    """With the first ten binary digits of each factor it is read as 53.625, 4.39 % below."""
    shown = ratio(mitchell(a, b), 2**13)
    error = -relative_error(shown, FIRST * SECOND)
    first = a <= FIRST * 2**6 < a + 1 and b <= SECOND * 2**7 < b + 1  # the factors times 2^6 and 2^7, rounded down
    return first and shown == ratio("53.625") and ratio("0.04385") < error < ratio("0.04395")


@claim(
    a=integers(1),
    b=integers(1),
    tight=[dict(a=3, b=3), dict(a=1, b=1)],
    picture="(exact - product) / exact: every octave of the operands looks the same",
    source=SOURCE,
)
def ninth_at_every_word_size(a, b):
    """Adding binary logarithms never overshoots and falls short by at most 1/9, which 3 × 3 = 8 attains."""
    return 0 <= a * b - mitchell(a, b) <= ratio(1, 9) * a * b


@claim(a=integers(1), b=integers(1), expect="refuted", source=SOURCE)
def tenth_at_every_word_size(a, b):
    """It falls short by at most 1/10. It does not."""
    return a * b - mitchell(a, b) <= ratio(1, 10) * a * b


WIDTHS = [*range(2, 9), 16, 32, 64]
OTHER_WIDTHS = [w for w in range(2, 65) if w not in WIDTHS] + [128]


# At 64 bits the bound below has this in its proof; by itself it is in the full set.
@claim(w=each(WIDTHS[:-1]), a=word("w"), b=word("w"), source=SOURCE)
def datapath_is_the_formula(a, b, w):
    """For words other than 0, the fixed-point datapath gives exactly the integer formula."""
    assume(a >= 1)
    assume(b >= 1)
    return datapath(a, b, w) == mitchell(a, b)


@claim(w=each([*OTHER_WIDTHS, 64]), a=word("w"), b=word("w"), full=True, source=SOURCE)
def datapath_is_the_formula_at_other_widths(a, b, w):
    """The same at every other width up to 64, and at 128."""
    assume(a >= 1)
    assume(b >= 1)
    return datapath(a, b, w) == mitchell(a, b)


@claim(
    w=each(WIDTHS),
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


@claim(
    w=each(OTHER_WIDTHS),
    a=word("w"),
    b=word("w"),
    tight=dict(a=3, b=3),
    using=datapath_is_the_formula_at_other_widths,
    full=True,
    source=SOURCE,
)
def datapath_within_a_ninth_at_other_widths(a, b, w):
    """The same at every other width up to 64, and at 128."""
    assume(a >= 1)
    assume(b >= 1)
    return 0 <= a * b - datapath(a, b, w) <= ratio(1, 9) * a * b


# With t bits of each fraction kept


def kept(a, t):
    """The number with its bits below the first t after the leading one put to 0."""
    dropped = max(a.bit_length() - 1 - t, 0)
    return (a >> dropped) << dropped


def truncated(a, b, t):
    """Mitchell's product of two positive integers of which t fraction bits are kept."""
    return mitchell(kept(a, t), kept(b, t))


# What the error comes close to as the words grow longer.
SUPREMA = {
    1: ratio(5, 9),
    2: ratio(9, 25),
    3: ratio(41, 169),
    4: ratio(113, 625),
    5: ratio(353, 2401),
    6: ratio(1217, 9409),
    7: ratio(4481, 37249),
}


def falls_short_by_less(a, b, t):
    assume(a >= 1)
    assume(b >= 1)
    return (1 - SUPREMA[t]) * a * b < truncated(a, b, t) <= a * b


@claim(
    t=each(SUPREMA),
    w=each([8, 16]),
    a=word("w"),
    b=word("w"),
    trend="relative error, worst case: every fraction bit that is kept brings it nearer to the 1/9 of the full word",
    limit=-ratio(1, 9),
    source=SOURCE,
)
def truncated_falls_short_by_less(a, b, t, w):
    """With t fraction bits kept, the product is never above the exact one and always closer to it than this."""
    return falls_short_by_less(a, b, t)


@claim(t=each([1, 2, 3, 4, 5]), a=word(32), b=word(32), source=SOURCE)
def truncated_falls_short_by_less_at_32_bits(a, b, t):
    """The same for words of 32 bits."""
    return falls_short_by_less(a, b, t)


@claim(t=each([6, 7]), a=word(32), b=word(32), full=True, source=SOURCE)
def truncated_falls_short_by_less_at_32_bits_with_more_kept(a, b, t):
    """And with six or seven bits of each fraction, which tell many operands apart."""
    return falls_short_by_less(a, b, t)


@claim(
    a=word(8),
    b=word(8),
    tight=dict(a=207, b=207),
    picture="relative error: of Mitchell's product of bytes of which three fraction bits are kept",
    source=SOURCE,
)
def three_bits_kept_of_bytes(a, b):
    """Among bytes, keeping three bits, the worst is 10081/42849, at 207 × 207."""
    assume(a >= 1)
    assume(b >= 1)
    return truncated(a, b, 3) >= (1 - ratio(10081, 42849)) * a * b


@claim(a=word(16), b=word(16), tight=dict(a=53247, b=53247), source=SOURCE)
def three_bits_kept_of_halfwords(a, b):
    """Among words of 16 bits it is 687759361/2835243009, a little more, at 53247 × 53247."""
    assume(a >= 1)
    assume(b >= 1)
    return truncated(a, b, 3) >= (1 - ratio(687759361, 2835243009)) * a * b


def worst_of_largest(t, w):
    """The worst error and its operands among those that are the largest of w bits with their first t + 1 bits."""
    largest = [(kept << (w - 1 - t)) - 1 for kept in range(2**t + 1, 2 ** (t + 1) + 1)]
    return max((1 - ratio(truncated(a, b, t), a * b), a, b) for a in largest for b in largest if a <= b)


WORD_SIZES = [*range(4, 11), 14, 16]
WORST = {(t, w): worst_of_largest(t, w) for t in [1, 2, 3] for w in WORD_SIZES}


@claim(
    t=each([1, 2, 3]),
    w=each(WORD_SIZES),
    a=word("w"),
    b=word("w"),
    tight=lambda t, w: dict(zip("ab", WORST[t, w][1:])),
    trend="relative error, worst case: longer words drop more, and come close to what t kept bits cost",
    limit=lambda t: -SUPREMA[t],
    source=SOURCE,
)
def worst_of_kept_bits(a, b, t, w):
    """With t fraction bits kept, the worst error of words of w bits, exactly."""
    assume(a >= 1)
    assume(b >= 1)
    return truncated(a, b, t) >= (1 - WORST[t, w][0]) * a * b
