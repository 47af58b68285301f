"""Softmax without exponentials: the Taylor polynomial f_n of exp in the place of exp.

For even n, f_n is positive, so that f_n(x_i) / Σ f_n(x_k) are probabilities. They
keep the order of their inputs only to the right of the minimiser s of f_n; left
of it they reverse it. Clamping the inputs to s keeps the order, with ties.
"""

from verify import assume, claim, each, factorial, reals, total

SOURCE = "https://kexue.fm/archives/7919"


def taylor_exp(n, x):
    return total(lambda k: x**k / factorial(k), 0, n)


def share(n, x, others):
    """The first component of the Taylor softmax of (x, *others)."""
    return taylor_exp(n, x) / (taylor_exp(n, x) + sum(taylor_exp(n, other) for other in others))


@claim(n=each([2, 4, 6]), x=reals(), y=reals(), source=SOURCE)
def positive_of_two(n, x, y):
    """Every component is positive, for vectors of length 2."""
    return share(n, x, [y]) > 0


@claim(n=each([2, 4, 6]), x=reals(), y=reals(), z=reals(), source=SOURCE)
def positive_of_three(n, x, y, z):
    """Every component is positive, for vectors of length 3."""
    return share(n, x, [y, z]) > 0


@claim(n=each([2, 4, 6]), w=reals(), x=reals(), y=reals(), z=reals(), source=SOURCE)
def positive_of_four(n, w, x, y, z):
    """Every component is positive, for vectors of length 4."""
    return share(n, w, [x, y, z]) > 0


@claim(n=each([2, 4, 6]), x=reals(), y=reals(), source=SOURCE)
def two_sum_to_one(n, x, y):
    """The components sum to 1, for vectors of length 2."""
    return share(n, x, [y]) + share(n, y, [x]) == 1


@claim(n=each([2, 4, 6]), x=reals(), y=reals(), z=reals(), source=SOURCE)
def three_sum_to_one(n, x, y, z):
    """The components sum to 1, for vectors of length 3."""
    return share(n, x, [y, z]) + share(n, y, [z, x]) + share(n, z, [x, y]) == 1


@claim(n=each([2, 4, 6]), w=reals(), x=reals(), y=reals(), z=reals(), source=SOURCE)
def four_sum_to_one(n, w, x, y, z):
    """The components sum to 1, for vectors of length 4."""
    parts = [
        share(n, first, others) for first, others in ((w, [x, y, z]), (x, [y, z, w]), (y, [z, w, x]), (z, [w, x, y]))
    ]
    return sum(parts) == 1


@claim(x=reals(), expect="refuted", source=SOURCE)
def positive_at_order_five(x):
    """With f_5 the components would be positive too. Already the numerator is not."""
    return taylor_exp(5, x) > 0


@claim(n=each([2, 4, 6]), s=reals(), x=reals(), y=reals(), source=SOURCE)
def keeps_the_order_right_of_the_minimiser(n, s, x, y):
    """Of two inputs right of the minimiser s the larger has the larger component."""
    assume(taylor_exp(n - 1, s) == 0)
    assume(s <= x)
    assume(x < y)
    return share(n, x, [y]) < share(n, y, [x])


@claim(n=each([2, 4, 6]), s=reals(), x=reals(), y=reals(), z=reals(), source=SOURCE)
def keeps_the_order_of_two_among_three(n, s, x, y, z):
    """The same for two components of three."""
    assume(taylor_exp(n - 1, s) == 0)
    assume(s <= x)
    assume(x < y)
    return share(n, x, [y, z]) < share(n, y, [z, x])


@claim(n=each([2, 4, 6]), x=reals(), y=reals(), expect="refuted", source=SOURCE)
def keeps_the_order_everywhere(n, x, y):
    """Of any two inputs the larger has the larger component. Left of the minimiser it has the smaller."""
    assume(x < y)
    return share(n, x, [y]) < share(n, y, [x])


@claim(n=each([2, 4, 6]), s=reals(), x=reals(), y=reals(), source=SOURCE)
def reverses_the_order_left_of_the_minimiser(n, s, x, y):
    """Of two inputs left of the minimiser s the larger has the smaller component."""
    assume(taylor_exp(n - 1, s) == 0)
    assume(x < y)
    assume(y <= s)
    return share(n, x, [y]) > share(n, y, [x])


@claim(n=each([2, 4, 6]), s=reals(), x=reals(), y=reals(), source=SOURCE)
def clamped_keeps_the_order(n, s, x, y):
    """With inputs clamped to the minimiser s, the larger input has a component at least as large."""
    assume(taylor_exp(n - 1, s) == 0)
    assume(x <= y)
    x, y = max(x, s), max(y, s)
    return share(n, x, [y]) <= share(n, y, [x])
