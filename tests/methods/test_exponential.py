"""Method `exponential`: Taylor sums of exp, first of all methods and inside a case analysis."""

import pytest

from tests.methods.asking import ask, proves, theorem
from verify.kernel.parse import parse
from verify.methods.plan import plan

SUM = "sum(k = 0 .. {}: x**k / factorial(k))"


@pytest.mark.parametrize(
    "text",
    [
        f"forall even integer n >= 0, real x < 0: {SUM.format('n')} > exp(x)",
        f"forall real x: exp(x) >= {SUM.format(7)}",
        f"forall integer m >= 0, real x: {SUM.format('2 * m')} >= factorial(m)**2 / factorial(2 * m)",
        f"forall real x: {SUM.format(20)} > 1/184757",
    ],
)
def test_proves(text):
    assert proves("exponential", text) and "exponential" in plan(parse(text))


@pytest.mark.parametrize(
    "text",
    [
        f"forall even integer n >= 0, real x: {SUM.format('n')} > exp(x)",
        f"forall real x: {SUM.format(20)} > 1/184755",
        "forall real x: sum(k = 0 .. 4: x**k) > 0",
    ],
)
def test_gives_up(text):
    assert ask("exponential", text).kind == "gave_up"


def test_it_is_a_part_of_case_analysis():
    made = theorem("case_analysis", f"forall real x: x < 0 ==> {SUM.format(4)} > exp(x) and {SUM.format(4)} >= 1/6")
    assert made.rules == ("conjunction", "exponential_series", "exponential_squares")
