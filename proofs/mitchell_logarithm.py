"""Mitchell's logarithm itself: log2 of 2^k (1 + x), 0 <= x < 1, is taken to be k + x.

The error log2(1 + x) - x is 0 at both ends, and concave between. It is greatest where its slope
1/((1 + x) ln 2) - 1 is 0, at x = 1/ln 2 - 1; there it is log2(1/ln 2) - 1/ln 2 + 1 = 0.0860713… That nothing is
greater is the tangent of ln at 1/ln 2: ln t <= ln(1/ln 2) + t ln 2 - 1 for all t > 0, with t = 1 + x. That nothing is
below 0 is the tangent at 1 + x, at 1 and at 2: x ln 2 + (1 - x) ln 1 <= ln(1 + x).
"""

from verify import claim, log, ratio, reals

SOURCE = "J. N. Mitchell, Computer multiplication and division using binary logarithms, IRE Trans. EC-11 (1962)"
FRACTION = reals(0, 1)
MOST = log(1 / log(2)) / log(2) - 1 / log(2) + 1


def error(x):
    """By how much the logarithm to base 2 of 1 + x exceeds x."""
    return log(1 + x) / log(2) - x


@claim(x=FRACTION, picture="log2(1 + x) - x: the error of taking the logarithm to be linear", source=SOURCE)
def linear_logarithm_is_within_its_exact_error(x):
    """The logarithm of 1 + x exceeds x by at most log2(1/ln 2) - 1/ln 2 + 1."""
    return error(x) <= MOST


@claim(x=FRACTION, source=SOURCE)
def linear_logarithm_is_never_above(x):
    """And it is never below x."""
    return error(x) >= 0


@claim(source=SOURCE)
def exact_error_is_attained():
    """At x = 1/ln 2 - 1 the error is just that."""
    return error(1 / log(2) - 1) == MOST


@claim(x=FRACTION, source="J. N. Mitchell, 1962, as it is often quoted")
def error_as_often_quoted_is_a_bound(x):
    """The bound that is often quoted, 0.08639, is one, though not the best."""
    return 0 <= error(x) <= ratio("0.08639")


@claim(x=FRACTION, expect="refuted", source=SOURCE)
def error_within_eight_hundredths(x):
    """The error is at most 0.08. It is more."""
    return error(x) <= ratio("0.08")
