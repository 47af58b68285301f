"""How long a step explicit Runge-Kutta methods allow on the negative real axis.

A method of order n with n stages, applied to y' = λy with step h, multiplies y
by f_n(hλ), the Taylor polynomial of exp. It is stable where |f_n| <= 1: on the
negative axis that is an interval [-b_n, 0], whose length is enclosed here.
"""

from verify import assume, claim, each, factorial, ratio, reals, total

SOURCE = "E. Hairer, G. Wanner: Solving Ordinary Differential Equations II, section IV.2"

# The digits of b_n, cut off: b_n lies between this and one more in the last place.
LENGTHS = {
    3: "2.512745326618",
    4: "2.785293563405",
    5: "3.217047866640",
    6: "3.553441258462",
    7: "3.954129730631",
    8: "4.313627227774",
    9: "4.700827255520",
    10: "5.069518410986",
}


def amplification(n, x):
    return total(lambda k: x**k / factorial(k), 0, n)


@claim(n=each([1, 2]), x=reals(high=0), source=SOURCE)
def stability_interval_of_length_two(n, x):
    """Left of 0, |f_1| and |f_2| are at most 1 exactly from -2 on."""
    return abs(amplification(n, x)) <= 1 if x >= -2 else abs(amplification(n, x)) > 1


@claim(n=each(sorted(LENGTHS)), x=reals(high=0), source=SOURCE)
def stable_inside(n, x):
    """|f_n| is at most 1 on the interval from minus this length to 0."""
    assume(x >= -ratio(LENGTHS[n]))
    return abs(amplification(n, x)) <= 1


@claim(n=each(sorted(LENGTHS)), x=reals(high=0), source=SOURCE)
def unstable_outside(n, x):
    """One unit in the twelfth decimal further left |f_n| is above 1, and stays above it."""
    assume(x <= -ratio(LENGTHS[n]) - ratio(1, 10**12))
    return abs(amplification(n, x)) > 1
