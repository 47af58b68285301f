"""exp, log, sqrt and atan of one dyadic number, enclosed between integers over a power of two.

A number x is given as the integer n with x = n / 2^bits, and f(x) comes back as
two integers with low <= f(x) · 2^bits <= high. Inside, a few more bits are kept;
how many decides only how narrow the enclosure is. That it holds rests on the
error bounds which the functions state.
"""

import math

MOST_BITS = 20_000
FARTHEST = 1 << 16


def exp_bounds(n: int, bits: int) -> tuple[int, int | None]:
    """exp(x), its upper end None where x > 2^16; bits <= 20,000.

    Let t = |x| / 2^s <= 1/2. The k-th term of the series of exp(t) is at most
    half the one before it, so rounding each term down loses less than 2 units
    in every term: e_k <= e_{k-1} / 2 + 1. Let T_N be the first that is rounded
    to 0; it is below 2 units, and so the rest of the series is below 4:
    R_N = Σ_{k>=N} t^k / k! <= 2 t^N / N!. Then exp(|x|) = exp(t)^(2^s), squared
    with outward rounding, and exp(-|x|) = 1 / exp(|x|).
    Beyond 2^16: exp(x) >= 2^x for x >= 0, and exp(x) <= 2^x <= 2^-bits for x <= -2^16.
    """
    if n == 0:
        return 1 << bits, 1 << bits
    if abs(n) > FARTHEST << bits:
        return (1 << FARTHEST + bits, None) if n > 0 else (0, 1)
    size = max(abs(n).bit_length() - bits, 0)
    squarings = size + math.isqrt(bits) // 2 + 2
    scale = bits + 2 * squarings + bits.bit_length() + 8
    t = abs(n) << scale - bits - squarings
    term, low, terms = 1 << scale, 0, 0
    while term:
        low += term
        terms += 1
        term = (term * t >> scale) // terms
    high = low + 2 * terms + 4
    for _ in range(squarings):
        low, high = low * low >> scale, -(-high * high >> scale)
    if n < 0:
        one = 1 << 2 * scale
        low, high = one // high, -(-one // low)
    return low >> scale - bits, -(-high >> scale - bits)


def log_bounds(n: int, bits: int) -> tuple[int, int]:
    """log(x) for x > 0.

    log(x) = -log(1/x), so let x >= 1. After r square roots y = x^(1 / 2^r) <= 2, and
    log(x) = 2^(r+1) artanh(z) with z = (y - 1) / (y + 1) <= 1/3. All is rounded down:
    a root halves an error and adds less than 1 unit, so y errs by less than 2;
    z by less than 2, as dz/dy <= 1/2; artanh(z) by that times 9/8, so by less
    than 3, and what `_series` says.
    """
    one = 1 << bits
    if n == one:
        return 0, 0
    size = abs(n.bit_length() - bits) + 1
    roots = size.bit_length() + math.isqrt(bits) // 4 + 1
    scale = bits + roots + bits.bit_length() + 8
    y = n << scale - bits if n > one else (1 << scale + bits) // n
    for _ in range(roots):
        y = math.isqrt(y << scale)
    low, high = _series((y - (1 << scale) << scale) // (y + (1 << scale)), scale, 1)
    low, high = low << roots + 1, high + 3 << roots + 1
    low, high = low >> scale - bits, -(-high >> scale - bits)
    return (low, high) if n > one else (-high, -low)


def atan_bounds(n: int, bits: int) -> tuple[int, int]:
    """atan(x).

    atan(y) = 2 atan(z) with z = y / (1 + sqrt(1 + y²)), which increases with y and
    is below 1; j such steps from |x|, rounded outward, j >= 2, end in [0, 1/2].
    For the series there see `_series`; and atan(z + d) <= atan(z) + d.
    """
    if n == 0:
        return 0, 0
    steps = math.isqrt(bits) // 4 + 3
    scale = bits + 2 * steps + bits.bit_length() + 8
    one = 1 << scale
    low = high = abs(n) << scale - bits
    for _ in range(steps):
        low = (low << scale) // (one + _root_up(one * one + low * low))
        high = -(-(high << scale) // (one + math.isqrt(one * one + high * high)))
    width = high - low
    low, high = _series(low, scale, -1)
    low, high = low << steps, high + width << steps
    low, high = low >> scale - bits, -(-high >> scale - bits)
    return (low, high) if n > 0 else (-high, -low)


def sqrt_bounds(n: int, bits: int) -> tuple[int, int]:
    """sqrt(x) for x >= 0: the integers next to the square root of n · 2^bits, one if it is a square."""
    return math.isqrt(n << bits), _root_up(n << bits)


def _root_up(n: int) -> int:
    """The smallest integer whose square is at least n >= 0."""
    root = math.isqrt(n)
    return root if root * root == n else root + 1


def _series(z: int, scale: int, sign: int) -> tuple[int, int]:
    """Σ_{k>=0} sign^k y^(2k+1) / (2k + 1) for 0 <= y = z / 2^scale <= 1/2: artanh(y), or with sign -1 atan(y).

    Powers are rounded down: with y² <= 1/4 rounded down too, the error of one is
    at most a quarter of that before it and 3/2, so below 2 units; that of a term
    is below 3. Let N be the first power rounded to 0, so below 2 units. The rest
    of the series is at most y^(2N+1) / (1 - y²) < 3 units for artanh, and for
    atan less than its first term, by Leibniz. So N terms err by less than 3N + 3.
    """
    square = z * z >> scale
    power, total, terms = z, 0, 0
    while power:
        total += sign**terms * (power // (2 * terms + 1))
        terms += 1
        power = power * square >> scale
    error = 3 * terms + 3 if z else 0
    return (total if sign == 1 else total - error), total + error
