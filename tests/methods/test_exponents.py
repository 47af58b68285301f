"""Method `exponents`: claims that are polynomial in a few exponentials; false neighbours are left to refutation."""

import pytest

from tests.methods.asking import ask, proves, refutes

TANH = "((exp({0}) - exp(-({0}))) / (exp({0}) + exp(-({0}))))"
SUM = f"({TANH.format('a')} + {TANH.format('b')}) / (1 + {TANH.format('a')} * {TANH.format('b')})"
GAP = "forall real a, real b, real c, real g > 0, real t > 0"
SHARE = "exp(-a / t) / (exp(-a / t) + exp(-b / t) + exp(-c / t))"

PROVED = [
    # means of exponentials and logarithms
    "forall real a, real b: exp((a + b) / 2) <= (exp(a) + exp(b)) / 2",
    "forall real a, real b: exp((2 * a + b) / 3) <= (2 * exp(a) + exp(b)) / 3",
    "forall real a, real b, real c: exp((a + b + c) / 3) <= (exp(a) + exp(b) + exp(c)) / 3",
    "forall real x > 0, real y > 0: (log(x) + log(y)) / 2 <= log((x + y) / 2)",
    # log of a sum of exponentials
    "forall real a, real b, real m: a <= m, b <= m ==> log(exp(a) + exp(b)) <= m + log(2)",
    "forall real a, real b: log(exp(a) + exp(b)) <= max(a, b) + log(2)",
    "forall real a, real b: min(a, b) <= log((exp(a) + exp(b)) / 2)",
    "forall real a, real b: b <= a ==> log(exp(a) + exp(b)) - max(a, b) == log(1 + exp(b - a))",
    # softmax, sigmoid, softplus, hyperbolic functions
    "forall real a, real b: 0 < exp(a) / (exp(a) + exp(b)) and exp(a) / (exp(a) + exp(b)) < 1",
    "forall real x: 1 / (1 + exp(-x)) + 1 / (1 + exp(x)) == 1",
    "forall real x: log(1 + exp(x)) - log(1 + exp(-x)) == x",
    "forall real x >= 0: log(1 + exp(x)) - x <= log(2)",
    "forall real x: (exp(x) + exp(-x)) / 2 >= 1",
    f"forall real a, real b: {TANH.format('a + b')} == {SUM}",
    # the laws themselves, and order
    "forall real a > 0, real b > 0: log(a * b) == log(a) + log(b)",
    "forall real a > 0, real b > 0: log(a / b) == log(a) - log(b)",
    "forall real x > 0: log(x**3) == 3 * log(x)",
    "forall real x: log(exp(x)) == x",
    "forall real x, real y: x < y ==> exp(x) < exp(y)",
    "forall real x > 0, real y > 0: log(x) < log(y) ==> x < y",
    "forall real x, real y: exp(2 * x * y) <= exp(x**2 + y**2)",
    "forall real x > 1, real 0 < y < 1: log(x) * log(y) < 0",
    "forall real x: log(1 + exp(x)) >= x / 2 + log(2)",
    "forall real x >= 0, real y >= 0: log(1 + x + y) <= log(1 + x) + log(1 + y)",
    # decimals about exp(1)
    "forall real x: exp(x + 1) <= 3 * exp(x)",
    "forall real x >= 1: exp(2 * x) >= 2 * exp(x)",
    # for every number of classes; a gap in energies, at a temperature in closed form
    "forall integer n >= 2, real d, real e: log(1 + (n - 1) * exp(-d)) <= e ==> d >= log(n - 1) - log(exp(e) - 1)",
    f"{GAP}: a + g <= b, a + g <= c ==> {SHARE} >= 1 - 2 * exp(-g / t)",
    f"{GAP}, real 0 < e < 1: a + g <= b, a + g <= c, t <= g / log(2 / e) ==> {SHARE} >= 1 - e",
    # powers with real exponents, as exp(log(p) / t)
    "forall real p > 0, real q > 0, real t > 0: p <= q ==> exp(log(p) / t) <= exp(log(q) / t)",
    # a hypothesis with a quotient whose divisor is a quotient itself
    "forall real x, real p: 1 / (1 + exp(-x)) >= 1 / 2 ==> x >= 0",
]


@pytest.mark.parametrize("text", PROVED)
def test_proved(text):
    assert proves("exponents", text)


NEIGHBOURS = [
    "forall real a, real b: exp((a + b) / 2) >= (exp(a) + exp(b)) / 2",
    "forall real a, real b: log(exp(a) + exp(b)) <= max(a, b)",
    "forall real a, real b: log(exp(a) + exp(b)) - max(a, b) == log(1 + exp(b - a))",
    "forall real x: log(1 + exp(x)) - x <= log(2)",
    "forall real x: 1 / (1 + exp(-x)) - 1 / (1 + exp(x)) == 1",
    "forall real x: log(exp(x)**2) == x",
    "forall real a, real b: log(a * b) == log(a) + log(b)",
    "forall integer n >= 1, real d, real e > 0: log(1 + (n - 1) * exp(-d)) <= e ==> d >= log(n - 1) - log(exp(e) - 1)",
    f"{GAP}: a <= b, a <= c ==> {SHARE} >= 1 - 2 * exp(-g / t)",
    "forall real x: exp(x + 1) <= 27/10 * exp(x)",
]


@pytest.mark.parametrize("text", NEIGHBOURS)
def test_false_neighbours_are_left_to_refutation(text):
    assert ask("exponents", text).kind == "gave_up"
    assert refutes("sampling", text)


@pytest.mark.parametrize(
    "text",
    [
        # true, but not polynomial in exponentials: the business of other methods
        "forall real x: exp(x) >= 1 + x",
        "forall real x, real y: x < y ==> atan(x) < atan(y)",
        # without logarithms and exponentials
        "forall real x: x**2 >= 0",
    ],
)
def test_gives_up(text):
    assert ask("exponents", text).kind == "gave_up"


def test_maxima_that_no_hypothesis_decides_are_told_apart_by_cases():
    text = "forall real a, real b: max(a, b) <= log(exp(a) + exp(b))"
    assert ask("exponents", text).kind == "gave_up"
    assert proves("case_analysis", text)


def test_cases_that_contradict_each_other():
    text = (
        "forall real a, real b, real c: a < b ==> "
        "(if b < c then (if a < c then exp(a) else 0) else exp(a)) / exp(b) < 1"
    )
    assert proves("case_analysis", text)
