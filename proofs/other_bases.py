"""Would base 3 be more accurate, as e is closer to 3 than to 2? Mitchell's multiplication in other bases.

A number is p·m, p = B^k its leading power of the base B, 1 <= m < B. Its logarithm to base B is taken to be
k + (m - 1)/(B - 1), linear between powers as with B = 2. Adding two such logarithms and reading the sum back gives

    p q (m1 + m2 - 1)      if m1 + m2 < B + 1,
    p q B (m1 + m2 - B)    otherwise.

It is never above the product; it falls short by at most ((B - 1)/(B + 1))^2, at m1 = m2 = (B + 1)/2: 1/9, 1/4 and
9/25 for the bases 2, 3 and 4. Base 2 is the best in the worst case, and so it is in the mean. A mean needs a measure:
here all pairs of numbers from 1 to N, or mantissas in the middle of 256 equal parts of [1, B), each pair as often as any other.
"""

from verify import assume, claim, each, integers, mean, ratio, reals, relative_error, word

SOURCE = "https://kexue.fm/archives/7991"
WORST = {2: ratio(1, 9), 3: ratio(1, 4), 4: ratio(9, 25)}
MANTISSAS = {"m1": reals(1, 4, open_high=True), "m2": reals(1, 4, open_high=True)}


def product_of_mantissas(m1, m2, base):
    """m1·m2 by the linear logarithm, where both are from 1 to less than the base."""
    if m1 + m2 < base + 1:
        return m1 + m2 - 1
    return base * (m1 + m2 - base)


@claim(
    base=each(WORST),
    **MANTISSAS,
    tight=lambda base: [dict(m1=ratio(base + 1, 2), m2=ratio(base + 1, 2)), dict(m1=1, m2=1)],
    picture=lambda base: "relative error: in base 3, of two numbers from 1 to 3" if base == 3 else "",
    trend="relative error, worst case: the larger the base, the larger it is",
    source=SOURCE,
)
def worst_case(m1, m2, base):
    """Never above the product; short of it by at most 1/9 in base 2, 1/4 in base 3, 9/25 in base 4."""
    assume(m1 < base)
    assume(m2 < base)
    return (1 - WORST[base]) * m1 * m2 <= product_of_mantissas(m1, m2, base) <= m1 * m2


@claim(base=each(WORST), **MANTISSAS, source=SOURCE)
def without_a_carry_it_is_not_attained(m1, m2, base):
    """Where m1 + m2 < B + 1 it always falls short by less."""
    assume(m1 < base)
    assume(m2 < base)
    assume(m1 + m2 < base + 1)
    return product_of_mantissas(m1, m2, base) > (1 - WORST[base]) * m1 * m2


@claim(base=each(WORST), epsilon=reals(0, ratio(1, 2), open_low=True), source=SOURCE)
def without_a_carry_it_is_approached(epsilon, base):
    """It comes as near to that as one likes: within ε at m1 = m2 = (B + 1)/2 - ε."""
    m = ratio(base + 1, 2) - epsilon
    return product_of_mantissas(m, m, base) < (1 - WORST[base] + epsilon) * m * m


def their_difference_is_real(m1, m2, base):
    """What the worst case in every base rests on."""
    return base * (m1 - m2) ** 2 >= 0


@claim(base=reals(1), m1=reals(1), m2=reals(1), using=their_difference_is_real, source=SOURCE)
def worst_case_in_every_base(m1, m2, base):
    """In any base, a real number above 1, it is at most ((B - 1)/(B + 1))^2."""
    assume(m1 < base)
    assume(m2 < base)
    short = m1 * m2 - product_of_mantissas(m1, m2, base)
    return 0 <= short and (base + 1) ** 2 * short <= (base - 1) ** 2 * m1 * m2


@claim(**MANTISSAS, expect="refuted", source=SOURCE)
def base_three_within_a_ninth(m1, m2):
    """Base 3 is off by no more than base 2, 1/9. It is."""
    assume(m1 < 3)
    assume(m2 < 3)
    return product_of_mantissas(m1, m2, 3) >= ratio(8, 9) * m1 * m2


# Means over all pairs of numbers from 1 to N


def leading_power(a, base):
    """The greatest power of the base that is at most a."""
    p = 1
    while p * base <= a:
        p *= base
    return p


def product(a, b, base):
    """a·b by the linear logarithm to this base, for positive integers."""
    p, q = leading_power(a, base), leading_power(b, base)
    s = a * q + b * p  # (m1 + m2) p q
    return s - p * q if s < (base + 1) * p * q else base * (s - base * p * q)


def shortfall(a, b, base):
    """How much is missing, relative to the product."""
    return -relative_error(product(a, b, base), a * b)


def shortfall_of_mantissas(i, j, base):
    """The same of two mantissas, in the middle of parts i and j of 256."""
    m1, m2 = 512 + (base - 1) * (2 * i + 1), 512 + (base - 1) * (2 * j + 1)  # times 512
    s = m1 + m2
    shown = s - 512 if s < 512 * (base + 1) else base * (s - 512 * base)
    return -relative_error(512 * shown, m1 * m2)


PRINTED = {
    (80, 2): "0.0320003", (80, 3): "0.0894057", (80, 4): "0.102593",
    (242, 2): "0.0409483", (242, 3): "0.0906294", (242, 4): "0.149643",
}  # fmt: skip
MANTISSAS_PRINTED = {2: "0.038489", 3: "0.091272", 4: "0.137620"}


@claim(base=each([2, 3, 4]), largest=each([80, 242]), a=integers(1, 255), b=integers(1, 255), source=SOURCE)
def mean_error(a, b, base, largest):
    """The mean error of base 2, 3 and 4 over all pairs of numbers from 1 to 80, and to 242, to the digits printed."""
    assume(a <= largest)
    assume(b <= largest)
    return mean(shortfall(a, b, base), rounds_to=PRINTED[largest, base])


@claim(base=each([2, 3, 4]), i=word(8), j=word(8), source=SOURCE)
def mean_error_over_mantissas(i, j, base):
    """The same over pairs of mantissas in the middle of 256 equal parts of [1, B)."""
    return mean(shortfall_of_mantissas(i, j, base), rounds_to=MANTISSAS_PRINTED[base])


@claim(largest=each([80, 242]), a=integers(1, 255), b=integers(1, 255), expect="refuted", source=SOURCE)
def base_three_is_better_on_average(a, b, largest):
    """Over these pairs, base 3 is more accurate on average than base 2. It is less so."""
    assume(a <= largest)
    assume(b <= largest)
    return mean(shortfall(a, b, 3) - shortfall(a, b, 2), at_most=0)


@claim(i=word(8), j=word(8), expect="refuted", source=SOURCE)
def base_three_is_better_on_average_over_mantissas(i, j):
    """Over mantissas evenly spread over [1, B), base 3 is more accurate on average than base 2. It is less so."""
    return mean(shortfall_of_mantissas(i, j, 3) - shortfall_of_mantissas(i, j, 2), at_most=0)
