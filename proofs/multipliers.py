"""Approximate multipliers side by side: how far each is off, above and below, at most and on average.

Every model takes two nonzero operands, and the word size where the design depends on it. All errors are
(approximate - exact) / exact over all pairs of nonzero operands. p and q are the operands' leading powers of
two, so that a = p (1 + x) and b = q (1 + y). mitchell.py has the first of these designs in full.
"""

from verify import assume, claim, each, integers, mean, ratio, relative_error, word


def leading(a):
    """The greatest power of two that is at most a; 0 for 0."""
    return (1 << a.bit_length()) >> 1


def mitchell(a, b):
    """Adds logarithms, log2(1 + x) being taken as x (J. N. Mitchell, IRE Trans. EC-11, 1962)."""
    k, l = a.bit_length() - 1, b.bit_length() - 1
    p, q = 1 << k, 1 << l
    s = ((a - p) << l) + ((b - q) << k)
    return p * q + s if s < p * q else 2 * s


def mbm(a, b):
    """Mitchell's product with 5/64 added to the mantissa, 5/128 if x + y carries; what is below 1 is dropped.

    H. Saadat, H. Bokhari, S. Parameswaran, Minimally biased multipliers, IEEE TCAD 37 (2018). Modelled with the
    correction 1/12 cut to six bits, and the carry decided before it is added.
    """
    k, l = a.bit_length() - 1, b.bit_length() - 1
    return mitchell(a, b) + ((5 << (k + l)) >> 6)


def six_bits(a):
    """The first six bits of a positive operand from its leading one on, of which those that it has not are 0."""
    return (a << 5) >> (a.bit_length() - 1)


def upper_sum(a, b):
    """The sum of the first four bits of both mantissas, with a carry where both fifth bits are ones, in 16ths."""
    x, y = six_bits(a), six_bits(b)
    return (x >> 1) + (y >> 1) - 32 + (x & y & 1)


def alm_soa_mantissa(a, b, h):
    """The mantissa of their product, with its leading one, in parts of which 16 h make 1; the last are h - 1 of them."""
    u = upper_sum(a, b)
    s = u * h + h - 1
    return 16 * h + s if u < 16 else 2 * s


def alm_soa_of(a, b, h):
    """What ALM-SOA makes of operands of the word size where the lower m bits stand for h = 2^m."""
    return shifted_alm_soa(a, b, h) // (16 * h)


def shifted_alm_soa(a, b, h):
    return alm_soa_mantissa(a, b, h) << (a.bit_length() - 1 + b.bit_length() - 1)


def alm_soa(a, b, w):
    """Mitchell's, the lower m = w - 5 bits of the mantissas' sum set to one.

    W. Liu and others, Approximate logarithmic multipliers, IEEE TCAS-I 65 (2018). Modelled with a carry into the
    upper bits where both lower parts begin with a one; at 16 bits it is their m = 11. w is 6 at least.
    """
    return alm_soa_of(a, b, 2 ** (w - 5))


def kept(a, t):
    """The operand with its bits below the first t after the leading one put to 0."""
    dropped = max(a.bit_length() - 1 - t, 0)
    return (a >> dropped) << dropped


def kept_of_any(a, t):
    """The same for operands of any length, of which the short ones are kept whole."""
    if a < 2 << t:
        return a
    dropped = a.bit_length() - 1 - t
    return (a >> dropped) << dropped


def mitch_w(a, b):
    """Mitchell's of operands that keep w = 6 bits after the leading one.

    M. S. Kim and others, Efficient Mitchell's approximate log multipliers, IEEE Trans. Computers 68 (2019),
    without the treatment of signs.
    """
    return mitchell(kept(a, 6), kept(b, 6))


def dr_alm_mantissa(a, b):
    """The mantissa of their product in DR-ALM-6, with its leading one, in 64ths."""
    s = (six_bits(a) - 32) * 2 + (six_bits(b) - 32) * 2 + 3
    return 64 + s if s < 64 else 2 * s


def shifted_dr_alm(a, b):
    return dr_alm_mantissa(a, b) << (a.bit_length() - 1 + b.bit_length() - 1)


def dr_alm(a, b):
    """Mitchell's with t = 6 bits of each mantissa, the last one set, and 1 added in that place to their sum.

    P. Yin and others, Dynamic range approximate logarithmic multipliers, IEEE Trans. Sustainable Computing 6
    (2021). Modelled with the set bit as the last of the t; short operands are shifted up first and get it, too.
    """
    return shifted_dr_alm(a, b) >> 6


def dynamic(a, k):
    """k bits of the operand from the leading one on, the last of them set; a shorter one is exact."""
    if a < 1 << k:
        return a
    dropped = a.bit_length() - k
    return (a >> dropped | 1) << dropped


def drum(a, b, k):
    """The product of both operands cut in this way (S. Hashemi, R. I. Bahar, S. Reda, DRUM, ICCAD 2015)."""
    return dynamic(a, k) * dynamic(b, k)


def nearest(a):
    """The nearest power of two; from 3 · 2^n the greater one."""
    p = leading(a)
    return 2 * p if 2 * a >= 3 * p else p


def from_powers(a, b, r, s):
    """r · b + s · a - r · s, which is too small by (a - r) (b - s)."""
    return r * b + s * a - r * s


def ilm(a, b):
    """From the nearest powers of two (M. S. Ansari, B. F. Cockburn, J. Han, IEEE Trans. Computers 70, 2021).

    Modelled with exact adders; 3 becomes 4.
    """
    return from_powers(a, b, nearest(a), nearest(b))


def roba(a, b):
    """The same with 2 for 3 (R. Zendegani and others, RoBA multiplier, IEEE Trans. VLSI 25, 2017)."""
    return from_powers(a, b, nearest(a) if a != 3 else 2, nearest(b) if b != 3 else 2)


def babic(a, b, corrections):
    """The product without that of the residues, to which the same is then applied, as often as said.

    Z. Babić, A. Avramović, P. Bulić, An iterative logarithmic multiplier, Microprocessors and Microsystems 35 (2011).
    """
    product = 0
    for _ in range(corrections + 1):
        p, q = leading(a), leading(b)
        product += from_powers(a, b, p, q)
        a, b = a - p, b - q
    return product


DESIGNS = {
    "Mitchell": lambda a, b, w: mitchell(a, b),
    "MBM": lambda a, b, w: mbm(a, b),
    "ALM-SOA": alm_soa,
    "Mitch-6": lambda a, b, w: mitch_w(a, b),
    "DR-ALM-6": lambda a, b, w: dr_alm(a, b),
    "DRUM-6": lambda a, b, w: drum(a, b, 6),
    "DRUM-4": lambda a, b, w: drum(a, b, 4),
    "ILM": lambda a, b, w: ilm(a, b),
    "RoBA": lambda a, b, w: roba(a, b),
    "Babić-0": lambda a, b, w: babic(a, b, 0),
    "Babić-1": lambda a, b, w: babic(a, b, 1),
    "Babić-2": lambda a, b, w: babic(a, b, 2),
    "Babić-3": lambda a, b, w: babic(a, b, 3),
}

WORST = {  # design, width: the least error, where it is, the greatest error, where it is
    ("Mitchell", 8): (ratio(-1, 9), (3, 3), 0, (1, 1)),
    ("Mitchell", 16): (ratio(-1, 9), (3, 3), 0, (1, 1)),
    ("MBM", 8): (ratio(-1, 9), (3, 3), ratio(5, 64), (1, 64)),
    ("MBM", 16): (ratio(-1, 9), (3, 3), ratio(5, 64), (1, 64)),
    ("ALM-SOA", 8): (ratio(-307, 2483), (191, 195), ratio(7, 128), (1, 128)),
    ("ALM-SOA", 16): (ratio(-21246703, 164410095), (49151, 50175), ratio(2047, 32768), (1, 32768)),
    ("Mitch-6", 8): (ratio(-4481, 37249), (193, 193), 0, (1, 1)),
    ("Mitch-6", 16): (ratio(-318929921, 2466413569), (49663, 49663), 0, (1, 1)),
    ("DR-ALM-6", 8): (ratio(-1, 9), (3, 3), ratio(3, 64), (1, 64)),
    ("DR-ALM-6", 16): (ratio(-285114369, 2415820801), (49151, 49151), ratio(3, 64), (1, 64)),
    ("DRUM-6", 8): (ratio(-89, 2025), (135, 135), ratio(65, 1024), (64, 64)),
    ("DRUM-6", 16): (ratio(-64449, 1113025), (34815, 34815), ratio(65, 1024), (64, 64)),
    ("DRUM-4", 8): (ratio(-505, 2809), (159, 159), ratio(17, 64), (16, 16)),
    ("DRUM-4", 16): (ratio(-3934385, 20711601), (40959, 40959), ratio(17, 64), (16, 16)),
    ("ILM", 8): (ratio(-1, 9), (3, 3), ratio(21, 191), (3, 191)),
    ("ILM", 16): (ratio(-1, 9), (3, 3), ratio(5461, 49151), (3, 49151)),
    ("RoBA", 8): (ratio(-1, 9), (3, 3), ratio(1, 9), (3, 6)),
    ("RoBA", 16): (ratio(-1, 9), (3, 3), ratio(1, 9), (3, 6)),
    ("Babić-0", 8): (ratio(-16129, 65025), (255, 255), 0, (1, 1)),
    ("Babić-0", 16): (ratio(-1073676289, 4294836225), (65535, 65535), 0, (1, 1)),
    ("Babić-1", 8): (ratio(-441, 7225), (255, 255), 0, (1, 1)),
    ("Babić-1", 16): (ratio(-29822521, 477204025), (65535, 65535), 0, (1, 1)),
    ("Babić-2", 8): (ratio(-961, 65025), (255, 255), 0, (1, 1)),
    ("Babić-2", 16): (ratio(-67092481, 4294836225), (65535, 65535), 0, (1, 1)),
    ("Babić-3", 8): (ratio(-1, 289), (255, 255), 0, (1, 1)),
    ("Babić-3", 16): (ratio(-74529, 19088161), (65535, 65535), 0, (1, 1)),
}


def inputs(places):
    """The inputs at which bounds are attained, as `tight` takes them."""
    return [dict(a=place[0], b=place[1]) for place in places if place]


def residue(a, count):
    """What is left of an operand without its first ones."""
    for _ in range(count):
        a = a - leading(a)
    return a


def what_babic_leaves(a, b, design, w):
    """Short of the product by that of the residues."""
    if not design.startswith("Babić"):
        return True
    count = int(design[-1]) + 1
    return DESIGNS[design](a, b, w) == a * b - residue(a, count) * residue(b, count)


def residue_of_one(a, design, w):
    """A residue is the largest part of its operand where that has all ones: one operand alone, all of them tried."""
    if not design.startswith("Babić"):
        return True
    count, ones = int(design[-1]) + 1, 2**w - 1
    return 0 <= residue(a, count) * ones <= residue(ones, count) * a


def residue_of_the_other(b, design, w):
    return residue_of_one(b, design, w)


@claim(
    design=each(DESIGNS),
    w=each([8, 16]),
    a=word("w"),
    b=word("w"),
    tight=lambda design, w: inputs(WORST[design, w][1::2]),
    picture=lambda design, w: f"{design}, relative error: over all pairs of nonzero bytes" if w == 8 else "",
    using=[what_babic_leaves, residue_of_one, residue_of_the_other],
    seconds=300,
)
def error_of_words(design, w, a, b):
    """For words other than 0, the error lies between these two values, and has both of them."""
    assume(a >= 1)
    assume(b >= 1)
    below, _, above, _ = WORST[design, w]
    return below <= relative_error(DESIGNS[design](a, b, w), a * b) <= above


@claim(w=each([8, 16, 32, 64]), a=word("w"))
def kept_of_any_keeps_the_same_of_words(w, a):
    """Whether or not short operands are told apart."""
    return kept_of_any(a, 6) == kept(a, 6)


# Over all positive integers, so at every word size: how far off they are at most, and where; None if nowhere.
SUPREMA = {
    "Mitchell": (ratio(-1, 9), (3, 3), 0, (1, 1)),
    "MBM": (ratio(-1, 9), (3, 3), ratio(5, 64), (1, 64)),
    "Mitch-6": (ratio(-1217, 9409), None, 0, (1, 1)),
    "DRUM-6": (ratio(33, 34) ** 2 - 1, None, ratio(65, 1024), (64, 64)),
    "DRUM-4": (ratio(9, 10) ** 2 - 1, None, ratio(17, 64), (16, 16)),
    "ILM": (ratio(-1, 9), (3, 3), ratio(1, 9), None),
    "RoBA": (ratio(-1, 9), (3, 3), ratio(1, 9), (3, 6)),
    "Babić-0": (ratio(-1, 4), None, 0, (1, 1)),
    "Babić-1": (ratio(-1, 16), None, 0, (1, 1)),
    "Babić-2": (ratio(-1, 64), None, 0, (1, 1)),
    "Babić-3": (ratio(-1, 256), None, 0, (1, 1)),
}


def residue_is_less_than_half(count):
    """Of what the residue before it was; the first one of less than half of the operand."""

    def shrinks(a, design):
        if not design.startswith("Babić") or count > int(design[-1]):
            return True
        twice, before = 2 * residue(a, count + 1), residue(a, count)
        return 0 <= twice <= before if count else 0 <= twice < before

    return shrinks


# For operands of any length, Mitch-6 in the form that tells short ones apart; up to 64 bits it is proved to be the same.
OF_ANY = {**DESIGNS, "Mitch-6": lambda a, b, w: mitchell(kept_of_any(a, 6), kept_of_any(b, 6))}
BITS = {"Mitch-6": 7, "DRUM-6": 6, "DRUM-4": 4}  # how many bits of an operand count, from the leading one on


def first_bits(a, k):
    """The k bits from the leading one on."""
    return a >> (a.bit_length() - k)


def of_longer(fact, designs=tuple(BITS)):
    """What is said of operands that are longer than the bits that count in these designs."""

    def said(a, design):
        if design not in designs:
            return True
        k = BITS[design]
        return a < 1 << k or fact(a, k)

    return said


def bits_of_a_number(a, k):
    """They are a number of k bits."""
    return 1 << (k - 1) <= first_bits(a, k) < 1 << k


def setting_the_last_bit(a, k):
    """Of such a number, changes it by little, next to it and to the one after it; all of them are tried."""
    half, m = 1 << (k - 1), first_bits(a, k)
    return (half + 1) * (m + 1) <= (half + 2) * (m | 1) and half * (m | 1) <= (half + 1) * m


def between_multiples(a, k):
    """An operand lies between that number and the next, times the place value."""
    m, place = first_bits(a, k), 1 << (a.bit_length() - k)
    return m * place <= a < (m + 1) * place


def drum_of_one(a, design):
    """So what is multiplied is this close to the operand."""
    if not design.startswith("DRUM"):
        return True
    k = int(design[-1])
    half, cut = 1 << (k - 1), dynamic(a, k)
    return (half + 1) * a < (half + 2) * cut and half * cut <= (half + 1) * a


def power(a):
    """The place value of the leading one of a positive operand."""
    return 1 << (a.bit_length() - 1)


def power_of_the_last(a, k):
    """The place value of the last of k bits times this is that of the leading one."""
    return power(a) == (1 << (k - 1)) * (1 << (a.bit_length() - k))


def of_mitch(fact):
    """What is said of operands of which Mitch-6 keeps so many bits after the leading one."""
    return lambda a, design: design != "Mitch-6" or fact(a, kept_of_any(a, 6))


def kept_is_close(a, kept):
    """What is dropped is less than 1/64 of the leading one, which stays."""
    return kept <= a and 64 * (a - kept) < power(a) and 0 < power(a) <= kept < 2 * power(a)


def kept_is_as_long(a, kept):
    return kept.bit_length() == a.bit_length()


def of_the_other(fact):
    """What is said of a, of b."""
    return lambda b, design: fact(b, design)


OF_ONE_OPERAND = [
    *map(residue_is_less_than_half, range(4)),
    of_longer(bits_of_a_number),
    of_longer(setting_the_last_bit, ("DRUM-6", "DRUM-4")),
    of_longer(between_multiples),
    of_longer(power_of_the_last, ("Mitch-6",)),
    drum_of_one,
    *map(of_mitch, [kept_is_close, kept_is_as_long]),
]


def product_of_kept(a, b):
    """The product is less than that of the least numbers that Mitch-6 would take for more."""
    u, v = kept_of_any(a, 6), kept_of_any(b, 6)
    return 4096 * a * b < (64 * u + power(a)) * (64 * v + power(b))


def shift_is_product(a, b):
    """Shifts by a leading-one position are products with a power."""
    x = kept_of_any(a, 6) - power(a)
    return x << (b.bit_length() - 1) == x * power(b)


def shift_of_the_other_is_product(a, b):
    return shift_is_product(b, a)


def mitchell_of_kept(a, b):
    """Of the product of those least numbers, Mitchell's product has 8192/9409 at least."""
    u, v = kept_of_any(a, 6), kept_of_any(b, 6)
    return 2 * (64 * u + power(a)) * (64 * v + power(b)) <= 9409 * mitchell(u, v)


def of_mitch_products(fact):
    """What is said of both operands of Mitch-6."""
    return lambda a, b, design: design != "Mitch-6" or fact(a, b)


OF_BOTH_OPERANDS = [
    *map(of_mitch_products, [product_of_kept, shift_is_product, shift_of_the_other_is_product, mitchell_of_kept])
]


def what_babic_leaves_of_integers(a, b, design):
    return what_babic_leaves(a, b, design, 0)


@claim(
    design=each(SUPREMA),
    a=integers(1),
    b=integers(1),
    tight=lambda design: inputs(SUPREMA[design][1::2]),
    using=[what_babic_leaves_of_integers, *OF_ONE_OPERAND, *map(of_the_other, OF_ONE_OPERAND), *OF_BOTH_OPERANDS],
    seconds=300,
)
def error_at_every_word_size(design, a, b):
    """For all positive integers, the error lies between these two values; a value that it never has is left out."""
    below, least, above, greatest = SUPREMA[design]
    exact = a * b
    error = OF_ANY[design](a, b, 0) - exact
    low = below * exact <= error if least else below * exact < error
    return low and (error <= above * exact if greatest else error < above * exact)


# DR-ALM-6 over all positive integers: the error is above the first value, and at most the other, which it has.
DR_ALM = ratio(-17, 144), ratio(3, 64)


def six_bits_of_a_number(a):
    """They are a number of six bits."""
    return 32 <= six_bits(a) < 64


def power_of_long(a):
    """From 64 on, the leading one is a multiple of 64."""
    return a < 64 or power(a) == 64 * (1 << (a.bit_length() - 7))


def between_multiples_of_power(a):
    """32 a is the leading one as often as its six bits say, or more, and less than once more."""
    return 0 < power(a) and 0 < six_bits(a) and six_bits(a) * power(a) <= 32 * a < (six_bits(a) + 1) * power(a)


def of_b(fact):
    """What is said of a, of b, where there is no design."""
    return lambda b: fact(b)


def shifted_is_product(a, b):
    """Shifts by both leading-one positions are products with both powers."""
    return shifted_dr_alm(a, b) == dr_alm_mantissa(a, b) * power(a) * power(b)


def mantissa_is_close(a, b):
    """The mantissa is this close to that of the product of the six bits, and of the next numbers; all are tried."""
    x, y, m = six_bits(a), six_bits(b), dr_alm_mantissa(a, b)
    return 127 * (x + 1) * (y + 1) <= 2304 * m and 1024 * m <= 67 * x * y


def shifts_out_zeros(a, b):
    """Where a is long, nothing is lost by the last shift."""
    return a < 64 or shifted_dr_alm(a, b) <= 64 * dr_alm(a, b)


def shifts_out_zeros_of_the_other(a, b):
    """So where b is."""
    return b < 64 or shifted_dr_alm(a, b) <= 64 * dr_alm(a, b)


def a_for_its_six_bits(a, b):
    """32 a is no less than what its six bits stand for, here times that of b."""
    return six_bits(a) * power(a) * (six_bits(b) * power(b)) <= 32 * a * (six_bits(b) * power(b))


def b_for_its_six_bits(a, b):
    """So is 32 b, here times 32 a."""
    return 32 * a * (six_bits(b) * power(b)) <= 1024 * a * b


def product_of_the_next(a, b):
    """The product is less than that of the numbers after the six bits."""
    return 1024 * a * b < (six_bits(a) + 1) * power(a) * ((six_bits(b) + 1) * power(b))


def product_is_close(a, b):
    """So that of the mantissa is close to it."""
    x, y, m = six_bits(a), six_bits(b), dr_alm_mantissa(a, b) * power(a) * power(b)
    least, beyond = x * power(a) * (y * power(b)), (x + 1) * power(a) * ((y + 1) * power(b))
    return 127 * beyond <= 2304 * m and 1024 * m <= 67 * least


@claim(
    a=integers(1),
    b=integers(1),
    tight=dict(a=1, b=64),
    using=[
        six_bits_of_a_number,
        of_b(six_bits_of_a_number),
        shifted_is_product,
        mantissa_is_close,
        power_of_long,
        of_b(power_of_long),
        between_multiples_of_power,
        of_b(between_multiples_of_power),
        product_of_the_next,
        a_for_its_six_bits,
        b_for_its_six_bits,
        shifts_out_zeros,
        shifts_out_zeros_of_the_other,
        product_is_close,
    ],
    seconds=300,
    full=True,
)
def error_of_dr_alm_at_every_word_size(a, b):
    """For all positive integers, the error of DR-ALM-6 lies between these two values, the first of which it never has."""
    below, above = DR_ALM
    error = dr_alm(a, b) - a * b
    return below * a * b < error <= above * a * b


# ALM-SOA at every word size w >= 6, with h = 2^(w - 5): the error is between these two values, and has neither.
ALM_SOA = ratio(-19, 147), ratio(1, 16)


def sixteenths(a, b):
    """m and d such that the mantissa of ALM-SOA is m h - d, in parts of which 16 h make 1."""
    u = upper_sum(a, b)
    return (17 + u, 1) if u < 16 else (2 * (u + 1), 2)


def shifted_alm_soa_is_product(a, b, h):
    return shifted_alm_soa(a, b, h) == alm_soa_mantissa(a, b, h) * power(a) * power(b)


def division_is_of_integers(a, b, h):
    """So it drops less than one."""
    return 16 * h * alm_soa_of(a, b, h) <= shifted_alm_soa(a, b, h) < 16 * h * (alm_soa_of(a, b, h) + 1)


def mantissa_is_no_more(a, b):
    """At most 17/16 of the product of the six bits, taken as mantissas; all are tried."""
    m, short = sixteenths(a, b)
    return 1024 * m <= 17 * six_bits(a) * six_bits(b) and short >= 1


def a_for_its_six_bits_times_h(a, b, h):
    return h * (six_bits(a) * power(a) * (six_bits(b) * power(b))) <= h * (32 * a * (six_bits(b) * power(b)))


def b_for_its_six_bits_times_h(a, b, h):
    return h * (32 * a * (six_bits(b) * power(b))) <= h * (1024 * a * b)


def shifted_is_no_more(a, b, h):
    p, q, (m, short) = power(a), power(b), sixteenths(a, b)
    return h * (1024 * m * p * q) <= h * (17 * six_bits(a) * p * six_bits(b) * q) and short * p * q > 0


def times_the_place_value(a, b, h):
    return h * (16 * alm_soa_of(a, b, h)) < h * (17 * a * b)


@claim(
    a=integers(1),
    b=integers(1),
    h=integers(2),
    using=[
        six_bits_of_a_number,
        of_b(six_bits_of_a_number),
        shifted_alm_soa_is_product,
        mantissa_is_no_more,
        division_is_of_integers,
        between_multiples_of_power,
        of_b(between_multiples_of_power),
        a_for_its_six_bits_times_h,
        b_for_its_six_bits_times_h,
        shifted_is_no_more,
        times_the_place_value,
    ],
    seconds=300,
    full=True,
)
def error_above_of_alm_soa_at_every_word_size(a, b, h):
    """For all positive integers, the error of ALM-SOA is below this value; at (1, 16 h), with h = 2^m, by 1/(16 h)."""
    return alm_soa_of(a, b, h) - a * b < ALM_SOA[1] * a * b


def facts_of_a_long_operand(both_long):
    """What is said, one after the other, of a long operand, a, and of another one, b, which is long, too, or short.

    Long are those from 32 on. With x and y the numbers after their six bits, of a short one these bits themselves,
    32 a <= x power(a) - 32 and 32 b <= y power(b).
    """
    # 147 = 128 + 19 and 2352 = 16 * 147. The slack is the least that is left over where all six bits are tried; it has
    # to be more than 2352 / power(b), for what the division drops.
    slack, added_to_b = (720, 1) if both_long else (3792, 0)

    def in_order(a, b, order):
        return (b, a) if order == "short first" else (a, b)

    def ends(a, b):
        return six_bits(a) + 1, six_bits(b) + added_to_b

    def six_bits_of_b(b):
        """Of a short one, they are all that there is."""
        return both_long or 32 * b <= six_bits(b) * power(b)

    def shifted(a, b, h, order):
        return shifted_alm_soa_is_product(*in_order(a, b, order), h)

    def is_enough(a, b, order, place):
        """The mantissa is no less than it has to be; by how much, times a place value, makes up for what is dropped."""
        (m, short), (x, y) = sixteenths(*in_order(a, b, order)), ends(a, b)
        return 147 * m >= 2 * x * y and short >= 1 and (147 * m - 2 * x * y) * place + 64 * y >= 2352 * short + slack

    def mantissa_is_enough(a, b, order):
        """All are tried."""
        return is_enough(a, b, order, 32)

    def power_of_a(a):
        return power(a) == 32 * (1 << (a.bit_length() - 6))

    def power_of_b(b):
        return not both_long or power_of_a(b)

    def division(a, b, h, order):
        return division_is_of_integers(*in_order(a, b, order), h)

    def powers(a, b, h):
        return 32 <= power(a) <= 16 * h and power(b) >= (32 if both_long else 1)

    def next_multiple(a):
        return 32 * a + 32 <= (six_bits(a) + 1) * power(a)

    def product(a, b, h):
        x, y = ends(a, b)
        return 2 * h * (1024 * a * b) <= 2 * h * ((x * power(a) - 32) * (y * power(b)))

    def power_is_enough(a, b, order):
        return is_enough(a, b, order, power(a))

    def shifted_is_enough(a, b, h, order):
        (m, short), (x, y) = sixteenths(*in_order(a, b, order)), ends(a, b)
        return h * power(b) * ((147 * m - 2 * x * y) * power(a) + 64 * y) >= h * power(b) * (2352 * short + slack)

    def what_falls_short(a, b, h, order):
        """It is little, since power(a) <= 16 h: nothing else is asked of the word size."""
        short = sixteenths(*in_order(a, b, order))[1]
        return short * power(b) * 2352 * h >= short * power(b) * 147 * power(a)

    def what_is_dropped(b, h):
        """By the division, less than 1, so less than 2352 h when 147 times 16 h of it are taken."""
        return slack * h * power(b) > 2352 * h

    def product_times_the_place_value(a, b, h, order):
        return 16 * h * (147 * alm_soa_of(*in_order(a, b, order), h)) > 16 * h * (128 * a * b)

    one_operand = [six_bits_of_b, six_bits_of_a_number, of_b(six_bits_of_a_number), shifted, mantissa_is_enough]
    between = [between_multiples_of_power, of_b(between_multiples_of_power), next_multiple]
    steps = [product, power_is_enough, shifted_is_enough, what_falls_short, what_is_dropped]
    return [*one_operand, power_of_a, power_of_b, division, powers, *between, *steps, product_times_the_place_value]


@claim(
    a=integers(32),
    b=integers(32),
    h=integers(2),
    order=each(["any"]),
    using=facts_of_a_long_operand(True),
    seconds=300,
    full=True,
)
def error_below_of_alm_soa_with_long_operands(a, b, h, order):
    """For operands from 32 on, the error is above this value, at every word size that a fits into (b need not)."""
    assume(power(a) <= 16 * h)
    return alm_soa_of(a, b, h) - a * b > ALM_SOA[0] * a * b


@claim(
    a=integers(32),
    b=integers(1, 31),
    h=integers(2),
    order=each(["long first", "short first"]),
    using=facts_of_a_long_operand(False),
    seconds=300,
    full=True,
)
def error_below_of_alm_soa_with_a_short_operand(a, b, h, order):
    """So it is for one operand from 32 on and one below, in either order, at every word size that the long one fits."""
    assume(power(a) <= 16 * h)
    product = alm_soa_of(b, a, h) if order == "short first" else alm_soa_of(a, b, h)
    return product - a * b > ALM_SOA[0] * a * b


def lost_at_64(a, b):
    """What falls short at h = 64, in 16ths, rounded up."""
    return (sixteenths(a, b)[1] * power(a) * power(b) + 63) >> 6


def least_from_64(a, b):
    """What the product is at least from h = 64 on."""
    return (sixteenths(a, b)[0] * power(a) * power(b) - lost_at_64(a, b)) >> 4


def least_is_enough(a, b):
    """All short operands are tried."""
    (m, short), p, lost = sixteenths(a, b), power(a) * power(b), lost_at_64(a, b)
    return (
        147 * least_from_64(a, b) > 128 * a * b
        and m * p >= 16 * least_from_64(a, b) + lost
        and 64 * lost >= short * p
        and lost >= 0
    )


def least_before_the_division(a, b, h):
    m, short = sixteenths(a, b)
    return h < 64 or 16 * h * least_from_64(a, b) <= (m * h - short) * (power(a) * power(b))


def next_is_more_than_the_least(a, b, h):
    return h < 64 or 16 * h * (alm_soa_of(a, b, h) + 1) > 16 * h * least_from_64(a, b)


def product_is_the_least(a, b, h):
    return h < 64 or alm_soa_of(a, b, h) >= least_from_64(a, b)


@claim(
    a=integers(1, 31),
    b=integers(1, 31),
    h=integers(2),
    using=[
        least_is_enough,
        shifted_alm_soa_is_product,
        least_before_the_division,
        division_is_of_integers,
        next_is_more_than_the_least,
        product_is_the_least,
    ],
    seconds=300,
    full=True,
)
def error_below_of_alm_soa_with_short_operands(a, b, h):
    """For operands below 32, the error is above this value, at every word size; at h below 64 all are tried."""
    return alm_soa_of(a, b, h) - a * b > ALM_SOA[0] * a * b


# The operand, twice, at which words of w bits come close to a least error that is never reached.
CLOSEST = {
    "Mitch-6": lambda w: 97 * 2 ** (w - 7) - 1,
    "DR-ALM-6": lambda w: 3 * 2 ** (w - 2) - 1,
    "DRUM-6": lambda w: 2 ** (w - 1) + 2 ** (w - 5) - 1,
    "DRUM-4": lambda w: 2 ** (w - 1) + 2 ** (w - 3) - 1,
    "Babić-0": lambda w: 2**w - 1,
    "Babić-1": lambda w: 2**w - 1,
    "Babić-2": lambda w: 2**w - 1,
    "Babić-3": lambda w: 2**w - 1,
}


LEAST = {**{design: values[0] for design, values in SUPREMA.items()}, "DR-ALM-6": DR_ALM[0]}


def is_close(design, a, w):
    """The error of the square is more than the least error by less than 2^(2 - w)."""
    limit = LEAST[design]
    return limit < relative_error(DESIGNS[design](a, a, w), a * a) < limit + ratio(1, 2 ** (w - 2))


@claim(
    design=each(["DRUM-6", "DRUM-4", "Babić-0", "Babić-1"]),
    w=each([24, 32]),
    a=word("w"),
    b=word("w"),
    tight=lambda design, w: inputs([(CLOSEST[design](w),) * 2]),
    full=True,
)
def error_close_to_its_limit(design, w, a, b):
    """For words other than 0, the error has this least value, more than its limit by less than 2^(2 - w)."""
    assume(a >= 1)
    assume(b >= 1)
    worst = CLOSEST[design](w)
    least = relative_error(DESIGNS[design](worst, worst, w), worst**2)
    return is_close(design, worst, w) and least <= relative_error(DESIGNS[design](a, b, w), a * b)


@claim(design=each(CLOSEST), w=each([64, 256]), a=integers(0, 0))
def limit_is_approached(design, w, a):
    """At one word of w bits, the error is more than its limit by less than 2^(2 - w)."""
    return is_close(design, a + CLOSEST[design](w), w)


@claim(w=each([64, 256]), a=integers(0, 0))
def limits_of_alm_soa_are_approached(w, a):
    """For each of its limits, at one pair of words of w bits, the error is closer to it than 2^(2 - w), and not equal."""
    below, above = ALM_SOA
    c, d = a + 3 * 2 ** (w - 2) - 1, a + 49 * 2 ** (w - 6) - 1
    one, last = a + 1, a + 2 ** (w - 1)
    least = relative_error(alm_soa(c, d, w), c * d) - below
    greatest = above - relative_error(alm_soa(one, last, w), one * last)
    return 0 < least < ratio(1, 2 ** (w - 2)) and 0 < greatest < ratio(1, 2 ** (w - 2))


MEANS = {
    "Mitchell": "0.0378783",
    "MBM": "0.0271134",
    "ALM-SOA": "0.0308537",
    "Mitch-6": "0.0404891",
    "DR-ALM-6": "0.0276381",
    "DRUM-6": "0.0130134",
    "DRUM-4": "0.0588679",
    "ILM": "0.0286222",
    "RoBA": "0.0286222",
    "Babić-0": "0.0891306",
    "Babić-1": "0.00833727",
    "Babić-2": "0.000708087",
    "Babić-3": "0.0000475276",
}


@claim(design=each(MEANS), a=integers(1, 255), b=integers(1, 255))
def mean_error_of_bytes(design, a, b):
    """The mean of |error| over all pairs of nonzero bytes, to the digits given."""
    return mean(abs(relative_error(DESIGNS[design](a, b, 8), a * b)), rounds_to=MEANS[design])


# The largest error as printed, in percent, up to half a unit of its last digit, and whether it is so.
PRINTED = {
    "Mitchell 11.1": ("Mitchell", "0.111", "0.0005", "proved"),
    "MBM 7.8": ("MBM", "0.078", "0.0005", "refuted"),
    "DRUM-6 6.31": ("DRUM-6", "0.0631", "0.00005", "refuted"),
    "RoBA 11.1": ("RoBA", "0.111", "0.0005", "proved"),
    "ILM 11.1": ("ILM", "0.111", "0.0005", "proved"),
    "Babić-0 25": ("Babić-0", "0.25", "0", "proved"),
    "Babić-1 6.25": ("Babić-1", "0.0625", "0", "proved"),
    "Babić-2 1.56": ("Babić-2", "0.0156", "0.00005", "proved"),
}


@claim(printed=each(PRINTED), a=word(16), b=word(16), expect=lambda printed: PRINTED[printed][-1], seconds=300)
def largest_error_as_printed(printed, a, b):
    """For words of 16 bits other than 0, |error| is at most the printed percentage, as far as its digits go."""
    design, figure, rounding, _ = PRINTED[printed]
    assume(a >= 1)
    assume(b >= 1)
    most = ratio(figure) + ratio(rounding)
    return -most <= relative_error(DESIGNS[design](a, b, 16), a * b) <= most


@claim(a=integers(8, 255), b=integers(8, 255), tight=dict(a=8, b=8))
def mbm_of_larger_bytes(a, b):
    """From 8 on, bytes have the 7.8 percent that are printed for MBM; 3 × 3 and the like do not."""
    return abs(mbm(a, b) - a * b) <= ratio(5, 64) * a * b


# The mean of |error| as printed, of words of 16 bits or of none that is named, and whether bytes have it.
PRINTED_MEANS = {
    "Mitchell 3.85": ("Mitchell", "0.0385", "refuted"),
    "MBM 2.58": ("MBM", "0.0258", "refuted"),
    "DRUM-6 1.47": ("DRUM-6", "0.0147", "refuted"),
    "DRUM-4 5.89": ("DRUM-4", "0.0589", "proved"),
    "RoBA 2.89": ("RoBA", "0.0289", "refuted"),
}


@claim(
    printed=each(PRINTED_MEANS),
    a=integers(1, 255),
    b=integers(1, 255),
    expect=lambda printed: PRINTED_MEANS[printed][-1],
)
def mean_error_as_printed(printed, a, b):
    """Over all pairs of nonzero bytes, the mean of |error| is the printed percentage."""
    design, figure, _ = PRINTED_MEANS[printed]
    return mean(abs(relative_error(DESIGNS[design](a, b, 8), a * b)), rounds_to=figure)


@claim(a=word(8), b=word(8), source="what logarithmic multipliers are compared with: 3.76 percent at 8 bits")
def mean_error_of_mitchell_with_zeros(a, b):
    """Over all pairs of bytes, where products of 0 have no error, the mean of |error| is the printed 3.76 percent."""
    error = abs(relative_error(mitchell(a, b), a * b)) if a >= 1 and b >= 1 else 0
    return mean(error, rounds_to="0.0376")
