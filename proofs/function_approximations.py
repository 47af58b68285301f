"""Approximations of exp, log, atan, square roots and hypotenuses that handbooks print and programs use.

Over the reals, with the printed coefficients: rounding is not looked at. Handbooks round their bounds to one digit, so some
are a little too small; then both are stated, the printed bound and one that holds.
"""

from verify import atan, claim, exp, log, ratio, reals, sqrt

HANDBOOK = "M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions (1964), "
UNIT = reals(0, 1)


def polynomial(x, *coefficients):
    """The polynomial with these coefficients, as printed, from the constant up."""
    result = 0
    for coefficient in reversed(coefficients):
        result = result * x + ratio(coefficient)
    return result


def exponential_4(x):
    """e^-x for 0 <= x <= log 2."""
    return polynomial(x, "1", "-0.9998684", "0.4982926", "-0.1595332", "0.0293641")


def exponential_7(x):
    """The same with more terms."""
    return polynomial(
        x, "1", "-0.9999999995", "0.4999999206", "-0.1666653019", "0.0416573475", "-0.0083013598", "0.0013298820",
        "-0.0001413161",
    )  # fmt: skip


def logarithm_8(x):
    """log(1 + x) for 0 <= x <= 1."""
    return x * polynomial(
        x, "0.9999964239", "-0.4998741238", "0.3317990258", "-0.2407338084", "0.1676540711", "-0.0953293897",
        "0.0360884937", "-0.0064535442",
    )  # fmt: skip


def arc_tangent_9(x):
    """atan(x) for -1 <= x <= 1; shaders use it too."""
    return x * polynomial(x * x, "0.9998660", "-0.3302995", "0.1801410", "-0.0851330", "0.0208351")


@claim(x=reals(0, ratio("0.6931472")), picture="what the polynomial of degree 4 errs", source=HANDBOOK + "4.2.44")
def exponential_of_degree_4(x):
    """Within 3/100000, as printed."""
    return abs(exp(-x) - exponential_4(x)) <= ratio("0.00003")


@claim(x=reals(0, ratio("0.6931472")), source=HANDBOOK + "4.2.45")
def exponential_of_degree_7(x):
    """Within 2 · 10^-10, as printed."""
    return abs(exp(-x) - exponential_7(x)) <= ratio("0.0000000002")


@claim(x=UNIT, expect="refuted", source=HANDBOOK + "4.1.44")
def logarithm_of_degree_8_as_printed(x):
    """Within 3 · 10^-8: not at 1."""
    return abs(log(1 + x) - logarithm_8(x)) <= ratio("0.00000003")


@claim(x=UNIT, source=HANDBOOK + "4.1.44")
def logarithm_of_degree_8(x):
    """Within 3.3 · 10^-8."""
    return abs(log(1 + x) - logarithm_8(x)) <= ratio("0.000000033")


@claim(x=reals(-1, 1), expect="refuted", source=HANDBOOK + "4.4.47")
def arc_tangent_of_degree_9_as_printed(x):
    """Within 1/100000: not at 1."""
    return abs(atan(x) - arc_tangent_9(x)) <= ratio("0.00001")


@claim(x=reals(-1, 1), picture="what the polynomial of degree 9 errs", source=HANDBOOK + "4.4.47")
def arc_tangent_of_degree_9(x):
    """Within 1.15/100000."""
    return abs(atan(x) - arc_tangent_9(x)) <= ratio("0.0000115")


@claim(x=reals(-1, 1), source=HANDBOOK + "4.4.48")
def rational_arc_tangent(x):
    """x / (1 + 0.28 x²) is within 0.005 of atan(x)."""
    return abs(atan(x) - x / (1 + ratio("0.28") * x * x)) <= ratio("0.005")


@claim(x=UNIT, source="the antilogarithm of J. N. Mitchell, IRE Trans. EC-11 (1962)")
def linear_antilogarithm(x):
    """1 + x is at least 2^x, and exact at both ends."""
    return exp(x * log(2)) <= 1 + x


@claim(x=UNIT, source="J. N. Mitchell, IRE Trans. EC-11 (1962)")
def relative_error_of_the_linear_antilogarithm(x):
    """At most 6.15 percent above."""
    return 1 + x <= ratio("1.0615") * exp(x * log(2))


@claim(x=reals(0), source="H. Amin, K. M. Curtis, B. R. Hayes-Gill, IEE Proc. Circuits 144 (1997): PLAN")
def piecewise_linear_logistic_function(x):
    """Three lines and 1 are within 0.019 of 1 / (1 + e^-x)."""
    if x >= 5:
        y = 1
    elif x >= ratio("2.375"):
        y = ratio("0.03125") * x + ratio("0.84375")
    elif x >= 1:
        y = ratio("0.125") * x + ratio("0.625")
    else:
        y = ratio("0.25") * x + ratio("0.5")
    return abs(y - 1 / (1 + exp(-x))) <= ratio("0.019")


MAGIC = ratio(0x5F3759DF, 1 << 23)


def first_guess(x):
    """What 0x5f3759df minus half the pattern of x stands for, for 1 <= x < 4; nothing is dropped when it is halved."""
    pattern = 126 + x if x < 2 else 127 + x / 2  # exponent and fraction, in units of the exponent
    guess = MAGIC - pattern / 2
    return (guess - 125) / 2 if guess >= 126 else (guess - 124) / 4


def with_newton(x):
    """The guess after one step of Newton's method."""
    guess = first_guess(x)
    return guess * (ratio(3, 2) - x / 2 * guess * guess)


@claim(x=reals(1, 4, open_high=True), source="id Software, Quake III Arena (1999): Q_rsqrt")
def fast_inverse_square_root(x):
    """The guess is within 3.44 percent of 1/sqrt(x)."""
    return abs(first_guess(x) * sqrt(x) - 1) <= ratio("0.0344")


@claim(x=reals(1, 4, open_high=True), source="C. Lomont, Fast inverse square root (2003)")
def fast_inverse_square_root_with_newton(x):
    """After one step it is never too large, and at most 0.17524 percent too small."""
    return (1 - ratio("0.0017524")) ** 2 <= with_newton(x) ** 2 * x <= 1


@claim(x=reals(1, 4, open_high=True), expect="refuted")
def fast_inverse_square_root_within_17_hundredths_of_a_percent(x):
    """It is more than 0.175 percent."""
    return (1 - ratio("0.00175")) ** 2 <= with_newton(x) ** 2 * x


@claim(x=reals(0), y=reals(0), source="R. G. Lyons, Understanding Digital Signal Processing (2004)")
def longer_and_shorter_side(x, y):
    """0.96043387 of the longer and 0.39782473 of the shorter side are within 3.96 percent of the hypotenuse: squared."""
    found, square = ratio("0.96043387") * max(x, y) + ratio("0.39782473") * min(x, y), x * x + y * y
    return ratio("0.9604") ** 2 * square <= found**2 <= ratio("1.0396") ** 2 * square


@claim(x=reals(0), y=reals(0), source="R. G. Lyons, Understanding Digital Signal Processing (2004)")
def longer_and_half_of_the_shorter_side(x, y):
    """Never less than the hypotenuse, and at most by a factor √5/2 more: squared."""
    found, square = max(x, y) + min(x, y) / 2, x * x + y * y
    return square <= found**2 <= ratio(5, 4) * square


@claim(x=reals(1, 4), tight=[dict(x=1)], source="Heron of Alexandria, Metrica")
def heron_twice(x):
    """Two steps from (1 + x) / 2 are never below the root, and at most 1/1600 above."""
    guess = (1 + x) / 2
    for _ in range(2):
        guess = (guess + x / guess) / 2
    return 0 <= guess - sqrt(x) <= ratio(1, 1600)


@claim(x=reals(0), source="a Padé approximant")
def logarithm_from_below(x):
    """2x / (2 + x) is at most log(1 + x), on the whole half-line."""
    return 2 * x / (2 + x) <= log(1 + x)


@claim(x=reals(1))
def logarithm_and_square_root(x):
    """log(x) is at most (x - 1) / sqrt(x)."""
    return log(x) <= (x - 1) / sqrt(x)


@claim(x=reals(0))
def arc_tangent_from_below(x):
    """3x / (3 + x²) is at most atan(x)."""
    return 3 * x / (3 + x * x) <= atan(x)
