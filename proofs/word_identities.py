"""Identities of word arithmetic: averages, lowest set bits, masks for conditions, overflow, comparisons.

Each is stated for words of 8, 16, 32 and 64 bits, and written as programs have
it: what wraps in a register of w bits is masked here. Words are unsigned; where
the program reads them as two's complement, it says `signed`. Beside most of
them stands what people write instead, refuted.
"""

from verify import assume, claim, each, integers, where, word

AGGREGATE = "H. Dietz, The Aggregate Magic Algorithms, University of Kentucky"
DELIGHT = "H. S. Warren, Hacker's Delight, 2nd edition (2013)"
HACKS = "S. E. Anderson, Bit Twiddling Hacks, Stanford University"
BLOCH = "J. Bloch, Nearly All Binary Searches and Mergesorts are Broken (2006)"

WIDTHS = each([8, 16, 32, 64])


def ones(w):
    """The word of w ones."""
    return 2**w - 1


def signed(x, w):
    """The number that a word stands for in two's complement."""
    sign = 2 ** (w - 1)
    return (x ^ sign) - sign


def flag(condition):
    """1 where the condition holds, else 0."""
    return where(condition, 1, 0)


@claim(w=WIDTHS, x=word("w"), source=DELIGHT + ", section 2-6")
def signed_reading(x, w):
    """Flipping the sign bit and subtracting it is the two's complement reading of a word."""
    return signed(x, w) == where(x < 2 ** (w - 1), x, x - 2**w)


# Averages


@claim(w=WIDTHS, x=word("w"), y=word("w"), source=AGGREGATE)
def floor_average(x, y, w):
    """Shared bits and half of the others: the average rounded down, without a sum that could overflow."""
    m = (x & y) + ((x ^ y) >> 1)
    return m == (x + y) // 2 and m <= ones(w)


@claim(w=WIDTHS, x=word("w"), y=word("w"), source=DELIGHT + ", section 2-5")
def ceil_average(x, y, w):
    """All bits but half of those not shared: the average rounded up."""
    m = (x | y) - ((x ^ y) >> 1)
    return m == (x + y + 1) // 2 and 0 <= m <= ones(w)


@claim(w=WIDTHS, x=word("w"), y=word("w"), source=DELIGHT + ", section 2-5")
def floor_average_of_signed_words(x, y, w):
    """The same formula, with an arithmetic shift, rounds the average of signed words down."""
    s, t = signed(x, w), signed(y, w)
    return (s & t) + ((s ^ t) >> 1) == (s + t) // 2


@claim(w=WIDTHS, x=word("w"), y=word("w"))
def midpoint_of_an_interval(x, y, w):
    """Where x <= y, as in a binary search, x plus half the distance is the average, and nothing overflows."""
    assume(x <= y)
    distance = y - x
    m = x + (distance >> 1)
    return m == (x + y) // 2 and 0 <= distance and m <= y


@claim(w=WIDTHS, x=word("w"), y=word("w"), expect="refuted", source=BLOCH)
def average_of_a_sum_that_wraps(x, y, w):
    """Adding in w bits and halving gives the average. It loses the carry."""
    return ((x + y) & ones(w)) >> 1 == (x + y) // 2


@claim(w=WIDTHS, x=word("w"), y=word("w"), expect="refuted")
def average_of_halves(x, y, w):
    """Halving both and adding gives the average. It does not where both are odd."""
    return (x >> 1) + (y >> 1) == (x + y) // 2


@claim(w=WIDTHS, x=word("w"), y=word("w"), expect="refuted")
def midpoint_of_any_two(x, y, w):
    """The midpoint formula does not need x <= y. In w bits it does."""
    return (x + (((y - x) & ones(w)) >> 1)) & ones(w) == (x + y) // 2


# The lowest set bit


@claim(w=WIDTHS, x=word("w"), source=DELIGHT + ", section 2-1")
def isolate_lowest_set_bit(x, w):
    """x & -x is the lowest set bit of x: one bit, in x, and no bit of x is below it."""
    assume(x >= 1)
    low = x & (-x & ones(w))
    return low >= 1 and low & (low - 1) == 0 and x & low == low and x & (low - 1) == 0


@claim(w=WIDTHS, x=word("w"), expect="refuted")
def isolated_bit_of_zero(x, w):
    """x & -x is a power of two for every word. For 0 it is 0."""
    low = x & (-x & ones(w))
    return low >= 1 and low & (low - 1) == 0


@claim(w=WIDTHS, x=word("w"), source=DELIGHT + ", section 2-1")
def clear_lowest_set_bit(x, w):
    """x & (x - 1) takes the lowest set bit away, and leaves 0 as it is."""
    return x & ((x - 1) & ones(w)) == x - (x & (-x & ones(w)))


@claim(w=WIDTHS, x=word("w"), source=DELIGHT + ", section 2-1")
def power_of_two_test(x, w):
    """For words other than 0, x & (x - 1) is 0 exactly for the powers of two."""
    assume(x >= 1)
    return (x & (x - 1) == 0) == (x == 1 << (x.bit_length() - 1))


@claim(w=WIDTHS, x=word("w"), expect="refuted")
def power_of_two_test_at_zero(x, w):
    """Where x & (x - 1) is 0, exactly one bit of x is set. At 0 none is."""
    assume(x & ((x - 1) & ones(w)) == 0)
    return sum((x >> i) & 1 for i in range(w)) == 1


@claim(w=WIDTHS, x=word("w"), source=DELIGHT + ", section 5-4")
def trailing_zeros(x, w):
    """The position of x & -x counts the zeros below the lowest set bit."""
    assume(x >= 1)
    count = (x & -x).bit_length() - 1
    return (x >> count) & 1 == 1 and (x >> count) << count == x


@claim(w=WIDTHS, x=word("w"), source=DELIGHT + ", section 2-1")
def lowest_zero_bit(x, w):
    """~x & (x + 1) is the lowest zero bit of x, unless x has none."""
    assume(x < ones(w))
    low = (~x & (x + 1)) & ones(w)
    return low >= 1 and low & (low - 1) == 0 and x & low == 0 and (x + 1) & (low - 1) == 0


# Exchange


@claim(w=WIDTHS, x=word("w"), y=word("w"), source=HACKS)
def swap_by_xor(x, y, w):
    """Three exclusive ors exchange two words."""
    first, second = x, y
    first ^= second
    second ^= first
    first ^= second
    return first == y and second == x


@claim(w=WIDTHS, x=word("w"), y=word("w"), source=HACKS)
def swap_by_difference(x, y, w):
    """So do a sum and two differences that wrap."""
    first = (x + y) & ones(w)
    second = (first - y) & ones(w)
    first = (first - second) & ones(w)
    return first == y and second == x


@claim(w=WIDTHS, x=word("w"), expect="refuted", source=HACKS)
def swap_of_a_place_with_itself(x, w):
    """Exchanging a place with itself by exclusive ors leaves it alone. It becomes 0."""
    places = [x]
    i = j = 0
    places[i] ^= places[j]
    places[j] ^= places[i]
    places[i] ^= places[j]
    return places[0] == x


# Conditions as masks


@claim(w=WIDTHS, x=word("w"), source=HACKS)
def absolute_value(x, w):
    """Adding the sign mask and flipping by it gives the absolute value, as an unsigned word."""
    s = signed(x, w)
    m = s >> (w - 1)
    return ((s + m) ^ m) & ones(w) == abs(s)


@claim(w=WIDTHS, x=word("w"), expect="refuted", source=HACKS)
def absolute_value_is_not_negative(x, w):
    """Read as a signed word again, it is never negative. -2^(w - 1) stays negative."""
    s = signed(x, w)
    m = s >> (w - 1)
    return signed(((s + m) ^ m) & ones(w), w) >= 0


@claim(w=WIDTHS, x=word("w"), source=DELIGHT + ", section 2-8")
def sign_of_a_word(x, w):
    """The sign mask or the top bit of the negative: -1, 0 or 1."""
    s = signed(x, w)
    return (s >> (w - 1)) | ((-s & ones(w)) >> (w - 1)) == where(s > 0, 1, where(s < 0, -1, 0))


@claim(w=WIDTHS, x=word("w"), y=word("w"), source=HACKS)
def smaller_by_a_mask(x, y, w):
    """y ^ ((x ^ y) & -(x < y)) is the smaller of two words."""
    return y ^ ((x ^ y) & -flag(x < y)) == min(x, y)


@claim(w=WIDTHS, x=word("w"), y=word("w"), source=HACKS)
def larger_by_a_mask(x, y, w):
    """x ^ ((x ^ y) & -(x < y)) is the larger of two signed words."""
    s, t = signed(x, w), signed(y, w)
    return s ^ ((s ^ t) & -flag(s < t)) == max(s, t)


@claim(w=WIDTHS, x=word("w"), y=word("w"), source=HACKS)
def smaller_by_the_sign_of_the_difference(x, y, w):
    """y + (d & (d >> (w - 1))), d = x - y, is the smaller of two signed words where d is a signed word."""
    s, t = signed(x, w), signed(y, w)
    assume(-(2 ** (w - 1)) <= s - t < 2 ** (w - 1))
    d = signed((s - t) & ones(w), w)
    return t + (d & (d >> (w - 1))) == min(s, t)


@claim(w=WIDTHS, x=word("w"), y=word("w"), expect="refuted", source=HACKS)
def smaller_by_a_difference_that_wraps(x, y, w):
    """It is the smaller of any two signed words. Not where the difference wraps."""
    s, t = signed(x, w), signed(y, w)
    d = signed((s - t) & ones(w), w)
    return t + (d & (d >> (w - 1))) == min(s, t)


@claim(w=WIDTHS, c=integers(0, 1), x=word("w"), y=word("w"), source=HACKS)
def choice_by_a_mask(c, x, y, w):
    """(x & -c) | (y & ~-c) chooses x for c = 1 and y for c = 0."""
    m = -c & ones(w)
    return (x & m) | (y & ~m & ones(w)) == where(c == 1, x, y)


# Sums


@claim(w=WIDTHS, x=word("w"), y=word("w"), source=DELIGHT + ", section 2-2")
def sum_from_logic(x, y, w):
    """The bits that differ, and twice the bits that are shared: the sum; the difference likewise."""
    return x + y == (x ^ y) + 2 * (x & y) and x - y == (x ^ y) - 2 * (~x & y)


@claim(w=WIDTHS, x=word("w"), y=word("w"), source=DELIGHT + ", section 2-13")
def carry_out(x, y, w):
    """A sum that wraps is below x exactly where there is a carry out of the word."""
    return flag((x + y) & ones(w) < x) == (x + y) >> w


@claim(w=WIDTHS, x=word("w"), y=word("w"), expect="refuted")
def carry_out_with_equality(x, y, w):
    """Where a sum that wraps is at most x, there is a carry. Not for y = 0."""
    return flag((x + y) & ones(w) <= x) == (x + y) >> w


@claim(w=WIDTHS, x=word("w"), y=word("w"), source=DELIGHT + ", section 2-13")
def carry_out_from_logic(x, y, w):
    """The carry is the top bit of (x & y) | ((x | y) & ~sum), without a comparison."""
    s = (x + y) & ones(w)
    return ((x & y) | ((x | y) & (~s & ones(w)))) >> (w - 1) == (x + y) >> w


@claim(w=WIDTHS, x=word("w"), y=word("w"), source=DELIGHT + ", section 2-13")
def signed_overflow(x, y, w):
    """A signed sum overflows exactly where its sign is neither operand's."""
    s = (x + y) & ones(w)
    exact = signed(x, w) + signed(y, w)
    fits = where(-(2 ** (w - 1)) <= exact, exact < 2 ** (w - 1), False)
    return (((s ^ x) & (s ^ y)) >> (w - 1) == 0) == fits


@claim(w=WIDTHS, x=word("w"), y=word("w"))
def saturating_add(x, y, w):
    """The carry, as a mask, fills the word: the sum, or the largest word."""
    s = (x + y) & ones(w)
    return s | (-flag(s < x) & ones(w)) == min(x + y, ones(w))


@claim(w=WIDTHS, x=word("w"), y=word("w"), expect="refuted")
def saturating_add_without_the_mask(x, y, w):
    """The sum that wraps is the saturated one. Not once it wraps."""
    return (x + y) & ones(w) == min(x + y, ones(w))


@claim(w=WIDTHS, x=word("w"), y=word("w"))
def saturating_subtract(x, y, w):
    """The difference is kept where it did not wrap, else it is 0."""
    d = (x - y) & ones(w)
    return d & (-flag(d <= x) & ones(w)) == max(x - y, 0)


@claim(w=WIDTHS, x=word("w"), y=word("w"), source=DELIGHT + ", section 2-13")
def saturating_add_of_signed_words(x, y, w):
    """Where the signed sum overflows, the end of the range on the side of x is taken."""
    s = (x + y) & ones(w)
    end = (x >> (w - 1)) + (2 ** (w - 1) - 1)
    kept = where(((s ^ x) & (s ^ y)) >> (w - 1) == 1, end, s)
    exact = signed(x, w) + signed(y, w)
    return signed(kept, w) == min(max(exact, -(2 ** (w - 1))), 2 ** (w - 1) - 1)


# Comparisons


@claim(w=WIDTHS, x=word("w"), y=word("w"), source=DELIGHT + ", section 2-12")
def unsigned_order_by_a_signed_comparison(x, y, w):
    """With their top bits flipped, signed words are in the order of the unsigned ones."""
    top = 2 ** (w - 1)
    return (signed(x ^ top, w) < signed(y ^ top, w)) == (x < y)


@claim(w=WIDTHS, x=word("w"), y=word("w"), source=DELIGHT + ", section 2-12")
def unsigned_less_from_logic(x, y, w):
    """x < y is the top bit of (~x & y) | ((~x | y) & (x - y)): the borrow."""
    borrow = (~x & y) | ((~x | y) & (x - y))
    return (borrow & ones(w)) >> (w - 1) == flag(x < y)


@claim(w=WIDTHS, x=word("w"), y=word("w"), source=DELIGHT + ", section 2-12")
def signed_less_from_logic(x, y, w):
    """For signed words it is the top bit of (x & ~y) | (~(x ^ y) & (x - y))."""
    less = (x & ~y) | (~(x ^ y) & (x - y))
    return (less & ones(w)) >> (w - 1) == flag(signed(x, w) < signed(y, w))


@claim(w=WIDTHS, x=word("w"), y=word("w"), expect="refuted")
def signed_less_by_the_sign_of_the_difference(x, y, w):
    """For signed words it is the sign of the difference. Not where that overflows."""
    return ((x - y) & ones(w)) >> (w - 1) == flag(signed(x, w) < signed(y, w))


@claim(w=WIDTHS, x=word("w"), low=word("w"), high=word("w"), source=DELIGHT + ", section 4-1")
def range_test_by_one_comparison(x, low, high, w):
    """low <= x <= high is one comparison of differences that wrap."""
    assume(low <= high)
    inside = where(low <= x, x <= high, False)
    return ((x - low) & ones(w) <= (high - low) & ones(w)) == inside


@claim(w=WIDTHS, x=word("w"), low=word("w"), high=word("w"), expect="refuted")
def range_test_of_an_empty_range(x, low, high, w):
    """It is so for any two ends. Not where low is above high."""
    inside = where(low <= x, x <= high, False)
    return ((x - low) & ones(w) <= (high - low) & ones(w)) == inside
