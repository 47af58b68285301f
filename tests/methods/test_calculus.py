import pytest

from tests.methods.asking import ask, proves
from verify.kernel.parse import parse
from verify.methods import calculus, case_analysis


def taylor(n, x):
    return f"sum(k = 0 .. {n}: {x}**k / factorial(k))"


EVEN = "forall even integer n >= 2"
STATIONARY = f"{taylor('n - 1', 's')} == 0"


@pytest.mark.parametrize(
    "text",
    [
        # f_n is convex, falls to its stationary point, rises from it, for every even n; of odd order it rises
        f"{EVEN}, real x, real y: {taylor('n', 'y')} >= {taylor('n', 'x')} + {taylor('n - 1', 'x')} * (y - x)",
        f"{EVEN}, real x, real y, real s: {STATIONARY}, x < y, y <= s ==> {taylor('n', 'x')} > {taylor('n', 'y')}",
        f"{EVEN}, real x, real y, real s: {STATIONARY}, x < y, s <= x ==> {taylor('n', 'x')} < {taylor('n', 'y')}",
        f"forall odd integer n >= 1, real x, real y: x < y ==> {taylor('n', 'x')} < {taylor('n', 'y')}",
        # clamped at the stationary point the order is kept, with ties
        f"{EVEN}, real x, real y, real s: {STATIONARY}, x <= y"
        f" ==> {taylor('n', 'max(x, s)')} <= {taylor('n', 'max(y, s)')}",
        # one order at a time
        f"forall real x, real y, real s: {taylor(3, 's')} == 0, x < y, s <= x ==> {taylor(4, 'x')} < {taylor(4, 'y')}",
        f"forall real x, real y: x < y ==> {taylor(5, 'x')} < {taylor(5, 'y')}",
        # other functions
        "forall real x: exp(x) >= 1 + x",
        "forall real x >= 0: atan(x) <= x",
        "forall real x: (exp(x) + exp(-x)) / 2 >= 1 + x**2 / 2",
        # through divisors, logarithms and roots
        "forall real x >= 0: atan(x) >= 3 * x / (3 + x * x)",
        "forall real x >= 0: log(1 + x) >= 2 * x / (2 + x)",
        "forall real x >= 1: log(x) <= (x - 1) / sqrt(x)",
        "forall real x, real y: x <= y ==> 3 * exp(2 * x) + x <= 3 * exp(2 * y) + y",
    ],
)
def test_claims_about_slopes(text):
    assert proves("case_analysis", text)


@pytest.mark.parametrize(
    "text",
    [
        f"{EVEN}, real x, real y: x <= y ==> {taylor('n', 'x')} <= {taylor('n', 'y')}",
        f"{EVEN}, real x, real y, real s: {STATIONARY}, x < y ==> {taylor('n', 'x')} < {taylor('n', 'y')}",
        f"forall integer n >= 2, real x, real y:"
        f" {taylor('n', 'y')} >= {taylor('n', 'x')} + {taylor('n - 1', 'x')} * (y - x)",
        f"forall odd integer n >= 1, real x, real y: x <= y ==> {taylor('n', 'x')} < {taylor('n', 'y')}",
        "forall real x, real y: x <= y ==> exp(x) - exp(y) <= x - y",
    ],
)
def test_false_claims_are_given_up(text):
    assert calculus.prove(parse(text), case_analysis.prove) is None


def test_polynomials_without_sums_are_left_to_others():
    assert calculus.prove(parse("forall real x, real y: x <= y ==> x**3 <= y**3"), case_analysis.prove) is None


def test_contradictory_orders():
    assert proves("case_analysis", "forall real x, real y: max(exp(x), exp(y)) >= exp(x)")
    proof = calculus.prove(parse("forall real x, real y: x < y, y <= 0, 1 <= x ==> exp(x) > 7"), case_analysis.prove)
    assert proof["rule"] == "contradiction"


def test_what_is_undecided_says_so():
    assert ask("case_analysis", "forall real x: exp(x) >= 2 + x").kind == "gave_up"
