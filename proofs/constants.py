"""Constants that no rational equals, between two decimals that the kernel checks."""

from verify import assume, atan, claim, each, exp, factorial, log, ratio, reals, sqrt, total

EXP = "https://kexue.fm/archives/7919"
MITCHELL = "https://kexue.fm/archives/7991"


def between_digits(value, digits):
    """Whether `value` lies between the decimal `digits` and one more in its last place."""
    places = len(digits.partition(".")[2])
    return ratio(digits) < value < ratio(digits) + ratio(1, 10**places)


@claim(source=MITCHELL)
def largest_error_of_the_linear_logarithm():
    """log2(1 + x) - x is largest at x = 1/ln 2 - 1; the value there, log2(1/ln 2) - 1/ln 2 + 1, in digits."""
    return between_digits(log(1 / log(2)) / log(2) - 1 / log(2) + 1, "0.0860713320559342068875730987769")


@claim(expect="refuted", source="J. N. Mitchell, 1962, as it is often quoted")
def largest_error_as_often_quoted():
    """The largest error of the linear logarithm is 0.08639. It is less."""
    return between_digits(log(1 / log(2)) / log(2) - 1 / log(2) + 1, "0.08639")


@claim(x=reals(0, 1), source=MITCHELL)
def linear_logarithm_is_within_its_largest_error(x):
    """On [0, 1] the logarithm to base 2 of 1 + x exceeds x by less than 0.087."""
    return log(1 + x) / log(2) - x < ratio("0.087")


@claim(x=reals(0, 1))
def linear_logarithm_is_below(x):
    """On [0, 1] the logarithm to base 2 of 1 + x is at least x, up to a millionth."""
    return log(1 + x) / log(2) - x > -ratio(1, 10**6)


@claim(source=MITCHELL)
def largest_error_of_the_square_root():
    """3/(2·√2) - 1, the largest relative error of halving the linear logarithm."""
    return between_digits(3 / (2 * sqrt(2)) - 1, "0.0606601717798212866012665431572")


@claim(w=reals(0), source=EXP)
def lambert_w_of_one_over_e(w):
    """The solution of w·e^w = 1/e, to which minus the minimiser of f_n, divided by n, tends."""
    assume(w * exp(w) == exp(-1))
    return between_digits(w, "0.278464542761073")


@claim()
def pi_in_digits():
    """4·atan(1)."""
    return between_digits(4 * atan(1), "3.14159265358979323846264338327950288419716939937510")


# The minimiser s of f_n over n, and the minimum over e^s, row by row. That they
# tend to -W(1/e) = -0.27846… and to 1 + W(1/e) = 1.27846… is not claimed here.
ROWS = {
    2: ("0.500000", "1.359140"),
    4: ("0.399017", "1.334023"),
    6: ("0.363434", "1.321775"),
    8: ("0.344875", "1.314365"),
    10: ("0.333355", "1.309337"),
}


def taylor_exp(n, x):
    return total(lambda k: x**k / factorial(k), 0, n)


@claim(
    n=each(sorted(ROWS)),
    s=reals(),
    trend="-s/n: the minimiser of f_n over its order",
    limit=ratio("0.278464542761073"),
    source=EXP,
)
def minimiser_over_the_order(n, s):
    """-s/n in digits, where f_n is least at s."""
    assume(taylor_exp(n - 1, s) == 0)
    digits = ratio(ROWS[n][0])
    return digits <= -s / n < digits + ratio(1, 10**6)


@claim(
    n=each(sorted(ROWS)),
    s=reals(),
    trend="f_n(s)/e^s: the minimum of f_n over that of exp at the same place",
    limit=ratio("1.278464542761073"),
    source=EXP,
)
def minimum_over_exp(n, s):
    """f_n(s)/e^s in digits, where f_n is least at s."""
    assume(taylor_exp(n - 1, s) == 0)
    return between_digits(taylor_exp(n, s) / exp(s), ROWS[n][1])
