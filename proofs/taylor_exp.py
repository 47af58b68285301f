"""The Taylor polynomials of exp: f_n(x) = 1 + x + x²/2! + … + xⁿ/n!.

Those of even order are positive on the whole real line and have one minimum,
as J. Su observed when he looked for a softmax without exponentials: because
f_n' = f_(n-1) = f_n - xⁿ/n!, the value at a stationary point is xⁿ/n!. Those of
odd order are not positive: they increase and have one zero.

Where a claim can be stated and checked for all orders at once, it is; the rest
is claimed order by order.
"""

from verify import assume, claim, each, even, exp, factorial, integers, minimum, odd, ratio, reals, total, zeros

SOURCE = "https://kexue.fm/archives/7919"


def taylor_exp(n, x):
    return total(lambda k: x**k / factorial(k), 0, n)


# Positive.


@claim(n=even(2), x=reals(), source=SOURCE)
def positive_at_every_even_order(n, x):
    """Every Taylor polynomial of exp of even order n >= 2 is positive on the real line; all n at once."""
    return taylor_exp(n, x) > 0


@claim(n=each(range(2, 101, 2)), x=reals(), source=SOURCE)
def positive(n, x):
    """The Taylor polynomial of this even order is positive on the real line."""
    return taylor_exp(n, x) > 0


@claim(n=each([*range(102, 1001, 2), 2000, 5000]), x=reals(), source=SOURCE, full=True)
def positive_at_high_order(n, x):
    """The Taylor polynomial of this even order is positive on the real line."""
    return taylor_exp(n, x) > 0


@claim(x=reals(), expect="refuted", picture="f_5(x): of odd order, and not positive", source=SOURCE)
def order_five_is_positive(x):
    """Of odd order: f_5 is positive on the real line. It is not."""
    return taylor_exp(5, x) > 0


@claim(m=integers(0), x=reals())
def at_least_one_over_the_central_binomial(m, x):
    """f_2m is at least 1 / C(2m, m) everywhere: a sum of m + 1 squares, the last of them constant; all m at once."""
    return taylor_exp(2 * m, x) >= ratio(factorial(m) ** 2, factorial(2 * m))


# One minimum.


W = ratio("0.278464542761073")  # W(1/e), to which -s/n tends: see constants.py


@claim(
    n=each(range(2, 21, 2)),
    x=reals(),
    picture=lambda n: "f_n(x): the Taylor polynomials of order 2 to 10, with their certified minima" if n <= 10 else "",
    trend="The minimiser goes left by some 0.278 for each order, and the minimum falls geometrically",
    limit=lambda n: dict(minimiser=-W * n),
    source=SOURCE,
)
def minimum_of_even_order(n, x):
    """It has exactly one minimiser; minimiser and minimum to 30 digits."""
    return minimum(taylor_exp(n, x), digits=30)


@claim(n=each(range(2, 1001, 2)), x=reals(), source=SOURCE, full=True)
def minimum_to_fifty_digits(n, x):
    """It has exactly one minimiser; minimiser and minimum to 50 digits."""
    return minimum(taylor_exp(n, x), digits=50)


PRINTED = {
    2: ("-1", "0.5"),
    4: ("-1.59607", "0.270395"),
    6: ("-2.18061", "0.149325"),
    8: ("-2.759", "0.0832715"),
    10: ("-3.33355", "0.0466991"),
}


def rounds_to(value, printed):
    """Whether `value` is within half a unit of the last printed place."""
    places = len(printed.partition(".")[2])
    return abs(value - ratio(printed)) <= ratio(1, 2 * 10**places)


@claim(n=each(sorted(PRINTED)), s=reals(), source=SOURCE)
def minima_are_as_printed(n, s):
    """Where the derivative f_(n-1) is 0, the place and the value of f_n round to the printed digits."""
    assume(taylor_exp(n - 1, s) == 0)
    place, value = PRINTED[n]
    return rounds_to(s, place) and rounds_to(taylor_exp(n, s), value)


@claim(n=even(2), x=reals(), y=reals(), s=reals(), source=SOURCE)
def decreasing_before_the_minimiser(n, x, y, s):
    """Left of a zero s of its derivative, f_n decreases; all even n at once. So there is only one such zero."""
    assume(taylor_exp(n - 1, s) == 0)
    assume(x < y)
    assume(y <= s)
    return taylor_exp(n, x) > taylor_exp(n, y)


@claim(n=even(2), x=reals(), y=reals(), s=reals(), source=SOURCE)
def increasing_after_the_minimiser(n, x, y, s):
    """Right of a zero s of its derivative, f_n increases; all even n at once."""
    assume(taylor_exp(n - 1, s) == 0)
    assume(s <= x)
    assume(x < y)
    return taylor_exp(n, x) < taylor_exp(n, y)


@claim(n=even(2), x=reals(), y=reals())
def convex(n, x, y):
    """Every f_n of even order lies above its tangents; all n at once."""
    return taylor_exp(n, y) >= taylor_exp(n, x) + taylor_exp(n - 1, x) * (y - x)


# Odd orders.


@claim(n=odd(1), x=reals(), y=reals())
def increasing_at_every_odd_order(n, x, y):
    """Every f_n of odd order increases; all n at once. So it has at most one zero."""
    assume(x < y)
    return taylor_exp(n, x) < taylor_exp(n, y)


@claim(n=each(range(1, 42, 2)), x=reals())
def one_zero_at_odd_order(n, x):
    """f_n of this odd order has exactly one real zero."""
    return zeros(taylor_exp(n, x), exactly=1)


# Beside exp itself.


@claim(n=even(0), x=reals(high=0, open_high=True))
def above_exp_left_of_zero(n, x):
    """For x < 0 the Taylor polynomials of even order lie above exp; all n at once."""
    return taylor_exp(n, x) > exp(x)


@claim(n=even(0), x=reals(high=0))
def at_least_exp_up_to_zero(n, x):
    """For x <= 0 the Taylor polynomials of even order are at least exp; all n at once."""
    return taylor_exp(n, x) >= exp(x)


@claim(n=odd(1), x=reals())
def at_most_exp_at_odd_order(n, x):
    """The Taylor polynomials of odd order are at most exp, everywhere; all n at once."""
    return taylor_exp(n, x) <= exp(x)


# Turán's inequality.


@claim(n=each(range(2, 21, 2)), x=reals())
def turan(n, x):
    """f_n² - f_(n-1)·f_(n+1) >= 0, and 0 only at 0."""
    difference = taylor_exp(n, x) ** 2 - taylor_exp(n - 1, x) * taylor_exp(n + 1, x)
    return difference >= 0 and (x == 0 or difference > 0)


@claim(n=each(range(2, 21, 2)), x=reals())
def turan_in_closed_form(n, x):
    """f_n² - f_(n-1)·f_(n+1) is xⁿ/n! times Σ (1 - k/(n+1))·x^k/k!."""
    difference = taylor_exp(n, x) ** 2 - taylor_exp(n - 1, x) * taylor_exp(n + 1, x)
    factor = total(lambda k: ratio(n + 1 - k, n + 1) * x**k / factorial(k), 0, n)
    return difference == x**n / factorial(n) * factor
