"""The Taylor polynomials of exp: f_n(x) = 1 + x + x²/2! + … + xⁿ/n!.

Those of even order are positive on the whole real line and have one minimum,
as J. Su observed when he looked for a softmax without exponentials: because
f_n' = f_(n-1) = f_n - xⁿ/n!, the value at a stationary point is xⁿ/n!. Those of
odd order are not: f_5(-3) is already negative.
"""

from verify import claim, each, even, factorial, minimum, reals, total

SOURCE = "https://kexue.fm/archives/7919"


def taylor_exp(n, x):
    return total(lambda k: x**k / factorial(k), 0, n)


@claim(n=even(2), x=reals(), source=SOURCE)
def positive_at_every_even_order(n, x):
    """Every Taylor polynomial of exp of even order n >= 2 is positive on the real line; all n at once."""
    return taylor_exp(n, x) > 0


@claim(n=each(range(2, 101, 2)), x=reals(), source=SOURCE)
def positive(n, x):
    """The Taylor polynomial of this even order is positive on the real line."""
    return taylor_exp(n, x) > 0


@claim(n=each(range(2, 21, 2)), x=reals(), source=SOURCE)
def minimum_of_even_order(n, x):
    """It has exactly one minimiser; minimiser and minimum to 30 digits."""
    return minimum(taylor_exp(n, x), digits=30)


@claim(x=reals(), expect="refuted", source=SOURCE)
def order_five_is_positive(x):
    """Of odd order: f_5 is positive on the real line. It is not."""
    return taylor_exp(5, x) > 0
