"""Bit tricks as people write them: each with its plain meaning in the tests' table of domains (`test_zoo.py`).

Most are from Warren's Hacker's Delight, from Anderson's Bit Twiddling Hacks, and from the literature on
approximate multipliers. This file is loaded as a claim file is.
"""

from verify import assume, where

MASK8, MASK16, MASK32 = 0xFF, 0xFFFF, 0xFFFFFFFF
NIBBLE_COUNTS = (0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4)
REVERSED_NIBBLES = [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15]
DE_BRUIJN = (0, 1, 2, 4, 7, 3, 6, 5)
LOG_TABLE = (-1, 0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3)
SBOX = (12, 5, 6, 11, 9, 0, 10, 13, 3, 14, 15, 8, 4, 7, 1, 2)


# Counting bits.


def popcount_by_shifting(x):
    n = 0
    while x:
        n += x & 1
        x >>= 1
    return n


def popcount_by_branching(x):
    n = 0
    for i in range(16):
        if x >> i & 1:
            n += 1
    return n


def popcount_of_kernighan(x):
    n = 0
    while x != 0:
        x &= x - 1
        n += 1
    return n


def popcount_in_parallel(x):
    x = x - ((x >> 1) & 0x5555)
    x = (x & 0x3333) + ((x >> 2) & 0x3333)
    x = (x + (x >> 4)) & 0x0F0F
    return (x + (x >> 8)) & 0x1F


def popcount_by_table(x):
    n = 0
    for shift in range(0, 16, 4):
        n += NIBBLE_COUNTS[x >> shift & 15]
    return n


def popcount_by_comprehension(x):
    return sum(1 if x >> i & 1 else 0 for i in range(16))


def popcount_of_python(x):
    return x.bit_count()


def parity_by_folding(x):
    x ^= x >> 8
    x ^= x >> 4
    x ^= x >> 2
    x ^= x >> 1
    return x & 1


def parity_by_flipping(x):
    odd = 0
    while x:
        odd = 1 - odd
        x = x & (x - 1)
    return odd


def parity_by_table(x):
    x ^= x >> 8
    x ^= x >> 4
    return 0x6996 >> (x & 15) & 1


# Moving bits.


def reverse_by_swapping(x):
    x = (x & 0x55) << 1 | (x & 0xAA) >> 1
    x = (x & 0x33) << 2 | (x & 0xCC) >> 2
    return (x & 0x0F) << 4 | x >> 4


def reverse_bit_by_bit(x):
    y = 0
    for _ in range(16):
        y = y << 1 | x & 1
        x >>= 1
    return y


def reverse_by_setting(x):
    y = 0
    for i in range(8):
        if x & 1 << i:
            y |= 0x80 >> i
    return y


def reverse_by_table(x):
    return REVERSED_NIBBLES[x & 15] << 4 | REVERSED_NIBBLES[x >> 4]


def morton_spread(x):
    x = (x | x << 4) & 0x0F0F
    x = (x | x << 2) & 0x3333
    return (x | x << 1) & 0x5555


def morton_compact(x):
    x &= 0x5555
    x = (x | x >> 1) & 0x3333
    x = (x | x >> 2) & 0x0F0F
    return (x | x >> 4) & 0x00FF


def morton_by_bits(x, y):
    z = 0
    for i in range(8):
        z |= (x >> i & 1) << 2 * i | (y >> i & 1) << 2 * i + 1
    return z


def rotate_left(x, n):
    n &= 15
    return (x << n | x >> 16 - n) & MASK16


def rotate_right_by_branch(x, n):
    n %= 16
    if n == 0:
        return x
    return (x >> n | x << (16 - n)) & MASK16


def swap_bytes(x):
    return (x & 0xFF) << 8 | x >> 8


def swap_by_xor(x, y):
    x ^= y
    y ^= x
    x ^= y
    return x * 1000 + y


def swap_if_larger(x, y):
    if x > y:
        x, y = y, x
    return y - x


def gray(x):
    return x ^ x >> 1


def gray_back_by_folding(g):
    g ^= g >> 8
    g ^= g >> 4
    g ^= g >> 2
    return g ^ g >> 1


def gray_back_by_loop(g):
    x = 0
    while g:
        x ^= g
        g >>= 1
    return x


# Leading and trailing bits.


def leading_zeros_by_search(x):
    if x == 0:
        return 16
    n = 0
    if x <= 0x00FF:
        n += 8
        x <<= 8
    if x <= 0x0FFF:
        n += 4
        x <<= 4
    if x <= 0x3FFF:
        n += 2
        x <<= 2
    if x <= 0x7FFF:
        n += 1
    return n


def leading_zeros_by_loop(x):
    n = 16
    while x > 0:
        x //= 2
        n -= 1
    return n


def leading_zeros_early(x):
    for n in range(16):
        if x & 0x8000 >> n:
            return n
    return 16


def trailing_zeros_by_branch(x):
    if x == 0:
        return 16
    n = 0
    while x & 1 == 0:
        x >>= 1
        n += 1
    return n


def trailing_zeros_by_length(x):
    return (x & -x).bit_length() - 1


def trailing_zeros_by_product(x):
    return DE_BRUIJN[((x & -x) * 0x17 & MASK8) >> 5]


def floor_log_by_steps(x):
    r = 0
    for k in (8, 4, 2, 1):
        if x >> k:
            x >>= k
            r += k
    return r


def floor_log_by_table(x):
    if x >> 12:
        return 12 + LOG_TABLE[x >> 12]
    elif x >> 8:
        return 8 + LOG_TABLE[x >> 8]
    elif x >> 4:
        return 4 + LOG_TABLE[x >> 4]
    else:
        return LOG_TABLE[x]


def next_power_by_smearing(x):
    x -= 1
    for shift in (1, 2, 4, 8):
        x |= x >> shift
    return x + 1


def next_power_by_doubling(x):
    p = 1
    while p < x:
        p <<= 1
    return p


def is_power_of_two(x):
    return 1 if x and not x & (x - 1) else 0


def snoob(x):
    smallest = x & -x
    ripple = x + smallest
    ones = x ^ ripple
    ones = (ones >> 2) // smallest
    return ripple | ones


def lowest_set_isolated(x):
    return x & -x


def turn_off_lowest_run(x):
    return ((x | x - 1) + 1) & x


# Averages, signs, extremes.


def floor_average(x, y):
    return (x & y) + ((x ^ y) >> 1)


def ceiling_average(x, y):
    return (x | y) - ((x ^ y) >> 1)


def sign_by_comparison(x):
    if x > 0:
        return 1
    elif x < 0:
        return -1
    return 0


def sign_by_shifts(x):
    return x >> 31 | (-x & MASK32) >> 31


def absolute_by_mask(x):
    mask = x >> 31
    return (x ^ mask) - mask


def absolute_by_branch(x):
    x = x if x >= 0 else -x
    return x + 0


def minimum_by_bits(x, y):
    return y ^ ((x ^ y) & -where(x < y, 1, 0))


def maximum_of_three(x, y, z):
    m = x
    if y > m:
        m = y
    if z > m:
        m = z
    return m


def median_of_three(x, y, z):
    return max(min(x, y), min(max(x, y), z))


def clamp(x, y):
    return max(10, min(x + y, 200))


def difference_or_zero(x, y):
    d = x - y
    return d & ~(d >> 31)


def sort_four(x, y, z):
    a = [x, y, z, 7]
    for i in range(3):
        for j in range(3 - i):
            low, high = min(a[j], a[j + 1]), max(a[j], a[j + 1])
            a[j], a[j + 1] = low, high
    return a[0] + 10 * a[1] + 100 * a[2] + 1000 * a[3]


# Arithmetic that wraps, saturates and overflows.


def wrapping_add(x, y):
    return (x + y) & MASK16


def signed_wrapping_add(x, y):
    s = (x + y) & MASK16
    if s & 0x8000:
        s -= 0x10000
    return s


def saturating_add_by_mask(x, y):
    s = (x + y) & MASK16
    carry = s < x
    return s | -where(carry, 1, 0) & MASK16


def saturating_subtract(x, y):
    if x < y:
        return 0
    return x - y


def signed_saturating_add(x, y):
    s = x + y
    if s > 32767:
        s = 32767
    elif s < -32768:
        s = -32768
    return s


def saturating_multiply(x, y):
    p = x * y
    return MASK16 if p > MASK16 else p


def overflows_signed(x, y):
    s = (x + y) & MASK16
    return ((x ^ s) & (y ^ s)) >> 15 & 1


def carry_out(x, y):
    s = x + y & MASK16
    return ((x & y) | ((x | y) & ~s)) >> 15 & 1


def borrow_out(x, y):
    d = x - y & MASK16
    return ((~x & y) | (~(x ^ y) & d)) >> 15 & 1


def sign_extend(x):
    return (x ^ 0x80) - 0x80


def sign_extend_by_branch(x):
    return x - 256 if x > 127 else x


def carry_ripple_add(x, y):
    while y:
        carry = x & y
        x = x ^ y
        y = carry << 1 & MASK8
    return x


def full_adders(x, y):
    total, carry = 0, 0
    for i in range(16):
        a, b = x >> i & 1, y >> i & 1
        total |= (a ^ b ^ carry) << i
        carry = a & b | carry & (a ^ b)
    return total | carry << 16


# Multiplication.


def multiply_by_shift_and_add(x, y):
    acc = 0
    for i in range(16):
        if y >> i & 1:
            acc += x << i
    return acc


def multiply_by_peasants(x, y):
    acc = 0
    while y:
        if y & 1:
            acc += x
        x <<= 1
        y >>= 1
    return acc


def booth(x, y):
    acc, previous = 0, 0
    for i in range(8):
        bit = y >> i & 1
        if bit and not previous:
            acc -= x << i
        elif previous and not bit:
            acc += x << i
        previous = bit
    return acc


def multiply_high(x, y):
    x0, x1, y0, y1 = x & 0xFF, x >> 8, y & 0xFF, y >> 8
    middle = x1 * y0 + (x0 * y0 >> 8)
    low = (middle & 0xFF) + x0 * y1
    return x1 * y1 + (middle >> 8) + (low >> 8)


def carryless_multiply(x, y):
    r = 0
    for i in range(8):
        if y & 1 << i:
            r ^= x << i
    return r


def field_multiply(x, y):
    p = 0
    for _ in range(8):
        if y & 1:
            p ^= x
        high = x & 0x80
        x = x << 1 & MASK8
        if high:
            x ^= 0x1B
        y >>= 1
    return p


def mitchell(x, y):
    if x == 0 or y == 0:
        return 0
    k, m = x.bit_length() - 1, y.bit_length() - 1
    p, q = 1 << k, 1 << m
    s = ((x - p) << m) + ((y - q) << k)
    if s < p * q:
        return p * q + s
    return s << 1


def truncated_mitchell(x, y):
    kept = 3
    k, m = x.bit_length() - 1, y.bit_length() - 1
    fx = (x << 16 >> k) - (1 << 16) >> 16 - kept
    fy = (y << 16 >> m) - (1 << 16) >> 16 - kept
    s = fx + fy
    if s >> kept:
        return s << k + m + 1 >> kept
    return (1 << kept) + s << k + m >> kept


def drum(x, y):
    def reduced(v):
        n = v.bit_length()
        if n <= 4:
            return v
        shift = n - 4
        return (v >> shift | 1) << shift

    return reduced(x) * reduced(y)


def rounded_to_power(v):
    k = v.bit_length() - 1
    return 1 << k + 1 if v >= 3 << k >> 1 else 1 << k


def roba(x, y):
    rx, ry = rounded_to_power(x), rounded_to_power(y)
    return rx * y + ry * x - rx * ry


def babic(x, y):
    product = 0
    for _ in range(2):
        if x and y:
            p, q = 1 << x.bit_length() - 1, 1 << y.bit_length() - 1
            product += p * y + q * (x - p)
            x, y = x - p, y - q
    return product


# Division, remainders, roots.


def divide_by_ten(x):
    return x * 103 >> 10


def divide_by_ten_exactly(x):
    return x * 0xCCCD >> 19


def divide_by_restoring(x, d):
    q, r = 0, 0
    for i in range(15, -1, -1):
        r = r << 1 | x >> i & 1
        if r >= d:
            r -= d
            q |= 1 << i
    return q * 100000 + r


def divide_by_subtracting(x, d):
    assume(d > 15)
    q = 0
    while x >= d:
        x -= d
        q += 1
    return q


def divide_towards_zero(x, y):
    q = abs(x) // abs(y)
    return q if (x >= 0) == (y > 0) else -q


def remainder_by_three(x):
    x = (x >> 8) + (x & 0xFF)
    x = (x >> 4) + (x & 0xF)
    x = (x >> 2) + (x & 3)
    x = (x >> 2) + (x & 3)
    while x > 2:
        x -= 3
    return x


def remainder_of_power(x, n):
    return x & (1 << n) - 1


def casting_out_255(x):
    while x > 255:
        x = (x & 255) + (x >> 8)
    return 0 if x == 255 else x


def square_root_by_bits(x):
    root, bit = 0, 1 << 14
    while bit:
        if x >= root + bit:
            x -= root + bit
            root = (root >> 1) + bit
        else:
            root >>= 1
        bit >>= 2
    return root


def square_root_by_trial(x):
    root = 0
    for i in range(7, -1, -1):
        trial = root | 1 << i
        if trial * trial <= x:
            root = trial
    return root


def gcd_of_euclid(x, y):
    while y:
        x, y = y, x % y
    return x


def gcd_of_subtraction(x, y):
    for _ in range(30):
        if x > y:
            x -= y
        elif y > x:
            y -= x
    return x


def inverse_modulo_power(x):
    y = x
    for _ in range(3):
        y = y * (2 - x * y) & MASK16
    return y


def power_by_squaring(x, n):
    result = 1
    for i in range(3):
        if n >> i & 1:
            result = result * x & MASK16
        x = x * x & MASK16
    return result


# Codes, checks, sequences.


def to_bcd(x):
    bcd = 0
    for i in range(7, -1, -1):
        if bcd & 0xF >= 5:
            bcd += 3
        if bcd >> 4 & 0xF >= 5:
            bcd += 3 << 4
        bcd = bcd << 1 | x >> i & 1
    return bcd


def from_bcd(x):
    tens, ones = x >> 4, x & 15
    if tens > 9 or ones > 9:
        raise ValueError("no decimal digits")
    return tens * 10 + ones


def crc8_of_byte(x):
    for _ in range(8):
        x = x << 1 ^ (0x107 if x & 0x80 else 0)
    return x & MASK8


def lfsr_step(x):
    low = x & 1
    x >>= 1
    if low:
        x ^= 0xB400
    return x


def lfsr_many(x):
    def step(v):
        if v & 1:
            return v >> 1 ^ 0xB8
        return v >> 1

    for _ in range(4):
        x = step(x)
    return x


def xorshift(x):
    x ^= x << 7 & MASK16
    x ^= x >> 9
    return x ^ x << 8 & MASK16


def substitute_nibbles(x):
    return SBOX[x & 15] | SBOX[x >> 4] << 4


def histogram_peak(x):
    counts = [0] * 4
    for i in range(0, 8, 2):
        counts[x >> i & 3] += 1
    return max(counts)


def counting_sort(x, y, z):
    seen = [0, 0, 0, 0]
    for v in (x & 3, y & 3, z & 3):
        seen[v] = seen[v] + 1
    return sum(seen[k] * k for k in range(4))


def element_from_the_end(x):
    return SBOX[-x]


def element_out_of_range(x):
    return SBOX[x - 8]


def shift_by_difference(x, n):
    return x << n - 3


def collatz_steps(x):
    n = 0
    while x > 1:
        if x % 2:
            x = 3 * x + 1
        else:
            x //= 2
        n += 1
        if n > 12:
            break
    return n


def digits_sum(x):
    total = 0
    while x:
        x, digit = divmod(x, 10)
        total += digit
    return total


def is_palindrome(x):
    for i in range(4):
        if (x >> i & 1) != (x >> 7 - i & 1):
            return 0
    return 1


def longest_run_of_ones(x):
    n = 0
    while x:
        x &= x << 1 & MASK8
        n += 1
    return n


def fibonacci_encoding(x):
    code, rest = 0, x
    for i, f in enumerate((55, 34, 21, 13, 8, 5, 3, 2, 1)):
        if rest >= f:
            rest -= f
            code |= 1 << 8 - i
    return code + rest
