"""Words taken apart into bits: counts, parity, reversal, spreading, Gray codes, rotation, powers of two.

The programs work on all bits of a register at once, in about log2 w steps; each
is stated to be what a loop over the bits gives, for words of 8, 16, 32 and 64
bits. What wraps is masked. Beside them stand their edges, refuted.
"""

from verify import assume, claim, each, integers, where, word

BEELER = "M. Beeler, R. W. Gosper, R. Schroeppel, HAKMEM, MIT AI Memo 239 (1972), item 167"
DELIGHT = "H. S. Warren, Hacker's Delight, 2nd edition (2013)"
HACKS = "S. E. Anderson, Bit Twiddling Hacks, Stanford University"
MORTON = "G. M. Morton, A Computer Oriented Geodetic Data Base, IBM (1966)"
WEGNER = "P. Wegner, A technique for counting ones in a binary computer, CACM 3 (1960)"
STOCCO = "L. J. Stocco, G. Schrack, Integer dilation and contraction for quadtrees and octrees, PACRIM (1995)"
GRAY = "F. Gray, Pulse Code Communication, US patent 2632058 (1953)"

WIDTHS = each([8, 16, 32, 64])


def ones(w):
    """The word of w ones."""
    return 2**w - 1


def halves(w, step):
    """The lower `step` bits of every field of 2 * `step` bits, in a word of w bits."""
    return ones(w) // (2**step + 1)


def bits(x, w):
    """The bits of a word, the lowest first."""
    return [(x >> i) & 1 for i in range(w)]


# Counting


def population_count(x, w):
    """The number of set bits: counts in fields of 2, 4 and 8 bits, and one product that adds the bytes up."""
    x = x - ((x >> 1) & halves(w, 1))
    x = (x & halves(w, 2)) + ((x >> 2) & halves(w, 2))
    x = (x + (x >> 4)) & halves(w, 4)
    return ((x * (ones(w) // 255)) & ones(w)) >> (w - 8)


@claim(w=WIDTHS, x=word("w"), source=DELIGHT + ", section 5-1")
def population_count_is_the_number_of_set_bits(x, w):
    """Counting in fields of growing width counts the set bits, as Python's int.bit_count does."""
    return population_count(x, w) == x.bit_count()


@claim(w=each([8, 16]), x=word("w"))
def population_count_is_the_sum_of_bits(x, w):
    """It is the sum of the bits, one by one."""
    return population_count(x, w) == sum(bits(x, w))


@claim(w=each([16, 32, 64]), x=word("w"), expect="refuted")
def population_count_without_the_mask(x, w):
    """The last product need not wrap. It must, or the higher sums stay."""
    x = x - ((x >> 1) & halves(w, 1))
    x = (x & halves(w, 2)) + ((x >> 2) & halves(w, 2))
    x = (x + (x >> 4)) & halves(w, 4)
    return x * (ones(w) // 255) >> (w - 8) <= w


@claim(w=each([8, 16]), x=word("w"), source=WEGNER)
def clearing_bits_one_by_one(x, w):
    """x & (x - 1) can be taken exactly as often as bits are set, until nothing is left."""
    left, count = x, 0
    for _ in range(w):
        count += where(left != 0, 1, 0)
        left &= (left - 1) & ones(w)
    return left == 0 and count == sum(bits(x, w))


@claim(w=WIDTHS, x=word("w"), source=HACKS)
def parity_by_folding(x, w):
    """Folding the word in halves by exclusive or leaves its parity in the lowest bit."""
    folded, step = x, w // 2
    while step:
        folded ^= folded >> step
        step //= 2
    return folded & 1 == sum(bits(x, w)) & 1


@claim(w=WIDTHS, x=word("w"), source=HACKS)
def parity_by_a_table_in_a_word(x, w):
    """The last four bits are looked up in the sixteen of 0x6996."""
    folded, step = x, w // 2
    while step >= 4:
        folded ^= folded >> step
        step //= 2
    return (0x6996 >> (folded & 15)) & 1 == sum(bits(x, w)) & 1


@claim(w=WIDTHS, x=word("w"), expect="refuted")
def parity_without_the_last_mask(x, w):
    """The folded word is the parity. Its other bits are not 0."""
    folded, step = x, w // 2
    while step:
        folded ^= folded >> step
        step //= 2
    return folded == sum(bits(x, w)) & 1


# Reversal


def reversed_word(x, w):
    """Halves, quarters, and so on down to single bits change places."""
    step = w // 2
    while step:
        x = ((x >> step) & halves(w, step)) | ((x & halves(w, step)) << step)
        step //= 2
    return x


def reversed_by_loop(x, w):
    """Bit after bit, from the lowest, is pushed into the result."""
    result = 0
    for bit in bits(x, w):
        result = (result << 1) | bit
    return result


@claim(w=WIDTHS, x=word("w"), source=DELIGHT + ", section 7-1")
def reversal_by_swaps(x, w):
    """Exchanging halves at every size reverses the bits."""
    return reversed_word(x, w) == reversed_by_loop(x, w)


@claim(w=WIDTHS, x=word("w"), source=DELIGHT + ", section 7-1")
def reversal_is_its_own_inverse(x, w):
    """Reversing twice gives the word back."""
    return reversed_word(reversed_word(x, w), w) == x


@claim(w=WIDTHS, x=word("w"), expect="refuted")
def reversal_without_masks(x, w):
    """The masks can be left out where the word wraps. Neighbouring fields then mix."""
    result, step = x, w // 2
    while step:
        result = ((result >> step) | (result << step)) & ones(w)
        step //= 2
    return result == reversed_by_loop(x, w)


@claim(x=word(8), source=BEELER)
def reversal_of_a_byte_by_a_product(x):
    """Five copies of a byte, one bit of each kept, added up by a remainder modulo 1023."""
    return (x * 0x0202020202 & 0x010884422010) % 1023 == reversed_by_loop(x, 8)


# Morton order


def spread(x, w):
    """The w bits of x at the even places of a word of 2 w bits."""
    step = w // 2
    while step:
        x = (x | (x << step)) & halves(2 * w, step)
        step //= 2
    return x


def compact(z, w):
    """The bits at the even places of a word of 2 w bits, brought together."""
    z &= halves(2 * w, 1)
    step = 1
    while step < w:
        z = (z | (z >> step)) & halves(2 * w, 2 * step)
        step *= 2
    return z


@claim(w=WIDTHS, x=word("w"), source=DELIGHT + ", section 7-2")
def spreading_bits(x, w):
    """Spreading puts bit i at place 2 i."""
    return spread(x, w) == sum(bit << (2 * i) for i, bit in enumerate(bits(x, w)))


@claim(w=WIDTHS, x=word("w"), y=word("w"), source=MORTON)
def morton_round_trip(x, y, w):
    """Two words interleaved give both back, and their code has twice the width."""
    code = spread(x, w) | (spread(y, w) << 1)
    return compact(code, w) == x and compact(code >> 1, w) == y and code <= ones(2 * w)


@claim(w=each([8, 16, 32]), z=word(64), source=MORTON)
def compact_then_spread(z, w):
    """The other way round, the bits at even places stay."""
    code = z & ones(2 * w)
    return spread(compact(code, w), w) == code & halves(2 * w, 1)


@claim(w=each([8, 16, 32]), z=word(64), expect="refuted")
def compact_then_spread_is_all(z, w):
    """The other way round, nothing is lost. The bits at odd places are."""
    code = z & ones(2 * w)
    return spread(compact(code, w), w) == code


@claim(w=WIDTHS, x=word("w"), y=word("w"), expect="refuted")
def compact_without_the_first_mask(x, y, w):
    """Bringing bits together needs no mask at first. The other word's bits get in."""
    code, step = spread(x, w) | (spread(y, w) << 1), 1
    while step < w:
        code = (code | (code >> step)) & halves(2 * w, 2 * step)
        step *= 2
    return code == x


@claim(w=WIDTHS, x=word("w"), source=STOCCO)
def increment_of_a_spread_word(x, w):
    """With the odd places filled by ones, a carry passes through them: x + 1 without compacting."""
    even = halves(2 * w, 1)
    return ((spread(x, w) | (even << 1)) + 1) & even == spread((x + 1) & ones(w), w)


# Gray codes


def gray(x):
    """The Gray code of a number."""
    return x ^ (x >> 1)


def from_gray(g, w):
    """The number with the Gray code g: every bit is the parity of those above it and itself."""
    step = 1
    while step < w:
        g ^= g >> step
        step *= 2
    return g


@claim(w=WIDTHS, x=word("w"), source=GRAY)
def gray_code_round_trip(x, w):
    """A Gray code is decoded by a prefix of exclusive ors, and every word is the code of one."""
    return from_gray(gray(x), w) == x and gray(from_gray(x, w)) == x


@claim(w=WIDTHS, x=word("w"), source=GRAY)
def neighbouring_gray_codes(x, w):
    """The codes of neighbours differ in one bit, also those of the largest word and of 0."""
    changed = gray(x) ^ gray((x + 1) & ones(w))
    return changed >= 1 and changed & (changed - 1) == 0


@claim(w=WIDTHS, x=word("w"), expect="refuted")
def gray_code_is_its_own_inverse(x, w):
    """Encoding twice gives the word back. One step is not enough to decode."""
    return gray(gray(x)) == x


# Rotation


def rotated_left(x, r, w):
    return ((x << r) | (x >> (w - r))) & ones(w)


def rotated_right(x, r, w):
    return ((x >> r) | (x << (w - r))) & ones(w)


@claim(w=WIDTHS, x=word("w"), r=integers(0, 63))
def rotate_left_then_right(x, r, w):
    """Rotating left and then right by as much gives the word back."""
    count = r & (w - 1)
    return rotated_right(rotated_left(x, count, w), count, w) == x


@claim(w=WIDTHS, x=word("w"), r=integers(0, 63))
def rotate_with_masked_counts(x, r, w):
    """(x << r) | (x >> (-r & (w - 1))), which never shifts by w, is the rotation."""
    count = r & (w - 1)
    return ((x << count) | (x >> (-count & (w - 1)))) & ones(w) == rotated_left(x, count, w)


@claim(w=WIDTHS, x=word("w"), r=integers(0, 63), expect="refuted")
def rotate_by_a_sum(x, r, w):
    """With masked counts + will do for |. For r = 0 it doubles."""
    count = r & (w - 1)
    return ((x << count) + (x >> (-count & (w - 1)))) & ones(w) == rotated_left(x, count, w)


# Powers of two


def smeared(x, w):
    """Every bit below the highest set one, set."""
    step = 1
    while step < w:
        x |= x >> step
        step *= 2
    return x


def next_power_of_two(x, w):
    """The least power of two that is at least x, in a word of w bits."""
    return (smeared((x - 1) & ones(w), w) + 1) & ones(w)


@claim(w=WIDTHS, x=word("w"), source=DELIGHT + ", section 3-2")
def next_power_of_two_by_smearing(x, w):
    """From 1 to 2^(w - 1) it is a power of two, at least x and below 2 x."""
    assume(1 <= x)
    assume(x <= 2 ** (w - 1))
    p = next_power_of_two(x, w)
    return p & (p - 1) == 0 and x <= p < 2 * x


@claim(w=WIDTHS, x=word("w"), source=DELIGHT + ", section 3-2")
def next_power_of_two_by_bit_length(x, w):
    """It is 1 << (x - 1).bit_length()."""
    assume(1 <= x)
    assume(x <= 2 ** (w - 1))
    return next_power_of_two(x, w) == 1 << (x - 1).bit_length()


@claim(w=WIDTHS, x=word("w"), expect="refuted")
def next_power_of_two_at_zero(x, w):
    """It is a power of two for 0 as well. It is 0."""
    assume(x <= 2 ** (w - 1))
    p = next_power_of_two(x, w)
    return p >= 1 and p & (p - 1) == 0


@claim(w=WIDTHS, x=word("w"), expect="refuted")
def next_power_of_two_of_large_words(x, w):
    """It is at least x for every word but 0. Above 2^(w - 1) it wraps to 0."""
    assume(x >= 1)
    return next_power_of_two(x, w) >= x


@claim(w=WIDTHS, x=word("w"), source=DELIGHT + ", section 3-2")
def previous_power_of_two(x, w):
    """A smeared word without its half is the highest set bit; of 0 it is 0."""
    top = smeared(x, w) - (smeared(x, w) >> 1)
    return top == where(x == 0, 0, (1 << x.bit_length()) >> 1)


@claim(w=WIDTHS, x=word("w"), source=DELIGHT + ", section 5-3")
def bit_length_by_counting(x, w):
    """The set bits of a smeared word are as many as x has digits."""
    return population_count(smeared(x, w), w) == x.bit_length()
