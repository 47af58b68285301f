"""Products and quotients of words by other means: x * m >> s for x // d, high halves, shift and add.

A quotient by a constant is a product with a rounded reciprocal, right up to a
first failure that depends on how the reciprocal was rounded. The theorem of
Granlund and Montgomery tells when it is right for all words, here also with
the word size as a variable. Products are exact; what wraps is masked.
"""

from verify import assume, claim, each, integers, signed_word, where, word

DELIGHT = "H. S. Warren, Hacker's Delight, 2nd edition (2013)"
KARATSUBA = "A. Karatsuba, Y. Ofman, Multiplication of many-digital numbers by automatic computers (1962)"
INVARIANT = "T. Granlund, P. L. Montgomery, Division by Invariant Integers using Multiplication, PLDI (1994)"

WIDTHS = each([8, 16, 32, 64])


def ones(w):
    """The word of w ones."""
    return 2**w - 1


def signed(x, w):
    """The number that a word stands for in two's complement."""
    sign = 2 ** (w - 1)
    return (x ^ sign) - sign


# x // 10 as x * m >> s

# By m: the shift, and the first x at which the quotient is wrong.
TENTHS = {103: (10, 179), 205: (11, 1029), 6554: (16, 16389), 52429: (19, 262149)}


@claim(m=each(TENTHS), x=integers(0, 2**19 - 1))
def tenth_below_the_first_failure(x, m):
    """x * m >> s is x // 10 for every x below the first failure: 179, 1029, 16389 and 262149."""
    shift, first = TENTHS[m]
    assume(x < first)
    return x * m >> shift == x // 10


@claim(m=each(TENTHS), x=integers(0, 2**19 - 1))
def tenth_at_the_first_failure(x, m):
    """There it is one too large."""
    shift, first = TENTHS[m]
    assume(x == first)
    return x * m >> shift == x // 10 + 1


@claim(x=word(8), expect="refuted")
def tenth_of_a_byte_by_103(x):
    """103 is enough for bytes. It is enough up to 178."""
    return x * 103 >> 10 == x // 10


@claim(x=word(16), expect="refuted")
def tenth_of_a_halfword_by_6554(x):
    """6554, which is 2^16 / 10 rounded up, is enough for 16 bits. It fails from 16389 on."""
    return x * 6554 >> 16 == x // 10


# What compilers emit

# By divisor and word size: the multiplier and the shift.
MULTIPLIERS = {
    3: {8: (0xAB, 9), 16: (0xAAAB, 17), 32: (0xAAAAAAAB, 33), 64: (0xAAAAAAAAAAAAAAAB, 65)},
    5: {8: (0xCD, 10), 16: (0xCCCD, 18), 32: (0xCCCCCCCD, 34), 64: (0xCCCCCCCCCCCCCCCD, 66)},
    10: {8: (0xCD, 11), 16: (0xCCCD, 19), 32: (0xCCCCCCCD, 35), 64: (0xCCCCCCCCCCCCCCCD, 67)},
}
# For 7 the multiplier has one bit more than the word: 2^w and these.
SEVENTHS = {8: 0x25, 16: 0x2493, 32: 0x24924925, 64: 0x2492492492492493}
# For signed words.
SIGNED_THIRDS = {8: 0x56, 16: 0x5556, 32: 0x55555556, 64: 0x5555555555555556}
SIGNED_TENTHS = {8: (0x67, 10), 16: (0x6667, 18), 32: (0x66666667, 34), 64: (0x6666666666666667, 66)}


@claim(d=each([3, 5, 10]), w=WIDTHS, x=word("w"), source=INVARIANT)
def quotient_by_a_constant(x, d, w):
    """For all words, x // 3, x // 5 and x // 10 are a product and a shift."""
    multiplier, shift = MULTIPLIERS[d][w]
    return x * multiplier >> shift == x // d


@claim(w=WIDTHS, x=word("w"), source=INVARIANT)
def quotient_by_seven(x, w):
    """For 7 the high half of the product is fixed up, without a sum of more than w bits."""
    high = x * SEVENTHS[w] >> w
    fixed = ((x - high) >> 1) + high
    return fixed >> 2 == x // 7 and 0 <= x - high and fixed <= ones(w)


@claim(w=WIDTHS, x=word("w"), expect="refuted", source=INVARIANT)
def quotient_by_seven_without_the_fix(x, w):
    """A multiplier of w bits will do for 7. None does; this is the best one, 2^(w + 2) / 7 rounded up."""
    return x * (2 ** (w + 2) // 7 + 1) >> (w + 2) == x // 7


@claim(w=WIDTHS, x=word("w"), expect="refuted", source=INVARIANT)
def quotient_by_three_with_the_reciprocal_rounded_down(x, w):
    """The reciprocal may be rounded down. Then x = 3 already gives 0."""
    return x * (2 ** (w + 1) // 3) >> (w + 1) == x // 3


def truncated(s, d):
    """The quotient rounded towards 0, as in C."""
    return where(s < 0, -(-s // d), s // d)


@claim(w=WIDTHS, s=signed_word("w"), source=DELIGHT + ", section 10-3")
def signed_quotient_by_three(s, w):
    """A signed third, rounded towards 0: the high half of a signed product, less the sign of the word."""
    return (s * SIGNED_THIRDS[w] >> w) - (s >> (w - 1)) == truncated(s, 3)


@claim(w=WIDTHS, s=signed_word("w"), source=DELIGHT + ", section 10-3")
def signed_quotient_by_ten(s, w):
    """A signed tenth, rounded towards 0."""
    multiplier, shift = SIGNED_TENTHS[w]
    return (s * multiplier >> shift) - (s >> (w - 1)) == truncated(s, 10)


@claim(w=WIDTHS, x=word("w"), expect="refuted")
def signed_half_by_a_shift(x, w):
    """An arithmetic shift halves as C does. It rounds down, C towards 0."""
    s = signed(x, w)
    return s >> 1 == truncated(s, 2)


@claim(w=WIDTHS, x=word("w"), source=DELIGHT + ", section 10-1")
def signed_half_with_the_sign_added(x, w):
    """With the sign bit added first, it does."""
    s = signed(x, w)
    return (s + (x >> (w - 1))) >> 1 == truncated(s, 2)


def inverse_of_three(w):
    """3 times it is 1 modulo 2^w, for even w."""
    return (2 ** (w + 1) + 1) // 3


@claim(w=WIDTHS, x=word("w"), source=INVARIANT)
def exact_third_by_the_inverse(x, w):
    """For multiples of 3 the product with its inverse modulo 2^w, the word kept, is the third."""
    assume(x % 3 == 0)
    return x * inverse_of_three(w) & ones(w) == x // 3


@claim(w=each([8, 16]), x=word("w"), source=INVARIANT)
def multiples_of_three_by_the_inverse(x, w):
    """x is a multiple of 3 exactly where that product is at most a third of the largest word."""
    return (x * inverse_of_three(w) & ones(w) <= ones(w) // 3) == (x % 3 == 0)


@claim(w=WIDTHS, x=word("w"), expect="refuted")
def any_third_by_the_inverse(x, w):
    """It is the third of every word. Only of multiples of 3."""
    return x * inverse_of_three(w) & ones(w) == x // 3


# Division by an invariant divisor


@claim(N=WIDTHS, l=each([0, 1, 2, 3, 4]), n=word("N"), d=integers(1), m=integers(1), source=INVARIANT)
def quotient_by_an_invariant(n, d, m, N, l):
    """Where m / 2^(N + l) exceeds 1 / d by no more than 1 / (2^N d), m gives the quotient of every word of N bits."""
    assume(2 ** (N + l) <= m * d)
    assume(m * d <= 2 ** (N + l) + 2**l)
    return n // d == m * n >> (N + l)


@claim(N=integers(0), l=integers(0), n=integers(0), d=integers(1), m=integers(1), source=INVARIANT)
def quotient_by_an_invariant_at_every_word_size(n, d, m, N, l):
    """The same for words of every size: the theorem of Granlund and Montgomery."""
    assume(n < 2**N)
    assume(2 ** (N + l) <= m * d)
    assume(m * d <= 2 ** (N + l) + 2**l)
    return n // d == m * n >> (N + l)


@claim(l=each([0, 1, 2, 3]), n=word(8), d=integers(1, 256), m=integers(1, 256), expect="refuted")
def quotient_by_an_invariant_twice_as_far(n, d, m, l):
    """The reciprocal may be off by 2 / (2^N d). Then some quotients are too large."""
    assume(2 ** (8 + l) <= m * d)
    assume(m * d <= 2 ** (8 + l) + 2 ** (l + 1))
    return n // d == m * n >> (8 + l)


@claim(l=each([0, 1, 2, 3]), n=word(8), d=integers(1, 256), m=integers(1, 256), expect="refuted")
def quotient_by_an_invariant_from_below(n, d, m, l):
    """The reciprocal may be off to the other side. Then n = d gives 0."""
    assume(2 ** (8 + l) - 2**l <= m * d)
    assume(m * d <= 2 ** (8 + l))
    return n // d == m * n >> (8 + l)


# Products


def high_product(x, y, w):
    """The upper word of x * y and the largest number on the way, from half words."""
    h = w // 2
    low = ones(h)
    x0, x1, y0, y1 = x & low, x >> h, y & low, y >> h
    first = x0 * y0
    second = x1 * y0 + (first >> h)
    third = x0 * y1 + (second & low)
    return x1 * y1 + (second >> h) + (third >> h), max(first, second, third)


@claim(w=WIDTHS, x=word("w"), y=word("w"), source=DELIGHT + ", section 8-2")
def high_product_from_half_words(x, y, w):
    """Four products of half words give the upper word of the product."""
    high, _ = high_product(x, y, w)
    return high == x * y >> w


@claim(w=WIDTHS, x=word("w"), y=word("w"), source=DELIGHT + ", section 8-2")
def high_product_stays_in_words(x, y, w):
    """Nothing on the way needs more than a word."""
    high, largest = high_product(x, y, w)
    return high <= ones(w) and largest <= ones(w)


@claim(w=WIDTHS, x=word("w"), y=word("w"), expect="refuted")
def high_product_without_carries(x, y, w):
    """The upper halves of the two middle products can be added on their own. A carry is lost."""
    h = w // 2
    x0, x1, y0, y1 = x & ones(h), x >> h, y & ones(h), y >> h
    return x1 * y1 + (x1 * y0 >> h) + (x0 * y1 >> h) == x * y >> w


@claim(w=each([4, 8]), x=word("w"), y=word("w"), source=DELIGHT + ", section 8-3")
def signed_high_product_from_the_unsigned_one(x, y, w):
    """The upper word of a signed product is the unsigned one less y where x is negative, less x where y is."""
    fix = where(x >> (w - 1) == 1, y, 0) + where(y >> (w - 1) == 1, x, 0)
    return (x * y >> w) - fix & ones(w) == (signed(x, w) * signed(y, w) >> w) & ones(w)


@claim(w=WIDTHS, x=word("w"), y=word("w"))
def low_product_of_signed_words(x, y, w):
    """The lower word is the same for signed and for unsigned words."""
    return x * y & ones(w) == signed(x, w) * signed(y, w) & ones(w)


@claim(w=WIDTHS, x=word("w"), y=word("w"))
def product_by_shift_and_add(x, y, w):
    """For every set bit of y, x is added at its place."""
    product = 0
    for i in range(w):
        product += where((y >> i) & 1 == 1, x << i, 0)
    return product == x * y


@claim(w=each([4, 8, 12]), x=word("w"), y=word("w"))
def product_by_doubling(x, y, w):
    """The same from the top of y, doubling what there is."""
    product = 0
    for i in reversed(range(w)):
        product = 2 * product + where((y >> i) & 1 == 1, x, 0)
    return product == x * y


@claim(w=WIDTHS, x=word("w"), y=word("w"), expect="refuted")
def product_by_shift_and_add_in_a_word(x, y, w):
    """A register of w bits holds the product. It wraps."""
    product = 0
    for i in range(w):
        product = (product + where((y >> i) & 1 == 1, x << i, 0)) & ones(w)
    return product == x * y


@claim(w=WIDTHS, x=word("w"), y=word("w"), source=KARATSUBA)
def product_by_three_half_products(x, y, w):
    """Three products of half words, one of them of sums, make the whole one."""
    h = w // 2
    x0, x1, y0, y1 = x & ones(h), x >> h, y & ones(h), y >> h
    low, high = x0 * y0, x1 * y1
    middle = (x0 + x1) * (y0 + y1) - low - high
    return (high << w) + (middle << h) + low == x * y


@claim(w=WIDTHS, x=word("w"))
def ten_times_by_shifts(x, w):
    """Ten times a word is two shifts and a sum."""
    return (x << 3) + (x << 1) == 10 * x


def restoring_division(x, y, w):
    """Quotient and remainder, one bit of the quotient at a time."""
    quotient = rest = 0
    for i in reversed(range(w)):
        rest = (rest << 1) | ((x >> i) & 1)
        fits = rest >= y
        rest = where(fits, rest - y, rest)
        quotient = (quotient << 1) | where(fits, 1, 0)
    return quotient, rest


@claim(w=each([4, 8]), x=word("w"), y=word("w"))
def division_by_shift_and_subtract(x, y, w):
    """Restoring division gives quotient and remainder."""
    assume(y >= 1)
    quotient, rest = restoring_division(x, y, w)
    return quotient == x // y and rest == x % y


@claim(w=each([4, 8, 12]), x=word("w"), expect="refuted")
def division_by_zero(x, w):
    """For y = 0 it gives 0. It gives the word of ones."""
    quotient, _ = restoring_division(x, 0, w)
    return quotient == 0
