import pytest

from tests.methods.asking import ask, proves


@pytest.mark.parametrize(
    "text",
    [
        "forall real x: sum(k = 0 .. 2: x**k / factorial(k)) > 0",
        "forall real x: 0 < sum(k = 0 .. 100: x**k / factorial(k))",
        "forall real x: sum(k = 0 .. 6: 3 * (2 * real(5)**k * x**k) / factorial(k)) > 0",
        "forall even integer n >= 2, real x: sum(k = 0 .. n: x**k / factorial(k)) > 0",
        "forall odd integer n >= 1, real x, real y: 0 <= sum(k = 0 .. n - 1: y**k / factorial(k))",
    ],
)
def test_laws_like_that_of_exp(text):
    assert proves("stationary_point", text)


@pytest.mark.parametrize(
    "text",
    [
        "forall real x: sum(k = 0 .. 4: x**k) > 0",
        "forall integer n >= 2, real x: sum(k = 0 .. n: x**k / factorial(k)) > 0",
        "forall even integer n, real x: sum(k = 0 .. n: x**k / factorial(k)) > 0",
        "forall real x: sum(k = 0 .. 4: x**k / factorial(k)) > 1/100",
        "forall real x: 0 > sum(k = 0 .. 4: x**k / factorial(k))",
        "forall real x: sum(k = 0 .. 4: -(x**k) / factorial(k)) > 0",
        "forall real x: sum(k = 0 .. 4: k * x**k) > 0",
    ],
)
def test_other_laws_are_given_up(text):
    assert ask("stationary_point", text).kind == "gave_up"
